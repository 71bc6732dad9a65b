"""Boilerplate is no source of claims, and no body paragraph is lost with it."""

from __future__ import annotations

import re

import pytest

from reconcile.documents import read_document
from reconcile.documents.boilerplate import is_boilerplate
from reconcile.documents.model import BOILERPLATE
from reconcile.documents.wordlists import table

BODY = "At least 12 people were killed on Friday, the ministry said. Another 30 were injured."
ASIDE = [
    "Share", "Share on Facebook | Tweet", "Follow us on Twitter", "Subscribe to our newsletter",
    "Read more: Five killed in blast", "Read more »", "Related: 12 killed in Aktau", "Advertisement",
    "Tel: +7 727 123 45 67", "press@org.example | www.org.example", "Opening hours: 9-18",
    "© 2022 The Daily", "All rights reserved.", "(Reporting by Jane Roe; Editing by John Doe)",
    "Reporting by Jane Roe in Almaty; Editing by John Doe", "We use cookies to make the site better.",
    "5 min read", "Page 3 of 12", "For more information, contact our press office on 555 0101.",
    "Читайте также: Число погибших выросло до 12", "Подписывайтесь на наш канал", "Все права защищены.",
    "Читайте також: Загинуло 12 людей", "Усі права захищені", "Lea también: Mueren 12 personas",
    "Suscríbete a nuestro boletín", "À lire aussi : 12 morts à Lyon", "Abonnez-vous", "Tous droits réservés",
    "Тағы оқыңыз: 12 адам қаза тапты", "Барлық құқықтар қорғалған", "اقرأ أيضا: مقتل 12 شخصا", "جميع الحقوق محفوظة",
]
WORDS = [
    BODY, "12 killed, 30 injured in Aktau", "Join us in mourning the 12 men who were killed.", "Killed: 12",
    "Follow the money: 12 dead", "Reporting by the observers shows that 12 were killed.", "Homes were burnt.",
    "Copyright lawyers said 12 were held.", "Contact with 12 men was lost.", "Related violence killed 12.",
    "Printing presses were seized and 12 men held.", "Отправить 12 раненых в Москву не смогли.",
    "Compartir el dolor de 12 familias.", "Envoyer 12 blessés à Paris était impossible.",
    "سجل 12 قتيلا في الهجوم.", "Searching the rubble, they found 12.", "Registered deaths: 12",
    "Comments by the minister put the toll at 12.", "Главное: погибли 12 человек",
]


@pytest.mark.parametrize("piece", ASIDE)
def test_boilerplate(piece: str) -> None:
    assert is_boilerplate(piece)


@pytest.mark.parametrize("piece", WORDS)
def test_no_boilerplate(piece: str) -> None:
    assert not is_boilerplate(piece)


@pytest.mark.parametrize("text, lost", [
    (f"Toll rises\n\n{BODY}\n\nRelated stories\n\nFive killed in blast\n\nTwo held\n\n{BODY}\n",
     ["Related stories", "Five killed in blast", "Two held"]),
    (f"Toll rises\n\n{BODY}\n\n{BODY}\n\nReferences\n\n[1] Roe, J. (2011). Fire kills 14. Daily Press.\n",
     ["References", "[1] Roe, J. (2011). Fire kills 14. Daily Press."]),
    (f"References\n\n{BODY}\n\n{BODY}\n", []),
    (f"Toll rises\nHome\nWorld\nSport\nCulture\nOpinion\nVideo\n{BODY}\n",
     ["Home", "World", "Sport", "Culture", "Opinion", "Video"]),
    (f"Killed in these towns:\nAktau\nTaraz\nAlmaty\nShymkent\nOral\n\n{BODY}\n", []),
    (f"Killed\n12\nInjured\n30\nHeld\n40\nMissing\n5\n\n{BODY}\n", []),
    (f"- Two in Aktau\n- One in Taraz\n- Six in Oral\n- Five in Almaty\n- Ten in Semey\n\n{BODY}\n", []),
])
def test_lists_of_links_and_all_after_the_references(text: str, lost: list[str]) -> None:
    document = read_document(text.encode(), "page.txt")

    assert [document.text[block.start:block.end] for block in document.blocks if block.kind == BOILERPLATE] == lost


@pytest.mark.parametrize("row", table("boilerplate.csv"), ids=lambda row: row["note"])
def test_the_table_is_sound(row: dict[str, str]) -> None:
    assert re.compile(row["pattern"], re.IGNORECASE).fullmatch("") is None
    assert row["kind"] in ("whole", "line", "within", "list", "rest", "container")
    assert set(row) == {"pattern", "kind", "language", "note"} and row["note"]
