"""The signs of the kinds of discrepancy: each has a shape of its own, and shade is never alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reconcile.charts.look import INK, MM, WITHDRAWN
from reconcile.charts.pairs import STEPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADES = ("#f6e7dd", "#e6bfa6", "#cf8a64")
"""Behind a contradiction: the darker, the farther apart the figures."""

DIAGONAL = "#e2e2e2"
"""Cells of an origin against itself."""

STEP_WORDS = (f"less than ×{STEPS[0]:g} apart", f"×{STEPS[0]:g} to ×{STEPS[1]:g}", f"×{STEPS[1]:g} and more")

WORDS: Mapping[str, str] = MappingProxyType({
    "contradicts": "contradicts",
    "update": "later and higher: growth can explain it",
    "overlaps": "overlaps: some numbers satisfy both",
    "refines": "one lies inside the other",
    "agrees": "the same figure",
    "echo": "repeats the other's count",
    "revision": "corrected its own figure",
    "retracted": "withdrawn",
    "not_comparable": "of different moments",
})
"""Meaning of each sign, for the key."""

_FULL: dict[str, Any] = {"markerfacecolor": "ink", "markeredgewidth": 0.4}
_HOLLOW: dict[str, Any] = {"markerfacecolor": "white", "markeredgewidth": 0.8}
_SHAPES: Mapping[str, tuple[tuple[dict[str, Any], float, float], ...]] = MappingProxyType({
    "contradicts": (({"marker": "X", **_FULL}, 1.0, 0.0),),
    "update": (({"marker": "^", **_HOLLOW}, 0.9, 0.0),),
    "overlaps": (({"marker": "o", "fillstyle": "left", "markerfacecoloralt": "white", **_FULL,
                   "markeredgewidth": 0.8}, 0.9, 0.0),),
    "refines": (({"marker": "o", **_HOLLOW}, 0.9, 0.0), ({"marker": "o", **_FULL}, 0.32, 0.0)),
    "agrees": (({"marker": "_", "markeredgewidth": 1.1}, 1.0, -0.2),
               ({"marker": "_", "markeredgewidth": 1.1}, 1.0, 0.2)),
    "echo": (({"marker": "o", **_FULL}, 0.45, 0.0),),
    "revision": (({"marker": "v", **_FULL}, 0.9, 0.0),),
    "retracted": (({"marker": "o", **_HOLLOW}, 0.8, 0.0), ({"marker": "x", "markeredgewidth": 0.8}, 1.1, 0.0)),
    "not_comparable": (({"marker": (2, 2, -45), "markeredgewidth": 0.8}, 1.0, 0.0),),
})
"""Markers of each sign: their look, their size and how far below the middle, as parts of the sign's size."""


def draw(axes: Axes, word: str, places: Sequence[tuple[float, float]], size: float, *, is_past: bool = False,
         label: str = "") -> None:
    """Draw one kind of sign at many places.

    Parameters
    ----------
    axes : Axes
        With data units of a millimetre, y downwards.
    word : str
        Kind of discrepancy.
    places : sequence of (float, float)
        Middles of the signs.
    size : float
        In points.
    is_past : bool
        In grey.
    label : str
        Of the artists; the kind unless given.
    """
    xs, ys = [x for x, _ in places], [y for _, y in places]
    ink = WITHDRAWN if is_past else INK
    for look, part, below in _SHAPES[word]:
        full = {"markerfacecolor": ink} if look.get("markerfacecolor") == "ink" else {}
        axes.plot(xs, [y + below * size * MM for y in ys], linestyle="none", markersize=size * part,
                  markeredgecolor=ink, zorder=3, clip_on=False, label=label or word, **(look | full))


def fill(axes: Axes, places: Sequence[tuple[float, float]], size: tuple[float, float], colour: str,
         label: str) -> None:
    """Fill cells of one size around many places."""
    width, height = size
    boxes = [Path.unit_rectangle().transformed(Affine2D().scale(width, height).translate(x - width / 2, y - height / 2))
             for x, y in places]
    axes.add_patch(PathPatch(Path.make_compound_path(*boxes), facecolor=colour, edgecolor="none", zorder=0.8,
                             clip_on=False, label=label))


def sampler(word: str, step: int = 0, *, is_past: bool = False) -> Callable[[Axes, float, float], None]:
    """Return a function that draws the sign for the key; ``diagonal`` is the empty cell."""
    def sample(paper: Axes, x: float, y: float) -> None:
        shade = DIAGONAL if word == "diagonal" else SHADES[step] if word == "contradicts" and not is_past else ""
        if shade:
            fill(paper, [(x, y)], (3.4, 3.4), shade, "sample")
        if word != "diagonal":
            draw(paper, word, [(x, y)], 5.0, is_past=is_past, label="sample")

    return sample
