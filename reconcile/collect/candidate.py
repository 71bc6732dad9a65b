"""What the finder proposes: a claim with its place in the text, and a number it did not take with the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim proposed from a text.

    Attributes
    ----------
    start, end : int
        Characters of the document's text that hold ``stated``.
    low, high : float
        Reading of ``stated`` in persons; NaN where the words give no number, ``inf`` where they are open.
    confidence : float
        From 0 to 1: how often the rule was right on the project's own passages, less what is doubtful here.
    rule : str
        The pattern that tied number and measure, a row of ``data/finding_rules.csv``.
    reason : str
        Why, in words.
    sentence : str
        The sentence, for the eyes of a reviewer; it is never written to a file.
    """

    start: int
    end: int
    stated: str
    low: float
    high: float
    measure: str
    population: str
    place: str
    event: str
    origin: str
    origin_type: str
    relay: str
    since: str
    as_of: str
    counting: str
    status: str
    confidence: float
    rule: str
    reason: str
    language: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A number in a text that is no claim, with the reason in words."""

    start: int
    end: int
    words: str
    reason: str
