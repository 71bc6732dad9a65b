"""Reconcile competing counts of people killed, injured, detained or taking part.

>>> import reconcile
>>> ledger = reconcile.read_ledger("figures.csv")
>>> result = reconcile.run(ledger)
>>> result.estimates
>>> result["detained everyone"].chart("timeline")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reconcile.errors import LedgerFaults, ReconcileError
    from reconcile.ledger import Ledger, read_ledger
    from reconcile.pipeline import Reconciliation, run
    from reconcile.wording import Reading, parse_wording

__all__ = ["Ledger", "LedgerFaults", "Reading", "ReconcileError", "Reconciliation", "parse_wording", "read_ledger",
           "run"]

_HOMES = {
    "Ledger": "reconcile.ledger", "read_ledger": "reconcile.ledger",
    "LedgerFaults": "reconcile.errors", "ReconcileError": "reconcile.errors",
    "Reconciliation": "reconcile.pipeline", "run": "reconcile.pipeline",
    "Reading": "reconcile.wording", "parse_wording": "reconcile.wording",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``reconcile --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
