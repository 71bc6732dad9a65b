"""A ledger of ugly cells for the tests of the exports."""

from __future__ import annotations

import json
import types
from functools import lru_cache
from typing import Any

from reconcile.formats.publication import Publication, publication
from reconcile.pipeline import Reconciliation
from worlds import reconcile

LONG = "long " * 8000
UGLY = [
    {"claim_id": "open", "stated": "more than 5,000", "source": "=HYPERLINK(\"https://x.example\")",
     "as_of": "2022-01-08"},
    {"claim_id": "exact", "stated": "4,404", "source": "وزارة الداخلية", "as_of": "2022-01-08"},
    {"claim_id": "zero", "stated": "0", "population": "children", "source": "内務省", "as_of": "2022-01"},
    {"claim_id": "unknown", "stated": "still unknown", "population": "police", "source": "@agency"},
    {"claim_id": "two words", "stated": "dozens", "source": "+7 (727)", "note": "first line\nsecond | line, \"quoted\"",
     "measure": "injured"},
    {"claim_id": "-minus", "stated": "at least 40", "source": "-1+1|' /C calc'!A0", "measure": "injured",
     "url": "javascript:alert(1)"},
    {"claim_id": "huge", "stated": "9,007,199,254,740,991", "source": "50% & <b>more</b> {x} \\input{y} $z$ ~^#_`|",
     "measure": "participants", "url": "https://example.org/a_b?c=d&e=%20#f"},
    {"claim_id": "old", "stated": "7", "event": "elsewhere-1899-02", "published": "1899-02-03", "as_of": "1899-02-03",
     "source": "Gazette \x07 \ufffe", "note": LONG},
    {"claim_id": "takes back", "retracts": "exact", "stated": "", "source": "وزارة الداخلية",
     "published": "2022-01-12"},
    {"claim_id": "relay", "stated": "dozens", "source": "Outlet", "origin": "+7 (727)", "measure": "injured",
     "archive_url": "https://archive.example/1", "document": "a.txt", "locator": "p1:0-6"},
    {"claim_id": "conflict-a", "stated": "17", "source": "ministry", "event": "third", "note": ""},
    {"claim_id": "conflict-b", "stated": "19", "source": "police", "event": "third", "population": "security_forces"},
]


@lru_cache(maxsize=8)
def ugly(**settings: Any) -> Reconciliation:
    """Reconcile the ugly ledger; the result is shared, ``ugly.__wrapped__`` makes it anew."""
    return reconcile(UGLY, **settings)


def ugly_publication(**settings: Any) -> Publication:
    """Return what is exported of the ugly ledger."""
    return publication(ugly(**settings))


def arrow() -> dict[str, types.ModuleType]:
    """Return stand-ins for pyarrow and pyarrow.parquet: a file is the JSON of its schema, metadata and rows."""
    package, writer = types.ModuleType("pyarrow"), types.ModuleType("pyarrow.parquet")
    for name in ("string", "int64", "float64", "bool_", "date32"):
        setattr(package, name, lambda name=name: name)
    setattr(package, "list_", lambda kind: f"list of {kind}")
    setattr(package, "field", lambda name, kind, metadata: [name, kind, metadata])
    setattr(package, "schema", lambda fields, metadata: {"fields": fields, "metadata": metadata})
    setattr(package, "Table", types.SimpleNamespace(from_pylist=lambda rows, schema: {**schema, "rows": rows}))
    setattr(writer, "write_table", lambda table, where: where.write(json.dumps(table, default=repr).encode()))
    setattr(package, "parquet", writer)
    return {"pyarrow": package, "pyarrow.parquet": writer}
