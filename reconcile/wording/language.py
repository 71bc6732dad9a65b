"""The words of a language, read from its data file.

A language is one file ``data/language_<code>.csv`` with the columns ``role, phrases, value, note``
(alternatives are separated by ``|``, a stem ends in ``*``) and one module that knows how its number
words combine. A role says what a phrase does, so the scanner holds no word of any language.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from reconcile.errors import UsageError
from reconcile.wording.tokens import Token, tokenise

LANGUAGES: tuple[str, ...] = ("en",)
"""BCP 47 codes of the languages that can be read."""

NUMBER_ROLES = frozenset({
    "unit", "teen", "tens", "hundred", "scale", "suffix", "dozen", "and", "one_before", "half", "of",
    "ordinal", "ordinal_suffix",
})
"""Roles of the words that build numbers; all other roles belong to phrases."""

SET_ROLES = frozenset({"year_before", "age_between", "one_word", "state_word"})
"""Roles of words that are looked up beside another role they have."""

_LONGEST_STEM = 20


@dataclass(frozen=True)
class Phrase:
    """A phrase as a sequence of folded words, what it does and its value."""

    words: tuple[str, ...]
    role: str
    value: str


@dataclass
class Language:
    """The words of one language, ready for look-up."""

    code: str
    numbers: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    measures: dict[str, list[Phrase]] = field(default_factory=dict)
    sets: dict[str, set[str]] = field(default_factory=dict)

    def number_role(self, token: Token, role: str) -> Fraction | None:
        """Return the value a word has in a role of :data:`NUMBER_ROLES`, or None."""
        return self.numbers.get(token.text, {}).get(role)

    def is_in(self, text: str, role: str) -> bool:
        """Say whether a word has one of :data:`SET_ROLES`."""
        return text in self.sets.get(role, ())

    def phrase_at(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """Return the longest phrase that begins at a token."""
        return _longest(self.phrases.get(tokens[at].text, ()), tokens, at)

    def measure_at(self, tokens: Sequence[Token], at: int) -> str:
        """Return the measure that a word at a token speaks of, or an empty text."""
        if tokens[at].kind != "word":
            return ""
        text = tokens[at].text
        whole = _longest(self.measures.get(text, ()), tokens, at)
        if whole is not None:
            return whole.value
        for length in range(min(len(text), _LONGEST_STEM), 2, -1):
            if stems := self.measures.get(text[:length] + "*"):
                return stems[0].value
        return ""


def _longest(candidates: Sequence[Phrase], tokens: Sequence[Token], at: int) -> Phrase | None:
    for phrase in candidates:
        here = tuple(token.text for token in tokens[at:at + len(phrase.words)])
        if here == phrase.words:
            return phrase
    return None


@lru_cache(maxsize=None)
def load_language(code: str) -> Language:
    """Read the data file of a language.

    Raises
    ------
    UsageError
        For a language without a data file.
    """
    if code not in LANGUAGES:
        raise UsageError(f"unknown language {code!r}; choose one of: {', '.join(LANGUAGES)}")
    language = Language(code)
    for role, phrase, value in _rows(f"language_{code}.csv"):
        _add(language, role, phrase, value)
    for table in (language.phrases, language.measures):
        for listed in table.values():
            listed.sort(key=lambda phrase: -len(phrase.words))
    return language


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    text = files("reconcile").joinpath("data", name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for phrase in row["phrases"].split("|"):
            yield row["role"], phrase, row["value"]


def _add(language: Language, role: str, text: str, value: str) -> None:
    if role in NUMBER_ROLES:
        language.numbers.setdefault(text, {})[role] = Fraction(value or 0)
    elif role in SET_ROLES:
        language.sets.setdefault(role, set()).add(text)
    else:
        _add_phrase(language, role, text, value)


def _add_phrase(language: Language, role: str, text: str, value: str) -> None:
    table = language.measures if role == "measure" else language.phrases
    words = (text,) if text.endswith("*") else tuple(token.text for token in tokenise(text))
    listed = table.setdefault(words[0], [])
    if any(phrase.words == words for phrase in listed):
        raise ValueError(f"language_{language.code}.csv: the phrase {text!r} is listed twice")
    listed.append(Phrase(words, role, value))
