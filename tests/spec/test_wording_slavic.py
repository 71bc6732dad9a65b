"""How wordings in Russian and Ukrainian are read; the tables are ``wordings_ru.csv`` and ``wordings_uk.csv``."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from reconcile.errors import WordingError
from reconcile.wording import HEDGES, parse_wording
from reconcile.wording.language import load_language
from wording_tables import lines, rows_of, table

CODES = ("ru", "uk")
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
    ru | госпитализированы 11 из 23 пострадавших    | share
    ru | число погибших увеличилось на 5            | change
    ru | мужчина и две женщины                      | one by one
    ru | две женщины и мужчина                      | one by one
    ru | убиты двое мужчин и женщина                | one by one
    ru | в возрасте 24 лет                          | age
    ru | 24 года                                    | length of time
    ru | 81-летний                                  | age
    ru | 16 декабря 2011 года                       | date
    ru | в 2011 году                                | length of time
    ru | 2020-2021                                  | date
    ru | 16.12.2011                                 | date
    ru | 10:30                                      | time
    ru | в 18.30                                    | time
    ru | 20 км                                      | distance
    ru | 3 часа                                     | length of time
    ru | пять дней                                  | length of time
    ru | 125 городов                                | things
    ru | две полицейские машины                     | things
    ru | 5 000 рублей                               | money
    ru | $5 000                                     | money
    ru | 20 процентов                               | share
    ru | 20%                                        | share
    ru | половина задержанных                       | share
    ru | треть раненых                              | share
    ru | 5 из 20                                    | share
    ru | в 2 раза                                   | multiple
    ru | вдвое больше                               | multiple
    ru | 20 человек в день                          | rate
    ru | 8 января                                   | date
    ru | 8-е января                                 | rank
    ru | третья волна                               | rank
    ru | Ту-154                                     | name
    ru | ст. 205                                    | name
    ru | статья 263                                 | name
    ru | Ми-8                                       | name
    ru | минус 5                                    | negative
    ru | не 17                                      | denies
    ru | от 30 до 20                                | ends below
    ru | 2,5 человека                               | fraction
    ru | 100 домов                                  | things
    ru | привет                                     | no number
    ru | щонайменше 5                               | not Russian
    ru | загинули 5                                 | not Russian
    ru | at least 5 killed                          | not Russian
    ru | 200 человек и 20 полицейских               | several counts
    ru | 80-х                                       | rank
    ru | дети до 18                                 | age
    ru | 5 уголовных дел                            | things
    ru | 10 пожарных машин                          | things
    ru | магнитудой 5                               | name
    ru | 20 выстрелов                               | things
    ru | убил семью                                 | no number
    ru | ранены 56-летний мужчина и 48-летняя женщина | one by one
    ru | никто из 20 человек не пострадал           | several
    ru | большинство задержанных                    | share
    ru | каждый пятый                               | share
    ru | в среднем 5 человек                        | rate
    ru | в 3 раза больше                            | multiple
    ru | 15 суток ареста                            | length of time
    ru | 12 лет колонии                             | length of time
    ru | 10 млн рублей                              | money
    ru | «Новичок-5»                                | name
    ru | 30-летие                                   | age
    ru | тысяча и одна ночь                         | length of time
    uk | кількість загиблих збільшилась на 5        | change
    uk | чоловік і дві жінки                        | one by one
    uk | дві жінки та чоловік                       | one by one
    uk | у віці 24 років                            | age
    uk | 24 роки                                    | length of time
    uk | 81-річний                                  | age
    uk | 16 грудня 2011 року                        | date
    uk | у 2011 році                                | length of time
    uk | 16.12.2011                                 | date
    uk | 10:30                                      | time
    uk | о 18.30                                    | time
    uk | 20 км                                      | distance
    uk | 3 години                                   | length of time
    uk | п'ять днів                                 | length of time
    uk | 125 міст                                   | things
    uk | 5 000 гривень                              | money
    uk | 20 відсотків                               | share
    uk | 20%                                        | share
    uk | половина затриманих                        | share
    uk | 5 із 20                                    | share
    uk | у 2 рази                                   | multiple
    uk | вдвічі більше                              | multiple
    uk | 20 людей на день                           | rate
    uk | 8 січня                                    | date
    uk | третя хвиля                                | rank
    uk | Ту-154                                     | name
    uk | ст. 205                                    | name
    uk | мінус 5                                    | negative
    uk | не 17                                      | denies
    uk | від 30 до 20                               | ends below
    uk | 2,5 людини                                 | fraction
    uk | 100 будинків                               | things
    uk | 10 дронів                                  | things
    uk | привіт                                     | no number
    uk | не менее 5                                 | not Ukrainian
    uk | погибли 5                                  | not Ukrainian
    uk | at least 5 killed                          | not Ukrainian
    uk | 200 осіб і 20 поліцейських                 | several counts
    uk | поранено 56-річного чоловіка та 48-річну жінку | one by one
    uk | більшість затриманих                       | share
    uk | кожен п'ятий                               | share
    uk | у середньому 5 людей                       | rate
    uk | 15 діб арешту                              | length of time
    uk | 12 років колонії                           | length of time
    uk | 10 млн гривень                             | money
    """


@pytest.mark.parametrize(("code", "phrase", "problem"), lines(REFUSED),
                         ids=[f"{code}-{place}" for place, (code, *_) in enumerate(lines(REFUSED))])
def test_what_is_no_count_is_refused_with_the_reason(code: str, phrase: str, problem: str) -> None:
    with pytest.raises(WordingError) as caught:
        parse_wording(phrase, language=code)
    assert problem in caught.value.problem


LOWER = {
    "ru": "не менее|не меньше|как минимум|по меньшей мере|по крайней мере|минимум|не менее чем",
    "uk": "щонайменше|не менше|не менш як|як мінімум|принаймні|не менше ніж",
}
UPPER = {
    "ru": "не более|не больше|максимум|до|не свыше|вплоть до|от силы",
    "uk": "не більше|не більш як|щонайбільше|максимум|до|аж до",
}
ABOVE = {
    "ru": "более|больше|свыше|более чем|больше чем|превысило|чуть более",
    "uk": "понад|більше|більш як|більш ніж|більше ніж|перевищила|трохи більше",
}
BELOW = {"ru": "менее|меньше|менее чем|не достигает", "uk": "менше|менш ніж|менш як|не сягає"}
NOUN = {"ru": "человек", "uk": "осіб"}


@given(st.sampled_from(CODES), st.integers(2, 10**7), st.data())
def test_every_bound_keeps_its_direction(code: str, n: int, data: st.DataObject) -> None:
    def ends(bounds: dict[str, str]) -> tuple[float, float]:
        hedge = data.draw(st.sampled_from(bounds[code].split("|")))
        reading = parse_wording(f"{hedge} {n} {NOUN[code]}", language=code)
        return reading.low, reading.high

    assert ends(LOWER) == (n, math.inf)
    assert ends(ABOVE) == (n + 1, math.inf)
    assert ends(UPPER) == (0, n)
    assert ends(BELOW) == (0, n - 1)


@settings(max_examples=400)
@given(st.integers(0, 10**6) | st.integers(0, 2000), st.sampled_from("ngdaip"), st.sampled_from("mf"))
def test_russian_number_words_read_as_their_number_in_every_case(n: int, case: str, gender: str) -> None:
    words = num2words(n, lang="ru", case=case, gender=gender)
    if words != "семью":  # also the accusative of family
        assert parse_wording(words, language="ru").low == n


@settings(max_examples=200)
@given(st.integers(0, 10**6) | st.integers(0, 2000))
def test_ukrainian_number_words_read_as_their_number(n: int) -> None:
    assert parse_wording(num2words(n, lang="uk"), language="uk").low == n


@given(st.sampled_from(CODES), st.integers(1_000, 2**53 - 1))
def test_spaces_group_digits(code: str, n: int) -> None:
    forms = {f"{n:,}".replace(",", mark) for mark in (" ", "\u00a0", "\u202f", "\u2009", "")}
    assert {parse_wording(f"{form} {NOUN[code]}", language=code).low for form in forms} == {n}


@pytest.mark.parametrize(("code", "hedged", "low", "high"), [
    ("ru", "число погибших выросло {}", 13, 13), ("ru", "число жертв увеличилось с 10 {}", 13, 13),
    ("ru", "число жертв в результате обстрела увеличилось {}", 13, 13), ("ru", "погибли {}", 0, 13),
    ("uk", "кількість загиблих зросла {}", 13, 13), ("uk", "кількість жертв збільшилася з 10 {}", 13, 13),
    ("uk", "загинули {}", 0, 13),
])
def test_until_is_a_bound_except_after_a_change(code: str, hedged: str, low: float, high: float) -> None:
    reading = parse_wording(hedged.format("до 13 человек" if code == "ru" else "до 13 осіб"), language=code)
    assert (reading.low, reading.high) == (low, high)


@pytest.mark.parametrize(("code", "hedge", "singular", "alone"), [
    ("ru", "более", 1001, 2000), ("ru", "около", 900, 2000), ("uk", "більше", 1001, 2000), ("uk", "близько", 900, 2000),
])
def test_a_genitive_after_a_hedge_is_one_thousand(code: str, hedge: str, singular: float, alone: float) -> None:
    thousands = {"ru": "тысячи", "uk": "тисячі"}[code]
    assert parse_wording(f"{hedge} {thousands} {NOUN[code]}", language=code).low == singular
    assert parse_wording(f"{thousands} людей", language=code).low == alone


@pytest.mark.parametrize(("typed", "right"), [
    ("пятеро загиблих", "п'ятеро загиблих"), ("п\u2019ятеро загиблих", "п'ятеро загиблих"),
    ("п\"ятеро загиблих", "п'ятеро загиблих"), ("двi тисячі", "дві тисячі"), ("щонaйменше 5 oсіб", "щонайменше 5 осіб"),
    ("ДВАДЦЯТЬ П'ЯТЬ ОСІБ", "двадцять п'ять осіб"),
])
def test_loose_typing_reads_the_same(typed: str, right: str) -> None:
    loose, strict = parse_wording(typed, language="uk"), parse_wording(right, language="uk")
    assert (loose.low, loose.high) == (strict.low, strict.high)


WORDS = {code: sorted({word.text for phrases in load_language(code).phrases.values() for phrase in phrases
                       for word in load_language(code).cut(" ".join(phrase.words))}
                      | set(load_language(code).numbers)) for code in CODES}
SIGNS = ["5", "12", "2011", "1,250", "4.404", "16.12.2011", "18.30", "2,5", "1 000", *"%$-+,.(:"]


@settings(max_examples=400)
@given(st.sampled_from(CODES), st.data(), st.sampled_from([None, "killed", "injured"]))
def test_any_words_are_read_or_refused(code: str, data: st.DataObject, measure: str | None) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[code]) | st.sampled_from(SIGNS), max_size=9))
    try:
        reading = parse_wording(" ".join(words), language=code, measure=measure)
    except WordingError as error:
        assert error.problem and error.hint
    else:
        assert reading.compatible_low <= reading.compatible_high


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(code: str, text: str) -> None:
    try:
        reading = parse_wording(text, language=code)
    except WordingError as error:
        assert error.problem and error.hint
    else:
        assert 0 <= reading.compatible_low <= reading.compatible_high


@pytest.mark.parametrize("tag", ["uk", "uk-UA", "uk-Cyrl-UA", "UK_ua"])
def test_the_region_of_a_language_plays_no_part(tag: str) -> None:
    assert parse_wording("понад 300", language=tag) == parse_wording("понад 300", language="uk")
