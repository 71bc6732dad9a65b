"""The page for everyone: axe-core, a narrow screen, dark and printed light, headings, landmarks, little motion."""

from __future__ import annotations

import json

import pytest

from chromium import until

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 320, "height": 640}


def violations(page):
    """Return what axe-core finds, its rules of good practice included."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_axe_finds_no_violation(opened, world, scheme, viewport, scripts):
    with opened(world, color_scheme=scheme, viewport=viewport) as page:
        if not scripts:
            # axe is itself a script: the page is given to it as it stands without its own.
            page = without_script(page, world)
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
        assert violations(page) == []


def without_script(page, path):
    """Put the page in the place of itself with its script taken out before it ran."""
    text = path.read_text(encoding="utf-8")
    start = text.rindex("<script>")
    plain = path.with_name("plain.html")
    plain.write_text(text[:start] + text[text.index("</script>", start) + 9:], encoding="utf-8")
    page.unroute_all()
    page.context.unroute_all()
    page.goto(plain.as_uri())
    assert page.locator("button").count() == 0
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_after_every_control_was_used(opened, world, scheme):
    with opened(world, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
        page.locator("article thead button").first.click()
        page.get_by_label("Sort claims by").select_option("figure")
        page.get_by_role("button", name="Descending").click()
        page.get_by_label("Filter claims").fill("prosecutor")
        page.get_by_label("Replay, day by day").press("Home")
        page.locator(".then a.note").first.click()
        assert violations(page) == []


def test_published_page_passes_axe(opened, published):
    with opened(published) as page:
        assert violations(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_narrow_page_never_scrolls_sideways(opened, world, published, scripts):
    for path in (world, published):
        with opened(path, viewport=NARROW, java_script_enabled=scripts) as page:
            for box in page.locator("summary").all():
                box.click()
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            wide = page.evaluate("""[...document.querySelectorAll('body *')]
                .filter(one => one.checkVisibility() && !one.closest('.scroll, svg, .unseen, .skip')
                    && one.getBoundingClientRect().right > 320.5).map(one => one.outerHTML.slice(0, 80))""")
            assert wide == []


def test_tables_scroll_inside_and_by_keys(opened, world):
    with opened(world, viewport=NARROW) as page:
        box = page.locator("article .scroll").first
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        until(page, "document.activeElement.scrollLeft > 0")


def luminance(page, selector):
    colour = page.evaluate("one => getComputedStyle(document.querySelector(one)).backgroundColor", selector)
    red, green, blue = json.loads(f"[{colour[colour.index('(') + 1:-1]}]")[:3]
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_dark_page_is_dark_and_its_charts_do_not_glare(opened, world):
    from io import BytesIO

    from PIL import Image

    with opened(world, color_scheme="dark") as page:
        assert luminance(page, "body") < 0.15
        chart = page.locator("figure.chart svg").first
        shot = Image.open(BytesIO(chart.screenshot())).convert("L")
        assert 190 <= shot.getpixel((shot.width // 2, 6)) <= 215
        page.emulate_media(media="print", color_scheme="dark")
        assert luminance(page, "body") == pytest.approx(1)
        assert chart.evaluate("svg => getComputedStyle(svg).filter") == "none"


def test_headings_are_in_order_and_landmarks_are_there(opened, world):
    with opened(world) as page:
        levels = [int(name[1]) for name in page.eval_on_selector_all(
            "h1, h2, h3, h4, h5, h6", "all => all.map(one => one.tagName)")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))
        for role in ("banner", "main", "navigation", "contentinfo"):
            assert page.get_by_role(role).count() == 1
        names = page.eval_on_selector_all(
            "section",
            "all => all.map(one => document.getElementById(one.getAttribute('aria-labelledby')).textContent)")
        assert len(names) == len(set(names)) > 8


def test_nothing_moves(opened, world):
    with opened(world) as page:
        page.get_by_label("Replay, day by day").press("Home")
        page.locator("article thead button").first.click()
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("""[...document.querySelectorAll('*')]
            .every(one => getComputedStyle(one).transitionDuration === '0s')""")
