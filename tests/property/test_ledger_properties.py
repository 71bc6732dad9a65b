"""What holds for every ledger: no other error than the user's, no range upside down, no order of rows."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import reconcile
from conftest import ledger_text
from reconcile import cli
from reconcile.dates import parse_date
from reconcile.errors import DateError, LedgerFaults, ReconcileError, shorten
from reconcile.schema import LEDGER, STATES
from reconcile.sentences import headline, written_date
from reconcile.tables import headlines, markdown_text, records, rows_to_csv, to_csv, to_json, to_text

EASY = settings(max_examples=60, deadline=None, derandomize=True,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
FEW = settings(EASY, max_examples=12)
TEXT = st.text(max_size=12)
DATES = st.sampled_from(["2022-01-08", "2022-01-09", "2022-01-10", "2022-01", "2022", "2022-01-08~",
                         "2022-01-08/..",
                         "../2022-01-09", "2022-01-08/2022-01-10", "2022-01-05"])
WORDINGS = st.sampled_from(["40", "41 people", "4,404", "more than 5,000", "at least 40", "dozens",
                            "some people", "nobody",
                            "still unknown", "fewer than 50", "about 300", "40 to 60", "up to 45",
                            "several hundred"])
CELLS = {
    "claim_id": st.one_of(st.sampled_from("abc"), TEXT), "event": st.one_of(st.just("demo"), TEXT),
    "measure": st.sampled_from(["killed", "detained", "held", "kiled", ""]),
    "stated": st.one_of(WORDINGS, TEXT),
    "low": st.one_of(st.sampled_from(["", "0", "40", "1e3", "-1"]), TEXT),
    "high": st.one_of(st.sampled_from(["", "0", "40", "9007199254740993"]), TEXT), "population": TEXT,
    "place": TEXT,
    "counting": st.sampled_from(["", "cumulative", "period", "snapshot", "all"]),
    "unit": st.sampled_from(["", "persons", "acts", "x"]), "since": st.one_of(DATES, TEXT),
    "as_of": st.one_of(DATES, TEXT),
    "published": st.one_of(DATES, TEXT), "source": TEXT, "cites": st.sampled_from(["", "a", "b", "c"]),
    "retracts": st.sampled_from(["", "a", "b", "c"]), "url": TEXT,
    "language": st.sampled_from(["", "en", "ru", "x"]),
    "note": TEXT, "extra": TEXT,
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the ledgers are written."""
    return tmp_path_factory.mktemp("ledgers") / "figures.csv"


def read(path: Path, data: bytes) -> reconcile.Ledger | None:
    """Read bytes; any error but the user's is a defect."""
    path.write_bytes(data)
    try:
        return reconcile.read_ledger(str(path))
    except ReconcileError as error:
        message = str(error)
        assert message and "Traceback" not in message
        if isinstance(error, LedgerFaults):
            assert all(fault.problem and fault.hint and len(str(fault)) < 2000 for fault in error.faults)
        return None


@EASY
@given(st.binary(max_size=300))
@example(b"")
@example(b"\n")
@example(b'"')
@example(b"\r\r\n\n\r")
def test_any_bytes_are_a_ledger_or_a_users_error(path: Path, data: bytes) -> None:
    read(path, data)


@EASY
@given(st.text(max_size=300))
def test_any_text_is_a_ledger_or_a_users_error(path: Path, text: str) -> None:
    read(path, text.encode("utf-8", "replace"))


@EASY
@given(st.text(max_size=300))
def test_any_text_below_a_header_is_a_ledger_or_a_users_error(path: Path, text: str) -> None:
    read(path, ("claim_id,event,measure,stated,published,source\n" + text).encode("utf-8", "replace"))


@EASY
@given(st.lists(st.fixed_dictionaries({}, optional=CELLS), min_size=1, max_size=4))
def test_any_cells_are_a_ledger_or_a_users_error_and_a_ledger_can_be_run(path: Path,
                                                                         rows: list[dict[str, str]]) -> None:
    ledger = read(path, ledger_text(rows).encode("utf-8", "replace"))
    if ledger is not None and len(ledger.rows):
        check(reconcile.run(ledger))


def check(result: reconcile.Reconciliation) -> None:
    """Check what holds for every result."""
    claims = result.claims
    assert sorted(claims["claim_id"]) == sorted(result.ledger.rows["claim_id"])
    assert set(claims["state"]) <= set(STATES)
    stated = claims[claims["low"].notna()]
    assert (stated["low"] <= stated["high"]).all()
    assert (stated["compatible_low"] <= stated["low"]).all() and (stated["high"]
                                                                  <= stated["compatible_high"]).all()
    assert claims.loc[claims["low"].isna(), "high"].isna().all()
    assert not set(claims.loc[claims["low"].isna(), "state"]) & {"current", "superseded", "other_moment"}
    for row in result.estimates.to_dict("records"):
        assert math.isnan(row["low"]) or 0 <= row["low"] <= row["high"]
        assert math.isnan(row["best"]) or row["low"] <= row["best"] <= row["high"]
        asked = claims["question"] == row["question"]
        # What follows logically rests on claims of other questions too.
        assert set(row["claim_ids"]) <= set(claims["claim_id"][asked | (row["policy"] == "logical")])
        assert (row["status"] == "none") == math.isnan(row["low"]) == (row["n_claims"]
                                                                       == 0) == (row["claim_ids"] == ())
        assert row["n_origins"] <= row["n_claims"] == len(row["claim_ids"])
    ids = set(claims["claim_id"])
    assert set(result.discrepancies["claim_a"]) | set(result.discrepancies["claim_b"]) <= ids
    for frame in (result.conflicts, result.findings):
        assert all(set(names) <= ids for names in frame["claim_ids"])
    for each in headlines(result.questions, result.estimates, claims):
        assert {"nan", "inf", ""} & {*headline(*each).split(" ")} == set()


GOOD = st.fixed_dictionaries({
    "measure": st.sampled_from(["killed", "killed", "detained", "held"]), "stated": WORDINGS,
    "population": st.sampled_from(["", "", "", "journalists"]),
    "place": st.sampled_from(["", "K", "K/A", "k/a"]),
    "as_of": st.sampled_from(["", "2022-01-05", "2022-01-08", "2022-01", "2022-01-08~"]),
    "published": st.sampled_from(["2022-01-08", "2022-01-10", "2022-01-10/..", "2022-02"]),
    "source": st.sampled_from(["Ministry", "the ministry", "Agency", "Observer", "Paper"]),
    "source_type": st.sampled_from(["", "state", "media", "armed_group"]),
    "origin": st.sampled_from(["", "", "", "Ministry"]),
    "link": st.sampled_from(["", "", "", "cites", "retracts"]),
    "target": st.integers(0, 7),
})


@st.composite
def ledgers(draw: Any) -> list[dict[str, str]]:
    """Make a ledger without faults: links lead to an earlier row only."""
    drawn = draw(st.lists(GOOD, min_size=1, max_size=8))
    names = draw(st.permutations([f"c{number}" for number in range(len(drawn))]))
    rows = []
    for number, row in enumerate(drawn):
        link, target = row.pop("link"), row.pop("target")
        cells = {"claim_id": names[number], **row, "cites": "", "retracts": ""}
        if link and number:
            cells[link] = names[target % number]
        rows.append(cells)
    return rows


def run(path: Path, rows: list[dict[str, str]]) -> reconcile.Reconciliation:
    ledger = read(path, ledger_text(rows).encode())
    assume(ledger is not None)
    return reconcile.run(ledger)  # type: ignore[arg-type]


@FEW
@given(ledgers())
def test_what_holds_for_every_result(path: Path, rows: list[dict[str, str]]) -> None:
    check(run(path, rows))


@FEW
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(path: Path, rows: list[dict[str, str]], random: Any) -> None:
    first = run(path, rows)
    random.shuffle(rows)
    second = run(path, rows)

    for name in ("questions", "evidence", "estimates", "discrepancies", "conflicts", "leave_one_out",
                 "findings"):
        assert to_csv(getattr(first, name)) == to_csv(getattr(second, name)), name
    assert to_csv(first.claims.drop(columns="row")) == to_csv(second.claims.drop(columns="row"))


@FEW
@given(ledgers())
def test_every_table_is_json_and_csv_of_one_shape(path: Path, rows: list[dict[str, str]]) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    result = run(path, rows)
    for frame in (result.claims, result.estimates, result.discrepancies, result.conflicts, result.findings):
        parsed = json.loads(to_json(records(frame)), parse_constant=refuse)
        table = list(csv.reader(io.StringIO(to_csv(frame), newline="")))

        assert [list(row) for row in parsed] == [list(frame.columns)] * len(frame)
        assert [len(row) for row in table] == [len(frame.columns)] * (len(frame) + 1)


@FEW
@given(ledgers(), st.sampled_from(["2022-01-07", "2022-01-08", "2022-01-09", "2022-01-10", "2022-02"]))
def test_known_by_is_a_run_of_what_was_published_by_then(path: Path, rows: list[dict[str, str]],
                                                         day: str) -> None:
    last = parse_date(day).last
    assert last
    known = [row for row in rows if (parse_date(row["published"]).last or parse_date("9999").last)
             <= last]  # type: ignore
    whole = read(path, ledger_text(rows).encode())
    assume(whole is not None)
    then = reconcile.run(whole, known_by=day)  # type: ignore[arg-type]

    assert sorted(then.claims["claim_id"]) == sorted(row["claim_id"] for row in known)
    assert all(set(ids) <= set(then.claims["claim_id"]) for ids in then.estimates["claim_ids"])


@FEW
@given(ledgers())
def test_an_echo_never_changes_a_range(path: Path, rows: list[dict[str, str]]) -> None:
    rows = [row | {"retracts": "", "cites": ""} for row in rows]
    before = run(path, rows)
    relayed = rows[0] | {"claim_id": "echo", "cites": rows[0]["claim_id"], "source": "Relay", "origin": "",
                         "source_type": "", "as_of": rows[0]["as_of"] or rows[0]["published"]}
    after = run(path, [*rows, relayed])

    ends = ["question", "policy", "low", "best", "high", "n_origins"]
    assert to_csv(before.estimates[ends]) == to_csv(after.estimates[ends])


@EASY
@given(st.text(max_size=60))
def test_markdown_leaves_no_active_character(text: str) -> None:
    written = markdown_text(text)
    bare = re.sub("&#(64|58|46);", "", re.sub(r"\\[\\`*_{}\[\]()#+!|~<>&$]", "", written))

    assert not set(bare) & set("\\`*_{}[]()#+!|~<>&$@\n\r\u2028\x0b\x0c")
    assert "://" not in bare


@EASY
@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=4))
def test_csv_reads_back(rows: list[list[str]]) -> None:
    text = rows_to_csv(["a", "b", "c"], rows)

    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b", "c"], *rows]


@EASY
@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_a_plain_table_has_a_line_a_row(rows: list[list[str]]) -> None:
    assert len(to_text(["a", "b"], rows).split("\n")) == len(rows) + 3


@EASY
@given(st.one_of(TEXT, DATES, st.from_regex(
    r"\A[0-9]{4}(-[0-9]{2}){0,2}[~?%]?(/[0-9]{4}(-[0-9]{2}){0,2}[~?%]?)?\Z")))
def test_any_text_is_a_date_or_a_users_error(text: str) -> None:
    try:
        period = parse_date(text)
    except DateError as error:
        assert error.problem and error.hint
    else:
        assert period.first or period.last
        assert not (period.first and period.last) or period.first <= period.last
        assert written_date(text)


@EASY
@given(st.text())
def test_a_shortened_value_is_one_short_line(text: str) -> None:
    assert len(shorten(text)) <= 80
    assert len(shorten(text).splitlines()) <= 1


@EASY
@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"),
                        max_size=20),
                max_size=3))
def test_parse_never_fails(wordings: list[str]) -> None:
    assert cli._run(["parse", "--format", "json", "--", *wordings, "40"]) == 0


def test_the_columns_of_the_ledger_are_all_tried() -> None:
    free = {"source_type", "origin", "origin_type", "archive_url", "document", "locator"}

    assert set(CELLS) == set(LEDGER.names) - free | {"extra"}
