"""The arithmetic against a slow and obvious version of itself."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reconcile import kernel
from reconcile.intervals import gap, meet, within

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(0, 6) | st.just(math.inf)), max_size=14)


def arrays(drawn):
    code = np.array([row[0] for row in drawn], dtype=np.intp)
    low = np.array([row[1] for row in drawn], dtype=float)
    return code, low, low + np.array([row[2] for row in drawn], dtype=float)


def same(found, wanted):
    np.testing.assert_array_equal(found, np.array(wanted, dtype=float))


@given(rows)
def test_lowest_and_highest(drawn):
    code, low, high = arrays(drawn)
    same(kernel.lowest(code, low, 4), [min(low[code == q], default=np.nan) for q in range(4)])
    same(kernel.highest(code, high, 4), [max(high[code == q], default=np.nan) for q in range(4)])


@given(rows)
def test_same_figure(drawn):
    code, low, high = arrays(drawn)
    wanted = [sum((code == c) & (low == a) & (high == b)) for c, a, b in zip(code, low, high, strict=True)]
    assert kernel.same_figure(code, low, high).tolist() == wanted


@given(rows)
def test_most_supported(drawn):
    code, low, high = arrays(drawn)
    found_low, found_high, support = kernel.most_supported(code, low, high, 4)
    for question in range(4):
        mine = [(a, b) for c, a, b in zip(code, low, high, strict=True) if c == question]
        if not mine:
            assert math.isnan(found_low[question]) and support[question] == 0
            continue
        depth = {point: sum(a <= point <= b for a, b in mine) for pair in mine for point in pair}
        best = max(depth.values())
        held = [point for point, count in depth.items() if count == best]
        assert (found_low[question], found_high[question], support[question]) == (min(held), max(held), best)


@given(rows)
def test_hull_without_each(drawn):
    code, low, high = arrays(drawn)
    found_low, found_high = kernel.hull_without_each(code, low, high, 4)
    for row, question in enumerate(code):
        others = (code == question) & (np.arange(len(code)) != row)
        same(found_low[row:row + 1], [min(low[others], default=np.nan)])
        same(found_high[row:row + 1], [max(high[others], default=np.nan)])


def test_intervals_are_closed():
    one, ten, far = np.array([1.0]), np.array([10.0]), np.array([math.inf])
    assert meet(one, ten, ten, far).all() and within(one, one, one, ten).all()
    assert gap(one, ten, np.array([15.0]), far).tolist() == [5.0] and gap(one, ten, ten, far).tolist() == [0.0]
    assert math.isnan(gap(one, ten, np.array([math.nan]), far)[0])
