"""Questions as nodes: which lie within which, and which add up.

A node is a question, or one that nobody claims but that parts of others meet in (the police of a town
whose districts are claimed). Wholes are found by looking up every combination of wider measure,
population and place; no two questions are ever compared with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import NamedTuple

from reconcile.dates import parse_date
from reconcile.errors import DateError
from reconcile.relations.table import Relations, Tie
from reconcile.vocabulary import word
from reconcile.sentences import Noun, joined, say

EPOCH = 719163
"""Ordinal of 1970-01-01, so that days are whole numbers as in numpy's datetime64[D]."""


class Node(NamedTuple):
    """What a question asks; until is empty unless it is a period."""

    event: str
    unit: str
    counting: str
    since: str
    until: str
    measure: str
    population: str
    place: str


@dataclass(frozen=True)
class Sum:
    """Parts that add up to at most a whole, or exactly to it, at one time."""

    whole: int
    parts: tuple[int, ...]
    is_exact: bool
    label: str


@dataclass
class Graph:
    """Nodes and the ties between them.

    Parameters
    ----------
    nodes : list of Node
        The claimed questions first, in the order they were given.
    n_claimed : int
        How many are claimed.
    edges : list of (int, int)
        Part and whole.
    sums : list of Sum
    periods : list of (int, int)
        A period and the running count of the same thing.
    windows : dict of int to (int, int)
        First and last day of each period that has both.
    """

    nodes: list[Node]
    n_claimed: int
    edges: list[tuple[int, int]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    periods: list[tuple[int, int]] = field(default_factory=list)
    windows: dict[int, tuple[int, int]] = field(default_factory=dict)
    place_of: dict[Node, int] = field(default_factory=dict)

    def find(self, node: Node) -> int:
        """Return the position of a node, adding it when nobody claims it."""
        if node not in self.place_of:
            self.place_of[node] = len(self.nodes)
            self.nodes.append(node)
        return self.place_of[node]


def graph_of(nodes: list[Node], relations: Relations) -> Graph:
    """Tie the claimed questions together.

    Parameters
    ----------
    nodes : list of Node
        One for each claimed question.
    relations : Relations

    Returns
    -------
    Graph
    """
    graph = Graph(list(nodes), len(nodes), place_of={node: position for position, node in enumerate(nodes)})
    _tied_sums(graph, relations, "population")
    _sibling_sums(graph, relations)
    _tied_sums(graph, relations, "place")
    _identities(graph, relations)
    _windows(graph)
    graph.edges = sorted(set(graph.edges) | set(_edges(graph, relations)))
    return graph


def _families(graph: Graph, *left_out: str) -> dict[Node, list[Node]]:
    """Group the nodes that differ in the named fields only."""
    blank = dict.fromkeys(left_out, "")
    found: dict[Node, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        found[node._replace(**blank)].append(node)
    return found


def _tied_sums(graph: Graph, relations: Relations, dimension: str) -> None:
    """Add the sums that rows of the table give for populations or places."""
    ties = relations.of("disjoint", dimension) + relations.of("exhaustive", dimension)

    @cache
    def plan(present: frozenset[str]) -> list[tuple[Tie, tuple[str, ...]]]:
        within = {up for word in present for up in relations.wholes(dimension, word)}
        hit = [(tie, tuple(term.word for term in tie.members if term.word in within)) for tie in ties]
        return [(tie, members) for tie, members in hit if len(members) > 1]

    for family, nodes in _families(graph, dimension).items() if ties else ():
        for tie, members in plan(frozenset(getattr(node, dimension) for node in nodes)):
            whole = graph.find(family._replace(**{dimension: tie.whole}))
            parts = tuple(graph.find(family._replace(**{dimension: word})) for word in members)
            exact = tie.relation == "exhaustive" and len(members) == len(tie.members)
            label = say("relation.all parts" if exact else "relation.some parts",
                        whole=noun_words(dimension, tie.whole),
                        parts=joined([noun_words(dimension, word) for word in members]))
            graph.sums.append(Sum(whole, parts, exact, label))


def noun_words(kind: str, name: str) -> str:
    """Print the name of a population, a measure or a place as it stands in a relation."""
    words = name.replace("_", " ")
    return f"{Noun(f'{kind}.{name}', 2, words, words)}"


def _sibling_sums(graph: Graph, relations: Relations) -> None:
    """Add the sums of places that lie side by side."""
    overlapping = [{term.word for term in tie.members} for tie in relations.of("kept_apart", "place")]
    for family, nodes in _families(graph, "place").items():
        if len(nodes) < 2:
            continue
        for parent, branches in _branches({node.place for node in nodes}).items():
            for group in _side_by_side(branches, overlapping):
                whole = graph.find(family._replace(place=parent))
                parts = tuple(graph.find(family._replace(place=place)) for place in group)
                label = say("relation.places", place=parent or say("whole event"))
                graph.sums.append(Sum(whole, parts, False, label))


def _branches(present: set[str]) -> dict[str, dict[str, str]]:
    """Return, for each place where claimed places meet, its direct branches and the place that stands for each.

    A place that nobody claims counts only where two branches meet in it.
    """
    below: dict[str, set[str]] = defaultdict(set)
    for place in present:
        for up, down in _steps(place):
            below[up].add(down)
    needed = present | {up for up, branches in below.items() if len(branches) > 1 and up}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for place in sorted(needed):
        above = next(((up, down) for up, down in _steps(place) if up in needed), None)
        if above:
            found[above[0]][above[1]] = place
    return {parent: branches for parent, branches in sorted(found.items()) if len(branches) > 1}


def _steps(place: str) -> list[tuple[str, str]]:
    """Return every step from a wider place into the branch that holds this one, nearest first."""
    steps = []
    while place:
        up = place.rpartition("/")[0]
        steps.append((up, place))
        place = up
    return steps


def _side_by_side(branches: dict[str, str], overlapping: list[set[str]]) -> list[tuple[str, ...]]:
    """Return sets of branches that surely do not overlap.

    "Almaty" and "Almaty Region" may be a city and what surrounds it or a city within its region, and
    "Aktobe and Atyrau" is two places: such names share no sum.
    """
    unclear = {name for name in branches for group in overlapping if name in group and len(group & set(branches)) > 1}
    names = {name: name.rpartition("/")[2].casefold() for name in sorted(branches) if name not in unclear}
    single = {path: name for path, name in names.items()
              if not any(mark in name for mark in (" and ", "_and_", "&", ",")) and name}
    inner = {a for a, short in single.items() for b, long in single.items() if a != b and short in long}
    outer = {b for b, long in single.items() for a, short in single.items() if a != b and short in long}
    groups = [tuple(branches[path] for path in single if path not in left) for left in (outer, inner)]
    return [group for group in dict.fromkeys(groups) if len(group) > 1]


def _identities(graph: Graph, relations: Relations) -> None:
    """Add the sums of measures; where a required term is not claimed the others are at most the whole."""
    ties = relations.of("identity", "measure")
    for family, nodes in _families(graph, "measure", "counting").items():
        present = {(node.measure, node.counting): node for node in nodes}
        for tie in ties if len(nodes) > 1 else ():
            for counting in ("cumulative", "period"):
                _identity(graph, tie, present, counting, bool(family.since))


def _identity(graph: Graph, tie: Tie, present: dict[tuple[str, str], Node], counting: str, is_late: bool) -> None:
    whole = present.get((tie.whole, counting))
    mixed = any(term.is_now or term.is_optional for term in tie.members)
    # Who was arrested before a window opened may be released within it.
    if whole is None or (mixed and (counting == "period" or is_late)):
        return
    found = {term: present.get((term.word, "snapshot" if term.is_now else counting)) for term in tie.members}
    parts = tuple(graph.find(node) for node in found.values() if node is not None)
    missing = [term for term, node in found.items() if node is None and not term.is_optional]
    label = f"{tie.whole} = {' + '.join(term.word for term in tie.members if found[term] or not term.is_optional)}"
    if parts:
        graph.edges += [(part, graph.find(whole)) for part in parts]
        graph.sums.append(Sum(graph.find(whole), parts, not missing, label.replace("_", " ")))


def _windows(graph: Graph) -> None:
    """Find the days of each period, the periods that hold others, and the running count of the same thing."""
    for position, node in enumerate(graph.nodes):
        window = _window(node) if node.counting == "period" else None
        if window:
            graph.windows[position] = window
            running = graph.place_of.get(node._replace(counting="cumulative", since="", until=""))
            if running is not None:
                (graph.periods if _adds_up(node) else graph.edges).append((position, running))
    families: dict[Node, list[tuple[int, int, int]]] = defaultdict(list)
    for position, (first, last) in graph.windows.items():
        families[graph.nodes[position]._replace(since="", until="")].append((first, -last, position))
    for family in families.values():
        graph.edges += _nested(sorted(family))


def _adds_up(node: Node) -> bool:
    """Say whether a running count grows by exactly the count of a period.

    It does where nobody can be counted twice: the dead, and acts. A person who is detained again counts in
    the period and not again in the running count of persons.
    """
    return node.unit == "acts" or word("measure", node.measure).family == "death"


def _nested(windows: list[tuple[int, int, int]]) -> Iterable[tuple[int, int]]:
    """Return pairs of a window and one that holds it; windows come by first day, the longest first."""
    open_windows: list[tuple[int, int]] = []
    for first, negative_last, position in windows:
        open_windows = [(last, other) for last, other in open_windows if last >= first]
        yield from ((position, other) for last, other in open_windows if last >= -negative_last)
        open_windows.append((-negative_last, position))


def _window(node: Node) -> tuple[int, int] | None:
    try:
        until = parse_date(node.until)
        since = parse_date(node.since) if node.since else until
    except DateError:
        return None
    sharp = (since.first == since.last and until.first == until.last) if node.since else not until.is_approximate
    if not since.first or not until.last or not sharp:
        return None
    return since.first.toordinal() - EPOCH, until.last.toordinal() - EPOCH


def _edges(graph: Graph, relations: Relations) -> Iterable[tuple[int, int]]:
    """Look up every wider combination of measure, population and place."""
    wider: Callable[[str, str], tuple[str, ...]] = cache(relations.wholes)
    ever = cache(relations.ever)
    starts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in graph.nodes:
        if node.counting == "cumulative":
            starts[node.event, node.unit].add(node.since)
    for position, node in enumerate(list(graph.nodes)):
        frames = [node[:5]]
        measures: tuple[str, ...] = (node.measure,)
        if node.counting == "cumulative":
            measures = wider("measure", node.measure) if not node.since else measures
            earlier = [since for since in sorted(starts[node.event, node.unit]) if _starts_by(since, node.since)]
            frames = [(*node[:3], since, "") for since in earlier]
        ways = [(*frame, *rest) for frame in frames
                for rest in product(measures, wider("population", node.population), wider("place", node.place))]
        if node.counting == "snapshot":
            running = (node.event, node.unit, "cumulative", "", "")
            ways += [(*running, *rest) for rest in product(
                ever(node.measure), wider("population", node.population), wider("place", node.place))]
        for way in ways:
            whole = graph.place_of.get(Node(*way))
            if whole is not None and whole != position:
                yield position, whole


def _starts_by(since: str, later: str) -> bool:
    """Say whether a start is surely not after another; the empty one is the event's own."""
    days = len(since) == len(later) == len("2022-01-01")
    return since in ("", later) or (days and since <= later)
