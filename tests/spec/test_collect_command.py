"""``reconcile collect``: from documents to a candidates file, and from there to the ledger and the report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest

from candidate_files import chosen, rows_of
from conftest import Answer
from reconcile.documents import problem, read_document
from reconcile.schema import CANDIDATES

Command = Callable[..., Answer]

TEXT = """Toll rises in Aktau

7 January 2022

At least 12 people were killed and dozens more were injured on Friday when security forces opened fire on a crowd in \
the western city of Aktau, the regional health department said.

The Interior Ministry said that 4,404 people had been detained since 2 January, among them 19 foreigners. Marat, 24, \
a driver, was promised $500.

The health department repeated that at least 12 people were killed.
"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Deaths in Taraz | The Daily</title>
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://daily.example/taraz">
<meta property="article:published_time" content="2022-01-08T10:00:00+06:00"></head><body>
<nav><a href="/x">Home: 99 killed</a></nav><article><h1>Deaths in Taraz</h1>
<p>Police said on Saturday that 164 people had died in Taraz and that the search in the ruins of the town hall would
go on for another day.</p><p>Hospitals in the town treated more than 300 people over the week, according to the city
health office, which gave no other number.</p></article><footer>99 were killed. Contact</footer></body></html>"""
RUSSIAN = "По данным МВД, в ходе беспорядков погибли не менее 16 человек, ещё 30 ранены.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents of every kind, two of them unreadable."""
    place = tmp_path / "documents"
    (place / "below").mkdir(parents=True)
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    (place / "b.html").write_text(PAGE, encoding="utf-8")
    (place / "below" / "ru.txt").write_bytes(RUSSIAN.encode("cp1251"))
    (place / "empty.txt").write_bytes(b"")
    (place / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    (place / "broken.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    made = docx.Document()
    made.add_paragraph("At least 21 miners were killed when the shaft flooded, the operator said.")
    made.save(str(place / "c.docx"))
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@daily.example", "all@daily.example", "Evening note"
    mail["Date"], mail["Message-ID"] = "Sun, 09 Jan 2022 18:00:00 +0600", "<1@daily.example>"
    mail.set_content("Rescuers said that 23 people were missing after the flood.\n")
    (place / "d.eml").write_bytes(mail.as_bytes())
    return place


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """One document."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


# What is written

def test_csv_has_the_columns_of_a_candidates_file_and_is_the_default(command: Command, page: Path) -> None:
    said = command("collect", page)
    rows = table(said.out)

    assert (said.code, list(rows[0])) == (0, CANDIDATES.names)
    assert [(row["measure"], row["stated"], row["low"], row["high"], row["status"]) for row in rows] == [
        ("killed", "At least 12", "12", "", "current"), ("injured", "dozens", "24", "99", "current"),
        ("detained", "4,404", "4404", "4404", "current"), ("detained", "19", "19", "19", "part")]


def test_jsonl_has_null_for_an_open_end_and_text_for_the_rest(command: Command, page: Path) -> None:
    first, second = lines(command("collect", page, "--format", "jsonl", "--event", "demo").out)[:2]

    assert set(first) == set(CANDIDATES.names)
    assert first["low"] == 12 and first["high"] is None and second["high"] == 99
    assert 0 < first["confidence"] <= 1 and isinstance(first["confidence"], float)
    assert {key: first[key] for key in ("document", "event", "measure", "population", "origin", "as_of", "published",
                                        "counting", "status", "rule", "language", "decision", "note")} == {
        "document": "a.txt", "event": "demo", "measure": "killed", "population": "everyone",
        "origin": "regional health department", "as_of": "2022-01-07", "published": "2022-01-07",
        "counting": "cumulative", "status": "current", "rule": "subject", "language": "en", "decision": "", "note": ""}
    assert "killed" in first["reason"]


def test_both_forms_say_the_same(command: Command, folder: Path) -> None:
    objects = lines(command("collect", folder, "--format", "jsonl").out)
    rows = table(command("collect", folder).out)

    def as_cell(value: object) -> str:
        return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)

    assert [{key: as_cell(value) for key, value in one.items()} for one in objects] == rows


def test_locators_hold_the_words_that_a_person_sees(command: Command, folder: Path) -> None:
    data = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    rows = table(command("collect", folder).out)

    assert {row["document"] for row in rows} == {"a.txt", "b.html", "c.docx", "d.eml", "ru.txt"}
    for row in rows:
        document = read_document(data[row["document"]], row["document"])
        assert (problem(document, row["locator"], row["stated"]), row["document_hash"]) == ("", document.sha256)


def test_what_is_said_twice_is_one_candidate_with_both_places(command: Command, page: Path) -> None:
    killed = [row for row in table(command("collect", page).out) if row["measure"] == "killed"]
    again = TEXT.rindex("at least 12")

    assert len(killed) == 1
    assert f"also at p5:{again}-{again + len('at least 12')}" in killed[0]["reason"]


# Documents

def test_a_folder_is_read_with_all_below_and_what_cannot_be_read_is_named(command: Command, folder: Path) -> None:
    said = command("collect", folder)

    assert said.code == 0
    assert [(row["document"], row["stated"]) for row in table(said.out) if row["status"] == "current"] == [
        ("a.txt", "At least 12"), ("a.txt", "dozens"), ("a.txt", "4,404"), ("b.html", "164"),
        ("b.html", "more than 300"), ("c.docx", "At least 21"), ("d.eml", "23"), ("ru.txt", "не менее 16"),
        ("ru.txt", "30")]
    assert "map.png is a picture" in said.err and "broken.pdf is a broken PDF" in said.err
    assert "ru.txt: read as cp1251" in said.err


def test_a_page_says_its_publisher_day_and_address(command: Command, folder: Path) -> None:
    first = table(command("collect", folder / "b.html").out)[0]

    assert [first[name] for name in ("source", "published", "url", "origin", "as_of", "place")] == [
        "The Daily", "2022-01-08", "https://daily.example/taraz", "Police", "2022-01-08", "Taraz"]


def test_options_say_it_for_every_document(command: Command, folder: Path) -> None:
    said = command("collect", folder / "b.html", folder / "c.docx", "--event", "demo", "--source", "Archive",
                   "--published", "2022-01-15", "--url", "https://archive.example/1")

    assert {(row["event"], row["source"], row["published"], row["url"]) for row in table(said.out)} == {
        ("demo", "Archive", "2022-01-15", "https://archive.example/1")}


def test_standard_input(command: Command) -> None:
    said = command("collect", "-", stdin=RUSSIAN.encode())

    assert [(row["document"], row["language"], row["stated"]) for row in table(said.out)] == [
        ("-", "ru", "не менее 16"), ("-", "ru", "30")]


def test_the_language_can_be_given(command: Command) -> None:
    stated = "Загинули 16.".encode()
    given = table(command("collect", "-", "--language", "uk", stdin=stated).out)

    assert [(row["language"], row["measure"], row["low"]) for row in given] == [("uk", "killed", "16")]


def test_a_document_without_claims_gives_a_header_alone(command: Command, folder: Path) -> None:
    said = command("collect", folder / "empty.txt")
    assert (said.code, said.out) == (0, ",".join(CANDIDATES.names) + "\n")


def test_copies_of_one_document_give_its_candidates_once(command: Command, page: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_bytes(page.read_bytes())
    out = tmp_path / "candidates.csv"

    assert command("collect", page, tmp_path / "copy.txt", page, "--out", out).code == 0
    assert len(rows_of(out)) == len(table(command("collect", page).out)) == 4
    assert command("collect", page, "--out", out).code == 0


# Explaining

def test_explain_shows_each_number_that_is_no_claim(command: Command, page: Path) -> None:
    plain, explained = command("collect", page), command("collect", page, "--explain")

    assert explained.out == plain.out
    assert [line.split(": ", 1)[1] for line in explained.err.splitlines() if "is not taken" in line] == [
        "'7' is not taken: it states a date", "'2022' is not taken: it states a date",
        "'2' is not taken: it states a date", "'24' is not taken: its number may be an age",
        "'500' is not taken: it states a sum of money"]


def test_explain_tells_the_place(command: Command, page: Path) -> None:
    start = TEXT.index("24")
    assert f"a.txt:{start}-{start + 2}: '24' is not taken" in command("collect", page, "--explain").err


# An older candidates file

def test_what_was_offered_is_not_offered_again_and_what_was_decided_stays(
        command: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.csv"
    first = command("collect", folder / "a.txt", "--out", out)
    rows = rows_of(out)
    rows[1] |= {"decision": "reject", "note": "the source is not named", "reviewer": "A. Reader"}
    rows[0] |= {"place": "Kazakhstan/Aktau", "edits": '{"place": ""}', "decision": "edit"}
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    second = command("collect", folder / "a.txt", folder / "b.html", "--out", out)

    assert rows_of(out)[:4] == rows
    assert [row["document"] for row in rows_of(out)[4:]] == ["b.html", "b.html"]
    assert "4 candidates from 1 document: " in first.err
    assert "2 candidates from 2 documents: " in second.err and "after 4 that were there" in second.err


def test_nothing_new_leaves_the_file_as_it_was(command: Command, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.csv"
    command("collect", page, "--out", out)
    before = out.read_bytes()

    assert command("collect", page, "--out", out).code == 0
    assert out.read_bytes() == before


def test_a_name_in_jsonl_gets_lines_of_json(command: Command, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.jsonl"
    command("collect", page, "--out", out)
    before = out.read_text(encoding="utf-8")
    command("collect", page, "--out", out, "--format", "jsonl")

    assert [one["stated"] for one in lines(before)] == ["At least 12", "dozens", "4,404", "19"]
    assert out.read_text(encoding="utf-8") == before


# Faults

@pytest.mark.parametrize("arguments, code, said", [
    (["nosuch.txt"], 3, "there is no file or folder nosuch.txt"),
    (["map.png"], 3, "none of the documents could be read"),
    (["below/none"], 3, "there is no file or folder"),
    ([], 64, "Missing argument"),
    (["a.txt", "--language", "xx"], 64, "unknown language 'xx'; choose one of: ar, en, es"),
    (["a.txt", "--published", "last week"], 64, "--published: 'last week' is not a date"),
    (["a.txt", "--format", "xml"], 64, "'xml' is not one of"),
    (["a.txt", "--format", "jsonl", "--out", "new.txt"], 64, "Give a name that ends in .jsonl"),
    (["a.txt", "--out", "below"], 3, "is a folder"),
    (["a.txt", "--out", "a.txt"], 2, "claim_id"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else None)
def test_what_goes_wrong_is_told_and_nothing_is_written(
        command: Command, folder: Path, arguments: list[str], code: int, said: str,
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    answer = command("collect", *arguments)

    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()) == before


def test_help_has_an_example(command: Command) -> None:
    assert "  reconcile collect" in command("collect", "--help").out


# The same bytes

@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_same_documents_same_bytes(process: Command, folder: Path, form: str) -> None:
    first = process("collect", str(folder), "--format", form, "--explain", PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    second = process("collect", str(folder), "--format", form, "--explain", PYTHONHASHSEED="77", LC_ALL="ru_RU.UTF-8",
                     TZ="Asia/Almaty")

    assert first.code == 0 and first.out.count("\n") > 8
    assert first == second


def test_ids_depend_on_the_bytes_and_not_on_the_name(command: Command, page: Path, tmp_path: Path) -> None:
    other, changed = tmp_path / "other.txt", tmp_path / "changed.txt"
    other.write_bytes(page.read_bytes())
    changed.write_bytes(page.read_bytes() + b" ")
    ids = [[row["claim_id"] for row in table(command("collect", path).out)] for path in (page, other, changed)]

    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2]) and len(set(ids[0])) == 4


# The whole way

@pytest.mark.usefixtures("only_svg")
def test_from_documents_to_the_report(command: Command, folder: Path, tmp_path: Path) -> None:
    out, figures, reports = tmp_path / "candidates.csv", tmp_path / "figures.csv", tmp_path / "reports"
    for name in ("map.png", "broken.pdf", "empty.txt", "c.docx", "d.eml", "a.txt"):
        (folder / name).unlink()
    given = ["--event", "demo", "--source", "Archive", "--published", "2022-01-10"]
    assert command("collect", folder, *given, "--out", out).code == 0
    n = len(rows_of(out))
    assert n == 4 and not figures.exists()
    assert "0 claims added" in command("accept", out, figures).out and not figures.exists()

    reviewed = command("review", out, figures, "--documents", folder, "--reviewer", "A. Reader",
                       stdin=b"a\ne place=Aktau\na\n" + b"a\n" * (n - 3) + b"r no origin\n")
    assert reviewed.code == 0
    decisions = [decision for decision, in chosen(out, "decision")]
    assert decisions == ["accept", "edit"] + ["accept"] * (n - 3) + ["reject"]

    accepted = command("accept", out, figures)
    assert (accepted.code, f"{n - 1} claims added" in accepted.out, "1 rejected" in accepted.out) == (0, True, True)
    assert f"{n - 1} already there" in command("accept", out, figures).out
    assert [row["stated"] for row in rows_of(figures)] == [row["stated"] for row in rows_of(out)[:-1]]
    assert {row["low"] + row["high"] for row in rows_of(figures)} == {""}

    checked = command("check", figures, "--documents", folder)
    assert checked.code == 0, checked.out + checked.err
    assert command("report", figures, "--out", reports).code == 0
    text = (reports / "demo" / "report.md").read_text(encoding="utf-8")
    assert "164" in text and "16" in text


def test_pictures_beside_the_documents_do_not_stop_a_check(command: Command, folder: Path, tmp_path: Path) -> None:
    out, figures = tmp_path / "candidates.csv", tmp_path / "figures.csv"
    command("collect", folder / "b.html", "--event", "demo", "--out", out)
    command("review", out, figures, "--documents", folder, stdin=b"a\na\n")
    command("accept", out, figures)
    checked = command("check", figures, "--documents", folder)

    assert (checked.code, "2 of 2 locators verified" in checked.out) == (0, True), checked.err
