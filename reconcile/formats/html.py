"""HTML: a table with caption, scopes and footnotes in it, to be pasted into an article.

The file is a whole, valid page, so that a browser reads its letters right; its body is nothing but the tables.
Each table holds its own notes and its citation in its foot, so that it can be taken out alone. No script, no
style, no request to anywhere; an address becomes a link only if it is http or https.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from urllib.parse import urlsplit

from reconcile.formats.base import Export
from reconcile.formats.printing import PRINTED, Cell, Note, Page, pages
from reconcile.formats.publication import Publication

# Signs that a page may not hold (HTML Standard, 13.2.3.5: controls and noncharacters are parse errors).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

# Right to left, and marks that turn the direction (Unicode Standard Annex 9, table 4).
_TURNING = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

_NUMBER = ' class="number"'


def file(publication: Publication, table: str) -> bytes:
    """Return one table as a page, a ``<table>`` for each event."""
    tables = "\n".join(_table(page) for page in pages(publication, table))
    return (f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{_text(publication.title)}</title>\n</head>\n<body>\n{tables}\n</body>\n</html>\n").encode("utf-8")


def _text(value: str) -> str:
    """Escape a text; a sign that a page may not hold is shown as the replacement character."""
    return escape(_CONTROLS.sub("\ufffd", " ".join(value.split())))


def _own(value: str) -> str:
    """Return a text; one with a direction of writing of its own is set apart, so that it moves nothing around it."""
    turns = any(unicodedata.bidirectional(sign) in _TURNING for sign in value)
    return f"<bdi>{_text(value)}</bdi>" if turns else _text(value)


def _table(page: Page) -> str:
    head = "".join(f'<th scope="col">{_text(words)}</th>' for words in page.header)
    bodies = "\n".join(_body(page, group) for group in page.groups) or \
        f'<tbody>\n<tr><td colspan="{len(page.header)}">There is nothing to print.</td></tr>\n</tbody>'
    return (f"<table>\n<caption>{_text(page.title)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n{bodies}\n"
            f"<tfoot>\n{_foot(page)}\n</tfoot>\n</table>")


def _body(page: Page, group: list[tuple[Cell, ...]]) -> str:
    """Return the rows that share their first cell."""
    lines = []
    for position, row in enumerate(group):
        lead = ""
        if position == 0:
            span = f' rowspan="{len(group)}"' if len(group) > 1 else ""
            lead = f'<th scope="{"rowgroup" if span else "row"}"{span}>{_cell(page, row[0])}</th>'
        # A class and no style: numbers to the right, if the page that takes the table in says so.
        cells = "".join(f"<td{_NUMBER * number}>{_cell(page, cell)}</td>"
                        for cell, number in zip(row[1:], page.is_number[1:], strict=True))
        lines.append(f"<tr>{lead}{cells}</tr>")
    return "<tbody>\n" + "\n".join(lines) + "\n</tbody>"


def _cell(page: Page, cell: Cell) -> str:
    if isinstance(cell, str):
        return _own(cell)
    return " ".join(f'<a href="#{page.slug}-note-{number}">{number}</a>' for number in cell) or "–"


def _foot(page: Page) -> str:
    width = len(page.header)
    notes = "\n".join(_note(page, note) for note in page.notes)
    caveats = "".join(f"<li>{_text(line)}</li>" for line in page.caveats)
    parts = [f"<ol>\n{notes}\n</ol>"] if notes else []
    parts += [f"<ul>{caveats}</ul>", f"<p>How to cite: {_text(page.how_to_cite)}</p>"]
    return "\n".join(f'<tr><td colspan="{width}">{part}</td></tr>' for part in parts)


def _note(page: Page, note: Note) -> str:
    addresses = "".join(f" {what}: {_address(address)}." for what, address in note.addresses)
    return (f'<li id="{page.slug}-note-{note.number}" value="{note.number}">{_own(note.text)}{addresses} '
            f"{_own(note.rest)}</li>")


def _address(address: str) -> str:
    if not _is_web(address):
        return _own(address)
    return f'<a href="{_text(address)}" rel="noopener noreferrer">{_own(address)}</a>'


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", address)


EXPORT = Export(".html", file, tables=PRINTED)
