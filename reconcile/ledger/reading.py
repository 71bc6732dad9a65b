"""Read a ledger and check every cell, all faults at once."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reconcile import display
from reconcile.errors import Fault, LedgerFaults
from reconcile.ledger import faults as cell_faults
from reconcile.ledger.text import Rows, cells, read_bytes
from reconcile.schema import LEDGER
from reconcile.steps import step

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Ledger:
    """A ledger that was read and found without fault.

    Parameters
    ----------
    name : str
        File name as the user gave it, without folders.
    sha256 : str
        Digest of the file's bytes.
    rows : DataFrame, shape (n claims, columns of the file)
        Every cell as text, extra columns included; the index is the row as a spreadsheet counts it.
    vocabulary : str
        Path of the vocabulary extension, empty for none.
    """

    name: str
    sha256: str
    rows: pd.DataFrame
    vocabulary: str = ""

    def __repr__(self) -> str:
        n_claims, n_events = len(self.rows), self.rows["event"].nunique()
        return f"Ledger({self.name}: {n_claims} claim{'s' * (n_claims != 1)}, {n_events} event{'s' * (n_events != 1)})"

    def _repr_html_(self) -> str:
        shown = [[event, len(rows), ", ".join(sorted(set(rows["measure"]))), rows["source"].nunique(),
                  rows["published"].min(), rows["published"].max()] for event, rows in self.rows.groupby("event")]
        header = ["Event", "Claims", "What is counted", "Sources", "First published", "Last published"]
        return display.table(header, shown, repr(self))


@step("reading the ledger")
def read_ledger(path: str, *, vocabulary: str = "") -> Ledger:
    """Read a ledger.

    Parameters
    ----------
    path : str
        A CSV file in the columns of :data:`reconcile.schema.LEDGER`; ``-`` is standard input.
    vocabulary : str
        Path of a CSV file with further vocabulary; empty for none.

    Returns
    -------
    Ledger

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    LedgerFaults
        With every fault of the file, each with row, column, value and what to write instead.

    Examples
    --------
    >>> read_ledger("figures.csv")
    Ledger(figures.csv: 18 claims, 3 events)
    """
    path = str(path)
    data = read_bytes(path)
    name = "standard input" if path == "-" else path.replace("\\", "/").rsplit("/", 1)[-1]
    header, rows, ragged = cells(name, data)
    faults = [*_header_faults(name, header), *ragged]
    if not rows and not faults:
        faults.append(Fault(name, 0, "", "", "the ledger has a header and no claim", "Write one claim a row below it"))
    if any(fault.row <= 1 for fault in faults):
        raise LedgerFaults(faults)
    frame = _frame(header, rows)
    faults += cell_faults.find(name, frame, vocabulary)
    if faults:
        raise LedgerFaults(faults)
    return Ledger(name, hashlib.sha256(data).hexdigest(), frame, vocabulary)


def _frame(header: list[str], rows: Rows) -> pd.DataFrame:
    import pandas as pd

    columns = list(zip(*(row for _, row in rows), strict=True)) or [()] * len(header)
    index = pd.Index([number for number, _ in rows], name="row", dtype="int64")
    return pd.DataFrame({name: pd.Series(list(column), index=index, dtype=object)
                         for name, column in zip(header, columns, strict=True)})


def _header_faults(name: str, header: list[str]) -> list[Fault]:
    faults = []
    for column in sorted({column for column in header if header.count(column) > 1}):
        problem = "this column stands in the header twice" if column else "columns without a name"
        faults.append(Fault(name, 1, column, column, problem, "Keep one of them and give each a name of its own"))
    if header.count("") == 1:
        faults.append(Fault(name, 1, "", "", "a column without a name", "Name it, or delete the empty column"))
    for missing in [column.name for column in LEDGER.columns if column.required and column.name not in header]:
        faults.append(Fault(name, 1, missing, "", "this required column is missing", _near(missing, header)))
    return faults


def _near(name: str, header: list[str]) -> str:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return "The cells are not separated by commas: save the sheet as 'CSV UTF-8 (comma delimited)'"
    folded = {column.casefold(): column for column in header}
    near = difflib.get_close_matches(name, list(folded), n=1, cutoff=0.8)
    return f"Rename {folded[near[0]]!r} to {name!r}" if near else f"Add a column {name!r}"
