"""All questions of an event at one glance: a small panel each, its range and the figures that count.

Questions of one measure and unit share a scale, so that their panels can be compared by eye; others have
scales of their own, and each heading says which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from reconcile.charts import flow, several
from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, points_frame
from reconcile.charts.look import INK, LABEL, QUIET, SMALL, line_mm, width_mm, wrap
from reconcile.charts.marks import ARROW_MM, Mark, Sample, Track, draw_arrow, draw_mark, kind_samples, mark_of, \
    meaning_samples, reach_mm
from reconcile.charts.notes import footnote, source_notes
from reconcile.charts.ranges import draw_estimate
from reconcile.charts.scale import is_logarithmic, number_axis
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import joined, plural
from reconcile.vocabulary import vocabulary, word

if TYPE_CHECKING:
    import pandas as pd

MOST_PANELS = 60
"""More panels than this no page holds; questions with fewer claims are counted in the notes."""

MOST_LANES = 8
"""Figures of a panel stand in this many lanes; further ones cover each other, and the notes say so."""

_FEW, _ROOMY_MM, _SMALL_MM, _SMALLEST_MM, _NARROW_MM, _BETWEEN_MM = 8, 70.0, 46.0, 36.0, 100.0, 5.0
_LEFT_MM, _RIGHT_MM = 2.5, 4.5
_BAR_MM, _LANE_MM, _TICKS_MM, _AFTER_MM = 2.4, 2.0, 5.0, 2.6
_MARK = 3.6
_STATUSES = ("disputed", "compatible", "agreed", "single", "none")
_STATUS_WORDS = {"disputed": "disputed", "compatible": "compatible", "agreed": "agreed", "single": "single origin",
                 "none": "without a figure"}
_MOST_NOTES = 6


@dataclass(frozen=True)
class _Panel:
    """One question.

    Parameters
    ----------
    about : Subject
        Its rows.
    claims : tuple of mapping
        Figures that are drawn: those that count and those withdrawn.
    lanes : tuple of int
        Lane of each figure, from 0.
    title, words : tuple of str
        Heading and range, as lines.
    covered : int
        Figures that found no lane of their own.
    """

    about: Subject
    claims: tuple[Row, ...]
    lanes: tuple[int, ...]
    title: tuple[str, ...]
    words: tuple[str, ...]
    covered: int = 0

    @property
    def strip(self) -> float:
        """Height of the range and the figures."""
        return _BAR_MM + (max(self.lanes) + 1) * _LANE_MM if self.claims else 0.0

    @property
    def height(self) -> float:
        """Height with heading, ticks and the white below."""
        text = len(self.title) * line_mm(LABEL) + len(self.words) * line_mm(SMALL)
        return text + (self.strip + 0.6 + _TICKS_MM if self.claims else 0.0) + _AFTER_MM


@dataclass(frozen=True)
class _Group:
    """Questions of one measure and unit, and their scale."""

    measure: str
    unit: str
    ends: tuple[float, ...]
    number: int

    @property
    def name(self) -> str:
        """What is counted: ``killed, persons``."""
        return f"{word('measure', self.measure).plural}, {self.unit}"

    @property
    def heading(self) -> str:
        """What is counted, and which scale."""
        name = self.name[:1].upper() + self.name[1:]
        if not self.ends:
            return name
        kind = ", logarithmic" if is_logarithmic(self.ends) else ""
        return f"{name}: {f'one scale for {self.number} panels' if self.number > 1 else 'a scale of its own'}{kind}"


def draw(frames: Frames, questions: Sequence[str], page: Page = Page()) -> Chart:
    """Draw a small panel for each of several questions.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    questions : sequence of str
        Names or slugs of questions of one event.
    page : Page
        Paper to draw for.

    Returns
    -------
    Chart
        Points: a range or figure a row; ``panel`` counts from 1 in reading order, ``scale`` names the scale
        that panels share.

    Raises
    ------
    UsageError
        If a question does not exist, fewer than two are asked, or none has a figure.
    """
    abouts = several.subjects(frames, questions)
    if len(abouts) < 2:
        raise UsageError(f"there is nothing to compare with {abouts[0].name}: multiples shows several questions. "
                         "Use ranges or timeline for one")
    if not any(_drawn(about) for about in abouts):
        raise UsageError(f"there is nothing to draw for {several.asked_words(abouts)}: no claim states a number")
    chosen = _chosen(abouts)
    groups = _groups(chosen)
    room = page.width_mm - 6
    number = _columns(len(chosen), room)
    wide = (room - (number - 1) * _BETWEEN_MM) / number
    rulers = {key: _ruler(group, wide) for key, group in groups.items() if group.ends}
    panels = [_panel(about, rulers.get(_group_of(about)), wide) for about in chosen]
    blocks = [flow.Block(panel.height, _group_of(panel.about),
                         *(_head_mm(groups[_group_of(panel.about)], wide, is_first=is_first)
                           for is_first in (True, False))) for panel in panels]
    places, body = flow.columns(blocks, number)
    claims = [claim for panel in panels for claim in panel.claims]
    title = several.subject_words(abouts)
    sheet = make_sheet(page, Content(title, _subtitle(abouts), body, _key(panels, claims),
                                     _notes(abouts, panels, claims)))
    for panel, place in zip(panels, places, strict=True):
        left = sheet.margin + place.column * (wide + _BETWEEN_MM)
        group = groups[_group_of(panel.about)]
        if place.has_head:
            _draw_head(sheet, left, sheet.top + place.top, wide, group, is_first=place.is_first)
        _draw_panel(sheet, left, sheet.top + place.start, wide, panel, group)
    return Chart(sheet.figure, _points(panels, groups), title, _alt(title, abouts))


def _columns(panels: int, room: float) -> int:
    """Return how many columns: few panels are roomy, many are small."""
    least = _ROOMY_MM if panels <= _FEW else _SMALLEST_MM if room < _NARROW_MM else _SMALL_MM
    return max(1, int((room + _BETWEEN_MM) / (least + _BETWEEN_MM)))


def _drawn(about: Subject) -> list[Row]:
    """Return the figures of a panel: those that count, and those withdrawn."""
    return [claim for claim in about.numbered
            if claim["claim_id"] in about.lead_ids or claim["state"] == "retracted"]


def _chosen(abouts: Sequence[Subject]) -> list[Subject]:
    kept = sorted(abouts, key=lambda about: (not _drawn(about), -len(about.claims), about.name))[:MOST_PANELS]
    return sorted(kept, key=_reading_order)


def _reading_order(about: Subject) -> tuple[int, str, str, bool, bool, int, str]:
    measures = list(vocabulary()["measure"])
    measure, unit = _group_of(about)
    place = measures.index(measure) if measure in measures else len(measures)
    row = about.row
    return (place, measure, unit, row["population"] != "everyone", not row["is_widest_place"], -len(about.claims),
            about.name)


def _group_of(about: Subject) -> tuple[str, str]:
    return str(about.row["measure"]), str(about.row["unit"])


def _groups(abouts: Sequence[Subject]) -> dict[tuple[str, str], _Group]:
    found: dict[tuple[str, str], list[Subject]] = {}
    for about in abouts:
        found.setdefault(_group_of(about), []).append(about)
    return {key: _Group(*key, tuple(end for about in members for end in _ends(about)),
                        sum(bool(_drawn(about)) for about in members)) for key, members in found.items()}


def _ends(about: Subject) -> list[float]:
    ends = [end for claim in _drawn(about) for end in mark_of(claim).ends]
    estimate = about.estimate(HEADLINE)
    ranged = [float(estimate[end]) for end in ("low", "high")] if estimate is not None else []
    return ends + [end for end in ranged if math.isfinite(end)]


def _panel(about: Subject, ruler: Track | None, wide: float) -> _Panel:
    claims = sorted(_drawn(about), key=lambda claim: (claim["low"], claim["high"], claim["footnote"]))
    lanes, covered = _lanes([_mark(claim) for claim in claims], ruler) if ruler is not None else ([], 0)
    said = about.headline() if claims else "no figure"
    said = f"{said[:1].upper()}{said[1:]}"
    title = wrap(about.title, wide, LABEL, bold=True)
    words = [line for part in (said, *_standing(about)) for line in wrap(part, wide, SMALL)]
    return _Panel(about, tuple(claims), tuple(lanes), tuple(title), tuple(words), covered)


def _standing(about: Subject) -> list[str]:
    """Print the status of a question, how many stand behind it, and their footnotes."""
    estimate = about.estimate(HEADLINE)
    gone = [claim for claim in about.numbered if claim["state"] == "retracted"]
    told = [f"withdrawn: {_notes_of(gone)}"] if gone else []
    if estimate is not None and not math.isnan(estimate["low"]):
        behind = [claim for claim in about.claims if claim["claim_id"] in set(estimate["claim_ids"])]
        claims, origins = plural(int(estimate["n_claims"]), "claim"), plural(int(estimate["n_origins"]), "origin")
        status = str(about.row["status"])
        counted = claims if status == "single" else f"{claims} of {origins}"
        return [f"{_STATUS_WORDS[status]}, {counted}: {_notes_of(behind)}", *told]
    silent = [claim for claim in about.claims if claim["state"] not in ("retraction", "retracted")]
    if silent:
        told.insert(0, f"{plural(len(silent), 'claim')}, none states a number that counts: {_notes_of(silent)}")
    return told


def _notes_of(claims: Sequence[Row]) -> str:
    more = f" and {len(claims) - _MOST_NOTES} more" if len(claims) > _MOST_NOTES else ""
    return " ".join(footnote(claim) for claim in claims[:_MOST_NOTES]) + more


def _mark(claim: Row) -> Mark:
    mark = mark_of(claim)
    return Mark(mark.low, mark.high, mark.colour, mark.marker, mark.is_soft, mark.is_withdrawn, mark.is_hollow, _MARK)


def _ruler(group: _Group, wide: float) -> Track:
    """Return a number axis as the panel's will be, to measure on before there is a sheet."""
    length = wide - _LEFT_MM - _RIGHT_MM
    axes = Figure(figsize=(length / 25.4, 1), dpi=72).add_axes((0, 0, 1, 1))
    return number_axis(axes, group.ends, length)


def _lanes(marks: Sequence[Mark], ruler: Track) -> tuple[list[int], int]:
    """Put each mark into the first lane where it covers no other."""
    ends: list[float] = []
    lanes, covered = [], 0
    for mark in marks:
        start = ruler.mm(mark.low, 0)[0] - reach_mm(mark)
        stop = start + ARROW_MM + reach_mm(mark) if mark.is_open else ruler.mm(mark.high, 0)[0] + reach_mm(mark)
        free = next((lane for lane, end in enumerate(ends) if end + 0.3 <= start), len(ends))
        if free == MOST_LANES:
            covered += 1
            free = min(range(MOST_LANES), key=lambda lane: ends[lane])
        ends[free:free + 1] = [max(stop, ends[free] if free < len(ends) else stop)]
        lanes.append(free)
    return lanes, covered


def _head_lines(group: _Group, wide: float, *, is_first: bool) -> list[str]:
    return wrap(group.heading if is_first else f"{group.heading} (continued)", wide, LABEL)


def _head_mm(group: _Group, wide: float, *, is_first: bool) -> float:
    return len(_head_lines(group, wide, is_first=is_first)) * line_mm(LABEL) + 2.4


def _subtitle(abouts: Sequence[Subject]) -> str:
    return (f"{several.asked_words(abouts)}: {_status_words(abouts)}. A bar is the range of all figures that count; "
            "below it are the figures.")


def _status_words(abouts: Sequence[Subject]) -> str:
    return joined([f"{number} {_STATUS_WORDS[status]}" for status in _STATUSES
                   if (number := sum(about.row["status"] == status for about in abouts))])


def _key(panels: Sequence[_Panel], claims: Sequence[Row]) -> list[Sample]:
    ranges = [Mark(float(row["low"]), float(row["high"]), INK, "|") for panel in panels
              if (row := panel.about.estimate(HEADLINE)) is not None]
    kinds = kind_samples(claim for claim in claims if claim["state"] != "retracted")
    return kinds + meaning_samples([*map(mark_of, claims), *ranges])


def _notes(abouts: Sequence[Subject], panels: Sequence[_Panel], claims: Sequence[Row]) -> list[str]:
    notes = ["Panels under one heading share a scale and can be compared by eye; those of different headings cannot."]
    if len(abouts) > len(panels):
        notes.append(f"{plural(len(abouts) - len(panels), 'question')} with fewer claims not shown.")
    covered = sum(panel.covered for panel in panels)
    if covered:
        notes.append(f"{plural(covered, 'figure')} in crowded panels cover others.")
    left = sum(len(panel.about.numbered) - len(panel.claims) for panel in panels)
    if left:
        notes.append(f"{plural(left, 'claim')} that repeat or precede these figures not drawn; see claims.csv.")
    return [" ".join(notes), *source_notes(abouts[0], claims)]


def _draw_head(sheet: Sheet, left: float, top: float, wide: float, group: _Group, *, is_first: bool) -> None:
    sheet.paper.plot([left, left + wide], [top + 0.3] * 2, color=QUIET, linewidth=0.6, label="rule")
    for number, line in enumerate(_head_lines(group, wide, is_first=is_first)):
        sheet.text(left, top + 1.2 + (number + 0.5) * line_mm(LABEL), line, LABEL, color=QUIET)


def _draw_panel(sheet: Sheet, left: float, top: float, wide: float, panel: _Panel, group: _Group) -> None:
    y = top
    for words in panel.title:
        sheet.text(left, y + line_mm(LABEL) / 2, words, LABEL, weight="bold")
        y += line_mm(LABEL)
    for words in panel.words:
        sheet.text(left, y + line_mm(SMALL) / 2, words, SMALL)
        y += line_mm(SMALL)
    if panel.claims:
        _draw_strip(sheet, left, y + 0.6, wide, panel, group)


def _draw_strip(sheet: Sheet, left: float, top: float, wide: float, panel: _Panel, group: _Group) -> None:
    length = wide - _LEFT_MM - _RIGHT_MM
    axes = sheet.axes(left + _LEFT_MM, top, length, panel.strip)
    axes.set_ylim(top + panel.strip, top)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    track = number_axis(axes, group.ends, length)
    _drop_far_ticks(track, length)
    axes.grid(axis="x")
    estimate = panel.about.estimate(HEADLINE)
    if estimate is not None and not math.isnan(estimate["low"]):
        _draw_range(track, top + _BAR_MM / 2, float(estimate["low"]), float(estimate["high"]), _ends(panel.about))
    for claim, lane in zip(panel.claims, panel.lanes, strict=True):
        draw_mark(track, top + _BAR_MM + (lane + 0.5) * _LANE_MM, _mark(claim), 1.3)


def _draw_range(track: Track, y: float, low: float, high: float, ends: Sequence[float]) -> None:
    """Draw a range; an open one as a bar to the highest figure of its own question, then an arrow."""
    top = high if math.isfinite(high) else max([low, *ends])
    draw_estimate(track, y, {"low": low, "best": math.nan, "high": top})
    if math.isinf(high):
        draw_arrow(track, y, top, track.shift(top, y, ARROW_MM)[0], INK, "open range")


def _drop_far_ticks(track: Track, length: float) -> None:
    """Leave out a last tick whose label would reach into the next column."""
    ticks = [float(tick) for tick in track.axes.get_xticks()]
    left = track.mm(track.axes.get_xlim()[0], 0)[0]
    kept = [tick for tick in ticks if track.mm(tick, 0)[0] - left + width_mm(f"{tick:,.0f}", LABEL) / 2
            <= length + _RIGHT_MM + 1.0]
    track.axes.set_xticks(kept, [f"{tick:,.0f}" for tick in kept])


def _points(panels: Sequence[_Panel], groups: Mapping[tuple[str, str], _Group]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, panel in enumerate(panels, start=1):
        shared = {"question": panel.about.name, "panel": number, "scale": groups[_group_of(panel.about)].name}
        estimate = panel.about.estimate(HEADLINE)
        if estimate is not None and not math.isnan(estimate["low"]):
            rows.append({name: estimate[name] for name in ("policy", "low", "best", "high", "as_of")} | shared)
        rows += [{name: claim[name] for name in ("claim_id", "origin", "stated", "low", "high", "as_of", "state")}
                 | shared for claim in panel.claims]
    return points_frame("", rows, ("panel", "scale"))


def _alt(title: str, abouts: Sequence[Subject]) -> str:
    largest = sorted((about for about in abouts if _drawn(about)), key=lambda about: (-len(about.claims), about.name))
    told = [f"{about.title}: {about.headline()}" for about in largest[:3]]
    more = [plural(len(abouts) - len(told), "more question")] if len(abouts) > len(told) else []
    return f"{title}: {several.asked_words(abouts)}, {_status_words(abouts)}. {'; '.join([*told, *more])}."
