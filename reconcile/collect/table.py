"""From what was found in a document to the rows of a candidates file."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reconcile.collect.candidate import Candidate
from reconcile.collect.folding import fold
from reconcile.documents import Document
from reconcile.documents.locators import Locator
from reconcile.errors import ReconcileError
from reconcile.schema import CANDIDATES
from reconcile.vocabulary import vocabulary
from reconcile.wording import parse_wording

if TYPE_CHECKING:
    import pandas as pd

_ID_DIGITS = 10


def candidates_table(found: Iterable[tuple[Document, Sequence[Candidate]]], *, source: str = "",
                     published: str = "") -> pd.DataFrame:
    """Return candidates as the rows of a candidates file.

    Parameters
    ----------
    found : iterable of (Document, sequence of Candidate)
        Documents with what :func:`reconcile.collect.find` found in them.
    source : str
        Publisher; empty for what each document says of itself.
    published : str
        Publication date; empty for what each document says of itself.

    Returns
    -------
    DataFrame, shape (n candidates, columns of CANDIDATES)
        ``low`` and ``high`` are numbers, NaN where open or absent; everything else is text. What a document
        says twice is one row, and a document that is there twice is read once.
    """
    import pandas as pd

    rows = [row for document, candidates in found
            for row in _rows(document, candidates, source or document.publisher, published or document.published)]
    return pd.DataFrame(rows, columns=CANDIDATES.names).drop_duplicates("claim_id", ignore_index=True)


def claim_id(document_hash: str, start: int, end: int, measure: str) -> str:
    """Return the name of a candidate: the same document, place and measure always give the same."""
    text = f"{document_hash}:{start}-{end}:{measure}"
    return "c" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:_ID_DIGITS]


def _rows(document: Document, candidates: Sequence[Candidate], source: str,
          published: str) -> Iterable[dict[str, object]]:
    locator, counting = Locator(document.text), vocabulary()["measure"]
    for candidate, others in fold(candidates):
        origin = "" if candidate.origin.casefold() == source.casefold() else candidate.origin
        also = [locator.of(other.start, other.end) for other in others]
        yield dict.fromkeys(CANDIDATES.names, "") | {
            "claim_id": claim_id(document.sha256, candidate.start, candidate.end, candidate.measure),
            "event": candidate.event, "measure": candidate.measure, "stated": " ".join(candidate.stated.split()),
            "low": candidate.low, "high": math.nan if math.isinf(candidate.high) else candidate.high,
            "population": candidate.population, "place": candidate.place,
            "counting": candidate.counting or counting[candidate.measure].counting, "unit": "persons",
            "since": candidate.since, "as_of": candidate.as_of, "published": published,
            "source": source, "origin": origin, "origin_type": candidate.origin_type if origin else "",
            "url": document.url, "document": document.name, "locator": locator.of(candidate.start, candidate.end),
            "language": candidate.language, "note": _note(candidate), "status": candidate.status,
            "confidence": candidate.confidence, "rule": candidate.rule,
            "reason": candidate.reason + (f"; also at {', '.join(also)}" if also else ""),
            "document_hash": document.sha256,
        }


def _note(candidate: Candidate) -> str:
    """Say what a reader of the ledger must know: who relays it, and why the words alone do not give the number."""
    notes = [f"Relayed by {candidate.relay}."] if candidate.relay else []
    try:
        read = parse_wording(candidate.stated, language=candidate.language, measure=candidate.measure)
    except ReconcileError:
        read = None
    if read is None or not (_same(read.low, candidate.low) and _same(read.high, candidate.high)):
        notes.append("The words were read in their sentence.")
    return " ".join(notes)


def _same(one: float, other: float) -> bool:
    return one == other or math.isnan(one) and math.isnan(other)
