"""Sentences: a range, who is counted, when, and from how many claims and origins."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

import reconcile
from conftest import FIGURES
from reconcile.sentences import count, floor_words, interval_words, joined, plural, question_label
from reconcile.tables import headlines
from reconcile.sentences import headline


def sentences(result: Any) -> list[str]:
    return [headline(*each) for each in headlines(result.questions, result.estimates, result.claims)]


@pytest.mark.parametrize("number, words", [
    (0.0, "0"), (7.0, "7"), (4404.0, "4,404"), (1e6, "1,000,000"), (2.0**53, "9,007,199,254,740,992"),
    (math.inf, "no upper bound"), (math.nan, "no figure"),
])
def test_a_count_has_its_thousands_apart(number: float, words: str) -> None:
    assert count(number) == words


@pytest.mark.parametrize("low, high, words", [
    (40, 40, "40"), (36, 99, "36 to 99"), (2, math.inf, "at least 2"), (5001, math.inf, "more than 5,000"),
    (5000, math.inf, "at least 5,000"), (101, math.inf, "at least 101"), (0, 0, "0"),
    (math.nan, math.nan, "no figure"),
])
def test_an_interval_keeps_its_open_end(low: float, high: float, words: str) -> None:
    assert interval_words(low, high) == words


def test_a_floor_is_said_the_way_it_was_stated() -> None:
    assert floor_words(41, "more_than") == "more than 40"
    assert floor_words(5001, "at_least") == "at least 5,001"


def test_nouns_follow_their_number() -> None:
    assert [plural(n, "claim") for n in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"]
    assert plural(2, "person", "people") == "2 people"
    assert [joined(list(names)) for names in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


HEADLINES = {
    # a table, and the sentence it becomes
    "a single figure": ("stated\n40 people",
                        "40 people killed by 10 January 2022, according to 1 claim from 1 origin."),
    "one person": ("stated | population\n1 | journalists",
                   "1 journalist killed by 10 January 2022, according to 1 claim from 1 origin."),
    "nobody": ("stated\nnobody was killed", "0 people killed by 10 January 2022, according to 1 claim from 1 origin."),
    "agreement": ("stated\n40\n40", "40 people killed by 10 January 2022, according to 2 claims from 2 origins."),
    "a range": ("stated\n40\n50", "Between 40 and 50 people killed by 10 January 2022, according to 2 claims from 2 "
                                  "origins."),
    "one open claim": ("stated\nat least 40",
                       "At least 40 people killed by 10 January 2022, according to 1 claim from 1 origin."),
    "one claim of more": ("stated\nmore than 40",
                          "More than 40 people killed by 10 January 2022, according to 1 claim from 1 origin."),
    "open above a figure": ("stated\n40\nmore than 50",
                            "Between 40 and more than 50 people killed by 10 January 2022, according to 2 claims from "
                            "2 origins."),
    "two open claims": ("stated\nat least 40\nat least 50",
                        "Between 40 and at least 50 people killed by 10 January 2022, according to 2 claims from 2 "
                        "origins."),
    "a figure above open": ("stated\nat least 40\n60",
                            "At least 40 (highest figure stated: 60) people killed by 10 January 2022, "
                            "according to 2 claims from 2 origins."),
    "an echo counts once": ("claim_id | stated | cites\na | 40 |\nb | 40 | a",
                            "40 people killed by 10 January 2022, according to 2 claims from 1 origin."),
    "a vague word": ("stated\ndozens", "Between 24 and 99 people killed by 10 January 2022, according to 1 claim from "
                                       "1 origin. "
                                       "The numbers are a reading of “dozens”."),
    "no number": ("stated\nstill unknown",
                  "No figure for people killed: 1 claim is on file, and it states no number that counts."),
    "a part of the place": ("stated | place\n40 | Kazakhstan/Almaty\n50 | Kazakhstan",
                            "40 people killed in Almaty, Kazakhstan by 10 January 2022, according to 1 claim from 1 "
                            "origin."),
    "a moment": ("measure | stated\nheld | 40",
                 "40 people held on 10 January 2022, according to 1 claim from 1 origin."),
    "a partly known date": ("stated | as_of\n40 | 2022-01",
                            "40 people killed as of January 2022, according to 1 claim from 1 origin."),
    "some days": ("stated | as_of\n40 | 2022-01-08/2022-01-10",
                  "40 people killed as of 8–10 January 2022, according to 1 claim from 1 origin."),
    "a period": ("stated | counting | since | as_of\n40 | period | 2022-01-02 | 2022-01-05",
                 "40 people killed between 2 January 2022 and 5 January 2022, according to 1 claim from 1 origin."),
    "acts": ("measure | stated | unit\ndetained | 40 | acts",
             "40 acts recorded as “detained” (acts, not people) by 10 January 2022, according to 1 claim from 1 "
             "origin."),
}


@pytest.mark.parametrize("table, sentence", HEADLINES.values(), ids=HEADLINES)
def test_a_question_becomes_one_sentence(reconciled: Callable[..., Any], table: str, sentence: str) -> None:
    assert sentence in sentences(reconciled(table))


def test_the_detained_of_january_2022() -> None:
    result = reconcile.run(reconcile.read_ledger(str(FIGURES)))

    assert any(sentence.startswith("Between 4,404 and more than 5,000 people detained by 10 January 2022, "
                                   "according to 2 claims from 2 origins.") for sentence in sentences(result))


@pytest.mark.parametrize("table, label", [
    ("measure | stated\ndetained | 40", "People detained"),
    ("measure | stated | population\ndetained | 40 | journalists", "Journalists detained"),
    ("measure | stated | population\ndetained | 40 | lighthouse_keepers", "Lighthouse keepers detained"),
    ("stated | place\n40 | Kazakhstan/Almaty", "People killed in Almaty, Kazakhstan"),
    ("stated | place\n40 | Kazakhstan", "People killed"),
    ("stated | counting | since | as_of\n40 | period | 2022-01-02 | 2022-01-05",
     "People killed between 2 January 2022 and 5 January 2022"),
])
def test_a_question_has_a_heading(reconciled: Callable[..., Any], table: str, label: str) -> None:
    assert [question_label(row) for row in reconciled(table).questions.to_dict("records")] == [label]


def test_a_notebook_shows_every_sentence_as_text(reconciled: Callable[..., Any]) -> None:
    page = reconciled("stated | population\n40 | <script>alert(1)</script>".replace("</",
                                                                                    "<\\"))._repr_html_()

    assert "40 &lt;script&gt;alert(1)" in page
    assert "<script" not in page
