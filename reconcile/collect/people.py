"""Say who a count counts: the noun after it, or before it in "among the soldiers"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunk import Chunk
from reconcile.collect.link import Link

EVERYONE = "everyone"
_PASSED = frozenset({"word", "population", "determiner", "preposition", "list", "trigger", "more", "dash", "part",
                     "dot"})
_FARTHEST = 6
_SHARED = 8
_FAR = 16
_NOT_SHARED = frozenset({"men", "women"})
_LABELLED = ("list item", "table", "label")


def population_of(link: Link, chunks: Sequence[Chunk]) -> str:
    """Return the population code of a count.

    Parameters
    ----------
    link : Link
    chunks : sequence of Chunk

    Returns
    -------
    str
        ``everyone`` where the words name nobody in particular, or two groups at once.
    """
    count = chunks[link.count]
    if count.mention is not None and count.mention.lower.rule in ("article", "zero"):
        return count.meanings.get("population", EVERYONE)
    named = _after(link.count, link.trigger, chunks) or _of_label(link.count, chunks)
    if not named and link.rule in ("part", "toll"):
        named = _predicated(link.count, chunks)
    if named or link.rule in _LABELLED or link.rule == "toll":
        return named or EVERYONE
    return _apposed(link.count, chunks) or _shared(link.count, chunks, link.parent) or EVERYONE


def _apposed(count: int, chunks: Sequence[Chunk]) -> str:
    """Return who one person is said to be: "one of them a woman", "one, a girl of 12"."""
    mention = chunks[count].mention
    if mention is None or mention.lower.n != 1:
        return ""
    for chunk in chunks[count + 1:count + 4]:
        if chunk.mention is not None and chunk.mention.lower.rule == "article":
            return chunk.meanings.get("population", "")
        if chunk.kind not in ("comma", "part"):
            break
    return ""


def _shared(count: int, chunks: Sequence[Chunk], parent: int = -1) -> str:
    """Return whom the count before names: "eight officers were killed and 317 wounded, 12 of them badly"."""
    if count + 1 < len(chunks) and chunks[count + 1].kind == "word":
        return ""  # "and two passersby": others than those before
    is_part = _is_part(count, chunks)
    before = parent if 0 <= parent < count else next(
        (at for at in range(count - 1, -1, -1) if chunks[at].kind == "count" and not _is_part(at, chunks)), -1)
    near = before >= 0 and count - before <= (_FAR if is_part else _SHARED) and all(
        chunk.kind not in ("stop", "clause", "say", "colon") for chunk in chunks[before:count])
    if not near:
        return ""
    named = chunks[before].meanings.get("population") or _after(before, -1, chunks) or _shared(before, chunks)
    return "" if named in _NOT_SHARED else named


def _is_part(count: int, chunks: Sequence[Chunk]) -> bool:
    """Say whether "including" stands before a count or "of them" after it."""
    return any("part" in chunk.meanings for chunk in (*chunks[max(count - 2, 0):count], *chunks[count + 1:count + 2]))


def _of_label(count: int, chunks: Sequence[Chunk]) -> str:
    """Return whom the label before a count names: "Detained journalists: 17"."""
    if count < 2 or chunks[count - 1].kind != "colon":
        return ""
    return next((chunk.meanings["population"] for chunk in reversed(chunks[max(count - 4, 0):count - 1])
                 if "population" in chunk.meanings), "")


def _predicated(count: int, chunks: Sequence[Chunk]) -> str:
    """Return what a part is said to be: "two of the dead are children", "of these, 19 were rebels"."""
    verb = next((at for at in range(count + 1, min(count + 4, len(chunks)))
                 if chunks[at].meanings.get("aux") == "be"), -1)
    joined = verb > 0 and all(chunk.kind in ("part", "trigger", "preposition", "determiner", "word")
                              for chunk in chunks[count + 1:verb])
    return _after(verb, -1, chunks) if joined else ""


def _is_noun_next(at: int, chunks: Sequence[Chunk]) -> bool:
    """Say whether those counted are named directly after what happened to them: "two dead soldiers"."""
    return at + 1 < len(chunks) and "population" in chunks[at + 1].meanings


def _after(count: int, trigger: int, chunks: Sequence[Chunk]) -> str:
    """Return whom the words after a count name, empty if they name nobody or only "others"."""
    named: list[str] = []
    is_joined = False
    for at in range(count + 1, min(count + 1 + _FARTHEST, len(chunks))):
        chunk = chunks[at]
        if chunk.kind not in _PASSED or at == trigger and "population" not in chunk.meanings and not (
                at <= count + 2 and _is_noun_next(at, chunks)):
            break
        if chunk.kind == "preposition" and not ({"of", "whole"} & set(chunk.meanings) and not named):
            break
        if chunk.kind == "list" and not named or chunk.kind == "part" and at > count + 1:
            break
        if chunk.kind == "list":
            is_joined = True
        elif "population" in chunk.meanings and "more" not in chunk.meanings:
            if named and not is_joined and chunk.meanings["population"] != EVERYONE:
                named.pop()  # of "migrant women" the last is the noun
            named.append(chunk.meanings["population"])
            is_joined = False
        elif named:
            break
    known = [name for name in named if name != EVERYONE]
    if len(set(named)) > 1 and len(known) != 1:
        return EVERYONE
    return known[0] if known else EVERYONE if named else ""
