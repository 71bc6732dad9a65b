"""The marks of a figure: a point, a bar, an open arrow, a hatched bar, a cross.

One convention in all charts. A marker stands at each end that was stated; its shape and colour say who
counted. An open arrow means that no upper bound was stated and its length means nothing. Hatching means
that the ends are a reading of vague words. A cross means withdrawn. Hollow means that it no longer counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.patches import FancyArrowPatch, Rectangle

from reconcile.charts.look import INK, KINDS, LEADER, MM, WITHDRAWN, kind_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reconcile.charts.chart import Row

ARROW_MM = 7.0
"""Length of an open arrow."""

SAMPLE_MM, POINT_SAMPLE_MM, SIGN_SAMPLE_MM = 8.0, 3.2, 4.4
"""Width of a sample in the key: of a line or bar, of a lone marker, of another sign."""

_HOLLOW_STATES = ("superseded", "other_moment")


@dataclass(frozen=True)
class Mark:
    """One figure as it is drawn.

    Parameters
    ----------
    low, high : float
        Inclusive ends; ``high`` may be ``inf``.
    colour, marker : str
        Who counted.
    is_soft, is_withdrawn, is_hollow : bool
        Vague words; taken back; no longer counts.
    size : float
        Marker size in points.
    """

    low: float
    high: float
    colour: str
    marker: str
    is_soft: bool = False
    is_withdrawn: bool = False
    is_hollow: bool = False
    size: float = 5.0

    @property
    def is_open(self) -> bool:
        """No upper bound was stated."""
        return math.isinf(self.high)

    @property
    def ends(self) -> list[float]:
        """The ends that were stated."""
        return sorted({end for end in (self.low, self.high) if math.isfinite(end)})


def mark_of(claim: Row) -> Mark:
    """Return how a claim is drawn."""
    kind = KINDS[kind_of(claim)]
    withdrawn = claim["state"] == "retracted"
    return Mark(float(claim["low"]), float(claim["high"]), WITHDRAWN if withdrawn else kind.colour, kind.marker,
                is_soft=bool(claim["is_soft"]), is_withdrawn=withdrawn,
                is_hollow=withdrawn or claim["state"] in _HOLLOW_STATES,
                size=3.6 if claim["state"] == "echo" else 5.0)


@dataclass(frozen=True)
class Track:
    """A line along which marks lie: the number axis of some axes, and a direction across it.

    Parameters
    ----------
    axes : Axes
        With their limits already set.
    is_vertical : bool
        Numbers run upwards instead of to the right.
    """

    axes: Axes
    is_vertical: bool = False

    def xy(self, along: float, across: float) -> tuple[float, float]:
        """Return x and y of a place."""
        return (across, along) if self.is_vertical else (along, across)

    def mm(self, along: float, across: float) -> tuple[float, float]:
        """Return a place in millimetres from the lower left of the sheet, along first."""
        x, y = self.axes.transData.transform(self.xy(along, across)) / self._dots
        return (float(y), float(x)) if self.is_vertical else (float(x), float(y))

    def shift(self, along: float, across: float, mm: float, aside: float = 0.0) -> tuple[float, float]:
        """Return the place so many millimetres further along the number axis and aside, along first."""
        here = self.mm(along, across)
        there = self.xy(here[0] + mm, here[1] + aside)
        x, y = self.axes.transData.inverted().transform((there[0] * self._dots, there[1] * self._dots))
        return (float(y), float(x)) if self.is_vertical else (float(x), float(y))

    @property
    def _dots(self) -> float:
        return self.axes.figure.dpi / 25.4


def draw_mark(track: Track, across: float, mark: Mark, thickness: float = 1.6) -> None:
    """Draw one figure.

    Parameters
    ----------
    track : Track
        Where numbers run.
    across : float
        Place across the number axis, in data units.
    mark : Mark
        What to draw.
    thickness : float
        Of a bar, in millimetres.
    """
    top = track.shift(mark.low, across, ARROW_MM * 0.62)[0] if mark.is_open else mark.high
    if mark.is_soft or (mark.high > mark.low and not mark.is_open):
        draw_bar(track, across, mark.low, top, mark, thickness)
    if mark.is_open:
        start = top if mark.is_soft else mark.low
        end = track.shift(mark.low, across, ARROW_MM)[0]
        draw_arrow(track, across, start, end, mark.colour)
    draw_points(track, across, mark)
    if mark.is_withdrawn:
        _cross(track, across, mark)


def draw_bar(track: Track, across: float, low: float, high: float, mark: Mark, thickness: float) -> None:
    """Draw a bar between two numbers: filled, hatched for a reading of vague words, empty when hollow."""
    sides = [track.shift(low, across, 0, side * thickness / 2)[1] for side in (-1, 1)]
    filled = not (mark.is_soft or mark.is_hollow)
    start = track.xy(low, sides[0])
    stop = track.xy(high, sides[1])
    track.axes.add_patch(Rectangle(
        start, stop[0] - start[0], stop[1] - start[1], facecolor=mark.colour if filled else "white",
        edgecolor=mark.colour, linewidth=0.7, hatch="//////" if mark.is_soft else None, clip_on=False,
        zorder=2.5, label="vague" if mark.is_soft else "interval"))


def draw_arrow(track: Track, across: float, start: float, end: float, colour: str, label: str = "open",
               style: str = "-") -> None:
    """Draw an arrow with an open head along the number axis; ``style`` is that of its line."""
    arrow = FancyArrowPatch(track.xy(start, across), track.xy(end, across), arrowstyle="->", mutation_scale=7,
                            color=colour, linewidth=1.0, shrinkA=0, shrinkB=0, clip_on=False, zorder=2.6,
                            linestyle=style, label=label)
    track.axes.add_patch(arrow)


def draw_points(track: Track, across: float, mark: Mark) -> None:
    """Draw a marker at each stated end."""
    both_ends = len(mark.ends) > 1
    size = mark.size * (0.6 if both_ends else 1.0)
    for end in mark.ends:
        x, y = track.xy(end, across)
        track.axes.plot([x], [y], marker=mark.marker, markersize=size, linestyle="none", clip_on=False,
                        markerfacecolor="white" if mark.is_hollow else mark.colour,
                        markeredgecolor=mark.colour if mark.is_hollow else INK,
                        markeredgewidth=0.9 if mark.is_hollow else 0.4, zorder=3, label="figure")


def _cross(track: Track, across: float, mark: Mark) -> None:
    for end in mark.ends:
        x, y = track.xy(end, across)
        track.axes.plot([x], [y], marker="x", markersize=7, markeredgecolor=INK, markeredgewidth=0.9,
                        linestyle="none", clip_on=False, zorder=3.2, label="withdrawn")


@dataclass(frozen=True)
class Sample:
    """One entry of the key: what a mark means and how it looks.

    Parameters
    ----------
    words : str
        The meaning.
    mark : Mark, optional
        A figure.
    line : str
        Name or style of a line.
    sign : callable, optional
        Draws any other sign on the paper around x and y (millimetres).
    """

    words: str
    mark: Mark | None = None
    line: str = ""
    sign: Callable[[Axes, float, float], None] | None = None

    @property
    def width(self) -> float:
        """Room that the sample takes, in millimetres."""
        if self.sign is not None:
            return SIGN_SAMPLE_MM
        return POINT_SAMPLE_MM if self.mark and self.mark.low == self.mark.high else SAMPLE_MM


_GREY = Mark(0, 0, "#444444", "o")


def kind_samples(claims: Iterable[Row]) -> list[Sample]:
    """Return the entries of the kinds of counters that appear, in the order of the palette."""
    present = {kind_of(claim) for claim in claims}
    return [Sample(look.words, Mark(0, 0, look.colour, look.marker))
            for kind, look in KINDS.items() if kind in present]


def meaning_samples(marks: Sequence[Mark], *, has_echo: bool = False) -> list[Sample]:
    """Return the entries of the drawing conventions that appear."""
    found = []
    if any(mark.is_open for mark in marks):
        found.append(Sample("no upper bound stated", replace(_GREY, high=math.inf)))
    if any(mark.is_soft for mark in marks):
        found.append(Sample("reading of vague words", replace(_GREY, high=1.0, is_soft=True)))
    if any(mark.is_hollow and not mark.is_withdrawn for mark in marks):
        found.append(Sample("earlier figure, no longer counts", replace(_GREY, is_hollow=True)))
    if has_echo:
        found.append(Sample("repeats another's figure (small)", replace(_GREY, size=3.6)))
    if any(mark.is_withdrawn for mark in marks):
        found.append(Sample("withdrawn", replace(_GREY, colour=WITHDRAWN, is_hollow=True, is_withdrawn=True)))
    return found


def draw_sample(paper: Axes, x: float, y: float, sample: Sample) -> None:
    """Draw the sample of a key entry in a box that begins at ``x`` and is centred on ``y`` (millimetres)."""
    middle = x + sample.width / 2
    track = Track(paper)
    if sample.line:
        _draw_line_sample(track, x, y, sample.line)
    if sample.sign is not None:
        sample.sign(paper, middle, y)
    if sample.mark is None:
        return
    mark = sample.mark
    if mark.is_open:
        draw_mark(track, y, replace(mark, low=x + 1))
    elif mark.high > mark.low:
        draw_mark(track, y, replace(mark, low=x + 1, high=x + SAMPLE_MM - 1))
    else:
        draw_mark(track, y, replace(mark, low=middle, high=middle))


def _draw_line_sample(track: Track, x: float, y: float, line: str) -> None:
    if line == "span":
        track.axes.plot([x + 0.5, x + SAMPLE_MM - 0.5], [y, y], marker="|", markersize=4, markeredgewidth=0.6,
                        color=_GREY.colour, linewidth=0.6, label="sample")
    elif line == "guide":
        track.axes.plot([x, x + SAMPLE_MM], [y, y], color=LEADER, linewidth=0.9, linestyle=(0, (2, 2)), label="sample")
    elif line == "steps":
        track.axes.plot([x, x + SAMPLE_MM / 2, x + SAMPLE_MM], [y + 1, y - 1, y - 1], drawstyle="steps-post",
                        color=_GREY.colour, linewidth=0.7, label="sample")
    else:
        draw_arrow(track, y, x, x + SAMPLE_MM - 1, _GREY.colour, "sample", line)


def reach_mm(mark: Mark) -> float:
    """Return half the height that a mark takes across the number axis, in millimetres."""
    return max(0.8, mark.size * MM / 2 + 0.2)
