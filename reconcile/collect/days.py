"""The days that the words of a date mean, seen from the day of publication."""

from __future__ import annotations

import calendar as months_of
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reconcile.collect.calendar_words import total
from reconcile.collect.lexemes import Reading


@dataclass(frozen=True)
class Span:
    """Days that words can mean: the first, the last, the EDTF text and why."""

    first: date
    last: date
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The units ``first`` to ``last - 1`` of a sentence, which name a date; the days of publication and last named."""

    reading: Reading
    first: int
    last: int
    today: date | None
    month_first: bool
    day: date | None = None

    @property
    def symbols(self) -> str:
        """The symbols of the units."""
        return self.reading.symbols[self.first:self.last]

    def parts(self, symbol: str) -> list[str]:
        """Return the values of the units that have a symbol."""
        return [self.reading.values[at] for at in range(self.first, self.last) if self.reading.symbols[at] == symbol]


def span_of(way: str, passage: Passage) -> Span | None:
    """Return the days that a form of :data:`~reconcile.collect.calendar_words.CORE` means.

    Returns
    -------
    Span or None
        None where the day does not exist, is vague, or needs a publication date that is unknown.
    """
    try:
        return _READERS[way](passage)
    except (OverflowError, ValueError):
        return None  # beyond the calendar: the year 20212, the week before the year 1


def _day(when: date, why: str = "") -> Span:
    return Span(when, when, when.isoformat(), why)


def _month(year: int, month: int, why: str = "") -> Span:
    last = date(year, month, months_of.monthrange(year, month)[1])
    return Span(date(year, month, 1), last, f"{year:04d}-{month:02d}", why)


def _year(year: int, why: str = "") -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", why)


def _period(first: date, last: date, why: str = "") -> Span:
    if first == last:
        return _day(first, why)
    return Span(first, last, f"{first.isoformat()}/{last.isoformat()}", why)


def _exact(year: str, month: int, day: int, today: date | None) -> Span | None:
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


def _year_of(at: Passage) -> str:
    """Return the year that a date names, also by "last year"."""
    years = at.parts("Y")
    if not years and at.today and "year" in at.parts("U") and "L" in at.symbols:
        return str(at.today.year - 1)
    return "".join(years[:1])


def _read_day(at: Passage) -> Span | None:
    days = at.parts("d") or at.parts("q")
    return _exact(_year_of(at), int(at.parts("M")[0]), int(days[0]),
                  at.today)


def _read_days(at: Passage) -> Span | None:
    """Return a range of days; a month or year that is named once holds for both ends."""
    days, months = at.parts("d"), at.parts("M")
    years = at.parts("Y")
    wraps = int(months[0]) > int(months[-1])
    if years:
        begin = _exact(str(int(years[0]) - (wraps and len(years) == 1)), int(months[0]), int(days[0]), at.today)
    else:
        begin = _exact("", int(months[0]), int(days[0]), at.today)
    if begin is None:
        return None
    end = _exact(years[-1] if years else str(begin.first.year + wraps), int(months[-1]), int(days[-1]), at.today)
    return _period(begin.first, end.first, begin.why) if end and begin.first <= end.first else None


def _read_full(at: Passage) -> Span | None:
    text = at.reading.values[at.first]
    numbers = [int(part) for part in re.split(r"[./-]", text)]
    if numbers[0] > 31:
        return _exact(str(numbers[0]), numbers[1], numbers[2], at.today)
    day, month, year = numbers
    if "/" in text and (month > 12 or at.month_first and day <= 12):
        day, month = month, day
    return _exact(str(year), month, day, at.today)


def _read_month(at: Passage) -> Span | None:
    month, named = int(at.parts("M")[0]), _year_of(at)
    if named:
        return _month(int(named), month)
    if at.today is None:
        return None
    year = at.today.year if month < at.today.month or month == at.today.month and at.symbols[0] != "L" \
        else at.today.year - 1
    return _month(year, month, "the last such month on or before publication")


def _read_year(at: Passage) -> Span | None:
    return _year(int(at.parts("Y")[0]))


def _read_years(at: Passage) -> Span | None:
    years = [int(value) for value in at.parts("Y") + at.parts("n") + at.parts("d")]
    begin, end = years[0], years[-1] if years[-1] > 99 else years[0] // 100 * 100 + years[-1]
    if begin >= end:
        return None
    return Span(date(begin, 1, 1), date(end, 12, 31), f"{begin}/{end}", "")


def _read_decade(at: Passage) -> Span | None:
    begin = int(at.reading.values[at.first])
    return Span(date(begin, 1, 1), date(begin + 9, 12, 31), f"{begin}/{begin + 9}", "") if begin % 10 == 0 else None


def _read_weekend(at: Passage) -> Span | None:
    if at.today is None:
        return None
    saturday = at.today - timedelta(days=(at.today.isoweekday() - 6) % 7)
    return _period(saturday, min(saturday + timedelta(days=1), at.today), "the last weekend")


def _read_nth(at: Passage) -> Span | None:
    if at.today is None:
        return None
    day = int(at.parts("d")[0])
    month = date(at.today.year, at.today.month, 1)
    for _ in range(12):
        if day <= months_of.monthrange(month.year, month.month)[1] and month.replace(day=day) <= at.today:
            return _day(month.replace(day=day), "the last such day on or before publication")
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _read_weekday(at: Passage) -> Span | None:
    if at.today is None:
        return None
    weekday = int(at.parts("W")[0])
    back = (at.today.isoweekday() - weekday) % 7
    if back == 0 and "L" in at.symbols:
        back = 7
    place = at.first + at.symbols.index("W")
    name = at.reading.written(place, place + 1)
    which = "before" if back == 7 else "on or before"
    return _day(at.today - timedelta(days=back), f"the last {name} {which} publication")


def _read_relative(at: Passage) -> Span | None:
    if at.today is None:
        return None
    return _day(at.today + timedelta(days=int(at.reading.values[at.first])), "counted from publication")


def _read_anaphor(at: Passage) -> Span | None:
    base = at.day or at.today
    if base is None:
        return None
    return _day(base + timedelta(days=int(at.reading.values[at.first])), "counted from the day named before")


def _read_overnight(at: Passage) -> Span | None:
    return None if at.today is None else _period(at.today - timedelta(days=1), at.today, "the night before publication")


def _count(at: Passage) -> int | None:
    """Return the number of a span of units of time, None when it is vague."""
    if "k" in at.symbols:
        return None
    numbers = at.parts("n") + at.parts("d")
    if numbers:
        return total(numbers)
    if at.parts("U")[0].startswith("two "):
        return 2
    return None if "H" in at.symbols and "i" not in at.symbols else 1


def _unit(at: Passage) -> str:
    """Return the unit of time; some languages have a form for two of it."""
    return at.parts("U")[0].removeprefix("two ")


def _read_ago(at: Passage) -> Span | None:
    number, unit = _count(at), _unit(at)
    if at.today is None or number is None:
        return None
    why = "counted back from publication"
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years:
        return _year(at.today.year - number * years, why) if number * years < at.today.year - 1 else None
    if unit == "month":
        return _month(*_months_back(at.today, number), why) if number < 1200 else None
    days = {"hour": number / 24, "day": number, "week": number * 7, "fortnight": number * 14, "weekend": number * 7}
    return _day(at.today - timedelta(days=int(days[unit])), why) if days[unit] < 36500 else None


def _months_back(today: date, number: int) -> tuple[int, int]:
    at = today.year * 12 + today.month - 1 - number
    return at // 12, at % 12 + 1


def _read_rolling(at: Passage) -> Span | None:
    number, unit = _count(at), _unit(at)
    if at.today is None or number is None or number > 1000:
        return None
    days = {"hour": -(-number // 24), "day": number, "week": number * 7, "fortnight": number * 14,
            "weekend": number * 7, "month": number * 30, "year": number * 365, "decade": number * 3652}
    if unit not in days:
        return None
    return _period(at.today - timedelta(days=days[unit]), at.today, "counted back from publication")


def _read_calendar(at: Passage) -> Span | None:
    """Return last week, month or year, as the calendar has them; with "past", counted back."""
    if at.today is None:
        return None
    if "rolling" in at.parts("L"):
        return _read_rolling(at)
    unit = _unit(at)
    monday = at.today - timedelta(days=at.today.isoweekday() - 1)
    if unit == "week":
        return _period(monday - timedelta(days=7), monday - timedelta(days=1), "the week before publication")
    if unit == "weekend":
        return _period(monday - timedelta(days=2), monday - timedelta(days=1), "the weekend before publication")
    if unit == "month":
        return _month(*_months_back(at.today, 1), "the month before publication")
    if unit == "year":
        return _year(at.today.year - 1, "the year before publication")
    return _day(at.today - timedelta(days=1), "the day before publication") if unit == "day" else None


def _read_named(at: Passage) -> Span | None:
    """Return the year of a word such as Ukrainian for "last year"."""
    if at.today is None:
        return None
    return _year(at.today.year + int(at.reading.values[at.first]), "counted from publication")


def _read_current(at: Passage) -> Span | None:
    if at.today is None:
        return None
    unit = _unit(at)
    begin = {"week": at.today - timedelta(days=at.today.isoweekday() - 1), "month": at.today.replace(day=1),
             "year": at.today.replace(month=1, day=1), "day": at.today}.get(unit)
    if unit == "weekend":
        return _read_weekend(at)
    return None if begin is None else _period(begin, at.today, "up to publication")


def _read_anniversary(at: Passage) -> Span | None:
    numbers = [value for symbol in "dnq" for value in at.parts(symbol)]
    if at.today is None or not numbers or not 0 < total(numbers) < 500:
        return None
    return _year(at.today.year - total(numbers), "the anniversary counted back from publication")


_READERS: dict[str, Callable[[Passage], Span | None]] = {
    "days": _read_days, "month_days": _read_days, "full": _read_full, "day": _read_day, "month_day": _read_day,
    "years": _read_years, "decade": _read_decade, "month": _read_month, "ago": _read_ago, "rolling": _read_rolling,
    "weekday": _read_weekday, "calendar": _read_calendar, "current": _read_current, "named": _read_named,
    "weekend": _read_weekend, "relative": _read_relative, "overnight": _read_overnight,
    "anaphor": _read_anaphor, "anniversary": _read_anniversary, "year": _read_year, "nth": _read_nth,
}
