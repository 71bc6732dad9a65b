"""A chart in the page looks as the chart in its file: no style is lost on the way to a strict policy."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

import worlds
from chromium import WORLD
from reconcile import charts
from reconcile.publish import figure_bytes, inline_svg

pytestmark = pytest.mark.browser

SHA256 = "0" * 64


@pytest.mark.parametrize("kind", ["ranges", "timeline", "discrepancy", "leave-one-out", "history", "strip"])
def test_chart_in_the_page_is_the_chart_of_the_file(browser, tmp_path, kind):
    result = worlds.reconcile(WORLD)
    question = result.find("killed")
    chart = charts.strip(result, question) if kind == "strip" else charts.draw(kind, result, question)
    text = figure_bytes(chart, "svg", ledger_sha256=SHA256).decode()
    shots = []
    for name, picture in (("file", text[text.index("<svg"):]),
                          ("page", inline_svg(chart, ledger_sha256=SHA256, prefix="a"))):
        path = tmp_path / f"{name}.html"
        path.write_text("<!DOCTYPE html><meta charset=utf-8><style>body { margin: 0; width: 900px }"
                        f"svg {{ display: block; width: 900px; height: auto }}</style>{picture}", encoding="utf-8")
        page = browser.new_page(viewport={"width": 900, "height": 900})
        page.goto(path.as_uri())
        shots.append(Image.open(BytesIO(page.locator("svg").screenshot())).convert("RGB"))
        page.close()
    assert shots[0].size == shots[1].size and len(shots[0].getcolors(1 << 24)) > 5
    assert ImageChops.difference(*shots).getbbox() is None
