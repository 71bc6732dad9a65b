"""Add up number words: which kind of word may follow which, whatever the language."""

from __future__ import annotations

from fractions import Fraction

from reconcile.wording.digits import LARGEST, Number


class Sum:
    """A number under construction: finished scales in ``total``, the rest in ``group``.

    Attributes
    ----------
    total : Fraction
        What scales closed: two million of "two million three hundred".
    group : Fraction or None
        What is below the next scale, None when nothing is.
    in_digits : bool
        The group was written in digits.
    ceiling : Fraction or None
        The last scale; only smaller ones may follow.
    mantissa, scale, rule
        As in :class:`~reconcile.wording.digits.Number`.
    is_over : bool
        "С лишним" was said: somewhat more.
    is_rounded : bool
        A round word ("centaine", "сотня") was used: nothing but a scale may follow.
    """

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.group: Fraction | None = None
        self.in_digits = False
        self.ceiling: Fraction | None = None
        self.mantissa = Fraction(0)
        self.scale = Fraction(1)
        self.rule = "exact"
        self.is_rounded = False
        self.is_over = False

    @property
    def value(self) -> Fraction:
        """What the words so far state."""
        return self.total + (self.group or 0)

    @property
    def is_started(self) -> bool:
        """Whether any word was taken."""
        return self.group is not None or self.total > 0

    @property
    def takes_and(self) -> bool:
        """Whether "and five" may follow: only after a round hundred or scale."""
        if self.in_digits or self.is_rounded:
            return False
        return self.total > 0 if self.group is None else self.group > 0 and self.group % 100 == 0

    def add(self, role: str, value: Fraction) -> bool:
        """Take a unit, teen, tens or hundreds; False when it does not fit."""
        if self.group is None:
            fits = value > 0 or not self.is_started
        else:
            fits = not self.in_digits and value > 0 and self.has_room(role)
        if fits:
            self.group = (self.group or Fraction(0)) + value
            self.scale = Fraction(1)
        return fits

    def has_room(self, role: str) -> bool:
        """Say whether a word of a role may be added to the group."""
        group = self.group or Fraction(0)
        if group == 0 or role == "hundreds" or self.is_rounded:
            return False
        return group % 100 == 0 or role == "unit" and group % 10 == 0 and group % 100 >= 20

    def add_digits(self, value: Fraction) -> bool:
        """Take a number in digits; False when it does not fit."""
        if self.group is not None or self.ceiling is not None and value >= self.ceiling:
            return False
        self.group, self.in_digits, self.scale = value, True, Fraction(1)
        return True

    def multiply(self, role: str, value: Fraction, *, alone: bool = False) -> bool:
        """Take a hundred, a scale, a suffix, a dozen or a round word.

        Parameters
        ----------
        role : str
        value : Fraction
        alone : bool
            The word needs no number before it.
        """
        if self.group is None and (alone or role == "rounded") and (self.ceiling or value + 1) > value:
            self.group = Fraction(1)
        if not self.group or self.rule != "exact":
            return False
        if role in ("hundred", "rounded"):
            return self._hundred(role, value)
        if self.ceiling is not None and value >= self.ceiling or role == "dozen" and self.total:
            return False
        self.mantissa, self.scale = self.group, value
        self.total += self.group * value
        self.rule = "k_dozen" if role == "dozen" else "exact"
        self.group, self.in_digits, self.ceiling = None, False, value
        return True

    def _hundred(self, role: str, value: Fraction) -> bool:
        if self.group is None or not 0 < self.group < 100 or self.is_rounded:
            return False
        self.mantissa, self.scale = self.group, value
        self.group, self.in_digits = self.group * value, False
        self.is_rounded = role == "rounded"
        return True

    def add_whole(self, value: Fraction) -> bool:
        """Take a word that is a rounded number by itself, "полтысячи"; False when something stands before it."""
        if self.is_started:
            return False
        self.group, self.is_rounded = value, True
        return True

    def add_part(self, part: Fraction, *, before_scale: bool) -> bool:
        """Take "and a half": of the scale that follows ("two and a half million") or of the one before it."""
        if self.group is not None and before_scale:
            self.group += part
        elif self.group is None and self.ceiling is not None:
            self.total += part * self.ceiling
            self.scale = Fraction(1)
        else:
            return False
        return True

    def finish(self, end: int, problem: str) -> Number:
        """Return the number, which ends before token ``end``."""
        value = self.value
        if not problem and value > LARGEST:
            problem = "large"
        whole = self.scale == 1 or self.value != self.mantissa * self.scale
        mantissa, scale = (value, Fraction(1)) if whole else (self.mantissa, self.scale)
        rule = self.rule
        if rule == "exact" and (self.is_over or self.is_rounded):
            rule = "more_than" if self.is_over else "about"
        return Number(value, end, mantissa, scale, rule, problem)
