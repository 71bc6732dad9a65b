"""The range of reported figures: lowest low to highest high.

Every Casualty Counts, Standards for Casualty Recording (2016), p. 25: a disagreement between sources may
be reported as a numeric range from the lowest to the highest figure,
https://everycasualty.org/knowledge-base/how-do-casualty-recorders-deal-with-disagreement-between-sources/
"""

from __future__ import annotations

import numpy as np

from reconcile.policies.base import Choice, Figures, Policy, hull, point_if_exact


def choose(figures: Figures) -> Choice:
    """Take the hull of all current figures."""
    used = np.ones(len(figures.code), dtype=bool)
    low, high = hull(figures, used)
    return Choice(low, point_if_exact(low, high), high, used)


POLICY = Policy(
    name="envelope",
    title="Range of reported figures",
    rule="From the lowest to the highest figure that an origin stands by now.",
    source="Every Casualty, Standards for Casualty Recording (2016), p. 25, "
           "https://everycasualty.org/knowledge-base/how-do-casualty-recorders-deal-with-disagreement-between-sources/",
    choose=choose,
)
