"""What ties a count to its measure, and what lies between the two."""

from __future__ import annotations

from dataclasses import dataclass

VERBAL = frozenset({"participle", "agreeing", "passive", "active", "gerund", "middle", "loss", "other"})
JOINABLE = ("participle", "agreeing", "middle", "passive", "gerund", "active", "state")
WORDLESS = frozenset({"zero", "article", "some", "many", "numerous", "multiple", "various", "countless",
                      "a_number_of", "large_number", "unknown"})


@dataclass(frozen=True, slots=True)
class Link:
    """A count with what it counts.

    Attributes
    ----------
    count, trigger : int
        Chunks; ``trigger`` is -1 where the measure comes from another sentence.
    measure : str
        ``other`` for a verb that is no measure: the count is then no claim.
    rule : str
        The pattern that tied them.
    cost : float
        How far they stand apart; 0 is adjacent.
    parent : int
        Chunk of the count whose part this is, or -1.
    """

    count: int
    trigger: int
    measure: str
    rule: str
    cost: float
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Path:
    """What lies between a count and a trigger."""

    cost: float
    kinds: frozenset[str]
    auxiliaries: frozenset[str]

    @property
    def has_be(self) -> bool:
        """A form of "be" stands between: "were killed"."""
        return "be" in self.auxiliaries

    @property
    def has_have(self) -> bool:
        """A form of "have" stands between and none of "be": "have killed"."""
        return "have" in self.auxiliaries and not self.has_be
