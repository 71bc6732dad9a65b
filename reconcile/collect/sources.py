"""The names of those who count: which words of a sentence are a source, and of which type.

The grammar is a set of patterns over the symbols of :mod:`reconcile.collect.lexemes`; every word is a row
of ``data/language_<code>.csv`` with a role ``origin.*``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reconcile.collect.lexemes import Lexicon, Reading, glued_of, plain
from reconcile.collect.words import Words, load_words
from reconcile.wording.language import load_language

SYMBOLS = {
    "origin.cue": "k", "origin.citing": "K", "origin.behind": "p", "origin.citing_behind": "P", "origin.say": "s",
    "origin.report": "w", "origin.claim": "y", "origin.claim_not": "Y", "origin.tell": "T", "origin.quoted": "Q",
    "origin.as_saying": "R", "origin.pronoun": "o", "origin.relative": "r", "origin.split": "l",
    "origin.article": "d", "origin.of": "j", "origin.official": "O", "origin.body": "b", "origin.head": "h",
    "origin.listener": "v", "origin.manner": "m", "origin.figures": "f", "origin.compiled": "c", "origin.show": "S",
    "origin.skip": "u", "origin.be": "e", "origin.by": "g", "origin.in": "i", "origin.and": "a", "origin.stop": "z",
    "origin.saying": "N", "origin.each": "E", "origin.that": "q", "origin.said": "D", "origin.to": "A",
    "origin.cue_pronoun": "B", "origin.decided": "L",
    "date.month": "t", "date.weekday": "t", "date.relative": "t", "date.overnight": "t", "date.part": "t",
    "date.unit": "t",
}
"""The symbol of each role; the first role of a phrase in this order is the one it has here."""

_NUMBERS = ("unit", "teen", "tens", "hundred", "scale", "dozen")
_CLAIMS = ("claim.participle", "claim.active", "claim.gerund", "claim.middle", "claim.state", "claim.result",
           "claim.other")
_NOUN = "[bhCO]"
_REST = {
    "": r"(?:[bhCO]|'(?=x{0,2}[bhC])|x(?=[bh]))*",
    "after": r"(?:[bhCO]|x(?=[bhCO])|x(?![suweT]))*",
    "loose": r"(?:[bhCOxd]|-(?=[bhCOx]))*",
}
_STOP = r"[.,;:\-\")]|$"
_BRACKETS = re.compile(r"\([bhCxdj]{1,5}\)|[\"«“„](?=[bhC][bhCxj]{0,4}[\"»”“])|(?<=[bhCx])[\"»”“](?!$)")
_MARKS = re.compile("[(«“„\"]")
_NAMED = re.compile(r"(?<=h)x{1,3}(?=[suwT,.]|$)|(?<=b)x{1,2}(?=[swT])")
_REPORT = re.compile(r"(?<=d)w")
_DASHES = str.maketrans("—–", "--")
_EDGE = r"(?:^|(?<=[,;:\"«»“”—\-(alrqKmtk]))"


@dataclass(frozen=True)
class Grammar:
    """The patterns of one language.

    Attributes
    ----------
    lexicon : Lexicon
    right : Pattern
        A name that begins at a place.
    weak_right : Pattern
        Unknown words that must be a name because of what stands before them.
    left, clause, tail, weak_left : Pattern
        A name that ends at a place: by its form, as all there is in its clause, its last words only, and of
        unknown words.
    order : str
        ``vso`` where the verb comes before its subject, ``sov`` where it ends the sentence, ``free`` or empty.
    acronyms : dict of str to str
        Types by names in capitals.
    anaphors : frozenset of str
        Nouns that stand for a source named before.
    articles : bool
        They do so only after a definite article.
    """

    lexicon: Lexicon
    right: re.Pattern[str]
    weak_right: re.Pattern[str]
    left: re.Pattern[str]
    clause: re.Pattern[str]
    tail: re.Pattern[str]
    weak_left: re.Pattern[str]
    order: str
    acronyms: dict[str, str]
    anaphors: frozenset[str]
    articles: bool


@lru_cache(maxsize=None)
def grammar_of(code: str) -> Grammar:
    """Build the patterns of a language from the rows of its data file."""
    words = load_words(code)
    settings = dict(words.rows("origin.setting"))
    noun = _NOUN + _REST[settings.get("adjectives", "")]
    before = r"(?:x'?|z(?=[bh])){0,4}"
    unit = rf"(?:(?:dnx)?d?{before}{noun})"
    of = rf"(?:j[dr]?n?(?:{before}{noun}|x{{1,2}}))"
    of_left = rf"(?:j[dr]?n?(?:{before}{noun}x?|[xz]{{1,2}}))"
    at = rf"(?:[iA]d?n?x{{0,3}}[hC]{{0,3}}b{_REST[settings.get('adjectives', '')]})"
    name = rf"{unit}(?:{of}|{at})*"
    begun = rf"(?:(?:{_EDGE}d?{before}|d(?:nx)?{before}|(?<![ijbhCOx'])){noun})"
    place = r"(?:id?[xC]{1,3})?"
    article = "d?" if settings.get("articles") == "no" else "d"
    return Grammar(
        _lexicon(words),
        re.compile(rf"{name}(?:a{name}(?![suweQT]))?"),
        re.compile(rf"(?:dx?[x']{{1,3}}|x{{1,4}})(?={_STOP}|[aiztKkmnrYEd])|{article}x{{0,2}}f(?={_STOP}|r)"),
        re.compile(rf"{begun}(?:{of_left}|{at})*{place}(?:,?a{name})?{place}$"),
        re.compile(rf"{_EDGE}(?=[^,]*[bhCO])d?[xbhCO']{{1,8}}$"),
        re.compile(rf"{noun}(?:{of_left}|{at})*$"),
        re.compile(rf"(?:{_EDGE}d?|d)(?:x{{1,4}}(?:{of})?|x{{0,2}}f)$"),
        settings.get("order", ""),
        dict(words.rows("origin.acronym")),
        frozenset(plain(phrase) for phrase, _ in words.rows("origin.anaphor")), settings.get("articles") != "no")


def _lexicon(words: Words) -> Lexicon:
    rows = [(phrase, symbol, value) for role, symbol in SYMBOLS.items() for phrase, value in words.rows(role)]
    language = load_language(words.code)
    rows += [(word, "n", word) for word, roles in language.numbers.items()
             if any(role in roles for role in _NUMBERS)]
    named = {phrase for phrase, symbol, _ in rows if symbol in "bh"}
    rows += [(" ".join(phrase.words), "n", phrase.value) for listed in language.phrases.values()
             for phrase in listed if phrase.role == "vague" or phrase.role.startswith("hedge")
             if any(word[0].isalpha() for word in phrase.words) and named.isdisjoint(phrase.words)]
    rows += [(phrase, "z", "") for role in _CLAIMS for phrase, _ in words.rows(role) if " " not in phrase]
    return Lexicon(rows, "nz", *glued_of(words))


def read_sources(sentence: str, grammar: Grammar) -> Reading:
    """Read a sentence as symbols, names in capitals told from other unknown words."""
    reading = grammar.lexicon.read(sentence)
    reading.symbols = _REPORT.sub("f", _capitals(sentence, reading, grammar).translate(_DASHES))
    if _MARKS.search(reading.symbols):
        _without_brackets(reading)
    return reading


def _without_brackets(reading: Reading) -> None:
    """Leave out short forms in brackets, and the quotation marks of names."""
    gone = {at for match in _BRACKETS.finditer(reading.symbols) for at in range(*match.span())}
    keep = [at for at in range(len(reading.symbols)) if at not in gone]
    reading.symbols = "".join(reading.symbols[at] for at in keep)
    for listed in (reading.starts, reading.ends):
        listed[:] = [listed[at] for at in keep]
    reading.values[:] = [reading.values[at] for at in keep]


def _capitals(sentence: str, reading: Reading, grammar: Grammar) -> str:
    """Mark unknown words in capitals as names, where capitals tell anything."""
    shape = [sentence[start].isupper() for start in reading.starts]
    words = [is_capital for is_capital, symbol in zip(shape, reading.symbols, strict=True)
             if symbol.isalpha() and symbol != "n"]
    if all(words) or not any(words[1:]):
        return _NAMED.sub(lambda match: "C" * len(match[0]), reading.symbols)
    symbols = list(reading.symbols)
    for at, is_capital in enumerate(shape):
        if not is_capital:
            continue
        if symbols[at] == "x" or symbols[at] in "fswyuz" and at and symbols[at - 1] == "C":
            symbols[at] = "C"
        elif symbols[at] != "b" and (kind := grammar.acronyms.get(sentence[reading.starts[at]:reading.ends[at]])):
            symbols[at], reading.values[at] = "b", kind
    return "".join(symbols)


def type_of(reading: Reading, first: int, last: int) -> str:
    """Return the type of a source: of the longest institution named, else of the person's office."""
    for symbol in "bhO":
        found = [(reading.starts[at] - reading.ends[at], at) for at in range(first, last)
                 if reading.symbols[at] == symbol and reading.values[at]]
        if found:
            return reading.values[min(found)[1]]
    return ""
