"""The candidates file: claims proposed from documents, with what a person decided about each.

One candidate a row (CSV) or a line (JSON Lines), in the columns of :data:`reconcile.schema.CANDIDATES`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.errors import Fault, LedgerFaults, UnreadableError
from reconcile.ledger.text import cells, read_bytes
from reconcile.ledger.writing import locked, write, write_bytes
from reconcile.schema import CANDIDATES

if TYPE_CHECKING:
    import pandas as pd

DECISIONS = ("accept", "edit", "reject", "skip")
"""What a person can decide; empty while nobody has."""

ACCEPTED = ("accept", "edit")
"""Decisions that put a candidate into the ledger."""

STATUSES = {
    "current": "the total at the time",
    "part": "a part of another figure",
    "increment": "what a short time added, not a total",
    "superseded": "an earlier figure that the text itself replaces",
    "historical": "another, earlier event",
    "feared": "expected or feared, not counted",
    "zero": "nobody",
}
"""What a figure is to the text that it stands in; only a current one is accepted by default."""

_WHOLE = ("low", "high")
_DECISION_HINT = f"Write one of {', '.join(DECISIONS)}, or leave it empty"


def read_candidates(path: str) -> pd.DataFrame:
    """Read a candidates file.

    Parameters
    ----------
    path : str
        CSV, or JSON Lines when the name ends in ``.jsonl`` or the file starts with ``{``; ``-`` is
        standard input.

    Returns
    -------
    DataFrame, shape (n candidates, columns of CANDIDATES and further columns of the file)
        Cells as text, a column that is absent is empty; the index is the row as a spreadsheet counts
        it, for JSON Lines the line.

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    LedgerFaults
        With every fault of the file: unreadable rows, an unknown decision or status, an id that is
        missing or stands twice.
    """
    import pandas as pd

    if path != "-" and not Path(path).exists():
        raise UnreadableError(f"there is no file {path}. Make one: reconcile collect DOCUMENT... --out {path}")
    data = read_bytes(path)
    name = file_name(path)
    rows, faults = _objects(name, data) if _is_lines(path, data) else _rows(name, data)
    names = list(dict.fromkeys([*CANDIDATES.names, *(column for _, row in rows for column in row)]))
    index = pd.Index([number for number, _ in rows], name="row", dtype="int64")
    frame = pd.DataFrame({column: pd.Series([row.get(column, "") for _, row in rows], index=index, dtype=object)
                          for column in names}, index=index)
    faults += faults_of(name, frame)
    if faults:
        raise LedgerFaults(faults)
    return frame


def write_candidates(path: str, frame: pd.DataFrame) -> None:
    """Write a candidates file whole or not at all.

    Parameters
    ----------
    path : str
        CSV, or JSON Lines when the name ends in ``.jsonl``.
    frame : DataFrame
        With the columns of CANDIDATES that are known; text, numbers, or NaN for an open or absent bound.

    Raises
    ------
    UsageError
        If a row of an older CSV file would be lost.
    UnreadableError
        If the file cannot be written; an older one is then left as it was.
    """
    if not path.endswith(".jsonl"):
        write(path, conformed(frame))
        return
    with locked(path) as place:
        write_bytes(place, as_text(frame, "jsonl").encode("utf-8"))


def as_text(frame: pd.DataFrame, form: str) -> str:
    """Return candidates as the text of a file.

    Parameters
    ----------
    frame : DataFrame
        As for :func:`write_candidates`.
    form : str
        ``csv`` or ``jsonl``.

    Returns
    -------
    str
        With a line feed at the end of each line.
    """
    texts = conformed(frame)
    if form == "csv":
        return str(texts.to_csv(index=False, lineterminator="\n"))
    lines = (json.dumps({str(name): _typed(cell, str(name)) for name, cell in row.items()}, ensure_ascii=False)
             for row in texts.to_dict("records"))
    return "".join(f"{line}\n" for line in lines)


def conformed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return candidates as text in the columns of CANDIDATES, further columns kept at the right.

    Parameters
    ----------
    frame : DataFrame
        Cells may be text, numbers or absent; columns may be missing.

    Returns
    -------
    DataFrame
        The same rows and index.
    """
    names = [*CANDIDATES.names, *(str(name) for name in frame if name not in CANDIDATES.names)]
    filled = frame.reindex(columns=names, fill_value="").astype(object)
    return filled.assign(**{name: [_text(cell, name) for cell in filled[name]] for name in names}).astype(object)


def faults_of(name: str, frame: pd.DataFrame) -> list[Fault]:
    """Return what is wrong with the candidates as such; their claims are checked on accepting.

    Parameters
    ----------
    name : str
        File name for the messages.
    frame : DataFrame
        As from :func:`conformed`, index = row number.

    Returns
    -------
    list of Fault
        Ids that are missing or stand twice, unknown decisions and statuses, odd confidences.
    """
    return [*_ids(name, frame), *_choices(name, frame), *_confidences(name, frame)]


def file_name(path: str) -> str:
    """Return a file's name for messages, without its folders."""
    return "standard input" if path == "-" else Path(path).name


def _is_lines(path: str, data: bytes) -> bool:
    return path.endswith(".jsonl") or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


_Numbered = list[tuple[int, dict[str, str]]]


def _rows(name: str, data: bytes) -> tuple[_Numbered, list[Fault]]:
    header, rows, faults = cells(name, data)
    if "claim_id" not in header:
        raise LedgerFaults([Fault(name, 1, "claim_id", "", "this required column is missing",
                                  "Keep the header that collect wrote, and save as 'CSV UTF-8 (comma delimited)'")])
    for column in sorted({column for column in header if header.count(column) > 1 or not column}):
        problem = "this column stands in the header twice" if column else "a column without a name"
        faults.append(Fault(name, 1, column, column, problem, "Keep one of them and give it a name"))
    return [(number, dict(zip(header, row, strict=True))) for number, row in rows], faults


def _objects(name: str, data: bytes) -> tuple[_Numbered, list[Fault]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LedgerFaults([Fault(name, 0, "", "", f"the file is not UTF-8 ({error})", "Save it as UTF-8")]) from None
    rows: _Numbered = []
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append((number, {key: _flat(cell, key) for key, cell in json.loads(line).items()}))
        except (ValueError, AttributeError, RecursionError):
            faults.append(Fault(name, number, "", line, "this line is no JSON object", "Write one candidate a line"))
    return rows, faults


def _flat(cell: object, column: str) -> str:
    if isinstance(cell, (list, dict)):
        raise ValueError(column)
    return _text(cell, column).strip()


def _text(cell: object, column: str) -> str:
    if isinstance(cell, (float, int)) and not isinstance(cell, bool):
        number = float(cell)
        if not math.isfinite(number):
            return ""
        return f"{number:.2f}" if column == "confidence" else f"{number:.0f}" if number.is_integer() else str(number)
    return "" if cell is None else str(cell)


def _typed(cell: str, column: str) -> str | float | None:
    if column in _WHOLE:
        return int(cell) if cell.isdecimal() else cell or None
    if column == "confidence":
        return float(cell) if cell else None
    return cell


def _ids(name: str, frame: pd.DataFrame) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row, value in zip(frame.index, frame["claim_id"], strict=True):
        if not value:
            yield Fault(name, int(row), "claim_id", "", "this cell must not be empty", "Give each candidate an id")
        elif value in first:
            yield Fault(name, int(row), "claim_id", value, f"the same id stands in row {first[value]}",
                        "Delete one of the two rows, or give it an id of its own")
        first.setdefault(value, int(row))


def _choices(name: str, frame: pd.DataFrame) -> Iterator[Fault]:
    hints = {"decision": (DECISIONS, _DECISION_HINT),
             "status": (STATUSES, f"Write one of {', '.join(STATUSES)}, or leave it empty")}
    for column, (known, hint) in hints.items():
        odd = frame.loc[~frame[column].isin(["", *known]), column]
        for row, value in odd.items():
            yield Fault(name, int(str(row)), column, value, f"not a {column}", hint)


def _confidences(name: str, frame: pd.DataFrame) -> Iterator[Fault]:
    for row, value in frame["confidence"].items():
        try:
            is_share = not value or 0 <= float(value) <= 1
        except ValueError:
            is_share = False
        if not is_share:
            yield Fault(name, int(str(row)), "confidence", value, "not a number from 0 to 1", "Write 0.85")
