"""What a terminal is shown in colour, and the one place that decides whether it is.

Colour repeats what the words say and never says anything alone.
"""

from __future__ import annotations

import os
import re
import sys
from typing import IO

import click

STYLES: dict[str, str] = {
    # kinds of discrepancy and states of a claim
    "contradicts": "red", "revision": "yellow", "retracted": "magenta", "retraction": "magenta", "overlaps": "yellow",
    "update": "cyan", "agrees": "green", "refines": "green", "echo": "blue", "not comparable": "blue",
    # statuses of a question
    "disputed": "red", "agreed": "green", "compatible": "green",
    # outcomes of a check
    "fail": "red", "cannot tell": "yellow", "pass": "green",
}
"""Words that are coloured where they fill a cell of a table."""

_PAINTED = ("kind", "status", "outcome", "state")
_HEADING = re.compile(r"^(?:\d+\. .*)$|\A[^\n]+", re.MULTILINE)
_OUTCOME = re.compile(r"(?<=\()(fail|cannot tell)(?=\), )")


def is_coloured(stream: IO[str] | None) -> bool:
    """Say whether what is written to a stream may carry colours.

    Parameters
    ----------
    stream : text stream or None

    Returns
    -------
    bool
        False when NO_COLOR is set to anything (https://no-color.org), else True when FORCE_COLOR is, else
        whether the stream is a terminal that is not ``dumb``.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_watched(stream) and os.environ.get("TERM") != "dumb"


def is_watched(stream: IO[str] | None) -> bool:
    """Say whether a person sees what is written to a stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text; its styles are taken off where the stream is not coloured."""
    click.echo(text, err=err, nl=nl, color=is_coloured(sys.stderr if err else sys.stdout))


def paint(column: str, cell: str) -> str:
    """Colour the cell of a table by its word.

    Parameters
    ----------
    column : str
        Name of the column; empty for the header itself.
    cell : str
        Padded to the width of its column.

    Returns
    -------
    str
        Printed by :func:`echo`, or stripped of its styles.
    """
    if not column:
        return click.style(cell, bold=True)
    colour = STYLES.get(cell.strip()) if column in _PAINTED else None
    return click.style(cell, fg=colour) if colour else cell


def paint_headings(text: str) -> str:
    """Print the first line and the numbered headings of an explanation in bold."""
    return _HEADING.sub(lambda match: click.style(match[0], bold=True), text)


def paint_outcomes(text: str) -> str:
    """Colour the outcomes in the lines of a check."""
    return _OUTCOME.sub(lambda match: click.style(match[0], fg=STYLES[match[0]]), text)


def paint_error(message: str) -> str:
    """Print in colour the part of an error message that says where: before the first colon of each line."""
    return re.sub(r"^(?! )[^:\n]{1,120}:(?= )", lambda match: click.style(match[0], fg="red", bold=True), message,
                  flags=re.MULTILINE)
