"""What a form of publication is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconcile.formats.publication import Publication


def _nothing(publication: Publication) -> list[str]:
    return []


@dataclass(frozen=True)
class Export:
    """A form in which a publication leaves the tool.

    Parameters
    ----------
    ending : str
        Usual ending of its files.
    file : callable
        Publication and name of a table in, the bytes of one file out. A form that holds all tables in one file
        is given no name.
    tables : tuple of str
        Tables that it can print one by one, the first by default; none when one file holds them all.
    folder : callable or None
        Publication in, file names and bytes out; None when the form is always one file.
    is_binary : bool
        The bytes are no text, and no terminal should get them.
    is_folder : bool
        It is a folder unless the name of a file with its ending is given.
    lost : callable
        Publication in, what the form cannot hold out, one sentence each.
    """

    ending: str
    file: Callable[[Publication, str], bytes]
    tables: tuple[str, ...] = ()
    folder: Callable[[Publication], Mapping[str, bytes]] | None = None
    is_binary: bool = False
    is_folder: bool = False
    lost: Callable[[Publication], list[str]] = _nothing
