"""The small chart beside a headline: one axis, the range, and a tick for each figure that counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, claim_words, points_frame, spoken, \
    subject
from reconcile.charts.look import INK, LABEL, QUIET, SMALL, width_mm as measure
from reconcile.charts.marks import Track, draw_arrow, mark_of
from reconcile.charts.scale import HEAD_MM, is_logarithmic, number_axis
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import count, floor_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_BODY_MM, _LINE_MM = 10.5, 6.0
_SIDE, _EDGE, _BETWEEN = 3.0, 0.5, 1.5
_RANGE_COLOUR = "#8fb3d9"


def draw(frames: Frames, question: str, *, width_mm: float = 70, policy: str = HEADLINE) -> Chart:
    """Draw the range of a policy as one line, without heading and notes.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of the question.
    width_mm : float
        Width on paper.
    policy : str
        Whose range is drawn.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such question, or the policy gives no range for it.
    """
    about = subject(frames, question)
    estimate = about.estimate(policy)
    if estimate is None or math.isnan(estimate["low"]):
        raise UsageError(f"there is nothing to draw for {about.name}: it has no range under {policy}")
    low, high = float(estimate["low"]), float(estimate["high"])
    leads = [claim for claim in about.numbered if claim["claim_id"] in about.lead_ids]
    ends = [low, high, *(float(claim[end]) for claim in leads for end in ("low", "high"))]
    sheet = make_sheet(Page(width_mm), Content("", "", _BODY_MM), margin=1.0)
    axes = sheet.axes(_SIDE, sheet.top, sheet.width - 2 * _SIDE, _LINE_MM)
    axes.set_ylim(0, 1)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    track = number_axis(axes, ends, sheet.width - 2 * _SIDE)
    axes.set_xticks([])
    _draw_range(track, low, high)
    for claim in leads:
        _draw_figure(axes, claim)
    _write_labels(sheet, track, _end_labels(low, high, leads), is_logarithmic(ends))
    return Chart(sheet.figure, _points(about, policy, low, high, leads), about.title, _alt(about, policy, leads))


def _draw_figure(axes: Axes, claim: Row) -> None:
    """Tick what was stated; hatch what is only the reading of a word, with no hard ends."""
    ends = mark_of(claim).ends
    if claim["is_soft"]:
        axes.barh(0.5, max(ends) - min(ends), left=min(ends), height=0.5, facecolor="none", edgecolor=INK,
                  linewidth=0, hatch="////", zorder=3, label="reading of a word")
    for end in ends:
        axes.plot([end, end], [0.12, 0.88], color=INK, linewidth=1.0, zorder=3, label="figure",
                  linestyle=":" if claim["is_soft"] else "-")


def _draw_range(track: Track, low: float, high: float) -> None:
    edge = track.axes.get_xlim()[1]
    end = high if math.isfinite(high) else max(low, track.shift(edge, 0.5, -HEAD_MM)[0])
    if end > low:
        track.axes.plot([low, end], [0.5, 0.5], color=_RANGE_COLOUR, linewidth=6, solid_capstyle="butt",
                        zorder=2, label="range")
    if math.isinf(high):
        draw_arrow(track, 0.5, end, edge, INK)


def _end_labels(low: float, high: float, leads: Sequence[Row]) -> dict[float, str]:
    """Return what is written under the axis: the ends of the range, in the words of their claims."""
    labels = {low: count(low)}
    if math.isfinite(high):
        labels[high] = count(high)
    highest = max((float(claim["high" if math.isfinite(claim["high"]) else "low"]) for claim in leads), default=low)
    labels.setdefault(highest, count(highest))
    for claim in leads:
        if math.isinf(claim["high"]) and claim["low"] in labels:
            labels[float(claim["low"])] = claim_words(claim)
    if math.isinf(high) and len(labels) == 1 and not leads:
        labels[low] = floor_words(low)
    return dict(sorted(labels.items()))


def _write_labels(sheet: Sheet, track: Track, labels: Mapping[float, str], logarithmic: bool) -> None:
    """Write labels under their ticks, and in the first free room where the axis starts or that it is no linear one."""
    y = sheet.height - 2.6
    widths = [measure(words, LABEL) for words in labels.values()]
    wanted = [track.mm(value, 0.5)[0] - width / 2 for value, width in zip(labels, widths, strict=True)]
    lefts = pushed_apart(wanted, widths, (_EDGE, sheet.width - _EDGE))
    for x, words in zip(lefts, labels.values(), strict=True):
        sheet.text(x, y, words, LABEL)
    remark = "log scale" if logarithmic else "0"
    need = measure(remark, SMALL)
    ends = [_SIDE - 1.0 - _BETWEEN, *(x + width for x, width in zip(lefts, widths, strict=True))]
    starts = [*lefts, sheet.width - _EDGE + _BETWEEN]
    free = [end + _BETWEEN for end, start in zip(ends, starts, strict=True) if start - end >= need + 2 * _BETWEEN]
    if free and (logarithmic or free[0] < _SIDE) and 0 not in labels:
        sheet.text(free[0], y, remark, SMALL, color=QUIET)


def pushed_apart(wanted: Sequence[float], widths: Sequence[float], edges: tuple[float, float]) -> list[float]:
    """Return left edges as near to the wanted ones as labels in this order can stand without meeting."""
    lefts, left = [], edges[0]
    for want, width in zip(wanted, widths, strict=True):
        lefts.append(max(left, want))
        left = lefts[-1] + width + _BETWEEN
    right = edges[1]
    for number in reversed(range(len(lefts))):
        lefts[number] = min(lefts[number], right - widths[number])
        right = lefts[number] - _BETWEEN
    return lefts


def _points(about: Subject, policy: str, low: float, high: float, leads: Sequence[Row]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [{"policy": policy, "low": low, "high": high, "as_of": about.row["as_of"]}]
    rows += [{column: claim[column] for column in
              ("claim_id", "origin", "stated", "low", "high", "as_of", "state")} for claim in leads]
    return points_frame(about.name, rows)


def _alt(about: Subject, policy: str, leads: Sequence[Row]) -> str:
    return f"{about.title}: {about.headline(policy)}. {spoken(leads)}."
