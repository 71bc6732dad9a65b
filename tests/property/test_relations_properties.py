"""What must hold for every set of claims: sound bounds, minimal conflicts, no effect of order.

The relations are written down a second time here, without the package: once for the claimed questions
only (the least that must be used) and once for every combination of measure, population and place (the
most that can follow), on a grid of days, and solved undivided.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.relations import deduce, load


DAYS = 4
PLACES = ("K", "K/a", "K/a/x", "K/a/y", "K/b")
GROUPS = {"everyone": {"police", "soldiers", "others"}, "security_forces": {"police", "soldiers"},
          "police": {"police"}, "soldiers": {"soldiers"}}
MEASURES = ("killed", "injured", "casualties")
LEAVES = [(m, g, p) for m in MEASURES[:2] for g in ("police", "soldiers", "others")
          for p in ("K/a/x", "K/a/y", "K/b", "K")]
GRID = [(m, g, p) for m in MEASURES for g in GROUPS for p in PLACES]


def within(place: str, whole: str) -> bool:
    return place == whole or place.startswith(f"{whole}/")


def truth_of(steps: list[list[int]]) -> dict[tuple[str, str, str], np.ndarray]:
    """Add up running counts of the leaves to the count of every question."""
    leaves = {leaf: np.cumsum(step) for leaf, step in zip(LEAVES, steps, strict=True)}
    return {(m, g, p): sum((count for (lm, lg, lp), count in leaves.items() if within(lp, p) and lg in GROUPS[g]
                            and m in (lm, "casualties")), np.zeros(DAYS, int)) for m, g, p in GRID}


@st.composite
def worlds(draw, wrong: int = 0):
    """Draw a true world and claims; each of the first ``wrong`` claims is shifted off its truth."""
    steps = draw(st.lists(st.lists(st.integers(0, 6), min_size=DAYS, max_size=DAYS),
                          min_size=len(LEAVES), max_size=len(LEAVES)))
    truth = truth_of(steps)
    grid = GRID if draw(st.booleans()) else [key for key in GRID if key[0] == "killed"]
    rows = []
    for number in range(draw(st.integers(1, 9))):
        key = draw(st.sampled_from(grid))
        first = draw(st.integers(0, DAYS - 1))
        last = draw(st.integers(first, DAYS - 1))
        value = int(truth[key][draw(st.integers(first, last))])
        low = max(0, value - draw(st.integers(0, 3)))
        high = value + draw(st.sampled_from([0, 1, 3, np.inf]))
        shift = draw(st.integers(-15, 15)) if number < wrong else 0
        rows.append((f"c{number}", key, first, last, max(0, low + shift), max(0, high + shift)))
    return truth, rows


def frame_of(rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    day = pd.Timestamp("2022-01-01")
    claims = pd.DataFrame([{
        "claim_id": name, "question": "demo:" + ":".join(key), "event": "demo", "measure": key[0],
        "population": key[1], "place": key[2], "counting": "cumulative", "unit": "persons", "since": "",
        "as_of": "", "as_of_from": day + pd.Timedelta(days=first), "as_of_to": day + pd.Timedelta(days=last),
        "compatible_low": float(low), "compatible_high": float(high), "state": "current", "origin": name,
        "origin_type": "", "source_type": "", "is_soft": False} for name, key, first, last, low, high in rows])
    return claims, claims[["question"]].drop_duplicates()


def run(rows, **settings_):
    return deduce(*frame_of(rows), load(), **settings_)


class Undivided:
    """One integer programme over questions and days, with the relations written down by hand."""

    def __init__(self, keys) -> None:
        self.keys = sorted(keys)
        self.column = {(key, day): place for place, (key, day) in
                       enumerate((key, day) for key in self.keys for day in range(DAYS))}
        self.rows: list[tuple[dict[int, int], float, float]] = []
        for key in self.keys:
            for day in range(1, DAYS):
                self._row({(key, day - 1): 1, (key, day): -1})
        for part in self.keys:
            for whole in self.keys:
                if self._inside(part, whole):
                    self._each_day([part], whole)
        for whole in self.keys:
            self._sums(whole)

    @staticmethod
    def _inside(part, whole) -> bool:
        wider = GROUPS[part[1]] <= GROUPS[whole[1]] and within(part[2], whole[2])
        return part != whole and part[0] == whole[0] and wider

    def _sums(self, whole) -> None:
        for size in (2, 3):
            for parts in combinations([key for key in self.keys if self._inside(key, whole)], size):
                places = all(key[1] == whole[1] for key in parts) and not any(
                    within(a[2], b[2]) or within(b[2], a[2]) for a, b in combinations(parts, 2))
                groups = all(key[2] == whole[2] for key in parts) and \
                    {key[1] for key in parts} == {"police", "soldiers"}
                if places or groups:
                    self._each_day(parts, whole)
        terms = [(measure, *whole[1:]) for measure in MEASURES[:2]]
        if whole[0] == "casualties" and all(term in self.keys for term in terms):
            self._each_day(terms, whole, exact=True)
        elif whole[0] == "casualties":
            for term in terms:
                if term in self.keys:
                    self._each_day([term], whole)

    def _each_day(self, parts, whole, exact: bool = False) -> None:
        for day in range(DAYS):
            self._row({**{(part, day): 1 for part in parts}, (whole, day): -1}, exact)

    def _row(self, terms, exact: bool = False) -> None:
        self.rows.append(({self.column[cell]: value for cell, value in terms.items()}, 0.0 if exact else -np.inf, 0.0))

    def solve(self, claims, cost=None):
        from scipy.optimize import Bounds, LinearConstraint, milp

        low, high = np.zeros(len(self.column)), np.full(len(self.column), 1e5)
        for _, key, first, last, least, most in claims:
            low[self.column[key, last]] = max(low[self.column[key, last]], least)
            high[self.column[key, first]] = min(high[self.column[key, first]], most)
        if (low > high).any():
            return None
        matrix = np.zeros((len(self.rows), len(self.column)))
        for number, (terms, _, _) in enumerate(self.rows):
            matrix[number, list(terms)] = list(terms.values())
        limits = [[row[side] for row in self.rows] for side in (1, 2)]
        rules = [LinearConstraint(matrix, *limits)] if self.rows else []
        result = milp(np.zeros(len(low)) if cost is None else cost, integrality=np.ones(len(low)),
                      bounds=Bounds(low, high), constraints=rules)
        return result.fun if result.status == 0 else None

    def ends(self, claims, key, day) -> tuple[float, float]:
        cost = np.zeros(len(self.column))
        cost[self.column[key, day]] = 1
        low, high = self.solve(claims, cost), -self.solve(claims, -cost)
        return round(low), np.inf if high > 4e4 else round(high)


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_claims_that_are_true_of_a_world_never_conflict_and_every_bound_holds_it(drawn):
    truth, rows = drawn
    logic = run(rows)
    assert logic.conflicts.empty
    assert set(logic.bounds["status"]) == {"follows"}
    for row in logic.bounds.itertuples():
        key = tuple(row.question.split(":")[1:])
        value = truth[key][(pd.Timestamp(row.as_of) - pd.Timestamp("2022-01-01")).days]
        assert row.low <= value <= row.high
        assert row.own_low <= row.low and row.high <= row.own_high


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_bounds_are_as_tight_as_one_undivided_programme(drawn):
    _, rows = drawn
    keys = {row[1] for row in rows}
    least, most = Undivided(keys), Undivided(GRID)
    for row in run(rows).bounds.itertuples():
        key, day = tuple(row.question.split(":")[1:]), (pd.Timestamp(row.as_of) - pd.Timestamp("2022-01-01")).days
        loose, tight = least.ends(rows, key, day), most.ends(rows, key, day)
        assert loose[0] <= row.low <= tight[0]
        assert tight[1] <= row.high <= loose[1]


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_removing_a_claim_never_tightens(drawn):
    _, rows = drawn
    before = run(rows).bounds.set_index("question")
    for left_out in range(len(rows)):
        rest = rows[:left_out] + rows[left_out + 1:]
        if not rest:
            continue
        for row in run(rest).bounds.itertuples():
            known = before.loc[row.question]
            if row.as_of == known["as_of"]:
                assert row.low <= known["low"] and known["high"] <= row.high


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_the_claims_named_behind_an_end_force_it(drawn):
    _, rows = drawn
    by_name = {row[0]: row for row in rows}
    most = Undivided(GRID)
    for row in run(rows).bounds.itertuples():
        key, day = tuple(row.question.split(":")[1:]), (pd.Timestamp(row.as_of) - pd.Timestamp("2022-01-01")).days
        assert bool(row.low_claims) == (row.low > row.own_low)
        assert bool(row.high_claims) == (row.high < row.own_high)
        if row.low_claims:
            assert most.ends([by_name[name] for name in row.low_claims], key, day)[0] >= row.low
            assert row.low_relations
        if row.high_claims:
            assert most.ends([by_name[name] for name in row.high_claims], key, day)[1] <= row.high
            assert row.high_relations


@settings(max_examples=40, deadline=None)
@given(worlds(wrong=3))
def test_each_conflict_is_impossible_and_possible_without_any_one_member(drawn):
    _, rows = drawn
    by_name = {row[0]: row for row in rows}
    least, most = Undivided({row[1] for row in rows}), Undivided(GRID)
    logic = run(rows)
    for found in logic.conflicts.itertuples():
        members = [by_name[name] for name in found.claim_ids]
        assert most.solve(members) is None
        for left_out in members:
            assert least.solve([member for member in members if member is not left_out]) is not None
        assert found.reason.endswith("is impossible.") or "No whole numbers" in found.reason
    if logic.conflicts.empty:
        assert least.solve(rows) is not None
    else:
        assert most.solve(rows) is None
        assert set(logic.bounds["status"]) & {"unresolved"}


@settings(max_examples=25, deadline=None)
@given(worlds(wrong=3))
def test_every_smallest_conflict_is_listed(drawn):
    _, rows = drawn
    least = Undivided({row[1] for row in rows})
    found = [set(ids) for ids in run(rows).conflicts["claim_ids"]]
    for size in (2, 3):
        for members in combinations(rows, size):
            if least.solve(members) is None:
                assert any(ids <= {member[0] for member in members} for ids in found)


@settings(max_examples=25, deadline=None)
@given(worlds(wrong=2), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(drawn, random):
    _, rows = drawn
    other = list(rows)
    random.shuffle(other)
    for one, two in zip(vars(run(rows)).values(), vars(run(other)).values(), strict=True):
        pd.testing.assert_frame_equal(one, two)


@settings(max_examples=30, deadline=None)
@given(worlds(), worlds(wrong=2))
def test_components_do_not_touch_one_another(first, second):
    """Two events in one call give what each gives alone."""
    claims, other = frame_of(first[1])[0], frame_of(second[1])[0]
    other = other.assign(event="other", claim_id="d" + other["claim_id"].str[1:],
                         question=other["question"].str.replace("demo:", "other:"))
    other["origin"] = other["claim_id"]
    both = pd.concat([claims, other], ignore_index=True)
    together = deduce(both, both[["question"]], load())
    for name in ("bounds", "conflicts", "residuals"):
        apart = pd.concat([getattr(deduce(part, part[["question"]], load()), name) for part in (claims, other)])
        whole = getattr(together, name)
        assert len(apart) == len(whole)
        order = list(whole.columns[:2])
        pd.testing.assert_frame_equal(whole.sort_values(order).reset_index(drop=True),
                                      apart.sort_values(order).reset_index(drop=True), check_dtype=False)
