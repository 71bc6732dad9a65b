"""How nodes, cells and rows are called in sentences."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

from reconcile.relations.cells import FALLS, PERIOD, Cells
from reconcile.relations.nodes import EPOCH, Graph, Node, noun_words
from reconcile.sentences import day as day_words
from reconcile.sentences import amount_of, interval_words, people, place_path, say, when_words, written_date
from reconcile.vocabulary import word


def node_words(node: Node, number: float = 2, form: str = "") -> str:
    """Print a node: ``people killed in Almaty, Kazakhstan``."""
    who = word("population", node.population)
    row: dict[Hashable, Any] = {"unit": node.unit, "population": node.population, "measure": node.measure,
                                "who": who.plural, "who_one": who.singular,
                                "what": word("measure", node.measure).plural}
    words = [people(row, number, form)]
    words += [say("place", place=place_path(node.place))] if node.place else []
    words += [say("when.from", date=written_date(node.since))] if node.since and node.counting == "cumulative" else []
    return " ".join(words)


def cell_words(graph: Graph, node: int, day: int, number: float = 2, form: str = "") -> str:
    """Print a cell: ``people killed in Kazakhstan by 15 January 2022``."""
    asked = graph.nodes[node]
    if asked.counting == "period":
        window = when_words({"counting": "period", "since": asked.since, "as_of": asked.until})
        return f"{node_words(asked, number, form)}{window}"
    when = say("when.on" if asked.counting == "snapshot" else "when.by", date=day_words(date.fromordinal(day + EPOCH)))
    return f"{node_words(asked, number, form)} {when}"


def day_text(day: int) -> str:
    """Print a day in the ISO form."""
    return date.fromordinal(day + EPOCH).isoformat()


def amount_words(graph: Graph, node: int, day: int, low: float, high: float) -> str:
    """Print an interval of a cell: ``at least 1 police officer killed by 15 January 2022``."""
    amount = amount_of(low, high)
    return f"{interval_words(low, high)} {cell_words(graph, node, day, amount.number, amount.form)}"


def row_words(graph: Graph, cells: Cells, row: int) -> str:
    """Print the relation behind a row."""
    kind = int(cells.kind[row])
    if kind >= 0:
        return graph.sums[kind].label
    if kind == FALLS:
        return say("relation.falls")
    if kind == PERIOD:
        return say("relation.period")
    part = graph.nodes[int(cells.node[cells.part[cells.start[row]]])]
    return within_words(part, graph.nodes[int(cells.node[cells.whole[row]])])


def within_words(part: Node, whole: Node) -> str:
    """Print why a node lies within another: ``police within everyone, Kazakhstan/Almaty within Kazakhstan``."""
    differ = [(field, one, other) for field, one, other in zip(part._fields, part, whole, strict=True)
              if one != other and field in ("measure", "population", "place")]
    words = [say("relation.within", part=_name(field, one), whole=_name(field, other)) for field, one, other in differ]
    if (part.since, part.until) != (whole.since, whole.until):
        words.append(say("relation.time"))
    return ", ".join(words) or say("relation.moment")


def _name(field: str, name: str) -> str:
    return place_path(name) if field == "place" else noun_words(field, name)
