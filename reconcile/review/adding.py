"""Adding one claim by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reconcile.errors import LedgerFaults
from reconcile.ledger.writing import append, locked
from reconcile.review.accepting import claim_faults, ledger_rows
from reconcile.review.duplicates import near_duplicates
from reconcile.schema import LEDGER

if TYPE_CHECKING:
    import pandas as pd

_NUMBERED = re.compile(r"(.+)-(\d{1,9})", re.ASCII)
_OF_THE_RETRACTED = ("event", "measure")


class Added(NamedTuple):
    """The id of a claim that was added, and the claims that look like it with the reason."""

    claim_id: str
    near: tuple[tuple[str, str], ...]


def add(ledger_path: str, claim: Mapping[str, str], *, vocabulary: str = "") -> Added:
    """Add one claim to a ledger.

    Parameters
    ----------
    ledger_path : str
        Ledger; it is made when missing.
    claim : mapping of str to str
        Cells by column. Without ``claim_id`` one is made: the next number of the event. A claim that
        retracts another has its event and measure when it names none.
    vocabulary : str
        Path of a CSV file with further vocabulary; empty for none.

    Returns
    -------
    Added

    Raises
    ------
    LedgerFaults
        With every fault at once; nothing is written then.
    UnreadableError
        If the ledger cannot be read or written.
    """
    # Once before the lock, so that a claim with faults leaves no trace beside the ledger.
    _checked(claim, ledger_rows(ledger_path, vocabulary), vocabulary)
    with locked(ledger_path):
        ledger = ledger_rows(ledger_path, vocabulary)
        row = _checked(claim, ledger, vocabulary)
        append(ledger_path, row)
    near = near_duplicates(row, ledger)
    return Added(str(row["claim_id"].iloc[0]), tuple(zip(near["other"], near["why"], strict=True)))


def next_id(ledger: pd.DataFrame, event: str) -> str:
    """Return an id that no claim of the ledger has or speaks of.

    Parameters
    ----------
    ledger : DataFrame
        Rows of the ledger.
    event : str
        Event of the new claim.

    Returns
    -------
    str
        The usual prefix of the event's ids, else the event itself, and the next number.

    Examples
    --------
    After ``kz22-001`` to ``kz22-018`` comes ``kz22-019``.
    """
    import pandas as pd

    of_event = [match for match in map(_NUMBERED.fullmatch, ledger.loc[ledger["event"] == event, "claim_id"]) if match]
    usual = Counter(match[1] for match in of_event)
    prefix = min(usual, key=lambda name: (-usual[name], name)) if usual else event
    spoken_of = pd.concat([ledger[name] for name in ("claim_id", "cites", "retracts")])
    taken = [match for match in map(_NUMBERED.fullmatch, spoken_of) if match and match[1] == prefix]
    width = max((len(match[2]) for match in taken), default=3)
    number = 1 + max((int(match[2]) for match in taken), default=0)
    return f"{prefix}-{number:0{width}}"


def _checked(claim: Mapping[str, str], ledger: pd.DataFrame, vocabulary: str) -> pd.DataFrame:
    """Return the claim as one row of the ledger, its id made."""
    import pandas as pd

    cells = {name: claim.get(name, "").strip() for name in LEDGER.names}
    retracted = ledger[ledger["claim_id"] == cells["retracts"]]
    for name in _OF_THE_RETRACTED:
        cells[name] = cells[name] or (str(retracted[name].iloc[0]) if len(retracted) else "")
    made = cells["claim_id"] or next_id(ledger, cells["event"])
    row = pd.DataFrame([{**cells, "claim_id": made}], columns=LEDGER.names, dtype=object)
    faults = claim_faults(row, ledger, name="the new claim", vocabulary=vocabulary)
    if faults:
        raise LedgerFaults(faults)
    return row
