"""Read a Word document: paragraphs, headings, lists and tables in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reconcile.documents.blocks import BULLET, kind_of
from reconcile.documents.boilerplate import mark
from reconcile.documents.heads import read_head
from reconcile.documents.markup import Piece
from reconcile.documents.model import CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Document
from reconcile.documents.web import joined
from reconcile.errors import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LARGEST = 300_000_000
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = re.compile(r"(?:heading|title|subtitle)\b", re.IGNORECASE)
_LISTS = re.compile(r"list|bullet", re.IGNORECASE)


def read_docx(data: bytes, name: str, url: str) -> Document:
    """Read a Word document.

    Raises
    ------
    UnreadableError
        If the file is broken, too large when unpacked, or holds no text.
    """
    word = _open(data, name)
    text, blocks = joined([piece for piece in _pieces(word) if piece.text])
    if not text.strip():
        raise UnreadableError(f"{name} holds no text. If it holds pictures of pages, give their text")
    blocks = mark(text, blocks)
    head = read_head(text, blocks)
    known = word.core_properties
    notes = [*head.notes]
    if known.created:
        notes.append(f"the file says it was created on {known.created.date().isoformat()}, which need not be the day "
                     "of publication.")
    return Document(name, text, kind="docx", title=_line(known.title) or head.title,
                    author=_line(known.author) or head.author, published=head.published,
                    published_from="text" if head.published else "", url=url, blocks=blocks, notes=tuple(notes))


def _open(data: bytes, name: str) -> WordDocument:
    from docx import Document as open_docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _LARGEST:
            raise UnreadableError(f"{name} unpacks to {size:,} bytes. Split the document")
        return open_docx(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, PackageNotFoundError, LxmlError, LookupError, ValueError, EOFError,
            RuntimeError, OSError):
        raise UnreadableError(f"{name} is a broken Word document. Open it in Word and save it again") from None


def _pieces(word: WordDocument) -> Iterator[Piece]:
    from docx.table import Table

    for part in word.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        else:
            yield from _paragraph(part)


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    words = _seen(paragraph._element)  # noqa: SLF001  # Paragraph.text leaves out what was inserted as a tracked change
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    numbered = paragraph._element.find(f"{_WORDS}pPr/{_WORDS}numPr") is not None  # noqa: SLF001
    for line in words.split("\n\n"):
        text = line.strip()
        if _HEADINGS.match(style):
            kind = HEADING
        elif numbered or _LISTS.search(style):
            kind, text = ITEM, text if not text or BULLET.match(text) else f"- {text}"
        else:
            kind = CAPTION if style.casefold() == "caption" else kind_of(text)
            kind = PARAGRAPH if kind == ROW else kind
        yield Piece(text, kind, "", "p", ())


def _rows(table: Table) -> Iterator[Piece]:
    for row in table.rows:
        cells = [" ".join(_seen(cell._element).split()) for cell in row.cells]  # noqa: SLF001
        if any(cells):
            yield Piece(" | ".join(cell or "–" for cell in cells), ROW, "", "tr", ())


def _seen(element: Any) -> str:
    """Return the words of an element with inserted changes and without deleted ones."""
    words: list[str] = []
    for part in element.iter(f"{_WORDS}t", f"{_WORDS}tab", f"{_WORDS}br", f"{_WORDS}cr", f"{_WORDS}noBreakHyphen",
                             f"{_WORDS}p"):
        tag = part.tag.removeprefix(_WORDS)
        signs = {"t": part.text or "", "tab": "\t", "noBreakHyphen": "-", "p": " " if words else ""}
        words.append(signs.get(tag, "\n"))
    return "".join(words)


def _line(value: str | None) -> str:
    return " ".join((value or "").split())
