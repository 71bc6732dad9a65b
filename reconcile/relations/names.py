"""How nodes, cells and rows are called in sentences."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import lru_cache
from typing import Any

from reconcile.relations.cells import FALLS, PERIOD, Cells
from reconcile.relations.nodes import EPOCH, Graph, Node
from reconcile.sentences import day as day_words
from reconcile.sentences import people
from reconcile.vocabulary import word


@lru_cache(maxsize=1 << 16)
def node_words(node: Node) -> str:
    """Print a node: ``people killed in Almaty, Kazakhstan``."""
    who = word("population", node.population)
    row: dict[Hashable, Any] = {"unit": node.unit, "who": who.plural, "who_one": who.singular,
                                "what": word("measure", node.measure).plural}
    parts = [part.replace("_", " ") for part in node.place.split("/") if part]
    place = f" in {', '.join(reversed(parts))}" if parts else ""
    since = f" since {node.since}" if node.since and node.counting == "cumulative" else ""
    return f"{people(row)}{place}{since}"


def cell_words(graph: Graph, node: int, day: int) -> str:
    """Print a cell: ``people killed in Kazakhstan by 15 January 2022``."""
    asked = graph.nodes[node]
    if asked.counting == "period":
        return f"{node_words(asked)} between {asked.since or asked.until} and {asked.until}"
    when = day_words(date.fromordinal(day + EPOCH))
    return f"{node_words(asked)} {'on' if asked.counting == 'snapshot' else 'by'} {when}"


def day_text(day: int) -> str:
    """Print a day in the ISO form."""
    return date.fromordinal(day + EPOCH).isoformat()


def row_words(graph: Graph, cells: Cells, row: int) -> str:
    """Print the relation behind a row."""
    kind = int(cells.kind[row])
    if kind >= 0:
        return graph.sums[kind].label
    if kind == FALLS:
        return "a running count does not fall"
    if kind == PERIOD:
        return "a running count grows by the count of the period"
    part = graph.nodes[int(cells.node[cells.part[cells.start[row]]])]
    return within_words(part, graph.nodes[int(cells.node[cells.whole[row]])])


def within_words(part: Node, whole: Node) -> str:
    """Print why a node lies within another: ``police within everyone, Kazakhstan/Almaty within Kazakhstan``."""
    differ = [(one, other) for field, one, other in zip(part._fields, part, whole, strict=True)
              if one != other and field in ("measure", "population", "place")]
    words = [f"{one} within {other or 'the whole event'}".replace("_", " ") for one, other in differ]
    if (part.since, part.until) != (whole.since, whole.until):
        words.append("a shorter time within a longer one")
    return ", ".join(words) or "a moment within the whole time"
