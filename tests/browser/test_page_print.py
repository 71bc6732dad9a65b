"""The page printed to PDF: whole, with breaks that a reader can bear."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

import worlds
from chromium import page_file

pytestmark = pytest.mark.browser

BOTTOM = 110
"""Points from the lower edge: a heading below it has no room for two lines of what it heads."""


def lines_of(page):
    """Return the lines of a printed page as (height above the lower edge, text), from the top."""
    found: dict[int, list[tuple[float, str]]] = {}

    def note(text, matrix, placed, font, size):
        if text.strip():
            x = placed[4] * matrix[0] + matrix[4]
            y = placed[5] * matrix[3] + matrix[5]
            found.setdefault(round(y), []).append((x, text))

    page.extract_text(visitor_text=note)
    return [(height, " ".join("".join(text for _, text in sorted(found[height])).split()))
            for height in sorted(found, reverse=True)]


@pytest.fixture(scope="module")
def printed(browser, published):
    """Print the page of the project's ledger."""
    page = browser.new_page()
    page.goto(published.as_uri())
    data = page.pdf(format="A4")
    page.close()
    return PdfReader(BytesIO(data))


@pytest.fixture(scope="module")
def headings(browser, published):
    """Return the words of every heading and caption."""
    page = browser.new_page()
    page.goto(published.as_uri())
    found = page.eval_on_selector_all("main h2, main h3, caption", "all => all.map(one => one.innerText)")
    page.close()
    return {" ".join(text.split()) for text in found} - {"Contents"}


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_every_claim_is_printed(printed, browser, published):
    text = re.sub(r"\s", "", text_of(printed))
    page = browser.new_page()
    page.goto(published.as_uri())
    for number, stated, source in page.eval_on_selector_all(
            "ol.claims > li", "all => all.map(li => [li.value, li.querySelector('q').textContent,"
                              " li.querySelector('.source').textContent])"):
        assert re.sub(r"\s", "", f"[{number}]“{stated}”") in text
        assert re.sub(r"\s", "", source) in text
    page.close()


def test_no_page_is_blank_and_every_page_has_its_number(printed):
    total = len(printed.pages)
    for number, page in enumerate(printed.pages, start=1):
        lines = lines_of(page)
        assert f"{number} / {total}" in {text for _, text in lines}
        drawn = page.get_contents().get_data()
        assert len(lines) > 2 or drawn.count(b" re") > 5


def test_no_heading_stands_at_the_foot_of_a_page(printed, headings):
    for page in printed.pages:
        lines = [(height, text) for height, text in lines_of(page) if not re.fullmatch(r"\d+ / \d+", text)]
        lowest = min(height for height, _ in lines)
        for height, text in lines:
            if text in headings:
                assert height > lowest, text


def test_folded_parts_and_the_replay_are_printed_and_controls_are_not(printed):
    text = text_of(printed)
    assert "As known then" in text and "More than 5,000 people detained by 10 January 2022" in text
    assert "Description of this chart" in text
    for control in ("Filter claims", "Sort claims by", "Show all claims", "Replay, day by day", "To the figures"):
        assert control not in text


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Write a page with a long table, long notes and an archived copy."""
    rows = [{"stated": str(40 + number), "published": f"2022-01-{number % 28 + 1:02}",
             "source": f"Source {number}", "origin": f"Origin {number}",
             "note": "A remark of some length. " * (number % 7),
             "url": f"https://example.org/{number}", "archive_url": f"https://archive.example/{number}/copy"}
            for number in range(60)]
    return page_file(worlds.reconcile(rows), tmp_path_factory.mktemp("long"))


def test_head_of_a_table_stands_on_every_page_of_it(browser, long):
    page = browser.new_page()
    page.goto(long.as_uri())
    reader = PdfReader(BytesIO(page.pdf(format="A4")))
    rows = page.locator("#replay-table tbody td.sentence").all_inner_texts()
    page.close()
    row = re.compile(r"\d+ January 2022.*people killed", re.IGNORECASE)
    on = [number for number, sheet in enumerate(reader.pages) if any(row.match(text) for _, text in lines_of(sheet))]
    heads = [number for number, sheet in enumerate(reader.pages)
             if "As known then" in " ".join(sheet.extract_text().split())]
    assert len(rows) >= 28 and len(heads) >= 2
    assert set(on) <= set(heads)


def test_no_row_claim_card_or_chart_is_cut(browser, long):
    page = browser.new_page(viewport={"width": 680, "height": 900})
    page.goto(long.as_uri())
    page.emulate_media(media="print")
    for kind in (".card", "figure.chart", "tr", "ol.claims > li", "thead"):
        assert page.locator(kind).first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    for kind in ("h2", "h3", "caption", "thead"):
        assert page.locator(kind).first.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"
    page.close()


def test_claim_is_printed_whole_on_one_page_with_its_addresses(browser, long):
    page = browser.new_page()
    page.goto(long.as_uri())
    reader = PdfReader(BytesIO(page.pdf(format="A4")))
    page.close()
    sheets = [re.sub(r"\s", "", sheet.extract_text()) for sheet in reader.pages]
    for number in range(60):
        [sheet] = [text for text in sheets if f"https://archive.example/{number}/copy" in text]
        assert f"https://example.org/{number}" in sheet
        assert f"“{40 + number}”:{40 + number}" in sheet
        assert f"Claimc{number + 1},row{number + 2}oftheledger." in sheet


def test_filtered_list_says_so_in_print(browser, long):
    page = browser.new_page()
    page.goto(long.as_uri())
    page.get_by_label("Filter claims").fill("example.org/17")
    text = text_of(PdfReader(BytesIO(page.pdf(format="A4"))))
    page.close()
    assert "1 of 60 shown" in text and "Filter claims" not in text
