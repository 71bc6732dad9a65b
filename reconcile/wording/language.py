"""The words of a language, read from its data file.

A language is one file ``data/language_<code>.csv`` with the columns ``role, phrases, value, note``
(alternatives are separated by ``|``, a stem ends in ``*``) and one module that knows how its number
words combine. A role says what a phrase does, so the scanner holds no word of any language. Roles with a
dot in them are for finding claims in documents and are read by :mod:`reconcile.collect`.

Rows of the role ``setting`` give the ``name``, the ``script`` and the ``grammar`` (the module that reads
numbers), and say what is usual in the language:

``decimal, dot``
    ``comma``: 1,5 is a decimal. ``thousands``: 3.649 is 3649, ``unscaled``: only where no scale follows.
``articles``
    ``none``: a bare singular for a person counts one.
``half, inversion``
    ``about``: half a thousand, and a scale before its number ("тысяч пять"), are estimates.
``hyphen``
    ``name``: a number hyphened to the word before it is part of a name.
``accents``
    ``foreign``: accented letters in a phrase without a word of the language are another language's.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

from reconcile.errors import UsageError
from reconcile.wording.tokens import Token, fold_word, tokenise

_DATA = files("reconcile").joinpath("data")

LANGUAGES: tuple[str, ...] = tuple(sorted(
    entry.name.removeprefix("language_").removesuffix(".csv")
    for entry in _DATA.iterdir() if entry.name.startswith("language_")))
"""BCP 47 codes of the languages that can be read: those with a data file."""

NUMBER_ROLES = frozenset({
    "unit", "teen", "tens", "hundreds", "hundred", "scale", "suffix", "dozen", "rounded", "whole", "alone",
    "abbreviation", "ending", "dual", "and", "and_list", "and_tens", "and_more", "one_before", "with", "half",
    "half_after", "of", "ordinal", "ordinal_suffix",
})
"""Roles of the words that build numbers; all other roles belong to phrases."""

SET_ROLES = frozenset({
    "year_before", "age_between", "one_word", "state_word", "genitive", "to_word", "inverted", "no_zero", "of_word",
    "clitic", "article", "elided", "case_ending", "hedging_ending", "from_after", "the_word", "limit_of_age",
})
"""Roles of words that are looked up beside another role they have."""

_SHORTEST_STEM = 2


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
    settings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    compounds: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    measures: dict[str, list[Phrase]] = field(default_factory=dict)
    sets: dict[str, set[str]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    begins: set[str] = field(default_factory=set)
    stems: list[int] = field(default_factory=list)

    def cut(self, text: str) -> list[Token]:
        """Cut a text into tokens, and its words into their parts where the grammar of the language asks for it.

        The grammar module may hold a function ``split(tokens, language)`` for that; the phrases of the
        data file are cut in the same way, so that a phrase is found however its words are inflected.
        """
        tokens = tokenise(text, self.settings.get("script", "latin"))
        split = _splitter(self.settings.get("grammar", ""))
        return tokens if split is None else split(tokens, self)

    def knows(self, word: str) -> bool:
        """Say whether a word, or a stem of it, is listed by itself in the data file."""
        return word in self.known or any(
            word[:length] + "*" in self.known for length in range(_SHORTEST_STEM, len(word) + 1))

    def number_role(self, token: Token, role: str) -> Fraction | None:
        """Return the value a word has in a role of :data:`NUMBER_ROLES`, or None."""
        return self.numbers.get(token.text, {}).get(role)

    def compound_at(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many tokens the longest number word of several words takes here, 0 for none."""
        for words in self.compounds.get(tokens[at].text, ()):
            if tuple(token.text for token in tokens[at:at + len(words)]) == words:
                return len(words)
        return 0

    def is_in(self, text: str, role: str) -> bool:
        """Say whether a word has one of :data:`SET_ROLES`."""
        return text in self.sets.get(role, ())

    def phrase_at(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """Return the longest phrase that begins at a token."""
        return _find(self.phrases, self.stems, tokens, at)

    def measure_at(self, tokens: Sequence[Token], at: int) -> str:
        """Return the measure that a word at a token speaks of, or an empty text."""
        if tokens[at].kind != "word":
            return ""
        found = _find(self.measures, self.stems, tokens, at)
        return found.value if found is not None else ""


def has_no_articles(language: Language) -> bool:
    """Say whether a bare singular means one person, as in "погиб мужчина"."""
    return language.settings.get("articles") == "none"


def _find(table: dict[str, list[Phrase]], lengths: Sequence[int], tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the longest phrase at a token; of equally long ones a whole word, then the longest stem."""
    text = tokens[at].text
    best = _longest(table[text], tokens, at) if text in table else None
    if tokens[at].kind != "word":
        return best
    for length in lengths:
        stems = table.get(text[:length] + "*") if length <= len(text) else None
        found = _longest(stems, tokens, at) if stems else None
        if found is not None and (best is None or len(found.words) > len(best.words)):
            best = found
    return best


def _longest(candidates: Sequence[Phrase], tokens: Sequence[Token], at: int) -> Phrase | None:
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    for phrase in candidates:
        words = phrase.words
        if len(words) == 1:
            return phrase
        if (words[1] == following or words[1][-1] == "*" and _is_word(words[1], following)) and all(
                at + place < len(tokens) and _is_word(words[place], tokens[at + place].text)
                for place in range(2, len(words))):
            return phrase
    return None


def _is_word(word: str, text: str) -> bool:
    """Say whether a token is a word of a phrase, or begins with its stem."""
    return text.startswith(word[:-1]) if word[-1] == "*" and len(word) > 1 else text == word


@lru_cache(maxsize=None)
def _splitter(grammar: str) -> Callable[[list[Token], Language], list[Token]] | None:
    """Return the function that cuts words into their parts, None for a grammar without one."""
    module = import_module(f"reconcile.wording.{grammar}") if grammar else None
    return getattr(module, "split", None)


def language_of(tag: str) -> str:
    """Return the language with a data file that a BCP 47 tag names; its script and region play no part.

    Raises
    ------
    UsageError
        For a language without a data file.

    Examples
    --------
    >>> language_of("uk-UA")
    'uk'
    """
    code = tag.replace("_", "-").split("-")[0].lower()
    if code not in LANGUAGES:
        raise UsageError(f"unknown language {tag!r}; choose one of: {', '.join(LANGUAGES)}")
    return code


@lru_cache(maxsize=None)
def load_language(code: str) -> Language:
    """Read the data file of a language.

    Raises
    ------
    UsageError
        For a language without a data file.
    """
    language = Language(language_of(code))
    rows = list(_rows(f"language_{code}.csv"))
    for role, phrase, value in rows:
        if role != "setting" and "." not in role:
            _know(language, role, _starred(tokenise(phrase)))
        if role == "setting" or role in SET_ROLES:
            _add(language, role, phrase, value)
    if language.sets.get("clitic"):
        _know_claims(language, rows)
    for role, phrase, value in rows:  # the phrases last: how they are cut depends on all that is above
        if role != "setting" and role not in SET_ROLES:
            _add(language, role, phrase, value)
    for table in (language.phrases, language.measures):
        for listed in table.values():
            listed.sort(key=lambda phrase: -len(phrase.words))
    starred = {len(word) - 1 for table in (language.phrases, language.measures) for word in table if word.endswith("*")}
    language.stems = sorted(starred, reverse=True)
    return language


def _know(language: Language, role: str, words: Sequence[str]) -> None:
    """Note a phrase of one word with its role, and the first word of a longer one."""
    if len(words) > 1:
        language.begins.add(words[0])
    elif role not in SET_ROLES or words[0] not in language.known:
        language.known[words[0]] = role


def _know_claims(language: Language, rows: Iterable[tuple[str, str, str]]) -> None:
    """Note the words of claims, so that what is written in one piece with them is cut off."""
    articles = tuple(language.sets.get("article", ()))
    for role, phrase, _ in rows:
        words = _starred(tokenise(phrase)) if role.startswith(("claim.", "status.")) else []
        if len(words) == 1 and words[0].startswith(articles):
            words = [next(words[0].removeprefix(article) for article in articles if words[0].startswith(article))]
        if len(words) == 1:
            language.known.setdefault(words[0], role)
        elif words:
            language.begins.add(words[0])


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for phrase in row["phrases"].split("|"):
            yield row["role"], phrase, row["value"]


def _add(language: Language, role: str, text: str, value: str) -> None:
    if role == "setting":
        language.settings[text] = value
    elif "." in role:
        return  # roles such as claim.verb belong to reconcile.collect
    elif role in NUMBER_ROLES:
        _add_number(language, role, fold_word(text), Fraction(value or 0))
    elif role in SET_ROLES:
        language.sets.setdefault(role, set()).add(fold_word(text))
    else:
        _add_phrase(language, role, text, value)


def _add_number(language: Language, role: str, text: str, value: Fraction) -> None:
    language.numbers.setdefault(text, {})[role] = value
    if " " in text:
        parts = tuple(text.split())
        language.compounds.setdefault(parts[0], []).append(parts)
        language.compounds[parts[0]].sort(key=len, reverse=True)


def _add_phrase(language: Language, role: str, text: str, value: str) -> None:
    table = language.measures if role == "measure" else language.phrases
    words = tuple(_starred(language.cut(text)))
    listed = table.setdefault(words[0], [])
    same = next((phrase for phrase in listed if phrase.words == words), None)
    if same is not None and (same.role, same.value) != (role, value):
        raise ValueError(f"language_{language.code}.csv: the phrase {text!r} is listed twice")
    if same is None:  # two inflections of one phrase may be cut into the same words
        listed.append(Phrase(words, role, value))


def _starred(tokens: Sequence[Token]) -> list[str]:
    """Return the words of a phrase of the data file; a star belongs to the stem before it."""
    words: list[str] = []
    for token in tokens:
        if token.text == "*" and token.glued and words:
            words[-1] += "*"
        else:
            words.append(token.text)
    return words
