"""Cells: the true count of a node on a day, and every relation between cells as one kind of row.

A row says that a whole is at least the sum of its parts, or exactly that sum. A count that never falls,
a part within a whole, places side by side and identities are all such rows, and rows only ever point
from the narrower and earlier to the wider and later, so that they can be put in levels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile.relations.nodes import Graph

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

_SPAN = np.int64(1) << 24
"""Days fit into 24 bits (the calendar of datetime ends in the year 9999)."""
_SHIFT = np.int64(1) << 23

FALLS, PART, SUM, PERIOD = -1, -2, 0, -3
"""Kinds of rows: of a count that never falls, of a part, of a sum (its number and up), of a period."""


@dataclass(frozen=True)
class Bounds:
    """What claims say of cells: one element a bound, with the position of its claim."""

    claim: Whole
    node: Whole
    day: Whole
    value: Real


@dataclass(frozen=True)
class Cells:
    """Cells and rows.

    Parameters
    ----------
    node, day : array of int, shape (cells,)
        Sorted by node, then day.
    whole : array of int, shape (rows,)
        Cell that is at least the sum.
    start : array of int, shape (rows + 1,)
        Where the parts of each row begin in ``part``.
    part : array of int, shape (parts,)
        Cells that are added up.
    is_exact : array of bool, shape (rows,)
    kind : array of int, shape (rows,)
        :data:`FALLS`, :data:`PART`, :data:`PERIOD`, or the number of the sum in the graph.
    """

    node: Whole
    day: Whole
    whole: Whole
    start: Whole
    part: Whole
    is_exact: npt.NDArray[np.bool_]
    kind: Whole

    @cached_property
    def _key(self) -> Whole:
        return _keys(self.node, self.day)

    def locate(self, node: Any, day: Any) -> Whole:
        """Return the first cell at or after a day of a node, -1 where there is none."""
        return _from(self.node, self._key, np.asarray(node), np.asarray(day))

    def until(self, node: Any, day: Any) -> Whole:
        """Return the last cell at or before a day of a node, -1 where there is none."""
        return _until(self.node, self._key, np.asarray(node), np.asarray(day))


def cells_of(graph: Graph, lower: Bounds, upper: Bounds) -> Cells:
    """Lay out the cells that the claims and the relations need, and the rows between them.

    Parameters
    ----------
    graph : Graph
    lower, upper : Bounds

    Returns
    -------
    Cells
    """
    node, day = _layout(graph, lower, upper)
    blocks = [_never_falls(graph, node, day), _parts(graph, node, day), _sums(graph, node, day),
              _periods(graph, node, day)]
    whole, size, part, exact, kind = (np.concatenate([block[field] for block in blocks]) for field in range(5))
    start = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    return Cells(node, day, whole, start, part, exact.astype(bool), kind)


_Block = tuple[Whole, Whole, Whole, Whole, Whole]


def _keys(node: Whole, day: Whole) -> Whole:
    return np.asarray(node * _SPAN + day + _SHIFT, dtype=np.int64)


def _from(nodes: Whole, keys: Whole, node: Whole, day: Whole) -> Whole:
    at = np.searchsorted(keys, _keys(node, day), side="left")
    inside = at < len(keys)
    inside[inside] &= nodes[at[inside]] == node[inside]
    return np.where(inside, at, -1).astype(np.int64)


def _until(nodes: Whole, keys: Whole, node: Whole, day: Whole) -> Whole:
    at = np.searchsorted(keys, _keys(node, day), side="right") - 1
    inside = at >= 0
    inside[inside] &= nodes[at[inside]] == node[inside]
    return np.where(inside, at, -1).astype(np.int64)


def _layout(graph: Graph, lower: Bounds, upper: Bounds) -> tuple[Whole, Whole]:
    days: list[set[int]] = [set() for _ in graph.nodes]
    for bounds in (lower, upper):
        for node, day in zip(bounds.node.tolist(), bounds.day.tolist(), strict=True):
            days[node].add(day)
    for period, running in graph.periods:
        first, last = graph.windows[period]
        if days[period]:
            days[running] |= {first - 1, last}
    _spread(graph, days)
    node_list = [node for node, found in enumerate(days) for _ in found]
    day_list = [day for found in days for day in sorted(found)]
    return np.array(node_list, dtype=np.int64), np.array(day_list, dtype=np.int64)


def _spread(graph: Graph, days: list[set[int]]) -> None:
    """Give the members of a sum the days on which it must be written down.

    A whole needs the days of what it lies within, or a sum of its parts on a later day would not reach
    it, and neither would what lies within one of several parts; the members of an exact sum, and those
    that count one moment, need each other's days.
    """
    own = {total.whole for total in graph.sums} | set(range(graph.n_claimed, len(graph.nodes)))
    wholes = {whole for _, whole in graph.edges}
    own |= {part for total in graph.sums for part in total.parts if part in wholes}
    above: dict[int, set[int]] = defaultdict(set)
    below: dict[int, set[int]] = defaultdict(set)
    for part, whole in graph.edges:
        if part in own:
            above[part].add(whole)
        if whole >= graph.n_claimed and graph.nodes[whole].counting != "cumulative":
            below[whole].add(part)
    together = [(total.whole, *total.parts) for total in graph.sums if total.is_exact or any(
        graph.nodes[member].counting != "cumulative" for member in (total.whole, *total.parts))]
    changed = bool(own)
    while changed:
        before = sum(map(len, days))
        for members in together:
            union = set().union(*(days[member] for member in members))
            for member in members:
                days[member] |= union
        for member in sorted(own):
            days[member] = days[member].union(*(days[whole] for whole in above[member] | below[member]
                                                if member >= graph.n_claimed
                                                or graph.nodes[member].counting == "cumulative"))
        changed = sum(map(len, days)) > before


def _simple(whole: Whole, part: Whole, kind: int) -> _Block:
    one = np.ones(len(whole), dtype=np.int64)
    return whole, one, part, one * 0, one * kind


def _is_running(graph: Graph) -> npt.NDArray[np.bool_]:
    return np.array([node.counting == "cumulative" for node in graph.nodes], dtype=bool)


def _is_period(graph: Graph) -> npt.NDArray[np.bool_]:
    return np.array([node.counting == "period" for node in graph.nodes], dtype=bool)


def _never_falls(graph: Graph, node: Whole, day: Whole) -> _Block:
    follows = np.flatnonzero(node[1:] == node[:-1])
    follows = follows[_is_running(graph)[node[follows]]] if len(follows) else follows
    return _simple(follows + 1, follows, FALLS)


def _parts(graph: Graph, node: Whole, day: Whole) -> _Block:
    edges = np.array(graph.edges, dtype=np.int64).reshape(-1, 2)
    first, count = _runs(node, len(graph.nodes))
    edge, cell = _expand(first[edges[:, 0]], count[edges[:, 0]])
    whole = edges[edge, 1]
    at = _from(node, _keys(node, day), whole, day[cell])
    running = _is_running(graph)
    valid = at >= 0
    valid &= running[whole] | _is_period(graph)[whole] | (day[at] == day[cell])
    return _simple(at[valid], cell[valid], PART)


def _runs(node: Whole, n: int) -> tuple[Whole, Whole]:
    count = np.bincount(node, minlength=n).astype(np.int64)
    return np.cumsum(count) - count, count


def _expand(first: Whole, count: Whole) -> tuple[Whole, Whole]:
    """Return each owner as often as it has cells, and the cells."""
    owner = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner.astype(np.int64), (first[owner] + within).astype(np.int64)


def _sums(graph: Graph, node: Whole, day: Whole) -> _Block:
    wholes = np.array([total.whole for total in graph.sums], dtype=np.int64)
    sizes = np.array([len(total.parts) for total in graph.sums], dtype=np.int64)
    members = np.array([part for total in graph.sums for part in total.parts], dtype=np.int64)
    exact = np.array([total.is_exact for total in graph.sums], dtype=np.int64)
    first, count = _runs(node, len(graph.nodes))
    total, cell = _expand(first[wholes], count[wholes])
    row, slot = _expand((np.cumsum(sizes) - sizes)[total], sizes[total])
    at = _until(node, _keys(node, day), members[slot], day[cell[row]])
    running = _is_running(graph)
    usable = running[members[slot]] | (day[at] == day[cell[row]]) | _is_period(graph)[members[slot]]
    at = np.where((at >= 0) & usable, at, -1)
    found = np.bincount(row[at >= 0], minlength=len(total)).astype(np.int64)
    kept = found > 0
    complete = exact[total] * (found == sizes[total])
    return cell[kept], found[kept], at[at >= 0], complete[kept], total[kept]


def _periods(graph: Graph, node: Whole, day: Whole) -> _Block:
    """A running count is what it was before a period, and the period."""
    pairs = np.array(graph.periods, dtype=np.int64).reshape(-1, 2)
    windows = np.array([graph.windows[int(period)] for period in pairs[:, 0]], dtype=np.int64).reshape(-1, 2)
    keys = _keys(node, day)
    own = _from(node, keys, pairs[:, 0], np.full(len(pairs), -_SHIFT))
    before = _from(node, keys, pairs[:, 1], windows[:, 0] - 1)
    after = _from(node, keys, pairs[:, 1], windows[:, 1])
    valid = (own >= 0) & (before >= 0) & (after >= 0)
    part = np.stack([before[valid], own[valid]], axis=1).ravel()
    two = np.full(int(valid.sum()), 2, dtype=np.int64)
    return after[valid], two, part, two // 2, two * 0 + PERIOD


def component_of(graph: Graph) -> Whole:
    """Return the number of each node's connected component, by the first node in it.

    The forest is that of B. A. Galler and M. J. Fischer (An Improved Equivalence Algorithm,
    Communications of the ACM 7(5), 1964, pp. 301-303), the smaller number on top.
    """
    above = list(range(len(graph.nodes)))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    ties = [*graph.edges, *graph.periods, *((total.whole, part) for total in graph.sums for part in total.parts)]
    for one, other in ties:
        a, b = top(one), top(other)
        above[max(a, b)] = min(a, b)
    return np.array([top(node) for node in range(len(above))], dtype=np.int64)


def cut_out(cells: Cells, wanted: Whole) -> Cells:
    """Return the named cells (ascending) and the rows whose every cell is among them."""
    new = np.full(len(cells.node), -1, dtype=np.int64)
    new[wanted] = np.arange(len(wanted))
    size = np.diff(cells.start)
    row_of = np.repeat(np.arange(len(cells.whole)), size)
    inside = new[cells.whole] >= 0
    inside &= np.bincount(row_of, weights=new[cells.part] < 0, minlength=len(cells.whole)) == 0
    start = np.concatenate([[0], np.cumsum(size[inside])]).astype(np.int64)
    return Cells(cells.node[wanted], cells.day[wanted], new[cells.whole[inside]], start,
                 new[cells.part[inside[row_of]]], cells.is_exact[inside], cells.kind[inside])


def rows_only(cells: Cells, wanted: npt.NDArray[np.bool_]) -> Cells:
    """Return the same cells with some of the rows."""
    size = np.diff(cells.start)
    row_of = np.repeat(np.arange(len(cells.whole)), size)
    start = np.concatenate([[0], np.cumsum(size[wanted])]).astype(np.int64)
    return Cells(cells.node, cells.day, cells.whole[wanted], start, cells.part[wanted[row_of]],
                 cells.is_exact[wanted], cells.kind[wanted])
