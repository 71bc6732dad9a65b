"""What the first lines of a text say of its making: title, writer and date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reconcile.documents.model import BOILERPLATE, HEADING, Block
from reconcile.documents.wordlists import phrases_of

_TOP_BLOCKS, _TOP_CHARACTERS = 12, 2500
_LONGEST_DATE_LINE, _LONGEST_REST, _LONGEST_PLACE, _LONGEST_LABEL = 90, 45, 70, 40
_LONGEST_TITLE = 200
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_AFTER_DATELINE = re.compile(r"[\s,.]*(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/|[A-ZА-ЯЁІЇЄҚ][\w./]{1,20}(?=\s*[-–—/]))?"
                             r"\s*(?:[-–—/]{1,2}|[:.(\[]|$)")
_PLACE = re.compile(r"[^a-zа-яё]")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:,? (?:and |und |y |et |и |і )?[^\W\d_][\w.'’-]*){1,6}")
_WORD = re.compile(r"[^\W\d_]+")
_TOO_OLD = 1900
_SHORT_YEAR = 50


@dataclass(frozen=True, slots=True)
class Head:
    """Title, writer, ISO date of publication and notes; empty for what the text does not say."""

    title: str
    author: str
    published: str
    notes: tuple[str, ...]


def read_head(text: str, blocks: Sequence[Block]) -> Head:
    """Read the title, the writer's line and the date from the first lines of a text.

    Parameters
    ----------
    text : str
    blocks : sequence of Block
        The parts of the text in order.
    """
    top = [block for block in blocks[:_TOP_BLOCKS] if block.start < _TOP_CHARACTERS]
    pieces = [text[block.start:block.end] for block in top]
    published, note = _published(pieces)
    return Head(_title(pieces, top), next(filter(None, map(_byline, pieces)), ""), published, (note,) if note else ())


def find_date(line: str) -> str:
    """Return the first full date of a line as an ISO date, empty when there is none.

    Examples
    --------
    >>> find_date("Almaty, 7 January 2022")
    '2022-01-07'
    """
    return next((found for found, _, _ in dates_of(line)), "")


def dates_of(line: str) -> Iterator[tuple[str, int, int]]:
    """Yield each full date of a text as an ISO date with its start and end."""
    for match in _date_pattern().finditer(line.translate(_DIGITS)):
        found = _iso(match)
        if found:
            yield found, match.start(), match.end()


def _title(pieces: Sequence[str], blocks: Sequence[Block]) -> str:
    for piece, block in list(zip(pieces, blocks, strict=True))[:3]:
        if block.kind == BOILERPLATE or _is_date_line(piece) or _byline(piece):
            continue
        line = " ".join(piece.split())
        return line if block.kind == HEADING and len(line) <= _LONGEST_TITLE else ""
    return ""


def _byline(piece: str) -> str:
    """Return the name in a line such as ``By Jane Roe``."""
    if len(piece) > _LONGEST_DATE_LINE:
        return ""
    label = _labels("language.byline").match(piece)
    line = piece[label.end():].strip() if label else ""
    name = _NAME.match(line)
    if name is None or not _is_place(name.group()) or set(name.group().casefold().split()) & _weekdays():
        return ""
    rest = line[name.end():].strip(" |,.-–—·")
    return name.group().rstrip(" .,") if not rest or "@" in rest or find_date(rest) or _is_place(rest) else ""


def _published(pieces: Sequence[str]) -> tuple[str, str]:
    """Return the date of publication and a note."""
    for piece in pieces:
        if (label := _labels("language.published").match(piece)) and label.end() < _LONGEST_LABEL:
            if found := find_date(piece[label.end():label.end() + _LONGEST_DATE_LINE]):
                return found, ""
    for piece in pieces:
        if not _labels("language.updated").match(piece) and (found := _dateline(piece)):
            return found, ""
    for piece in pieces:
        if _labels("language.updated").match(piece) and (found := find_date(piece[:_LONGEST_DATE_LINE])):
            return found, "the date is that of the last update."
    return "", ""


def _dateline(piece: str) -> str:
    """Return the date of a line that is little else, or of ``PLACE, date (AGENCY) -`` before a paragraph."""
    line = piece[:_LONGEST_DATE_LINE * 2]
    for found, start, end in dates_of(line):
        rest = f"{line[:start]} {line[end:]}"
        if len(piece) <= _LONGEST_DATE_LINE and len(rest) <= _LONGEST_REST and _is_place(rest):
            return found
        place = line[:start].strip(" ,.-–—(")
        if len(place) <= _LONGEST_PLACE and (not place or _PLACE.match(place)) and _AFTER_DATELINE.match(line, end):
            return found if _is_place(place) else ""
        return ""
    return ""


def _is_place(place: str) -> bool:
    """Say whether the words beside a date are names only."""
    words = _WORD.findall(place)
    return len(words) <= 8 and all(not word[0].islower() or len(word) <= 3 for word in words)


def _is_date_line(piece: str) -> bool:
    return len(piece) <= _LONGEST_DATE_LINE and bool(_dateline(piece) or _labels("language.published").match(piece)
                                                     and find_date(piece))


def _iso(match: re.Match[str]) -> str:
    year, month, day = (int(match.group(name) or 0) for name in ("y1", "m1", "d1"))
    if match.group("d2"):
        day, month, year = (int(match.group(name)) for name in ("d2", "m2", "y2"))
        if match.group("sep") == "/" and day <= 12 and month <= 12 and day != month:
            return ""  # 07/01/2022 is another day in another country
        if month > 12:
            day, month = month, day
    for number, word, digits in (("d3", "n3", "y3"), ("d4", "n4", "y4"), ("d5", "n5", "y5")):
        if match.group(number):
            day, month, year = int(match.group(number)), _month(match.group(word)), int(match.group(digits))
    if len(str(year)) <= 2:
        year += 1900 if year >= _SHORT_YEAR else 2000
    try:
        return date(year, month, day).isoformat() if year >= _TOO_OLD else ""
    except ValueError:
        return ""


@lru_cache(maxsize=None)
def _months() -> dict[str, int]:
    return {name.casefold().rstrip("."): int(value)
            for names in phrases_of("date.month").values() for name, value in names}


@lru_cache(maxsize=None)
def _weekdays() -> frozenset[str]:
    return frozenset(name for names in phrases_of("date.weekday").values() for name, _ in names)


def _month(word: str) -> int:
    """Return the number of a month by its name, or by the longest stem that begins it."""
    months, name = _months(), word.casefold().rstrip(".")
    stems = (name[:length] + "*" for length in range(len(name), 0, -1))
    return months.get(name) or next(months[stem] for stem in stems if stem in months)


@lru_cache(maxsize=None)
def _date_pattern() -> re.Pattern[str]:
    """Build the forms of a full date from the month names of all languages."""
    names = "|".join(re.escape(name).replace(r"\*", r"\w*")
                     for name in sorted(_months(), key=lambda name: (-len(name), name)))
    inside = "|".join(sorted({re.escape(word) for words in phrases_of("language.inside_date").values()
                              for word, _ in words}))
    of = rf"(?:[\s,]+|\s+(?:{inside})\s+)"
    year = r"(?P<y{0}>\d{{4}}|\d{{2}}(?=\s*[(\[)]|\s*-|\s*$))"
    return re.compile(
        r"(?<![\d./-])(?:"
        r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
        r"|(?P<d2>\d{1,2})(?P<sep>[./-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})(?!\d)"
        rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|-?го|-?е|º|°)?\.?{of}?(?P<n3>{names})\b\.?{of}{year.format(3)}"
        rf"(?:\s*(?:{inside})(?!\w))?"
        rf"|(?<!\w)(?P<n4>{names})\b\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){of}{year.format(4)}"
        rf"|(?P<y5>\d{{4}})\s*(?:{inside})?\s*(?P<d5>\d{{1,2}})[\s-]*(?P<n5>{names})\b"
        r")", re.IGNORECASE)


@lru_cache(maxsize=None)
def _labels(role: str) -> re.Pattern[str]:
    """Build the labels of a role: ``Published:`` with or without its colon, ``By`` before a name."""
    phrases = sorted({phrase for listed in phrases_of(role).values() for phrase, _ in listed},
                     key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\W{0,3}(?:" + "|".join(map(re.escape, phrases)) + r")\b\s*[:.—–|-]?\s*", re.IGNORECASE)
