"""How wordings in Spanish and French are read; the tables are ``wordings_es.csv`` and ``wordings_fr.csv``."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from reconcile.errors import WordingError
from reconcile.wording import HEDGES, parse_wording
from reconcile.wording.language import load_language
from reconcile.wording.tokens import fold_word
from wording_tables import lines, rows_of, table

CODES = ("es", "fr")
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
    es | uno de cada cinco                   | share
    es | la mitad de los detenidos           | share
    es | 20%                                 | share
    es | el 70 por ciento de los 200 heridos | share
    es | dos tercios de los detenidos        | share
    es | al menos 11 de los 20 heridos       | share
    es | el doble de muertos                 | multiple
    es | 20 veces más                        | multiple
    es | 5 muertos al día                    | rate
    es | aumentó en 5                        | change
    es | 3 millones de dólares               | money
    es | $5.000                              | money
    es | 24 años                             | age
    es | 5 y 6 años                          | age
    es | el 5 de enero                       | date
    es | 5 de enero de 2022                  | date
    es | 20 y 21 de marzo                    | date
    es | del 20 al 21 de marzo               | date
    es | año 2021                            | date
    es | a las 22:30 horas                   | time of day
    es | más de 300 km                       | distance
    es | tres días                           | length of time
    es | más de un mes                       | length of time
    es | dos vehículos policiales            | things
    es | 5 tiros en la cabeza                | things
    es | artículo 263                        | name
    es | covid-19                            | name
    es | la víctima número 72                | name
    es | el tercer día                       | rank
    es | 5º aniversario                      | rank
    es | 100.000 habitantes                  | population
    es | 1,23,4                              | grouped
    es | 2,5 personas                        | fraction
    es | de 50 a 60.000 personas             | in thousands too
    es | entre 30 y 20                       | ends below
    es | no 17                               | denies
    es | no murieron 17 personas             | denies
    es | un muerto y dos heridos             | 'un' and 'dos'
    es | siete hombres y dos mujeres         | 'siete' and 'dos'
    es | una mujer y su hijo                 | one by one
    es | no hay información de víctimas      | no number
    es | masacre                             | no number
    es | una explosión                       | no number
    es | at least 40                         | not Spanish
    es | plus de 40                          | not Spanish
    es | más de 139 человек                  | not Spanish
    fr | un sur cinq                         | share
    fr | trois détenus sur quatre            | share
    fr | la moitié des détenus               | share
    fr | 30 % des blessés                    | share
    fr | 20 des 50 détenus                   | share
    fr | deux fois plus de morts             | multiple
    fr | 5 morts par jour                    | rate
    fr | a augmenté de 5                     | change
    fr | 3 millions d'euros                  | money
    fr | 24 ans                              | age
    fr | 3 et 5 ans                          | age
    fr | le 5 janvier                        | date
    fr | les 20 et 21 mars                   | date
    fr | du 20 au 21 mars                    | date
    fr | en 2021                             | date
    fr | 20h30                               | time of day
    fr | plus de 300 km                      | distance
    fr | une quinzaine de jours              | length of time
    fr | une vingtaine de véhicules          | things
    fr | 3 coups de feu                      | things
    fr | article 263                         | name
    fr | le troisième jour                   | rank
    fr | 1er janvier                         | rank
    fr | 100 000 habitants                   | population
    fr | 2,5 personnes                       | fraction
    fr | de 50 à 60 000 personnes            | in thousands too
    fr | entre 30 et 20                      | ends below
    fr | pas 17                              | denies
    fr | n'a pas tué 17 personnes            | denies
    fr | quatre militaires et un civil       | 'quatre' and 'un'
    fr | une femme et son enfant             | one by one
    fr | aucune information sur les morts    | no number
    fr | massacre                            | no number
    fr | un attentat                         | no number
    fr | at least 40                         | not French
    fr | más de 40                           | not French
    """


@pytest.mark.parametrize(("code", "wording", "problem"), lines(REFUSED))
def test_what_is_no_count_is_refused_with_the_reason(code: str, wording: str, problem: str) -> None:
    with pytest.raises(WordingError) as caught:
        parse_wording(wording, language=code)
    assert problem in caught.value.problem


DIRECTIONS = """
    es | al menos 40       | como máximo 40
    es | no menos de 40    | menos de 40
    es | más de 40         | no más de 40
    es | superan los 40    | no superan los 40
    es | por encima de 40  | por debajo de 40
    es | no inferior a 40  | inferior a 40
    es | superior a 40     | no superior a 40
    es | 40 o más          | 40 o menos
    es | ≥ 40              | ≤ 40
    fr | au moins 40       | au plus 40
    fr | pas moins de 40   | moins de 40
    fr | plus de 40        | pas plus de 40
    fr | dépasse 40        | ne dépasse pas 40
    fr | au-dessus de 40   | en dessous de 40
    fr | supérieur à 40    | inférieur à 40
    fr | 40 ou plus        | 40 ou moins
    fr | un minimum de 40  | un maximum de 40
    es | no hubo menos de 40 | no hubo más de 40
    es | no eran menos de 40 | no eran más de 40
    fr | il n'y a pas eu moins de 40 | il n'y a pas eu plus de 40
    fr | jamais moins de 40 | jamais plus de 40
    """


@pytest.mark.parametrize(("code", "open_above", "closed_above"), lines(DIRECTIONS))
def test_a_negation_turns_no_bound_around(code: str, open_above: str, closed_above: str) -> None:
    above, below = (parse_wording(text, language=code) for text in (open_above, closed_above))
    assert above.low in (40, 41) and math.isinf(above.high)
    assert below.low == 0 and below.high in (39, 40)


@pytest.mark.parametrize(("code", "rise", "value"), [
    ("es", "aumentó hasta 13", 13), ("es", "pasó de 10 a 13", 13), ("es", "subió a 13 desde 10", 13),
    ("es", "13 muertos, frente a los 10 anteriores", 13), ("fr", "est passé de 10 à 13", 13),
    ("fr", "a grimpé jusqu'à 13", 13), ("fr", "13 morts, contre 10 auparavant", 13), ("fr", "s'élève à 13", 13),
])
def test_the_figure_after_a_change_is_exact(code: str, rise: str, value: float) -> None:
    reading = parse_wording(rise, language=code)
    assert (reading.low, reading.high) == (value, value)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["3.649", "3 649", "3\u00a0649", "3\u202f649", "3\u2009649", "3649", "3,649", "3'649"])
def test_digits_are_grouped_by_any_mark(code: str, form: str) -> None:
    assert parse_wording(form, language=code).low == 3649


@pytest.mark.parametrize(("code", "typed"), [
    ("es", "veintidos muertos"), ("es", "VEINTIDÓS MUERTOS"), ("es", "veinti\u0301dos muertos"),
    ("fr", "vingt deux morts"), ("fr", "Vingt-Deux Morts"), ("fr", "vingt‐deux morts")])
def test_accents_case_and_hyphens_do_not_matter(code: str, typed: str) -> None:
    assert parse_wording(typed, language=code).low == 22


@pytest.mark.parametrize("mark", "'’ʼ`´")
def test_any_apostrophe_elides(mark: str) -> None:
    assert parse_wording(f"jusqu{mark}à 20 morts", language="fr").high == 20
    assert parse_wording(f"plus d{mark}une centaine", language="fr").low == 101


@pytest.mark.parametrize("dialect", ["es", "fr", "fr_BE", "fr_CH"])
@settings(max_examples=400)
@given(st.integers(2, 1_000_000) | st.integers(2, 2_100))
def test_number_words_read_as_their_number(dialect: str, n: int) -> None:
    assert parse_wording(num2words(n, lang=dialect), language=dialect[:2]).low == n


def words_of(code: str) -> list[str]:
    language = load_language(code)
    listed = (word for phrases in language.phrases.values() for phrase in phrases for word in phrase.words)
    return sorted({word.removesuffix("*") for word in listed} | set(language.numbers))


WORDS = {code: words_of(code) for code in CODES}


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=400)
@given(st.data())
def test_any_words_are_read_or_refused(code: str, data: st.DataObject) -> None:
    words = st.sampled_from(WORDS[code]) | st.sampled_from(["5", "12", "2011", "1.250", "2,5", ",", "(", "d'", "-"])
    phrase = " ".join(data.draw(st.lists(words, max_size=10)))
    try:
        reading = parse_wording(phrase, language=code, measure=data.draw(st.sampled_from([None, "killed"])))
    except WordingError as error:
        assert error.problem and error.hint
    else:
        widest = reading.compatible_low, reading.compatible_high
        assert math.isnan(reading.low) or widest[0] <= reading.low <= reading.high <= widest[1]
        assert 0 <= reading.start < reading.end <= len(phrase)


@pytest.mark.parametrize("code", CODES)
def test_words_are_found_however_they_are_written_in_the_file(code: str) -> None:
    assert all(word == fold_word(word) for word in load_language(code).numbers)
