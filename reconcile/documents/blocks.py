"""Cut a plain text into its parts: paragraphs, headings, list items and table rows.

Blank lines part paragraphs. Inside one, a line break parts only what a writer would have set apart: a
text wrapped at some seventy columns flows on, while lines of their own (a list, a table, a text with one
paragraph a line) stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from reconcile.documents.locators import BLANK
from reconcile.documents.model import CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Block
from reconcile.documents.wordlists import phrases_of

BULLET = re.compile(
    r"[^\S\n]*(?:[-–—•·*▪◦‣●○■□►➤✓✔∙⁃][^\S\n]+"
    r"|\(?(?:\d{1,2}|[a-zа-яіїєґ]|[ivx]{1,4})[.)][^\S\n]+(?=\S))")
"""What stands before the words of a list item."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CELLS = re.compile(r"\S[^\S\n]*(?:[|\t]|[^\S\n]{3,}(?![^\S\n]))[^\S\n|]*(?=\S)")
_STOPS = ".!?…؟۔;؛:,"
_CLOSERS = "\"'”’»)]"
_OPEN_SIGNS = (",", "-", "–", "—", "،")
_LETTER = re.compile(r"[^\W\d_]")
_NARROWEST, _WIDEST = 50, 110
_LONGEST_HEADING, _LONGEST_TITLE, _LONGEST_ROW = 120, 200, 300


def cut(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks in the order of the text.

    Parameters
    ----------
    text : str
        Lines ended by ``\\n``.

    Returns
    -------
    tuple of Block
        Every character that is not white space lies in exactly one block.
    """
    wrapped = _is_wrapped(text)
    pieces = [piece for start, end in _paragraphs(text) for piece in _lines(text, start, end, wrapped)]
    return tuple(Block(start, end, kind_of(text[start:end], first=number == 0))
                 for number, (start, end) in enumerate(pieces))


def kind_of(piece: str, *, first: bool = False) -> str:
    """Say what a piece of text is by its look.

    Parameters
    ----------
    piece : str
        One block without white space around it.
    first : bool
        Whether it opens the text, where a title may be longer.
    """
    if BULLET.match(piece):
        return ITEM
    if len(piece) <= _LONGEST_ROW and "\n" not in piece and _CELLS.search(piece):
        return ROW
    if len(piece) <= _LONGEST_TITLE and _captions().match(piece):
        return CAPTION
    longest = _LONGEST_TITLE if first else _LONGEST_HEADING
    if len(piece) <= longest and piece.rstrip(_CLOSERS)[-1:] not in _STOPS and _LETTER.search(piece):
        return HEADING
    return PARAGRAPH


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for gap in BLANK.finditer(text, start):
        yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, start + len(text[start:].rstrip())


def _is_wrapped(text: str) -> bool:
    """Say whether the lines of a text are broken at a width, not at the end of a paragraph."""
    lengths = [len(line) for line in text.split("\n")]
    long = sum(length > _WIDEST for length in lengths)
    return sum(_NARROWEST <= length <= _WIDEST for length in lengths) > 4 * long


def _lines(text: str, start: int, end: int, wrapped: bool) -> Iterator[tuple[int, int]]:
    if text.find("\n", start, end) < 0:
        yield start, end
        return
    spans = [match.span() for match in _LINE.finditer(text, start, end)]
    width = max(stop - begin for begin, stop in spans)
    width = width if wrapped and width >= _NARROWEST else 0
    table = _CELLS.search(text, start, end) is not None
    opened = spans[0][0]
    for before, after in pairwise(spans):
        line, following = text[before[0]:before[1]].rstrip(), text[after[0]:after[1]]
        if table and (_CELLS.search(following.lstrip()) or _CELLS.search(line.lstrip())) \
                or not _flows(line, following, width):
            yield _trim(text, opened, before[1])
            opened = after[0]
    yield _trim(text, opened, spans[-1][1])


def _flows(line: str, following: str, width: int) -> bool:
    """Say whether a line goes on in the next; ``width`` is where lines are wrapped, 0 if they are not."""
    words = following.lstrip()
    full = len(line) + 1 + len(words.split(None, 1)[0]) > width - 4 if width else False
    last = line.rstrip(_CLOSERS)[-1:]
    if BULLET.match(words) and (last in _STOPS or not full or BULLET.match(line)):
        return False
    if full or (following[0].isspace() and BULLET.match(line)):
        return True
    if line.endswith(_OPEN_SIGNS) or line.rsplit(None, 1)[-1].lower() in _open_words():
        return True
    return words[0].islower() and last not in ";؛:"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


@lru_cache(maxsize=1)
def _captions() -> re.Pattern[str]:
    words = {word for words in phrases_of("language.caption").values() for word, _ in words}
    return re.compile(rf"\W{{0,2}}(?:{'|'.join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))})"
                      r"\b[^.\n]{0,20}[:—–-]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _open_words() -> frozenset[str]:
    """Return the words that end no line of their own."""
    return frozenset(word for words in phrases_of("language.open").values() for word, _ in words)
