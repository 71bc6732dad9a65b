"""CSV: the values as they are, one table a file.

RFC 4180 with line feeds, UTF-8, an open or absent number as an empty cell, ids separated by a space. Cells stay
verbatim: a wording that starts with ``=`` or ``-`` gets no apostrophe before it, because a number keeps its
words and because every program that reads CSV as data would take the apostrophe for a part of them. Who opens
the figures in a spreadsheet should take the workbook (``xlsx``), in which such a cell is text and nothing else.
"""

from __future__ import annotations

from reconcile.formats.base import Export
from reconcile.formats.columns import NAMES
from reconcile.formats.publication import Publication, Published, Value
from reconcile.formats.readme import readme_text
from reconcile.tables import Json, rows_to_csv


def file(publication: Publication, table: str) -> bytes:
    """Return one table as CSV."""
    return table_csv(publication.tables[table])


def table_csv(table: Published) -> bytes:
    """Return a table as CSV, lists separated by a space."""
    rows = ([_cell(value) for value in row] for row in table.rows)
    return rows_to_csv(table.declared.names, rows).encode("utf-8")


def _cell(value: Value) -> Json:
    return " ".join(str(part) for part in value) if isinstance(value, list) else value


def folder(publication: Publication) -> dict[str, bytes]:
    """Return every table, and a text that says what they hold and how to cite them."""
    files = {f"{name}.csv": table_csv(table) for name, table in publication.tables.items()}
    return {**files, "README.txt": readme_text(publication).encode("utf-8")}


EXPORT = Export(".csv", file, tables=NAMES, folder=folder)
