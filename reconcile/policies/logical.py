"""What follows from all claims and relations together: parts and wholes, sums and time.

The ends come from :func:`reconcile.relations.deduce`: interval constraint propagation (E. Davis, Constraint
propagation with interval labels, Artificial Intelligence 32 (1987), 281-331) where relations are inequalities,
integer programming where sums meet. Words take part by their widest reading, so nothing is ruled out that a
defensible reading allows.
"""

from __future__ import annotations

import numpy as np

from reconcile.policies.base import Choice, Figures, Policy, point_if_exact


def choose(figures: Figures) -> Choice:
    """Take the ends that follow; every current figure of the question takes part."""
    low, high = figures.bound_low, figures.bound_high
    return Choice(low, point_if_exact(low, high), high, ~np.isnan(low)[figures.code])


POLICY = Policy(
    name="logical",
    title="What follows logically",
    rule="The tightest range that all claims allow together, each in its widest reading, through parts and wholes, "
         "sums and time; the range of the claims themselves where they cannot all be true.",
    source="Interval constraint propagation, E. Davis, Artificial Intelligence 32 (1987), 281-331; relations.csv names "
           "the source of each relation",
    choose=choose,
    lexicon="default",
)
