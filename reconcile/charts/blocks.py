"""The text blocks of the provenance picture: what stands in each, how high it is and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reconcile.charts.chart import Row
from reconcile.charts.look import LABEL, SMALL, cut, line_mm, short_date, wrap
from reconcile.charts.notes import footnote, quoted
from reconcile.charts.relays import Node
from reconcile.errors import shorten
from reconcile.sentences import plural
from reconcile.vocabulary import word

MOST_CLAIMS = 4
"""Claims written out for a publisher under one origin; the numbers of further ones follow."""

NARROW_MM = 120.0
"""Sheets narrower than this hold fewer columns and publishers."""

_GAP_MM, _SMALL_GAP_MM, GLYPH_MM, _BELOW_MM = 8.0, 5.5, 3.4, 1.8
_SPLIT_MM, _SHARE = 78.0, 0.4


@dataclass(frozen=True)
class Grid:
    """Columns from the origins to the last publishers: left edges, widths and what lies between, in millimetres."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    gap: float


@dataclass(frozen=True)
class Style:
    """How claims are written: with what they count where that differs, without the year where it does not."""

    is_mixed: bool
    year: str


@dataclass(frozen=True)
class Block:
    """A node with its text and its place.

    Parameters
    ----------
    node : Node
        What is written.
    name : tuple of str
        Lines of its name.
    claims : tuple of (mapping or None, tuple of str)
        Lines of each claim; the last may be the numbers of those not written out.
    offset : float
        Where the claims begin, right of the name; 0 below it.
    top : float
        From the top of the drawing, in millimetres.
    children : tuple of Block
        To the right.
    """

    node: Node
    name: tuple[str, ...]
    claims: tuple[tuple[Row | None, tuple[str, ...]], ...]
    offset: float
    top: float = 0.0
    children: tuple[Block, ...] = ()

    @property
    def text_mm(self) -> float:
        """Height of the text."""
        name = len(self.name) * line_mm(LABEL)
        claims = sum(len(lines) for _, lines in self.claims) * line_mm(SMALL)
        return (max(name, claims) if self.offset else name + claims) + _BELOW_MM

    @property
    def height(self) -> float:
        """Height of the text or of all that follows it, whichever is more."""
        return max(self.text_mm, sum(child.height for child in self.children))

    @property
    def middle(self) -> float:
        """Middle of the first line, where links end and begin."""
        return self.top + line_mm(LABEL) / 2


def make_grid(shown: Sequence[Node], room: float) -> Grid:
    """Share the width between the columns that the trees need."""
    steps = max(_depth(root) for root in shown)
    gap = _GAP_MM if room > NARROW_MM else _SMALL_GAP_MM
    free = room - steps * gap
    first = min(free * (0.36 if steps == 1 else 0.3), 52.0)
    widths = (first, *[(free - first) / steps] * steps)
    return Grid(tuple(3.0 + sum(widths[:place]) + place * gap for place in range(steps + 1)), widths, gap)


def _depth(node: Node) -> int:
    return max((_depth(child) for child in node.children), default=node.depth)


def make_block(node: Node, grid: Grid, style: Style) -> Block:
    """Write out a node and all that follows it, not yet placed."""
    wide = grid.widths[node.depth]
    offset = wide * _SHARE if node.depth and wide >= _SPLIT_MM else 0.0
    room = (offset - 1.5 if offset else wide) - (0 if node.depth else GLYPH_MM)
    bold = not node.depth
    name = _few(wrap(_name(node), room, LABEL, bold), 3 if node.depth else 5, room, LABEL, bold)
    shown = node.claims[:MOST_CLAIMS] if len(node.claims) > MOST_CLAIMS + 1 else node.claims
    room = wide - offset - GLYPH_MM
    claims: list[tuple[Row | None, tuple[str, ...]]] = [
        (claim, _few(wrap(_claim_words(claim, style), room, SMALL), 3, room, SMALL)) for claim in shown]
    hidden = node.claims[len(shown):]
    if hidden:
        numbers = " ".join(footnote(claim) for claim in hidden[:8])
        more = f" and {len(hidden) - 8} more" if len(hidden) > 8 else ""
        claims.append((None, tuple(wrap(f"also {numbers}{more}", room, SMALL))))
    if not node.depth:
        claims = [(None, tuple(wrap(_root_words(node), room, SMALL)))]
    return Block(node, name, tuple(claims), offset,
                 children=tuple(make_block(child, grid, style) for child in node.children))


def _few(lines: Sequence[str], most: int, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[:most - 1], cut(" ".join(lines[most - 1:]), room, size, bold))


def _name(node: Node) -> str:
    if node.link == "itself":
        return "itself"
    return f"{node.name} (via {node.via})" if node.via else node.name


def _root_words(node: Node) -> str:
    number = len(node.relays)
    return f"relayed by {plural(number, 'publisher')}" if number else "relayed by nobody on file"


def _claim_words(claim: Row, style: Style) -> str:
    what = f" {word('measure', str(claim['measure'])).plural}" if style.is_mixed else ""
    when = short_date(str(claim["published"]))
    when = when.replace(f" {style.year}", "") if style.year else when
    return f"{footnote(claim)} {shorten(quoted(claim), 60)}{what}, {when}"


def one_year(claims: Sequence[Row]) -> str:
    """Return the year in which all claims were published to the day or month, empty where they were not."""
    years = {year for claim in claims for year in re.findall(r"\d{4}(?=-)", str(claim["published"]))}
    whole = any(re.search(r"\d{4}(?!-)", str(claim["published"])) for claim in claims)
    return years.pop() if len(years) == 1 and not whole else ""


def stacked(blocks: Sequence[Block], top: float = 0.0) -> list[Block]:
    """Place blocks below each other, and their children to the right of them."""
    placed = []
    for block in blocks:
        children = tuple(stacked(block.children, top))
        placed.append(replace(block, top=top, children=children))
        top += block.height + (1.6 if not block.node.depth else 0.0)
    return placed


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks and all that follow them, from the top."""
    for block in blocks:
        yield block
        yield from walk(block.children)
