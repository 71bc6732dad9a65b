"""The language of dates and numbers: English of the house by default, every other as the Unicode CLDR has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from reconcile.errors import UsageError
from reconcile.sentences import count, day, interval_words, language_printed, month, plural, printed_in, written_date

DATES = ("2022-01-08", "2022-01", "2022", "2022-01-08/2022-01-10", "2022-01-08/2022-02-03", "2021-12-30/2022-01-02")


@pytest.mark.parametrize("language, number, dates", [
    ("en", "4,404", ["8 January 2022", "January 2022", "2022", "8–10 January 2022", "8 January – 3 February 2022",
                     "30 December 2021 – 2 January 2022"]),
    ("en-US", "4,404", ["January 8, 2022", "January 2022", "2022", "January 8\u2009–\u200910, 2022",
                        "January 8\u2009–\u2009February 3, 2022",
                        "December 30, 2021\u2009–\u2009January 2, 2022"]),
    ("de", "4.404", ["8. Januar 2022", "Januar 2022", "2022", "8.–10. Januar 2022",
                     "8. Januar\u2009–\u20093. Februar 2022", "30. Dezember 2021\u2009–\u20092. Januar 2022"]),
    ("fr", "4\u202f404", ["8 janvier 2022", "janvier 2022", "2022", "8–10 janvier 2022",
                          "8 janvier\u2009–\u20093 février 2022", "30 décembre 2021\u2009–\u20092 janvier 2022"]),
    ("ru", "4\u00a0404", ["8 января 2022", "январь 2022", "2022", "8–10 января 2022", "8 января – 3 февраля 2022",
                          "30 декабря 2021 – 2 января 2022"]),
    ("uk", "4\u00a0404", ["8 січня 2022", "січень 2022", "2022", "8–10 січня 2022", "8 січня – 3 лютого 2022",
                          "30 грудня 2021 – 2 січня 2022"]),
    ("es", "4.404", ["8 de enero de 2022", "enero de 2022", "2022", "8–10 de enero de 2022",
                     "8 de enero\u2009–\u20093 de febrero de 2022",
                     "30 de diciembre de 2021\u2009–\u20092 de enero de 2022"]),
    ("ar", "4,404", ["8 يناير 2022", "يناير 2022", "2022", "8–10 يناير 2022", "8 يناير – 3 فبراير 2022",
                     "30 ديسمبر 2021 – 2 يناير 2022"]),
])
def test_numbers_and_dates_follow_the_language(language: str, number: str, dates: list[str]) -> None:
    with printed_in(language):
        assert count(4404) == number
        assert [written_date(text) for text in DATES] == dates


@pytest.mark.parametrize("language, labels", [
    ("en", ["8 Sep", "8 Sep 2022", "Sep", "Sep 2022", "8 September", "8–10 Jan 2022"]),
    ("de", ["8. Sept.", "8. Sept. 2022", "Sep", "Sept. 2022", "8. September", "8.–10. Jan. 2022"]),
    ("fr", ["8 sept.", "8 sept. 2022", "sept.", "sept. 2022", "8 septembre", "8–10 janv. 2022"]),
    ("ru", ["8 сент.", "8 сент. 2022", "сент.", "сент. 2022", "8 сентября", "8–10 янв. 2022"]),
])
def test_an_axis_has_short_forms(language: str, labels: list[str]) -> None:
    when = date(2022, 9, 8)
    with printed_in(language):
        assert [day(when, with_year=False, short=True), day(when, short=True), month(when, with_year=False, short=True),
                month(when, short=True), day(when, with_year=False),
                written_date("2022-01-08/2022-01-10", short=True)] == labels


def test_what_is_printed_does_not_depend_on_what_was_printed_before() -> None:
    with printed_in("zh"):
        assert month(date(2022, 5, 1), with_year=False, short=True) == "5月"
    with printed_in("pt-BR"):
        assert month(date(2022, 5, 1), with_year=False, short=True) == "mai."
    with printed_in("tr"):
        assert month(date(2022, 5, 1), with_year=False) == "Mayıs"


def test_every_number_of_a_sentence_follows() -> None:
    with printed_in("fr"):
        assert interval_words(4404, 5000) == "4\u202f404 to 5\u202f000"
        assert plural(4404, "claim") == "4\u202f404 claims"


def test_the_language_holds_inside_the_block_only() -> None:
    with printed_in("de"):
        with printed_in("fr"):
            assert count(4404) == "4\u202f404"
        assert (count(4404), language_printed()) == ("4.404", "de")
    assert (count(4404), language_printed()) == ("4,404", "en")


def test_an_error_brings_english_back() -> None:
    with pytest.raises(RuntimeError, match="4.404"), printed_in("de"):
        raise RuntimeError(count(4404))
    assert count(4404) == "4,404"


def test_another_thread_keeps_its_own_language() -> None:
    def print_in(language: str) -> list[str]:
        with printed_in(language):
            return [count(4404) for _ in range(200)]

    languages = ["de", "en", "fr", "ru"] * 4
    with printed_in("de"), ThreadPoolExecutor(4) as threads:
        found = list(threads.map(print_in, languages))
        plain = threads.submit(count, 4404).result()

    assert plain == "4,404"
    assert [set(words) for words in found] == [{"4.404"}, {"4,404"}, {"4\u202f404"}, {"4\u00a0404"}] * 4


@pytest.mark.parametrize("language", ["xx", "", "english", "e!", "en_XX_yy", "../de", "ru-RU.UTF-8", "de "])
def test_an_unknown_language_says_which_there_are(language: str) -> None:
    with pytest.raises(UsageError, match=r"unknown language .*; choose one of: ar, en, .*, such as de or pt-BR"), \
            printed_in(language):
        pass
    assert language_printed() == "en"
