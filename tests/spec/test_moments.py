"""When: the day or the period that a claim speaks of, by the words of its sentence and the day of publication."""

from __future__ import annotations

import pytest

from reconcile.collect.moments import moment_of, moments
from reconcile.dates import parse_date

PUBLISHED = "2022-01-09"
"""A Sunday."""

ENGLISH = [
    # the claim is in brackets                                                   since          as of
    ("Police said [12] people were killed on 5 January 2022.", "", "2022-01-05"),
    ("[12] people were killed on January 5, 2022, police said.", "", "2022-01-05"),
    ("[12] were killed on Jan. 5 in Almaty.", "", "2022-01-05"),
    ("[12] were killed on 5 Jan.", "", "2022-01-05"),
    ("[12] died Dec. 30.", "", "2021-12-30"),
    ("[12] were killed on 05.01.2022.", "", "2022-01-05"),
    ("[12] were killed on 01/05/2022.", "", "2022-01-05"),
    ("[12] were killed on 2022-01-05.", "", "2022-01-05"),
    ("As of 2022-01-05, [12] had died.", "", "2022-01-05"),
    ("[12] people were killed late Wednesday.", "", "2022-01-05"),
    ("[12] people were killed on Wednesday morning.", "", "2022-01-05"),
    ("[12] people were killed on Sunday.", "", "2022-01-09"),
    ("[12] people were killed last Sunday.", "", "2022-01-02"),
    ("Friday's attack killed [12].", "", "2022-01-07"),
    ("[12] were killed on Thursday, 6 January.", "", "2022-01-06"),
    ("[12] people died on the 8th.", "", "2022-01-08"),
    ("[12] people died yesterday.", "", "2022-01-08"),
    ("[12] people died the day before yesterday.", "", "2022-01-07"),
    ("This morning [12] people died.", "", "2022-01-09"),
    ("[12] people died overnight.", "2022-01-08", "2022-01-09"),
    ("[12] people died in the past 24 hours.", "2022-01-08", "2022-01-09"),
    ("[12] people died in the last forty-eight hours.", "2022-01-07", "2022-01-09"),
    ("[12] people died over the last three days.", "2022-01-06", "2022-01-09"),
    ("In the past week, [30] people were killed.", "2022-01-02", "2022-01-09"),
    ("[12] people died on Monday alone.", "2022-01-03", "2022-01-03"),
    ("[12] people died since 2 January.", "2022-01-02", "2022-01-09"),
    ("[12] people have been killed since the protests began on 2 January.", "2022-01-02", "2022-01-09"),
    ("[12] were held since Jan. 2, the ministry said on Saturday.", "2022-01-02", "2022-01-08"),
    ("By Friday evening, [12] were dead.", "", "2022-01-07"),
    ("By the end of December [12] had died.", "", "2021-12-31"),
    ("As of the morning of January 8, [4,404] people had been detained.", "", "2022-01-08"),
    ("From 2 to 8 January [164] people were killed.", "2022-01-02", "2022-01-08"),
    ("Between January 5 and January 8, [164] died.", "2022-01-05", "2022-01-08"),
    ("Between Jan. 4 and 7, [164] people died.", "2022-01-04", "2022-01-07"),
    ("From 28 December to 3 January [40] died.", "2021-12-28", "2022-01-03"),
    ("The riots of January 4-7 left [164] dead.", "2022-01-04", "2022-01-07"),
    ("[12] died between Friday and Sunday.", "2022-01-07", "2022-01-09"),
    ("Over the weekend [12] people were shot.", "2022-01-08", "2022-01-09"),
    ("Last week [14] people were killed.", "2021-12-27", "2022-01-02"),
    ("Earlier this week, [14] people were killed.", "2022-01-03", "2022-01-09"),
    ("So far this year [14] people were killed.", "2022-01-01", "2022-01-09"),
    ("In December, [14] people were killed.", "2021-12-01", "2021-12-31"),
    ("In January [225] people were killed.", "2022-01-01", "2022-01-09"),
    ("Two days ago [14] people were killed.", "", "2022-01-07"),
    ("Last year [14] people were killed.", "", "2021"),
    ("In August [14] people were killed.", "", "2021-08"),
    ("Last May, [30] people were killed.", "", "2021-05"),
    ("A similar blast on 3 May last year killed [30].", "", "2021-05-03"),
    ("In August 2013, [14] people were killed.", "", "2013-08"),
    ("In 2011, [14] oil workers were killed.", "", "2011"),
    ("In 2020 alone, [12] journalists were killed.", "", "2020"),
    ("The 2011 massacre, when police killed [14], is remembered.", "", "2011"),
    ("[3] died on 16 December 2011.", "", "2011-12-16"),
    ("Ten years ago [14] people were killed.", "", "2012"),
    ("A decade earlier, [14] people were killed.", "", "2012"),
    ("Between 1980 and 1988, [500] people disappeared.", "", "1980/1988"),
    ("During the 1992-95 war, [8,000] men were killed.", "", "1992/1995"),
    ("In the 1990s [500] people disappeared.", "", "1990/1999"),
    ("On the 10th anniversary of the shooting, in which [14] died, people marched.", "", "2012"),
    ("ALMATY, Jan 7 (Agency) - [26] people were killed on Thursday.", "", "2022-01-06"),
    ("The ministry said on Saturday that [12] people had been killed on Wednesday.", "", "2022-01-05"),
    ("The toll rose to [14] on Tuesday from nine on Monday.", "", "2022-01-04"),
    ("THE ATTACK ON 5 JANUARY KILLED [3] SOLDIERS.", "", "2022-01-05"),
    ("[12] people were killed in Almaty.", "", PUBLISHED),
    ("[3] people were killed in the worst violence since 2011.", "", PUBLISHED),
    ("Saturday's toll of [12] was the highest since the conflict began in 2014.", "", "2022-01-08"),
    ("They may have killed [5].", "", PUBLISHED),
    ("POLICE MAY HAVE KILLED [3] SOLDIERS.", "", PUBLISHED),
    ("March organisers said [3,000] took part.", "", PUBLISHED),
    ("[500] people will be tried next month.", "", PUBLISHED),
    ("Half a century ago [300] died.", "", PUBLISHED),
    ("[300] people, some of them 10 years old, died.", "", PUBLISHED),
]

RUSSIAN = [
    ("[12] человек погибли 5 января 2022 года.", "", "2022-01-05"),
    ("5 января погибли [12] человек.", "", "2022-01-05"),
    ("8-го января погибли [12] человек.", "", "2022-01-08"),
    ("[12] человек погибли в среду вечером.", "", "2022-01-05"),
    ("Вчера погибли [12] человек.", "", "2022-01-08"),
    ("За сутки ранены [12] человек.", "2022-01-08", "2022-01-09"),
    ("За последние три дня погибли [12] человек.", "2022-01-06", "2022-01-09"),
    ("С 2 по 8 января задержаны [9900] человек.", "2022-01-02", "2022-01-08"),
    ("С 2 января задержаны [9900] человек.", "2022-01-02", "2022-01-09"),
    ("По состоянию на 8 января задержаны [4404] человека.", "", "2022-01-08"),
    ("МВД сообщило в субботу, что [12] человек погибли в среду.", "", "2022-01-05"),
    ("На прошлой неделе погибли [12] человек.", "2021-12-27", "2022-01-02"),
    ("В ночь на 6 января погибли [12] человек.", "", "2022-01-06"),
    ("В прошлом году погибли [12] человек.", "", "2021"),
    ("В декабре 2011 года погибли [14] человек.", "", "2011-12"),
    ("В 2011 году погибли [14] человек.", "", "2011"),
    ("10 лет назад погибли [14] человек.", "", "2012"),
    ("Столкновения с полицией 5 января: [12] погибших.", "", "2022-01-05"),
]

UKRAINIAN = [
    ("[12] людей загинули 5 січня 2022 року.", "", "2022-01-05"),
    ("5 січня загинули [12] людей.", "", "2022-01-05"),
    ("[12] людей загинули у середу ввечері.", "", "2022-01-05"),
    ("Вчора загинули [12] людей.", "", "2022-01-08"),
    ("За минулу добу загинули [12] людей.", "2022-01-08", "2022-01-09"),
    ("У грудні 2011 року загинули [14] людей.", "", "2011-12"),
    ("У 2011 році загинули [14] людей.", "", "2011"),
    ("Десять років тому загинули [14] людей.", "", "2012"),
    ("З 2 по 8 січня затримано [990] осіб.", "2022-01-02", "2022-01-08"),
    ("З 4 січня 2022 року загинули [9000] людей.", "2022-01-04", "2022-01-09"),
    ("Станом на 8 січня затримано [4404] осіб.", "", "2022-01-08"),
    ("Минулого тижня загинули [12] людей.", "2021-12-27", "2022-01-02"),
    ("За останні три дні загинули [12] людей.", "2022-01-06", "2022-01-09"),
    ("У п'ятницю загинули [12] людей.", "", "2022-01-07"),
    ("Торік загинули [12] людей.", "", "2021"),
]

SPANISH = [
    ("[12] personas murieron el 5 de enero de 2022.", "", "2022-01-05"),
    ("El 1º de enero murieron [12] personas.", "", "2022-01-01"),
    ("[12] personas murieron el miércoles por la noche.", "", "2022-01-05"),
    ("Ayer murieron [12] personas.", "", "2022-01-08"),
    ("En las últimas 24 horas murieron [12] personas.", "2022-01-08", "2022-01-09"),
    ("En diciembre de 2011 murieron [14] personas.", "", "2011-12"),
    ("En 2011 murieron [14] personas.", "", "2011"),
    ("Hace diez años murieron [14] personas.", "", "2012"),
    ("Hace dos días murieron [12] personas.", "", "2022-01-07"),
    ("Del 2 al 8 de enero murieron [164] personas.", "2022-01-02", "2022-01-08"),
    ("Entre el 2 y el 8 de enero murieron [164] personas.", "2022-01-02", "2022-01-08"),
    ("Desde que comenzaron las protestas el 2 de enero han muerto [164] personas.", "2022-01-02", "2022-01-09"),
    ("La semana pasada murieron [12] personas.", "2021-12-27", "2022-01-02"),
    ("El viernes pasado murieron [12] personas.", "", "2022-01-07"),
    ("En lo que va de año han muerto [12] personas.", "2022-01-01", "2022-01-09"),
    ("El ministerio informó el sábado que [12] personas murieron el jueves.", "", "2022-01-06"),
]

FRENCH = [
    ("[12] personnes ont été tuées le 5 janvier 2022.", "", "2022-01-05"),
    ("Le 1er janvier, [12] personnes ont été tuées.", "", "2022-01-01"),
    ("[12] personnes ont été tuées mercredi soir.", "", "2022-01-05"),
    ("Hier, [12] personnes ont été tuées.", "", "2022-01-08"),
    ("Au cours des dernières 48 heures, [12] personnes ont été tuées.", "2022-01-07", "2022-01-09"),
    ("En décembre 2011, [14] personnes ont été tuées.", "", "2011-12"),
    ("En 2011, [14] personnes ont été tuées.", "", "2011"),
    ("Il y a dix ans, [14] personnes ont été tuées.", "", "2012"),
    ("Du 2 au 8 janvier, [164] personnes ont été tuées.", "2022-01-02", "2022-01-08"),
    ("Depuis le 2 janvier, [164] personnes ont été tuées.", "2022-01-02", "2022-01-09"),
    ("Depuis le début des manifestations, le 2 janvier, [164] personnes sont mortes.", "2022-01-02", "2022-01-09"),
    ("Depuis le début de l'année, [12] personnes ont été tuées.", "2022-01-01", "2022-01-09"),
    ("La semaine dernière, [12] personnes ont été tuées.", "2021-12-27", "2022-01-02"),
    ("Dans la nuit de mercredi à jeudi, [12] personnes ont été tuées.", "2022-01-05", "2022-01-06"),
    ("L'an dernier, [12] personnes ont été tuées.", "", "2021"),
]

KAZAKH = [
    ("2022 жылғы 5 қаңтарда [12] адам қаза тапты.", "", "2022-01-05"),
    ("5 қаңтарда [12] адам қаза тапты.", "", "2022-01-05"),
    ("Сәрсенбі күні [12] адам қаза тапты.", "", "2022-01-05"),
    ("Кеше [12] адам қаза тапты.", "", "2022-01-08"),
    ("Соңғы 24 сағатта [12] адам қаза тапты.", "2022-01-08", "2022-01-09"),
    ("2011 жылы [14] адам қаза тапты.", "", "2011"),
    ("2011 жылдың желтоқсанында [14] адам қаза тапты.", "", "2011-12"),
    ("Он жыл бұрын [14] адам қаза тапты.", "", "2012"),
    ("2 қаңтардан бері [164] адам қаза тапты.", "2022-01-02", "2022-01-09"),
    ("8 қаңтарға дейін [164] адам қаза тапты.", "", "2022-01-08"),
    ("Өткен аптада [12] адам қаза тапты.", "2021-12-27", "2022-01-02"),
    ("Былтыр [12] адам қаза тапты.", "", "2021"),
]

ARABIC = [
    ("قتل [12] شخصا في 5 يناير 2022.", "", "2022-01-05"),
    ("قتل [12] شخصا في ٥ يناير.", "", "2022-01-05"),
    ("قتل [12] شخصا في 5 كانون الثاني/يناير 2022.", "", "2022-01-05"),
    ("قتل [12] شخصا يوم الأربعاء.", "", "2022-01-05"),
    ("قتل [12] شخصا أمس.", "", "2022-01-08"),
    ("قتل [12] شخصا خلال الـ24 ساعة الماضية.", "2022-01-08", "2022-01-09"),
    ("قتل [12] شخصا خلال الساعات الـ24 الماضية.", "2022-01-08", "2022-01-09"),
    ("قتل [14] شخصا في عام 2011.", "", "2011"),
    ("قتل [14] شخصا في ديسمبر 2011.", "", "2011-12"),
    ("قتل [14] شخصا قبل عشر سنوات.", "", "2012"),
    ("قتل [12] شخصا قبل يومين.", "", "2022-01-07"),
    ("قتل [164] شخصا منذ 2 يناير.", "2022-01-02", "2022-01-09"),
    ("قتل [164] شخصا بين 2 و8 يناير.", "2022-01-02", "2022-01-08"),
    ("حتى 8 يناير قتل [164] شخصا.", "", "2022-01-08"),
]

TABLES = {"en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN, "es": SPANISH, "fr": FRENCH, "kk": KAZAKH, "ar": ARABIC}
ROWS = [(language, *row) for language, table in TABLES.items() for row in table]


def when(marked: str, language: str, published: str) -> tuple[str, str, str]:
    """Return since, as of and how for the claim in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    return moment_of(start, end, moments(sentence, language, published), published, sentence)


@pytest.mark.parametrize("language, marked, since, as_of", ROWS,
                         ids=[f"{language}{number}" for number, (language, *_) in enumerate(ROWS)])
def test_a_claim_speaks_of_a_day(language: str, marked: str, since: str, as_of: str) -> None:
    assert when(marked, language, PUBLISHED)[:2] == (since, as_of)


@pytest.mark.parametrize("language, marked", [row[:2] for row in ROWS], ids=[str(at) for at in range(len(ROWS))])
def test_every_moment_is_a_date_of_the_ledger_and_stands_in_the_sentence(language: str, marked: str) -> None:
    sentence = marked.replace("[", "").replace("]", "")

    for moment in moments(sentence, language, PUBLISHED):
        assert 0 <= moment.start < moment.end <= len(sentence)
        assert sentence[moment.start:moment.end] in moment.how
        for text in filter(None, (moment.first, moment.last)):
            assert parse_date(text).text == text


KINDS = [
    ("Twelve died on Wednesday.", "day"),
    ("Twelve died since Wednesday.", "since"),
    ("As of Wednesday, twelve had died.", "by"),
    ("Twelve died in the past 24 hours.", "window"),
    ("Twelve died on Wednesday alone.", "window"),
    ("Twelve died in 2011.", "past"),
    ("Twelve died ten years ago.", "past"),
    ("Police held marchers on the tenth anniversary of the shooting.", "anniversary"),
]


@pytest.mark.parametrize("sentence, kind", KINDS, ids=[row[1] + str(at) for at, row in enumerate(KINDS)])
def test_a_moment_has_a_kind(sentence: str, kind: str) -> None:
    assert [moment.kind for moment in moments(sentence, "en", PUBLISHED)] == [kind]


@pytest.mark.parametrize("published, as_of", [
    ("2022-01-05", "2022-01-05"),
    ("2022-01-06", "2022-01-05"),
    ("2022-01-11", "2022-01-05"),
    ("2022-01-12", "2022-01-12"),
])
def test_a_weekday_is_the_last_one_on_or_before_publication(published: str, as_of: str) -> None:
    assert when("[12] died on Wednesday.", "en", published)[1] == as_of


@pytest.mark.parametrize("published, as_of", [
    ("2022-02-20", "2022-02-19"),
    ("2022-02-18", "2021-02-19"),
])
def test_a_day_without_a_year_is_the_last_one_on_or_before_publication(published: str, as_of: str) -> None:
    assert when("[12] died on 19 February.", "en", published)[1] == as_of


def test_29_february_is_that_of_the_last_leap_year() -> None:
    assert when("[12] died on 29 February.", "en", "2023-03-05")[1] == "2020-02-29"


@pytest.mark.parametrize("marked, since, as_of, how", [
    ("[12] died on 5 January 2022.", "", "2022-01-05", "'5 January 2022' is 2022-01-05"),
    ("[12] died late Wednesday.", "", "2022-01-05",
     "'Wednesday' is 2022-01-05, the last Wednesday on or before publication"),
    ("[12] died.", "", PUBLISHED, "no date in the sentence: publication date"),
])
def test_how_says_where_the_day_comes_from(marked: str, since: str, as_of: str, how: str) -> None:
    assert when(marked, "en", PUBLISHED) == (since, as_of, how)


@pytest.mark.parametrize("marked, as_of, how", [
    ("[12] died on 5 January 2022.", "2022-01-05", "'5 January 2022' is 2022-01-05"),
    ("[12] died in 2011.", "2011", "'2011' is 2011"),
    ("[12] died on Wednesday.", "", "'Wednesday' needs the publication date: publication date"),
    ("[12] died yesterday.", "", "'yesterday' needs the publication date: publication date"),
    ("[12] died on 5 January.", "", "'5 January' needs the publication date: publication date"),
])
def test_without_a_publication_date_only_full_dates_are_known(marked: str, as_of: str, how: str) -> None:
    assert when(marked, "en", "")[1:] == (as_of, how)


@pytest.mark.parametrize("sentence", [
    "Twelve died on 31 February 2022.", "Twelve died on 45.13.2022.", "Twelve died 9999 years ago.",
    "Twelve died in the past 99999999999 days.", "Twelve died 100000 centuries ago.",
    "Twelve died on the 10000th anniversary.", "Twelve died between 2022 and 2011.",
])
def test_an_impossible_date_is_no_date(sentence: str) -> None:
    assert moments(sentence, "en", PUBLISHED) == []
