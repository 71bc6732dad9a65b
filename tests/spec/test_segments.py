"""Sentences: where one ends and the next begins, in seven languages, and what a list or a table hands down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.documents import Document
from reconcile.documents.segments import sentences

CUT = " ¦ "
"""Marks the end of a sentence in the tables below; the text is read with a space in its place."""

ENGLISH = [
    "At least 12 people died. ¦ The police gave no number.",
    "Gen. Amir Khan and Maj. J. K. Rao spoke to Dr. Ali. ¦ Both declined to comment.",
    "The U.S. Army lost 3 men on Oct. 5 near St. Ives. ¦ Nobody else was hurt.",
    "The blast came at 5 a.m. in the market. ¦ Police arrived at 6 p.m. ¦ The bomber escaped.",
    "It was 5 p.m. Friday when 12 men fell. ¦ Then it rained.",
    "Some 3.5 million fled, U.N. officials said. ¦ The U.N. said 40 died. ¦ Aid came late.",
    "\"They shot at us,\" he said. ¦ \"We lost 12 men.\" ¦ The army denied it.",
    "“Stop!” he shouted. ¦ “How many died?” asked Ms. Omar. ¦ “Eleven.” ¦ He left.",
    "The ministry counted 19 (three of them children). ¦ (Two later died.) ¦ More are missing.",
    "Who counted them? ¦ Nobody did! ¦ Not the army… ¦ The villagers did.",
    "He waited... then 12 men came. ¦ They left.",
    "Battalion No. 5 lost 9 men. ¦ Was it true? ¦ No. ¦ The answer was no. ¦ Five had died.",
    "Sen. Marco Diaz (R-Fla.) spoke. ¦ In Tampa, Fla. police held 12 men.",
    "Smith et al. counted 40 graves. ¦ Acme Inc. denied it. ¦ So did Bolt Co. and its owner.",
    "He met George W. Bush and Samuel L. Jackson Jr. on Monday. ¦ The visit was short.",
    "Pay was $3.50 a day at bbc.co.uk today. ¦ See www.example.org for more.",
    "al-Shabab claimed it. ¦ al-Shabab killed 12 men. ¦ The group said 30.",
    "The toll rose to 12.Police found more. ¦ More died.",
    "Killed: 12 vs. 30 last year. ¦ That is less, i.e. better, than before.",
]
CASELESS = [
    "GEN. PEREZ SAID THE U.S. AND THE U.N. AGREED. ¦ NO. 5 BATTALION LOST 4 MEN AT 5 P.M. ¦ THE REBELS FLED.",
    "COL. J. R. DIAZ WAS KILLED. ¦ HIS ESCORT OF 3 DIED TOO. ¦ \"WE SAW 12 BODIES,\" A WITNESS SAID.",
    "at least 12 died on friday. ¦ the police said gen. smith was hurt at 5 p.m. near rome. ¦ u.s. troops left.",
]
OTHERS = {
    "ru": [
        "Погибли 12 чел. ¦ По данным МВД, в г. Алматы ранены 30 чел. и т.д. ¦ Остальные живы.",
        "В 2022 г. в стране, т.е. в Казахстане, погибли 3,5 тыс. человек. ¦ Иск подал А. С. Иванов по ст. 5 УК.",
        "«Погибли 12 человек!» — сказал он. ¦ «Сколько?» — спросили его. ¦ Он не ответил...",
        "Это произошло на ул. Абая, д. 5. ¦ Ранен проф. Ким. ¦ Ущерб — 5 млн руб. и 3 тыс. долл.",
    ],
    "uk": [
        "Загинули 12 осіб. ¦ За даними поліції, у м. Харків поранено 30 чол. і т.д. ¦ Пошук триває.",
        "У 2022 р. внаслідок обстрілу на вул. Сумській загинуло 3 тис. людей. ¦ Про це сказав О. П. Коваль.",
        "«Ще двоє зникли!» — повідомив він. ¦ Скільки їх? ¦ Невідомо…",
    ],
    "es": [
        "Murieron 3.649 personas según el Sr. Pérez. ¦ El Gral. Las Heras dijo que no. ¦ \"¿Cuántos?\", preguntó.",
        "La policía de EE.UU. detuvo a 12 personas a las 5 p.m. ¦ El art. 5 lo permite. ¦ ¿Murió alguien? ¦ Nadie.",
        "¡Basta! ¦ Los heridos son 30, dijo la Dra. Ruiz. ¦ Según el núm. 4 de la revista, hay más.",
    ],
    "fr": [
        "M. Le Pen a dit que 12 personnes sont mortes. ¦ Mme Royal ne le croit pas. ¦ Le Dr. Petit non plus.",
        "Selon l'O.N.U. les morts sont 40. ¦ À 20 h. la police a tiré. ¦ « Douze morts ! » a-t-il crié.",
        "L'art. 5 est clair. ¦ Les victimes seraient env. 300, av. Foch. ¦ Combien ? ¦ On ne sait pas.",
    ],
    "kk": [
        "2022 ж. қаңтарда Алматы қ. маңында 12 адам қаза тапты. ¦ Ал 5 адам жараланды.",
        "Бұл туралы А. Байтұрсынов айтты. ¦ Қаза тапқандар саны 3,5 мың. ¦ Олар кім? ¦ Белгісіз.",
    ],
    "ar": [
        "قُتل 12 شخصا. ¦ وقال د. أحمد إن 5 أصيبوا. ¦ كم العدد؟ ¦ لا أحد يعرف.",
        "أصيب 30 شخصا في الهجوم؛ ¦ ونفت الوزارة ذلك. ¦ «قتل 12 رجلا.» ¦ هذا ما قاله أ. محمد.",
    ],
}


def cut(text: str, language: str = "") -> list[str]:
    """Return the sentences of a text."""
    return [sentence.text for sentence in sentences(Document("page.txt", text), language=language)]


@pytest.mark.parametrize("marked", ENGLISH + CASELESS, ids=range(len(ENGLISH + CASELESS)))
def test_english_sentences(marked: str) -> None:
    assert cut(marked.replace(CUT, " ").replace("12.Police", "12. Police")) == marked.replace(
        "12.Police", "12. ¦ Police").split(CUT)


@pytest.mark.parametrize("language, marked", [(code, marked) for code in OTHERS for marked in OTHERS[code]],
                         ids=[f"{code}-{number}" for code in OTHERS for number in range(len(OTHERS[code]))])
def test_sentences_of_other_languages(language: str, marked: str) -> None:
    assert cut(marked.replace(CUT, " "), language) == marked.split(CUT)
    assert cut(marked.replace(CUT, " ")) == marked.split(CUT)


def test_a_missing_space_after_a_stop_ends_a_sentence_but_an_address_does_not() -> None:
    assert cut("Twelve were killed.Then more died. Read Example.Com today.") == [
        "Twelve were killed.", "Then more died.", "Read Example.Com today."]


def test_a_footnote_mark_belongs_to_no_sentence() -> None:
    assert cut("Eleven died.[4] The rest fled.12 Nobody knows why.[3][5] Not \"them\".7 They hid.") == [
        "Eleven died.", "The rest fled.", "Nobody knows why.", "Not \"them\".", "They hid."]


def test_lines_that_were_wrapped_are_one_paragraph() -> None:
    text = ("Security forces opened fire on a crowd in the western city on Friday, killing\n"
            "at least 12 people and wounding 30 others, the regional health department of\n"
            "Mangystau said. Residents said more than 40 had died. The toll could not be\n"
            "verified.\n")

    assert cut(text) == [
        "Security forces opened fire on a crowd in the western city on Friday, killing\nat least 12 people and "
        "wounding 30 others, the regional health department of\nMangystau said.",
        "Residents said more than 40 had died.", "The toll could not be\nverified."]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert cut("Toll rises in Aktau\nTwelve died on Friday\nThe police hold 30") == [
        "Toll rises in Aktau", "Twelve died on Friday", "The police hold 30"]


@pytest.mark.parametrize("list_of, lead", [
    ("Killed by region:\n- Almaty: 12\n- Taraz: 5\n", "Killed by region:"),
    ("Killed by region:\n\n• Almaty: 12\n\n• Taraz: 5\n", "Killed by region:"),
    ("Killed by region\n1. Almaty: 12\n2. Taraz: 5\n", "Killed by region"),
    ("The ministry counted the dead. It named:\n(a) Almaty: 12\n(b) Taraz: 5\n", "It named:"),
    ("* Almaty: 12\n* Taraz: 5\n", ""),
    ("Nobody knows.\n- Almaty: 12\n- Taraz: 5\n", ""),
])
def test_an_item_inherits_the_line_before_the_list(list_of: str, lead: str) -> None:
    found = [sentence for sentence in sentences(Document("page.txt", list_of)) if sentence.kind == "item"]

    assert [(sentence.text, sentence.lead) for sentence in found] == [("Almaty: 12", lead), ("Taraz: 5", lead)]


def test_a_list_inside_a_list_inherits_its_own_line() -> None:
    text = "Toll:\n- 14 dead\n- 213 injured, of whom:\n   – 40 in intensive care\n   – 12 discharged\n- 3 missing\n"

    assert [(sentence.text, sentence.lead) for sentence in sentences(Document("page.txt", text))][1:] == [
        ("14 dead", "Toll:"), ("213 injured, of whom:", "Toll:"), ("40 in intensive care", "213 injured, of whom:"),
        ("12 discharged", "213 injured, of whom:"), ("3 missing", "Toll:")]


def test_an_item_of_two_lines_and_of_two_sentences() -> None:
    text = "- Twelve people were killed in\n  Almaty. Five were\n  children;\n- Three in Taraz\n"

    assert [(sentence.text, sentence.kind) for sentence in sentences(Document("page.txt", text))] == [
        ("Twelve people were killed in\n  Almaty.", "item"), ("Five were\n  children;", "item"),
        ("Three in Taraz", "item")]


@pytest.mark.parametrize("rows", [
    "Region | Killed | Injured\nAlmaty | 12 | 30\nTaraz | 5 | 2\n",
    "Region\tKilled\tInjured\nAlmaty\t12\t30\nTaraz\t5\t2\n",
    "Region      Killed    Injured\nAlmaty      12        30\nTaraz       5         2\n",
], ids=["bars", "tabs", "spaces"])
def test_a_row_inherits_the_header_of_its_table(rows: str) -> None:
    header, *others = rows.splitlines()

    assert [(sentence.text, sentence.kind, sentence.lead) for sentence in sentences(Document("page.txt", rows))] == [
        (header, "row", ""), *((row, "row", header) for row in others)]


@pytest.mark.parametrize("rows, lead", [
    ("Region | 2021 | 2022\nAlmaty | 12 | 30\n", "Region | 2021 | 2022"),
    ("Toll on Friday:\n\nKilled | 12\nInjured | 30\n", "Toll on Friday:"),
    ("Killed | 12\nInjured | 30\n", ""),
], ids=["years", "no header", "neither"])
def test_a_first_row_of_figures_is_no_header(rows: str, lead: str) -> None:
    *_, last = sentences(Document("page.txt", rows))

    assert (last.kind, last.lead) == ("row", lead)


@pytest.mark.parametrize("text, kinds", [
    ("Toll rises to 12 in Aktau\n\nPolice said so.", ["heading", "sentence"]),
    ("Photo: A man walks past the morgue.\n\nPolice said so.", ["caption", "sentence"]),
    ("Share\n\nRead more: Five killed in Taraz\n\nPolice said so.", ["sentence"]),
])
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [sentence.kind for sentence in sentences(Document("page.txt", text))] == kinds


def test_each_paragraph_has_its_language() -> None:
    text = ("At least 12 people were killed, the police said.\n\nПогибли не менее 12 человек, сообщили в полиции.\n\n"
            "40.\n\nThe ministry says that some of the men are missing.\n\n"
            "Al menos 12 personas murieron, según la policía de la ciudad.\n\n"
            "Mindestens zwölf Menschen wurden nach Angaben der Polizei getötet, und viele sind verletzt.\n")

    assert [sentence.language for sentence in sentences(Document("page.txt", text))] == [
        "en", "ru", "en", "en", "es", "und"]
    assert {sentence.language for sentence in sentences(Document("page.txt", text), language="ru")} == {"ru"}


@given(st.text(alphabet=st.sampled_from("aB1 .\n!?\"'-–•|\t()А́яقё«»…:;[]"), max_size=300))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    document = Document("page.txt", text)
    found = list(sentences(document))

    for sentence in found:
        assert sentence.text == text[sentence.start:sentence.start + len(sentence.text)]
        assert sentence.text == sentence.text.strip() != ""
    assert all(one.start + len(one.text) <= other.start for one, other in zip(found, found[1:], strict=False))


def test_a_list_without_stops_is_cut() -> None:
    found = cut("Almaty 12, " * 2000)

    assert max(map(len, found)) <= 1500
    assert "".join(found).replace(" ", "") == ("Almaty 12, " * 2000).replace(" ", "")
