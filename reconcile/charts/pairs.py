"""Pairs of origins: the gravest that stands between their figures, over one question or several."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reconcile.charts.chart import Frames, Row, Subject

if TYPE_CHECKING:
    import pandas as pd

SEVERITY = ("contradicts", "update", "overlaps", "refines", "agrees", "echo", "retracted", "not_comparable")
"""Kinds between two origins, gravest first; what was withdrawn contradicts nothing."""

OWN = ("contradicts", "retracted", "revision", "update")
"""Kinds between the figures of one origin that a reader asks for, gravest first."""

STEPS = (1.5, 3.0)
"""Ratios from which two figures are shown as farther and as far apart (house rule)."""


@dataclass(frozen=True)
class Cell:
    """What stands between two origins, or between the figures of one.

    Parameters
    ----------
    word : str
        Kind of discrepancy, one of :data:`reconcile.schema.KINDS`.
    first, second : mapping
        The two claims.
    gap, ratio : float
        As in the table of discrepancies.
    question : str
        Question of the claims.
    is_past : bool
        One of the claims no longer counts, and the two origins have no two that do.
    times : int
        Questions with this kind; on the diagonal the figures concerned.
    """

    word: str
    first: Row
    second: Row
    gap: float
    ratio: float
    question: str
    is_past: bool = False
    times: int = 1

    @property
    def distance(self) -> float:
        """How many times the lower reading goes into the higher; inf beside a zero, 1 where they touch."""
        if math.isnan(self.ratio):
            return math.inf if self.gap > 0 else 1.0
        return self.ratio

    @property
    def step(self) -> int:
        """How far apart, as a step from 0; only of a contradiction that stands."""
        return sum(self.distance >= step for step in STEPS) if self.word == "contradicts" and not self.is_past else 0


def gravity(cell: Cell) -> tuple[bool, int, float, float, str, str]:
    """Return the order of cells, gravest first."""
    return (cell.is_past, SEVERITY.index(cell.word), -cell.distance, -(cell.gap if cell.gap > 0 else 0.0),
            str(cell.first["claim_id"]), str(cell.second["claim_id"]))


def cells(frames: Frames, abouts: Sequence[Subject]) -> dict[tuple[str, str], Cell]:
    """Return the gravest cell of each two origins with figures for one question.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    abouts : sequence of Subject
        The questions.

    Returns
    -------
    dict of (str, str) to Cell
        By the names of the origins, the smaller first.
    """
    best: dict[tuple[str, str], Cell] = {}
    asked: dict[tuple[tuple[str, str], str, bool], set[str]] = {}
    for cell in _all(frames, abouts):
        one, other = sorted((str(cell.first["origin"]), str(cell.second["origin"])))
        if one == other or cell.word not in SEVERITY:
            continue
        pair = (one, other)
        asked.setdefault((pair, cell.word, cell.is_past), set()).add(cell.question)
        if pair not in best or gravity(cell) < gravity(best[pair]):
            best[pair] = cell
    return {pair: replace(best[pair], times=len(asked[pair, best[pair].word, best[pair].is_past]))
            for pair in sorted(best)}


def diagonal(frames: Frames, abouts: Sequence[Subject]) -> dict[str, Cell]:
    """Return for each origin the gravest that stands between its own figures: withdrawn, revised, updated.

    Parameters
    ----------
    frames, abouts
        As for :func:`cells`.

    Returns
    -------
    dict of str to Cell
        Origins that never changed a figure are left out.
    """
    found: dict[str, list[Cell]] = {}
    for cell in _all(frames, abouts):
        if cell.first["origin"] == cell.second["origin"] and cell.word in OWN and cell.word != "retracted":
            found.setdefault(str(cell.first["origin"]), []).append(cell)
    for about in abouts:
        for claim in about.numbered:
            if claim["state"] == "retracted":
                gone = Cell("retracted", claim, claim, math.nan, math.nan, about.name)
                found.setdefault(str(claim["origin"]), []).append(gone)
    return {name: _gravest(found[name]) for name in sorted(found)}


def _gravest(own: Sequence[Cell]) -> Cell:
    word = min((cell.word for cell in own), key=OWN.index)
    mine = sorted((cell for cell in own if cell.word == word),
                  key=lambda cell: (-cell.distance, int(cell.second["footnote"]), int(cell.first["footnote"])))
    return replace(mine[0], times=len({cell.second["claim_id"] for cell in mine}))


def _all(frames: Frames, abouts: Sequence[Subject]) -> Iterator[Cell]:
    names = {about.name for about in abouts}
    claims = {str(claim["claim_id"]): claim for about in abouts for claim in about.numbered}
    leads = {claim_id for about in abouts for claim_id in about.lead_ids}
    table: pd.DataFrame = frames.discrepancies
    table = table[table["question"].isin(names) & table["claim_a"].isin(list(claims))
                  & table["claim_b"].isin(list(claims))]
    columns = ["question", "claim_a", "claim_b", "kind", "gap", "ratio"]
    for question, a, b, kind, gap, ratio in table[columns].itertuples(index=False, name=None):
        # Questions that look alike are listed as not comparable, too; that says nothing of two origins.
        if claims[a]["question"] == claims[b]["question"] == question:
            yield Cell(str(kind), claims[a], claims[b], float(gap), float(ratio), str(question),
                       not {a, b} <= leads)
