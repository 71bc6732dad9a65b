"""Every smallest set of claims that cannot all be true, its proof, and the cheapest claims to doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from reconcile.intervals import Flags
from reconcile.relations.cells import Bounds, Cells, Real, cut_out
from reconcile.relations.doubt import Listing, Set, cheapest_set, list_conflicts
from reconcile.relations.names import amount_words, row_words
from reconcile.relations.programme import Programme
from reconcile.relations.proof import Derivation, Map, chain
from reconcile.relations.propagate import Propagation, own_ends
from reconcile.relations.statements import Statements
from reconcile.sentences import capital, count, joined, say

SAME_QUESTION = "same question"
"""Stands in the column of relations where two claims meet without one."""

_MOST_PAIRS = 20_000
"""Beyond this many pairs the cheapest claims to doubt are found step by step."""


@dataclass(frozen=True)
class Component:
    """The cells, rows and claims of questions that are tied together, directly or not.

    Parameters
    ----------
    said : Statements
    cells : Cells
        Of this component only.
    members : tuple of int
        Positions of its claims, in order of claim_id.
    lower, upper : Bounds
        Of its claims.
    """

    said: Statements
    cells: Cells
    members: tuple[int, ...]
    lower: Bounds
    upper: Bounds

    @property
    def is_exact(self) -> bool:
        """Whether a sum is exact, so that propagation alone does not settle it."""
        return bool(self.cells.is_exact.any())

    @cached_property
    def programme(self) -> Programme:
        """The integer programme of the rows."""
        return Programme(self.cells)

    @cached_property
    def ways(self) -> Map:
        """The rows by the cells they touch."""
        return Map(self.cells)

    @cached_property
    def propagation(self) -> Propagation:
        """The rows in the order of propagation."""
        return Propagation(self.cells)

    def bounds(self, kept: Set) -> tuple[Bounds, Bounds]:
        """Return the bounds of some claims only."""
        wanted = np.array(sorted(kept), dtype=np.int64)
        lower, upper = (only(side, np.isin(side.claim, wanted)) for side in (self.lower, self.upper))
        return lower, upper

    def is_possible(self, kept: Set) -> bool:
        """Say whether some claims can all be true."""
        lower, upper = self.bounds(kept)
        low, high = own_ends(self.cells, lower, upper)
        low = self.propagation.raised(low)
        if (low > high).any():
            return False
        # The smallest world is a possible one where its exact sums happen to balance.
        return not self.is_exact or self._balances(low) or self.programme.is_possible(low, high)

    def _balances(self, world: Real) -> bool:
        row = np.repeat(np.arange(len(self.cells.whole)), np.diff(self.cells.start))
        total = np.bincount(row, weights=world[self.cells.part], minlength=len(self.cells.whole))
        return bool((total == world[self.cells.whole])[self.cells.is_exact].all())


def only(bounds: Bounds, where: Flags) -> Bounds:
    """Return some of the bounds."""
    return Bounds(bounds.claim[where], bounds.node[where], bounds.day[where], bounds.value[where])


def conflicts_of(part: Component, cap: int) -> list[dict[str, object]]:
    """Return the rows of the table of conflicts for a component whose claims cannot all be true.

    Parameters
    ----------
    part : Component
    cap : int
        Most sets to list.

    Returns
    -------
    list of dict
        In the columns of :data:`reconcile.schema.CONFLICTS`, small sets and early claim ids first.
    """
    found = list_conflicts(part.members, part.is_possible, cap) if part.is_exact else _raised_too_far(part, cap)
    weights = dict(enumerate(part.said.weights))
    cheapest = cheapest_set(part.members, weights, part.is_possible, found.conflicts)
    rows = [_row(part, conflict, cheapest) for conflict in found.conflicts[:cap]]
    if rows and not (found.is_complete and len(found.conflicts) <= cap):
        rows[-1]["reason"] = f"{rows[-1]['reason']} {say('conflict.more', len(rows), n=count(len(rows)))}"
    return rows


def _raised_too_far(part: Component, cap: int) -> Listing:
    """List the smallest conflicts where no sum is exact.

    Each holds one claim that sets an upper end, and a smallest set of claims whose lower ends add up to
    more; no solver is needed to find pairs. Up to ``_MOST_PAIRS`` pairs are listed, whatever the cap: with
    all of them known, the cheapest claims to doubt are found in one step.
    """
    own_low, own_high = own_ends(part.cells, part.lower, part.upper)
    low = part.propagation.raised(own_low)
    at = part.cells.locate(part.upper.node, part.upper.day)
    found: dict[Set, None] = {}
    complete = True
    for place in np.argsort(part.upper.claim, kind="stable"):
        if low[at[place]] > part.upper.value[place] and len(found) <= _MOST_PAIRS:
            sets, all_listed = _above(part, int(at[place]), float(part.upper.value[place]), cap)
            found.update(dict.fromkeys(each | {int(part.upper.claim[place])} for each in sets))
            complete &= all_listed
    sets = sorted(found, key=lambda each: (len(each), sorted(each)))
    pairs = {each for each in sets if len(each) <= 2}
    smallest = [each for each in sets if len(each) <= 2]
    for each in sets[len(smallest):]:
        if not any(frozenset(two) in pairs for two in combinations(each, 2)) \
                and not any(other < each for other in smallest[len(pairs):]):
            smallest.append(each)
    return Listing(tuple(smallest), complete)


def _above(part: Component, cell: int, limit: float, cap: int) -> tuple[list[Set], bool]:
    """List the smallest sets of claims whose lower ends push a cell above a limit."""
    below = part.ways.downward(cell)
    inner = cut_out(part.cells, below)
    top = int(np.searchsorted(below, cell))
    at = part.cells.locate(part.lower.node, part.lower.day)
    lower = only(part.lower, np.isin(at, below) & (part.lower.value > 0))
    alone = lower.value > limit
    single: list[Set] = [frozenset({int(claim)}) for claim in np.sort(lower.claim[alone])]
    rest = only(lower, ~alone)
    if not (np.diff(inner.start) > 1).any():
        return single, True
    levels = Propagation(inner)
    empty = only(rest, np.zeros(len(rest.claim), dtype=bool))

    def stays(kept: Set) -> bool:
        chosen = only(rest, np.isin(rest.claim, np.array(sorted(kept), dtype=np.int64)))
        return bool(levels.raised(own_ends(inner, chosen, empty)[0])[top] <= limit)

    members = [int(claim) for claim in np.sort(rest.claim)]
    if stays(frozenset(members)):
        return single, True
    sums = list_conflicts(members, stays, cap)
    return [*single, *sums.conflicts], sums.is_complete


def _row(part: Component, conflict: Set, cheapest: Set) -> dict[str, object]:
    said = part.said
    derivation = Derivation(part.ways, *part.bounds(conflict), is_exact=part.is_exact)
    return {"claim_ids": tuple(sorted(said.ids[claim] for claim in conflict)),
            "relations": _relations(part, derivation), "reason": _reason(part, conflict, derivation),
            "smallest_change": _change(said, conflict, cheapest)}


def _relations(part: Component, derivation: Derivation) -> str:
    if derivation.crossing is None:
        labels = {row_words(part.said.graph, part.cells, row) for row in np.flatnonzero(part.cells.is_exact).tolist()}
        return "; ".join(sorted(labels))
    _, rows = derivation.behind(*derivation.crossing)
    return "; ".join(dict.fromkeys(row_words(part.said.graph, part.cells, row) for row in rows)) or SAME_QUESTION


def _reason(part: Component, conflict: Set, derivation: Derivation) -> str:
    """Say what the claims state, by which relations they meet, and the chain that cannot hold."""
    said = part.said
    claims = "; ".join(_claim_words(said, claim) for claim in sorted(conflict))
    ties = _relations(part, derivation)
    related = "" if ties == SAME_QUESTION else " related"
    if derivation.crossing is None:
        return capital(say(f"conflict.no number{related}", claims=claims, relations=ties))
    return capital(say(f"conflict.impossible{related}", claims=claims, relations=ties,
                       chain=chain(derivation, said.graph)))


def _claim_words(said: Statements, claim: int) -> str:
    row = said.claims.iloc[claim]
    node = int(said.node[claim])
    ends = float(row["compatible_low"]), float(row["compatible_high"])
    amount = amount_words(said.graph, node, int(said.lower.day[claim]), *ends)
    return say("conflict.claim", claim=row["claim_id"], amount=amount)


def _change(said: Statements, conflict: Set, cheapest: Set) -> str:
    """Say which of the cheapest claims to doubt are here, and print the weights."""
    name: Callable[[Set], str] = lambda claims: joined([said.ids[claim] for claim in sorted(claims)])
    weights = "; ".join(say("conflict.weight", claim=said.ids[claim], weight=_weight(said.weights[claim]),
                            reason=said.reasons[claim]) for claim in sorted(conflict))
    total = _weight(sum(said.weights[claim] for claim in sorted(cheapest)))
    key = "conflict.doubt some" if len(cheapest) > 1 else "conflict.doubt"
    return say(key, claims=name(conflict & cheapest), cheapest=name(cheapest), total=total, weights=weights)


def _weight(weight: float) -> str:
    return count(weight) if weight == int(weight) else f"{weight:g}"
