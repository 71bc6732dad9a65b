"""Light and dark: the colours of the house by table, exchanged on the finished figure.

Contrast follows the Web Content Accessibility Guidelines 2.2 (https://www.w3.org/TR/WCAG22/): letters stand out
from the ground by 4.5 to 1 (criterion 1.4.3), what must be seen to read a chart by 3 to 1 (criterion 1.4.11).
The faint colours are exempt: each repeats what words, axes or edges say too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgba, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

_LINE = ("color", "markerfacecolor", "markeredgecolor")
_FACES = ("edgecolor", "facecolor")


@dataclass(frozen=True)
class Colour:
    """One row of chart_colours.csv.

    Parameters
    ----------
    light, dark : str
        The colour on paper, and on a dark ground; ``#rrggbb``.
    role : {"ground", "text", "mark", "faint"}
        How far it must stand out.
    use : str
        Where it is used.
    """

    light: str
    dark: str
    role: str
    use: str


@lru_cache(maxsize=1)
def colours() -> Mapping[str, Colour]:
    """Return the colours of the house by their form on paper."""
    text = resources.files("reconcile").joinpath("data/chart_colours.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["light"]: Colour(**row) for row in csv.DictReader(text.splitlines())})


def exchange(figure: Figure, theme: str) -> None:
    """Give a finished figure the colours of a theme.

    Parameters
    ----------
    figure : Figure
        Drawn for paper; changed in place. A colour that is not in the table stays as it is.
    theme : {"light", "dark"}
        Ground and colours.
    """
    if theme == "light":
        return
    known = colours()
    # All are read before any is changed: an unset colour of a marker follows that of its line.
    for rows, change in list(_coloured(figure)):
        change([_exchanged(row, known) for row in rows])


def colours_of(figure: Figure) -> set[str]:
    """Return every colour of a figure, as ``#rrggbb``; what is transparent has none."""
    return {to_hex(row[:3]) for rows, _ in _coloured(figure) for row in rows if row[3]}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    # WCAG 2.2, definition of relative luminance.
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in to_rgba(colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _exchanged(rgba: Any, known: Mapping[str, Colour]) -> Any:
    found = known.get(to_hex(rgba[:3]))
    return (*to_rgba(found.dark)[:3], float(rgba[3])) if found and rgba[3] else tuple(rgba)


def _coloured(figure: Figure) -> Iterator[tuple[Any, Callable[[Sequence[Any]], object]]]:
    """Give the colours of each artist as rows of red, green, blue and opacity, with what changes them."""
    for artist in _artists(figure):
        names = _LINE if isinstance(artist, Line2D) else _FACES if isinstance(artist, Patch | Collection) else \
            ("color",) if isinstance(artist, Text) else ()
        for name in names:
            rows = to_rgba_array(getattr(artist, f"get_{name}")())
            if len(rows):
                yield rows, _changer(artist, name)


def _changer(artist: Artist, name: str) -> Callable[[Sequence[Any]], object]:
    change = getattr(artist, f"set_{name}")
    return change if isinstance(artist, Collection) else lambda rows: change(rows[0])


def _artists(figure: Figure) -> Iterator[Artist]:
    for artist in figure.findobj():
        yield artist
        box = artist.get_bbox_patch() if isinstance(artist, Text) else None
        if box is not None:
            yield box
