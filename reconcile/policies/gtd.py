"""Global Terrorism Database: most recent, then majority of independent sources, then lowest.

GTD Codebook (June 2017), p. 48, https://www.start.umd.edu/gtd/: the most recent source is used unless its
validity is doubtful or it rests on a perpetrator's claim; among equally recent ones the majority figure of
independent sources; without a majority the lowest. Words are read by the GTD's own profile.
"""

from __future__ import annotations

import numpy as np

from reconcile.intervals import Flags
from reconcile.kernel import at_extreme, highest, lowest, same_figure
from reconcile.policies.base import Choice, Figures, Policy, single_figure


def choose(figures: Figures) -> Choice:
    """Walk down the decision list."""
    eligible = _not_by_the_perpetrator(figures)
    published = figures.published.astype(float)
    recent = eligible & at_extreme(figures.code, published, highest(figures.code, published, figures.n, eligible))
    majority = recent & _is_majority(figures, recent)
    decided = np.bincount(figures.code[majority], minlength=figures.n) > 0
    candidates = majority | (recent & ~decided[figures.code])
    low = lowest(figures.code, figures.low, figures.n, candidates)
    return single_figure(figures, candidates & at_extreme(figures.code, figures.low, low))


def _not_by_the_perpetrator(figures: Figures) -> Flags:
    others = np.bincount(figures.code[~figures.is_armed_group], minlength=figures.n) > 0
    return ~figures.is_armed_group | ~others[figures.code]


def _is_majority(figures: Figures, among: Flags) -> Flags:
    """Say which rows give the figure of more than half of the rows among which is asked."""
    size = np.bincount(figures.code[among], minlength=figures.n)
    result = np.zeros(len(among), dtype=bool)
    result[among] = 2 * same_figure(figures.code[among], figures.low[among], figures.high[among]) \
        > size[figures.code[among]]
    return result


POLICY = Policy(
    name="gtd",
    title="GTD",
    rule="The most recently published figure that no perpetrator gave; among equally recent ones the majority "
         "figure of independent origins, else the lowest.",
    source="Global Terrorism Database Codebook (June 2017), p. 48, https://www.start.umd.edu/gtd/",
    choose=choose,
    lexicon="gtd",
)
