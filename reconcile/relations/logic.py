"""What follows from all claims and relations together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reconcile.relations.cells import Bounds, Cells, Whole, cells_of, component_of, cut_out
from reconcile.relations.conflicts import Component, conflicts_of, only
from reconcile.relations.ends import Tight, bounds_frame
from reconcile.relations.propagate import propagate
from reconcile.relations.residuals import residuals_frame
from reconcile.relations.statements import Statements, statements_of
from reconcile.relations.table import Relations
from reconcile.schema import CONFLICTS, conform, empty
from reconcile.steps import step

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Logic:
    """What follows: plain frames.

    Parameters
    ----------
    bounds : DataFrame
        One row a question that has a dated claim: question, as_of, own_low, own_high, low, high,
        low_claims, low_relations, high_claims, high_relations, status.
    conflicts : DataFrame
        Columns of :data:`reconcile.schema.CONFLICTS`.
    residuals : DataFrame
        Columns whole, part, as_of, low, high, reason.
    """

    bounds: pd.DataFrame
    conflicts: pd.DataFrame
    residuals: pd.DataFrame


@step("deducing bounds and conflicts")
def deduce(claims: pd.DataFrame, questions: pd.DataFrame, relations: Relations, *, cap: int = 100) -> Logic:
    """Tighten bounds across questions, prove contradictions, and find the cheapest claims to doubt.

    Parameters
    ----------
    claims : DataFrame
        Columns of :data:`reconcile.schema.CLAIMS`; only claims that stand take part, by their
        compatible interval, so that vague words conflict only where no defensible reading is left.
    questions : DataFrame
        Columns of :data:`reconcile.schema.QUESTIONS`; claims of other questions are left out.
    relations : Relations
        From :func:`reconcile.relations.load`.
    cap : int
        Most conflicts to list for each connected component.

    Returns
    -------
    Logic

    Notes
    -----
    Connected components are solved apart. Where no sum is exact, propagation is exact and no solver is
    loaded; where one is, integer programming settles what propagation leaves open.

    Examples
    --------
    >>> result = run(read_ledger("figures.csv"))
    >>> deduce(result.claims, result.questions, load()).bounds
    """
    said = statements_of(claims[claims["question"].isin(questions["question"])], relations)
    if said.claims.empty:
        return _nothing(said)
    cells = cells_of(said.graph, said.lower, said.upper)
    tight, impossible = _tightened(said, cells)
    rows = [row for part in impossible for row in conflicts_of(part, cap)]
    return Logic(bounds_frame(said, cells, tight), _conflicts(rows), residuals_frame(said, cells, tight))


def _nothing(said: Statements) -> Logic:
    import pandas as pd

    from reconcile.relations.ends import BOUNDS
    from reconcile.relations.residuals import RESIDUALS

    return Logic(pd.DataFrame(columns=list(BOUNDS)), empty(CONFLICTS), pd.DataFrame(columns=list(RESIDUALS)))


def _conflicts(rows: list[dict[str, object]]) -> pd.DataFrame:
    import pandas as pd

    ordered = sorted(rows, key=lambda row: (len(tuple(row["claim_ids"])), row["claim_ids"]))  # type: ignore[arg-type]
    return conform(pd.DataFrame(ordered), CONFLICTS) if ordered else empty(CONFLICTS)


def _tightened(said: Statements, cells: Cells) -> tuple[Tight, list[Component]]:
    """Propagate everywhere at once, then solve the components with exact sums one by one."""
    ends = propagate(cells, said.lower, said.upper)
    component = component_of(said.graph)
    of_cell = component[cells.node]
    impossible = set(np.unique(of_cell[ends.low > ends.high]).tolist())
    with_exact = set(np.unique(of_cell[cells.whole[cells.is_exact]]).tolist())
    parts = {int(number): _component(said, cells, component, of_cell, int(number))
             for number in sorted(impossible | with_exact)}
    low, high = ends.low.copy(), ends.high.copy()
    exact, first = dict[int, Component](), dict[int, Whole]()
    for number in sorted(with_exact - impossible):
        part, inside = parts[number], np.flatnonzero(of_cell == number)
        if not part.programme.is_possible(low[inside], high[inside]):
            impossible.add(number)
            continue
        exact[number], first[number] = part, inside
        low[inside], high[inside] = part.programme.ends(low[inside], high[inside], _wanted(said, part))
    tight = Tight(replace(ends, low=low, high=high), component, frozenset(impossible), exact, first)
    return tight, [parts[number] for number in sorted(impossible)]


def _wanted(said: Statements, part: Component) -> list[int]:
    """Return the cells of a component that stand for a question's latest day or that its residuals need."""
    nodes = np.unique(part.cells.node)
    claimed = nodes[nodes < len(said.questions)]
    return sorted(set(part.cells.locate(claimed, said.last[claimed]).tolist()))


def _component(said: Statements, cells: Cells, component: Whole, of_cell: Whole, number: int) -> Component:
    inside = np.flatnonzero(of_cell == number)
    members = tuple(np.flatnonzero(component[said.node] == number).tolist())
    return Component(said, cut_out(cells, inside), members, _of(said.lower, component, number),
                     _of(said.upper, component, number))


def _of(bounds: Bounds, component: Whole, number: int) -> Bounds:
    return only(bounds, component[bounds.node] == number)
