"""Write a report: every file of an event's folder, and the manifest that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

from reconcile.charts import Chart, strip
from reconcile.errors import UsageError
from reconcile.pipeline import Reconciliation
from reconcile.report import manifest
from reconcile.report.contents import contents
from reconcile.report.orders import Order, Runs, overall, standard
from reconcile.report.pages import html_page, markdown_page
from reconcile.report.pictures import files_of
from reconcile.tables import to_csv

Progress = Callable[[Sequence[Any], str], AbstractContextManager[Any]]


def quietly(steps: Sequence[Any], label: str) -> AbstractContextManager[Any]:
    """Take steps without showing them."""
    return nullcontext(steps)


def write_reports(result: Reconciliation, out: Path, *, progress: Progress) -> Iterator[str]:
    """Write the report of each event.

    Parameters
    ----------
    result : Reconciliation
    out : Path
        Folder; each event gets one of its own in it.
    progress : callable
        Takes the steps and a label; gives a context manager that iterates over the steps.

    Yields
    ------
    str
        Path of each page written.

    Raises
    ------
    UsageError
        If there is no claim to report.
    UnreadableError
        If a file cannot be written.
    """
    refuse_empty(result)
    for event in sorted(set(result.claims["event"])):
        mine = result.of_event(event)
        manifest.write_folder(out / event, {"event": event, **manifest.facts_of(mine)},
                              report_files(mine, event, progress))
        yield str(out / event / "index.html")


def refuse_empty(result: Reconciliation) -> None:
    """Raise a UsageError when there is no claim to report."""
    if result.claims.empty:
        raise UsageError("there is no claim to report; nothing was written. Look at --known-by and --event")


def report_files(result: Reconciliation, event: str, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Give every file of the report of one event by name, as soon as it is made.

    Parameters
    ----------
    result : Reconciliation
        The event alone.
    event : str
        Its slug.
    progress : callable
        As in :func:`write_reports`.

    Yields
    ------
    tuple of str and bytes
    """
    runs = Runs(result)
    drawn: dict[str, dict[str, Chart]] = {question: {} for question in result.questions["question"]}
    with progress(list(standard(result, event)), f"{event}: charts") as orders:
        for order in orders:
            chart = drawn[order.questions[0]][order.kind] = runs.draw(order)
            yield from files_of(chart, result, order.file)
    charts = drawn_overall(runs, overall(result, event))
    for order, chart in charts:
        yield from files_of(chart, result, order.file)
    for question in result.evidence["question"][result.evidence["is_current"]].unique():
        drawn[question]["strip"] = strip(result, question)
    page = contents(result, drawn, {order.kind: chart for order, chart in charts})
    texts = {"index.html": html_page(page), "report.md": markdown_page(page),
             "claims.csv": to_csv(result.claims), "estimates.csv": to_csv(result.estimates),
             "discrepancies.csv": to_csv(result.discrepancies), "conflicts.csv": to_csv(result.conflicts)}
    yield from ((name, _unix(text)) for name, text in texts.items())


def _unix(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")


def drawn_overall(runs: Runs, orders: Sequence[Order]) -> list[tuple[Order, Chart]]:
    """Draw the charts of all questions at once that have something to show."""
    charts = []
    for order in orders:
        with suppress(UsageError):
            charts.append((order, runs.draw(order)))
    return charts
