"""From the plain tables to what is printed on a page: words for values, and the footnotes below.

The pages of Markdown, LaTeX and HTML are made from this; they only mark it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconcile.formats.publication import Publication, Published, Value
from reconcile.schema import KINDS
from reconcile.sentences import count, event_title, full_stop, written_date

Cell = str | tuple[int, ...]
"""Words, or the numbers of footnotes."""

_DATES = ("as_of", "published", "first_published", "last_published")
_TO_THE_RIGHT = ("count", "number", "whole")
_SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "estimates": (("label", "Question"), ("policy", "Policy"), ("as_of", "As of"), ("range", "Range"),
                  ("best", "Figure it prints"), ("n_origins", "Origins"), ("status", "Status"),
                  ("footnotes", "Claims")),
    "claims": (("footnotes", "Claim"), ("stated", "Stated"), ("reading", "Read as"), ("source", "Source"),
               ("origin", "Counted by"), ("as_of", "As of"), ("published", "Published"), ("state", "State")),
    "discrepancies": (("footnotes", "Claims"), ("kind", "Kind"), ("gap", "Apart by"), ("ratio", "Ratio"),
                      ("reason", "Why")),
    "conflicts": (("footnotes", "Claims"), ("reason", "Why they cannot all be true"),
                  ("smallest_change", "To resolve it")),
    "findings": (("footnotes", "Claims"), ("check", "Check"), ("outcome", "Outcome"), ("message", "What was found")),
    "questions": (("label", "Question"), ("headline", "Reported figures"), ("n_claims", "Claims"),
                  ("status", "Status")),
}
PRINTED = tuple(_SHOWN)
"""Tables that can stand on a page, the estimates first."""

_TITLES = {"estimates": "reported figures", "claims": "claims", "discrepancies": "what stands between the claims",
           "conflicts": "claims that cannot all be true", "findings": "to be looked at by a person",
           "questions": "reported figures by question"}


@dataclass(frozen=True)
class Note:
    """One footnote: a claim.

    Parameters
    ----------
    number : int
        Its number within the event.
    text : str
        What was said, by whom, when.
    addresses : tuple of (str, str)
        What it leads to, and a web address.
    rest : str
        The claim's id, its row and its place in the evidence.
    """

    number: int
    text: str
    addresses: tuple[tuple[str, str], ...]
    rest: str


@dataclass(frozen=True)
class Page:
    """A table of one event, ready to be marked up; texts are not escaped yet.

    Parameters
    ----------
    title, slug : str
        Caption, and a name for ids and labels: the event's slug and the table's name.
    header : tuple of str
    is_number : tuple of bool
        Columns that are set to the right.
    groups : list of list of tuple
        Rows; those of one question together, their first cell is the same.
    notes : tuple of Note
        Every claim of the event.
    caveats, how_to_cite
        As in the publication.
    """

    title: str
    slug: str
    header: tuple[str, ...]
    is_number: tuple[bool, ...]
    groups: list[list[tuple[Cell, ...]]]
    notes: tuple[Note, ...]
    caveats: tuple[str, ...]
    how_to_cite: str


def pages(publication: Publication, name: str) -> list[Page]:
    """Return a table as one page an event.

    Parameters
    ----------
    publication : Publication
    name : str
        One of ``PRINTED``.

    Returns
    -------
    list of Page
        One page without rows when there is no claim.
    """
    claims, table = publication.tables["claims"].records(), publication.tables[name]
    titles = {str(row["policy"]): str(row["title"]) for row in publication.tables["policies"].records()}
    events = sorted({str(claim["event"]) for claim in claims}) or [""]
    rows: dict[str, list[Mapping[str, Value]]] = {event: [] for event in events}
    notes: dict[str, list[Note]] = {event: [] for event in events}
    for row in table.records():
        rows.setdefault(str(row["event"]), []).append(_with_notes(name, row, titles))
    for claim in claims:
        notes[str(claim["event"])].append(_note(claim))
    return [_page(publication, table, event, rows[event], tuple(notes[event])) for event in events]


def _page(publication: Publication, table: Published, event: str, rows: list[Mapping[str, Value]],
          notes: tuple[Note, ...]) -> Page:
    shown = _SHOWN[table.name]
    kinds = {column.name: column.kind for column in table.columns}
    groups: dict[object, list[tuple[Cell, ...]]] = {}
    for number, row in enumerate(rows):
        key = row["question"] if table.name == "estimates" else number
        cells = tuple(_cell(name, row[name], kinds.get(name, "notes")) for name, _ in shown)
        groups.setdefault(key, []).append(cells)
    title = event_title(event) if event else publication.title
    return Page(title=f"{title}: {_TITLES[table.name]}", slug=f"{_slug(event)}-{table.name}",
                header=tuple(words for _, words in shown),
                is_number=tuple(kinds.get(name) in _TO_THE_RIGHT for name, _ in shown),
                groups=list(groups.values()), notes=notes, caveats=publication.caveats,
                how_to_cite=publication.how_to_cite)


def _slug(event: str) -> str:
    """Return a slug that can stand in an id or a label."""
    return re.sub(r"[^A-Za-z0-9-]", lambda sign: f"-{ord(sign[0]):x}", event) or "figures"


def _with_notes(name: str, row: Mapping[str, Value], titles: Mapping[str, str]) -> Mapping[str, Value]:
    """Put the words and footnotes of a page where the table has codes."""
    if name == "estimates":
        provisional = " (provisional)" if row["is_provisional"] else ""
        return {**row, "policy": titles[str(row["policy"])], "range": f"{row['range']}{provisional}"}
    if name == "claims":
        return {**row, "footnotes": [int(str(row["footnote"]))]}
    if name == "discrepancies":
        apart = bool(row["gap"])
        return {**row, "footnotes": [int(str(row["footnote_a"])), int(str(row["footnote_b"]))],
                "gap": row["gap"] if apart else None, "ratio": row["ratio"] if apart else None}
    return row


def _cell(name: str, value: Value, kind: str) -> Cell:
    if isinstance(value, list):
        return tuple(int(part) for part in value)
    if value is None or value == "":
        return "–"
    if name in _DATES:
        return written_date(str(value))
    if kind == "number":
        return f"×{float(value):.2f}"
    if kind in ("count", "whole"):
        return count(float(value))
    words = str(value)
    return words.replace("_", " ") if words in KINDS or name in ("state", "status") else words


def _note(claim: Mapping[str, Value]) -> Note:
    text = " ".join(_note_parts(claim))
    addresses = tuple((what, str(claim[name])) for name, what in (("url", "Address"), ("archive_url", "Archived copy"))
                      if claim[name])
    reason = f": {claim['state_reason']}" if claim["state_reason"] else ""
    rest = f"Claim {claim['claim_id']}, row {claim['row']}: {claim['state_meaning']}{reason}"
    return Note(int(str(claim["footnote"])), text, addresses, full_stop(rest))


def _note_parts(claim: Mapping[str, Value]) -> Iterator[str]:
    """Say what was stated, by whom and when."""
    yield full_stop(f"“{claim['stated']}”: {claim['reading']}" if claim["stated"]
                    else f"no words given: {claim['reading']}")
    relayed = f"; counted by {claim['origin']}" if claim["origin"] != claim["source"] else ""
    yield full_stop(f"{claim['source']}{relayed}")
    yield f"As of {written_date(str(claim['as_of']))}, published {written_date(str(claim['published']))}."
    if claim["document"]:
        place = f", {claim['locator']}" if claim["locator"] else ""
        yield full_stop(f"{claim['document']}{place}")
    if claim["note"]:
        yield full_stop(f"Note: {claim['note']}")
