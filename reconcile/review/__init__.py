"""Review: a person decides about each candidate, and the accepted ones go into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reconcile.review.accepting import Accepted, accept
    from reconcile.review.adding import Added, add
    from reconcile.review.duplicates import near_duplicates
    from reconcile.review.session import Session, start

__all__ = ["Accepted", "Added", "Session", "accept", "add", "near_duplicates", "start"]

_HOMES = {
    "Accepted": "accepting", "accept": "accepting", "Added": "adding", "add": "adding",
    "near_duplicates": "duplicates",
    "Session": "session", "start": "session",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``reconcile --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile.review' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"reconcile.review.{_HOMES[name]}"), name)
