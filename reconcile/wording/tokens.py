"""Cut a wording into numbers, words and marks without losing where each stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "'\u2018\u2019\u02bc\u02b9\uff07`´"
_FOLDED = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'"), "\uff0c": ",",
           "\uff0e": ".", "\uff05": "%",
           "\uff0b": "+", "\uff5e": "~", "\u066c": ",", "\u066b": ".",
           "\u060c": ",", "\u061b": ";", "\u061f": "?", "\u066a": "%"}
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
"""Arabic letters that are typed for one another, and the stroke that only lengthens a word."""

_LATIN = re.compile("[a-z]")
_TYPED_APOSTROPHE = r"(?<=[\u0430-\u045f])[\"\u201d*](?=[єїюя])"  # п"ять
_MARKS_ON_LETTERS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?![.,'][0-9])|[0-9]+(?:[.,'][0-9]+)*)"
    r"|(?P<word>(?:[^\W\d_]|[" + _MARKS_ON_LETTERS + r"])+(?:(?:'|" + _TYPED_APOSTROPHE + r")[^\W\d_]+)*)"
    r"|(?P<mark>[<>]=|\S)")
SCRIPTS: dict[str, tuple[range, ...]] = {
    "latin": (range(0x250), range(0x1E00, 0x1F00)),
    "cyrillic": (range(0x400, 0x530),),
    "arabic": (range(0x600, 0x700), range(0x750, 0x780), range(0xFB50, 0xFE00), range(0xFE70, 0xFF00)),
}
"""Code points of the letters of a script (Unicode Standard, code charts)."""

_LOOK_ALIKES = {"cyrillic": str.maketrans("aceiopxykmtbh", "асеіорхукмтвн")}


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
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FOLDING)


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


class _Table(dict[int, str]):
    """A table for ``str.translate`` that works out each character once."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        self[code] = made = self._work_out(chr(code))
        return made


_FOLDING = _Table(_fold_character)


def has_foreign_letters(text: str, script: str) -> bool:
    """Say whether a text is in another script than one of :data:`SCRIPTS`.

    Names in Latin letters are at home in every script, so they are no sign when letters of it are there too.
    """
    if script == "latin" and text.isascii():
        return False
    letters = [c for c in text if c.isalpha() and c not in _FOLDED]
    foreign = [c for c in letters if not _is_of(c, script)]
    return any(not _is_of(c, "latin") for c in foreign) or 0 < len(foreign) == len(letters) and (
        script == "latin" or len(letters) > 1)


def _is_of(letter: str, script: str) -> bool:
    return any(ord(letter) in letters for letters in SCRIPTS[script])


def has_odd_numerals(text: str) -> bool:
    """Say whether a text holds a fraction sign, a superscript or a Roman or circled numeral."""
    return not text.isascii() and any(unicodedata.category(c) in ("No", "Nl") for c in text)


def tokenise(text: str, script: str = "latin") -> list[Token]:
    """Cut a text into tokens; a hyphen inside a compound is a flag, not a token.

    Parameters
    ----------
    text : str
    script : str
        One of :data:`SCRIPTS`; Latin letters that were typed for those of the script are put right.

    Returns
    -------
    list of Token
    """
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
        tokens.append(Token(kind, _plain(_own_letters(match.group(), script)), start, end, glued, hyphened))
        hyphened = False
    return tokens


def _own_letters(word: str, script: str) -> str:
    """Put right a word typed partly in Latin letters that look like those of its script."""
    if script not in _LOOK_ALIKES:
        return word
    if not word.isalpha():
        word = re.sub(_TYPED_APOSTROPHE, "'", word)
    if not _LATIN.search(word):
        return word
    own = word.translate(_LOOK_ALIKES[script])
    mixed = len(word) == 1 or any(_is_of(c, script) for c in word)
    return own if mixed and not _LATIN.search(own) else word


def _joins(folded: str, at: int) -> bool:
    """Say whether the hyphen at ``at`` stands between two words, or a word and a number."""
    before, after = folded[at - 1:at], folded[at + 1:at + 2]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _plain(text: str) -> str:
    """Drop accents, so that a word matches however it was typed."""
    return text if text.isascii() else text.translate(_PLAIN)


def _plain_character(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)


_PLAIN = _Table(_plain_character)


def fold_word(word: str) -> str:
    """Fold a word as :func:`tokenise` does."""
    return _plain(fold(word))
