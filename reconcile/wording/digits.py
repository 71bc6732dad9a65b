"""Numbers written in digits: separators, decimals and what is refused about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

LARGEST = 2**53 - 1
"""Largest count that is read; it and its successor are exact in IEEE 754 binary64."""

_MOST_DIGITS = 20
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,' .])[0-9]{3})(?:\1[0-9]{3})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)[.]([0-9]+)")
_COMMA_DECIMAL = re.compile(r"([0-9]+),([0-9]{1,2})")
_ANY_COMMA_DECIMAL = re.compile(r"([0-9]+),([0-9]+)")
_DATE = re.compile(r"[0-3]?[0-9][.][01]?[0-9](?:[.](?:[0-9]{2}|[0-9]{4}))?|(?:19|20)[0-9]{2}[.][01][0-9][.][0-3][0-9]")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])[.][0-5][0-9]")
_DOT_GROUPS = re.compile(r"[0-9]{1,3}(?:[.][0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a wording.

    Attributes
    ----------
    value : Fraction
        What it states.
    end : int
        Index of the first token after it.
    mantissa, scale : Fraction
        ``value`` is their product where the last word was a scale (two and thousand); otherwise the value
        and 1. "Two to three thousand" needs them.
    rule : str
        Row of the profile it is read by: ``exact``, ``k_dozen`` or ``ordinal``.
    problem : str
        Key of a refusal when the digits cannot be read safely, else empty.
    """

    value: Fraction
    end: int
    mantissa: Fraction
    scale: Fraction
    rule: str = "exact"
    problem: str = ""


def read_digits(text: str, before_scale: bool, *, comma_decimal: bool = False,
                dot_groups: bool = False) -> tuple[Fraction, str]:
    """Read a number in digits.

    Parameters
    ----------
    text : str
        Digits with their separators, folded.
    before_scale : bool
        A scale word (million) or suffix (k) follows, so that decimals are allowed.
    comma_decimal : bool
        A comma before a scale is a decimal mark whatever follows: "1,234 млн".
    dot_groups : bool
        A dot before three digits groups: "3.649".

    Returns
    -------
    value : Fraction
    problem : str
        Empty, or the key of a refusal: ``large``, ``zero_first``, ``dotted``, ``decimal``, ``grouping``.
    """
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) > _MOST_DIGITS:
        return Fraction(0), "large"
    if dot_groups and text[0] != "0" and _DOT_GROUPS.fullmatch(text):
        return Fraction(int(digits)), ""
    if before_scale and comma_decimal and (decimal := _ANY_COMMA_DECIMAL.fullmatch(text)):
        return Fraction(f"{decimal[1]}.{decimal[2]}"), ""
    if before_scale and (decimal := _DECIMAL.fullmatch(text) or _COMMA_DECIMAL.fullmatch(text)):
        return Fraction(decimal[1].replace(",", "") + "." + decimal[2]), ""
    if comma_decimal and (problem := _dotted_problem(text)):
        return Fraction(0), problem
    if len(text) > 1 and text[0] == "0":
        return Fraction(0), "zero_first"
    if text.isdecimal():
        return Fraction(int(text)), ""
    if comma_decimal and (decimal := _COMMA_DECIMAL.fullmatch(text)):
        return Fraction(f"{decimal[1]}.{decimal[2]}"), ""
    return _read_separated(text, digits)


def _dotted_problem(text: str) -> str:
    """Name what a number with dots is where the comma is the decimal mark: a date or a time of day."""
    if _DATE.fullmatch(text):
        return "date"
    return "time" if _CLOCK.fullmatch(text) else ""


def _read_separated(text: str, digits: str) -> tuple[Fraction, str]:
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (grouped[1] == "." and text.count(".") == 1):
        return Fraction(int(digits)), ""
    if grouped:
        return Fraction(0), "dotted"
    if _INDIAN.fullmatch(text):
        return Fraction(int(digits)), ""
    if decimal := _DECIMAL.fullmatch(text):
        return Fraction(decimal[1].replace(",", "") + "." + decimal[2]), ""
    return Fraction(0), "decimal" if _COMMA_DECIMAL.fullmatch(text) else "grouping"
