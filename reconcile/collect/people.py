"""Say who a count counts: the noun after it, or before it in "among the soldiers"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.collect.chunks import Chunk
from reconcile.collect.links import Link

EVERYONE = "everyone"
_PASSED = frozenset({"word", "population", "determiner", "preposition", "list", "trigger", "more", "dash"})
_FARTHEST = 6
_SHARED = 8


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
    named = _after(link.count, link.trigger, chunks)
    if named or link.rule in ("part", "list item", "table", "label"):
        return named or EVERYONE
    return _shared(link.count, chunks) or EVERYONE


def _shared(count: int, chunks: Sequence[Chunk]) -> str:
    """Return whom the count before names: "eight officers were killed and 317 wounded"."""
    before = next((at for at in range(count - 1, -1, -1) if chunks[at].kind == "count"), -1)
    near = before >= 0 and count - before <= _SHARED and all(
        chunk.kind not in ("stop", "clause", "say", "colon") for chunk in chunks[before:count])
    return _after(before, -1, chunks) if near else ""


def _after(count: int, trigger: int, chunks: Sequence[Chunk]) -> str:
    """Return whom the words after a count name, empty if they name nobody."""
    named: list[str] = []
    for at in range(count + 1, min(count + 1 + _FARTHEST, len(chunks))):
        chunk = chunks[at]
        if at == trigger and "population" not in chunk.meanings or chunk.kind not in _PASSED:
            break
        if chunk.kind == "preposition" and not ("of" in chunk.meanings and not named):
            break
        if chunk.kind == "list" and not named:
            break
        if "population" in chunk.meanings:
            named.append(chunk.meanings["population"])
        elif named and chunk.kind != "list":
            break
    known = [name for name in named if name != EVERYONE]
    if len(set(named)) > 1 and len(known) != 1:
        return EVERYONE
    return known[0] if known else EVERYONE if named else ""
