"""What stands between two claims: the kind, the gap, the ratio and the reason."""

import math

import pytest
from worlds import kinds, reconcile


def between(table, **settings):
    return reconcile(table, **settings).discrepancies.iloc[0]


def status(table):
    return reconcile(table).questions["status"].iloc[0]


def test_growth_alone_explains_a_later_higher_count():
    claims = """
        stated          | source    | as_of
        4,404           | ministry  | 2022-01-08
        more than 5,000 | authority | 2022-01-10
    """
    pair = between(claims)
    assert (pair["kind"], pair["gap"], round(pair["ratio"], 2)) == ("update", 597, 1.14)
    assert pair["reason"] == ("“4,404” speaks of 8 January 2022 and “more than 5,000” of 10 January 2022: growth alone "
                              "can explain a later, higher count.")
    assert status(claims) == "compatible"


def test_a_running_count_does_not_fall_between_origins():
    claims = """
        stated | source    | as_of
        5,000  | ministry  | 2022-01-08
        4,404  | authority | 2022-01-10
    """
    assert between(claims)["kind"] == "contradicts"
    assert "does not fall" in between(claims)["reason"]


def test_forty_and_dozens_are_compatible():
    claims = "stated | source\n 40 | ministry\n dozens | police"
    assert between(claims)["kind"] == "refines" and between(claims)["gap"] == 0
    assert status(claims) == "compatible"


def test_a_vague_word_contradicts_only_beyond_its_widest_reading():
    assert between("stated | source\n 110 | ministry\n dozens | police")["kind"] == "overlaps"
    assert between("stated | source\n 900 | ministry\n dozens | police")["kind"] == "contradicts"


def test_different_figures_for_one_date_contradict():
    claims = "stated | source\n 40 | ministry\n 60 | observer"
    pair = between(claims)
    assert (pair["kind"], pair["gap"], pair["ratio"]) == ("contradicts", 20, 1.5)
    assert pair["reason"] == "“40” and “60” speak of the same date, 10 January 2022, and no number satisfies both."
    assert status(claims) == "disputed"


def test_a_ratio_to_nobody_is_no_number():
    assert math.isnan(between("stated | source\n none | ministry\n 60 | observer")["ratio"])


def test_the_same_figure_of_two_origins_agrees():
    claims = "stated | source\n 40 | ministry\n 40 | observer"
    assert between(claims)["kind"] == "agrees" and status(claims) == "agreed"


def test_the_same_figure_of_one_origin_is_an_echo():
    claims = "stated | source | origin\n 40 | daily | ministry\n 40 | agency | ministry"
    assert between(claims)["kind"] == "echo" and status(claims) == "single"


def test_a_relay_is_an_echo_whatever_its_words():
    claims = "stated | source | cites\n 4,404 | ministry |\n nearly 5,000 | agency | c1"
    assert between(claims)["kind"] == "echo"


@pytest.mark.parametrize(("first", "second", "kind"), [
    ("164", "225", "update"), ("225", "164", "revision"), ("dozens", "164", "update"),
    ("more than 5,000", "5,135", "refines"), ("5,000 to 6,000", "5,500 to 7,000", "update"),
])
def test_one_origin_updates_or_revises(first, second, kind):
    claims = [{"stated": first, "source": "government", "as_of": "2022-01-09"},
              {"stated": second, "source": "government", "as_of": "2022-01-10"}]
    assert between(claims)["kind"] == kind


def test_a_retracted_figure_contradicts_nothing():
    claims = """
        stated | source     | retracts
        164    | channel    |
        40     | ministry   |
               | channel    | c1
    """
    result = reconcile(claims)
    assert kinds(result) == {("c1", "c2"): "retracted"}
    assert result.questions["status"].tolist() == ["single"] and result.conflicts.empty


def test_snapshots_of_different_days_are_not_comparable():
    claims = """
        stated | source   | as_of      | measure
        62     | ministry | 2022-01-07 | intensive_care
        12     | hospital | 2022-01-10 | intensive_care
    """
    assert between(claims)["kind"] == "not_comparable"


def test_a_date_that_is_only_partly_known_never_makes_a_conflict():
    claims = """
        stated | source   | as_of
        40     | ministry | 2022-01-08/2022-01-10
        60     | observer | 2022-01-09
    """
    assert between(claims)["kind"] == "update"


def test_contradictions_of_current_claims_are_the_conflicts():
    claims = "stated | source\n 40 | ministry\n 60 | observer\n 90 | party"
    conflicts = reconcile(claims).conflicts
    assert list(conflicts["claim_ids"]) == [("c1", "c2"), ("c1", "c3"), ("c2", "c3")]
    assert conflicts["smallest_change"].iloc[0].startswith("doubt c1 and c2, of the cheapest set to doubt")


def test_large_families_of_questions_are_compared_with_the_largest_only():
    rows = [{"stated": "5", "place": f"X/{number}"} for number in range(70)] + [{"stated": "7", "place": "X/0"}]
    found = kinds(reconcile(rows))
    assert list(found.values()).count("not_comparable") == 69
