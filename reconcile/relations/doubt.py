"""Which statements cannot all be true, and which are the cheapest to doubt.

The principle is that of I. P. Fellegi and D. Holt (A Systematic Approach to Automatic Edit and
Imputation, Journal of the American Statistical Association 71(353), 1976, pp. 17-35): change as little
as possible, by weight, so that everything left can be true. The smallest conflicting sets are found by
alternating between the two kinds of set, each the minimal hitting sets of the other (R. Reiter, A Theory
of Diagnosis from First Principles, Artificial Intelligence 32(1), 1987, pp. 57-95; M. H. Liffiton,
A. Previti, A. Malik and J. Marques-Silva, Fast, Flexible MUS Enumeration, Constraints 21(2), 2016,
pp. 223-250).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Set = frozenset[int]

_BRUTE = 10
"""Up to this many members every subset is tried, and no solver is loaded."""

MOST_STEPS = 20
"""The listing gives up after this many times the cap of sets that were tried."""

_MOST_NODES = 100_000
"""Nodes of one search for the next set to try; beyond it the listing counts as cut."""


@dataclass(frozen=True)
class Listing:
    """Smallest sets of members that cannot all hold.

    Parameters
    ----------
    conflicts : tuple of frozenset of int
        Small sets first, then by the order of the members.
    is_complete : bool
        Every such set is listed.
    """

    conflicts: tuple[Set, ...]
    is_complete: bool


def list_conflicts(members: Sequence[int], is_possible: Callable[[Set], bool], cap: int) -> Listing:
    """List the smallest conflicting sets, at most ``cap``.

    Parameters
    ----------
    members : sequence of int
        The soft statements; their order settles which sets are found first.
    is_possible : callable
        Says whether a set of members can hold at once. Must be monotone: a subset of a possible set is
        possible.
    cap : int
        Most sets to list.

    Returns
    -------
    Listing
    """
    conflicts, corrections = list[Set](), list[Set]()
    everything = frozenset(members)
    doubted: Set | None = frozenset()
    for _ in range(MOST_STEPS * max(cap, 1)):
        if doubted is None or len(conflicts) > cap:
            break
        rest = everything - doubted
        if is_possible(rest):
            corrections.append(_grown(members, rest, doubted, is_possible))
        else:
            conflicts += _apart(members, rest, is_possible)
        doubted = _another(conflicts, corrections)
    order = {member: place for place, member in enumerate(members)}
    listed = sorted(conflicts, key=lambda found: (len(found), sorted(order[member] for member in found)))
    return Listing(tuple(listed[:cap]), doubted is None and len(listed) <= cap)


def _grown(members: Sequence[int], rest: Set, doubted: Set, is_possible: Callable[[Set], bool]) -> Set:
    """Take back every doubt that is not needed, and return what remains doubted."""
    for member in (member for member in members if member in doubted):
        if is_possible(rest | {member}):
            rest |= {member}
    return frozenset(members) - rest


def _apart(members: Sequence[int], rest: Set, is_possible: Callable[[Set], bool]) -> list[Set]:
    """Return smallest conflicts that share no member, until the rest is possible."""
    found = []
    while not is_possible(rest):
        found.append(smallest([member for member in members if member in rest], is_possible))
        if not found[-1]:
            raise ValueError("what is never doubted cannot all hold")
        rest -= found[-1]
    return found


def _another(conflicts: Sequence[Set], corrections: Sequence[Set]) -> Set | None:
    """Return some set that meets every conflict and holds none of the corrections, None when there is none."""
    ordered = [sorted(conflict) for conflict in sorted(conflicts, key=lambda found: (len(found), sorted(found)))]
    nodes = 0

    def search(chosen: Set, refused: Set) -> Set | None:
        nonlocal nodes
        nodes += 1
        if nodes > _MOST_NODES:
            return None
        unmet = next((conflict for conflict in ordered if not chosen.intersection(conflict)), None)
        if unmet is None:
            return chosen
        for place, member in enumerate(unmet):
            taken = chosen | {member}
            if member in refused or any(taken >= other for other in corrections):
                continue
            found = search(taken, refused | set(unmet[:place]))
            if found is not None:
                return found
        return None

    return search(frozenset(), frozenset()) if conflicts else None


def cheapest_set(members: Sequence[int], weights: dict[int, float], is_possible: Callable[[Set], bool],
                 known: Sequence[Set] = ()) -> Set:
    """Return the members of the least total weight whose doubt makes the rest possible.

    Parameters
    ----------
    members : sequence of int
        In the order that settles ties.
    weights : dict of int to float
        Cost of doubting each, positive; ``inf`` for a member that is never doubted.
    is_possible : callable
        As for :func:`list_conflicts`.
    known : sequence of frozenset of int
        Conflicts that are known beforehand.

    Returns
    -------
    frozenset of int

    Raises
    ------
    ValueError
        If the members that are never doubted cannot all hold.

    Notes
    -----
    The lightest set that meets all conflicts known so far is tried; if the rest is still impossible, its
    conflicts are added. What is found first is the cheapest of all (implicit hitting sets: J. Davies and
    F. Bacchus, Solving MAXSAT by Solving a Sequence of Simpler SAT Instances, CP 2011, pp. 225-239).
    """
    conflicts = list(known)
    while True:
        doubted = _least(conflicts, members, weights)
        if doubted is None:
            raise ValueError("what is never doubted cannot all hold")
        rest = frozenset(members) - doubted
        if is_possible(rest):
            return doubted
        conflicts += _apart(members, rest, is_possible)


def smallest(members: Sequence[int], is_possible: Callable[[Set], bool]) -> Set:
    """Shrink an impossible set to one that becomes possible when any one member is dropped.

    Notes
    -----
    U. Junker, QuickXplain: Preferred Explanations and Relaxations for Over-Constrained Problems, AAAI
    2004, pp. 167-172.
    """
    def explain(base: Set, delta: bool, rest: Sequence[int]) -> Set:
        if delta and not is_possible(base):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        later = explain(base | frozenset(first), bool(first), second)
        return explain(base | later, bool(later), first) | later

    return explain(frozenset(), True, members) if members else frozenset()


def _least(conflicts: Sequence[Set], members: Sequence[int], weights: dict[int, float]) -> Set | None:
    """Return the lightest set that meets every conflict: of equal ones the fewest, then the first members."""
    used = frozenset[int]().union(*conflicts)
    pool = [member for member in members if member in used and np.isfinite(weights[member])]
    if len(pool) <= _BRUTE:
        sets = sorted((round(sum(weights[pool[place]] for place in places), 9), len(places), places)
                      for size in range(len(pool) + 1) for places in combinations(range(len(pool)), size))
        tried = (frozenset(pool[place] for place in places) for _, _, places in sets)
        return next((found for found in tried if all(found & conflict for conflict in conflicts)), None)
    return _solved(conflicts, pool, weights)


def _solved(conflicts: Sequence[Set], pool: Sequence[int], weights: dict[int, float]) -> Set | None:
    """Solve it as an integer programme, then move ties to earlier members."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    column = {member: place for place, member in enumerate(pool)}
    rows = np.zeros((len(conflicts), len(pool)))
    for row, found in enumerate(conflicts):
        rows[row, [column[member] for member in found if member in column]] = 1
    cost = np.array([weights[member] for member in pool])
    result = milp(cost, integrality=np.ones(len(pool), dtype=np.int64), bounds=Bounds(0, 1),
                  constraints=LinearConstraint(rows, 1.0, np.inf), options={"mip_rel_gap": 0.0})
    if result.x is None:
        return None
    chosen = result.x > 0.5
    for place in np.flatnonzero(chosen)[::-1]:
        bare = (rows[:, chosen].sum(axis=1) - rows[:, place]) < 1
        same = [other for other in range(place) if cost[other] == cost[place] and not chosen[other]
                and rows[bare, other].all()]
        if same:
            chosen[[place, same[0]]] = False, True
    return frozenset(pool[int(place)] for place in np.flatnonzero(chosen))


def cheapest_to_doubt(matrix: npt.ArrayLike, limit: npt.ArrayLike, values: npt.ArrayLike,
                      weights: npt.ArrayLike | None = None, *,
                      equal: tuple[npt.ArrayLike, npt.ArrayLike] | None = None) -> tuple[int, ...]:
    """Locate the values of one record that are the cheapest to doubt under linear rules.

    Parameters
    ----------
    matrix : array, shape (rules, values)
    limit : array, shape (rules,)
        The rules are ``matrix @ x <= limit``.
    values : array, shape (values,)
        The record; ``nan`` for what is missing, which costs nothing.
    weights : array, shape (values,), optional
        Cost of doubting each value, 1 for all by default; ``inf`` for a value that stands.
    equal : (matrix, limit), optional
        Further rules that hold exactly.

    Returns
    -------
    tuple of int
        Positions of the values to doubt, ascending; empty when the record obeys the rules. Among sets of
        one weight the one with the fewest and first values.

    Raises
    ------
    ValueError
        If the rules cannot be met although every value of finite weight is given up.

    Notes
    -----
    The answer is that of the R package errorlocate (E. de Jonge and M. van der Loo,
    https://github.com/data-cleaning/errorlocate), but for ties, which errorlocate settles by chance. No
    "big M" is needed, so a value of 1e10 is located as well (its issue 30).
    """
    given = np.asarray(values, dtype=np.float64)
    cost = np.ones(len(given)) if weights is None else np.asarray(weights, dtype=np.float64)
    members = [int(place) for place in np.flatnonzero(~np.isnan(given))]
    rules = (np.asarray(matrix, dtype=np.float64).reshape(-1, len(given)), np.asarray(limit, dtype=np.float64))
    exact = None if equal is None else tuple(np.asarray(part, dtype=np.float64) for part in equal)
    found = cheapest_set(members, dict(enumerate(cost.tolist())), lambda kept: _fits(rules, exact, given, kept))
    return tuple(sorted(found))


def _fits(rules: tuple[Any, Any], exact: tuple[Any, ...] | None, given: npt.NDArray[np.float64], kept: Set) -> bool:
    """Say whether some record agrees with the kept values and obeys the rules."""
    from scipy.optimize import linprog

    fixed = np.array([place in kept for place in range(len(given))])
    known = np.where(fixed, given, 0.0)
    free = ~fixed
    systems = (rules, exact or (rules[0][:0], rules[1][:0]))
    left = [(matrix[:, free], limit - matrix @ known) for matrix, limit in systems]
    scale = max(1.0, float(np.abs(known).max(initial=0.0)))
    if not free.any():
        return bool((left[0][1] >= -1e-9 * scale).all() and (np.abs(left[1][1]) <= 1e-9 * scale).all())
    result = linprog(np.zeros(int(free.sum())), A_ub=left[0][0], b_ub=left[0][1] / scale, A_eq=left[1][0],
                     b_eq=left[1][1] / scale, bounds=(None, None))
    return bool(result.status == 0)
