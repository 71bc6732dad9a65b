"""Markdown: a table with its footnotes as a numbered list, how to cite below.

GitHub's and Pandoc's pipe tables. The footnotes are a list, because a renderer would number marks such as
``[^2]`` anew in the order of their use, and the numbers are those of the claims.
"""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.formats.base import Export
from reconcile.formats.printing import PRINTED, Cell, Note, Page, pages
from reconcile.formats.publication import Publication
from reconcile.tables import markdown_text


def file(publication: Publication, table: str) -> bytes:
    """Return one table, a section for each event."""
    return "\n".join(_page(page) for page in pages(publication, table)).encode("utf-8")


def _page(page: Page) -> str:
    rules = ["---:" if number else "---" for number in page.is_number]
    lines = [f"## {markdown_text(page.title)}", "", _line(map(markdown_text, page.header)), _line(rules)]
    for group in page.groups:
        for position, row in enumerate(group):
            # What a group shares is printed once.
            cells = row if position == 0 else ("", *row[1:])
            lines.append(_line(map(_cell, cells)))
    lines += ["", "### Claims", "", *map(_note, page.notes)] if page.notes else ["", "There is no claim."]
    lines += ["", "### Keep in mind", "", *(f"- {markdown_text(line)}" for line in page.caveats)]
    return "\n".join([*lines, "", f"How to cite: {markdown_text(page.how_to_cite)}", ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return markdown_text(cell)
    return " ".join(f"\\[{number}\\]" for number in cell) or "–"


def _note(note: Note) -> str:
    addresses = " ".join(f"{what}: {markdown_text(address)}" for what, address in note.addresses)
    parts = [markdown_text(note.text), addresses, markdown_text(note.rest)]
    return f"{note.number}. {' '.join(part for part in parts if part)}"


EXPORT = Export(".md", file, tables=PRINTED)
