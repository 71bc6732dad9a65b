"""How to cite: one text for everything that is published."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile import __version__
from reconcile.sentences import event_title, plural, written_date

AUTHORS = "The reconcile developers"
"""Authors of the tool, as in CITATION.cff."""

_MOST_EVENTS = 5


def how_to_cite(*, ledger_name: str, ledger_sha256: str, events: Sequence[str], n_claims: int,
                known_by: str = "", lexicon: str = "", headline: str = "envelope") -> str:
    """Return how to cite figures, tables or charts that were made from a ledger.

    Parameters
    ----------
    ledger_name, ledger_sha256 : str
        File name of the ledger, and digest of its bytes: what the numbers can be made anew from.
    events : sequence of str
        Slugs of the events that the claims are about.
    n_claims : int
        Claims used.
    known_by : str
        Last day of publication that counts; empty for all.
    lexicon : str
        Profile that read the words for every policy; empty when each policy read by its own.
    headline : str
        Policy of the headline range.

    Returns
    -------
    str
        One paragraph; the same for every form in which the figures are published.

    Examples
    --------
    >>> how_to_cite(ledger_name="figures.csv", ledger_sha256="47a5", events=["zhanaozen-2011"], n_claims=1)
    'Zhanaozen, 2011: reported figures. 1 claim of the ledger figures.csv (sha256 47a5). Ranges ...'
    """
    published = f", published by {written_date(known_by)}" if known_by else ""
    words = f", words read by the profile {lexicon}" if lexicon else ""
    return (f"{subject(events)}: reported figures. {plural(n_claims, 'claim')} of the ledger {ledger_name} "
            f"(sha256 {ledger_sha256}){published}. Ranges made with reconcile {__version__} ({AUTHORS}), "
            f"headline policy {headline}{words}.")


def subject(events: Sequence[str]) -> str:
    """Return what a publication is about: the titles of its events, or their number when they are many."""
    if not events:
        return "No event"
    if len(events) > _MOST_EVENTS:
        return plural(len(events), "event")
    return "; ".join(event_title(event) for event in events)
