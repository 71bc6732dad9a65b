"""What a whole leaves when its known parts are taken out, as an interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from reconcile.relations.cells import Cells
from reconcile.relations.ends import Tight
from reconcile.relations.names import amount_words, day_text, within_words
from reconcile.relations.statements import Statements
from reconcile.sentences import interval_words, joined, say

if TYPE_CHECKING:
    import pandas as pd

RESIDUALS = ("whole", "part", "as_of", "low", "high", "reason")


def residuals_frame(said: Statements, cells: Cells, tight: Tight) -> pd.DataFrame:
    """Return the whole less a part, or less several parts that share nobody.

    Parameters
    ----------
    said : Statements
    cells : Cells
    tight : Tight

    Returns
    -------
    DataFrame, columns :data:`RESIDUALS`
        Only where whole and parts have claims and the claims around them can all be true, and only what
        says something: [0, inf) is left out. Of nested wholes the nearest is taken. Several parts are
        joined by " + ". The interval is that of the two ranges on the whole's latest day.
    """
    import pandas as pd

    labels: dict[tuple[int, tuple[int, ...]], str] = {}
    for whole, part in _nearest(said):
        labels[whole, (part,)] = within_words(said.graph.nodes[part], said.graph.nodes[whole])
    for total in said.graph.sums:
        known = tuple(sorted(part for part in total.parts if part < said.graph.n_claimed))
        if total.whole < said.graph.n_claimed and known:
            labels[total.whole, known] = total.label
    asked = sorted(key for key in labels if _is_told(said, tight, *key))
    ranges = _ranges(said, cells, tight, asked)
    rows = [_row(said, whole, parts, labels[whole, parts], ends)
            for (whole, parts), ends in zip(asked, ranges, strict=True)]
    return pd.DataFrame([row for row in rows if row], columns=list(RESIDUALS))


def _nearest(said: Statements) -> Iterable[tuple[int, int]]:
    """Return each claimed part with the claimed wholes that have no claimed question in between."""
    claimed = said.graph.n_claimed
    above: dict[int, set[int]] = defaultdict(set)
    for part, whole in said.graph.edges:
        if part < claimed and whole < claimed:
            above[part].add(whole)
    for part, wholes in above.items():
        further = set().union(*(above[whole] for whole in wholes if whole in above))
        yield from ((whole, part) for whole in wholes - further)


def _is_told(said: Statements, tight: Tight, whole: int, parts: tuple[int, ...]) -> bool:
    """Say whether the claims around a whole can all be true and its snapshots are of its latest day."""
    day = said.last[whole]
    return int(tight.component[whole]) not in tight.impossible and not any(
        said.graph.nodes[part].counting == "snapshot" and said.last[part] != day for part in parts)


def _ranges(said: Statements, cells: Cells, tight: Tight,
            asked: list[tuple[int, tuple[int, ...]]]) -> Iterable[list[tuple[float, float]]]:
    """Return the ranges of each whole and its parts on the whole's latest day.

    A count is at least what it was before, and at most what it is later.
    """
    node = np.array([each for whole, parts in asked for each in (whole, *parts)], dtype=np.int64)
    day = np.array([said.last[whole] for whole, parts in asked for _ in (whole, *parts)], dtype=np.int64)
    before, after = cells.until(node, day), cells.locate(node, day)
    low = np.where(before >= 0, tight.ends.low[before], 0.0).tolist()
    high = np.where(after >= 0, tight.ends.high[after], np.inf).tolist()
    start = 0
    for _, parts in asked:
        stop = start + 1 + len(parts)
        yield list(zip(low[start:stop], high[start:stop], strict=True))
        start = stop


def _row(said: Statements, whole: int, parts: tuple[int, ...], label: str,
         ranges: list[tuple[float, float]]) -> tuple[object, ...] | None:
    day = int(said.last[whole])
    (low, high), ends = ranges[0], ranges[1:]
    least, most = sum(each for each, _ in ends), sum(each for _, each in ends)
    left = max(0.0, low - most)
    if left == 0 and np.isinf(high):
        return None
    taken = [amount_words(said.graph, part, day, *each) for part, each in zip(parts, ends, strict=True)]
    reason = say("residual", left=interval_words(left, high - least), parts=joined(taken), relation=label,
                 whole=amount_words(said.graph, whole, day, low, high))
    names = " + ".join(said.questions[part] for part in parts)
    return said.questions[whole], names, day_text(day), left, high - least, reason
