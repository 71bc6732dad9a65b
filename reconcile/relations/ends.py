"""The tightest ends of every question on its latest day, and what forced each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reconcile.relations.cells import Cells, Real, Whole
from reconcile.relations.conflicts import Component
from reconcile.relations.doubt import smallest
from reconcile.relations.names import day_text, row_words
from reconcile.relations.proof import HIGH, LOW, Derivation, Map, Trace, trace
from reconcile.relations.propagate import Ends
from reconcile.relations.statements import NOBODY, Statements

if TYPE_CHECKING:
    import pandas as pd

BOUNDS = ("question", "as_of", "own_low", "own_high", "low", "high", "low_claims", "low_relations",
          "high_claims", "high_relations", "status")

Behind = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Tight:
    """Ends of all cells, and the components with exact sums, by their first node.

    Parameters
    ----------
    ends : Ends
        Tight wherever a claimed question has its latest day.
    component : array of int, shape (nodes,)
    impossible : frozenset of int
        Components whose claims cannot all be true.
    exact : dict of int to Component
        Components in which a sum is exact and whose claims can all be true.
    first : dict of int to array of int
        The cells of each of those.
    """

    ends: Ends
    component: Whole
    impossible: frozenset[int]
    exact: dict[int, Component]
    first: dict[int, Whole]


def own_range(said: Statements, cells: Cells, ends: Ends) -> tuple[Whole, Real, Real]:
    """Return the cell of each question on its latest day and what its own claims say of that day.

    Claims that contradict one another, on the latest day or before, give the range of all their figures.
    """
    import pandas as pd

    n = len(said.questions)
    at = cells.locate(np.arange(n), said.last)
    low, high = np.zeros(n), ends.own_high[at]
    # A snapshot of an earlier moment says nothing of the latest; what nobody claims stands last.
    current = (said.claims["state"] == "current").to_numpy()
    says = np.append(current, True)[said.lower.claim]
    np.maximum.at(low, said.lower.node[says], said.lower.value[says])
    grows = np.array([node.counting != "snapshot" for node in said.graph.nodes], dtype=bool)[cells.node]
    reached = pd.Series(ends.own_low).groupby(cells.node).cummax().to_numpy()
    torn = {*np.flatnonzero(low > high).tolist(), *cells.node[grows & (reached > ends.own_high)].tolist()}
    for node in sorted(node for node in torn if node < n):
        own = current & (said.node == node)
        low[node] = said.claims["compatible_low"].to_numpy()[own].min()
        high[node] = said.claims["compatible_high"].to_numpy()[own].max()
    return at, low, high


def bounds_frame(said: Statements, cells: Cells, tight: Tight) -> pd.DataFrame:
    """Return one row a question: its own range, what follows, and what forced it.

    Parameters
    ----------
    said : Statements
    cells : Cells
    tight : Tight

    Returns
    -------
    DataFrame, columns :data:`BOUNDS`
    """
    import pandas as pd

    at, own_low, own_high = own_range(said, cells, tight.ends)
    unresolved = np.isin(tight.component[:len(at)], sorted(tight.impossible))
    low = np.where(unresolved, own_low, tight.ends.low[at])
    high = np.where(unresolved, own_high, tight.ends.high[at])
    reasons = _Reasons(said, cells, tight)
    nothing: Behind = ((), ())
    lows = [reasons.of(LOW, int(cell)) if moved else nothing for cell, moved in zip(at, low > own_low, strict=True)]
    highs = [reasons.of(HIGH, int(cell)) if moved else nothing for cell, moved in zip(at, high < own_high, strict=True)]
    return pd.DataFrame({
        "question": said.questions, "as_of": _as_of(said), "own_low": own_low, "own_high": own_high,
        "low": low, "high": high, "low_claims": [ids for ids, _ in lows], "low_relations": [ties for _, ties in lows],
        "high_claims": [ids for ids, _ in highs], "high_relations": [ties for _, ties in highs],
        "status": np.where(unresolved, "unresolved", "follows").astype(object)}, columns=list(BOUNDS))


def _as_of(said: Statements) -> list[str]:
    """Print the latest day; a period that has no sharp end keeps its words."""
    words = []
    for node, day in enumerate(said.last.tolist()):
        asked = said.graph.nodes[node]
        vague = asked.counting == "period" and node not in said.graph.windows
        words.append(asked.until if vague else day_text(day))
    return words


class _Reasons:
    """Finds what forced an end; each component with exact sums is derived once."""

    def __init__(self, said: Statements, cells: Cells, tight: Tight) -> None:
        self._said, self._cells, self._tight = said, cells, tight
        self._trace: Trace = trace(Map(cells), tight.ends, said.lower, said.upper)
        self._derived: dict[int, Derivation] = {}
        self._words: dict[int, str] = {}

    def of(self, side: int, cell: int) -> Behind:
        """Return the claim ids and the relations behind an end."""
        component = int(self._tight.component[self._cells.node[cell]])
        if component in self._tight.exact:
            return self._exact(side, cell, component)
        claims, rows = self._trace.low([cell]) if side == LOW else self._trace.high(cell)
        return self._named(claims), self._texts(rows)

    def _named(self, claims: set[int]) -> tuple[str, ...]:
        return tuple(sorted(self._said.ids[claim] for claim in claims if claim != NOBODY))

    def _texts(self, rows: list[int]) -> tuple[str, ...]:
        for row in rows:
            if row not in self._words:
                self._words[row] = row_words(self._said.graph, self._cells, row)
        return tuple(sorted({self._words[row] for row in rows}))

    def _exact(self, side: int, cell: int, component: int) -> Behind:
        part = self._tight.exact[component]
        inner = int(np.searchsorted(self._tight.first[component], cell))
        if component not in self._derived:
            self._derived[component] = Derivation(part.ways, part.lower, part.upper)
        derivation = self._derived[component]
        value = float((self._tight.ends.low if side == LOW else self._tight.ends.high)[cell])
        if derivation.value(side, inner) != value:
            return self._searched(part, side, inner, value)
        claims, rows = derivation.behind(derivation.last[side, inner])
        words = {row_words(self._said.graph, part.cells, row) for row in rows}
        return self._named(claims), tuple(sorted(words))

    def _searched(self, part: Component, side: int, cell: int, value: float) -> Behind:
        """Find by deletion a smallest set of claims that forces an end, then of relations."""
        def stays(kept: frozenset[int]) -> bool:
            low, high = _pushed(part, kept, side, cell, value)
            return part.programme.is_possible(low, high)

        claims = smallest(part.members, stays)
        labels = sorted({row_words(self._said.graph, part.cells, row) for row in range(len(part.cells.whole))})
        return self._named(set(claims)), _needed(part, self._said, labels, _pushed(part, claims, side, cell, value))


def _pushed(part: Component, kept: frozenset[int], side: int, cell: int, value: float) -> tuple[Real, Real]:
    """Return the ends that some claims give, and the wish that a cell lies just beyond an end."""
    from reconcile.relations.propagate import own_ends

    low, high = own_ends(part.cells, *part.bounds(kept))
    if side == LOW:
        high[cell] = min(high[cell], value - 1)
    else:
        low[cell] = max(low[cell], value + 1)
    return low, high


def _needed(part: Component, said: Statements, labels: list[str], ends: tuple[Real, Real]) -> tuple[str, ...]:
    from reconcile.relations.cells import rows_only
    from reconcile.relations.programme import Programme

    number = {label: place for place, label in enumerate(labels)}
    of_row = np.array([number[row_words(said.graph, part.cells, row)] for row in range(len(part.cells.whole))])

    def stays(kept: frozenset[int]) -> bool:
        chosen: npt.NDArray[np.bool_] = np.isin(of_row, sorted(kept))
        return Programme(rows_only(part.cells, chosen)).is_possible(*ends)

    return tuple(labels[place] for place in sorted(smallest(range(len(labels)), stays)))
