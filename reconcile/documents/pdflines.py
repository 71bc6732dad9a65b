"""Put the lines of PDF pages together to paragraphs, and find the lines that run along the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from reconcile.documents.blocks import BULLET, kind_of
from reconcile.documents.model import HEADING, PARAGRAPH, ROW

_STOP = re.compile(r"[.!?…؟:;][\"'”’»)\]]*$")
_HYPHENED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,6}")
_EDGE_LINES, _RUNNING_SHARE = 3, 0.4
_WIDE_GAP, _LARGER, _SHORT_LINE, _LONGEST_CELL = 1.4, 1.12, 0.75, 45


@dataclass(slots=True)
class Line:
    """One printed line.

    Attributes
    ----------
    text : str
        Its words; a tab where the cells of a table part.
    x, y, size : float
        Where it begins, in points from the left and from below, and the size of its letters.
    page : int
        Number of the page, counted from 0.
    """

    text: str
    x: float
    y: float
    size: float
    page: int


@dataclass(slots=True)
class Part:
    """A paragraph, heading, item or table row put together from lines; ``page`` is where it begins.

    ``turns`` holds the characters of the text at which a new page begins, with the number of the page.
    """

    text: str
    kind: str
    page: int
    turns: list[tuple[int, int]]


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """Return for each page the numbers of the lines that are headers, footers or page numbers.

    Such a line stands first or last on the page, apart from the text, and on many pages.

    Parameters
    ----------
    pages : sequence of sequence of Line
    """
    layout = _Layout.of([line for lines in pages for line in lines])
    edges = [(_edge(lines, top=True), _edge(lines, top=False)) for lines in pages]
    counts = Counter(key for lines, both in zip(pages, edges, strict=True)
                     for key in {key for edge in both for number in edge for key in _keys(lines[number])})
    least = max(2, _RUNNING_SHARE * len(pages))
    found: list[set[int]] = []
    for lines, both in zip(pages, edges, strict=True):
        found.append(set())
        for edge in both:
            repeated = [max(counts[key] for key in _keys(lines[number])) >= least and "\t" not in lines[number].text
                        and lines[number].size <= _LARGER * layout.size for number in edge]
            found[-1].update(_apart([lines[number] for number in edge], edge, repeated, layout.leading))
    return found


def _edge(lines: Sequence[Line], *, top: bool) -> list[int]:
    """Return the numbers of the outermost lines of a page, from the edge inwards."""
    order = sorted(range(len(lines)), key=lambda number: (lines[number].y, -number), reverse=top)
    return order[:_EDGE_LINES + 1]


def _apart(lines: Sequence[Line], numbers: Sequence[int], repeated: Sequence[bool], leading: float) -> Sequence[int]:
    """Return the repeated lines at the edge that a gap parts from the text."""
    for count in range(min(_EDGE_LINES, len(lines)), 0, -1):
        apart = count == len(lines) or abs(lines[count - 1].y - lines[count].y) > _WIDE_GAP * leading
        if all(repeated[:count]) and apart:
            return numbers[:count]
    return ()


def _keys(line: Line) -> tuple[str, str]:
    """Return what is alike in a running line of every page: its words, also with a number that counts pages."""
    words = " ".join(line.text.split()).casefold()
    return words, _NUMBER.sub(lambda number: f"#{int(number.group()) - line.page}", words)


def parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Put the lines of a document, without the running ones, together to its parts.

    Parameters
    ----------
    lines : sequence of Line
        In reading order.
    """
    layout = _Layout.of(lines)
    known = Counter(word for line in lines for word in _FIRST_WORD.findall(line.text.casefold()))
    run: list[Line] = []
    for line in lines:
        if run and layout.breaks(run[-1], line):
            yield _part(run, layout, known)
            run = []
        run.append(line)
    if run:
        yield _part(run, layout, known)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Usual size of letters, distance of lines and length of a full line."""

    size: float
    leading: float
    width: float
    left: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Layout:
        """Measure the lines of a document."""
        sizes = [line.size for line in lines for _ in range(len(line.text) // 10)] or [0.0]
        gaps = [before.y - after.y for before, after in zip(lines, lines[1:], strict=False)
                if before.page == after.page and 0 < before.y - after.y < 3 * max(before.size, 1)]
        lengths = sorted(len(line.text) for line in lines) or [0]
        return cls(median(sizes), median(gaps) if gaps else 0.0, lengths[len(lengths) * 9 // 10],
                   min((line.x for line in lines), default=0.0))

    def breaks(self, before: Line, after: Line) -> bool:
        """Say whether a new part begins with a line."""
        if "\t" in before.text or "\t" in after.text or BULLET.match(after.text):
            return True
        if max(before.size, after.size) > _LARGER * min(before.size, after.size):
            return True
        stopped = bool(_STOP.search(before.text))
        if before.page != after.page or after.y > before.y + 1:
            return stopped or len(before.text) < _SHORT_LINE / 2 * self.width
        if self.leading and before.y - after.y > _WIDE_GAP * self.leading:
            return True
        if not stopped and after.text[0].isupper() and self._had_room(before, after):
            return True
        indented = after.x > before.x + 4 and after.x > self.left + 4
        return stopped and (indented or len(before.text) < _SHORT_LINE * self.width)

    def _had_room(self, before: Line, after: Line) -> bool:
        """Say whether the first word of a line would have fitted the line before, as after a heading."""
        return len(before.text) + len(after.text.split(None, 1)[0]) < _SHORT_LINE * self.width


def _part(run: Sequence[Line], layout: _Layout, known: Counter[str]) -> Part:
    text = run[0].text
    turns: list[tuple[int, int]] = []
    for before, after in zip(run, run[1:], strict=False):
        text = _joined(text, after.text, known)
        if before.page != after.page:
            turns.append((len(text) - len(after.text), after.page))
    if "\t" in text:
        return Part(text.replace("\t", " | "), ROW, run[0].page, turns)
    large = run[0].size > _LARGER * layout.size and len(text) <= 200
    kind = kind_of(text)
    return Part(text, HEADING if large else PARAGRAPH if kind == ROW else kind, run[0].page, turns)


def _joined(text: str, following: str, known: Counter[str]) -> str:
    """Join a line to the text before it; a word broken at the line's end becomes whole."""
    hyphened = _HYPHENED.search(text)
    if hyphened is None:
        return f"{text}{following}" if text.endswith("-") else f"{text} {following}"
    word = _FIRST_WORD.match(following)
    if word is None or not word.group()[0].islower() and not hyphened.group(1).isupper():
        return f"{text}{following}"
    if text[-1] != "\u00ad" and not known[hyphened.group(1).casefold() + word.group().casefold()] \
            and known[hyphened.group(1).casefold()] > 1 and known[word.group().casefold()] > 1:
        return f"{text}{following}"
    return f"{text[:-1]}{following}"


def without_lone_cells(lines: Sequence[Line]) -> list[Line]:
    """Keep the tabs of a line only beside another line of cells, where they show a table."""
    table = [_is_row(line.text) for line in lines]
    kept = []
    for number, line in enumerate(lines):
        beside = any(table[max(0, number - 1):number]) or any(table[number + 1:number + 2])
        keep = table[number] and beside
        kept.append(line if keep or "\t" not in line.text
                    else Line(line.text.replace("\t", " "), line.x, line.y, line.size, line.page))
    return kept


def _is_row(text: str) -> bool:
    return "\t" in text and all(len(cell) <= _LONGEST_CELL for cell in text.split("\t"))
