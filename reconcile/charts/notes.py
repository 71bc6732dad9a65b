"""The notes under a chart: who published what, which ledger, and what could not be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.charts.chart import Row, Subject, claim_words, states_number
from reconcile.charts.look import clean
from reconcile.errors import shorten

EXPLAINS, STAYS, SOURCES, LEDGER = "explains", "stays", "sources", "ledger"
_MOST_PUBLISHERS, _MANY, _LONG_NAME, _SHORT_NAME = 60, 20, 80, 40


class Note(str):
    """A paragraph under a chart.

    Parameters
    ----------
    words : str
        The paragraph.
    role : {"stays", "explains", "sources", "ledger"}
        What a person's words may take the place of: a caption that of explanations, a source line that of the
        sources. What changes what a reader believes of the drawing stays (figures left out, marks set aside,
        a balance that fails), and so does the ledger. A plain text stays too.
    """

    role: str

    def __new__(cls, words: str, role: str = STAYS) -> Note:
        """Make a paragraph of a text."""
        note = super().__new__(cls, words)
        note.role = role
        return note


def role_of(paragraph: str) -> str:
    """Return what a paragraph is for."""
    return paragraph.role if isinstance(paragraph, Note) else STAYS


def footnote(claim: Row) -> str:
    """Print the number of a claim: ``[3]``."""
    return f"[{claim['footnote']}]"


def quoted(claim: Row) -> str:
    """Print the words of a claim in quotation marks, or its interval when it was entered without words."""
    words = clean(str(claim["stated"]))
    return f"“{words}”" if words else claim_words(claim)


def publisher(claim: Row, longest: int = _LONG_NAME) -> str:
    """Print who published a claim, and whom it quotes."""
    source, origin = str(claim["source"]), str(claim["origin"])
    if not origin or origin == source:
        return shorten(source, longest)
    return f"{shorten(source, longest)}, quoting {shorten(origin, longest)}"


def counter(claim: Row) -> str:
    """Print who counted."""
    return str(claim["origin"] or claim["source"])


def source_notes(about: Subject, claims: Iterable[Row]) -> list[Note]:
    """Return the paragraphs that name the sources of the claims and the ledger."""
    numbered = sorted(claims, key=lambda claim: int(claim["footnote"]))
    longest = _LONG_NAME if len(numbered) <= _MANY else _SHORT_NAME
    groups: dict[str, list[str]] = {}
    for claim in numbered:
        groups.setdefault(publisher(claim, longest), []).append(footnote(claim))
    named = [f"{' '.join(numbers)} {name}" for name, numbers in groups.items()]
    rest = len(named) - _MOST_PUBLISHERS
    more = f"; {rest} more in claims.csv" if rest > 0 else ""
    return [Note(f"Sources: {'; '.join(named[:_MOST_PUBLISHERS])}{more}.", SOURCES), Note(f"{about.ledger}.", LEDGER)]


def without_number(claims: Sequence[Row]) -> list[str]:
    """Return a paragraph that quotes the claims without a figure, if there are any."""
    silent = [claim for claim in claims if not states_number(claim) and claim["state"] != "retraction"]
    if not silent:
        return []
    shown = [f"{footnote(claim)} {shorten(quoted(claim), 40)}" for claim in silent[:12]]
    more = f" and {len(silent) - 12} more" if len(silent) > 12 else ""
    return [f"No figure to draw: {', '.join(shown)}{more}."]
