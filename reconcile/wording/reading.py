"""What one wording says: the interval, the hedge and the rule that gave them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reconcile import display

HEDGES: dict[str, str] = {
    "exact": "a plain number, or a word for one (a pair, the 72nd victim)",
    "at_least": "n or more; the upper end is open",
    "more_than": "n + 1 or more; the upper end is open",
    "up_to": "n or fewer",
    "less_than": "n - 1 or fewer",
    "about": "n, rounded or estimated",
    "nearly": "n approached from below",
    "range": "between two stated numbers",
    "vague": "a word for a size (dozens, several hundred), with or without a number in it",
    "indefinite": "more than one, and nothing else (some, many, protesters)",
    "zero": "none, stated as such",
    "unknown": "the words say that the number is not known",
}
"""Every value of :attr:`Reading.hedge` and what it means."""


@dataclass(frozen=True, repr=False)
class Reading:
    """A wording read into intervals of persons, inclusive whole numbers.

    Attributes
    ----------
    wording : str
        The words as given.
    low, high : float
        Coding interval: what the profile enters. ``high`` is ``inf`` when open; both are ``nan`` when the
        profile enters no number.
    compatible_low, compatible_high : float
        Widest defensible reading, used only to decide whether two claims contradict.
    hedge : str
        A key of :data:`HEDGES`.
    rule : str
        Row of the profile that gave the interval, such as ``default:dozens``; several rows are joined
        with `` + ``, the outer one first.
    language : str
        Language the words were read in.
    is_open : bool
        The words set no upper bound, whatever the profile codes.
    is_soft : bool
        The ends are a reading of a vague word, not a stated bound.
    is_indefinite : bool
        The words say only "more than one".
    start, end : int
        Span of the number with its hedge in ``wording``.
    """

    wording: str
    low: float
    high: float
    compatible_low: float
    compatible_high: float
    hedge: str
    rule: str
    language: str
    is_open: bool
    is_soft: bool
    is_indefinite: bool
    start: int
    end: int

    def __repr__(self) -> str:
        return f"Reading({self.wording!r}: {_words(self.low, self.high)}, {self.rule})"

    def _repr_html_(self) -> str:
        row = [self.wording, _words(self.low, self.high), _words(self.compatible_low, self.compatible_high),
               f"{self.hedge}: {HEDGES[self.hedge]}" if self.hedge in HEDGES else self.hedge, self.rule, self.language]
        return display.table(["Words", "Read as", "Compatible with", "Hedge", "Rule", "Language"], [row])


def _words(low: float, high: float) -> str:
    if math.isnan(low):
        return "no number"
    if math.isinf(high):
        return f"{low:,.0f} or more"
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
