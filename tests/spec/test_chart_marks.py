"""What a chart tells a reader, as a table of cases: claims in, marks and words out."""

from __future__ import annotations

import pytest

from reconcile import charts
from reconcile.publish import FORMATS, figure_bytes, inline_svg
from chart_frames import CASES, DRAWN, INF, QUESTION, SHA256, build, claim

MEANINGS = {
    "an exact figure is a point": (claim("4,404", 4404), {"figure"}),
    "an interval is a bar": (claim("40 to 50", 40, 50), {"figure", "interval"}),
    "an open bound is an arrow": (claim("more than 5,000", 5001, INF), {"figure", "open"}),
    "vague words are hatched": (claim("dozens", 24, 99, is_soft=True), {"figure", "vague"}),
    "open vague words are both": (claim("hundreds", 100, INF, is_soft=True), {"figure", "open", "vague"}),
    "a withdrawn figure is crossed": (claim("164", 164, state="retracted"), {"figure", "withdrawn"}),
    "a partly known date is a span": (claim("7", 7, as_of="2022-01-08/2022-01-10"), {"figure", "span", "span end"}),
}
_MARKS = {"figure", "interval", "open", "vague", "withdrawn", "span", "span end", "steps"}


@pytest.mark.parametrize("meaning", MEANINGS)
def test_marks_of_the_timeline(meaning):
    stated, expected = MEANINGS[meaning]
    chart = charts.draw("timeline", build([stated]), QUESTION)
    found = {artist.get_label() for axes in chart.figure.axes[1:] for artist in axes.get_children()}
    assert found & _MARKS == expected


@pytest.mark.parametrize(("case", "kind"), DRAWN)
@pytest.mark.parametrize("fmt", FORMATS)
def test_every_case_can_be_published_in_every_format(case, kind, fmt):
    chart = charts.draw(kind, CASES[case](), QUESTION, charts.Page(85))
    assert figure_bytes(chart, fmt, ledger_sha256=SHA256, dpi=72)
    assert chart.alt and not chart.points.empty


def test_small_chart_in_a_page():
    svg = inline_svg(charts.strip(CASES["three"](), QUESTION), ledger_sha256=SHA256, prefix="detained")
    assert svg.startswith('<svg id="detained-figure"') and "4,000" in svg
