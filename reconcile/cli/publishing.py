"""The commands that publish: ``report`` and ``chart``."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.cli.options import FIGURES, POLICY, RUN, emit, progress, reconciled


@click.command()
@FIGURES
@click.option("--out", default="reports", show_default=True, metavar="FOLDER", help="Folder for the reports.")
@RUN
@POLICY
def report(figures: str, out: str, policies: tuple[str, ...], **run: str) -> None:
    """Write the report: a page, tables, charts and a manifest for each event.

    \b
    Example: reconcile report figures.csv --out reports --known-by 2022-01-10
    """
    from reconcile.report import write_reports

    result = reconciled(figures, policies=policies, **run)
    for page in write_reports(result, Path(out), progress=progress):
        emit(f"{page}\n")


@click.command()
@click.argument("kind", metavar="KIND")
@FIGURES
@click.option("--question", required=True, metavar="Q", help="Question, or enough words of its name.")
@click.option("--out", required=True, metavar="FILE", help="File to write: .svg, .pdf or .png.")
@click.option("--width", default=160.0, show_default=True, metavar="MM", type=click.FloatRange(60, 500),
              help="Width in print, in millimetres.")
@RUN
@POLICY
def chart(kind: str, figures: str, question: str, out: str, width: float, policies: tuple[str, ...],
          **run: str) -> None:
    """Draw a chart: timeline, ranges, discrepancy, leave-one-out, history or stock-flow.

    The plotted points go into a CSV file beside the picture.

    \b
    Example: reconcile chart timeline --question "detained everyone" --out detained.svg
    """
    from reconcile.report import write_chart

    for path in write_chart(reconciled(figures, policies=policies, **run), kind, question, Path(out), width):
        emit(f"{path}\n")
