"""Read a web page: the main text, part by part, and what the page says of itself.

The visible text is read part by part (:mod:`reconcile.documents.markup`); which parts are the main text
is told by trafilatura (Barbaresi 2021, ACL demo 107-115). Nothing is fetched from the network.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from reconcile.documents.blocks import cut
from reconcile.documents.boilerplate import mark
from reconcile.documents.encodings import decode
from reconcile.documents.heads import read_head
from reconcile.documents.markup import Piece, pieces
from reconcile.documents.model import BOILERPLATE, CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Block, Document
from reconcile.documents.webmeta import read_meta
from reconcile.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SIGNS = re.compile(r"[\W_]+")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)"
                       rb"|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]+)", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"</?(?:p|div|h[1-6]|li|tr|table|br|section|article)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")
_TOO_SHORT = 250
_LARGEST_SIFTED, _MOST_PIECES = 3_000_000, 8_000
_PARAGRAPH, _SURE = 80, 25
_FULL_STOP = re.compile(r"[.!?…؟][\"'”’»)\]]*$")
_ALONE = "\n"


def read_html(data: bytes, name: str, url: str) -> Document:
    """Read a web page.

    Raises
    ------
    UnreadableError
        If the page shows no text.
    """
    declared = _DECLARED.search(data[:4096])
    encoding = next((found for found in declared.groups() if found), b"").decode("ascii") if declared else ""
    markup, notes = decode(data, name, declared=encoding)
    root = _parse(markup)
    seen = (pieces(root) if root is not None else []) or _without_tags(markup)
    if root is None or not seen:
        raise UnreadableError(f"{name} shows no text. If the page is made by a script, save it from the browser "
                              "as it is shown, or save its text")
    kept = _kept(seen, _main_words(markup) if len(seen) <= _MOST_PIECES else "")
    text, blocks = joined(kept)
    blocks = mark(text, blocks)
    meta, head = read_meta(root, url, len(markup)), read_head(text, blocks)
    published_from = meta.published_from or ("text" if head.published else "")
    return Document(name, text, kind="html", title=meta.title or head.title, author=meta.author or head.author,
                    publisher=meta.publisher, published=meta.published or head.published,
                    published_from=published_from, url=meta.url, blocks=blocks, notes=notes)


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    data = markup.replace("\x00", "").encode("utf-8", errors="replace")
    try:
        root = html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:
        return None
    return root


def _without_tags(markup: str) -> list[Piece]:
    """Read markup that is nested too deep for a parser by leaving its tags out."""
    text = unescape(_TAG.sub(" ", _BREAK.sub("\n\n", _SCRIPT.sub("", markup))))
    return [Piece(" ".join(text[block.start:block.end].split()), block.kind, "", "", ()) for block in cut(text)]


def _main_words(markup: str) -> str:
    """Return the letters of the main text that trafilatura finds, without spaces and signs."""
    if len(markup) > _LARGEST_SIFTED:
        return ""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        found = bare_extraction(_parse(markup), include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return ""
    body = getattr(found, "body", None)
    return _ALONE.join(_letters(str(part)) for part in body.itertext()) if body is not None else ""


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _kept(seen: Sequence[Piece], main: str) -> list[Piece]:
    """Choose the parts that are the document; all of them, those beside the text marked, when in doubt."""
    body = [piece for piece in seen if piece.kind == PARAGRAPH and len(piece.text) >= _PARAGRAPH]
    if sum(piece.aside == "class" for piece in body) * 2 > len(body):
        for piece in seen:
            piece.aside = "" if piece.aside == "class" else piece.aside
    main = main.replace(_ALONE, "")
    sure = [number for number, piece in enumerate(seen)
            if len(letters := _letters(piece.text)) >= _SURE and letters in main]
    loose = sum(len(piece.text) for piece in body if not piece.aside and _FULL_STOP.search(piece.text))
    found = sum(len(seen[number].text) for number in sure)
    if found < _TOO_SHORT or loose > 2 * found:
        return [_marked(piece) for piece in seen]
    return _around(seen, sure, main)


def _marked(piece: Piece) -> Piece:
    piece.kind = BOILERPLATE if piece.aside else piece.kind
    return piece


def _around(seen: Sequence[Piece], sure: Sequence[int], main: str) -> list[Piece]:
    """Keep the main parts, what stands between them, and the parts of the same element around them."""
    first, last = sure[0], sure[-1]
    shared = _shared([seen[number].path for number in sure])
    certain = set(sure)
    kept = []
    for number, piece in enumerate(seen):
        inside = first <= number <= last
        near = inside or (len(shared) > 1 and piece.path[:len(shared)] == shared)
        short = _letters(piece.text)
        if number in certain or (near and not piece.aside and (
                inside or piece.kind in (HEADING, CAPTION, ROW, ITEM) or _FULL_STOP.search(piece.text)
                or short in main)):
            kept.append(piece)
        elif piece.tag == "h1" and number < first:
            kept.append(piece)
    return kept


def _shared(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the path of the element that holds all of these."""
    low, high = min(paths), max(paths)
    length = next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other),
                  min(len(low), len(high)))
    return low[:length]


def joined(kept: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join parts by blank lines, rows and items of one run by line breaks.

    Parameters
    ----------
    kept : sequence of Piece
        The parts of a document in order.

    Returns
    -------
    text : str
    blocks : tuple of Block
        One for each part.
    """
    text: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, piece in enumerate(kept):
        if number:
            run = piece.kind == kept[number - 1].kind and piece.kind in (ROW, ITEM)
            text.append("\n" if run else "\n\n")
            at += len(text[-1])
        blocks.append(Block(at, at + len(piece.text), piece.kind))
        text.append(piece.text)
        at += len(piece.text)
    return "".join(text) + "\n", tuple(blocks)
