"""Five hundred claims: how large the page is, how long it takes to load, to filter and to sort."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest

import worlds
from chromium import once, page_file

pytestmark = pytest.mark.browser

CLAIMS, QUESTIONS = 500, 20
MOST_BYTES = 6_500_000
"""13 kB a claim, the charts of its question among them."""

SECONDS_TO_LOAD, MILLISECONDS_TO_FILTER, MILLISECONDS_TO_SORT, MILLISECONDS_TO_REPLAY = 10, 500, 1000, 1000
"""Bounds for a slow and busy computer; about ten times what a quiet one needs."""


def many():
    """Return claims as an event with many questions, sources and days has them."""
    chance = random.Random(3)
    asked = [(measure, population, place) for place in ("Country", "Country/North", "Country/South")
             for population in ("everyone", "protesters", "journalists")
             for measure in ("killed", "injured", "detained")]
    rows = []
    for number in range(CLAIMS):
        measure, population, place = asked[number % QUESTIONS]
        day = date(2022, 1, 2) + timedelta(days=chance.randrange(60))
        count = chance.randrange(10, 500)
        rows.append({"measure": measure, "population": population, "place": place, "published": day.isoformat(),
                     "as_of": (day - timedelta(days=1)).isoformat(), "source": f"Source {chance.randrange(40)}",
                     "stated": chance.choice([f"{count} people", f"at least {count}", "dozens", f"about {count}"]),
                     "url": f"https://example.org/news/{number}",
                     "note": "Who counted is said in the text; what it leaves out is not." * chance.randrange(3)})
    return rows


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Write the page of five hundred claims with the charts that grow with them."""
    def make(folder):
        page_file(worlds.reconcile(many()), folder, ("ranges", "timeline", "discrepancy", "leave-one-out", "history"))

    return once(tmp_path_factory, "large", make) / "index.html"


def test_page_of_five_hundred_claims_is_bounded(large):
    assert large.stat().st_size < MOST_BYTES


def test_page_of_five_hundred_claims_stays_usable(opened, large):
    start = time.perf_counter()
    with opened(large) as page:
        page.get_by_label("Filter claims").wait_for()
        assert time.perf_counter() - start < SECONDS_TO_LOAD
        assert page.locator("ol.claims > li").count() == CLAIMS
        took = page.evaluate("""() => {
            const timed = act => { const start = performance.now(); act(); document.body.offsetHeight;
                                   return performance.now() - start; };
            const field = document.getElementById('filter-claims');
            const choice = document.getElementById('sort-claims');
            const day = document.getElementById('day');
            const enter = words => { field.value = words; field.dispatchEvent(new Event('input')); };
            return [timed(() => enter('source 7')), timed(() => enter('')),
                    timed(() => { choice.value = 'ends'; choice.dispatchEvent(new Event('change')); }),
                    timed(() => { day.value = 20; day.dispatchEvent(new Event('input')); })];
        }""")
        print("milliseconds to filter, clear, sort, replay:", [round(each) for each in took])
        assert max(took[:2]) < MILLISECONDS_TO_FILTER
        assert took[2] < MILLISECONDS_TO_SORT and took[3] < MILLISECONDS_TO_REPLAY


def test_link_to_a_far_claim_finds_it(opened, large):
    with opened(large) as page:
        page.locator(".card a.note").last.click()
        page.wait_for_timeout(300)
        box = page.evaluate("(({top}) => top)(document.querySelector(':target').getBoundingClientRect())")
        assert -1 <= box < page.viewport_size["height"]


def test_what_is_left_out_of_the_page_stands_in_a_file_and_is_said(opened, large):
    with opened(large, java_script_enabled=False) as page:
        told = page.locator("main").text_content()
        assert "more pairs in discrepancies.csv" in told
        assert page.locator("a[href='discrepancies.csv']").count() > QUESTIONS
        assert "All pairs of this question: discrepancies.csv." in page.locator("#claim-1").text_content()
