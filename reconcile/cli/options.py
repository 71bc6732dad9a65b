"""What the commands share: options, running the method, printing, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reconcile.pipeline import Reconciliation

Command = TypeVar("Command", bound=Callable[..., Any])


class ReaderLeft(Exception):
    """The reader of a pipe closed it; click would make this an error."""


def options(*shared: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator for several options, in the order of the help."""
    def add(command: Command) -> Command:
        for option in reversed(shared):
            command = option(command)
        return command
    return add


FIGURES = click.argument("figures", default="figures.csv", metavar="[FIGURES]")
VOCABULARY = click.option("--vocabulary", default="", metavar="FILE", help="CSV file with further vocabulary.")
EVENT = click.option("--event", default="", help="Only this event.")
KNOWN_BY = click.option("--known-by", default="", metavar="DATE",
                        help="Use only what had been published by this day, retractions included.")
LEXICON = click.option("--lexicon", default="", metavar="NAME",
                       help="Profile that reads the words for every policy (default, acled, airwars, gtd, ccc, "
                            "countlove, dca). Without it each policy reads by its publisher's own.")
POLICY = click.option("--policy", "policies", multiple=True, metavar="NAME",
                      help="Policy to run; may be repeated. All of them when absent.")
OUT = click.option("--out", default="", metavar="FILE", help="Write here instead of to the terminal.")
RELATIONS = click.option("--relations", default="", metavar="FILE", help="CSV file with further relations.")
RUN = options(VOCABULARY, EVENT, KNOWN_BY, LEXICON, RELATIONS)


def formats(*names: str) -> Callable[[Command], Command]:
    """Return the option for the form of what is printed; the first is the default."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


def reconciled(figures: str, vocabulary: str, event: str = "", known_by: str = "", lexicon: str = "",
               relations: str = "", policies: Sequence[str] = ()) -> Reconciliation:
    """Read a ledger and run the method on it."""
    from reconcile.ledger import read_ledger
    from reconcile.pipeline import run

    source = read_ledger(figures, vocabulary=vocabulary)
    return run(source, policies=policies, lexicon=lexicon, known_by=known_by, event=event, relations_file=relations)


def emit(text: str, out: str = "") -> None:
    """Print a text, or write it into a file."""
    if out and out != "-":
        from reconcile.publish import write_text

        write_text(Path(out), text)
        return
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise ReaderLeft from None


def progress(steps: Sequence[Any], label: str) -> Any:
    """Show a bar while steps are taken; nothing where no person watches."""
    return click.progressbar(steps, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
