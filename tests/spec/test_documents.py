"""Locators: the words of a claim stand where the ledger says, or the right place is named."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import DOCUMENTS, FIGURES, Answer
from reconcile.documents import load, paragraph_of, problem
from reconcile.errors import UnreadableError

Make = Callable[..., str]
Command = Callable[..., Answer]
TEXT = "The streets are calm.\n\nThe ministry says that\n40 people were killed.\n\nDozens are missing.\n"
WORDS, PLACE = "40 people", "p2:46-55"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds one document."""
    made = tmp_path / "documents"
    made.mkdir()
    (made / "page.txt").write_bytes(TEXT.encode())
    return made


@pytest.fixture
def check(make_ledger: Make, command: Command, folder: Path) -> Callable[..., Answer]:
    """Check one claim against the document."""
    def run(locator: str, stated: str = WORDS, document: str = "page.txt") -> Answer:
        path = make_ledger([{"stated": stated, "document": document, "locator": locator}])
        return command("check", path, "--documents", folder)

    return run


def test_the_project_can_be_verified_to_the_last_locator(command: Command) -> None:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"]]
    answer = command("check", FIGURES, "--documents", DOCUMENTS)

    assert answer.code == 0
    assert f"{len(rows)} of {len(rows)} locators verified, 0 findings." in answer.out


def test_the_documents_of_the_project_hold_no_words_but_those_of_the_claims() -> None:
    kept: dict[str, set[int]] = {}
    with FIGURES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = row["locator"].split(":")[1].split("-")
            kept.setdefault(row["document"], set()).update(range(int(first), int(last)))
    for name, text in {name: document.text for name, document in load(str(DOCUMENTS)).items()}.items():
        if name.endswith(".txt"):
            assert {sign for at, sign in enumerate(text) if at not in kept.get(name, set())} <= {"x", " ",
                                                                                                 "\n", "\t",
                                                                                                 "\xa0"}


def test_the_right_place_is_verified(check: Callable[..., Answer]) -> None:
    answer = check(PLACE)

    assert answer.code == 0
    assert answer.out == "figures.csv: 1 claim, no faults, 1 of 1 locator verified, 0 findings.\n"


def test_white_space_in_the_words_may_differ(check: Callable[..., Answer]) -> None:
    assert check("p2:41-55", "that 40  people").code == 0


def test_a_wrong_offset_is_reported_with_the_right_place(check: Callable[..., Answer]) -> None:
    answer = check("p2:40-49")

    assert answer.code == 1
    assert answer.out.startswith("locator (fail)")
    assert f"c1: page.txt: {TEXT[40:49]!r} stands at p2:40-49; the words stand at {PLACE}" in answer.out
    assert answer.out.endswith("figures.csv: 1 claim, no faults, 0 of 1 locator verified, 1 finding.\n")


def test_an_offset_behind_the_end_is_reported_with_the_right_place(check: Callable[..., Answer]) -> None:
    answer = check("p2:4000-4009")

    assert answer.code == 1
    assert f"the words stand at {PLACE}" in answer.out


def test_words_that_are_nowhere_are_reported(check: Callable[..., Answer]) -> None:
    answer = check(PLACE, "50 people")

    assert answer.code == 1
    assert "'40 people' stands at p2:46-55; the words do not stand in the document" in answer.out


def test_a_wrong_paragraph_is_reported_with_the_right_one(check: Callable[..., Answer]) -> None:
    answer = check("p3:46-55")

    assert answer.code == 1
    assert "the words stand in paragraph 2, not 3" in answer.out


@pytest.mark.parametrize("locator", ["", "46-55", "p2", "p0:46-55", "p2:46", "page 2", "p2:46-55-60",
                                     "P2:46-55"])
def test_a_locator_of_another_form_is_reported_with_the_right_place(
        check: Callable[..., Answer], locator: str) -> None:
    answer = check(locator)

    assert answer.code == 1
    assert f"the locator {locator!r} is not of the form p6:2653-2679; " in answer.out
    assert f"the words stand at {PLACE}" in answer.out


def test_a_missing_document_cannot_be_told(check: Callable[..., Answer]) -> None:
    answer = check(PLACE, document="other.txt")

    assert answer.code == 1
    assert answer.out.startswith("locator (cannot tell)")
    assert "c1: the document other.txt is not in the folder" in answer.out
    assert "0 of 1 locator verified, 1 finding." in answer.out


def test_a_document_can_be_named_by_its_digest(check: Callable[..., Answer]) -> None:
    assert check(PLACE, document=hashlib.sha256(TEXT.encode()).hexdigest()).code == 0


@pytest.mark.parametrize("data", [
    b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode(),
    b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
], ids=["byte order mark", "CRLF", "both"])
def test_a_byte_order_mark_and_crlf_move_no_offset(check: Callable[..., Answer], folder: Path,
                                                   data: bytes) -> None:
    (folder / "page.txt").write_bytes(data)

    assert check(PLACE).code == 0
    assert check(PLACE, document=hashlib.sha256(data).hexdigest()).code == 0


def test_what_is_no_text_in_the_folder_is_passed_over(check: Callable[..., Answer], folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "below").mkdir()

    assert check(PLACE).code == 0


def test_a_claim_without_a_document_is_not_looked_up(check: Callable[..., Answer]) -> None:
    answer = check("", document="")

    assert answer.code == 0
    assert answer.out == "figures.csv: 1 claim, no faults, 0 of 0 locators verified, 0 findings.\n"


def test_without_a_folder_locators_are_not_looked_at(make_ledger: Make, command: Command) -> None:
    answer = command("check", make_ledger([{"stated": "40", "document": "none.txt", "locator": "?"}]))

    assert (answer.code, answer.out) == (0, "figures.csv: 1 claim, no faults, 0 findings.\n")


def test_a_claim_of_bounds_alone_has_no_words_to_look_up(
        make_ledger: Make, command: Command, folder: Path) -> None:
    path = make_ledger([{"low": "40", "high": "40", "document": "page.txt", "locator": PLACE}])

    assert command("check", path, "--documents", folder).code == 0


@pytest.mark.parametrize("name", ["nowhere", "documents/page.txt"])
def test_a_folder_that_is_none_cannot_be_read(make_ledger: Make, command: Command, folder: Path,
                                              name: str) -> None:
    answer = command("check", make_ledger([{"stated": "40"}]), "--documents", folder.parent / name)

    assert (answer.code, answer.out) == (3, "")
    assert "there is no folder" in answer.err
    with pytest.raises(UnreadableError):
        load(str(folder.parent / name))


@pytest.mark.parametrize("text, position, number", [
    ("a\n\nb\n\nc", 0, 1), ("a\n\nb\n\nc", 3, 2), ("a\n\nb\n\nc", 6, 3), ("\n\n\na\n\nb", 3, 1),
    ("\n\n\na\n\nb", 6, 2),
    ("a\nb\n \t\nc", 2, 1), ("a\nb\n \t\nc", 7, 2), ("a\n\n\n\n\nb", 6, 2),
])
def test_paragraphs_are_parted_by_blank_lines(text: str, position: int, number: int) -> None:
    assert paragraph_of(text, position) == number


def test_words_that_stand_twice_are_found_at_their_locator(folder: Path) -> None:
    (folder / "page.txt").write_text("40 people here.\n\n40 people there.\n", encoding="utf-8")
    document = load(str(folder))["page.txt"]

    assert problem(document, "p1:0-9", "40 people") == ""
    assert problem(document, "p2:17-26", "40 people") == ""
