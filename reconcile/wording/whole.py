"""Refuse what no number of a phrase can save: shares, ratios, another language, a hedge that lost its number."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.wording.refusals import refusal
from reconcile.wording.scan import HEDGES_BEFORE, Mention, Scanner


def is_step(scanner: Scanner, mention: Mention, later: Sequence[Mention]) -> bool:
    """Say whether a change is followed by the figure it led to: "выросло на 5, до 13"."""
    return mention.refusal == "change" and any(
        not one.hedges and not one.refusal and scanner.role(one.first) in HEDGES_BEFORE for one in later)


def refuse_whole(scanner: Scanner, wording: str) -> None:
    """Refuse shares and rates, words of another language and scale words that lost their number."""
    for item in scanner.items:
        if item.role == "foreign":
            raise refusal(wording, "language", scanner.language.settings["name"])
    for item in scanner.items:
        if item.role == "share":
            raise refusal(wording, item.value)
        if item.role == "word" and scanner.is_scale(item):
            raise refusal(wording, "compose")


def refuse_ratio(scanner: Scanner, wording: str, live: Sequence[Mention]) -> None:
    """Refuse "one in five", "3 out of 10", "five of the 20"."""
    for first, second in zip(live, live[1:]):
        between = range(first.last, second.first)
        if not between and scanner.language.is_in(scanner.text(second.first), "of_word"):
            raise refusal(wording, "share")  # "5 із 20"; "із" is both of and from
        if len(between) == 1 and scanner.role(between[0]) in ("in", "of_all") or any(
                scanner.role(at) == "ratio" for at in between[:2]):
            raise refusal(wording, "share")
    for at, item in enumerate(scanner.items):
        vague = item.role in ("some", "indefinite")
        if vague and scanner.role(at + 1) == "of_all" and scanner.is_quantity(at + 2):
            raise refusal(wording, "share")


def refuse_lost_hedge(scanner: Scanner, wording: str, mentions: Sequence[Mention]) -> None:
    """Refuse "at least, say, 5": the hedge belongs to a number it does not touch."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for place, item in enumerate(scanner.items):
        if item.first in taken:
            continue
        lost = item.role in ("hedge_strong", "hedge_both", "hedge_late") or (
            item.role in HEDGES_BEFORE and scanner.role(place + 1) == "mark"
            and _reaches_number(scanner, place))
        if lost and mentions:
            raise refusal(wording, "apart")


def _reaches_number(scanner: Scanner, place: int) -> bool:
    """Say whether only marks and unlisted words stand between a hedge and a number."""
    for at in range(place + 1, place + 5):
        if scanner.is_quantity(at):
            return True
        if scanner.role(at) not in ("mark", "word"):
            return False
    return False
