"""Adding one claim by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import reconcile
from candidate_files import chosen, rows_of, run
from conftest import FIGURES
from reconcile.review import add
from reconcile.review.accepting import ledger_rows
from reconcile.review.adding import next_id
from reconcile.cli.documents import add as command
from reconcile.schema import LEDGER

GIVEN = ["--event", "demo", "--measure", "killed", "--stated", "at least 12", "--source", "Daily",
         "--published", "2022-01-08"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_claim_is_added_and_asks_nothing(here: Path) -> None:
    assert run(command, *GIVEN) == (0, "1 claim added to figures.csv: demo-001\n")
    [row] = rows_of(here / "figures.csv")

    assert list(row) == LEDGER.names
    assert {name: cell for name, cell in row.items() if cell} == {
        "claim_id": "demo-001", "event": "demo", "measure": "killed", "stated": "at least 12",
        "published": "2022-01-08", "source": "Daily"}


@pytest.mark.parametrize("name", LEDGER.names)
def test_every_column_of_the_ledger_has_an_option(name: str) -> None:
    assert f"--{name.replace('_', '-')} TEXT" in run(command, "--help").said


def test_every_option_is_written(here: Path) -> None:
    run(command, *GIVEN, "--claim-id", "k1")
    more = {"claim-id": "k2", "population": "civilians", "place": "Kazakhstan/Almaty", "counting": "cumulative",
            "unit": "persons", "since": "2022-01-02", "as-of": "2022-01-07", "source-type": "media",
            "origin": "Ministry", "origin-type": "state", "cites": "k1", "url": "https://example.org/a",
            "archive-url": "https://example.org/b", "document": "a.txt", "locator": "p1:0-11", "language": "en",
            "low": "12", "high": "20", "note": "the page says so"}
    done = run(command, *GIVEN, *[part for name, value in more.items() for part in (f"--{name}", value)])

    assert done.code == 0
    row = rows_of(here / "figures.csv")[1]
    assert {name: row[name.replace("-", "_")] for name in more} == more


@pytest.mark.parametrize("ids, event, made", [
    ("", "demo", "demo-001"),
    ("demo-001 demo-007", "demo", "demo-008"),
    ("kz22-001 kz22-018", "demo", "kz22-019"),
    ("kz22-001 kz22-002 x-99", "demo", "kz22-003"),
    ("kz-1 kz-9", "demo", "kz-10"),
    ("c0123456789 first", "demo", "demo-001"),
    ("other-004", "other-event", "other-event-001"),
], ids=str)
def test_the_id_is_the_next_number_of_the_event(here: Path, ids: str, event: str, made: str) -> None:
    for claim_id in ids.split():
        add("figures.csv", {"claim_id": claim_id, "event": "demo", "measure": "killed", "stated": "12",
                            "source": "Daily", "published": "2022-01-08"})

    assert next_id(ledger_rows("figures.csv"), event) == made


def test_an_id_of_another_event_is_not_used_again(here: Path) -> None:
    run(command, *GIVEN, "--claim-id", "demo-2-001")

    assert run(command, *GIVEN, "--event", "demo-2", "--source", "Weekly").said.startswith(
        "1 claim added to figures.csv: demo-2-002\n")


def test_a_retraction_takes_event_and_measure_from_what_it_retracts(here: Path) -> None:
    run(command, *GIVEN)
    done = run(command, "--retracts", "demo-001", "--source", "Daily", "--published", "2022-01-12")

    assert done == (0, "1 claim added to figures.csv: demo-002\n")
    assert chosen(here / "figures.csv", "event", "measure", "retracts")[1] == ("demo", "killed", "demo-001")
    states = reconcile.run(reconcile.read_ledger("figures.csv")).claims.set_index("claim_id")["state"]
    assert states["demo-001"] == "retracted"


def test_near_duplicates_are_shown(here: Path) -> None:
    run(command, *GIVEN)

    assert run(command, *GIVEN, "--stated", "12 or more").said == (
        "1 claim added to figures.csv: demo-002\n"
        "It looks like demo-001: the same figure of the same origin: at least 12 (Daily, published 2022-01-08)\n")


def test_what_is_missing_or_wrong_is_told_at_once_and_nothing_is_written(here: Path) -> None:
    done = run(command, "--measure", "kiled", "--published", "soon", "--retracts", "nobody")

    assert done.code == 2
    for said in ("the new claim, column event: this cell must not be empty",
                 "column measure: not in the vocabulary ('kiled')", "column published: 'soon' is not a date",
                 "column source: this cell must not be empty", "column retracts: there is no claim with this id"):
        assert said in done.said
    assert list(here.iterdir()) == []


def test_an_id_that_is_taken_is_refused(here: Path) -> None:
    run(command, *GIVEN)
    done = run(command, *GIVEN, "--claim-id", "demo-001")

    assert done.code == 2
    assert "column claim_id: the same id stands in row 2" in done.said


def test_the_ledger_of_the_project_goes_on_with_its_own_ids(here: Path) -> None:
    (here / "figures.csv").write_bytes(FIGURES.read_bytes())
    done = run(command, *GIVEN, "--event", "kazakhstan-2022-01")
    numbers = [row["claim_id"] for row in rows_of(FIGURES) if row["event"] == "kazakhstan-2022-01"]

    assert done.said.startswith(f"1 claim added to figures.csv: kz22-{int(max(numbers)[-3:]) + 1:03}\n")
    assert (here / "figures.csv").read_bytes().startswith(FIGURES.read_bytes())
