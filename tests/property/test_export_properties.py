"""Whatever stands in a ledger: every export has each claim once, and gives the same numbers back."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from typing import Any

import openpyxl
from frictionless import Package
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html

from reconcile.formats import export
from reconcile.formats.json import schema
from reconcile.formats.latex import latex_text
from reconcile.formats.xlsx import held
from reconcile.pipeline import Reconciliation
from reconcile.tables import markdown_text
from worlds import reconcile

# What a ledger can hold: any text without NUL and lone surrogates, trimmed.
TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20).map(str.strip)
ACTIVE = st.sampled_from(["=1+1", "+cmd", "-2", "@SUM(A1)", "|x", "<b>x</b>", "_x0041_", "#tag", "a|b", "\\end{x}",
                          "a\r\nx", '"', "'", "`", "$x$", "内務省", "وزارة", "\u202eabc", "NA", "null", "[1]",
                          "1899-01-01"])
CELL = TEXT | ACTIVE.map(str.strip)
STATED = st.sampled_from(["40", "0", "more than 5,000", "dozens", "at least 12", "still unknown",
                          "9,007,199,254,740,991", "between 3 and 7", "several"])
CLAIM = st.fixed_dictionaries({
    "claim_id": CELL.filter(bool), "stated": STATED, "source": CELL.filter(bool), "note": CELL, "url": CELL,
    "measure": st.sampled_from(["killed", "injured", "detained"]), "event": st.sampled_from(["demo", "other-2011"]),
    "as_of": st.sampled_from(["2022-01-08", "2022-01", "1899-12-31", "2022-01-05/2022-01-07"])})
LEDGER = st.lists(CLAIM, min_size=1, max_size=5, unique_by=lambda claim: claim["claim_id"])
# A run takes a second, so few examples, each of many cells, and no shrinking.
OFTEN = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow],
                 phases=[Phase.explicit, Phase.reuse, Phase.generate])


def ends(result: Reconciliation) -> dict[str, tuple[int | None, int | None]]:
    """Return the ends of each claim, None for an open or absent one."""
    def whole(number: float) -> int | None:
        return int(number) if number == number and abs(number) != float("inf") else None

    claims = result.claims
    return {name: (whole(low), whole(high))
            for name, low, high in zip(claims["claim_id"], claims["low"], claims["high"], strict=True)}


def number(value: Any) -> int | None:
    return None if value in ("", None) else int(value)


def csv_ends(data: bytes) -> dict[str, tuple[int | None, int | None]]:
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    found = {row["claim_id"]: (number(row["low"]), number(row["high"])) for row in rows}
    assert len(found) == len(rows)
    return found


@OFTEN
@given(LEDGER)
def test_data_formats_give_the_same_numbers_back(rows: list[dict[str, str]]) -> None:
    result = reconcile(rows)
    wanted = ends(result)
    document = json.loads(export(result, "json"))
    archive = zipfile.ZipFile(io.BytesIO(export(result, "datapackage")))

    assert Draft202012Validator(schema()).is_valid(document)
    assert [row["claim_id"] for row in document["claims"]] == list(wanted)
    assert {row["claim_id"]: (row["low"], row["high"]) for row in document["claims"]} == wanted
    assert csv_ends(export(result, "csv", table="claims")) == wanted
    assert csv_ends(archive.read("data/claims.csv")) == wanted
    tagged = csv_ends(b"\n".join(_untagged(export(result, "hxl", table="claims"))))
    assert tagged == wanted


def _untagged(data: bytes) -> list[bytes]:
    """Leave out the row of hashtags."""
    header, _, rest = data.split(b"\n", 2)
    return [header, rest]


@OFTEN
@given(LEDGER)
def test_a_workbook_gives_the_same_numbers_back(rows: list[dict[str, str]]) -> None:
    result = reconcile(rows)
    sheet = openpyxl.load_workbook(io.BytesIO(export(result, "xlsx")))["claims"]
    header, *lines = sheet.iter_rows(values_only=True)
    place = {name: header.index(name) for name in ("claim_id", "low", "high")}
    found = [(line[place["claim_id"]], number(line[place["low"]]), number(line[place["high"]])) for line in lines]

    # Excel writes a text that looks like one of its own escapes with a further one.
    assert [(str(name).replace("_x005F_", "_").replace("_x000D_", "\r"), *its) for name, *its in found] == \
        [(held(name), *its) for name, its in ends(result).items()]
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f" or cell.hyperlink]


@OFTEN
@given(LEDGER)
def test_a_page_names_every_claim_once(rows: list[dict[str, str]]) -> None:
    result = reconcile(rows)
    ids = [" ".join(name.split()) for name in result.claims["claim_id"]]
    lines = [int(row) for row in result.claims["row"]]
    markdown = export(result, "markdown").decode()
    latex = export(result, "latex").decode()
    page = html.fromstring(export(result, "html").decode())

    for name, line in zip(ids, lines, strict=True):
        assert markdown.count(f"Claim {markdown_text(name)}, row {line}: ") == 1
        assert latex.count(latex_text(f"Claim {name}, row {line}: ")) == 1
    assert len(page.xpath("//li[@id]")) == len(ids)
    assert not page.xpath("//b | //script")


@OFTEN
@given(LEDGER)
def test_a_data_package_of_any_text_is_valid(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(export(reconcile(rows), "datapackage"))).extractall(folder)
        report = Package(f"{folder}/datapackage.json").validate()

    assert report.flatten(["type", "note"]) == []
