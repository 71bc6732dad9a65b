"""Counts of one that no number gives: "a cattle rancher", "another", where a verb done to persons touches them."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunk import DONE_TO_PERSONS, Chunk
from reconcile.wording.language import Language
from reconcile.wording.scan import Mention, Quantity
from reconcile.wording.tokens import Token

_DONE_TO_OBJECT = frozenset({"killed", "injured", "abducted", "arrested", "executed"})
_CLOSING = frozenset({"comma", "stop", "preposition", "list", "clause", "close", "say", "rel"})


def with_ones(chunks: list[Chunk], tokens: Sequence[Token], language: Language) -> list[Chunk]:
    """Count one for "a cattle rancher" where a verb that is done to persons touches it, whatever the noun."""
    joined: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end = _one_end(chunks, at, tokens, language)
        if end:
            one = Quantity("article")
            first, last = chunks[at].first, chunks[end - 1].last
            mention = Mention(one, one, [], at, end, first, last)
            joined.append(Chunk("count", first, last, mention=mention))
        else:
            joined.append(chunks[at])
        at = end or at + 1
    return joined


def _one_end(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token], language: Language) -> int:
    """Return the chunk after "a cattle rancher", 0 if none begins here or no such verb touches it."""
    if not _begins(chunks, at, tokens, language):
        return 0
    aged = any(_is_aged(chunk) for chunk in chunks[at + 1:at + 4])
    end = _reach(chunks, at, aged)
    if end == at + 1:
        if _is_alone(chunks, at, language):
            return end
        is_one = end < len(chunks) and chunks[end].meanings.get("aux") == "be" and _is_free(language)
        if not is_one and "more" not in chunks[at].meanings:  # "y una fue trasladada al hospital"
            return 0
    if _follows_verb(chunks, at, end, language):
        return end
    beyond = _verb_after(chunks, at, end, aged)
    roles = beyond.meanings if beyond is not None else {}
    if end > at + 1 and beyond is not None and _is_ranked(chunks[at + 1]) and not _is_helped(chunks, end):
        return end if not {"middle", "passive", "participle", "agreeing", "state"}.isdisjoint(roles) else 0
    is_done = any(roles.get(role) in DONE_TO_PERSONS for role in ("participle", "agreeing", "middle", "state"))
    return end if is_done else 0


def _begins(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token], language: Language) -> bool:
    ranked = at + 1 < len(chunks) and chunks[at].kind == "refused" and _is_ranked(chunks[at + 1])  # "un troisième"
    return language.is_in(tokens[chunks[at].first].text, "one_word") and (
        ranked or chunks[at].kind in ("determiner", "word", "more", "population"))


def _reach(chunks: Sequence[Chunk], at: int, aged: bool) -> int:
    """Return the chunk after the words for the one person; an age between them makes them longer."""
    end = at + 1
    while end < len(chunks) and end - at <= (7 if aged else 4) and (
            chunks[end].kind in ("word", "population") or chunks[end].kind == "refused" and _is_aged(chunks[end])
            or aged and chunks[end].kind == "preposition" and _is_aged(chunks[min(end + 1, len(chunks) - 1)])):
        end += 1
    return end


def _is_alone(chunks: Sequence[Chunk], at: int, language: Language) -> bool:
    """Say whether a "one" without a noun counts: "one was killed and another wounded", "dont un grièvement"."""
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    before = chunks[at - 1] if at else None
    if before is not None and after is not None and (
            before.kind == "list" and "more" in chunks[at].meanings
            and after.meanings.get("participle") in DONE_TO_PERSONS
            or "part" in before.meanings and after.meanings.get("adverb") == "degree"):
        return True
    is_one = after is not None and after.meanings.get("aux") == "be" and _is_free(language)
    return not is_one and _is_listed(chunks, at, language)


def _follows_verb(chunks: Sequence[Chunk], at: int, end: int, language: Language) -> bool:
    """Say whether one is the object of the verb before, or ends a list of counts: "and a government militiaman"."""
    before = chunks[at - 1] if at else None
    if before is None:
        return False
    closes = end == len(chunks) or chunks[end].kind in _CLOSING
    verbs = ("gerund", "active", "participle", *(("middle",) if _is_free(language) else ()))
    if (closes or end > at + 1) and any(before.meanings.get(role) in _DONE_TO_OBJECT for role in verbs):
        return True
    return end > at + 1 and closes and before.kind == "list" and any(
        chunk.kind == "count" for chunk in chunks[max(at - 4, 0):at])


def _verb_after(chunks: Sequence[Chunk], at: int, end: int, aged: bool) -> Chunk | None:
    """Return the chunk that says what was done to the one person, None if nothing does."""
    if _is_helped(chunks, end):
        return next((chunk for chunk in chunks[end:end + 4] if chunk.kind not in ("aux", "adverb")), None)
    if end > at + 1 and _is_ranked(chunks[at + 1]) and (further := _verb_beyond(chunks, end)) is not None:
        return further
    if aged and end + 1 < len(chunks) and chunks[end].kind == "comma":  # "A 17-year-old boy, shot in the back"
        return chunks[end + 1]
    if end < len(chunks) and not {"middle", "passive"}.isdisjoint(chunks[end].meanings):
        return chunks[end]  # "another died at the hospital"
    return None


def _is_helped(chunks: Sequence[Chunk], end: int) -> bool:
    """Say whether an auxiliary follows."""
    return end < len(chunks) and chunks[end].kind == "aux"


def _is_free(language: Language) -> bool:
    return language.settings.get("order") == "free"


def _is_listed(chunks: Sequence[Chunk], at: int, language: Language) -> bool:
    """Say whether a lone "one" ends a list of counts: "dos al norte y uno al sur"."""
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    return _is_free(language) and at > 1 and chunks[at - 1].kind == "list" and any(
        chunk.kind == "count" for chunk in chunks[max(at - 6, 0):at]) and (
        after is None or after.kind in ("preposition", "stop") or "object" in after.meanings)


def _is_ranked(chunk: Chunk) -> bool:
    return chunk.mention is not None and chunk.mention.refusal == "ordinal"


def _verb_beyond(chunks: Sequence[Chunk], at: int) -> Chunk | None:
    """Return the verb of "a fifth, aged 27, was missing" after what is inserted."""
    if at < len(chunks) and chunks[at].kind == "comma":
        at = next((here + 1 for here in range(at + 1, min(at + 9, len(chunks))) if chunks[here].kind == "comma"), at)
    return next((chunk for chunk in chunks[at:at + 4] if chunk.kind not in ("aux", "adverb")), None)


def _is_aged(chunk: Chunk) -> bool:
    return chunk.mention is not None and chunk.mention.refusal in ("age", "ordinal", "duration")
