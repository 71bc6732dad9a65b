"""Dates in a sentence as symbols: the words of time, and the patterns in which they stand.

Every word is a row of ``data/language_<code>.csv`` with a role ``date.*``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reconcile.collect.lexemes import Lexicon, Reading, glued_of, plain
from reconcile.collect.words import load_words
from reconcile.wording.language import load_language

SYMBOLS = {
    "date.month": "M", "date.weekday": "W", "date.relative": "R", "date.overnight": "V", "date.ago": "G",
    "date.ago_before": "H", "date.last": "L", "date.this": "T", "date.next": "X", "date.unit": "U",
    "date.anniversary": "v", "date.alone": "A", "date.superlative": "w", "date.since_clause": "N",
    "date.since": "S", "date.from": "F", "date.to": "t", "date.by": "B", "date.within": "J", "date.in": "I",
    "date.end": "e", "date.part": "p",
    "date.one": "i", "date.few": "k", "date.of": "o", "date.began": "g", "date.suffix": "f", "date.year": "y",
    "date.ordinal": "q", "date.since_after": "Z", "date.by_after": "z", "date.named_year": "Q", "date.weekend": "E",
    "date.decade": "c", "date.anaphor": "K", "date.when": "C", "date.split": "l",
    "origin.split": "l", "origin.say": "s", "origin.report": "s", "origin.tell": "s", "origin.claim": "s",
}
"""The symbol of each role; the first role of a phrase in this order is the one it has here."""

ANCHOR = re.compile("[MWRVDLTGHYUQEvK]|df")
"""A sentence without one of these holds no date."""

_YEAR = r"(?:[yU]?Y[yU]?)"
_OF = r"[oI]?"
_LAST = r"(?:,?[oIJ]{0,2}(?:LU|UL))"
_N = r"(?:[nd]{1,3}|i|k)"
CORE = re.compile("|".join((
    rf"(?P<days>(?:W,?o?)?d-?f?(?:o?M,?{_OF}{_YEAR}?)?[tB\-]o?(?:W,?o?)?d-?f?o?M(?:,?{_OF}{_YEAR})?)",
    rf"(?P<month_days>(?:W,?o?)?Mo?df?(?:,?Y(?!\w*U))?[tB\-]o?(?:Mo?)?df?(?![UM])(?:,?{_YEAR})?)",
    r"(?P<full>D)",
    rf"(?P<day>(?:{_YEAR}{_OF})?(?:W,?[oI]{{0,2}})?(?:d-?f?|q)o?M(?:,?{_OF}{_YEAR}|{_LAST})?)",
    rf"(?P<month_day>(?:W,?o?)?Mo?df?(?![UM])(?:,?{_YEAR}|{_LAST})?)",
    rf"(?P<years>{_YEAR}[tB\-]{_YEAR}|Y-[nd](?![MU]))",
    r"(?P<decade>Y-?c)",
    rf"(?P<month>M,?{_OF}{_YEAR}|M{_LAST}|{_YEAR}[oI]?M|LM|M)",
    rf"(?P<ago>(?:o?{_N})[\-o]?UG|H{_N}?U)",
    rf"(?P<rolling>L{_N}-?U|{_N}o?-?UL|[oI]?Uo?{_N}L|oLU|J[di]?[nd]-?U)",
    r"(?P<weekday>LW|WL|TW|W)",
    r"(?P<future>XU|UX|XW|WX|XM)",
    r"(?P<calendar>LU|UL)",
    r"(?P<current>To?U|UT)",
    r"(?P<named>Q)",
    r"(?P<weekend>E)",
    r"(?P<relative>R)",
    r"(?P<anaphor>K)",
    r"(?P<overnight>V)",
    r"(?P<anniversary>(?:[dn]-?f?|q)?o?v|v[oI]?(?:[dn]|q))",
    rf"(?P<year>{_YEAR})",
    r"(?P<nth>df)",
)))
"""The forms of a date; the name of the group is the way it is read."""

DATE_BEFORE_YEAR = frozenset("JIFSNtBoegyLTp(U")
"""What stands before four digits that are a year."""

BEFORE = re.compile(
    r"(?P<comparison>w[^,;lM]{0,6}[SFN][^,;lMW]{0,12})$"
    r"|(?P<since>[SFN][poeIJfiT]{0,3}|[SN][^;lMW]{0,8}g[^,;lMW]{0,5},?[poIJ]{0,3}|N[^,;lMWYD]{2,12})$"
    r"|(?P<by>B[poeIJi]*|t[poeIJi]*)$")
"""What stands before a date and says how it bounds the count."""

AFTER = re.compile(r"[poIU]{0,2}(?:(?P<since>Z)|(?P<by>z))")
"""What stands after a date and says so, in languages that put it there."""

COUNTED = re.compile(r"(?:J|eo?)$")
"""What stands before a month after which a number counts something: "in January 12 people"."""

DATELINE = re.compile(r"(?:\s+\d\d)?(?:\s*\([^)]{2,40}\))?\s*(?:--|[-—–])\s*[\[\"“«(]?\w"
                      r"|(?:\s+\d\d)?\s*\([^)]{2,30}\)\s*:")
"""What follows the day at the head of an agency's report."""

WHEN = re.compile(r"[^;lMWDYN]{0,3}?,?C")
"""What stands after the date of an earlier event of which more is said: "since 2015, when ten people died"."""

SAID_BEFORE = re.compile(r"s[opIJx]{0,3}$")
SAID_AFTER = re.compile(r"p?s")


@dataclass(frozen=True)
class Calendar:
    """The words of time of one language.

    Attributes
    ----------
    lexicon : Lexicon
    numbers : dict of str to int
        Number words.
    weak : frozenset of str
        Words that are a month only beside a day, a year or a preposition.
    capitals : bool
        Months and weekdays are written with a capital.
    month_first : bool
        ``05/01/2022`` is 1 May.
    anchors : Pattern
        Beginnings of the words without one of which a text holds no date.
    """

    lexicon: Lexicon
    numbers: dict[str, int]
    weak: frozenset[str]
    capitals: bool
    month_first: bool
    anchors: re.Pattern[str]


@lru_cache(maxsize=None)
def calendar_of(code: str) -> Calendar:
    """Build the calendar words of a language from the rows of its data file."""
    words = load_words(code)
    settings = dict(words.rows("date.setting"))
    numbers = {word: int(next(iter(roles.values()))) for word, roles in load_language(code).numbers.items()
               if any(role in roles for role in ("unit", "teen", "tens", "scale", "hundred"))
               and next(iter(roles.values())) >= 1}
    rows = [(phrase, symbol, value) for role, symbol in SYMBOLS.items() for phrase, value in words.rows(role)]
    rows += [(word, "n", str(value)) for word, value in numbers.items()]
    lexicon = Lexicon(rows, "n", *glued_of(words))
    return Calendar(lexicon, numbers, frozenset(plain(phrase) for phrase, _ in words.rows("date.weak")),
                    settings.get("capitals") == "yes", settings.get("numeric") == "month first", _anchors(rows))


def _anchors(rows: list[tuple[str, str, str]]) -> re.Pattern[str]:
    beginnings = {plain(phrase)[:3].rstrip("*") for phrase, symbol, _ in rows if ANCHOR.match(symbol)}
    suffixes = "|".join(sorted({plain(phrase) for phrase, symbol, _ in rows if symbol == "f"})) or "$"
    return re.compile("|".join((r"\d{4}", r"\d[./]\d", rf"\d-?(?:{suffixes})", *sorted(map(re.escape, beginnings)))))


def read_dates(sentence: str, calendar: Calendar) -> Reading:
    """Read a sentence as symbols; numbers that can be days or years become ``d``, ``Y`` and ``D``."""
    reading = calendar.lexicon.read(sentence)
    symbols = list(reading.symbols.translate(_DASHES))
    lower = calendar.capitals and not sentence.isupper() and sentence != reading.text
    for at, symbol in enumerate(symbols):
        if symbol == "n":
            symbols[at] = _number(reading.values[at])
        elif symbol in "MW" and lower and not sentence[reading.starts[at]].isupper():
            symbols[at] = "x"
        elif symbol == "x" and "-" in reading.values[at]:
            _compound(reading, symbols, at, calendar)
    reading.symbols = "".join(symbols)
    return reading


_DASHES = str.maketrans("—–", "--")


def _number(text: str) -> str:
    if not text.isdecimal():
        return "D" if text.count("-") == 2 or text.count(".") == 2 or text.count("/") == 2 else "n"
    if len(text) <= 2 and 1 <= int(text) <= 31:
        return "d"
    return "Y" if len(text) == 4 and "1900" <= text < "2100" else "n"


def _compound(reading: Reading, symbols: list[str], at: int, calendar: Calendar) -> None:
    parts = reading.values[at].split("-")
    if all(part in calendar.numbers for part in parts):
        symbols[at], reading.values[at] = "n", str(sum(calendar.numbers[part] for part in parts))


def total(values: list[str]) -> int:
    """Add up the number words of one number, as twenty and four."""
    return sum(int(Fraction(value)) for value in values if value.isdecimal())
