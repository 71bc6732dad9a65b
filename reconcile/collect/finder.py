"""Find the claims of a document: every count of people with its measure, its words and where they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from reconcile.collect.candidate import Candidate, Refused
from reconcile.collect.chunk import Chunk, is_zero, span_of
from reconcile.collect.chunks import names_measure, read_chunks
from reconcile.collect.context import LISTED, Context, latest_year
from reconcile.collect.credit import credit
from reconcile.collect.describe import describe
from reconcile.collect.gate import may_claim
from reconcile.collect.heard import listen
from reconcile.collect.link import Link
from reconcile.collect.links import Linker
from reconcile.collect.people import population_of
from reconcile.collect.phrases import Found, phrases_of, texts_of
from reconcile.collect.rows import barred, read_row
from reconcile.collect.status import is_hypothetical
from reconcile.collect.wholes import with_parts
from reconcile.dates import parse_date
from reconcile.documents import Document
from reconcile.documents.segments import Sentence, sentences
from reconcile.errors import DateError
from reconcile.wording.language import LANGUAGES, load_language
from reconcile.wording.parse import ends_of
from reconcile.wording.refusals import REFUSALS
from reconcile.wording.tokens import Token

_HARM = frozenset({"killed", "injured", "casualties", "missing", "hospitalised", "abducted", "executed"})
_INHERITED = frozenset({"part", "shared verb", "carried", "same measure", "list item"})
_CROWD = 10
_GUARDING = frozenset({"police", "security_forces", "soldiers", "combatants"})
_NO_MEASURE = "no word near it says what it counts"
_OTHER = {"denied": "it is denied, not reported", "agent": "they did it, it was not done to them",
          "other verb": "what is said of them is no measure",
          "person": "they are only named, nothing that is counted is said of them"}


@dataclass(slots=True)
class Finds:
    """What was found in a document, in the order of its text."""

    candidates: list[Candidate] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def find(document: Document, *, language: str = "", published: str = "", event: str = "",
         explains: bool = False) -> Finds:
    """Find the claims of a document.

    Parameters
    ----------
    document : Document
    language : str
        BCP 47 code; empty to detect it paragraph by paragraph.
    published : str
        Publication date, at which relative dates are anchored; empty for the document's own.
    event : str
        Slug of the event the document is about; empty to leave it open.
    explains : bool
        Also name the numbers of sentences that hold no claim, so that every number has its reason.

    Returns
    -------
    Finds
        Candidates, and the numbers that are no claims with the reason.
    """
    finds = Finds()
    day = _full_day(published or document.published)
    context = Context(day, event, latest_year(document.text, day))
    for sentence in sentences(document, language=language):
        if sentence.language in LANGUAGES:
            context.enter(sentence)
            credit(finds.candidates, sentence)
            tokens = _worth(sentence, goes_on=bool(context.measure))
            kept = _read(sentence, tokens, context, finds) if tokens else []
            if not kept:
                listen(sentence, context)
            context.leave(sentence, kept)
            if explains and not tokens:
                _pass_over(sentence, finds)
    finds.candidates = with_parts(finds.candidates)
    return finds


def _full_day(published: str) -> str:
    """Return a publication date at which relative dates can be anchored: a full day, else empty."""
    try:
        period = parse_date(published)
    except DateError:
        return ""
    return period.first.isoformat() if period.first is not None and period.first == period.last else ""


def _worth(sentence: Sentence, *, goes_on: bool) -> list[Token]:
    """Return the tokens of a sentence that may hold a claim, none for another."""
    listed = sentence.kind in LISTED and (goes_on or bool(sentence.lead))
    if not may_claim(sentence.text, sentence.language, goes_on=goes_on, is_listed=listed):
        return []
    tokens = _cut(sentence)
    return tokens if goes_on or listed or names_measure(tokens, sentence.language) else []


def _cut(sentence: Sentence) -> list[Token]:
    """Return the tokens of a sentence; the cells of a row are parted by bars."""
    text = barred(sentence.text) if sentence.kind == "row" else sentence.text
    return load_language(sentence.language).cut(text)


def _pass_over(sentence: Sentence, finds: Finds) -> None:
    """Name the numbers of a sentence that was not read for claims."""
    tokens = _cut(sentence)
    _keep_refused(sentence, tokens, read_chunks(tokens, sentence.language), {}, set(), finds)


def _read(sentence: Sentence, tokens: list[Token], context: Context, finds: Finds) -> list[Link]:
    """Read one sentence; return the ties that became candidates."""
    chunks = read_chunks(tokens, sentence.language)
    links = _links(sentence, chunks, context)
    texts = texts_of(tokens)
    cues = phrases_of(sentence.language, "status.").all(texts)
    refused = {link.count: reason for link in links if (reason := _reason(link, chunks, cues, texts))}
    kept = [link for link in links if link.count not in refused]
    _keep_refused(sentence, tokens, chunks, refused, {link.count for link in kept}, finds)
    finds.candidates += describe(sentence, tokens, chunks, kept, cues, context)
    return kept


def _links(sentence: Sentence, chunks: Sequence[Chunk], context: Context) -> list[Link]:
    settings = load_language(sentence.language).settings
    order = settings.get("order", "")
    listed = sentence.kind in LISTED
    table = read_row(sentence.lead, chunks, sentence.language) if sentence.kind == "row" else []
    taken = {link.count for link in table}
    linker = Linker(chunks, order in ("free", "final", "first"), context.measure, is_listed=listed and not table,
                    is_final=order == "final", is_first=order == "first", has_copula=settings.get("copula") != "none")
    return sorted(table + [link for link in linker.links() if link.count not in taken], key=lambda link: link.count)


def _reason(link: Link, chunks: Sequence[Chunk], cues: Sequence[Found], texts: Sequence[str]) -> str:
    """Say why a tied count is no claim; empty when it is one."""
    if link.measure == "other":
        return _OTHER.get(link.rule, _NO_MEASURE)
    if link.measure == "participants" and population_of(link, chunks) in _GUARDING:
        return "those who guard a gathering take no part in it"
    is_crowd = link.measure == "participants" or link.trigger >= 0 and "many" in chunks[link.trigger].meanings
    if is_crowd and _is_few(chunks[link.count]):
        return "too few for what is meant by a crowd or a flight"
    if is_zero(chunks[link.count]) and link.rule in _INHERITED:
        return _NO_MEASURE
    if is_zero(chunks[link.count]) and link.measure not in _HARM:
        return "that nobody was arrested or charged is said of suspects"
    cue = is_hypothetical(link, chunks, cues, texts)
    return f"{cue!r} makes it a supposition, not a report" if cue else ""


def _is_few(count: Chunk) -> bool:
    if count.mention is None:
        return False
    low, high = ends_of(count.mention)
    return (high if high < math.inf else low) < _CROWD


def _keep_refused(sentence: Sentence, tokens: Sequence[Token], chunks: Sequence[Chunk], refused: dict[int, str],
                  kept: set[int], finds: Finds) -> None:
    for at, chunk in enumerate(chunks):
        if chunk.mention is None or at in kept:
            continue
        reason = refused.get(at) or REFUSALS.get(chunk.mention.refusal, (_NO_MEASURE,))[0]
        first, last = span_of(tokens, chunk)
        finds.refused.append(Refused(sentence.start + first, sentence.start + last, sentence.text[first:last], reason))
