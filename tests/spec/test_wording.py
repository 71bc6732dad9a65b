"""The manual of wordings: what a phrase is read as, by topic, and what is refused.

Every table is ``phrase | low | high | hedge``; an open end is written ``inf``, no number ``nan``.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from reconcile.errors import UsageError, WordingError
from reconcile.wording import HEDGES, LANGUAGES, PROFILES, lexicon_rules, parse_wording, render

TABLES = {
    "a plain number": """
        412                                   | 412     | 412     | exact
        4,404                                 | 4404    | 4404    | exact
        4 404                                 | 4404    | 4404    | exact
        twenty-two                            | 22      | 22      | exact
        a hundred and one                     | 101     | 101     | exact
        twenty-two hundred                    | 2200    | 2200    | exact
        1.2 million                           | 1200000 | 1200000 | exact
        two and a half thousand               | 2500    | 2500    | exact
        500k                                  | 500000  | 500000  | exact
        thirty-nine (39)                      | 39      | 39      | exact
        a man was killed                      | 1       | 1       | exact
        the 72nd victim                       | 72      | 72      | exact
        """,
    "an open upper end stays open": """
        at least 40                           | 40      | inf     | at_least
        no fewer than 40                      | 40      | inf     | at_least
        40 or more                            | 40      | inf     | at_least
        40+                                   | 40      | inf     | at_least
        40 dead and counting                  | 40      | inf     | at_least
        more than 5,000                       | 5001    | inf     | more_than
        over a hundred                        | 101     | inf     | more_than
        > 50                                  | 51      | inf     | more_than
        """,
    "an upper bound": """
        up to 500                             | 0       | 500     | up_to
        as many as 6,000                      | 0       | 6000    | up_to
        no more than 5                        | 0       | 5       | up_to
        fewer than 50                         | 0       | 49      | less_than
        """,
    "about and nearly": """
        about 300                             | 270     | 330     | about
        some 4,000 people                     | 3600    | 4400    | about
        some 1,250                            | 1245    | 1255    | about
        approximately 4,404                   | 4404    | 4404    | about
        40-odd                                | 36      | 44      | about
        nearly 4,000                          | 3600    | 4000    | nearly
        close to 100                          | 90      | 100     | nearly
        """,
    "two ends": """
        between 20 and 30                     | 20      | 30      | range
        20–30                                 | 20      | 30      | range
        two or three                          | 2       | 3       | range
        two to three thousand                 | 2000    | 3000    | range
        200,000 to 300,000                    | 200000  | 300000  | range
        """,
    "the figure after a change": """
        rose from 10 to 13                    | 13      | 13      | exact
        dropped from 41 to 31                 | 31      | 31      | exact
        rose to 13, up from 10                | 13      | 13      | exact
        up from 10                            | 10      | 10      | exact
        """,
    "words for a size": """
        dozens                                | 24      | 99      | vague
        several dozen police officers were killed | 36  | 99      | vague
        dozens, if not hundreds               | 24      | 999     | vague
        two dozen                             | 24      | 24      | vague
        more than a dozen                     | 13      | inf     | more_than
        at least several dozen                | 36      | inf     | at_least
        up to several hundred                 | 0       | 999     | up_to
        scores                                | 40      | 99      | vague
        toll was in the hundreds              | 200     | 999     | vague
        1000s                                 | 2000    | 9999    | vague
        tens of thousands                     | 20000   | 99999   | vague
        a handful                             | 3       | 9       | vague
        """,
    "more than one, zero, unknown": """
        many                                  | 2       | inf     | indefinite
        protesters were killed                | 2       | inf     | indefinite
        no one was killed                     | 0       | 0       | zero
        no deaths                             | 0       | 0       | zero
        an unknown number                     | nan     | nan     | unknown
        """,
    "a part is not a rival": """
        killed 72 people, 18 of them children | 72      | 72      | exact
        225 including 19 police officers      | 225     | 225     | exact
        4,033 people in 125 cities            | 4033    | 4033    | exact
        """,
}

REFUSED = """
    one in five                     | share or a ratio
    3 out of 10                     | share or a ratio
    half of them                    | share or a ratio
    20 percent                      | share or a ratio
    20%                             | share or a ratio
    five of the 20                  | share or a ratio
    some of the 20                  | share or a ratio
    twice as many                   | multiple
    three times                     | multiple
    5 a day                         | rate
    20 per day                      | rate
    $5,000                          | money
    5,000 tenge                     | money
    300 euros                       | money
    81 years old                    | age
    aged 24                         | age
    24-year-old                     | age
    children under 18               | age
    people 18+                      | age
    in 2011                         | date
    2011-12-16                      | date
    16 December 2011                | date
    January 5                       | date
    16/12/2011                      | date
    2020-2021                       | date
    1980s                           | date
    10:30                           | time of day
    5 pm                            | time of day
    +7 727 50 74 08                 | side by side
    20 km                           | distance
    5 tonnes                        | weight
    3 hours                         | length of time
    five days                       | length of time
    125 cities                      | things
    two police cars                 | things
    the 8th of January              | rank
    fifth day                       | rank
    21st century                    | rank
    COVID-19                        | name
    A380                            | name
    19 million inhabitants          | population
    massacre                        | no number
    the toll is not final           | no number
    -5                              | negative
    minus 5                         | negative
    2.5 people                      | fraction
    two and a half people           | share
    ½ million people                | fraction sign
    umpteen thousand people         | do not make
    4.404                           | thousands or a decimal
    1 02                            | begins with 0
    1,23,4                          | grouped
    16.12.2011                      | grouped
    10000000000000000000000000      | too large
    9007199254740993                | too large
    1,396 and 525 people            | '1,396' and '525'
    16 were killed and 64 injured   | '16' and '64'
    at least 817, likely 1,000      | 'at least 817' and 'likely 1,000'
    4,452 killed (4,432)            | several counts
    not 17                          | denies
    30-20                           | ends below
    between 30                      | both ends
    2-3,000                         | in thousands too
    fewer than 0                    | fewer than 0
    at least, say, 5                | stand apart
    rose by 5                       | change
    a man and two women             | one by one
    a woman and her child           | one by one
    an unknown number of the 300    | several counts
    187人                            | not English
    погибли 139 человек             | not English
    более 100                       | not English
    أكثر من 200                     | not English
    más de 2.000 heridos            | not English
    mas de 2000                     | not English
    al menos 40                     | not English
    mais de 40                      | not English
    plus de 40                      | not English
    au moins 40                     | not English
    almeno 817                      | not English
    mehr als 40                     | not English
    circa 200 morti                 | not English
    20 per cent of the detainees    | share or a ratio
    two thirds of the prisoners     | share or a ratio
    a majority of the detainees     | share or a ratio
    20 people a week                | rate
    €300                            | money
    5 January                       | date
    December 16, 2011               | date
    5 May                           | date
    8 727 250 74 08                 | side by side
    2.5 km                          | distance
    24 hours                        | length of time
    the third wave                  | rank
    Article 263                     | name
    page 12                         | name
    hello                           | no number
    2,5                             | fraction
    5.135                           | after one dot
    1.234 people                    | after one dot
    12,34                           | fraction
    05                              | begins with 0
    twenty billion billion          | do not make
    two thousand thousand           | do not make
    5 plus 3                        | several counts
    20 killed and 5 more            | several counts
    no 5                            | denies
    between 30 and 20               | ends below
    2 to 3,000                      | thousands too
    more than, say, 5               | stand apart
    не менее 40                     | not English
    circa 200 persone               | not English
    τουλάχιστον 5                   | not English
    half a dozen of the 20          | share
    5² people                       | fraction sign
    at least two children and a woman | one by one
    no deaths and 20 injured        | several counts
    5e3                             | letters stand
    3/10                            | date
    0.5                             | begins with 0
    20 killed out of 50             | share
    no reports of deaths            | no number
    not many people                 | denies
    most people                     | share
    200 m                           | letter
    10 k                            | letter
    10 pct                          | share
    every fifth person              | share
    no longer 5                     | denies
    200 ölü                         | not English
    200 doden                       | not English
    up 20 from 50                   | change
    toll up 20                      | change
    around, say, 50                 | stand apart
    about: 50                       | stand apart
    three score                     | things
    43rd and 44th victims           | rank
    5people                         | letters stand against
    all but 5                       | share
    a dozen or two                  | ends below
    from 20 people to 30            | several counts
    """


def lines(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.splitlines() if line.strip()]


def developed_on() -> list[dict[str, str]]:
    with open(Path(__file__).with_name("wordings_en.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same(value: float, written: str) -> bool:
    return value == float(written) or math.isnan(value) and written == "nan"


@pytest.mark.parametrize(("phrase", "low", "high", "hedge"), [row for table in TABLES.values() for row in lines(table)])
def test_a_phrase_is_read_as_the_manual_says(phrase: str, low: str, high: str, hedge: str) -> None:
    reading = parse_wording(phrase)
    assert same(reading.low, low) and same(reading.high, high)
    assert reading.hedge == hedge


@pytest.mark.parametrize("row", developed_on(), ids=lambda row: row["wording"])
def test_the_phrases_developed_on_are_read_rightly(row: dict[str, str]) -> None:
    reading = parse_wording(row["wording"], measure=row["measure"] or None)
    assert same(reading.low, row["low"]) and same(reading.high, row["high"])
    assert reading.hedge == row["hedge"]


@pytest.mark.parametrize(("phrase", "problem"), lines(REFUSED))
def test_what_is_no_count_is_refused_with_the_reason(phrase: str, problem: str) -> None:
    with pytest.raises(WordingError) as caught:
        parse_wording(phrase)
    assert problem in caught.value.problem
    assert caught.value.hint and caught.value.wording == phrase


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(WordingError, match="empty"):
        parse_wording(text)


@pytest.mark.parametrize("text", ["9" * 500, "9" * 5000, "1" + "0" * 400])
def test_a_number_of_hundreds_of_digits_is_refused(text: str) -> None:
    with pytest.raises(WordingError, match="too large|longer than a phrase"):
        parse_wording(text)


@pytest.mark.parametrize(("phrase", "low", "high"), [
    ("dozens", 12, 199), ("several dozen", 24, 119), ("dozens, if not hundreds", 12, 1999), ("a dozen", 10, 14),
    ("half a dozen", 5, 7), ("two dozen", 22, 26), ("scores", 20, 199), ("hundreds", 100, 1999),
    ("several hundred", 200, 1199), ("thousands", 1000, 19999), ("several", 2, 12), ("a couple", 2, 3),
    ("about 300", 240, 360), ("nearly 4,000", 3200, 4000), ("many", 2, math.inf), ("an unknown number", 0, math.inf),
    ("more than a dozen", 13, math.inf), ("at least several dozen", 24, math.inf), ("412", 412, 412),
])
def test_the_compatible_interval_is_the_widest_defensible_reading(phrase: str, low: float, high: float) -> None:
    reading = parse_wording(phrase)
    assert (reading.compatible_low, reading.compatible_high) == (low, high)


@pytest.mark.parametrize(("lexicon", "phrase", "low", "high", "rule"), [
    ("acled", "several", 10, 10, "acled:several"),
    ("acled", "dozens of people", 12, 12, "acled:dozens"),
    ("acled", "tens", 10, 10, "acled:tens"),
    ("acled", "hundreds", 100, 100, "acled:hundreds"),
    ("acled", "a massacre", 100, 100, "acled:massacre"),
    ("acled", "casualties were reported", 0, 0, "acled:casualties"),
    ("acled", "113 casualties", 113, 113, "default:exact"),
    ("acled", "thousands", 2000, 9999, "default:thousands"),
    ("airwars", "civilians were killed", 2, 2, "airwars:plural"),
    ("airwars", "many", 2, 10, "airwars:many"),
    ("airwars", "a large number of people", 12, 24, "airwars:large_number"),
    ("airwars", "dozens", 12, 24, "airwars:dozens"),
    ("airwars", "hundreds", 100, 200, "airwars:hundreds"),
    ("airwars", "more than 20", 21, 21, "airwars:more_than"),
    ("gtd", "at least 11", 11, 11, "gtd:at_least"),
    ("gtd", "dozens", math.nan, math.nan, "gtd:dozens"),
    ("gtd", "more than dozens", math.nan, math.nan, "default:more_than + gtd:dozens"),
    ("ccc", "hundreds", 200, 200, "ccc:hundreds"),
    ("ccc", "tens of thousands", 20000, 20000, "ccc:tens_of_thousands"),
    ("ccc", "dozens", math.nan, math.nan, "ccc:dozens"),
    ("countlove", "a dozen", 10, 10, "countlove:dozen"),
    ("countlove", "dozens", 20, 20, "countlove:dozens"),
    ("dca", "a handful", 1, 9, "dca:handful"),
    ("dca", "a mob", 100, 999, "dca:mob"),
    ("dca", "thousands", 1000, 9999, "dca:thousands"),
    ("dca", "tens of thousands", 10000, math.inf, "dca:tens_of_thousands"),
])
def test_a_profile_reads_by_its_publishers_rules(
        lexicon: str, phrase: str, low: float, high: float, rule: str) -> None:
    reading = parse_wording(phrase, lexicon=lexicon)
    assert same(reading.low, str(low)) and same(reading.high, str(high))
    assert reading.rule == rule


def test_a_profile_that_closes_the_coding_keeps_the_words_open() -> None:
    reading = parse_wording("at least 11", lexicon="gtd")
    assert reading.is_open
    assert (reading.compatible_low, reading.compatible_high) == (11, math.inf)


def test_the_compatible_interval_of_a_profile_holds_its_coding() -> None:
    reading = parse_wording("several", lexicon="acled")
    assert (reading.compatible_low, reading.compatible_high) == (2, 12)
    assert parse_wording("a mob", lexicon="dca").compatible_high == math.inf


@pytest.mark.parametrize(("phrase", "is_open", "is_soft", "is_indefinite"), [
    ("412", False, False, False), ("at least 40", True, False, False), ("more than 40", True, False, False),
    ("dozens", False, True, False), ("at least several dozen", True, True, False), ("about 40", False, True, False),
    ("many", True, True, True), ("protesters were killed", True, True, True), ("up to 40", False, False, False),
    ("an unknown number", False, False, False), ("double digits", False, False, False),
])
def test_the_words_say_whether_they_are_open_soft_or_indefinite(
        phrase: str, is_open: bool, is_soft: bool, is_indefinite: bool) -> None:
    reading = parse_wording(phrase)
    assert (reading.is_open, reading.is_soft, reading.is_indefinite) == (is_open, is_soft, is_indefinite)


@pytest.mark.parametrize(("phrase", "span"), [
    ("killing of thousands of people", "thousands"), ("The toll was at least 40.", "at least 40"),
    ("some 1,250 people or so", "some 1,250 people or so"), ("  40  ", "40"),
    ("between 20 and 30 dead", "between 20 and 30"), ("death-toll-in-beirut-explosion-rises-to-135", "135"),
    ("dozens, perhaps hundreds, more", "dozens, perhaps hundreds"),
])
def test_the_span_covers_the_number_with_its_hedge(phrase: str, span: str) -> None:
    reading = parse_wording(phrase)
    assert phrase[reading.start:reading.end] == span


def test_several_counts_are_named_and_the_hint_says_what_to_do() -> None:
    with pytest.raises(WordingError, match="'16' and '64'.*Keep only"):
        parse_wording("16 were killed and 64 injured")
    assert parse_wording("16 were killed and 64 injured", measure="injured").low == 64


def test_unknown_choices_name_what_there_is() -> None:
    with pytest.raises(UsageError, match="en"):
        parse_wording("40", language="tlh")
    with pytest.raises(UsageError, match="default, acled, airwars"):
        parse_wording("40", lexicon="guess")
    with pytest.raises(UsageError, match="countlove"):
        lexicon_rules("guess")


@pytest.mark.parametrize("lexicon", PROFILES)
def test_every_rule_in_force_has_a_source_and_reads_its_own_example(lexicon: str) -> None:
    for rule in lexicon_rules(lexicon):
        assert rule.source and (rule.kind == "house") == (rule.source == "house rule")
        assert rule.name in parse_wording(rule.example, lexicon=lexicon).rule or rule.rule == "exact"


def test_every_hedge_and_language_is_documented() -> None:
    assert {row["hedge"] for row in developed_on()} == set(HEDGES)
    assert "en" in LANGUAGES


@pytest.mark.parametrize(("low", "high", "phrase"), [
    (40, 40, "40"), (40, math.inf, "at least 40"), (36, 99, "between 36 and 99"), (0, 5, "no more than 5"),
    (0, 0, "0"), (4404, 4404, "4,404"), (math.nan, math.nan, "an unknown number"),
])
def test_an_interval_is_said_in_one_canonical_phrase(low: float, high: float, phrase: str) -> None:
    assert render(low, high) == phrase


@pytest.mark.parametrize(("low", "high"), [(5, 4), (-1, 4), (0.5, 4), (0, 4.5), (math.inf, math.inf), (math.nan, 4)])
def test_what_is_no_interval_of_counts_is_not_said(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        render(low, high)


@pytest.mark.parametrize(("phrase", "low", "high"), [
    ("half a million", 500000, 500000),      # read elsewhere as 1,500,000, or as 1/2 and 1000000
    ("20-30 BCL members", 20, 30),           # read elsewhere as 25,000,000,000 centilitres
    ("hundreds", 200, 999),                  # read elsewhere as exactly 100
    ("dozens", 24, 99),                      # read elsewhere as 10 or 24
    ("tens of thousands", 20000, 99999),     # read elsewhere as 20 to 90: the shorter word won
    ("At least 73", 73, math.inf),           # read elsewhere as 73 to 74
    ("100s", 200, 999),                      # read elsewhere as exactly 100
])
def test_known_misreadings_of_other_readers_do_not_return(phrase: str, low: float, high: float) -> None:
    reading = parse_wording(phrase)
    assert (reading.low, reading.high) == (low, high)
