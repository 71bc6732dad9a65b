"""The number axis: linear from zero, or logarithmic where a linear one would hide the small figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from reconcile.charts.look import LABEL, width_mm
from reconcile.charts.marks import Track
from reconcile.sentences import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDEST_RATIO = 50.0
"""Beyond this ratio of the largest to the smallest positive end the axis becomes logarithmic (house rule)."""


HEAD_MM = 9.0
"""Kept free beyond the largest end, where open arrows point."""


def is_logarithmic(ends: Iterable[float]) -> bool:
    """Say whether figures lie so far apart that a linear axis would press the small ones together."""
    positive = [end for end in ends if math.isfinite(end) and end > 0]
    return bool(positive) and max(positive) / min(positive) > WIDEST_RATIO


def number_axis(axes: Axes, ends: Iterable[float], length: float, *, is_vertical: bool = False,
                head: float = HEAD_MM) -> Track:
    """Set the scale, limits and ticks of the number axis.

    Parameters
    ----------
    axes : Axes
        Axes to set.
    ends : iterable of float
        Every end to be drawn; others than finite ones are left out.
    length : float
        Length of the axis in millimetres.
    is_vertical : bool
        Numbers run upwards.
    head : float
        Millimetres kept free beyond the largest end, where open arrows point.

    Returns
    -------
    Track
    """
    finite = [end for end in ends if math.isfinite(end)]
    largest = max(finite, default=1.0) or 1.0
    logarithmic = is_logarithmic(finite)
    if logarithmic:
        bottom, floor = _log_start(finite)
        _set_scale(axes, is_vertical, bottom == 0)
        top = _log_top(bottom, floor, largest, head / length)
        ticks = _log_ticks(bottom, top, length, is_vertical)
    else:
        bottom, top = 0.0, largest / (1 - head / length)
        ticks = _linear_ticks(top, length, is_vertical)
    (axes.set_ylim if is_vertical else axes.set_xlim)(bottom, top)
    axis = axes.yaxis if is_vertical else axes.xaxis
    axis.set_major_locator(FixedLocator(ticks))
    axis.set_minor_locator(NullLocator())
    axis.set_ticks(ticks, [count(tick) for tick in ticks])
    return Track(axes, is_vertical)


def _set_scale(axes: Axes, is_vertical: bool, has_zero: bool) -> None:
    # A zero has no place on a logarithmic axis; below 1 the axis is then linear.
    change = axes.set_yscale if is_vertical else axes.set_xscale
    if has_zero:
        change("symlog", linthresh=1, linscale=0.5)
    else:
        change("log")


def _log_start(finite: Sequence[float]) -> tuple[float, float]:
    smallest = min(finite)
    if smallest <= 0:
        return 0.0, 1.0
    start = 10.0 ** math.floor(math.log10(smallest))
    return start, start


def _log_top(bottom: float, floor: float, largest: float, headroom: float) -> float:
    decades = math.log10(largest / floor) + (0.5 if bottom == 0 else 0.0)
    return float(largest * 10 ** (max(decades, 0.3) * headroom / (1 - headroom)))


def _step_mm(tick: float, is_vertical: bool) -> float:
    """Return the room that a tick label needs along the axis."""
    return 5.0 if is_vertical else width_mm(count(tick), LABEL) + 2.5


def _linear_ticks(top: float, length: float, is_vertical: bool) -> list[float]:
    most = max(2, min(8, int(length / (_step_mm(top, is_vertical) + 2))))
    steps = MaxNLocator(nbins=most, integer=True, steps=[1, 2, 4, 5, 10]).tick_values(0, top)
    return [float(tick) for tick in steps if 0 <= tick <= top and tick == int(tick)]


def _log_ticks(bottom: float, top: float, length: float, is_vertical: bool) -> list[float]:
    zero = [0.0] if bottom == 0 else []
    floor = 1.0 if bottom == 0 else bottom
    decades = math.log10(top / floor) + (0.5 if zero else 0.0)
    powers = range(math.floor(math.log10(floor)), math.floor(math.log10(top)) + 1)
    for factors, every in (((1, 2, 5), 1), ((1, 3), 1), ((1,), 1), ((1,), 2), ((1,), 3), ((1,), 4), ((1,), 6)):
        ticks = [factor * 10.0**power for power in powers if (power - powers[0]) % every == 0
                 for factor in factors]
        ticks = [tick for tick in ticks if floor <= tick <= top]
        if _fits([floor / 10**0.5, *ticks] if zero else ticks, length / decades, is_vertical):
            return zero + ticks
    return zero or ticks[:1]


def _fits(ticks: Sequence[float], decade_mm: float, is_vertical: bool) -> bool:
    pairs = zip(ticks, ticks[1:], strict=False)
    return all(math.log10(b / a) * decade_mm >= (_step_mm(a, is_vertical) + _step_mm(b, is_vertical)) / 2
               for a, b in pairs)
