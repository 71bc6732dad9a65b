"""The command ``export``: the figures of a run in the forms that others work with."""

from __future__ import annotations

import sys

import click

from reconcile.cli.options import FIGURES, POLICY, RUN, ReaderLeft, emit, reconciled
from reconcile.errors import UsageError
from reconcile.formats import EXPORTS, form_named

_TABLES = ("estimates", "claims", "discrepancies", "conflicts", "sources", "questions", "policies", "findings")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(EXPORTS)))
@FIGURES
@click.option("--out", default="", metavar="FILE",
              help="File or, for csv, parquet and datapackage, folder to write; - for standard output.")
@click.option("--table", type=click.Choice(_TABLES), metavar="NAME",
              help=f"Table to print, for a format that prints one: {', '.join(_TABLES)}.")
@click.option("--schema", "only_schema", is_flag=True, help="Print the JSON Schema of the format json and leave.")
@RUN
@POLICY
def export(form: str, figures: str, out: str, table: str | None, only_schema: bool, policies: tuple[str, ...],
           **run: str) -> None:
    """Write the figures in a form that others work with, with footnotes and how to cite.

    \b
    xlsx         an Excel workbook with a sheet for each table
    json         one document with all tables; its JSON Schema: --schema
    csv          one table; a folder holds all of them
    parquet      one table; a folder holds all of them
    markdown     one table with its footnotes
    latex        one booktabs table with its footnotes
    html         one table with its footnotes, to be pasted into a page
    datapackage  a Frictionless Data Package: a folder, or a .zip
    hxl          the estimates or the claims as CSV with HXL hashtags

    An open or absent number is empty or null, never zero; is_open and the range in words tell which. CSV holds
    every cell as it is: to look at figures in a spreadsheet take xlsx, where no cell can be a formula.

    \b
    Example: reconcile export xlsx figures.csv --out figures.xlsx
             reconcile export csv --table claims --known-by 2022-01-10
             reconcile export datapackage --event kazakhstan-2022-01 --out package/
    """
    if only_schema:
        emit(_schema(form), out)
        return
    if out in ("", "-"):
        _check_terminal(form, out)
        from reconcile.formats import export as made

        result = reconciled(figures, policies=policies, **run)
        _print(made(result, form, table=table or ""))
        return
    from reconcile.formats.writing import written

    result = reconciled(figures, policies=policies, **run)
    paths, remarks = written(result, form, out, table=table or "", figures=figures)
    emit("".join(f"{path}\n" for path in paths))
    for remark in remarks:
        click.echo(remark, err=True)


def _schema(form: str) -> str:
    if form != "json":
        raise UsageError(f"--schema goes with the format json, not with {form}")
    from reconcile.formats.json import schema_text

    return schema_text()


def _check_terminal(form: str, out: str) -> None:
    """Refuse what no terminal can show, before any work is done."""
    kind = form_named(form)
    if kind.is_binary and (not out or sys.stdout.isatty()):
        raise UsageError(f"{form} is no text. Give --out FILE, such as figures{kind.ending}, or --out - into a pipe "
                         "or file")


def _print(data: bytes) -> None:
    """Write to standard output: the bytes themselves, or words that a terminal can show."""
    if sys.stdout.isatty():
        emit(data.decode("utf-8"))
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderLeft from None
