"""Cut a wording into numbers, words and marks without losing where each stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "'\u2018\u2019\u02bc\u02b9\uff07`´"
_FOLDED = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'"), "\uff0c": ",",
           "\uff0e": ".", "\uff05": "%",
           "\uff0b": "+", "\uff5e": "~", "\u066c": ",", "\u066b": "."}
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?![.,'][0-9])|[0-9]+(?:[.,'][0-9]+)*)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f])+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>[<>]=|\S)")
_LAST_LATIN = 0x24F
_MORE_LATIN = range(0x1E00, 0x1F00)


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or mark.

    Attributes
    ----------
    kind : str
        ``number``, ``word`` or ``mark``.
    text : str
        Folded: lower case, without accents, ASCII digits and dashes.
    start, end : int
        Span in the wording.
    glued : bool
        No space or hyphen between this token and the one before.
    hyphened : bool
        A hyphen, and nothing else, between this token and the one before.
    """

    kind: str
    text: str
    start: int
    end: int
    glued: bool
    hyphened: bool


def fold(text: str) -> str:
    """Fold case, digits, dashes, quotes and spaces, character by character.

    Returns
    -------
    str
        As long as ``text``, so that a place in one is a place in the other.
    """
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    if character.isspace() or unicodedata.category(character) == "Cf":
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    lower = character.lower()
    return lower if len(lower) == 1 else character


def has_foreign_letters(text: str) -> bool:
    """Say whether a text holds a letter of another script than Latin."""
    return not text.isascii() and any(
        ord(c) > _LAST_LATIN and ord(c) not in _MORE_LATIN and c.isalpha() and c not in _FOLDED for c in text)


def has_odd_numerals(text: str) -> bool:
    """Say whether a text holds a fraction sign, a superscript or a Roman or circled numeral."""
    return not text.isascii() and any(unicodedata.category(c) in ("No", "Nl") for c in text)


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens; a hyphen inside a compound is a flag, not a token."""
    folded = fold(text)
    tokens: list[Token] = []
    hyphened = False
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        kind = match.lastgroup or "mark"
        if kind == "mark" and match.group() == "-" and _joins(folded, start):
            hyphened = True
            continue
        glued = bool(tokens) and start == tokens[-1].end
        tokens.append(Token(kind, _plain(match.group()), start, end, glued, hyphened))
        hyphened = False
    return tokens


def _joins(folded: str, at: int) -> bool:
    """Say whether the hyphen at ``at`` stands between two words, or a word and a number."""
    before, after = folded[at - 1:at], folded[at + 1:at + 2]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _plain(text: str) -> str:
    """Drop accents, so that a word matches however it was typed."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
