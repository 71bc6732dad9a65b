"""Name what every word of a phrase does: number, hedge, unit, person and so on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import cast

from reconcile.wording.language import Language, Phrase
from reconcile.wording.digits import Number
from reconcile.wording.tokens import Token

HEDGES_BEFORE = frozenset({"hedge_strong", "hedge_weak", "some"})
_Reader = Callable[..., Number | None]


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
    reader = _reader(language.settings["grammar"])
    at = 0
    while at < len(tokens):
        item = _item(tokens, at, language, items, reader)
        items.append(item)
        at = item.last
    settle = _settler(language.settings["grammar"])
    return items if settle is None else settle(items)


@lru_cache(maxsize=None)
def _reader(grammar: str) -> _Reader:
    """Return the function that reads the numbers of a language, ``read_number`` of its grammar module."""
    return cast(_Reader, import_module(f"reconcile.wording.{grammar}").read_number)


@lru_cache(maxsize=None)
def _settler(grammar: str) -> Callable[[list[Item]], list[Item]] | None:
    """Return the function that settles what ambiguous words do, None for a grammar without one."""
    module = import_module(f"reconcile.wording.{grammar}")
    return cast("Callable[[list[Item]], list[Item]] | None", getattr(module, "settle", None))


def _item(tokens: Sequence[Token], at: int, language: Language, before: Sequence[Item],
          read_number: _Reader) -> Item:
    role = before[-1].role if before else ""
    is_singular = at > 0 and language.is_in(tokens[at - 1].text, "genitive")
    opens = not before or role in HEDGES_BEFORE or role == "filler"
    number = None
    if tokens[at].kind == "number" or tokens[at].text in language.numbers:
        number = read_number(
            tokens, at, language, bare=is_singular or opens and "genitive" not in language.sets,
            joined=not _after_between(before))
    phrase = language.phrase_at(tokens, at)
    if phrase is not None and (
            number is not None and phrase.role == "vague" and is_singular or _is_of_next(tokens, at, language, phrase)):
        phrase = None  # "более тысячи" is more than one thousand; "тысячи" alone is thousands
    if phrase is not None and (number is None or len(phrase.words) >= number.end - at):
        return Item(phrase.role, phrase.value, at, at + len(phrase.words))
    if number is not None:
        return Item("number", "", at, number.end, number)
    kind = tokens[at].kind
    return Item("mark" if kind == "mark" else "word", tokens[at].text, at, at + 1)


def _is_of_next(tokens: Sequence[Token], at: int, language: Language, phrase: Phrase) -> bool:
    """Say whether "и более" joins a new count, "и более 40 ранены", and ends none."""
    end = at + len(phrase.words)
    if phrase.role not in ("hedge_late", "hedge_adjacent") or language.number_role(tokens[at], "and_list") is None:
        return False
    hedge = language.phrase_at(tokens, at + 1) if at + 1 < len(tokens) else None
    after = at + 1 + len(hedge.words) if hedge is not None and hedge.role in HEDGES_BEFORE else 0
    if after < end or after >= len(tokens):
        return False
    follower = language.phrase_at(tokens, after)
    number = _reader(language.settings["grammar"])(tokens, after, language, bare=True, joined=True)
    return number is not None or follower is not None and follower.role == "vague"


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
