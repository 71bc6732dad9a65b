"""Word lists of the languages that documents need, read from ``data/language_<code>.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

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
    return {code: tuple((phrase, value) for name, phrases, value in rows if name == role
                        for phrase in phrases.split("|"))
            for code, rows in _all_rows().items()}


@lru_cache(maxsize=None)
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a data file."""
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _all_rows() -> dict[str, tuple[tuple[str, str, str], ...]]:
    names = sorted(entry.name for entry in _DATA.iterdir() if entry.name.startswith("language_"))
    return {name.removeprefix("language_").removesuffix(".csv"):
            tuple((row["role"], row["phrases"], row["value"]) for row in table(name) if "." in row["role"])
            for name in names}
