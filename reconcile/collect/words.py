"""The words of a language for reading documents: the rows of its data file whose role has a dot."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """Rows by role, each a list of phrase and value in the order of the file."""

    code: str
    table: Mapping[str, list[tuple[str, str]]]

    @property
    def roles(self) -> list[str]:
        """Roles in the order of the file."""
        return list(self.table)

    def rows(self, role: str) -> list[tuple[str, str]]:
        """Return the phrases of a role with their values; none for a role that the language lacks."""
        return self.table.get(role, [])


@lru_cache(maxsize=None)
def load_words(code: str) -> Words:
    """Read the rows of a language.

    Parameters
    ----------
    code : str
        One of :data:`reconcile.wording.LANGUAGES`.
    """
    text = files("reconcile").joinpath("data", f"language_{code}.csv").read_text(encoding="utf-8")
    table: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        if "." in row["role"]:
            table.setdefault(row["role"], []).extend((phrase, row["value"]) for phrase in row["phrases"].split("|"))
    return Words(code, table)
