"""How Spanish and French number words combine, and what their small words do.

The words are in ``data/language_es.csv`` and ``data/language_fr.csv``. Beside the roles of
:mod:`reconcile.wording.numerals` there are

``elided``
    What loses its vowel before another: "d'un" is "de un", "jusqu'à" is "jusque à".
``of_from``
    "de", which says *of*, *from* or *by*: "la mort de 5", "de 10 à 13", "a augmenté de 3".

A number word of several words ("quatre-vingt-onze", "medio millón") is one row of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.wording import numerals
from reconcile.wording.digits import Number
from reconcile.wording.items import HEDGES_BEFORE, Item
from reconcile.wording.language import Language, Phrase
from reconcile.wording.tokens import Token

_COUNTED = frozenset({"person", "person_one", "part", "ratio"})
_LEADS_PERSON = frozenset({"describing", "filler", "of_all", "of_from"})
_UNITS = frozenset({"age", "duration", "measure", "money"})
_JOINS = frozenset({"to", "or"})
_BETWEEN = frozenset({"word", "describing", "person", "person_one"})
_HEDGES = HEDGES_BEFORE | {"hedge_both"}
_NEGATIONS = frozenset({"negation", "zero_before"})
_TURNED = {"more_than": "up_to", "less_than": "at_least"}
_QUANTITIES = frozenset({"number", "vague"})
_MOST_BETWEEN = 3
_YEARS = range(1900, 2100)


def split(tokens: list[Token], words: Language) -> list[Token]:
    """Cut elisions apart and join the number words that are written as several.

    Parameters
    ----------
    tokens : list of Token
    words : Language

    Returns
    -------
    list of Token
    """
    if "elided" not in words.sets or not any("'" in token.text for token in tokens):
        return _joined(tokens, words)
    parts: list[Token] = []
    for at, token in enumerate(tokens):
        if "'" in token.text:
            _cut(token, parts, words)
        elif at and tokens[at - 1].text == "'":
            parts.append(replace(token, glued=False))  # d'1 million
        else:
            parts.append(token)
    return _joined(parts, words)


def _cut(token: Token, parts: list[Token], words: Language) -> None:
    """Add "d'un" as "de" and "un"; an apostrophe before a number completes the word before it."""
    head, _, rest = token.text.partition("'")
    if rest and words.is_in(head, "elided"):
        cut = token.start + len(head) + 1
        parts.append(Token("word", head + "e", token.start, cut, token.glued, token.hyphened))
        parts.append(Token("word", rest, cut, token.end, False, False))
    elif not head and token.glued and parts and words.is_in(parts[-1].text, "elided"):
        parts[-1] = replace(parts[-1], text=parts[-1].text + "e", end=token.end)
    else:
        parts.append(token)


def _joined(tokens: list[Token], words: Language) -> list[Token]:
    """Join the words of each number that the language writes as several."""
    whole: list[Token] = []
    at = 0
    while at < len(tokens):
        length = words.compound_at(tokens, at)
        if length:
            text = " ".join(token.text for token in tokens[at:at + length])
            whole.append(replace(tokens[at], text=text, end=tokens[at + length - 1].end))
        else:
            whole.append(tokens[at])
        at += length or 1
    return whole


def read_number(
        tokens: Sequence[Token], start: int, words: Language, *, bare: bool, joined: bool) -> Number | None:
    """Read the longest number that begins at a token; see :func:`reconcile.wording.numerals.read_number`.

    "Un" and "una" are numbers where they count a person or a scale, and articles elsewhere.
    """
    number = numerals.read_number(tokens, start, words, bare=bare, joined=joined)
    if number is None or number.end > start + 1 or tokens[start].kind != "word":
        return number
    return None if words.is_in(tokens[start].text, "one_word") and not _counts_one(tokens, start + 1, words) else number


def _counts_one(tokens: Sequence[Token], at: int, words: Language) -> bool:
    """Say whether a person is named here, behind an adjective at most, or a unit such as a year."""
    if at == len(tokens):
        return True
    unlisted = 0
    while at < len(tokens) and tokens[at].kind == "word":
        phrase = words.phrase_at(tokens, at)
        if phrase is not None and _is_counted(phrase, tokens, at, words):
            return True
        unlisted += phrase is None
        if unlisted > 1 or phrase is not None and phrase.role not in _LEADS_PERSON:
            return False
        at += len(phrase.words) if phrase is not None else 1
    return False


def _is_counted(phrase: Phrase, tokens: Sequence[Token], at: int, words: Language) -> bool:
    """Say whether a phrase makes the "un" before it a number: "un mort", "uno o dos", "uno murió"."""
    if phrase.role in _JOINS:
        after = at + len(phrase.words)
        return after < len(tokens) and numerals.read_number(tokens, after, words, bare=False, joined=True) is not None
    if phrase.role == "stop":
        return bool(words.measure_at(tokens, at))
    return phrase.role in _COUNTED or phrase.value in _UNITS


def settle(items: list[Item]) -> list[Item]:
    """Say what the words that have several meanings do where they stand.

    Parameters
    ----------
    items : list of Item

    Returns
    -------
    list of Item
        No item has the role ``of_from`` any more: it is ``from``, ``by`` or ``of``.
    """
    settled = list(items)
    for at, item in enumerate(items):
        if item.role == "of_from":
            settled[at] = replace(item, role=_role_of(settled, at))
        elif item.value in _TURNED and _role(settled, at - 1) in _NEGATIONS:
            settled[at - 1] = replace(settled[at - 1], role="stop")
            settled[at] = replace(item, value=_TURNED[item.value])
        elif item.role == "to" and _role(settled, at - 1) in _HEDGES:
            settled[at] = replace(item, role="filler")  # "hirió al menos a 20"
        elif item.value == "up_to" and _ends_range(settled, at):
            settled[at] = replace(item, role="to")
        elif item.role == "in" and _role(settled, at - 1) == "change" and _is_small(settled, at + 1):
            settled[at] = replace(item, role="by")
        elif item.role == "share" and _role(settled, at - 1) == "mark" and _follows_number(settled, at - 1):
            settled[at] = replace(item, role="stop")
        elif item.value == "few" and _role(settled, at + 1) == "number" and item.last - item.first == 1:
            settled[at] = replace(item, role="some", value="about")
    return settled


def _role(items: Sequence[Item], at: int) -> str:
    return items[at].role if 0 <= at < len(items) else ""


def _quantity(items: Sequence[Item], at: int) -> int | None:
    """Return the number that begins here, hedges and fillers before it passed over."""
    while _role(items, at) in _HEDGES or _role(items, at) == "filler":
        at += 1
    return at if _role(items, at) in _QUANTITIES else None


def _role_of(items: Sequence[Item], at: int) -> str:
    """Say what "de" does: "de 10 à 13" is from, "augmenté de 3" by, all else of."""
    first = _quantity(items, at + 1)
    if first is None:
        return "of"
    if _leads_to(items, first + 1, far="change" in (_role(items, here) for here in range(at))):
        return "from"
    return "by" if _role(items, at - 1) == "change" else "of"


def _leads_to(items: Sequence[Item], at: int, *, far: bool) -> bool:
    """Say whether "to" and a number follow, after a noun where ``far`` is set."""
    most = at + (_MOST_BETWEEN if far else 0)
    while at < most and _role(items, at) in _BETWEEN:
        at += 1
    is_to = _role(items, at) == "to" or 0 <= at < len(items) and items[at].value == "up_to"
    return is_to and _quantity(items, at + 1) is not None


def _ends_range(items: Sequence[Item], at: int) -> bool:
    """Say whether "hasta" ends "desde 10 hasta 20"."""
    quantities = _role(items, at - 1) in _QUANTITIES and _role(items, at + 1) in _QUANTITIES
    return quantities and _role(items, at - 2) == "from"


def _follows_number(items: Sequence[Item], at: int) -> bool:
    """Say whether "300 presos," stands before "la mayoría jóvenes", which describes them."""
    counted = any(item.role in _QUANTITIES for item in items[:at])
    return items[at].value == "," and counted and items[at + 1].value == "share"


def _is_small(items: Sequence[Item], at: int) -> bool:
    """Say whether a number that is no year stands here."""
    number = items[at].number if 0 <= at < len(items) else None
    return number is not None and number.value not in _YEARS
