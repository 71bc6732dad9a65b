"""The command line: parse the words of a command, call the library, print.

Nothing heavy is imported before a command runs, so that ``reconcile --help`` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import click

from reconcile import __version__
from reconcile.cli.documents import accept, add, collect, review
from reconcile.cli.exporting import export
from reconcile.cli.helping import VARIABLE, completion, help_
from reconcile.cli.looking import check, compare, conflicts, diff, estimate, explain, parse
from reconcile.cli.options import ReaderLeft, emit
from reconcile.cli.pages import Contents
from reconcile.cli.publishing import chart, report
from reconcile.cli.speaking import step_shown
from reconcile.errors import EXIT_DONE, EXIT_FAULTS, EXIT_STOPPED, EXIT_UNREADABLE, EXIT_USAGE, ReconcileError
from reconcile.steps import heard_by
from reconcile.terminal import echo, paint_error


def main(arguments: Sequence[str] | None = None, *, program: str = "reconcile") -> None:
    """Run a command and leave with its exit code; a user's error prints no traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a letter shows its code, not an error.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(_run(arguments, program))


def _run(arguments: Sequence[str] | None, program: str = "reconcile") -> int:
    try:
        # The Tab key is answered in silence.
        with nullcontext() if VARIABLE in os.environ else heard_by(step_shown):
            code = cli.main(args=arguments, prog_name=program, complete_var=VARIABLE, standalone_mode=False)
        emit("")
        return code if isinstance(code, int) else EXIT_DONE
    except ReconcileError as error:
        echo(paint_error(f"{error}" if error.exit_code == EXIT_FAULTS else f"reconcile: {error}"), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_STOPPED
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        _show(error)
        return EXIT_USAGE
    except ReaderLeft:
        # What the reader of the pipe wanted it has; nothing is to be flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except OSError as error:
        echo(paint_error(f"reconcile: cannot write: {error.strerror or error}"), err=True)
        return EXIT_UNREADABLE


def _show(error: click.ClickException) -> None:
    shown = io.StringIO()
    error.show(shown)
    usage, sign, message = shown.getvalue().rpartition("Error: ")
    echo(usage + paint_error(sign + message), err=True, nl=False)


@click.group(cls=Contents, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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

    `reconcile help COMMAND` shows the manual page of a command.
    """


cli.add_pages({
    "Reading the ledger": (estimate, explain, compare, conflicts, diff, check, parse),
    "From documents to claims": (collect, review, accept, add),
    "Publishing": (report, chart, export),
    "Help": (help_, completion),
})
