"""The sentences of the product: numbers, dates and ranges as a careful writer would print them.

The forms follow the field's practice: floor language for open ends, the number of claims and origins
beside every range, the date that the number speaks of (Every Casualty Standards 2016, p. 25; OHCHR and
AAPP briefings; Airwars incident pages).
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reconcile.dates import Period, parse_date

if TYPE_CHECKING:
    import pandas as pd

    Row = Mapping[Hashable, Any] | pd.Series[Any]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
_EVENT = re.compile(r"(.+?)-(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def count(number: float) -> str:
    """Print a count with thousands separated by commas; an open end is a word.

    Examples
    --------
    >>> count(4404.0)
    '4,404'
    """
    if math.isnan(number):
        return "no figure"
    return "no upper bound" if math.isinf(number) else f"{int(number):,}"


def plural(number: float, one: str, many: str = "") -> str:
    """Print a number with its noun: ``1 claim``, ``2 claims``."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def day(when: date, with_year: bool = True) -> str:
    """Print a day: ``8 January 2022``."""
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year}" if with_year else "")


def written_date(text: str) -> str:
    """Print a date of the ledger for a reader.

    Parameters
    ----------
    text : str
        A form of :mod:`reconcile.dates`; empty gives "an unknown date".

    Examples
    --------
    >>> written_date("2022-01-08/2022-01-10")
    '8–10 January 2022'
    """
    if not text:
        return "an unknown date"
    if "/" not in text:
        return _single_date(text)
    start, stop = (part.strip() for part in text.split("/"))
    if start == stop:
        return _single_date(start)
    if stop in ("", ".."):
        return f"{_single_date(start)} or later"
    if start in ("", ".."):
        return f"{_single_date(stop)} or earlier"
    return _date_span(parse_date(start), parse_date(stop))


def _single_date(text: str) -> str:
    period = parse_date(text)
    plain = parse_date(text.rstrip("~?%")).first or date.min
    names = {"day": day(plain), "month": f"{MONTHS[plain.month - 1]} {plain.year}", "year": str(plain.year)}
    return ("about " if period.is_approximate else "") + names[period.precision]


def _date_span(start: Period, stop: Period) -> str:
    whole_days = start.precision == stop.precision == "day" and not (start.is_approximate or stop.is_approximate)
    if whole_days and start.first and stop.first:
        if (start.first.year, start.first.month) == (stop.first.year, stop.first.month):
            return f"{start.first.day}–{day(stop.first)}"
        if start.first.year == stop.first.year:
            return f"{day(start.first, with_year=False)} – {day(stop.first)}"
    return f"{_single_date(start.text)} – {_single_date(stop.text)}"


def interval_words(low: float, high: float) -> str:
    """Print an interval: ``40``, ``36 to 99``, ``at least 2``, ``no figure``.

    Parameters
    ----------
    low, high : float
        Inclusive ends; ``high`` may be ``inf``, both may be ``nan``.
    """
    if math.isnan(low):
        return "no figure"
    if math.isinf(high):
        return floor_words(low)
    return count(low) if low == high else f"{count(low)} to {count(high)}"


def floor_words(low: float, hedge: str = "") -> str:
    """Print an open lower bound the way it was said: ``more than 5,000`` or ``at least 5,000``."""
    if hedge == "more_than" or (not hedge and low > 1000 and low % 100 == 1):
        return f"more than {count(low - 1)}"
    return f"at least {count(low)}"


def range_words(low: float, high: float, leads: pd.DataFrame) -> str:
    """Print a range of reported figures so that an open end stays open.

    Parameters
    ----------
    low, high : float
        Ends of the range.
    leads : DataFrame
        The claims behind it, with the columns low, high, is_open and hedge.

    Returns
    -------
    str
        Such as ``between 4,404 and more than 5,000``.
    """
    if math.isnan(low) or not math.isinf(high):
        words = interval_words(low, high)
        return f"between {words.replace(' to ', ' and ')}" if " to " in words else words
    opened = leads[leads["is_open"] & leads["low"].notna()]
    top_open = opened.sort_values(["low", "claim_id"]).iloc[-1] if len(opened) else None
    closed = leads["high"][~leads["is_open"]]
    top_closed = float(closed.max()) if closed.notna().any() else math.nan
    lowest = opened[opened["low"] == low]
    first = floor_words(low, str(lowest["hedge"].iloc[0])) if len(lowest) else count(low)
    if top_open is not None and float(top_open["low"]) > low and not top_closed > float(top_open["low"]):
        return f"between {count(low)} and {floor_words(float(top_open['low']), str(top_open['hedge']))}"
    if top_closed > low:
        start = first if len(lowest) else f"at least {count(low)}"
        return f"{start} (highest figure stated: {count(top_closed)})"
    return first if len(lowest) else floor_words(low)


def people(question: Row, number: float = 2) -> str:
    """Print who is counted and how: ``people detained``, ``journalist injured``."""
    if question["unit"] == "acts":
        acts = "act" if number == 1 else "acts"
        return f"{acts} recorded as “{question['what']}” (acts, not persons; {question['who']})"
    return f"{question['who_one'] if number == 1 else question['who']} {question['what']}"


def place_words(question: Row) -> str:
    """Print a place that is narrower than the whole event: `` in Almaty, Kazakhstan``."""
    if question["is_widest_place"]:
        return ""
    parts = [part.replace("_", " ") for part in str(question["place"]).split("/")]
    return f" in {', '.join(reversed(parts))}"


def when_words(question: Row) -> str:
    """Print the date that the number speaks of, by the way of counting."""
    as_of, since = str(question["as_of"]), str(question["since"])
    if question["counting"] == "period":
        return f" between {written_date(since)} and {written_date(as_of)}" if since else f" in {written_date(as_of)}"
    if not as_of:
        return ""
    start = f" from {written_date(since)}" if since else ""
    return f"{start} {_preposition(as_of, str(question['counting']))}"


def _preposition(as_of: str, counting: str) -> str:
    """Put the date after the word that its precision bears."""
    period = parse_date(as_of)
    if period.precision == "day" and not period.is_approximate:
        return f"{'on' if counting == 'snapshot' else 'by'} {written_date(as_of)}"
    return f"as of {written_date(as_of)}"


def question_label(question: Row) -> str:
    """Print a question as a heading: ``Journalists detained``, ``People killed in Almaty, Kazakhstan``."""
    label = f"{people(question)}{place_words(question)}"
    if question["counting"] == "period":
        label += when_words(question)
    return label[:1].upper() + label[1:]


def event_title(slug: str) -> str:
    """Print an event's slug for people: ``kazakhstan-2022-01`` is "Kazakhstan, January 2022"."""
    match = _EVENT.fullmatch(slug)
    if match is None:
        return slug.replace("-", " ").replace("_", " ").capitalize()
    name, year, month, day = match.groups()
    words = [part for part in (day and str(int(day)), month and 1 <= int(month) <= 12 and MONTHS[int(month) - 1], year)
             if part]
    plain = " ".join(part[:1].upper() + part[1:] for part in re.split("[-_]", name))
    return f"{plain}, {' '.join(words)}"


def headline(question: Row, estimate: Row, leads: pd.DataFrame) -> str:
    """Print the one sentence of a question: range, who, when, claims and origins.

    Parameters
    ----------
    question, estimate : mapping or Series
        Rows of the tables of those names.
    leads : DataFrame
        Claims that count in the range.

    Returns
    -------
    str
        Such as "Between 4,404 and more than 5,000 people detained by 10 January 2022, from 2 claims
        of 2 origins."
    """
    low, high = float(estimate["low"]), float(estimate["high"])
    if math.isnan(low):
        none = f"No figure for {people(question)}{place_words(question)}"
        return f"{none}: {plural(int(question['n_claims']), 'claim')} on file, none states a number that counts."
    number = low if low == high else 2
    text = f"{range_words(low, high, leads)} {people(question, number)}{place_words(question)}{when_words(question)}"
    source = f"from {plural(int(estimate['n_claims']), 'claim')} of {plural(int(estimate['n_origins']), 'origin')}"
    return f"{text[:1].upper()}{text[1:]}, {source}.{_soft_words(leads)}"


def _soft_words(leads: pd.DataFrame) -> str:
    words = sorted({" ".join(str(stated).split()) for stated in leads["stated"][leads["is_soft"]]})
    if not words:
        return ""
    quoted = joined([f"“{text}”" for text in words])
    return f" The range rests in part on a reading of {quoted}."


def follows_words(bound: Row) -> str:
    """Print what follows for a question from other claims, empty where nothing but its own claims does.

    Parameters
    ----------
    bound : mapping or Series
        A row of :data:`reconcile.schema.BOUNDS`.

    Returns
    -------
    str
        One sentence, such as "Taken together with other claims, 8 to 40: the upper end follows from
        security forces within everyone."
    """
    if bound["status"] == "unresolved":
        return "The claims around this question cannot all be true, so nothing follows from them together."
    ends = [f"the {name} end follows from {joined(list(bound[f'{side}_relations']))}"
            for name, side in (("lower", "low"), ("upper", "high")) if bound[f"{side}_relations"]]
    if not ends:
        return ""
    words = interval_words(float(bound["low"]), float(bound["high"]))
    return f"Taken together with other claims, each in its widest reading, {words}: {joined(ends)}."


def full_stop(text: str) -> str:
    """End a sentence with a full stop where it has no end of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Join parts as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""
