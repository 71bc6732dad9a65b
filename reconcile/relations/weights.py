"""What it costs to doubt a claim: one table, printed beside every result.

The weights are a house rule and deliberately nearly flat: the field warns against secret weights, and
the interest of a source depends on whom it counts (https://ourworldindata.org/counting-conflict-deaths).
What decides is how many origins agree; the kind of source only settles between claims of equal support.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reconcile.sentences import Noun, count, say

if TYPE_CHECKING:
    import pandas as pd

WEIGHTS: dict[str, tuple[float, str]] = {
    "medical": (1.5, "counts from its own admissions or bodies"),
    "academic": (1.5, "publishes its method"),
    "intergovernmental": (1.5, "verifies to a published standard of proof (OHCHR)"),
    "ngo": (1.5, "keeps a list of cases (Standards for Casualty Recording, Every Casualty, 2016)"),
    "state": (1.25, "has access to registers and an interest in the figure"),
    "media": (1.0, "relays others more often than it counts"),
    "": (1.0, "kind of source not stated"),
    "witness": (0.75, "sees a part"),
    "party": (0.75, "has an interest and no register"),
    "armed_group": (0.75, "has an interest and no register"),
}
"""Kind of counter: weight of one claim, and why."""

VAGUE = 0.5
"""Factor for a claim whose ends are a reading of a vague word: the reading may be wrong as well as the claim."""


def weigh(claims: pd.DataFrame) -> tuple[list[float], list[str]]:
    """Return the cost of doubting each claim, and the reason in words.

    Parameters
    ----------
    claims : DataFrame, shape (n, any)
        With question, origin, origin_type, source_type, is_soft, as_of and the compatible interval.

    Returns
    -------
    weights : list of float
        Base by kind of origin, times one plus the number of other origins that agree: that speak of the
        same question and date, and whose compatible interval meets. Origins count, outlets do not.
    reasons : list of str
    """
    kinds = [origin or source for origin, source in zip(claims["origin_type"], claims["source_type"], strict=True)]
    agreeing = _agreeing(claims)
    cases = list(zip(kinds, agreeing, claims["is_soft"].tolist(), strict=True))
    # Thousands of claims share a few cases.
    found = {case: (_weight(*case), _reason(*case)) for case in set(cases)}
    return [found[case][0] for case in cases], [found[case][1] for case in cases]


def _weight(kind: str, others: int, is_soft: bool) -> float:
    return WEIGHTS.get(kind, WEIGHTS[""])[0] * (1 + others) * (VAGUE if is_soft else 1.0)


def _reason(kind: str, others: int, is_soft: bool) -> str:
    words = kind.replace("_", " ")
    parts = [f"{Noun(f'source_type.{kind}', 1, words, words)}" if kind else say("weight.no kind")]
    parts += [say("weight.origins", others, n=count(others))] if others else []
    return ", ".join(parts + ([say("weight.vague")] if is_soft else []))


def _agreeing(claims: pd.DataFrame) -> list[int]:
    groups: dict[tuple[str, str], list[tuple[str, float, float]]] = defaultdict(list)
    keys = list(zip(claims["question"], claims["as_of"], strict=True))
    figures = list(zip(claims["origin"], claims["compatible_low"], claims["compatible_high"], strict=True))
    for key, figure in zip(keys, figures, strict=True):
        groups[key].append(figure)
    return [len({other for other, other_low, other_high in groups[key]
                 if other != origin and other_low <= high and low <= other_high})
            for key, (origin, low, high) in zip(keys, figures, strict=True)]
