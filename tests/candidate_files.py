"""Candidates and ledgers from small tables, and the review commands run on them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from click import Command
from click.testing import CliRunner

from conftest import cells_of
from reconcile.errors import ReconcileError
from reconcile.candidates import conformed
from reconcile.schema import LEDGER

USUAL = {"event": "demo", "measure": "killed", "published": "2022-01-10", "source": "Agency", "status": "current"}


class Done(NamedTuple):
    """What a command gave: exit code and everything it said."""

    code: int
    said: str


def candidates(table: str, **defaults: str) -> pd.DataFrame:
    """Return candidates from a table with cells between bars; ids are c1, c2 ... when it names none."""
    rows = [{"claim_id": f"c{number}"} | USUAL | defaults | row for number, row in enumerate(cells_of(table), 1)]
    return conformed(pd.DataFrame(rows, index=range(2, len(rows) + 2)).fillna(""))


def claims(table: str, **defaults: str) -> pd.DataFrame:
    """Return rows of a ledger likewise."""
    return candidates(table, **defaults)[LEDGER.names]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def chosen(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of a CSV file."""
    return [tuple(row[column] for column in columns) for row in rows_of(path)]


def run(command: Command, *arguments: object, keys: str = "") -> Done:
    """Run a command with keys on its standard input."""
    done = CliRunner().invoke(command, [str(argument) for argument in arguments], input=keys, standalone_mode=False)
    if isinstance(done.exception, ReconcileError):
        return Done(done.exception.exit_code, done.output + str(done.exception))
    if done.exception is not None:
        raise done.exception
    return Done(0, done.output)


Make = Callable[..., str]
