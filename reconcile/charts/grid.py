"""The frame of the matrix: how many origins fit, how wide their names and cells are, and what is written around."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import Page, Row
from reconcile.charts.look import FAINT, INK, KINDS, LABEL, LEADER, SMALL, cut, kind_of, line_mm, width_mm, wrap
from reconcile.charts.notes import footnote
from reconcile.charts.pairs import Cell
from reconcile.charts.sheet import Sheet
from reconcile.sentences import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ORIGINS = 60
"""More columns than this no page holds; those with lesser discrepancies are counted in the notes."""

_NARROWEST_MM, _WIDEST_MM, _NAMED_MM = 3.0, 24.0, 15.0
_LEAST_NAME_MM, _NAME_SHARE, _FEW, _VERY_FEW = 26.0, 0.3, 12, 5
_NUMBER_MM, _GLYPH_MM = 4.6, 3.4


@dataclass(frozen=True)
class Grid:
    """Where the cells lie: millimetres on the sheet.

    Parameters
    ----------
    origins : tuple of str
        In the order of rows and columns.
    left, column, row, head : float
        Where the first column begins, how wide a column, how high a row and the heads are.
    words : tuple of tuple of str
        Name of each origin as the lines of its row.
    heads : tuple of tuple of str
        Name of each origin as the lines over its column, empty where columns are narrow.
    facts : tuple of str
        What is written in a cell below its sign: ``gap``, ``ratio``, ``claims``.
    """

    origins: tuple[str, ...]
    left: float
    column: float
    row: float
    head: float
    words: tuple[tuple[str, ...], ...]
    heads: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]

    @property
    def foot(self) -> float:
        """Room for the numbers of the columns once more, where the eye would lose them."""
        return 4.0 if len(self.origins) > 15 else 0.0

    @property
    def body(self) -> float:
        """Height of heads and cells."""
        return self.head + self.row * len(self.origins) + self.foot + 0.5


def most_origins(page: Page) -> int:
    """Return how many origins fit on a page of this width."""
    room = page.width_mm - 6
    return min(MOST_ORIGINS, int((room - _least_name(room) - _NUMBER_MM - _GLYPH_MM) / _NARROWEST_MM))


def _least_name(room: float) -> float:
    return max(_LEAST_NAME_MM, room * _NAME_SHARE - _NUMBER_MM - _GLYPH_MM)


def make_grid(origins: Sequence[str], found: Mapping[tuple[str, str], Cell], page: Page) -> Grid:
    """Share the width between names and cells; the height follows from what a cell has to say."""
    room, number = page.width_mm - 6, len(origins)
    wanted = max(width_mm(cut(name, room, LABEL), LABEL) for name in origins) + 2.2
    before = _NUMBER_MM + _GLYPH_MM
    names = min(wanted, max(_LEAST_NAME_MM, room * 0.42 - before) if number <= _VERY_FEW else _least_name(room))
    column = min(_WIDEST_MM, (room - before - names) / number)
    facts = _facts([cell for pair, cell in found.items() if set(pair) <= set(origins)], column - 0.8)
    heads = tuple(_lines(name, column - 1.0, SMALL, 3) if column >= _NAMED_MM else () for name in origins)
    row = max(3.8, min(column, 7.0), 3.8 + len(facts) * line_mm(SMALL) if facts else 0.0,
              2 * line_mm(LABEL) + 0.6 if number <= _FEW and wanted > names else 0.0)
    words = tuple(_lines(name, names - 1.4, LABEL, max(1, int(row / line_mm(LABEL)))) for name in origins)
    head = line_mm(LABEL) + max(map(len, heads)) * line_mm(SMALL) + 1.0
    return Grid(tuple(origins), 3 + before + names, column, row, head, words, heads, facts)


def _lines(name: str, room: float, size: float, most: int) -> tuple[str, ...]:
    lines = wrap(name, room, size)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[:most - 1], cut(" ".join(lines[most - 1:]), room, size))


def _facts(shown: Sequence[Cell], room: float) -> tuple[str, ...]:
    """Choose what fits under the signs; a number never stands without the claims that it comes from."""
    for facts in (("gap", "ratio", "claims"), ("ratio", "claims"), ("claims",)):
        widest = max((width_mm(words, SMALL) for cell in shown for words in fact_words(cell, facts)), default=0.0)
        if widest <= room:
            return facts
    return ()


def fact_words(cell: Cell, facts: Sequence[str], origin: str = "") -> list[str]:
    """Print how far apart, where the kind of discrepancy is one of distance, and the claims, the origin's own first."""
    is_apart = cell.gap > 0 and not cell.is_past and cell.word in ("contradicts", "update")
    ours, theirs = (cell.second, cell.first) if cell.second["origin"] == origin else (cell.first, cell.second)
    words = {"gap": count(cell.gap) if is_apart else "", "ratio": times_words(cell.ratio) if is_apart else "",
             "claims": f"{footnote(ours)} {footnote(theirs)}"}
    return [words[fact] for fact in facts if words[fact]]


def times_words(ratio: float) -> str:
    """Print how many times the lower reading goes into the higher: ``×1.14``; empty beside a zero."""
    if math.isnan(ratio) or math.isinf(ratio):
        return ""
    return f"×{ratio:,.{2 if ratio < 10 else 1 if ratio < 100 else 0}f}"


def draw_rules(axes: Axes, grid: Grid, top: float) -> None:
    """Draw thin lines between the cells, stronger after each fifth."""
    number = len(grid.origins)
    right, bottom = grid.left + grid.column * number, top + grid.row * number
    for place in range(number + 1):
        strong = place % 5 == 0 and number > 10
        look: dict[str, Any] = {"color": LEADER if strong else FAINT, "linewidth": 0.6 if strong else 0.4,
                                "zorder": 1, "clip_on": False, "label": "rule"}
        axes.plot([grid.left + place * grid.column] * 2, [top, bottom], **look)
        axes.plot([grid.left, right], [top + place * grid.row] * 2, **look)


def draw_names(sheet: Sheet, grid: Grid, top: float, claims: Mapping[str, Row]) -> None:
    """Write names, numbers and kinds of the origins around the cells."""
    for place, name in enumerate(grid.origins):
        y = top + (place + 0.5) * grid.row
        kind = KINDS[kind_of(claims[name])]
        sheet.text(sheet.margin + _NUMBER_MM - 0.8, y, str(place + 1), SMALL, weight="bold", ha="right")
        sheet.paper.plot([sheet.margin + _NUMBER_MM + 1.2], [y], marker=kind.marker, markersize=4.5,
                         linestyle="none", markerfacecolor=kind.colour, markeredgecolor=INK, markeredgewidth=0.4,
                         label="counter")
        start = y - (len(grid.words[place]) - 1) * line_mm(LABEL) / 2
        for line, words in enumerate(grid.words[place]):
            sheet.text(sheet.margin + _NUMBER_MM + _GLYPH_MM, start + line * line_mm(LABEL), words, LABEL)
        _head(sheet, grid, top, place)


def _head(sheet: Sheet, grid: Grid, top: float, place: int) -> None:
    x = grid.left + (place + 0.5) * grid.column
    lines = grid.heads[place]
    is_narrow = width_mm(str(place + 1), SMALL, True) > grid.column - 0.6
    look: dict[str, Any] = {"rotation": 90, "va": "center"} if is_narrow else {}
    y = top - 0.8 - len(lines) * line_mm(SMALL) - line_mm(LABEL) / 2
    sheet.text(x, y, str(place + 1), SMALL, weight="bold", ha="center", **look)
    for line, words in enumerate(lines):
        sheet.text(x, y + line_mm(LABEL) / 2 + (line + 0.5) * line_mm(SMALL), words, SMALL, ha="center")
    if grid.foot:
        bottom = top + len(grid.origins) * grid.row
        sheet.text(x, bottom + grid.foot / 2 + 0.3, str(place + 1), SMALL, weight="bold", ha="center", **look)
