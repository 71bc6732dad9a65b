"""Relations between questions: parts and wholes, sums and time, and what follows from them.

:func:`load` reads the table of relations, :func:`deduce` applies it to the claims of a reconciliation,
and :func:`cheapest_to_doubt` locates errors in one record under any linear rules.
"""

from reconcile.relations.doubt import cheapest_to_doubt
from reconcile.relations.logic import Logic, deduce
from reconcile.relations.table import Relations, load
from reconcile.relations.weights import WEIGHTS

__all__ = ["WEIGHTS", "Logic", "Relations", "cheapest_to_doubt", "deduce", "load"]
