"""Name the place of a count as the text writes it; a person gives the path."""

from __future__ import annotations

import re
from functools import lru_cache

from reconcile.collect.words import load_words

_LETTER = r"[^\W\d_]"
_LONGEST = 60
_LABEL = re.compile(r"[^\w]*(?P<name>[^\W\d_][^:|;(\d]{1,50}?)\s*[:|;(–—-]")
_SHORTEST_STEM = 7  # shorter stems of bodies begin names of towns
_END_OF_CLAUSE = re.compile(r"[;:]")


def places(sentence: str, language: str) -> list[tuple[int, int, str]]:
    """Return the names that follow a word of place.

    Parameters
    ----------
    sentence : str
    language : str
        BCP 47 code of a language with a data file.

    Returns
    -------
    list of (int, int, str)
        Start and end of the name, and the name. None in a sentence without small letters, where capitals
        tell nothing.
    """
    if sentence.upper() == sentence:
        return []
    return [(found.start("name"), found.end("name"), found["name"]) for found in _pattern(language).finditer(sentence)
            if len(found["name"]) <= _LONGEST and not _is_time(found["name"], language)
            and not _is_body(found["name"], language)]


def place_of(start: int, end: int, found: list[tuple[int, int, str]]) -> str:
    """Return the place that is nearest to a count, the ones after it first; empty when there is none.

    Parameters
    ----------
    start, end : int
        Span of the count in the sentence.
    found : list of (int, int, str)
        What :func:`places` gave.
    """
    after = [(first - end, name) for first, _, name in found if first >= end]
    before = [(start - last, name) for _, last, name in found if last <= start]
    if after and (not before or min(after)[0] <= 2 * min(before)[0]):
        return min(after)[1]
    return min(before)[1] if before else ""


def is_alone(start: int, end: int, found: list[tuple[int, int, str]], sentence: str, language: str) -> bool:
    """Say whether a count is given for one place of several: "in the north alone".

    Parameters
    ----------
    start, end : int
        Span of the count in the sentence.
    found : list of (int, int, str)
        What :func:`places` gave.
    sentence, language : str
    """
    alone = _alone(language)
    return any(alone.match(sentence, last) and _END_OF_CLAUSE.search(
        sentence, *((end, first) if first >= end else (last, start))) is None for first, last, _ in found)


def label_of(text: str, before: int) -> str:
    """Return the place that labels an item of a list or a row of a table: "Almaty: 12", "Almaty | 12".

    Parameters
    ----------
    text : str
        The item.
    before : int
        Where its count begins.

    Returns
    -------
    str
        Empty where the label does not begin like a name.
    """
    found = _LABEL.match(text[:before])
    return found["name"].strip() if found is not None and found["name"][0].isupper() else ""


@lru_cache(maxsize=None)
def _alone(code: str) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, _ in load_words(code).rows("date.alone")) or r"(?!)"
    return re.compile(rf"\s(?:\w+\s)?(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=None)
def _pattern(code: str) -> re.Pattern[str]:
    words = sorted((phrase for phrase, _ in load_words(code).rows("claim.place")), key=lambda word: (-len(word), word))
    lead = "|".join(map(re.escape, words)) or r"(?!)"
    small = "|".join(re.escape(phrase) for phrase, _ in load_words(code).rows("claim.within_name")) or r"(?!)"
    capital = rf"(?=[^\W\d_a-zà-ÿа-яёіїєґәғқңөұүһ]){_LETTER}[\w'’.-]*\w"
    name = rf"(?P<name>{capital}(?:(?:\s(?:{small}))?\s{capital})*)"
    return re.compile(rf"(?<!\w)(?:(?i:{lead}))\s(?:(?:{small})\s)?{name}")


@lru_cache(maxsize=1024)
def _is_body(name: str, code: str) -> bool:
    """Say whether a name is that of a body that publishes figures: "in the Interior Ministry"."""
    first = name.split()[0].casefold()
    bodies = [phrase.casefold() for phrase, _ in load_words(code).rows("origin.body") if " " not in phrase]
    return first in bodies or any(first.startswith(body[:-1]) for body in bodies if body.endswith("*") and (
        len(body) > _SHORTEST_STEM))


@lru_cache(maxsize=1024)
def _is_time(name: str, code: str) -> bool:
    """Say whether a name is a month, a weekday or the like."""
    first = name.split()[0].casefold().removesuffix("'s").removesuffix("’s")
    rows = load_words(code)
    return any(first == phrase.casefold() for role in ("date.month", "date.weekday") for phrase, _ in rows.rows(role))
