"""JSON: one document with all tables, and the JSON Schema (draft 2020-12) that it keeps to.

The schema is made from the declared columns; ``reconcile/data/export.schema.json`` is this schema as a file,
and a test makes it anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reconcile.formats.base import Export
from reconcile.formats.columns import EXPORTED, NAMES
from reconcile.schema import KINDS, STATES, Column, Table

if TYPE_CHECKING:
    from reconcile.formats.publication import Publication

FORMAT_VERSION = 1
"""Raised when a document of an older reader's schema would no longer do."""

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "count": {"type": ["integer", "null"], "minimum": 0},
    "number": {"type": ["number", "null"]},
    "whole": {"type": "integer", "minimum": 0},
    "flag": {"type": "boolean"},
    "day": {"type": ["string", "null"], "format": "date"},
    "ids": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "notes": {"type": "array", "items": {"type": "integer", "minimum": 1}, "uniqueItems": True},
}

_CODES: dict[tuple[str, str], list[str]] = {
    ("claims", "state"): list(STATES), ("discrepancies", "kind"): list(KINDS),
    ("estimates", "status"): ["single", "agreed", "compatible", "disputed", "none"],
    ("questions", "status"): ["single", "agreed", "compatible", "disputed", "none"],
    ("findings", "outcome"): ["pass", "fail", "cannot tell"],
}


def document(publication: Publication) -> dict[str, Any]:
    """Return a publication as the object that the schema describes."""
    return {
        "format": "reconcile export", "format_version": FORMAT_VERSION, "title": publication.title,
        "version": publication.version,
        "ledger": {"name": publication.ledger_name, "sha256": publication.ledger_sha256},
        "settings": dict(publication.settings), "how_to_cite": publication.how_to_cite,
        "caveats": list(publication.caveats), "method": list(publication.method),
        **{name: publication.tables[name].records() for name in NAMES},
    }


def file(publication: Publication, table: str) -> bytes:
    """Return the document as UTF-8, one row a line."""
    lines = [f"{json.dumps(key)}: {_value(value)}" for key, value in document(publication).items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")


def _value(value: object) -> str:
    """Return a value on one line, a list with a line for each of its members."""
    if not isinstance(value, list) or not value:
        return _dumped(value)
    return "[\n" + ",\n".join(map(_dumped, value)) + "\n]"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the document, made from the declared columns."""
    texts = {"type": "array", "items": {"type": "string"}}
    given = {"type": ["string", "null"], "description": "null when not given"}
    fields: dict[str, Any] = {
        "format": {"const": "reconcile export"}, "format_version": {"const": FORMAT_VERSION},
        "title": {"type": "string", "description": "what the figures are about"},
        "version": {"type": "string", "description": "version of reconcile"},
        "ledger": _object({"name": {"type": "string", "description": "file name of the ledger"},
                           "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$",
                                      "description": "digest of the ledger's bytes"}}),
        "settings": _object({"event": given, "known_by": given, "lexicon": given, "policies": texts,
                             "headline": {"type": "string"}, "relations": given}),
        "how_to_cite": {"type": "string"},
        "caveats": {**texts, "description": "what a reader must keep in mind"},
        "method": {**texts, "description": "how the numbers came about, step by step"},
        **{table.name: {"type": "array", "description": f"one object is {table.row}", "items": _row(table)}
           for table in EXPORTED},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Reconciled counts, exported",
            "description": "Null stands for an open or an absent number; is_open tells them apart. Days are ISO 8601.",
            **_object(fields)}


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _row(table: Table) -> dict[str, Any]:
    row = _object({column.name: _field(table, column) for column in table.columns})
    # A ledger may have columns of its own; they come along as texts.
    return {**row, "additionalProperties": {"type": "string"}} if table.name == "claims" else row


def _field(table: Table, column: Column) -> dict[str, Any]:
    codes = _CODES.get((table.name, column.name))
    kind = {"enum": codes} if codes else _TYPES[column.kind]
    meaning = column.meaning.replace("empty when", "null when").replace("an empty `high`", "a null `high`")
    return {**kind, "description": meaning}


def schema_text() -> str:
    """Return the schema as a file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


EXPORT = Export(".json", file)
