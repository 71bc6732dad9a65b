"""The uncertainty ladder: every answer to a question, by the rule followed and without any one origin.

Equal answers share a rung, so that the reader sees how many answers there are and how far apart they lie.
The largest shift without one origin is the removal diameter of the headline range. Both were proposed for
lists of sources by the project casualty-source-aggregation
(https://github.com/silverdavi/casualty-source-aggregation); here they run on claims.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import HEADLINE, Chart, Frames, Page, Row, Subject, points_frame, records, subject
from reconcile.charts.leave_one_out import moves
from reconcile.charts.look import INK, LABEL, MOVED, QUIET, SMALL, cut, line_mm, wrap
from reconcile.charts.marks import Mark, Sample, Track, draw_points, meaning_samples
from reconcile.charts.notes import source_notes
from reconcile.charts.ranges import draw_estimate, policy_name
from reconcile.charts.rows import AXIS_MM, Columns, Line, columns, guide, right_lines, row_axes, rule, write_right
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError, shorten
from reconcile.sentences import count, interval_words, joined, people, plural

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 12
"""Origins without which no end moves that are named in the notes; the rest is counted."""

_WITHOUT_COLOUR = "#6f6f6f"
_MOST_LINES = 3


@dataclass(frozen=True)
class _Rung:
    """One answer and all who give it: rules, or origins that were left out.

    Parameters
    ----------
    names : tuple of str
        Who gives it, as printed.
    row : mapping
        low, best, high; of an origin low_change and high_change too.
    shifts : tuple of str
        How the ends of the headline range moved, in words.
    members : tuple of mapping
        Rows of the table of points.
    lines : tuple of str
        The names as they are written.
    right : tuple of str
        The answer as it is written.
    """

    names: tuple[str, ...]
    row: Mapping[Hashable, Any]
    shifts: tuple[str, ...] = ()
    members: tuple[dict[str, Any], ...] = ()
    lines: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The answer in words."""
        low, best, high = (self.row[end] for end in ("low", "best", "high"))
        if math.isnan(low):
            return "nothing left" if "low_change" in self.row else "no range"
        words = interval_words(low, high)
        return words if math.isnan(best) or low == high else f"{words} (best {count(best)})"

    @property
    def order(self) -> tuple[float, ...]:
        """From the narrowest to the widest, then by the lower end; no answer last."""
        low, best, high = (self.row[end] for end in ("low", "best", "high"))
        if math.isnan(low):
            return (2.0,)
        return (1.0, low, _zero(best)) if math.isinf(high) else (0.0, high - low, low, _zero(best))

    @property
    def height(self) -> float:
        """Height of the rung, in millimetres."""
        return max(len(self.lines) * line_mm(LABEL), len(self.right) * line_mm(SMALL)) + 1.8


@dataclass(frozen=True)
class _Part:
    """A heading and the rungs below it."""

    heading: tuple[str, ...]
    rungs: tuple[_Rung, ...]

    @property
    def head_mm(self) -> float:
        """Height of the heading, with room above it."""
        return len(self.heading) * line_mm(LABEL) + 3.2

    @property
    def height(self) -> float:
        """Height of heading and rungs."""
        return self.head_mm + sum(rung.height for rung in self.rungs)


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw the range of a question under each rule, and the headline range without any one origin.

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
        Points: the columns of :data:`reconcile.charts.chart.POINTS`, then ``rung`` (from 0, the headline),
        ``low_change`` and ``high_change`` (persons or acts; against the headline range).

    Raises
    ------
    UsageError
        If there is no such question or it has no range.
    """
    about = subject(frames, question)
    top = about.estimate(HEADLINE)
    if top is None or math.isnan(top["low"]):
        raise UsageError(f"there is nothing to draw for {about.name}: it has no range")
    left_out = records(frames.leave_one_out[frames.leave_one_out["question"] == about.name])
    rungs = (_headline(top), _rules(about.estimates), _origins(left_out))
    share = columns(page.width_mm - 6, [Line(name, LABEL, INK, "bold") for part in rungs for rung in part
                                        for name in rung.names], _right_words(rungs))
    parts = [_part(heading, part, share, page.width_mm - 6) for heading, part in
             zip(("", _rule_words(rungs[1]), _shift_words(left_out)), rungs, strict=True) if part]
    sheet = make_sheet(page, Content(
        about.title, f"Every answer, the narrowest first, by rule and without one origin. All current figures: "
        f"{about.headline()}.", sum(part.height for part in parts) + 1.0 + AXIS_MM, _key(parts),
        _notes(about, rungs[2], left_out)))
    _draw_parts(sheet, share, parts, _ends(about, parts), people(about.row))
    return Chart(sheet.figure, _points(about, parts), about.title, _alt(about, rungs[1], rungs[2], left_out))


def _headline(top: Row) -> list[_Rung]:
    member = {"policy": HEADLINE, **{name: top[name] for name in ("low", "best", "high", "as_of")}}
    return [_Rung((f"All figures ({policy_name(HEADLINE).lower()})",), _ends_of(top), members=(member,))]


def _rules(estimates: Sequence[Row]) -> list[_Rung]:
    """Return one rung for each answer that rules other than the headline give."""
    found: dict[tuple[float, ...], list[Row]] = {}
    for row in estimates:
        if row["policy"] != HEADLINE:
            found.setdefault(_Rung((), _ends_of(row)).order, []).append(row)
    return [_Rung(tuple(policy_name(str(row["policy"])) for row in found[order]), _ends_of(found[order][0]),
                  members=tuple({name: row[name] for name in ("policy", "low", "best", "high", "as_of")}
                                for row in found[order]))
            for order in sorted(found)]


def _origins(left_out: Sequence[Row]) -> list[_Rung]:
    """Return one rung for each origin that moves an end, and one for all others together."""
    rows = sorted(left_out, key=lambda row: str(row["origin"]))
    still = [row for row in rows if not _moves(row)]
    rungs = [_without((row,), f"without {row['origin']}") for row in rows if _moves(row)]
    if len(still) == 1:
        rungs.append(_without(still, f"without {still[0]['origin']}"))
    elif still:
        rungs.append(_without(still, f"without any one of {'the other ' if rungs else ''}{len(still)} origins"))
    return sorted(rungs, key=lambda rung: (rung.order, rung.names))


def _without(rows: Sequence[Row], name: str) -> _Rung:
    first = rows[0]
    ends: dict[Hashable, Any] = {end: float(first[end]) for end in ("low", "high", "low_change", "high_change")}
    members = tuple({"policy": HEADLINE, **{column: row[column] for column in
                     ("origin", "low", "high", "low_change", "high_change")}} for row in rows)
    shifts = () if math.isnan(first["low"]) else tuple(moves(first))
    return _Rung((name,), ends | {"best": math.nan}, shifts, members)


def _ends_of(row: Row) -> dict[Hashable, Any]:
    return {end: float(row[end]) for end in ("low", "best", "high")}


def _zero(number: float) -> float:
    return 0.0 if math.isnan(number) else float(number)


def _moves(row: Row) -> bool:
    return math.isnan(row["low"]) or bool(_zero(row["low_change"]) or _zero(row["high_change"]))


def _right_words(rungs: Iterable[Sequence[_Rung]]) -> list[str]:
    return [words for part in rungs for rung in part for words in (rung.words, *rung.shifts)]


def _part(heading: str, rungs: Sequence[_Rung], share: Columns, room: float) -> _Part:
    written = [replace(rung, lines=tuple(_named(rung.names, share.left)),
                       right=tuple(line for words in (rung.words, *rung.shifts)
                                   for line in right_lines(words, share.right))) for rung in rungs]
    return _Part(tuple(wrap(heading, room, LABEL, bold=True)), tuple(written))


def _named(names: Sequence[str], room: float) -> list[str]:
    """Return names as lines; what does not fit into a few lines is cut with an ellipsis."""
    lines = wrap(", ".join(names), room, LABEL, bold=True)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_MOST_LINES - 1], cut(" ".join(lines[_MOST_LINES - 1:]), room, LABEL, bold=True)]


def _rule_words(rungs: Sequence[_Rung]) -> str:
    """Say how far apart the rules lie: ``By rule: 8 rules, 5 answers; low end 12 to 69, ...``."""
    number = sum(len(rung.names) for rung in rungs)
    told = [rung for rung in rungs if not math.isnan(rung.row["low"])]
    if not told:
        return "By rule: no rule gives a range"
    silent = number - sum(len(rung.names) for rung in told)
    none = f", {silent} without a range" if silent else ""
    return (f"By rule: {plural(number, 'rule')}, {plural(len(told), 'answer')}{none}; "
            f"low end {_extent(told, 'low')}, high end {_extent(told, 'high')}")


def _extent(rungs: Sequence[_Rung], end: str) -> str:
    values = sorted({rung.row[end] for rung in rungs})
    last = "open" if math.isinf(values[-1]) else count(values[-1])
    return last if len(values) == 1 else f"{count(values[0])} to {last}"


def _shift_words(left_out: Sequence[Row]) -> str:
    """Say how far one origin moves the headline range at most."""
    start = "Without one origin"
    alone = [row for row in left_out if math.isnan(row["low"])]
    moving = sum(map(_moves, left_out))
    if alone:
        return f"{start}: the range stands on one origin, {shorten(str(alone[0]['origin']), 60)}"
    if not moving:
        return f"{start}: no end moves, whichever of {len(left_out)} is left out"
    return f"{start}: {joined(_largest(left_out))} ({moving} of {plural(len(left_out), 'origin')} can move it)"


def _largest(left_out: Sequence[Row]) -> list[str]:
    found = []
    for end in ("low", "high"):
        most = max((abs(_zero(row[f"{end}_change"])) for row in left_out), default=0.0)
        finite = max((abs(_zero(row[f"{end}_change"])) for row in left_out
                      if math.isfinite(_zero(row[f"{end}_change"]))), default=0.0)
        if finite:
            found.append(f"the {end} end moves by at most {count(finite)}")
        if math.isinf(most):
            opens = any(math.isinf(row["high"]) and math.isinf(_zero(row["high_change"])) for row in left_out)
            found.append("the high end opens" if opens else "the high end closes")
    return found


def _key(parts: Sequence[_Part]) -> list[Sample]:
    rungs = [rung for part in parts for rung in part.rungs]
    samples = meaning_samples([Mark(rung.row["low"], rung.row["high"], INK, "|") for rung in rungs])
    if any(not math.isnan(rung.row["best"]) for rung in rungs):
        samples.append(Sample("best figure of a rule", Mark(0, 0, "white", "D", size=4.5)))
    if any(_moved_ends(rung) or _opens(rung) for rung in rungs):
        samples.append(Sample("end that moves", Mark(0, 0, MOVED, "d", size=6)))
    return [*samples, Sample("ends of all figures", line="guide")]


def _moved_ends(rung: _Rung) -> list[float]:
    row = rung.row
    if math.isnan(row["low"]):
        return []
    return [row[end] for end in ("low", "high")
            if _zero(row.get(f"{end}_change", 0.0)) and math.isfinite(row[end])]


def _opens(rung: _Rung) -> bool:
    return math.isinf(_zero(rung.row.get("high_change", 0.0)))


def _notes(about: Subject, origins: Sequence[_Rung], left_out: Sequence[Row]) -> list[str]:
    leads = [claim for claim in about.claims if claim["claim_id"] in about.lead_ids]
    still = sorted(str(row["origin"]) for row in left_out if not _moves(row))
    named = []
    if len(still) > 1:
        rest = f"; {len(still) - MOST_NAMED} more" if len(still) > MOST_NAMED else ""
        named = [f"No end moves without {'; '.join(shorten(name, 60) for name in still[:MOST_NAMED])}{rest}."]
    return [*named, *source_notes(about, leads)]


def _ends(about: Subject, parts: Sequence[_Part]) -> list[float]:
    # The current figures belong on the axis too: the bar of an open range covers them all.
    leads = [float(claim[end]) for claim in about.numbered if claim["claim_id"] in about.lead_ids
             for end in ("low", "high")]
    return leads + [rung.row[end] for part in parts for rung in part.rungs for end in ("low", "best", "high")]


def _draw_parts(sheet: Sheet, share: Columns, parts: Sequence[_Part], ends: Sequence[float], unit: str) -> None:
    height = sum(part.height for part in parts) + 1.0
    track = row_axes(sheet, share, height, ends, unit)
    top = parts[0].rungs[0]
    for end in (top.row["low"], top.row["high"]):
        if math.isfinite(end):
            guide(track.axes, end, sheet.top, sheet.top + height)
    y = sheet.top - parts[0].head_mm / 2
    for number, part in enumerate(parts):
        if number:
            rule(sheet, y + 1.2)
        for line, words in enumerate(part.heading):
            sheet.text(sheet.margin, y + 2.2 + (line + 0.5) * line_mm(LABEL), words, LABEL, weight="bold",
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
        y += part.head_mm
        for rung in part.rungs:
            _draw_rung(sheet, share, track, y + rung.height / 2, rung)
            y += rung.height


def _draw_rung(sheet: Sheet, share: Columns, track: Track, y: float, rung: _Rung) -> None:
    is_without = "low_change" in rung.row
    start = y - (len(rung.lines) - 1) * line_mm(LABEL) / 2
    for number, words in enumerate(rung.lines):
        sheet.text(sheet.margin, start + number * line_mm(LABEL), words, LABEL,
                   weight="normal" if is_without else "bold")
    write_right(sheet, y, rung.right, share.right, color=QUIET if is_without else INK)
    draw_estimate(track, y, rung.row, *([_WITHOUT_COLOUR] if is_without else []))
    for end in _moved_ends(rung):
        draw_points(track, y, Mark(end, end, MOVED, "d", size=6))


def _points(about: Subject, parts: Sequence[_Part]) -> pd.DataFrame:
    rungs = [rung for part in parts for rung in part.rungs]
    rows = [{**member, "rung": number} for number, rung in enumerate(rungs) for member in rung.members]
    return points_frame(about.name, rows, ("rung", "low_change", "high_change"))


def _alt(about: Subject, rules: Sequence[_Rung], origins: Sequence[_Rung], left_out: Sequence[Row]) -> str:
    told = [f"{joined(rung.names)}: {rung.words}" for rung in rules]
    more = [plural(len(told) - 4, "more answer")] if len(told) > 4 else []
    answers = f" By rule, {'; '.join([*told[:4], *more])}." if told else ""
    moving = [f"{shorten(rung.names[0], 60)}: {rung.words}" for rung in origins if _moves(rung.row)]
    moved = f": {'; '.join(moving[:2])}" if moving else ""
    return f"{about.title}. All figures: {about.headline()}.{answers} {_shift_words(left_out)}{moved}."
