"""Accepting: from reviewed candidates to the ledger, all or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reconcile
from candidate_files import candidates, chosen, claims, rows_of, run
from conftest import ROOT
from reconcile.errors import LedgerFaults
from reconcile.candidates import read_candidates, write_candidates
from reconcile.review import accept
from reconcile.cli.documents import accept as command
from reconcile.schema import LEDGER

REVIEWED = """claim_id | stated      | low | high | decision | reviewer  | document | locator | document_hash
              c1       | at least 11 | 11  |      | accept   | A. Reader | a.txt    | p1:4-15 | 3b9e
              c2       | dozens      | 24  | 99   | reject   | A. Reader |          |         |
              c3       | 40          | 40  | 40   | skip     |           |          |         |
              c4       | 50          | 50  | 50   |          |           |          |         |"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accepted(table: str, **defaults: str) -> None:
    write_candidates("c.csv", candidates(table, **({"decision": "accept"} | defaults)))


def test_only_what_a_person_accepted_enters_the_ledger(here: Path) -> None:
    accepted(REVIEWED)
    done = run(command, "c.csv")

    assert done == (0, "1 claim added to figures.csv, 1 rejected, 2 not decided\n")
    [row] = rows_of(here / "figures.csv")
    assert list(row) == [*LEDGER.names, "document_hash", "reviewer"]
    assert {name: cell for name, cell in row.items() if cell} == {
        "claim_id": "c1", "event": "demo", "measure": "killed", "stated": "at least 11", "published": "2022-01-10",
        "source": "Agency", "document": "a.txt", "locator": "p1:4-15", "document_hash": "3b9e", "reviewer": "A. Reader"}


def test_the_words_carry_the_number_unless_the_reviewer_changed_it(here: Path) -> None:
    accepted("""stated       | low  | high | note        | decision
                at least 11  | 11   |      |             | accept
                at least 11  | 11.0 |      |             | accept
                at least 11  |      |      |             | accept
                dozens       | 30   | 60   | he said so  | edit
                4,404        | 4404 | 4404 |             | accept
                no word      | 3    | 3    | a list of 3 | edit""")

    assert run(command, "c.csv").code == 0
    assert chosen(here / "figures.csv", "low", "high") == [
        ("", ""), ("", ""), ("", ""), ("30", "60"), ("", ""), ("3", "3")]
    read = reconcile.run(reconcile.read_ledger("figures.csv")).claims.sort_values("claim_id")
    assert list(read["low"]) == [11, 11, 11, 30, 4404, 3]


def test_rows_go_below_those_of_the_ledger_and_new_columns_to_the_right(here: Path) -> None:
    first = b"published,claim_id,event,measure,stated,source,mine\r\n2022-01-08,a,demo,killed,40,Ministry,\"x\"\r\n"
    (here / "figures.csv").write_bytes(first)
    accepted("stated | place\n11 | Almaty", mine="carried over")

    assert run(command, "c.csv").code == 0
    lines = (here / "figures.csv").read_bytes().split(b"\r\n")
    assert lines[0] == b"published,claim_id,event,measure,stated,source,mine,place"
    assert lines[1] == b'2022-01-08,a,demo,killed,40,Ministry,"x",'
    assert lines[2] == b"2022-01-10,c1,demo,killed,11,Agency,carried over,Almaty"


def test_what_the_ledger_has_already_is_passed_over(here: Path) -> None:
    accepted("stated\n11\n12")
    run(command, "c.csv")
    before = (here / "figures.csv").read_bytes()
    again = run(command, "c.csv")

    assert again == (0, "0 claims added to figures.csv, 0 rejected, 0 not decided, 2 already there\n")
    assert (here / "figures.csv").read_bytes() == before


def test_an_id_with_other_content_is_a_fault(here: Path) -> None:
    accepted("stated\n11")
    run(command, "c.csv")
    before = (here / "figures.csv").read_bytes()
    accepted("stated | claim_id\n12 | c1\n13 | c2")
    done = run(command, "c.csv")

    assert done.code == 2
    assert "c.csv, row 2, column claim_id: the ledger has another claim of this id: stated '11' there, '12' here" \
        in done.said
    assert (here / "figures.csv").read_bytes() == before


def test_a_note_added_in_the_ledger_is_no_other_content(here: Path) -> None:
    accepted("stated | url\n11 |")
    run(command, "c.csv")
    text = (here / "figures.csv").read_text()
    (here / "figures.csv").write_text(text.replace("Agency,,,", "Agency,media,,"))

    assert run(command, "c.csv").said.endswith("1 already there\n")


def test_all_faults_are_told_at_once_and_nothing_is_written(here: Path) -> None:
    (here / "c.csv").write_text("claim_id,event,measure,stated,low,high,published,source,decision,note\n"
                                "a,demo,kiled,11,,,2022-01-10,Agency,accept,\n"
                                "b,,killed,12,,,,,edit,\n"
                                "c,demo,killed,13,15,,2022-01-10,Agency,edit,\n"
                                "d,demo,killed,14,15,15,2022-01-10,Agency,edit,\n"
                                "e,,,,,,,,reject,\n", encoding="utf-8")
    done = run(command, "c.csv")

    assert done.code == 2
    for said in ("c.csv, row 2, column measure: not in the vocabulary ('kiled'). Did you mean 'killed'?",
                 "c.csv, row 3, column event: this cell must not be empty. Slug of the event",
                 "c.csv, row 3, column published: this cell must not be empty",
                 "c.csv, row 3, column source: this cell must not be empty. Who published",
                 "c.csv, row 4, column high: the words end at 13, and an empty cell leaves that as it is",
                 "c.csv, row 5, column note: low or high overrules the words and nothing says why",
                 "nothing was written"):
        assert said in done.said
    assert "row 6" not in done.said
    assert [path.name for path in here.iterdir()] == ["c.csv"]


def test_one_fault_keeps_the_sound_rows_out_too(here: Path) -> None:
    accepted("stated\n11\nmany words without a count")
    done = run(command, "c.csv")

    assert done.code == 2
    assert "c.csv, row 3, column stated: " in done.said
    assert not (here / "figures.csv").exists()


def test_a_fault_in_the_ledger_itself_is_told_as_the_ledgers(here: Path) -> None:
    (here / "figures.csv").write_text("claim_id,event,measure,stated,published,source\na,demo,killed,40,soon,M\n")
    accepted("stated\n11")

    assert "figures.csv, row 2, column published: 'soon' is not a date" in run(command, "c.csv").said


def test_claims_may_cite_and_retract_one_another_and_those_of_the_ledger(here: Path) -> None:
    (here / "figures.csv").write_text("claim_id,event,measure,stated,published,source\n"
                                      "a,demo,killed,40,2022-01-08,Ministry\n")
    accepted("""stated | cites | retracts
                40     | a     |
                40     | c1    |
                       |       | c2""")
    assert run(command, "c.csv").code == 0

    (here / "c.csv").unlink()
    accepted("claim_id | stated | cites\nx | 41 | y\ny | 41 | x\nz | 41 | nobody")
    done = run(command, "c.csv")
    assert "goes round in a circle: x -> y -> x" in done.said
    assert "row 4, column cites: there is no claim with this id ('nobody')" in done.said


def test_the_event_may_be_given_for_the_candidates_without_one(here: Path) -> None:
    accepted("stated | event\n11 |\n12 | other")

    assert run(command, "c.csv", "--event", "kz-2022").code == 0
    assert chosen(here / "figures.csv", "event") == [("kz-2022",), ("other",)]


def test_a_word_of_ones_own_vocabulary_may_stand_in_a_candidate(here: Path) -> None:
    (here / "own.csv").write_text("kind,word,counting\nmeasure,beaten,cumulative\n")
    accepted("stated | measure\n11 | beaten")

    assert run(command, "c.csv").code == 2
    assert run(command, "c.csv", "--vocabulary", "own.csv").code == 0


def test_json_lines_are_taken_as_they_come_from_collect(here: Path) -> None:
    rows = [{"claim_id": "c1", "event": "demo", "measure": "killed", "stated": "at least 11", "low": 11, "high": None,
             "published": "2022-01-10", "source": "Agency", "confidence": 0.9, "decision": "accept"},
            {"claim_id": "c2", "event": "demo", "measure": "killed", "stated": "12", "low": 12, "high": 12.0,
             "published": "2022-01-10", "source": "Agency", "confidence": 1, "decision": None}]
    (here / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n")

    assert run(command, "c.jsonl").said == "1 claim added to figures.csv, 0 rejected, 1 not decided\n"
    assert chosen(here / "figures.csv", "stated", "low", "high") == [("at least 11", "", "")]
    assert list(read_candidates("c.jsonl")["confidence"]) == ["0.90", "1.00"]


def test_a_file_that_a_spreadsheet_saved_is_taken(here: Path) -> None:
    accepted("stated | note\n11 | «Вести»")
    (here / "c.csv").write_bytes(b"\xef\xbb\xbf" + (here / "c.csv").read_bytes().replace(b"\n", b"\r\n"))

    assert run(command, "c.csv").code == 0
    assert chosen(here / "figures.csv", "note") == [("«Вести»",)]


def test_nothing_to_accept_makes_no_ledger(here: Path) -> None:
    accepted("stated\n11", decision="")

    assert run(command, "c.csv") == (0, "0 claims added to figures.csv, 0 rejected, 1 not decided\n")
    assert not (here / "figures.csv").exists()


def test_standard_input_is_no_ledger_to_write(here: Path) -> None:
    accepted("stated\n11")

    assert run(command, "c.csv", "-").code == 64


def test_from_python(here: Path) -> None:
    frame = candidates("stated | decision\n11 | accept\n12 | reject\n13 |").drop(columns=["since", "url"])
    done = accept(frame, "figures.csv")

    assert done == (("c1",), (), 1, 1)
    assert accept(frame, "figures.csv") == ((), ("c1",), 1, 1)
    with pytest.raises(LedgerFaults, match="candidates, row 2, column decision"):
        accept(frame.assign(decision="perhaps"), "figures.csv")


def test_the_ledger_of_the_project_takes_candidates(here: Path) -> None:
    before = (ROOT / "figures.csv").read_bytes()
    (here / "figures.csv").write_bytes(before)
    accepted("stated | claim_id\n11 | c0123456789")

    assert run(command, "c.csv").code == 0
    assert (here / "figures.csv").read_bytes().startswith(before)
    assert reconcile.read_ledger("figures.csv").rows["claim_id"].iloc[-1] == "c0123456789"


def test_what_is_written_is_read_back(here: Path, make_ledger: Callable[..., str]) -> None:
    frame = candidates(REVIEWED)
    write_candidates("c.csv", frame)
    write_candidates("c.jsonl", frame)

    assert read_candidates("c.csv").equals(frame)
    assert read_candidates("c.jsonl").to_dict("records") == frame.to_dict("records")
    assert claims(REVIEWED).columns.tolist() == LEDGER.names
