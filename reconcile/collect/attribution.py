"""Who says so: the sources named in a sentence, and the part of the sentence for which each of them stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.collect.cues import Cue, cues, points_back
from reconcile.collect.lexemes import Reading
from reconcile.collect.sources import Grammar, grammar_of, read_sources, type_of

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
    person : bool
        The source is a person, or the pronoun stands for one: "she said".
    """

    start: int
    end: int
    name: str
    type: str
    relay: str
    left: int
    right: int
    pronoun: bool
    person: bool = False


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
    found = _relayed(reading, cues(reading, grammar))
    if not found:
        return _continued(sentence)
    bounds = _bounds(reading, found)
    named: list[Attribution] = []
    for one, (left, right) in zip(found, bounds, strict=True):
        source = _named(reading, grammar, one, left, right)
        named += _respectively(reading, source, one) if "E" in reading.symbols else [source]
    return named


def origin_of(start: int, end: int, found: Sequence[Attribution], earlier: Attribution | None,
              person: Attribution | None = None) -> tuple[Attribution | None, str]:
    """Say who stands behind a claim.

    Parameters
    ----------
    start, end : int
        The claim in its sentence.
    found : sequence of Attribution
        The sources of the sentence.
    earlier : Attribution or None
        The last source that was named in full before this sentence.
    person : Attribution or None
        The last of them that is a person.

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
    earlier = person if nearest.person and person is not None else earlier
    if earlier is None:
        if nearest.name:
            return nearest, "named in the sentence"
        return None, "the sentence points to a source that is not named before it"
    noun = nearest.name.split()[-1].lower()[:5] if nearest.name else ""
    if nearest.type and noun not in earlier.name.lower():
        return nearest, "named in the sentence"
    return earlier, f"'{nearest.name}' is the source named before" if noun else "the source named before goes on"


def _relayed(reading: Reading, found: list[Cue]) -> list[Cue]:
    """Join "state TV said, citing the ministry" into one source, with its relay."""
    joined: list[Cue] = []
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


def _one_is_medium(reading: Reading, before: Cue, one: Cue) -> bool | None:
    """Say whether the second of two sources of one statement is the medium (True), or the first (False)."""
    if before.way != "forward" or one.way != "backward" or before.relay or one.relay:
        return None
    if re.search(r"[;l]|,a", reading.symbols[before.end:one.start]):
        return None
    media = [type_of(reading, each.first, each.last) == "media" for each in (before, one)]
    return None if media[0] == media[1] else media[1]


def _bounds(reading: Reading, found: list[Cue]) -> list[tuple[int, int]]:
    """Share the sentence out between its sources."""
    cuts = [0]
    for one, after in zip(found, found[1:], strict=False):
        cuts.append(_boundary(reading, one, after))
    cuts.append(len(reading.sentence))
    return list(zip(cuts, cuts[1:], strict=False))


def _boundary(reading: Reading, one: Cue, after: Cue) -> int:
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


def _named(reading: Reading, grammar: Grammar, one: Cue, left: int, right: int) -> Attribution:
    """Write down a source as it stands in the sentence."""
    name = _written(reading, one.first, one.last)
    kind = type_of(reading, one.first, one.last)
    if one.extra:
        name += ", " + _written(reading, *one.extra)
        kind = type_of(reading, *one.extra) or kind
    relay = _written(reading, *one.relay) if one.relay else ""
    start = reading.starts[min(one.start, one.first)]
    pointing = points_back(reading, grammar, one)
    if pointing and "b" not in reading.symbols[one.first:one.last]:
        kind = ""  # "the official", "the group" fit any source named before
    return Attribution(start, reading.ends[max(one.end, one.last) - 1], "" if one.kind == "pronoun" else name, kind,
                       relay, left, right, pointing, _is_person(reading, one))


def _is_person(reading: Reading, one: Cue) -> bool:
    """Say whether a source is a person: a pronoun that stands for one, an office or an unknown name."""
    if one.kind == "pronoun":
        return reading.values[one.first] == "person"
    symbols = reading.symbols[one.first:one.last]
    return one.extra is not None or "h" in symbols or "C" in symbols and "b" not in symbols


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


def _respectively(reading: Reading, one: Attribution, found: Cue) -> list[Attribution]:
    """Deal the numbers out to the names of "according to A and B, respectively"."""
    ands = [at for at in range(found.first, found.last) if reading.symbols[at] == "a"]
    counts = [reading.starts[at] for at, symbol in enumerate(reading.symbols)
              if symbol == "n" and reading.symbols[at - 1:at] != "n" and one.left <= reading.starts[at] < one.right]
    if len(ands) != 1 or len(counts) != 2:
        return [one]
    first, second = ((found.first, ands[0]), (ands[0] + 1, found.last))
    return [replace(one, name=_written(reading, *part), type=type_of(reading, *part), left=left, right=right)
            for part, left, right in ((first, one.left, counts[1]), (second, counts[1], one.right))]
