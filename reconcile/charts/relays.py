"""Who relays whom: origins, the publishers that carry their figures, and those that cite these in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reconcile.charts.chart import Row
from reconcile.origins import fold

LINKS = ("itself", "cites", "names", "copy")
"""What ties a publisher to what it carries: it counted itself; a row says which claim it relays; it names the
origin; it gives the same unround figure a few days later and names nobody."""


@dataclass
class Node:
    """A publisher and the claims in which it carries figures of one origin, by one way.

    Parameters
    ----------
    name : str
        The publisher; the origin at the root.
    link : str
        One of ``LINKS``; empty at the root.
    depth : int
        Steps from the origin.
    via : str
        Publisher that stands between, where there is no further column for it.
    claims : list of mapping
        In order of publication.
    children : list of Node
        Publishers that carry it on.
    """

    name: str
    link: str = ""
    depth: int = 0
    via: str = ""
    parent: Node | None = None
    claims: list[Row] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def relays(self) -> set[str]:
        """Publishers anywhere below that are not the origin itself."""
        own = set() if self.link in ("", "itself") else {fold(self.name)}
        return own.union(*(child.relays for child in self.children))

    @property
    def all_claims(self) -> list[Row]:
        """Claims of this publisher and of all that carry it on."""
        return [*self.claims, *(claim for child in self.children for claim in child.all_claims)]

    @property
    def size(self) -> int:
        """Publishers in this tree."""
        return (1 if self.depth else 0) + sum(child.size for child in self.children)


@dataclass
class _Forest:
    """The trees while they grow."""

    by_id: dict[str, Row]
    copied: dict[str, str]
    deepest: int
    roots: dict[str, Node] = field(default_factory=dict)
    nodes: dict[tuple[int, str, str, str], Node] = field(default_factory=dict)
    placed: dict[str, Node] = field(default_factory=dict)

    def place(self, claim_id: str) -> None:
        """Put a claim under what it relays, which is put in place first."""
        way = [claim_id]
        while (before := self._relayed(self.by_id[way[-1]])) and before not in self.placed and before not in way:
            way.append(before)
        for each in reversed(way):
            if each not in self.placed:
                self._put(self.by_id[each])

    def _relayed(self, claim: Row) -> str:
        """Return the claim that a claim relays, empty for none on file."""
        copied = self.copied.get(str(claim["claim_id"]), "")
        cited = self.by_id.get(str(claim["cites"]))
        if copied:
            return copied
        return str(cited["claim_id"]) if cited is not None and cited["origin"] == claim["origin"] else ""

    def _put(self, claim: Row) -> None:
        name, source, origin = str(claim["claim_id"]), str(claim["source"]), str(claim["origin"])
        before = self.placed.get(self._relayed(claim))
        root = self.roots.setdefault(origin, Node(origin))
        is_copy = before is not None and name in self.copied
        if before is not None and (is_copy or fold(source) != fold(origin)):
            link = "copy" if is_copy else "cites"
            node = before if fold(before.name) == fold(source) and before.depth else \
                self._child(before.parent if before.link == "itself" and before.parent else before, source, link)
        else:
            node = self._child(root, source, "itself" if fold(source) == fold(origin) else "names")
        node.claims.append(claim)
        self.placed[name] = node

    def _child(self, parent: Node, source: str, link: str) -> Node:
        via = ""
        if parent.depth >= self.deepest and parent.parent is not None:
            parent, via = parent.parent, parent.name
        key = (id(parent), fold(source), link, fold(via))
        if key not in self.nodes:
            self.nodes[key] = Node(source, link, parent.depth + 1, via, parent)
            parent.children.append(self.nodes[key])
        return self.nodes[key]


def trees(claims: Sequence[Row], copies: Iterable[tuple[str, str]], deepest: int) -> list[Node]:
    """Return a tree for each origin, those that most publishers relay first.

    Parameters
    ----------
    claims : sequence of mapping
        Rows of the claims.
    copies : iterable of (str, str)
        A claim and its suspected copy.
    deepest : int
        Most steps from an origin; what lies deeper stands in the last column, with the publisher between.

    Returns
    -------
    list of Node
        An origin all whose claims are suspected copies has no tree of its own.
    """
    by_id = {str(claim["claim_id"]): claim for claim in claims}
    copied = {copy: first for first, copy in copies if first in by_id and copy in by_id and first != copy}
    forest = _Forest(by_id, copied, deepest)
    for claim in sorted(claims, key=_by_time):
        forest.place(str(claim["claim_id"]))
    grown = [root for root in forest.roots.values() if root.children]
    for root in grown:
        _order(root)
    return sorted(grown, key=lambda root: (-len(root.relays), -len(root.all_claims), root.name))


def _by_time(claim: Row) -> tuple[str, int, str]:
    # NaT prints as a word, after every date: what has no date of publication comes last.
    return str(claim["published_from"]), int(claim["footnote"]), str(claim["claim_id"])


def _order(node: Node) -> None:
    node.claims.sort(key=_by_time)
    for child in node.children:
        _order(child)
    node.children.sort(key=lambda child: (child.link != "itself", min(map(_by_time, child.all_claims)), child.name))
