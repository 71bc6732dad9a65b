"""Write a report: every file of an event's folder, and the manifest that lists them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import metadata
from pathlib import Path
from typing import Any

from reconcile import __version__
from reconcile.charts import Chart, Page, draw, strip
from reconcile.errors import UnreadableError, UsageError
from reconcile.pipeline import Reconciliation
from reconcile.publish import FORMATS, figure_bytes, write_bytes, write_text
from reconcile.report.contents import contents
from reconcile.report.pages import html_page, markdown_page
from reconcile.stockflow import is_panel
from reconcile.tables import to_csv

_MANIFEST = "manifest.json"

Progress = Callable[[Sequence[Any], str], AbstractContextManager[Any]]


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
    if result.claims.empty:
        raise UsageError("there is no claim to report; nothing was written. Look at --known-by and --event")
    for event in sorted(set(result.claims["event"])):
        _write_event(result.of_event(event), out / event, progress)
        yield str(out / event / "index.html")


def _write_event(result: Reconciliation, folder: Path, progress: Progress) -> None:
    before = _listed(folder)
    written: dict[str, str] = {}
    drawn: dict[str, dict[str, Chart]] = {}
    with progress(list(result.questions["question"]), f"{folder.name}: charts") as steps:
        for question in steps:
            drawn[question] = _charts(result, question)
            written |= _write_charts(result, question, drawn[question], folder)
    page = contents(result, drawn)
    texts = {"index.html": html_page(page), "report.md": markdown_page(page),
             "claims.csv": to_csv(result.claims), "estimates.csv": to_csv(result.estimates),
             "discrepancies.csv": to_csv(result.discrepancies), "conflicts.csv": to_csv(result.conflicts)}
    written |= {name: write_text(folder / name, text) for name, text in texts.items()}
    for stale in before - set(written):
        (folder / stale).unlink(missing_ok=True)
    write_text(folder / _MANIFEST, _manifest(result, written))


def _charts(result: Reconciliation, question: str) -> dict[str, Chart]:
    """Draw the charts that have something to show."""
    stated = result.claims[(result.claims["question"] == question) & result.claims["low"].notna()]
    current = result.evidence[(result.evidence["question"] == question) & result.evidence["is_current"]]
    kinds = ["timeline", "ranges"] * bool(len(stated)) + ["discrepancy", "leave-one-out"] * (len(current) > 1)
    kinds += ["history"] * bool((result.history["question"] == question).sum() > 1)
    kinds += ["stock-flow"] * is_panel(result.claims, question)
    charts = {kind: draw(kind, result, question) for kind in kinds}
    if len(current):
        charts["strip"] = strip(result, question)
    return charts


def _write_charts(result: Reconciliation, question: str, charts: dict[str, Chart], folder: Path) -> dict[str, str]:
    slug = str(result.questions["slug"][result.questions["question"] == question].iloc[0])
    written = {}
    for kind, chart in charts.items():
        if kind == "strip":
            continue
        name = f"charts/{slug}-{kind}"
        for form in FORMATS:
            data = figure_bytes(chart, form, ledger_sha256=result.ledger_sha256)
            written[f"{name}.{form}"] = write_bytes(folder / f"{name}.{form}", data)
        written[f"{name}.csv"] = write_text(folder / f"{name}.csv", to_csv(chart.points))
    return written


def _listed(folder: Path) -> set[str]:
    """Return the files that an earlier manifest lists, so that none of them outlives its ledger."""
    try:
        names = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    inside = folder.resolve()
    listed = [str(name) for name in names] if isinstance(names, dict) else []
    return {name for name in listed if "\0" not in name and (folder / name).is_file()
            and (folder / name).resolve().is_relative_to(inside)}


def _manifest(result: Reconciliation, written: dict[str, str]) -> str:
    settings = result.settings
    # Only what decides the bytes: the Python version does not.
    facts = {
        "event": settings.event,
        "ledger": {"name": result.ledger_name, "sha256": result.ledger_sha256},
        "settings": {"policies": list(settings.policies), "headline": settings.policies[0],
                     "lexicon": settings.lexicon or "default; each policy its publisher's own",
                     "known_by": settings.known_by or None},
        "versions": {"reconcile": __version__, "matplotlib": metadata.version("matplotlib")},
        "outputs": dict(sorted(written.items())),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def write_chart(result: Reconciliation, kind: str, question: str, out: Path, width_mm: float) -> list[str]:
    """Write one chart and the CSV of its points.

    Parameters
    ----------
    result : Reconciliation
    kind, question : str
        Kind of chart, and question or enough words of it.
    out : Path
        File that ends in .svg, .pdf or .png.
    width_mm : float
        Width in print.

    Returns
    -------
    list of str
        Paths written.

    Raises
    ------
    UsageError
        For an unknown ending, kind or question.
    """
    form = next((each for each in FORMATS if out.suffix.lower() == f".{each}"), None)
    if form is None:
        raise UsageError(f"--out {out}: the file must end in .svg, .pdf or .png")
    if out.is_dir():
        raise UnreadableError(f"{out} is a folder. Name a file in it")
    chart = draw(kind, result, result.find(question), Page(width_mm))
    text = to_csv(chart.points)
    points = _points_file(out, text)
    write_bytes(out, figure_bytes(chart, form, ledger_sha256=result.ledger_sha256))
    write_text(points, text)
    return [str(out), str(points)]


def _points_file(out: Path, text: str) -> Path:
    """Return the CSV file beside a picture; one that holds something else, such as the ledger, is left alone."""
    beside = out.with_suffix(".csv")
    try:
        with beside.open(encoding="utf-8", newline="") as file:
            is_ours = file.readline() == text.splitlines(keepends=True)[0]
    except FileNotFoundError:
        return beside
    except (OSError, UnicodeDecodeError):
        is_ours = False
    return beside if is_ours else out.with_suffix(".points.csv")
