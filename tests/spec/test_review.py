"""Reviewing: what each key does, what is saved, and what the screen shows."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import click
import pytest

from candidate_files import candidates, chosen, rows_of, run
from conftest import ROOT
from reconcile.documents import Document
from reconcile.errors import Fault
from reconcile.candidates import write_candidates
from reconcile.review import Session, start
from reconcile.cli.documents import review
from reconcile.review.context import context
from reconcile.review.reviewing import Keys
from reconcile.review.screen import farewell, keys_line, page
from reconcile.review.session import Candidate

THREE = """stated      | low | high | status
           at least 11 | 11  |      | current
           two         | 2   | 2    | part
           dozens      | 24  | 99   | current"""
TEXT = ("Almaty, 8 January.\n\nOfficials counted at least 11 dead in the city, two of them children, while a doctor "
        "spoke of dozens.\n\nAnother 400 sought help.")


def no_fault(_: Candidate) -> list[Fault]:
    return []


def needs_a_source(row: Candidate) -> list[Fault]:
    return [] if row["source"] else [Fault("", 0, "source", "", "this cell must not be empty", "Who published")]


def pressed(session: Session, *keys: str) -> Session:
    for key in keys:
        session = session.press(*key.split(" ", 1))
    return session


def decisions(session: Session) -> list[str]:
    return [row["decision"] for row in session.rows]


# Keys

@pytest.mark.parametrize("keys, made", [
    ("a a a", ["accept", "accept", "accept"]),
    ("a r s", ["accept", "reject", "skip"]),
    ("\n \n \n", ["accept", "skip", "accept"]),
    ("A R", ["accept", "reject", ""]),
    ("a u", ["", "", ""]),
    ("a r u s", ["accept", "skip", ""]),
    ("u u u", ["", "", ""]),
    ("a q", ["accept", "", ""]),
    ("x ? a", ["accept", "", ""]),
    ("a a a a r", ["accept", "accept", "accept"]),
])
def test_keys_decide_one_candidate_after_the_other(keys: str, made: list[str]) -> None:
    session = start(candidates(THREE), no_fault)
    for key in keys.split(" "):
        session = session.press(key)

    assert decisions(session) == made


def test_enter_accepts_only_a_current_figure() -> None:
    rows = "status\ncurrent\npart\nincrement\nsuperseded\nhistorical\nfeared\nzero"
    session = start(candidates(rows), no_fault)
    while session.current:
        session = session.press("\r")

    assert decisions(session) == ["accept"] + ["skip"] * 6


def test_the_reviewer_is_written_beside_each_decision() -> None:
    session = pressed(start(candidates(THREE), no_fault, reviewer="A. Reader"), "a", "r")

    assert [row["reviewer"] for row in session.rows] == ["A. Reader", "A. Reader", ""]


def test_an_edit_keeps_what_was_proposed_and_is_accepted_as_an_edit() -> None:
    session = pressed(start(candidates(THREE), no_fault), "e place=Almaty", "e measure=injured", "a")
    [row] = session.rows[:1]

    assert (row["decision"], row["place"], row["measure"]) == ("edit", "Almaty", "injured")
    assert json.loads(row["edits"]) == {"measure": "killed", "place": ""}


def test_an_edit_taken_back_is_no_edit() -> None:
    session = pressed(start(candidates(THREE), no_fault), "e place=Almaty", "e place=", "a")

    assert (session.rows[0]["decision"], session.rows[0]["edits"]) == ("accept", "")


def test_ends_follow_the_words_unless_they_were_changed_themselves() -> None:
    first = start(candidates(THREE), no_fault)
    read = pressed(first, "e stated=more than 20").rows[0]
    own = pressed(first, "e low=15", "e stated=more than 20").rows[0]

    assert (read["low"], read["high"]) == ("21", "")
    assert (own["low"], own["high"]) == ("15", "")
    assert json.loads(read["edits"]) == {"stated": "at least 11"}


@pytest.mark.parametrize("text, said", [
    ("nonsense", "Write field=value"), ("", "Write field=value"), ("claim_id=x", "Write field=value"),
    ("decision=accept", "Write field=value"), ("source=", "source: this cell must not be empty. Who published")])
def test_an_edit_that_cannot_be_is_told_and_changes_nothing(text: str, said: str) -> None:
    first = start(candidates(THREE), needs_a_source)
    session = first.press("e", text)

    assert session == first
    assert said in session.said


def test_a_candidate_with_faults_is_not_accepted_and_says_what_to_write() -> None:
    first = start(candidates(THREE, source=""), needs_a_source)
    session = first.press("a")

    assert session == first
    assert session.said == ("Not accepted. Press e and correct:\n"
                            "  source: this cell must not be empty. Who published")
    assert decisions(pressed(session, "e source=Vesti", "a")) == ["edit", "", ""]
    assert decisions(session.press("r")) == ["reject", "", ""]


def test_the_reason_of_a_rejection_is_its_note() -> None:
    session = start(candidates(THREE), no_fault).press("r", "the gunmen, not the dead")

    assert session.rows[0]["note"] == "the gunmen, not the dead"
    assert start(candidates(THREE), no_fault).press("r").rows[0]["note"] == ""


def test_undo_goes_back_through_decisions_edits_and_quitting() -> None:
    first = start(candidates(THREE), no_fault)
    session = pressed(first, "a", "e place=Almaty", "r", "q")

    assert session.is_left
    assert pressed(session, "u", "u", "u", "u") == first
    assert session.press("u").press("u").press("u").rows[0]["decision"] == "accept"


def test_a_review_resumes_where_it_stopped_and_comes_back_to_what_was_skipped() -> None:
    frame = candidates("decision\naccept\nskip\n\nskip".replace("\n\n", "\n \n"))
    session = start(frame, no_fault)

    assert session.progress() == "3 of 4, 1 accepted"
    again = start(session.press("r").frame(frame), no_fault)
    assert again.current is not None and again.current["claim_id"] == "c2"


def test_the_frame_has_its_rows_columns_and_index_again() -> None:
    frame = candidates(THREE).assign(mine="kept").astype(object)
    session = start(frame, no_fault)

    assert session.frame(frame).equals(frame)
    assert list(session.press("a").frame(frame).index) == [2, 3, 4]


# The screen

def shown(session: Session, text: str = TEXT, locator: str = "p2:38-49", **settings: int) -> str:
    row = session.current
    assert row is not None
    found = context(Document("a.txt", text), locator, row["stated"])
    return page(session, found, [("kz-1", "the same figure")], **settings)


def test_the_screen_shows_the_words_in_their_place_and_what_was_made_of_them() -> None:
    table = """stated | low | high | population | origin | confidence | rule | reason
               at least 11 | 11 | | everyone | Officials | 0.93 | R1 | its verb follows"""
    lines = click.unstyle(shown(start(candidates(table), no_fault))).splitlines()

    assert lines[0] == "1 of 1, 0 accepted   c1"
    assert lines[2] == "  Officials counted at least 11 dead in the city, two of them children, while a doctor spoke"
    assert lines[3] == "  of dozens."
    for line in ("  stated        at least 11 = 11 or more", "  origin        Officials",
                 "  status        current: the total at the time", "  confidence    0.93: its verb follows",
                 "  rule          R1", "  looks like kz-1: the same figure"):
        assert line in lines


def test_the_phrase_is_highlighted_even_over_two_lines() -> None:
    text = shown(start(candidates(THREE), no_fault), width=34)
    marked = [part.partition("\x1b[0m")[0] for part in text.split("\x1b[4m")[1:]]

    assert " ".join(part.strip() for part in marked) == "at least 11"


def test_what_was_edited_stands_beside_what_was_proposed() -> None:
    session = pressed(start(candidates(THREE), no_fault), "e measure=injured", "e place=Almaty")

    assert "  measure       injured (was killed)\n" in shown(session)
    assert "  place         Almaty (was empty)\n" in shown(session)


@pytest.mark.parametrize("locator, said", [
    ("p2:0-5", "stands at p2:0-5; the words stand at p2:38-49"), ("", "is not of the form p6:2653-2679"),
    ("p1:38-49", "the words stand in paragraph 2, not 1")])
def test_a_place_that_does_not_hold_the_words_is_told(locator: str, said: str) -> None:
    text = shown(start(candidates(THREE), no_fault), locator=locator)

    assert said in text
    assert "Officials" not in text


def test_without_its_document_a_candidate_shows_its_words_only() -> None:
    assert context(None, "p2:38-49", "at least 11") == (
        "", "at least 11", "", "the document was not found; name its folder with --documents")


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = "word " * 200 + "at least 11 dead " + "word " * 200
    found = context(Document("a.txt", text), "p1:1000-1011", "at least 11")

    assert found.before.startswith("… word ") and found.after.endswith(" word …")
    assert len(found.before) < 330 and len(found.after) < 250


def test_a_document_cannot_steer_the_terminal() -> None:
    session = start(candidates(THREE, source="a\x1b]0;title\x07\u202e"), no_fault)
    text = click.unstyle(shown(session, TEXT.replace("Officials", "\x1b[2J\x07Offi")))

    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    assert "�[2J�Offi" in text


def test_the_last_lines_name_the_keys_and_the_state() -> None:
    session = start(candidates(THREE), no_fault)

    assert keys_line(session).startswith("Enter accept   a accept   e edit")
    assert keys_line(session.press("a")).startswith("Enter skip   a accept")
    assert farewell(pressed(session, "e place=Almaty", "a", "r")) == (
        "3 candidates: 1 accepted (1 with edits), 1 rejected, 0 skipped, 1 not decided.")


# The command

@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a document and its candidates."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    table = """stated      | low | high | status  | document | locator
               at least 11 | 11  |      | current | a.txt    | p2:38-49
               two         | 2   | 2    | part    | a.txt    | p2:68-71
               400         | 400 | 400  | current | a.txt    | p3:131-134"""
    write_candidates(str(tmp_path / "c.csv"), candidates(table))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("keys, made", [
    ("a\nr\n\ns\n", ["accept", "reject", "skip"]),
    ("ars", ["accept", "reject", "skip"]),
    ("\n\n\n", ["accept", "skip", "accept"]),
    ("a\nr children are in the total\nq\n", ["accept", "reject", ""]),
    ("a\nu\n", ["", "", ""]),
    ("e place=Almaty\na\nq\n", ["edit", "", ""]),
    ("e\nplace=Almaty\npopulation=civilians\n\na\n", ["edit", "", ""]),
    ("", ["", "", ""]),
], ids=["lines", "one line", "Enter", "reason", "undo", "edit", "edit of two fields", "nothing"])
def test_keys_may_come_from_standard_input(folder: Path, keys: str, made: list[str]) -> None:
    done = run(review, "c.csv", "--reviewer", "A. Reader", keys=keys)

    assert done.code == 0
    assert [decision for [decision] in chosen(folder / "c.csv", "decision")] == made
    assert {row["reviewer"] for row in rows_of(folder / "c.csv") if row["decision"]} <= {"A. Reader"}


def test_each_screen_reads_the_document_and_the_file_never_holds_it(folder: Path) -> None:
    done = run(review, "c.csv", keys="aaa")

    assert "Officials counted at least 11 dead in the city" in done.said
    assert "Another 400 sought help." in done.said
    assert "2 of 3, 1 accepted" in done.said
    assert done.said.endswith("3 candidates: 3 accepted (0 with edits), 0 rejected, 0 skipped, 0 not decided.\n")
    assert b"Officials counted" not in (folder / "c.csv").read_bytes()


def test_documents_are_looked_for_in_the_folder_that_is_named(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "a.txt").rename(folder / "texts" / "a.txt")

    assert "the document was not found" in run(review, "c.csv").said
    assert "Officials counted" in run(review, "c.csv", "--documents", "texts").said


def test_a_document_under_another_name_is_found_by_its_digest(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "a.txt").rename(folder / "texts" / "b.txt")
    digest = sha256((folder / "texts" / "b.txt").read_bytes()).hexdigest()
    table = "stated | document | locator\nat least 11 | a.txt | p2:38-49"
    write_candidates("d.csv", candidates(table, document_hash=digest))

    assert "Officials counted" in run(review, "d.csv", "--documents", "texts").said


def test_near_duplicates_in_the_ledger_and_the_file_are_shown(folder: Path) -> None:
    (folder / "figures.csv").write_text("claim_id,event,measure,stated,published,source\n"
                                        "kz-1,demo,killed,11 or more,2022-01-09,agency\n", encoding="utf-8")
    table = """stated      | place
               at least 11 | Almaty
               at least 11 | Kazakhstan/Almaty"""
    write_candidates("d.csv", candidates(table))
    first, second = run(review, "d.csv", keys="aa").said.split("2 of 2")

    assert "looks like kz-1: the same figure of the same origin: 11 or more" in first
    assert "looks like c1" not in first and "looks like c1" in second


def test_edits_are_checked_by_the_ledgers_own_rules_at_once(folder: Path) -> None:
    done = run(review, "c.csv", keys="e\nmeasure=kiled\npublished=yesterday\nlow=eleven\nlow=15\n\na\n")

    assert "measure: not in the vocabulary ('kiled'). Did you mean 'killed'?" in done.said
    assert "published: 'yesterday' is not a date" in done.said
    assert "low: not a whole number" in done.said
    assert "note: low or high overrules the words and nothing says why" in done.said
    assert rows_of(folder / "c.csv")[0]["low"] == "15"
    assert rows_of(folder / "c.csv")[0]["decision"] == ""


def test_a_candidate_may_cite_another_one_or_a_claim_of_the_ledger(folder: Path) -> None:
    (folder / "figures.csv").write_text("claim_id,event,measure,stated,published,source\n"
                                        "kz-1,demo,killed,12,2022-01-09,Agency\n", encoding="utf-8")
    done = run(review, "c.csv", keys="e\ncites=c9\ncites=c2\ncites=kz-1\n\na\n")

    assert done.said.count("there is no claim with this id") == 1
    assert chosen(folder / "c.csv", "cites", "decision")[0] == ("kz-1", "edit")


def test_the_event_may_be_given_for_all(folder: Path) -> None:
    write_candidates("d.csv", candidates(THREE, event=""))
    refused = run(review, "d.csv", keys="a")
    done = run(review, "d.csv", "--event", "kz-2022", keys="a")

    assert "event: this cell must not be empty" in refused.said
    assert done.code == 0
    assert chosen(folder / "d.csv", "event", "decision")[0] == ("kz-2022", "accept")


def test_json_lines_stay_json_lines(folder: Path) -> None:
    write_candidates("c.jsonl", candidates(THREE))
    assert run(review, "c.jsonl", keys="ar").code == 0
    rows = [json.loads(line) for line in (folder / "c.jsonl").read_text(encoding="utf-8").splitlines()]

    assert [(row["decision"], row["low"], row["high"]) for row in rows] == [
        ("accept", 11, None), ("reject", 2, 2), ("", 24, 99)]


def test_every_key_is_saved_before_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(keys: Keys) -> str:
        if chosen(folder / "c.csv", "decision")[0] == ("accept",):
            raise KeyboardInterrupt
        return "a"

    monkeypatch.setattr(Keys, "key", interrupted)
    with pytest.raises(click.Abort):
        run(review, "c.csv")

    assert chosen(folder / "c.csv", "decision") == [("accept",), ("",), ("",)]


def test_a_file_that_changed_in_the_meantime_is_left_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "c.csv"

    def meanwhile(keys: Keys) -> str:
        path.write_bytes(path.read_bytes() + b"\n")
        return "a"

    monkeypatch.setattr(Keys, "key", meanwhile)
    done = run(review, "c.csv")

    assert done.code == 3
    assert "was changed by another program" in done.said
    assert chosen(path, "decision") == [("",), ("",), ("",)]


WRONG = {
    "no file": ("none.csv", 3, "there is no file none.csv. Make one: reconcile collect"),
    "an unknown decision": ("claim_id,decision\na,maybe\n", 2, "row 2, column decision: not a decision ('maybe')"),
    "an unknown status": ("claim_id,status\na,old\n", 2, "column status: not a status ('old')"),
    "an id twice": ("claim_id\na\na\n", 2, "row 3, column claim_id: the same id stands in row 2"),
    "no id": ("claim_id,stated\n,11\n", 2, "column claim_id: this cell must not be empty"),
    "an odd confidence": ("claim_id,confidence\na,high\n", 2, "column confidence: not a number from 0 to 1"),
    "a ragged row": ("claim_id,stated\na\n", 2, "1 cells where the header has 2"),
    "no column of ids": ("claim_id;stated\na;11\n", 2, "row 1, column claim_id: this required column is missing"),
    "a column twice": ("claim_id,stated,stated\na,1,2\n", 2, "row 1, column stated: this column stands in the header"),
    "broken JSON": ('{"claim_id": "a"}\n{"claim_id"\n', 2, "row 2: this line is no JSON object"),
    "nested JSON": ('{"claim_id": ["a"]}\n', 2, "row 1: this line is no JSON object"),
}


@pytest.mark.parametrize("data, code, said", WRONG.values(), ids=WRONG)
def test_a_candidates_file_that_cannot_be_used(folder: Path, data: str, code: int, said: str) -> None:
    path = folder / "none.csv"
    if code == 2:
        path.write_text(data, encoding="utf-8")
    before = sorted(folder.iterdir())
    done = run(review, "none.csv")

    assert done.code == code
    assert said in done.said
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("environment, is_coloured", [({}, True), ({"NO_COLOR": "1"}, False)],
                         ids=["plain", "NO_COLOR"])
def test_a_terminal_takes_single_keys(folder: Path, environment: dict[str, str], is_coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    code = "from reconcile.cli.documents import review; review()"
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen([sys.executable, "-c", code, "c.csv"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
                          env={**variables, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}) as running:
        os.close(theirs)
        said = b""
        for key in (b"\r", b"r", b"not this one\r", b"q"):
            is_line = key.startswith(b"not")
            said += _until(ours, b"no reason): " if is_line else b"? help")
            _wait_for_mode(ours, takes_lines=is_line)
            os.write(ours, key)
        said += _until(ours, b"not decided.")
        assert running.wait(timeout=60) == 0
    os.close(ours)

    assert chosen(folder / "c.csv", "decision", "note") == [("accept", ""), ("reject", "not this one"), ("", "")]
    assert (b"\x1b[4mat least 11\x1b[0m" in said) == is_coloured
    assert (b"\x1b[" in said) == is_coloured


def _until(terminal: int, words: bytes) -> bytes:
    said = b""
    while words not in said:
        assert select.select([terminal], [], [], 60)[0], f"{words!r} never came after {said!r}"
        said += os.read(terminal, 1024)
    return said


def _wait_for_mode(terminal: int, *, takes_lines: bool) -> None:
    """Wait until keys go to the reader as they should: what is typed earlier is thrown away."""
    import termios

    deadline = time.monotonic() + 60
    while bool(termios.tcgetattr(terminal)[3] & termios.ICANON) != takes_lines:
        assert time.monotonic() < deadline
        time.sleep(0.01)
