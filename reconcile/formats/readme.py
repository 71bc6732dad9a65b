"""What stands beside the tables: how to cite, what to keep in mind, what each column holds."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.formats.columns import KIND_WORDS
from reconcile.formats.publication import Publication
from reconcile.schema import KINDS, STATES
from reconcile.sentences import joined


def settings_lines(publication: Publication) -> list[tuple[str, str]]:
    """Return what the figures were made from and how, as names and values."""
    settings = publication.settings
    lines = [("Ledger", publication.ledger_name), ("Ledger sha256", publication.ledger_sha256),
             ("Made with", f"reconcile {publication.version}"),
             ("Claims", f"{len(publication.tables['claims'].rows)}"),
             ("Event", settings["event"] or "all"),
             ("Published by", settings["known_by"] or "all that is in the ledger"),
             ("Words read by", settings["lexicon"] or "each policy's own profile"),
             ("Policies", joined(settings["policies"])), ("Headline", settings["headline"])]
    return [*lines, ("Further relations", settings["relations"])] if settings["relations"] else lines


def column_lines(publication: Publication) -> Iterator[tuple[str, str, str, str]]:
    """Return table, column, kind and meaning of every column."""
    for table in publication.tables.values():
        for column in table.columns:
            yield table.name, column.name, KIND_WORDS[column.kind], column.meaning


def code_lines() -> Iterator[tuple[str, str, str]]:
    """Return the codes of claims and discrepancies with their meaning."""
    for name, codes in (("state of a claim", STATES), ("kind of a discrepancy", KINDS)):
        for code, meaning in codes.items():
            yield name, code, meaning


def readme_text(publication: Publication) -> str:
    """Return the whole as plain text."""
    parts = [publication.title, "", "How to cite", publication.how_to_cite, ""]
    parts += [f"{name}: {value}" for name, value in settings_lines(publication)]
    parts += ["", "Keep in mind", *publication.caveats, "", "Method", *publication.method]
    for table in publication.tables.values():
        parts += ["", f"{table.name}: one row is {table.declared.row}"]
        parts += [f"  {column.name} ({KIND_WORDS[column.kind]}): {column.meaning}" for column in table.columns]
    parts += ["", "Codes", *(f"  {name}, {code}: {meaning}" for name, code, meaning in code_lines())]
    return "\n".join(parts) + "\n"
