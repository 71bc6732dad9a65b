"""Claims that cannot all be true: the smallest sets, the proof and the cheapest claims to doubt."""

import math

import pytest
from test_relations import deduced
from worlds import reconcile


def sets(logic):
    return [" ".join(ids) for ids in logic.conflicts["claim_ids"]]


def test_a_part_above_its_whole_is_proved_by_a_chain():
    logic = deduced("""
        stated | population | as_of      | source_type
        17     | everyone   | 2022-01-15 | media
        19     | police     | 2022-01-15 | state
    """)
    assert sets(logic) == ["c1 c2"]
    found = logic.conflicts.iloc[0]
    assert found["relations"] == "police within everyone"
    assert found["reason"] == (
        "Claim c1: 17 people killed by 15 January 2022; claim c2: 19 police officers killed by 15 January 2022. "
        "Relations: police within everyone. 19 ≤ police officers killed by 15 January 2022 ≤ "
        "people killed by 15 January 2022 ≤ 17 is impossible.")
    assert found["smallest_change"] == "doubt c1 (total weight 1). Weights: c1 1 (media); c2 1.25 (state)."
    assert set(logic.bounds["status"]) == {"unresolved"}
    assert list(logic.bounds["low"]) == list(logic.bounds["own_low"])


@pytest.mark.parametrize(("rows", "expected"), [
    ("60 | K/a | 2022-01-15 ; 50 | K/b | 2022-01-15 ; 100 | K | 2022-01-16", ["c1 c2 c3"]),
    ("60 | K/a | 2022-01-15 ; 30 | K/b | 2022-01-15 ; 100 | K | 2022-01-16", []),
    ("60 | K/a | 2022-01-17 ; 50 | K/b | 2022-01-15 ; 100 | K | 2022-01-16", []),
    ("160 | K/a | 2022-01-15 ; 50 | K/b | 2022-01-15 ; 100 | K | 2022-01-16", ["c1 c3"]),
    ("10 | K | 2022-01-10 ; 12 | K | 2022-01-09", ["c1 c2"]),
    ("10 | K | 2022-01-10 ; 12 | K | 2022-01-11", []),
    ("10 | K | 2022-01-10 ; 12 | K | 2022-01-08/2022-01-11", []),
    ("dozens | K/a | 2022-01-06 ; 26 | K | 2022-01-09", []),
    ("dozens | K/a | 2022-01-06 ; 11 | K | 2022-01-09", ["c1 c2"]),
    ("more than 4,300 | K | 2022-01-15 ; 4,353 | K | 2022-01-15", []),
])
def test_smallest_sets(rows, expected):
    names = ("stated", "place", "as_of")
    table = [dict(zip(names, map(str.strip, row.split("|")), strict=True)) for row in rows.split(";")]
    assert sets(deduced(table)) == expected


def test_a_sum_is_proved_by_its_arithmetic():
    reason = deduced("""
        stated | place | as_of
        60     | K/a   | 2022-01-15
        50     | K/b   | 2022-01-15
        100    | K     | 2022-01-16
    """).conflicts["reason"].iloc[0]
    assert reason.endswith("60 + 50 = 110 ≤ people killed in K by 16 January 2022 ≤ 100 is impossible.")


def test_an_identity_is_proved_by_its_arithmetic():
    logic = deduced("""
        stated | measure  | as_of
        22,252 | arrested | 2023-05-15
        17,948 | held     | 2023-05-15
        4,000  | released | 2023-05-15
    """)
    assert sets(logic) == ["c1 c2 c3"]
    assert "22,252 ≤ people arrested by 15 May 2023 ≤ 17,948 + 4,000 = 21,948 is impossible." in \
        logic.conflicts["reason"].iloc[0]


def test_agreeing_origins_are_dearer_to_doubt():
    logic = deduced("""
        stated | population | as_of      | source_type
        17     | everyone   | 2022-01-15 | media
        17     | everyone   | 2022-01-15 | media
        19     | police     | 2022-01-15 | state
    """)
    assert sets(logic) == ["c1 c3", "c2 c3"]
    assert logic.conflicts["smallest_change"].tolist() == [
        "doubt c3 (total weight 1.25). Weights: c1 2 (media, 1 other origin agrees); c3 1.25 (state).",
        "doubt c3 (total weight 1.25). Weights: c2 2 (media, 1 other origin agrees); c3 1.25 (state)."]


def test_the_cheapest_set_spans_conflicts_and_is_named():
    logic = deduced("""
        stated | population | place | as_of
        17     | everyone   | K     | 2022-01-15
        19     | police     | K     | 2022-01-15
        21     | women      | K     | 2022-01-15
        5      | women      | K     | 2022-01-15
    """)
    assert sets(logic) == ["c1 c2", "c1 c3", "c3 c4"]
    assert all("c1 and c3 (total weight 2)" in text for text in logic.conflicts["smallest_change"])


def test_the_cap_is_said():
    rows = [{"stated": str(10 + number), "as_of": "2022-01-15"} for number in range(8)]
    logic = deduced(rows)
    assert len(logic.conflicts) == 28
    result_rows = [{"claim_id": f"c{number}", **row} for number, row in enumerate(rows)]
    from worlds import reconcile

    from reconcile.relations import deduce, load

    result = reconcile(result_rows, defaults={"published": "2022-02-01"})
    cut = deduce(result.claims, result.questions, load(), cap=5).conflicts
    assert len(cut) == 5
    assert cut["reason"].str.contains("There are further sets").sum() == 1


@pytest.mark.parametrize(("rows", "expected"), [
    ("12 | 2022-01-09 ; 10 | 2022-01-10", (10, 12)),
    ("12 | 2022-01-09 ; 10 | 2022-01-10 ; at least 11 | 2022-01-12", (10, math.inf)),
    ("61 | 2013-08-14 ; more than 2,000 | 2013-08-14 ; 627 | 2013-11-14 ; at least 817 | 2014-08-12", (61, math.inf)),
])
def test_claims_that_contradict_one_another_on_any_day_give_the_range_of_all_their_figures(rows, expected):
    logic = deduced([dict(zip(("stated", "as_of"), map(str.strip, row.split("|")), strict=True))
                     for row in rows.split(";")])
    bound, = logic.bounds.to_dict("records")
    assert (bound["low"], bound["high"]) == expected and bound["status"] == "unresolved"


@pytest.mark.parametrize("earlier", ["50", "at least 50", "5"])
def test_a_snapshot_of_an_earlier_moment_says_nothing_of_the_latest(earlier):
    found = reconcile(f"""measure | stated      | source | as_of      | population
                          held    | {earlier}   | A      | 2022-01-05 | everyone
                          held    | at least 20 | B      | 2022-01-10 | everyone
                          held    | 25          | C      | 2022-01-10 | everyone
                          held    | 30          | D      | 2022-01-10 | police""")
    bound = found.bounds.set_index("question").loc["demo:held:everyone::snapshot:persons"]
    assert (bound["status"], bound["low"], bound["high"]) == ("unresolved", 25, 25)
