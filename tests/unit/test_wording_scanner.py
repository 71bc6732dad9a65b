"""Tokens, the language file, and the finer points of the scanner."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reconcile.errors import WordingError
from reconcile.wording import parse_wording
from reconcile.wording.language import Language, _add, load_language
from reconcile.wording.tokens import fold, tokenise


def test_folding_keeps_every_place() -> None:
    text = "İstanbul – “４０”\u00a0Más"
    assert len(fold(text)) == len(text)


def test_accents_do_not_hide_a_word() -> None:
    assert [token.text for token in tokenise("más ma\u0301s")] == ["mas", "mas"]


def test_a_phrase_listed_twice_stops_the_load() -> None:
    language = Language("en")
    _add(language, "hedge_strong", "at least", "at_least")
    with pytest.raises(ValueError, match="'at least' is listed twice"):
        _add(language, "hedge_late", "at least", "at_least")


def test_the_longest_phrase_wins() -> None:
    phrase = load_language("en").phrase_at(tokenise("no fewer than 5"), 0)
    assert phrase is not None and phrase.value == "at_least"


@pytest.mark.parametrize(("phrase", "measure", "low"), [
    ("20 casualties, including 2 killed and 5 injured", "injured", 5),
    ("12 injured, including 3 in intensive care", "intensive_care", 3),
    ("20 people, including 3 killed", "killed", 3),
    ("killing 3 people and injuring 5", "killed", 3),
    ("Of 50 injured, 3 died", "killed", 3),
    ("20 killed, 30 people", "injured", 30),
    ("16 were killed and 64 injured", "killed", 16),
])
def test_the_measure_decides_between_counts(phrase: str, measure: str, low: float) -> None:
    assert parse_wording(phrase, measure=measure).low == low


@pytest.mark.parametrize("phrase", [
    "20 killed and many injured", "no deaths and 20 injured", "5 plus 3", "20 killed and 5 more", "5 killed in 2",
    "police 9 vs official 16", "12 dead 15 wounded", "several thousand people and 20 police officers",
])
def test_rival_counts_without_a_measure_are_refused(phrase: str) -> None:
    with pytest.raises(WordingError, match="several counts"):
        parse_wording(phrase)


@pytest.mark.parametrize(("phrase", "low"), [
    ("On January 5, 2022, 12 people died", 12), ("12 killed at 10:30", 12), ("12 killed on 16/12/2011", 12),
    ("killed 5 in 3 attacks", 5), ("15 children aged 5 to 10", 15), ("20 killed 5 km away", 20),
    ("seconds later 5 died", 5), ("5 may have died", 5), ("over the weekend 5 people were killed", 5),
    ("20 people killed in a day", 20), ("list of 2000 dead", 2000), ("at least 2011 people", 2011),
    ("toll rose 12 to 53", 53), ("police say 5 people died in 2011", 5),
])
def test_numbers_that_count_no_persons_are_passed_over(phrase: str, low: float) -> None:
    assert parse_wording(phrase).low == low


def test_the_reader_needs_only_the_standard_library() -> None:
    code = ("import sys, reconcile.wording.parse as p; p.parse_wording('dozens');"
            "sys.exit(any(name in sys.modules for name in ('numpy', 'pandas', 'matplotlib', 'click')))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("phrase", "problem"), [
    ("around: 50", "stand apart"), ("one thousand thousand people", "do not make"), ("zero five", "side by side"),
    ("2.5 to 3 people", "fraction"), ("20 to 4.404 people", "one dot"), ("dozens to 4.404", "one dot"),
    ("9,007,199,254,740 to 9007199254740993", "too large"), ("between dozens", "both ends"),
    ("a spokesman for the victim", "no number"), ("the protester", "no number"), ("a protester group", "no number"),
    ("no comment", "no number"), ("the first of them", "rank"), ("5 km from protesters", "distance"),
    ("a million million", "do not make"), ("5 million 6 million", "do not make"), ("zero hundred", "do not make"),
    ("zero dozen", "do not make"),
])
def test_what_does_not_fit_together_is_refused(phrase: str, problem: str) -> None:
    with pytest.raises(WordingError, match=problem):
        parse_wording(phrase)


@pytest.mark.parametrize(("phrase", "low", "high"), [
    ("rose from about 10 to 13", 13, 13), ("the toll went up to 13", 13, 13), ("rose to as many as 50", 0, 50),
    ("gone up from 10 to 13", 13, 13), ("fell to 66 from 70", 66, 66), ("perhaps 50", 45, 55),
    ("dozens, perhaps hundreds", 24, 999), ("between a dozen and a hundred", 12, 100), ("10k-15k", 10_000, 15_000),
    ("50 to 100s", 50, 999), ("a few to a dozen", 3, 12),
])
def test_changes_and_mixed_ranges(phrase: str, low: float, high: float) -> None:
    reading = parse_wording(phrase)
    assert (reading.low, reading.high) == (low, high)
