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


_Meanings = tuple[tuple[str, str], ...]
_NOTHING: _Meanings = ()


class _Bunch:
    """The phrases that begin with one word, by their second word."""

    def __init__(self) -> None:
        self.alone: _Meanings = _NOTHING
        self.by_second: dict[str, list[tuple[tuple[str, ...], _Meanings]]] = {}
        self.loose: list[tuple[tuple[str, ...], _Meanings]] = []

    def add(self, words: tuple[str, ...], meanings: _Meanings) -> None:
        """File a phrase under how soon it can be told apart: at once, by its second word, or only by looking."""
        if len(words) == 1:
            self.alone = meanings
        elif words[1] == GAP or words[1].endswith("*"):
            self.loose.append((words, meanings))
        else:
            self.by_second.setdefault(words[1], []).append((words, meanings))

    def sort(self) -> None:
        """Put the longer phrases first, so that the first that fits is the longest."""
        for listed in (self.loose, *self.by_second.values()):
            listed.sort(key=lambda one: (-len(one[0]), -sum(map(len, one[0])), one[0]))

    def all(self) -> Iterable[tuple[tuple[str, ...], _Meanings]]:
        """Return every phrase but the single word."""
        return [*self.loose, *(one for listed in self.by_second.values() for one in listed)]

    def longest(self, texts: Sequence[str], place: int) -> tuple[int, _Meanings]:
        """Return how many tokens the longest phrase covers here, and what it means."""
        best, found = (1, self.alone) if self.alone else (0, _NOTHING)
        if place + 1 < len(texts):
            for words, meanings in (*self.by_second.get(texts[place + 1], ()), *self.loose):
                if len(words) > best or GAP in words:
                    reach = _stands(words, texts, place)
                    if reach > best:
                        best, found = reach, meanings
        return best, found


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
        self._by_word: dict[str, _Bunch] = {}
        for words, listed in meanings.items():
            if words:
                self._by_word.setdefault(words[0], _Bunch()).add(words, tuple(listed))
        for bunch in self._by_word.values():
            bunch.sort()
        lengths = {len(word) for word in self._by_word if word.endswith("*")}
        self._stems = sorted((length - 1 for length in lengths), reverse=True)

    def at(self, texts: Sequence[str], place: int) -> Found | None:
        """Return the longest phrase that begins at a token; stems give way to whole words of one length."""
        text = texts[place]
        best, meanings = 0, _NOTHING
        bunch = self._by_word.get(text)
        if bunch is not None:
            best, meanings = bunch.longest(texts, place)
        for length in self._stems:
            if length <= len(text) and (bunch := self._by_word.get(text[:length] + "*")) is not None:
                reach, meant = bunch.longest(texts, place)
                if reach > best:
                    best, meanings = reach, meant
        return Found(place, place + best, meanings) if best else None

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
        return frozenset(words[0] if first else _rarest(words, common) for words, meanings in self._listed()
                         if any(wanted(role, value) for role, value in meanings))

    def _listed(self) -> Iterable[tuple[tuple[str, ...], _Meanings]]:
        for word, bunch in self._by_word.items():
            if bunch.alone:
                yield (word,), bunch.alone
            yield from bunch.all()


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
