"""What the page is made of: where a claim is used, the replay in the page, long lists, charts of the whole event."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

import worlds
from chromium import WORLD
from reconcile import charts
from reconcile.report import contents as report_contents
from reconcile.report.contents import contents
from reconcile.report.pages import html_page, markdown_page


@pytest.fixture(scope="module")
def result():
    return worlds.reconcile(WORLD).of_event("demo")


@pytest.fixture(scope="module")
def page(result):
    return contents(result, {})


def by_id(page):
    return {claim["id"]: claim for claim in page.claims}


def test_claim_knows_the_range_and_the_pairs_that_use_it(page):
    claims = by_id(page)
    assert (claims["c"]["label"], claims["c"]["in_range"]) == ("People killed", True)
    assert (claims["a"]["label"], claims["a"]["in_range"]) == ("People killed", False)
    shown = {(pair["a"], pair["b"]) for question in page.questions for pair in question["pairs"]}
    for claim in page.claims:
        for pair in claim["pairs"]:
            assert {pair["a"], pair["b"]} == {claim["note"], pair["other"]}
            assert (pair["a"], pair["b"]) in shown
    assert len(shown) * 2 == sum(len(claim["pairs"]) for claim in page.claims)


def test_days_sort_as_numbers_and_an_open_day_by_its_start(page):
    claims = by_id(page)
    assert [claims[name]["published_day"] for name in "afd"] == ["20220109", "20220131", "20220314"]


def test_replay_has_a_row_for_every_change_and_names_the_uncertain(page):
    claims = by_id(page)
    rows = [(row["day"], row["status"], row["notes"], row["came"], row["withdrawn"]) for row in page.replay.rows
            if row["questions"][0]["label"] == "People killed"]
    note = {name: claim["note"] for name, claim in claims.items()}
    assert rows[:3] == [("2022-01-06", "single", [note["e"]], [note["e"]], []),
                        ("2022-01-09", "compatible", [note["e"], note["a"]], [note["a"]], []),
                        ("2022-01-10", "single", [note["e"]], [note["b"]], [note["a"]])]
    assert page.replay.never_known == [note["d"]] and page.replay.partly_known == [note["f"]]
    assert page.replay.n_days == len({row["day"] for row in page.replay.rows})


def test_replay_stands_in_both_reports(page):
    html, text = html_page(page), markdown_page(page)
    for row in page.replay.rows:
        assert row["sentence"] in html
        assert f"| {row['day_words']} | " in text
    assert "1 claim cannot be replayed" in html and "Cannot be replayed" in text


def test_ledger_without_a_certain_day_says_so():
    page = contents(worlds.reconcile("stated | published\n40 | 2022-01-08/..").of_event("demo"), {})
    for text in (html_page(page), markdown_page(page)):
        assert "there is no day to replay" in text
    assert 'id="replay-here"' not in html_page(page)


def test_charts_of_the_event_stand_once_with_their_files(result):
    chart = charts.draw("ranges", result, str(result.questions["question"].iloc[0]))
    page = contents(result, {}, {"multiples": chart})
    html = html_page(page)
    for end in ("svg", "pdf", "png", "csv", "txt"):
        assert html.count(f'href="charts/all-multiples.{end}"') == 1
    assert "All questions at a glance" in html and "](charts/all-multiples.svg)" in markdown_page(page)
    assert "All questions at a glance" not in html_page(contents(result, {}))


def test_ladder_stands_with_its_question(result):
    question = str(result.questions["question"][result.questions["slug"] == "killed"].iloc[0])
    page = contents(result, {question: {"ladder": charts.draw("ranges", result, question)}})
    assert 'href="charts/killed-ladder.txt"' in html_page(page)
    assert "](charts/killed-ladder.svg)" in markdown_page(page)


def test_long_lists_fold_and_pairs_beyond_the_most_are_in_a_file(monkeypatch):
    monkeypatch.setattr(report_contents, "MOST_APART", 0)
    rows = [{"stated": str(40 + number), "source": "S", "published": f"2022-01-{number + 1:02}", "measure": measure}
            for number in range(20) for measure in ("killed", "injured", "hospitalised")]
    page = contents(worlds.reconcile(rows).of_event("demo"), {})
    html = html_page(page)
    assert page.not_comparable == [] and page.more_not_comparable > 0
    assert re.search(r"more pairs? in <a href=\"discrepancies.csv\"", html)
    assert len(page.left_out) > 30 and f"<summary>{len(page.left_out) - 30} more</summary>" in html
    assert "more pairs stand in discrepancies.csv" in markdown_page(page)


def test_same_page_twice(result):
    drawn = {str(result.questions["question"].iloc[0]):
             {"ranges": charts.draw("ranges", result, str(result.questions["question"].iloc[0]))}}
    assert html_page(contents(result, drawn)) == html_page(contents(result, drawn))


def test_nothing_of_the_ledger_reaches_script_or_style(page):
    loud = SimpleNamespace(text=html_page(contents(worlds.reconcile(
        [{"stated": "40", "source": "</script></style>"}]).of_event("demo"), {})))
    parts = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)
    assert parts.findall(loud.text) == parts.findall(html_page(page))
    assert len(parts.findall(loud.text)) == 2
