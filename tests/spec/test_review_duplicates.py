"""Near duplicates: claims that say what a candidate says."""

from __future__ import annotations

import pandas as pd
import pytest

from candidate_files import claims
from reconcile.review import near_duplicates

LEDGER = """claim_id | stated      | measure | place             | population | source | document | locator
            k1       | at least 11 | killed  | Kazakhstan/Almaty | everyone   | Agency | a.txt    | p1:0-11"""


def others(candidate: str, ledger: str = LEDGER) -> list[str]:
    header, cells = candidate.split(" = ")
    found = near_duplicates(claims(f"{header}\n{cells}"), claims(ledger))
    assert list(found.columns) == ["claim_id", "other", "why"]
    return list(found["other"])


@pytest.mark.parametrize("candidate", [
    "stated = 11 or more",
    "stated | place = at least 11 | Almaty",
    "stated | place = at least 11 | kazakhstan / almaty",
    "stated | place = at least 11 | Kazakhstan",
    "stated | place = at least 11 | Kazakhstan/Almaty/Centre",
    "stated | population = at least 11 | protesters",
    "stated | population = at least 11 | Everyone",
    "stated | source | origin = at least 11 | Daily | the  agency",
    "stated | event = at least 11 | ",
    "stated | published = at least 11 | 2022-02-01",
    "stated | low | high = no word of a count | 11 | ",
], ids=str)
def test_the_same_figure_of_the_same_origin_is_a_near_duplicate(candidate: str) -> None:
    assert others(candidate) == ["k1"]


@pytest.mark.parametrize("candidate", [
    "stated = 11", "stated = more than 11", "stated | measure = at least 11 | injured",
    "stated | place = at least 11 | Kazakhstan/Aktau", "stated | place = at least 11 | Kazakhstan/Alma",
    "stated | source = at least 11 | Ministry", "stated | event = at least 11 | other",
    "stated | claim_id = at least 11 | k1", "stated = words without a count",
], ids=str)
def test_another_figure_place_origin_or_event_is_none(candidate: str) -> None:
    assert others(candidate) == []


def test_other_known_populations_do_not_match() -> None:
    ledger = "claim_id | stated | population\nk1 | 11 | children"

    assert others("stated | population = 11 | journalists", ledger) == []
    assert others("stated | population = 11 | children", ledger) == ["k1"]


def test_an_origin_is_found_through_a_citation() -> None:
    ledger = """claim_id | stated | source   | cites
                k1       | 11     | Ministry |
                k2       | 11     | Daily    | k1"""

    assert others("stated | source = 11 | Ministry", ledger) == ["k1", "k2"]


def test_one_place_of_one_document_is_a_near_duplicate_whatever_is_counted() -> None:
    candidate = claims("stated | measure | source | document | locator\n12 | injured | Daily | a.txt | p1:0-11")
    found = near_duplicates(candidate, claims(LEDGER))

    assert list(found.itertuples(index=False, name=None)) == [
        ("c1", "k1", "the same words of the same document, counted as killed")]


def test_the_reasons_are_told_in_the_order_of_the_candidates() -> None:
    found = near_duplicates(
        claims("claim_id | stated | document | locator\nz | at least 11 | a.txt | p1:0-11\nb | 11 or more | |"),
        claims(LEDGER))

    assert list(found["claim_id"]) == ["z", "b"]
    assert list(found["why"]) == [
        "the same figure of the same origin: at least 11 (Agency, published 2022-01-10); "
        "the same words of the same document",
        "the same figure of the same origin: at least 11 (Agency, published 2022-01-10)"]


def test_nothing_is_near_nothing() -> None:
    none = claims(LEDGER).iloc[:0]

    for pair in ((none, claims(LEDGER)), (claims(LEDGER), none), (none, none)):
        assert near_duplicates(*pair).equals(pd.DataFrame(columns=["claim_id", "other", "why"], dtype=object))
