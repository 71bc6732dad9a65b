"""Read the visible text of a web page, part by part, from its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reconcile.documents.blocks import BULLET
from reconcile.documents.model import CAPTION, HEADING, ITEM, PARAGRAPH, ROW
from reconcile.documents.wordlists import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset("script style noscript template svg iframe select button input textarea head object audio "
                    "video canvas math option datalist".split())
_BLOCKS = frozenset("p div section article h1 h2 h3 h4 h5 h6 li tr td th blockquote figcaption caption dt dd pre "
                    "address main header footer nav aside ul ol dl table tbody thead tfoot form fieldset details "
                    "summary hr center body figure dialog".split())
_KINDS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption"), HEADING),
          **dict.fromkeys(("li", "dt", "dd"), ITEM), "figcaption": CAPTION}
_ASIDE_TAGS = frozenset(("nav", "footer", "aside", "form", "dialog"))
_ASIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"))
_NEVER_ASIDE = frozenset(("html", "body", "main", "article"))
_SPACE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL, _MOST_SPAN, _MOST_COLUMNS = 300, 50, 200


@dataclass(slots=True)
class Piece:
    """One visible part of a page.

    Attributes
    ----------
    text, kind : str
        As a block of the document will have them.
    aside : str
        Why it stands beside the text: ``tag`` or ``class`` of an element around it; empty when it does not.
    tag : str
        Element it stands in.
    path : tuple of int
        Numbers of the elements around it, the outermost first.
    """

    text: str
    kind: str
    aside: str
    tag: str
    path: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    tag: str
    kind: str
    aside: str
    path: tuple[int, ...]
    words: list[str] = field(default_factory=list)


def pieces(root: HtmlElement) -> list[Piece]:
    """Return the visible parts of a page in the order of the markup.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The page; it is not changed.
    """
    found: list[Piece] = []
    stack = [_Open("body", PARAGRAPH, "", ())]
    number = 0
    for event, element in _walk(root):
        if event == "text":
            stack[-1].words.append(str(element))
            continue
        if event == "table":
            _flush(stack[-1], found)
            found.extend(_table(element[0], element[1], stack[-1]))
        elif event == "start":
            number += 1
            _flush(stack[-1], found)
            stack.append(_open(element, stack[-1], number))
        elif event == "end":
            _flush(stack.pop(), found)
        elif element.tag == "br":
            stack[-1].words.append("\n")
    for opened in stack:
        _flush(opened, found)
    return found


def _walk(root: HtmlElement) -> Iterator[tuple[str, Any]]:
    """Yield what is met from top to bottom without recursion: ``start``, ``end``, ``text``, ``table``, ``empty``."""
    todo: list[tuple[str, Any]] = [("open", root)]
    while todo:
        event, element = todo.pop()
        if event != "open":
            yield event, element
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            continue
        if element.tag == "table" and (rows := _grid(element)):
            yield "table", (element, rows)
            continue
        block = element.tag in _BLOCKS
        after: list[tuple[str, Any]] = [("text", element.text)] if element.text else []
        for child in element:
            after.append(("open", child))
            if child.tail:
                after.append(("text", child.tail))
        if block:
            yield "start", element
            after.append(("end", element))
        else:
            yield "empty", element
        todo.extend(reversed(after))


def _table(table: HtmlElement, rows: list[list[str]], around: _Open) -> Iterator[Piece]:
    """Yield the title and the rows of a table of figures."""
    aside = around.aside or _aside(table)
    for title in table.iterchildren("caption"):
        if words := " ".join(_seen_words(title).split()):
            yield Piece(words, HEADING, aside, "caption", around.path)
    for cells in rows:
        if any(cells):
            yield Piece(" | ".join(cell or "–" for cell in cells), ROW, aside, "tr", around.path)


def _open(element: HtmlElement, around: _Open, number: int) -> _Open:
    kind = _KINDS.get(element.tag, around.kind if around.kind in (ITEM, CAPTION) else PARAGRAPH)
    return _Open(element.tag, kind, around.aside or _aside(element), (*around.path, number))


def _flush(opened: _Open, found: list[Piece]) -> None:
    """Close the run of words that an element has gathered; two line breaks part paragraphs."""
    if not opened.words:
        return
    text = "".join(" ".join(word.split("\n")) if word != "\n" else word for word in opened.words)
    opened.words.clear()
    for part in re.split(r"\n{2,}", _BREAKS.sub("\n", _SPACE.sub(" ", text))):
        if words := part.strip():
            shown = f"- {words}" if opened.kind == ITEM and not BULLET.match(words) else words
            found.append(Piece(shown, opened.kind, opened.aside, opened.tag, opened.path))


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _aside(element: HtmlElement) -> str:
    if element.tag in _NEVER_ASIDE:
        return ""
    facts = element.tag == "aside" and next(element.iterancestors("article", "main"), None) is not None
    if (element.tag in _ASIDE_TAGS or element.get("role") in _ASIDE_ROLES) and not facts:
        return "tag"
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return "class" if len(names) > 1 and _containers().search(names) else ""


@lru_cache(maxsize=1)
def _containers() -> re.Pattern[str]:
    names = "|".join(row["pattern"] for row in table("boilerplate.csv") if row["kind"] == "container")
    return re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE)


def _grid(table: HtmlElement) -> list[list[str]]:
    """Return the rows of a table of figures, none for a table that only lays out the page.

    A cell that spans rows or columns stands in each of them, so that a figure keeps its header.
    """
    if table.find(".//table") is not None or len(table.findall(".//p")) > 2 * len(table.findall(".//td")):
        return []
    rows: list[list[str]] = []
    above: list[tuple[str, int]] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        above = _columns(cells[:_MOST_COLUMNS], above)
        rows.append([words for words, _ in above])
    short = all(len(words) <= _LONGEST_CELL for row in rows for words in row)
    return rows if short and any(len(row) > 1 for row in rows) else []


def _columns(cells: list[HtmlElement], above: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the words of each column of a row, and through how many rows below they reach."""
    shown: list[tuple[str, int]] = []
    while cells or len(shown) < len(above):
        at = len(shown)
        if at < len(above) and above[at][1] > 0:
            shown.append((above[at][0], above[at][1] - 1))
        elif cells:
            cell = cells.pop(0)
            words = " ".join(_seen_words(cell).split())
            shown.extend([(words, _span(cell, "rowspan") - 1)] * _span(cell, "colspan"))
        else:
            break
    return shown


def _seen_words(element: HtmlElement) -> str:
    """Return the visible words below an element."""
    seen = (str(found) if event == "text" else " " for event, found in _walk(element))
    return "".join(seen)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else 1
