"""When: the dates and periods named in a sentence, and the one that a claim speaks of.

A weekday is the last one on or before publication, a day without a year the last such day, and a word
such as "yesterday" is counted from publication. What lies well before publication is marked as past.
"""

from __future__ import annotations

import calendar as months_of
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reconcile.collect.calendar_words import (
    AFTER,
    ANCHOR,
    BEFORE,
    CORE,
    DATELINE,
    DATE_BEFORE_YEAR,
    SAID_AFTER,
    SAID_BEFORE,
    Calendar,
    calendar_of,
    read_dates,
    total,
)
from reconcile.collect.lexemes import Reading, plain
from reconcile.dates import parse_date
from reconcile.errors import DateError

PAST_DAYS = 60
"""What ended longer ago than this belongs to another event (house rule: two months)."""

_RANGES = ("days", "month_days", "years", "decade", "weekend")
_NOT_BY = (*_RANGES, "calendar", "current", "rolling")
_NEEDS = "needs the publication date"
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
    """

    start: int
    end: int
    kind: str
    first: str
    last: str
    how: str
    said: bool = False


@dataclass(frozen=True)
class _Span:
    """Days that words can mean: the first, the last, the EDTF text and why."""

    first: date
    last: date
    text: str
    why: str


def moments(sentence: str, language: str, published: str) -> list[Moment]:
    """Find the days and periods that a sentence names.

    Parameters
    ----------
    sentence : str
    language : str
        BCP 47 code of a language with a data file.
    published : str
        Day of publication, a form of :mod:`reconcile.dates`, or empty if it is not known.

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
    today = _publication(published)
    found = [moment for match in CORE.finditer(reading.symbols)
             if (moment := _moment(reading, calendar, match, today)) is not None]
    return _joined(reading, found)


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
    fitting = [one for one in found if (one.end <= start or end <= one.start) and (one.first or one.last)]
    starts = [one for one in fitting if one.kind == "since" and not _split_between(sentence, start, end, one)]
    since = min(starts, key=lambda one: _distance(one, start, end, sentence)) if starts else None
    days = [one for one in fitting if one.kind != "since"]
    if not days:
        if since is not None:
            return since.first, published, f"{since.how}; the day is that of publication"
        needed = next((one.how for one in found if not one.last and not one.first), "no date in the sentence")
        return "", published, f"{needed}: publication date"
    best = min(days, key=lambda one: _distance(one, start, end, sentence))
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


def _moment(reading: Reading, calendar: Calendar, match: re.Match[str], today: date | None) -> Moment | None:
    """Read one match of the grammar, with what stands before and after it."""
    way, first, last = match.lastgroup or "", match.start(), match.end()
    if not _stands(reading, calendar, way, first, last):
        return None
    if way == "month_day" and _is_count(reading, first, last):
        way, last = "month", first + 1
    before = BEFORE.search(reading.symbols, max(first - 16, 0), first)
    before = before or AFTER.match(reading.symbols, last)
    role = (before.lastgroup or "") if before else ""
    if role == "comparison":
        return None
    start, end = reading.starts[first], reading.ends[last - 1]
    words = reading.written(first, last)
    said = bool(SAID_BEFORE.search(reading.symbols, 0, first) or SAID_AFTER.match(reading.symbols, last)
                or first < 6 and DATELINE.match(reading.sentence, end))
    span = _READERS[way](reading, calendar, first, last, today)
    if span is None:
        reason = f"'{words}' {_NEEDS}" if today is None else ""
        return Moment(start, end, "day", "", "", reason, said) if reason else None
    how = f"'{words}' is {span.text}{', ' + span.why if span.why else ''}"
    alone = reading.symbols[last:last + 1] == "A" or reading.symbols[:first].rstrip("Io").endswith("A")
    kind, begin, until = _bounded(span, role, alone, way, today)
    return Moment(start, end, kind, begin, until, how, said)


def _stands(reading: Reading, calendar: Calendar, way: str, first: int, last: int) -> bool:
    """Say whether the words around agree that this is a date."""
    symbols = reading.symbols
    before = symbols[first - 1] if first else ""
    if way == "year":
        return last - first > 1 or before in DATE_BEFORE_YEAR and before != "" or symbols[last:last + 1] == "-"
    if way == "month" and last - first == 1 and reading.words(first, last) in calendar.weak:
        return before != "" and before in "JIStFBoeLT"
    if way == "nth":
        return before != "" and before in "Io" and symbols[last:last + 1] not in ("x", "n", "U")
    if way == "rolling" and symbols[first] == "o":
        return True
    return way != "future"


def _is_count(reading: Reading, first: int, last: int) -> bool:
    """Say whether the number after a month counts something: "in January 12 people"."""
    return last - first == 2 and reading.symbols[first - 1:first] == "J" and first > 0


def _bounded(span: _Span, role: str, alone: bool, way: str, today: date | None) -> tuple[str, str, str]:
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


def _joined(reading: Reading, found: list[Moment]) -> list[Moment]:
    """Join "from 28 January to 3 February" and "between Friday and Sunday" into one period."""
    joined: list[Moment] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and one.kind == "by" and before.kind in ("since", "day") and before.first and one.last:
            if re.fullmatch(r"[\s,]*[^\s,]*(?:\s\w+)?[\s,]*", reading.text[before.end:one.start]) \
                    and before.first <= one.last:
                joined[-1] = replace(one, start=before.start, kind="window", first=before.first, last=one.last,
                                     how=f"{before.how}; {one.how}")
                continue
        joined.append(one)
    return joined


def _day(when: date, why: str = "") -> _Span:
    return _Span(when, when, when.isoformat(), why)


def _month(year: int, month: int, why: str = "") -> _Span:
    last = date(year, month, months_of.monthrange(year, month)[1])
    return _Span(date(year, month, 1), last, f"{year:04d}-{month:02d}", why)


def _year(year: int, why: str = "") -> _Span:
    return _Span(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", why)


def _period(first: date, last: date, why: str = "") -> _Span:
    if first == last:
        return _day(first, why)
    return _Span(first, last, f"{first.isoformat()}/{last.isoformat()}", why)


def _parts(reading: Reading, first: int, last: int, symbol: str) -> list[str]:
    return [reading.values[at] for at in range(first, last) if reading.symbols[at] == symbol]


def _exact(year: str, month: int, day: int, today: date | None) -> _Span | None:
    """Return a day; without a year, the last such day on or before publication."""
    try:
        if year:
            return _day(date(int(year), month, day))
        if today is None:
            return None
        when = date(today.year, month, day) if (month, day) != (2, 29) else _leap_day(today)
        if when > today:
            when = when.replace(year=today.year - 1)
    except ValueError:
        return None
    return _day(when, "the last such day on or before publication")


def _leap_day(today: date) -> date:
    year = today.year
    while not months_of.isleap(year) or date(year, 2, 29) > today:
        year -= 1
    return date(year, 2, 29)


def _year_of(reading: Reading, first: int, last: int, today: date | None) -> str:
    """Return the year that a date names, also by "last year"."""
    years = _parts(reading, first, last, "Y")
    if not years and today and "year" in _parts(reading, first, last, "U") and "L" in reading.symbols[first:last]:
        return str(today.year - 1)
    return "".join(years[:1])


def _read_day(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    days = _parts(reading, first, last, "d") or _parts(reading, first, last, "q")
    return _exact(_year_of(reading, first, last, today), int(_parts(reading, first, last, "M")[0]), int(days[0]),
                  today)


def _read_days(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    """Return a range of days; a month or year that is named once holds for both ends."""
    days, months = _parts(reading, first, last, "d"), _parts(reading, first, last, "M")
    years = _parts(reading, first, last, "Y")
    wraps = int(months[0]) > int(months[-1])
    if years:
        begin = _exact(str(int(years[0]) - (wraps and len(years) == 1)), int(months[0]), int(days[0]), today)
    else:
        begin = _exact("", int(months[0]), int(days[0]), today)
    if begin is None:
        return None
    end = _exact(years[-1] if years else str(begin.first.year + wraps), int(months[-1]), int(days[-1]), today)
    return _period(begin.first, end.first, begin.why) if end and begin.first <= end.first else None


def _read_full(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    text = reading.values[first]
    numbers = [int(part) for part in re.split(r"[./-]", text)]
    if numbers[0] > 31:
        return _exact(str(numbers[0]), numbers[1], numbers[2], today)
    day, month, year = numbers
    if "/" in text and (month > 12 or calendar.month_first and day <= 12):
        day, month = month, day
    return _exact(str(year), month, day, today)


def _read_month(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    month, named = int(_parts(reading, first, last, "M")[0]), _year_of(reading, first, last, today)
    if named:
        return _month(int(named), month)
    if today is None:
        return None
    year = today.year if month < today.month or month == today.month and reading.symbols[first] != "L" \
        else today.year - 1
    return _month(year, month, "the last such month on or before publication")


def _read_year(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    return _year(int(_parts(reading, first, last, "Y")[0]))


def _read_years(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    years = [int(reading.values[at]) for at in range(first, last) if reading.symbols[at] in "Ynd"]
    begin, end = years[0], years[-1] if years[-1] > 99 else years[0] // 100 * 100 + years[-1]
    if begin >= end:
        return None
    return _Span(date(begin, 1, 1), date(end, 12, 31), f"{begin}/{end}", "")


def _read_decade(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    begin = int(reading.values[first])
    return _Span(date(begin, 1, 1), date(begin + 9, 12, 31), f"{begin}/{begin + 9}", "") if begin % 10 == 0 else None


def _read_weekend(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    if today is None:
        return None
    saturday = today - timedelta(days=(today.isoweekday() - 6) % 7)
    return _period(saturday, min(saturday + timedelta(days=1), today), "the last weekend")


def _read_nth(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    if today is None:
        return None
    day = int(_parts(reading, first, last, "d")[0])
    month = date(today.year, today.month, 1)
    for _ in range(12):
        if day <= months_of.monthrange(month.year, month.month)[1] and month.replace(day=day) <= today:
            return _day(month.replace(day=day), "the last such day on or before publication")
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _read_weekday(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    if today is None:
        return None
    weekday = int(_parts(reading, first, last, "W")[0])
    back = (today.isoweekday() - weekday) % 7
    if back == 0 and "L" in reading.symbols[first:last]:
        back = 7
    name = reading.written(*next((at, at + 1) for at in range(first, last) if reading.symbols[at] == "W"))
    which = "before" if back == 7 else "on or before"
    return _day(today - timedelta(days=back), f"the last {name} {which} publication")


def _read_relative(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    if today is None:
        return None
    return _day(today + timedelta(days=int(reading.values[first])), "counted from publication")


def _read_overnight(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    return None if today is None else _period(today - timedelta(days=1), today, "the night before publication")


def _count(reading: Reading, first: int, last: int) -> int | None:
    """Return the number of a span of units of time, None when it is vague."""
    if "k" in reading.symbols[first:last]:
        return None
    numbers = _parts(reading, first, last, "n") + _parts(reading, first, last, "d")
    if numbers:
        return total(numbers)
    if _parts(reading, first, last, "U")[0].startswith("two "):
        return 2
    return None if "H" in reading.symbols[first:last] and "i" not in reading.symbols[first:last] else 1


def _unit(reading: Reading, first: int, last: int) -> str:
    """Return the unit of time; some languages have a form for two of it."""
    return _parts(reading, first, last, "U")[0].removeprefix("two ")


def _read_ago(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    number, unit = _count(reading, first, last), _unit(reading, first, last)
    if today is None or number is None:
        return None
    why = "counted back from publication"
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years:
        return _year(today.year - number * years, why) if number * years < today.year - 1 else None
    if unit == "month":
        return _month(*_months_back(today, number), why) if number < 1200 else None
    days = {"hour": number / 24, "day": number, "week": number * 7, "fortnight": number * 14, "weekend": number * 7}
    return _day(today - timedelta(days=int(days[unit])), why) if days[unit] < 36500 else None


def _months_back(today: date, number: int) -> tuple[int, int]:
    at = today.year * 12 + today.month - 1 - number
    return at // 12, at % 12 + 1


def _read_rolling(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    number, unit = _count(reading, first, last), _unit(reading, first, last)
    if today is None or number is None or number > 1000:
        return None
    days = {"hour": -(-number // 24), "day": number, "week": number * 7, "fortnight": number * 14,
            "weekend": number * 7, "month": number * 30, "year": number * 365, "decade": number * 3652}
    if unit not in days:
        return None
    return _period(today - timedelta(days=days[unit]), today, "counted back from publication")


def _read_calendar(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    """Return last week, month or year, as the calendar has them; with "past", counted back."""
    if today is None:
        return None
    if "rolling" in _parts(reading, first, last, "L"):
        return _read_rolling(reading, calendar, first, last, today)
    unit = _unit(reading, first, last)
    monday = today - timedelta(days=today.isoweekday() - 1)
    if unit == "week":
        return _period(monday - timedelta(days=7), monday - timedelta(days=1), "the week before publication")
    if unit == "weekend":
        return _period(monday - timedelta(days=2), monday - timedelta(days=1), "the weekend before publication")
    if unit == "month":
        return _month(*_months_back(today, 1), "the month before publication")
    if unit == "year":
        return _year(today.year - 1, "the year before publication")
    return _day(today - timedelta(days=1), "the day before publication") if unit == "day" else None


def _read_named(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    """Return the year of a word such as Ukrainian for "last year"."""
    return None if today is None else _year(today.year + int(reading.values[first]), "counted from publication")


def _read_current(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None) -> _Span | None:
    if today is None:
        return None
    unit = _unit(reading, first, last)
    begin = {"week": today - timedelta(days=today.isoweekday() - 1), "month": today.replace(day=1),
             "year": today.replace(month=1, day=1), "day": today}.get(unit)
    if unit == "weekend":
        return _read_weekend(reading, calendar, first, last, today)
    return None if begin is None else _period(begin, today, "up to publication")


def _read_anniversary(reading: Reading, calendar: Calendar, first: int, last: int, today: date | None,
                      ) -> _Span | None:
    numbers = [value for symbol in "dnq" for value in _parts(reading, first, last, symbol)]
    if today is None or not numbers or not 0 < total(numbers) < 500:
        return None
    return _year(today.year - total(numbers), "the anniversary counted back from publication")


_READERS: dict[str, Callable[[Reading, Calendar, int, int, date | None], _Span | None]] = {
    "days": _read_days, "month_days": _read_days, "full": _read_full, "day": _read_day, "month_day": _read_day,
    "years": _read_years, "month": _read_month, "ago": _read_ago, "rolling": _read_rolling,
    "weekday": _read_weekday, "calendar": _read_calendar, "current": _read_current, "named": _read_named, "decade": _read_decade,
    "weekend": _read_weekend, "relative": _read_relative,
    "overnight": _read_overnight, "anniversary": _read_anniversary, "year": _read_year, "nth": _read_nth,
}
