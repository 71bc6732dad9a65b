"""Documents behind the claims: find the place that a locator names.

A locator is ``p6:2653-2679``: the paragraph, counted from 1, and the characters of the whole text from
start to end, counted from 0, the end not included. Paragraphs are separated by blank lines.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from reconcile.errors import UnreadableError

_LOCATOR = re.compile(r"p([1-9]\d{0,8}):(\d{1,9})-(\d{1,9})", re.ASCII)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Document:
    """One text: its file name and what a person reads."""

    name: str
    text: str


def load(folder: str) -> dict[str, Document]:
    """Read the documents of a folder.

    Parameters
    ----------
    folder : str
        Files in UTF-8; others, and what lies in folders below, are passed over.

    Returns
    -------
    dict of str to Document
        Under the file name and under the sha256 of the bytes.

    Raises
    ------
    UnreadableError
        If the folder does not exist or cannot be read.
    """
    place = Path(folder)
    if not place.is_dir():
        raise UnreadableError(f"there is no folder {folder}. Name the folder that holds the documents")
    found: dict[str, Document] = {}
    for path in sorted(path for path in place.iterdir() if path.is_file()):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(f"cannot read {path}: {error.strerror}") from None
        try:
            document = Document(path.name, data.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            continue
        found[path.name] = found[hashlib.sha256(data).hexdigest()] = document
    return found


def problem(document: Document, locator: str, stated: str) -> str:
    """Say what is wrong with a locator, empty when the words stand where it points.

    Parameters
    ----------
    document : Document
    locator : str
        Place in the document.
    stated : str
        Words that must stand there; white space may differ.

    Returns
    -------
    str
        One clause, with the right place when the words stand elsewhere.
    """
    match = _LOCATOR.fullmatch(locator)
    if match is None:
        return f"the locator {locator!r} is not of the form p6:2653-2679{_elsewhere(document, stated)}"
    paragraph, start, stop = (int(part) for part in match.groups())
    there = document.text[start:stop]
    if " ".join(there.split()) != " ".join(stated.split()):
        return f"{there[:60]!r} stands at {locator}{_elsewhere(document, stated)}"
    if paragraph != paragraph_of(document.text, start):
        return f"the words stand in paragraph {paragraph_of(document.text, start)}, not {paragraph}"
    return ""


def paragraph_of(text: str, position: int) -> int:
    """Return the number of the paragraph that holds a character."""
    lead = len(text) - len(text.lstrip())
    return 1 + sum(1 for gap in _BLANK.finditer(text, lead) if gap.end() <= position)


def _elsewhere(document: Document, stated: str) -> str:
    words = r"\s+".join(map(re.escape, stated.split()))
    found = re.search(words, document.text) if words else None
    if found is None:
        return "; the words do not stand in the document"
    return f"; the words stand at p{paragraph_of(document.text, found.start())}:{found.start()}-{found.end()}"
