"""Read the rows of a table by the measures its header names."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunks import Chunk, measures_in
from reconcile.collect.links import Link
from reconcile.wording.language import load_language

_CELL = "|"


def read_row(header: str, chunks: Sequence[Chunk], language: str) -> list[Link]:
    """Tie the counts of a row to the columns of its header.

    Parameters
    ----------
    header : str
        The header row, its cells separated by ``|``.
    chunks : sequence of Chunk
        The row.
    language : str
        Of the header.

    Returns
    -------
    list of Link
        One for each count below a header cell that names a measure, but the row's own label.
    """
    if _CELL not in header:
        return []
    cut = load_language(language).cut
    columns = [measures_in(cut(cell), language) for cell in header.split(_CELL)]
    links, column = [], 0
    for at, chunk in enumerate(chunks):
        column += chunk.kind == "cell"
        if chunk.kind == "count" and column and column < len(columns) and columns[column]:
            links.append(Link(at, -1, columns[column][0], "table", 0.2))
    return links
