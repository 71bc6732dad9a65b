"""What can be wrong in the cells of a ledger, and what to write instead.

Each check takes the whole frame and yields faults; none stops another.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from reconcile.dates import Period, parse_date
from reconcile.errors import DateError, Fault, ReconcileError, WordingError
from reconcile.intervals import LARGEST
from reconcile.schema import LEDGER
from reconcile.vocabulary import Vocabulary, vocabulary
from reconcile.wording import Reading, parse_wording

if TYPE_CHECKING:
    import pandas as pd

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_WHOLE = re.compile(r"\d{1,16}", re.ASCII)
_VOCABULARY_OF = {"measure": "measure", "counting": "counting", "unit": "unit",
                  "source_type": "source_type", "origin_type": "source_type"}
_DATES = ("since", "as_of", "published")
_CLOCK_SLACK = timedelta(days=1)


@dataclass(frozen=True)
class Sheet:
    """The cells under check: file name, frame (a column that is absent is empty) and vocabulary."""

    name: str
    frame: pd.DataFrame
    words: Vocabulary

    def column(self, name: str) -> pd.Series[str]:
        """Return a column, empty texts when the file has none."""
        if name in self.frame:
            return self.frame[name]
        return self.frame["claim_id"].map(lambda _: "")

    def filled(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield row number and value of the cells that are not empty."""
        column = self.column(name)
        filled = column[column != ""]
        return iter(list(zip(filled.index.astype(int), filled, strict=True)))

    def fault(self, row: int, column: str, value: str, problem: str, hint: str) -> Fault:
        """Make a fault of this sheet."""
        return Fault(self.name, row, column, value, problem, hint)


def find(name: str, frame: pd.DataFrame, extension: str = "") -> list[Fault]:
    """Return every fault in the cells of a ledger.

    Parameters
    ----------
    name : str
        File name for the messages.
    frame : DataFrame
        Cells as text, index = row number.
    extension : str
        Path of a vocabulary extension.

    Returns
    -------
    list of Fault
        Empty when there is none.
    """
    sheet = Sheet(name, frame, vocabulary(extension))
    return [fault for check in CHECKS for fault in check(sheet)]


def _required(sheet: Sheet) -> Iterator[Fault]:
    for column in LEDGER.columns:
        if column.required:
            cells = sheet.column(column.name)
            for row in cells.index[cells == ""]:
                yield sheet.fault(int(row), column.name, "", "this cell must not be empty", column.meaning.capitalize())


def _duplicates(sheet: Sheet) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row, value in sheet.filled("claim_id"):
        if value in first:
            yield sheet.fault(row, "claim_id", value, f"the same id stands in row {first[value]}",
                              "Give each claim an id of its own and never reuse one")
        first.setdefault(value, row)


def _slugs(sheet: Sheet) -> Iterator[Fault]:
    for row, value in sheet.filled("event"):
        if not _SLUG.fullmatch(value):
            yield sheet.fault(row, "event", value, "not a slug",
                              "Write letters, digits, '.', '_' and '-' only, such as kazakhstan-2022-01")
    for row, value in sheet.filled("population"):
        if ":" in value or "/" in value:
            yield sheet.fault(row, "population", value, "':' and '/' may not stand in a population",
                              "Write one word, such as security_forces")
    for row, value in sheet.filled("place"):
        if not all(part.strip() for part in value.split("/")):
            yield sheet.fault(row, "place", value, "an empty part in the path",
                              "Write the path from the widest to the narrowest, Kazakhstan/Almaty")


def _vocabularies(sheet: Sheet) -> Iterator[Fault]:
    for column, kind in _VOCABULARY_OF.items():
        known = sheet.words[kind]
        for row, value in sheet.filled(column):
            if value not in known:
                yield sheet.fault(row, column, value, "not in the vocabulary", _choices(value, list(known)))


def _choices(value: str, known: list[str]) -> str:
    near = difflib.get_close_matches(value.casefold().replace(" ", "_"), known, n=1, cutoff=0.6)
    start = f"Did you mean {near[0]!r}? " if near else ""
    return f"{start}Write one of {', '.join(known)}; or add the word with --vocabulary FILE"


def _dates(sheet: Sheet) -> Iterator[Fault]:
    for column in _DATES:
        for row, value in sheet.filled(column):
            try:
                parse_date(value)
            except DateError as error:
                yield sheet.fault(row, column, value, error.problem, error.hint)


def _date_order(sheet: Sheet) -> Iterator[Fault]:
    columns = [sheet.column(column) for column in _DATES]
    for row, since, as_of, published in zip(sheet.frame.index, *columns, strict=True):
        start, stop, known = _period(since), _period(as_of or published), _period(published)
        if start and stop and start.first and stop.last and start.first > stop.last:
            yield sheet.fault(int(row), "since", since, f"the count starts after its as_of date {stop.text}",
                              "Put the start of the count in since and its end in as_of")
        # Time zones put a local as_of one day past the publication day elsewhere.
        if as_of and stop and known and stop.first and known.last and stop.first > known.last + _CLOCK_SLACK:
            yield sheet.fault(int(row), "as_of", as_of, f"a number cannot speak of a day after it was published "
                              f"({published})", "Correct as_of or published")


def _period(text: str) -> Period | None:
    try:
        return parse_date(text) if text else None
    except DateError:
        return None


def _bounds(sheet: Sheet) -> Iterator[Fault]:
    ends: dict[str, dict[int, float]] = {"low": {}, "high": {}}
    for column, values in ends.items():
        for row, value in sheet.filled(column):
            if _WHOLE.fullmatch(value) and int(value) <= LARGEST:
                values[row] = float(value)
            else:
                yield sheet.fault(row, column, value, "not a whole number up to 9,007,199,254,740,992",
                                  "Write digits only, 5001; leave high empty for an open end")
    for row, low in ends["low"].items():
        if low > ends["high"].get(row, low):
            yield sheet.fault(row, "low", f"{int(low)}", f"low is above high ({int(ends['high'][row])})",
                              "Put the smaller number in low")


def _wordings(sheet: Sheet) -> Iterator[Fault]:
    columns = [sheet.column(name) for name in ("stated", "low", "high", "retracts", "language", "measure", "note")]
    for row, stated, low, high, retracts, language, measure, note in zip(sheet.frame.index, *columns, strict=True):
        if not stated:
            if not (low or high or retracts):
                yield sheet.fault(int(row), "stated", "", "the claim states nothing",
                                  "Give the words of the number, or low and high, or the claim it retracts")
            continue
        if (low or high) and not note:
            yield sheet.fault(int(row), "note", "", "low or high overrules the words and nothing says why",
                              "Say in note why the reading of `stated` is not used")
        try:
            reading = parse_wording(stated, language=language or "en", measure=measure)
        except WordingError as error:
            if not low:
                yield sheet.fault(int(row), "stated", stated, error.problem, error.hint)
        except ReconcileError as error:
            if not low:
                yield sheet.fault(int(row), "language", language, str(error),
                                  "Give low and high, and say why in note")
        else:
            yield from _crossing(sheet, int(row), low, high, reading)


def _crossing(sheet: Sheet, row: int, low: str, high: str, reading: Reading) -> Iterator[Fault]:
    """One end of the ledger's own must not lie beyond the other end, which is read from the words."""
    if _WHOLE.fullmatch(low) and not high and int(low) > reading.high:
        yield sheet.fault(row, "low", low, f"low is above {int(reading.high)}, the upper end of the words",
                          "Give high too")
    if _WHOLE.fullmatch(high) and not low and int(high) < reading.low:
        yield sheet.fault(row, "high", high, f"high is below {int(reading.low)}, the lower end of the words",
                          "Give low too")


def _references(sheet: Sheet) -> Iterator[Fault]:
    ids = dict(zip(sheet.column("claim_id"), sheet.frame.index, strict=True))
    for column in ("cites", "retracts"):
        target = dict(zip(sheet.column("claim_id"), sheet.column(column), strict=True))
        for row, value in sheet.filled(column):
            if value not in ids:
                near = difflib.get_close_matches(value, list(ids)[:10_000], n=1)
                hint = f"Did you mean {near[0]!r}? " if near else ""
                yield sheet.fault(row, column, value, "there is no claim with this id",
                                  f"{hint}Write the claim_id of another row")
        for circle in _circles(target):
            yield sheet.fault(int(ids[circle[0]]), column, target[circle[0]],
                              f"goes round in a circle: {' -> '.join([*circle, circle[0]])}",
                              "Let the chain end at the claim that came first")


def _circles(target: dict[str, str]) -> list[list[str]]:
    """Return each circle once, from its smallest id on."""
    done: set[str] = set()
    circles = []
    for start in target:
        path: list[str] = []
        step = start
        while step and step in target and step not in done:
            done.add(step)
            path.append(step)
            step = target[step]
        if step in path:
            circle = path[path.index(step):]
            least = circle.index(min(circle))
            circles.append(circle[least:] + circle[:least])
    return circles


CHECKS: tuple[Callable[[Sheet], Iterator[Fault]], ...] = (
    _required, _duplicates, _slugs, _vocabularies, _dates, _date_order, _bounds, _wordings, _references,
)
"""Every check, in the order in which faults of one cell are listed."""
