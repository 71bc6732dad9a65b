"""Who says so: the sources named in a sentence, and the part of the sentence for which each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reconcile.collect.lexemes import Reading
from reconcile.collect.sources import Grammar, grammar_of, read_sources, type_of

_CUES = re.compile(r"[kKswyTDQpPfOm]|^[^:]{1,12}:|[:\-—][^:\-—]{1,12}$")
_BEFORE_VERB = re.compile(r"(?:[umv]|[ij]?d?x?t+|,(?:[um]|[ij]?t+)+,)*$")
_AFTER_VERB = re.compile(r"(?:[uv]|(?:[ij]?d?t+n?)|,?m,?)*")
_FIGURES = re.compile(r"d?x{0,3}(?:'x{0,2})?f+[zx]{0,2}(?:[scwK]?g|c?i|j|[kK])")
_FIGURES_MADE = re.compile(r"f(?:[zx]{0,2},?[cswK]?g|[zx]{0,2}ci)")
_OF_FIGURES = re.compile(r"(?:'[xz]{0,3}|(?<=[bhCO])[xz]{0,1})$")
_FIGURES_SAY = re.compile(r"(?:in|ii?t+)?[um]*[SeswT]")
_HEADLINE = re.compile(r"^(?P<name>[bhCOx'j]{1,6}):")
_TRAILER = re.compile(r"(?P<mark>:|(?<=[^-])[-—])(?P<name>d?[bhCOx'jda]{1,8})\.?$")
_PLACE = re.compile(r"(?:id?C+)$")
_END = re.compile(r"[.,;:\"»”\-—)]|$")
_CLAUSE_END = re.compile(r"^$|[,;:\"»”—\-lar(]$")
_CONJUNCTION = re.compile(r",\s|[\"«“]|—")
_OPENING = "\"«“„"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source that a sentence names.

    Attributes
    ----------
    start, end : int
        Where the cue stands, with the name.
    name : str
        Who counted, as written, without articles.
    type : str
        A ``source_type`` of the vocabulary, or empty.
    relay : str
        Who passes it on: the medium that quotes the one who counted.
    left, right : int
        The part of the sentence that the source stands for.
    pronoun : bool
        The name only points back to a source named before: "it said", "the ministry said".
    """

    start: int
    end: int
    name: str
    type: str
    relay: str
    left: int
    right: int
    pronoun: bool


@dataclass(slots=True)
class _Found:
    """A source before it is known what it stands for; ``way`` is forward, backward or both."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    way: str
    relay: tuple[int, int] | None = None
    extra: tuple[int, int] | None = None


def attributions(sentence: str, language: str) -> list[Attribution]:
    """Find who is named as a source in a sentence.

    Parameters
    ----------
    sentence : str
    language : str
        BCP 47 code of a language with a data file.

    Returns
    -------
    list of Attribution
        From left to right; together they stand for the whole sentence.

    Examples
    --------
    >>> [one.name for one in attributions("Police said 12 people were killed.", "en")]
    ['Police']
    """
    grammar = grammar_of(language)
    reading = read_sources(sentence, grammar)
    if _CUES.search(reading.symbols) is None:
        return _continued(sentence)
    found = _relayed(reading, _distinct([one for one in _all(reading, grammar) if _is_source(reading, grammar, one)]))
    if not found:
        return _continued(sentence)
    bounds = _bounds(reading, found)
    named: list[Attribution] = []
    for one, (left, right) in zip(found, bounds, strict=True):
        source = _named(reading, grammar, one, left, right)
        named += _respectively(reading, source, one) if "E" in reading.symbols else [source]
    return named


def origin_of(start: int, end: int, found: Sequence[Attribution], earlier: Attribution | None,
              ) -> tuple[Attribution | None, str]:
    """Say who stands behind a claim.

    Parameters
    ----------
    start, end : int
        The claim in its sentence.
    found : sequence of Attribution
        The sources of the sentence.
    earlier : Attribution or None
        The last source that was named in full before this sentence.

    Returns
    -------
    Attribution or None
    str
        How it was found, in words.
    """
    governing = [one for one in found if one.left <= start < one.right]
    if not governing:
        return None, "nobody is named in the sentence"
    nearest = min(governing, key=lambda one: (max(one.start - end, start - one.end, 0), one.start))
    if not nearest.pronoun:
        return nearest, "named in the sentence"
    if earlier is None:
        if nearest.name:
            return nearest, "named in the sentence"
        return None, "the sentence points to a source that is not named before it"
    noun = nearest.name.split()[-1].lower()[:5] if nearest.name else ""
    if nearest.type and noun not in earlier.name.lower():
        return nearest, "named in the sentence"
    return earlier, f"'{nearest.name}' is the source named before" if noun else "the source named before goes on"


def _all(reading: Reading, grammar: Grammar) -> Iterator[_Found]:
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
            yield _Found(at, at + 1, at, at + 1, "official", "both")
        elif symbol == "m" and at == 0:
            yield from _in_statement(reading, grammar)


def _is_source(reading: Reading, grammar: Grammar, one: _Found) -> bool:
    """Say whether a name names somebody: "the latest figures" do not, "the report" points back."""
    symbols = reading.symbols[one.first:one.last]
    return one.kind == "pronoun" or "f" not in symbols or re.search("[bhCO]", symbols) is not None \
        or _points_back(reading, grammar, one)


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


def _after_cue(reading: Reading, grammar: Grammar, at: int) -> Iterator[_Found]:
    begin = at + 1
    while figures := _FIGURES.match(reading.symbols, begin):
        begin = figures.end()
    name = _right(reading, grammar, begin, weak=True)
    if name is None:
        return
    extra = _apposition(reading, name[1])
    end = extra[1] if extra else name[1]
    kind = "citing" if reading.symbols[at] == "K" else "cue"
    yield _Found(at, end, *name, kind, _way(reading, at, end), extra=extra)


def _apposition(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return the office that follows a name: "John Smith, a spokesman for the army"."""
    match = re.compile(r",(?P<office>d?[x]{0,4}[bh][bhCOxji'd]*)(?=[.,;)\"]|$)").match(reading.symbols, at)
    return match.span("office") if match else None


def _before_cue(reading: Reading, grammar: Grammar, at: int) -> Iterator[_Found]:
    name = _left(reading, grammar, at, weak=True)
    if name is not None:
        start, kind, relay = name[0], "cue", None
        if reading.symbols[at] == "P":
            kind = "citing"
            if name[1] - name[0] > 1 and type_of(reading, name[0], name[0] + 1) == "media":
                relay, name = (name[0], name[0] + 1), (name[0] + 1, name[1])
        yield _Found(start, at + 1, *name, kind, _way(reading, start, at + 1), relay)


def _way(reading: Reading, first: int, last: int) -> str:
    """Say on which side of a cue the claims of its source stand."""
    before, after = reading.symbols[:first], reading.symbols[last:]
    rest = _AFTER_VERB.match(after)
    after = after[rest.end():] if rest else after
    if not before.strip("\"«“„ai—-") or re.search(r"[;:l]$|,[al]$", before):
        return "forward"
    return "backward" if re.match(_END, after) else "forward"


def _at_verb(reading: Reading, grammar: Grammar, at: int) -> Iterator[_Found]:
    symbols, symbol = reading.symbols, reading.symbols[at]
    if symbols[at + 1:at + 2] == "g":
        if symbol != "y" and (name := _right(reading, grammar, at + 2)):
            yield _Found(at, name[1], *name, "cue", _way(reading, at, name[1]))
        return
    if symbol == "y" and symbols[at + 1:at + 2] == "Y":
        return
    gap = _BEFORE_VERB.search(symbols, 0, at - symbols[:at].endswith("q"))
    stop = gap.start() if gap else at
    before = symbols[:stop]
    if before.endswith("e") or symbol == "D":
        return
    yield from _subject(reading, grammar, at, stop)


def _subject(reading: Reading, grammar: Grammar, at: int, stop: int) -> Iterator[_Found]:
    """Yield the one who says, reports or tells: before the verb, or after it."""
    symbols, symbol = reading.symbols, reading.symbols[at]
    before = symbols[:stop]
    strong = symbol in "sT"
    end = _heard(reading, grammar, at + 1) if symbol == "T" else (at + 1, None)
    if before.endswith("o"):
        yield _Found(stop - 1, end[0], stop - 1, stop, "pronoun", _way(reading, stop - 1, end[0]))
        return
    inverted = None
    if grammar.order == "vso" or symbol != "T" and _CLAUSE_END.search(before):
        inverted = _inverted(reading, grammar, at, strong)
        if inverted is not None:
            yield inverted
            return
    name, extra = _before(reading, grammar, stop, strong)
    if name is None and grammar.order == "sov":
        name = _first(reading, grammar, at)
    if name is not None and symbol == "y" and not re.search("[bhO]", symbols[slice(*name)]):
        return
    if name is not None:
        yield _Found(name[0], end[0], *name, "verb", _way(reading, name[0], end[0]), end[1], extra)
    elif grammar.order == "free":
        late = _inverted(reading, grammar, at, strong)
        if late is not None:
            yield late
    if name is None and inverted is None and stop == 0 and symbols[at + 1:at + 2] == "r":
        yield _Found(at, at + 1, at, at + 1, "pronoun", "forward")


def _first(reading: Reading, grammar: Grammar, at: int) -> tuple[int, int] | None:
    """Return the name that begins the sentence, for a verb that ends it."""
    match = re.compile(r"(?:i?t+,?|[ui],?)*").match(reading.symbols)
    name = _right(reading, grammar, match.end() if match else 0)
    return name if name and name[1] <= at and reading.symbols[name[1]] not in "pP" else None


def _inverted(reading: Reading, grammar: Grammar, at: int, strong: bool) -> _Found | None:
    """Return the source of ``said the ministry``."""
    begin = at + 1
    while reading.symbols[begin:begin + 1] in ("v", "u", "m", "t", "i") and begin - at < 4:
        begin += 1
    name = _right(reading, grammar, begin, weak=strong and not grammar.order)
    if name is None:
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
    return _Found(at, end, *name, "verb", _way(reading, at, end), relay, extra)


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
    if symbols[:stop].endswith("r"):
        stop -= 2 if symbols[:stop].endswith(",r") else 1
        return _left(reading, grammar, stop), None
    if not symbols[:stop].endswith(","):
        return _left(reading, grammar, stop, strong), None
    comma = symbols.rfind(",", 0, stop - 1)
    for _ in range(3):
        if comma <= 0 or stop - comma > 25:
            break
        name = _left(reading, grammar, comma, whole=True)
        if name is not None:
            office = comma + 1, stop - 1
            inner = symbols[office[0]:office[1]]
            is_office = re.match(r"d?x{0,4}[bh]", inner) is not None and not re.search(r"[,rnewskT]", inner)
            return name, office if is_office else None
        comma = symbols.rfind(",", 0, comma)
    return None, None


def _heard(reading: Reading, grammar: Grammar, at: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the hearer after ``told`` ends and, when it is a medium, its name."""
    name = _right(reading, grammar, at)
    if name is None:
        match = re.compile(r"[vo]|d?x{1,3}(?=[qrtmi.,])").match(reading.symbols, at)
        return (match.end() if match else at), None
    return name[1], name if type_of(reading, *name) == "media" else None


def _quoted(reading: Reading, grammar: Grammar, at: int) -> Iterator[_Found]:
    """Yield the one who is quoted; who quotes is the relay."""
    symbols = reading.symbols
    passive = re.search(r"e[u]*$", symbols[:at])
    relay = _right(reading, grammar, at + 2) if symbols[at + 1:at + 2] == "g" else None
    if passive:
        name = _left(reading, grammar, passive.start(), weak=True)
        end = relay[1] if relay else at + 1
    else:
        name = _right(reading, grammar, at + 1, weak=True) if relay is None else None
        end, relay = (name[1] if name else at + 1), _left(reading, grammar, at) if relay is None else relay
    if symbols[end:end + 1] == "R":
        end += 1
    if name is not None:
        first = min(name[0], relay[0]) if relay else name[0]
        yield _Found(first, end, *name, "verb", _way(reading, first, end), relay)
    elif relay is not None:
        yield _Found(at, end, *relay, "relay", "backward")


def _figures(reading: Reading, grammar: Grammar, at: int) -> Iterator[_Found]:
    """Yield who made a figure: "a tally by AFP", "the ministry's figures show"."""
    symbols = reading.symbols
    made = _FIGURES_MADE.match(symbols, at)
    if made and (name := _right(reading, grammar, made.end())):
        yield _Found(at, name[1], *name, "cue", _way(reading, at, name[1]))
        return
    owner = _OF_FIGURES.search(symbols, 0, at)
    if owner is None or not _FIGURES_SAY.match(symbols, at + 1):
        return
    name = _left(reading, grammar, owner.start())
    if name is not None:
        yield _Found(name[0], at + 1, *name, "verb", _way(reading, name[0], at + 1))


def _in_statement(reading: Reading, grammar: Grammar) -> Iterator[_Found]:
    begin = 2 if reading.symbols[1:2] == "," else 1
    name = _right(reading, grammar, begin)
    if name is not None:
        yield _Found(0, name[1], *name, "cue", "forward")


def _headlines(reading: Reading, grammar: Grammar) -> Iterator[_Found]:
    """Yield ``Police: 12 killed`` and ``12 killed: police``."""
    head = _HEADLINE.match(reading.symbols)
    if head and re.search("[bh]", head["name"]):
        yield _Found(0, head.end(), *head.span("name"), "cue", "forward")
    trailer = _TRAILER.search(reading.symbols)
    if trailer and re.search("[bh]", trailer["name"]) and len(reading.symbols) < 40:
        yield _Found(trailer.start(), trailer.end("name"), *trailer.span("name"), "cue", "backward")


def _distinct(found: list[_Found]) -> list[_Found]:
    """Keep one of the sources whose names overlap: the longer name, else the longer cue."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.first - one.last, one.start - one.end, one.start)):
        if not any(one.first < other.last and other.first < one.last
                   or other.relay and one.first < other.relay[1] and other.relay[0] < one.last for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))


def _relayed(reading: Reading, found: list[_Found]) -> list[_Found]:
    """Join "state TV said, citing the ministry" into one source, with its relay."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is None:
            joined.append(one)
        elif one.kind == "relay":
            before.relay, before.end = (one.first, one.last), one.end
        elif one.kind == "citing" and before.kind != "pronoun" and one.relay is None:
            joined[-1] = replace(one, start=before.start, relay=(before.first, before.last),
                                 way="forward" if "forward" in (before.way, one.way) else "backward")
        elif one.kind == "pronoun" and before.kind != "pronoun":
            continue
        elif before.kind == "citing" and one.start - before.end <= 1 and one.kind == "verb" and not before.relay:
            joined[-1] = replace(before, end=one.end, relay=(one.first, one.last), way=one.way)
        elif (way := _one_is_medium(reading, before, one)) is not None:
            counter, medium = (before, one) if way else (one, before)
            joined[-1] = replace(counter, start=before.start, end=one.end, relay=(medium.first, medium.last),
                                 way="forward")
        elif before.way == "forward" and before.kind == "verb" and re.fullmatch(
                "[qr]?", reading.symbols[before.end:one.start]):
            joined[-1] = replace(one, start=before.start, relay=(before.first, before.last), way="forward")
        else:
            joined.append(one)
    return [one for one in joined if one.kind != "relay"]


def _one_is_medium(reading: Reading, before: _Found, one: _Found) -> bool | None:
    """Say whether the second of two sources of one statement is the medium (True), or the first (False)."""
    if before.way != "forward" or one.way != "backward" or before.relay or one.relay:
        return None
    if re.search(r"[;l]|,a", reading.symbols[before.end:one.start]):
        return None
    media = [type_of(reading, each.first, each.last) == "media" for each in (before, one)]
    return None if media[0] == media[1] else media[1]


def _bounds(reading: Reading, found: list[_Found]) -> list[tuple[int, int]]:
    """Share the sentence out between its sources."""
    cuts = [0]
    for one, after in zip(found, found[1:], strict=False):
        cuts.append(_boundary(reading, one, after))
    cuts.append(len(reading.sentence))
    return list(zip(cuts, cuts[1:], strict=False))


def _boundary(reading: Reading, one: _Found, after: _Found) -> int:
    """Return where the part of one source ends and that of the next begins."""
    first, last = min(one.end, after.start), max(one.end, after.start)
    splits = [at for at in range(first, last) if reading.symbols[at] in "l;"]
    if splits:
        return reading.starts[splits[0] if one.way == "backward" and after.way != "forward" else splits[-1]]
    start, end = reading.ends[one.end - 1], reading.starts[after.start]
    if after.way == "forward":
        return end
    if one.way == "backward":
        return start
    marks = [match.start() for match in _CONJUNCTION.finditer(reading.sentence, start, end)]
    return marks[-2] if len(marks) > 1 and marks[-1] >= end - 2 else marks[-1] if marks else (start + end) // 2


def _named(reading: Reading, grammar: Grammar, one: _Found, left: int, right: int) -> Attribution:
    """Write down a source as it stands in the sentence."""
    name = _written(reading, one.first, one.last)
    kind = type_of(reading, one.first, one.last)
    if one.extra:
        name += ", " + _written(reading, *one.extra)
        kind = type_of(reading, *one.extra) or kind
    relay = _written(reading, *one.relay) if one.relay else ""
    start = reading.starts[min(one.start, one.first)]
    pointing = _points_back(reading, grammar, one)
    if pointing and "b" not in reading.symbols[one.first:one.last]:
        kind = ""  # "the official", "the group" fit any source named before
    return Attribution(start, reading.ends[max(one.end, one.last) - 1], "" if one.kind == "pronoun" else name, kind,
                       relay, left, right, pointing)


def _points_back(reading: Reading, grammar: Grammar, one: _Found) -> bool:
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


def _written(reading: Reading, first: int, last: int) -> str:
    """Return a name as written, without articles before it and signs of possession after it."""
    while first < last - 1 and reading.symbols[first] == "d":
        first += 1
    while last - 1 > first and reading.symbols[last - 1] in "',":
        last -= 1
    return reading.written(first, last)


def _continued(sentence: str) -> list[Attribution]:
    """A sentence that begins inside a quotation goes on from the source before."""
    if not sentence[:1] or sentence[0] not in _OPENING:
        return []
    return [Attribution(0, 0, "", "", "", 0, len(sentence), True)]


def _respectively(reading: Reading, one: Attribution, found: _Found) -> list[Attribution]:
    """Deal the numbers out to the names of "according to A and B, respectively"."""
    ands = [at for at in range(found.first, found.last) if reading.symbols[at] == "a"]
    counts = [reading.starts[at] for at, symbol in enumerate(reading.symbols)
              if symbol == "n" and reading.symbols[at - 1:at] != "n" and one.left <= reading.starts[at] < one.right]
    if len(ands) != 1 or len(counts) != 2:
        return [one]
    first, second = ((found.first, ands[0]), (ands[0] + 1, found.last))
    return [replace(one, name=_written(reading, *part), type=type_of(reading, *part), left=left, right=right)
            for part, left, right in ((first, one.left, counts[1]), (second, counts[1], one.right))]
