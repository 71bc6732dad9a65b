"""The commands ``review``, ``accept`` and ``add``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from reconcile.schema import LEDGER, Column

_FIGURES = click.argument("figures", default="figures.csv", metavar="[FIGURES]")
_CANDIDATES = click.argument("candidates", metavar="CANDIDATES")
_VOCABULARY = click.option("--vocabulary", default="", metavar="FILE", help="CSV file with further vocabulary.")
_EVENT = click.option("--event", default="", metavar="E", help="Event of the candidates that name none.")

_Command = Callable[..., Any]


@click.command()
@_CANDIDATES
@_FIGURES
@click.option("--documents", default="", metavar="DIR",
              help="Folder of the documents; else that of the candidates and the current one.")
@_EVENT
@click.option("--reviewer", default="", metavar="NAME", help="Written beside each decision.")
@_VOCABULARY
def review(candidates: str, figures: str, documents: str, event: str, reviewer: str, vocabulary: str) -> None:
    """Decide about each candidate: accept, edit, reject or skip.

    One candidate at a time, with its words in their place. Every key is saved at once; a review that was
    left goes on where it stopped. Nothing enters the ledger before `reconcile accept`. Keys may also come
    from standard input, one a line.

    \b
    Example: reconcile review candidates.csv figures.csv --documents documents/ --reviewer "A. Reader"
    """
    from reconcile.review.reviewing import Files, review_file
    from reconcile.review.screen import farewell

    session = review_file(Files(candidates, figures, documents, event, reviewer, vocabulary))
    click.echo(farewell(session))


@click.command()
@_CANDIDATES
@_FIGURES
@_EVENT
@_VOCABULARY
def accept(candidates: str, figures: str, event: str, vocabulary: str) -> None:
    """Put the candidates that a person accepted into the ledger, all or none.

    Takes the rows with the decision accept or edit; what the ledger has already is passed over. With a
    fault in any of them nothing is written.

    \b
    Example: reconcile accept candidates.csv figures.csv
    """
    from reconcile.review.accepting import accept as put
    from reconcile.review.candidates import file_name, read_candidates

    done = put(read_candidates(candidates), figures, name=file_name(candidates), event=event, vocabulary=vocabulary)
    parts = [f"{_claims(len(done.added))} added to {file_name(figures)}", f"{done.rejected} rejected",
             f"{done.undecided} not decided"]
    click.echo(", ".join(parts + ([f"{len(done.present)} already there"] if done.present else [])))


def _column_options(command: _Command) -> _Command:
    for column in reversed(LEDGER.columns):
        command = click.option(f"--{column.name.replace('_', '-')}", column.name, default="", metavar="TEXT",
                               help=f"{column.meaning[0].upper()}{column.meaning[1:]}.")(command)
    return command


@click.command()
@_FIGURES
@_column_options
@_VOCABULARY
def add(figures: str, vocabulary: str, **claim: str) -> None:
    """Add one claim by hand.

    A claim_id is made when none is given. A claim withdrawn by its source is a new claim that --retracts it.

    \b
    Example: reconcile add figures.csv --event kazakhstan-2022-01 --measure killed --stated "at least 12"
                 --source "Daily Post" --published 2022-01-08
             reconcile add figures.csv --retracts kz22-004 --source "Daily Post" --published 2022-01-12
    """
    from reconcile.review.adding import add as put
    from reconcile.review.candidates import file_name

    if sys.stdin and sys.stdin.isatty():
        claim |= {column.name: click.prompt(column.meaning.capitalize()) for column in _missing(claim)}
    done = put(figures, claim, vocabulary=vocabulary)
    click.echo(f"1 claim added to {file_name(figures)}: {done.claim_id}")
    for other, why in done.near:
        click.echo(f"It looks like {other}: {why}")


def _missing(claim: dict[str, str]) -> list[Column]:
    """Return the columns that a claim cannot do without and does not have."""
    needed = {"source", "published"}
    if not claim["retracts"]:
        needed |= {"event", "measure"}
        needed |= set() if claim["low"] or claim["high"] else {"stated"}
    return [column for column in LEDGER.columns if column.name in needed and not claim[column.name]]


def _claims(number: int) -> str:
    return f"{number} claim{'' if number == 1 else 's'}"
