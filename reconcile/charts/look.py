"""The shared look: colours, markers, sizes, and texts cut to the room they have.

Colours follow the hues of Okabe and Ito (https://jfly.uni-koeln.de/color/), which readers with any of the common
kinds of colour blindness tell apart, ordered here from dark to light so that they also differ in greyscale, and
dark enough to stand out from paper by 3 to 1; a marker of its own for each kind of counter carries the difference
where colour cannot. Each colour and its counterpart on a dark ground stand in chart_colours.csv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, get_font

from reconcile.sentences import language_printed, written_date
from reconcile.sentences.locales import HOUSE
from reconcile.vocabulary import word

if TYPE_CHECKING:
    from reconcile.charts.chart import Row

TITLE, SUBTITLE, LABEL, SMALL = 10.0, 7.5, 7.0, 6.5
"""Text sizes in points. Below 6.5 points print becomes unreadable on newsprint."""

INK, QUIET, FAINT, WITHDRAWN, MOVED, LEADER = "#1a1a1a", "#555555", "#d9d9d9", "#767676", "#a3000b", "#808080"
LEADING = 1.28
"""Distance of lines, as a multiple of the text size."""

MM = 25.4 / 72
"""One point in millimetres."""

_SLACK = 1.02
_NARROWEST_EM = 0.1
_MEASURING_DPI = 1440
_OMITTED = "[…]"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_GLUED = re.compile(r"(\[\d+\]|(?<![^\s(])\d{1,2}\.?) (?=[^\W\d_])")
"""A footnote number or the day of a month, and the word after it, which stand on one line."""

_LAST_NUMBER = re.compile(r"(?<!\[)(?:\d[.,'’\s]?)+$")
_TO_RIGHT = "\u200e"
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LEFTWARD_DATE = re.compile(f"(\\d{{1,2}} [{_LEFTWARD}]+) (?=\\d{{4}})")
"""A date in an English sentence: its year must not change places with the month."""

_LEFTWARD_RUN = re.compile(f"[{_LEFTWARD}](?:[{_LEFTWARD}\u200c\u200d\\d ]|[.,](?=\\d))*")


@dataclass(frozen=True)
class Kind:
    """How one kind of counter is drawn."""

    colour: str
    marker: str
    words: str


_KINDS = {
    "armed_group": ("#000000", "*"),
    "state": ("#14376b", "s"),
    "witness": ("#6a3d9a", "h"),
    "intergovernmental": ("#006198", "D"),
    "ngo": ("#c95900", "o"),
    "academic": ("#009e73", "^"),
    "party": ("#c2659b", "P"),
    "media": ("#419ad2", "v"),
    "medical": ("#b58500", "<"),
    "": ("#8a8a8a", "p"),
}


def _words(kind: str) -> str:
    plain = word("source_type", kind).singular if kind else "other or not stated"
    return plain[:1].upper() + plain[1:]


KINDS: Mapping[str, Kind] = MappingProxyType({
    kind: Kind(colour, marker, _words(kind))
    for kind, (colour, marker) in _KINDS.items()})


def kind_of(row: Row) -> str:
    """Return the kind of counter of a claim: of its origin, else of its source, else empty."""
    for column in ("origin_type", "source_type"):
        name = str(row.get(column) or "")
        if name and name in KINDS:
            return name
    return ""


def short_date(text: str) -> str:
    """Print a date of the ledger with short months: ``8 Jan 2022``."""
    return written_date(text, short=True)


def decimal(number: float, digits: int) -> str:
    """Print a number with a fraction in the language of now: ``1.14``, ``1,14``."""
    language = language_printed()
    if language == HOUSE:
        return f"{number:,.{digits}f}"
    from babel.numbers import format_decimal

    return format_decimal(round(number, digits), f"#,##0.{'0' * digits}".rstrip("."), language.replace("-", "_"))


@lru_cache(maxsize=4)
def _font(bold: bool) -> tuple[FontProperties, frozenset[int]]:
    properties = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return properties, frozenset(get_font(findfont(properties)).get_charmap())


@lru_cache(maxsize=65536)
def clean(text: str, bold: bool = False) -> str:
    """Return a text on one line that the chart's font can draw.

    Characters that the font lacks become ``[…]``, as an omission in a quotation; invisible characters
    that could turn the order of a line around are dropped. The table of points keeps the full words.
    """
    known = _font(bold)[1]
    out: list[str] = []
    for character in spaced(text):
        category = unicodedata.category(character)
        if category == "Cc" or (category == "Cf" and character not in "\u200c\u200d"):
            continue
        if ord(character) in known and category != "Co":
            out.append(character)
        elif not out or out[-1] != _OMITTED:
            out.append(_OMITTED)
    return spaced("".join(out))


def spaced(text: str) -> str:
    """Return a text with single spaces; one that must not break a number, as in ``4\u202f404``, stays as it is."""
    return _SPACES.sub(" ", text).strip()


def directed(text: str) -> str:
    """Return a line that runs to the right as a whole, whatever scripts it quotes.

    Without the marks, a line that begins with an Arabic or Hebrew word, or ends with one before a
    bracket, is turned around, and a footnote number lands beside the wrong name.
    """
    if not _LEFTWARD_RUN.search(text):
        return text
    dated = _LEFTWARD_DATE.sub(rf"\1{_TO_RIGHT} ", text)
    return _TO_RIGHT + _LEFTWARD_RUN.sub(lambda run: _marked(run[0]), dated)


def _marked(run: str) -> str:
    kept = run.rstrip(" ")
    return kept + _TO_RIGHT + run[len(kept):]


@lru_cache(maxsize=1)
def _renderer() -> Any:
    agg: Any = RendererAgg  # its constructor has no annotations
    return agg(16, 16, _MEASURING_DPI)


@lru_cache(maxsize=65536)
def width_mm(text: str, size: float, bold: bool = False) -> float:
    """Measure a line of text, in millimetres on paper, with a little slack for other viewers' fonts."""
    properties = _font(bold)[0].copy()
    properties.set_size(size)
    width = _renderer().get_text_width_height_descent(text, properties, False)[0]
    return float(width) / _MEASURING_DPI * 25.4 * _SLACK


def line_mm(size: float) -> float:
    """Return the height of a line of text, in millimetres."""
    return size * LEADING * MM


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return a clean text no wider than ``room`` millimetres, with an ellipsis where it was cut.

    A number is kept whole or left out: "at 5…" must never stand for "at 5,500".
    """
    whole = clean(text, bold)
    if width_mm(whole, size, bold) <= room:
        return whole
    kept = whole[: _fitting(whole, room, size, bold, "…")]
    return _LAST_NUMBER.sub("", kept).rstrip() + "…"


def _fitting(text: str, room: float, size: float, bold: bool, tail: str = "") -> int:
    """Return how many characters fit, found by halving; at least one."""
    low, high = 1, min(len(text), _most_characters(room, size))
    while low < high:
        middle = (low + high + 1) // 2
        if width_mm(text[:middle] + tail, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _most_characters(room: float, size: float) -> int:
    """Return how many of the narrowest letters a room could hold, so that no megabyte is measured to fill a line."""
    return int(room / (_NARROWEST_EM * size * MM)) + 1


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Return a clean text as lines no wider than ``room`` millimetres; overlong words are broken."""
    lines: list[str] = []
    line = ""
    most = _most_characters(room, size)
    for piece in _GLUED.sub("\\1\0", clean(text, bold)).split(" "):
        piece = piece.replace("\0", " ")
        longer = f"{line} {piece}" if line else piece
        if len(longer) <= most and width_mm(longer, size, bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while len(piece) > 1 and (len(piece) > most or width_mm(piece, size, bold) > room):
            fits = _fitting(piece, room, size, bold)
            lines.append(piece[:fits])
            piece = piece[fits:]
        line = piece
    return [*lines, line] if line else lines
