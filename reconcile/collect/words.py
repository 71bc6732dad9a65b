"""The words of a language for reading documents: the rows of its data file whose role has a dot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reconcile.documents.wordlists import rows_of


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
    table: dict[str, list[tuple[str, str]]] = {}
    for role, phrase, value in rows_of(code):
        table.setdefault(role, []).append((phrase, value))
    return Words(code, table)
