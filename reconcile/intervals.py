"""Closed intervals of whole numbers, held as two float arrays ``low`` and ``high``.

Counts are whole, so "more than 5,000" is the closed interval [5001, inf) and one form covers every
bound. ``high`` is ``inf`` when open; an absent interval has ``nan`` in both ends. Float64 holds whole
numbers exactly up to 2**53 (IEEE 754), far above any count of people.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LARGEST = 2.0**53
"""Largest count that is kept exactly (IEEE 754 binary64)."""


def meet(low_a: Counts, high_a: Counts, low_b: Counts, high_b: Counts) -> Flags:
    """Say where two intervals share at least one number; absent intervals share none.

    Parameters
    ----------
    low_a, high_a, low_b, high_b : arrays of one shape
        Ends of the two intervals.

    Returns
    -------
    array of bool, same shape
    """
    return (low_a <= high_b) & (low_b <= high_a)


def within(low_a: Counts, high_a: Counts, low_b: Counts, high_b: Counts) -> Flags:
    """Say where interval a lies inside interval b (ends may touch)."""
    return (low_a >= low_b) & (high_a <= high_b)


def gap(low_a: Counts, high_a: Counts, low_b: Counts, high_b: Counts) -> Counts:
    """Return the distance between two intervals, 0 where they touch or share a number."""
    with np.errstate(invalid="ignore"):
        apart = np.maximum(low_b - high_a, low_a - high_b)
    return np.where(np.isnan(apart), np.nan, np.maximum(apart, 0.0))
