"""Charts of rows: words at the left, marks on one number axis, the range in words at the right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import Row
from reconcile.charts.look import FAINT, INK, LABEL, LEADER, QUIET, SMALL, cut, line_mm, short_date, width_mm, wrap
from reconcile.charts.marks import Track
from reconcile.charts.notes import counter, footnote, quoted
from reconcile.charts.scale import is_logarithmic, number_axis
from reconcile.charts.sheet import Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXIS_MM = 9.5
"""Height of the tick labels and the name of the axis."""

NARROW_MM = 110.0
"""A sheet narrower than this has no room for who counted beside the words of a dense row."""

_GAP = 3.5


@dataclass(frozen=True)
class Line:
    """One line of text in a row.

    Parameters
    ----------
    words : str
        The text; cut where it is too long.
    size : float
        In points.
    colour : str
        Of the text.
    weight : str
        ``bold`` or ``normal``.
    is_struck : bool
        With a line through it.
    """

    words: str
    size: float = LABEL
    colour: str = INK
    weight: str = "normal"
    is_struck: bool = False


def fitted(lines: Iterable[Line], room: float, most: int = 2) -> tuple[Line, ...]:
    """Return lines in the room they have: each runs on over as many as ``most`` before it is cut."""
    out: list[Line] = []
    for line in lines:
        bold = line.weight == "bold"
        parts = wrap(line.words, room, line.size, bold)
        rest = " ".join(parts[most - 1:])
        out += [replace(line, words=words) for words in (*parts[:most - 1], cut(rest, room, line.size, bold)) if words]
    return tuple(out)


def claim_lines(claim: Row, width: float, *, is_roomy: bool, size: float = SMALL, colour: str = INK,
                quiet: str = QUIET, is_struck: bool = False) -> tuple[Line, ...]:
    """Return the lines at the left of a claim's row: number, words, date and who counted.

    A dense row of a narrow sheet leaves out who counted: the sources under the drawing tell it by the number.
    """
    said, day = f"{footnote(claim)} {quoted(claim)}", short_date(str(claim["as_of"]))
    if is_roomy:
        return (Line(said, size, colour, is_struck=is_struck),
                Line(f"{day}, {counter(claim)}", SMALL, quiet, is_struck=is_struck))
    who = "" if width < NARROW_MM else f", {counter(claim)}"
    return (Line(f"{said} {day}{who}", SMALL, colour, is_struck=is_struck),)


@dataclass(frozen=True)
class Columns:
    """Widths in millimetres: words at the left, the drawing, words at the right."""

    left: float
    plot: float
    right: float


def columns(room: float, left: Iterable[Line], right: Iterable[str]) -> Columns:
    """Share the width of the sheet: the words get what they need, up to a limit; the marks get the rest.

    Parameters
    ----------
    room : float
        Width between the margins.
    left : iterable of Line
        Lines at the left.
    right : iterable of str
        Lines at the right, which are never cut, but wrapped.
    """
    wanted = max((width_mm(cut(line.words, room, line.size), line.size, line.weight == "bold")
                  for line in left), default=0.0)
    wide_right = max((width_mm(words, SMALL) for words in right), default=0.0)
    right_mm = min(wide_right, room * 0.26) + 0.5
    left_mm = min(wanted + 0.5, room * 0.42)
    return Columns(left_mm, room - left_mm - right_mm - 2 * _GAP, right_mm)


def right_lines(words: str, width: float) -> list[str]:
    """Return the lines of a range in words; a number is wrapped rather than cut."""
    return wrap(words, width, SMALL)


def write_left(sheet: Sheet, y: float, lines: Sequence[Line], room: float) -> None:
    """Write lines of a row around its middle ``y``, cut to the room."""
    heights = [line_mm(line.size) for line in lines]
    at = y - sum(heights) / 2
    for line, height in zip(lines, heights, strict=True):
        bold = line.weight == "bold"
        words = cut(line.words, room, line.size, bold)
        middle = at + height / 2
        sheet.text(sheet.margin, middle, words, line.size, color=line.colour, weight=line.weight)
        if line.is_struck:
            sheet.strike(sheet.margin, middle, width_mm(words, line.size, bold), line.colour)
        at += height


def write_right(sheet: Sheet, y: float, lines: Sequence[str], width: float, **options: Any) -> None:
    """Write the range in words around the middle ``y`` of a row."""
    x = sheet.width - sheet.margin - width
    step = line_mm(SMALL)
    top = y - (len(lines) - 1) * step / 2
    for number, words in enumerate(lines):
        sheet.text(x, top + number * step, words, SMALL, **options)


def row_axes(sheet: Sheet, share: Columns, height: float, ends: Iterable[float], unit: str) -> Track:
    """Return the number axis of a chart of rows; across it runs the sheet's own millimetres from the top.

    Parameters
    ----------
    sheet : Sheet
        Sheet to draw on.
    share : Columns
        Widths.
    height : float
        Height of all rows.
    ends : iterable of float
        Ends to be drawn.
    unit : str
        Name of the axis.
    """
    shown = [end for end in ends if math.isfinite(end)]
    axes = sheet.axes(sheet.margin + share.left + _GAP, sheet.top, share.plot, height)
    axes.set_ylim(sheet.top + height, sheet.top)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    track = number_axis(axes, shown, share.plot)
    axes.grid(axis="x")
    name_axis(sheet, share, sheet.top + height, unit, is_logarithmic(shown))
    return track


def name_axis(sheet: Sheet, share: Columns, bottom: float, unit: str, logarithmic: bool) -> None:
    """Write what the number axis counts, under its ticks, and that it is logarithmic where it is."""
    words = f"{unit}, logarithmic scale" if logarithmic else unit
    left = sheet.margin + share.left + _GAP
    words = cut(words, sheet.width - sheet.margin - left, SMALL) if not logarithmic else words
    x = min(left, sheet.width - sheet.margin - width_mm(words, SMALL))
    sheet.text(x, bottom + 7.6, words, SMALL, color=QUIET)


def rule(sheet: Sheet, y: float) -> None:
    """Draw a thin line over the whole width."""
    sheet.paper.plot([sheet.margin, sheet.width - sheet.margin], [y, y], color=FAINT, linewidth=0.6,
                     label="rule")


def guide(axes: Axes, value: float, top: float, bottom: float) -> None:
    """Draw a dashed line at a number, from row to row."""
    axes.plot([value, value], [top, bottom], color=LEADER, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1,
              label="guide")
