"""How ranges moved as knowledge came in."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from reconcile import history, read_ledger, run
from reconcile.errors import UsageError
from reconcile.sentences import headline
from reconcile.tables import headlines
from worlds import ledger_of

CHANNEL = """claim_id | stated          | source   | published  | as_of      | retracts
             a        | 164             | Channel  | 2022-01-09 | 2022-01-09 |
             r        |                 | Ministry | 2022-01-10 | 2022-01-10 | a
             b        | 225             | Prosecutor | 2022-01-15 | 2022-01-15 |
             c        | more than 230   | Observer | 2022-03-14/.. | 2022-03-14 |"""


def moves(table, **settings):
    """Return the history of a small table."""
    return history.moves(ledger_of(table), **settings)


def told(frame):
    """Return day, range and claims of each row."""
    return [(row.known_by, row.low, row.high, " ".join(row.came), " ".join(row.withdrawn))
            for row in frame.itertuples()]


def test_range_rises_and_a_retraction_empties_it():
    frame = moves(CHANNEL)
    assert told(frame.fillna(-1)) == [("2022-01-09", 164, 164, "a", ""), ("2022-01-10", -1, -1, "r", "a"),
                                      ("2022-01-15", 225, 225, "b", "")]
    assert list(frame["is_retraction"]) == [False, True, False]
    assert list(frame["status"]) == ["single", "none", "single"]
    assert list(frame["claim_ids"]) == [("a",), ("a", "r"), ("b",)]


def test_claim_with_an_open_publication_date_is_never_certainly_known():
    row, = history.never_known(run(ledger_of(CHANNEL)).claims).to_dict("records")
    assert row == {"claim_id": "c", "question": "demo:killed:everyone::cumulative:persons", "source": "Observer",
                   "stated": "more than 230", "published": "2022-03-14/.."}
    assert "c" not in {name for ids in moves(CHANNEL)["claim_ids"] for name in ids}


def test_partly_known_publication_counts_from_its_last_day():
    assert list(moves("stated | published\n40 | 2022-01")["known_by"]) == ["2022-01-31"]


def test_open_bound_stays_open():
    frame = moves("stated | published | source\n4,404 | 2022-01-08 | A\nmore than 5,000 | 2022-01-09 | B")
    assert told(frame) == [("2022-01-08", 4404, 4404, "c1", ""), ("2022-01-09", 4404, math.inf, "c2", "")]


def test_question_without_news_has_no_row():
    frame = moves("stated | measure | published\n40 | killed | 2022-01-08\n50 | detained | 2022-01-09")
    assert [(row.question.split(":")[1], row.known_by) for row in frame.itertuples()] == [
        ("detained", "2022-01-09"), ("killed", "2022-01-08")]


def test_echo_moves_the_support_only():
    frame = moves("stated | published | source | cites\n40 | 2022-01-08 | A |\n40 | 2022-01-09 | B | c1")
    assert list(frame[["low", "high", "n_claims", "n_origins"]].itertuples(index=False, name=None)) == [
        (40, 40, 1, 1), (40, 40, 2, 1)]


def test_claim_without_a_number_is_listed_on_its_day():
    frame = moves("stated | published\n40 | 2022-01-08\nan unknown number | 2022-01-09")
    assert told(frame)[1] == ("2022-01-09", 40, 40, "c2", "")


def test_claim_and_retraction_of_one_day():
    frame = moves("claim_id | stated | source | retracts\na | 164 | A |\nr | | A | a")
    row, = frame.itertuples()
    assert (row.came, row.withdrawn, row.is_retraction) == (("a", "r"), ("a",), True)


def test_relay_of_a_figure_withdrawn_before_is_no_new_withdrawal():
    frame = moves("""claim_id | stated | source | published  | retracts | cites
                     a        | 164    | A      | 2022-01-08 |          |
                     r        |        | A      | 2022-01-09 | a        |
                     p        | 164    | Paper  | 2022-01-12 |          | a""")
    assert told(frame)[2][3:] == ("p", "") and not frame["is_retraction"].iloc[2]


def test_question_keeps_the_name_that_the_whole_ledger_gives_it():
    frame = moves("stated | place | published\n40 | | 2022-01-08\n44 | Freeland | 2022-01-09")
    assert set(frame["question"]) == {"demo:killed:everyone:Freeland:cumulative:persons"}


def test_policies_follow_one_another_in_their_order():
    frame = moves("stated | published\n40 to 50 | 2022-01-08\n60 | 2022-01-09", policies=["ucdp", "gtd"])
    assert list(frame["policy"]) == ["envelope", "envelope", "ucdp", "ucdp", "gtd", "gtd"]
    assert list(frame["known_by"]) == ["2022-01-08", "2022-01-09"] * 3


def test_only_the_event_asked_for():
    table = "event | stated | published\none | 40 | 2022-01-08\ntwo | 50 | 2022-01-09"
    assert list(moves(table, event="one")["known_by"]) == ["2022-01-08"]
    with pytest.raises(UsageError, match="no event 'three'"):
        moves(table, event="three")


def test_history_ends_on_the_day_asked_for():
    assert list(moves(CHANNEL, known_by="2022-01-10")["known_by"]) == ["2022-01-09", "2022-01-10"]


def test_history_of_a_run_takes_over_its_settings():
    ledger = ledger_of(CHANNEL)
    frame = history.of(run(ledger, policies=["ucdp"], known_by="2022-01-12"))
    assert frame.equals(history.moves(ledger, known_by="2022-01-12"))


def test_ledger_without_a_certain_day_has_no_history():
    frame = moves("stated | published\n40 | 2022-01-08/..")
    assert frame.empty and list(frame) == history.HISTORY.names


def test_same_as_each_replay_of_the_ledger():
    ledger = read_ledger("figures.csv")
    for row in history.moves(ledger).itertuples():
        known = run(ledger, known_by=row.known_by, policies=["envelope"]).estimates.set_index("question")
        at = known.loc[row.question]
        assert (str(at["low"]), str(at["high"]), at["status"]) == (str(row.low), str(row.high), row.status)


def test_every_day_that_moves_the_range_is_told():
    lines = [f"{40 + n} | {date(2022, 1, 1) + timedelta(days=n)} | Source {n % 7}" for n in range(20)]
    frame = moves("stated | published | source\n" + "\n".join(lines))
    assert list(frame["high"]) == [40 + n for n in range(20)]


def test_every_day_reads_as_the_replay_of_that_day():
    ledger = read_ledger("figures.csv")
    told = run(ledger, event="kazakhstan-2022-01").told
    for day in sorted(set(told["known_by"])):
        known = run(ledger, known_by=day, event="kazakhstan-2022-01", policies=["envelope"])
        wanted = {headline(*each) for each in headlines(known.questions, known.estimates, known.claims)}
        shown = told[told["known_by"] <= day].groupby("question").tail(1)
        assert set(shown["sentence"]) == wanted


STARTS = """claim_id | stated | since      | published
            a        | 40     | 2022-01-05 | 2022-01-08
            b        | 50     |            | 2022-01-08
            c        | 60     | 2022-01-01 | 2022-01-10"""


def test_claims_that_were_not_yet_told_apart_are_told_together():
    told = run(ledger_of(STARTS)).told
    first = told[told["known_by"] == "2022-01-08"]
    assert [len(names) for names in first["speaks_to"]] == [2]
    assert first["sentence"].str.startswith("Between 40 and 50 people killed").all()
    last = told[told["known_by"] == "2022-01-10"]
    assert sorted(len(names) for names in last["speaks_to"]) == [1, 1]
    assert sorted(last["came"]) == [(), ("c",)]
