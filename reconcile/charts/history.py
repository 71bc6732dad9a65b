"""How a range moved as knowledge came in: a band of steps over the days on which claims became known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from matplotlib.patches import Rectangle

from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, claim_words, points_frame, \
    records, states_number, subject
from reconcile.charts.days import day_axis
from reconcile.charts.dense import left_out, rank_then, room_for, thinned
from reconcile.charts.labels import Board, Box, spread
from reconcile.charts.look import INK, LABEL, LEADER, QUIET, SMALL, WITHDRAWN, cut, short_date, width_mm as measure
from reconcile.charts.marks import ARROW_MM, Mark, Sample, Track, draw_arrow, draw_mark, draw_points, kind_samples, \
    mark_of, meaning_samples, reach_mm
from reconcile.charts.notes import footnote, source_notes
from reconcile.charts.scale import is_logarithmic, number_axis
from reconcile.charts.sheet import Content, Sheet, make_sheet, text_height
from reconcile.errors import UsageError
from reconcile.sentences import count, interval_words, joined, people, plural

if TYPE_CHECKING:
    import pandas as pd

_AXIS_MM, _NAME_MM, _SIDE_MM = 9.0, 4.5, 3.0
_SHORTEST, _TALLEST = 50.0, 140.0
_ASIDE_MM, _FARTHEST_MM = 2.2, 30.0
_BAND, _EDGE = "#d5dbe3", "#4a5568"
_SHADES = ("#d5dbe3", "#dfe4ea", "#e8ecf0", "#f0f3f5", "#f7f8fa")
"""The band where it is open, from its last stated figure upwards."""


class HistoryFrames(Frames, Protocol):
    """The tables of a reconciliation with the history of its ranges."""

    @property
    def history(self) -> pd.DataFrame:
        """One question on one day on which something moved; see :mod:`reconcile.history`."""
        ...


@dataclass(frozen=True)
class _Spot:
    """A claim on the day it became known, or was withdrawn."""

    claim: Row
    mark: Mark
    day: float
    rank: int


@dataclass(frozen=True)
class _Step:
    """A range and the days for which it was the latest known."""

    low: float
    high: float
    start: float
    stop: float


def draw(frames: HistoryFrames, question: str, page: Page = Page()) -> Chart:
    """Draw how the range of a question moved as knowledge came in.

    Parameters
    ----------
    frames : HistoryFrames
        Tables of a reconciliation and its history.
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
        If there is no such question, or no figure of it ever certainly became known.
    """
    about = subject(frames, question)
    table = frames.history
    days = records(table[(table["question"] == about.name) & (table["policy"] == HEADLINE)].sort_values("known_by"))
    known = _spots(about, days)
    if not known:
        raise UsageError(f"there is nothing to draw for {about.name}: no figure with a known day of publication")
    spots = thinned(known, room_for(page.width_mm), lambda spot: spot.rank)
    limits = _limits(days)
    steps = _steps(days, limits[1])
    height = min(_TALLEST, max(_SHORTEST, 36 + 1.5 * len(spots) * 160 / page.width_mm))
    subtitle = f"The range as known on each day, with the figures that came. All current figures: {about.headline()}."
    content = Content(about.title, subtitle, _NAME_MM + height + _AXIS_MM, _key(spots, steps),
                      [*left_out(len(known) - len(spots)), *_aside(limits, page.width_mm, len(spots)),
                       *_notes(about, known, spots)])
    sheet = make_sheet(page, content)
    _draw_body(sheet, spots, steps, limits, height, people(about.row))
    return Chart(sheet.figure, _points(about, days, spots), about.title, _alt(about, days))


def _spots(about: Subject, days: Sequence[Row]) -> list[_Spot]:
    by_id = {str(claim["claim_id"]): claim for claim in about.claims if states_number(claim)}
    turns = {str(row["known_by"]) for row in _turns(days)}
    spots = []
    for row in days:
        day, is_turn = _ordinal(row), str(row["known_by"]) in turns
        came = [by_id[name] for name in row["came"] if name in by_id]
        gone = [by_id[name] for name in row["withdrawn"] if name in by_id]
        spots += [_Spot(claim, _standing(claim), day, rank_then(claim, row, is_turn=is_turn, is_withdrawn=False))
                  for claim in came]
        spots += [_Spot(claim, _withdrawn(claim), day, rank_then(claim, row, is_turn=is_turn, is_withdrawn=True))
                  for claim in gone]
    return spots


def _ordinal(row: Row) -> float:
    return float(date.fromisoformat(str(row["known_by"])).toordinal())


def _standing(claim: Row) -> Mark:
    """Return how a claim is drawn on the day it came, when nobody knew what would become of it."""
    return mark_of({**claim, "state": "echo" if claim["state"] == "echo" else "current"})


def _withdrawn(claim: Row) -> Mark:
    return replace(mark_of({**claim, "state": "retracted"}), high=float(claim["low"]), is_soft=False)


def _limits(days: Sequence[Row]) -> tuple[float, float]:
    first, last = _ordinal(days[0]), _ordinal(days[-1])
    margin = max(1.0, (last - first) * 0.06)
    return first - margin / 2, last + margin


def _steps(days: Sequence[Row], end: float) -> list[_Step]:
    turns = _turns(days)
    starts = [_ordinal(row) for row in turns]
    return [_Step(float(row["low"]), float(row["high"]), start, stop)
            for row, start, stop in zip(turns, starts, [*starts[1:], end], strict=True) if row["low"] == row["low"]]


def _turns(days: Sequence[Row]) -> list[Row]:
    """Return the days on which the range itself moved."""
    ends = [(str(row["low"]), str(row["high"])) for row in days]
    return [row for number, row in enumerate(days) if not number or ends[number] != ends[number - 1]]


def _key(spots: Sequence[_Spot], steps: Sequence[_Step]) -> list[Sample]:
    standing = [spot for spot in spots if not spot.mark.is_withdrawn]
    samples = [Sample("range as known", line="steps")] if steps else []
    samples += kind_samples(spot.claim for spot in standing)
    return samples + meaning_samples([spot.mark for spot in spots],
                                     has_echo=any(spot.claim["state"] == "echo" for spot in standing))


def _notes(about: Subject, known: Sequence[_Spot], spots: Sequence[_Spot]) -> list[str]:
    certain = {spot.claim["claim_id"] for spot in known}
    open_day = [claim for claim in about.numbered if claim["claim_id"] not in certain]
    drawn = {str(spot.claim["claim_id"]): spot.claim for spot in spots}
    never = f"Day of publication open, never certainly known, not drawn: {' '.join(map(footnote, open_day))}."
    return [*([never] if open_day else []), *source_notes(about, [*drawn.values(), *open_day])]


def _aside(limits: tuple[float, float], width: float, number: int) -> list[str]:
    """Return a paragraph that says how far a mark may stand from its day, where that is more than a day."""
    days = math.ceil(_ASIDE_MM * (limits[1] - limits[0]) / (width * 0.8))
    words = f"Marks that would cover each other stand aside, by up to about {plural(days, 'day')}."
    return [words] if days > 1 and number > 1 else []


def _draw_body(sheet: Sheet, spots: Sequence[_Spot], steps: Sequence[_Step], limits: tuple[float, float],
               height: float, unit: str) -> None:
    ends = [end for spot in spots for end in spot.mark.ends]
    ends += [end for step in steps for end in (step.low, step.high) if math.isfinite(end)]
    words = f"{unit}, logarithmic scale" if is_logarithmic(ends) else unit
    name = cut(words[:1].upper() + words[1:], sheet.room, SMALL)
    sheet.text(sheet.margin, sheet.top + 1.5, name, SMALL, color=QUIET)
    left, top = measure(count(max(ends) * 2), LABEL) + 2.5, sheet.top + _NAME_MM
    width = sheet.room - left - _SIDE_MM
    axes = sheet.axes(sheet.margin + left, top, width, height)
    track = number_axis(axes, ends, height, is_vertical=True, head=ARROW_MM + 4)
    day_axis(axes, limits, width)
    axes.grid(axis="y")
    board = Board(Box(sheet.margin + left + 0.5, top - 1.0, sheet.width - sheet.margin, top + height - 0.3))
    _draw_band(track, steps)
    board.soft += [_box(sheet, track, step.start, step.stop, end) for step in steps
                   for end in (step.low, step.high) if math.isfinite(end)]
    _draw_spots(sheet, track, spots, board, width / (limits[1] - limits[0]))


def _draw_band(track: Track, steps: Sequence[_Step]) -> None:
    """Draw the band as steps; where the range is open it fades upwards and an arrow leads out of it."""
    shades = _shades(track, steps)
    for step in steps:
        if math.isinf(step.high):
            _draw_open(track, step, shades)
        elif step.high > step.low:
            _draw_box(track, step, step.low, step.high, _BAND, "band")
    for before, step in zip((None, *steps), steps, strict=False):
        for end in ("low", "high"):
            _draw_edge(track, step, end, before)


def _draw_box(track: Track, step: _Step, low: float, high: float, colour: str, label: str) -> None:
    track.axes.add_patch(Rectangle((step.start, low), step.stop - step.start, high - low, facecolor=colour,
                                   edgecolor="none", linewidth=0, zorder=0.8, label=label))


def _shades(track: Track, steps: Sequence[_Step]) -> list[tuple[str, float, float]]:
    """Return the colours of an open band with the numbers between which they stand, the same for all steps."""
    low = min((step.low for step in steps if math.isinf(step.high)), default=0.0)
    top = track.axes.get_ylim()[1]
    room = (track.mm(top, 0)[0] - track.mm(low, 0)[0]) / len(_SHADES)
    edges = [track.shift(low, 0, room * part)[0] for part in range(len(_SHADES))]
    return list(zip(_SHADES, edges, [*edges[1:], top], strict=True))


def _draw_open(track: Track, step: _Step, shades: Sequence[tuple[str, float, float]]) -> None:
    for colour, low, high in shades:
        if high > step.low:
            _draw_box(track, step, max(low, step.low), high, colour, "open band")
    top = track.axes.get_ylim()[1]
    start = track.shift(top, step.start, -ARROW_MM * 0.75)[0]
    draw_arrow(track, (step.start + step.stop) / 2, max(start, step.low), top, _EDGE, "open range")


def _draw_edge(track: Track, step: _Step, end: str, before: _Step | None) -> None:
    """Draw the lower or upper edge of a step and the riser from the step before it."""
    value = getattr(step, end)
    if not math.isfinite(value):
        return
    line: dict[str, Any] = {"color": _EDGE, "linewidth": 1.0, "solid_capstyle": "butt", "zorder": 1.6}
    track.axes.plot([step.start, step.stop], [value, value], label=f"{end} edge", **line)
    if before is not None and before.stop == step.start and math.isfinite(getattr(before, end)):
        track.axes.plot([step.start] * 2, [getattr(before, end), value], label="riser", **line)


def _draw_spots(sheet: Sheet, track: Track, spots: Sequence[_Spot], board: Board, day_mm: float) -> None:
    days = _dodged(track, spots, day_mm)
    around = []
    for spot, day in zip(spots, days, strict=True):
        _draw_spot(track, spot, day)
        around.append(_mark_box(sheet, track, spot.mark, day))
    board.marks += around
    board.taken += around
    for spot, box in zip(spots, around, strict=True):
        _write_number(sheet, spot, box, board)


def _draw_spot(track: Track, spot: _Spot, day: float) -> None:
    if spot.mark.is_withdrawn:
        draw_points(track, day, spot.mark)
        track.axes.plot([day], [spot.mark.low], marker="x", markersize=7, markeredgecolor=INK, markeredgewidth=0.9,
                        linestyle="none", clip_on=False, zorder=3.2, label="withdrawn")
    else:
        draw_mark(track, day, spot.mark)


def _dodged(track: Track, spots: Sequence[_Spot], day_mm: float) -> list[float]:
    """Return where each mark stands: its day, or a little aside where marks would cover each other."""
    order = sorted(range(len(spots)), key=lambda number: (spots[number].day, spots[number].mark.low, number))
    boxes = []
    for number in order:
        mark, reach = spots[number].mark, reach_mm(spots[number].mark)
        low, high = _reaches(track, mark, spots[number].day)
        boxes.append([Box(-reach, low, reach, high)])
    centres = [track.mm(spots[number].mark.low, spots[number].day)[1] for number in order]
    days = [spot.day for spot in spots]
    for number, shift in zip(order, spread(centres, boxes, _ASIDE_MM / 2, max(day_mm * 0.45, _ASIDE_MM)), strict=True):
        if shift:
            days[number] = track.shift(spots[number].mark.low, spots[number].day, 0, shift)[1]
    return days


def _reaches(track: Track, mark: Mark, day: float) -> tuple[float, float]:
    """Return the lowest and highest millimetre that a mark takes, from the bottom of the sheet."""
    low = track.mm(mark.low, day)[0]
    high = low + ARROW_MM if mark.is_open else track.mm(mark.high, day)[0] + reach_mm(mark)
    return low - reach_mm(mark), high


def _mark_box(sheet: Sheet, track: Track, mark: Mark, day: float) -> Box:
    low, high = _reaches(track, mark, day)
    x, reach = track.mm(mark.low, day)[1], reach_mm(mark)
    return Box(x - reach, sheet.height - high, x + reach, sheet.height - low)


def _box(sheet: Sheet, track: Track, start: float, stop: float, value: float) -> Box:
    (y, left), right = track.mm(value, start), track.mm(value, stop)[1]
    return Box(left, sheet.height - y - 0.2, right, sheet.height - y + 0.2)


def _write_number(sheet: Sheet, spot: _Spot, around: Box, board: Board) -> None:
    """Write the footnote number of a claim beside its mark, struck through where it was withdrawn."""
    words = footnote(spot.claim)
    size = measure(words, SMALL), text_height(SMALL)
    box = board.place(around, *size, _FARTHEST_MM) or board.place(around, *size, _FARTHEST_MM, nearest=False)
    if box is None:
        return
    middle = (box.top + box.bottom) / 2
    sheet.text(box.left, middle, words, SMALL, color=WITHDRAWN if spot.mark.is_withdrawn else INK)
    if spot.mark.is_withdrawn:
        sheet.strike(box.left, middle, measure(words, SMALL), WITHDRAWN)
    if box.distance(around) > 1.5:
        ends = [min(max(centre, low), high) for centre, low, high in (
            ((around.left + around.right) / 2, box.left, box.right), (around.bottom, box.top, box.bottom))]
        near = [(around.left + around.right) / 2, max(around.top, min(around.bottom, ends[1]))]
        sheet.paper.plot([ends[0], near[0]], [ends[1], near[1]], color=LEADER, linewidth=0.4, label="leader")


def _points(about: Subject, days: Sequence[Row], spots: Sequence[_Spot]) -> pd.DataFrame:
    rows: list[Mapping[str, Any]] = [
        {"known_by": row["known_by"], "policy": HEADLINE, "low": row["low"], "high": row["high"],
         "state": row["status"]} for row in days]
    rows += [{"known_by": date.fromordinal(int(spot.day)).isoformat(),
              "change": "withdrawn" if spot.mark.is_withdrawn else "came",
              **{column: spot.claim[column] for column in
                 ("claim_id", "origin", "stated", "low", "high", "as_of", "state")}} for spot in spots]
    return points_frame(about.name, rows, ("known_by", "change")).fillna({"known_by": "", "change": ""})


def _alt(about: Subject, days: Sequence[Row]) -> str:
    told = [f"{short_date(str(row['known_by']))}: {interval_words(float(row['low']), float(row['high']))}"
            f"{' (a figure was withdrawn)' if row['is_retraction'] else ''}" for row in _turns(days)]
    shown = told if len(told) <= 5 else [*told[:2], f"{len(told) - 4} more steps", *told[-2:]]
    figures = [claim_words(claim) for claim in about.numbered][:3]
    return f"{about.title} as knowledge came in. {'; '.join(shown)}. Figures: {joined(figures)}."
