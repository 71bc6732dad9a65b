"""Read the rows of a table by the measures its header names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.collect.chunk import Chunk
from reconcile.collect.chunks import measures_in
from reconcile.collect.link import Link
from reconcile.wording.language import load_language

_CELL = "|"
_GAP = re.compile(r"\t|[^\S\n]{3,}")


def barred(row: str) -> str:
    """Return a row with a bar where a tab or a wide gap parts its cells, and every other character in its place."""
    return row if _CELL in row else _GAP.sub(lambda gap: _CELL.center(len(gap.group())), row)


def read_row(header: str, chunks: Sequence[Chunk], language: str) -> list[Link]:
    """Tie the counts of a row to the columns of its header.

    Parameters
    ----------
    header : str
        The header row; a row that has one cell more opens with a label that has no name.
    chunks : sequence of Chunk
        The row, as from :func:`barred`.
    language : str
        Of the header.

    Returns
    -------
    list of Link
        One for each count below a header cell that names a measure, but the row's own label.
    """
    names, cells = barred(header).split(_CELL), 1 + sum(chunk.kind == "cell" for chunk in chunks)
    if len(names) == 1 or _CELL not in header and not len(names) <= cells <= len(names) + 1:
        return []
    cut = load_language(language).cut
    columns = [measures_in(cut(cell), language) for cell in [""] * (cells == len(names) + 1) + names]
    links, column = [], 0
    for at, chunk in enumerate(chunks):
        column += chunk.kind == "cell"
        if chunk.kind == "count" and column and column < len(columns) and columns[column]:
            links.append(Link(at, -1, columns[column][0], "table", 0.2))
    return links
