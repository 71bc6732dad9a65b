"""The claim timeline: each figure at the date it speaks of, with its words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, claim_words, points_frame, spoken, subject
from reconcile.charts.days import day_axis, day_limits, span_of
from reconcile.charts.dense import left_out, rank_now, room_for, thinned
from reconcile.charts.labels import Board, Box, spread
from reconcile.charts.look import INK, KINDS, LABEL, LEADER, QUIET, SMALL, clean, cut, kind_of, width_mm as measure
from reconcile.charts.marks import ARROW_MM, Mark, Sample, Track, draw_mark, kind_samples, mark_of, \
    meaning_samples, reach_mm
from reconcile.charts.notes import counter, footnote, source_notes, without_number
from reconcile.charts.scale import is_logarithmic, number_axis
from reconcile.charts.sheet import Content, Sheet, make_sheet, text_height
from reconcile.errors import UsageError
from reconcile.sentences import count, people, plural

if TYPE_CHECKING:
    import pandas as pd

_WORDY = 20
"""Up to so many claims are labelled with their words, more only with their footnote."""

_AXIS_MM, _NAME_MM, _SIDE_MM = 9.0, 4.5, 3.0
_SHORTEST, _TALLEST = 55.0, 150.0
_LONGEST_WORDS_MM = 34.0
_ASIDE_MM = 2.2


@dataclass(frozen=True)
class _Spot:
    claim: Row
    mark: Mark
    day: float
    span: tuple[float, float]


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw the claims of a question over time.

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
        If there is no such question, or no claim states a number and a date.
    """
    about = subject(frames, question)
    dated = [(claim, span) for claim in about.numbered if (span := span_of(claim)) is not None]
    if not dated:
        raise UsageError(f"there is nothing to draw for {about.name}: no claim states a number and a date")
    everything = len(dated)
    dated.sort(key=lambda each: (each[1], int(each[0]["footnote"])))
    rank = rank_now(about)
    dated = thinned(dated, room_for(page.width_mm), lambda each: rank(each[0]))
    limits = day_limits(span for _, span in dated)
    spots = [_spot(claim, span, limits) for claim, span in dated]
    claims = [spot.claim for spot in spots]
    height = min(_TALLEST, max(_SHORTEST, 40 + 1.6 * len(spots) * 160 / page.width_mm))
    subtitle = f"Each figure at the date it speaks of, with its source number. All current figures: {about.headline()}."
    notes = [*left_out(everything - len(spots)), *_aside(limits, page.width_mm, len(spots)), *_undated(about),
             *without_number(about.claims),
             *source_notes(about, claims)]
    content = Content(about.title, subtitle, _NAME_MM + height + _AXIS_MM, _key(spots), notes)
    sheet = make_sheet(page, content)
    _draw_body(sheet, spots, limits, height, people(about.row))
    return Chart(sheet.figure, _points(about, claims), about.title, _alt(about, claims))


def _spot(claim: Row, span: tuple[float, float], limits: tuple[float, float]) -> _Spot:
    seen = (max(span[0], limits[0]), min(span[1], limits[1]))
    return _Spot(claim, mark_of(claim), (seen[0] + seen[1]) / 2, span)


def _key(spots: Sequence[_Spot]) -> list[Sample]:
    claims = [spot.claim for spot in spots]
    samples = kind_samples(claim for claim in claims if claim["state"] != "retracted")
    samples += meaning_samples([spot.mark for spot in spots],
                               has_echo=any(claim["state"] == "echo" for claim in claims))
    if any(spot.span[0] < spot.span[1] for spot in spots):
        samples.append(Sample("date only partly known", line="span"))
    if _series(spots):
        samples.append(Sample("figures of one origin, one after another", line="steps"))
    return samples


def _aside(limits: tuple[float, float], width: float, number: int) -> list[str]:
    """Return a paragraph that says how far a mark may stand from its date, where that is more than half a day."""
    days = math.ceil(_ASIDE_MM * (limits[1] - limits[0]) / (width * 0.8))
    words = f"Marks that would cover each other stand aside, by up to about {plural(days, 'day')}."
    return [words] if days > 1 and number > 1 else []


def _undated(about: Subject) -> list[str]:
    missing = [footnote(claim) for claim in about.numbered if span_of(claim) is None]
    return [f"Without a date, not drawn: {' '.join(missing)}."] if missing else []


def _draw_body(sheet: Sheet, spots: Sequence[_Spot], limits: tuple[float, float], height: float,
               unit: str) -> None:
    ends = [end for spot in spots for end in spot.mark.ends]
    words = f"{unit}, logarithmic scale" if is_logarithmic(ends) else unit
    name = cut(words[:1].upper() + words[1:], sheet.room, SMALL)
    sheet.text(sheet.margin, sheet.top + 1.5, name, SMALL, color=QUIET)
    left = measure(count(max(ends) * 2), LABEL) + 2.5
    top = sheet.top + _NAME_MM
    width = sheet.room - left - _SIDE_MM
    axes = sheet.axes(sheet.margin + left, top, width, height)
    track = number_axis(axes, ends, height, is_vertical=True, head=ARROW_MM + 4)
    day_axis(axes, limits, width)
    axes.grid(axis="y")
    days = _dodged(track, spots, width / (limits[1] - limits[0]))
    frame = Box(sheet.margin + left + 0.5, top - 1.0, sheet.width - sheet.margin, top + height - 0.3)
    board = Board(frame)
    for spot, day in zip(spots, days, strict=True):
        board.taken += _draw_span(sheet, track, spot, limits)
        draw_mark(track, day, spot.mark)
        board.marks += [_on_sheet(sheet, box) for box in _boxes(track, spot.mark, day)]
    board.taken += board.marks
    _draw_steps(sheet, track, spots, days, board)
    _write_labels(sheet, track, spots, days, board)


def _boxes(track: Track, mark: Mark, day: float) -> list[Box]:
    """Return the rectangles that a mark takes, in millimetres from the lower left of the sheet."""
    reach = reach_mm(mark)
    low, x = track.mm(mark.low, day)
    high = low + ARROW_MM if mark.is_open else track.mm(mark.high, day)[0]
    return [Box(x - reach, low - reach, x + reach, high + (0.0 if mark.is_open else reach))]


def _on_sheet(sheet: Sheet, box: Box) -> Box:
    return Box(box.left, sheet.height - box.bottom, box.right, sheet.height - box.top)


def _dodged(track: Track, spots: Sequence[_Spot], day_mm: float) -> list[float]:
    """Return where each mark stands: its day, or a little aside where marks would cover each other.

    On a long axis a millimetre is many days, so the shift stays small there even if marks then touch.
    """
    order = sorted(range(len(spots)), key=lambda number: (spots[number].day, spots[number].mark.low, number))
    boxes = [_boxes(track, spots[number].mark, spots[number].day) for number in order]
    centres = [track.mm(spots[number].mark.low, spots[number].day)[1] for number in order]
    at_zero = [[Box(box.left - centre, box.top, box.right - centre, box.bottom) for box in group]
               for group, centre in zip(boxes, centres, strict=True)]
    shifts = spread(centres, at_zero, _ASIDE_MM / 2, max(day_mm * 0.45, _ASIDE_MM))
    days = [spot.day for spot in spots]
    for number, shift in zip(order, shifts, strict=True):
        if not shift:
            continue
        days[number] = track.shift(spots[number].mark.low, spots[number].day, 0, shift)[1]
    return days


def _draw_span(sheet: Sheet, track: Track, spot: _Spot, limits: tuple[float, float]) -> list[Box]:
    """Draw a thin line over all days that a partly known date can mean; beyond the axis it has no end.

    Returns the room it takes: a label on it would look struck through.
    """
    start, stop = spot.span
    if start == stop:
        return []
    seen = [max(start, limits[0]), min(stop, limits[1])]
    track.axes.plot(seen, [spot.mark.low] * 2, color=spot.mark.colour, linewidth=0.6, zorder=1.8, label="span")
    for end, shown in zip(spot.span, seen, strict=True):
        if end == shown:
            track.axes.plot([end], [spot.mark.low], marker="|", markersize=4, color=spot.mark.colour,
                            markeredgewidth=0.6, zorder=1.8, label="span end")
    return [_line_box(sheet, track, (seen[0], spot.mark.low), (seen[1], spot.mark.low))]


def _series(spots: Sequence[_Spot]) -> list[list[int]]:
    """Return the successive figures of each origin: those that count or counted, none withdrawn or relayed."""
    groups: dict[str, list[int]] = {}
    for number, spot in enumerate(spots):
        if spot.claim["state"] in ("current", "superseded", "other_moment"):
            groups.setdefault(counter(spot.claim), []).append(number)
    ordered = [sorted(group, key=lambda number: (spots[number].day, spots[number].claim["footnote"]))
               for group in groups.values()]
    return [group for group in ordered if spots[group[0]].day < spots[group[-1]].day]


def _draw_steps(sheet: Sheet, track: Track, spots: Sequence[_Spot], days: Sequence[float], board: Board) -> None:
    for group in _series(spots):
        places = [(days[number], spots[number].mark.low) for number in group]
        xs, ys = [place[0] for place in places], [place[1] for place in places]
        colour = KINDS[kind_of(spots[group[0]].claim)].colour
        track.axes.plot(xs, ys, drawstyle="steps-post", color=colour, linewidth=0.7, zorder=1.6, label="steps")
        for (x, y), (next_x, next_y) in zip(places, places[1:], strict=False):
            for start, stop in (((x, y), (next_x, y)), ((next_x, y), (next_x, next_y))):
                board.soft.append(_line_box(sheet, track, start, stop))


def _line_box(sheet: Sheet, track: Track, start: tuple[float, float], stop: tuple[float, float]) -> Box:
    (low, left), (high, right) = track.mm(start[1], start[0]), track.mm(stop[1], stop[0])
    return _on_sheet(sheet, Box(min(left, right) - 0.2, min(low, high) - 0.2, max(left, right) + 0.2,
                                max(low, high) + 0.2))


def _write_labels(sheet: Sheet, track: Track, spots: Sequence[_Spot], days: Sequence[float], board: Board) -> None:
    wordy = len(spots) <= _WORDY
    longest = min(_LONGEST_WORDS_MM, sheet.width * 0.3)
    height = text_height(SMALL)
    for spot, day in zip(spots, days, strict=True):
        number, words = footnote(spot.claim), _label(spot.claim, longest)
        around = _on_sheet(sheet, _boxes(track, spot.mark, day)[0])
        tries = [(words, 8.0, True)] if wordy else []
        for text, farthest, nearest in (*tries, (number, 30.0, True), (number, 30.0, False)):
            box = board.place(around, measure(text, SMALL), height, farthest, nearest=nearest)
            if box is not None:
                _write(sheet, spot, text, box, around)
                break


def _label(claim: Row, longest: float) -> str:
    """Return the words of a claim with its number; a wording too long for the room gives way to its reading."""
    number = footnote(claim)
    words = f"{number} {clean(str(claim['stated']))}".strip()
    if claim["is_soft"] or (claim["stated"] and measure(words, SMALL) <= longest):
        return cut(words, longest, SMALL)
    return f"{number} {claim_words(claim)}"


def _write(sheet: Sheet, spot: _Spot, text: str, box: Box, around: Box) -> None:
    middle = (box.top + box.bottom) / 2
    colour = spot.mark.colour if spot.mark.is_withdrawn else INK
    sheet.text(box.left, middle, text, SMALL, color=colour,
               bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.2})
    if spot.mark.is_withdrawn:
        sheet.strike(box.left, middle, measure(text, SMALL), colour)
    if box.distance(around) > 1.5:
        at_x = box.left if box.left > around.right else box.right if box.right < around.left \
            else (box.left + box.right) / 2
        at_y = box.top if box.top > around.bottom else box.bottom if box.bottom < around.top else middle
        low = (around.left + around.right) / 2, max(around.top, min(around.bottom, at_y))
        sheet.paper.plot([at_x, low[0]], [at_y, low[1]], color=LEADER, linewidth=0.4, label="leader")


def _points(about: Subject, claims: Sequence[Row]) -> pd.DataFrame:
    return points_frame(about.name, [{column: claim[column] for column in (
        "claim_id", "origin", "stated", "low", "high", "as_of", "state")} for claim in claims])


def _alt(about: Subject, claims: Sequence[Row]) -> str:
    withdrawn = [claim for claim in claims if claim["state"] == "retracted"]
    taken = f" Withdrawn: {spoken(withdrawn)}." if withdrawn else ""
    kept = [claim for claim in claims if claim["state"] != "retracted"]
    told = f" {spoken(kept)}." if kept else ""
    return f"{about.title} over time: {about.headline()}.{told}{taken}"
