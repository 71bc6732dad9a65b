"""The forms in which figures leave the tool: one form, one file with an ``EXPORT`` in it, and one line here.

All of them print the same publication (:mod:`reconcile.formats.publication`); no form decides what is
published.

>>> from reconcile.formats import export
>>> export(result, "markdown").decode()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reconcile.errors import UsageError
from reconcile.formats.base import Export

if TYPE_CHECKING:
    from reconcile.pipeline import Reconciliation

__all__ = ["EXPORTS", "Export", "export", "form_named"]

EXPORTS = {
    "xlsx": "an Excel workbook with a sheet for each table",
    "json": "one document with all tables, under a published JSON Schema",
    "csv": "a table, or a folder with all of them",
    "parquet": "a table, or a folder with all of them",
    "markdown": "a table with its footnotes",
    "latex": "a booktabs table with its footnotes, to be taken in by a document",
    "html": "a table with its footnotes in one page",
    "datapackage": "a Frictionless Data Package, a folder or a .zip",
    "hxl": "a CSV table with HXL hashtags",
}
"""Every form by name, with what it is. Nothing of a form is imported before it is used."""


def form_named(name: str) -> Export:
    """Return a form by name.

    Raises
    ------
    UsageError
        If there is none of that name; the message lists them.
    """
    if name not in EXPORTS:
        raise UsageError(f"there is no format {name!r}. Choose from {', '.join(EXPORTS)}")
    form: Export = import_module(f"reconcile.formats.{name}").EXPORT
    return form


def table_of(name: str, form: Export, table: str) -> str:
    """Return the table that one file of a form holds, empty for all of them.

    Raises
    ------
    UsageError
        If the form does not print that table by itself.
    """
    if not table:
        return form.tables[0] if form.tables else ""
    if not form.tables:
        raise UsageError(f"{name} holds all tables in one file. Leave out --table")
    if table not in form.tables:
        raise UsageError(f"{name} has no table {table!r}. Choose from {', '.join(form.tables)}")
    return table


def export(result: Reconciliation, name: str, *, table: str = "") -> bytes:
    """Return the figures of a run as the bytes of one file.

    Parameters
    ----------
    result : Reconciliation
    name : str
        One of ``EXPORTS``.
    table : str
        Table to print, for a form that prints one; the estimates when empty.

    Returns
    -------
    bytes
        The same in every run.

    Raises
    ------
    UsageError
        For an unknown form or table, or without the package that a form needs.
    """
    from reconcile.formats.publication import publication

    form = form_named(name)
    wanted = table_of(name, form, table)
    return form.file(publication(result), wanted)
