"""Partly known dates: from what is written in the ledger to the days that it can mean.

The forms are a subset of the Extended Date/Time Format, levels 0 and 1 (ISO 8601-2:2019; Library of
Congress, https://www.loc.gov/standards/datetime/): ``2022``, ``2022-01``, ``2022-01-08``, any of them
with ``~``, ``?`` or ``%`` for "approximately" or "uncertain", an interval ``A/B``, and an interval with
an open or unknown end (``2022-01-08/..``, ``../2022-01-08``).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reconcile.errors import DateError, shorten

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?)?)?([~?%])?", re.ASCII)
_HINT = "Write 2022-01-08, 2022-01, 2022, 2022-01-08/2022-01-10, 2022-01-08/.. or 2022-01-08~"


@dataclass(frozen=True)
class Period:
    """The days that a date can mean.

    Parameters
    ----------
    text : str
        As written.
    first, last : date or None
        Earliest and latest day, both included; None where the interval is open or unknown.
    precision : {"day", "month", "year", "interval"}
        How much was written down.
    is_approximate : bool
        Marked with ``~``, ``?`` or ``%``; ``first`` and ``last`` are then widened by one unit of the
        precision (for days: "around 2 July" is plus or minus one day in the UCDP GED Codebook 23.1,
        appendix 2; for months and years by analogy, a house rule).
    """

    text: str
    first: date | None
    last: date | None
    precision: str
    is_approximate: bool


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Period:
    """Read one date of the ledger.

    Parameters
    ----------
    text : str
        One of the forms of this module.

    Returns
    -------
    Period

    Raises
    ------
    DateError
        If the form is unknown or the day does not exist.

    Examples
    --------
    >>> parse_date("2022-01").last
    datetime.date(2022, 1, 31)
    """
    written = text.strip()
    if "/" in written:
        return _interval(written)
    first, last, precision, approximate = _single(written)
    return Period(written, first, last, precision, approximate)


def _interval(text: str) -> Period:
    ends = text.split("/")
    if len(ends) != 2 or not any(end.strip(". ") for end in ends):
        raise DateError(f"{shorten(text)!r} is not a date", _HINT)
    start = None if ends[0].strip() in ("", "..") else _single(ends[0].strip())
    stop = None if ends[1].strip() in ("", "..") else _single(ends[1].strip())
    if start and stop and start[0] > stop[1]:
        raise DateError(f"{shorten(text)!r} ends before it starts", "Put the earlier date first")
    approximate = bool((start and start[3]) or (stop and stop[3]))
    return Period(text, start and start[0], stop and stop[1], "interval", approximate)


def _single(text: str) -> tuple[date, date, str, bool]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(f"{shorten(text)!r} is not a date", _HINT)
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(f"there is no day {shorten(text)!r}", _HINT) from None
    precision = "day" if day else "month" if month else "year"
    last = _last_day(first, precision)
    if not match[4]:
        return first, last, precision, False
    return _widen(first, last, precision)


def _last_day(first: date, precision: str) -> date:
    if precision == "day":
        return first
    month = first.month if precision == "month" else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _widen(first: date, last: date, precision: str) -> tuple[date, date, str, bool]:
    reach = {"day": 1, "month": 31, "year": 366}[precision]
    try:
        return first - timedelta(days=reach), last + timedelta(days=reach), precision, True
    except OverflowError:
        raise DateError(f"the date {first} is at the edge of the calendar", _HINT) from None
