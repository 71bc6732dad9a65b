"""Read a sentence as a string of symbols, one for each word or phrase, so that a grammar is a pattern.

A role of a language's data file has a symbol (a letter); every phrase of the role that stands in the
sentence becomes that symbol. Patterns are then written once, over symbols, and hold for all languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reconcile.collect.words import Words
from reconcile.wording.tokens import fold

UNKNOWN = "x"
NUMBER = "n"
_LONGEST_PHRASE = 10

Phrase = tuple[tuple[str, ...], str, str]
_Beginning = tuple[str, str, Mapping[str, list[Phrase]]]

_WORD = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['-](?!s(?!\w))[^\W\d_]+|\.[^\W\d_]{2,3}(?![^\W_]))*"
_NUMBER = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"


class _Plain(dict[int, str]):
    """Case, accents and odd digits of a character folded, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        base = unicodedata.normalize("NFD", folded)[:1] or folded
        self[code] = base if len(base) == 1 else folded
        return self[code]


_PLAIN = _Plain({ord("—"): "—", ord("–"): "–"})


def plain(text: str) -> str:
    """Fold case, accents, quotes and digits; as long as ``text``."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


@dataclass(slots=True)
class Reading:
    """A sentence in symbols.

    Attributes
    ----------
    sentence, text : str
        As written, and folded.
    symbols : str
        One character for each unit.
    starts, ends : list of int
        Where each unit stands in the sentence.
    values : list of str
        What the data file says of the unit; the folded text of a number, word or mark.
    """

    sentence: str
    text: str
    symbols: str
    starts: list[int]
    ends: list[int]
    values: list[str]

    def words(self, first: int, last: int) -> str:
        """Return the folded text of the units ``first`` to ``last - 1``."""
        return self.text[self.starts[first]:self.ends[last - 1]] if first < last else ""

    def written(self, first: int, last: int) -> str:
        """Return the units as they stand in the sentence."""
        return " ".join(self.sentence[self.starts[first]:self.ends[last - 1]].split()) if first < last else ""


class Lexicon:
    """Phrases that have a symbol.

    Parameters
    ----------
    rows : iterable of (str, str, str)
        Phrase (a ``*`` ends a stem), symbol and value. The first row of a phrase wins.
    weak : str
        Symbols that give way to others for phrases of as many words.
    elisions, clitics : iterable of str
        Short words that are glued to the next one, as ``l'`` in French, or ``و`` in Arabic.
    article : str
        A glued article that may be left out or added at every word of a phrase.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]], weak: str = "", elisions: Iterable[str] = (),
                 clitics: Iterable[str] = (), article: str = "") -> None:
        elided = "|".join(sorted(plain(one) for one in elisions))
        first = rf"(?<![^\W\d_])(?:{elided})(?=[^\W\d_]|$)|" if elided else ""
        self._pattern = re.compile(rf"{first}{_WORD}|{_NUMBER}|'s(?!\w)|[^\w\s]")
        self._clitics = sorted((plain(one) for one in clitics), key=lambda one: (-len(one), one))
        self._article = plain(article)
        self._weak = weak
        self._table: dict[str, list[Phrase]] = {}
        for phrase, symbol, value in rows:
            words = self._bare(self._cut(phrase))
            self._table.setdefault(words[0], []).append((words, symbol, value))
        lengths = {len(word) - 1 for word in self._table if word.endswith("*")}
        self._stems = sorted(lengths, reverse=True)
        self.beginning: Callable[[str], _Beginning] = lru_cache(maxsize=65536)(self._beginning)

    def _cut(self, phrase: str) -> tuple[str, ...]:
        """Cut a phrase as a sentence is cut; the star of a stem stays with its word."""
        words: list[str] = []
        for match in self._pattern.finditer(plain(phrase)):
            text = match.group()
            if text == "*":
                words[-1] += "*"
            else:
                words.append(_undotted(text))
        return tuple(words)

    def _bare(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return words with the article off every one but the first."""
        if not self._article:
            return words
        return words[:1] + tuple(word.removeprefix(self._article) for word in words[1:])

    def _beginning(self, word: str) -> _Beginning:
        """Return the symbol and value of a word alone, and the longer phrases that it can begin."""
        found: list[tuple[int, bool, int, int, Phrase]] = []
        for given, rank in self._forms(word):
            keys = [given, *(given[:length] + "*" for length in self._stems if length <= len(given))]
            for key in keys:
                found += [(-len(phrase[0]), phrase[1] in self._weak, rank, -len(key), phrase)
                          for phrase in self._table.get(key, ())]
        found.sort(key=lambda one: one[:4])
        phrases = [one[4] for one in found]
        by_second: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if len(phrase[0]) > 1:
                second = phrase[0][1]
                by_second.setdefault("" if second.endswith("*") else second, []).append(phrase)
        alone = next((phrase for phrase in phrases if len(phrase[0]) == 1), None)
        return alone[1] if alone else _shape(word), alone[2] if alone else word, by_second

    def _forms(self, word: str) -> list[tuple[str, int]]:
        """Return a word as it stands and without what is glued before it."""
        forms = [(word, 0)]
        for clitic in self._clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                forms.append((word[len(clitic):], 1))
        return forms

    def read(self, sentence: str) -> Reading:
        """Read a sentence as symbols; full stops inside it are left out, for they end abbreviations."""
        text, words, spans = _cut_up(self._pattern, sentence)
        symbols: list[str] = []
        first: list[int] = []
        final: list[int] = []
        values: list[str] = []
        last, beyond, beginning = len(words) - 1, 0, self.beginning
        for at, word in enumerate(words):
            if at < beyond:
                continue
            symbol, value, longer = beginning(word)
            length = 1
            if longer and at < last and (phrase := self._longest(longer, words, at)):
                length, symbol, value = len(phrase[0]), phrase[1], phrase[2]
            elif symbol == "." and at < last:
                continue
            beyond = at + length
            symbols.append(symbol)
            values.append(value)
            first.append(spans[at][0])
            final.append(spans[beyond - 1][1])
        return Reading(sentence, text, "".join(symbols), first, final, values)

    def _longest(self, longer: Mapping[str, list[Phrase]], words: list[str], at: int) -> Phrase | None:
        """Return the longest phrase of several words that begins at a word."""
        best: Phrase | None = None
        here = self._bare(tuple(words[at:at + _LONGEST_PHRASE])) if self._article else words[at:at + _LONGEST_PHRASE]
        for key in (here[1], ""):
            for phrase in longer.get(key, ()):
                if best is not None and len(phrase[0]) <= len(best[0]):
                    break
                if _stands(phrase[0], here):
                    best = phrase
                    break
        return best


def _shape(word: str) -> str:
    if word[0].isalpha():
        return UNKNOWN
    return NUMBER if word[0].isdigit() else word[0]


@lru_cache(maxsize=16)
def _cut_up(pattern: re.Pattern[str], sentence: str) -> tuple[str, list[str], list[tuple[int, int]]]:
    """Return a sentence folded, its words and marks, and where they stand."""
    text = plain(sentence)
    spans = [match.span() for match in pattern.finditer(text)]
    words = [text[start:end] for start, end in spans]
    return text, [_undotted(word) for word in words] if "." in text else words, spans


def _stands(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    if len(phrase) > len(words):
        return False
    return all(word.startswith(given[:-1]) if given.endswith("*") else word == given
               for given, word in zip(phrase[1:], words[1:len(phrase)], strict=True))


def _undotted(word: str) -> str:
    return word.replace(".", "") if len(word) > 1 and word[-1] == "." else word


def glued_of(words: Words) -> tuple[list[str], list[str], str]:
    """Return the elisions, the clitics and the glued article of a language."""
    elisions, clitics = (words.rows(role) for role in ("origin.elision", "origin.clitic"))
    return ([phrase for phrase, _ in elisions], [phrase for phrase, _ in clitics],
            next((phrase for phrase, value in clitics if value == "article"), ""))
