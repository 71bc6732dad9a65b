"""The vocabulary: what it holds, and how a person extends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import reconcile
from conftest import FIGURES, Answer
from reconcile.errors import LedgerFaults, UnreadableError
from reconcile.vocabulary import vocabulary, word

Make = Callable[..., str]
Command = Callable[..., Answer]
HEADER = "kind,word,singular,plural,family,counting,meaning,source\n"
JABBED = "measure,jabbed,given a jab,given a jab,injury,cumulative,people vaccinated,a ministry\n"


@pytest.fixture
def extension(tmp_path: Path) -> Callable[[str], str]:
    """Write rows of a vocabulary and return the path."""
    def make(rows: str, header: str = HEADER) -> str:
        path = tmp_path / "words.csv"
        path.write_text(header + rows, encoding="utf-8")
        return str(path)

    return make


def test_every_row_says_what_it_means_and_where_that_stands() -> None:
    for words in vocabulary().values():
        for entry in words.values():
            assert entry.meaning and entry.source and entry.singular and entry.plural, entry


def test_every_measure_has_a_way_of_counting() -> None:
    assert {entry.counting for entry in vocabulary()["measure"].values()} == {"cumulative", "snapshot"}
    assert vocabulary()["measure"]["held"].counting == "snapshot"
    assert set(vocabulary()["counting"]) == {"cumulative", "period", "snapshot"}
    assert set(vocabulary()["unit"]) == {"persons", "acts"}
    assert set(vocabulary()["source_type"]) == {"state", "intergovernmental", "ngo", "media", "party",
                                                "academic",
                                                "medical", "witness", "armed_group"}


def test_the_vocabulary_holds_what_the_ledger_of_the_project_says() -> None:
    rows = reconcile.read_ledger(str(FIGURES)).rows
    for column in ("measure", "population", "counting", "unit", "source_type"):
        assert set(rows[column]) - {""} <= set(vocabulary()[column])


def test_a_word_that_is_not_there_is_printed_by_its_name() -> None:
    entry = word("population", "lighthouse_keepers")

    assert (entry.singular, entry.plural, entry.meaning) == (
        "lighthouse keepers", "lighthouse keepers", "not in the vocabulary")


def test_a_person_can_add_a_word(
        make_ledger: Make, command: Command, extension: Callable[[str], str]) -> None:
    path = make_ledger([{"measure": "jabbed", "stated": "40"}])

    assert command("check", path).code == 2
    assert command("check", path, "--vocabulary", extension(JABBED)).code == 0


def test_an_added_word_is_printed_as_its_row_says(
        make_ledger: Make, command: Command, extension: Callable[[str], str]) -> None:
    path = make_ledger([{"measure": "jabbed", "stated": "40"}])
    answer = command("explain", "jabbed", path, "--vocabulary", extension(JABBED))

    assert answer.code == 0
    assert "40 people given a jab by 10 January 2022" in answer.out


def test_an_added_word_needs_no_more_than_kind_word_and_counting(
        make_ledger: Make, command: Command, extension: Callable[..., str]) -> None:
    path = make_ledger([{"measure": "jabbed", "stated": "40"}])
    short = extension("measure,jabbed,cumulative\n", "kind,word,counting\n")
    answer = command("explain", "jabbed", path, "--vocabulary", short)

    assert answer.code == 0
    assert "40 people jabbed by 10 January 2022" in answer.out


def test_an_added_row_takes_the_place_of_a_shipped_one(make_ledger: Make,
                                                       extension: Callable[[str], str]) -> None:
    held = "measure,killed,killed,killed,death,snapshot,dead at that moment,a ministry\n"
    ledger = reconcile.read_ledger(make_ledger([{"stated": "40"}]), vocabulary=extension(held))

    assert list(reconcile.run(ledger).claims["counting"]) == ["snapshot"]


def test_a_changed_file_is_read_anew(make_ledger: Make, extension: Callable[[str], str]) -> None:
    path = make_ledger([{"measure": "jabbed", "stated": "40"}])
    with pytest.raises(LedgerFaults):
        reconcile.read_ledger(path, vocabulary=extension(JABBED.replace("jabbed", "jabed")))

    assert len(reconcile.read_ledger(path, vocabulary=extension(JABBED)).rows) == 1


@pytest.mark.parametrize("row, column, hint", [
    ("mesure,jabbed,,,,cumulative,,\n", "kind", "Write one of measure, population"),
    ("measure,,,,,cumulative,,\n", "word", "Write a word without spaces"),
    ("measure,two words,,,,cumulative,,\n", "word", "Write a word without spaces"),
    ("measure,jabbed,,,,,,\n", "counting", "A measure needs its default counting"),
    ("measure,jabbed,,,,sometimes,,\n", "counting", "cumulative, period or snapshot"),
    ("measure\n", "word", "Write a word without spaces"),
])
def test_a_row_that_cannot_be_used_is_named(
        make_ledger: Make, command: Command, extension: Callable[[str], str], row: str, column: str,
        hint: str) -> None:
    path = extension(JABBED + row)
    answer = command("check", make_ledger([{"stated": "40"}]), "--vocabulary", path)

    assert (answer.code, answer.out) == (2, "")
    assert f"{path}, row 3, column {column}: cannot be used" in answer.err
    assert hint in answer.err


def test_all_rows_that_cannot_be_used_are_named_at_once(extension: Callable[[str], str]) -> None:
    with pytest.raises(LedgerFaults) as refused:
        vocabulary(extension("measure,a b,,,,cumulative,,\nx,y,,,,,,\n"))

    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, "word"), (3, "kind")]


def test_a_row_is_counted_as_a_spreadsheet_counts_it(extension: Callable[[str], str]) -> None:
    with pytest.raises(LedgerFaults) as refused:
        vocabulary(extension(JABBED.replace("people vaccinated", '"people\nvaccinated"') + "x,y,,,,,,\n"))

    assert [fault.row for fault in refused.value.faults] == [3]


@pytest.mark.parametrize("data", [b"kind,word\nmeasure,caf\xe9\n", b"PK\x03\x04\x00\xff"])
def test_a_file_that_is_no_text_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "words.csv").write_bytes(data)
    with pytest.raises((UnreadableError, LedgerFaults)):
        vocabulary(str(tmp_path / "words.csv"))


@pytest.mark.parametrize("data", [b"kind,word\nmeasure," + b"x" * 200_000 + b"\n",
                                  b"kind,word\nmeasure,a\0b\n",
                                  b'kind,word\nmeasure,"a\n'])
def test_a_damaged_file_is_a_user_error(tmp_path: Path, data: bytes, make_ledger: Make,
                                        command: Command) -> None:
    (tmp_path / "words.csv").write_bytes(data)
    answer = command("check", make_ledger([{"stated": "40"}]), "--vocabulary", tmp_path / "words.csv")

    assert answer.code in (2, 3)
    assert "words.csv" in answer.err


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_missing_file_cannot_be_read(tmp_path: Path, make_ledger: Make, command: Command,
                                       name: str) -> None:
    answer = command("check", make_ledger([{"stated": "40"}]), "--vocabulary", tmp_path / name)

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("reconcile: cannot read the vocabulary")
