"""Bytes of a text become its letters, whatever encoding they were saved in."""

from __future__ import annotations

import pytest

from reconcile.documents.encodings import decode
from reconcile.errors import UnreadableError

SAID = {
    "en": "At least 12 people — a dozen — were killed, “all of them” men.\n",
    "ru": "Не менее 12 человек погибли и десятки были ранены в пятницу в Актау, сообщили в МВД.\n",
    "uk": "Щонайменше 12 людей загинули, ще 30 було поранено внаслідок обстрілу, повідомили в поліції.\n",
    "es": "Al menos 12 personas murieron según la policía y 30 heridos están en el hospital.\n",
    "fr": "Au moins 12 personnes sont mortes et 30 ont été blessées, selon la police près de l'hôpital.\n",
    "kk": "Алматыда кемінде 12 адам қаза тапты және 30 адам жараланды деп хабарлады министрлік.\n",
    "ar": "قتل 12 شخصا على الأقل وأصيب 30 في الهجوم بحسب وزارة الصحة.\n",
}


@pytest.mark.parametrize("language, encoding", [
    *((language, encoding) for language in SAID for encoding in ("utf-8", "utf-8-sig", "utf-16")),
    ("en", "utf-16-le"), ("en", "utf-16-be"), ("ru", "utf-16-le"), ("ru", "utf-16-be"), ("ar", "utf-16-be"),
    ("en", "cp1252"), ("es", "cp1252"), ("fr", "cp1252"), ("es", "latin-1"), ("fr", "iso8859-15"),
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso8859-5"), ("ru", "mac-cyrillic"),
    ("uk", "cp1251"), ("uk", "koi8-u"), ("kk", "kz1048"), ("ar", "cp1256"),
])
def test_a_text_is_read_in_any_encoding(language: str, encoding: str) -> None:
    text, notes = decode((SAID[language] * 3).encode(encoding), "page.txt")

    assert text == SAID[language] * 3
    assert bool(notes) == (encoding not in ("utf-8", "utf-8-sig", "utf-16"))


@pytest.mark.parametrize("declared, note", [
    ("windows-1251", False), ("utf-8", True), ("iso-8859-1", True), ("no-such-encoding", True), ("utf-16", True),
])
def test_a_declared_encoding_is_not_believed_against_the_bytes(declared: str, note: bool) -> None:
    text, notes = decode(SAID["ru"].encode("cp1251"), "page.html", declared=declared)

    assert text == SAID["ru"]
    assert bool(notes) == note


def test_utf_8_is_read_as_such_whatever_is_declared() -> None:
    assert decode(SAID["fr"].encode(), "page.html", declared="iso-8859-1") == (SAID["fr"], ())


@pytest.mark.parametrize("language, wrong", [("fr", "cp1252"), ("es", "latin-1"), ("ru", "cp1251"), ("uk", "cp1251")])
def test_letters_encoded_twice_are_pointed_out_and_kept(language: str, wrong: str) -> None:
    twice = SAID[language].encode().decode(wrong, errors="ignore")
    text, notes = decode(twice.encode(), "page.txt")

    assert text == twice
    assert notes == ("the letters look encoded twice; save the document again in UTF-8.",)


@pytest.mark.parametrize("language", SAID)
def test_letters_encoded_once_are_not(language: str) -> None:
    assert decode(SAID[language].encode() * 20, "page.txt")[1] == ()


@pytest.mark.parametrize("data", [b"\x00" * 50, b"\x7fELF\x02\x01\x01\x00\x00", bytes(range(256)) * 4],
                         ids=["zeros", "program", "all bytes"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="page.txt is no text document"):
        decode(data, "page.txt")


def test_line_ends_are_made_alike() -> None:
    assert decode(b"a\r\nb\rc\n", "page.txt") == ("a\nb\nc\n", ())
    assert decode(b"", "page.txt") == ("", ())
