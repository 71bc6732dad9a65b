"""The cheapest values to doubt, against the published examples of errorlocate and validatetools.

errorlocate: E. de Jonge and M. van der Loo, https://github.com/data-cleaning/errorlocate, README and
tests/testthat/test-locate_errors.R and test-replace-errors.R (GPL-3; only the numbers are used).
validate: M. van der Loo and E. de Jonge, The Data Validation Cookbook, section 1.1 "A quick example",
https://data-cleaning.github.io/validate/ (Journal of Statistical Software 97(10), 2021).
validatetools: https://cran.r-project.org/package=validatetools, tests/testthat/test-feasible.R.
"""

import math
from itertools import combinations

import numpy as np
import pytest

from reconcile.relations.doubt import cheapest_set, cheapest_to_doubt, list_conflicts, smallest

# profit + cost == turnover; cost >= 0.6 turnover; cost >= 0; and turnover >= 0 or profit >= 0.
BALANCE = ([[1, 1, -1]], [0])
RULES = {"turnover": [[0, -1, 0.6], [0, -1, 0], [0, 0, -1]], "profit": [[0, -1, 0.6], [0, -1, 0], [-1, 0, 0]]}
PROFIT, COST, TURNOVER = 0, 1, 2


@pytest.mark.parametrize(("rules", "record", "weights", "published"), [
    ("turnover", (750, 125, 200), None, (PROFIT,)),
    ("profit", (755, 125, 200), None, (PROFIT,)),
    ("profit", (55, 125, 200), (2, 2, 1), (TURNOVER,)),
    ("profit", (55, 125, 200), (2, 1, 2), (COST,)),
    ("profit", (55, 125, 200), (1, 2, 2), (PROFIT,)),
    ("turnover", (30, 70, 80), (math.inf, 1, math.inf), (COST,)),
    ("turnover", (30, 70, 80), (math.inf, math.inf, 1), (TURNOVER,)),
])
def test_errorlocate_profit_cost_turnover(rules, record, weights, published):
    """README (750, 125, 200) and tests; the third and later rows show that weights decide."""
    assert cheapest_to_doubt(RULES[rules], [0, 0, 0], record, weights, equal=BALANCE) == published


def test_errorlocate_issue_30_a_value_of_1e10():
    """errorlocate answers NA for profit, with a warning: its big M is 1e7. Here it is located."""
    assert cheapest_to_doubt(RULES["turnover"], [0, 0, 0], (1e10, 200, 300), equal=BALANCE) == (PROFIT,)


@pytest.mark.parametrize(("record", "published"), [((12, 2000), (0,)), ((35, -1000), (1,))])
def test_errorlocate_age_and_income(record, published):
    """Vignette "Inspecting the errorlocate MIP": age >= 18, income >= 0."""
    assert cheapest_to_doubt([[-1, 0], [0, -1]], [-18, 0], record) == published


def test_errorlocate_both_terms_when_the_sum_stands():
    """x + y == z, all but z doubtful: 6 + 6 is not 5 and no single change makes it so."""
    assert cheapest_to_doubt([[-1, 0, 0], [0, -1, 0]], [0, 0], (6, 6, 5), (1, 1, math.inf),
                             equal=([[1, 1, -1]], [0])) == (0, 1)


def test_errorlocate_issue_31_a_missing_value():
    assert cheapest_to_doubt([[-1, 0, 0], [0, -1, 0]], [0, 0], (10, math.nan, 5), (1, 1, 2),
                             equal=([[1, 1, -1]], [0])) == (0,)


def test_errorlocate_issue_34():
    """60 == y, 5 == yA, 5 == yB, 5 == yC, 25 == yD, 20 == yE, and y is their sum: yD and yE are wrong."""
    equal = (np.vstack([np.eye(6), [1, -1, -1, -1, -1, -1]]), [60, 5, 5, 5, 25, 20, 0])
    assert cheapest_to_doubt(np.zeros((0, 6)), [], (60, 5, 5, 5, 45, 0), equal=equal) == (4, 5)


@pytest.mark.parametrize(("weights", "published"), [((1, 1, 1), {1}), ((1, 10, 1), {0, 2})])
def test_validatetools_make_feasible(weights, published):
    """x > 1, x < 0, x > 2: the second rule goes, unless it weighs 10."""
    least, most = {0: 1, 2: 2}, {1: 0}

    def is_possible(kept):
        return max((least[rule] for rule in kept if rule in least), default=-9) < \
            min((most[rule] for rule in kept if rule in most), default=9)

    assert cheapest_set((0, 1, 2), dict(enumerate(map(float, weights))), is_possible) == published
    assert list_conflicts((0, 1, 2), is_possible, 10).conflicts == (frozenset({0, 1}), frozenset({1, 2}))


def test_what_stands_and_cannot_hold_is_an_error():
    with pytest.raises(ValueError, match="never doubted"):
        cheapest_to_doubt([[1.0]], [0], [5], [math.inf])


@pytest.mark.parametrize("seed", range(12))
def test_against_every_subset(seed):
    """All smallest conflicts and the cheapest set, by trying every subset of random threshold systems."""
    rng = np.random.default_rng(seed)
    members = tuple(range(int(rng.integers(4, 15))))
    bad = [frozenset(rng.choice(len(members), size=int(rng.integers(1, 4)), replace=False).tolist()) for _ in range(6)]
    weights = {member: float(rng.integers(1, 5)) / 4 for member in members}

    def is_possible(kept):
        return not any(found <= kept for found in bad)

    least = {found for found in bad if not any(other < found for other in bad)}
    listing = list_conflicts(members, is_possible, 50)
    assert set(listing.conflicts) == least and listing.is_complete
    best = min(sum(weights[member] for member in chosen) for size in range(len(members) + 1)
               for chosen in combinations(members, size) if is_possible(frozenset(members) - set(chosen)))
    found = cheapest_set(members, weights, is_possible)
    assert is_possible(frozenset(members) - found)
    assert sum(weights[member] for member in found) == pytest.approx(best)


def test_a_smallest_conflict_needs_each_member():
    def is_possible(kept):
        return sum(kept) <= 10

    found = smallest((1, 2, 3, 4, 5), is_possible)
    assert not is_possible(found) and all(is_possible(found - {member}) for member in found)


def test_a_cut_listing_says_so():
    listing = list_conflicts(range(8), lambda kept: len(kept) < 2, 5)
    assert len(listing.conflicts) == 5 and not listing.is_complete


# R's data set cars: speed and stopping distance of 50 cars (M. Ezekiel, Methods of Correlation Analysis, 1930).
SPEED = [4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16,
         17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25]
DIST = [2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40,
        32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85]


def test_validate_cookbook_cars():
    """speed >= 0, dist >= 0, speed / dist <= 1.5: summary() counts 50 items, 48 passes and 2 fails of the third."""
    rules, limit = [[-1, 0], [0, -1], [1, -1.5]], [0, 0, 0]
    doubted = [cheapest_to_doubt(rules, limit, record) for record in zip(SPEED, DIST, strict=True)]
    failing = [number for number, found in enumerate(doubted, start=1) if found]
    assert len(doubted) == 50 and failing == [1, 3]
