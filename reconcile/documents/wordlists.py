"""Word lists of the languages that documents need, read from ``data/language_<code>.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from reconcile.wording import LANGUAGES

_DATA = files("reconcile").joinpath("data")


@lru_cache(maxsize=None)
def phrases_of(role: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the phrases of a role, by language.

    Parameters
    ----------
    role : str
        A role with a dot, such as ``language.stop``.

    Returns
    -------
    dict of str to tuple of (str, str)
        Code of the language, then phrase and value.
    """
    return {code: tuple((phrase, value) for name, phrase, value in rows_of(code) if name == role) for code in LANGUAGES}


@lru_cache(maxsize=None)
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a data file."""
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=None)
def rows_of(code: str) -> tuple[tuple[str, str, str], ...]:
    """Return role, phrase and value of each phrase of a language whose role has a dot, in the order of the file."""
    return tuple((row["role"], phrase, row["value"]) for row in table(f"language_{code}.csv") if "." in row["role"]
                 for phrase in row["phrases"].split("|"))
