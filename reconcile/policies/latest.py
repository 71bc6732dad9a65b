"""The figure with the latest as-of date, the newest publication first where dates tie (house rule)."""

from __future__ import annotations

from reconcile.kernel import at_extreme, highest
from reconcile.policies.base import Choice, Figures, Policy, hull, point_if_exact


def choose(figures: Figures) -> Choice:
    """Take the rows of the latest as_of, of these the last published."""
    as_of, published = figures.as_of.astype(float), figures.published.astype(float)
    used = at_extreme(figures.code, as_of, highest(figures.code, as_of, figures.n))
    used &= at_extreme(figures.code, published, highest(figures.code, published, figures.n, used))
    low, high = hull(figures, used)
    return Choice(low, point_if_exact(low, high), high, used)


POLICY = Policy(
    name="latest",
    title="Latest figure",
    rule="The figure that speaks of the latest date; among these the last published.",
    source="House rule, the first step of the GTD's decision list without its exceptions "
           "(GTD Codebook, June 2017, p. 48)",
    choose=choose,
)
