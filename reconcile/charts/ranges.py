"""The range ladder: every claim as it was stated, and under a rule what each policy makes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, claim_words, points_frame, spoken, \
    states_number, subject
from reconcile.charts.look import INK, LABEL, QUIET, SMALL, WITHDRAWN, line_mm
from reconcile.charts.marks import Mark, Sample, Track, draw_arrow, draw_mark, draw_points, \
    kind_samples, mark_of, meaning_samples
from reconcile.charts.notes import source_notes
from reconcile.charts.rows import AXIS_MM, Columns, Line, claim_lines, columns, fitted, right_lines, row_axes, rule, \
    write_left, write_right
from reconcile.charts.scale import HEAD_MM
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import count, interval_words, people, plural

if TYPE_CHECKING:
    import pandas as pd

MOST_CLAIMS = 80
"""More rows than this make a figure that no page holds; the rest is counted in the notes."""

_ROOMY = 20
_ACRONYMS = ("ucdp", "acled", "gtd", "ibc", "ccc", "iom")
_FIRST = ("current", "retracted", "indefinite", "no_number", "superseded", "other_moment")
_POLICY_COLOUR = "#3c3c3c"


@dataclass(frozen=True)
class _Row:
    left: tuple[Line, ...]
    right: str
    claim: Row | None = None
    estimate: Row | None = None
    height: float = 0.0


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw the range ladder of a question.

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
        If there is no such question or nobody states a number for it.
    """
    about = subject(frames, question)
    if not about.numbered:
        raise UsageError(f"there is nothing to draw for {about.name}: no claim states a number")
    claims = _chosen(about.claims)
    marks = {str(claim["claim_id"]): mark_of(claim) for claim in claims if states_number(claim)}
    rows = [_claim_row(claim, page.width_mm, is_roomy=len(claims) <= _ROOMY) for claim in claims]
    rows += [_policy_row(estimate) for estimate in about.estimates]
    share = columns(page.width_mm - 6, [line for row in rows for line in row.left], [row.right for row in rows])
    rows = [replace(row, left=fitted(row.left, share.left)) if len(row.left) > 1 else row for row in rows]
    rows = [replace(row, height=_height(row, share)) for row in rows]
    content = Content(about.title, f"Each claim as stated, then the range under each policy. "
                      f"All current figures: {about.headline()}.", _body(rows),
                      _key(claims, list(marks.values()), about.estimates), _notes(about, claims))
    sheet = make_sheet(page, content)
    _draw_rows(sheet, share, rows, marks, people(about.row))
    return Chart(sheet.figure, _points(about, claims), about.title, _alt(about, claims))


def _chosen(claims: Sequence[Row]) -> list[Row]:
    shown = [claim for claim in claims if claim["state"] != "retraction"]
    return sorted(sorted(shown, key=_importance)[:MOST_CLAIMS], key=_by_date)


def _importance(claim: Row) -> tuple[int, int]:
    rank = _FIRST.index(claim["state"]) if claim["state"] in _FIRST else len(_FIRST)
    return rank, int(claim["footnote"])


def _by_date(claim: Row) -> tuple[str, float, int]:
    first = claim["as_of_from"] if claim["as_of_from"] == claim["as_of_from"] else claim["as_of_to"]
    low = claim["low"]
    return (str(first), math.inf if math.isnan(low) else low, claim["footnote"])


def _claim_row(claim: Row, width: float, *, is_roomy: bool) -> _Row:
    withdrawn = claim["state"] == "retracted"
    colour = WITHDRAWN if withdrawn else INK
    lines = claim_lines(claim, width, is_roomy=is_roomy, size=LABEL, colour=colour,
                        quiet=colour if withdrawn else QUIET, is_struck=withdrawn)
    words = claim_words(claim)
    return _Row(lines, f"{words} (withdrawn)" if withdrawn and is_roomy else words, claim=claim)


def _policy_row(estimate: Row) -> _Row:
    low, best, high = (float(estimate[end]) for end in ("low", "best", "high"))
    words = interval_words(low, high)
    if not math.isnan(best) and low != high:
        words += f" (best {count(best)})"
    return _Row((Line(policy_name(str(estimate["policy"])), LABEL, weight="bold"),), words, estimate=estimate)


def policy_name(policy: str) -> str:
    """Print the name of a policy: ``UCDP``, ``Envelope``."""
    plain = policy.replace("_", " ")
    return plain.upper() if policy in _ACRONYMS else plain[:1].upper() + plain[1:]


def _height(row: _Row, share: Columns) -> float:
    left = sum(line_mm(line.size) for line in row.left)
    right = len(right_lines(row.right, share.right)) * line_mm(SMALL)
    return max(left, right) + (1.4 if len(row.left) > 1 or row.claim is None else 0.5)


def _body(rows: Sequence[_Row]) -> float:
    return sum(row.height for row in rows) + 2.0 + AXIS_MM


def _key(claims: Sequence[Row], marks: Sequence[Mark], estimates: Sequence[Row]) -> list[Sample]:
    numbered = [claim for claim in claims if states_number(claim)]
    ranges = [Mark(float(row["low"]), float(row["high"]), INK, "D") for row in estimates]
    samples = meaning_samples([*marks, *ranges], has_echo=any(claim["state"] == "echo" for claim in numbered))
    if any(not math.isnan(float(row["best"])) for row in estimates):
        samples.append(Sample("best figure of a policy", Mark(0, 0, "white", "D", size=4.5)))
    return kind_samples(claim for claim in numbered if claim["state"] != "retracted") + samples


def _notes(about: Subject, claims: Sequence[Row]) -> list[str]:
    left_out = len([claim for claim in about.claims if claim["state"] != "retraction"]) - len(claims)
    more = f"In claims.csv, for want of room: {plural(left_out, 'further claim')} of the same question."
    return [*([more] if left_out else []), *source_notes(about, claims)]


def _draw_rows(sheet: Sheet, share: Columns, rows: Sequence[_Row], marks: dict[str, Mark], unit: str) -> None:
    height = sum(row.height for row in rows) + 2.0
    ends = [end for mark in marks.values() for end in mark.ends]
    ends += [float(row.estimate[end]) for row in rows if row.estimate is not None for end in ("low", "best", "high")]
    track = row_axes(sheet, share, height, ends, unit)
    y = sheet.top
    for number, row in enumerate(rows):
        if number and row.claim is None and rows[number - 1].claim is not None:
            rule(sheet, y + 1.0)
            y += 2.0
        middle = y + row.height / 2
        write_left(sheet, middle, row.left, share.left)
        _right(sheet, middle, row, share)
        if row.claim is not None and row.claim["claim_id"] in marks:
            draw_mark(track, middle, marks[row.claim["claim_id"]])
        elif row.estimate is not None:
            draw_estimate(track, middle, row.estimate)
        y += row.height


def _right(sheet: Sheet, y: float, row: _Row, share: Columns) -> None:
    quiet = row.claim is not None
    write_right(sheet, y, right_lines(row.right, share.right), share.right, color=QUIET if quiet else INK)


def draw_estimate(track: Track, y: float, estimate: Row, colour: str = _POLICY_COLOUR) -> None:
    """Draw the range of a policy: a bar, an arrow where it is open, a diamond at the best figure."""
    low, best, high = (float(estimate[end]) for end in ("low", "best", "high"))
    if math.isnan(low):
        return
    mark = Mark(low, high, colour, "|", size=7)
    if mark.is_open:
        # The bar ends at the largest figure drawn; beyond it only the arrow is left.
        edge = track.axes.get_xlim()[1]
        end = max(low, track.shift(edge, y, -HEAD_MM)[0])
        _bar(track, y, low, end, colour)
        draw_arrow(track, y, end, edge, colour)
    elif high > low:
        _bar(track, y, low, high, colour)
    draw_points(track, y, mark)
    if not math.isnan(best):
        draw_points(track, y, Mark(best, best, "white", "D", size=4.5))


def _bar(track: Track, y: float, low: float, high: float, colour: str) -> None:
    track.axes.plot([low, high], [y, y], color=colour, linewidth=3.2, solid_capstyle="butt", zorder=2.5,
                    label="range", clip_on=False)


def _points(about: Subject, claims: Sequence[Row]) -> pd.DataFrame:
    rows: list[dict[str, Any]]
    rows = [{column: claim[column] for column in ("claim_id", "origin", "stated", "low", "high", "as_of", "state")}
            for claim in claims]
    rows += [{column: row[column] for column in ("policy", "low", "best", "high", "as_of")}
             for row in about.estimates]
    return points_frame(about.name, rows)


def _alt(about: Subject, claims: Sequence[Row]) -> str:
    numbered = [claim for claim in claims if states_number(claim)]
    ranges = [f"{policy_name(str(row['policy']))}: {interval_words(float(row['low']), float(row['high']))}"
              for row in about.estimates]
    under = f" Under the policies: {'; '.join(ranges)}." if ranges else ""
    return f"{about.title}: {plural(len(numbered), 'figure')} as stated. {spoken(numbered)}.{under}"
