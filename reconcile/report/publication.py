"""The charts of a publication in a folder of their own: drawn from the ledger, and checked against it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from reconcile.charts import Chart
from reconcile.errors import Fault, LedgerFaults, UnreadableError, UsageError
from reconcile.pipeline import Reconciliation
from reconcile.report import manifest
from reconcile.report.orders import Order, Runs, overall, standard
from reconcile.report.pictures import files_of
from reconcile.report.plan import read_plan
from reconcile.report.writing import Progress, drawn_overall, quietly, refuse_empty

Drawn = list[tuple[Order, Chart]]


def write_charts(result: Reconciliation, folder: str | Path, *, plan: str = "", progress: Progress = quietly,
                 **settings: Any) -> list[str]:
    """Write the charts of a publication, and a manifest by which :func:`check_charts` can draw them again.

    Parameters
    ----------
    result : Reconciliation
    folder : str or Path
        Folder; a file in it that is not one of its charts stays as it is.
    plan : str
        CSV file, one chart a row, see :mod:`reconcile.report.plan`; empty draws every chart of a report, each
        event in a folder of its own.
    progress : callable
        As in :func:`reconcile.report.write_reports`.
    **settings
        ``style``, ``theme``, ``language``, ``width_mm`` and ``dpi`` of the charts.

    Returns
    -------
    list of str
        Paths of the pictures and of what stands beside them.

    Raises
    ------
    UsageError
        If there is no claim, or a setting cannot be used.
    LedgerFaults
        With every fault of the plan; nothing is written then.
    UnreadableError
        If a file cannot be written, or one in its place is something else.
    """
    refuse_empty(result)
    folder = Path(folder)
    runs = Runs(result)
    draw = _standard if not plan else partial(_planned, plan=plan)
    drawn = draw(runs, result, progress=progress, settings=settings)
    _refuse_strangers(folder, drawn)
    asked = {"plan": manifest.table_facts(plan), "event": result.settings.event or None,
             "look": None if plan else settings}
    facts = {**asked, "charts": [order.facts for order, _ in drawn], **manifest.facts_of(result)}
    manifest.write_folder(folder, facts, _files(runs, drawn, progress))
    return [str(folder / name) for order, _ in drawn for name in order.files]


def _files(runs: Runs, drawn: Drawn, progress: Progress) -> Iterator[tuple[str, bytes]]:
    with progress(drawn, "files") as steps:
        for order, chart in steps:
            yield from files_of(chart, runs.of(order), order.file)


def _standard(runs: Runs, result: Reconciliation, progress: Progress, settings: dict[str, Any]) -> Drawn:
    sure, perhaps = standard_orders(result, **settings)
    with progress(sure, "charts") as orders:
        drawn = [(order, runs.draw(order)) for order in orders]
    return [*drawn, *drawn_overall(runs, perhaps)]


def standard_orders(result: Reconciliation, **settings: Any) -> tuple[list[Order], list[Order]]:
    """Return the charts of every report, and those of whole events, which may have nothing to show."""
    sure: list[Order] = []
    perhaps: list[Order] = []
    for event in sorted(set(result.claims["event"])):
        mine = result.of_event(event)
        sure += standard(mine, event, f"{event}/", **settings)
        perhaps += overall(mine, event, f"{event}/", **settings)
    return sure, perhaps


def _planned(runs: Runs, result: Reconciliation, progress: Progress, settings: dict[str, Any], plan: str) -> Drawn:
    """Draw what a plan asks for; charts that have nothing to show are faults of the plan, told all at once."""
    drawn: Drawn = []
    faults: list[Fault] = []
    with progress(read_plan(plan, result, **settings), "charts") as rows:
        for number, order in rows:
            try:
                drawn.append((order, runs.draw(order)))
            except UsageError as error:
                faults.append(Fault(Path(plan).name, number, "kind", order.kind, str(error),
                                    "Choose another kind or question, or leave the row out"))
    if faults:
        raise LedgerFaults(faults)
    return drawn


def _refuse_strangers(folder: Path, drawn: Drawn) -> None:
    """Refuse to write over a report, or over a file that no earlier manifest lists."""
    found = manifest.read(folder)
    if (folder / manifest.NAME).exists() and (found is None or "charts" not in found):
        raise UnreadableError(f"{folder} holds a report or something else, and stays as it is. "
                              "Name another folder with --out")
    known = manifest.listed(folder)
    for order, _ in drawn:
        for name in order.files:
            if (folder / name).exists() and name not in known:
                raise UnreadableError(f"{folder / name} is not from here, and stays as it is; nothing was written. "
                                      "Name another folder with --out, or move the file away")
