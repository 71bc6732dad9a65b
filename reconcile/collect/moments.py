"""When: the dates and periods named in a sentence, and the one that a claim speaks of.

A weekday is the last one on or before publication, a day without a year the last such day, and a word
such as "yesterday" is counted from publication. What lies well before publication is marked as past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reconcile.collect.calendar_words import (
    AFTER,
    ANCHOR,
    BEFORE,
    CORE,
    COUNTED,
    DATELINE,
    DATE_BEFORE_YEAR,
    SAID_AFTER,
    SAID_BEFORE,
    WHEN,
    Calendar,
    calendar_of,
    read_dates,
)
from reconcile.collect.days import Passage, Span, span_of
from reconcile.collect.lexemes import Reading, plain
from reconcile.dates import parse_date
from reconcile.errors import DateError

PAST_DAYS = 60
"""What ended longer ago than this belongs to another event (house rule: two months)."""

_RANGES = ("days", "month_days", "years", "decade", "weekend")
_NOT_BY = (*_RANGES, "calendar", "current", "rolling")
_NEEDS = "needs the publication date"
_HEAD = 9
_NEAR = 30
_SPLIT = re.compile(r"[;]|\b(?:while|whereas|but|although)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a period that a sentence names.

    Attributes
    ----------
    start, end : int
        Where the words stand.
    kind : str
        ``day``; ``since`` (first day of the count); ``by`` (the count as of that day); ``window`` (the count
        of that period); ``past`` (well before publication); ``anniversary``.
    first, last : str
        A form of :mod:`reconcile.dates`; empty where open or unknown.
    how : str
        How it was found, in words.
    said : bool
        The day on which the source spoke.
    left, right : int
        The part of the sentence for whose claims it can stand; ``right`` 0 for all of it.
    """

    start: int
    end: int
    kind: str
    first: str
    last: str
    how: str
    said: bool = False
    left: int = 0
    right: int = 0


def moments(sentence: str, language: str, published: str, day: str = "") -> list[Moment]:
    """Find the days and periods that a sentence names.

    Parameters
    ----------
    sentence : str
    language : str
        BCP 47 code of a language with a data file.
    published : str
        Day of publication, a form of :mod:`reconcile.dates`, or empty if it is not known.
    day : str
        The day last spoken of, for "that day"; empty for the day of publication.

    Returns
    -------
    list of Moment
        From left to right.

    Examples
    --------
    >>> moments("Police said on Friday 12 people were killed.", "en", "2022-01-09")[0].last
    '2022-01-07'
    """
    calendar = calendar_of(language)
    if calendar.anchors.search(plain(sentence)) is None:
        return []
    reading = read_dates(sentence, calendar)
    if ANCHOR.search(reading.symbols) is None:
        return []
    today, spoken = _publication(published), _publication(day)
    found: list[Moment] = []
    for match in CORE.finditer(reading.symbols):
        moment = _moment(reading, calendar, match, today, spoken)
        if moment is not None:
            found.append(moment)
            spoken = (_publication(moment.last) if len(moment.last) == 10 and not moment.said else None) or spoken
    return _ended(_joined(reading, found), published)


def moment_of(start: int, end: int, found: Sequence[Moment], published: str = "", sentence: str = "",
              ) -> tuple[str, str, str]:
    """Say of which day a claim speaks.

    Parameters
    ----------
    start, end : int
        The claim in its sentence.
    found : sequence of Moment
        The moments of the sentence.
    published : str
        Day of publication: the answer when no moment fits.
    sentence : str
        The sentence, to tell its clauses apart.

    Returns
    -------
    since, as_of : str
    how : str
        In words.
    """
    fitting = [one for one in found if (one.end <= start or end <= one.start) and (one.first or one.last)
               and (not one.right or one.left <= start < one.right)]
    starts = [one for one in fitting if one.kind == "since" and not _split_between(sentence, start, end, one)]
    since = min(starts, key=lambda one: _distance(one, start, end, sentence)) if starts else None
    days = [one for one in fitting if one.kind != "since"]
    if not days:
        if since is not None:
            return since.first, published, f"{since.how}; the day is that of publication"
        needed = next((one.how for one in found if not one.last and not one.first), "no date in the sentence")
        return "", published, f"{needed}: publication date"
    best = min(days, key=lambda one: _distance(one, start, end, sentence))
    if since is not None and best.kind == "day" and not best.said and (
            _distance(since, start, end, sentence) < _distance(best, start, end, sentence)):
        return since.first, published, f"{since.how}; the day is that of publication"
    if since is not None and since.first <= best.last:
        return since.first, best.last, f"{best.how}; {since.how}"
    return (best.first if best.kind == "window" else ""), best.last, best.how


def _distance(one: Moment, start: int, end: int, sentence: str) -> tuple[int, int]:
    """Return how far a moment is from a claim; commas, other clauses and the day of speaking count as distance."""
    between = sentence[end:one.start] if one.start >= end else sentence[one.end:start]
    gap = max(one.start - end, start - one.end) + 25 * between.count(",")
    return gap + 300 * len(_SPLIT.findall(between)) + (200 if one.said else 0) \
        + (60 if one.kind == "anniversary" else 0), one.start


def _split_between(sentence: str, start: int, end: int, one: Moment) -> bool:
    between = sentence[end:one.start] if one.start >= end else sentence[one.end:start]
    return _SPLIT.search(between) is not None


def _publication(published: str) -> date | None:
    if not published:
        return None
    try:
        period = parse_date(published)
    except DateError:
        return None
    return period.last or period.first


def _moment(reading: Reading, calendar: Calendar, match: re.Match[str], today: date | None,
            day: date | None) -> Moment | None:
    """Read one match of the grammar, with what stands before and after it."""
    way, first, last = match.lastgroup or "", match.start(), match.end()
    if not _stands(reading, calendar, way, first, last):
        return None
    is_dateline = first < _HEAD and DATELINE.match(reading.sentence, reading.ends[last - 1]) is not None
    if is_dateline and today is not None:
        return None
    if way == "month_day" and last - first == 2 and COUNTED.search(reading.symbols, max(first - 3, 0), first):
        way, last = "month", first + 1
    before = BEFORE.search(reading.symbols, max(first - 16, 0), first)
    before = before or AFTER.match(reading.symbols, last)
    role = (before.lastgroup or "") if before else ""
    start, end = reading.starts[first], reading.ends[last - 1]
    left, right = _scope(reading, way, first, last, before.start() if before and role == "comparison" else -1)
    if left > right:
        return None
    words = reading.written(first, last)
    said = bool(SAID_BEFORE.search(reading.symbols, max(first - 8, 0), first) or SAID_AFTER.match(reading.symbols, last)
                or is_dateline)
    span = span_of(way, Passage(reading, first, last, today, calendar.month_first, day))
    if span is None:
        reason = f"'{words}' {_NEEDS}" if today is None else ""
        return Moment(start, end, "day", "", "", reason, said) if reason else None
    how = f"'{words}' is {span.text}{', ' + span.why if span.why else ''}"
    alone = reading.symbols[last:last + 1] == "A" or reading.symbols[max(first - 4, 0):first].rstrip("Io").endswith("A")
    kind, begin, until = _bounded(span, role, alone, way, today)
    return Moment(start, end, kind, begin, until, how, said, left, right)


def _scope(reading: Reading, way: str, first: int, last: int, compared: int) -> tuple[int, int]:
    """Return the part of the sentence for which a date can stand: 0, 0 for all of it, 1, 0 for none.

    A date that a comparison goes back to stands for what is told of that event only: "the worst since
    79 died in 2021", "the deadliest since 2015, when ten died"; "a day earlier" for the figure before it.
    """
    when = WHEN.match(reading.symbols, last)
    beyond = reading.starts[when.end() - 1] if when else 0
    if compared >= 0:
        since = next(at for at in range(compared, first) if reading.symbols[at] in "SFN")
        left = reading.ends[since]
        return left, len(reading.sentence) if when else reading.starts[first]
    if way == "year" and reading.symbols[first - 1:first] == "i":
        return (beyond, len(reading.sentence)) if when else (1, 0)
    if way == "ago" and "relative" in reading.values[first:last]:
        return max(reading.starts[first] - _NEAR, 0), reading.starts[first]
    return 0, 0


def _stands(reading: Reading, calendar: Calendar, way: str, first: int, last: int) -> bool:
    """Say whether the words around agree that this is a date."""
    symbols = reading.symbols
    before = symbols[first - 1] if first else ""
    if way == "year":
        if before == "I" and reading.values[first - 1] == "clock":
            return False
        return last - first > 1 or before in DATE_BEFORE_YEAR and before != "" or symbols[last:last + 1] == "-" or (
            before == "i" and WHEN.match(symbols, last) is not None)
    if way == "month" and last - first == 1 and reading.words(first, last) in calendar.weak:
        return before != "" and before in "JISNtFBoeLT"
    if way == "nth":
        return before != "" and before in "Io" and symbols[last:last + 1] not in ("x", "n", "U")
    if way == "rolling" and symbols[first] == "o":
        return True
    return way != "future"


def _bounded(span: Span, role: str, alone: bool, way: str, today: date | None) -> tuple[str, str, str]:
    """Return kind, first and last of a moment."""
    if way == "anniversary":
        return "anniversary", "", span.text
    if role == "since" and way not in _RANGES:
        return "since", span.first.isoformat(), ""
    if role == "by" and way not in _NOT_BY:
        return "by", "", span.last.isoformat()
    is_year = span.first.year == span.last.year < (today or span.last).year and (span.last - span.first).days > 300
    if today is not None and (is_year or (today - span.last).days > PAST_DAYS):
        return "past", span.text, span.text
    if alone or span.first != span.last:
        last = min(span.last, today) if today is not None and today >= span.first else span.last
        if today is None and span.first != span.last and "/" not in span.text:
            return "window", span.text, span.text
        return "window", span.first.isoformat(), last.isoformat()
    return "day", span.text, span.text


def _ended(found: list[Moment], published: str) -> list[Moment]:
    """Let "the past 24 hours" end on the day on which the source spoke."""
    spoken = next((one.last for one in found if one.said and len(one.last) == 10 and one.last < published[:10]), "")
    if not spoken:
        return found
    back = date.fromisoformat(published[:10]) - date.fromisoformat(spoken)
    return [replace(one, first=(date.fromisoformat(one.first) - back).isoformat(), last=spoken)
            if one.kind == "window" and one.last == published[:10] and len(one.first) == 10
            and "counted back" in one.how else one for one in found]


def _joined(reading: Reading, found: list[Moment]) -> list[Moment]:
    """Join "from 28 January to 3 February" and "between Friday and Sunday" into one period."""
    joined: list[Moment] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and one.kind == "by" and before.kind in ("since", "day") and before.first and one.last:
            if re.fullmatch(r"[\s,]*[^\s,]*(?:\s\w+)?[\s,]*", reading.text[before.end:one.start]) \
                    and before.first <= one.last:
                words = " ".join(reading.sentence[before.start:one.end].split())
                joined[-1] = replace(one, start=before.start, kind="window", first=before.first, last=one.last,
                                     how=f"'{words}': {before.how}; {one.how}")
                continue
        joined.append(one)
    return joined
