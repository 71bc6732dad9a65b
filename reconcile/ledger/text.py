"""From bytes to rows of cells, with every fault of the file named by its row."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from reconcile.errors import Fault, LedgerFaults, UnreadableError, shorten

_SAVE = "Save the sheet as 'CSV UTF-8 (comma delimited)' and try again"
_SIGNATURES = {
    b"PK\x03\x04": "a spreadsheet or zip file, not CSV",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet file, not CSV",
    b"%PDF": "a PDF, not CSV",
    b"\x1f\x8b": "a compressed file, not CSV",
    b"\xff\xfe": "text in UTF-16, not UTF-8",
    b"\xfe\xff": "text in UTF-16, not UTF-8",
}

_LONGEST_CELL = 131_072
"""The default limit of the csv module, in characters: more in one cell is a quote that was never closed."""

Rows = list[tuple[int, list[str]]]
"""Row number as a spreadsheet counts it, and its cells."""


def read_bytes(path: str) -> bytes:
    """Read a whole file, or standard input for ``-``.

    Raises
    ------
    UnreadableError
        If it is missing, a folder or not allowed, with what to do.
    """
    if path == "-":
        return _standard_input()
    place = Path(path)
    try:
        if place.is_dir():
            raise UnreadableError(f"{path} is a folder. Name the ledger in it, such as {place / 'figures.csv'}")
        return place.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(f"there is no file {path}. Name a ledger, or run in the folder that has figures.csv") \
            from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot read {shorten(path)!r}: {error}") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UnreadableError("standard input is closed. Name a file, or send one in with <")
    return sys.stdin.buffer.read()


def cells(name: str, data: bytes) -> tuple[list[str], Rows, list[Fault]]:
    """Split a CSV file into its header and rows.

    Parameters
    ----------
    name : str
        File name for the messages.
    data : bytes
        UTF-8, with or without byte order mark, any line ends (RFC 4180).

    Returns
    -------
    header : list of str
    rows : list of (int, list of str)
        Rows without cells or with empty cells only are passed over.
    faults : list of Fault
        Ragged rows; they are not among ``rows``.

    Raises
    ------
    LedgerFaults
        If the bytes are no CSV at all.
    """
    table = _parse(name, _decode(name, data))
    if not table:
        raise LedgerFaults([Fault(name, 0, "", "", "the file is empty", "A ledger starts with a header row")])
    header = [cell.strip() for cell in table[0][1]]
    rows, faults = [], []
    for number, row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == len(header):
            rows.append((number, [cell.strip() for cell in row]))
        else:
            faults.append(_ragged(name, number, row, len(header)))
    return header, rows, faults


def _decode(name: str, data: bytes) -> str:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise LedgerFaults([Fault(name, 0, "", "", f"this is {what}", _SAVE)])
    if b"\x00" in data:
        row = _row_at(data, data.index(b"\x00"))
        raise LedgerFaults([Fault(name, row, "", "", "a NUL byte: the file is binary or damaged", _SAVE)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = _row_at(data, error.start)
        shown = data[error.start: error.start + 1].hex()
        problem = f"byte 0x{shown} is not UTF-8; the file has another encoding"
        raise LedgerFaults([Fault(name, row, "", "", problem, _SAVE)]) from None


def _row_at(data: bytes, position: int) -> int:
    """Return the row that holds a byte, as a spreadsheet counts: a cell may hold line breaks."""
    before = data[:position].decode("utf-8-sig", errors="replace") + "x"
    try:
        return sum(1 for _ in csv.reader(io.StringIO(before.replace("\0", ""), newline="")))
    except csv.Error:
        return before.count("\n") + 1


def _parse(name: str, text: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    table: Rows = []
    try:
        for number, row in enumerate(reader, start=1):
            # The limit of the csv module is global: a library that is loaded beside this one may have lifted it.
            if any(len(cell) >= _LONGEST_CELL for cell in row):
                raise csv.Error(f"field larger than field limit ({_LONGEST_CELL})")
            table.append((number, row))
    except csv.Error as error:
        problem = f"the quoting or a cell is broken ({error})"
        hint = f"Write a quote inside a cell twice, close every quote, keep a cell below {_LONGEST_CELL:,} characters"
        raise LedgerFaults([Fault(name, len(table) + 1, "", "", problem, hint)]) from None
    return table


def _ragged(name: str, number: int, row: list[str], width: int) -> Fault:
    problem = f"{len(row)} cells where the header has {width}"
    return Fault(name, number, "", ",".join(row), problem, "Put quotes around a cell that holds a comma")
