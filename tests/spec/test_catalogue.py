"""The catalogue of sentences: templates with plural categories and cases, so that a language is a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from reconcile.errors import UnreadableError
from reconcile.sentences import attributed, headline, printed_in, say, written_date
from reconcile.sentences.catalogue import CATEGORIES
from reconcile.tables import headlines

HERE = Path(__file__).parent
LANGUAGES = {code: HERE / f"sentences_{code}.csv" for code in ("ru", "uk")}

HEADLINES = {
    # language and table, and the sentence they become
    ("ru", "1"): "1 человек погиб к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "2"): "2 человека погибли к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "5"): "5 человек погибли к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "11"): "11 человек погибли к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "21"): "21 человек погиб к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "4404"): "4 404 человека погибли к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "at least 1"): "Не менее 1 человека погибло к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "at least 21"): "Не менее 21 человека погибло к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "more than 5,000"): "Более 5 000 человек погибло к 10 января 2022, по данным 1 сообщения из 1 источника.",
    ("ru", "5\n21"): "От 5 до 21 человека погибло к 10 января 2022, по данным 2 сообщений из 2 источников.",
    ("ru", "4404\nmore than 5,000"): "От 4 404 до более 5 000 человек погибло к 10 января 2022, по данным 2 сообщений "
                                     "из 2 источников.",
    ("uk", "1"): "1 людина загинула до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "2"): "2 людини загинули до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "5"): "5 людей загинули до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "11"): "11 людей загинули до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "21"): "21 людина загинула до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "at least 22"): "Щонайменше 22 людини загинуло до 10 січня 2022, за даними 1 повідомлення з 1 джерела.",
    ("uk", "5\n21"): "Від 5 до 21 людини загинуло до 10 січня 2022, за даними 2 повідомлень з 2 джерел.",
}


@pytest.mark.parametrize("language, stated", HEADLINES, ids=" ".join)
def test_a_language_is_a_file(reconciled: Callable[..., Any], language: str, stated: str) -> None:
    result = reconciled(f"stated\n{stated}")
    with printed_in(language, LANGUAGES[language]):
        [sentence] = [headline(*each) for each in headlines(result.questions, result.estimates, result.claims)]

    assert sentence.replace("\u00a0", " ") == HEADLINES[language, stated]


def test_voices_and_dates_follow_the_language(reconciled: Callable[..., Any]) -> None:
    result = reconciled("stated | as_of | source\n40 | 2022-01-08 | Прокуратура\nдесятки | 2022-01-10 | Врачи",
                        language="ru")
    [question] = result.questions.to_dict("records")
    with printed_in("ru", LANGUAGES["ru"]):
        assert attributed(question, result.claims) == (
            "Прокуратура: 40 по состоянию на 8 января 2022. Врачи: «десятки» по состоянию на 10 января 2022.")
        assert [written_date(date) for date in ("", "2022-01-08~", "2022-01")] == [
            "неизвестная дата", "примерно 8 января 2022", "январь 2022"]


def test_a_noun_without_a_row_is_that_of_the_vocabulary(reconciled: Callable[..., Any]) -> None:
    result = reconciled("stated | population\n2 | journalists")
    with printed_in("ru", LANGUAGES["ru"]):
        [sentence] = [headline(*each) for each in headlines(result.questions, result.estimates, result.claims)]

    assert sentence.startswith("2 journalists погибли к 10 января 2022")


def test_a_sentence_that_a_language_lacks_is_english() -> None:
    with printed_in("ru", LANGUAGES["ru"]):
        assert say("voices more", 21, n="21") == "21 more origins give figures that count."
    with printed_in("de"):
        assert say("voices more", 1, n="1") == "1 more origin gives a figure that counts."


@pytest.mark.parametrize("text, problem", [
    ("key,plural,text\nat least,several,x\n", "row 2: there is no plural 'several'"),
    ("key,plural,text\n,,x\n", "row 2: the key or the text is empty"),
    ("key,plural,text\nat least,,\n", "row 2: the key or the text is empty"),
    ("key,plural,text\nat least,,x\nat least,,y\n", "row 3: 'at least' is given twice"),
    ("key,plural,text\nat least,,{number\n", "row 2: the places of the text cannot be read"),
    ("key,plural,text\nat least,,{how_many}\n", "'at least' has the place 'how_many'; it may have number"),
])
def test_a_faulty_catalogue_says_where(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "sentences.csv"
    path.write_text(text, encoding="utf-8")
    with printed_in("ru", path), pytest.raises(UnreadableError, match=re.escape(problem)):
        say("at least", 5, number="5")


def test_a_catalogue_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with printed_in("ru", tmp_path / "none.csv"), pytest.raises(UnreadableError, match="cannot read the sentences"):
        say("no figure")


def test_a_sentence_that_nobody_wrote_is_a_defect() -> None:
    with pytest.raises(KeyError, match="no sentence is called 'nonsense'"):
        say("nonsense")


def shipped() -> list[dict[str, str]]:
    """Return the rows of the English catalogue."""
    text = files("reconcile").joinpath("data/sentences_en.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_the_shipped_sentences_are_all_used_and_all_there() -> None:
    root = Path(str(files("reconcile")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py")))
    families = ("agreement.", "apart ", "counting.", "pair.", "people.", "follows ", "when.", "joined.")
    unused = [row["key"] for row in shipped() if f'"{row["key"]}"' not in code and not row["key"].startswith(families)
              and not row["key"].endswith((".on", ".known", " relayed"))]

    assert unused == []


def test_the_plural_forms_of_a_sentence_have_the_same_places() -> None:
    places: dict[str, set[frozenset[str | None]]] = {}
    for row in shipped():
        assert row["plural"] in ("", "one", "other") and row["plural"] in ("", *CATEGORIES)
        named = frozenset(name for _, name, _, _ in Formatter().parse(row["text"]) if name)
        places.setdefault(row["key"], set()).add(named)

    assert [key for key, found in places.items() if len(found) > 1] == []
