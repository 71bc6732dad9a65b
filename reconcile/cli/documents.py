"""The commands between documents and the ledger: ``collect``, ``review``, ``accept`` and ``add``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.options import FIGURES, VOCABULARY, emit, formats
from reconcile.cli.speaking import complain, progress, remark
from reconcile.errors import DateError, UnreadableError, UsageError
from reconcile.schema import LEDGER, Column

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.collect import Finds
    from reconcile.documents import Document

_CANDIDATES = click.argument("candidates", metavar="CANDIDATES")
_EVENT = click.option("--event", default="", metavar="E", help="Event of the candidates that name none.")

_Command = Callable[..., Any]


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--event", default="", metavar="E", help="Event the documents are about, such as kazakhstan-2022-01.")
@click.option("--source", default="", metavar="S", help="Publisher; else what each document says of itself.")
@click.option("--published", default="", metavar="D",
              help="Publication date, from which relative dates are counted; else what each document says.")
@click.option("--language", default="", metavar="L", help="BCP 47 language; else told paragraph by paragraph.")
@click.option("--url", default="", metavar="URL", help="Where the document was found; else what it says.")
@formats("csv", "jsonl")
@click.option("--out", default="", metavar="FILE",
              help="Write here instead of to the terminal; a name in .jsonl gets lines of JSON.")
@click.option("--explain", "explains", is_flag=True,
              help="Also show, on standard error, each number not taken and why.")
def collect(documents: tuple[str, ...], event: str, source: str, published: str, language: str, url: str, form: str,
            out: str, explains: bool) -> None:
    """Propose claims from documents: text, HTML, PDF, DOCX or e-mail, files or folders, - for standard input.

    Every count of people is proposed with its words, its place in the text, what it counts, who said it, the day it
    speaks of, a status and a confidence with its reasons. Nothing enters the ledger: `reconcile review` shows
    the candidates one by one, `reconcile accept` takes those that a person accepted.

    \b
    Example: reconcile collect documents/ --event kazakhstan-2022-01 --out candidates.csv
             # what is not taken, and why
             reconcile collect documents/ --published 2022-01-10 --explain --format jsonl
    """
    from reconcile.candidates import as_text
    from reconcile.collect import candidates_table
    from reconcile.wording import language_of

    language = language and language_of(language)
    _check_day(published)
    if form == "jsonl" and out and not out.endswith(".jsonl"):
        raise UsageError(f"--format jsonl does not go with --out {out}. Give a name that ends in .jsonl")
    found = [(replace(document, url=url or document.url), finds)
             for document, finds in _found(documents, language, published, event, explains)]
    if not found:
        raise UnreadableError("none of the documents could be read. Give text, HTML, PDF, DOCX or e-mail files")
    if explains:
        for document, finds in found:
            _explain(document, finds)
    table = candidates_table([(document, finds.candidates) for document, finds in found], source=source,
                             published=published)
    if out:
        _save(out, table, len(found))
    else:
        emit(as_text(table, form))


def _check_day(published: str) -> None:
    """Say at once that a publication date is none."""
    from reconcile.dates import parse_date

    try:
        if published:
            parse_date(published)
    except DateError as error:
        raise UsageError(f"--published: {error}") from None


def _found(paths: Sequence[str], language: str, published: str, event: str,
           explains: bool) -> Iterator[tuple[Document, Finds]]:
    """Read the documents one after the other; what cannot be read is said and passed over."""
    from reconcile.collect import find
    from reconcile.documents import read_documents

    with progress(read_documents(paths, passed_over=complain), "document", lambda each: each.name) as documents:
        for document in documents:
            for note in document.notes:
                complain(f"{document.name}: {note}")
            yield document, find(document, language=language, published=published, event=event, explains=explains)


def _save(out: str, table: pd.DataFrame, n_documents: int) -> None:
    """Write candidates, after those of an older file; what was offered before is not offered again."""
    from pathlib import Path

    import pandas as pd

    from reconcile.candidates import conformed, read_candidates, write_candidates

    if Path(out).is_dir():
        raise UnreadableError(f"{out} is a folder. Name a file in it, such as {out.rstrip('/')}/candidates.csv")
    older = read_candidates(out) if Path(out).exists() and Path(out).stat().st_size else None
    if older is not None:
        table = table[~table["claim_id"].isin(older["claim_id"])]
    new = len(table)
    if older is not None:
        table = pd.concat([older, conformed(table)], ignore_index=True).fillna("")
    write_candidates(out, table)
    kept = f" after {len(older)} that were there" if older is not None else ""
    found = f"{_counted_as(new, 'candidate')} from {_counted_as(n_documents, 'document')}"
    remark(f"{found}: {out}{kept}. Next: reconcile review {out}")


def _explain(document: Document, found: Finds) -> None:
    """Show each number that is no claim with its reason."""
    for refused in found.refused:
        words = " ".join(refused.words.split())
        complain(f"{document.name}:{refused.start}-{refused.end}: {words!r} is not taken: {refused.reason}")


@click.command()
@_CANDIDATES
@FIGURES
@click.option("--documents", default="", metavar="DIR",
              help="Folder of the documents; else that of the candidates and the current one.")
@_EVENT
@click.option("--reviewer", default="", metavar="NAME", help="Written beside each decision.")
@VOCABULARY
def review(candidates: str, figures: str, documents: str, event: str, reviewer: str, vocabulary: str) -> None:
    """Decide about each candidate: accept, edit, reject or skip.

    One candidate at a time, with its words in their place. Every key is saved at once; a review that was
    left goes on where it stopped. Nothing enters the ledger before `reconcile accept`. Keys may also come
    from standard input, one a line.

    \b
    Example: reconcile review candidates.csv
             reconcile review candidates.csv figures.csv --documents documents/ --reviewer "A. Reader"
    """
    from reconcile.review.reviewing import Files, review_file
    from reconcile.review.screen import farewell

    session = review_file(Files(candidates, figures, documents, event, reviewer, vocabulary))
    emit(f"{farewell(session)}\n")


@click.command()
@_CANDIDATES
@FIGURES
@_EVENT
@VOCABULARY
def accept(candidates: str, figures: str, event: str, vocabulary: str) -> None:
    """Put the candidates that a person accepted into the ledger, all or none.

    Takes the rows with the decision accept or edit; what the ledger has already is passed over. With a
    fault in any of them nothing is written.

    \b
    Example: reconcile accept candidates.csv
             reconcile accept candidates.csv figures.csv --event kazakhstan-2022-01
    """
    from reconcile.review.accepting import accept as put
    from reconcile.candidates import file_name, read_candidates

    done = put(read_candidates(candidates), figures, name=file_name(candidates), event=event, vocabulary=vocabulary)
    parts = [f"{_counted_as(len(done.added), 'claim')} added to {file_name(figures)}", f"{done.rejected} rejected",
             f"{done.undecided} not decided"]
    emit(", ".join(parts + ([f"{len(done.present)} already there"] if done.present else [])) + "\n")


def _column_options(command: _Command) -> _Command:
    for column in reversed(LEDGER.columns):
        command = click.option(f"--{column.name.replace('_', '-')}", column.name, default="", metavar="TEXT",
                               help=f"{column.meaning[0].upper()}{column.meaning[1:]}.")(command)
    return command


@click.command()
@FIGURES
@_column_options
@VOCABULARY
def add(figures: str, vocabulary: str, **claim: str) -> None:
    """Add one claim by hand.

    A claim_id is made when none is given. A claim withdrawn by its source is a new claim that --retracts it.

    \b
    Example: reconcile add figures.csv --event kazakhstan-2022-01 --measure killed --stated "at least 12"
                 --source "Daily Post" --published 2022-01-08
             # a source withdraws its figure; the withdrawn claim stays in the ledger
             reconcile add figures.csv --retracts kz22-004 --source "Daily Post" --published 2022-01-12
    """
    from reconcile.review.adding import add as put
    from reconcile.candidates import file_name

    if sys.stdin and sys.stdin.isatty():
        claim |= {column.name: click.prompt(column.meaning.capitalize()) for column in _missing(claim)}
    done = put(figures, claim, vocabulary=vocabulary)
    emit(f"1 claim added to {file_name(figures)}: {done.claim_id}\n")
    for other, why in done.near:
        emit(f"It looks like {other}: {why}\n")


def _missing(claim: dict[str, str]) -> list[Column]:
    """Return the columns that a claim cannot do without and does not have."""
    needed = {"source", "published"}
    if not claim["retracts"]:
        needed |= {"event", "measure"}
        needed |= set() if claim["low"] or claim["high"] else {"stated"}
    return [column for column in LEDGER.columns if column.name in needed and not claim[column.name]]


def _counted_as(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
