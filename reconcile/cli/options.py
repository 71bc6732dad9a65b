"""What the commands share: options, running the method, printing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reconcile.cli.speaking import detail, progress
from reconcile.terminal import echo, is_coloured
from reconcile.terminal import paint as _paint

if TYPE_CHECKING:
    from reconcile.pipeline import Reconciliation
    from reconcile.tables import Paint

__all__ = ["EVENT", "FIGURES", "KNOWN_BY", "LEXICON", "OUT", "POLICY", "RELATIONS", "RUN", "VOCABULARY", "ReaderLeft",
           "emit", "formats", "options", "paint_for", "progress", "reconciled"]

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
EVENT = click.option("--event", default="", metavar="EVENT", help="Only this event, such as kazakhstan-2022-01.")
KNOWN_BY = click.option("--known-by", default="", metavar="DATE",
                        help="Use only what had been published by this day (YYYY-MM-DD), retractions included.")
LEXICON = click.option("--lexicon", default="", metavar="NAME",
                       help="Profile that reads the words for every policy (default, acled, airwars, gtd, ccc, "
                            "countlove, dca). Without it each policy reads by its publisher's own.")
POLICY = click.option("--policy", "policies", multiple=True, metavar="NAME",
                      help="Policy to run; may be repeated. All of them when absent; the headline policy envelope "
                           "always runs.")
OUT = click.option("--out", default="", metavar="FILE", help="Write here instead of to the terminal.")
RELATIONS = click.option("--relations", default="", metavar="FILE", help="CSV file with further relations.")
RUN = options(VOCABULARY, EVENT, KNOWN_BY, LEXICON, RELATIONS)


def formats(*names: str) -> Callable[[Command], Command]:
    """Return the option for the form of what is printed; the first is the default."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True,
                        help="Form of what is printed.")


def reconciled(figures: str, vocabulary: str, event: str = "", known_by: str = "", lexicon: str = "",
               relations: str = "", policies: Sequence[str] = ()) -> Reconciliation:
    """Read a ledger and run the method on it."""
    from reconcile.ledger import read_ledger
    from reconcile.pipeline import run

    source = read_ledger(figures, vocabulary=vocabulary)
    detail(f"{figures}: {source!r}, sha256 {source.sha256}")
    result = run(source, policies=policies, lexicon=lexicon, known_by=known_by, event=event, relations_file=relations)
    settings = result.settings
    detail(f"settings: policies {', '.join(settings.policies)}; lexicon {lexicon or 'of each policy'}; "
           f"event {event or 'all'}; known by {known_by or 'now'}; relations {relations or 'built in'}; "
           f"vocabulary {vocabulary or 'built in'}")
    detail(f"used: {result!r}")
    return result


def paint_for(out: str) -> Paint | None:
    """Return what colours the cells of a table that is printed, None where no colour is shown."""
    return _paint if not (out and out != "-") and is_coloured(sys.stdout) else None


def emit(text: str, out: str = "") -> None:
    """Print a text, or write it into a file."""
    if out and out != "-":
        from reconcile.publish import write_text

        write_text(Path(out), text)
        detail(f"written: {out}")
        return
    try:
        echo(text, nl=False)
    except BrokenPipeError:
        raise ReaderLeft from None
