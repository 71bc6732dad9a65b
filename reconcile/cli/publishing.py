"""The commands that publish: ``report`` and ``chart``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reconcile.cli.options import FIGURES, POLICY, RUN, emit, options, progress, reconciled
from reconcile.errors import EXIT_DONE, EXIT_FINDINGS, UsageError

LOOK = options(
    click.option("--style", default="", metavar="NAME",
                 help="Size: web, print-1 (one column, 85 mm), print-2 (two columns, 160 mm; the default) or slides "
                      "(254 mm, larger type)."),
    click.option("--theme", default="light", show_default=True, metavar="NAME",
                 help="Ground and colours: light or dark."),
    click.option("--language", default="en", show_default=True, metavar="L",
                 help="BCP 47 language of dates and numbers, such as de, ru or pt-BR."),
    click.option("--width", "width_mm", default=None, type=float, metavar="MM",
                 help="Width in millimetres, instead of the style's."),
    click.option("--dpi", default=None, type=int, metavar="N", help="Dots per inch of a PNG, instead of the style's."))
_PLAIN: dict[str, Any] = {"style": "", "theme": "light", "language": "en", "width_mm": None, "dpi": None}


@click.command()
@FIGURES
@click.option("--out", default="", metavar="FOLDER",
              help="Folder to write or to check. [default: reports, or charts with --charts-only]")
@click.option("--charts-only", is_flag=True, help="Write only the charts, with a manifest by which to make them again.")
@click.option("--check", "is_check", is_flag=True,
              help="Say file by file whether a folder of charts or reports still matches the ledger; write nothing. "
                   "Exit code 0 it does, 1 it does not.")
@click.option("--plan", default="", metavar="FILE",
              help="With --charts-only: CSV file, one chart a row. Columns: file, kind; question, event, style, theme, "
                   "language, width_mm, dpi, known_by, policy, title, subtitle, source, caption.")
@LOOK
@RUN
@POLICY
def report(figures: str, out: str, charts_only: bool, is_check: bool, plan: str, style: str, theme: str, language: str,
           width_mm: float | None, dpi: int | None, policies: tuple[str, ...], **run: str) -> int:
    """Write the report: a page, tables, charts and a manifest for each event.

    --charts-only writes the charts alone, in the sizes, colours and language of a publication; --check says
    whether what was written still matches the ledger.

    \b
    Example: reconcile report figures.csv --out reports --known-by 2022-01-10
             reconcile report --charts-only --plan plan.csv --out article/charts
             reconcile report --check --out article/charts
    """
    look = {"style": style, "theme": theme, "language": language, "width_mm": width_mm, "dpi": dpi}
    _refuse(charts_only=charts_only, is_check=is_check, plan=plan, look=look, policies=policies, run=run)
    folder = out or ("charts" if charts_only else "reports")
    if is_check:
        return _check(figures, folder, **run)
    result = reconciled(figures, policies=policies, **run)
    if charts_only:
        from reconcile.report import write_charts

        for path in write_charts(result, folder, plan=plan, progress=progress, **look):
            emit(f"{path}\n")
        return EXIT_DONE
    from reconcile.report import write_reports

    for page in write_reports(result, Path(folder), progress=progress):
        emit(f"{page}\n")
    return EXIT_DONE


def _refuse(*, charts_only: bool, is_check: bool, plan: str, look: dict[str, Any], policies: tuple[str, ...],
            run: dict[str, str]) -> None:
    """Refuse options that would be passed over in silence."""
    if is_check and (look != _PLAIN or plan or policies or any(run[name] for name in ("event", "known_by", "lexicon"))):
        raise UsageError("--check takes every setting from the manifest of the folder. "
                         "Leave out all options but FIGURES, --out, --vocabulary and --relations")
    if not is_check and not charts_only and (look != _PLAIN or plan):
        raise UsageError("--plan, --style, --theme, --language, --width and --dpi go with --charts-only. Add it")


def _check(figures: str, folder: str, vocabulary: str, relations: str, **_: str) -> int:
    from reconcile.ledger import read_ledger
    from reconcile.report import check_charts

    found = check_charts(read_ledger(figures, vocabulary=vocabulary), folder, relations_file=relations,
                         progress=progress)
    for check in found:
        emit(f"{check}\n")
    return EXIT_DONE if all(check.matches for check in found) else EXIT_FINDINGS


@click.command()
@click.argument("kind", metavar="KIND")
@FIGURES
@click.option("--question", "questions", multiple=True, metavar="Q",
              help="Question, or enough words of its name. May be repeated where a kind shows several; without it "
                   "such a kind shows all of the event.")
@click.option("--out", required=True, metavar="FILE", help="File to write: .svg, .pdf or .png.")
@LOOK
@click.option("--title", default="", metavar="TEXT", help="Heading, in place of the chart's own.")
@click.option("--subtitle", default="", metavar="TEXT", help="Second line, in place of the chart's own.")
@click.option("--source", default="", metavar="TEXT",
              help="In place of the paragraph of sources; the line that names the ledger stays.")
@click.option("--caption", default="", metavar="TEXT",
              help="Under the drawing, in place of what explains it; notes on what is not drawn stay.")
@RUN
@POLICY
def chart(kind: str, figures: str, questions: tuple[str, ...], out: str, style: str, theme: str, language: str,
          width_mm: float | None, dpi: int | None, title: str, subtitle: str, source: str, caption: str,
          policies: tuple[str, ...], **run: str) -> None:
    """Draw a chart of one kind.

    \b
    timeline        each figure at the date it speaks of
    ranges          each figure as stated, then the range under each policy
    discrepancy     what stands between the current figures, pair by pair
    leave-one-out   the range without one origin after another
    history         how the range moved as knowledge came in
    stock-flow      detention: taken, held and let go
    ladder          how far the answer hangs on the rule and on any one origin
    matrix          who disagrees with whom, and by how much; several questions
    multiples       all questions of an event at one glance; several questions
    provenance      who relays whom; several questions

    The plotted points go into a CSV file beside the picture, its words and alternative text into a .txt.
    What is given in place of the chart's own words leaves these in the file and in the text beside it.

    \b
    Example: reconcile chart timeline --question "detained everyone" --out detained.svg
             reconcile chart provenance --event kazakhstan-2022-01 --out relays.pdf --style print-1
             reconcile chart ranges --question killed --out killed.png --style slides --theme dark
    """
    from reconcile.charts import page
    from reconcile.report import write_chart

    paper = page(style, width_mm=width_mm, dpi=dpi, theme=theme, language=language, title=title, subtitle=subtitle,
                 source=source, caption=caption)
    for path in write_chart(reconciled(figures, policies=policies, **run), kind, questions, Path(out), paper):
        emit(f"{path}\n")
