"""The command line: parse the words of a command, call the library, print.

Nothing heavy is imported before a command runs, so that ``reconcile --help`` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from reconcile import __version__
from reconcile.cli.documents import accept, add, collect, review
from reconcile.cli.exporting import export
from reconcile.cli.looking import check, compare, conflicts, diff, estimate, explain, parse
from reconcile.cli.options import ReaderLeft, emit
from reconcile.cli.publishing import chart, report
from reconcile.errors import EXIT_DONE, EXIT_FAULTS, EXIT_UNREADABLE, EXIT_USAGE, ReconcileError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; a user's error prints no traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a letter shows its code, not an error.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(args=arguments, prog_name="reconcile", standalone_mode=False)
        emit("")
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
    except ReaderLeft:
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


for _command in (report, export, estimate, compare, conflicts, diff, explain, chart, check, parse, collect, review,
                 accept, add):
    cli.add_command(_command)
