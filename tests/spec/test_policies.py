"""Each policy on the example of its publisher.

A row is a claim; an estimate reads (low, best, high, origins, claims behind it).
"""

import math

import pytest
from worlds import estimate, reconcile

from reconcile.errors import UsageError
from reconcile.policies import POLICIES

OPEN = math.inf


def test_envelope_is_the_range_from_the_lowest_to_the_highest_figure():
    """Every Casualty, Standards for Casualty Recording (2016), p. 25."""
    claims = """
        stated          | source
        4,404           | ministry
        more than 5,000 | observer
    """
    assert estimate(claims, "envelope") == (4404, None, OPEN, 2, "c1 c2")


def test_envelope_of_one_number_is_that_number():
    assert estimate("stated | source\n 62 | ministry", "envelope") == (62, 62, 62, 1, "c1")


@pytest.mark.parametrize(("stated", "interval", "support"), [
    (["8 to 12", "11 to 13", "10 to 12"], (11, 12), "c1 c2 c3"),
    (["8 to 12", "11 to 13", "14 to 15"], (11, 12), "c1 c2"),
    (["8 to 9", "8 to 12", "10 to 12"], (8, 12), "c1 c2 c3"),
])
def test_consensus_is_what_most_origins_allow(stated, interval, support):
    """The three worked examples of Marzullo's algorithm, https://en.wikipedia.org/wiki/Marzullo%27s_algorithm.

    In the third, [8, 9] and [10, 12] have the same support; both are reported, as one range.
    """
    rows = [{"stated": words} for words in stated]
    low, _, high, _, claims = estimate(rows, "consensus")
    assert (low, high, claims) == (*interval, support)


def test_consensus_counts_an_open_bound_as_support_for_all_that_lies_above():
    claims = """
        stated          | source
        5,135           | monitor
        more than 5,000 | observer
        4,404           | ministry
    """
    assert estimate(claims, "consensus") == (5135, 5135, 5135, 2, "c1 c2")


def test_latest_is_the_figure_of_the_latest_date():
    claims = """
        stated | as_of      | source
        225    | 2022-01-15 | prosecutor
        230    | 2022-03-14 | ministry
        164    | 2022-01-09 | channel
    """
    assert estimate(claims, "latest", defaults={"published": "2022-04-01"}) == (230, 230, 230, 1, "c2")


def test_ucdp_selects_low_best_and_high():
    """GED 23.1, event 216499: sources SOHR and Waha Report, best 17, low 17, high 57."""
    claims = """
        stated | source
        17     | SOHR
        57     | Waha Report
    """
    assert estimate(claims, "ucdp") == (17, 17, 57, 2, "c1 c2")


def test_ucdp_best_is_the_figure_that_most_origins_give():
    claims = """
        stated | source
        8      | army
        22     | border police
        22     | government
        181    | rebels
    """
    assert estimate(claims, "ucdp") == (8, 22, 181, 4, "c1 c2 c3 c4")


def test_ucdp_best_is_a_stated_number_before_a_reading_of_a_word():
    claims = """
        stated         | source
        several dozen  | police
        40             | ministry
    """
    assert estimate(claims, "ucdp")[:3] == (36, 40, 99)


@pytest.mark.parametrize(("stated", "figure"), [
    ("dozens", 12), ("hundreds", 100), ("several", 10), ("tens of people", 10), ("17", 17),
])
def test_acled_reads_words_by_its_codebook(stated, figure):
    """ACLED Codebook, January 2021, pp. 32-33; "tens" from the FAQ of 7 May 2024."""
    assert estimate([{"stated": stated}], "acled")[1] == figure


def test_acled_takes_the_lowest():
    claims = """
        stated | source
        40     | ministry
        dozens | police
        57     | observer
    """
    assert estimate(claims, "acled") == (12, 12, 12, 1, "c2")


def test_acled_takes_a_corroborated_figure_over_a_lower_one():
    claims = """
        stated | source
        8      | army
        22     | police
        22     | hospital
    """
    assert estimate(claims, "acled") == (22, 22, 22, 2, "c2 c3")


def test_gtd_enters_the_lowest_possible_number():
    """GTD Codebook, June 2017, p. 48: "at least 11" is entered as 11. The end stays open all the same."""
    assert estimate([{"stated": "at least 11"}], "gtd")[:3] == (11, 11, OPEN)


def test_gtd_takes_the_most_recent_then_the_majority_then_the_lowest():
    claims = [
        {"stated": "9", "published": "2022-01-08"},
        {"stated": "14", "published": "2022-01-10"},
        {"stated": "12", "published": "2022-01-10"},
        {"stated": "14", "published": "2022-01-10"},
    ]
    assert estimate(claims, "gtd") == (14, 14, 14, 2, "c2 c4")
    assert estimate(claims[:3], "gtd") == (12, 12, 12, 1, "c3")
    assert estimate(claims[:2], "gtd") == (14, 14, 14, 1, "c2")


def test_gtd_passes_over_a_perpetrators_claim_where_there_is_another():
    claims = """
        stated | published  | source_type
        30     | 2022-01-10 | armed_group
        11     | 2022-01-08 | state
    """
    assert estimate(claims, "gtd") == (11, 11, 11, 1, "c2")
    assert estimate([{"stated": "30", "source_type": "armed_group"}], "gtd") == (30, 30, 30, 1, "c1")


def test_gtd_leaves_blank_what_is_too_vague():
    result = reconcile([{"stated": "dozens"}], policies=["gtd"])
    row = result.estimates[result.estimates["policy"] == "gtd"].iloc[0]
    assert math.isnan(row["low"]) and row["status"] == "none" and row["claim_ids"] == ()


def test_ibc_keeps_minimum_and_maximum():
    """The total of February 2019, 183,249 to 205,785, carries both ends of every incident."""
    claims = """
        stated  | source
        183,249 | reports, lowest
        205,785 | reports, highest
    """
    assert estimate(claims, "ibc") == (183249, None, 205785, 2, "c1 c2")
    assert POLICIES["ibc"].least_origins == 2


@pytest.mark.parametrize(("stated", "interval"), [
    (["5", "dozens"], (5, 24)),
    (["12", "hundreds"], (12, 200)),
    (["63", "471"], (63, 471)),
    (["40", "up to 55"], (40, 55)),
    (["up to 55"], (0, 55)),
])
def test_airwars_goes_from_minimum_to_maximum(stated, interval):
    """Airwars incidents ispt0320 (5 to 24), ispt0644 (12 to 200) and ispt0278 (63 to 471)."""
    low, _, high, _, _ = estimate([{"stated": words} for words in stated], "airwars")
    assert (low, high) == interval


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_closes_an_open_end(policy):
    assert estimate([{"stated": "more than 5,000"}], policy)[2] == OPEN


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_cites_its_rule(policy):
    assert POLICIES[policy].source.startswith("House rule") or "," in POLICIES[policy].source


def test_a_named_lexicon_reads_the_words_for_every_policy():
    assert estimate([{"stated": "dozens"}], "acled", lexicon="default")[:3] == (24, 24, 99)


def test_the_headline_policy_always_runs_and_comes_first():
    assert list(reconcile([{"stated": "7"}], policies=["gtd"]).estimates["policy"]) == ["envelope", "gtd"]


def test_an_unknown_policy_or_lexicon_names_the_choices():
    with pytest.raises(UsageError, match="envelope, logical, consensus"):
        reconcile([{"stated": "7"}], policies=["mean"])
    with pytest.raises(UsageError, match="default, acled"):
        reconcile([{"stated": "7"}], lexicon="mean")
