"""Every error a user can meet, with its sentence and its exit code.

A user's error is a :class:`ReconcileError`: the command line prints it without a traceback and
leaves with ``exit_code``. Anything else is a defect of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_FAULTS = 2
EXIT_UNREADABLE = 3
EXIT_USAGE = 64
EXIT_STOPPED = 130

_LONGEST_VALUE = 80


class ReconcileError(Exception):
    """Base of all errors that are shown to the user as they are."""

    exit_code = EXIT_FAULTS

    def _render_traceback_(self) -> list[str]:
        # What a notebook prints: the sentence, and not the way to it through the program.
        return [f"{type(self).__name__}: {self}"]


class UnreadableError(ReconcileError):
    """A file cannot be read or written: missing, a folder, no permission, a full disk."""

    exit_code = EXIT_UNREADABLE


class UsageError(ReconcileError):
    """A command or function was asked for something that does not exist."""

    exit_code = EXIT_USAGE


class WordingError(ReconcileError):
    """A phrase states no readable number.

    Parameters
    ----------
    wording : str
        The phrase as it was given.
    problem : str
        What is wrong with it, in one clause.
    hint : str
        What to write instead.
    """

    def __init__(self, wording: str, problem: str, hint: str) -> None:
        super().__init__(f"cannot read {shorten(wording)!r} as a count: {problem}. {hint}")
        self.wording = wording
        self.problem = problem
        self.hint = hint


class DateError(ReconcileError):
    """A date is not one of the forms the ledger knows.

    Parameters
    ----------
    problem, hint : str
        What is wrong, and what to write instead.
    """

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(f"{problem}. {hint}")
        self.problem = problem
        self.hint = hint


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in an input file.

    Parameters
    ----------
    file : str
        Name of the file as the user gave it.
    row : int
        Row as a spreadsheet counts it (the header is row 1); 0 when the whole file is meant.
    column : str
        Column name, empty when the whole row is meant.
    value : str
        What stands there.
    problem, hint : str
        What is wrong, and what to write instead.
    """

    file: str
    row: int
    column: str
    value: str
    problem: str
    hint: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        shown = f" ({shorten(self.value)!r})" if self.value else ""
        return f"{', '.join(place)}: {self.problem}{shown}. {self.hint}".rstrip()


class LedgerFaults(ReconcileError):
    """All faults of a ledger at once.

    Parameters
    ----------
    faults : sequence of Fault
        At least one; shown in the order of file, row and column.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        head = f"{count} fault{'s' if count != 1 else ''} found; nothing was written."
        super().__init__("\n".join([*map(str, self.faults), head]))


def shorten(value: str, longest: int = _LONGEST_VALUE) -> str:
    """Cut a value for a message, so that a megabyte in a cell stays one line.

    Parameters
    ----------
    value : str
        Any text.
    longest : int
        Longest result in characters.

    Returns
    -------
    str
        ``value`` on one line, with an ellipsis where it was cut.
    """
    flat = " ".join(value.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
