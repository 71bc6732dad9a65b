"""Armed Conflict Location & Event Data: the lowest figure unless a corroborated one exists.

ACLED Codebook, version 1 (January 2021), pp. 32-33: where reports differ the lowest number is entered,
unless a more reliable or corroborated one is available. Words are read by ACLED's own profile.
"""

from __future__ import annotations

from reconcile.kernel import at_extreme, lowest, same_figure
from reconcile.policies.base import Choice, Figures, Policy, single_figure


def choose(figures: Figures) -> Choice:
    """Take the lowest corroborated figure, or the lowest of all where none is corroborated."""
    corroborated = same_figure(figures.code, figures.low, figures.high) > 1
    has_any = lowest(figures.code, (~corroborated).astype(float), figures.n) == 0
    eligible = corroborated | ~has_any[figures.code]
    low = lowest(figures.code, figures.low, figures.n, eligible)
    used = eligible & at_extreme(figures.code, figures.low, low)
    high = lowest(figures.code, figures.high, figures.n, used)
    return single_figure(figures, used & at_extreme(figures.code, figures.high, high))


POLICY = Policy(
    name="acled",
    title="ACLED",
    rule="The lowest figure, unless two or more independent origins give the same one: then that.",
    source="ACLED Codebook, version 1 (January 2021), pp. 32-33, https://acleddata.com/",
    choose=choose,
    lexicon="acled",
)
