"""Sentences as data: templates with named places, in the plural categories of the Unicode CLDR.

A language is one file, ``data/sentences_<code>.csv``, in the columns ``key``, ``plural``, ``text`` and
``note``. A key may end in a variant after a dot (``people.floor``); where a language does not tell variants
apart, the key without it serves. A noun is a row too, ``population.children`` or, in a case of its own,
``population.children.genitive``; a template asks for the case as ``{who:genitive}``. Nouns that no row has
are those of the vocabulary. What a language has no row for is printed in English.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

from reconcile.errors import UnreadableError
from reconcile.sentences.locales import HOUSE, catalogue_printed, forms, language_printed

Rows = Mapping[tuple[str, str], str]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Plural categories (UTS 35, part 3, https://www.unicode.org/reports/tr35/tr35-numbers.html)."""

_COLUMNS = ("key", "plural", "text", "note")


def say(key: str, number: float | None = None, /, **places: object) -> str:
    """Fill in a template of the language that is printed now.

    Parameters
    ----------
    key : str
        Name of the template, with its variant after a dot if it has one.
    number : float, optional
        What the plural category is chosen by; not printed unless the template has a place for it.
    **places
        Values of the named places.

    Raises
    ------
    KeyError
        For a key that no catalogue has: a defect of the caller.
    UnreadableError
        For a place in a given file of sentences that nothing fills.

    Examples
    --------
    >>> say("claims", 2, n="2")
    '2 claims'
    """
    return _filled(key, _template(key, number), places)


def say_each(key: str, place: str, values: Iterable[object]) -> list[str]:
    """Fill in a template with one place for each of many values; the template is looked up once.

    Examples
    --------
    >>> say_each("state.withdrawn", "claim", ["a", "b"])
    ['withdrawn by claim a', 'withdrawn by claim b']
    """
    text = _template(key, None)
    return [_filled(key, text, {place: value}) for value in values]


def _template(key: str, number: float | None) -> str:
    text = _found(key, number)
    if text is None:
        raise KeyError(f"no sentence is called {key!r}")
    return text


def _filled(key: str, text: str, places: Mapping[str, object]) -> str:
    try:
        return text.format(**places)
    except (KeyError, IndexError) as error:
        raise UnreadableError(f"the sentence {key!r} has the place {error}; it may have {', '.join(places)}") from None


@dataclass(frozen=True)
class Noun:
    """A word of the vocabulary that takes the form its number asks for.

    Parameters
    ----------
    name : str
        Kind and word of the vocabulary, such as ``population.children``.
    number : float
        How many.
    singular, plural : str
        Its English forms.
    """

    name: str
    number: float
    singular: str
    plural: str

    def __format__(self, case: str) -> str:
        found = _found(f"{self.name}.{case}" if case else self.name, self.number)
        return found or (self.singular if self.number == 1 else self.plural)


def _found(key: str, number: float | None) -> str | None:
    """Return the row of a key in the language of now, else in English; a variant yields to the plain key."""
    for rows, category in _choices(number):
        name = key
        while True:
            text = rows.get((name, category)) or rows.get((name, "other")) or rows.get((name, ""))
            if text is not None:
                return text
            if "." not in name:
                break
            name = name.rpartition(".")[0]
    return None


def _choices(number: float | None) -> Iterator[tuple[Rows, str]]:
    category = "" if number is None else forms().plural(number)
    yield _printed(), category
    yield _shipped(HOUSE), "" if number is None else "one" if number == 1 else "other"


def _printed() -> Rows:
    path = catalogue_printed()
    return _given(path) if path else _shipped(language_printed().replace("_", "-").split("-")[0].lower())


@lru_cache(maxsize=None)
def _shipped(code: str) -> Rows:
    file = files("reconcile").joinpath(f"data/sentences_{code}.csv")
    return _rows(file.name, file.read_text(encoding="utf-8")) if file.is_file() else {}


@lru_cache(maxsize=None)
def _given(path: str) -> Rows:
    try:
        return _rows(path, Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot read the sentences {path}: {error}") from None


def _rows(name: str, text: str) -> Rows:
    rows: dict[tuple[str, str], str] = {}
    reader = csv.DictReader(text.splitlines())
    for number, row in enumerate(reader, start=2):
        key = (row.get("key") or "", row.get("plural") or "")
        problem = _problem(key, row.get("text") or "", rows)
        if problem:
            raise UnreadableError(f"{name}, row {number}: {problem}. A row has {', '.join(_COLUMNS)}, and a plural "
                                  f"that is empty or one of {', '.join(CATEGORIES)}")
        rows[key] = row["text"]
    return rows


def _problem(key: tuple[str, str], text: str, rows: Rows) -> str:
    if not key[0] or not text:
        return "the key or the text is empty"
    if key[1] not in ("", *CATEGORIES):
        return f"there is no plural {key[1]!r}"
    if key in rows:
        return f"{key[0]!r} is given twice"
    try:
        list(Formatter().parse(text))
    except ValueError as error:
        return f"the places of the text cannot be read ({error})"
    return ""
