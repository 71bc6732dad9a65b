"""The words that say who says so: each cue of a sentence with the name beside it.

The grammar is written over the symbols of :mod:`reconcile.collect.sources`; the comments there and in the data
files say what each letter stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reconcile.collect.lexemes import Reading
from reconcile.collect.sources import Grammar, type_of

_CUES = re.compile(r"[kKswyTDQpPfOmBN]|^[^:]{1,12}:|[:\-—][^:\-—]{1,12}$")
_BEFORE_VERB = re.compile(r"(?:[umv]|[ij]?d?x?t+|,(?:[um]|[ij]?t+)+,|,l,)*$")
_AFTER_VERB = re.compile(r"(?:[uv]|(?:[ij]?d?t+n?)|,?m,?)*")
_FIGURES = re.compile(r"d?x{0,3}(?:'x{0,2})?f+[zx]{0,2}(?:[scwK]?g|c?i|j|[kK])")
_FIGURES_MADE = re.compile(r"f(?:[zx]{0,2},?[cswK]?gn?|[zx]{0,2}ci)")
_OF_FIGURES = re.compile(r"(?:'[xz]{0,3}|(?<=[bhCO])[xz]{0,1})$")
_FIGURES_SAY = re.compile(r"(?:in|ii?t+)?[um]*[SeswT]")
_HEADLINE = re.compile(r"^(?P<name>[bhCOx'j]{1,6})(?::|(?<=[bhC])[-—](?![bhCx]))")
_TRAILER = re.compile(r"(?P<mark>:|(?<=[^-])[-—])(?P<name>d?[bhCOx'jda]{1,8})\.?$")
_PLACE = re.compile(r"(?:id?[xC]{1,3})$")
_END = re.compile(r"[.,;:\"»”\-—)]|$")
_OFFICE = re.compile(r",(?P<office>d?[x]{0,4}[bh][bhCOxji'd]*|C{1,4})(?=[.,;)\"]|$)")
_OPENING = re.compile(r"(?:i?t+,?|[ui],?)*")
_SHORT_GAP = re.compile(r"(?:[vum]|i?d?t+)*")
_GAP = re.compile(r"(?:[vum]|[ij]?d?t+|i(?=[dxbhCOimtuv]))*")
_HEARER = re.compile(r"[vo]|d?x{1,3}(?=[qrtmi.,])")
_DATED = re.compile(r"(?:n?t+)+$")
_PASSIVE = re.compile(r"eu*$")
_INNER = re.compile(r"r|d?x{0,4}[bh](?!.*[,rnewskT])|h?C{1,4}$")
_OFFICE_INSIDE = re.compile(r"(?:d?x{0,4}[bh]|h?C{1,4}$)")
_CLAUSE_START = re.compile(r"[;l\"“”«»](?!,)")
_MODIFIED = re.compile(r",?r(?!.*[sT])|[xz][gi](?!.*[swTrlq])")
_PUT = re.compile(r"u?[nq]")
_WINDOW = 40
_CLAUSE_END = re.compile(r"^$|[,;:\"»”—\-lar(]$")


@dataclass(slots=True)
class Cue:
    """A source before it is known what it stands for.

    Attributes
    ----------
    start, end : int
        Units of the whole cue.
    first, last : int
        Units of the name.
    kind : str
        ``cue``, ``citing``, ``verb``, ``official``, ``pronoun`` or ``relay``.
    way : str
        ``forward``, ``backward`` or ``both``: on which side its claims stand.
    relay : (int, int) or None
        Units of the name of who passes it on.
    extra : (int, int) or None
        Units of the office that follows the name.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    way: str
    relay: tuple[int, int] | None = None
    extra: tuple[int, int] | None = None


def cues(reading: Reading, grammar: Grammar) -> list[Cue]:
    """Return the sources of a sentence from left to right, no name twice."""
    if _CUES.search(reading.symbols) is None:
        return []
    return _distinct([one for one in _all(reading, grammar) if _is_source(reading, grammar, one)])


def _all(reading: Reading, grammar: Grammar) -> Iterator[Cue]:
    """Yield every source, some of them twice."""
    yield from _headlines(reading, grammar)
    for at, symbol in enumerate(reading.symbols):
        if symbol in "kK":
            yield from _after_cue(reading, grammar, at)
        elif symbol in "swyTD":
            yield from _at_verb(reading, grammar, at)
        elif symbol == "Q":
            yield from _quoted(reading, grammar, at)
        elif symbol in "pP":
            yield from _before_cue(reading, grammar, at)
        elif symbol == "f":
            yield from _figures(reading, grammar, at)
        elif symbol == "O":
            yield Cue(at, at + 1, at, at + 1, "official", "both")
        elif symbol == "m" and at == 0:
            yield from _in_statement(reading, grammar)
        elif symbol == "B":
            yield Cue(at, at + 1, at, at + 1, "pronoun", _way(reading, at, at + 1))
        elif symbol == "N":
            yield from _with(reading, grammar, at)


def _with(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    """Yield the one of "with the ministry reporting 56 deaths"."""
    name = _left(reading, grammar, at, whole=True)
    if name is not None and reading.symbols[name[0] - 1:name[0]] == "i":
        yield Cue(name[0], at + 1, *name, "verb", "forward")


def _is_source(reading: Reading, grammar: Grammar, one: Cue) -> bool:
    """Say whether a name names somebody: "the latest figures" do not, "the report" points back."""
    symbols = reading.symbols[one.first:one.last]
    return one.kind == "pronoun" or "f" not in symbols or re.search("[bhCO]", symbols) is not None \
        or points_back(reading, grammar, one)


def _right(reading: Reading, grammar: Grammar, at: int, weak: bool = False) -> tuple[int, int] | None:
    """Return the name that begins at a place; with ``weak``, of unknown words if need be."""
    match = grammar.right.match(reading.symbols, at)
    if match is None and weak:
        match = grammar.weak_right.match(reading.symbols, at)
    return match.span() if match else None


def _left(reading: Reading, grammar: Grammar, at: int, weak: bool = False, whole: bool = False,
          ) -> tuple[int, int] | None:
    """Return the name that ends before a place; with ``whole``, only where its first word is sure."""
    offset = max(at - 30, 0)
    symbols = reading.symbols[offset:at]
    match = grammar.left.search(symbols) or grammar.clause.search(symbols)
    if match is None and not whole:
        match = grammar.tail.search(symbols)
    if match is None and weak:
        match = grammar.weak_left.search(symbols)
    if match is None:
        return None
    place = _PLACE.search(symbols, match.start() + 1)
    return offset + match.start(), offset + (place.start() if place else match.end())


def _after_cue(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    begin = at + 1
    while figures := _FIGURES.match(reading.symbols, begin):
        begin = figures.end()
    name = _right(reading, grammar, begin, weak=True)
    if name is None:
        if reading.symbols[at:at + 2] == "Kg":
            yield from _quoted(reading, grammar, at)
        return
    extra = _apposition(reading, name[1])
    end = extra[1] if extra else name[1]
    while reading.symbols[end:end + 1] == "f":
        end += 1
    if reading.symbols[at] != "K":
        yield Cue(at, end, *name, "cue", _way(reading, at, end), extra=extra)
        return
    medium = _left(reading, grammar, at, whole=True)
    if medium is None or type_of(reading, *medium) != "media":
        yield Cue(at, end, *name, "citing", _way(reading, at, end), extra=extra)
    else:
        yield Cue(medium[0], end, *name, "citing", _way(reading, medium[0], end), medium, extra)


def _apposition(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return the office that follows a name: "John Smith, a spokesman for the army"."""
    match = _OFFICE.match(reading.symbols, at)
    return match.span("office") if match else None


def _before_cue(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    gap = _DATED.search(reading.symbols, max(at - _WINDOW, 0), at)
    name = _left(reading, grammar, gap.start() if gap else at, weak=True)
    if name is not None:
        start, kind, relay = name[0], "cue", None
        if reading.symbols[at] == "P":
            kind, (name, relay) = "citing", _apart(reading, name)
        yield Cue(start, at + 1, *name, kind, _way(reading, start, at + 1), relay)


def _apart(reading: Reading, name: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Part the medium that begins a run of names from who follows it."""
    at = name[0]
    while at < name[1] and type_of(reading, at, at + 1) == "media":
        at += 1
    if at == name[0] or type_of(reading, at, name[1]) in ("", "media"):
        return name, None
    return (at, name[1]), (name[0], at)


def _way(reading: Reading, first: int, last: int) -> str:
    """Say on which side of a cue the claims of its source stand."""
    before, after = reading.symbols[max(first - _WINDOW, 0):first], reading.symbols[last:last + _WINDOW]
    rest = _AFTER_VERB.match(after)
    after = after[rest.end():] if rest else after
    if not before.strip("\"«“„ai—-") or re.search(r"[;:l]$|,[al]$", before):
        return "forward"
    return "backward" if _END.match(after) or after[0] in "al" else "forward"


def _at_verb(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    symbols, symbol = reading.symbols, reading.symbols[at]
    if symbols[at + 1:at + 2] == "g":
        if symbol != "y" and (name := _right(reading, grammar, at + 2)):
            yield Cue(at, name[1], *name, "cue", _way(reading, at, name[1]))
        return
    if symbol in "sy" and symbols[at + 1:at + 2] == ("Y" if symbol == "y" else "L"):
        return  # "claimed the lives", "declared war"
    gap = _BEFORE_VERB.search(symbols, max(at - _WINDOW, 0), at - symbols.endswith("q", 0, at))
    stop = gap.start() if gap else at
    if symbols.endswith("e", 0, stop) or symbol == "D":
        return
    yield from _subject(reading, grammar, at, stop)


def _subject(reading: Reading, grammar: Grammar, at: int, stop: int) -> Iterator[Cue]:
    """Yield the one who says, reports or tells: before the verb, or after it."""
    symbols, symbol = reading.symbols, reading.symbols[at]
    before = symbols[max(stop - _WINDOW, 0):stop]
    strong = symbol in "sT" or before.endswith("f") or symbol == "w" and _PUT.match(symbols, at + 1) is not None
    end = _heard(reading, grammar, at + 1) if symbol == "T" else (at + 1, None)
    if before.endswith("o"):
        yield Cue(stop - 1, end[0], stop - 1, stop, "pronoun", _way(reading, stop - 1, end[0]))
        return
    inverted = None
    is_inserted = not grammar.order and before.endswith(",") and _before(reading, grammar, stop, strong)[0] is not None
    if grammar.order == "vso" or symbol != "T" and _CLAUSE_END.search(before) and not is_inserted:
        inverted = _inverted(reading, grammar, at, strong)
        if inverted is not None:
            yield inverted
            return
    name, extra = _before(reading, grammar, stop, strong)
    if name is None and (grammar.order == "sov" or not grammar.order and before.endswith(("l", "a"))):
        name = _first(reading, grammar, at)  # "the coast guard rescued 144, but said"
        if name is not None and not grammar.order and re.search("[kKswT]", symbols[name[1]:stop]):
            name = None
    if name is not None and symbol == "y" and not re.search("[bhO]", symbols[slice(*name)]):
        return
    if name is not None:
        start = at if stop and symbols[stop - 1] in "la" else name[0]
        yield Cue(start, end[0], *name, "verb", _way(reading, start, end[0]), end[1], extra)
    elif grammar.order == "free":
        late = _inverted(reading, grammar, at, strong)
        if late is not None:
            yield late
    if name is None and inverted is None and stop == 0 and symbols[at + 1:at + 2] == "r":
        yield Cue(at, at + 1, at, at + 1, "pronoun", "forward")


def _first(reading: Reading, grammar: Grammar, at: int) -> tuple[int, int] | None:
    """Return the name that begins the sentence, for a verb that ends it."""
    match = _OPENING.match(reading.symbols)
    name = _right(reading, grammar, match.end() if match else 0)
    return name if name and name[1] <= at and reading.symbols[name[1]] not in "pP" else None


def _inverted(reading: Reading, grammar: Grammar, at: int, strong: bool) -> Cue | None:
    """Return the source of ``said the ministry``."""
    rest = (_GAP if grammar.order else _SHORT_GAP).match(reading.symbols, at + 1)
    begin = rest.end() if rest else at + 1
    name = _right(reading, grammar, begin, weak=strong and grammar.order in ("", "vso"))
    if name is None or not grammar.order and re.fullmatch("x+", reading.symbols[slice(*name)]):
        return None
    extra = _apposition(reading, name[1])
    end = extra[1] if extra else name[1]
    rest = _AFTER_VERB.match(reading.symbols, end)
    after = rest.end() if rest else end
    if not grammar.order and not _END.match(reading.symbols, after):
        return None
    relay = None
    if type_of(reading, *name) == "media" and (teller := _right(reading, grammar, end)):
        name, relay, end = teller, name, teller[1]
    elif "A" in reading.symbols[slice(*name)]:
        name, relay = _told(reading, name)
    elif grammar.order == "free":
        name, relay = _apart(reading, name)
    return Cue(at, end, *name, "verb", _way(reading, at, end), relay, extra)


def _told(reading: Reading, name: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Part "witnesses to Reuters" into who tells and who is told."""
    to = reading.symbols.index("A", *name)
    if type_of(reading, to + 1, name[1]) != "media":
        return name, None
    return (name[0], to), (to + 1, name[1])


def _before(reading: Reading, grammar: Grammar, stop: int, strong: bool,
            ) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the name before a verb and the office that stands between commas after it."""
    symbols = reading.symbols
    if symbols.endswith("r", 0, stop):
        stop -= 2 if symbols.endswith(",r", 0, stop) else 1
        return _left(reading, grammar, stop), None
    if not symbols.endswith(",", 0, stop):
        return _left(reading, grammar, stop, whole=True) or _head(reading, grammar, stop) or _left(
            reading, grammar, stop, strong), None
    comma = symbols.rfind(",", 0, stop - 1)
    for _ in range(3):
        if comma <= 0 or stop - comma > _WINDOW:
            break
        office = comma + 1, stop - 1
        inner = symbols[office[0]:office[1]]
        name = _left(reading, grammar, comma, weak=inner[:1] in ("r", "d"), whole=True)
        if name is not None and (stop - comma <= 25 or _INNER.match(inner)):
            is_office = _OFFICE_INSIDE.match(inner) is not None and not re.search(r"[,rnewskT]", inner)
            return name, office if is_office else None
        comma = symbols.rfind(",", 0, comma)
    return _head(reading, grammar, stop), None


def _head(reading: Reading, grammar: Grammar, stop: int) -> tuple[int, int] | None:
    """Return the name that begins a clause, of whom more is said: "officials who asked not to be named said"."""
    if grammar.order not in ("", "free"):
        return None
    symbols = reading.symbols[:stop]
    begin = max((found.end() for found in _CLAUSE_START.finditer(symbols)), default=0)
    for at in (symbols.rfind(",", begin) + 1, begin):
        name = _right(reading, grammar, at) if at else _right(reading, grammar, begin)
        if name is not None and name[1] < stop and _MODIFIED.match(symbols, name[1]):
            return name
    return None


def _heard(reading: Reading, grammar: Grammar, at: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the hearer after ``told`` ends and, when it is a medium, its name."""
    name = _right(reading, grammar, at)
    if name is None:
        match = _HEARER.match(reading.symbols, at)
        return (match.end() if match else at), None
    return name[1], name if type_of(reading, *name) == "media" else None


def _quoted(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    """Yield the one who is quoted; who quotes is the relay."""
    symbols = reading.symbols
    passive = _PASSIVE.search(symbols, max(at - _WINDOW, 0), at)
    relay = _right(reading, grammar, at + 2) if symbols[at + 1:at + 2] == "g" else None
    if passive:
        name = _left(reading, grammar, passive.start(), weak=True)
        end = relay[1] if relay else at + 1
    else:
        if relay is None:
            figures = _FIGURES.match(symbols, at + 1)
            begin = figures.end() if figures else at + 1
            name, relay = _right(reading, grammar, begin, weak=True), _left(reading, grammar, at)
            end = name[1] if name else at + 1
        else:
            name, end = _left(reading, grammar, at, whole=True), relay[1]
    if symbols[end:end + 1] == "R":
        end += 1
    if name is not None:
        first = min(name[0], relay[0]) if relay else name[0]
        yield Cue(first, end, *name, "verb", _way(reading, first, end), relay)
    elif relay is not None:
        yield Cue(at, end, *relay, "relay", "backward")


def _figures(reading: Reading, grammar: Grammar, at: int) -> Iterator[Cue]:
    """Yield who made a figure: "a tally by AFP", "the ministry's figures show"."""
    symbols = reading.symbols
    made = _FIGURES_MADE.match(symbols, at)
    if made and (name := _right(reading, grammar, made.end())):
        yield Cue(at, name[1], *name, "cue", _way(reading, at, name[1]))
        return
    owner = _OF_FIGURES.search(symbols, max(at - _WINDOW, 0), at)
    name = _left(reading, grammar, owner.start()) if owner else None
    if name is None:
        return
    if symbols[name[0] - 1:name[0]] == "g" and "'" in symbols[name[1]:at]:  # "by the ministry's count"
        yield Cue(name[0] - 1, at + 1, *name, "cue", _way(reading, name[0] - 1, at + 1))
    elif _FIGURES_SAY.match(symbols, at + 1):
        yield Cue(name[0], at + 1, *name, "verb", _way(reading, name[0], at + 1))


def _in_statement(reading: Reading, grammar: Grammar) -> Iterator[Cue]:
    begin = 2 if reading.symbols[1:2] == "," else 1
    name = _right(reading, grammar, begin)
    if name is not None:
        yield Cue(0, name[1], *name, "cue", "forward")


def _headlines(reading: Reading, grammar: Grammar) -> Iterator[Cue]:
    """Yield ``Police: 12 killed`` and ``12 killed: police``."""
    head = _HEADLINE.match(reading.symbols)
    if head and re.search("[bh]", head["name"]):
        yield Cue(0, head.end(), *head.span("name"), "cue", "forward")
    trailer = _TRAILER.search(reading.symbols) if len(reading.symbols) < _WINDOW else None
    is_copula = grammar.order == "sov" and trailer is not None and trailer["mark"] != ":"
    if trailer and not is_copula and re.search("[bh]", trailer["name"]):
        yield Cue(trailer.start(), trailer.end("name"), *trailer.span("name"), "cue", "backward")


def _distinct(found: list[Cue]) -> list[Cue]:
    """Keep one of the sources whose names overlap: the longer name, else the longer cue."""
    kept: list[Cue] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.first - one.last, one.start - one.end, one.start)):
        units = range(one.first, one.last)
        if taken.isdisjoint(units):
            kept.append(one)
            taken.update(units, range(*one.relay) if one.relay else ())
    return sorted(kept, key=lambda one: (one.start, one.end))


def points_back(reading: Reading, grammar: Grammar, one: Cue) -> bool:
    """Say whether a name only points back: "it", "the ministry"."""
    if one.kind == "pronoun":
        return True
    first, definite = one.first, False
    while first < one.last - 1 and reading.symbols[first] == "d":
        definite = definite or reading.values[first] == "the"
        first += 1
    if one.last - first != 1 or one.extra or grammar.articles and not definite:
        return False
    return reading.words(first, one.last) in grammar.anaphors
