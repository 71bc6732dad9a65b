"""Pass over the sentences that can hold no claim, by a look at their words: most of a text needs no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reconcile.collect.chunk import DONE_TO_PERSONS
from reconcile.collect.phrases import phrases_of
from reconcile.collect.words import load_words
from reconcile.wording.language import load_language
from reconcile.wording.lexicon import rules_of
from reconcile.wording.tokens import fold_word

_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_PLAIN = {code: plain for code in range(0xC0, 0x700) if (plain := fold_word(chr(code))) != chr(code)}
_TRIGGERS = ("participle", "agreeing", "passive", "active", "gerund", "middle", "state", "result", "person", "toll",
             "loss")
_CARRIERS = ("part", "same", "pronoun", "more")
_COUNTING = frozenset({"unit", "teen", "tens", "hundred", "hundreds", "scale", "dozen", "rounded", "collective"})
_COUNTED = frozenset({"zero_word", "zero_before", "zero_both", "unknown"})
_VERBS = ("participle", "agreeing", "passive", "active", "gerund", "middle", "state")
_OPENING = 5


class Words:
    """A set of words and stems to look for; a stem ends in ``*``."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = {max(word.split("'"), key=len) for word in words}  # as the text is cut: "п'ять"
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        stems = {word[:-1] for word in listed if word.endswith("*")}
        self._stems = {length: frozenset(stem for stem in stems if len(stem) == length)
                       for length in sorted({len(stem) for stem in stems})}

    def touch(self, words: Sequence[str]) -> bool:
        """Say whether any of some words is in the set."""
        if not self._whole.isdisjoint(words):
            return True
        return any(not stems.isdisjoint([word[:length] for word in words]) for length, stems in self._stems.items())


def may_claim(text: str, code: str, *, goes_on: bool, is_listed: bool = False) -> bool:
    """Say whether a sentence may hold a claim.

    Parameters
    ----------
    text : str
    code : str
        Language.
    goes_on : bool
        A claim stands shortly before, so that the sentence may go on counting without a trigger.
    is_listed : bool
        The text is an item of a list or a row of a table whose head may say what is counted.
    """
    words = _peeled(_WORDS.findall(text.lower().translate(_PLAIN)), code)
    has_count = bool(_DIGIT.search(text)) or _words(code, "counts").touch(words)
    if has_count and (is_listed or goes_on and _words(code, "carriers").touch(words[:_OPENING])):
        return True
    if not _words(code, "triggers").touch(words):
        return False
    return has_count or _words(code, "persons").touch(words)


def _peeled(words: list[str], code: str) -> list[str]:
    """Return words, and behind each the words that are left when what is written in one piece with it is cut off."""
    sets = load_language(code).sets
    clitics, articles = sets.get("clitic"), tuple(sets.get("article", ()))
    if not clitics:
        return words
    peeled: list[str] = []
    for word in words:
        peeled.append(word)
        for _ in range(3):
            peeled += [word.removeprefix(article) for article in articles if word.startswith(article)]
            if word[0] not in clitics or len(word) < 4:
                break
            word = word[1:]
            peeled.append(word)
    return peeled


def _inflected(words: Iterable[str], code: str) -> Words:
    """Return words to look for, as stems where the language adds endings that the data file leaves out."""
    has_endings = "case_ending" in load_language(code).sets
    return Words(word + "*" if has_endings and not word.endswith("*") else word for word in words)


@lru_cache(maxsize=None)
def _words(code: str, kind: str) -> Words:
    """Return one word of each phrase, the longest that is no common word, so that few sentences hold it."""
    if kind == "counts":
        return _inflected(_count_words(code), code)
    phrases = phrases_of(code, "claim.")
    if kind == "carriers":
        return Words(phrases.keys(lambda role, value: role in _CARRIERS, first=True))
    if kind == "persons":
        return _inflected(phrases.keys(lambda role, value: role in _VERBS and value in DONE_TO_PERSONS,
                                       common=_common(code)), code)
    return _inflected(phrases.keys(lambda role, value: role in _TRIGGERS and value not in ("same", "next", "other"),
                                   common=_common(code)), code)


@lru_cache(maxsize=None)
def _common(code: str) -> frozenset[str]:
    """Return the words that say nothing of a claim: function words and nouns for people."""
    words = load_words(code)
    roles = ("language.stop", "claim.population", "claim.preposition", "claim.connector", "claim.aux",
             "claim.determiner",
             "claim.change")
    return frozenset(word for role in roles for phrase, _ in words.rows(role) for word in [phrase.casefold()])


def _count_words(code: str) -> Iterable[str]:
    """Yield the words that can begin or make a count without digits."""
    language = load_language(code)
    for word, roles in language.numbers.items():
        if not _COUNTING.isdisjoint(roles):
            yield word
    known, common = rules_of("default"), _common(code)
    for listed in language.phrases.values():
        for phrase in listed:
            vague = phrase.role in ("vague", "indefinite") and phrase.value in known
            if phrase.role in _COUNTED or phrase.role == "whole" or vague:
                yield max(phrase.words, key=lambda word: (word not in common, len(word)))
