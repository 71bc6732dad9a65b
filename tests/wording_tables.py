"""The tables ``tests/spec/wordings_<code>.csv``, for the manuals of the languages."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

_SPEC = Path(__file__).with_name("spec")


def table(code: str) -> list[dict[str, str]]:
    """Return the rows of a language: wording, low, high, hedge, measure."""
    path = _SPEC / f"wordings_{code}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def rows_of(codes: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the rows of some languages, the code of each before its cells."""
    return [(code, *row.values()) for code in codes for row in table(code)]


def lines(text: str) -> list[tuple[str, ...]]:
    """Return the cells of a table that a test holds in a text."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines() if line.strip()]
