"""Find the phrases of a language's data file in the tokens of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reconcile.collect.words import load_words
from reconcile.wording.language import load_language
from reconcile.wording.tokens import Token

GAP = "..."
"""Stands in a phrase for up to five other words: "taken to ... hospital"."""

_WIDEST_GAP = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that stands in a sentence: tokens ``first`` to ``last - 1`` and what it can mean."""

    first: int
    last: int
    meanings: tuple[tuple[str, str], ...]


class Phrases:
    """Phrases by their first word; a word that ends in ``*`` is a stem.

    Parameters
    ----------
    rows : iterable of (str, str, str)
        Role, phrase and value.
    cut : callable
        Cuts a phrase into tokens, as sentences of the language are cut.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]], cut: Callable[[str], list[Token]]) -> None:
        meanings: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for role, phrase, value in rows:
            meaning = role, value
            listed = meanings.setdefault(_cut(phrase, cut), [])
            if meaning not in listed:
                listed.append(meaning)
        self._by_word: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]] = {}
        for words, listed in meanings.items():
            if words:
                self._by_word.setdefault(words[0], []).append((words, tuple(listed)))
        for phrases in self._by_word.values():
            phrases.sort(key=lambda one: (-len(one[0]), one[0]))
        lengths = {len(word) for word in self._by_word if word.endswith("*")}
        self._stems = sorted((length - 1 for length in lengths), reverse=True)

    def at(self, texts: Sequence[str], place: int) -> Found | None:
        """Return the longest phrase that begins at a token; stems give way to whole words of one length."""
        best: tuple[int, tuple[tuple[str, str], ...]] | None = None
        for words, meanings in self._candidates(texts[place]):
            if best is not None and len(words) <= best[0]:
                continue
            if length := _stands(words, texts, place):
                best = length, meanings
        return None if best is None else Found(place, place + best[0], best[1])

    def _candidates(self, text: str) -> Iterable[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]:
        yield from self._by_word.get(text, ())
        for length in self._stems:
            if length <= len(text):
                yield from self._by_word.get(text[:length] + "*", ())

    def all(self, texts: Sequence[str]) -> list[Found]:
        """Return the phrases of a sentence from left to right, none inside another."""
        found, place = [], 0
        while place < len(texts):
            here = self.at(texts, place)
            if here is None:
                place += 1
                continue
            found.append(here)
            place = here.last
        return found

    def keys(self, wanted: Callable[[str, str], bool], *, first: bool = False,
             common: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return one word of each phrase with a wanted role and value: a text without any holds none of them.

        Parameters
        ----------
        wanted : callable
            Takes role and value.
        first : bool
            Take the first word, else the longest, which is the rarest.
        common : frozenset of str
            Words to take only where a phrase has no other.
        """
        return frozenset(words[0] if first else _rarest(words, common) for phrases in self._by_word.values() for words, meanings in phrases
                         if any(wanted(role, value) for role, value in meanings))


def _rarest(words: Sequence[str], common: frozenset[str]) -> str:
    ranked = [(word not in common, len(word), at, word) for at, word in enumerate(words) if word != GAP]
    return max(ranked)[3]


def _stands(words: Sequence[str], texts: Sequence[str], place: int) -> int:
    """Return how many tokens a phrase covers here, 0 if it does not stand here."""
    at = place
    for step, word in enumerate(words):
        if word == GAP:
            further = words[step + 1]
            at = next((here for here in range(at, min(at + _WIDEST_GAP + 1, len(texts)))
                       if _fits(further, texts[here])), len(texts))
            continue
        if at >= len(texts) or not _fits(word, texts[at]):
            return 0
        at += 1
    return at - place


def _fits(word: str, text: str) -> bool:
    return text.startswith(word[:-1]) if word.endswith("*") else text == word


def _cut(phrase: str, cut: Callable[[str], list[Token]]) -> tuple[str, ...]:
    """Cut a phrase into words as sentences are cut; a star glued to a word stays with it."""
    if GAP in phrase:
        before, after = phrase.split(GAP, 1)
        return (*_cut(before, cut), GAP, *_cut(after, cut))
    words: list[str] = []
    for token in cut(phrase):
        if token.text == "*" and token.glued and words:
            words[-1] += "*"
        else:
            words.append(token.text)
    return tuple(words)


def texts_of(tokens: Sequence[Token]) -> list[str]:
    """Return the folded texts of tokens."""
    return [token.text for token in tokens]


@lru_cache(maxsize=None)
def phrases_of(language: str, prefix: str) -> Phrases:
    """Return the phrases of a language whose role begins with a prefix such as ``claim.``."""
    words = load_words(language)
    return Phrases(((role.removeprefix(prefix), phrase, value) for role in words.roles
                   if role.startswith(prefix) for phrase, value in words.rows(role)), load_language(language).cut)
