"""The words a ledger may use, read from a table that a researcher can review and extend."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from reconcile.errors import Fault, LedgerFaults, UnreadableError

_COLUMNS = ("kind", "word", "singular", "plural", "family", "counting", "meaning", "source")
_KINDS = ("measure", "population", "counting", "unit", "source_type")


@dataclass(frozen=True)
class Word:
    """One row of the vocabulary.

    Parameters
    ----------
    kind : {"measure", "population", "counting", "unit", "source_type"}
        Column of the ledger that the word may stand in.
    word : str
        The word itself.
    singular, plural : str
        How it is printed: the noun of a population, the phrase of a measure.
    family : str
        Measures of one family are listed together as not comparable.
    counting : str
        Default counting of a measure.
    meaning, source : str
        Definition and where it comes from.
    """

    kind: str
    word: str
    singular: str
    plural: str
    family: str
    counting: str
    meaning: str
    source: str


Vocabulary = Mapping[str, Mapping[str, Word]]


def vocabulary(extension: str = "") -> Vocabulary:
    """Return the vocabulary: kind, then word, then its row.

    Parameters
    ----------
    extension : str
        Path of a CSV file with further rows in the same columns; empty for none.

    Returns
    -------
    mapping of str to mapping of str to Word

    Raises
    ------
    UnreadableError
        If the extension cannot be read.
    LedgerFaults
        If it has a row that cannot be used.
    """
    return _joined(extension, _read(extension) if extension else "")


@lru_cache(maxsize=8)
def _joined(name: str, text: str) -> Vocabulary:
    shipped = resources.files("reconcile").joinpath("data/vocabulary.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, Word]] = {kind: {} for kind in _KINDS}
    for row in [*_words("vocabulary.csv", shipped), *_words(name, text)]:
        found[row.kind][row.word] = row
    return MappingProxyType({kind: MappingProxyType(words) for kind, words in found.items()})


def word(kind: str, name: str, extension: str = "") -> Word:
    """Return a word's row, or one made from its name when the vocabulary has none."""
    known = vocabulary(extension)[kind].get(name)
    plain = name.replace("_", " ")
    return known or Word(kind, name, plain, plain, "", "", "not in the vocabulary", "the ledger")


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot read the vocabulary {path}: {error}") from None


def _words(name: str, text: str) -> list[Word]:
    faults, words = [], []
    for number, row in enumerate(_rows(name, text), start=2):
        filled = {column: (row.get(column) or "").strip() for column in _COLUMNS}
        plain = filled["word"].replace("_", " ")
        filled |= {"singular": filled["singular"] or plain, "plural": filled["plural"] or plain}
        problem = _problem(filled)
        if problem:
            faults.append(Fault(name, number, problem, filled[problem], "cannot be used", _HINTS[problem]))
        words.append(Word(**filled))
    if faults:
        raise LedgerFaults(faults)
    return words


def _rows(name: str, text: str) -> list[dict[str, str]]:
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        hint = "Save it as CSV in UTF-8, in the columns " + ", ".join(_COLUMNS)
        raise LedgerFaults([Fault(name, 0, "", "", f"this is no CSV ({error})", hint)]) from None


_HINTS = {
    "kind": f"Write one of {', '.join(_KINDS)}",
    "word": "Write a word without spaces, such as detained",
    "counting": "A measure needs its default counting: cumulative, period or snapshot",
}


def _problem(row: dict[str, str]) -> str:
    if row["kind"] not in _KINDS:
        return "kind"
    if not row["word"] or " " in row["word"]:
        return "word"
    if row["kind"] == "measure" and row["counting"] not in ("cumulative", "period", "snapshot"):
        return "counting"
    return ""
