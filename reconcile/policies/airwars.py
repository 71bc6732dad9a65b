"""Airwars: minimum to maximum over the reports, words read by Airwars' own ranges.

Methodology, https://airwars.org/about/methodology, and the range rules quoted on incident pages: a figure
given only as an upper limit sets the maximum and not the minimum.
"""

from __future__ import annotations

import numpy as np

from reconcile.policies.base import Choice, Figures, Policy, hull, point_if_exact


def choose(figures: Figures) -> Choice:
    """Take minimum and maximum; "up to n" has no say in the minimum where another figure has one."""
    used = np.ones(len(figures.code), dtype=bool)
    low, high = hull(figures, used)
    has_floor = figures.low > 0
    floors, _ = hull(figures, has_floor | (figures.high == 0))
    low = np.where(np.isnan(floors), low, floors)
    return Choice(low, point_if_exact(low, high), high, used)


POLICY = Policy(
    name="airwars",
    title="Airwars",
    rule="Minimum to maximum over all reports; a figure that is only an upper limit raises the maximum alone.",
    source="Airwars, Methodology, https://airwars.org/about/methodology, and incident pages "
           "ispt0320, ispt0644, ispt0278, ispt0106",
    choose=choose,
    lexicon="airwars",
)
