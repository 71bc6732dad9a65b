"""Tell parts from wholes over a whole document: a smaller count of one place beside a larger count of all."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reconcile.collect.candidate import Candidate
from reconcile.collect.people import EVERYONE
from reconcile.collect.phrases import phrases_of, texts_of
from reconcile.wording.language import load_language

_PLACES = "the sentence counts place by place"
_MEMORY = 40
_WHY = "a larger count of wider scope stands before it"
_SUM = "the counts of the sentence add up to one before"
_DEGREE = "it says how bad it is for some of those counted before"
_HARMED = ("injured", "hospitalised", "casualties", "treated")
_OTHER_SIDE = frozenset({"police", "security_forces", "soldiers", "combatants", "men"})
"""Who is seldom counted among the victims before: those who fight, and the men they lose."""

_WHOLE_OF = {"killed": ("casualties",), "injured": ("casualties",), "bodies": ("killed",)}


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
        that the larger one does not, where the counts of a sentence add up to an earlier one, and where
        those in a critical condition are some of the injured.
    """
    found: list[Candidate] = []
    wholes: dict[str, deque[Candidate]] = {}
    for _, group in groupby(candidates, key=lambda one: one.sentence):
        listed = _with_sums(list(group), wholes)
        for candidate in listed:
            before = wholes.setdefault(candidate.measure, deque(maxlen=_MEMORY))
            if candidate.status == "current" and any(_holds(whole, candidate) for whole in before) and not _is_apart(
                    candidate):
                candidate = _as_part(candidate, _WHY)
            elif candidate.status == "current" and candidate.measure == "intensive_care" and any(
                    whole.low >= candidate.low for measure in _HARMED for whole in wholes.get(measure, ())):
                candidate = _as_part(candidate, _DEGREE)
            elif candidate.status == "current":
                before.append(candidate)
            found.append(candidate)
    return _with_places(found)


def _as_part(candidate: Candidate, why: str) -> Candidate:
    return replace(candidate, status="part", reason=f"{candidate.reason}; {why}")


def _with_sums(listed: list[Candidate], wholes: dict[str, deque[Candidate]]) -> list[Candidate]:
    """Mark as parts the counts of a sentence that add up to a total of theirs given before or at its head."""
    summed: set[int] = set()
    for measure in dict.fromkeys(one.measure for one in listed):
        places = [at for at, one in enumerate(listed) if one.measure == measure and one.status == "current"
                  and one.low == one.high]
        before = [whole.low for of in (measure, *_WHOLE_OF.get(measure, ())) for whole in wholes.get(of, ())]
        if len(places) > 1 and sum(listed[at].low for at in places) in before:
            summed.update(places)
        elif len(places) > 2 and listed[places[0]].low == sum(listed[at].low for at in places[1:]) > 2:
            summed.update(places[1:])
    return [_as_part(one, _SUM) if at in summed else one for at, one in enumerate(listed)]


def _with_places(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Mark as parts the counts of one measure that a sentence gives for several places, one after the other."""
    places: dict[tuple[str, str, str], set[str]] = {}
    for one in candidates:
        if one.status == "current" and one.place:
            places.setdefault((one.sentence, one.measure, one.origin), set()).add(one.place)
    return [_as_part(one, _PLACES) if one.status == "current" and one.place
            and len(places[one.sentence, one.measure, one.origin]) > 1 else one for one in candidates]


def _holds(whole: Candidate, part: Candidate) -> bool:
    """Say whether a count is of wider scope than a smaller one."""
    if whole.low <= (part.high if part.high < math.inf else part.low):
        return False
    return part.place not in ("", whole.place) and not whole.place.startswith(part.place) or (
        part.population not in (EVERYONE, *_OTHER_SIDE) and whole.population == EVERYONE)


def _is_apart(candidate: Candidate) -> bool:
    """Say whether the sentence speaks of another event: "in a separate incident"."""
    texts = texts_of(load_language(candidate.language).cut(candidate.sentence))
    return any("apart" in dict(cue.meanings) for cue in phrases_of(candidate.language, "status.").all(texts))
