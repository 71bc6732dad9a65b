"""The counts of a sentence, those that count no people marked with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunk import MARKS, TRIGGERS
from reconcile.collect.phrases import Phrases, phrases_of, texts_of
from reconcile.collect.singles import without_idle
from reconcile.wording.choose import article_at, indefinites, zeros
from reconcile.wording.items import read_items
from reconcile.wording.judge import judge
from reconcile.wording.language import Language, has_no_articles
from reconcile.wording.lexicon import rules_of
from reconcile.wording.scan import Mention, Quantity, Scanner
from reconcile.wording.tokens import Token

_PROPOSED = frozenset({"numerous", "multiple", "countless", "unknown"})
_NEVER = frozenset({"pair", "plural", "casualties"})
_MANY = 1000
_TRIGGERS = frozenset(TRIGGERS)


def mentions_of(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """Return every count of a sentence, in order and apart, those that count no people marked.

    Parameters
    ----------
    tokens : sequence of Token
    language : Language

    Returns
    -------
    list of Mention
        What the words around a count allow or refuse is settled: the step of "rounded up", the "and" of a list.
    """
    phrases, texts = phrases_of(language.code, "claim."), texts_of(tokens)
    mentions = without_idle(_read(tokens, language), phrases, texts, language)
    _allow_steps(mentions, phrases, texts)
    _allow_longer(mentions, phrases, tokens, language)
    _free_joins(mentions, phrases, texts)
    _free_comparisons(mentions, phrases, texts, language)
    return mentions


def _read(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """Return every count as the words alone have it."""
    scanner = Scanner(tokens, read_items(tokens, language), language, rules_of("default"))
    found = [mention for mention in scanner.mentions() if mention.lower.rule not in _NEVER]
    judge(scanner, found)
    _refuse_shares(scanner, found)
    singles = [one for one in _articles(scanner) if not _has_number(scanner, one, found)]
    found = [mention for mention in found  # the age in "a 24-year-old man"
             if not any(one.start < mention.start and mention.end < one.end for one in singles)]
    some = [one for one in indefinites(scanner, found)
            if one.lower.rule in _PROPOSED
            or one.lower.rule == "some" and scanner.role(one.last) in ("person", "describing")]
    ends = {mention.end for mention in found}
    nobody = [_without_clause(scanner, zero) for zero in zeros(scanner) if zero.start not in ends]
    for extra in (nobody, singles, some):
        taken = [(mention.start, mention.end) for mention in found]
        found += [mention for mention in extra
                  if not any(mention.start < end and start < mention.end for start, end in taken)]
    return sorted(found, key=lambda mention: mention.start)


def _without_clause(scanner: Scanner, zero: Mention) -> Mention:
    """Keep only "nobody" of "people were detained, nobody was hurt"."""
    words = [at for at in range(zero.first, zero.last) if scanner.role(at) == "zero_word"]
    if words and any(scanner.text(at) == "," for at in range(zero.first, zero.last)):
        zero.first, zero.last = words[-1], words[-1] + 1
        zero.start, zero.end = scanner.items[words[-1]].first, scanner.items[words[-1]].last
    return zero


def _has_number(scanner: Scanner, single: Mention, found: Sequence[Mention]) -> bool:
    """Say whether a noun without an article has its number before it, with up to two words in between."""
    begin = single.first
    while has_no_articles(scanner.language) and single.first - begin < 3:
        if any(mention.last == begin and mention.refusal != "ordinal" for mention in found):
            return True
        if scanner.text(begin - 1) in MARKS or scanner.role(begin - 1) not in (
                "word", "describing", "person_one", "part"):
            return False
        verb = phrases_of(scanner.language.code, "claim.").at(texts_of(scanner.tokens), scanner.items[begin - 1].first)
        if verb is not None and not {"active", "passive", "middle"}.isdisjoint(dict(verb.meanings)):
            return False
        begin -= 1
    return False


def _refuse_shares(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Mark percentages, rates, multiples and ranks, which a phrase would be refused for as a whole."""
    for first, second in zip(mentions, mentions[1:]):
        if second.first - first.last == 1 and scanner.role(first.last) == "in" and (
                first.lower.n or _MANY) < (second.lower.n or 0) <= _MANY:  # "one in seven"
            first.refusal = second.refusal = first.refusal or "share"
    for mention in mentions:
        if mention.lower.rule == "ordinal":
            mention.refusal = "ordinal"
        if _is_age_of(scanner, mention):
            mention.refusal = mention.refusal or "age"
        for at in (mention.last, mention.first - 1):
            if scanner.role(at) == "share" and not mention.refusal:
                mention.refusal = scanner.value(at)
        if scanner.role(mention.last) in ("person", "person_one") and scanner.role(mention.last + 1) == "share" and (
                scanner.value(mention.last + 1) == "rate") and not mention.refusal:
            mention.refusal = "rate"  # "17,000 deaths yearly"
        if scanner.role(mention.last) == "ratio" and not mention.refusal:
            mention.refusal = "share"
        after = scanner.tokens[mention.end] if mention.end < len(scanner.tokens) else None
        if after is not None and after.hyphened and after.kind == "word" and not mention.refusal and (
                not scanner.language.is_in(after.text, "case_ending")):
            mention.refusal = "thing"  # "a 140-page report"


def _is_age_of(scanner: Scanner, mention: Mention) -> bool:
    """Say whether a number is the age in "a firefighter of 24"."""
    person = mention.first - 2
    return (scanner.role(mention.first - 1) == "of_all" and scanner.role(person) == "person_one"
            and not scanner.names_measure(person) and 10 <= (mention.lower.n or 0) <= 110)


def _articles(scanner: Scanner) -> list[Mention]:
    """Return "a man", "a police officer": one person each; not "one, a woman in her thirties"."""
    found = (article_at(scanner, at) for at in range(len(scanner.items))
             if scanner.role(at) == "person_one" and not (
                 scanner.role(at + 1) == "word" and scanner.names_measure(at)))  # "a detention system"
    return [one for one in found if one is not None
            and not (scanner.text(one.first - 1) == "," and scanner.role(one.first - 2) in ("number", "person_one"))]


def _allow_steps(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> None:
    """Let "rounded up 17 suspects" count, where the step belongs to the verb, and "250 inhabitants were evacuated"."""
    for mention in mentions:
        if mention.refusal == "negative":
            mention.refusal = ""  # a dash before a count of persons: "5 muertos —3 en la costa—"
        before = phrases.at(texts[:mention.start], mention.start - 1) if mention.start else None
        if mention.refusal == "zero_first":
            _read_padded(mention, phrases, texts)
        after = phrases.at(texts, mention.end) if mention.refusal == "thing" and mention.end < len(texts) else None
        if after is not None and after.last > mention.end + 1 and "result" in dict(after.meanings):
            mention.refusal = ""  # "12 cases of torture"
        if mention.refusal == "population" and (
                before is None or {"preposition", "connector", "same"}.isdisjoint(dict(before.meanings))):
            mention.refusal = ""
        if mention.refusal == "change" and mention.start >= 2:
            found = phrases.at(texts[:mention.start], mention.start - 2)
            if found is not None and found.last == mention.start and not _TRIGGERS.isdisjoint(dict(found.meanings)):
                mention.refusal = ""


def _read_padded(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> None:
    """Read "02 morts" as two where a noun for persons follows at once."""
    text = texts[mention.start]
    noun = phrases.at(texts, mention.end) if mention.end < len(texts) else None
    if mention.end - mention.start != 1 or len(text) != 2 or not text.isdecimal() or noun is None:
        return
    if not {"result", "person", "population"}.isdisjoint(dict(noun.meanings)):
        mention.lower = mention.upper = Quantity("exact", int(text))
        mention.refusal = ""


def _allow_longer(
        mentions: Sequence[Mention], phrases: Phrases, tokens: Sequence[Token], language: Language) -> None:
    """Let "230 school pupils" count: the thing is only a word of a longer phrase for persons or of a verb."""
    texts = [token.text for token in tokens]
    for mention in mentions:
        if mention.refusal != "thing":
            continue
        for at in range(mention.end, min(mention.end + 4, len(texts))):
            listed = language.phrase_at(tokens, at)
            if listed is not None and listed.role == "refused_after":
                found = phrases.at(texts, at)
                roles = set(dict(found.meanings)) if found is not None and found.last - found.first > 1 else set()
                if roles & {*_TRIGGERS, "population"}:
                    mention.refusal = ""
                break


def _free_joins(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> None:
    """Leave the "and" of "and more than 1,400" to the list."""
    for mention in mentions:
        found = phrases.at(texts[:mention.start + 1], mention.start)
        if found is not None and "list" in dict(found.meanings) and mention.end - mention.start > 1:
            mention.start += 1


def _free_comparisons(
        mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str], language: Language) -> None:
    """Read 31 in "lower than the 31 deaths counted before": it is compared with another figure, not bounded."""
    for mention in mentions:
        if mention.hedges not in (["less_than"], ["more_than"]) or mention.lower is not mention.upper:
            continue
        verb = phrases.at(texts[:mention.end], mention.start)
        if verb is not None and "change" in dict(verb.meanings):
            continue  # "supera los 300" does bound it
        articles = [at for at in range(mention.start + 1, mention.end) if language.is_in(texts[at], "the_word")]
        if articles:
            mention.hedges, mention.start = [], articles[-1] + 1
