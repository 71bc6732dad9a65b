"""The catalogue of sentences: templates with plural categories and cases, so that a language is a file."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from prose import of_kind
from reconcile.errors import UnreadableError
from reconcile.sentences import attributed, headline, printed_in, say, say_each, written_date
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


RELAY = "claim_id | stated | source | cites\na | 40 | Ministry |\nb | 40 | BBC | a"
REPEAT = "claim_id | stated | source | origin\na | 40 | Ministry |\nb | 40 | BBC | Ministry"
CUSTODY = "measure | stated\narrested | {ever}\nreleased | {out}\nheld | {held}"
RATE = """stated   | low | high | counting | note   | source | since      | as_of        | published
          3,486    |     |      | period   |        | S      | 2022-01-01 | 2022-01-{day} | 2022-02-01
          17 a day | 17  | 17   | period   | a rate | S      | 2022-01-01 | 2022-01-{day} | 2022-02-01"""

TOLD = {
    # a ledger, and what it becomes in Russian
    "a relay": (RELAY, "state", "передаёт сообщение a: тот же подсчёт того же источника"),
    "a reason without a row": (REPEAT, "state", "repeats claim a, the same count of the same origin"),
    "one": (CUSTODY.format(ever=22, out=1, held=21), "balance",
            "10 января 2022 всего 22 задержано, из них 1 освобождён: остаётся 21, и 21 человек числится под стражей"),
    "few": (CUSTODY.format(ever=23, out=21, held=2), "balance",
            "10 января 2022 всего 23 задержано, из них 21 освобождён: остаётся 2, и 2 человека числятся под стражей"),
    "many": (CUSTODY.format(ever=7, out=2, held=5), "balance",
             "10 января 2022 всего 7 задержано, из них 2 освобождены: остаётся 5, и 5 человек числятся под стражей"),
    "a floor": (CUSTODY.format(ever=26, out="at least 21", held=5), "balance",
                "10 января 2022 всего 26 задержано, из них не менее 21 освобождено: остаётся не более 5, и 5 человек "
                "числятся под стражей, но это не точно"),
    "one day": (RATE.format(day="21"), "finding", "17 в день за 21 день дают 357, но за те же дни названо 3 486"),
    "few days": (RATE.format(day="22"), "finding", "17 в день за 22 дня дают 374, но за те же дни названо 3 486"),
    "many days": (RATE.format(day="30"), "finding", "17 в день за 30 дней дают 510, но за те же дни названо 3 486"),
}


@pytest.mark.parametrize("table, kind, sentence", TOLD.values(), ids=TOLD)
def test_reasons_balances_and_findings_follow_the_language(reconciled: Callable[..., Any], table: str, kind: str,
                                                           sentence: str) -> None:
    with printed_in("ru", LANGUAGES["ru"]):
        told = of_kind(reconciled(table), kind)

    assert [text.replace("\u00a0", " ") for text in told] == [sentence]


def test_a_template_is_filled_for_each_of_many_values() -> None:
    with printed_in("ru", LANGUAGES["ru"]):
        assert say_each("state.withdrawn", "claim", ["a", "{b}"]) == ["withdrawn by claim a", "withdrawn by claim {b}"]
    with pytest.raises(UnreadableError, match="has the place 'claim'; it may have name"):
        say_each("state.withdrawn", "name", ["a"])


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


@cache
def trees() -> list[ast.Module]:
    """Return every module of the package."""
    root = Path(str(files("reconcile")))
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.py"))]


def asked(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield what stands as the key of a sentence, each branch of a choice by itself."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "say_each"):
            choices = [call.args[0]]
            while choices:
                choice = choices.pop()
                choices += [choice.body, choice.orelse] if isinstance(choice, ast.IfExp) else []
                yield choice


def composed(key: ast.JoinedStr) -> str:
    """Return a pattern of the keys that an f-string can become."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_ ]*" for part in key.values)


def test_every_sentence_that_code_asks_for_is_there() -> None:
    keys = {row["key"] for row in shipped()}
    families = "|".join({key.partition(".")[0] for key in keys if "." in key})
    words = {node.value for tree in trees() for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {word for word in words if re.fullmatch(rf"(?:{families})\.[a-z ]+", word)}
    found = [key for tree in trees() for key in asked(tree)]
    named |= {str(key.value) for key in found if isinstance(key, ast.Constant)}
    patterns = {composed(key) for key in found if isinstance(key, ast.JoinedStr)}

    assert len(named) > 100 and sorted(named - keys) == []
    # A variant that has no row is the key without it.
    assert [pattern for pattern in patterns if not any(
        re.fullmatch(pattern, key) or re.fullmatch(pattern, f"{key}.") for key in keys)] == []


def test_every_shipped_sentence_is_asked_for() -> None:
    words = {node.value for tree in trees() for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    patterns = [composed(key) for tree in trees() for key in asked(tree) if isinstance(key, ast.JoinedStr)]
    telling = "|".join(pattern for pattern in patterns if re.search("[a-z]", pattern.replace("[a-z_ ]*", "")))
    unused = {row["key"] for row in shipped()} - words
    unused -= {key for key in unused if re.fullmatch(telling, key) or re.fullmatch(telling, f"{key}.")}

    assert {key for key in unused if not key.endswith(" relayed")} == set()


def test_the_plural_forms_of_a_sentence_have_the_same_places() -> None:
    places: dict[str, set[frozenset[str | None]]] = {}
    for row in shipped():
        assert row["plural"] in ("", "one", "other") and row["plural"] in ("", *CATEGORIES)
        named = frozenset(name for _, name, _, _ in Formatter().parse(row["text"]) if name)
        places.setdefault(row["key"], set()).add(named)

    assert [key for key, found in places.items() if len(found) > 1] == []


def test_a_sentence_that_serves_for_its_variant_has_no_other_places() -> None:
    places: dict[str, set[str | None]] = {}
    for row in shipped():
        places.setdefault(row["key"], set()).update(name for _, name, _, _ in Formatter().parse(row["text"]) if name)
    pairs = [(key, key.rpartition(".")[0]) for key in places if "." in key]

    assert [key for key, plain in pairs if plain in places and not places[plain] <= places[key]] == []
