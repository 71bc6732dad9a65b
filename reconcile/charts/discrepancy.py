"""What stands between two figures: pairs of current figures, compared at the date of the later one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, claim_words, points_frame, records, subject
from reconcile.charts.look import LABEL, SMALL, decimal, line_mm, short_date, wrap
from reconcile.charts.marks import ARROW_MM, Mark, Sample, Track, draw_arrow, draw_mark, kind_samples, mark_of, \
    meaning_samples, reach_mm
from reconcile.charts.notes import EXPLAINS, Note, counter, footnote, quoted, source_notes
from reconcile.charts.rows import AXIS_MM, Columns, Line, columns, fitted, row_axes, rule, write_left
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.schema import KINDS
from reconcile.sentences import count, people, plural

if TYPE_CHECKING:
    import pandas as pd

MOST_PAIRS = 12
"""Pairs drawn; the rest is counted in the notes."""

SEVERITY = ("contradicts", "update", "overlaps", "refines", "agrees")
"""Kinds that are drawn, gravest first."""

_GAP_COLOUR = "#f3d9c9"
_GROWN_COLOUR = "#8a8a8a"
_LINE_MM = 4.4


@dataclass(frozen=True)
class _Pair:
    row: Row
    first: Row
    second: Row

    @property
    def may_grow(self) -> bool:
        """The first figure speaks of an earlier day of a running count, and states an upper end."""
        earlier, later = self.first["as_of_to"], self.second["as_of_from"]
        return bool(self.first["counting"] == "cumulative" and earlier < later and math.isfinite(self.first["high"]))


@dataclass(frozen=True)
class _Text:
    """What is written about a pair, in lines that fit."""

    head: Sequence[str]
    first: Sequence[Line]
    second: Sequence[Line]

    @property
    def rows(self) -> tuple[float, float]:
        """Heights of the rows of both figures."""
        first, second = (max(_LINE_MM, len(lines) * line_mm(SMALL) + 0.6) for lines in (self.first, self.second))
        return first, second

    @property
    def height(self) -> float:
        """Height of the whole."""
        return len(self.head) * line_mm(LABEL) + sum(self.rows) + 2.4


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw what stands between the current figures of a question, pair by pair.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of the question.
    page : Page
        Paper to draw for.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such question or fewer than two current figures to compare.
    """
    about = subject(frames, question)
    found = _pairs(about, frames)
    if not found:
        raise UsageError(f"there is nothing to draw for {about.name}: it has no two current figures to compare")
    pairs = found[:MOST_PAIRS]
    lines = [line for pair in pairs for line in (_line(pair.first), _line(pair.second))]
    share = columns(page.width_mm - 6, lines, [])
    texts = [_Text(_head(pair, page.width_mm - 6), fitted([_line(pair.first)], share.left),
                   fitted([_line(pair.second)], share.left)) for pair in pairs]
    used = {claim["claim_id"]: claim for pair in pairs for claim in (pair.first, pair.second)}
    claims = sorted(used.values(), key=lambda claim: int(claim["footnote"]))
    has_gap = any(float(pair.row["gap"]) > 0 for pair in pairs)
    subtitle = f"Pairs of current figures, each compared at the later date. All of them: {about.headline()}."
    body = sum(text.height for text in texts) + AXIS_MM
    sheet = make_sheet(page, Content(about.title, subtitle, body, _key(pairs, claims),
                                     _notes(about, claims, len(found) - len(pairs), has_gap=has_gap)))
    _draw_pairs(sheet, share, pairs, texts, people(about.row))
    return Chart(sheet.figure, _points(about, pairs), about.title, _alt(about, pairs, len(found)))


def _pairs(about: Subject, frames: Frames) -> list[_Pair]:
    leads = {str(claim["claim_id"]): claim for claim in about.numbered if claim["claim_id"] in about.lead_ids}
    rows = records(frames.discrepancies[frames.discrepancies["question"] == about.name])
    pairs = [_Pair(row, leads[row["claim_a"]], leads[row["claim_b"]]) for row in rows
             if row["kind"] in SEVERITY and row["claim_a"] in leads and row["claim_b"] in leads]
    return sorted(pairs, key=_gravity)


def _gravity(pair: _Pair) -> tuple[int, float, str, str]:
    ratio = float(pair.row["ratio"])
    return (SEVERITY.index(pair.row["kind"]), -ratio if not math.isnan(ratio) else 0.0,
            str(pair.row["claim_a"]), str(pair.row["claim_b"]))


def _line(claim: Row) -> Line:
    return Line(f"{footnote(claim)} {quoted(claim)}, {short_date(str(claim['as_of']))}, {counter(claim)}", SMALL)


def gap_words(pair: _Pair) -> str:
    """Print the gap of a pair, signed from the first figure to the second: ``+597, ×1.14``."""
    gap, ratio = float(pair.row["gap"]), float(pair.row["ratio"])
    if math.isnan(gap) or gap == 0:
        return "no gap"
    sign = "+" if pair.second["low"] > pair.first["high"] else "−"
    times = f", ×{decimal(ratio, 2 if ratio < 100 else 0)}" if math.isfinite(ratio) else ""
    return f"{sign}{count(gap)}{times}"


def _head(pair: _Pair, room: float) -> list[str]:
    kind = str(pair.row["kind"])
    return wrap(f"{kind}, {gap_words(pair)}: {KINDS[kind]}", room, LABEL, bold=True)


def _key(pairs: Sequence[_Pair], claims: Sequence[Row]) -> list[Sample]:
    samples = kind_samples(claims) + meaning_samples([mark_of(claim) for claim in claims])
    if any(pair.may_grow for pair in pairs):
        samples.append(Sample("may have grown by the later date", line=":"))
    return samples


def _notes(about: Subject, claims: Sequence[Row], hidden: int, *, has_gap: bool) -> list[str]:
    more = [f"{plural(hidden, 'more pair')} in discrepancies.csv."] if hidden else []
    shade = Note("Shaded: the gap between two readings, in numbers above them, from the first figure to the second.",
                 EXPLAINS)
    return [*([shade] if has_gap else []), *more, *source_notes(about, claims)]


def _draw_pairs(sheet: Sheet, share: Columns, pairs: Sequence[_Pair], texts: Sequence[_Text], unit: str) -> None:
    ends = [float(claim[end]) for pair in pairs for claim in (pair.first, pair.second) for end in ("low", "high")]
    track = row_axes(sheet, share, sum(text.height for text in texts), ends, unit)
    y = sheet.top
    for number, (pair, text) in enumerate(zip(pairs, texts, strict=True)):
        if number:
            rule(sheet, y)
        for line, words in enumerate(text.head):
            sheet.text(sheet.margin, y + 0.8 + (line + 0.5) * line_mm(LABEL), words, LABEL, weight="bold",
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
        first = y + 0.8 + len(text.head) * line_mm(LABEL) + text.rows[0] / 2
        second = first + sum(text.rows) / 2
        _draw_pair(track, pair, first, second)
        for lines, at in ((text.first, first), (text.second, second)):
            write_left(sheet, at, lines, share.left)
        y += text.height


def _draw_pair(track: Track, pair: _Pair, first: float, second: float) -> None:
    marks = {first: mark_of(pair.first), second: mark_of(pair.second)}
    between = _between(marks[first], marks[second])
    if between:
        top, bottom = first - reach_mm(marks[first]), second + reach_mm(marks[second])
        track.axes.add_patch(Rectangle((between[0], top), between[1] - between[0], bottom - top,
                                       facecolor=_GAP_COLOUR, edgecolor="none", zorder=1.5, label="gap"))
    for y, mark in marks.items():
        draw_mark(track, y, mark)
    if pair.may_grow:
        start = track.shift(marks[first].high, first, 1.2)[0]
        end = track.shift(marks[first].high, first, ARROW_MM + 1.2)[0]
        draw_arrow(track, first, start, end, _GROWN_COLOUR, "may have grown", ":")


def _between(one: Mark, other: Mark) -> tuple[float, float] | None:
    """Return the ends of the gap between two readings, None where they touch."""
    low, high = min(one.high, other.high), max(one.low, other.low)
    return (low, high) if low < high else None


def _points(about: Subject, pairs: Sequence[_Pair]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, pair in enumerate(pairs, start=1):
        shared = {"pair": number, **{column: pair.row[column] for column in ("kind", "gap", "ratio")}}
        rows += [{column: claim[column] for column in
                  ("claim_id", "origin", "stated", "low", "high", "as_of", "state")} | shared
                 for claim in (pair.first, pair.second)]
    return points_frame(about.name, rows, ("pair", "kind", "gap", "ratio"))


def _alt(about: Subject, pairs: Sequence[_Pair], total: int) -> str:
    told = [f"{counter(pair.first)} ({claim_words(pair.first)}) and {counter(pair.second)} "
            f"({claim_words(pair.second)}): {pair.row['kind']}, {gap_words(pair)}" for pair in pairs[:3]]
    return f"{about.title}: {plural(total, 'pair')} of current figures. {'; '.join(told)}."
