"""The ledger: from the bytes of ``figures.csv`` to claims that are read, dated and placed."""

from reconcile.ledger.claims import claims_of, known_by, reread
from reconcile.ledger.reading import Ledger, read_ledger

__all__ = ["Ledger", "claims_of", "known_by", "read_ledger", "reread"]
