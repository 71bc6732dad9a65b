"""Tell counts of persons from dates, ages, sums of money, ranks, parts and earlier figures."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.wording.refusals import SOFT
from reconcile.wording.scan import HEDGES_BEFORE, Mention, Scanner

_YEARS = range(1900, 2100)
_MOST_ADJECTIVES = 3
_NOUNS = frozenset({"person", "person_one"})


def judge(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Mark every mention that is no count, a part of another or an earlier figure.

    Parameters
    ----------
    scanner : Scanner
    mentions : sequence of Mention
        Changed in place.
    """
    for mention in mentions:
        if mention.lower.rule == "ordinal":
            mention.refusal = "" if _counts_one(scanner, mention.last) else "ordinal"
            continue
        soft = _neighbour_refusal(scanner, mention) or _date_refusal(scanner, mention)
        if soft or not mention.refusal:
            mention.refusal = soft or _other_refusal(scanner, mention)
        mention.is_prior = scanner.role(mention.first - 1) == "prior" or _begins_with_from(scanner, mention)
    _mark_after_dates(scanner, mentions)
    _mark_parts(scanner, mentions)


def _begins_with_from(scanner: Scanner, mention: Mention) -> bool:
    """Say whether "from 70" gives the figure before a change: a verb or another figure stands before it."""
    begin = mention.first - (scanner.role(mention.first - 1) == "from")
    if mention.lower is not mention.upper or scanner.role(begin) != "from":
        return False
    return any(scanner.role(at) in ("change", "number", "vague") for at in range(begin))


def _neighbour_refusal(scanner: Scanner, mention: Mention) -> str:
    """Return the refusal that the words beside a number ask for."""
    core = _core_start(scanner, mention)
    for at in (mention.first - 1, core - 1):
        if scanner.role(at) in ("refused_before", "refused_both") and not _is_far(scanner, at):
            return scanner.value(at)
    if scanner.role(mention.last) in ("refused_after", "refused_both"):
        return scanner.value(mention.last)
    return _unit_refusal(scanner, mention)


def _is_far(scanner: Scanner, at: int) -> bool:
    """Say whether a label such as "page" is itself counted by a number before it."""
    return scanner.role(at) == "refused_both" and scanner.role(at - 1) == "number"


def _core_start(scanner: Scanner, mention: Mention) -> int:
    at = mention.first
    while at < mention.last and not scanner.is_quantity(at):
        at += 1
    return at


def _unit_refusal(scanner: Scanner, mention: Mention) -> str:
    """Look for the noun a number counts, a few describing words away."""
    end = mention.last + _MOST_ADJECTIVES + 1
    for at in range(mention.last, end):
        role = scanner.role(at)
        if role == "refused_after":
            return scanner.value(at)
        if role not in ("word", "describing", "person_one"):
            return ""
    return ""


def _date_refusal(scanner: Scanner, mention: Mention) -> str:
    before, after = scanner.role(mention.first - 1), scanner.role(mention.last)
    n = mention.lower.n
    if n is None or mention.hedges:
        return ""
    if after == "month" or before == "month" and not _is_counted(scanner, mention):
        return "date"
    is_verb = scanner.role(mention.last + 1) in ("stop", "word")
    if n <= 31 and "month_modal" in (before, after) and not is_verb:
        return "date"
    if after == "decade" or _is_year(scanner, mention):
        return "date"
    return _mark_refusal(scanner, mention)


def _is_counted(scanner: Scanner, mention: Mention) -> bool:
    return scanner.role(mention.last) == "person"


def _is_year(scanner: Scanner, mention: Mention) -> bool:
    """Say whether a bare number from 1900 to 2099 stands where a year does."""
    items = scanner.items[mention.first:mention.last]
    texts = [scanner.tokens[item.first].text for item in items if item.role == "number"]
    if not all(len(text) == 4 and text.isdigit() and int(text) in _YEARS for text in texts) or not texts:
        return False
    if len(texts) == 2:
        return True
    begins = scanner.role(mention.first) in ("from", "between") or (
        scanner.language.is_in(scanner.text(mention.first - 1), "year_before"))
    return begins and not _is_counted(scanner, mention)


def _mark_refusal(scanner: Scanner, mention: Mention) -> str:
    """Refuse dates and times in figures, fractions and codes glued to letters."""
    first = scanner.tokens[scanner.items[mention.first].first]
    before, after = scanner.text(mention.first - 1), scanner.text(mention.last)
    if first.kind != "number":
        return ""
    if before == "-" and scanner.role(mention.first - 2) == "number" or (
            after == "-" and scanner.role(mention.last + 1) == "number"):
        return "date"
    clock_before = before == ":" and scanner.role(mention.first - 2) == "number"
    followed = after in (":", "/") and scanner.role(mention.last + 1) == "number" and (
        after == "/" or scanner.tokens[scanner.items[mention.last + 1].first].glued)
    if first.glued and (before == "/" or clock_before) or followed:
        return "time" if ":" in (before, after) else "date"
    return "name" if first.glued and before.isalpha() else ""


def _other_refusal(scanner: Scanner, mention: Mention) -> str:
    """Return the hard refusals, and the ranks among the ordinals."""
    before, after = mention.first - 1, mention.last
    first = scanner.tokens[scanner.items[mention.first].first]
    if scanner.text(before) == "-" and scanner.tokens[scanner.items[before].first + 1].glued and (
            not scanner.tokens[scanner.items[before].first].glued):
        return "negative"
    if scanner.role(before) in ("negation", "zero_before"):
        return "denied"
    if scanner.role(after) == "number" or scanner.role(before) == "number" == scanner.role(mention.first):
        return "adjacent"
    by_change = scanner.role(before) == "by" and scanner.role(before - 1) == "change"
    if scanner.role(before) == "step" or by_change:
        return "change"
    if scanner.is_plural(before) and (
            scanner.language.is_in(first.text, "age_between") or scanner.text(mention.last - 1) == "+"):
        return "age_limit"
    glued = after < len(scanner.items) and scanner.tokens[scanner.items[after].first]
    return "glued" if glued and glued.glued and glued.kind == "word" else ""


def _counts_one(scanner: Scanner, at: int) -> bool:
    """Say whether one person follows an ordinal, adjectives allowed."""
    for here in range(at, at + _MOST_ADJECTIVES):
        if scanner.role(here) == "person_one":
            return True
        if scanner.role(here) not in ("word", "describing", "person"):
            return False
    return False


def _mark_after_dates(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Refuse the year of "January 5, 2022" and the day of a date in figures."""
    for earlier, mention in zip(mentions, mentions[1:]):
        between = {scanner.text(at) for at in range(earlier.last, mention.first)}
        figures = between <= {"-", "/"} or earlier.refusal == "time" and between == {":"}
        year = between == {","} and mention.lower.n in _YEARS and not _is_counted(scanner, mention)
        if earlier.refusal in ("date", "time") and not mention.hedges and (figures or year):
            mention.refusal = earlier.refusal


def _mark_parts(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Mark "including 19 officers" and "18 of them", and what is joined to such a part."""
    for place, mention in enumerate(mentions):
        before = mention.first - 1
        while scanner.role(before) == "filler":
            before -= 1
        before -= scanner.text(before) == ","
        after = mention.last + (scanner.role(mention.last) in _NOUNS)
        mention.is_part = (scanner.role(before) == "part"
                           or scanner.role(after) == "part" and not _leads(scanner, after)
                           or place > 0 and mentions[place - 1].is_part
                           and _is_joined(scanner, mentions, place))


def _leads(scanner: Scanner, part: int) -> bool:
    """Say whether a part phrase belongs to the number after it."""
    at = part + 1
    while scanner.role(at) in HEDGES_BEFORE or scanner.role(at) == "filler" or scanner.text(at) == ",":
        at += 1
    return scanner.is_quantity(at)


def _is_joined(scanner: Scanner, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether nothing but nouns stands between a part and the next number, which has no measure."""
    between = range(mentions[place - 1].last, mentions[place].first)
    plain = all(
        scanner.role(at) in ("word", "person", "describing", "person_one", "mark") or scanner.is_and(at)
        for at in between)
    return plain and not mentions[place].measures


def is_hard(refusal: str) -> bool:
    """Say whether a refusal of one number refuses the whole phrase."""
    return bool(refusal) and refusal not in SOFT
