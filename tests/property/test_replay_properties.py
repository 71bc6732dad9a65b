"""What a report replays is what a run of that day says, whatever the claims."""

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ledger_of

from reconcile.pipeline import run
from reconcile.sentences import headline
from reconcile.tables import headlines

EXAMPLES = settings(max_examples=8, deadline=None, derandomize=True)

claims = st.lists(st.fixed_dictionaries({
    "stated": st.sampled_from(["40", "4,404", "dozens", "at least 40", "more than 5,000", "an unknown number"]),
    "published": st.sampled_from(["2022-01-08", "2022-01-09", "2022-01-12", "2022-01", "2022-02-01/.."]),
    "since": st.sampled_from(["", "", "2022-01-02", "2022-01-05"]),
    "place": st.sampled_from(["", "Land", "Land/North"]),
    "origin": st.sampled_from(["", "ministry", "police"]),
    "retracts": st.sampled_from(["", "", "", "c1"]),
}), min_size=1, max_size=7)


@EXAMPLES
@given(claims)
def test_every_question_reads_on_every_day_as_a_run_of_that_day(rows):
    rows[0]["retracts"] = ""
    ledger = ledger_of(rows, as_of="2022-01-06")
    whole = run(ledger, policies=["envelope"])
    final = dict(zip(whole.claims["claim_id"], whole.claims["question"], strict=True))
    told = whole.told.to_dict("records")
    for day in sorted({row["known_by"] for row in told}):
        known = run(ledger, policies=["envelope"], known_by=day)
        for question, estimate, leads in headlines(known.questions, known.estimates, known.claims):
            mine = known.claims["claim_id"][known.claims["question"] == question["question"]]
            for name in {final[claim_id] for claim_id in mine}:
                last = [row for row in told if row["known_by"] <= day and name in row["speaks_to"]][-1]
                assert last["sentence"] == headline(question, estimate, leads)
                assert (last["status"], last["claim_ids"]) == (question["status"], estimate["claim_ids"] or tuple(mine))
