"""Tell the language of a text by its letters and its most common words, without a model."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reconcile.documents.wordlists import phrases_of, table

UNKNOWN = "und"
"""Code for a text whose language cannot be told or is none that can be read (BCP 47)."""

_SAMPLE = 400
_LEAST_SHARE = 0.04


class _Tables(NamedTuple):
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]
    any_letter: re.Pattern[str]


def detect(text: str) -> str:
    """Return the language of a text.

    Parameters
    ----------
    text : str
        A paragraph or more.

    Returns
    -------
    str
        Code of a language that has a data file, or :data:`UNKNOWN`.
    """
    found = scores(text)
    best = max(found, key=lambda code: (found[code], code), default="")
    words = len(text[:_SAMPLE].split())
    if not best or found[best] < max(1, _LEAST_SHARE * words) or list(found.values()).count(found[best]) > 1:
        return UNKNOWN
    return best if best in phrases_of("language.stop") else UNKNOWN


def of_block(piece: str, otherwise: str) -> str:
    """Return the language of a part of a text.

    Parameters
    ----------
    piece : str
    otherwise : str
        Language of the whole text, kept unless the piece clearly speaks another one.
    """
    found = scores(piece)
    best = max(found, key=lambda code: (found[code], code), default="")
    if not best or best == otherwise or found[best] < 2 + found.get(otherwise, 0):
        return otherwise
    return best if best in phrases_of("language.stop") else UNKNOWN


def scores(text: str) -> dict[str, int]:
    """Count how often the beginning of a text uses the common words and the own letters of each language."""
    sample = text[:_SAMPLE].lower()
    words, letters, any_letter = _tables()
    found: dict[str, int] = {}
    for word in sample.replace(",", " ").replace(".", " ").split():
        for code in words.get(word, ()):
            found[code] = found.get(code, 0) + 1
    if not sample.isascii():
        for letter in any_letter.findall(sample):
            for code in letters[letter]:
                found[code] = found.get(code, 0) + 1
    return found


def common_words(text: str) -> int:
    """Count the common words of the language that has most of them in a text."""
    words = _tables().words
    found: dict[str, int] = {}
    for word in text.lower().replace(",", " ").replace(".", " ").split():
        for code in words.get(word, ()):
            found[code] = found.get(code, 0) + 1
    return max(found.values(), default=0)


@lru_cache(maxsize=None)
def _tables() -> _Tables:
    """Collect the common words and own letters of all languages."""
    words: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    for code, phrases in phrases_of("language.stop").items():
        for word, _ in phrases:
            words.setdefault(word, []).append(code)
    for code, phrases in phrases_of("language.letters").items():
        for letter in "".join(signs for signs, _ in phrases):
            letters.setdefault(letter, []).append(code)
    for row in table("other_languages.csv"):
        for word in row["words"].split("|"):
            words.setdefault(word, []).append(row["code"])
        for letter in row["letters"]:
            letters.setdefault(letter, []).append(row["code"])
    return _Tables({word: tuple(codes) for word, codes in words.items()},
                   {letter: tuple(codes) for letter, codes in letters.items()},
                   re.compile(f"[{''.join(letters)}]"))
