"""Put an export where it was asked for: a file, a folder, or the bytes for standard output."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.errors import UnreadableError, UsageError
from reconcile.formats import form_named, table_of
from reconcile.formats.base import Export
from reconcile.formats.publication import publication
from reconcile.publish import write_bytes
from reconcile.sentences import full_stop

if TYPE_CHECKING:
    from reconcile.formats.publication import Publication
    from reconcile.pipeline import Reconciliation


def written(result: Reconciliation, name: str, out: str, *, table: str = "", figures: str = "") \
        -> tuple[list[str], list[str]]:
    """Write an export.

    Parameters
    ----------
    result : Reconciliation
    name : str
        One of :data:`reconcile.formats.EXPORTS`.
    out : str
        File; or folder, for a form that can be one. A name that ends in a slash is a folder.
    table : str
        Table to print, for a form that prints one; the first when empty.
    figures : str
        Path of the ledger, which is never written over.

    Returns
    -------
    paths : list of str
        Files written.
    remarks : list of str
        What the form could not hold, one sentence each; then how to cite.

    Raises
    ------
    UsageError
        For an unknown form or table, or the ledger as ``out``.
    UnreadableError
        If a file cannot be written, or a folder was named for a form that is a file.
    """
    form = form_named(name)
    chosen = table_of(name, form, table)
    made = publication(result)
    files = _files(form, made, name, out, chosen, asked_for_a_table=bool(table))
    for path in files:
        _not_the_ledger(path, figures)
    for path, data in files.items():
        write_bytes(path, data)
    return [str(path) for path in files], [*map(full_stop, form.lost(made)), f"How to cite: {made.how_to_cite}"]


def _files(form: Export, made: Publication, name: str, where: str, table: str, *, asked_for_a_table: bool) \
        -> Mapping[Path, bytes]:
    """Return the files of an export with their bytes."""
    out = Path(where)
    if not _is_folder(form, out, where.endswith(("/", os.sep))):
        return {out: form.file(made, table)}
    if form.folder is None:
        raise UnreadableError(f"{out} is a folder. Name a file in it, such as {out / f'figures{form.ending}'}")
    if asked_for_a_table:
        return {out / f"{table}{form.ending}": form.file(made, table)}
    if out.exists() and not out.is_dir():
        raise UnreadableError(f"cannot write {out}: {name} makes a folder and a file of that name is there. "
                              f"Name another, or a file that ends in {form.ending}")
    return {out / path: data for path, data in form.folder(made).items()}


def _is_folder(form: Export, out: Path, is_said: bool) -> bool:
    if is_said or out.is_dir():
        return True
    if form.is_folder:
        return out.suffix.lower() != form.ending
    # A name without an ending is a folder where the form can be one.
    return form.folder is not None and not out.suffix and not out.exists()


def _not_the_ledger(path: Path, figures: str) -> None:
    if figures and figures != "-" and path.exists() and os.path.samefile(path, figures):
        raise UsageError(f"{path} is the ledger itself; nothing was written. Choose another --out")
