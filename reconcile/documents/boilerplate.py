"""Find the parts of a document that are no source of claims: menus, contacts, further reading, references.

The patterns are rows of ``data/boilerplate.csv``. Kind ``whole``: the block consists of it; ``line``: a
short block that begins so; ``within``: a short block that holds it; ``list``: a heading over links, which
marks the short blocks after it too; ``rest``: a heading after which nothing of the document itself follows;
``container``: a name of an element of a web page. A body paragraph is never marked, save after ``rest``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from reconcile.documents.model import BOILERPLATE, CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Block
from reconcile.documents.wordlists import table

_LONGEST_LINE, _LONGEST_WHOLE, _LONGEST_LINK = 260, 160, 140
_LONGEST_MENU_WORD, _FEWEST_IN_MENU = 30, 5
_MARGIN = " \t*•·#>«»|[]()-–—"
_ANY_NUMBER = re.compile(r"\d")


def mark(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the kind ``boilerplate`` to the blocks that are no source of claims.

    Parameters
    ----------
    text : str
    blocks : sequence of Block
        In the order of the text.
    """
    marked = [_mark_alone(text, block) for block in blocks]
    kinds = [_opens(text, block) for block in blocks]
    for number, kind in enumerate(kinds):
        if kind == "list":
            _mark_links(text, marked, number)
        elif kind == "rest" and blocks[number].start > len(text) // 2:
            marked[number:] = [replace(block, kind=BOILERPLATE) for block in marked[number:]]
            break
    _mark_menus(text, marked)
    return tuple(marked)


def is_boilerplate(piece: str) -> bool:
    """Say whether a short piece of text is boilerplate by its words alone."""
    if len(piece) > _LONGEST_LINE:
        return False
    piece = piece.strip(_MARGIN)
    if len(piece) <= _LONGEST_WHOLE and _patterns("whole").fullmatch(piece):
        return True
    return bool(_patterns("line").match(piece) or _patterns("within").search(piece))


def _mark_alone(text: str, block: Block) -> Block:
    if block.end - block.start > _LONGEST_LINE or not is_boilerplate(text[block.start:block.end]):
        return block
    return replace(block, kind=BOILERPLATE)


def _opens(text: str, block: Block) -> str:
    """Return ``list`` or ``rest`` for a heading that opens such a part, else an empty text."""
    piece = text[block.start:block.end].strip(_MARGIN)
    if len(piece) > 60:
        return ""
    return next((kind for kind in ("list", "rest") if _patterns(kind).fullmatch(piece)), "")


def _mark_links(text: str, marked: list[Block], number: int) -> None:
    """Mark a heading over links and the short blocks without a full stop after it."""
    marked[number] = replace(marked[number], kind=BOILERPLATE)
    for at in range(number + 1, len(marked)):
        piece = text[marked[at].start:marked[at].end]
        stops = piece.endswith((".", ".”", '."', "؟", ":"))
        if len(piece) > _LONGEST_LINK or stops or marked[at].kind in (ROW, CAPTION):
            break
        marked[at] = replace(marked[at], kind=BOILERPLATE)


def _mark_menus(text: str, marked: list[Block]) -> None:
    """Mark runs of very short lines without a number or a stop, as a copied menu leaves them."""
    run: list[int] = []
    for number in range(len(marked) + 1):
        if number < len(marked) and _is_menu_word(text, marked[number]):
            run.append(number)
            continue
        if len(run) >= _FEWEST_IN_MENU and not (run[0] and text[marked[run[0] - 1].end - 1] == ":"):
            first = 1 if run[0] == 0 else 0  # the first line may be the title
            for at in run[first:]:
                marked[at] = replace(marked[at], kind=BOILERPLATE)
        run = []


def _is_menu_word(text: str, block: Block) -> bool:
    if block.end - block.start > _LONGEST_MENU_WORD or block.kind in (ITEM, ROW, PARAGRAPH):
        return False
    return block.kind in (HEADING, BOILERPLATE) and not _ANY_NUMBER.search(text, block.start, block.end)


@lru_cache(maxsize=None)
def _patterns(kind: str) -> re.Pattern[str]:
    rows = [row["pattern"] for row in table("boilerplate.csv") if row["kind"] == kind]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)
