"""The time axis: days, with ticks that never meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, NullLocator

from reconcile.charts.look import LABEL, width_mm
from reconcile.sentences import day, month

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reconcile.charts.chart import Row

LONGEST_SPAN = 45
"""Dates vaguer than this many days do not stretch the axis while there are better known ones (house rule)."""

_STEPS = (1, 2, 3, 4, 5, 7, 10, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)


def span_of(claim: Row) -> tuple[float, float] | None:
    """Return the first and last day that a claim's date can mean, as day numbers; None when nothing is known."""
    ends = [day_number(claim[column]) for column in ("as_of_from", "as_of_to") if claim[column] == claim[column]]
    return (min(ends), max(ends)) if ends else None


def day_number(when: date) -> float:
    """Return the number of a day, counted as :meth:`datetime.date.toordinal` does."""
    return float(when.toordinal())


def day_limits(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the first and last day of the axis, with a margin."""
    known = list(spans)
    short = [span for span in known if span[1] - span[0] <= LONGEST_SPAN] or known
    first, last = min(span[0] for span in short), max(span[1] for span in short)
    margin = max(1.0, (last - first) * 0.05)
    return max(1.0, first - margin), min(last + margin, float(date.max.toordinal()))


def day_axis(axes: Axes, limits: tuple[float, float], length: float) -> None:
    """Set the limits and ticks of the time axis.

    Parameters
    ----------
    axes : Axes
        Axes to set.
    limits : tuple of float
        First and last day as day numbers.
    length : float
        Length of the axis in millimetres.
    """
    axes.set_xlim(*limits)
    days, by_month = _ticks(limits, length)
    labels, shown_year = [], 0
    for when in days:
        plain = (month if by_month else day)(when, with_year=False, short=True)
        labels.append(f"{plain}\n{when.year}" if when.year != shown_year else plain)
        shown_year = when.year
    axes.xaxis.set_major_locator(FixedLocator([float(when.toordinal()) for when in days]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticks([float(when.toordinal()) for when in days], labels)


def _ticks(limits: tuple[float, float], length: float) -> tuple[Sequence[date], bool]:
    per_day = length / (limits[1] - limits[0])
    labels = [day(date(2022, number, 28), with_year=False, short=True) for number in range(1, 13)]
    widest = max(width_mm(label, LABEL) for label in labels) + 3.0
    first, last = int(-(-limits[0] // 1)), int(limits[1])
    for step in _STEPS:
        if step * per_day >= widest:
            return [date.fromordinal(day) for day in range(first, last + 1, step)], False
    months = [step for step in _MONTH_STEPS if step * 28 * per_day >= widest] or [_MONTH_STEPS[-1]]
    return _months(date.fromordinal(first), date.fromordinal(last), months[0]), True


def _months(first: date, last: date, step: int) -> list[date]:
    start = first.year * 12 + first.month - 1 + (1 if first.day > 1 else 0)
    start += -start % step
    found = [date(number // 12, number % 12 + 1, 1)
             for number in range(start, last.year * 12 + last.month, step) if number < 9999 * 12 + 12]
    return found or [first]
