"""What changed between two reconciliations, and which claims moved each estimate."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest

from reconcile import diff, read_ledger, run
from reconcile.tables import to_json
from worlds import ledger_of, reconcile

FIRST = """claim_id | measure  | stated | source
           a        | detained | 4,404  | Ministry
           k        | killed   | 40     | Ministry"""
SECOND = """claim_id | measure  | stated          | source
            a        | detained | 4,404           | Ministry
            b        | detained | more than 5,000 | Observer
            k        | killed   | 40              | Ministry"""


def compared(old, new, **settings):
    """Return the difference of two small tables."""
    return diff.difference(reconcile(old, **settings), reconcile(new, **settings))


def headline(found):
    """Return the rows of the headline policy."""
    return found.estimates[found.estimates["policy"] == "envelope"].to_dict("records")


def reasons(found):
    """Return the sentences of the headline policy."""
    return [row["reason"] for row in headline(found)]


class TestClaims:
    """Claims that came, went or changed."""

    def test_same_ledger_has_no_difference(self):
        found = compared(FIRST, FIRST)
        assert found.claims.empty and found.estimates.empty
        assert diff.to_text(found) == "Nothing changed.\n"
        assert diff.to_records(found) == []

    def test_came(self):
        row, = compared(FIRST, SECOND).claims.to_dict("records")
        assert row == {"claim_id": "b", "change": "came", "columns": "", "source": "Observer",
                       "stated": "more than 5,000", "question": "demo:detained:everyone::cumulative:persons"}

    def test_went(self):
        row, = compared(SECOND, FIRST).claims.to_dict("records")
        assert (row["claim_id"], row["change"], row["source"]) == ("b", "went", "Observer")

    @pytest.mark.parametrize(("column", "old", "new", "told"), [
        ("stated", "40", "44", "stated: 40 -> 44; low: 40 -> 44; high: 40 -> 44; compatible_low: 40 -> 44; "
                               "compatible_high: 40 -> 44"),
        ("url", "", "https://example.org", "url: (empty) -> https://example.org"),
        ("population", "", "police", "population: everyone -> police"),
        ("stated", "40", "", "stated: 40 -> (empty); low: 40 -> 41"),
    ])
    def test_changed_columns_from_and_to(self, column, old, new, told):
        rows = [{"claim_id": "a", "stated": "40", "note": "counted", column: value} for value in (old, new)]
        if not new:
            rows[1] |= {"low": "41", "high": "41"}
        row, = compared([rows[0]], [rows[1]]).claims.to_dict("records")
        assert row["change"] == "changed" and row["columns"].startswith(told)

    def test_extra_column_of_the_ledger_counts(self):
        new = reconcile("claim_id | stated\na | 40")
        old = reconcile("claim_id | stated\na | 40")
        old.claims["desk"], new.claims["desk"] = "north", "south"
        assert list(diff.difference(old, new).claims["columns"]) == ["desk: north -> south"]

    def test_place_in_the_evidence_is_a_change_too(self):
        found = compared("claim_id | stated | source | as_of\na | 40 | Ministry | 2022-01-08",
                         "claim_id | stated | source | as_of\na | 40 | Ministry | 2022-01-08\n"
                         "b | 44 | Ministry | 2022-01-09")
        assert list(found.claims["columns"]) == ["state: current -> superseded", ""]


class TestEstimates:
    """Estimates that moved, with the claims that moved them."""

    def test_claim_that_came(self):
        found = compared(FIRST, SECOND)
        row, = headline(found)
        assert (row["from_low"], row["from_high"], row["to_low"], row["to_high"]) == (4404, 4404, 4404, math.inf)
        assert (row["from_status"], row["to_status"], row["claim_ids"]) == ("single", "disputed", ("b",))
        assert row["reason"] == ("The range of people detained went from 4,404 to between 4,404 and more than 5,000 "
                                 "because claim b (Observer, “more than 5,000”) came.")

    def test_claim_that_went(self):
        assert reasons(compared(SECOND, FIRST)) == [
            "The range of people detained went from between 4,404 and more than 5,000 to 4,404 "
            "because claim b (Observer, “more than 5,000”) went."]

    def test_claim_that_changed(self):
        new = FIRST.replace("40     | Ministry", "44     | Ministry")
        assert reasons(compared(FIRST, new)) == [
            "The range of people killed went from 40 to 44 because claim k (Ministry, “44”) changed from 40 to 44."]

    def test_only_the_question_of_the_claim_moves(self):
        assert set(compared(FIRST, SECOND).estimates["question"]) == {"demo:detained:everyone::cumulative:persons"}

    def test_corrected_link_moves_nothing(self):
        found = compared("claim_id | stated | url\na | 40 |", "claim_id | stated | url\na | 40 | https://example.org")
        assert len(found.claims) == 1 and found.estimates.empty
        assert diff.to_text(found).endswith("No estimate moved.\n")

    def test_update_names_the_later_claim_and_the_one_it_replaced(self):
        first = "claim_id | stated | source | as_of\na | 40 | Ministry | 2022-01-08"
        reason, = reasons(compared(first, first + "\nb | 44 | Ministry | 2022-01-09"))
        assert reason == ("The range of people killed went from 40 to 44 because claim a (Ministry, “40”) no longer "
                          "counts (its origin has a later figure (claim b)) and claim b (Ministry, “44”) came.")

    def test_echo_that_came_beside_another_claim_is_not_named(self):
        first = "claim_id | stated | source | cites\na | 40 | Ministry |"
        row, = headline(compared(first, first + "\nb | 44 | Hospital |\nc | 40 | Paper | a"))
        assert row["claim_ids"] == ("b",)

    def test_retraction_names_both_claims(self):
        first = "claim_id | stated | source | retracts\na | 164 | Channel |\nb | 44 | Ministry |"
        row, = headline(compared(first, first + "\nr | | Channel | a"))
        assert row["claim_ids"] == ("a", "r")
        assert "claim a (Channel, “164”) no longer counts (withdrawn by claim r)" in row["reason"]
        assert "claim r (Channel) came, withdrawing claim a" in row["reason"]

    def test_retraction_that_went_lets_a_claim_count_again(self):
        first = "claim_id | stated | source | retracts\na | 164 | Channel |\nb | 44 | Ministry |"
        reason, = reasons(compared(first + "\nr | | Channel | a", first))
        assert "claim a (Channel, “164”) counts again" in reason

    def test_status_alone(self):
        first = "claim_id | stated | source\na | 40 | Ministry"
        assert reasons(compared(first, first + "\nb | 40 | Hospital")) == [
            "The range of people killed is still 40, but its status went from single to agreed because "
            "claim b (Hospital, “40”) came."]

    def test_new_question_and_one_that_went(self):
        found = compared("claim_id | stated\na | 40", "claim_id | stated | population\na | 40 | police")
        came, went = headline(found)[1], headline(found)[0]
        assert (went["change"], came["change"]) == ("went", "came")
        assert math.isnan(came["from_low"]) and came["from_status"] == "" and math.isnan(went["to_low"])
        assert came["reason"] == ("The question of police officers killed is new: 40, because claim a "
                                  "(source of a, “40”) now speaks to this question.")
        assert went["reason"] == ("The question of people killed is gone; its range was 40, because claim a "
                                  "(source of a, “40”) no longer speaks to this question.")

    def test_another_lexicon_is_named(self):
        ledger = ledger_of("claim_id | stated\na | dozens")
        found = diff.difference(run(ledger, lexicon="default"), run(ledger, lexicon="acled"))
        assert "the words were read" not in reasons(found)[0]
        assert "claim a (source of a, “dozens”) changed from 24 to 99 to" in reasons(found)[0]

    def test_move_without_a_claim_is_put_down_to_the_rules(self):
        old, new = reconcile("claim_id | stated\na | 40"), reconcile("claim_id | stated\na | 40")
        new.estimates.loc[new.estimates["policy"] == "gtd", ["low", "high"]] = 39.0
        row, = diff.difference(old, new).estimates.to_dict("records")
        assert row["claim_ids"] == () and row["policy"] == "gtd"
        assert row["reason"] == ("The range of people killed under gtd went from 40 to 39 although none of its "
                                 "claims changed: a rule or another setting did.")

    def test_move_without_a_claim_under_another_lexicon(self):
        old, new = (run(ledger_of("claim_id | stated\na | dozens"), policies=["acled"], lexicon=name)
                    for name in ("", "default"))
        rows = diff.difference(old, new).estimates.to_dict("records")
        assert rows[0]["reason"].endswith("although none of its claims changed: the words were read by default "
                                          "instead of each policy's own lexicon.")

    def test_policy_of_one_side_only_is_left_out(self):
        old, new = reconcile(FIRST, policies=["ucdp"]), reconcile(SECOND, policies=["gtd"])
        assert set(diff.difference(old, new).estimates["policy"]) == {"envelope"}

    def test_many_claims_are_counted(self):
        many = "claim_id | stated | source\n" + "\n".join(f"b{n} | {50 + n} | Source {n}" for n in range(7))
        reason, = reasons(compared("claim_id | stated\na | 40", many + "\na | 40 | source of a"))
        assert "claim b3 (Source 3, “53”) came and 3 more claims came, went or changed." in reason

    def test_long_names_are_counted_sooner(self):
        source = "The Committee of the Relatives of Those who Died in the Square on the Night of the Fire"
        new = "claim_id | stated | source\na | 40 | Ministry\n" + "\n".join(
            f"b{n} | between {50 + n} and {60 + n} people | {source} {n}" for n in range(3))
        reason, = reasons(compared("claim_id | stated | source\na | 40 | Ministry", new))
        assert "claim b0 (" in reason and "claim b1 (" not in reason
        assert reason.endswith("came and 2 more claims came, went or changed.")


class TestViews:
    """The difference as text and JSON."""

    def test_records_are_claims_then_estimates(self):
        rows = diff.to_records(compared(FIRST, SECOND))
        assert [row["kind"] for row in rows[:2]] == ["claim", "estimate"]
        assert rows[0]["claim_id"] == "b"
        assert list(rows[1]) == ["kind", *diff.ESTIMATE_CHANGES.names]
        assert rows[1]["to_high"] is None and rows[1]["claim_ids"] == ["b"]
        assert json.loads(to_json(rows)) == rows

    def test_text(self):
        text = diff.to_text(compared(FIRST, SECOND, policies=["ucdp"]))
        assert text == ("change  claim  source    stated           what changed\n"
                        "------  -----  --------  ---------------  ------------\n"
                        "came    b      Observer  more than 5,000\n"
                        "\n"
                        "The range of people detained went from 4,404 to between 4,404 and more than 5,000 because "
                        "claim b (Observer, “more than 5,000”) came.\n"
                        "  ucdp: 4,404 -> at least 4,404 (best 4,404)\n")

    def test_no_claim_changed(self):
        old, new = reconcile(FIRST), reconcile(FIRST)
        new.estimates.loc[0, "low"] = 1.0
        assert diff.to_text(diff.difference(old, new)).startswith("No claim changed.\n")

    def test_row_order_does_not_matter(self):
        lines = SECOND.splitlines()
        turned = "\n".join([lines[0], *reversed(lines[1:])])
        pd.testing.assert_frame_equal(compared(FIRST, SECOND).estimates, compared(FIRST, turned).estimates)
        assert compared(SECOND, turned).claims.empty


def test_one_ledger_on_two_dates():
    ledger = read_ledger("figures.csv")
    found = diff.difference(run(ledger, known_by="2022-01-10"), run(ledger))
    row = next(row for row in headline(found) if ":detained:everyone:" in row["question"])
    assert row["claim_ids"] == ("kz22-001",)
    assert row["reason"].startswith("The range of people detained went from more than 5,000 to between 4,404 and "
                                    "more than 5,000 because claim kz22-001")
