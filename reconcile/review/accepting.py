"""Accepting: put the candidates that a person accepted into the ledger, all or none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reconcile.errors import Fault, LedgerFaults, ReconcileError
from reconcile.ledger import read_ledger
from reconcile.ledger.faults import find
from reconcile.ledger.text import cells, read_bytes
from reconcile.ledger.writing import append, locked
from reconcile.candidates import ACCEPTED, conformed, faults_of
from reconcile.schema import LEDGER
from reconcile.wording import parse_wording

if TYPE_CHECKING:
    import pandas as pd

KEPT = ("document_hash", "reviewer", "edits")
"""Columns of a candidate that a ledger keeps beside its own."""

READ_FROM = ("stated", "language", "measure")
"""Columns that the reading of the words depends on."""

_STATEMENT = ("event", "measure", "stated", "low", "high", "population", "place", "counting", "unit", "since", "as_of",
              "published", "source", "origin", "cites", "retracts", "document", "locator")
"""Columns that make two claims of one id two different statements."""

_BELOW = 1_000_000_000
"""Added to the rows of new claims, so that they are told from the rows of the ledger."""


class Accepted(NamedTuple):
    """What came of accepting: ids added, ids that stood in the ledger already, rejected, not decided."""

    added: tuple[str, ...]
    present: tuple[str, ...]
    rejected: int
    undecided: int


def accept(candidates: pd.DataFrame, ledger_path: str, *, name: str = "candidates", event: str = "",
           vocabulary: str = "") -> Accepted:
    """Put every candidate with the decision ``accept`` or ``edit`` into a ledger.

    Parameters
    ----------
    candidates : DataFrame
        As from :func:`reconcile.review.read_candidates`; the index gives the rows in messages.
    ledger_path : str
        Ledger to add to; it is made when missing.
    name : str
        File name for the messages.
    event : str
        Event of the candidates that name none.
    vocabulary : str
        Path of a CSV file with further vocabulary; empty for none.

    Returns
    -------
    Accepted

    Raises
    ------
    LedgerFaults
        With every fault at once; nothing is written then.
    UnreadableError
        If the ledger cannot be read or written.
    """
    texts = conformed(candidates)
    faults = faults_of(name, texts)
    if faults:
        raise LedgerFaults(faults)
    decided = texts[texts["decision"].isin(ACCEPTED)]
    claims = claims_from(decided, event=event)
    # Once before the lock, so that a file with faults leaves no trace beside the ledger.
    new = _new(claims, ledger_rows(ledger_path, vocabulary), name, vocabulary)
    if len(new):
        with locked(ledger_path):
            new = _new(claims, ledger_rows(ledger_path, vocabulary), name, vocabulary)
            append(ledger_path, new)
    rejected = int((texts["decision"] == "reject").sum())
    present = tuple(claims.loc[~claims["claim_id"].isin(new["claim_id"]), "claim_id"])
    return Accepted(tuple(new["claim_id"]), present, rejected, len(texts) - len(claims) - rejected)


def ledger_rows(path: str, vocabulary: str = "") -> pd.DataFrame:
    """Return the rows of a ledger, none when it is missing, empty or a header alone.

    Parameters
    ----------
    path : str
        Ledger.
    vocabulary : str
        Path of a CSV file with further vocabulary; empty for none.

    Returns
    -------
    DataFrame
        Cells as text, at least the columns of a ledger; the index is the row of the file.
    """
    import pandas as pd

    place = Path(path)
    if not place.exists() or (place.is_file() and not read_bytes(path).strip(b"\xef\xbb\xbf \t\r\n")):
        return pd.DataFrame(columns=LEDGER.names, dtype=object)
    header, rows, faults = cells(place.name, read_bytes(path))
    found = read_ledger(path, vocabulary=vocabulary).rows if rows or faults else pd.DataFrame(columns=header)
    names = [*LEDGER.names, *(column for column in found.columns if column not in LEDGER.names)]
    return found.reindex(columns=names, fill_value="").astype(object)


def claims_from(candidates: pd.DataFrame, *, event: str = "") -> pd.DataFrame:
    """Return candidates as the ledger would hold them.

    Parameters
    ----------
    candidates : DataFrame
        Text in the columns of CANDIDATES.
    event : str
        Event of the candidates that name none.

    Returns
    -------
    DataFrame
        The same columns, without those of the review itself. ``low`` and ``high`` are empty where
        they only repeat the reading of ``stated``.
    """
    own = [name for name in candidates if name not in ("decision", "status", "confidence", "rule", "reason")]
    keys = candidates[[*READ_FROM, "low", "high"]].itertuples(index=False, name=None)
    ends = [_overruling(*key) for key in keys]
    return candidates[own].assign(
        event=candidates["event"].where(candidates["event"] != "", event),
        low=[low for low, _ in ends], high=[high for _, high in ends])


def claim_faults(claims: pd.DataFrame, ledger: pd.DataFrame, *, name: str, vocabulary: str = "") -> list[Fault]:
    """Return every fault that new claims would bring into a ledger.

    Parameters
    ----------
    claims : DataFrame
        As from :func:`claims_from`, ids not in the ledger; index = row number.
    ledger : DataFrame
        Rows that the claims may cite or retract.
    name : str
        File of the claims, for the messages.
    vocabulary : str
        Path of a CSV file with further vocabulary; empty for none.

    Returns
    -------
    list of Fault
        By the ledger's own checks.
    """
    import pandas as pd

    below = claims.set_axis(claims.index.astype("int64") + _BELOW, axis=0)
    found = find(name, pd.concat([ledger.astype(object), below]).fillna(""), vocabulary)
    own = [replace(fault, row=fault.row - _BELOW) for fault in found if fault.row >= _BELOW]
    return [*(_with_way_out(fault) for fault in own), *_emptied(claims, name)]


def words_read(stated: str, language: str, measure: str) -> tuple[str, str]:
    """Return the reading of the words as low and high of a candidate.

    Parameters
    ----------
    stated, language, measure : str
        Cells of the candidate.

    Returns
    -------
    (str, str)
        Empty for an open or absent end, and for words that cannot be read.
    """
    reading = _words(stated, language, measure) or (None, None)
    low, high = ("" if end is None else f"{end:.0f}" for end in reading)
    return low, high


def _new(claims: pd.DataFrame, ledger: pd.DataFrame, name: str, vocabulary: str) -> pd.DataFrame:
    """Return the claims that the ledger does not hold yet, in the columns that it takes."""
    known = claims["claim_id"].isin(ledger["claim_id"])
    new = claims[~known]
    faults = [*_clashes(claims[known], ledger, name), *claim_faults(new, ledger, name=name, vocabulary=vocabulary)]
    if faults:
        raise LedgerFaults(faults)
    return new[[column for column in new if column in LEDGER.names or column in ledger
                or (column in KEPT and (new[column] != "").any())]]


def _clashes(claims: pd.DataFrame, ledger: pd.DataFrame, name: str) -> Iterator[Fault]:
    there = ledger.set_index("claim_id", drop=False)
    for row, claim in claims.iterrows():
        other = there.loc[claim["claim_id"]]
        differs = [column for column in _STATEMENT if claim[column] and claim[column] != other[column]]
        if differs:
            shown = ", ".join(f"{column} {other[column]!r} there, {claim[column]!r} here" for column in differs[:3])
            yield Fault(name, int(str(row)), "claim_id", claim["claim_id"],
                        f"the ledger has another claim of this id: {shown}",
                        "Give the candidate an id of its own, make it the same, or reject it")


def _with_way_out(fault: Fault) -> Fault:
    if fault.column != "note":
        return fault
    return replace(fault, hint=f"{fault.hint}, or empty low and high")


def _overruling(stated: str, language: str, measure: str, low: str, high: str) -> tuple[str, str]:
    """Return low and high, empty where they only repeat what the words say."""
    reading = _words(stated, language, measure)
    return ("", "") if reading is not None and (_end(low), _end(high)) == reading else (low, high)


def _words(stated: str, language: str, measure: str) -> tuple[float | None, float | None] | None:
    try:
        reading = parse_wording(stated, language=language or "en", measure=measure)
    except ReconcileError:
        return None
    return (reading.low if math.isfinite(reading.low) else None,
            reading.high if math.isfinite(reading.high) else None)


def _end(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return math.nan


def _emptied(claims: pd.DataFrame, name: str) -> Iterator[Fault]:
    for row, stated, language, measure, low, high in claims[[*READ_FROM, "low", "high"]].itertuples(name=None):
        reading = _words(stated, language, measure) if low and not high else None
        if reading and reading[1] is not None:
            yield Fault(name, int(row), "high", "", f"the words end at {reading[1]:.0f}, and an empty cell leaves "
                        "that as it is", "Write the upper end, or correct `stated`")
