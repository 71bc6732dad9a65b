"""What must always hold, whatever the claims."""

import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import kinds, ledger_of, reconcile, shuffled, states

from reconcile.pipeline import run
from reconcile.schema import KINDS, STATES
from reconcile.tables import to_csv

WORDS = ["0", "7", "40", "44", "237", "4,404", "dozens", "several dozen", "at least 40", "more than 5,000", "up to 60",
         "about 300", "nearly 50", "40 to 60", "some people", "an unknown number", "hundreds"]
DAYS = ["2022-01-07", "2022-01-08", "2022-01-09", "2022-01-08/2022-01-09", "2022-01", "2022-01-09~"]
EXAMPLES = settings(max_examples=12, deadline=None, derandomize=True)

claims = st.lists(st.fixed_dictionaries({
    "stated": st.sampled_from(WORDS), "as_of": st.sampled_from(DAYS),
    "origin": st.sampled_from(["", "ministry", "police", "observer"]),
    "origin_type": st.sampled_from(["", "state"]),
    "measure": st.sampled_from(["killed", "killed", "killed", "intensive_care"]),
    "published": st.sampled_from(["2022-01-31", "2022-02-02", "2022-02-01/.."]),
}), min_size=1, max_size=9)


def with_retractions(rows, picks):
    """Let some rows withdraw an earlier one."""
    rows = [dict(row) for row in rows]
    for number, pick in enumerate(picks[:len(rows)], start=1):
        if pick and pick < number:
            rows[number - 1]["retracts"] = f"c{pick}"
    return rows


retractions = st.lists(st.integers(0, 4), max_size=9)


def outputs(result):
    """Return every table as text; footnotes and rows of the file aside."""
    tables = (result.estimates, result.discrepancies, result.conflicts, result.evidence, result.leave_one_out,
              result.claims.drop(columns=["row"]), result.findings)
    return [to_csv(table) for table in tables]


@EXAMPLES
@given(claims, retractions, st.randoms(use_true_random=False))
def test_row_order_never_matters(rows, picks, random):
    rows = with_retractions(rows, picks)
    order = list(range(len(rows)))
    straight = shuffled(rows, order)
    random.shuffle(order)
    assert outputs(reconcile(shuffled(rows, order))) == outputs(reconcile(straight))


@EXAMPLES
@given(claims, st.integers(0, 8), st.sampled_from(["4,404", "dozens", "9"]))
def test_an_echo_changes_nothing(rows, which, words):
    cited = f"c{which % len(rows) + 1}"
    relay = {**rows[which % len(rows)], "stated": words, "cites": cited, "origin": "", "origin_type": "",
             "as_of": "2022-03-01", "published": "2022-03-01"}
    before, after = reconcile(rows), reconcile([*rows, relay])
    columns = ["question", "policy", "low", "best", "high", "n_origins", "status", "as_of"]
    if states(before)[cited] in ("current", "superseded", "other_moment", "echo"):
        pd.testing.assert_frame_equal(before.estimates[columns], after.estimates[columns])


@EXAMPLES
@given(claims, retractions)
def test_low_best_and_high_are_in_order_and_name_their_claims(rows, picks):
    estimates = reconcile(with_retractions(rows, picks)).estimates
    low, best, high = (estimates[name].to_numpy() for name in ("low", "best", "high"))
    given_low = ~np.isnan(low)
    assert (low[given_low] <= high[given_low]).all()
    pointed = ~np.isnan(best)
    assert ((low <= best) & (best <= high))[pointed].all()
    assert (estimates["n_claims"][given_low] > 0).all() and (estimates["n_claims"][~given_low] == 0).all()
    assert (estimates["claim_ids"].map(len) == estimates["n_claims"]).all()
    assert (estimates["n_origins"] <= estimates["n_claims"]).all()


@EXAMPLES
@given(claims, retractions)
def test_every_claim_counts_once_or_says_why_not(rows, picks):
    result = reconcile(with_retractions(rows, picks))
    envelope = result.estimates[result.estimates["policy"] == "envelope"]
    counted = [claim_id for ids in envelope["claim_ids"] for claim_id in ids]
    assert len(counted) == len(set(counted))
    assert list(result.claims["claim_id"]) and set(result.claims["state"]) <= set(STATES)
    for row in result.claims.itertuples():
        if row.state == "current":
            assert row.claim_id in counted
        elif row.state != "echo":
            assert row.claim_id not in counted and row.state_reason


@EXAMPLES
@given(claims, retractions)
def test_an_open_end_stays_open(rows, picks):
    result = reconcile(with_retractions(rows, picks))
    opened = result.claims[(result.claims["state"] == "current") & result.claims["is_open"]]
    envelope = result.estimates[result.estimates["policy"] == "envelope"].set_index("question")["high"]
    assert all(math.isinf(envelope[question]) for question in opened["question"])


@EXAMPLES
@given(claims, st.integers(0, 8), st.integers(0, 30), st.integers(0, 30))
def test_widening_a_claim_never_creates_a_conflict(rows, which, down, up):
    plain = [{**row, "stated": "", "low": "40", "high": "60", "note": "made"} for row in rows]
    plain = [{**row, "low": str(40 + 7 * number), "high": str(45 + 7 * number)} for number, row in enumerate(plain)]
    wider = [dict(row) for row in plain]
    target = wider[which % len(wider)]
    target.update(low=str(int(target["low"]) - down), high=str(int(target["high"]) + up))

    def contradicting(result):
        return {pair for pair, kind in kinds(result).items() if kind == "contradicts"}

    assert contradicting(reconcile(wider)) <= contradicting(reconcile(plain))


@EXAMPLES
@given(claims, retractions)
def test_every_pair_of_one_question_is_classified_once(rows, picks):
    result = reconcile(with_retractions(rows, picks))
    stated = result.claims[result.claims["low"].notna()]
    sizes = stated.groupby("question").size()
    within = result.discrepancies[result.discrepancies["claim_a"].map(
        stated.set_index("claim_id")["question"]) == result.discrepancies["claim_b"].map(
        stated.set_index("claim_id")["question"])]
    assert len(within) == int((sizes * (sizes - 1) // 2).sum())
    assert set(result.discrepancies["kind"]) <= set(KINDS) and (result.discrepancies["reason"] != "").all()


@EXAMPLES
@given(claims)
def test_what_was_known_by_a_day_does_not_depend_on_what_came_later(rows):
    later = [{**row, "published": "2022-06-01"} for row in rows]
    early = [{**row, "published": "2022-02-01"} for row in rows]
    known = run(ledger_of([*early, *later]), known_by="2022-02-01")
    assert set(known.claims["claim_id"]) == {f"c{number}" for number in range(1, len(rows) + 1)}
    assert known.estimates.equals(reconcile(early).estimates)
