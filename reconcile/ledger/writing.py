"""The only writer of ledgers: rows are added, never changed or lost; whole files or nothing.

What stands in a file stays as it is, byte for byte: its quoting, line ends and byte order mark. New
rows go below, in the file's order of columns; a new column goes to the right.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.errors import Fault, LedgerFaults, UnreadableError, UsageError
from reconcile.ledger.text import cells

if TYPE_CHECKING:
    import pandas as pd

_MARK = b"\xef\xbb\xbf"
_WAIT_SECONDS = 10
_Cells = Sequence[str]


@contextmanager
def locked(path: str) -> Iterator[Path]:
    """Keep other writers of a file out.

    Parameters
    ----------
    path : str
        File to be written; the lock, ``.figures.csv.lock``, stands beside it. May be locked again
        by the same thread.

    Yields
    ------
    Path
        The file itself, links followed.

    Raises
    ------
    UnreadableError
        If another program keeps the lock, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    if path == "-":
        raise UsageError("standard input cannot be written to. Name a file")
    place = Path(os.path.realpath(path))
    beside = place.with_name(f".{place.name}.lock")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # A folder that cannot be written would look like a lock that is never let go.
        beside.touch()
        lock = FileLock(beside, mode=_mode(beside), is_singleton=True)
        lock.acquire(timeout=_WAIT_SECONDS)
    except Timeout:
        raise UnreadableError(f"another program is writing {path}. Wait until it is done, or end it, "
                              "and try again") from None
    except OSError as error:
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from None
    try:
        yield place
    finally:
        lock.release()


def append(path: str, rows: pd.DataFrame) -> None:
    """Add rows to a ledger.

    Parameters
    ----------
    path : str
        Ledger; it is made, with its folder, when missing or empty.
    rows : DataFrame, shape (n, any)
        Cells as text. A column that the file lacks is added at its right if a row fills it; a column
        that the rows lack stays empty.

    Raises
    ------
    LedgerFaults
        If the file is no table, or a row cannot stand in one.
    UnreadableError
        If it cannot be written; the older file is then left as it was.
    """
    names, new = _stripped(rows)
    with locked(path) as place:
        data = _read(place)
        if not data.strip(_MARK + b" \t\r\n"):
            write_bytes(place, _verified(path, _table(path, names, new), names, new))
            return
        header, old, faults = cells(place.name, data)
        if faults or len(set(header)) < len(header):
            raise LedgerFaults(faults or [_twice(place.name, header)])
        missing = [name for number, name in enumerate(names)
                   if name not in header and any(row[number] for row in new)]
        wide = [*header, *missing]
        added = [[row.get(name, "") for name in wide] for row in (dict(zip(names, row, strict=True)) for row in new)]
        expected = [[*row, *[""] * len(missing)] for _, row in old] + added
        text, end = _widened(data.removeprefix(_MARK).decode("utf-8"), missing)
        whole = (text if text.endswith(("\n", "\r")) else text + end) + "".join(_line(row) + end for row in added)
        mark = _MARK if data.startswith(_MARK) else b""
        write_bytes(place, _verified(path, mark + _encoded(path, whole), wide, expected))


def write(path: str, table: pd.DataFrame) -> None:
    """Write a whole table of claims or candidates.

    Parameters
    ----------
    path : str
        File to write. An older one keeps its byte order mark and line ends.
    table : DataFrame, shape (n, any)
        Cells as text. It must have every column and every claim_id of the older file.

    Raises
    ------
    UsageError
        If a column or a row of the older file would be lost.
    UnreadableError
        If the file cannot be written; the older file is then left as it was.
    """
    names, rows = _stripped(table)
    with locked(path) as place:
        data = _read(place)
        end = "\n"
        if data.strip(_MARK + b" \t\r\n"):
            header, old, _ = cells(place.name, data)
            _refuse_loss(path, header, [row for _, row in old], names, rows)
            end = _widened(data.removeprefix(_MARK).decode("utf-8"), [])[1]
        mark = _MARK if data.startswith(_MARK) else b""
        write_bytes(place, mark + _verified(path, _table(path, names, rows, end), names, rows))


def write_bytes(path: Path, data: bytes) -> str:
    """Write a file whole or not at all.

    Parameters
    ----------
    path : Path
        File to write; its folder is made when missing.
    data : bytes
        Content.

    Returns
    -------
    str
        The sha256 of the bytes, in hexadecimal.

    Raises
    ------
    UnreadableError
        If the file cannot be written; an older file is then left as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise UnreadableError(f"cannot write {path}: {error.strerror or error}") from None
    return hashlib.sha256(data).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    # The temporary file stands beside the target: a rename is atomic only within one file system.
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.chmod(temporary, _mode(path))
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int:
    # mkstemp makes files that only their owner can read; a published file keeps the usual rights.
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # Some file systems cannot sync a folder; the file itself is safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UnreadableError(f"cannot read {place}: {error.strerror or error}") from None


def _stripped(frame: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    # A cell is read without the spaces around it.
    rows = [[str(cell).strip() for cell in row] for row in frame.itertuples(index=False, name=None)]
    return [str(name) for name in frame.columns], rows


def _line(row: _Cells) -> str:
    text = io.StringIO()
    # The writer quotes what its own line end contains, so it must know both signs.
    csv.writer(text, lineterminator="\r\n").writerow(row)
    return text.getvalue().removesuffix("\r\n")


def _table(path: str, names: _Cells, rows: Sequence[_Cells], end: str = "\n") -> bytes:
    return _encoded(path, "".join(_line(row) + end for row in (names, *rows)))


def _encoded(path: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(f"cannot write {path}: {error}") from None


def _widened(text: str, columns: Sequence[str]) -> tuple[str, str]:
    """Add empty columns at the right of every row, its bytes untouched; return the line end in use too."""
    lines: list[str] = []

    def taken() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            lines.append(line)
            yield line

    done: list[str] = []
    ends: list[str] = []
    for row in csv.reader(taken(), strict=True):
        raw = "".join(lines)
        lines.clear()
        body = raw.rstrip("\r\n")
        ends.append(raw[len(body):])
        added = _line(["", *columns]) if not done else "," * len(columns)
        done.append(body + (added if row and columns else "") + ends[-1])
    return "".join(done), ends[0] or "\n"


def _verified(path: str, data: bytes, names: _Cells, rows: Sequence[_Cells]) -> bytes:
    header, read, faults = cells(Path(path).name, data)
    if faults or header != list(names) or [row for _, row in read] != [list(row) for row in rows]:
        raise UnreadableError(f"cannot write {path}: it would not be read back as given. Look for empty rows "
                              "and for column names that are empty or end in spaces")
    return data


def _refuse_loss(path: str, header: _Cells, old: Sequence[_Cells], names: _Cells, rows: Sequence[_Cells]) -> None:
    lost = [name for name in header if name not in names]
    if not lost and "claim_id" in header:
        kept = {row[names.index("claim_id")] for row in rows}
        lost = [row[header.index("claim_id")] for row in old]
        lost = [claim_id for claim_id in lost if claim_id not in kept]
    if lost:
        raise UsageError(f"{path} would lose {', '.join(lost[:5])}{', …' if len(lost) > 5 else ''}. "
                         "Write to another file")


def _twice(name: str, header: _Cells) -> Fault:
    column = next(column for column in header if header.count(column) > 1)
    return Fault(name, 1, column, column, "this column stands in the header twice", "Keep one of them")
