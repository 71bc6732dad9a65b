"""How nodes, cells and rows are called in sentences."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

from reconcile.relations.cells import FALLS, PERIOD, Cells
from reconcile.relations.nodes import EPOCH, Graph, Node
from reconcile.sentences import day as day_words
from reconcile.sentences import amount_of, interval_words, people, place_path, when_words, written_date
from reconcile.vocabulary import word


def node_words(node: Node, number: float = 2) -> str:
    """Print a node: ``people killed in Almaty, Kazakhstan``."""
    who = word("population", node.population)
    row: dict[Hashable, Any] = {"unit": node.unit, "population": node.population, "measure": node.measure,
                                "who": who.plural, "who_one": who.singular,
                                "what": word("measure", node.measure).plural}
    place = f" in {place_path(node.place)}" if node.place else ""
    since = f" since {written_date(node.since)}" if node.since and node.counting == "cumulative" else ""
    return f"{people(row, number)}{place}{since}"


def cell_words(graph: Graph, node: int, day: int, number: float = 2) -> str:
    """Print a cell: ``people killed in Kazakhstan by 15 January 2022``."""
    asked = graph.nodes[node]
    if asked.counting == "period":
        window = when_words({"counting": "period", "since": asked.since, "as_of": asked.until})
        return f"{node_words(asked, number)}{window}"
    when = day_words(date.fromordinal(day + EPOCH))
    return f"{node_words(asked, number)} {'on' if asked.counting == 'snapshot' else 'by'} {when}"


def day_text(day: int) -> str:
    """Print a day in the ISO form."""
    return date.fromordinal(day + EPOCH).isoformat()


def amount_words(graph: Graph, node: int, day: int, low: float, high: float) -> str:
    """Print an interval of a cell: ``at least 1 police officer killed by 15 January 2022``."""
    return f"{interval_words(low, high)} {cell_words(graph, node, day, amount_of(low, high).number)}"


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
    words = [f"{place_path(one)} within {place_path(other)}" if "/" in one else
             f"{one} within {other or 'the whole event'}".replace("_", " ") for one, other in differ]
    if (part.since, part.until) != (whole.since, whole.until):
        words.append("a shorter time within a longer one")
    return ", ".join(words) or "a moment within the whole time"
