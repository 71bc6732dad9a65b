"""Who disagrees with whom: origin by origin, the gravest that stands between their figures.

Rows and columns are origins, those who counted, never the outlets that published (Iraq Body Count's
independent data sources, https://www.iraqbodycount.org/about/methods/). A cell goes by the figures that
count now; where one of the two has none left, by the earlier ones, in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.charts import several, signs
from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, points_frame
from reconcile.charts.grid import Grid, draw_names, draw_rules, fact_words, make_grid, most_origins, times_words
from reconcile.charts.look import MM, SMALL, line_mm, width_mm
from reconcile.charts.marks import Sample, kind_samples
from reconcile.charts.notes import footnote, quoted, source_notes
from reconcile.charts.pairs import Cell, cells, diagonal, gravity
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError, shorten
from reconcile.sentences import count, people, place_words, plural

if TYPE_CHECKING:
    import pandas as pd

MOST_TOLD = 6
"""Contradictions that are spelled out under the matrix."""


def draw(frames: Frames, questions: Sequence[str], page: Page = Page()) -> Chart:
    """Draw what stands between each two origins that speak to the questions.

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
        Points: one cell a row; ``claim_id`` is the figure of the row's origin, ``other`` and ``other_claim``
        those of the column; ``gap`` in persons or acts; ``times`` is the number of questions with this kind,
        on the diagonal of the origin's own figures concerned.

    Raises
    ------
    UsageError
        If a question does not exist, or no two origins speak to one question.
    """
    abouts = several.subjects(frames, questions)
    found = cells(frames, abouts)
    named = sorted({str(claim["origin"]) for about in abouts for claim in about.numbered})
    if not found:
        raise UsageError(f"there is nothing to draw for {several.asked_words(abouts)}: "
                         f"{plural(len(named), 'origin')}, and no two of them give figures for one question")
    ordered = sorted({name for pair in found for name in pair}, key=_rank(found))
    grid = make_grid(ordered[:most_origins(page)], found, page)
    shown = {pair: cell for pair, cell in found.items() if set(pair) <= set(grid.origins)}
    own = {name: cell for name, cell in diagonal(frames, abouts).items() if name in grid.origins}
    claims = several.all_claims(abouts)
    title = several.subject_words(abouts, "who disagrees with whom")
    sheet = make_sheet(page, Content(title, _subtitle(abouts, grid), grid.body,
                                     _key(claims, grid, shown, own),
                                     _notes(abouts, grid, found, shown, sorted(set(named) - set(ordered)))))
    _draw(sheet, grid, shown, own, {str(claim["origin"]): claim for claim in reversed(claims)})
    return Chart(sheet.figure, _points(shown, own, grid), title, _alt(title, abouts, found, len(ordered)))


def _rank(found: Mapping[tuple[str, str], Cell]) -> Any:
    """Return the order of origins: by contradictions, by how far they lie apart, by lesser kinds, by name."""
    counts: dict[str, dict[str, int]] = {}
    apart: dict[str, float] = {}
    for pair, cell in found.items():
        for name in pair:
            kinds = counts.setdefault(name, {})
            kinds[cell.word] = kinds.get(cell.word, 0) + 1
            if cell.word == "contradicts":
                apart[name] = max(apart.get(name, 0.0), cell.distance)

    def order(name: str) -> tuple[Any, ...]:
        mine = counts[name]
        return (-mine.get("contradicts", 0), -apart.get(name, 0.0), -mine.get("update", 0),
                -sum(mine.values()), name)

    return order


def _subtitle(abouts: Sequence[Subject], grid: Grid) -> str:
    asked = "the same question" if len(abouts) == 1 else f"the same of {len(abouts)} questions"
    return (f"What stands between each two of {len(grid.origins)} origins (who counted, not who published) that speak "
            f"to {asked}: the gravest, by the figures that count now. On the diagonal, an origin against itself.")


def _key(claims: Sequence[Row], grid: Grid, shown: Mapping[tuple[str, str], Cell],
         own: Mapping[str, Cell]) -> list[Sample]:
    samples = kind_samples(claim for claim in claims if claim["origin"] in grid.origins)
    present = {cell.word for cell in (*shown.values(), *own.values())}
    steps = {cell.step for cell in (*shown.values(), *own.values()) if cell.word == "contradicts" and not cell.is_past}
    samples += [Sample(f"contradicts, {signs.STEP_WORDS[step]}", sign=signs.sampler("contradicts", step))
                for step in sorted(steps)]
    samples += [Sample(signs.WORDS[kind], sign=signs.sampler(kind)) for kind in signs.WORDS
                if kind in present and kind != "contradicts"]
    samples.append(Sample("an origin against itself", sign=signs.sampler("diagonal")))
    if any(cell.is_past for cell in shown.values()):
        samples.append(Sample("grey: earlier figures only", sign=signs.sampler("contradicts", is_past=True)))
    return samples


def _notes(abouts: Sequence[Subject], grid: Grid, found: Mapping[tuple[str, str], Cell],
           shown: Mapping[tuple[str, str], Cell], alone: Sequence[str]) -> list[str]:
    notes = []
    if grid.facts:
        meant = {"gap": "the persons or acts between the two readings", "ratio": "the higher reading over the lower",
                 "claims": "the claims, first that of the row"}
        present = [meant[fact] for fact in grid.facts if any(fact_words(cell, [fact]) for cell in shown.values())]
        notes.append(f"Under a sign: {'; '.join(present)}.")
    labels = {about.name: f"{people(about.row)}{place_words(about.row)}" for about in abouts}
    notes += _told(grid, shown, labels if len(abouts) > 1 else {})
    notes += _left_out(grid, found, shown)
    cut_names = [f"{place} {name}" for place, (name, lines) in enumerate(
        zip(grid.origins, grid.words, strict=True), start=1) if lines[-1].endswith("…")]
    if cut_names:
        notes.append(f"Names in full: {'; '.join(cut_names)}.")
    if alone:
        rest = f"; {len(alone) - 8} more" if len(alone) > 8 else ""
        notes.append(f"Alone with their question: {'; '.join(shorten(name, 60) for name in alone[:8])}{rest}.")
    used = {str(claim["claim_id"]): claim for cell in shown.values() for claim in (cell.first, cell.second)}
    return [*notes, *source_notes(abouts[0], used.values())]


def _left_out(grid: Grid, found: Mapping[tuple[str, str], Cell], shown: Mapping[tuple[str, str], Cell]) -> list[str]:
    hidden = len({name for pair in found for name in pair} - set(grid.origins))
    if not hidden:
        return []
    lost = sum(cell.word == "contradicts" and not cell.is_past for pair, cell in found.items() if pair not in shown)
    return [f"Left out for want of room: {plural(hidden, 'origin')} with lesser discrepancies, and with them "
            f"{plural(lost, 'contradiction') if lost else 'no contradiction'}; see discrepancies.csv."]


def _told(grid: Grid, shown: Mapping[tuple[str, str], Cell], labels: Mapping[str, str]) -> list[str]:
    """Spell out the gravest contradictions with their claims."""
    number = {name: place for place, name in enumerate(grid.origins, start=1)}
    grave = sorted((cell for cell in shown.values() if cell.word == "contradicts" and not cell.is_past), key=gravity)
    told = []
    for cell in grave[:MOST_TOLD]:
        one, other = sorted((cell.first, cell.second), key=lambda claim: number[str(claim["origin"])])
        asked = f", {labels[cell.question]}" if labels else ""
        told.append(f"{number[str(one['origin'])]} and {number[str(other['origin'])]}{asked}: {footnote(one)} "
                    f"{shorten(quoted(one), 40)} against {footnote(other)} {shorten(quoted(other), 40)}"
                    f"{_apart(cell)}")
    if not told:
        return []
    more = f"; {len(grave) - MOST_TOLD} more in discrepancies.csv" if len(grave) > MOST_TOLD else ""
    return [f"Contradictions, farthest apart first. {'; '.join(told)}{more}."]


def _apart(cell: Cell) -> str:
    if not cell.gap > 0:
        return ""
    times = times_words(cell.ratio)
    return f" ({count(cell.gap)} apart{f', {times}' if times else ''})"


def _draw(sheet: Sheet, grid: Grid, shown: Mapping[tuple[str, str], Cell], own: Mapping[str, Cell],
          claims: Mapping[str, Row]) -> None:
    number = len(grid.origins)
    top = sheet.top + grid.head
    axes = sheet.axes(grid.left, top, grid.column * number, grid.row * number)
    axes.set_xlim(grid.left, grid.left + grid.column * number)
    axes.set_ylim(top + grid.row * number, top)
    axes.set_axis_off()
    draw_rules(axes, grid, top)
    draw_names(sheet, grid, top, claims)
    at = {name: (grid.left + (place + 0.5) * grid.column, top + (place + 0.5) * grid.row)
          for place, name in enumerate(grid.origins)}
    size = min(5.0, (min(grid.column, grid.row) - 1.1) / MM)
    signs.fill(axes, [at[name] for name in grid.origins], (grid.column, grid.row), signs.DIAGONAL, "diagonal")
    placed: dict[tuple[str, int, bool], list[tuple[float, float]]] = {}
    shades: dict[int, list[tuple[float, float]]] = {}
    for (one, other), cell in sorted(shown.items()):
        for row, column in ((one, other), (other, one)):
            words = fact_words(cell, grid.facts, row)
            x, y = at[column][0], at[row][1]
            if cell.word == "contradicts" and not cell.is_past:
                shades.setdefault(cell.step, []).append((x, y))
            y -= len(words) * line_mm(SMALL) / 2
            placed.setdefault((cell.word, cell.step, cell.is_past), []).append((x, y))
            _write(sheet, x, y, words)
    for step, places in sorted(shades.items()):
        signs.fill(axes, places, (grid.column, grid.row), signs.SHADES[step], "shade")
    for (word, _, is_past), places in sorted(placed.items()):
        signs.draw(axes, word, places, size, is_past=is_past)
    for name, cell in sorted(own.items()):
        words = _own_words(cell, grid)
        x, y = at[name][0], at[name][1] - len(words) * line_mm(SMALL) / 2
        signs.draw(axes, cell.word, [(x, y)], size)
        _write(sheet, x, y, words)


def _own_words(cell: Cell, grid: Grid) -> list[str]:
    """Print how often an origin changed its figure, and the gravest change, where there is room."""
    if not grid.facts:
        return []
    often = [] if cell.times == 1 else ["twice" if cell.times == 2 else f"{cell.times} times"]
    claims = sorted({int(cell.first["footnote"]), int(cell.second["footnote"])})
    return [words for words in (*often, " ".join(f"[{number}]" for number in claims))
            if width_mm(words, SMALL) < grid.column]


def _write(sheet: Sheet, x: float, y: float, lines: Sequence[str]) -> None:
    for number, words in enumerate(lines):
        sheet.text(x, y + 2.9 + number * line_mm(SMALL), words, SMALL, ha="center")


def _points(shown: Mapping[tuple[str, str], Cell], own: Mapping[str, Cell], grid: Grid) -> pd.DataFrame:
    place = {name: number for number, name in enumerate(grid.origins)}
    drawn = [(place[row], place[column], cell, row) for pair, cell in shown.items()
             for row, column in (pair, pair[::-1])]
    drawn += [(place[name], place[name], cell, name) for name, cell in own.items()]
    drawn.sort(key=lambda each: each[:2])
    rows = [_point(cell, name, grid.origins[column]) for _, column, cell, name in drawn]
    return points_frame("", rows, ("other", "other_claim", "kind", "gap", "ratio", "times", "is_earlier"))


def _point(cell: Cell, name: str, other: str) -> dict[str, Any]:
    mine, theirs = (cell.second, cell.first) if cell.second["origin"] == name else (cell.first, cell.second)
    facts = {column: mine[column] for column in ("claim_id", "origin", "stated", "low", "high", "as_of", "state")}
    return facts | {"question": cell.question, "other": other, "other_claim": theirs["claim_id"], "kind": cell.word,
                    "gap": cell.gap, "ratio": cell.ratio, "times": cell.times, "is_earlier": cell.is_past}


def _alt(title: str, abouts: Sequence[Subject], found: Mapping[tuple[str, str], Cell], origins: int) -> str:
    now = [cell for cell in found.values() if not cell.is_past]
    told = [plural(number, f"pair {MEANT[kind]}", f"pairs {MEANT[kind]}") for kind in MEANT
            if (number := sum(cell.word == kind for cell in now))]
    grave = sorted((cell for cell in now if cell.word == "contradicts"), key=gravity)
    farthest = ""
    if grave:
        one, other = grave[0].first, grave[0].second
        farthest = (f" Farthest apart: {shorten(str(one['origin']), 50)} ({shorten(str(one['stated']), 30)}) and "
                    f"{shorten(str(other['origin']), 50)} ({shorten(str(other['stated']), 30)}){_apart(grave[0])}.")
    return (f"{title}. {plural(origins, 'origin')} on {several.asked_words(abouts)}. "
            f"{'; '.join(told) or 'No two figures that count now'}.{farthest}")


MEANT = {"contradicts": "in contradiction", "update": "that growth can explain", "overlaps": "that overlap",
         "refines": "of which one lies inside the other", "agrees": "in agreement", "echo": "that repeat one count",
         "retracted": "with a withdrawn figure", "not_comparable": "of different moments"}
"""How the alternative text puts a kind of discrepancy."""
