"""What holds for every wording: no crash, no silent narrowing, the same number in every dress."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.errors import WordingError
from reconcile.wording import PROFILES, Reading, lexicon_rules, parse_wording, render

COUNTS = st.integers(0, 2**53 - 1) | st.integers(0, 20_000)
POSITIVE = st.integers(1, 2**53 - 1) | st.integers(1, 20_000)
WORDS = st.sampled_from("""
    at least more than up to about nearly some between and or from to a the of no one not few several dozen
    dozens hundreds hundred thousand million half people killed injured including them in 5 12 2011 1,250 4.404
    1 02 % $ - + , . ( ) k m years old day rose by unknown number many both zero twenty third 72nd half-dozen
    children under May January >= < perhaps up woman man
    """.split())
PHRASES = st.lists(WORDS, max_size=12).map(" ".join)


def read(wording: str, lexicon: str = "default") -> Reading | None:
    try:
        return parse_wording(wording, lexicon=lexicon)
    except WordingError:
        return None


def check(reading: Reading) -> None:
    assert 0 <= reading.compatible_low <= reading.compatible_high
    assert 0 <= reading.start < reading.end <= len(reading.wording)
    if math.isnan(reading.low):
        assert math.isnan(reading.high)
    else:
        assert reading.compatible_low <= reading.low <= reading.high <= reading.compatible_high


@given(st.tuples(COUNTS, COUNTS | st.just(math.inf)).map(sorted))
def test_a_rendered_interval_reads_back(ends: list[float]) -> None:
    low, high = ends
    reading = parse_wording(render(low, high))
    assert (reading.low, reading.high) == (low, high)


@given(st.text(max_size=60), st.sampled_from(PROFILES))
def test_any_text_is_read_or_refused(text: str, lexicon: str) -> None:
    if reading := read(text, lexicon):
        check(reading)


@settings(max_examples=600)
@given(PHRASES, st.sampled_from(PROFILES), st.sampled_from([None, "killed", "injured"]))
def test_any_words_are_read_or_refused(phrase: str, lexicon: str, measure: str | None) -> None:
    try:
        check(parse_wording(phrase, lexicon=lexicon, measure=measure))
    except WordingError as error:
        assert error.problem and error.hint


@pytest.mark.parametrize("unit", [
    "9", "1 ", "1,000,", "a ", "at least ", "between ", "-", "5-", "dozens ", "x" * 50, "1 000 ", "from ", "up to 5 "])
def test_a_megabyte_is_refused_at_once(unit: str) -> None:
    start = time.perf_counter()
    assert read(unit * (1_000_000 // len(unit))) is None
    for size in (1_000, 2_000):
        read((unit * size)[:size])
    assert time.perf_counter() - start < 2


@given(POSITIVE)
def test_a_hedge_holds_its_number(n: int) -> None:
    assert parse_wording(f"at least {n:,}").low == n
    assert parse_wording(f"more than {n:,}").low == n + 1
    assert parse_wording(f"up to {n:,}").high == n
    assert parse_wording(f"fewer than {n:,}").high == n - 1
    for hedge in ("about", "nearly"):
        reading = parse_wording(f"{hedge} {n:,}")
        assert reading.low <= n <= reading.high
        assert reading.compatible_low <= reading.low and reading.high <= reading.compatible_high


@given(st.integers(1_000, 2**53 - 1))
def test_separators_do_not_change_a_number(n: int) -> None:
    grouped = f"{n:,}"
    forms = [grouped.replace(",", mark) for mark in (",", "'", "’", " ", "\u00a0", "\u202f", "\u2009")]
    fullwidth = "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))
    assert {parse_wording(form).low for form in [*forms, str(n), fullwidth]} == {n}


@given(st.sampled_from([rule.example for rule in lexicon_rules("default")]), st.text(" \t\n\u00a0", max_size=4))
def test_case_and_outer_space_do_not_matter(example: str, space: str) -> None:
    plain = parse_wording(example)
    for dressed in (example.upper(), example.title(), space + example + space):
        reading = parse_wording(dressed)
        assert (reading.compatible_low, reading.compatible_high, reading.rule) == (
            plain.compatible_low, plain.compatible_high, plain.rule)


@given(st.sampled_from([rule.example for rule in lexicon_rules("default")]),
       st.sampled_from(["", "In all ", "Officials say "]))
def test_the_span_read_alone_says_the_same(example: str, lead: str) -> None:
    reading = parse_wording(lead + example)
    again = read(reading.wording[reading.start:reading.end])
    assert again is None or again.compatible_high == reading.compatible_high


@given(st.integers(0, 999_999))
def test_number_words_read_as_their_number(n: int) -> None:
    assert parse_wording(spell(n)).low == n


UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
         "seventeen eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(n: int) -> str:
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10 - 2] + ("-" + UNITS[n % 10] if n % 10 else "")
    size, word = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{spell(n // size)} {word}" + (joint + spell(rest) if rest else "")
