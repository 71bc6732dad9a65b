"""The first ledger: what the five documents say, and what follows from it."""

from pathlib import Path

import pytest

from reconcile import read_ledger, run

LEDGER = Path(__file__).parents[2] / "figures.csv"


@pytest.fixture(scope="module")
def result():
    return run(read_ledger(str(LEDGER)))


def estimates(result, policy="envelope"):
    rows = result.estimates[result.estimates["policy"] == policy]
    return {tuple(row.question.split(":")[:3]): (row.low, row.high, row.status) for row in rows.itertuples()}


def test_a_claim_of_2011_belongs_to_another_event(result):
    others = result.claims[result.claims["event"] != "kazakhstan-2022-01"]
    assert set(others["event"]) == {"zhanaozen-2011", "kazakhstan-before-2022"}
    assert others.set_index("event").at["zhanaozen-2011", "low"] == 14


@pytest.mark.parametrize(("measure", "population", "interval"), [
    ("detained", "everyone", (4404, float("inf"), "compatible")),
    ("detained", "protesters", (200, float("inf"), "single")),
    ("detained", "journalists", (2, float("inf"), "single")),
    ("killed", "everyone", (36, 99, "compatible")),
    ("killed", "security_forces", (8, float("inf"), "single")),
    ("injured", "security_forces", (24, 317, "compatible")),
    ("hospitalised", "everyone", (400, 400, "single")),
    ("intensive_care", "everyone", (62, 62, "single")),
])
def test_the_ranges_of_january_2022(result, measure, population, interval):
    assert estimates(result)["kazakhstan-2022-01", measure, population] == interval


def test_intensive_care_is_a_snapshot_of_its_own(result):
    row = result.claims.set_index("measure").loc["intensive_care"]
    assert row["counting"] == "snapshot" and row["question"] not in set(
        result.claims["question"][result.claims["measure"] == "hospitalised"])


def test_a_photos_link_is_no_count_of_the_pages_author(result):
    row = result.claims[result.claims["url"].str.contains("france24")].iloc[0]
    assert (row["source"], row["published"], row["stated"]) == ("France 24", "2022-01-06", "dozens")


def test_undated_pages_have_partly_known_dates(result):
    by_source = result.claims.groupby("source")["published"].first()
    assert by_source["The Organization for World Peace"] == "2022-01-08/.."
    assert by_source["Mariah Abdel-Aziz"] == "2022-01-20/.."


def test_as_known_on_10_january_only_what_was_surely_published_counts(result):
    known = run(read_ledger(str(LEDGER)), known_by="2022-01-10")
    assert set(known.claims["source"]) == {
        "France 24", "Socialist International",
        "Partnership for Legal Empowerment in Eastern Europe and Central Asia"}


def test_unknown_is_kept_as_unknown(result):
    assert result.claims.set_index("stated").at["still unknown", "state"] == "no_number"
