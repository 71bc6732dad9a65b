"""Tell a current total from a part, an addition, an earlier figure, a fear and another event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.collect.chunk import Chunk
from reconcile.collect.link import Link
from reconcile.collect.phrases import Found

_BEFORE = 12
_NEAR = 4
_BREAKS = frozenset({"stop", "clause", "say"})
_REPORTING = frozenset({"stop", "say", "colon"})
_COMMAS = frozenset({"comma", "stop", "clause", "say"})
_LIST = frozenset({"count", "list", "comma", "population", "word", "more"})


@dataclass(frozen=True, slots=True)
class Status:
    """A status and the words that gave it, empty for the default."""

    name: str
    cue: str = ""


def is_hypothetical(link: Link, chunks: Sequence[Chunk], cues: Sequence[Found], texts: Sequence[str]) -> str:
    """Return the words that make a count a supposition, a threat or an exercise; empty if there are none.

    Parameters
    ----------
    link : Link
    chunks : sequence of Chunk
    cues : sequence of Found
        Phrases of the roles ``status.*`` in the sentence.
    texts : sequence of str
        Tokens of the sentence.
    """
    first, last = _span(link, chunks)
    for cue in cues:
        roles = dict(cue.meanings)
        near = 0 <= first - cue.last <= 3 or first <= cue.first <= last
        if "denied" in roles and cue.first < first and not _is_broken(chunks, cue.last, first):
            return " ".join(texts[cue.first:cue.last])
        if "exercise" in roles or "if" in roles and cue.first < first and not _is_broken(
                chunks, cue.last, first, _REPORTING) or "threat" in roles and near:
            return " ".join(texts[cue.first:cue.last])
    return ""


def status_of(link: Link, chunks: Sequence[Chunk], cues: Sequence[Found], texts: Sequence[str], *,
              is_past: bool, is_item: bool, is_known: bool, is_alone: bool = False) -> Status:
    """Name the status of a count.

    Parameters
    ----------
    link : Link
    chunks : sequence of Chunk
    cues : sequence of Found
        Phrases of the roles ``status.*`` in the sentence.
    texts : sequence of str
        Tokens of the sentence.
    is_past : bool
        The count's date lies well before publication.
    is_item : bool
        The count stands in a list or table under a common heading.
    is_alone : bool
        One place of several is named for it: "in the north alone".
    is_known : bool
        The text has given a count of the measure before, so that "more" adds to it.

    Returns
    -------
    Status
    """
    count = chunks[link.count]
    if count.mention is not None and (count.mention.lower.rule == "zero" or count.mention.lower.n == 0
                                      and count.mention.lower is count.mention.upper):
        return Status("zero")
    is_part = link.rule == "part" or link.parent >= 0 or _is_part(link.count, chunks) or _is_degree(link, chunks) or (
        is_alone or not _is_own(link, chunks) and _is_listed_part(link.count, chunks))
    for name, cue in _cued(link, chunks, cues):
        if not (is_part and name == "increment"):
            return Status(name, " ".join(texts[cue.first:cue.last]))
    if is_past:
        return Status("historical")
    if _is_prior(link, chunks):
        return Status("superseded", "an earlier figure stands beside the new one")
    if is_part:
        return Status("part")
    if is_known and _is_added(link, chunks):
        return Status("increment")
    is_led = link.rule == "list item" and link.trigger >= 0
    is_entry = is_led or is_item and (link.rule in ("list item", "table") or _is_labelled(link, chunks))
    return Status("part" if is_entry else "current")


def _cued(link: Link, chunks: Sequence[Chunk], cues: Sequence[Found]) -> list[tuple[str, Found]]:
    """Return the statuses that cue words give, the strongest first."""
    first, last = _span(link, chunks)
    number = chunks[link.count]
    found: list[tuple[int, str, Found]] = []
    for cue in cues:
        roles = dict(cue.meanings)
        if "feared" in roles and _is_month(cue, chunks):
            continue
        inside = first - 3 < cue.last and (cue.last <= last + 1 or cue.first <= last)
        before = 0 <= number.first - cue.last <= _BEFORE and not _is_broken(chunks, cue.last, number.first) and (
            not _is_raised(link, chunks, cue.last))
        direct = 0 <= number.first - cue.last <= 3 and not _is_broken(chunks, cue.last, number.first, _COMMAS)
        after = 0 <= cue.first - number.last <= _NEAR and not _is_broken(chunks, number.last, cue.first) and not any(
            chunk.kind == "count" and number.last <= chunk.first < cue.first for chunk in chunks)
        if "withdrawn" in roles and before:
            found.append((0, "superseded", cue))
        earlier = before and not _is_answered(chunks, cue.last, number) or after and not _opens_another(
            cue, number, chunks)
        if "superseded" in roles and earlier or "prior" in roles and direct:
            found.append((1, "superseded", cue))
        if "historical" in roles and not _opens_another(cue, number, chunks) and (
                not _is_of_another(chunks, number.last, cue.first)):
            found.append((2, "historical", cue))
        if "feared" in roles and inside and _bears_on(cue, link, chunks):
            found.append((3, "feared", cue))
        if "window" in roles and link.rule != "toll" and not _is_totalled(link, chunks, cue.last) and not _is_broken(
                chunks, min(cue.last, number.first), max(cue.last, number.first)) and (
                not _closes_another(cue, number, chunks)):
            found.append((4, "increment", cue))
    return [(name, cue) for _, name, cue in sorted(found, key=lambda one: (one[0], one[2].first))]


def _is_month(cue: Found, chunks: Sequence[Chunk]) -> bool:
    """Say whether "may" is the month in "on 2 May": a number stands before it and no verb after it."""
    before = next((chunk for chunk in chunks if chunk.last == cue.first), None)
    after = next((chunk for chunk in chunks if chunk.first == cue.last), None)
    return before is not None and before.mention is not None and cue.last - cue.first == 1 and (
        after is None or after.kind not in ("aux", "adverb", "trigger", "word"))


def _is_raised(link: Link, chunks: Sequence[Chunk], begin: int) -> bool:
    """Say whether a toll "was lifted to" a count after the earlier figures were named."""
    return link.rule == "toll" and any("change" in chunk.meanings and begin <= chunk.first < chunks[link.count].first
                                       for chunk in chunks)


def _is_totalled(link: Link, chunks: Sequence[Chunk], first: int) -> bool:
    """Say whether a sum of all opens the clause of a count after another: "5 died in a day, in all there are 49"."""
    opening = next((at for at in range(link.count - 1, -1, -1) if chunks[at].kind in ("comma", "stop", "clause")), -1)
    return 0 <= opening and first <= chunks[opening].first and any(
        "total" in chunk.meanings for chunk in chunks[opening + 1:link.count])


def _is_answered(chunks: Sequence[Chunk], first: int, number: Chunk) -> bool:
    """Say whether a new figure has followed the earlier one: "at first there were seven, now nine have died"."""
    between = [chunk for chunk in chunks if first <= chunk.first < number.first]
    at = next((at for at, chunk in enumerate(between) if chunk.kind == "count"), len(between))
    return any(chunk.kind in ("comma", "dash") for chunk in between[at:]) and not any(
        chunk.kind == "list" for chunk in between[-2:])


def _is_of_another(chunks: Sequence[Chunk], first: int, last: int) -> bool:
    """Say whether another count, of whom more is said, stands between two tokens."""
    between = [chunk for chunk in chunks if first <= chunk.first < last]
    at = next((at for at, chunk in enumerate(between) if chunk.kind == "count"), len(between))
    clause = next((at for at, chunk in enumerate(between) if chunk.kind == "clause"), len(between))
    return any("rel" in chunk.meanings for chunk in between[at:]) or any(
        chunk.kind in ("count", "refused") for chunk in between[clause:])


def _opens_another(cue: Found, number: Chunk, chunks: Sequence[Chunk]) -> bool:
    """Say whether words after a count begin the clause of the next count: "29 died, last year it was 21"."""
    between = [at for at, chunk in enumerate(chunks) if number.last <= chunk.first < cue.first]
    mark = next((at for at in between if chunks[at].kind in ("comma", "stop", "clause")), -1)
    opens = mark >= 0 and not any(chunks[at].kind == "trigger" for at in between if at > mark)
    return opens and any(chunk.kind == "count" and chunk.first >= cue.last for chunk in chunks)


def _closes_another(cue: Found, number: Chunk, chunks: Sequence[Chunk]) -> bool:
    """Say whether words before a count end the clause of an earlier one: "5 died in two days, lifting it to 49"."""
    comma = next((chunk.first for chunk in chunks if chunk.kind == "comma" and chunk.first >= cue.last), number.first)
    return comma < number.first and any(
        chunk.kind == "count" and chunk.last <= cue.first for chunk in chunks)


def _bears_on(cue: Found, link: Link, chunks: Sequence[Chunk]) -> bool:
    """Say whether a word of doubt stands at the verb or the number, not at a remark between them."""
    number = chunks[link.count]
    if 0 <= number.first - cue.last <= _NEAR or link.trigger < 0 or (
            link.trigger < link.count and 0 <= cue.first - number.last <= 1):
        return True
    trigger = chunks[link.trigger]
    return cue.first <= trigger.last and trigger.first - cue.last <= _NEAR


def _span(link: Link, chunks: Sequence[Chunk]) -> tuple[int, int]:
    """Return the tokens from the count to its trigger."""
    ends = [chunks[link.count]] + ([chunks[link.trigger]] if link.trigger >= 0 else [])
    if link.rule in ("carried", "part", "toll"):
        ends = ends[:1]
    return min(chunk.first for chunk in ends), max(chunk.last for chunk in ends)


def _is_broken(chunks: Sequence[Chunk], first: int, last: int, breaks: frozenset[str] = _BREAKS) -> bool:
    """Say whether a clause or sentence ends between two tokens."""
    return any(chunk.kind in breaks and first <= chunk.first < last for chunk in chunks)


def _is_prior(link: Link, chunks: Sequence[Chunk]) -> bool:
    count = chunks[link.count]
    before = chunks[link.count - 1] if link.count else None
    marked = before is not None and "prior" in before.meanings and link.rule == "carried"
    return marked or count.mention is not None and count.mention.is_prior and link.rule != "subject" and (
        before is None or before.kind != "preposition" or "prior" in before.meanings)


def _is_part(count: int, chunks: Sequence[Chunk]) -> bool:
    """Say whether "including", "among them" or "of them" touches a count, whatever gave its measure."""
    for here in range(count - 1, max(count - 4, -1), -1):
        if "part" in chunks[here].meanings:
            return True
        if chunks[here].kind not in ("word", "determiner", "preposition", "aux", "connector", "more"):
            break
    after = count + 1
    while after < len(chunks) and chunks[after].kind in ("population", "word") and after <= count + 2:
        after += 1
    return after < len(chunks) and "part" in chunks[after].meanings and after <= count + 3 and (
        chunks[after].kind != "comma")


def _is_own(link: Link, chunks: Sequence[Chunk]) -> bool:
    """Say whether a count with a noun of its own follows an insertion: "7 dead, including a baby, and 33 hurt"."""
    before = [chunk.kind for chunk in chunks[max(link.count - 2, 0):link.count]]
    return link.rule == "noun" and before == ["comma", "list"]


def _is_listed_part(count: int, chunks: Sequence[Chunk]) -> bool:
    """Say whether a count goes on a list of parts: "including nine women and six children", "of them, six were men"."""
    for step in (-1, 1):
        at = count + step
        while 0 <= at < len(chunks) and chunks[at].kind in _LIST and not (step > 0 and chunks[at].kind == "comma"):
            if chunks[at].kind == "count" and _is_part(at, chunks) and (
                    step < 0 or any(chunk.kind == "list" for chunk in chunks[count + 1:at])):
                return True
            at += step
    return count > 0 and bool({"part", "whole"} & set(chunks[0].meanings)) and _is_opened(count, chunks)


def _is_opened(count: int, chunks: Sequence[Chunk]) -> bool:
    """Say whether a count belongs to what "of those killed" opens, the whole itself not."""
    if _is_broken(chunks, chunks[0].last, chunks[count].first, _BREAKS):
        return False
    comma = next((at for at, chunk in enumerate(chunks) if chunk.kind in ("comma", "aux")), len(chunks))
    return "part" in chunks[0].meanings or comma < count


def _is_labelled(link: Link, chunks: Sequence[Chunk]) -> bool:
    """Say whether a label opens the item of a list: "Yarivka: 44 killed"."""
    return any(chunk.kind == "colon" for chunk in chunks[1:min(link.count, 10)])


def _is_degree(link: Link, chunks: Sequence[Chunk]) -> bool:
    """Say whether a count without a verb of its own says how badly: "96 were injured, twenty-two seriously"."""
    at = link.count + 1 + (link.count + 1 < len(chunks) and chunks[link.count + 1].kind == "dash")
    after = chunks[at] if at < len(chunks) else None
    return link.rule in ("carried", "state") and after is not None and after.meanings.get("adverb") == "degree" or (
        link.rule == "state" and after is not None and "adverb" in after.meanings and link.trigger == link.count + 1)


def _is_added(link: Link, chunks: Sequence[Chunk]) -> bool:
    """Say whether "another" or "more" makes a count an addition to an earlier one."""
    around = [chunks[at] for at in (link.count - 1, link.count + 1) if 0 <= at < len(chunks)]
    return any("added" in chunk.meanings for chunk in around)
