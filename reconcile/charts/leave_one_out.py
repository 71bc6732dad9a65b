"""What each origin does to the range: the headline range, and the range without one origin after another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, points_frame, records, subject
from reconcile.charts.look import INK, LABEL, MOVED, QUIET, SMALL, line_mm
from reconcile.charts.marks import Mark, Sample, Track, draw_points, meaning_samples
from reconcile.charts.notes import source_notes
from reconcile.charts.ranges import draw_estimate
from reconcile.charts.rows import AXIS_MM, Columns, Line, columns, fitted, guide, right_lines, row_axes, rule, \
    write_left, write_right
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import count, interval_words, joined, people, plural

if TYPE_CHECKING:
    import pandas as pd

_HEAD = "All origins"
MOST_ORIGINS = 12
"""Origins beyond these are counted in the notes. Without them no end moves, since an end moves only without the one
origin that stands at it alone."""


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw the headline range of a question and the ranges without one origin each.

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
        If there is no such question, no range, or no origin that was left out.
    """
    about = subject(frames, question)
    headline = about.estimate(HEADLINE)
    left_out = records(frames.leave_one_out[frames.leave_one_out["question"] == about.name])
    if headline is None or math.isnan(headline["low"]) or not left_out:
        raise UsageError(f"there is nothing to draw for {about.name}: it has no range that an origin could move")
    ordered = sorted(left_out, key=_movement)
    rows = ordered[:MOST_ORIGINS]
    words = [_words(headline), *map(_words, rows)]
    lines = [_left(_HEAD, bold=True), *(_left(f"without {row['origin']}") for row in rows)]
    share = columns(page.width_mm - 6, lines, [part for text in words for part in text.split("\n")])
    wrapped = [_wrapped(text, share) for text in words]
    names = [fitted([line], share.left) for line in lines]
    heights = [max(len(text) * line_mm(SMALL), len(name) * line_mm(LABEL)) + 2.2
               for text, name in zip(wrapped, names, strict=True)]
    subtitle = f"The range without one origin after another. With all of them: {about.headline()}."
    sheet = make_sheet(page, Content(about.title, subtitle, sum(heights) + 2 + AXIS_MM, _key(headline, rows),
                                     _notes(about, len(ordered) - len(rows))))
    track = row_axes(sheet, share, sum(heights) + 2, _ends(about, [headline, *rows]), people(about.row))
    _draw_rows(sheet, share, track, [headline, *rows], names, wrapped, heights)
    return Chart(sheet.figure, _points(about, headline, rows), about.title, _alt(about, ordered))


def _movement(row: Row) -> tuple[float, str]:
    """Order by how far the range moves: nothing left first, then ends that open or close, then distance."""
    if math.isnan(row["low"]):
        return (-math.inf, str(row["origin"]))
    moved = abs(_number(row["low_change"])) + abs(_number(row["high_change"]))
    return (-min(moved, 1e300), str(row["origin"]))


def _number(change: float) -> float:
    return 0.0 if math.isnan(change) else float(change)


def _left(words: str, bold: bool = False) -> Line:
    return Line(words, LABEL, INK, "bold" if bold else "normal")


def _words(row: Row) -> str:
    low, high = float(row["low"]), float(row["high"])
    if math.isnan(low):
        return "nothing left"
    shifts = moves(row) if "low_change" in row else []
    return "\n".join([interval_words(low, high), *shifts])


def moves(row: Row) -> list[str]:
    """Print how the ends of a range moved: ``low end +597``, ``high end no longer open``."""
    found = []
    for end in ("low", "high"):
        change = _number(row[f"{end}_change"])
        if math.isinf(change):
            found.append("now open at the top" if math.isinf(row["high"]) else "no longer open")
        elif change:
            found.append(f"{end} end {'+' if change > 0 else '−'}{count(abs(change))}")
    return found or (["no end moves"] if "low_change" in row else [])


def _wrapped(text: str, share: Columns) -> list[str]:
    return [line for part in text.split("\n") for line in right_lines(part, share.right)]


def _key(headline: Row, rows: Sequence[Row]) -> list[Sample]:
    ranges = [Mark(float(row["low"]), float(row["high"]), INK, "|") for row in (headline, *rows)]
    samples = meaning_samples(ranges)
    if any(_moved_ends(row) or _opens(row) for row in rows):
        samples.append(Sample("end that moves", Mark(0, 0, MOVED, "d", size=6)))
    return samples


def _moved_ends(row: Row) -> list[float]:
    if math.isnan(row["low"]):
        return []
    return [float(row[end]) for end in ("low", "high")
            if _number(row[f"{end}_change"]) and math.isfinite(row[end])]


def _opens(row: Row) -> bool:
    return not math.isnan(row["low"]) and math.isinf(_number(row["high_change"]))


def _notes(about: Subject, hidden: int) -> list[str]:
    leads = [claim for claim in about.claims if claim["claim_id"] in about.lead_ids]
    more = [f"Not drawn, because without them no end moves: {plural(hidden, 'origin')}."] if hidden else []
    return [*more, *source_notes(about, leads)]


def _ends(about: Subject, rows: Sequence[Row]) -> list[float]:
    # The current figures belong on the axis too: the bar of an open range covers them all.
    leads = [claim for claim in about.numbered if claim["claim_id"] in about.lead_ids]
    return [float(row[end]) for row in (*rows, *leads) for end in ("low", "high")]


def _draw_rows(sheet: Sheet, share: Columns, track: Track, rows: Sequence[Row], names: Sequence[Sequence[Line]],
               wrapped: Sequence[Sequence[str]], heights: Sequence[float]) -> None:
    height = sum(heights) + 2.0
    for end in (rows[0]["low"], rows[0]["high"]):
        if math.isfinite(end):
            guide(track.axes, float(end), sheet.top, sheet.top + height)
    y = sheet.top
    for number, row in enumerate(rows):
        if number == 1:
            rule(sheet, y + 1.0)
            y += 2.0
        middle = y + heights[number] / 2
        write_left(sheet, middle, names[number], share.left)
        write_right(sheet, middle, wrapped[number], share.right, color=INK if number == 0 else QUIET)
        _draw_range(track, middle, row)
        y += heights[number]


def _draw_range(track: Track, y: float, row: Row) -> None:
    if "low_change" not in row:
        draw_estimate(track, y, {**row, "best": math.nan})
        return
    draw_estimate(track, y, {**row, "best": math.nan}, "#6f6f6f")
    for end in _moved_ends(row):
        draw_points(track, y, Mark(end, end, MOVED, "d", size=6))


def _points(about: Subject, headline: Row, rows: Sequence[Row]) -> pd.DataFrame:
    first = {"policy": HEADLINE, **{column: headline[column] for column in ("low", "high", "as_of")}}
    others = [{"policy": HEADLINE, **{column: row[column] for column in
              ("origin", "low", "high", "low_change", "high_change")}} for row in rows]
    return points_frame(about.name, [first, *others], ("low_change", "high_change"))


def _alt(about: Subject, rows: Sequence[Row]) -> str:
    told = []
    for row in rows[:3]:
        shift = joined(moves(row)) if not math.isnan(row["low"]) else "nothing is left"
        told.append(f"without {row['origin']}: {_words(row).splitlines()[0]} ({shift})")
    return f"{about.title}. With all origins {about.headline()}; {'; '.join(told)}."
