"""Name what every word of a phrase does: number, hedge, unit, person and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.wording.english import read_number
from reconcile.wording.language import Language
from reconcile.wording.digits import Number
from reconcile.wording.tokens import Token

HEDGES_BEFORE = frozenset({"hedge_strong", "hedge_weak", "some"})
_READERS = {"en": read_number}


@dataclass(frozen=True, slots=True)
class Item:
    """One number or phrase.

    Attributes
    ----------
    role : str
        Role in the language file, ``number``, ``word`` for an unlisted word or ``mark``.
    value : str
        Value in the language file; the text of a mark.
    first, last : int
        Tokens ``first`` to ``last - 1``.
    number : Number or None
        For the role ``number``.
    """

    role: str
    value: str
    first: int
    last: int
    number: Number | None = None


def read_items(tokens: Sequence[Token], language: Language) -> list[Item]:
    """Cut tokens into items; the longest phrase or number wins.

    Parameters
    ----------
    tokens : sequence of Token
    language : Language

    Returns
    -------
    list of Item
        They cover all tokens in order.
    """
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _item(tokens, at, language, items)
        items.append(item)
        at = item.last
    return items


def _item(tokens: Sequence[Token], at: int, language: Language, before: Sequence[Item]) -> Item:
    role = before[-1].role if before else ""
    number = _READERS[language.code](
        tokens, at, language, bare=not before or role in HEDGES_BEFORE or role == "filler",
        joined=not _after_between(before))
    phrase = language.phrase_at(tokens, at)
    if phrase is not None and (number is None or len(phrase.words) >= number.end - at):
        return Item(phrase.role, phrase.value, at, at + len(phrase.words))
    if number is not None:
        return Item("number", "", at, number.end, number)
    kind = tokens[at].kind
    return Item("mark" if kind == "mark" else "word", tokens[at].text, at, at + 1)


def _after_between(before: Sequence[Item]) -> bool:
    """Say whether a number here is the first of "between a and b"."""
    for item in reversed(before[-3:]):
        if item.role == "between":
            return True
        if item.role not in HEDGES_BEFORE and item.role != "filler":
            return False
    return False


def find_measures(tokens: Sequence[Token], language: Language) -> list[tuple[int, str]]:
    """Return each word that speaks of a measure, as its token and the measure."""
    found = ((at, language.measure_at(tokens, at)) for at in range(len(tokens)))
    return [(at, measure) for at, measure in found if measure]
