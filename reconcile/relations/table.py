"""The known ties between measures, populations and places, read from a table that anyone can review and extend."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from reconcile.errors import Fault, LedgerFaults, UnreadableError

COLUMNS = ("relation", "dimension", "part", "whole", "meaning", "kind", "source")

RELATIONS = {
    "part_of": "everyone counted by the part is counted by the whole",
    "disjoint": "nobody is counted by two of the members; together they are at most the whole",
    "exhaustive": "disjoint, and together the members are the whole",
    "identity": "the whole is the sum of the terms; a term marked ? counts only where it is claimed",
    "kept_apart": "no sum is drawn, although the words look alike; tells the reader, and places that may overlap",
}

DIMENSIONS = ("measure", "population", "place")

EVERYONE = "everyone"
"""The population that contains every other, in the table or not."""

_TERM = re.compile(r"(?P<word>[^\s?|+]+)(?P<now> now)?(?P<optional>\?)?")


@dataclass(frozen=True, order=True)
class Term:
    """One measure of a relation: its word, whether it is a count of that moment, whether it may be absent."""

    word: str
    is_now: bool = False
    is_optional: bool = False


@dataclass(frozen=True)
class Tie:
    """One row of the table.

    Parameters
    ----------
    relation, dimension : str
        See :data:`RELATIONS` and :data:`DIMENSIONS`.
    members : tuple of Term
        The part, or the members of a sum.
    whole : str
        What they are part of.
    meaning, kind, source : str
        What the row says; ``published`` or ``house``; where it comes from.
    """

    relation: str
    dimension: str
    members: tuple[Term, ...]
    whole: str
    meaning: str
    kind: str
    source: str


@dataclass(frozen=True)
class Relations:
    """The loaded table.

    Parameters
    ----------
    ties : tuple of Tie
        In the order of the rows.
    """

    ties: tuple[Tie, ...]

    def of(self, relation: str, dimension: str) -> list[Tie]:
        """Return the rows of one relation and dimension."""
        return [tie for tie in self.ties if tie.relation == relation and tie.dimension == dimension]

    @cached_property
    def _wholes(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], set[str]] = {}
        for tie in self.ties:
            for member in tie.members if tie.relation != "kept_apart" else ():
                if not member.is_now:
                    found.setdefault((tie.dimension, member.word), set()).add(tie.whole)
        return {key: tuple(sorted(wholes)) for key, wholes in found.items()}

    @cached_property
    def _now(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for tie in self.of("part_of", "measure") + self.of("identity", "measure"):
            for member in tie.members:
                if member.is_now:
                    found.setdefault(member.word, set()).add(tie.whole)
        return {word: tuple(sorted(wholes)) for word, wholes in found.items()}

    def direct(self, dimension: str, word: str) -> tuple[str, ...]:
        """Return what the rows put directly above a word."""
        return self._wholes.get((dimension, word), ())

    def wholes(self, dimension: str, word: str) -> tuple[str, ...]:
        """Return everything that a word equals or lies within, itself first, nearest first."""
        found, front = [word], [word]
        while front:
            front = sorted({up for each in front for up in self._above(dimension, each)} - set(found))
            found += front
        if dimension == "population" and EVERYONE not in found:
            found.append(EVERYONE)
        return tuple(found)

    def _above(self, dimension: str, word: str) -> tuple[str, ...]:
        above = self.direct(dimension, word)
        if dimension == "place" and word:
            above = (*above, word.rpartition("/")[0])
        return above

    def ever(self, measure: str) -> tuple[str, ...]:
        """Return the running counts that contain a count of one moment."""
        nearest = [whole for part in self.wholes("measure", measure) for whole in self._now.get(part, ())]
        return tuple(dict.fromkeys(up for whole in nearest for up in self.wholes("measure", whole)))


def load(extension: str = "") -> Relations:
    """Read the table of relations.

    Parameters
    ----------
    extension : str
        Path of a CSV file with further rows in the same columns; empty for none.

    Returns
    -------
    Relations

    Raises
    ------
    UnreadableError
        If the extension cannot be read.
    LedgerFaults
        If a row cannot be used; all faults at once.
    """
    return _loaded(_shipped() if not extension else _shipped() + ((extension, _read(extension)),))


def _shipped() -> tuple[tuple[str, str], ...]:
    text = resources.files("reconcile").joinpath("data/relations.csv").read_text(encoding="utf-8")
    return (("relations.csv", text),)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot read the relations {path}: {error}") from None


@lru_cache(maxsize=8)
def _loaded(texts: tuple[tuple[str, str], ...]) -> Relations:
    ties: list[Tie] = []
    faults: list[Fault] = []
    for name, text in texts:
        for number, row in _rows(name, text, faults):
            found = list(_faults(name, number, row))
            faults += found
            if not found:
                ties.append(_tie(row))
                faults += _clashes(name, number, row, Relations(tuple(ties)))
                if faults:
                    ties.pop()
    if faults:
        raise LedgerFaults(faults)
    return Relations(tuple(ties))


def _rows(name: str, text: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    for column in missing:
        faults.append(Fault(name, 1, column, "", "the column is missing", f"The header is {','.join(COLUMNS)}"))
    for row in () if missing else rows:
        yield rows.line_num, {column: (row.get(column) or "").strip() for column in COLUMNS}


def _members(row: dict[str, str]) -> tuple[Term, ...] | None:
    divider = {"identity": "+", "part_of": ""}.get(row["relation"], "|")
    texts = row["part"].split(divider) if divider else [row["part"]]
    if row["dimension"] != "measure":
        return tuple(Term(text.strip()) for text in texts)
    found = [_TERM.fullmatch(text.strip()) for text in texts]
    terms = [Term(match["word"], bool(match["now"]), bool(match["optional"])) for match in found if match]
    return tuple(terms) if len(terms) == len(found) else None


def _tie(row: dict[str, str]) -> Tie:
    members = _members(row) or ()
    return Tie(row["relation"], row["dimension"], members, row["whole"], row["meaning"], row["kind"], row["source"])


def _faults(name: str, number: int, row: dict[str, str]) -> Iterable[Fault]:
    choices = {"relation": tuple(RELATIONS), "dimension": DIMENSIONS, "kind": ("published", "house")}
    for column, words in choices.items():
        if row[column] not in words:
            yield Fault(name, number, column, row[column], "is not one of the words for it",
                        f"Write one of {', '.join(words)}")
    for column in ("whole", "meaning", "source"):
        if not row[column]:
            yield Fault(name, number, column, "", "is empty", "Every relation names its whole, meaning and source")
    if row["relation"] in RELATIONS and row["dimension"] in DIMENSIONS:
        yield from _member_faults(name, number, row)


def _member_faults(name: str, number: int, row: dict[str, str]) -> Iterable[Fault]:
    members = _members(row)
    if members is None or not all(term.word for term in members):
        yield Fault(name, number, "part", row["part"], "cannot be read",
                    "Write one word, words between bars (police | soldiers), or terms with plus signs "
                    "(held now + released)")
        return
    if row["relation"] != "part_of" and len(set(members)) < 2:
        yield Fault(name, number, "part", row["part"], "needs two different members",
                    "Write them between bars, or between plus signs in an identity")
    if row["relation"] == "identity" and row["dimension"] != "measure":
        yield Fault(name, number, "dimension", row["dimension"], "cannot have an identity",
                    "Write exhaustive for populations and places")
    if row["relation"] in ("disjoint", "exhaustive") and row["dimension"] == "measure":
        yield Fault(name, number, "dimension", row["dimension"], "cannot be used here",
                    "Write an identity for measures that add up")


def _clashes(name: str, number: int, row: dict[str, str], known: Relations) -> Iterable[Fault]:
    """Find a circle, and a word that lies within two members that are said to be disjoint."""
    dimension = row["dimension"]
    words = sorted({term.word for tie in known.ties for term in tie.members if tie.dimension == dimension})
    if row["relation"] != "kept_apart" and any(_is_within(known, dimension, row["whole"], term.word)
                                               for term in known.ties[-1].members):
        yield Fault(name, number, "whole", row["whole"], "lies within its own part",
                    "Part and whole go round in a circle; take one of the rows out")
        return
    for tie in known.ties:
        if tie.relation in ("disjoint", "exhaustive") and tie.dimension == dimension:
            for word in words:
                above = set(known.wholes(dimension, word))
                shared = sorted({term.word for term in tie.members} & above)
                if len(shared) > 1:
                    yield Fault(name, number, "part", word, f"lies within {' and '.join(shared)}, which are disjoint",
                                "Take one of the rows out")
                    return


def _is_within(known: Relations, dimension: str, word: str, whole: str) -> bool:
    """Say whether a word equals another or lies within it by part, sum or identity."""
    sums = known.of("identity", "measure") + known.of("part_of", "measure") if dimension == "measure" else []
    seen, front = {word}, {word}
    while front and whole not in seen:
        above = {up for each in front for up in known.direct(dimension, each)}
        above |= {tie.whole for tie in sums if front & {term.word for term in tie.members}}
        front = above - seen
        seen |= front
    return whole in seen
