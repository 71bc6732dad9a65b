"""Dates and numbers as the Unicode Common Locale Data Repository has them (https://cldr.unicode.org/), by Babel.

Imported only when another language than English of the house is printed.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date
from babel.numbers import format_decimal

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)

_YEAR_MARK = re.compile(r"(?<=y)[\s\u00a0\u202f]*'?(?:гг|рр|г|р)'?\.(?=\s|$)")
"""The abbreviation after a year of Russian and Bulgarian ("г.") and Ukrainian ("р."): its full stop would meet
that of the sentence, so it is left out (house rule)."""

_SHORT_MONTH = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")


class _OwnLocale(Locale):
    """A locale with data of its own.

    Babel keeps what it looks up of one language in data that all share, so that a second language would
    print months of the first.
    """

    @cached_property
    def _data(self) -> localedata.LocaleDataDict:
        own: Any = copy.deepcopy(localedata.load(str(self)))
        return localedata.LocaleDataDict(own)


def locale_of(tag: str) -> Locale | None:
    """Return the locale of a BCP 47 tag, None where the repository has none."""
    if not _TAG.fullmatch(tag):
        return None
    try:
        return _OwnLocale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@dataclass(frozen=True)
class Cldr:
    """The forms of a language, see :class:`reconcile.sentences.locales.Forms`."""

    locale: Locale

    def number(self, number: int) -> str:
        """Print a whole number."""
        return format_decimal(number, locale=self.locale)

    def day(self, when: date, *, with_year: bool, short: bool) -> str:
        """Print a day."""
        if with_year and not short:
            return self._written(when, self.locale.date_formats["long"].pattern)
        return self._written(when, self._pattern(("yMMMd" if with_year else "MMMd") if short else "MMMMd"))

    def month(self, when: date, *, with_year: bool, short: bool) -> str:
        """Print a month."""
        if not with_year:
            return self._written(when, "LLL" if short else "LLLL")
        return self._written(when, self._pattern("yMMM" if short else "yMMMM"))

    def span(self, first: date, last: date, *, short: bool) -> str:
        """Print some days; where only short patterns are known, their months are written out (UTS 35, part 4)."""
        differ = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        known = self.locale.interval_formats
        parts = (known["yMMMd"] if short or "yMMMMd" not in known else known["yMMMMd"])[differ]
        patterns = parts if short else [_SHORT_MONTH.sub(r"\1\1\1\1", part) for part in parts]
        return "".join(self._written(when, pattern) for when, pattern in zip((first, last), patterns, strict=True))

    def plural(self, number: float) -> str:
        """Return the plural category; only whole numbers are counted."""
        return self.locale.plural_form(int(number))

    def _pattern(self, skeleton: str) -> str:
        return str(self.locale.datetime_skeletons[skeleton].pattern)

    def _written(self, when: date, pattern: str) -> str:
        return format_date(when, _YEAR_MARK.sub("", pattern), self.locale)
