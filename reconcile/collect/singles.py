"""Keep the bare nouns that count one person in a language without articles: "погибла женщина", not every "женщина"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.phrases import Phrases
from reconcile.wording.language import Language, has_no_articles
from reconcile.wording.scan import Mention

_DONE_TO_ONE = frozenset({
    "killed", "injured", "abducted", "arrested", "detained", "executed", "hospitalised", "died_later",
    "died_in_custody", "missing", "rescued", "brought_in", "intensive_care"})
_BEFORE = ("passive", "middle", "active", "gerund", "participle")
_AFTER = ("passive", "middle", "state")
_NEAR = 3
_LISTED = 6


def without_idle(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str],
                 language: Language) -> list[Mention]:
    """Return the counts without the nouns for one person that nothing was done to here.

    Parameters
    ----------
    mentions : sequence of Mention
        Of a sentence, in order.
    phrases : Phrases
        Rows ``claim.*`` of the language.
    texts : sequence of str
        Tokens of the sentence.
    language : Language

    Returns
    -------
    list of Mention
        All of them in a language with articles. In another a noun stays where a verb done to persons
        touches it, or where it goes on a list that does; one for a person known from before
        (``claim.known``) never does.
    """
    if not has_no_articles(language):
        return list(mentions)
    kept: list[Mention] = []
    for mention in mentions:
        if not _is_bare(mention, texts, language) or not _is_known(mention, phrases, texts) and (
                _follows_verb(mention, phrases, texts) or _precedes_verb(mention, phrases, texts)
                or _goes_on(mention, kept, phrases, texts)):
            kept.append(mention)
    return kept


def _is_bare(mention: Mention, texts: Sequence[str], language: Language) -> bool:
    return mention.lower.rule == "article" and not language.is_in(texts[mention.start], "one_word")


def _is_known(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether a noun is for somebody the reader knows of, or follows its number: "3 сотрудника"."""
    roles = _roles(phrases, texts, mention.end - 1)
    return "known" in roles or mention.start > 0 and texts[mention.start - 1].isdecimal()


def _follows_verb(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether a verb stands before a noun with at most a few words between: "погибла пожилая женщина"."""
    wanted: tuple[str, ...] = _BEFORE
    for at in range(mention.start - 1, max(mention.start - 3 - _NEAR, -1), -1):
        for begin in range(max(at - 3, 0), at + 1):  # the verb may be of several words
            found = phrases.at(texts, begin)
            if found is not None and found.last == at + 1 and _is_done(dict(found.meanings), wanted):
                return True
        if "aux" in _roles(phrases, texts, at):  # "the victim of the attack was a taxi driver"
            wanted = (*_BEFORE, "state")
        if _breaks(phrases, texts, at):
            return False
    return False


def _precedes_verb(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether a verb follows a noun: "мужчина, 45 лет, погиб", "женщина госпитализирована"."""
    at, steps = mention.end, 0
    while at < len(texts) and steps <= _NEAR:
        if texts[at] == ",":  # what is inserted
            at = next((here + 1 for here in range(at + 1, min(at + 8, len(texts))) if texts[here] == ","), len(texts))
            continue
        found = phrases.at(texts, at)
        roles = dict(found.meanings) if found is not None else {}
        if _is_done(roles, _AFTER):
            return True
        if _breaks(phrases, texts, at):
            return False
        at, steps = at + 1 if found is None else found.last, steps + 1
    return False


def _goes_on(mention: Mention, kept: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether a noun goes on a list of those counted, or is named as one of them."""
    before = _roles(phrases, texts, mention.start - 1) if mention.start else {}
    if _follows_part(mention, phrases, texts):
        return True
    joins = "list" in before or mention.start > 0 and texts[mention.start - 1] in (",", ":", "-")
    return joins and bool(kept) and mention.start - kept[-1].end <= _LISTED and not any(
        _is_verb(_roles(phrases, texts, at)) for at in range(kept[-1].end, mention.start))


def _follows_part(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether "including" or "among the dead" stands before a noun, with at most one word between."""
    for begin in range(mention.start - 1, max(mention.start - 6, -1), -1):
        found = phrases.at(texts, begin)
        if found is not None and "part" in dict(found.meanings) and mention.start - 2 <= found.last <= mention.start:
            return "," not in texts[found.last:mention.start]
    return False


def _roles(phrases: Phrases, texts: Sequence[str], at: int) -> dict[str, str]:
    found = phrases.at(texts, at)
    return dict(found.meanings) if found is not None else {}


def _is_done(roles: dict[str, str], wanted: Sequence[str]) -> bool:
    return "nominal" not in roles and any(roles.get(role) in _DONE_TO_ONE for role in wanted)


def _is_verb(roles: dict[str, str]) -> bool:
    return any(role in roles for role in (*_BEFORE, "other", "say", "clause"))


def _breaks(phrases: Phrases, texts: Sequence[str], at: int) -> bool:
    roles = _roles(phrases, texts, at)
    return not texts[at][:1].isalnum() and texts[at] not in ("-", '"', "«", "»", "(", ")") or _is_verb(roles)
