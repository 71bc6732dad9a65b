"""Six charts as they should look, kept as pictures under tests/golden.

Words are blanked out before the pictures are compared: other versions of matplotlib draw letters a little
differently, and what is written is tested elsewhere. After a wanted change, look at the new pictures and keep them:

    RECONCILE_RENEW_GOLDEN=1 python -m pytest -n 0 tests/unit/test_golden_charts.py
"""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text
from PIL import Image, ImageDraw, ImageFilter

from reconcile import charts
from reconcile.publish import figure_bytes, house_style
import chart_frames
from chart_frames import INF, QUESTION, SHA256, build, claim
from worlds import reconcile

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
DPI, BLUR = 100, 1
TOLERANCE = 0.3
"""Root of the mean squared difference of the pixels, of 255. Measured: matplotlib 3.9, 3.10 and 3.11 differ from one
another by less than 0.1, one mark moved by four millimetres gives 1 at least."""

CUSTODY = """measure  | stated          | published  | source   | source_type
             detained | 4,404           | 2022-01-08 | Ministry | state
             detained | more than 5,000 | 2022-01-10 | Watch    | ngo
             held     | about 700       | 2022-01-10 | Ministry | state
             released | 3,500           | 2022-01-10 | Paper    | media"""
COMING = """claim_id | measure | stated  | published  | source   | source_type | retracts
            a        | killed  | 164     | 2022-01-09 | Ministry | state       |
            b        | killed  | dozens  | 2022-01-07 | Watch    | ngo         |
            c        | killed  | 225     | 2022-01-15 | Court    | state       |
            d        | killed  |         | 2022-01-12 | Ministry | state       | a"""


def small():
    """Return four figures of which one is open and one vague."""
    return build([claim("40", 40, as_of="2022-01-07", origin="Ministry", origin_type="state"),
                  claim("dozens", 24, 99, as_of="2022-01-08", is_soft=True, origin="Paper", origin_type="media"),
                  claim("more than 120", 121, INF, as_of="2022-01-10", origin="Watch", origin_type="ngo"),
                  claim("60 to 80", 60, 80, as_of="2022-01-10", origin="Clinic", origin_type="medical")])


CASES = {
    "timeline": (chart_frames.every_form, QUESTION, charts.page("print-1")),
    "ranges": (small, QUESTION, charts.page("print-1", language="de")),
    "discrepancy": (chart_frames.three_claims, QUESTION, charts.page("print-1")),
    "leave-one-out": (chart_frames.three_claims, QUESTION, charts.page("slides", theme="dark", width_mm=153)),
    "history": (lambda: reconcile(COMING), "killed", charts.page("print-1", theme="dark")),
    "stock-flow": (lambda: reconcile(CUSTODY), "held", charts.page("print-1")),
}


def drawn(kind):
    """Draw the chart of a golden picture."""
    make, question, page = CASES[kind]
    frames = make()
    name = next(name for name in frames.questions["question"] if question in name)
    return charts.draw(kind, frames, name, replace(page, dpi=DPI))


def pixels(chart):
    """Return the picture of a chart, and the boxes of its words in pixels."""
    image = Image.open(BytesIO(figure_bytes(chart, "png", ledger_sha256=SHA256))).convert("RGB")
    chart.figure.set_dpi(DPI * chart.scale)
    canvas = FigureCanvasAgg(chart.figure)
    with house_style():
        canvas.draw()
        boxes = [Text.get_window_extent(text, canvas.get_renderer()) for text in chart.figure.findobj(Text)
                 if text.get_visible() and text.get_text().strip()]
    chart.figure.set_dpi(72)
    # Letters of another version run up to a tenth further.
    return image, [(box.x0 - 2, image.height - box.y1 - 2, box.x1 + 2 + box.width / 10, image.height - box.y0 + 2)
                   for box in boxes]


def blanked(image, boxes):
    """Return a picture without its words."""
    out = image.copy()
    pen = ImageDraw.Draw(out)
    for box in boxes:
        pen.rectangle(box, fill=(128, 128, 128))
    # Words of another width push the drawing aside by less than a pixel: that is no difference.
    return out.filter(ImageFilter.GaussianBlur(BLUR))


def differs(golden, chart, folder, tolerance=TOLERANCE):
    """Return what differs between a golden picture and a chart, None for nothing that matters."""
    image, boxes = pixels(chart)
    expected, actual = folder / "expected.png", folder / "actual.png"
    blanked(Image.open(golden).convert("RGB"), boxes).save(expected)
    blanked(image, boxes).save(actual)
    return compare_images(str(expected), str(actual), tolerance)


@pytest.mark.parametrize("kind", CASES)
def test_the_chart_looks_as_it_should(kind, tmp_path):
    chart, golden = drawn(kind), GOLDEN / f"{kind}.png"
    if os.environ.get("RECONCILE_RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        pixels(chart)[0].save(golden, optimize=True)
    assert differs(golden, chart, tmp_path) is None


@pytest.mark.parametrize("kind", CASES)
def test_a_moved_mark_is_seen(kind, tmp_path):
    chart = drawn(kind)
    marks = [line for axes in chart.figure.axes[1:] for line in axes.lines
             if line.get_label() == "figure" and line.get_marker() != "|" and line.get_markersize() >= 5]
    inches = 4 / 25.4
    assert marks
    for mark in marks[:3]:
        moved = mark.axes.transData.inverted().transform(
            mark.axes.transData.transform(mark.get_xydata()) + inches * chart.figure.dpi)
        before = mark.get_xydata().copy()
        mark.set_data(moved[:, 0], moved[:, 1])
        assert differs(GOLDEN / f"{kind}.png", chart, tmp_path) is not None
        mark.set_data(before[:, 0], before[:, 1])
    assert differs(GOLDEN / f"{kind}.png", chart, tmp_path) is None


def test_lost_arrows_are_seen(tmp_path):
    chart = drawn("ranges")
    for arrow in [patch for patch in chart.figure.axes[1].patches if isinstance(patch, FancyArrowPatch)]:
        arrow.remove()
    assert differs(GOLDEN / "ranges.png", chart, tmp_path) is not None


def test_the_pictures_are_those_of_the_cases():
    assert {path.stem for path in GOLDEN.glob("*.png")} == set(CASES)
    assert sum(path.stat().st_size for path in GOLDEN.glob("*.png")) < 400_000
