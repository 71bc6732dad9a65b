"""What a policy is: a named, published rule for going from figures to an estimate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reconcile.intervals import Counts, Flags
from reconcile.kernel import Codes, highest, lowest


@dataclass(frozen=True)
class Figures:
    """Current evidence of ``n`` questions as arrays, one element a row; every row another origin.

    Parameters
    ----------
    n : int
        Number of questions.
    code : array of int
        Question of each row, 0 to n - 1.
    low, high : array of float
        Ends of the figure, ``high`` is inf when open.
    as_of, published : array of int
        Days since 1970-01-01 that the figure speaks of and became known.
    is_soft : array of bool
        An end is a reading of a vague word and not a number that anyone stated.
    is_armed_group : array of bool
        The counter is an armed group, the field's "perpetrator".
    bound_low, bound_high : array of float, shape (n,)
        Ends that follow for each question from all claims and relations, ``nan`` where nothing follows.
    """

    n: int
    code: Codes
    low: Counts
    high: Counts
    as_of: npt.NDArray[np.int64]
    published: npt.NDArray[np.int64]
    is_soft: Flags
    is_armed_group: Flags
    bound_low: Counts
    bound_high: Counts


@dataclass(frozen=True)
class Choice:
    """What a policy gives: ends and point of each question, and the rows it rests on.

    Parameters
    ----------
    low, best, high : array of float, shape (n,)
        ``nan`` when absent; ``best`` is nan where the rule prints no single figure.
    used : array of bool, shape (rows,)
        Rows that the result rests on.
    """

    low: Counts
    best: Counts
    high: Counts
    used: Flags


@dataclass(frozen=True)
class Policy:
    """A named rule.

    Parameters
    ----------
    name, title : str
        Word of the command line, and name for readers.
    rule : str
        The rule in one or two sentences.
    source : str
        Where it is published, or that it is a house rule.
    choose : callable
        Figures in, Choice out.
    lexicon : str
        Profile of its publisher for words; empty when none was published.
    least_origins : int
        Origins that the publisher asks for; with fewer the result is marked ``provisional``.
    """

    name: str
    title: str
    rule: str
    source: str
    choose: Callable[[Figures], Choice]
    lexicon: str = ""
    least_origins: int = 1


def hull(figures: Figures, used: Flags) -> tuple[Counts, Counts]:
    """Return the lowest low and the highest high of the rows used, by question."""
    return (lowest(figures.code, figures.low, figures.n, used), highest(figures.code, figures.high, figures.n, used))


def single_figure(figures: Figures, used: Flags) -> Choice:
    """Return the choice of a rule that enters one number: the lowest that the chosen rows allow.

    The ends keep the chosen wording, so "at least 11" is entered as 11 and stays open above.
    """
    low, high = hull(figures, used)
    return Choice(low, low.copy(), high, used)


def point_if_exact(low: Counts, high: Counts) -> Counts:
    """Return the one number of an interval that holds a single number, else ``nan``."""
    return np.where(low == high, low, np.nan)
