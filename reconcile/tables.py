"""From frames to text: CSV, JSON, Markdown, plain tables for a terminal, HTML for a notebook.

Counts are written as whole numbers; an open or absent bound is an empty cell in CSV and null in JSON.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reconcile import display
from reconcile.sentences import count, headline

if TYPE_CHECKING:
    import pandas as pd

Json = str | int | float | bool | None | list[str]

Paint = Callable[[str, str], str]
"""Takes the name of a column, empty for the header, and a cell padded to its width; gives the cell with its style."""


def cell(value: object) -> Json:
    """Return a value of a frame as JSON would hold it.

    Parameters
    ----------
    value : object
        Text, count, flag, Timestamp or tuple of texts.

    Returns
    -------
    str, int, float, bool, list or None
        Whole numbers without a fraction; None for an open or absent number and an unknown day.
    """
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        text = str(value.isoformat())[:10]
        return None if text == "NaT" else text
    number: Any = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        if not math.isfinite(number):
            return None
        return int(number) if number.is_integer() else number
    return number if isinstance(number, (bool, int)) else str(number)


def records(frame: pd.DataFrame) -> list[dict[str, Json]]:
    """Return the rows of a frame as plain mappings, keys in the order of the columns."""
    return [{str(name): cell(value) for name, value in zip(frame.columns, row, strict=True)}
            for row in frame.itertuples(index=False, name=None)]


def to_json(rows: Sequence[object]) -> str:
    """Return one JSON array of objects, one object a line, ready to print."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def to_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV (RFC 4180, line ends LF), ids separated by a space."""
    return rows_to_csv([str(name) for name in frame.columns],
                       (row.values() for row in records(frame)))


def rows_to_csv(header: Sequence[str], rows: Iterable[Iterable[Json]]) -> str:
    """Return rows as CSV; None is an empty cell."""
    text = _Lines()
    # The writer quotes what its own line end contains, so it must know both signs.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([" ".join(value) if isinstance(value, list) else "" if value is None else value
                      for value in row] for row in rows)
    return "".join(text.lines)


class _Lines:
    """Keeps each row that a CSV writer writes, ended by a line feed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, row: str) -> None:
        """Take a row from the csv writer, with a plain line end."""
        self.lines.append(row.removesuffix("\r\n") + "\n")


def to_text(header: Sequence[str], rows: Sequence[Sequence[object]], paint: Paint | None = None) -> str:
    """Return a table for a terminal: columns aligned, numbers to the right, cells on one line.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of sequences
        Cells in the order of the header.
    paint : callable, optional
        Styles the cells; none leaves plain text.

    Returns
    -------
    str
    """
    table = [[" ".join(str(value).split()) for value in row] for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    numeric = [all(_is_number(value) for value in column) for column in zip(*table[1:], strict=True)] or \
        [False] * len(header)
    padded = [[_pad(value, width, right) for value, width, right in zip(row, widths, numeric, strict=True)]
              for row in table]
    lines = ["  ".join(_painted(row, names, paint)) for row, names in
             zip(padded, ([""] * len(header), *[header] * len(rows)), strict=True)]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _painted(row: Sequence[str], names: Sequence[str], paint: Paint | None) -> list[str]:
    # No line ends in spaces; a style must not hide them.
    last = next((place for place in range(len(row), 0, -1) if row[place - 1].strip()), 0)
    shown = [*row[:last - 1], row[last - 1].rstrip()] if last else []
    return [paint(name, cell) for name, cell in zip(names, shown, strict=False)] if paint else shown


def _is_number(value: str) -> bool:
    return not value.strip("0123456789,.×+–- ")


def _width(value: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else not unicodedata.combining(sign)
               for sign in value)


def _pad(value: str, width: int, right: bool) -> str:
    space = " " * (width - _width(value))
    return space + value if right else value + space


def to_markdown(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table; nothing in a cell can become markup."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(_plain(value) for value in line)} |\n" for line in lines)


_WEB = re.compile(r"://|\bwww\.", re.IGNORECASE)
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()#+!|~<>&$"} | {"@": "&#64;"})


def _plain(value: object) -> str:
    text = " ".join(str(value).split())
    return text if text == "---" else markdown_text(text)


def markdown_text(value: object) -> str:
    """Escape a text so that Markdown prints it as it is."""
    text = " ".join(str(value).split()).translate(_MARKS)
    # A bare address would become a link by itself.
    return _WEB.sub(lambda match: match[0].replace(":", "&#58;").replace(".", "&#46;"), text)


def overview_html(questions: pd.DataFrame, estimates: pd.DataFrame, claims: pd.DataFrame, caption: str = "") -> str:
    """Return the questions for a notebook, one a row: headline range, best figure, status, number of claims."""
    rows = []
    for question, estimate, leads in headlines(questions, estimates, claims):
        best = "" if math.isnan(estimate["best"]) else count(estimate["best"])
        rows.append([question["slug"], headline(question, estimate, leads), best, question["status"],
                     question["n_claims"]])
    return display.table(["Question", "Range", "Best", "Status", "Claims"], rows, caption)


def headlines(questions: pd.DataFrame, estimates: pd.DataFrame, claims: pd.DataFrame) \
        -> list[tuple[dict[Any, Any], dict[Any, Any], pd.DataFrame]]:
    """Return each question with its headline estimate and the claims that count in it.

    Parameters
    ----------
    questions, estimates, claims : DataFrame
        Columns of the tables of those names.

    Returns
    -------
    list of (question, estimate, claims)
        In the order of ``questions``; the estimate is that of the first policy.
    """
    first = estimates.groupby("question", sort=False).head(1)
    by_question = {str(row["question"]): row for row in first.to_dict("records")}
    current = claims[claims["state"] == "current"]
    groups = {str(name): group for name, group in current.groupby("question")}
    return [(row, by_question[str(row["question"])], groups.get(str(row["question"]), current.iloc[:0]))
            for row in questions.to_dict("records")]
