"""The language of dates and numbers: English of the house, every other one as CLDR has it.

The Unicode Common Locale Data Repository (https://cldr.unicode.org/) is read through Babel, and only when
another language than English is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from reconcile.errors import UsageError
from reconcile.wording.language import LANGUAGES

HOUSE = "en"

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")

_printing: ContextVar[tuple[str, str]] = ContextVar("language and file of sentences", default=(HOUSE, ""))


class Forms(Protocol):
    """How a language writes numbers and dates."""

    def number(self, number: int) -> str:
        """Print a whole number with its thousands apart."""
        ...

    def day(self, when: date, *, with_year: bool, short: bool) -> str:
        """Print a day, with or without its year, with a long or short month."""
        ...

    def month(self, when: date, *, with_year: bool, short: bool) -> str:
        """Print a month, with or without its year."""
        ...

    def span(self, first: date, last: date, *, short: bool) -> str:
        """Print the days from a first to a later last one, naming month and year no more than needed."""
        ...

    def plural(self, number: float) -> str:
        """Return the plural category of a number: one, few, many, other."""
        ...


@contextmanager
def printed_in(language: str, catalogue: str | Path = "") -> Iterator[None]:
    """Print dates and numbers in a language, inside a ``with`` block and in this thread only.

    Parameters
    ----------
    language : str
        BCP 47 tag, such as ``ru``, ``de`` or ``pt-BR``. ``en`` is English of the house: "8 January 2022" and
        "4,404". Every other tag follows the Unicode Common Locale Data Repository, ``en-US`` too.
    catalogue : str or Path
        File of sentences in the form of ``data/sentences_en.csv``; without it the shipped one of the
        language serves, and English where there is none.

    Raises
    ------
    UsageError
        For a language that the repository does not have.

    Examples
    --------
    >>> with printed_in("de"):
    ...     forms().number(4404)
    '4.404'
    """
    _forms_of(language)
    token = _printing.set((language, str(catalogue)))
    try:
        yield
    finally:
        _printing.reset(token)


def language_printed() -> str:
    """Return the tag of the language in which dates and numbers are printed now."""
    return _printing.get()[0]


def catalogue_printed() -> str:
    """Return the path of the file of sentences that was given, empty for the shipped one."""
    return _printing.get()[1]


def forms() -> Forms:
    """Return how the language of now writes numbers and dates."""
    return _forms_of(_printing.get()[0])


@lru_cache(maxsize=None)
def _forms_of(tag: str) -> Forms:
    if tag.lower() == HOUSE:
        return _House()
    from reconcile.sentences.cldr import Cldr, locale_of

    locale = locale_of(tag)
    if locale is None:
        raise UsageError(f"unknown language {tag!r}; choose one of: {', '.join(LANGUAGES)}, or another BCP 47 tag "
                         "whose dates and numbers the Unicode CLDR has, such as de or pt-BR")
    return Cldr(locale)


class _House:
    """English as the house writes it."""

    def number(self, number: int) -> str:
        return f"{number:,}"

    def day(self, when: date, *, with_year: bool, short: bool) -> str:
        return f"{when.day} {self.month(when, with_year=with_year, short=short)}"

    def month(self, when: date, *, with_year: bool, short: bool) -> str:
        name = MONTHS[when.month - 1]
        return (name[:3] if short else name) + (f" {when.year}" if with_year else "")

    def span(self, first: date, last: date, *, short: bool) -> str:
        end = self.day(last, with_year=True, short=short)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{end}"
        return f"{self.day(first, with_year=first.year != last.year, short=short)} – {end}"

    def plural(self, number: float) -> str:
        return "one" if number == 1 else "other"
