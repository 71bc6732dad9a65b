"""Who relays whom: from each origin to the publishers that carry its figures, left to right.

Many outlets on few origins look like much evidence and are little: echoes never count (UCDP's
``source_original``, UCDP GED Codebook 23.1, https://ucdp.uu.se/downloads/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from reconcile.charts import several
from reconcile.charts.blocks import GLYPH_MM, NARROW_MM, Block, Grid, Style, make_block, make_grid, one_year, stacked, \
    walk
from reconcile.charts.chart import Chart, Frames, Page, Row, Subject, points_frame
from reconcile.charts.look import INK, KINDS, LABEL, QUIET, SMALL, kind_of, line_mm, width_mm
from reconcile.charts.marks import Sample, Track, draw_arrow, draw_mark, kind_samples, mark_of, meaning_samples
from reconcile.charts.notes import source_notes
from reconcile.charts.relays import Node, trees
from reconcile.charts.rows import rule
from reconcile.charts.sheet import Content, Sheet, make_sheet
from reconcile.errors import UsageError, shorten
from reconcile.origins import fold
from reconcile.sentences import joined, plural

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST_PUBLISHERS, MOST_NARROW = 45, 24
"""Publishers drawn on two columns and on one; origins with fewer relays beyond these are counted in the notes."""

_STYLES = {"cites": ("-", 1.5), "names": ("-", 0.7), "copy": ((0, (3, 2)), 0.9), "itself": ("-", 0.7)}
_LINK_WORDS = {"cites": "relays a claim on file", "names": "names the origin", "copy": "suspected copy"}


class ProvenanceFrames(Frames, Protocol):
    """The tables of a reconciliation with its findings."""

    @property
    def findings(self) -> pd.DataFrame:
        """The outcome of each check that did not pass."""
        ...


def draw(frames: ProvenanceFrames, questions: Sequence[str], page: Page = Page()) -> Chart:
    """Draw who relays whom in the claims that speak to the questions.

    Parameters
    ----------
    frames : ProvenanceFrames
        Tables of a reconciliation with its findings.
    questions : sequence of str
        Names or slugs of questions of one event.
    page : Page
        Paper to draw for.

    Returns
    -------
    Chart
        Points: one claim a row; ``publisher`` carries it, ``link`` says how (itself, cites, names, copy),
        ``relays`` is the publisher or origin to its left, ``depth`` the steps from the origin.

    Raises
    ------
    UsageError
        If a question does not exist, or nobody relays anybody.
    """
    abouts = several.subjects(frames, questions)
    claims = [claim for claim in several.all_claims(abouts) if claim["state"] != "retraction"]
    is_narrow = page.width_mm < NARROW_MM
    found = trees(claims, _copies(frames), 2 if is_narrow else 3)
    if not any(root.relays for root in found):
        raise UsageError(f"there is nothing to draw for {several.asked_words(abouts)}: nobody relays anybody, every "
                         "publisher gives its own count")
    shown = _shown(found, MOST_NARROW if is_narrow else MOST_PUBLISHERS)
    grid = make_grid(shown, page.width_mm - 6)
    style = Style(len({about.row["measure"] for about in abouts}) > 1, one_year(claims))
    blocks = stacked([make_block(root, grid, style) for root in shown])
    body = blocks[-1].top + blocks[-1].height + 0.5
    title = several.subject_words(abouts, "who relays whom")
    drawn = [claim for block in walk(blocks) for claim, _ in block.claims if claim is not None]
    sheet = make_sheet(page, Content(title, _subtitle(claims, found, style.year), body, _key(drawn, blocks),
                                     _notes(abouts, drawn, found, shown)))
    _draw(sheet, grid, blocks)
    return Chart(sheet.figure, _points(blocks), title, _alt(title, claims, found))


def _copies(frames: ProvenanceFrames) -> list[tuple[str, str]]:
    table = frames.findings
    pairs = table["claim_ids"][table["check"] == "suspected copy"]
    return sorted((str(first), str(copy)) for first, copy in pairs)


def _shown(found: Sequence[Node], most: int) -> list[Node]:
    """Return the first trees that together have so many publishers, at least one."""
    shown: list[Node] = []
    publishers = 0
    for root in found:
        publishers += root.size
        if shown and publishers > most:
            break
        shown.append(root)
    return shown


def _subtitle(claims: Sequence[Row], found: Sequence[Node], year: str) -> str:
    when = f"the date of publication in {year}" if year else "the date of publication"
    return f"{_count_words(claims, found)} Left: who counted; right of it: who published, with {when}."


def _count_words(claims: Sequence[Row], found: Sequence[Node]) -> str:
    publishers, origins = {fold(str(claim["source"])) for claim in claims}, {claim["origin"] for claim in claims}
    echoes = sum(claim["state"] == "echo" for claim in claims)
    counters = {fold(str(claim["origin"])) for claim in claims}
    only = len(publishers - counters)
    copies = sum(len(node.claims) for root in found for node in _nodes(root) if node.link == "copy")
    more = [f"{plural(only, 'publisher')} only {'relays' if only == 1 else 'relay'}"] if only else []
    more += [f"{plural(echoes, 'claim repeats', 'claims repeat')} a figure that already counts"] if echoes else []
    more += [f"{plural(copies, 'claim')} may copy another without saying so"] if copies else []
    stand = "stands" if len(claims) == 1 else "stand"
    return (f"{plural(len(claims), 'claim')} of {plural(len(publishers), 'publisher')} {stand} on "
            f"{plural(len(origins), 'origin')}{'; ' if more else ''}{'; '.join(more)}.")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _key(drawn: Sequence[Row], blocks: Sequence[Block]) -> list[Sample]:
    links = {block.node.link for block in walk(blocks)}
    marks = [replace(mark_of(claim), low=0.0, high=0.0, is_soft=False) for claim in drawn]
    samples = kind_samples(drawn) + meaning_samples(marks, has_echo=any(claim["state"] == "echo" for claim in drawn))
    return samples + [Sample(words, sign=_link_sampler(link)) for link, words in _LINK_WORDS.items() if link in links]


def _link_sampler(link: str) -> Callable[[Axes, float, float], None]:
    def sample(paper: Axes, x: float, y: float) -> None:
        style, width = _STYLES[link]
        paper.plot([x - 2.2, x + 2.2], [y, y], color=QUIET, linestyle=style, linewidth=width, label="sample")

    return sample


def _notes(abouts: Sequence[Subject], drawn: Sequence[Row], found: Sequence[Node], shown: Sequence[Node]) -> list[str]:
    notes = []
    if any(child.link != "itself" for root in shown for child in root.children[:1]):
        notes.append("Where the line “itself” is missing, the origin is known only through others.")
    if any(node.link == "copy" for root in shown for node in _nodes(root)):
        notes.append("A suspected copy gives the same unround figure a few days later and names no counter; until a "
                     "person decides, it counts as an origin of its own.")
    if len(found) > len(shown):
        rest = found[len(shown):]
        notes.append(f"{plural(len(rest), 'further origin')}, each relayed by at most "
                     f"{plural(max(len(root.relays) for root in rest), 'publisher')}, not drawn; see claims.csv.")
    return [*notes, *source_notes(abouts[0], drawn)]


def _draw(sheet: Sheet, grid: Grid, blocks: Sequence[Block]) -> None:
    for number, block in enumerate(blocks):
        if number:
            rule(sheet, sheet.top + block.top - 1.2)
        for each in walk([block]):
            _draw_block(sheet, grid, each)
            if each.children:
                _draw_links(sheet, grid, each)


def _draw_block(sheet: Sheet, grid: Grid, block: Block) -> None:
    node, left, y = block.node, grid.lefts[block.node.depth], sheet.top + block.middle
    if not node.depth:
        kind = KINDS[kind_of(block.children[0].node.all_claims[0])]
        sheet.paper.plot([left + 1.2], [y], marker=kind.marker, markersize=5, linestyle="none", label="counter",
                         markerfacecolor=kind.colour, markeredgecolor=INK, markeredgewidth=0.4)
    indent = GLYPH_MM if not node.depth else 0.0
    look: dict[str, Any] = {"color": QUIET, "style": "italic"} if node.link == "itself" else {}
    for number, words in enumerate(block.name):
        sheet.text(left + indent, y + number * line_mm(LABEL), words, LABEL,
                   weight="normal" if node.depth else "bold", **look)
    at = sheet.top + block.top + (0.2 if block.offset else len(block.name) * line_mm(LABEL))
    for claim, lines in block.claims:
        middle = at + line_mm(SMALL) / 2
        if claim is not None:
            _draw_claim(sheet, left + block.offset + 1.2, middle, claim)
        for number, words in enumerate(lines):
            sheet.text(left + block.offset + GLYPH_MM, middle + number * line_mm(SMALL), words, SMALL, color=QUIET)
        at += len(lines) * line_mm(SMALL)


def _draw_claim(sheet: Sheet, x: float, y: float, claim: Row) -> None:
    """Draw the marker of a claim: its shape says who counted, its form what became of it."""
    mark = mark_of(claim)
    small = min(mark.size, 4.2)
    draw_mark(Track(sheet.paper), y, replace(mark, low=x, high=x, is_soft=False, size=small))


def _draw_links(sheet: Sheet, grid: Grid, block: Block) -> None:
    """Draw an arrow to each publisher that carries on what stands at the left, over one upright line."""
    paper, depth = sheet.paper, block.node.depth
    start = _text_end(grid, block)
    trunk = grid.lefts[depth + 1] - grid.gap / 2
    bottom = max(child.middle for child in block.children)
    is_sure = any(child.node.link != "copy" for child in block.children)
    look: dict[str, Any] = {"color": QUIET, "linewidth": 0.7, "label": "stem",
                            "linestyle": "-" if is_sure else _STYLES["copy"][0]}
    paper.plot([start, trunk], [sheet.top + block.middle] * 2, **look)
    if bottom > block.middle:
        paper.plot([trunk, trunk], [sheet.top + block.middle, sheet.top + bottom], **look)
    for child in block.children:
        style, width = _STYLES[child.node.link]
        y = sheet.top + child.middle
        stop = grid.lefts[depth + 1] - 0.9
        draw_arrow(Track(paper), y, trunk + (stop - trunk) * 0.6, stop, QUIET, child.node.link)
        paper.plot([trunk, stop], [y, y], color=QUIET, linewidth=width, linestyle=style,
                   label=f"link {child.node.link}")


def _text_end(grid: Grid, block: Block) -> float:
    left = grid.lefts[block.node.depth]
    if block.offset:
        return left + grid.widths[block.node.depth] + 0.5
    indent = 0.0 if block.node.depth else GLYPH_MM
    return left + indent + width_mm(block.name[0], LABEL, not block.node.depth) + 1.0


def _points(blocks: Sequence[Block]) -> pd.DataFrame:
    names = ("question", "claim_id", "origin", "stated", "low", "high", "as_of", "state", "published")
    rows = [{name: claim[name] for name in names}
            | {"publisher": claim["source"], "link": block.node.link, "depth": block.node.depth,
               "relays": "" if block.node.link == "itself" or block.node.parent is None else
               block.node.via or block.node.parent.name}
            for block in walk(blocks) for claim, _ in block.claims if claim is not None]
    return points_frame("", rows, ("published", "publisher", "link", "relays", "depth"))


def _alt(title: str, claims: Sequence[Row], found: Sequence[Node]) -> str:
    told = []
    for root in [root for root in found if root.relays][:3]:
        carriers = list(dict.fromkeys(node.name for node in _nodes(root) if node.link not in ("", "itself")))
        more = [f"{len(carriers) - 3} more"] if len(carriers) > 3 else []
        told.append(f"{shorten(root.name, 60)} is relayed by "
                    f"{joined([*(shorten(name, 40) for name in carriers[:3]), *more])}")
    return f"{title}. {_count_words(claims, found)} {'; '.join(told)}."
