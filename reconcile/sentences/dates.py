"""Dates as a careful writer would print them."""

from __future__ import annotations

from datetime import date

from reconcile.dates import Period, parse_date
from reconcile.sentences.catalogue import say
from reconcile.sentences.locales import forms


def day(when: date, with_year: bool = True, *, short: bool = False) -> str:
    """Print a day: ``8 January 2022``; short and without the year, as on an axis: ``8 Jan``."""
    return forms().day(when, with_year=with_year, short=short)


def month(when: date, with_year: bool = True, *, short: bool = False) -> str:
    """Print the month of a day: ``January 2022``; short and without the year, as on an axis: ``Jan``."""
    return forms().month(when, with_year=with_year, short=short)


def written_date(text: str, *, short: bool = False) -> str:
    """Print a date of the ledger for a reader.

    Parameters
    ----------
    text : str
        A form of :mod:`reconcile.dates`; empty gives "an unknown date".
    short : bool
        With short months, where room is scarce: ``8 Jan 2022``.

    Examples
    --------
    >>> written_date("2022-01-08/2022-01-10")
    '8–10 January 2022'
    """
    if not text:
        return say("date unknown")
    if "/" not in text:
        return _single_date(text, short)
    start, stop = (part.strip() for part in text.split("/"))
    if start == stop:
        return _single_date(start, short)
    if stop in ("", ".."):
        return say("date or later", date=_single_date(start, short))
    if start in ("", ".."):
        return say("date or earlier", date=_single_date(stop, short))
    return _date_span(parse_date(start), parse_date(stop), short)


def _single_date(text: str, short: bool) -> str:
    period = parse_date(text)
    plain = parse_date(text.rstrip("~?%")).first or date.min
    if period.precision == "year":
        written = str(plain.year)
    else:
        written = (day if period.precision == "day" else month)(plain, short=short)
    return say("date about", date=written) if period.is_approximate else written


def _date_span(start: Period, stop: Period, short: bool) -> str:
    whole_days = start.precision == stop.precision == "day" and not (start.is_approximate or stop.is_approximate)
    if whole_days and start.first and stop.first:
        return forms().span(start.first, stop.first, short=short)
    return say("date to date", first=_single_date(start.text, short), last=_single_date(stop.text, short))
