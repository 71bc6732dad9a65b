"""The ledger: from the bytes of ``figures.csv`` to claims that are read, dated and placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reconcile.ledger.claims import claims_of, known_by, reread
    from reconcile.ledger.reading import Ledger, read_ledger

__all__ = ["Ledger", "claims_of", "known_by", "read_ledger", "reread"]

_HOMES = {
    "claims_of": "claims", "known_by": "claims", "reread": "claims",
    "Ledger": "reading", "read_ledger": "reading",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that what reads a file alone stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile.ledger' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"reconcile.ledger.{_HOMES[name]}"), name)
