"""Origins, echoes, histories and retractions: what becomes of each claim."""

import math

import pytest
from worlds import estimate, reconcile, states

from reconcile.origins import suspected_copies


def test_a_figure_relayed_by_three_outlets_counts_once():
    claims = """
        stated | source   | origin
        164    | channel  | Health Ministry
        164    | agency   | health ministry
        164    | daily    | the Health  Ministry
        120    | observer |
    """
    result = reconcile(claims)
    assert states(result) == {"c1": "current", "c2": "echo", "c3": "echo", "c4": "current"}
    assert estimate(claims, "envelope") == (120, None, 164, 2, "c1 c2 c3 c4")


def test_a_citation_makes_an_echo_whatever_its_words():
    claims = """
        stated          | source   | cites
        4,404           | ministry |
        more than 4,000 | agency   | c1
        some 4,400      | daily    | c2
    """
    result = reconcile(claims)
    assert states(result) == {"c1": "current", "c2": "echo", "c3": "echo"}
    assert set(result.claims["origin"]) == {"ministry"}
    assert estimate(claims, "envelope") == (4404, 4404, 4404, 1, "c1 c2 c3")


def test_a_later_figure_of_one_origin_takes_the_place_of_the_earlier():
    claims = """
        stated | source     | as_of
        164    | government | 2022-01-09
        225    | government | 2022-01-15
        230    | government | 2022-03-14
        238    | government | 2022-08-16
    """
    result = reconcile(claims, defaults={"published": "2022-09-01"})
    assert states(result) == {"c1": "superseded", "c2": "superseded", "c3": "superseded", "c4": "current"}
    assert "c4" in result.claims.set_index("claim_id").at["c1", "state_reason"]
    assert result.questions["status"].tolist() == ["single"]


def test_a_lower_later_figure_is_a_revision_and_stands():
    """Gaza, women killed, October 2023: 1,032, then 1,000, then 967."""
    claims = """
        stated | source   | as_of
        1,032  | ministry | 2023-10-17
        1,000  | ministry | 2023-10-19
        967    | ministry | 2023-10-21
    """
    assert estimate(claims, "envelope", defaults={"published": "2023-10-22"})[:3] == (967, 967, 967)


def test_an_old_figure_repeated_without_a_date_of_its_own_revises_nothing():
    claims = """
        stated | source   | origin   | as_of      | published
        164    | channel  | ministry | 2022-01-09 | 2022-01-09
        225    | agency   | ministry | 2022-01-15 | 2022-01-15
        164    | weekly   | ministry |            | 2022-01-20
    """
    assert states(reconcile(claims)) == {"c1": "superseded", "c2": "current", "c3": "echo"}


def test_a_figure_that_goes_back_with_a_date_is_a_revision():
    claims = """
        stated | source | as_of
        79     | police | 2017-06-19
        80     | police | 2017-06-28
        79     | police | 2017-09-19
    """
    result = reconcile(claims, defaults={"published": "2017-12-01"})
    assert states(result) == {"c1": "superseded", "c2": "superseded", "c3": "current"}


def test_for_one_date_the_later_publication_revises():
    claims = """
        stated | source   | as_of      | published
        3,068  | OVD-Info | 2021-01-23 | 2021-01-23
        4,033  | OVD-Info | 2021-01-23 | 2021-01-30
    """
    assert states(reconcile(claims)) == {"c1": "superseded", "c2": "current"}


def test_for_one_date_the_precise_wording_stands_for_the_vaguer_one():
    claims = """
        stated          | source | origin
        more than 4,000 | daily  | ministry
        4,404           | agency | ministry
    """
    assert states(reconcile(claims)) == {"c1": "echo", "c2": "current"}


def test_figures_of_one_origin_that_cannot_be_told_apart_stand_at_their_widest():
    claims = """
        stated | source | origin
        120    | daily  | ministry
        140    | agency | ministry
    """
    assert estimate(claims, "envelope") == (120, None, 140, 1, "c1 c2")


def test_a_withdrawn_figure_is_in_no_range_and_stays_visible():
    """Kazakhstan, 9 January 2022: 164, deleted the next day."""
    claims = """
        stated | source     | published  | retracts
        164    | channel    | 2022-01-09 |
               | ministry   | 2022-01-10 | c1
        225    | prosecutor | 2022-01-15 |
    """
    result = reconcile(claims)
    assert states(result) == {"c1": "retracted", "c2": "retraction", "c3": "current"}
    assert estimate(claims, "envelope") == (225, 225, 225, 1, "c3")
    assert estimate(claims, "envelope", known_by="2022-01-09") == (164, 164, 164, 1, "c1")


def test_what_relays_a_withdrawn_figure_is_withdrawn_with_it():
    claims = """
        stated | source   | origin   | published  | cites | retracts
        164    | channel  | ministry | 2022-01-09 |       |
        164    | agency   |          | 2022-01-09 | c1    |
        164    | daily    | ministry | 2022-01-12 |       |
               | ministry |          | 2022-01-10 |       | c1
    """
    result = reconcile(claims)
    assert states(result) == {"c1": "retracted", "c2": "retracted", "c3": "retracted", "c4": "retraction"}
    assert "withdrawn figure used again" in set(result.findings["check"])


def test_a_retraction_may_state_the_corrected_figure():
    claims = """
        stated | source  | published  | retracts
        164    | channel | 2022-01-09 |
        26     | channel | 2022-01-10 | c1
    """
    assert estimate(claims, "envelope") == (26, 26, 26, 1, "c2")


def test_a_retraction_that_is_withdrawn_restores_the_figure():
    claims = """
        stated | source  | published  | retracts
        164    | channel | 2022-01-09 |
               | channel | 2022-01-10 | c1
               | channel | 2022-01-11 | c2
    """
    assert states(reconcile(claims)) == {"c1": "current", "c2": "retracted", "c3": "retraction"}


def test_snapshots_speak_of_the_latest_moment_only():
    claims = """
        stated | source   | as_of      | measure
        62     | ministry | 2022-01-10 | intensive_care
        80     | hospital | 2022-01-07 | intensive_care
        59     | union    | 2022-01-10 | intensive_care
    """
    assert states(reconcile(claims)) == {"c1": "current", "c2": "other_moment", "c3": "current"}
    assert estimate(claims, "envelope")[:3] == (59, None, 62)


def test_a_rate_counts_nobody_and_is_checked_against_its_total():
    """SNHR 2012: 3,486 killed in a month of 30 days, and "177 a day"; 3,486 / 30 = 116.2."""
    claims = """
        stated    | low | high | note     | counting | since      | as_of      | source
        3,486     |     |      |          | period   | 2012-06-01 | 2012-06-30 | network
        177 a day | 177 | 177  | a rate   | period   | 2012-06-01 | 2012-06-30 | network
    """
    result = reconcile(claims, defaults={"published": "2012-07-02"})
    assert states(result) == {"c1": "current", "c2": "rate"}
    assert result.estimates["high"].iloc[0] == 3486
    assert any("116" in message for message in result.findings["message"])


def test_some_and_multiple_do_not_widen_a_range_of_figures():
    claims = """
        stated         | source
        multiple lives | party
        40             | ministry
    """
    assert states(reconcile(claims)) == {"c1": "indefinite", "c2": "current"}
    assert estimate(claims, "envelope") == (40, 40, 40, 1, "c2")


def test_some_and_multiple_stand_where_nothing_else_is_known():
    assert estimate([{"stated": "some journalists"}], "envelope")[:3] == (2, None, math.inf)


def test_unknown_zero_and_not_addressed_are_three_things():
    unknown = reconcile([{"stated": "an unknown number"}])
    assert states(unknown) == {"c1": "no_number"}
    assert math.isnan(unknown.estimates["low"].iloc[0]) and unknown.estimates["status"].iloc[0] == "none"
    assert estimate([{"stated": "no one was killed"}], "envelope")[:3] == (0, 0, 0)
    assert "injured" not in set(unknown.questions["measure"])


@pytest.mark.parametrize(("second", "is_suspected"), [
    ({"stated": "4,404", "published": "2022-01-12"}, True),
    ({"stated": "4,404", "published": "2022-01-12", "origin": "monitor"}, False),
    ({"stated": "4,404", "published": "2022-02-12"}, False),
    ({"stated": "4,400", "published": "2022-01-12"}, False),
])
def test_copies_are_suspected_and_never_merged(second, is_suspected):
    """The same unround figure within days, and no counter named."""
    first = {"stated": second["stated"], "published": "2022-01-10", "origin": "ministry"}
    result = reconcile([first, second])
    assert bool((result.findings["check"] == "suspected copy").any()) is is_suspected
    assert estimate([first, second], "envelope")[3] == 2


def test_suspected_copies_name_the_earlier_claim_first():
    result = reconcile([{"stated": "237", "published": "2022-01-12"}, {"stated": "237", "published": "2022-01-10"}])
    claims = result.claims.assign(names_origin=False)
    assert suspected_copies(claims) == [("c2", "c1")]


def test_known_by_leaves_out_what_may_have_been_published_later():
    claims = """
        stated | published
        10     | 2022-01-08
        12     | 2022-01-08/2022-01-12
        14     | 2022-01-08/..
    """
    assert list(reconcile(claims, known_by="2022-01-10").claims["claim_id"]) == ["c1"]
    assert list(reconcile(claims, known_by="2022-01-12").claims["claim_id"]) == ["c1", "c2"]


def test_an_overruling_bound_beats_the_words():
    claims = """
        stated | low | high | note
        dozens | 30  |      | the annex lists thirty names
    """
    assert estimate(claims, "envelope")[:3] == (30, None, 99)


def test_where_no_claim_counts_each_keeps_its_own_reason():
    claims = """
        stated  | source   | as_of      | published  | retracts
        unknown | Ministry | 2022-01-04 | 2022-01-05 |
        12      | Observer | 2022-01-04 | 2022-01-06 |
                | Observer | 2022-01-04 | 2022-01-07 | c2
    """
    result = reconcile(claims)
    assert states(result) == {"c1": "no_number", "c2": "retracted", "c3": "retraction"}
    assert not result.claims["state_reason"].str.contains("nan").any()
