"""Detention as stock and flow: ever taken, held now, let go, charged, on one panel, and the balance in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reconcile import stockflow
from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, claim_words, points_frame, records, spoken, \
    states_number, subject
from reconcile.charts.look import INK, LABEL, QUIET, SMALL, line_mm
from reconcile.charts.marks import Mark, Track, draw_mark, kind_samples, mark_of, meaning_samples
from reconcile.charts.notes import EXPLAINS, Note, footnote, source_notes
from reconcile.charts.rows import AXIS_MM, Columns, Line, claim_lines, columns, fitted, right_lines, row_axes, rule, \
    write_left, write_right
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError
from reconcile.sentences import place_words, plural
from reconcile.vocabulary import word

if TYPE_CHECKING:
    import pandas as pd

MOST_CLAIMS = 80
"""More rows than this make a figure that no page holds; the rest is counted in the notes."""

_BETWEEN_MM = 4.0
_ROOMY = 20
_WORDS = {"persons": "persons", "acts": "acts, not persons"}
_APART = ("charged", "convicted", "sentenced", "fined", "brought_in")


@dataclass(frozen=True)
class _Row:
    """The heading of a measure, or one claim."""

    left: tuple[Line, ...]
    claim: Row | None = None
    height: float = 0.0

    @property
    def right(self) -> str:
        """Words at the right of the row: what the claim said."""
        return "" if self.claim is None else claim_words(self.claim)


@dataclass(frozen=True)
class _Panel:
    """The rows of one unit: persons and acts never share an axis."""

    unit: str
    rows: tuple[_Row, ...]

    @property
    def height(self) -> float:
        """Height in millimetres."""
        return sum(row.height for row in self.rows) + 1.0


def draw(frames: Frames, question: str, page: Page = Page()) -> Chart:
    """Draw what is said of the custody of the question's population at its place.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of any question on custody; its event, population and place are drawn.
    page : Page
        Paper to draw for.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such question, it is not about custody, or no current claim states a number.
    """
    about = subject(frames, question)
    found = _claims(frames, about)
    if about.row["measure"] not in stockflow.MEASURES or not found:
        raise UsageError(f"there is nothing to draw for {about.name}: no current figure of people in custody")
    claims = found[:MOST_CLAIMS]
    panels = [_panel(unit, claims, page.width_mm) for unit in _WORDS if any(claim["unit"] == unit for claim in claims)]
    share = columns(page.width_mm - 6, [line for panel in panels for row in panel.rows for line in row.left],
                    [row.right for panel in panels for row in panel.rows])
    panels = [replace(panel, rows=tuple(_with_height(row, share) for row in panel.rows)) for panel in panels]
    balances = _balances(frames, about, claims)
    body = sum(panel.height + AXIS_MM for panel in panels) + _BETWEEN_MM * (len(panels) - 1)
    title = f"Detention as stock and flow: {about.row['who']}{place_words(about.row)}"
    marks = [mark_of(claim) for claim in claims]
    sheet = make_sheet(page, Content(
        title, "Each current figure by what it counts. Those held at a moment are a part of those taken so far.", body,
        kind_samples(claims) + meaning_samples(marks), _notes(about, claims, balances, len(found))))
    for panel in panels:
        _draw_panel(sheet, share, panel, is_first=panel is panels[0])
    return Chart(sheet.figure, _points(about, claims), title, _alt(title, claims, balances))


def _claims(frames: Frames, about: Subject) -> list[Row]:
    """Return the current claims of the panel, in the order of the way through custody, then by date."""
    claims = frames.claims
    mine = (claims["state"] == "current") & (claims["counting"] != "period")
    for column in ("event", "population", "place"):
        mine &= claims[column] == about.row[column]
    order = {name: position for position, name in enumerate(stockflow.MEASURES)}
    found = [row for row in records(claims[mine]) if row["measure"] in order and states_number(row)
             and str(row["question"]).endswith(f":{row['unit']}")]
    return sorted(found, key=lambda row: (list(_WORDS).index(str(row["unit"])), order[str(row["measure"])],
                                          str(row["as_of_to"]), row["low"], row["footnote"]))


def _panel(unit: str, claims: Sequence[Row], width: float) -> _Panel:
    rows: list[_Row] = []
    measure = ""
    for claim in (claim for claim in claims if claim["unit"] == unit):
        if claim["measure"] != measure:
            measure = str(claim["measure"])
            rows.append(_Row((Line(_heading(claim), LABEL, INK, "bold"),)))
        rows.append(_Row(claim_lines(claim, width, is_roomy=len(claims) <= _ROOMY), claim))
    return _Panel(unit, tuple(rows))


def _heading(claim: Row) -> str:
    what = word("measure", str(claim["measure"])).plural
    words = f"{what} at that moment" if claim["counting"] == "snapshot" else f"{what} so far"
    return words[:1].upper() + words[1:]


def _with_height(row: _Row, share: Columns) -> _Row:
    lines = fitted(row.left, share.left) if len(row.left) > 1 else row.left
    left = sum(line_mm(line.size) for line in lines)
    right = len(right_lines(row.right, share.right)) * line_mm(SMALL)
    return replace(row, left=lines, height=max(left, right) + (0.8 if row.claim else 1.6))


def _balances(frames: Frames, about: Subject, claims: Sequence[Row]) -> list[str]:
    """Return the balance of the panel in words, with the numbers of the claims that it rests on."""
    numbers = {str(claim["claim_id"]): footnote(claim) for claim in claims}
    table = stockflow.balance(frames)
    for column in ("event", "population", "place"):
        table = table[table[column] == about.row[column]]
    told = [f"Balance ({row['outcome']}): {row['message']}. It rests on "
            f"{' '.join(numbers[name] for name in row['claim_ids'] if name in numbers)}." for row in records(table)]
    return told or [Note("No balance: it takes a figure in persons of those taken so far, and one of those held or "
                         "released.", EXPLAINS)]


def _notes(about: Subject, claims: Sequence[Row], balances: Sequence[str], found: int) -> list[str]:
    notes = list(balances)
    if any(claim["unit"] == "acts" for claim in claims):
        notes.append("Acts are not persons, one person may be counted several times; they are in no balance.")
    if any(claim["measure"] in _APART for claim in claims):
        notes.append(Note("People brought in, charged, convicted, sentenced or fined may be held or let go; they are "
                          "in no balance.", EXPLAINS))
    if found > len(claims):
        notes.append(f"{plural(found - len(claims), 'further current claim')} in claims.csv.")
    return [*notes, *source_notes(about, claims)]


def _draw_panel(sheet: Sheet, share: Columns, panel: _Panel, *, is_first: bool) -> None:
    if not is_first:
        rule(sheet, sheet.top + _BETWEEN_MM / 2)
        sheet.top += _BETWEEN_MM
    marks = {row.claim["claim_id"]: mark_of(row.claim) for row in panel.rows if row.claim is not None}
    track = row_axes(sheet, share, panel.height, [end for mark in marks.values() for end in mark.ends],
                     _WORDS[panel.unit])
    y = sheet.top
    for row in panel.rows:
        middle = y + row.height / 2
        write_left(sheet, middle, row.left, share.left)
        if row.claim is not None:
            _draw_claim(sheet, track, share, middle, row, marks[row.claim["claim_id"]])
        y += row.height
    sheet.top += panel.height + AXIS_MM


def _draw_claim(sheet: Sheet, track: Track, share: Columns, y: float, row: _Row, mark: Mark) -> None:
    draw_mark(track, y, mark)
    write_right(sheet, y, right_lines(row.right, share.right), share.right, color=QUIET)


def _points(about: Subject, claims: Sequence[Row]) -> pd.DataFrame:
    names = ("claim_id", "origin", "stated", "low", "high", "as_of", "state", "measure", "unit")
    rows: list[dict[str, Any]] = [{name: claim[name] for name in names} for claim in claims]
    return points_frame(about.name, rows, ("measure", "unit"))


def _alt(title: str, claims: Sequence[Row], balances: Sequence[str]) -> str:
    return f"{title}. {balances[0].split(' It rests on ')[0]} {spoken(claims, 3)}."
