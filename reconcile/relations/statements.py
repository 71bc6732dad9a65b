"""From claims to nodes and bounds: what each claim says of the true count on a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from reconcile.relations.cells import Bounds, Whole
from reconcile.relations.nodes import Graph, Node, graph_of
from reconcile.relations.table import Relations
from reconcile.relations.weights import weigh

if TYPE_CHECKING:
    import pandas as pd

NO_DAY = np.iinfo(np.int64).min

NOBODY = -1
"""Position of the claim behind a bound that goes without saying."""

COUNTS = ("current", "other_moment")
"""States of the claims that take part: what is withdrawn, replaced or repeated says nothing of its own."""


@dataclass(frozen=True)
class Statements:
    """The claims that take part, and what they say.

    Parameters
    ----------
    claims : DataFrame
        In order of claim_id.
    graph : Graph
    node : array of int, shape (claims,)
    lower, upper : Bounds
    last : array of int, shape (claimed questions,)
        Latest day of each question.
    questions : list of str
        Name of each claimed node.
    weights, reasons : list
        Cost of doubting each claim, and why.
    """

    claims: pd.DataFrame
    graph: Graph
    node: Whole
    lower: Bounds
    upper: Bounds
    last: Whole
    questions: list[str]
    weights: list[float]
    reasons: list[str]

    @cached_property
    def ids(self) -> list[str]:
        """Names of the claims."""
        return [str(name) for name in self.claims["claim_id"]]


def statements_of(claims: pd.DataFrame, relations: Relations) -> Statements:
    """Choose the claims that take part and read what they say of days.

    Parameters
    ----------
    claims : DataFrame
        Columns of :data:`reconcile.schema.CLAIMS`.
    relations : Relations

    Returns
    -------
    Statements

    Notes
    -----
    A running count with as_of in [from, to] was at least the claim's low by the last of these days and at
    most its high on the first; an unknown day leaves that end open. A snapshot counts only where its day
    is known.
    """
    used = claims[claims["state"].isin(COUNTS) & claims["compatible_low"].notna()]
    first, last = _days(used["as_of_from"]), _days(used["as_of_to"])
    snapshot, period = (used["counting"] == "snapshot").to_numpy(), (used["counting"] == "period").to_numpy()
    dated = (first != NO_DAY) | (last != NO_DAY) | period
    used = used[dated & (~snapshot | (first == last))].sort_values("claim_id", kind="stable").reset_index(drop=True)
    names = sorted(used["question"].unique())
    node = used["question"].map({name: place for place, name in enumerate(names)}).to_numpy(dtype=np.int64)
    graph = graph_of(_nodes(used), relations)
    lower, upper, day = _bounds(used, node, graph)
    latest = np.full(len(names), NO_DAY)
    np.maximum.at(latest, node, day)
    weights, reasons = weigh(used)
    return Statements(used, graph, node, lower, upper, latest, names, weights, reasons)


def _days(dates: pd.Series[Any]) -> Whole:
    """Return days since 1970, the smallest number for an unknown day."""
    return dates.to_numpy().astype("datetime64[D]").astype(np.int64)


def _nodes(used: pd.DataFrame) -> list[Node]:
    firsts = used.drop_duplicates("question").sort_values("question")
    until = firsts["as_of"].where(firsts["counting"] == "period", "")
    columns = [firsts[name] for name in ("event", "unit", "counting", "since")]
    rest = [firsts[name] for name in ("measure", "population", "place")]
    return [Node(*map(str, values)) for values in zip(*columns, until, *rest, strict=True)]


def _bounds(used: pd.DataFrame, node: Whole, graph: Graph) -> tuple[Bounds, Bounds, Whole]:
    """Return the lower and upper bounds, and the day of each claim."""
    first, last = _days(used["as_of_from"]), _days(used["as_of_to"])
    period = (used["counting"] == "period").to_numpy()
    for place in np.flatnonzero(period).tolist():
        first[place] = last[place] = graph.windows.get(int(node[place]), (0, 0))[1]
    low, high = used["compatible_low"].to_numpy(float), used["compatible_high"].to_numpy(float)
    claim = np.arange(len(used), dtype=np.int64)
    known = last != NO_DAY
    # A count is at least nobody, so that a question always has a cell on its latest day.
    lower = Bounds(np.where(known, claim, NOBODY), node, np.where(known, last, first), np.where(known, low, 0.0))
    closed = np.isfinite(high) & (first != NO_DAY)
    upper = Bounds(claim[closed], node[closed], first[closed], high[closed])
    return lower, upper, np.where(known, last, first)
