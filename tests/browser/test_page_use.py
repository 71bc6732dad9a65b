"""The controls of the page: sorting, filtering, the replay, the way from a number to its claim and back."""

from __future__ import annotations

import pytest

import worlds
from chromium import WORLD, page_file, until
from reconcile import run
from reconcile.sentences import headline, written_date
from reconcile.tables import headlines

pytestmark = pytest.mark.browser


def column(table, number):
    """Return the texts of a column of a table, from 0."""
    return [row.locator("th, td").nth(number).inner_text() for row in table.locator("tbody tr").all()]


def numbers(texts):
    return [int(text.replace(",", "")) if text != "–" else None for text in texts]


# Sorting.

def test_table_sorts_by_number_with_blanks_last_and_back_again(opened, world):
    with opened(world) as page:
        table = page.locator("article table.sorts").first
        before = column(table, 0)
        head = table.locator("thead th").nth(2)
        head.get_by_role("button").click()
        up = numbers(column(table, 2))
        assert head.get_attribute("aria-sort") == "ascending"
        stated = [number for number in up if number is not None]
        assert stated == sorted(stated) and up == stated + [None] * (len(up) - len(stated)) and None in up
        head.get_by_role("button").click()
        down = numbers(column(table, 2))
        assert head.get_attribute("aria-sort") == "descending"
        assert down == stated[::-1] + [None] * (len(up) - len(stated))
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "none" and column(table, 0) == before


def test_open_end_sorts_above_every_number(opened, world):
    with opened(world) as page:
        table = page.locator("article table.sorts").first
        table.locator("thead th").nth(1).get_by_role("button").click()
        keys = table.locator("tbody td:nth-child(2)").evaluate_all("all => all.map(td => td.dataset.sort)")
        ranges = [tuple(map(float, key.split())) for key in keys if key]
        assert ranges == sorted(ranges) and float("inf") in {high for _, high in ranges}
        assert "" not in keys[:len(ranges)]


def test_sorting_is_stable_and_said(opened, world):
    with opened(world) as page:
        table = page.locator("article table.sorts").first
        first = column(table, 0)
        head = table.locator("thead th").nth(3)
        head.get_by_role("button").click()
        names, origins = column(table, 0), numbers(column(table, 3))
        assert sorted(zip(origins, (first.index(name) for name in names), strict=True)) \
            == list(zip(origins, (first.index(name) for name in names), strict=True))
        assert page.locator("p.unseen[role=status]").text_content() == "Sorted by Origins, ascending"
        assert table.locator("[aria-sort=ascending]").count() == 1


def test_words_sort_as_words_and_days_as_days(opened, world):
    with opened(world) as page:
        page.locator("#replay summary").first.click()
        table = page.locator("#replay-table")
        days = table.locator("tbody tr").evaluate_all("all => all.map(row => row.dataset.day)")
        table.locator("thead th").first.get_by_role("button").click()
        table.locator("thead th").first.get_by_role("button").click()
        assert table.locator("tbody tr").evaluate_all("all => all.map(row => row.dataset.day)") \
            == sorted(days, reverse=True)
        table.locator("thead th").nth(3).get_by_role("button").click()
        assert column(table, 3) == sorted(column(table, 3))


def claim_numbers(page):
    return page.locator("ol.claims > li:visible .number").all_inner_texts()


@pytest.mark.parametrize("key, wanted", [
    ("number", list(range(1, 14))),
    ("figure", None), ("date published", None), ("source", None)])
def test_claims_sort(opened, world, key, wanted):
    with opened(world) as page:
        page.get_by_label("Sort claims by").select_option(key)
        rows = page.locator("ol.claims > li").evaluate_all(
            "all => all.map(li => [li.value, li.dataset.ends, li.dataset.published, "
            "li.querySelector('.source').textContent])")
        if key == "number":
            assert [row[0] for row in rows] == wanted
        elif key == "source":
            assert [row[3] for row in rows] == sorted(row[3] for row in rows)
        elif key == "figure":
            known = [tuple(map(float, row[1].split())) for row in rows if row[1]]
            assert known == sorted(known) and [row[1] for row in rows[len(known):]] == [""] * (len(rows) - len(known))
        else:
            assert [row[2] for row in rows] == sorted(row[2] for row in rows)
        page.get_by_role("button", name="Descending").click()
        assert page.get_by_role("button", name="Descending").get_attribute("aria-pressed") == "true"
        turned = page.locator("ol.claims > li").evaluate_all("all => all.map(li => li.value)")
        assert turned[0] != rows[0][0]


# Filtering.

@pytest.mark.parametrize("words, wanted", [
    ("prosecutor", 2), ("PROSECUTOR 225", 1), ("5000", 1), ("5,000", 1), ("nobody at all", 0), ("", 13)])
def test_filter_of_the_claims(opened, world, words, wanted):
    with opened(world) as page:
        field = page.get_by_label("Filter claims")
        field.fill(words)
        assert len(claim_numbers(page)) == wanted
        assert page.locator("#filter-claims ~ .count").inner_text() == f"{wanted} of 13 shown"
        assert page.locator("#filter-claims ~ .count").get_attribute("role") == "status"


def test_filter_of_a_long_table(opened, world):
    with opened(world) as page:
        page.locator("#replay summary").first.click()
        field = page.get_by_label("Filter “The sentences of each day”")
        rows = page.locator("#replay-table tbody tr")
        field.fill("people detained")
        assert 0 < rows.filter(visible=True).count() < rows.count()
        for text in rows.filter(visible=True).all_inner_texts():
            assert "people detained" in text.lower()


def test_link_to_a_claim_that_is_filtered_away_shows_it(opened, world):
    with opened(world) as page:
        page.get_by_label("Filter claims").fill("nobody at all")
        page.locator(".card a.note").first.click()
        assert page.locator(":target").is_visible()
        assert page.get_by_label("Filter claims").input_value() == ""


# The way to a claim and back.

def test_every_number_leads_to_its_claim_and_back_to_itself(opened, world):
    with opened(world) as page:
        for place in (".card a.note", "article p a.note", "article td a.note", "#left-out a.note"):
            note = page.locator(place).last
            number = note.inner_text()
            note.evaluate("note => note.setAttribute('data-here', '')")
            note.click()
            claim = page.locator(":target")
            assert claim.locator(".number").inner_text() == number
            assert page.evaluate("document.activeElement.id") == claim.get_attribute("id")
            assert is_in_view(page, "document.activeElement")
            assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") \
                != "rgba(0, 0, 0, 0)"
            claim.get_by_role("button", name="Back to where you were").click()
            until(page, "document.activeElement.hasAttribute('data-here')")
            assert is_in_view(page, "document.activeElement")
            note.evaluate("note => note.removeAttribute('data-here')")
        assert page.get_by_role("button", name="Back to where you were").count() == 0


def is_in_view(page, element):
    page.wait_for_timeout(100)
    box = page.evaluate(f"(({{top, bottom}}) => [top, bottom])({element}.getBoundingClientRect())")
    return box[1] > 0 and box[0] < page.viewport_size["height"]


def test_claim_tells_where_it_is_used_and_each_place_leads_back(opened, world):
    with opened(world) as page:
        for claim in page.locator("ol.claims > li").all():
            own = claim.get_attribute("id")
            links = claim.locator("a[href^='#']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
            assert links[0].startswith("#q-")
            for link in links:
                assert page.locator(link).locator(f"a[href='#{own}']").count() >= 1


def test_pair_leads_to_its_row_which_is_marked(opened, world):
    with opened(world) as page:
        page.locator("ol.claims .used a[href^='#pair-']").first.click()
        assert page.locator("tr:target, li:target").count() == 1


def test_address_with_a_claim_opens_it(opened, world):
    with opened(world, hash="#claim-7") as page:
        assert page.locator(":target .number").inner_text() == "[7]"
        assert is_in_view(page, "document.querySelector(':target')")


# The replay.

def test_slider_says_on_each_day_what_a_run_of_that_day_says(opened, world):
    ledger = worlds.ledger_of(WORLD)
    whole = run(ledger)
    days = sorted(set(whole.told["known_by"]))
    number = dict(zip(whole.claims["claim_id"], whole.claims["footnote"], strict=True))
    with opened(world) as page:
        slider = page.get_by_label("Replay, day by day")
        shown = page.locator(".card .now .sentence").all_inner_texts()
        assert slider.get_attribute("aria-valuetext") == "all claims"
        for day in reversed(days):
            slider.press("ArrowLeft")
            assert slider.get_attribute("aria-valuetext") == written_date(day)
            known = run(ledger, known_by=day)
            wanted = {row["question"]: (headline(row, estimate, leads), estimate["claim_ids"], row["status"])
                      for row, estimate, leads in headlines(known.questions, known.estimates, known.claims)}
            for slug, question in zip(whole.questions["slug"], whole.questions["question"], strict=True):
                then = page.locator(f"#card-{slug} .then")
                assert page.locator(f"#card-{slug} .now").is_hidden()
                if question not in wanted:
                    assert then.inner_text() == \
                        f"No claim on this question had certainly been published by {written_date(day)}."
                    continue
                sentence, ids, status = wanted[question]
                assert then.locator(".sentence").inner_text().partition(" [")[0] == sentence
                assert then.locator(".small").first.inner_text() == f"As known on {written_date(day)}:"
                assert then.locator(".status").inner_text() == status
                if ids:
                    assert then.locator(".sentence a.note").all_inner_texts() \
                        == [f"[{note}]" for note in sorted(number[claim_id] for claim_id in ids)]
        page.get_by_role("button", name="Show all claims").click()
        assert page.locator(".card .now .sentence").all_inner_texts() == shown
        assert page.locator(".card .then").filter(visible=True).count() == 0


def test_slider_tells_what_came_and_what_was_withdrawn(opened, world):
    with opened(world) as page:
        slider = page.get_by_label("Replay, day by day")
        slider.press("Home")
        assert slider.get_attribute("aria-valuetext") == "6 January 2022"
        while slider.get_attribute("aria-valuetext") != "10 January 2022":
            slider.press("ArrowRight")
        told = page.locator(".replay").inner_text()
        assert "as known on 10 January 2022" in told and "New on that day:" in told and "withdrawn:" in told


def test_uncertain_days_of_publication_are_said(opened, world):
    with opened(world, java_script_enabled=False) as page:
        told = page.locator("#replay").inner_text()
        assert "1 claim cannot be replayed, because no last day of publication is known" in told
        assert "The day of publication of 1 claim is only partly known" in told


def test_no_slider_where_no_day_is_certain(opened, tmp_path):
    path = page_file(worlds.reconcile("stated | published\n40 | 2022-01-08/.."), tmp_path, ())
    with opened(path) as page:
        assert page.locator("input[type=range]").count() == 0
        assert "there is no day to replay" in page.locator("#replay").inner_text()


def test_questions_that_could_not_be_told_apart_share_their_sentence(opened, tmp_path):
    path = page_file(worlds.reconcile("stated | since | published\n40 | 2022-01-05 | 2022-01-08\n"
                                      "50 | | 2022-01-08\n60 | 2022-01-01 | 2022-01-10"), tmp_path, ())
    with opened(path) as page:
        page.get_by_label("Replay, day by day").press("Home")
        for card in page.locator(".card").all():
            assert card.locator(".then .sentence").inner_text().startswith("Between 40 and 50 people killed")
            assert "could not yet be told apart" in card.inner_text()


# The keyboard alone.

def focus(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 60)")


def test_first_stop_is_the_skip_link_and_it_works(opened, world):
    with opened(world) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert is_in_view(page, "document.activeElement")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "figures"
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#figures').contains(document.activeElement)")


def test_every_control_is_reached_in_order_and_shows_its_focus(opened, world):
    with opened(world) as page:
        wanted = page.evaluate("""[...document.querySelectorAll(
                'a[href], button, input, select, summary, [tabindex="0"]')].filter(
            one => one.checkVisibility() && !one.closest('details:not([open]) > :not(summary)')).length""")
        page.evaluate("""() => { window.stops = []; document.addEventListener('focusin', event => {
            const look = getComputedStyle(event.target);
            window.stops.push([event.target, look.outlineStyle, parseFloat(look.outlineWidth)]); }); }""")
        for _ in range(wanted):
            page.keyboard.press("Tab")
        assert page.evaluate("new Set(window.stops.map(stop => stop[0])).size") == wanted
        assert page.evaluate("window.stops.filter(stop => stop[1] === 'none' || stop[2] < 2).length") == 0
        assert page.evaluate("""window.stops.every((stop, place, all) => !place ||
            all[place - 1][0].compareDocumentPosition(stop[0]) & Node.DOCUMENT_POSITION_FOLLOWING)""")


def test_sorting_and_the_replay_by_keys(opened, world):
    with opened(world) as page:
        button = page.locator("article table.sorts thead button").first
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator("article table.sorts thead th").first.get_attribute("aria-sort") == "ascending"
        page.keyboard.press("Space")
        assert page.locator("article table.sorts thead th").first.get_attribute("aria-sort") == "descending"
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        page.locator("#day").focus()
        page.keyboard.press("ArrowLeft")
        assert page.locator(".card .then").first.is_visible()
        page.keyboard.press("End")
        assert page.locator(".card .now").first.is_visible()


def test_claim_and_back_by_keys(opened, world):
    with opened(world) as page:
        note = page.locator(".card a.note").first
        note.focus()
        here = focus(page)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert "Back to where you were" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        assert focus(page) == here
