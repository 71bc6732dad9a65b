"""How wordings in Kazakh and Arabic are read; the tables are ``wordings_kk.csv`` and ``wordings_ar.csv``."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from reconcile.errors import WordingError
from reconcile.wording import HEDGES, parse_wording
from reconcile.wording.language import load_language
from wording_tables import rows_of, table

CODES = ("kk", "ar")
ROWS = rows_of(CODES)


@pytest.mark.parametrize(("code", "wording", "low", "high", "hedge", "measure"), ROWS,
                         ids=[f"{code}-{place}" for place, (code, *_) in enumerate(ROWS)])
def test_a_wording_is_read_with_its_bounds(
        code: str, wording: str, low: str, high: str, hedge: str, measure: str) -> None:
    reading = parse_wording(wording, language=code, measure=measure or None)
    assert str(reading.low) == str(float(low)) and str(reading.high) == str(float(high))
    assert reading.hedge == hedge


@pytest.mark.parametrize("code", CODES)
def test_every_hedge_is_shown(code: str) -> None:
    assert {row["hedge"] for row in table(code)} == set(HEDGES)


REFUSED = """
    kk | 20 пайыз                         | share
    kk | үштен бірі                       | share
    kk | екі есе                          | multiple
    kk | 5 мың теңге                      | money
    kk | 24 жаста                         | age
    kk | 5 қаңтар                         | date
    kk | қаңтардың 5-інде                 | date
    kk | 2022 жылы                        | date
    kk | сағат 10:30                      | time of day
    kk | 20 шақырым                       | distance
    kk | 3 күн                            | length of time
    kk | 19 көлік                         | things
    kk | ковид-19                         | name
    kk | екі мың мың                      | do not make
    kk | зардап шеккендер туралы ақпарат жоқ | no number
    kk | 16 полицей мен 2 сарбаз          | several counts
    kk | не менее 5 человек               | not Kazakh
    kk | more than five                   | not Kazakh
    ar | 20 في المئة                      | share
    ar | نصف المعتقلين                    | share
    ar | 12 من أصل 50                     | share
    ar | ضعف العدد                        | multiple
    ar | 5 قتلى يوميا                     | rate
    ar | 5 ملايين دولار                   | money
    ar | عمره 24                          | age
    ar | 5 يناير                          | date
    ar | حتى 5 يناير                      | date
    ar | عام 2022                         | date
    ar | في 2011                          | date
    ar | الساعة 10:30                     | time of day
    ar | 20 كيلومترا                      | distance
    ar | ثلاثة أيام                       | length of time
    ar | 5 سيارات                         | things
    ar | 125 مدينة                        | things
    ar | كوفيد-19                         | name
    ar | ثلاثة آلاف آلاف                  | do not make
    ar | لم ترد أنباء عن سقوط ضحايا       | no number
    ar | لم يقتل أكثر من 5                | denies
    ar | مقتل رجل وامرأة                  | one by one
    ar | 5 قتلى و7 جرحى                   | several counts
    ar | more than five                   | not Arabic
"""


@pytest.mark.parametrize(("code", "wording", "problem"), [
    [cell.strip() for cell in line.split("|")] for line in REFUSED.strip().splitlines()])
def test_what_counts_no_persons_is_refused(code: str, wording: str, problem: str) -> None:
    with pytest.raises(WordingError, match=problem):
        parse_wording(wording, language=code)


@pytest.mark.parametrize(("code", "lower", "upper"), [
    ("kk", "50-ден кем емес", "50-ден артық емес"), ("kk", "50-ден астам", "50-ден кем"),
    ("kk", "кемінде 50", "көп дегенде 50"), ("kk", "50 адамнан астам", "50 адамға дейін"),
    ("ar", "ما لا يقل عن 50", "ما لا يزيد على 50"), ("ar", "أكثر من 50", "أقل من 50"),
    ("ar", "50 على الأقل", "50 على الأكثر"), ("ar", "يزيد عن 50", "لا يزيد عن 50"),
    ("ar", "تجاوز 50", "لم يتجاوز 50"), ("ar", "ليس أقل من 50", "ليس أكثر من 50"),
])
def test_a_negation_never_turns_a_bound_round(code: str, lower: str, upper: str) -> None:
    below, above = parse_wording(lower, language=code), parse_wording(upper, language=code)
    assert (math.isinf(below.high), above.low) == (True, 0)
    assert below.low >= 50 >= above.high


NUMBERS = st.integers(0, 1_000_000) | st.integers(0, 1_200)


@given(NUMBERS)
def test_kazakh_number_words_read_as_their_number(n: int) -> None:
    assert parse_wording(num2words(n, lang="kz"), language="kk").low == n


@given(NUMBERS.filter(lambda n: n // 1000 % 100 != 1 or n < 100_000))  # the peer misspells 101,000 and its like
def test_arabic_number_words_read_as_their_number(n: int) -> None:
    assert parse_wording(num2words(n, lang="ar"), language="ar").low == n


@given(st.integers(11, 999_999))
def test_kazakh_endings_keep_the_number_and_make_the_bound(n: int) -> None:
    word = num2words(n, lang="kz")
    for ending in ("нан", "дан", "тен"):
        assert parse_wording(f"{word}{ending} астам адам", language="kk").low == n + 1
        assert parse_wording(f"{n}-{ending} астам адам", language="kk").low == n + 1
    assert parse_wording(f"{word}ға дейін", language="kk").high == n


@given(st.integers(11, 999_999))
def test_arabic_clitics_and_digits_keep_the_number(n: int) -> None:
    eastern = str(n).translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    for wording in (f"و{n}", f"الـ{n}", f"ب{n}", f"ل{eastern}", f"{eastern} قتيلاً", f"{n:,} قتيلا"):
        assert parse_wording(wording, language="ar").low == n


PIECES = {code: sorted({word for row in table(code) for word in row["wording"].split()}) for code in CODES}
MARKS = ["-", ",", ".", "(", "%", "5", "1 000", "2011"]
TEXTS = st.sampled_from(CODES).flatmap(lambda code: st.tuples(
    st.just(code), st.lists(st.sampled_from([*PIECES[code], *MARKS]), max_size=10)))


@settings(max_examples=500)
@given(TEXTS, st.sampled_from([None, "killed", "injured"]))
def test_any_words_are_read_or_refused(text: tuple[str, list[str]], measure: str | None) -> None:
    code, words = text
    try:
        reading = parse_wording(" ".join(words), language=code, measure=measure)
    except WordingError as error:
        assert error.problem and error.hint
    else:
        assert 0 <= reading.compatible_low <= reading.compatible_high
        assert 0 <= reading.start < reading.end <= len(reading.wording)


@given(st.sampled_from(CODES), st.text(st.characters(codec="utf-8") | st.sampled_from("ـًالوб5-ғі "), max_size=40))
def test_any_text_is_read_or_refused(code: str, text: str) -> None:
    try:
        parse_wording(text, language=code)
    except WordingError as error:
        assert error.problem and error.hint


@pytest.mark.parametrize(("code", "text", "words"), [
    ("kk", "жүзден астам", ["жүз", "ден", "астам"]), ("kk", "130-дан", ["130", "дан"]),
    ("kk", "үштен", ["үш", "тен"]), ("kk", "полицейлерді", ["полицеилер"]), ("kk", "адамнан", ["адам", "нан"]),
    ("kk", "оның", ["оның"]),
    ("ar", "وخمسة", ["و", "خمسه"]), ("ar", "وبالخمسين", ["و", "ب", "خمسين"]), ("ar", "القتلى", ["قتلي"]),
    ("ar", "واحد", ["واحد"]), ("ar", "والد", ["والد"]), ("ar", "الشرطي", ["الشرطي"]),
    ("ar", "1500ـ2000", ["1500", "-", "2000"]),
])
def test_words_are_cut_into_their_parts(code: str, text: str, words: list[str]) -> None:
    tokens = load_language(code).cut(text)
    assert [token.text for token in tokens] == words
    assert all(token.start < token.end <= len(text) for token in tokens)
