"""The plan of a publication: a CSV file, one chart a row, read with all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reconcile.charts import KINDS, MANY, page
from reconcile.errors import Fault, LedgerFaults, ReconcileError, UnreadableError, UsageError
from reconcile.ledger.text import cells, read_bytes
from reconcile.pipeline import Reconciliation
from reconcile.policies import named
from reconcile.report.orders import Order, Runs

REQUIRED = ("file", "kind")
COLUMNS = (*REQUIRED, "question", "event", "style", "theme", "language", "width_mm", "dpi", "known_by", "policy",
           "title", "subtitle", "source", "caption")
"""Columns of a plan; all but the first two may be left out."""

_PAGE = ("style", "theme", "language", "width_mm", "dpi", "title", "subtitle", "source", "caption")
_NUMBERS: Mapping[str, Callable[[str], float]] = {"width_mm": float, "dpi": int}
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", re.ASCII)
_ENDINGS = (".svg", ".pdf", ".png", ".csv", ".txt")

Cells = Mapping[str, str]


def read_plan(path: str, result: Reconciliation, **defaults: Any) -> list[tuple[int, Order]]:
    """Read the charts of a publication.

    Parameters
    ----------
    path : str
        CSV file in the columns of ``COLUMNS``. Several questions, of a kind that shows several, are parted by
        semicolons, and so are several policies. An empty cell leaves the default.
    result : Reconciliation
        What the charts are drawn from.
    **defaults
        ``style``, ``theme``, ``language``, ``width_mm`` and ``dpi`` where a cell is empty.

    Returns
    -------
    list of (int, Order)
        In the order of the rows, each with its row as a spreadsheet counts it.

    Raises
    ------
    LedgerFaults
        With every fault of the plan.
    UnreadableError
        If it cannot be read.
    """
    place = Path(path)
    if place.is_dir() or not place.exists():
        what = f"{path} is a folder" if place.is_dir() else f"there is no file {path}"
        raise UnreadableError(f"{what}. Name a plan: a CSV file with the columns {', '.join(COLUMNS)}")
    name = Path(path).name
    header, rows, faults = cells(name, read_bytes(path))
    faults = [*faults, *_header_faults(name, header)]
    if faults:
        raise LedgerFaults(faults)
    runs = Runs(result)
    read = [_Row(name, number, dict(zip(header, row, strict=True)), faults) for number, row in rows]
    orders = [(row.number, row.order(runs, defaults)) for row in read]
    faults += _twice(read)
    if not rows:
        faults.append(Fault(name, 0, "", "", "the plan names no chart", "Write one row for each chart"))
    if faults:
        raise LedgerFaults(faults)
    return orders


def _header_faults(name: str, header: Sequence[str]) -> Iterator[Fault]:
    for column in REQUIRED:
        if column not in header:
            yield Fault(name, 1, column, "", "the column is missing", f"Add it; a plan has {', '.join(COLUMNS)}")
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            yield Fault(name, 1, column, column, "no such column", f"Use {', '.join(COLUMNS)}")
        elif list(header).count(column) > 1:
            yield Fault(name, 1, column, column, "this column stands in the header twice", "Keep one of them")


@dataclass(frozen=True)
class _Row:
    """A row of a plan; every column is tried by itself, so that all faults are told at once."""

    plan: str
    number: int
    given: Cells
    faults: list[Fault]

    def cell(self, column: str) -> str:
        """Return what the row has in a column, empty where the plan lacks it."""
        return self.given.get(column, "").strip()

    def order(self, runs: Runs, defaults: Mapping[str, Any]) -> Order:
        """Return the order of the row; its faults go to the others'."""
        file = self._tried("file", self._file, "")
        kind = self._tried("kind", self._kind, "")
        looks = self._looks(defaults)
        policies = tuple(rule.name for rule in self._tried("policy", lambda: named(self._parts("policy")), ())) \
            if self.cell("policy") else ()
        result = self._tried("known_by", lambda: runs.whole(self.cell("known_by"), policies), None)
        if not kind or result is None:
            return Order(file, kind, (), "")
        result = self._tried("event", lambda: self._event(result), result)
        questions = self._tried("question", lambda: self._questions(kind, result), ())
        events = result.questions["event"][result.questions["question"].isin(questions)]
        return Order(file, kind, questions, str(events.iloc[0]) if len(events) else "",
                     known_by=result.settings.known_by, policies=result.settings.policies, **looks)

    def _tried(self, column: str, read: Callable[[], Any], instead: Any) -> Any:
        try:
            return read()
        except ReconcileError as error:
            problem, _, hint = str(error).partition(". ")
            self.faults.append(Fault(self.plan, self.number, column, self.cell(column), problem, hint))
            return instead

    def _parts(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cell(column).split(";") if part.strip())

    def _file(self) -> str:
        if not _FILE.fullmatch(self.cell("file")) or self.cell("file").lower().endswith(_ENDINGS):
            raise UsageError("this cannot name a chart. Use letters, digits, - and _, without .svg, .pdf or .png; / "
                             "parts folders")
        return self.cell("file")

    def _kind(self) -> str:
        if self.cell("kind") not in KINDS:
            raise UsageError(f"there is no such chart. Use one of {', '.join(KINDS)}")
        return self.cell("kind")

    def _event(self, result: Reconciliation) -> Reconciliation:
        event = self.cell("event")
        events = sorted(set(result.questions["event"]))
        if event and event not in events:
            raise UsageError(f"there is no such event. Use one of {', '.join(events)}")
        return result.of_event(event) if event else result

    def _questions(self, kind: str, result: Reconciliation) -> tuple[str, ...]:
        questions = result.asked(kind, self._parts("question"))
        if kind not in MANY and len(questions) > 1:
            raise UsageError(f"the chart {kind} shows one question. Write one row for each")
        return questions

    def _looks(self, defaults: Mapping[str, Any]) -> dict[str, Any]:
        looks = {column: value for column, value in defaults.items() if column in _PAGE}
        for column in _PAGE:
            if self.cell(column):
                looks[column] = self._tried(column, partial(self._look, column, looks), looks.get(column))
        return looks

    def _look(self, column: str, looks: Mapping[str, Any]) -> Any:
        """Return what stands in a column, when a chart can have it."""
        value: Any = self.cell(column)
        if column in _NUMBERS:
            try:
                value = _NUMBERS[column](value)
            except ValueError:
                raise UsageError("this is no number. Write digits alone, such as 160") from None
        beside = {"style": looks["style"]} if column == "width_mm" and looks.get("style") else {}
        page(**beside, **{column: value})
        return value


def _twice(rows: Sequence[_Row]) -> Iterator[Fault]:
    """Name files that two rows would write; a computer may take capitals for small letters."""
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.cell("file").casefold(), row.number)
        if first != row.number and row.cell("file"):
            yield Fault(row.plan, row.number, "file", row.cell("file"), f"row {first} writes this file too",
                        "Give each chart a name of its own")
