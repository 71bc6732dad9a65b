"""Fold what a document says twice into one candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.collect.candidate import Candidate
from reconcile.collect.people import EVERYONE

_STANDING = {"part": "current"}
"""A figure that stands alone once and beside a larger one later is one figure."""


def fold(candidates: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Group the candidates that state one figure of one source about one scope.

    Parameters
    ----------
    candidates : sequence of Candidate
        Of one document, in the order of the text.

    Returns
    -------
    list of (Candidate, list of Candidate)
        The first of each group, completed by what the others say more, and the others.
    """
    groups: list[tuple[Candidate, list[Candidate]]] = []
    by_figure: dict[tuple[str, str, str], list[int]] = {}
    for candidate in candidates:
        standing = _STANDING.get(candidate.status, candidate.status)
        key = candidate.measure, f"{candidate.low}-{candidate.high}", standing
        place = next((at for at in by_figure.get(key, ()) if _same(groups[at][0], candidate)), -1)
        if place < 0:
            by_figure.setdefault(key, []).append(len(groups))
            groups.append((candidate, []))
        else:
            first, others = groups[place]
            groups[place] = _completed(first, candidate), [*others, candidate]
    return groups


def _same(first: Candidate, other: Candidate) -> bool:
    """Say whether nothing tells two candidates of one figure apart; words for one person always do."""
    if first.low == first.high == 1 or first.stated.lower() != other.stated.lower() and first.low != other.low:
        return False
    if first.status != other.status and (not first.place or (first.place, first.population) != (
            other.place, other.population)):
        return False
    scope = first.population == other.population or EVERYONE in (first.population, other.population)
    return scope and all(_fits(one, two) for one, two in (
        (first.place, other.place), (first.origin.lower(), other.origin.lower()), (first.since, other.since)))


def _fits(one: str, two: str) -> bool:
    return not one or not two or one in two or two in one


def _completed(first: Candidate, other: Candidate) -> Candidate:
    """Fill what the first mention leaves open; the later mention often names the source."""
    population = other.population if first.population == EVERYONE else first.population
    origin = first if first.origin else other
    return replace(first, population=population, place=first.place or other.place, origin=origin.origin,
                   origin_type=origin.origin_type, relay=origin.relay,
                   confidence=max(first.confidence, other.confidence))
