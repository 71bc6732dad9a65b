"""Tell parts from wholes over a whole document: a smaller count of one place beside a larger count of all."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from reconcile.collect.candidate import Candidate
from reconcile.collect.people import EVERYONE

_PLACES = "the sentence counts place by place"
_MEMORY = 40
_WHY = "a larger count of wider scope stands before it"


def with_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Mark as parts the counts that an earlier, larger and wider count of the same measure includes.

    Parameters
    ----------
    candidates : sequence of Candidate
        Of one document, in the order of the text.

    Returns
    -------
    list of Candidate
        The same, ``status`` changed from current to part where the count names a place or a group
        that the larger one does not.
    """
    found: list[Candidate] = []
    wholes: dict[str, deque[Candidate]] = {}
    for candidate in candidates:
        before = wholes.setdefault(candidate.measure, deque(maxlen=_MEMORY))
        if candidate.status == "current" and any(_holds(whole, candidate) for whole in before):
            candidate = replace(candidate, status="part", reason=f"{candidate.reason}; {_WHY}")
        elif candidate.status == "current":
            before.append(candidate)
        found.append(candidate)
    return _with_places(found)


def _with_places(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Mark as parts the counts of one measure that a sentence gives for several places, one after the other."""
    places: dict[tuple[str, str, str], set[str]] = {}
    for one in candidates:
        if one.status == "current" and one.place:
            places.setdefault((one.sentence, one.measure, one.origin), set()).add(one.place)
    return [replace(one, status="part", reason=f"{one.reason}; {_PLACES}") if one.status == "current" and one.place
            and len(places[one.sentence, one.measure, one.origin]) > 1 else one for one in candidates]


def _holds(whole: Candidate, part: Candidate) -> bool:
    if whole.low <= part.high or whole.rule == "shared verb" and whole.sentence == part.sentence:
        return False
    return part.place not in ("", whole.place) and not whole.place.startswith(part.place) or (
        part.population not in (EVERYONE, whole.population) and whole.population == EVERYONE)
