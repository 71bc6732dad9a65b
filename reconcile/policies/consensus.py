"""The interval that most independent origins support.

K. Marzullo, Maintaining the Time in a Distributed System, PhD thesis, Stanford University, 1984; the
intersection algorithm of the Network Time Protocol descends from it (RFC 5905, section 11.2.1).
"""

from __future__ import annotations

from reconcile.intervals import meet
from reconcile.kernel import most_supported
from reconcile.policies.base import Choice, Figures, Policy, point_if_exact


def choose(figures: Figures) -> Choice:
    """Sweep the ends; separate intervals of equal support are reported as the range that holds them."""
    low, high, _ = most_supported(figures.code, figures.low, figures.high, figures.n)
    used = meet(figures.low, figures.high, low[figures.code], high[figures.code])
    return Choice(low, point_if_exact(low, high), high, used)


POLICY = Policy(
    name="consensus",
    title="Most supported interval",
    rule="The numbers that the most independent origins allow; where several have equal support, all of them.",
    source="K. Marzullo, Maintaining the Time in a Distributed System, PhD thesis, Stanford University, 1984",
    choose=choose,
)
