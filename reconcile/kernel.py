"""The arithmetic, on plain arrays: many questions at once, one row a figure.

Rows belong to questions by ``code`` (0 to n - 1) and need no order unless a function says so. Ends are
float64, an open upper end is ``inf``. Nothing here averages, so every result is exact.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reconcile.intervals import Counts, Flags

Codes = npt.NDArray[np.intp]


def lowest(code: Codes, values: Counts, n: int, where: Flags | None = None) -> Counts:
    """Return the smallest value of each question, ``nan`` for a question without rows.

    Parameters
    ----------
    code : array of int, shape (rows,)
    values : array of float, shape (rows,)
        Without ``nan``.
    n : int
        Number of questions.
    where : array of bool, shape (rows,), optional
        Rows that take part.

    Returns
    -------
    array of float, shape (n,)
    """
    if where is not None:
        code, values = code[where], values[where]
    result = np.full(n, np.inf)
    np.minimum.at(result, code, values)
    result[np.bincount(code, minlength=n) == 0] = np.nan
    return result


def highest(code: Codes, values: Counts, n: int, where: Flags | None = None) -> Counts:
    """Return the largest value of each question, ``nan`` for a question without rows."""
    return -lowest(code, -values, n, where)


def at_extreme(code: Codes, values: Counts, extreme: Counts) -> Flags:
    """Say which rows stand at the extreme of their question."""
    return np.asarray(values == extreme[code], dtype=np.bool_)


def same_figure(code: Codes, low: Counts, high: Counts) -> Codes:
    """Count, for each row, the rows of its question with the same two ends (itself included).

    Parameters
    ----------
    code : array of int, shape (rows,)
    low, high : array of float, shape (rows,)

    Returns
    -------
    array of int, shape (rows,)
    """
    if not len(code):
        return np.zeros(0, dtype=np.intp)
    order = np.lexsort((high, low, code))
    new = np.ones(len(order), dtype=bool)
    new[1:] = ((code[order][1:] != code[order][:-1]) | (low[order][1:] != low[order][:-1])
               | (high[order][1:] != high[order][:-1]))
    group = np.cumsum(new) - 1
    sizes = np.bincount(group)
    result = np.empty(len(order), dtype=np.intp)
    result[order] = sizes[group]
    return result


def most_supported(code: Codes, low: Counts, high: Counts, n: int) -> tuple[Counts, Counts, Codes]:
    """Return the interval that most rows of each question contain.

    Parameters
    ----------
    code : array of int, shape (rows,)
    low, high : array of float, shape (rows,)
        Closed intervals.
    n : int
        Number of questions.

    Returns
    -------
    low, high : array of float, shape (n,)
        When several separate intervals have the same support, the smallest that holds them all;
        ``nan`` for a question without rows.
    support : array of int, shape (n,)
        Rows that contain the best-supported number.

    Notes
    -----
    The sweep over sorted ends is Marzullo's algorithm: K. Marzullo, Maintaining the Time in a
    Distributed System, PhD thesis, Stanford University, 1984, as used by the Network Time Protocol.
    Starts sort before ends at the same number, for closed intervals touch.
    """
    if not len(code):
        return np.full(n, np.nan), np.full(n, np.nan), np.zeros(n, dtype=np.intp)
    codes = np.concatenate([code, code])
    values = np.concatenate([low, high])
    step = np.repeat([1, -1], len(code))
    order = np.lexsort((-step, values, codes))
    codes, values, step = codes[order], values[order], step[order]
    # The steps of each question sum to zero, so one running sum serves all questions.
    depth = np.cumsum(step)
    support = np.zeros(n, dtype=np.intp)
    np.maximum.at(support, codes, depth)
    starts = (depth == support[codes]) & (step == 1)
    stops = (depth == support[codes] - 1) & (step == -1)
    return lowest(codes, values, n, starts), highest(codes, values, n, stops), support


def hull_without_each(code: Codes, low: Counts, high: Counts, n: int) -> tuple[Counts, Counts]:
    """Return, for each row, the hull of the other rows of its question.

    Parameters
    ----------
    code : array of int, shape (rows,)
    low, high : array of float, shape (rows,)
    n : int
        Number of questions.

    Returns
    -------
    low, high : array of float, shape (rows,)
        ``nan`` where the row is alone.
    """
    return _lowest_of_others(code, low, n), -_lowest_of_others(code, -high, n)


def _lowest_of_others(code: Codes, values: Counts, n: int) -> Counts:
    order = np.lexsort((values, code))
    first = np.ones(len(order), dtype=bool)
    first[1:] = code[order][1:] != code[order][:-1]
    least = lowest(code, values, n)
    following = np.full(n, np.nan)
    second = np.flatnonzero(~first & np.concatenate([[False], first[:-1]]))
    following[code[order][second]] = values[order][second]
    result = least[code].copy()
    holder = order[first]
    result[holder] = following[code[holder]]
    return result
