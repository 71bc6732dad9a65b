"""Parquet: one table a file, with its types, what its columns mean, and the ledger's sha256 in its metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from reconcile.errors import UsageError
from reconcile.formats.base import Export
from reconcile.formats.columns import NAMES
from reconcile.formats.publication import Publication, Published, Value
from reconcile.formats.readme import readme_text
from reconcile.schema import Column


def file(publication: Publication, table: str) -> bytes:
    """Return one table as Parquet."""
    return _file(publication, publication.tables[table])


def folder(publication: Publication) -> dict[str, bytes]:
    """Return every table, and a text that says what they hold and how to cite them."""
    files = {f"{name}.parquet": _file(publication, table) for name, table in publication.tables.items()}
    return {**files, "README.txt": readme_text(publication).encode("utf-8")}


def _file(publication: Publication, table: Published) -> bytes:
    facts = {"table": table.name, "version": publication.version, "ledger": publication.ledger_name,
             "ledger_sha256": publication.ledger_sha256, "how_to_cite": publication.how_to_cite,
             "settings": json.dumps(dict(publication.settings), ensure_ascii=False)}
    return table_bytes(table.columns, table.records(), facts)


def table_bytes(columns: Sequence[Column], rows: Sequence[Mapping[str, Value]], facts: Mapping[str, str]) -> bytes:
    """Return rows as the bytes of a Parquet file; an open or absent end is null.

    Parameters
    ----------
    columns : sequence of Column
        Their kinds decide the types.
    rows : sequence of mapping
        Plain values.
    facts : mapping of str to str
        Written into the metadata of the file.

    Raises
    ------
    UsageError
        Without the package that writes Parquet.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs a further package. Run: pip install 'reconcile-figures[parquet]'") from None
    types = {"text": pa.string(), "count": pa.int64(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_(),
             "day": pa.date32(), "ids": pa.list_(pa.string()), "notes": pa.list_(pa.int64())}
    schema = pa.schema([pa.field(column.name, types[column.kind], metadata={"meaning": column.meaning})
                        for column in columns], metadata=dict(facts))
    kinds = {column.name: column.kind for column in columns}
    typed = [{name: _typed(value, kinds[name]) for name, value in row.items()} for row in rows]
    stream = BytesIO()
    pq.write_table(pa.Table.from_pylist(typed, schema=schema), stream)
    return stream.getvalue()


def _typed(value: Value, kind: str) -> Any:
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(str(value))
    return float(str(value)) if kind == "number" else value


EXPORT = Export(".parquet", file, tables=NAMES, folder=folder, is_binary=True)
