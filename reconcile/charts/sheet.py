"""The sheet of paper: heading, key, room for the drawing, notes; all in millimetres from the top left.

The height follows from what has to be said, never the other way round, so nothing is squeezed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from reconcile.charts.look import INK, LABEL, MM, QUIET, SMALL, SUBTITLE, TITLE, directed, line_mm, width_mm, \
    wrap
from reconcile.charts.marks import Sample, draw_sample
from reconcile.charts.notes import EXPLAINS, LEDGER, SOURCES, role_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from reconcile.charts.chart import Page

_KEY_ROW_MM = 4.0


@dataclass(frozen=True)
class Content:
    """What a sheet has to hold.

    Parameters
    ----------
    title, subtitle : str
        Heading; empty for none.
    body_mm : float
        Height of the drawing with its axis.
    key : sequence of Sample
        Entries of the legend.
    notes : sequence of str
        Paragraphs under the drawing; a :class:`reconcile.charts.notes.Note` says what it is for.
    """

    title: str
    subtitle: str
    body_mm: float
    key: Sequence[Sample] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Words:
    """What is written around a drawing.

    Parameters
    ----------
    title, subtitle : str
        Heading.
    notes : tuple of str
        Paragraphs under the drawing.
    """

    title: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()

    def on(self, page: Page) -> Words:
        """Return the words to be printed: a person's in place of the chart's own, but nothing that must stay is lost.

        A caption replaces what explains, a source line the sources; other notes and the ledger stay.
        """
        replaced = {role for role, text in ((EXPLAINS, page.caption), (SOURCES, page.source)) if text}
        kept = [note for note in self.notes if role_of(note) not in replaced]
        last = next((at for at, note in enumerate(kept) if role_of(note) in (SOURCES, LEDGER)), len(kept))
        notes = [*_paragraphs(page.caption), *kept[:last], *_paragraphs(page.source), *kept[last:]]
        return Words(page.title or self.title, page.subtitle or self.subtitle, tuple(notes))

    def overruled(self, page: Page) -> str:
        """Return the own words that a person's are printed in place of, for those who look behind the picture."""
        parts = [f"Title by the chart: {self.title}."] if page.title and self.title else []
        parts += [f"Subtitle by the chart: {self.subtitle}"] if page.subtitle and self.subtitle else []
        shown = self.on(page).notes
        return " ".join([*parts, *(note for note in self.notes if note not in shown)])


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@dataclass
class Sheet:
    """A figure with a paper layer on which everything is placed in millimetres from the top left."""

    figure: Picture
    paper: Axes
    width: float
    height: float
    margin: float
    top: float = 0.0
    _texts: list[Text] = field(default_factory=list)

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    def text(self, x: float, y: float, words: str, size: float = LABEL, **options: Any) -> Text:
        """Write one line whose middle is at ``y``; words are never read as markup."""
        settings = {"va": "center_baseline", "ha": "left", "color": INK, **options}
        return self.paper.text(x, y, directed(words), fontsize=size, parse_math=False, **settings)

    def strike(self, x: float, y: float, length: float, colour: str = QUIET) -> None:
        """Draw a line through a text of the given length."""
        self.paper.plot([x, x + length], [y, y], color=colour, linewidth=0.7, zorder=4, label="struck")

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes that fill a rectangle of the sheet."""
        box = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(box)


def make_sheet(page: Page, content: Content, margin: float = 3.0) -> Sheet:
    """Lay out a sheet: heading and key are written, notes too; the drawing is left to the chart.

    Parameters
    ----------
    page : Page
        Paper to draw for.
    content : Content
        What it has to hold.
    margin : float
        White on each side.

    Returns
    -------
    Sheet
        ``top`` is where the drawing begins.
    """
    own = Words(content.title, content.subtitle, tuple(content.notes))
    words = own.on(page)
    width = page.width_mm
    room = width - 2 * margin
    title = wrap(words.title, room, TITLE, bold=True)
    subtitle = wrap(words.subtitle, room, SUBTITLE)
    notes = [line for note in words.notes for line in wrap(note, room, SMALL)]
    rows = _key_rows(content.key, room)
    head = len(title) * line_mm(TITLE) + len(subtitle) * line_mm(SUBTITLE) + len(rows) * _KEY_ROW_MM
    gaps = (1.5 if rows else 0) + (2.5 if title else 0) + (2.5 if notes else 0)
    height = 2 * margin + head + content.body_mm + len(notes) * line_mm(SMALL) + gaps
    sheet = _blank(width, height, margin)
    sheet.figure.words = own
    y = _lines(sheet, margin, title, TITLE, weight="bold")
    y = _lines(sheet, y, subtitle, SUBTITLE, color=QUIET)
    y = _key(sheet, y + (1.5 if rows else 0), rows)
    sheet.top = y + (2.5 if title else 0)
    _lines(sheet, sheet.top + content.body_mm + 2.5, notes, SMALL, color=QUIET)
    return sheet


class Picture(Figure):
    """A figure that shows itself in a notebook, text as text, and knows its own words."""

    words = Words()
    _html: Callable[[], str] | None = None

    def show_in_notebook(self, html: Callable[[], str]) -> None:
        """Set what a notebook shows: a function that gives HTML."""
        self._html = html

    def _repr_html_(self) -> str | None:
        return self._html() if self._html else None


def _blank(width: float, height: float, margin: float) -> Sheet:
    # 72 dots an inch: one point is one pixel until the figure is written.
    figure = Picture(figsize=(width / 25.4, height / 25.4), dpi=72)
    paper = figure.add_axes((0, 0, 1, 1), zorder=5, frameon=False)
    paper.set_xlim(0, width)
    paper.set_ylim(height, 0)
    paper.set_axis_off()
    paper.set_autoscale_on(False)
    return Sheet(figure, paper, width, height, margin)


def _lines(sheet: Sheet, y: float, lines: Sequence[str], size: float, **options: Any) -> float:
    step = line_mm(size)
    for number, line in enumerate(lines):
        sheet.text(sheet.margin, y + (number + 0.5) * step, line, size, **options)
    return y + len(lines) * step


def _key_rows(key: Sequence[Sample], room: float) -> list[list[tuple[float, Sample]]]:
    rows: list[list[tuple[float, Sample]]] = []
    x = room + 1
    for sample in key:
        need = sample.width + 1 + width_mm(sample.words, SMALL)
        if x + need > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, sample))
        x += need + 4
    return rows


def _key(sheet: Sheet, y: float, rows: Sequence[Sequence[tuple[float, Sample]]]) -> float:
    for row in rows:
        for x, sample in row:
            draw_sample(sheet.paper, sheet.margin + x, y + _KEY_ROW_MM / 2, sample)
            sheet.text(sheet.margin + x + sample.width + 1, y + _KEY_ROW_MM / 2, sample.words, SMALL)
        y += _KEY_ROW_MM
    return y


def text_height(size: float) -> float:
    """Return the height that a line of letters really takes, in millimetres."""
    return size * MM * 1.15
