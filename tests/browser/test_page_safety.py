"""The page runs and styles nothing but its own, asks nobody for anything, and loses nothing without scripts."""

from __future__ import annotations

import re

import pytest

import worlds
from chromium import page_file

pytestmark = pytest.mark.browser

BAD = ["</script><script>window.hurt = 1</script>", '"><img src=x onerror="window.hurt=1">', "<!--<script>", "]]>",
       "' onfocus='window.hurt=1' autofocus='", "\u202egnp.exe\u202c", "אבג 40 דהו", "javascript:window.hurt=1",
       "{{7*7}} ${7*7} `", "a\u2028b\u2029c"]


def test_published_page_is_silent_and_asks_for_nothing(opened, published):
    for path in sorted(published.parent.parent.glob("*/index.html")):
        with opened(path) as page:
            page.wait_for_load_state("networkidle")
            assert page.title().endswith("reported figures")


def test_every_link_to_a_file_is_relative_and_every_inner_link_has_its_target(opened, published):
    with opened(published) as page:
        links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
        ids = set(page.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert not [link for link in links if re.match(r"(?i)(file:|javascript:|data:|//|/)", link)]


def test_foreign_script_and_style_are_refused_and_ours_are_not(opened, watch, world):
    with opened(world) as page:
        assert page.locator("#filter-claims").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.card')).display") == "flex"
        page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.hurt = 1';
            const style = document.createElement('style');
            style.textContent = 'h1 { color: rgb(1, 2, 3) }';
            document.body.append(script, style);
            document.querySelector('h1').setAttribute('style', 'font-size: 99px');
            document.querySelector('h1').setAttribute('onclick', 'window.hurt = 1');
            document.querySelector('h1').click();
            new Image().src = 'https://example.org/x.png';
        }""")
        page.wait_for_timeout(200)
        assert page.evaluate("window.hurt") is None
        look = page.locator("h1").evaluate(
            "one => (({color, fontSize}) => [color, fontSize])(getComputedStyle(one))")
        assert "rgb(1, 2, 3)" not in look and "99px" not in look
    refused = [line for line in watch.said if "Content Security Policy" in line]
    assert {word for word in ("script-src", "style-src", "img-src", "default-src")
            if any(word in line for line in refused)} >= {"script-src", "style-src"}
    assert len(refused) == len(watch.said) >= 4
    watch.said.clear()


def test_policy_names_no_unsafe_word(opened, world):
    with opened(world) as page:
        policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
        assert page.locator("[style]").count() == page.locator("svg style").count() == 0
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; script-src 'sha256-")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Write the page of a ledger with markup, other directions and very long notes in its cells."""
    rows = [{"stated": f"40 {text}", "low": "40", "high": str(50 + number), "note": f"{text} " * 3, "source": text,
             "origin": f"origin {text}", "document": text, "locator": text, "published": f"2022-01-{number + 1:02}",
             "url": f"https://example.org/{text}", "place": f"Land/{text.replace('/', '-')}"}
            for number, text in enumerate(BAD)]
    rows += [{"stated": "41", "note": "word " * 2000, "source": "x" * 10_000}, {"stated": "42", "note": "y" * 10_000}]
    return page_file(worlds.reconcile(rows), tmp_path_factory.mktemp("hostile"), ())


@pytest.mark.parametrize("width", [320, 1200])
def test_hostile_cells_are_words_and_nothing_else(opened, hostile, width):
    with opened(hostile, viewport={"width": width, "height": 800}) as page:
        day = page.get_by_label("Replay, day by day")
        for _ in BAD:
            day.press("ArrowLeft")
            assert "as known on" in page.locator(".replay strong").inner_text()
        page.get_by_label("Filter claims").fill("</script><script>")
        assert page.get_by_label("Filter claims").locator("xpath=..").locator(".count").inner_text() == "1 of 12 shown"
        assert page.evaluate("window.hurt") is None
        assert page.locator("main img, main script, main iframe").count() == 0
        assert page.locator("[onerror], [onfocus], [onclick]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_note_is_folded_and_whole(opened, hostile):
    with opened(hostile, java_script_enabled=False) as page:
        notes = page.locator("#claims details summary", has_text="Note (")
        assert notes.all_inner_texts() == ["Note (9,999 characters)", "Note (10,000 characters)"]
        notes.last.click()
        assert page.get_by_text("y" * 10_000).is_visible()


def test_without_scripts_nothing_is_lost_and_no_control_is_dead(opened, world):
    with opened(world, java_script_enabled=False) as plain:
        assert plain.locator("button, input, select").count() == 0
        before = plain.locator("main").text_content()
        plain.locator("#replay summary").first.click()
        assert plain.locator("#replay-table tbody tr").first.is_visible()
        plain.locator(".card a.note").first.click()
        assert plain.locator(":target").get_attribute("id").startswith("claim-")
        plain.locator(":target .used a").first.click()
        assert plain.locator(":target").get_attribute("id").startswith("q-")
    with opened(world) as scripted:
        after = scripted.locator("main").text_content()
    assert [line for line in before.split("\n") if line.strip() and line not in after] == []


def test_description_of_every_chart_can_be_read_and_heard(opened, world):
    with opened(world, java_script_enabled=False) as page:
        for chart in page.locator("figure.chart").all():
            chart.locator("summary").click()
            words = chart.locator("details p").inner_text()
            assert len(words) > 20 and chart.get_by_role("img").count() == 1
            heard = chart.locator("svg").evaluate("""svg => svg.getAttribute('aria-labelledby').split(' ')
                .map(id => document.getElementById(id).textContent).join(' ')""")
            assert " ".join(words.split()) in heard
            ends = chart.locator("figcaption a").evaluate_all(
                "all => all.map(a => a.getAttribute('href').split('.')[1])")
            assert ends == ["svg", "pdf", "png", "csv", "txt"]
        assert page.locator("#overview figcaption a").first.get_attribute("href") == "charts/all-multiples.svg"
