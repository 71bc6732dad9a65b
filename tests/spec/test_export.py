"""Exports: the same figures in nine forms, with footnotes and how to cite; no open end closed, no cell a formula."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hxl
import openpyxl
import pytest
from frictionless import Package, system
from jsonschema import Draft202012Validator
from lxml import html

from conftest import FIGURES, Answer
from exports import LONG, UGLY, arrow, ugly, ugly_publication
from reconcile.formats import EXPORTS, export
from reconcile.formats.columns import EXPORTED, NAMES
from reconcile.formats.json import schema
from worlds import reconcile

Make = Callable[..., str]
Command = Callable[..., Answer]

IDS = {row["claim_id"] for row in UGLY}
TEXTS = ("markdown", "latex", "html", "json", "csv", "hxl")
WITHOUT_PARQUET = tuple(name for name in EXPORTS if name != "parquet")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    result = ugly()
    return {name: export(result, name) for name in WITHOUT_PARQUET}


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet: Any) -> list[dict[str, Any]]:
    """Read a sheet as rows of values by column."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


# What all of them have in common

@pytest.mark.parametrize("name", WITHOUT_PARQUET)
def test_an_export_has_the_same_bytes_in_every_run(made: dict[str, bytes], name: str) -> None:
    assert export(ugly.__wrapped__(), name) == made[name]


@pytest.mark.parametrize("name", ["json", "markdown", "html", "hxl"])
def test_an_export_says_how_to_cite(made: dict[str, bytes], name: str) -> None:
    text = made[name].decode()

    assert ugly().ledger_sha256 in text
    assert "Ranges made with reconcile 0.1.0" in text


def test_latex_says_how_to_cite_and_lets_the_digest_break(made: dict[str, bytes]) -> None:
    assert ugly().ledger_sha256 in made["latex"].decode().replace("\\allowbreak{}", "")


def test_the_citation_names_the_day_and_the_profile() -> None:
    text = ugly_publication(known_by="2022-01-11", lexicon="acled").how_to_cite

    assert "published by 11 January 2022" in text
    assert "words read by the profile acled" in text


@pytest.mark.parametrize("name", WITHOUT_PARQUET)
def test_a_run_before_the_first_claim_is_an_export_without_rows(name: str) -> None:
    data = export(ugly(known_by="1850"), name)

    assert data
    if name == "json":
        assert Draft202012Validator(schema()).is_valid(json.loads(data))
        assert json.loads(data)["claims"] == []


def test_two_questions_that_read_the_same_are_told_apart() -> None:
    held = [{"measure": "held", "stated": "12", "counting": "snapshot"},
            {"measure": "held", "stated": "40", "counting": "cumulative"}]
    labels = {row["label"] for row in json.loads(export(reconcile(held), "json"))["questions"]}

    assert labels == {"People held (snapshot)", "People held (cumulative)"}


def test_columns_of_the_ledgers_own_come_along(make_ledger: Make, command: Command) -> None:
    path = make_ledger([{"stated": "40", "reading": "mine", "mood": "=1+1"}])
    [row] = json.loads(command("export", "json", path).out)["claims"]

    assert (row["reading"], row["ledger_reading"], row["mood"]) == ("40", "mine", "=1+1")


# xlsx

def test_the_workbook_has_a_sheet_for_each_table(made: dict[str, bytes]) -> None:
    assert sheets(made["xlsx"]).sheetnames == [*NAMES, "read me"]


def test_a_workbook_keeps_real_types_and_leaves_open_ends_empty(made: dict[str, bytes]) -> None:
    book = sheets(made["xlsx"])
    claims = {row["claim_id"]: row for row in cells(book["claims"])}

    assert (claims["open"]["low"], claims["open"]["high"], claims["open"]["is_open"]) == (5001, None, True)
    assert claims["open"]["reading"] == "more than 5,000"
    assert (claims["zero"]["low"], claims["zero"]["high"], claims["zero"]["is_open"]) == (0, 0, False)
    assert (claims["unknown"]["low"], claims["unknown"]["reading"]) == (None, "no figure")
    assert claims["open"]["as_of_from"].isoformat()[:10] == "2022-01-08"
    assert claims["old"]["as_of_from"] == "1899-02-03"
    assert claims["huge"]["low"] == "9007199254740991"


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(made: dict[str, bytes]) -> None:
    for sheet in sheets(made["xlsx"]):
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
    names = zipfile.ZipFile(io.BytesIO(made["xlsx"])).namelist()
    assert not [name for name in names if "external" in name.lower() or name.endswith("vbaProject.bin")]


def test_a_cell_that_looks_like_a_formula_stays_text_when_it_is_edited(made: dict[str, bytes]) -> None:
    sheet = sheets(made["xlsx"])["sources"]
    active = [cell for row in sheet.iter_rows(min_row=2) for cell in row
              if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]

    assert len(active) >= 4
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in active)


def test_a_sheet_has_a_frozen_header_and_a_filter(made: dict[str, bytes]) -> None:
    for sheet in sheets(made["xlsx"]).worksheets[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet["A1"].font.bold


def test_a_sheet_can_be_read_where_rows_do_not_grow_by_themselves_and_can_be_printed(made: dict[str, bytes]) -> None:
    book = sheets(made["xlsx"])
    policies = book["policies"]
    width = {cell.value: columns.width for cell in policies[1] for columns in policies.column_dimensions.values()
             if columns.min <= cell.column <= columns.max}
    for number, row in enumerate(cells(policies), start=2):
        lines = max(len(str(value)) / width[name] for name, value in row.items() if isinstance(value, str))
        assert (policies.row_dimensions[number].height or 15) >= 15 * lines
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (policies.print_title_rows, policies.print_title_cols) == ("$1:$1", "$A:$A")
    is_open, = (cell for cell in book["claims"][1] if cell.value == "is_open")
    assert book["claims"].cell(2, is_open.column).number_format == '"TRUE";"TRUE";"FALSE"'


def test_what_a_cell_of_a_workbook_cannot_hold_is_said(made: dict[str, bytes]) -> None:
    from reconcile.formats.xlsx import lost

    [note] = [row["note"] for row in cells(sheets(made["xlsx"])["claims"]) if row["claim_id"] == "old"]
    sentences = lost(ugly_publication())
    read_me = [row[3] for row in sheets(made["xlsx"])["read me"].iter_rows(values_only=True)]

    assert len(note) == 32_767
    assert note.endswith(f"[cut: the ledger has {len(LONG.strip()):,} signs, a cell of Excel holds 32,767]")
    assert {sentence.split(":")[0] for sentence in sentences} >= {
        "claims, note", "claims, source", "claims, low", "estimates, high"}
    assert all(f"{sentence}." in read_me for sentence in sentences)


def test_a_text_is_cut_between_letters() -> None:
    from reconcile.formats.xlsx import held

    text = held("\U0001f54a" * 20_000)

    assert len(text.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert text.split(" [cut")[0] == "\U0001f54a" * (text.count("\U0001f54a"))


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    from reconcile.formats import xlsx

    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    result = ugly()
    book = sheets(export(result, "xlsx"))
    claims = [row["claim_id"] for name in book.sheetnames if name.startswith("claims") for row in cells(book[name])]

    assert book.sheetnames[:2] == ["estimates", "estimates 2"]
    assert claims == list(result.claims["claim_id"])
    assert "claims: 12 rows are more than a sheet holds; they go on in further sheets" in xlsx.lost(ugly_publication())


def test_the_read_me_sheet_defines_every_column(made: dict[str, bytes]) -> None:
    rows = [row[:2] for row in sheets(made["xlsx"])["read me"].iter_rows(values_only=True)]

    assert {(declared.name, column.name) for declared in EXPORTED for column in declared.columns} <= set(rows)


# json

def test_json_keeps_to_its_schema(made: dict[str, bytes]) -> None:
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

    Draft202012Validator.check_schema(schema())
    assert list(validator.iter_errors(json.loads(made["json"]))) == []


def test_the_schema_refuses_what_is_no_export(made: dict[str, bytes]) -> None:
    good = json.loads(made["json"])
    validator = Draft202012Validator(schema())
    for change in ({"claims": [{}]}, {"version": 1}, {"more": 1}, {"format": "other"},
                   {"estimates": [{**good["estimates"][0], "high": "inf"}]}):
        assert not validator.is_valid({**good, **change})
    assert not validator.is_valid({key: value for key, value in good.items() if key != "how_to_cite"})


def test_json_tells_an_open_end_from_an_absent_one(made: dict[str, bytes]) -> None:
    rows = {row["claim_id"]: row for row in json.loads(made["json"])["claims"]}

    assert (rows["open"]["high"], rows["open"]["is_open"]) == (None, True)
    assert (rows["unknown"]["high"], rows["unknown"]["is_open"]) == (None, False)
    assert rows["huge"]["high"] == 2**53 - 1


def test_the_schema_is_printed(command: Command) -> None:
    answer = command("export", "json", "--schema")

    assert (answer.code, json.loads(answer.out)) == (0, schema())
    assert command("export", "csv", "--schema").code == 64


# csv

def test_csv_is_verbatim(made: dict[str, bytes]) -> None:
    rows = {row["claim_id"]: row for row in table(export(ugly(), "csv", table="claims"))}

    for claim in UGLY:
        row = rows[claim["claim_id"]]
        assert all(row[name] == value.strip() for name, value in claim.items())
    assert rows["open"]["high"] == ""


def test_a_folder_of_csv_has_every_table_and_a_text_beside(command: Command, tmp_path: Path) -> None:
    answer = command("export", "csv", FIGURES, "--out", tmp_path / "tables")

    assert answer.code == 0
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {*(f"{name}.csv" for name in NAMES), "README.txt"}
    assert "How to cite" in (tmp_path / "tables" / "README.txt").read_text(encoding="utf-8")
    assert answer.err.startswith("How to cite: ")


def test_a_table_of_ones_choice(command: Command, tmp_path: Path) -> None:
    printed = command("export", "csv", FIGURES, "--table", "sources")
    (tmp_path / "there").mkdir()
    written = command("export", "csv", FIGURES, "--table", "sources", "--out", tmp_path / "there")

    assert printed.out.startswith("name,types,n_published,n_counted,")
    assert written.out == f"{tmp_path / 'there' / 'sources.csv'}\n"
    assert (tmp_path / "there" / "sources.csv").read_text(encoding="utf-8") == printed.out


# markdown, latex, html

def test_the_footnotes_lead_from_a_number_to_its_claims(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["html"].decode())
    for link in page.xpath("//td/a"):
        [note] = page.xpath(f"//li[@id='{link.get('href')[1:]}']")
        assert note.get("value") == link.text
    assert len(page.xpath("//li[@id]")) == len(UGLY)
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))


def test_html_is_a_table_with_caption_and_scopes_and_nothing_active(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["html"].decode())

    assert [child.tag for child in page.find("body")] == ["table"] * 3
    assert all(each.find("caption").text.endswith(": reported figures") for each in page.iter("table"))
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "rowgroup"}
    assert not page.xpath("//script | //style | //link | //img | //@style | //@onclick | //b | //@src")
    assert not [link for link in page.xpath("//a/@href") if not link.startswith(("#", "https://"))]
    assert "https://example.org/a_b?c=d&e=%20#f" in page.xpath("//a/@href")


def test_text_of_another_direction_is_set_apart(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["html"].decode())

    assert any("وزارة الداخلية" in (each.text or "") for each in page.iter("bdi"))


def test_an_html_address_that_is_none_is_text() -> None:
    odd = [{"stated": "1", "url": each} for each in ("https://[x", "https:///x", "http://a b", "data:text/html,x")]
    page = html.fromstring(export(reconcile(odd), "html").decode())

    assert not [link for link in page.xpath("//a/@href") if not link.startswith("#")]


def test_markdown_prints_a_table_whose_cells_cannot_end(made: dict[str, bytes]) -> None:
    lines = made["markdown"].decode().splitlines()
    rows = [line for line in lines if line.startswith("| ")]

    assert {line.replace("\\|", "").count("|") for line in rows} == {9}
    assert "<b>" not in made["markdown"].decode()
    assert sum(line.startswith("1. ") for line in lines) == 3


def test_latex_has_the_rules_of_booktabs_and_its_notes(made: dict[str, bytes]) -> None:
    text = made["latex"].decode()

    for word in ("\\toprule", "\\midrule", "\\bottomrule", "\\begin{longtable}", "\\caption{",
                 "\\label{tab:demo-estimates}"):
        assert word in text
    assert text.count("\\begin{longtable}") == text.count("\\end{longtable}") == 3
    assert text.count("\\item[{[}") == len(UGLY)
    assert "% Scripts in the text: Latin, Arabic, CJK" in text.replace("Cjk", "CJK")
    assert "\\input{y}" not in text


@pytest.mark.parametrize("name", ["markdown", "latex", "html"])
@pytest.mark.parametrize("wanted", ["estimates", "claims", "discrepancies", "conflicts", "findings", "questions"])
def test_every_printed_table_has_a_footnote_for_each_claim(name: str, wanted: str) -> None:
    text = export(ugly(), name, table=wanted).decode()

    assert all(text.count(f"laim {claim_id}, row") == 1 for claim_id in sorted(IDS) if claim_id.isalpha())


def test_a_provisional_range_says_so() -> None:
    text = export(reconcile([{"stated": "40"}], policies=["ibc"]), "markdown").decode()

    assert "| 40 \\(provisional\\) |" in text


# datapackage

def test_a_data_package_is_valid_even_of_ugly_text(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(made["datapackage"])
    zipfile.ZipFile(tmp_path / "package.zip").extractall(tmp_path / "package")
    report = Package(str(tmp_path / "package" / "datapackage.json")).validate()

    assert report.flatten(["resource", "rowNumber", "type", "note"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} == set(NAMES)


def test_a_data_package_that_was_touched_is_not_valid(command: Command, tmp_path: Path) -> None:
    assert command("export", "datapackage", FIGURES, "--out", tmp_path / "package").code == 0
    claims = tmp_path / "package" / "data" / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("4404", "4405"), encoding="utf-8")

    assert not Package(str(tmp_path / "package" / "datapackage.json")).validate().valid


def test_a_data_package_names_hash_keys_and_source(made: dict[str, bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made["datapackage"]))
    facts = json.loads(archive.read("datapackage.json"))
    digest = ugly().ledger_sha256

    assert archive.namelist()[-1] == "datapackage.json"
    assert facts["version"] == f"0.1.0+ledger.{digest[:12]}"
    assert digest in facts["sources"][0]["title"] and digest in facts["description"]
    assert "licenses" not in facts and "created" not in facts
    for resource in facts["resources"]:
        data = archive.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert resource["schema"]["primaryKey"]


def test_a_data_package_gives_the_lists_back(made: dict[str, bytes], tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(made["datapackage"])).extractall(tmp_path)
    with system.use_context(trusted=True):
        rows = Package(str(tmp_path / "datapackage.json")).get_resource("estimates").read_rows()

    assert {claim_id for row in rows for claim_id in row["claim_ids"]} <= IDS
    assert any(row["claim_ids"] == ["relay", "two words"] or row["claim_ids"] == ["-minus", "relay", "two words"]
               for row in rows)


# hxl

def test_hxl_is_read_by_its_own_library(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(made["hxl"])
    options = hxl.InputOptions(allow_local=True)
    with hxl.data(str(tmp_path / "figures.csv"), options) as source:
        rows, tags = list(source), source.display_tags
    with hxl.data(str(tmp_path / "figures.csv"), options) as source:
        report = hxl.validation.validate(source)

    assert (report["is_valid"], report["issues"]) == (True, [])
    assert len(rows) == len(json.loads(made["json"])["estimates"])
    assert "#affected+killed" in tags and "#indicator+num" in tags


def test_hxl_counts_people_only_once_and_leaves_open_ends_empty() -> None:
    rows = table(export(reconcile([{"stated": "more than 5"}, {"stated": "3", "population": "police"}]), "hxl"))[1:]
    killed = [row for row in rows if row["everyone killed, low"]]

    assert len(killed) == 1
    assert (killed[0]["everyone killed, low"], killed[0]["everyone killed, high"]) == ("6", "")
    assert killed[0]["policy"] == "envelope"


def test_hxl_of_the_claims(command: Command) -> None:
    rows = table(command("export", "hxl", FIGURES, "--table", "claims").out.encode())

    assert rows[0]["claim_id"] == "#meta +id"
    assert len(rows) == 1 + len(table(FIGURES.read_bytes()))


# parquet

def test_parquet_without_its_package_names_it(
        command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = command("export", "parquet", FIGURES, "--out", tmp_path / "a.parquet")

    assert answer.code == 64
    assert "pip install 'reconcile-figures[parquet]'" in answer.err
    assert not (tmp_path / "a.parquet").exists()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in where pyarrow is imported from."""
    for name, module in arrow().items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.usefixtures("stand_in")
def test_parquet_has_types_and_the_ledger_in_its_metadata(made: dict[str, bytes]) -> None:
    file = json.loads(export(ugly(), "parquet", table="claims"))
    kinds = {name: kind for name, kind, _ in file["fields"]}
    rows = {row["claim_id"]: row for row in file["rows"]}

    assert file["metadata"]["ledger_sha256"] == ugly().ledger_sha256
    assert file["metadata"]["how_to_cite"] == ugly_publication().how_to_cite
    assert (kinds["low"], kinds["is_open"], kinds["as_of_from"], kinds["stated"]) == (
        "int64", "bool_", "date32", "string")
    assert (rows["open"]["low"], rows["open"]["high"], rows["unknown"]["low"]) == (5001, None, None)
    assert rows["old"]["as_of_from"] == "datetime.date(1899, 2, 3)"
    assert all(metadata["meaning"] for _, _, metadata in file["fields"])


@pytest.mark.usefixtures("stand_in")
def test_parquet_keeps_lists_and_fractions() -> None:
    estimates = json.loads(export(ugly(), "parquet"))
    pairs = json.loads(export(ugly(), "parquet", table="discrepancies"))

    assert {(name, kind) for name, kind, _ in estimates["fields"]} >= {
        ("claim_ids", "list of string"), ("footnotes", "list of int64")}
    assert {type(row["ratio"]) for row in pairs["rows"]} <= {float, type(None)}


@pytest.mark.usefixtures("stand_in")
def test_a_folder_of_parquet_has_every_table(command: Command, tmp_path: Path) -> None:
    assert command("export", "parquet", FIGURES, "--out", f"{tmp_path}/new/").code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        *(f"{name}.parquet" for name in NAMES), "README.txt"}


# The command

def test_an_unknown_format_lists_the_formats(command: Command) -> None:
    answer = command("export", "docx", FIGURES)

    assert answer.code == 64
    assert all(name in answer.err for name in EXPORTS)


@pytest.mark.parametrize("arguments", [
    ["xlsx"], ["datapackage"], ["parquet"], ["xlsx", "--table", "claims", "--out", "a.xlsx"],
    ["markdown", "--table", "sources"], ["hxl", "--table", "conflicts"], ["csv", "--table", "nothing"],
    ["csv", "--known-by", "yesterday"], ["json", "--policy", "guess"], ["json", "--event", "nowhere"],
])
def test_wrong_usage_leaves_with_64(
        make_ledger: Make, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    path = make_ledger("stated\n40")
    answer = command("export", arguments[0], path, *arguments[1:])

    assert (answer.code, answer.out) == (64, "")
    assert answer.err
    assert [each.name for each in tmp_path.iterdir()] == ["figures.csv"]


def test_the_ledger_is_never_written_over(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger("stated\n40", name="claims.csv")
    before = Path(path).read_bytes()

    assert command("export", "csv", path, "--out", path).code == 64
    assert command("export", "csv", path, "--out", tmp_path).code == 64
    assert Path(path).read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["claims.csv"]


def test_a_folder_where_a_file_was_meant_leaves_with_3(command: Command, tmp_path: Path) -> None:
    for out in (str(tmp_path), f"{tmp_path}/new/"):
        answer = command("export", "xlsx", FIGURES, "--out", out)

        assert (answer.code, answer.out) == (3, "")
        assert "Name a file in it, such as" in answer.err


def test_a_file_where_a_folder_was_meant_leaves_with_3(command: Command, tmp_path: Path) -> None:
    (tmp_path / "package").write_text("here first", encoding="utf-8")
    answer = command("export", "datapackage", FIGURES, "--out", tmp_path / "package")

    assert answer.code == 3
    assert (tmp_path / "package").read_text(encoding="utf-8") == "here first"


def test_what_cannot_be_written_leaves_with_3(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first", encoding="utf-8")
    answer = command("export", "json", FIGURES, "--out", tmp_path / "file" / "a.json")

    assert (answer.code, answer.out) == (3, "")
    assert "cannot write" in answer.err


def test_an_older_export_is_written_over(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    out.write_text("here first", encoding="utf-8")

    assert command("export", "json", FIGURES, "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["format"] == "reconcile export"


def test_what_a_workbook_cannot_hold_is_said_on_standard_error(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger([{"stated": "40", "note": LONG}])
    answer = command("export", "xlsx", path, "--out", tmp_path / "a.xlsx")

    assert answer.out == f"{tmp_path / 'a.xlsx'}\n"
    assert "claims, note: 1 cell longer than a cell of Excel holds" in answer.err


def test_standard_output_gets_the_bytes(process: Callable[..., Answer], tmp_path: Path) -> None:
    text = process("export", "csv", "--table", "claims", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert text.out.encode() == export(reconcile_figures(), "csv", table="claims")
    assert process("export", "xlsx", "--out", "-").out.startswith("PK")


def reconcile_figures() -> Any:
    import reconcile as package

    return package.run(package.read_ledger(str(FIGURES)))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name, code", [("xlsx", 64), ("markdown", 0)])
def test_a_terminal_gets_no_binary(
        command: Command, monkeypatch: pytest.MonkeyPatch, name: str, code: int) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)

    assert command("export", name, FIGURES, "--out", "-").code == code
    assert ("reported figures" in terminal.getvalue()) == (code == 0)


def test_a_reader_that_leaves_is_no_error(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class _Gone(io.StringIO):
        class buffer:
            @staticmethod
            def write(data: bytes) -> None:
                raise BrokenPipeError

    from reconcile.cli.exporting import _print
    from reconcile.cli.options import ReaderLeft

    monkeypatch.setattr(sys, "stdout", _Gone())
    with pytest.raises(ReaderLeft):
        _print(b"")
