"""Find what is put into a sentence between a count and its verb: brackets, remarks, ages, trades."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunk import Chunk


def ends_clause(inside: Sequence[Chunk]) -> bool:
    """Say whether a part between commas counts somebody and ends with a verb."""
    return inside[0].kind == "comma" and not {"passive", "middle"}.isdisjoint(inside[-1].meanings) and any(
        chunk.kind == "count" for chunk in inside)


def _aside_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the dash that ends an aside with counts of its own: "four - the parents and two children - died"."""
    for at in range(begin + 2, min(begin + 12, len(chunks))):
        if chunks[at].kind == "dash":
            return at if any(chunk.kind == "count" for chunk in chunks[begin + 1:at]) else -1
        if chunks[at].kind in ("stop", "cell", "colon", "open") or "part" in chunks[at].meanings or (
                chunks[at].kind == "trigger"):
            return -1
    return -1


def _apposed_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends what is inserted after a noun, -1 if there is none."""
    mention = chunks[begin].mention
    if mention is not None and mention.lower.rule == "article":
        return next((at for at in range(begin, min(begin + 12, len(chunks))) if chunks[at].kind == "comma"), -1)
    at, last = begin + 1, -1
    while at < len(chunks) and (chunks[at].mention is not None or chunks[at].kind in ("list", "comma")):
        last = at if chunks[at].kind == "comma" else last
        at += 1
    return last


def _clause_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends ", who were on board," between people who are counted and their verb, else -1."""
    before, end = chunks[begin - 1], begin + 1
    while end < len(chunks) and (chunks[end].meanings.get("other") == "other" or chunks[end].kind in (
            "word", "population", "list", "preposition", "determiner", "rel", "aux")):
        end += 1
    verb = chunks[end + 1] if end + 1 < len(chunks) and chunks[end].kind == "comma" and end < begin + 9 else None
    is_verb = verb is not None and not {"passive", "middle"}.isdisjoint(verb.meanings)
    is_counted = begin > 1 and "population" in before.meanings and chunks[begin - 2].kind == "count"
    return end if is_verb and is_counted else -1


def _remark_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the comma that ends ", the police said," or ", the driver and his mate," before a verb, else -1."""
    end = next((at for at in range(begin + 1, min(begin + 12, len(chunks))) if chunks[at].kind in (
        "comma", "count", "colon", "stop")), -1)
    if end < begin + 2 or chunks[end].kind != "comma":
        return -1
    if chunks[begin + 1].kind == "say":
        return end
    after = chunks[end + 1] if end + 1 < len(chunks) else None
    is_verb = after is not None and (after.meanings.get("aux") == "be" or "passive" in after.meanings)
    is_plain = all(chunk.kind in ("word", "population", "list") for chunk in chunks[begin + 1:end])
    return end if is_verb and is_plain else -1


def _is_apposed(chunk: Chunk) -> bool:
    """Say whether a chunk after a comma only says more of the person before it: the age, the trade."""
    if chunk.mention is None:
        return chunk.meanings.get("age") == "ages"
    return chunk.mention.refusal in ("age", "age_limit") or chunk.mention.lower.rule == "article"


def _is_of_age(first: Chunk, second: Chunk) -> bool:
    """Say whether a chunk after a comma begins "de 29 años" or "aged 29"."""
    return first.kind == "preposition" and second.mention is not None and second.mention.refusal in ("age", "age_limit")


def brackets(chunks: Sequence[Chunk], has_copula: bool) -> dict[int, int]:
    """Return the chunk at which a bracket or an inserted part begins, with the chunk after its end.

    A dash may stand for "are" in a language without that word.
    """
    closed: dict[int, int] = {}
    for at, chunk in enumerate(chunks):
        if chunk.kind == "open":
            ends: tuple[str, ...] = ("close",)
        elif chunk.kind == "dash" and has_copula and (end := _aside_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and at + 1 < len(chunks) and chunks[at + 1].kind == "list" and any(
                one.kind == "comma" for one in chunks[at + 2:at + 7]):
            ends = ("comma",)  # ", or one in seven,"
        elif chunk.kind == "comma" and at + 1 < len(chunks) and (
                _is_apposed(chunks[at + 1]) or at + 2 < len(chunks) and _is_of_age(chunks[at + 1], chunks[at + 2])):
            end = _apposed_end(chunks, at + 1)  # ", 28," and ", a lottery vendor," and ", ages 15, 16 and 17,"
            if end > 0:
                closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and (end := _remark_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif chunk.kind == "comma" and not has_copula and (end := _clause_end(chunks, at)) > 0:
            closed[at] = end + 1
            continue
        elif "prior" in chunk.meanings and chunk.last - chunk.first > 1:  # ", contre trois la veille au soir,"
            end = next((here for here in range(at + 1, min(at + 8, len(chunks))) if chunks[here].kind == "comma"), -1)
            if end > 0:
                closed[at] = end + 1
            continue
        elif chunk.kind in ("comma", "dash") and any(
                "part" in one.meanings for one in chunks[at + 1:at + 6]) and not any(
                one.kind in ("comma", "dash") for one in chunks[at + 1:at + 3]):
            ends = ("comma", "dash")
        else:
            continue
        end = next((here for here in range(at + 1, min(at + 30, len(chunks))) if chunks[here].kind in ends), -1)
        if end > 0:
            closed[at] = end + 1
    return closed
