"""Cut a document into sentences, each with its place in the text.

A stop ends a sentence unless what stands before it is an abbreviation or an initial, or what follows
goes on in lower case. In a text without capitals, or in nothing but capitals, only the abbreviations and
the words that begin sentences tell. Abbreviations and words are rows ``language.abbreviation``,
``language.start`` and ``language.stop`` of the language's data file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reconcile.documents.blocks import BULLET, cut
from reconcile.documents.boilerplate import mark
from reconcile.documents.languages import UNKNOWN, detect, of_block
from reconcile.documents.model import BOILERPLATE, HEADING, ITEM, PARAGRAPH, ROW, Block, Document
from reconcile.documents.wordlists import phrases_of

_STOP = re.compile(
    r"[.!?…؟۔؛]+(?:[\"'”’»)\]]*(?P<note>\d{1,3}|(?:\[\d{1,3}(?:[,–-]\d{1,3})*\])+|[¹²³⁰⁴-⁹]+)?(?=\s|$)"
    r"|(?<=[a-zа-яёіїєґ]{2}[.!?])(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]+[\s,]))")
_BETWEEN = re.compile(r"[\s\"'“”«»„‘’(\[\-–—•*]*")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ARTICLE_NAME = re.compile(r"(?:a[ldrnst]|el|ash|as)-[^\W\d_]")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’]")
_CUTS = re.compile(r"[;؛\n]\s|,\s|\s")
_FIGURE = re.compile(r"[\s~<>≈*]*\d[\d\s,.]*[\s+%*]*")
_CELL_ENDS = re.compile(r"[|\t]|\s{3,}")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_STRIPPED = "\"'“”«»„‘’()[]—–-"
_LONGEST, _SHORTEST_CUT = 1500, 700
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table row.

    Attributes
    ----------
    text : str
        Exactly ``document.text[start:start + len(text)]``.
    start : int
        Character of the document's text.
    block : int
        Number of the block, counted from 0.
    kind : str
        ``sentence``, ``heading``, ``item``, ``row`` or ``caption``.
    language : str
        Code, or ``und``.
    lead : str
        The line that introduces a list, or the header row of a table; empty for others.
    """

    text: str
    start: int
    block: int
    kind: str
    language: str
    lead: str


@dataclass(frozen=True, slots=True)
class _Rules:
    abbreviations: dict[str, str]
    begins: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Style:
    """How a piece is written: ``capitals`` only, ``small`` letters only, or both."""

    rules: _Rules
    capitals: bool
    small: bool


def sentences(document: Document, *, language: str = "") -> Iterator[Sentence]:
    """Yield the sentences of a document in order; boilerplate is left out.

    Parameters
    ----------
    document : Document
    language : str
        Language of the whole document; empty to tell it paragraph by paragraph.
    """
    text = document.text
    blocks = document.blocks or mark(text, cut(text))
    main = language or main_language(text, blocks)
    small = _has_no_capitals(text)
    leads = _leads(text, blocks)
    for number, block in enumerate(blocks):
        if block.kind == BOILERPLATE:
            continue
        piece = text[block.start:block.end]
        code = language or of_block(piece, main)
        kind = "sentence" if block.kind == PARAGRAPH else block.kind
        style = _Style(_rules(code), piece.isupper(), small)
        for start, end in _spans(text, _words_start(text, block), block.end, style, whole=block.kind == ROW):
            yield Sentence(text[start:end], start, number, kind, code, leads.get(number, ""))


def main_language(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the language in which most of a document's text is written."""
    found: dict[str, int] = {}
    for block in sorted(blocks, key=lambda block: block.start - block.end)[:8]:
        code = detect(text[block.start:block.end])
        found[code] = found.get(code, 0) + block.end - block.start
    if len(found) > 1:
        found.pop(UNKNOWN, None)
    return max(found, key=lambda code: (found[code], code), default=UNKNOWN)


def _has_no_capitals(text: str) -> bool:
    """Say whether sentences of a text begin in lower case."""
    starts: list[str] = re.findall(r"[^\W\d_]{4}[.!?]\s+([^\W\d_])", text[:20_000])
    if not starts:
        return text[:20_000].islower()
    return sum(letter.islower() for letter in starts) > len(starts) / 2


def _leads(text: str, blocks: tuple[Block, ...]) -> dict[int, str]:
    """Return what each list item and table row inherits: the line before the list, the header of the table."""
    leads: dict[int, str] = {}
    before, level = -1, ("", 0)
    for number, block in enumerate(blocks):
        if block.kind not in (ITEM, ROW):
            before = number
            continue
        opens = number == 0 or blocks[number - 1].kind != block.kind
        if opens:
            outer = leads[number] = _lead_line(text, blocks, before)
        elif block.kind == ROW or _level(text, block) == level:
            leads[number] = leads[number - 1]
        else:
            above = text[blocks[number - 1].start:blocks[number - 1].end]
            leads[number] = _words(above) if above.endswith(":") else outer
        level = _level(text, block)
        if block.kind == ROW and not opens:
            leads[number] = _header(text, blocks, number - 1) or leads[number]
    return leads


def _level(text: str, block: Block) -> tuple[str, int]:
    """Return the sign of a list item and its distance from the margin, which tell a list inside a list."""
    sign = text[block.start]
    return sign if not sign.isalnum() else "1", block.start - text.rfind("\n", 0, block.start)


def _words(item: str) -> str:
    bullet = BULLET.match(item)
    return item[bullet.end():] if bullet else item


def _lead_line(text: str, blocks: tuple[Block, ...], number: int) -> str:
    """Return a heading, or the last sentence of a paragraph that ends in a colon."""
    if number < 0 or blocks[number].kind not in (PARAGRAPH, HEADING):
        return ""
    block = blocks[number]
    piece = text[block.start:block.end]
    if block.kind == PARAGRAPH and not piece.endswith((":", "-", "—", "–")):
        return ""
    last = [span for span in _spans(text, block.start, block.end, _Style(_rules(""), False, False), whole=False)][-1]
    return text[last[0]:last[1]]


def _header(text: str, blocks: tuple[Block, ...], number: int) -> str:
    """Return the names of the columns when they end in a row: the first of its table, or the first two."""
    top = number
    while top > 0 and blocks[top - 1].kind == ROW:
        top -= 1
        if number - top > 1:
            return ""
    rows = [text[block.start:block.end] for block in blocks[top:number + 1]]
    if not all(_names_columns(row) for row in rows):
        return ""
    return rows[0] if top == number else _both(*rows)


def _names_columns(row: str) -> bool:
    return not any(_FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in _CELL_ENDS.split(row))


def _both(upper: str, lower: str) -> str:
    """Return two rows of names as one, cell by cell; the upper one names several columns together."""
    above, below = ([cell.strip() for cell in _CELL_ENDS.split(row)] for row in (upper, lower))
    if len(above) != len(below):
        return max(upper, lower, key=lambda row: len(_CELL_ENDS.split(row)))
    return " | ".join(one if one == other else f"{one} {other}" for one, other in zip(above, below, strict=True))


def _words_start(text: str, block: Block) -> int:
    bullet = BULLET.match(text, block.start, block.end) if block.kind == ITEM else None
    return bullet.end() if bullet else block.start


def _spans(text: str, start: int, end: int, style: _Style, *, whole: bool) -> Iterator[tuple[int, int]]:
    opened = start
    for stop in () if whole else _STOP.finditer(text, start, end):
        if _is_end(text, stop, opened, end, style):
            closed = stop.start("note") if stop.group("note") else stop.end()
            yield from _short(text, opened, closed)
            opened = _skip_space(text, stop.end(), end)
    if opened < end:
        yield from _short(text, opened, end)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what no stop divides, so that a list without stops is not one sentence of a megabyte."""
    while end - start > _LONGEST:
        places = [match.end() for match in _CUTS.finditer(text, start + _SHORTEST_CUT, start + _LONGEST)]
        strong = [place for place in places if text[place - 2] in ";؛\n"]
        at = (strong or places or [start + _LONGEST])[-1]
        yield start, start + len(text[start:at].rstrip())
        start = at
    if start < end:
        yield start, start + len(text[start:end].rstrip())


def _is_end(text: str, stop: re.Match[str], opened: int, end: int, style: _Style) -> bool:
    """Say whether a stop ends the sentence that opened at ``opened``."""
    after = _BETWEEN.match(text, stop.end(), end)
    at = after.end() if after else end
    if at >= end:
        return True
    sign = text[at]
    if sign.islower() and not style.small and not _ARTICLE_NAME.match(text, at):
        return False
    if sign in ",;:،":
        return False
    if text[stop.start()] != "." or text.startswith("..", stop.start()):
        return not (sign.islower() and text[stop.start()] in ".…")
    note = stop.group("note")
    if note and note[0].isdigit() and text[stop.start() - 1].isdigit():
        return False
    return _ends_after_word(text, stop, opened, at, style)


def _ends_after_word(text: str, stop: re.Match[str], opened: int, at: int, style: _Style) -> bool:
    """Say whether a single full stop ends a sentence, by the word before it and the word at ``at``."""
    dot = stop.start()
    pieces = text[max(opened, dot - _LOOK_BACK):dot].split()
    if not pieces or text[dot - 1].isspace():
        return True
    word = _ELISION.sub("", pieces[-1].lstrip(_STRIPPED))
    if len(pieces) == 1 and dot - opened <= 3 and (word.isdigit() or len(word) == 1):
        return False  # the number of a list item or a paragraph
    if stop.end() - dot > 1 and not stop.group("note"):
        return "." not in word or not word[0].isalpha() or word.lower() not in style.rules.abbreviations
    if stop.end() == at == dot + 1 and not _is_word(text, at, style):
        return False  # an address such as Example.Com
    kind = _abbreviation(word, style)
    if not kind:
        return True
    number = bool(stop.group("note")) or text[at].isdigit()
    if kind == "number":
        return not number
    if kind == "unit" and text[at].isupper() and not style.capitals:
        return True
    return kind in ("either", "unit") and not number and _begins(text, at, style)


def _is_word(text: str, at: int, style: _Style) -> bool:
    """Say whether what follows a stop without a space is a word, not the end of an address."""
    match = _NEXT_WORD.match(text, at)
    return match is not None and (len(match.group()) > 3 or match.group().lower() in style.rules.common)


def _abbreviation(word: str, style: _Style) -> str:
    """Return how an abbreviation behaves, empty for another word.

    ``name`` never ends a sentence, ``number`` does unless a number follows, ``unit`` before a capital letter,
    ``either`` only before a word that begins sentences.
    """
    known = style.rules.abbreviations
    if kind := known.get(word.lower()):
        return kind
    if not style.capitals and (kind := known.get(word)):
        return kind
    if len(word) == 1 and word.isalpha() and (word.isupper() or style.small):
        return "either"
    letters = word.split(".")
    if len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return "either"
    return ""


def _begins(text: str, at: int, style: _Style) -> bool:
    """Say whether the word at ``at`` is one that begins a sentence rather than goes on after an abbreviation."""
    match = _NEXT_WORD.match(text, at)
    if match is None or (len(match.group()) == 1 and text.startswith(".", match.end())):
        return False
    word = match.group().lower()
    if style.capitals or style.small or not text[at].isupper():
        return word in style.rules.begins
    return word in style.rules.begins or word in style.rules.common


@lru_cache(maxsize=None)
def _rules(code: str) -> _Rules:
    """Collect the abbreviations and words of a language, of every language for an unknown one."""
    listed = phrases_of("language.abbreviation")
    codes = [code] if code in listed else sorted(listed, key=lambda each: (each != "en", each), reverse=True)
    return _Rules(
        {phrase: value for each in codes for phrase, value in listed.get(each, ())},
        frozenset(word for each in codes for word, _ in phrases_of("language.start").get(each, ())),
        frozenset(word for each in codes for word, _ in phrases_of("language.stop").get(each, ())))
