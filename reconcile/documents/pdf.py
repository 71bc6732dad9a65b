"""Read a PDF: the text of its pages as one, with the place at which each page begins."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.documents.boilerplate import mark
from reconcile.documents.heads import read_head
from reconcile.documents.model import BOILERPLATE, ITEM, ROW, Block, Document
from reconcile.documents.pdflines import Line, Part, parts, running_lines, without_lone_cells
from reconcile.errors import UnreadableError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_LARGEST_PAGE, _MOST_PAGES = 30_000_000, 5000
_CELL_GAP, _LETTER_WIDTH = 2.5, 0.55
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_LEAST_LETTERS = 20


def read_pdf(data: bytes, name: str, url: str) -> Document:
    """Read a PDF.

    Raises
    ------
    UnreadableError
        If it is encrypted, broken, or holds pictures of pages and no text.
    """
    reader = _open(data, name)
    pages, notes = _pages(reader, name)
    text, blocks, begins = _text(pages)
    if sum(sign.isalpha() for sign in text) < _LEAST_LETTERS:
        raise UnreadableError(f"{name} holds no text, it seems to be scanned. Run text recognition (OCR) on it "
                              "and give the result")
    blocks = mark(text, blocks)
    head = read_head(text, blocks)
    title, author, created = _known(reader)
    notes += head.notes
    if created:
        notes += (f"the file says it was created on {created}, which need not be the day of publication.",)
    return Document(name, text, kind="pdf", title=title or head.title, author=author or head.author,
                    published=head.published, published_from="text" if head.published else "", url=url,
                    blocks=blocks, pages=begins, notes=notes)


def _open(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(f"{name} is encrypted. Save a copy without a password and give that")
        len(reader.pages)
    except DependencyError:
        raise UnreadableError(f"{name} is encrypted. Save a copy without protection and give that") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise UnreadableError(f"{name} is a broken PDF. Open it in a viewer and print it to a new PDF") from None
    return reader


def _pages(reader: PdfReader, name: str) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Return the lines of each page and notes about pages that could not be read."""
    pages: list[list[Line]] = []
    empty: list[str] = []
    for number in range(min(len(reader.pages), _MOST_PAGES)):
        lines = _lines(reader, number)
        pages.append(lines)
        if not lines:
            empty.append(str(number + 1))
    notes = []
    if empty:
        shown = ", ".join(empty[:10]) + (" and others" if len(empty) > 10 else "")
        notes.append(f"no text on page{'s' if len(empty) > 1 else ''} {shown}.")
    if len(reader.pages) > _MOST_PAGES:
        notes.append(f"only the first {_MOST_PAGES} of {len(reader.pages)} pages were read.")
    return pages, tuple(notes)


def _lines(reader: PdfReader, number: int) -> list[Line]:
    """Return the lines of a page in reading order; none for a page that is broken or too large."""
    gathered = _Gathered(number)
    try:
        page: PageObject = reader.pages[number]
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > _LARGEST_PAGE:
            return []
        page.extract_text(visitor_text=gathered.take)
    except Exception:  # noqa: BLE001  # pypdf fails in many ways on a broken page; the others can still be read
        return []
    return without_lone_cells(gathered.lines())


class _Gathered:
    """The words of a page as pypdf finds them, put together to lines."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[list[tuple[str, float, float, float]]] = [[]]

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """Take a run of words with its place."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = (abs(tm[3]) or 1.0) * (abs(cm[3]) or 1.0)
        for count, words in enumerate(text.split("\n")):
            if count:
                self._lines.append([])
            if words:
                self._lines[-1].append((words, x, y, float(size) * scale))

    def lines(self) -> list[Line]:
        """Return the lines that hold words."""
        return [line for pieces in self._lines if (line := self._line(pieces)) is not None]

    def _line(self, pieces: Sequence[tuple[str, float, float, float]]) -> Line | None:
        shown = [piece for piece in pieces if piece[0].strip()]
        if not shown:
            return None
        text, end = "", 0.0
        for words, x, _, size in pieces:
            if text.strip() and words.strip() and x - end > _CELL_GAP * size > 0 and x > shown[0][1]:
                text = f"{text.rstrip()}\t"
            text += words
            if words.strip():
                end = max(x, end if x == shown[0][1] else 0.0) + len(words.rstrip()) * size * _LETTER_WIDTH
        cells = [" ".join(cell.split()) for cell in text.split("\t")]
        _, x, y, size = shown[0]
        return Line(_plain("\t".join(cell for cell in cells if cell)), x, y, size, self._page)


def _plain(text: str) -> str:
    """Write ligatures and the printed forms of Arabic letters as plain letters."""
    return text if text.isascii() else _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def _text(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """Join the pages; headers and footers stand once, at the end, so that a sentence can turn a page."""
    running = running_lines(pages)
    body = [line for lines, skip in zip(pages, running, strict=True)
            for number, line in enumerate(lines) if number not in skip]
    beside = dict.fromkeys(line.text for lines, skip in zip(pages, running, strict=True)
                           for number, line in enumerate(lines) if number in skip and not _is_number(line.text))
    found = [*parts(body), *(Part(text.replace("\t", " "), BOILERPLATE, len(pages), []) for text in beside)]
    pieces: list[str] = []
    blocks: list[Block] = []
    begins: dict[int, int] = {}
    at = 0
    for number, part in enumerate(found):
        if number:
            run = part.kind == found[number - 1].kind and part.kind in (ROW, ITEM)
            pieces.append("\n" if run else "\n\n")
            at += len(pieces[-1])
        for place, page in ((0, part.page), *part.turns):
            begins.setdefault(page, at + place)
        blocks.append(Block(at, at + len(part.text), part.kind))
        pieces.append(part.text)
        at += len(part.text)
    return "".join(pieces) + "\n", tuple(blocks), _begins(begins, len(pages), at)


def _is_number(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def _begins(found: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """Return where each page begins; a page without words begins where the next one does."""
    begins = [end] * pages
    for page in reversed(range(pages)):
        begins[page] = found.get(page, begins[page + 1] if page + 1 < pages else end)
    return tuple(begins)


def _known(reader: PdfReader) -> tuple[str, str, str]:
    """Return title, author and day of making as the file states them."""
    try:
        known: Mapping[str, Any] = reader.metadata or {}
        title, author, made = (str(known.get(key) or "") for key in ("/Title", "/Author", "/CreationDate"))
    except Exception:  # noqa: BLE001  # broken metadata are no reason to lose the text
        return "", "", ""
    day = _CREATED.match(made)
    title = " ".join(title.split())
    shown = "" if title.lower().endswith((".doc", ".docx", ".indd", ".pdf")) else title
    return shown, " ".join(author.split()), "-".join(day.groups()) if day else ""
