"""Exact propagation of bounds through rows "whole is at least the sum of its parts".

Where no row is exact, one pass up and one pass down give the tightest bounds. Up: the lows that follow
are themselves a possible world, the smallest one. Down: to raise one part is to raise each whole above
it by as much at most, for the members of a sum share no part, so that the room of a part is the least
room along any way up. (Both are the least-solution argument for monotone constraints: B. A. Davey and
H. A. Priestley, Introduction to Lattices and Order, 2nd ed., Cambridge 2002, chapter 8.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.relations.cells import Bounds, Cells, Real, Whole


@dataclass(frozen=True)
class Ends:
    """The lower and upper end of every cell, with those that claims alone give."""

    low: Real
    high: Real
    own_low: Real
    own_high: Real


def own_ends(cells: Cells, lower: Bounds, upper: Bounds) -> tuple[Real, Real]:
    """Return the ends that claims give to cells: 0 and ``inf`` where they give none."""
    low, high = np.zeros(len(cells.node)), np.full(len(cells.node), np.inf)
    np.maximum.at(low, cells.locate(lower.node, lower.day), lower.value)
    np.minimum.at(high, cells.locate(upper.node, upper.day), upper.value)
    return low, high


class Propagation:
    """Rows put in order once, for as many passes as are needed.

    Parameters
    ----------
    cells : Cells
    """

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._levels = [_Level(cells, rows) for rows in _levels(cells)]

    def raised(self, low: Real) -> Real:
        """Carry lower ends up: each whole is at least the sum of its parts."""
        low = low.copy()
        for level in self._levels:
            np.maximum.at(low, level.whole, level.sums(low))
        return low

    def lowered(self, low: Real, high: Real) -> Real:
        """Carry upper ends down: each part is at most its whole less the other parts."""
        high = high.copy()
        for level in reversed(self._levels):
            room = high[level.whole] - level.sums(low)
            np.minimum.at(high, level.part, room[level.row] + low[level.part])
        return high


class _Level:
    """The rows of one level, with their parts laid out."""

    def __init__(self, cells: Cells, rows: Whole) -> None:
        size = cells.start[rows + 1] - cells.start[rows]
        self.row = np.repeat(np.arange(len(rows)), size)
        within = np.arange(len(self.row)) - np.repeat(np.cumsum(size) - size, size)
        self.part = cells.part[cells.start[rows][self.row] + within]
        self.whole = cells.whole[rows]

    def sums(self, low: Real) -> Real:
        """Return the sum of the lower ends of the parts of each whole."""
        total: Real = np.bincount(self.row, weights=low[self.part], minlength=len(self.whole)).astype(np.float64)
        return total


def propagate(cells: Cells, lower: Bounds, upper: Bounds) -> Ends:
    """Carry lower ends up and upper ends down, level by level.

    Parameters
    ----------
    cells : Cells
    lower, upper : Bounds

    Returns
    -------
    Ends
        Where a low lies above a high, the claims around it cannot all be true.
    """
    own_low, own_high = own_ends(cells, lower, upper)
    order = Propagation(cells)
    low = order.raised(own_low)
    return Ends(low, order.lowered(low, own_high), own_low, own_high)


def _levels(cells: Cells) -> list[Whole]:
    """Put the rows in order: each after all rows that raise one of its parts.

    The order is that of Kahn (Topological Sorting of Large Networks, Communications of the ACM 5(11),
    1962, pp. 558-562), a whole front at a time.
    """
    n, rows = len(cells.node), len(cells.whole)
    size = np.diff(cells.start)
    row_of = np.repeat(np.arange(rows), size)
    by_part = np.argsort(cells.part, kind="stable")
    out = np.concatenate([[0], np.cumsum(np.bincount(cells.part, minlength=n))])
    waiting_parts = size.copy()
    waiting_rows = np.bincount(cells.whole, minlength=n)
    levels, front = [], np.flatnonzero(waiting_rows == 0)
    while len(front):
        count = out[front + 1] - out[front]
        owner = np.repeat(np.arange(len(front)), count)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        touched = row_of[by_part[out[front][owner] + within]]
        np.subtract.at(waiting_parts, touched, 1)
        ready = np.unique(touched[waiting_parts[touched] == 0])
        if len(ready):
            levels.append(ready.astype(np.int64))
        np.subtract.at(waiting_rows, cells.whole[ready], 1)
        front = np.unique(cells.whole[ready][waiting_rows[cells.whole[ready]] == 0])
    return levels
