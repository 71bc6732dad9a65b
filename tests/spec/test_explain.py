"""explain: step by step from a printed range to the claims and the rules behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import reconcile
from conftest import FIGURES, Answer
from reconcile.explain import explanation

Make = Callable[..., str]
Command = Callable[..., Answer]

DETAINED = """claim_id | measure  | stated          | source   | origin   | cites | published  | as_of
              a        | detained | 4,404           | Ministry |          |       | 2022-01-08 | 2022-01-08
              b        | detained | 4,404           | Paper    |          | a     | 2022-01-09 |
              c        | detained | more than 5,000 | Agency   | Observer |       | 2022-01-10 | """


def test_a_question_is_explained_step_by_step(make_ledger: Make, command: Command) -> None:
    answer = command("explain", "detained", make_ledger(DETAINED))
    text = answer.out

    assert answer.code == 0
    assert text.startswith("People detained\nBetween 4,404 and more than 5,000 people detained by 10 "
                           "January 2022, "
                           "according to 3 claims from 2 origins. Status: compatible.\n")
    assert "1. The question is demo:detained:everyone::cumulative:persons. 3 claims speak to it:" in text
    assert "   a (row 2): “4,404”, published by Ministry\n" in text
    assert "      as of 8 January 2022, published 8 January 2022\n" in text
    assert "   b (row 3): “4,404”, published by Paper, counted by Ministry\n" in text
    assert "   c (row 4): “more than 5,000”, published by Agency, counted by Observer\n" in text
    assert "      read as more than 5,000 by default:more_than" in text
    assert "   b: relays a figure of an origin that already counts: relays claim a" in text
    assert "   a and c: update, 597 apart. " in text
    assert "4. What each policy makes of them:" in text
    assert "   envelope: between 4,404 and more than 5,000, from a, b and c\n" in text
    assert "   ucdp: at least 4,404, best 4,404, from a, b and c\n" in text
    assert text.count("      Source: ") == 9
    assert "6. What would change without one origin:\n   without Ministry: more than 5,000\n" \
           "   without Observer: 4,404\n" in text


@pytest.mark.parametrize("subject", ["demo:detained:everyone::cumulative:persons", "detained",
                                     "DETAINED Everyone",
                                     "demo:detained"])
def test_a_question_is_found_by_enough_words_of_its_name(make_ledger: Make, command: Command,
                                                         subject: str) -> None:
    assert command("explain", subject, make_ledger(DETAINED)).out.startswith("People detained\n")


def test_a_question_of_one_claim_has_nothing_to_compare(make_ledger: Make, command: Command) -> None:
    text = command("explain", "killed", make_ledger("stated\n40")).out

    assert "1 claim speaks to it:" in text
    assert "There is nothing to compare." in text
    assert "without Source 1: nothing is left" in text


def test_a_question_without_a_figure_says_so(make_ledger: Make, command: Command) -> None:
    text = command("explain", "killed", make_ledger("stated\nstill unknown")).out

    assert "No figure for people killed: 1 claim is on file, and it states no number that counts. " in text
    assert "Status: none." in text
    assert "   envelope: no figure\n" in text
    assert "   No origin gives a figure." in text


def test_too_few_origins_are_called_provisional(make_ledger: Make, command: Command) -> None:
    def line(table: str) -> str:
        text = command("explain", "killed", make_ledger(table)).out
        return next(line for line in text.splitlines() if line.startswith("   ibc: "))

    assert line("stated\n40").endswith(", from c1; provisional")
    assert line("stated\n40\n50").endswith(", from c1 and c2")


STATES = {
    # table, claim asked about, words of its place in the evidence
    "current": ("stated\n40", "c1", "counts in the range"),
    "echo": (DETAINED, "b", "relays a figure of an origin that already counts: relays claim a, the same "
                            "count"),
    "superseded": ("""claim_id | stated | source   | published  | as_of
                      a        | 40     | Ministry | 2022-01-08 | 2022-01-08
                      b        | 50     | Ministry | 2022-01-10 | 2022-01-10""", "a",
                   "an earlier figure of an origin that has a later one: its origin has a later figure "
                   "(claim b)"),
    "retracted": ("claim_id | stated | source | retracts\na | 40 | S |\nb | | S | a", "a",
                  "withdrawn by a later claim; in no range: withdrawn by claim b"),
    "retraction": ("claim_id | stated | source | retracts\na | 40 | S |\nb | | S | a", "b",
                   "withdraws another claim and states no figure of its own: withdraws claim a"),
    "no_number": ("claim_id | stated\na | still unknown", "a", "states no number: its words state no number"),
    "indefinite": ("claim_id | stated\na | some people\nb | 40", "a",
                   "says no more than “more than one” where others give figures"),
    "other_moment": ("""claim_id | measure | stated | source | published
                        a        | held    | 40     | S      | 2022-01-08
                        b        | held    | 30     | T      | 2022-01-10""", "a",
                     "a snapshot of an earlier moment than the range speaks of"),
}


@pytest.mark.parametrize("table, claim, words", STATES.values(), ids=STATES)
def test_a_claim_is_explained_in_each_state(
        make_ledger: Make, command: Command, table: str, claim: str, words: str) -> None:
    answer = command("explain", claim, make_ledger(table))

    assert answer.code == 0
    assert answer.out.startswith(f"Claim {claim}, row ")
    assert f"4. Its place in the evidence: {words}" in answer.out
    assert all(f"\n{number}. " in answer.out for number in range(1, 7))
    counts = words == "counts in the range"
    assert ("   The claim does not count in it." in answer.out) is not counts
    assert ("   without Source 1: nothing is left" in answer.out) is counts


def test_a_claim_shows_its_document_its_note_and_the_rule_that_read_it(make_ledger: Make,
                                                                       command: Command) -> None:
    text = command("explain", "a", make_ledger([{"claim_id": "a", "stated": "dozens of\npeople",
                                                 "document": "page.txt",
                                                 "locator": "p2:3-9", "note": "a caption"}])).out

    assert "   a (row 2): “dozens of people”, published by Source 1\n" in text
    assert "      read as 24 to 99 by default:dozens" in text
    assert "; compatible with 12 to 199\n" in text
    assert "      in page.txt at p2:3-9\n      note: a caption\n" in text
    assert "   default:dozens: " in text
    assert "\n      Source: " in text


def test_a_claim_of_its_own_bounds_says_where_they_stand(make_ledger: Make, command: Command) -> None:
    text = command("explain", "c1", make_ledger([{"low": "40", "high": "50"}])).out

    assert "no words, published by Source 1" in text
    assert "read as 40 to 50 by ledger:low,high (given in the ledger)" in text
    assert "   ledger:low,high: the bounds stand in the ledger\n" in text


def test_a_claim_lists_what_stands_between_it_and_the_others(make_ledger: Make, command: Command) -> None:
    path = make_ledger(DETAINED)

    assert "   with c: update (a later, higher count; growth alone can explain it). " in command("explain",
                                                                                                 "a",
                                                                                                 path).out
    assert "   with a: update (" in command("explain", "c", path).out
    assert "   It is the only claim." in command("explain", "c1", make_ledger("stated\n40")).out


def test_an_id_that_reads_like_a_question_names_the_claim(make_ledger: Make, command: Command) -> None:
    path = make_ledger("claim_id | stated\nkilled | 40\nb | 50")

    assert command("explain", "killed", path).out.startswith("Claim killed, row 2 of figures.csv\n")


def test_a_claim_not_yet_known_cannot_be_explained(make_ledger: Make, command: Command) -> None:
    answer = command("explain", "c", make_ledger(DETAINED), "--known-by", "2022-01-09")

    assert answer.code in (0, 64)
    assert "Claim c," not in answer.out


def test_every_claim_of_the_project_can_be_explained() -> None:
    result = reconcile.run(reconcile.read_ledger(FIGURES))
    for row in result.claims.itertuples():
        assert explanation(result, row.claim_id).startswith(f"Claim {row.claim_id}, row {row.row} of figures.csv\n")


def test_what_a_person_should_look_at_comes_last(make_ledger: Make, command: Command) -> None:
    path = make_ledger("""claim_id | stated | source   | measure  | published
                          a        | 22,252 | AAPP     | arrested | 2023-05-15
                          b        | 17,948 | AAPP     | held     | 2023-05-15
                          c        | 4,304  | AAPP     | released | 2023-05-15
                          d        | 22,252 | a paper  | arrested | 2023-05-16""")
    question, claim = command("explain", "arrested", path).out, command("explain", "d", path).out

    assert "7. What a person should look at:\n" in question and "suspected copy (cannot tell), a and d: " in question
    assert "balance of stock and flow (pass), a, b and c: " in question
    assert "suspected copy" in claim and "suspected copy" not in command("explain", "b", path).out
