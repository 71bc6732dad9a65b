"""The language of a text is told by its letters and common words."""

from __future__ import annotations

import pytest

from reconcile.documents.languages import UNKNOWN, detect, of_block


@pytest.mark.parametrize("text, language", [
    ("At least 12 people were killed in the attack.", "en"),
    ("AT LEAST 12 PEOPLE WERE KILLED IN THE ATTACK.", "en"),
    ("Police said 12 died.", "en"),
    ("Погибли 12 человек, сообщили в полиции.", "ru"),
    ("По уточнённым данным, задержаны 4404 человека.", "ru"),
    ("Загинули 12 людей, повідомили в поліції.", "uk"),
    ("Внаслідок обстрілу поранено трьох осіб.", "uk"),
    ("Кемінде 12 адам қаза тапты.", "kk"),
    ("Ішкі істер министрлігінің мәліметінше, 4404 адам ұсталды.", "kk"),
    ("Al menos 12 personas murieron en el ataque.", "es"),
    ("La policia detuvo a 12 personas mas.", "es"),
    ("Au moins 12 personnes ont été tuées dans l'attaque.", "fr"),
    ("Selon la police, 12 morts et 30 blesses.", "fr"),
    ("قتل 12 شخصا على الأقل في الهجوم.", "ar"),
    ("Mindestens zwölf Menschen wurden bei dem Angriff getötet.", UNKNOWN),
    ("Pelo menos 12 pessoas foram mortas no ataque, segundo a polícia.", UNKNOWN),
    ("Almeno 12 persone sono state uccise nell'attacco, secondo la polizia.", UNKNOWN),
    ("En az 12 kişi öldü ve çok sayıda kişi yaralandı.", UNKNOWN),
    ("دست کم ۱۲ نفر در این حمله کشته شدند و شماری زخمی شده اند.", UNKNOWN),
    ("Најмање 12 људи је погинуло у нападу, рекла је полиција.", UNKNOWN),
    ("Прынамсі 12 чалавек загінулі, паведаміла міліцыя, якая была на месцы ўчора.", UNKNOWN),
    ("少なくとも12人が死亡した。", UNKNOWN), ("4,404", UNKNOWN), ("", UNKNOWN),
])
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("piece, otherwise, language", [
    ("12 killed", "en", "en"), ("4,404", "ru", "ru"), ("Angela Merkel, Berlin", "fr", "fr"),
    ("Не менее 12 человек погибли в городе.", "en", "ru"), ("12 killed", "ru", "ru"),
    ("He said that the men were in the hall.", "fr", "en"),
    ("Mindestens zwölf Menschen wurden bei dem Angriff getötet.", "en", UNKNOWN),
    ("Алматы қаласында 12 адам қаза тапты.", "ru", "kk"),
])
def test_a_part_keeps_the_language_of_the_whole_unless_it_speaks_another(
        piece: str, otherwise: str, language: str) -> None:
    assert of_block(piece, otherwise) == language
