"""The small panels of the multiples: what each says, its lanes of figures, and the scale that a group shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reconcile.charts.chart import HEADLINE, Row, Subject
from reconcile.charts.look import INK, LABEL, QUIET, SMALL, line_mm, width_mm, wrap
from reconcile.charts.marks import ARROW_MM, Mark, Track, draw_arrow, draw_mark, mark_of, reach_mm
from reconcile.charts.notes import footnote
from reconcile.charts.ranges import draw_estimate
from reconcile.charts.scale import is_logarithmic, number_axis
from reconcile.charts.sheet import Sheet
from reconcile.sentences import count, plural
from reconcile.vocabulary import word

MOST_LANES = 8
"""Figures of a panel stand in this many lanes; further ones cover each other, and the notes say so."""

STATUS_WORDS = {"disputed": "disputed", "compatible": "compatible", "agreed": "agreed", "single": "single origin",
                "none": "without a figure"}
"""Status of a question, in words."""

_LEFT_MM, _RIGHT_MM = 2.5, 4.5
_BAR_MM, _LANE_MM, _TICKS_MM, _AFTER_MM = 2.4, 2.0, 5.0, 2.6
_MARK = 3.6
_MOST_NOTES = 6


@dataclass(frozen=True)
class Panel:
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
class Group:
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


def drawn(about: Subject) -> list[Row]:
    """Return the figures of a panel: those that count, and those withdrawn."""
    return [claim for claim in about.numbered
            if claim["claim_id"] in about.lead_ids or claim["state"] == "retracted"]


def group_of(about: Subject) -> tuple[str, str]:
    """Return measure and unit of a question."""
    return str(about.row["measure"]), str(about.row["unit"])


def make_groups(abouts: Sequence[Subject]) -> dict[tuple[str, str], Group]:
    """Return the groups of questions that share a scale."""
    found: dict[tuple[str, str], list[Subject]] = {}
    for about in abouts:
        found.setdefault(group_of(about), []).append(about)
    return {key: Group(*key, tuple(end for about in members for end in _ends(about)),
                       sum(bool(drawn(about)) for about in members)) for key, members in found.items()}


def _ends(about: Subject) -> list[float]:
    ends = [end for claim in drawn(about) for end in mark_of(claim).ends]
    estimate = about.estimate(HEADLINE)
    ranged = [float(estimate[end]) for end in ("low", "high")] if estimate is not None else []
    return ends + [end for end in ranged if math.isfinite(end)]


def make_panel(about: Subject, ruler: Track | None, wide: float) -> Panel:
    """Return the panel of a question on a column so wide."""
    claims = sorted(drawn(about), key=lambda claim: (claim["low"], claim["high"], claim["footnote"]))
    lanes, covered = _lanes([_mark(claim) for claim in claims], ruler) if ruler is not None else ([], 0)
    said = about.headline() if claims else "no figure"
    said = f"{said[:1].upper()}{said[1:]}"
    title = wrap(about.title, wide, LABEL, bold=True)
    words = [line for part in (said, *_standing(about)) for line in wrap(part, wide, SMALL)]
    return Panel(about, tuple(claims), tuple(lanes), tuple(title), tuple(words), covered)


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
        return [f"{STATUS_WORDS[status]}, {counted}: {_notes_of(behind)}", *told]
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


def make_ruler(group: Group, wide: float) -> Track:
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


def _head_lines(group: Group, wide: float, *, is_first: bool) -> list[str]:
    return wrap(group.heading if is_first else f"{group.heading} (continued)", wide, LABEL)


def head_mm(group: Group, wide: float, *, is_first: bool) -> float:
    """Return the height of the heading of a group."""
    return len(_head_lines(group, wide, is_first=is_first)) * line_mm(LABEL) + 2.4


def draw_head(sheet: Sheet, left: float, top: float, wide: float, group: Group, *, is_first: bool) -> None:
    """Write the heading of a group under a rule."""
    sheet.paper.plot([left, left + wide], [top + 0.3] * 2, color=QUIET, linewidth=0.6, label="rule")
    for number, line in enumerate(_head_lines(group, wide, is_first=is_first)):
        sheet.text(left, top + 1.2 + (number + 0.5) * line_mm(LABEL), line, LABEL, color=QUIET)


def draw_panel(sheet: Sheet, left: float, top: float, wide: float, panel: Panel, group: Group) -> None:
    """Draw a panel from its upper left corner."""
    y = top
    for words in panel.title:
        sheet.text(left, y + line_mm(LABEL) / 2, words, LABEL, weight="bold")
        y += line_mm(LABEL)
    for words in panel.words:
        sheet.text(left, y + line_mm(SMALL) / 2, words, SMALL)
        y += line_mm(SMALL)
    if panel.claims:
        _draw_strip(sheet, left, y + 0.6, wide, panel, group)


def _draw_strip(sheet: Sheet, left: float, top: float, wide: float, panel: Panel, group: Group) -> None:
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
    kept = [tick for tick in ticks if track.mm(tick, 0)[0] - left + width_mm(count(tick), LABEL) / 2
            <= length + _RIGHT_MM + 1.0]
    track.axes.set_xticks(kept, [count(tick) for tick in kept])
