"""The papers that charts are drawn for: widths, sizes of type and resolutions by name, from a table.

The widths are house rules: 85 mm fits the column of most journals and newspapers, 160 mm two columns or the text of
an A4 page. Letters follow Elsevier's instructions for artwork, 7 points and never below 6
(https://www.elsevier.com/about/policies-and-standards/author/artwork-and-media-instructions/artwork-sizing). A PNG
has the 300 dots an inch that printers ask of pictures at least; of drawings they ask for 1,000, or the PDF.
"""

from __future__ import annotations

import csv
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from reconcile.charts.chart import DEFAULT, HIGHEST_DPI, LOWEST_DPI, NARROWEST_MM, WIDEST_MM, Page
from reconcile.charts.look import clean
from reconcile.errors import UsageError, shorten
from reconcile.sentences import count, day, printed_in

THEMES = ("light", "dark")
LONGEST = 2000
"""Characters of a text given in place of a chart's own (house rule): more is an article, not a caption."""


@dataclass(frozen=True)
class Style:
    """One row of chart_styles.csv.

    Parameters
    ----------
    name : str
        As it is asked for.
    width_mm : float
        Width in print or on the screen.
    scale : float
        How many times larger than in print everything is drawn.
    dpi : int
        Dots per inch of a PNG.
    meaning : str
        What it is for.
    """

    name: str
    width_mm: float
    scale: float
    dpi: int
    meaning: str


@lru_cache(maxsize=1)
def styles() -> Mapping[str, Style]:
    """Return the styles by name, in the order of the table."""
    text = resources.files("reconcile").joinpath("data/chart_styles.csv").read_text(encoding="utf-8")
    rows = [Style(row["name"], float(row["width_mm"]), float(row["scale"]), int(row["dpi"]), row["meaning"])
            for row in csv.DictReader(text.splitlines())]
    return MappingProxyType({row.name: row for row in rows})


def page(style: str = DEFAULT, *, width_mm: float | None = None, dpi: int | None = None, theme: str = "light",
         language: str = "en", title: str = "", subtitle: str = "", source: str = "", caption: str = "") -> Page:
    """Return the page of a style.

    Parameters
    ----------
    style : str
        Name of a row of chart_styles.csv; empty for the default.
    width_mm : float or None
        Width instead of the style's.
    dpi : int or None
        Dots per inch of a PNG, instead of the style's.
    theme : {"light", "dark"}
        Ground and colours.
    language : str
        BCP 47 tag of dates and numbers.
    title, subtitle, source, caption : str
        Printed in place of the chart's own; see :class:`reconcile.charts.Page`.

    Returns
    -------
    Page

    Raises
    ------
    UsageError
        If there is no such style, or a value that no chart can have.
    """
    known = styles()
    if (style or DEFAULT) not in known:
        raise UsageError(f"there is no style {shorten(style)!r}. Use one of {', '.join(known)}")
    chosen = known[style or DEFAULT]
    made = Page(chosen.width_mm if width_mm is None else width_mm, title, subtitle, source, caption, chosen.scale,
                chosen.dpi if dpi is None else dpi, theme, language)
    check(made)
    return made


def check(page: Page) -> None:
    """Refuse a page that no chart can be drawn for.

    Raises
    ------
    UsageError
        If the width, the resolution, the theme or a text cannot be used.
    """
    _check_width(page)
    if not LOWEST_DPI <= page.dpi <= HIGHEST_DPI:
        raise UsageError(f"a picture cannot have {page.dpi} dots an inch. Use {LOWEST_DPI} to {HIGHEST_DPI}; "
                         "300 is for print")
    _check_language(page.language)
    if page.theme not in THEMES:
        raise UsageError(f"there is no theme {shorten(page.theme)!r}. Use one of {', '.join(THEMES)}")
    for name in ("title", "subtitle", "source", "caption"):
        _check_text(name, getattr(page, name))


def _check_width(page: Page) -> None:
    if not (math.isfinite(page.scale) and page.scale > 0):
        raise UsageError(f"a chart cannot be drawn {page.scale:g} times as large. Use a scale of 1 or more")
    narrowest = NARROWEST_MM * max(1.0, page.scale)
    if not narrowest <= page.width_mm <= WIDEST_MM:
        larger = f", since everything is drawn {page.scale:g} times as large" if page.scale > 1 else ""
        raise UsageError(f"a chart cannot be {page.width_mm:g} mm wide. Use {narrowest:g} to {WIDEST_MM:g}{larger}; "
                         "85 is one column in print, 160 two")


def _check_language(language: str) -> None:
    with printed_in(language):
        written = count(1234567) + "".join(day(date(2022, month, 28), short=short) for month in range(1, 13)
                                           for short in (False, True))
    lost = _lost(written)
    if lost:
        raise UsageError(f"the font of the charts lacks letters of the dates in {shorten(language)!r}: {lost[:10]}. "
                         "Use a language in Latin, Greek, Cyrillic or Arabic letters")


def _lost(text: str) -> str:
    """Return the letters that the font of the charts lacks, each once."""
    return "".join(dict.fromkeys(letter for letter in text if not letter.isspace()
                                 and unicodedata.category(letter) != "Cf" and clean(letter) != letter))


def _check_text(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise UsageError(f"the {name} has {len(text)} characters. Use at most {LONGEST}")
    lost = _lost(text)
    if lost:
        raise UsageError(f"the {name} has letters that the font of the charts lacks: {lost}. Write it without them")
