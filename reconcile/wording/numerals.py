"""How number words and digits combine into one number.

The words are in the data file of the language; their roles say what they may do:

``unit, teen, tens``
    Added up: 1-9, 10-19, 20-90. A compound such as "veintiún" is a teen of its own value.
``hundreds``
    One word for 100 to 900 that opens a group: "двести", "doscientas".
``hundred, scale, dozen, suffix``
    Multiply what stands before them; a suffix only where it is glued to digits.
``rounded``
    Multiplies or stands alone, and makes the number an estimate: "centaine", "сотня", "десяток".
``whole``
    A word that is a number by itself and takes nothing but a scale: "полтысячи".
``alone``
    A second role of a hundred or scale that needs no number before it: "mil", "тысяча".
``abbreviation``
    A second role of a word that may carry a dot: "тыс."
``ending``
    A case ending after digits: "15-ти"; its value is the largest number it can end, 0 for any.
``and, and_tens``
    Joins a hundred or scale and the rest; joins tens and a unit ("treinta y uno").
``and_list``
    Joins two counts or persons, never the words of one number: "и".
``with, half, half_after, and_more``
    "с половиной": ``with`` and then ``half``; ``half_after`` needs no word before it ("жарым").
    "С лишним": ``with`` and then ``and_more``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reconcile.wording.digits import Number, read_digits
from reconcile.wording.language import Language
from reconcile.wording.sums import Sum
from reconcile.wording.tokens import Token

_ADDING = ("unit", "teen", "tens", "hundreds")
_MULTIPLYING = ("hundred", "scale", "dozen", "rounded")
_OPENING = frozenset((*_ADDING, *_MULTIPLYING, "suffix", "whole", "half", "one_before", "ordinal"))


def read_number(
        tokens: Sequence[Token], start: int, words: Language, *, bare: bool, joined: bool) -> Number | None:
    """Read the longest number that begins at a token.

    Parameters
    ----------
    tokens : sequence of Token
    start : int
        Index of the first token.
    words : Language
    bare : bool
        A hundred or scale may stand without a number before it ("over hundred").
    joined : bool
        "And" may belong to the number; not so after "between".

    Returns
    -------
    Number or None
        None when no number begins here. Whether it is a whole number of persons is for the caller to ask.
    """
    if tokens[start].kind != "number" and _OPENING.isdisjoint(words.numbers.get(tokens[start].text, ())):
        return None
    special = part_of_scale(tokens, start, words) or (None if bare else _inverted(tokens, start, words))
    return special or read_sum(tokens, start, words, Sum(), bare=bare, joined=joined)


def role_at(tokens: Sequence[Token], at: int, words: Language, role: str) -> Fraction | None:
    """Return the value of a word in a number role, None past the end."""
    return words.number_role(tokens[at], role) if 0 <= at < len(tokens) else None


def multiplier_at(tokens: Sequence[Token], at: int, words: Language) -> tuple[str, Fraction] | None:
    """Return the role and value of the hundred, scale, dozen, round word or glued suffix at a token."""
    if at >= len(tokens):
        return None
    for role in _MULTIPLYING:
        if (value := words.number_role(tokens[at], role)) is not None:
            return role, value
    suffix = words.number_role(tokens[at], "suffix")
    return ("suffix", suffix) if suffix is not None and tokens[at].glued else None


def part_of_scale(tokens: Sequence[Token], start: int, words: Language) -> Number | None:
    """Read "half a million", "a quarter of a million", "half million"."""
    at = start + (role_at(tokens, start, words, "one_before") is not None)
    part = role_at(tokens, at, words, "half")
    if part is None:
        return None
    at += 1
    at += role_at(tokens, at, words, "of") is not None
    at += role_at(tokens, at, words, "one_before") is not None
    scale = role_at(tokens, at, words, "scale") or role_at(tokens, at, words, "rounded")
    if scale is None:
        return None
    return Number(part * scale, at + 1, part, scale, "about" if words.settings.get("half") == "about" else "exact")


def _inverted(tokens: Sequence[Token], start: int, words: Language) -> Number | None:
    """Read "тысяч пять", "сотни две": the scale before its number, which makes it an estimate."""
    found = multiplier_at(tokens, start, words) if words.settings.get("inversion") == "about" else None
    if found is None or found[0] not in ("scale", "rounded") or role_at(tokens, start, words, "alone") is not None:
        return None
    number = read_sum(tokens, start + 1, words, Sum(), bare=False, joined=False) if start + 1 < len(tokens) else None
    if number is None or number.rule != "exact" or not 0 < number.value < 1000:
        return None
    return Number(number.value * found[1], number.end, number.value, found[1], "about", number.problem)


def read_sum(tokens: Sequence[Token], start: int, words: Language, so_far: Sum, *,
             bare: bool, joined: bool) -> Number | None:
    """Read a number word by word into a sum; parameters as in :func:`read_number`."""
    at, problem = start, ""
    if bare and multiplier_at(tokens, start, words) or _one_before_scale(tokens, start, words):
        so_far.group = Fraction(1)
        at += role_at(tokens, start, words, "one_before") is not None
    while at < len(tokens):
        step, fault = _step(so_far, tokens, at, words, joined)
        problem = problem or fault
        if not step:
            break
        at += step
    if at == start:
        return _ordinal(tokens, start, words)
    return _ordinal_end(so_far, tokens, at, words) or so_far.finish(at, problem or _stray(tokens, at, words))


def _one_before_scale(tokens: Sequence[Token], at: int, words: Language) -> bool:
    if role_at(tokens, at, words, "one_before") is None:
        return False
    found = multiplier_at(tokens, at + 1, words)
    return found is not None and found[0] in ("hundred", "scale", "rounded")


def _stray(tokens: Sequence[Token], at: int, words: Language) -> str:
    """Name the problem of a scale word that the number before it could not take."""
    return "compose" if multiplier_at(tokens, at, words) else ""


def _step(so_far: Sum, tokens: Sequence[Token], at: int, words: Language, joined: bool) -> tuple[int, str]:
    """Take the next word or words into the sum; return how many tokens, and a problem."""
    if tokens[at].kind == "number":
        return _digits_step(so_far, tokens, at, words)
    if found := multiplier_at(tokens, at, words):
        return _multiply_step(so_far, tokens, at, words, found), ""
    for role in _ADDING:
        if (value := words.number_role(tokens[at], role)) is not None:
            return int(so_far.add(role, value)), ""
    if (value := words.number_role(tokens[at], "whole")) is not None:
        return int(so_far.add_whole(value)), ""
    if so_far.is_started and (taken := _half_step(so_far, tokens, at, words)):
        return taken, ""
    return _and_step(so_far, tokens, at, words, joined), ""


def _digits_step(so_far: Sum, tokens: Sequence[Token], at: int, words: Language) -> tuple[int, str]:
    if tokens[at].hyphened and so_far.is_started:
        return 0, ""
    scaled = multiplier_at(tokens, at + 1, words) is not None
    value, problem = read_digits(
        tokens[at].text, scaled, comma_decimal=words.settings.get("decimal") == "comma",
        dot_groups=words.settings.get("dot") in (("thousands",) if scaled else ("thousands", "unscaled")))
    if not so_far.add_digits(value):
        return 0, problem
    return 1 + _is_ending(tokens, at + 1, words, value), problem


def _is_ending(tokens: Sequence[Token], at: int, words: Language, value: Fraction) -> bool:
    """Say whether the case ending of "15-ти" stands here."""
    most = role_at(tokens, at, words, "ending")
    return most is not None and (tokens[at].glued or tokens[at].hyphened) and (not most or value <= most)


def _multiply_step(so_far: Sum, tokens: Sequence[Token], at: int, words: Language,
                   found: tuple[str, Fraction]) -> int:
    if not so_far.multiply(*found, alone=words.number_role(tokens[at], "alone") is not None):
        return 0
    dotted = words.number_role(tokens[at], "abbreviation") is not None
    return 1 + (dotted and at + 1 < len(tokens) and tokens[at + 1].text == ".")


def _half_step(so_far: Sum, tokens: Sequence[Token], at: int, words: Language) -> int:
    """Take "and a half", "с половиной", "жарым"."""
    after = _part_after(tokens, at, words)
    if after > at and role_at(tokens, after, words, "and_more") is not None:
        so_far.is_over = True
        return after + 1 - at
    part = role_at(tokens, after, words, "half_after" if after == at else "half")
    before_scale = multiplier_at(tokens, after + 1, words) is not None
    return after + 1 - at if part and so_far.add_part(part, before_scale=before_scale) else 0


def _part_after(tokens: Sequence[Token], at: int, words: Language) -> int:
    """Return the token of a half that begins here: behind "with", behind "and a", or itself."""
    if role_at(tokens, at, words, "with") is not None:
        return at + 1
    joined = role_at(tokens, at, words, "and") is not None
    return at + 2 if joined and role_at(tokens, at + 1, words, "one_before") is not None else at


def _and_step(so_far: Sum, tokens: Sequence[Token], at: int, words: Language, joined: bool) -> int:
    """Take "and five" or "y uno"; the word after must not open a number of its own."""
    if words.number_role(tokens[at], "and_tens") is not None:
        unit = role_at(tokens, at + 1, words, "unit")
        if unit and so_far.group and so_far.has_room("unit") and so_far.group % 100 and so_far.add("unit", unit):
            return 2
    if not joined or words.number_role(tokens[at], "and") is None or not so_far.takes_and:
        return 0
    for role in _ADDING:
        value = role_at(tokens, at + 1, words, role)
        if value is not None and role_at(tokens, at + 2, words, "hundred") is None and so_far.add(role, value):
            return 2
    return 0


def _ordinal(tokens: Sequence[Token], at: int, words: Language) -> Number | None:
    value = role_at(tokens, at, words, "ordinal")
    return None if value is None else Number(value, at + 1, value, Fraction(1), "ordinal")


def _ordinal_end(so_far: Sum, tokens: Sequence[Token], at: int, words: Language) -> Number | None:
    """Turn "72nd", "72-й" and "twenty-third" into ordinals."""
    value = so_far.value
    if so_far.in_digits and role_at(tokens, at, words, "ordinal_suffix") is not None and (
            tokens[at].glued or tokens[at].hyphened):
        return Number(value, at + 1, value, Fraction(1), "ordinal")
    last = role_at(tokens, at, words, "ordinal")
    if last is None or last >= 10 or so_far.in_digits or value % 10 or value % 100 < 20:
        return None
    return Number(value + last, at + 1, value + last, Fraction(1), "ordinal")
