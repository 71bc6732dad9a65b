"""Iraq Body Count: minimum and maximum over the reports, two independent sources asked for.

Methods, https://www.iraqbodycount.org/about/methods/: each incident has a minimum and a maximum over all
reports collected; with fewer than two independent data sources it is tagged provisional.
"""

from __future__ import annotations

import numpy as np

from reconcile.policies.base import Choice, Figures, Policy, hull, point_if_exact


def choose(figures: Figures) -> Choice:
    """Take minimum and maximum."""
    used = np.ones(len(figures.code), dtype=bool)
    low, high = hull(figures, used)
    return Choice(low, point_if_exact(low, high), high, used)


POLICY = Policy(
    name="ibc",
    title="Iraq Body Count",
    rule="Minimum and maximum over all reports; provisional with fewer than two independent origins.",
    source="Iraq Body Count, Methods, https://www.iraqbodycount.org/about/methods/",
    choose=choose,
    least_origins=2,
)
