"""Small tables in, a reconciliation out: the words of the spec tests."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.ledger import Ledger, read_ledger
from reconcile.pipeline import Reconciliation, run
from reconcile.schema import LEDGER

DEFAULTS = {"event": "demo", "measure": "killed", "published": "2022-01-10"}


def rows_of(table: str) -> list[dict[str, str]]:
    """Read a table with cells between bars; the first line names the columns."""
    lines = [[cell.strip() for cell in line.strip().split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def ledger_of(rows: list[dict[str, str]] | str, **defaults: str) -> Ledger:
    """Return a ledger from rows; what they leave out gets a default, the source is the claim's own."""
    given = rows_of(rows) if isinstance(rows, str) else rows
    rows_named = [*given, DEFAULTS, defaults, {"claim_id": "", "source": ""}]
    names = [name for name in LEDGER.names if any(name in row for row in rows_named)]
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for number, row in enumerate(given, start=1):
        full = {"claim_id": f"c{number}", **DEFAULTS, **defaults, **row}
        writer.writerow({"source": f"source of {full['claim_id']}", **full})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return read_ledger(str(path))


def reconcile(rows: list[dict[str, str]] | str, *, defaults: dict[str, str] | None = None,
              **settings: Any) -> Reconciliation:
    """Reconcile the claims of a small table."""
    return run(ledger_of(rows, **(defaults or {})), **settings)


def estimate(rows: list[dict[str, str]] | str, policy: str, **settings: Any) -> tuple[Any, ...]:
    """Return low, best, high, number of origins and the claims of the only question under a policy.

    An absent number is None.
    """
    result = reconcile(rows, **settings)
    row = result.estimates[result.estimates["policy"] == policy].iloc[0]
    ends = [None if pd.isna(row[name]) else float(row[name]) for name in ("low", "best", "high")]
    return (*ends, int(row["n_origins"]), " ".join(row["claim_ids"]))


def states(result: Reconciliation) -> dict[str, str]:
    """Return what became of each claim."""
    return dict(zip(result.claims["claim_id"], result.claims["state"], strict=True))


def kinds(result: Reconciliation) -> dict[tuple[str, str], str]:
    """Return the kind of each pair of claims."""
    frame = result.discrepancies
    return {(a, b): kind for a, b, kind in zip(frame["claim_a"], frame["claim_b"], frame["kind"], strict=True)}


def shuffled(rows: list[dict[str, str]], order: list[int]) -> list[dict[str, str]]:
    """Return rows in another order, each with a claim_id of its own."""
    named = [{"claim_id": f"c{number}", "source": f"source of c{number}", **row}
             for number, row in enumerate(rows, start=1)]
    return [named[position] for position in order]
