"""Frictionless Data Package: the tables as CSV, with a description of every column.

Data Package 2.0 (https://datapackage.org): ``datapackage.json`` names each file with its hash, its bytes and its
Table Schema: types, primary keys, foreign keys. Lists are JSON within the cell, as the type ``array`` asks for.
No licence is named: that of the ledger is its keeper's to give.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from io import BytesIO
from typing import Any

from reconcile.formats.base import Export
from reconcile.formats.columns import KEYS, TIES
from reconcile.formats.json import document
from reconcile.formats.publication import Publication, Published, Value
from reconcile.formats.readme import readme_text
from reconcile.schema import Column
from reconcile.tables import Json, rows_to_csv

_PROFILE = "https://datapackage.org/profiles/2.0"
_TYPES = {"text": "string", "count": "integer", "number": "number", "whole": "integer", "flag": "boolean",
          "day": "date", "ids": "array", "notes": "array"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip can hold: no clock goes in."""


def folder(publication: Publication) -> dict[str, bytes]:
    """Return the files of the package; the description is the last, so that it never speaks of a missing file."""
    files = {f"data/{name}.csv": _csv(table) for name, table in publication.tables.items()}
    description = json.dumps(_description(publication, files), indent=2, ensure_ascii=False) + "\n"
    return {**files, "README.txt": readme_text(publication).encode("utf-8"),
            "datapackage.json": description.encode("utf-8")}


def file(publication: Publication, table: str) -> bytes:
    """Return the package as a .zip, the same bytes in every run."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in folder(publication).items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return stream.getvalue()


def _csv(table: Published) -> bytes:
    rows = ([_cell(value) for value in row] for row in table.rows)
    return rows_to_csv(table.declared.names, rows).encode("utf-8")


def _cell(value: Value) -> Json:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value


def _description(publication: Publication, files: dict[str, bytes]) -> dict[str, Any]:
    facts = document(publication)
    return {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": _name(publication), "title": f"{publication.title}: reported figures",
        "description": "\n\n".join([publication.how_to_cite, *publication.caveats]),
        # Build metadata in the sense of Semantic Versioning 2.0.0: the tool's version, and which ledger.
        "version": f"{publication.version}+ledger.{publication.ledger_sha256[:12]}",
        "keywords": ["casualty recording", "human rights", "reported figures"],
        "sources": [{"title": f"{publication.ledger_name}, sha256 {publication.ledger_sha256}"},
                    *({"title": str(row[0])} for row in publication.tables["sources"].rows)],
        "reconcile": {key: facts[key] for key in ("version", "ledger", "settings", "how_to_cite", "caveats", "method")},
        "resources": [_resource(table, files[f"data/{name}.csv"]) for name, table in publication.tables.items()],
    }


def _name(publication: Publication) -> str:
    """Return a name of the signs that the profile allows."""
    about = publication.settings["event"] or publication.ledger_name
    return "reconcile-" + (re.sub(r"[^a-z0-9._-]+", "-", about.lower()).strip("-") or "figures")


def _resource(table: Published, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name, "path": f"data/{table.name}.csv", "type": "table",
        "$schema": f"{_PROFILE}/dataresource.json",
        "title": f"One row is {table.declared.row}", "scheme": "file", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True,
                    "skipInitialSpace": False},
        "schema": _schema(table),
    }


def _schema(table: Published) -> dict[str, Any]:
    ties = [{"fields": [column], "reference": {"resource": other, "fields": [its]}}
            for name, column, other, its in TIES if name == table.name]
    described = {"$schema": f"{_PROFILE}/tableschema.json",
                 "fields": [_field(table, column) for column in table.columns], "missingValues": [""],
                 "primaryKey": list(KEYS[table.name])}
    return {**described, "foreignKeys": ties} if ties else described


def _field(table: Published, column: Column) -> dict[str, Any]:
    needed = {"constraints": {"required": True}} if column.name in KEYS[table.name] else {}
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning, **needed}


EXPORT = Export(".zip", file, folder=folder, is_binary=True, is_folder=True)
