"""The words around a candidate, read from its document and never kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reconcile.documents import Document, load, problem, read_documents
from reconcile.errors import UnreadableError

_BEFORE, _AFTER = 320, 240


class Context(NamedTuple):
    """A phrase and what stands before and after it; ``problem`` says why there is none."""

    before: str
    phrase: str
    after: str
    problem: str


class Shelf:
    """The folders in which documents are looked for, each document read once.

    Parameters
    ----------
    near : sequence of Path
        Folders that may hold a document under its own name.
    whole : str
        Folder that is searched through, folders below included; empty for none.
    """

    def __init__(self, near: Sequence[Path], whole: str = "") -> None:
        self._near = [*([Path(whole)] if whole else []), *near]
        self._whole = whole
        self._known: dict[tuple[str, str], Document | None] = {}

    def find(self, name: str, sha256: str) -> Document | None:
        """Return the document of a file name or digest, None when it is nowhere."""
        key = name, sha256
        if key not in self._known:
            found = self._beside(name)
            exact = next((document for document in found if document.sha256 == sha256), None)
            self._known[key] = exact or self._within(name, sha256) or (found[0] if found else None)
        return self._known[key]

    def _beside(self, name: str) -> list[Document]:
        """Return the documents of this name in the folders at hand."""
        paths = [folder / name for folder in self._near if name]
        # A message of a mailbox is named mailbox.mbox/2.
        return [document for path in paths for document in _read(path) or _read(path.parent)
                if document.name in (name, path.name)]

    def _within(self, name: str, sha256: str) -> Document | None:
        if not self._whole:
            return None
        found = load(self._whole, [name, sha256])
        return found.get(sha256) or found.get(name)


def context(document: Document | None, locator: str, stated: str) -> Context:
    """Cut the words around a phrase.

    Parameters
    ----------
    document : Document or None
    locator : str
        Place of the phrase.
    stated : str
        Words that must stand there.

    Returns
    -------
    Context
        Of the phrase's own paragraph, cut between words.
    """
    if document is None:
        return Context("", stated, "", "the document was not found; name its folder with --documents")
    wrong = problem(document, locator, stated)
    if wrong:
        return Context("", stated, "", wrong)
    start, stop = map(int, locator.rpartition(":")[2].split("-"))
    text = document.text
    before = text[max(0, start - _BEFORE):start].rpartition("\n\n")[2]
    after = text[stop:stop + _AFTER].partition("\n\n")[0]
    if len(before) == _BEFORE:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AFTER:
        after = after.rpartition(" ")[0] + " …"
    return Context(before, text[start:stop], after, "")


def _read(file: Path) -> list[Document]:
    with suppress(OSError, UnreadableError):
        return list(read_documents([str(file)], passed_over=lambda _: None)) if file.is_file() else []
    return []
