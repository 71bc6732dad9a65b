"""Dense questions: which figures a chart over time draws where there are more than it can show legibly."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from reconcile.charts.chart import Row, Subject
from reconcile.sentences import plural

_LEAST, _EACH_MM = 24, 0.42
_END, _WITHDRAWN, _COUNTS, _EARLIER, _ECHO = range(5)

Item = TypeVar("Item")


def room_for(width_mm: float) -> int:
    """Return how many figures a chart over time can show with their numbers: 35 in one column, 67 in two."""
    return max(_LEAST, int(width_mm * _EACH_MM))


def thinned(items: Sequence[Item], most: int, rank: Callable[[Item], int]) -> list[Item]:
    """Keep what a reader needs most, in the order given.

    Parameters
    ----------
    items : sequence
        In the order of time.
    most : int
        How many can be shown.
    rank : callable
        Smaller is more needed. Of figures that count now as many as there is room for are kept, evenly over
        time; earlier figures and echoes are kept all or not at all, since a part of them would tell another story.

    Returns
    -------
    list
    """
    kept: set[int] = set()
    for level in range(_ECHO + 1):
        places = [place for place, item in enumerate(items) if rank(item) == level]
        room = most - len(kept)
        if len(places) > room and level > _COUNTS:
            break
        kept |= set(places if len(places) <= room else _evenly(places, room))
    return [item for place, item in enumerate(items) if place in kept]


def _evenly(places: Sequence[int], number: int) -> list[int]:
    if number < 2:
        return list(places[:max(number, 0)])
    return [places[round(each * (len(places) - 1) / (number - 1))] for each in range(number)]


def rank_now(about: Subject) -> Callable[[Row], int]:
    """Return how much a claim is needed to see the range as it is now."""
    leads = [claim for claim in about.numbered if claim["claim_id"] in about.lead_ids]
    lows = [float(claim["low"]) for claim in leads]
    tops = [top_of(claim) for claim in leads]
    ends = {min(lows), max(tops)} if leads else set()

    def rank(claim: Row) -> int:
        if claim["claim_id"] in about.lead_ids:
            return _END if {float(claim["low"]), top_of(claim)} & ends else _COUNTS
        return _WITHDRAWN if claim["state"] == "retracted" else _ECHO if claim["state"] == "echo" else _EARLIER

    return rank


def rank_then(claim: Row, day: Row, *, is_turn: bool, is_withdrawn: bool) -> int:
    """Return how much a claim is needed to see why the range moved on the day it came."""
    if is_withdrawn:
        return _WITHDRAWN
    if claim["state"] == "echo":
        return _ECHO
    at_end = float(claim["low"]) == float(day["low"]) or float(claim["high"]) == float(day["high"])
    return _END if is_turn and at_end else _COUNTS


def top_of(claim: Row) -> float:
    """Return the highest number that a claim names."""
    high = float(claim["high"])
    return float(claim["low"]) if math.isinf(high) else high


def left_out(number: int) -> list[str]:
    """Return the paragraph that says how many figures are not drawn."""
    words = f"Not drawn, for want of room: {plural(number, 'further figure')} between those that are. " \
            "All are in claims.csv."
    return [words] if number else []
