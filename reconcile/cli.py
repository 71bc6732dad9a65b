"""The command line: parse the words of a command, call the library, print.

Nothing heavy is imported before a command runs, so that ``reconcile --help`` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reconcile import __version__
from reconcile.cli_documents import accept, add, collect, review
from reconcile.errors import EXIT_DONE, EXIT_FAULTS, EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_USAGE, ReconcileError

if TYPE_CHECKING:
    from reconcile.pipeline import Reconciliation

Command = TypeVar("Command", bound=Callable[..., Any])


class _ReaderLeft(Exception):
    """The reader of a pipe closed it; click would make this an error."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; a user's error prints no traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a letter shows its code, not an error.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(args=arguments, prog_name="reconcile", standalone_mode=False)
        _print("")
        return code if isinstance(code, int) else EXIT_DONE
    except ReconcileError as error:
        click.echo(f"{error}" if error.exit_code == EXIT_FAULTS else f"reconcile: {error}", err=True)
        return error.exit_code
    except click.Abort:
        return 130
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except _ReaderLeft:
        # What the reader of the pipe wanted it has; nothing is to be flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except OSError as error:
        click.echo(f"reconcile: cannot write: {error.strerror or error}", err=True)
        return EXIT_UNREADABLE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reconcile")
def cli() -> None:
    """Reconcile competing counts of people killed, injured, detained or taking part.

    The claims stand in a ledger, figures.csv. Start with:

    \b
        reconcile report        a full report in reports/
        reconcile check         is the ledger in order?
        reconcile explain Q     how a number came about

    Claims come in by hand (add) or from documents:

    \b
        reconcile collect FILE... --out candidates.csv
        reconcile review candidates.csv
        reconcile accept candidates.csv
    """


for _command in (collect, review, accept, add):
    cli.add_command(_command)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command
    return add


_FIGURES = click.argument("figures", default="figures.csv", metavar="[FIGURES]")
_VOCABULARY = click.option("--vocabulary", default="", metavar="FILE", help="CSV file with further vocabulary.")
_EVENT = click.option("--event", default="", help="Only this event.")
_KNOWN_BY = click.option("--known-by", default="", metavar="DATE",
                         help="Use only what had been published by this day, retractions included.")
_LEXICON = click.option("--lexicon", default="", metavar="NAME",
                        help="Profile that reads the words for every policy (default, acled, airwars, gtd, ccc, "
                             "countlove, dca). Without it each policy reads by its publisher's own.")
_POLICY = click.option("--policy", "policies", multiple=True, metavar="NAME",
                       help="Policy to run; may be repeated. All of them when absent.")
_OUT = click.option("--out", default="", metavar="FILE", help="Write here instead of to the terminal.")
_RELATIONS = click.option("--relations", default="", metavar="FILE", help="CSV file with further relations.")
_RUN = _options(_VOCABULARY, _EVENT, _KNOWN_BY, _LEXICON, _RELATIONS)


def _formats(*names: str) -> Callable[[Command], Command]:
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


def _reconcile(figures: str, vocabulary: str, event: str = "", known_by: str = "", lexicon: str = "",
               relations: str = "", policies: Sequence[str] = ()) -> Reconciliation:
    from reconcile.ledger import read_ledger
    from reconcile.pipeline import run

    source = read_ledger(figures, vocabulary=vocabulary)
    return run(source, policies=policies, lexicon=lexicon, known_by=known_by, event=event, relations_file=relations)


def _print(text: str, out: str = "") -> None:
    if out and out != "-":
        from reconcile.publish import write_text

        write_text(Path(out), text)
        return
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise _ReaderLeft from None


@cli.command()
@_FIGURES
@click.option("--out", default="reports", show_default=True, metavar="FOLDER", help="Folder for the reports.")
@_RUN
@_POLICY
def report(figures: str, out: str, policies: tuple[str, ...], **run: str) -> None:
    """Write the report: a page, tables, charts and a manifest for each event.

    \b
    Example: reconcile report figures.csv --out reports --known-by 2022-01-10
    """
    from reconcile.report import write_reports

    result = _reconcile(figures, policies=policies, **run)
    for page in write_reports(result, Path(out), progress=_progress):
        _print(f"{page}\n")


def _progress(steps: Sequence[Any], label: str) -> Any:
    """Show a bar while steps are taken; nothing where no person watches."""
    return click.progressbar(steps, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


@cli.command()
@_FIGURES
@_formats("table", "csv", "json", "parquet")
@_RUN
@_POLICY
@_OUT
def estimate(figures: str, form: str, policies: tuple[str, ...], out: str, **run: str) -> None:
    """Print the estimate of each question under each policy.

    \b
    Example: reconcile estimate --policy ucdp --policy acled --format csv
    """
    from reconcile.views import estimates, write_parquet

    result = _reconcile(figures, policies=policies, **run)
    if form == "parquet":
        write_parquet(result.estimates, out)
    else:
        _print(estimates(result, form), out)


@cli.command()
@_FIGURES
@_formats("table", "csv", "json")
@_RUN
@_OUT
def compare(figures: str, form: str, out: str, **run: str) -> None:
    """Print what stands between each pair of claims, with the reason.

    \b
    Example: reconcile compare --event kazakhstan-2022-01
    """
    from reconcile.views import discrepancies

    _print(discrepancies(_reconcile(figures, **run), form), out)


@cli.command()
@_FIGURES
@_formats("table", "json")
@_RUN
@_OUT
def conflicts(figures: str, form: str, out: str, **run: str) -> None:
    """Print the smallest sets of claims that cannot all be true, with the proof.

    Each proof is a short chain of inequalities; what would have to be doubted stands below it.

    \b
    Example: reconcile conflicts --event kazakhstan-2022-01
    """
    from reconcile.views import conflicts as printed

    _print(printed(_reconcile(figures, **run), form), out)


@cli.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW", default="")
@_formats("table", "json")
@click.option("--known-by-old", default="", metavar="DATE", help="Use only what had been published by this day in OLD.")
@click.option("--known-by-new", default="", metavar="DATE", help="Use only what had been published by this day in NEW.")
@_options(_VOCABULARY, _EVENT, _LEXICON, _RELATIONS)
@_POLICY
@_OUT
def diff(old: str, new: str, form: str, known_by_old: str, known_by_new: str, policies: tuple[str, ...], out: str,
         **run: str) -> None:
    """Print which claims came, went or changed between two ledgers, and every estimate that moved and why.

    With one ledger, give two dates: what was known then, and later.

    \b
    Example: reconcile diff old.csv figures.csv
             reconcile diff figures.csv --known-by-old 2022-01-07 --known-by-new 2022-01-10
    """
    from reconcile.diff import difference
    from reconcile.views import moved

    before = _reconcile(old, known_by=known_by_old, policies=policies, **run)
    after = _reconcile(new or old, known_by=known_by_new, policies=policies, **run)
    _print(moved(difference(before, after), form), out)


@cli.command()
@click.argument("subject", metavar="QUESTION_OR_CLAIM")
@_FIGURES
@_RUN
@_POLICY
def explain(subject: str, figures: str, policies: tuple[str, ...], **run: str) -> None:
    """Print step by step how a question's range, or a claim's place in it, came about.

    A question is named in full or by enough words of its name; a claim by its claim_id.

    \b
    Example: reconcile explain "detained everyone"
             reconcile explain kz22-001
    """
    from reconcile.explain import explanation

    _print(explanation(_reconcile(figures, policies=policies, **run), subject))


@cli.command()
@click.argument("kind", metavar="KIND")
@_FIGURES
@click.option("--question", required=True, metavar="Q", help="Question, or enough words of its name.")
@click.option("--out", required=True, metavar="FILE", help="File to write: .svg, .pdf or .png.")
@click.option("--width", default=160.0, show_default=True, metavar="MM", type=click.FloatRange(60, 500),
              help="Width in print, in millimetres.")
@_RUN
@_POLICY
def chart(kind: str, figures: str, question: str, out: str, width: float, policies: tuple[str, ...],
          **run: str) -> None:
    """Draw a chart: timeline, ranges, discrepancy, leave-one-out, history or stock-flow.

    The plotted points go into a CSV file beside the picture.

    \b
    Example: reconcile chart timeline --question "detained everyone" --out detained.svg
    """
    from reconcile.report import write_chart

    for path in write_chart(_reconcile(figures, policies=policies, **run), kind, question, Path(out), width):
        _print(f"{path}\n")


@cli.command()
@_FIGURES
@click.option("--documents", default="", metavar="FOLDER", help="Verify each locator in these documents.")
@_RUN
def check(figures: str, documents: str, **run: str) -> int:
    """Look for faults and findings in a ledger. Exit code 0 clean, 1 findings, 2 faults.

    \b
    Example: reconcile check figures.csv --documents documents/
    """
    from reconcile.views import findings

    text, found = findings(_reconcile(figures, **run), documents)
    _print(text)
    return EXIT_FINDINGS if found else EXIT_DONE


@cli.command()
@click.argument("wordings", nargs=-1, metavar="[WORDING]...")
@click.option("--language", default="en", show_default=True, help="BCP 47 language of the words.")
@click.option("--lexicon", default="default", show_default=True, metavar="NAME", help="Profile that reads the words.")
@_formats("table", "json", "jsonl")
def parse(wordings: tuple[str, ...], language: str, lexicon: str, form: str) -> int:
    """Show how the words of a number are read.

    Without arguments, one wording per line of standard input. Exit code 2 when none could be read.

    \b
    Example: reconcile parse "more than 5,000" dozens "two to three hundred"
    """
    from reconcile.views import readings

    text, any_read = readings(wordings or _lines(), language, lexicon, form)
    _print(text)
    return EXIT_DONE if any_read else EXIT_FAULTS


def _lines() -> list[str]:
    from reconcile.ledger.text import read_bytes

    return read_bytes("-").decode("utf-8-sig", errors="backslashreplace").splitlines()
