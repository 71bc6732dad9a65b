"""How English number words combine.

The words themselves are in ``data/language_en.csv``; this module holds only the grammar: which kind of
word may follow which, as in "two million three hundred thousand and five" or "two and a half thousand".
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reconcile.wording.language import Language
from reconcile.wording.digits import LARGEST, Number, read_digits
from reconcile.wording.tokens import Token

_ADDING = ("unit", "teen", "tens")


class _Sum:
    """A number under construction: finished scales in ``total``, the rest in ``group``."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.group: Fraction | None = None
        self.in_digits = False
        self.ceiling: Fraction | None = None
        self.mantissa = Fraction(0)
        self.scale = Fraction(1)
        self.rule = "exact"

    @property
    def value(self) -> Fraction:
        return self.total + (self.group or 0)

    @property
    def is_started(self) -> bool:
        return self.group is not None or self.total > 0

    @property
    def takes_and(self) -> bool:
        """Whether "and five" may follow: only after a round hundred or scale."""
        if self.in_digits:
            return False
        return self.total > 0 if self.group is None else self.group > 0 and self.group % 100 == 0

    def add(self, role: str, value: Fraction) -> bool:
        """Take one more word; False when it does not fit."""
        if self.group is None:
            fits = value > 0 or not self.is_started
        else:
            fits = not self.in_digits and value > 0 and self._has_room(role)
        if fits:
            self.group = (self.group or Fraction(0)) + value
            self.scale = Fraction(1)
        return fits

    def _has_room(self, role: str) -> bool:
        group = self.group or Fraction(0)
        if group == 0:
            return False
        return group % 100 == 0 or role == "unit" and group % 10 == 0 and group % 100 >= 20

    def add_digits(self, value: Fraction) -> bool:
        if self.group is not None or self.ceiling is not None and value >= self.ceiling:
            return False
        self.group, self.in_digits, self.scale = value, True, Fraction(1)
        return True

    def multiply(self, role: str, value: Fraction) -> bool:
        """Take a hundred, a scale, a suffix or a dozen."""
        if not self.group or self.rule != "exact":
            return False
        if role == "hundred":
            return self._hundred(value)
        if self.ceiling is not None and value >= self.ceiling or role == "dozen" and self.total:
            return False
        self.mantissa, self.scale = self.group, value
        self.total += self.group * value
        self.rule = "k_dozen" if role == "dozen" else "exact"
        self.group, self.in_digits, self.ceiling = None, False, value
        return True

    def _hundred(self, value: Fraction) -> bool:
        if self.group is None or not 0 < self.group < 100:
            return False
        self.mantissa, self.scale = self.group, value
        self.group, self.in_digits = self.group * value, False
        return True

    def finish(self, end: int, problem: str) -> Number:
        value = self.value
        if not problem and value > LARGEST:
            problem = "large"
        whole = self.scale == 1 or self.total + (self.group or 0) != self.mantissa * self.scale
        mantissa, scale = (value, Fraction(1)) if whole else (self.mantissa, self.scale)
        return Number(value, end, mantissa, scale, self.rule, problem)


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
    return _part_of_scale(tokens, start, words) or _sum(tokens, start, words, bare, joined)


def _role(tokens: Sequence[Token], at: int, words: Language, role: str) -> Fraction | None:
    return words.number_role(tokens[at], role) if at < len(tokens) else None


def _multiplier(tokens: Sequence[Token], at: int, words: Language) -> tuple[str, Fraction] | None:
    """Return the hundred, scale, dozen or glued suffix at a token."""
    for role in ("hundred", "scale", "dozen"):
        if (value := _role(tokens, at, words, role)) is not None:
            return role, value
    suffix = _role(tokens, at, words, "suffix")
    return ("suffix", suffix) if suffix is not None and tokens[at].glued else None


def _part_of_scale(tokens: Sequence[Token], start: int, words: Language) -> Number | None:
    """Read "half a million", "a quarter of a million", "half million"."""
    at = start + (_role(tokens, start, words, "one_before") is not None)
    part = _role(tokens, at, words, "half")
    if part is None:
        return None
    at += 1
    at += _role(tokens, at, words, "of") is not None
    at += _role(tokens, at, words, "one_before") is not None
    scale = _role(tokens, at, words, "scale")
    if scale is None:
        return None
    return Number(part * scale, at + 1, part, scale)


def _sum(tokens: Sequence[Token], start: int, words: Language, bare: bool, joined: bool) -> Number | None:
    so_far, at, problem = _Sum(), start, ""
    if bare and _multiplier(tokens, start, words) or _one_before_scale(tokens, start, words):
        so_far.group = Fraction(1)
        at += _role(tokens, start, words, "one_before") is not None
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
    if _role(tokens, at, words, "one_before") is None:
        return False
    found = _multiplier(tokens, at + 1, words) if at + 1 < len(tokens) else None
    return found is not None and found[0] in ("hundred", "scale")


def _stray(tokens: Sequence[Token], at: int, words: Language) -> str:
    """Name the problem of a scale word that the number before it could not take."""
    return "compose" if at < len(tokens) and _multiplier(tokens, at, words) else ""


def _step(so_far: _Sum, tokens: Sequence[Token], at: int, words: Language, joined: bool) -> tuple[int, str]:
    """Take the next word or words into the sum; return how many tokens, and a problem."""
    token = tokens[at]
    if token.kind == "number" and token.hyphened and so_far.is_started:
        return 0, ""
    if token.kind == "number":
        scaled = at + 1 < len(tokens) and _multiplier(tokens, at + 1, words) is not None
        value, problem = read_digits(token.text, scaled)
        return int(so_far.add_digits(value)), problem
    if found := _multiplier(tokens, at, words):
        return int(so_far.multiply(*found)), ""
    for role in _ADDING:
        if (value_of := words.number_role(token, role)) is not None:
            return int(so_far.add(role, value_of)), ""
    if joined and words.number_role(token, "and") is not None:
        return _and_step(so_far, tokens, at, words), ""
    return 0, ""


def _and_step(so_far: _Sum, tokens: Sequence[Token], at: int, words: Language) -> int:
    """Take "and five" or "and a half"; the word after must not open a number of its own."""
    if _role(tokens, at + 1, words, "one_before") is not None and _role(tokens, at + 2, words, "half"):
        return _and_half(so_far, tokens, at, words)
    if not so_far.takes_and:
        return 0
    for role in _ADDING:
        value = _role(tokens, at + 1, words, role)
        if value is not None and _role(tokens, at + 2, words, "hundred") is None and so_far.add(role, value):
            return 2
    return 0


def _and_half(so_far: _Sum, tokens: Sequence[Token], at: int, words: Language) -> int:
    half = _role(tokens, at + 2, words, "half") or Fraction(0)
    if so_far.group is not None and at + 3 < len(tokens) and _multiplier(tokens, at + 3, words):
        so_far.group += half
        return 3
    if so_far.group is None and so_far.ceiling is not None:
        so_far.total += half * so_far.ceiling
        so_far.scale = Fraction(1)
        return 3
    return 0


def _ordinal(tokens: Sequence[Token], at: int, words: Language) -> Number | None:
    value = _role(tokens, at, words, "ordinal")
    return None if value is None else Number(value, at + 1, value, Fraction(1), "ordinal")


def _ordinal_end(so_far: _Sum, tokens: Sequence[Token], at: int, words: Language) -> Number | None:
    """Turn "72nd" and "twenty-third" into ordinals."""
    value = so_far.value
    if so_far.in_digits and at < len(tokens) and tokens[at].glued and (
            _role(tokens, at, words, "ordinal_suffix") is not None):
        return Number(value, at + 1, value, Fraction(1), "ordinal")
    last = _role(tokens, at, words, "ordinal")
    if last is None or last >= 10 or so_far.in_digits or value % 10 or value % 100 < 20:
        return None
    return Number(value + last, at + 1, value + last, Fraction(1), "ordinal")
