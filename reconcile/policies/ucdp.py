"""Uppsala Conflict Data Program: low, best and high as a selection among figures.

UCDP GED Codebook 23.1, p. 5 (https://ucdp.uu.se/downloads/): low is the most conservative figure found,
best the most reliable, high the highest reliable one; coders are to be highly conservative. Which figure
is most reliable is a coder's judgement. Here it is, among the numbers that someone stated (words such as
"dozens" come after them), the one that most independent origins give, and the lowest where several tie
(house reading of "reliable" and "conservative").
"""

from __future__ import annotations

import numpy as np

from reconcile.kernel import at_extreme, highest, lowest, same_figure
from reconcile.policies.base import Choice, Figures, Policy, hull


def choose(figures: Figures) -> Choice:
    """Take the hull, and the best corroborated figure as the point."""
    used = np.ones(len(figures.code), dtype=bool)
    low, high = hull(figures, used)
    stated = np.bincount(figures.code[~figures.is_soft], minlength=figures.n) > 0
    eligible = ~figures.is_soft | ~stated[figures.code]
    support = same_figure(figures.code, figures.low, figures.high).astype(float)
    backed = eligible & at_extreme(figures.code, support, highest(figures.code, support, figures.n, eligible))
    return Choice(low, lowest(figures.code, figures.low, figures.n, backed), high, used)


POLICY = Policy(
    name="ucdp",
    title="UCDP",
    rule="Low is the most conservative figure, high the highest, best the most corroborated stated number "
         "(the lowest of those that tie).",
    source="UCDP GED Codebook 23.1, p. 5, https://ucdp.uu.se/downloads/; the ranking of reliability is a house reading",
    choose=choose,
)
