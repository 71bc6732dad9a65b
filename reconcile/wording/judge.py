"""Tell counts of persons from dates, ages, sums of money, ranks, parts and earlier figures."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.wording.language import has_no_articles
from reconcile.wording.refusals import SOFT
from reconcile.wording.scan import HEDGES_BEFORE, Mention, Scanner

_YEARS = range(1900, 2100)
_MOST_ADJECTIVES = 3
_MOST_VERBS = 3
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
        mention.is_prior = _is_after_prior(scanner, mention) or _begins_with_from(scanner, mention)
    _mark_after_dates(scanner, mentions)
    _mark_parts(scanner, mentions)


def _is_after_prior(scanner: Scanner, mention: Mention) -> bool:
    """Say whether "instead of the" stands before a mention."""
    before = mention.first - 1
    while scanner.role(before) == "filler":
        before -= 1
    return scanner.role(before) == "prior"


def _begins_with_from(scanner: Scanner, mention: Mention) -> bool:
    """Say whether "from 70" gives the figure before a change: a verb or another figure stands before it."""
    begin = mention.first - (scanner.role(mention.first - 1) == "from")
    if mention.lower is not mention.upper or scanner.role(begin) != "from" or any(
            scanner.role(at) == "to" or scanner.language.is_in(scanner.text(at), "to_word")
            for at in range(begin + 1, mention.last)):
        return False
    return any(scanner.role(at) in ("change", "number", "vague") for at in range(begin))


def _neighbour_refusal(scanner: Scanner, mention: Mention) -> str:
    """Return the refusal that the words beside a number ask for."""
    core = _core_start(scanner, mention)
    for at in (mention.first - 1, core - 1):
        if scanner.role(at) in ("refused_before", "refused_both") and not _is_far(scanner, at):
            return scanner.value(at)
    if scanner.role(mention.last) in ("refused_after", "refused_both") and not (
            scanner.value(mention.last) == "thing" and scanner.role(mention.last + 1) == "person"):
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
            return "" if scanner.role(at + 1) == "person" else scanner.value(at)  # "nine family members"
        if role == "person_one" and mention.lower.n == 1:
            return ""  # "one policeman sustained a bullet wound"
        if role not in ("word", "describing", "person_one", "of") or has_no_articles(scanner.language) and (
                role == "person_one" or scanner.names_measure(at)):
            return ""  # without articles the singular is the counted noun itself
    return ""


def _date_refusal(scanner: Scanner, mention: Mention) -> str:
    before, after = scanner.role(mention.first - 1), scanner.role(mention.last)
    n = mention.lower.n
    if n is None or mention.hedges and not (mention.hedges == ["up_to"] and after == "month"):  # "until 5 May"
        return ""
    day_first = scanner.language.settings.get("dates") == "day_first"
    digits = scanner.role(mention.first) == "number" and scanner.tokens[mention.start].kind == "number"
    if after == "month" or before in ("month", "weekday") and digits and not day_first and (
            not _is_counted(scanner, mention)):
        return "date"
    is_verb = scanner.role(mention.last + 1) in ("stop", "word")
    if n <= 31 and "month_modal" in (before, after) and not is_verb:
        return "date"
    if after == "decade" or _is_year(scanner, mention):
        return "date"
    return _mark_refusal(scanner, mention)


def _is_counted(scanner: Scanner, mention: Mention) -> bool:
    role = scanner.role(mention.last)
    return role == "person" or role == "person_one" and has_no_articles(scanner.language)


def _is_year(scanner: Scanner, mention: Mention) -> bool:
    """Say whether a bare number from 1900 to 2099 stands where a year does."""
    items = scanner.items[mention.first:mention.last]
    texts = [scanner.tokens[item.first].text for item in items if item.role == "number"]
    if not all(len(text) == 4 and text.isdecimal() and int(text) in _YEARS for text in texts) or not texts:
        return False
    if len(texts) == 2:
        return True
    begins = scanner.role(mention.first) in ("from", "between") or scanner.role(mention.first - 1) == "month" or (
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
    tied = first.glued or first.hyphened and scanner.language.settings.get("hyphen") == "name"
    return "name" if tied and before.isalpha() else ""


def _other_refusal(scanner: Scanner, mention: Mention) -> str:
    """Return the hard refusals, and the ranks among the ordinals."""
    before, after = mention.first - 1, mention.last
    first = scanner.tokens[scanner.items[mention.first].first]
    if scanner.text(before) == "-" and scanner.tokens[scanner.items[before].first + 1].glued and (
            not scanner.tokens[scanner.items[before].first].glued):
        return "negative"
    if _is_denied(scanner, before):
        return "denied"
    if mention.hedges and scanner.role(before) == "word" and scanner.role(before - 1) in ("negation", "zero_before"):
        return "denied"  # "did not kill more than 5" is not more than 5
    if scanner.role(after) == "number" or (
            scanner.role(before) == "number" == scanner.role(mention.first)
            and scanner.tokens[scanner.items[before].first].kind == first.kind):
        return "adjacent"
    by_change = scanner.role(before) == "by" and scanner.role(before - 1) == "change"
    if scanner.role(before) == "step" or by_change:
        return "change"
    if scanner.is_plural(before) and (
            scanner.language.is_in(first.text, "age_between") or scanner.text(mention.last - 1) == "+"):
        return "age_limit"
    glued = after < len(scanner.items) and scanner.tokens[scanner.items[after].first]
    return "glued" if glued and glued.glued and glued.kind == "word" else ""


def _is_denied(scanner: Scanner, before: int) -> bool:
    """Say whether a negation stands before a number, or before its verb: "no murieron 17"."""
    for at in range(before, before - _MOST_VERBS - 1, -1):
        if scanner.role(at) in ("negation", "zero_before", "zero_both"):
            return at == before or scanner.role(at) == "negation"
        if scanner.role(at) not in ("stop", "to") and not scanner.names_measure(at):
            return False
    return False


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
        glued = all(scanner.tokens[scanner.items[at].first].glued for at in range(earlier.last, mention.first))
        figures = bool(between) and between <= {"-", "/"} and glued or earlier.refusal == "time" and between == {":"}
        year = between == {","} and mention.lower.n in _YEARS and not _is_counted(scanner, mention)
        if earlier.refusal in ("date", "time") and not mention.hedges and (figures or year):
            mention.refusal = earlier.refusal
    _mark_days(scanner, mentions)


def _mark_days(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Refuse the 20 of "20 and 21 March" and the 3 of "3 and 5 years"."""
    for mention, later in zip(reversed(mentions[:-1]), reversed(mentions)):
        between = range(mention.last, later.first)
        joined = all(scanner.is_and(at) or scanner.text(at) == "," for at in between)
        day = later.refusal == "date" and (mention.lower.n or 99) <= 31
        if joined and not mention.hedges and (day or later.refusal in ("age", "duration", "measure", "money")):
            mention.refusal = later.refusal


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
