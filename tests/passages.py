"""Annotated passages: what a person found in them, and how much of it the finder finds.

``passages/*.jsonl`` holds one passage a line: invented text in the manner of news, reports of attacks and of
gun violence, with its claims. A find and a claim are one when they count the same measure and stand in the same
words; failing that, when they count the same measure and read the same interval.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from reconcile.collect import Candidate, find
from reconcile.documents import Document

FOLDER = Path(__file__).resolve().parent / "passages"
FIELDS = ("interval", "origin", "as_of", "status", "population", "measure")
"""What is told of a claim beside its place; shares are of the claims that were found."""

_NEAR = {"arrested": "detained", "held": "detained", "brought_in": "detained", "bodies": "killed",
         "died_later": "killed", "died_in_custody": "killed", "treated": "hospitalised", "wanted": "escaped",
         "disappeared": "missing", "convicted": "sentenced"}
"""Measures that count as one when finds are paired with claims; the share ``measure`` tells them apart."""


@dataclass(frozen=True)
class Claim:
    """What a person found: characters of the passage's text, the reading and the fields."""

    start: int
    end: int
    low: float
    high: float
    measure: str
    population: str
    origin: str
    as_of: str
    status: str


@dataclass(frozen=True)
class Passage:
    """A text with its claims."""

    name: str
    language: str
    kind: str
    published: str
    text: str
    claims: tuple[Claim, ...]


@dataclass
class Score:
    """Counts that add up over passages."""

    found: int = 0
    false: int = 0
    missed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the finds that are claims."""
        return self.found / max(self.found + self.false, 1)

    @property
    def recall(self) -> float:
        """Share of the claims that were found."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.found / max(2 * self.found + self.false + self.missed, 1)

    def share(self, name: str) -> float:
        """Share of the found claims of which a field is right."""
        return self.right[name] / max(self.found, 1)

    def add(self, other: Score) -> None:
        """Add the counts of another."""
        self.found += other.found
        self.false += other.false
        self.missed += other.missed
        self.right += other.right
        self.faults += other.faults


@lru_cache(maxsize=None)
def load(name: str) -> tuple[Passage, ...]:
    """Return the passages of one file: a language code, ``attack`` or ``shooting``."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_passage(json.loads(line)) for line in lines)


def names() -> list[str]:
    """Return the names of the files in order."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def finds(passage: Passage, *, language: str | None = None) -> list[Candidate]:
    """Return what the finder finds in a passage, its language given, or told as ``language``."""
    code = passage.language if language is None else language
    return find(Document(passage.name, passage.text), language=code, published=passage.published).candidates


def total(scores: Iterable[Score]) -> Score:
    """Add up the scores of several passages."""
    whole = Score()
    for one in scores:
        whole.add(one)
    return whole


def score(passage: Passage, found: Sequence[Candidate]) -> Score:
    """Compare what was found in a passage with its claims.

    A find without a number is no fault, nor is one that repeats a claim of the passage elsewhere.
    """
    pairs, lost = _pairs(passage, found)
    kept = {id(find_) for find_, _ in pairs}
    false = [one for one in found if id(one) not in kept and not math.isnan(one.low) and not _repeats(one, passage)]
    right = Counter(name for one, claim in pairs for name in _right(one, claim, passage))
    faults = [f"{passage.name}: false {one.measure} {one.stated!r} by {one.rule}" for one in false]
    faults += [f"{passage.name}: missed {one.measure} {passage.text[one.start:one.end]!r}" for one in lost]
    return Score(len(pairs), len(false), len(lost), right, faults)


def _passage(line: dict[str, Any]) -> Passage:
    head = f"{line['title']}\n\n" if line.get("title") else ""
    claims = tuple(_claim(claim, line["text"], len(head)) for claim in line["claims"])
    return Passage(line["id"], line["language"], line["kind"], line["published"], head + line["text"], claims)


def _claim(claim: dict[str, Any], text: str, shift: int) -> Claim:
    at = -1
    for _ in range(claim.get("nth") or 1):
        at = text.index(claim["stated"], at + 1)
    high = math.inf if claim["high"] is None else claim["high"]
    return Claim(at + shift, at + shift + len(claim["stated"]), claim["low"], high, claim["measure"],
                 claim["population"], claim["origin"], claim["as_of"], claim["status"])


def _pairs(passage: Passage, found: Sequence[Candidate]) -> tuple[list[tuple[Candidate, Claim]], list[Claim]]:
    """Pair finds with claims, by their words first; return the pairs and the claims that are left."""
    pairs: list[tuple[Candidate, Claim]] = []
    open_, left = list(found), list(passage.claims)
    for fits in (_overlap, _agree):
        for one in list(open_):
            near = (claim for claim in left if _kin(one.measure) == _kin(claim.measure) and fits(one, claim))
            claim = next(near, None)
            if claim is not None:
                pairs.append((one, claim))
                open_.remove(one)
                left.remove(claim)
    return pairs, left


def _kin(measure: str) -> str:
    return _NEAR.get(measure, measure)


def _overlap(one: Candidate, claim: Claim) -> bool:
    return claim.start < one.end and one.start < claim.end


def _agree(one: Candidate, claim: Claim) -> bool:
    return (one.low, one.high) == (claim.low, claim.high)


def _repeats(one: Candidate, passage: Passage) -> bool:
    return any(_kin(one.measure) == _kin(claim.measure) and one.low == claim.low for claim in passage.claims)


def _right(one: Candidate, claim: Claim, passage: Passage) -> list[str]:
    """Return the fields that are right; of an origin one name may hold the other."""
    mine, theirs = _name(one.origin), _name(claim.origin)
    is_right = {
        "interval": _agree(one, claim),
        "origin": mine == theirs or bool(mine and theirs) and (mine in theirs or theirs in mine),
        "as_of": one.as_of[:10] == claim.as_of[:10],
        "status": one.status == claim.status,
        "population": one.population == claim.population,
        "measure": one.measure == claim.measure,
    }
    return [name for name in FIELDS if is_right[name]]


def _name(origin: str) -> str:
    return " ".join(origin.lower().replace("the ", "").split())
