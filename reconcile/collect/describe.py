"""Say everything about a count that was found: words, interval, who, where, when, by whom, how sure."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from reconcile.collect.attribution import Attribution, attributions, origin_of
from reconcile.collect.candidate import Candidate
from reconcile.collect.chunk import Chunk, span_of
from reconcile.collect.context import LISTED, Context
from reconcile.collect.heard import hear, is_pointing, recall, remember
from reconcile.collect.link import Link
from reconcile.collect.moments import Moment, moment_of, moments
from reconcile.collect.people import EVERYONE, population_of
from reconcile.collect.phrases import Found, texts_of
from reconcile.collect.places import is_alone, label_of, place_of, places
from reconcile.collect.status import Status, status_of
from reconcile.collect.words import load_words
from reconcile.documents.segments import Sentence
from reconcile.errors import WordingError
from reconcile.wording.parse import ends_of, parse_wording
from reconcile.wording.tokens import Token

_PER_STEP = 0.03
_MOST_LOST = 0.25
_DOUBTS = {"current": 0.0, "part": 0.02, "increment": 0.03, "superseded": 0.05, "historical": 0.05, "feared": 0.15,
           "zero": 0.05}
_INDEFINITE = 0.25
_LONG_AGO = 60
_YEAR = 365
_REPORTED = 400
_RECENT = 25
_ADULT = 18
_VERB = 3
_ANY_AGE = frozenset({EVERYONE, "men", "women"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a sentence says beside its counts."""

    sources: list[Attribution]
    moments: list[Moment]
    places: list[tuple[int, int, str]]
    goes_on: bool


def describe(sentence: Sentence, tokens: Sequence[Token], chunks: Sequence[Chunk], links: Sequence[Link],
             cues: Sequence[Found], context: Context) -> list[Candidate]:
    """Turn the ties of a sentence into candidates.

    Parameters
    ----------
    sentence : Sentence
    tokens : sequence of Token
    chunks : sequence of Chunk
    links : sequence of Link
        Only those with a measure.
    cues : sequence of Found
        Phrases of the roles ``status.*``.
    context : Context
        Its source becomes the last one this sentence names.

    Returns
    -------
    list of Candidate
        One for each tie, in order.
    """
    language, text = sentence.language, sentence.text
    if not links:
        return []
    sources = attributions(text, language)
    if any(one.pronoun for one in sources):
        hear(context)
    if is_pointing(text, language):
        recall(context)
    goes_on = _goes_on(sentence, chunks, context)
    setting = _Setting(sources, moments(text, language, context.published, context.day), places(text, language),
                       goes_on)
    is_item = sentence.kind in LISTED and not _is_total(chunks)
    found = [_candidate(link, sentence, tokens, chunks, cues, setting, context, is_item) for link in links]
    context.seen.update(link.measure for link in links)
    context.unread.clear()
    remember(context, setting.sources, setting.moments)
    return found


def _goes_on(sentence: Sentence, chunks: Sequence[Chunk], context: Context) -> bool:
    """Say whether a sentence that names no source keeps the last one: "of them, six were women", an item of a list.

    The source that leads a list in becomes the last one.
    """
    if sentence.kind == "item" and sentence.lead:
        leader = next((one for one in attributions(sentence.lead, sentence.language) if not one.pronoun), None)
        context.source = leader or context.source
        if leader is not None:
            return True
    if dict(load_words(sentence.language).rows("origin.setting")).get("carried") == "yes":
        return True
    return not context.unread and bool(chunks) and "part" in chunks[0].meanings


def _candidate(link: Link, sentence: Sentence, tokens: Sequence[Token], chunks: Sequence[Chunk],
               cues: Sequence[Found], setting: _Setting, context: Context, is_item: bool) -> Candidate:
    count = chunks[link.count]
    assert count.mention is not None
    first, last = _words(count, tokens, sentence, link.measure)
    low, high = ends_of(count.mention)
    source, how_source = origin_of(first, last, setting.sources, context.source, context.person)
    if source is None and not setting.sources and setting.goes_on and context.source is not None:
        source, how_source = context.source, "of the count before goes on"
    fitting = _fitting(link, chunks, tokens, setting.moments, sentence)
    since, as_of, how_date = moment_of(first, last, fitting, context.published, sentence.text)
    if not setting.moments and context.as_of:
        as_of, how_date = context.as_of, "the day up to which the document counts"
    elif _is_day(setting.moments, how_date) and _is_present(link, chunks, texts_of(tokens), sentence.language):
        as_of, how_date = context.published, "what still holds is dated by publication"
    as_of = as_of or context.published
    moment = next((one for one in setting.moments if one.how and how_date.startswith(one.how)), None)
    is_past = moment is not None and _is_past(moment, context, link)
    status = status_of(link, chunks, cues, texts_of(tokens), is_past=is_past,
                       is_item=is_item, is_known=link.measure in context.seen,
                       is_alone=is_alone(first, last, setting.places, sentence.text, sentence.language))
    place = place_of(first, last, setting.places) or (label_of(sentence.text, first) if is_item else "")
    if status.name == "part" and not setting.moments and link.measure in context.dated:
        as_of, how_date = context.dated[link.measure], "the day of the count before"
    context.dated[link.measure] = as_of
    return Candidate(
        start=sentence.start + first, end=sentence.start + last, stated=sentence.text[first:last], low=low, high=high,
        measure=link.measure, population=_population(link, chunks, tokens, sentence.language), place=place,
        event=_event(context, status, place, as_of), origin=source.name if source is not None else "",
        origin_type=source.type if source is not None else "", relay=source.relay if source is not None else "",
        since=since, as_of=as_of, counting="period" if since and status.name == "increment" else "",
        status=status.name, confidence=_confidence(link, status, count), rule=link.rule,
        reason=_reason(link, chunks, tokens, sentence, status, how_source, how_date),
        language=sentence.language, sentence=sentence.text)


def _fitting(link: Link, chunks: Sequence[Chunk], tokens: Sequence[Token], named: Sequence[Moment],
             sentence: Sentence) -> Sequence[Moment]:
    """Return the moments that can date a count: for a toll not the day of the event, as in "Tuesday's quake"."""
    if link.rule != "toll":
        return named
    owners = tuple(phrase for phrase, _ in load_words(sentence.language).rows("date.owner")) or ("\0",)
    verb = next((chunk for chunk in reversed(chunks[link.trigger + 1:link.count]) if "change" in chunk.meanings), None)
    begin, end = 0, 0
    if verb is not None and link.trigger >= 0:
        begin, end = tokens[chunks[link.trigger].last - 1].end, tokens[verb.first].start
    return [one for one in named if not sentence.text.startswith(owners, one.end)
            and not (one.kind == "day" and begin <= one.start < end)]


def _is_day(named: Sequence[Moment], how: str) -> bool:
    """Say whether the moment that was chosen is a day on which something happened."""
    return any(one.kind == "day" and not one.said and one.how and how.startswith(one.how) for one in named)


def _is_present(link: Link, chunks: Sequence[Chunk], texts: Sequence[str], language: str) -> bool:
    """Say whether a count is of what still holds: "two are dead", "12 have died", "now puts the toll at 40"."""
    if link.trigger < 0:
        return False
    present = {phrase for phrase, _ in load_words(language).rows("date.present")}
    first, last = sorted((chunks[link.count], chunks[link.trigger]), key=lambda chunk: chunk.first)
    begin = first.last if link.trigger > link.count else max(first.first - _VERB, 0)
    return not present.isdisjoint(texts[begin:last.last])


def _population(link: Link, chunks: Sequence[Chunk], tokens: Sequence[Token], language: str) -> str:
    """Return whom a count counts, also by what the count itself says: an age, a place of death."""
    named, count = population_of(link, chunks), chunks[link.count]
    if named in _ANY_AGE:
        years = {phrase for phrase, _ in load_words(language).rows("claim.year_old")}
        ages = (first.text for first, second in zip(tokens[count.first:count.last], tokens[count.first + 1:count.last])
                if second.text in years and first.text.isdecimal())
        if any(int(age) < _ADULT for age in ages):
            return "children"
    return "detainees" if named == EVERYONE and link.measure == "died_in_custody" else named


def _is_past(moment: Moment, context: Context, link: Link) -> bool:
    """Say whether a date lies in the past of the document, by its years where it gives no publication date.

    A document that opens with a count of the past year is a report on it; a toll since some day still runs.
    """
    if not context.published:
        return "" < moment.last[:4] < context.latest
    if not context.seen and 0 < _days_before(moment.last, context.published) < _REPORTED or (
            moment.kind == "since" and link.rule == "toll"):
        return False
    if moment.kind == "since":
        return _days_before(moment.first, context.published) > _YEAR
    return moment.kind == "past" or _days_before(moment.first, context.published) > _LONG_AGO and (
        _days_before(moment.last, context.published) > _RECENT)


def _days_before(day: str, published: str) -> int:
    """Return how many days a full date lies before another, 0 where either is not a full date."""
    if len(day) < 10 or len(published) < 10:
        return 0
    return (date.fromisoformat(published[:10]) - date.fromisoformat(day[:10])).days


def _event(context: Context, status: Status, place: str, as_of: str) -> str:
    """Name the event: the document's own, or for history one made of the place and the year."""
    if status.name != "historical":
        return context.event
    words = re.sub(r"[^a-z0-9]+", "-", place.casefold()).strip("-")
    return "-".join(part for part in (words, as_of[:4]) if part) if words else context.event


def _is_total(chunks: Sequence[Chunk]) -> bool:
    """Say whether a row of a table or list gives the sum of the others."""
    return any("total" in chunk.meanings for chunk in chunks[:2])


def _words(count: Chunk, tokens: Sequence[Token], sentence: Sentence, measure: str) -> tuple[int, int]:
    """Return the span of the number's words: no more than needed to read it again as it was read here."""
    first, last = span_of(tokens, count)
    mention = count.mention
    if mention is not None and mention.is_prior and tokens[count.first].text != "between":
        begin = next((at for at in range(count.first, count.last) if tokens[at].kind == "number"), count.first)
        first = tokens[begin].start
    if _reads(sentence.text[first:last], sentence.language, measure):
        return first, last
    for token in tokens[count.last:count.last + 3]:
        if token.kind == "word" and _reads(sentence.text[first:token.end], sentence.language, measure):
            return first, token.end
    return first, last


def _reads(words: str, language: str, measure: str) -> bool:
    try:
        parse_wording(words, language=language, measure=measure)
    except WordingError:
        return False
    return True


def _confidence(link: Link, status: Status, count: Chunk) -> float:
    """Return how sure a tie is: its rule, less for distance, for a status and for words without a number."""
    sure = rules()[link.rule][0] - min(_PER_STEP * link.cost, _MOST_LOST) - _DOUBTS[status.name]
    vague = count.mention is not None and count.mention.is_indefinite
    return round(max(sure - (_INDEFINITE if vague else 0.0), 0.05), 2)


def _reason(link: Link, chunks: Sequence[Chunk], tokens: Sequence[Token], sentence: Sentence, status: Status,
            how_source: str, how_date: str) -> str:
    parts = [rules()[link.rule][1]]
    if link.trigger >= 0 and link.trigger != link.count:
        first, last = span_of(tokens, chunks[link.trigger])
        parts[0] += f" ('{sentence.text[first:last]}')"
    if status.cue:
        parts.append(f"{status.name}: '{status.cue}'")
    parts += [how for how in (how_source and f"source: {how_source}", how_date) if how]
    return "; ".join(parts)


@lru_cache(maxsize=None)
def rules() -> dict[str, tuple[float, str]]:
    """Return every rule with its confidence and its meaning, from ``data/finding_rules.csv``.

    The confidence is the share of a rule's candidates that were right on the passages of
    ``tests/passages``, rounded to 0.05 where they are few.
    """
    text = files("reconcile").joinpath("data", "finding_rules.csv").read_text(encoding="utf-8")
    return {row["rule"]: (float(row["confidence"]), row["meaning"]) for row in csv.DictReader(text.splitlines())}


def has_number(candidate: Candidate) -> bool:
    """Say whether the words of a candidate give a number at all."""
    return not math.isnan(candidate.low)
