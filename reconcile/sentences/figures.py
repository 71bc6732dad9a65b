"""Numbers and ranges as a careful writer would print them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reconcile.sentences.catalogue import say
from reconcile.sentences.locales import forms

if TYPE_CHECKING:
    import pandas as pd

_LAST_NUMBER = re.compile(r"(?:\d[.,'’\s]?)+$")
_INNER_QUOTES = str.maketrans("“”„«»", "‘’‘‘’")


def count(number: float) -> str:
    """Print a count with its thousands apart, on a page or an axis; an open end is a word.

    Examples
    --------
    >>> count(4404.0)
    '4,404'
    """
    if math.isnan(number):
        return say("no figure")
    return say("no upper bound") if math.isinf(number) else forms().number(int(number))


def plural(number: float, one: str, many: str = "") -> str:
    """Print a number with its English noun: ``1 claim``, ``2 claims``."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


class Amount(NamedTuple):
    """A number or range in words, and what the noun after it follows.

    Parameters
    ----------
    words : str
    number : float
        The last number of the words.
    form : {"", "floor", "between"}
        How it is said: plainly, as an open lower bound, or as a range.
    """

    words: str
    number: float
    form: str = ""


def interval_words(low: float, high: float) -> str:
    """Print an interval: ``40``, ``36 to 99``, ``at least 2``, ``no figure``.

    Parameters
    ----------
    low, high : float
        Inclusive ends; ``high`` may be ``inf``, both may be ``nan``.
    """
    if math.isfinite(high) and low != high:
        return say("interval", high, low=count(low), high=count(high))
    return amount_of(low, high).words


def floor_words(low: float, hedge: str = "") -> str:
    """Print an open lower bound the way it was said: ``more than 5,000`` or ``at least 5,000``."""
    return _floor(low, hedge).words


def _floor(low: float, hedge: str = "") -> Amount:
    if low <= 0:
        return Amount(say("zero or more"), 0, "floor")
    if low > 1 and (hedge == "more_than" or (not hedge and low > 1000 and low % 100 == 1)):
        return Amount(say("more than", low - 1, number=count(low - 1)), low - 1, "floor")
    return Amount(say("at least", low, number=count(low)), low, "floor")


def amount_of(low: float, high: float) -> Amount:
    """Return an interval as it stands in a sentence: ``40``, ``between 36 and 99``, ``at least 2``."""
    if math.isnan(low) or low == high:
        return Amount(count(low), low)
    if math.isinf(high):
        return _floor(low)
    # A range is several, even from 0 to 1.
    return Amount(say("between", high, low=count(low), high=count(high)), max(high, 2), "between")


def range_words(low: float, high: float, leads: pd.DataFrame) -> str:
    """Print a range of reported figures so that an open end stays open.

    Parameters
    ----------
    low, high : float
        Ends of the range.
    leads : DataFrame
        The claims behind it, with the columns low, high, is_open, is_soft and hedge.

    Returns
    -------
    str
        Such as ``between 4,404 and more than 5,000``.
    """
    return range_of(low, high, leads).words


def range_of(low: float, high: float, leads: pd.DataFrame) -> Amount:
    """Return a range of reported figures in words, see :func:`range_words`."""
    if math.isnan(low) or not math.isinf(high):
        return amount_of(low, high)
    opened = leads[leads["is_open"] & leads["low"].notna()].sort_values(["low", "claim_id"])
    closed = leads["high"][~leads["is_open"]].max()
    lowest = opened["hedge"][opened["low"] == low]
    first = _floor(low, str(lowest.iloc[0]) if len(lowest) else "at_least")
    if len(opened) and opened["low"].iloc[-1] > low and not closed > opened["low"].iloc[-1]:
        top = _floor(float(opened["low"].iloc[-1]), str(opened["hedge"].iloc[-1]))
        # "40" and "more than 40" leave 40 or more; there is nothing between.
        return first if top.number == low else \
            Amount(say("between", top.number, low=count(low), high=top.words), top.number, "between")
    if closed > low:
        is_stated = (~leads["is_open"] & ~leads["is_soft"] & (leads["high"] == closed)).any()
        key = "highest stated" if is_stated else "highest read"
        return Amount(say(key, floor=first.words, highest=count(closed)), closed, "floor")
    return first if len(lowest) else _floor(low)


def quoted(words: str, longest: int = 80) -> str:
    """Print words of a source in quotation marks, on one line; quotation marks inside become single.

    Long words are cut between two of them, and never inside a number: "at 5…" must not stand for "at 5 500".
    """
    flat = " ".join(str(words).split())
    if len(flat) > longest:
        flat = _LAST_NUMBER.sub("", flat[:longest].rpartition(" ")[0] or flat[:longest]).rstrip() + "…"
    return say("quoted", words=flat.translate(_INNER_QUOTES))


def full_stop(text: str) -> str:
    """End a sentence with a full stop where it has no end of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Join parts as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return say("joined" if last == "and" else f"joined.{last}", parts=", ".join(parts[:-1]), last=parts[-1])
