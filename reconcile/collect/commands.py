"""The command ``collect``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reconcile.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from reconcile.collect.finder import Finds
    from reconcile.documents import Document

_LONGEST = 60


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--event", default="", metavar="E", help="Event the documents are about, such as kazakhstan-2022-01.")
@click.option("--source", default="", metavar="S", help="Publisher, where the document does not name it.")
@click.option("--published", default="", metavar="D",
              help="Publication date, where the document does not give it; relative dates are counted from it.")
@click.option("--language", default="", metavar="L", help="BCP 47 language; else told paragraph by paragraph.")
@click.option("--url", default="", metavar="URL", help="Where the document was found.")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
@click.option("--out", default="", metavar="FILE", help="Write here instead of to the terminal.")
@click.option("--explain", "explains", is_flag=True, help="Also show, on standard error, each number not taken and why.")
def collect(documents: tuple[str, ...], event: str, source: str, published: str, language: str, url: str, form: str,
            out: str, explains: bool) -> None:
    """Propose claims from documents: text, HTML, PDF, DOCX or e-mail, files or folders, - for standard input.

    Every count of people is proposed with its words, its place in the text, what it counts, who said it, the day it
    speaks of, a status and a confidence with its reasons. Nothing enters the ledger: `reconcile review` shows
    the candidates one by one, `reconcile accept` takes those that a person accepted.

    \b
    Example: reconcile collect pages/ --event kazakhstan-2022-01 --out candidates.csv
    """
    from reconcile.candidates import as_text, write_candidates
    from reconcile.collect.finder import find
    from reconcile.collect.table import candidates_table
    from reconcile.dates import parse_date
    from reconcile.documents import read_documents
    from reconcile.wording import LANGUAGES

    if language and language not in LANGUAGES:
        raise UsageError(f"unknown language {language!r}; choose one of: {', '.join(LANGUAGES)}")
    if published:
        parse_date(published)

    def finds() -> Iterator[tuple[Document, Finds]]:
        for document in _shown(read_documents(documents, passed_over=_complain)):
            _say_notes(document)
            document = replace(document, url=url or document.url)
            yield document, find(document, language=language, published=published, event=event)

    found = list(finds())
    if not found:
        raise UnreadableError("none of the documents could be read. Give text, HTML, PDF, DOCX or e-mail files")
    if explains:
        for document, one in found:
            _explain(document, one)
    table = candidates_table([(document, one.candidates) for document, one in found], source=source,
                             published=published)
    if out:
        write_candidates(out, table)
        click.echo(f"{len(table)} candidates from {len(found)} documents: {out}. Next: reconcile review {out}", err=True)
    else:
        click.echo(as_text(table, form), nl=False)


def _shown(documents: Iterable[Document]) -> Iterable[Document]:
    """Show progress on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        return documents
    return _counted(documents)


def _counted(documents: Iterable[Document]) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        click.echo(f"\r{number}: {document.name[:_LONGEST]:<{_LONGEST}}", nl=False, err=True)
        yield document
    click.echo("\r" + " " * (_LONGEST + 10) + "\r", nl=False, err=True)


def _complain(sentence: str) -> None:
    click.echo(sentence, err=True)


def _say_notes(document: Document) -> None:
    for note in document.notes:
        click.echo(f"{document.name}: {note}", err=True)


def _explain(document: Document, found: Finds) -> None:
    """Show each number that is no claim with its reason."""
    for refused in found.refused:
        words = " ".join(refused.words.split())
        click.echo(f"{document.name}:{refused.start}-{refused.end}: {words!r} is not taken: {refused.reason}", err=True)
