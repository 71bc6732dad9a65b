"""All questions of an event at one glance: a small panel each, its range and the figures that count.

Questions of one measure and unit share a scale, so that their panels can be compared by eye; others have
scales of their own, and each heading says which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.charts import flow, several
from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, points_frame
from reconcile.charts.look import INK
from reconcile.charts.marks import Mark, Sample, kind_samples, mark_of, meaning_samples
from reconcile.charts.notes import source_notes
from reconcile.charts.panels import STATUS_WORDS, Group, Panel, draw_head, draw_panel, drawn, group_of, head_mm, \
    make_groups, make_panel, make_ruler
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import joined, plural
from reconcile.vocabulary import vocabulary

if TYPE_CHECKING:
    import pandas as pd

MOST_PANELS = 60
"""More panels than this no page holds; questions with fewer claims are counted in the notes."""

_FEW, _ROOMY_MM, _SMALL_MM, _SMALLEST_MM, _NARROW_MM, _BETWEEN_MM = 8, 70.0, 46.0, 36.0, 100.0, 5.0
_STATUSES = ("disputed", "compatible", "agreed", "single", "none")


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
    abouts = _asked(frames, questions)
    chosen = _chosen(abouts)
    groups = make_groups(chosen)
    room = page.width_mm - 6
    number = _columns(len(chosen), room)
    wide = (room - (number - 1) * _BETWEEN_MM) / number
    rulers = {key: make_ruler(group, wide) for key, group in groups.items() if group.ends}
    panels = [make_panel(about, rulers.get(group_of(about)), wide) for about in chosen]
    blocks = [flow.Block(panel.height, group_of(panel.about),
                         *(head_mm(groups[group_of(panel.about)], wide, is_first=is_first)
                           for is_first in (True, False))) for panel in panels]
    places, body = flow.columns(blocks, number)
    claims = [claim for panel in panels for claim in panel.claims]
    title = several.subject_words(abouts, "question by question")
    sheet = make_sheet(page, Content(title, _subtitle(abouts), body, _key(panels, claims),
                                     _notes(abouts, panels, claims)))
    for panel, place in zip(panels, places, strict=True):
        _draw(sheet, panel, place, wide, groups[group_of(panel.about)])
    return Chart(sheet.figure, _points(panels, groups), title, _alt(title, abouts))


def _asked(frames: Frames, questions: Sequence[str]) -> tuple[Subject, ...]:
    """Select the questions; refuse what makes no panels."""
    abouts = several.subjects(frames, questions)
    if len(abouts) < 2:
        raise UsageError(f"there is nothing to compare with {abouts[0].name}: multiples shows several questions. "
                         "Use ranges or timeline for one")
    if not any(drawn(about) for about in abouts):
        raise UsageError(f"there is nothing to draw for {several.asked_words(abouts)}: no claim states a number")
    return abouts


def _draw(sheet: Sheet, panel: Panel, place: flow.Place, wide: float, group: Group) -> None:
    left = sheet.margin + place.column * (wide + _BETWEEN_MM)
    if place.has_head:
        draw_head(sheet, left, sheet.top + place.top, wide, group, is_first=place.is_first)
    draw_panel(sheet, left, sheet.top + place.start, wide, panel, group)


def _columns(panels: int, room: float) -> int:
    """Return how many columns: few panels are roomy, many are small."""
    least = _ROOMY_MM if panels <= _FEW else _SMALLEST_MM if room < _NARROW_MM else _SMALL_MM
    return max(1, int((room + _BETWEEN_MM) / (least + _BETWEEN_MM)))


def _chosen(abouts: Sequence[Subject]) -> list[Subject]:
    kept = sorted(abouts, key=lambda about: (not drawn(about), -len(about.claims), about.name))[:MOST_PANELS]
    return sorted(kept, key=_reading_order)


def _reading_order(about: Subject) -> tuple[int, str, str, bool, bool, int, str]:
    measures = list(vocabulary()["measure"])
    measure, unit = group_of(about)
    place = measures.index(measure) if measure in measures else len(measures)
    row = about.row
    return (place, measure, unit, row["population"] != "everyone", not row["is_widest_place"], -len(about.claims),
            about.name)


def _subtitle(abouts: Sequence[Subject]) -> str:
    return (f"{several.asked_words(abouts)}: {_status_words(abouts)}. A bar is the range of all figures that count; "
            "below it are the figures.")


def _status_words(abouts: Sequence[Subject]) -> str:
    return joined([f"{number} {STATUS_WORDS[status]}" for status in _STATUSES
                   if (number := sum(about.row["status"] == status for about in abouts))])


def _key(panels: Sequence[Panel], claims: Sequence[Row]) -> list[Sample]:
    ranges = [Mark(float(row["low"]), float(row["high"]), INK, "|") for panel in panels
              if (row := panel.about.estimate(HEADLINE)) is not None]
    kinds = kind_samples(claim for claim in claims if claim["state"] != "retracted")
    return kinds + meaning_samples([*map(mark_of, claims), *ranges])


def _notes(abouts: Sequence[Subject], panels: Sequence[Panel], claims: Sequence[Row]) -> list[str]:
    notes = ["Panels under one heading share a scale and can be compared by eye; those of different headings cannot."]
    if len(abouts) > len(panels):
        notes.append(f"{plural(len(abouts) - len(panels), 'question')} with fewer claims not shown.")
    covered = sum(panel.covered for panel in panels)
    if covered:
        notes.append(f"In crowded panels, covering others: {plural(covered, 'figure')}.")
    left = sum(len(panel.about.numbered) - len(panel.claims) for panel in panels)
    if left:
        notes.append(f"Not drawn, for repeating or preceding these figures: {plural(left, 'claim')}; see claims.csv.")
    return [" ".join(notes), *source_notes(abouts[0], claims)]


def _points(panels: Sequence[Panel], groups: Mapping[tuple[str, str], Group]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, panel in enumerate(panels, start=1):
        shared = {"question": panel.about.name, "panel": number, "scale": groups[group_of(panel.about)].name}
        estimate = panel.about.estimate(HEADLINE)
        if estimate is not None and not math.isnan(estimate["low"]):
            rows.append({name: estimate[name] for name in ("policy", "low", "best", "high", "as_of")} | shared)
        rows += [{name: claim[name] for name in ("claim_id", "origin", "stated", "low", "high", "as_of", "state")}
                 | shared for claim in panel.claims]
    return points_frame("", rows, ("panel", "scale"))


def _alt(title: str, abouts: Sequence[Subject]) -> str:
    largest = sorted((about for about in abouts if drawn(about)), key=lambda about: (-len(about.claims), about.name))
    told = [f"{about.title}: {about.headline()}" for about in largest[:3]]
    more = [plural(len(abouts) - len(told), "more question")] if len(abouts) > len(told) else []
    return f"{title}. {several.asked_words(abouts)}, {_status_words(abouts)}. {'; '.join([*told, *more])}."
