"""Why an end follows: the claims and relations behind it, and a chain that a reader can follow by hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reconcile.relations.cells import Bounds, Cells, Whole
from reconcile.relations.names import cell_words
from reconcile.relations.nodes import Graph
from reconcile.relations.propagate import Ends
from reconcile.sentences import count

LOW, HIGH = 0, 1

_MOST_STEPS = 200_000


@dataclass(frozen=True)
class Step:
    """One end that follows: from a claim, or from a row and earlier steps."""

    side: int
    cell: int
    value: float
    claim: int
    row: int
    refs: tuple[int, ...]


@dataclass(frozen=True)
class Map:
    """The rows of some cells by the cells they touch, for walking."""

    cells: Cells

    @cached_property
    def _sorted(self) -> tuple[Whole, Whole, Whole, Whole]:
        n = len(self.cells.node)
        rows = np.repeat(np.arange(len(self.cells.whole)), np.diff(self.cells.start))
        by_part, by_whole = np.argsort(self.cells.part, kind="stable"), np.argsort(self.cells.whole, kind="stable")
        out = np.concatenate([[0], np.cumsum(np.bincount(self.cells.part, minlength=n))])
        into = np.concatenate([[0], np.cumsum(np.bincount(self.cells.whole, minlength=n))])
        return rows[by_part], out, by_whole, into

    def above(self, cell: int) -> list[int]:
        """Return the rows in which a cell is a part."""
        rows, out, _, _ = self._sorted
        return [int(row) for row in rows[out[cell]:out[cell + 1]]]

    def below(self, cell: int) -> list[int]:
        """Return the rows of which a cell is the whole."""
        _, _, rows, into = self._sorted
        return [int(row) for row in rows[into[cell]:into[cell + 1]]]

    def parts(self, row: int) -> list[int]:
        """Return the parts of a row."""
        return [int(part) for part in self.cells.part[self.cells.start[row]:self.cells.start[row + 1]]]

    def downward(self, cell: int) -> Whole:
        """Return a cell and everything that it contains, ascending."""
        seen, front = {cell}, [cell]
        while front:
            front = list(dict.fromkeys(part for each in front for row in self.below(each)
                                       for part in self.parts(row) if part not in seen))
            seen.update(front)
        return np.array(sorted(seen), dtype=np.int64)


class Derivation:
    """All ends that follow from some claims, each with its reason, until nothing changes or two ends cross.

    Parameters
    ----------
    ways : Map
    lower, upper : Bounds
    is_exact : bool
        False carries lower ends up only: enough to show a conflict where no sum is exact.
    """

    def __init__(self, ways: Map, lower: Bounds, upper: Bounds, *, is_exact: bool = True) -> None:
        self.ways = ways
        self.steps: list[Step] = []
        self.last: dict[tuple[int, int], int] = {}
        self.crossing: tuple[int, int] | None = None
        self._queue: deque[int] = deque()
        for side, bounds in ((LOW, lower), (HIGH, upper)):
            at = ways.cells.locate(bounds.node, bounds.day).tolist()
            for cell, value, claim in zip(at, bounds.value.tolist(), bounds.claim.tolist(), strict=True):
                self._add(side, cell, value, claim, -1, ())
        while self._queue and self.crossing is None and len(self.steps) < _MOST_STEPS:
            cell = self._queue.popleft()
            for row in [*(ways.below(cell) if is_exact else ()), *ways.above(cell)]:
                self._apply(row, is_exact)

    def value(self, side: int, cell: int) -> float:
        """Return an end of a cell as it follows so far."""
        step = self.last.get((side, cell))
        return self.steps[step].value if step is not None else (0.0 if side == LOW else np.inf)

    def _add(self, side: int, cell: int, value: float, claim: int, row: int, refs: tuple[int, ...]) -> None:
        known = self.value(side, cell)
        if self.crossing is not None or not (value > known if side == LOW else value < known):
            return
        self.steps.append(Step(side, cell, value, claim, row, refs))
        self.last[side, cell] = len(self.steps) - 1
        self._queue.append(cell)
        if self.value(LOW, cell) > self.value(HIGH, cell):
            low = self.last.get((LOW, cell))
            self.crossing = (-1 if low is None else low, self.last[HIGH, cell])

    def _refs(self, side: int, found: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.last[side, cell] for cell in found if (side, cell) in self.last)

    def _apply(self, row: int, both_ways: bool) -> None:
        whole, parts = int(self.ways.cells.whole[row]), self.ways.parts(row)
        self._add(LOW, whole, sum(self.value(LOW, part) for part in parts), -1, row, self._refs(LOW, parts))
        for part in parts if both_ways else ():
            others = [other for other in parts if other != part]
            room = self.value(HIGH, whole) - sum(self.value(LOW, other) for other in others)
            self._add(HIGH, part, room, -1, row, self._refs(HIGH, [whole]) + self._refs(LOW, others))
        if self.ways.cells.is_exact[row]:
            self._apply_exact(row, whole, parts)

    def _apply_exact(self, row: int, whole: int, parts: list[int]) -> None:
        self._add(HIGH, whole, sum(self.value(HIGH, part) for part in parts), -1, row, self._refs(HIGH, parts))
        for part in parts:
            others = [other for other in parts if other != part]
            need = self.value(LOW, whole) - sum(self.value(HIGH, other) for other in others)
            self._add(LOW, part, need, -1, row, self._refs(LOW, [whole]) + self._refs(HIGH, others))

    def behind(self, *steps: int) -> tuple[set[int], list[int]]:
        """Return the claims and the rows that some steps rest on."""
        claims, rows, seen, front = set[int](), dict[int, None](), set[int](), list(steps)
        while front:
            place = front.pop()
            if place < 0 or place in seen:
                continue
            seen.add(place)
            step = self.steps[place]
            if step.claim >= 0:
                claims.add(step.claim)
            else:
                rows[step.row] = None
            front.extend(step.refs)
        return claims, sorted(rows)


def chain(derivation: Derivation, graph: Graph) -> str:
    """Print the crossing of two ends as a short chain of inequalities.

    Returns
    -------
    str
        Such as ``19 ≤ police officers killed by 15 January 2022 ≤ people killed by 15 January 2022 ≤ 17``,
        after the sums that it rests on.
    """
    low, high = derivation.crossing or (-1, -1)
    printer = _Printer(derivation, graph)
    left = printer.low(low) if low >= 0 else ["0"]
    right = printer.high(high)
    words = printer.shortened(left + (right[1:] if low >= 0 else right))
    return "; ".join([*dict.fromkeys(printer.first), " ≤ ".join(words)])


class _Printer:
    """Turns steps into inequalities; ``first`` collects the sums that must be read before."""

    def __init__(self, derivation: Derivation, graph: Graph) -> None:
        self._derivation, self._graph = derivation, graph
        self.first: list[str] = []
        self._node: dict[str, int] = {}

    def _name(self, cell: int) -> str:
        cells = self._derivation.ways.cells
        name = cell_words(self._graph, int(cells.node[cell]), int(cells.day[cell]))
        self._node[name] = int(cells.node[cell])
        return name

    def shortened(self, words: list[str]) -> list[str]:
        """Leave out the days between the first and the last of a running count: it does not fall."""
        asked = [self._node.get(word, -1) for word in words]
        return [word for place, word in enumerate(words) if not (
            0 < place < len(words) - 1 and asked[place] >= 0
            and asked[place - 1] == asked[place] == asked[place + 1])]

    def low(self, place: int) -> list[str]:
        """Return the links of the chain that pushes a lower end up, the stated figure first."""
        step = self._derivation.steps[place]
        if step.claim >= 0:
            return [count(step.value), self._name(step.cell)]
        if len(step.refs) == 1 and self._derivation.steps[step.refs[0]].side == LOW:
            return [*self.low(step.refs[0]), self._name(step.cell)]
        return [self._sum(step), self._name(step.cell)]

    def high(self, place: int) -> list[str]:
        """Return the links of the chain that pulls an upper end down, the stated figure last."""
        step = self._derivation.steps[place]
        if step.claim >= 0:
            return [self._name(step.cell), count(step.value)]
        if len(step.refs) == 1 and self._derivation.steps[step.refs[0]].side == HIGH:
            return [self._name(step.cell), *self.high(step.refs[0])]
        return [self._name(step.cell), self._sum(step)]

    def _sum(self, step: Step) -> str:
        """Print ``60 + 50 = 110`` or ``100 − 60 = 40``, after what its numbers rest on."""
        terms = []
        for place in step.refs:
            ref = self._derivation.steps[place]
            if ref.claim < 0:
                self.first.append(" ≤ ".join(self.low(place) if ref.side == LOW else self.high(place)))
            sign = "+" if ref.side == step.side else "−"
            terms.append(f"{sign} {count(ref.value)}")
        value = count(step.value) if step.value >= 0 else f"−{count(-step.value)}"
        return f"{' '.join(terms).removeprefix('+ ')} = {value}"


def trace(ways: Map, ends: Ends, lower: Bounds, upper: Bounds) -> Trace:
    """Prepare to trace ends that propagation gave."""
    return Trace(ways, ends, _first(ways.cells, lower), _first(ways.cells, upper))


def _first(cells: Cells, bounds: Bounds) -> dict[tuple[int, float], int]:
    """Return the first claim that gives each end of each cell."""
    at = cells.locate(bounds.node, bounds.day).tolist()
    found: dict[tuple[int, float], int] = {}
    for cell, value, claim in sorted(zip(at, bounds.value.tolist(), bounds.claim.tolist(), strict=True)):
        found.setdefault((cell, value), claim)
    return found


@dataclass(frozen=True)
class Trace:
    """Walks back from an end to the claims and rows that gave it."""

    ways: Map
    ends: Ends
    lower: dict[tuple[int, float], int]
    upper: dict[tuple[int, float], int]

    def low(self, cells: Iterable[int]) -> tuple[set[int], list[int]]:
        """Return the claims and rows behind the lower ends of some cells."""
        claims, rows, seen, front = set[int](), dict[int, None](), set[int](), list(cells)
        low = self.ends.low
        while front:
            cell = front.pop()
            value = float(low[cell])
            if value <= 0 or cell in seen:
                continue
            seen.add(cell)
            claim = self.lower.get((cell, value))
            if claim is not None:
                claims.add(claim)
                continue
            row = next(row for row in self.ways.below(cell)
                       if sum(float(low[part]) for part in self.ways.parts(row)) == value)
            rows[row] = None
            front += self.ways.parts(row)
        return claims, list(rows)

    def high(self, cell: int) -> tuple[set[int], list[int]]:
        """Return the claims and rows behind the upper end of a cell."""
        low, high = self.ends.low, self.ends.high
        rows: list[int] = []
        others: list[int] = []
        while (claim := self.upper.get((cell, float(high[cell])))) is None:
            for row in self.ways.above(cell):
                rest = [part for part in self.ways.parts(row) if part != cell]
                whole = int(self.ways.cells.whole[row])
                if float(high[whole]) - sum(float(low[part]) for part in rest) == float(high[cell]):
                    break
            rows.append(row)
            others += rest
            cell = whole
        claims, more = self.low(others)
        return claims | {claim}, [*rows, *more]
