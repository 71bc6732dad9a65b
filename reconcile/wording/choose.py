"""Choose the one count that a phrase states, or say why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.wording.items import find_measures
from reconcile.wording.judge import is_hard, judge
from reconcile.wording.language import has_no_articles
from reconcile.wording.refusals import SOFT, refusal, rivals
from reconcile.wording.scan import Mention, Quantity, Scanner
from reconcile.wording.whole import is_step, refuse_lost_hedge, refuse_ratio, refuse_whole

_PERSONAL = frozenset({"age", "date", "time", "duration", "name"})
_NOUNS = frozenset({"person", "person_one"})
_NAMING = _NOUNS | {"word", "describing", "of", "number", "refused_after"}
_MOST_DENIED = 6


def choose(scanner: Scanner, wording: str, measure: str | None) -> Mention:
    """Return the count a phrase states.

    Parameters
    ----------
    scanner : Scanner
        The phrase.
    wording : str
        The phrase as given, for the error.
    measure : str or None
        What is counted; decides between several counts.

    Raises
    ------
    WordingError
        When the phrase states no count, several, or something else than a count of persons.
    """
    refuse_whole(scanner, wording)
    mentions = scanner.mentions()
    add_measures(scanner, mentions)
    judge(scanner, mentions)
    if hard := next((mention.refusal for place, mention in enumerate(mentions) if is_hard(mention.refusal)
                     and not is_step(scanner, mention, mentions[place + 1:])), ""):
        raise refusal(wording, hard)
    live = [mention for place, mention in enumerate(mentions)
            if not mention.refusal and not (place and _repeats(scanner, mentions[place - 1], mention))]
    refuse_ratio(scanner, wording, live)
    refuse_lost_hedge(scanner, wording, mentions)
    live += zeros(scanner)
    wordy = indefinites(scanner, mentions)
    add_measures(scanner, sorted(live + wordy, key=lambda mention: mention.first))
    if live:
        return _one(scanner, wording, live, wordy, measure)
    return _without_number(scanner, wording, wordy, [mention.refusal for mention in mentions])


def _repeats(scanner: Scanner, first: Mention, second: Mention) -> bool:
    """Say whether a number in brackets repeats the one before it: "more than 30 (thirty)"."""
    opened = second.first == first.last + 1 and scanner.text(first.last) == "("
    return opened and scanner.text(second.last) == ")" and not second.hedges and (
        (first.lower, first.upper) == (second.lower, second.upper))


def zeros(scanner: Scanner) -> list[Mention]:
    """Return the statements that there were none."""
    found = []
    for at, item in enumerate(scanner.items):
        first, last = at, at + 1 if item.role == "zero_word" else _zero_end(scanner, at)
        if not last and item.role in ("zero_after", "zero_both"):
            first, last = _zero_begin(scanner, at), at + 1
        if last and first >= 0:
            zero = Quantity("zero")
            found.append(Mention(zero, zero, [], first, last, scanner.items[first].first, scanner.items[last - 1].last))
    return found


def _zero_begin(scanner: Scanner, at: int) -> int:
    """Return the noun that "погибших нет" denies, or -1; "о погибших" denies only the news of them."""
    for here in range(at - 1, max(at - 1 - _MOST_DENIED, -1), -1):
        if scanner.role(here) in _NOUNS:
            return -1 if scanner.language.is_in(scanner.text(here - 1), "no_zero") else here
        if scanner.is_quantity(here) or scanner.text(here) in (";", "."):
            return -1
    return -1


def _zero_end(scanner: Scanner, at: int) -> int:
    """Return the item after "no ... deaths", or 0."""
    if scanner.role(at) not in ("zero_before", "zero_both"):
        return 0
    for here in range(at + 1, at + 4):
        if scanner.role(here) in _NOUNS:
            return here + 1
        if scanner.role(here) not in ("word", "describing", "stop"):
            break
    return at + 1 if scanner.value(at) == "alone" and at + 1 == len(scanner.items) else 0


def indefinites(scanner: Scanner, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the words that say only "more than one"."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    found = []
    for at, item in enumerate(scanner.items):
        if item.role in ("indefinite", "some") and item.first not in taken:
            quantity = Quantity("some" if item.role == "some" else item.value)
            found.append(Mention(
                quantity, quantity, [], at, at + 1, item.first, item.last, is_indefinite=True))
    return found


def add_measures(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Give each mention the measures that the words around it name.

    A measure directly before a number ("wounded over 7,000") is that number's, unless an earlier number
    has it; otherwise those between the number and the next one are.
    """
    found = find_measures(scanner.tokens, scanner.language)
    taken: set[int] = set()
    for place, mention in enumerate(mentions):
        begin = mentions[place - 1].end if place else 0
        until = mentions[place + 1].start if place + 1 < len(mentions) else len(scanner.tokens)
        near = [(at, name) for at, name in found if begin <= at < mention.start and at not in taken]
        person = max((item.last for item in scanner.items if item.role == "person_one" and item.last <= mention.start),
                     default=0)
        near = [(at, name) for at, name in near if at >= person] or near  # "killing a man and wounding 5"
        direct = [(at, name) for at, name in near if _touches(scanner, at, mention)]
        after = [(at, name) for at, name in found if mention.end <= at < until]
        if after and place + 1 < len(mentions):
            after = [(at, name) for at, name in after if not _touches(scanner, at, mentions[place + 1])] or (
                [] if direct else after)
        own = [(at, name) for at, name in found if mention.start <= at < mention.end]
        mine = own or (near if direct else []) or after or near
        mention.measures = {name for _, name in mine}
        taken.update(at for at, _ in mine)


def _touches(scanner: Scanner, token: int, mention: Mention) -> bool:
    """Say whether only fillers stand between a measure and a number."""
    between = [item for item in scanner.items if token < item.first < mention.start]
    return all(item.role in ("filler", "of", "part", "from") or scanner.tokens[item.first].text in (":", "-")
               for item in between)


def _one(scanner: Scanner, wording: str, live: list[Mention], wordy: list[Mention],
         measure: str | None) -> Mention:
    """Choose among the counts of a phrase."""
    wholes = [m for m in live if not m.is_part] or live
    current = [m for m in wholes if not m.is_prior] or wholes
    rival_words = [m for m in wordy if m.measures and not any(m.measures & one.measures for one in live)]
    if measure is not None:
        named = ([m for m in current if measure in m.measures]
                 or [m for m in live if measure in m.measures]
                 or [m for m in rival_words if measure in m.measures]
                 or _singles(scanner, live, measure))
        current = named or [m for m in current if not m.measures] or current
        rival_words = []
    if len({m.meaning for m in current}) > 1 or rival_words and any(m.measures for m in current):
        raise rivals(wording, [phrase_of(scanner, wording, m) for m in (*current, *rival_words)])
    if measure is None or measure not in current[0].measures:
        _refuse_unknown_beside(scanner, wording, current[0])
    _refuse_named_beside(scanner, wording, current[0], measure)
    return current[0]


def _singles(scanner: Scanner, live: Sequence[Mention], measure: str) -> list[Mention]:
    """Return the "a man" of "a man was killed and 2 injured" when the measure asked for is his."""
    taken = {at for mention in live for at in range(mention.start, mention.end)}
    ones = [one for at in range(len(scanner.items)) if not scanner.is_quantity(at - 1)
            and (one := article_at(scanner, at)) and one.start not in taken]
    add_measures(scanner, sorted([*ones, *map(replace, live)], key=lambda mention: mention.first))
    return [one for one in ones if measure in one.measures]


def _refuse_unknown_beside(scanner: Scanner, wording: str, mention: Mention) -> None:
    """Refuse "an unknown number of the 300"; "unknown, but at least 11" is read."""
    if any(item.role == "unknown" for item in scanner.items) and not mention.hedges:
        raise rivals(wording, [phrase_of(scanner, wording, mention), "unknown"])


def _refuse_named_beside(scanner: Scanner, wording: str, mention: Mention, measure: str | None) -> None:
    """Refuse "a man and two women" and "two women and a man", which must be added up."""
    if mention.is_part:
        return
    before, after = mention.first - 1, mention.last
    while scanner.role(after) in _NAMING and not scanner.is_and(after):
        after += 1
    joined_before = (scanner.is_and(before) and scanner.role(before - 1) == "person_one"
                     and not scanner.is_quantity(before - 2)
                     and not (measure and scanner.names_measure(before - 1)))
    joined_after = scanner.is_and(after) and (
        scanner.language.is_in(scanner.text(after + 1), "one_word")
        and "person_one" in (scanner.role(after + 2), scanner.role(after + 3))
        or has_no_articles(scanner.language) and scanner.role(after + 1) == "person_one"
        and not (measure and scanner.names_measure(after + 1)))
    if joined_before or joined_after:
        raise refusal(wording, "list")


def phrase_of(scanner: Scanner, wording: str, mention: Mention) -> str:
    """Return the words of a mention as given."""
    return wording[scanner.tokens[mention.start].start:scanner.tokens[mention.end - 1].end]


def _without_number(scanner: Scanner, wording: str, wordy: list[Mention], refused: list[str]) -> Mention:
    """Read a phrase that holds no count in figures or number words."""
    if found := _first(scanner, "unknown") or _no_news(scanner):
        return found
    if any(item.role in ("negation", "zero_before", "zero_both") for item in scanner.items):
        raise refusal(wording, "denied" if wordy else refused[0] if refused else "none")
    if wordy and all(key in SOFT for key in refused):
        return wordy[0]
    if all(key in _PERSONAL for key in refused):
        if found := _article(scanner, wording) or _plural(scanner):
            return found
    raise refusal(wording, refused[0] if refused else "none")


def _first(scanner: Scanner, role: str) -> Mention | None:
    for at, item in enumerate(scanner.items):
        if item.role == role:
            quantity = Quantity(role)
            return Mention(quantity, quantity, [], at, at + 1, item.first, item.last)
    return None


def _no_news(scanner: Scanner) -> Mention | None:
    """Read "данных о погибших нет" as an unknown number."""
    for at, item in enumerate(scanner.items):
        if item.role in ("zero_after", "zero_both") and any(
                scanner.language.is_in(scanner.text(here), "no_zero") for here in range(max(at - _MOST_DENIED, 0), at)):
            unknown = Quantity("unknown")
            return Mention(unknown, unknown, [], at, at + 1, item.first, item.last)
    return None


def _article(scanner: Scanner, wording: str) -> Mention | None:
    """Read "a man was killed" as one person."""
    ones = [at for at, item in enumerate(scanner.items) if item.role == "person_one"]
    if not ones:
        return None
    begin = _article_before(scanner, ones[0])
    if begin is None:
        return None
    if _names_several(scanner, ones):
        raise refusal(wording, "list")
    if has_no_articles(scanner.language):
        if not _is_stated(scanner):
            return None
    elif scanner.role(ones[0] + 1) in ("word", "describing") and not scanner.names_measure(ones[0] + 1):
        return None
    quantity = Quantity("article")
    span = scanner.items[begin].first, scanner.items[ones[0]].last
    return Mention(quantity, quantity, [], begin, ones[0] + 1, *span)


def _names_several(scanner: Scanner, ones: Sequence[int]) -> bool:
    """Say whether persons are named one by one; without articles "погиб мужчина, житель села" is one person."""
    plural = any(scanner.is_plural(at) for at in range(ones[0], len(scanner.items)))
    if not has_no_articles(scanner.language):
        return len(ones) > 1 or plural
    return (len(ones) > 1 or plural) and any(scanner.is_and(at) for at in range(ones[0], len(scanner.items)))


def _is_stated(scanner: Scanner) -> bool:
    """Say whether a phrase without articles names what happened to a person, or nothing but the person."""
    said = any(scanner.names_measure(at) for at in range(len(scanner.items)))
    return said or all(item.role in ("word", "describing", "person_one") for item in scanner.items[:-1])


def article_at(scanner: Scanner, noun: int) -> Mention | None:
    """Return the count of one that ends at a noun for one person, as in "a police officer"."""
    if scanner.role(noun) != "person_one" or scanner.role(noun + 1) == "person_one":
        return None
    begin = _article_before(scanner, noun)
    if begin is None or any(scanner.role(at) == "number" and scanner.value(at + 1) != "age"
                            for at in range(begin + 1, noun)):
        return None
    quantity = Quantity("article")
    return Mention(quantity, quantity, [], begin, noun + 1, scanner.items[begin].first, scanner.items[noun].last)


def _article_before(scanner: Scanner, noun: int) -> int | None:
    if has_no_articles(scanner.language):
        return noun
    for at in range(noun - 1, max(noun - 5, -1), -1):
        if scanner.language.is_in(scanner.text(at), "one_word"):
            return at
        if scanner.role(at) not in ("word", "describing", "number", "refused_after"):
            return None
    return None


def _plural(scanner: Scanner) -> Mention | None:
    """Read "protesters were killed" as more than one."""
    for at, item in enumerate(scanner.items):
        if scanner.is_plural(at):
            rule = item.value or "plural"
            quantity = Quantity(rule)
            return Mention(quantity, quantity, [], at, at + 1, item.first, item.last, is_indefinite=True)
    return None
