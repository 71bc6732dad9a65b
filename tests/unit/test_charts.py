"""The charts: every mark means what it should, nothing covers anything, the same bytes every time."""

from __future__ import annotations

import itertools
import math
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from reconcile import charts
from reconcile.charts import days, labels, look, marks, ranges, rows, scale, strip_chart
from reconcile.charts.chart import points_frame, states_number
from reconcile.charts.discrepancy import MOST_PAIRS
from reconcile.charts.leave_one_out import moves
from reconcile.errors import UsageError
from reconcile.publish import figure_bytes
import chart_frames
from chart_frames import CASES, DRAWN, INF, KINDS, NAN, QUESTION, build, claim

ROOT = Path(__file__).resolve().parents[2]


def artists(chart, label, kind=object):
    """Return the artists of a chart that carry a label, the key left out."""
    return [artist for axes in chart.figure.axes[1:] for artist in axes.get_children()
            if artist.get_label() == label and isinstance(artist, kind)]


def texts(chart):
    """Return all visible texts of a chart."""
    return [text for text in chart.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def words(chart):
    """Return everything written on a chart, without the marks of direction."""
    return "\n".join(text.get_text() for text in texts(chart)).replace("\u200e", "")


def line_ends(lines):
    """Return the places of lone markers."""
    return sorted((float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines)


def drawn(kind, frames, width=160):
    """Draw, with the strip as one more kind."""
    if kind == "strip":
        return charts.strip(frames, QUESTION, width_mm=min(width, 100))
    return charts.draw(kind, frames, QUESTION, charts.Page(width))


@pytest.mark.parametrize("width", [85, 160, 254])
@pytest.mark.parametrize(("case", "kind"), [*DRAWN, *((case, "strip") for case in CASES)])
def test_no_text_covers_another_or_leaves_the_paper(case, kind, width):
    frames = CASES[case]()
    chart = drawn(kind, frames, width)
    canvas = FigureCanvasAgg(chart.figure)
    chart.figure.set_dpi(200)
    canvas.draw()
    paper = chart.figure.bbox
    boxes = [(text.get_text(), Text.get_window_extent(text, canvas.get_renderer())) for text in texts(chart)]
    for name, box in boxes:
        assert paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1, name
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        shared_x, shared_y = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        # A pixel of rounding is allowed; letters would have to share more than that to touch.
        assert shared_x <= 1 or shared_y <= 2, (one, other)


@pytest.mark.parametrize(("case", "kind"), [*DRAWN, *((case, "strip") for case in CASES)])
def test_texts_are_large_enough_to_print_and_never_markup(case, kind):
    for text in texts(drawn(kind, CASES[case]())):
        assert text.get_fontsize() >= 6.5
        assert not text.get_parse_math()


class TestTimeline:
    """Claims over time."""

    def test_exact_figure_is_one_point_at_its_day(self):
        chart = drawn("timeline", chart_frames.one_claim())
        day = pd.Timestamp("2022-01-10").toordinal()
        assert line_ends(artists(chart, "figure")) == [(day, 4404)]
        assert not artists(chart, "open") and not artists(chart, "interval") and not artists(chart, "vague")

    def test_open_end_is_an_arrow_upwards(self):
        arrow, = artists(drawn("timeline", chart_frames.three_claims()), "open", FancyArrowPatch)
        start, end = arrow._posA_posB
        assert start[1] == 5001 and end[1] > start[1] and start[0] == end[0]

    def test_interval_is_a_bar_between_its_ends(self):
        bar, = artists(drawn("timeline", chart_frames.three_claims()), "interval", Rectangle)
        assert (bar.get_y(), bar.get_y() + bar.get_height()) == (4000, 6000)
        assert bar.get_hatch() is None

    def test_vague_words_are_hatched(self):
        bars = artists(drawn("timeline", chart_frames.every_form()), "vague", Rectangle)
        assert len(bars) == 2 and all(bar.get_hatch() for bar in bars)

    def test_withdrawn_figure_is_crossed_and_its_label_struck(self):
        chart = drawn("timeline", chart_frames.every_form())
        assert [y for _, y in line_ends(artists(chart, "withdrawn"))] == [164]
        struck = [line for line in chart.figure.axes[0].lines if line.get_label() == "struck"]
        label, = (text for text in texts(chart) if text.get_text() == "[1] 164")
        assert len(struck) == 1 and struck[0].get_xdata()[0] == label.get_position()[0]
        assert struck[0].get_zorder() > label.get_zorder()

    def test_steps_join_one_origin_and_never_slope(self):
        steps, = artists(drawn("timeline", chart_frames.every_form()), "steps")
        assert steps.get_drawstyle() == "steps-post"
        assert list(steps.get_ydata()) == [120, 227]

    def test_no_step_to_a_withdrawn_figure(self):
        frames = build([claim("164", 164, as_of="2022-01-09", origin="M", state="retracted"),
                        claim("225", 225, as_of="2022-01-15", origin="M")])
        assert not artists(drawn("timeline", frames), "steps")

    def test_superseded_figure_is_hollow(self):
        points = artists(drawn("timeline", chart_frames.every_form()), "figure")
        hollow = {float(point.get_ydata()[0]) for point in points if point.get_markerfacecolor() == "white"}
        assert hollow == {120, 164}

    def test_partly_known_date_is_a_span(self):
        span, = artists(drawn("timeline", chart_frames.every_form()), "span")
        assert list(span.get_xdata()) == [pd.Timestamp(f"2022-01-{day}").toordinal() for day in (10, 14)]

    def test_vaguely_dated_claim_does_not_stretch_the_axis(self):
        frames = build([claim("5", 5, as_of="2022"), claim("7", 7, as_of="2022-01-09")])
        chart = drawn("timeline", frames)
        start, stop = chart.figure.axes[1].get_xlim()
        assert stop - start < 10
        assert not artists(chart, "span end")

    def test_open_date_stands_at_its_known_end(self):
        frames = build([claim("5", 5, as_of="2022-01-08/..")])
        assert line_ends(artists(drawn("timeline", frames), "figure")) == [(pd.Timestamp("2022-01-08").toordinal(), 5)]

    def test_claim_without_any_date_is_named_in_the_notes(self):
        frames = chart_frames.three_claims()
        frames.claims.loc[0, ["as_of_from", "as_of_to"]] = pd.NaT
        chart = drawn("timeline", frames)
        assert "Without a date, not drawn: [1]." in words(chart)
        assert list(chart.points["claim_id"]) == ["c2", "c3"]

    def test_claims_of_one_day_stand_beside_each_other(self):
        frames = build([claim("40", 40) for _ in range(5)])
        places = line_ends(artists(drawn("timeline", frames), "figure"))
        assert len({x for x, _ in places}) == 5
        assert all(abs(x - pd.Timestamp("2022-01-10").toordinal()) < 0.5 for x, _ in places)

    def test_marks_of_one_day_do_not_cover_each_other(self):
        frames = build([claim("40", 40, origin_type="state") for _ in range(9)])
        chart = drawn("timeline", frames)
        transform = chart.figure.axes[1].transData
        xs = sorted(transform.transform(place)[0] for place in line_ends(artists(chart, "figure")))
        assert min(np.diff(xs)) >= 5

    def test_sixty_claims_are_labelled_by_footnote_only(self):
        written = words(drawn("timeline", chart_frames.many_claims()))
        assert all(f"[{number}]" in written.splitlines() for number in range(1, 61))
        assert "[1] 800" not in written

    def test_claims_without_a_number_are_quoted_in_the_notes(self):
        chart = drawn("timeline", chart_frames.every_form())
        assert "No figure to draw: [8] “some”, [9] “an unknown number”." in words(chart)

    def test_long_wording_gives_way_to_its_reading(self):
        frames = build([claim("the number of those detained rose to 5,500 on that day", 5500),
                        claim("", 12, 15), claim("several dozens of people, perhaps more", 24, 99, is_soft=True)])
        written = words(drawn("timeline", frames, 85)).splitlines()
        assert {"[1] 5,500", "[2] 12 to 15"} <= set(written)
        assert any(line.startswith("[3] several") and line.endswith("…") for line in written)

    def test_marks_aside_on_a_long_axis_are_confessed(self):
        frames = build([claim("40", 40, as_of="2019-01-01"), claim("40", 40), claim("40", 40)])
        chart = drawn("timeline", frames)
        assert "stand aside, by up to about" in words(chart)
        assert "stand aside" not in words(drawn("timeline", chart_frames.three_claims()))

    def test_label_far_from_its_mark_has_a_leader(self):
        chart = drawn("timeline", chart_frames.many_claims(), 150)
        assert any(line.get_label() == "leader" for line in chart.figure.axes[0].lines)


class TestRanges:
    """The range ladder."""

    def test_every_claim_has_a_row_and_every_policy_a_range(self):
        chart = drawn("ranges", chart_frames.three_claims())
        lines = words(chart).splitlines()
        assert {"[1] “4,404”", "[2] “more than 5,000”", "[3] “between 4,000 and 6,000”"} <= set(lines)
        assert {"Envelope", "UCDP", "Airwars", "GTD", "at least 4,000", "no figure"} <= set(lines)

    def test_rows_go_by_date_then_low(self):
        frames = build([claim("9", 9, as_of="2022-01-09"), claim("8", 8, as_of="2022-01-07"),
                        claim("7", 7, as_of="2022-01-07")])
        assert list(drawn("ranges", frames).points["claim_id"])[:3] == ["c3", "c2", "c1"]

    def test_open_range_of_a_policy_ends_in_an_arrow_at_the_edge(self):
        chart = drawn("ranges", chart_frames.three_claims())
        edge = chart.figure.axes[1].get_xlim()[1]
        ends = [arrow._posA_posB[1][0] for arrow in artists(chart, "open", FancyArrowPatch)]
        assert ends.count(edge) == 2

    def test_best_figure_is_a_diamond(self):
        chart = drawn("ranges", chart_frames.three_claims())
        diamonds = [point for point in artists(chart, "figure")
                    if point.get_marker() == "D" and point.get_markerfacecolor() == "white"]
        assert line_ends(diamonds)[0][0] == 4000

    def test_best_figure_is_told_in_words_beside_a_wider_range(self):
        frames = chart_frames.three_claims()
        frames.estimates.loc[0, ["best", "high"]] = [4404.0, 6000.0]
        assert "(best 4,404)" in words(drawn("ranges", frames, 254))

    def test_withdrawn_row_is_struck_and_silent_rows_say_so(self):
        chart = drawn("ranges", chart_frames.every_form())
        assert sum(line.get_label() == "struck" for line in chart.figure.axes[0].lines) == 2
        assert words(chart).splitlines().count("states no number") == 2

    def test_policy_range_with_two_ends_is_a_bar(self):
        frames = build([claim("10", 10), claim("20", 20)])
        bars = [list(bar.get_xdata()) for bar in artists(drawn("ranges", frames), "range")]
        assert [10, 20] in bars

    def test_rows_beyond_the_most_are_counted_in_the_notes(self):
        chart = drawn("ranges", build([claim(str(number), number) for number in range(1, 101)]))
        assert "20 further claims" in words(chart)
        assert chart.points["claim_id"].ne("").sum() == ranges.MOST_CLAIMS

    def test_claim_without_words_shows_its_interval(self):
        assert "[1] 12 to 15" in words(drawn("ranges", build([claim("", 12, 15)])))

    def test_only_retracted_claims_leave_no_range(self):
        chart = drawn("ranges", build([claim("164", 164, state="retracted")]))
        assert "no figure that counts" in words(chart)


class TestDiscrepancy:
    """Pairs at equal as-of."""

    def test_gap_is_shaded_and_labelled(self):
        chart = drawn("discrepancy", chart_frames.three_claims())
        gap, = artists(chart, "gap", Rectangle)
        assert (gap.get_x(), gap.get_x() + gap.get_width()) == (4404, 5001)
        assert "update, +597, ×1.14" in words(chart)

    def test_earlier_figure_of_a_running_count_may_have_grown(self):
        arrows = artists(drawn("discrepancy", chart_frames.three_claims()), "may have grown", FancyArrowPatch)
        assert arrows and all(arrow.get_linestyle() == ":" for arrow in arrows)
        assert all(arrow._posA_posB[1][0] > arrow._posA_posB[0][0] > 4404 for arrow in arrows)

    @pytest.mark.parametrize("values", [{"counting": "snapshot"}, {"as_of": "2022-01-09"}])
    def test_snapshots_and_equal_dates_cannot_have_grown(self, values):
        frames = build([claim("10", 10, **{"as_of": "2022-01-08", **values}),
                        claim("20", 20, **{"as_of": "2022-01-09", **values})])
        assert not artists(drawn("discrepancy", frames), "may have grown")

    def test_lower_later_figure_has_a_negative_gap(self):
        frames = build([claim("20", 20, as_of="2022-01-08"), claim("10", 10, as_of="2022-01-09")])
        assert "contradicts, −10, ×2.00" in words(drawn("discrepancy", frames))

    def test_gap_to_zero_has_no_ratio(self):
        frames = build([claim("none", 0), claim("10", 10)])
        assert "contradicts, +10: " in words(drawn("discrepancy", frames))

    def test_gravest_first_and_the_rest_counted(self):
        chart = drawn("discrepancy", chart_frames.many_claims(20))
        kinds = list(chart.points["kind"])
        assert chart.points["pair"].max() == MOST_PAIRS
        assert kinds == sorted(kinds, key=["contradicts", "update", "overlaps"].index)
        assert "more pairs in discrepancies.csv" in words(chart)

    def test_missing_ratio_sorts_last(self):
        frames = chart_frames.three_claims()
        frames.discrepancies.loc[1, ["gap", "ratio"]] = NAN
        assert drawn("discrepancy", frames).points["claim_id"].tolist()[-1] == "c3"

    def test_figures_that_do_not_count_are_not_compared(self):
        frames = build([claim("10", 10), claim("20", 20, state="superseded")])
        with pytest.raises(UsageError, match="no two current figures"):
            drawn("discrepancy", frames)


class TestLeaveOneOut:
    """The range without one origin."""

    def test_ends_that_move_are_marked_and_told(self):
        chart = drawn("leave-one-out", chart_frames.three_claims())
        moved = [point for point in artists(chart, "figure") if point.get_markerfacecolor() == look.MOVED]
        assert [x for x, _ in line_ends(moved)] == [4404, 6000]
        assert {"no longer open", "low end +404", "no end moves"} <= set(words(chart).splitlines())

    def test_largest_movement_first(self):
        chart = drawn("leave-one-out", chart_frames.three_claims())
        assert list(chart.points["origin"]) == ["", "OVD-Info", "Reuters", "Ministry of the Interior"]

    def test_nothing_left(self):
        assert "nothing left" in words(drawn("leave-one-out", chart_frames.one_claim()))

    def test_ends_can_open_and_fall(self):
        row = {"low": 3.0, "high": INF, "low_change": 0.0, "high_change": INF}
        assert moves(row) == ["now open at the top"]
        assert moves({**row, "high": 7.0, "high_change": -2.0}) == ["high end −2"]

    def test_origins_that_move_nothing_are_counted_beyond_a_few(self):
        chart = drawn("leave-one-out", build([claim(str(number), number) for number in range(1, 16)]))
        assert len(chart.points) == 13 and words(chart).count("no end moves") == 11
        assert "Not drawn, because without them no end moves: 3 origins." in words(chart)

    def test_question_without_a_range_is_refused(self):
        with pytest.raises(UsageError, match="no range that an origin could move"):
            drawn("leave-one-out", build([claim("164", 164, state="retracted")]))


class TestStrip:
    """The small chart of the first screen."""

    def test_range_ticks_and_arrow(self):
        chart = charts.strip(chart_frames.three_claims(), QUESTION)
        bar, = artists(chart, "range")
        assert bar.get_xdata()[0] == 4000
        assert {x for x, _ in line_ends(artists(chart, "figure"))} == {4000, 4404, 5001, 6000}
        assert len(artists(chart, "open", FancyArrowPatch)) == 1
        assert words(chart).splitlines() == ["4,000", "6,000", "0"]

    def test_open_floor_keeps_its_words(self):
        frames = build([claim("4,404", 4404), claim("more than 5,000", 5001, INF)])
        assert words(charts.strip(frames, QUESTION)).splitlines() == ["4,404", "more than 5,000", "0"]

    def test_closed_range_has_no_arrow(self):
        chart = charts.strip(build([claim("10", 10), claim("20", 20)]), QUESTION)
        assert not artists(chart, "open") and words(chart).splitlines() == ["10", "20", "0"]

    def test_single_figure_has_no_bar(self):
        assert not artists(charts.strip(chart_frames.one_claim(), QUESTION), "range")

    def test_logarithmic_axis_is_named(self):
        assert "log scale" in words(charts.strip(chart_frames.far_apart(), QUESTION))

    def test_zero_is_not_written_twice(self):
        frames = build([claim("none", 0), claim("20", 20)])
        assert words(charts.strip(frames, QUESTION)).splitlines() == ["0", "20"]

    def test_range_without_its_claims_is_still_drawn(self):
        frames = chart_frames.three_claims()
        frames.evidence["is_current"] = False
        assert words(charts.strip(frames, QUESTION)).splitlines() == ["at least 4,000", "0"]

    def test_policy_without_a_range_is_refused(self):
        for policy in ("gtd", "unknown"):
            with pytest.raises(UsageError, match=f"no range under {policy}"):
                charts.strip(chart_frames.three_claims(), QUESTION, policy=policy)

    def test_labels_are_pushed_apart_within_the_edges(self):
        lefts = strip_chart.pushed_apart([50, 52, 54], [10, 10, 10], (0, 60))
        assert lefts == [27.0, 38.5, 50.0]
        assert strip_chart.pushed_apart([-5], [10], (0, 60)) == [0]


class TestEveryChart:
    """What all charts share."""

    @pytest.mark.parametrize("kind", ["timeline", "ranges"])
    @pytest.mark.parametrize("case", CASES)
    def test_points_hold_every_plotted_claim(self, case, kind):
        frames = CASES[case]()
        shown = set(drawn(kind, frames).points["claim_id"])
        numbered = {row["claim_id"] for row in frames.claims.to_dict("records") if states_number(row)}
        assert numbered <= shown

    def test_open_end_is_empty_in_the_points(self):
        csv = drawn("timeline", chart_frames.three_claims()).points.to_csv(index=False, lineterminator="\n")
        assert f"{QUESTION},c2,,OVD-Info,\"more than 5,000\",5001,,,True,2022-01-09,current\n" in csv

    @pytest.mark.parametrize("kind", KINDS)
    def test_alternative_text_is_short_and_has_the_numbers(self, kind):
        chart = drawn(kind, chart_frames.three_claims())
        assert chart.alt.startswith("People detained") and "4,404" in chart.alt and len(chart.alt) < 500

    @pytest.mark.parametrize("kind", KINDS)
    def test_heading_sources_and_ledger_are_written(self, kind):
        chart = drawn(kind, chart_frames.three_claims(), 254)
        assert chart.title == "People detained" and chart.title in words(chart).splitlines()
        assert "[1] Tengrinews, quoting Ministry of the Interior" in words(chart)
        assert "Ledger figures.csv, sha256 0123456789ab." in words(chart)

    def test_key_holds_only_what_appears(self):
        written = words(drawn("timeline", chart_frames.one_claim())).splitlines()
        assert "Non-governmental organisation" in written
        assert not {"State body", "withdrawn", "reading of vague words", "no upper bound stated"} & set(written)

    @pytest.mark.parametrize("kind", KINDS)
    def test_figures_far_apart_get_a_named_logarithmic_axis(self, kind):
        chart = drawn(kind, chart_frames.far_apart())
        axes = chart.figure.axes[1]
        assert (axes.get_yscale() if kind == "timeline" else axes.get_xscale()) == "log"
        assert "logarithmic scale" in words(chart)

    @pytest.mark.parametrize("kind", KINDS)
    def test_zero_keeps_its_place_on_a_logarithmic_axis(self, kind):
        chart = drawn(kind, build([claim("none", 0), claim("3", 3), claim("40,000", 40000)]))
        axes = chart.figure.axes[1]
        assert (axes.get_yscale() if kind == "timeline" else axes.get_xscale()) == "symlog"
        assert "0" in words(chart).splitlines()

    def test_linear_axis_starts_at_zero(self):
        assert drawn("timeline", chart_frames.three_claims()).figure.axes[1].get_ylim()[0] == 0

    def test_many_sources_are_counted(self):
        frames = build([claim("40", 40, as_of=f"2022-01-{1 + number % 28:02d}") for number in range(70)])
        assert "10 more in claims.csv" in words(drawn("ranges", frames)).replace("\n", " ")

    def test_many_silent_claims_are_counted(self):
        frames = build([claim("5", 5), *(claim("many", NAN, state="no_number") for _ in range(14))])
        assert "and 2 more." in words(drawn("timeline", frames)).replace("\n", " ")

    def test_slug_names_the_question_too(self):
        assert charts.draw("timeline", chart_frames.one_claim(), "detained").title == "People detained"

    def test_user_settings_neither_matter_nor_change(self):
        before = figure_bytes(drawn("ranges", chart_frames.three_claims()), "svg", ledger_sha256="0")
        with matplotlib.rc_context({"font.size": 30, "font.family": "monospace", "savefig.bbox": "tight",
                                    "axes.grid": True, "svg.hashsalt": "other"}):
            mine = dict(matplotlib.rcParams)
            after = figure_bytes(drawn("ranges", chart_frames.three_claims()), "svg", ledger_sha256="0")
            assert dict(matplotlib.rcParams) == mine
        assert before == after

    def test_frames_are_left_as_they_were(self):
        frames = chart_frames.many_claims(20)
        before = frames.claims.copy(deep=True)
        for kind in KINDS:
            drawn(kind, frames)
        pd.testing.assert_frame_equal(frames.claims, before)


class TestRefusals:
    """Errors a user can meet."""

    def test_unknown_kind_names_the_kinds(self):
        with pytest.raises(UsageError, match="'pie'. Use one of timeline, ranges, discrepancy, leave-one-out"):
            charts.draw("pie", chart_frames.one_claim(), QUESTION)

    def test_unknown_question_names_the_questions(self):
        with pytest.raises(UsageError, match=f"'nobody'. Use one of {QUESTION}"):
            charts.draw("timeline", chart_frames.one_claim(), "nobody")

    def test_many_questions_are_cut_short(self):
        frames = chart_frames.one_claim()
        many = pd.concat([frames.questions.assign(question=f"q{number:02d}", slug="") for number in range(12)])
        asked = chart_frames.SyntheticFrames(frames.claims, many, frames.evidence, frames.estimates,
                                             frames.discrepancies, frames.leave_one_out)
        with pytest.raises(UsageError, match="q09 and 2 more"):
            charts.draw("timeline", asked, "nobody")
        asked = chart_frames.SyntheticFrames(frames.claims, many[:0], frames.evidence, frames.estimates,
                                             frames.discrepancies, frames.leave_one_out)
        with pytest.raises(UsageError, match="The ledger asks none"):
            charts.draw("timeline", asked, "nobody")

    @pytest.mark.parametrize("kind", KINDS)
    def test_question_without_numbers_is_refused(self, kind):
        frames = build([claim("many", NAN, state="no_number"), claim("some", 2, INF, state="indefinite")])
        if kind in ("leave-one-out", "ladder"):
            frames.estimates["low"] = NAN
        with pytest.raises(UsageError, match="there is nothing to draw"):
            charts.draw(kind, frames, QUESTION)

    @pytest.mark.parametrize("width", [0, 59, 601, NAN])
    def test_impossible_width_is_refused(self, width):
        with pytest.raises(UsageError, match="mm wide"):
            charts.draw("timeline", chart_frames.one_claim(), QUESTION, charts.Page(width))


class TestLook:
    """Colours, letters and room."""

    def test_every_kind_of_counter_has_a_marker_and_a_colour_of_its_own(self):
        kinds = look.KINDS.values()
        assert len({kind.marker for kind in kinds}) == len({kind.colour for kind in kinds}) == len(kinds)

    def test_the_common_kinds_differ_in_greyscale(self):
        def lightness(colour):
            red, green, blue = (int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5))
            linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                      for part in (red, green, blue)]
            luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
            return 116 * luminance ** (1 / 3) - 16

        shades = sorted(lightness(look.KINDS[kind].colour) for kind in ("state", "intergovernmental", "ngo", "media"))
        assert min(np.diff(shades)) > 7

    def test_kind_falls_back_to_the_source(self):
        assert look.kind_of({"origin_type": "", "source_type": "ngo"}) == "ngo"
        assert look.kind_of({"origin_type": "martian", "source_type": None}) == ""

    def test_letters_that_the_font_lacks_are_an_omission(self):
        assert look.clean("超过 70 人 \u202eabc\x07") == "[…] 70 […] abc"

    def test_line_with_arabic_runs_to_the_right_as_a_whole(self):
        assert look.directed("plain") == "plain"
        assert look.directed("[4] أكثر من 60, x") == "\u200e[4] أكثر من 60\u200e, x"
        assert look.directed("وزارة x") == "\u200eوزارة\u200e x"

    def test_cut_text_fits_and_keeps_something(self):
        assert look.width_mm(look.cut("word " * 50, 30, 7), 7) <= 30
        assert look.cut("word", 0.1, 7) == "w…"

    @pytest.mark.parametrize("room", [12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34])
    def test_cut_text_never_ends_within_a_number(self, room):
        for text in ("[1] death toll at 5,500 and rising", "[1] death toll at 5 500 people", "[12] toll 1.234.567 x"):
            kept = look.cut(text, room, 7)
            assert not re.search(r"\d[.,\s]?…$", kept), kept

    def test_wrapped_lines_fit_even_without_spaces(self):
        lines = look.wrap("short " + "x" * 200, 30, 7)
        assert "".join(lines) == "short" + "x" * 200
        assert all(look.width_mm(line, 7) <= 30 for line in lines)
        assert look.wrap("", 30, 7) == []

    def test_short_dates(self):
        assert look.short_date("2022-01-08/2022-01-10") == "8–10 Jan 2022"


class TestScale:
    """The number axis."""

    @pytest.mark.parametrize(("ends", "expected"), [([], False), ([0.0], False), ([1, 50], False), ([1, 51], True),
                                                    ([0, 1, 50, INF, NAN], False)])
    def test_when_logarithmic(self, ends, expected):
        assert scale.is_logarithmic(ends) is expected

    @pytest.mark.parametrize("ends", [[0.0], [1.0], [7.0, 9.0], [1.0, 9e15], [0.0, 1.0, 9e15], [3.0, 151.0, 40000.0]])
    @pytest.mark.parametrize("length", [18.0, 60.0, 200.0])
    @pytest.mark.parametrize("is_vertical", [True, False])
    def test_every_end_is_on_the_axis_with_room_for_the_arrow(self, ends, length, is_vertical):
        axes = matplotlib.figure.Figure(figsize=(length / 25.4, length / 25.4), dpi=72).add_axes((0, 0, 1, 1))
        track = scale.number_axis(axes, ends, length, is_vertical=is_vertical)
        places = [track.mm(end, axes.get_xlim()[0] if is_vertical else axes.get_ylim()[0])[0] for end in ends]
        assert all(-0.1 <= place <= length - 8.9 for place in places)
        ticks = (axes.get_yticks() if is_vertical else axes.get_xticks())
        assert len(ticks) and all(tick == int(tick) for tick in ticks)


class TestDays:
    """The time axis."""

    @pytest.mark.parametrize(("first", "last"), [
        ("2022-01-08", "2022-01-08"), ("2022-01-01", "2022-01-31"), ("2021-06-30", "2022-06-30"),
        ("1990-01-01", "2022-12-31"), ("1000-01-01", "2022-12-31"), ("9999-12-01", "9999-12-31"),
        ("0001-01-01", "0001-01-09"), ("2022-01-02", "2022-01-30")])
    @pytest.mark.parametrize("length", [20.0, 60.0, 130.0])
    def test_ticks_lie_on_the_axis_and_apart(self, first, last, length):
        axes = matplotlib.figure.Figure().add_subplot()
        span = (float(date.fromisoformat(first).toordinal()), float(date.fromisoformat(last).toordinal()))
        limits = days.day_limits([span])
        days.day_axis(axes, limits, length)
        ticks = list(axes.get_xticks())
        assert ticks and limits[0] <= ticks[0] and ticks[-1] <= limits[1]
        gaps = np.diff(ticks) * length / (limits[1] - limits[0])
        assert len(ticks) == 1 or min(gaps) > look.width_mm("30 May", 7)
        assert str(date.fromordinal(int(ticks[0])).year) in axes.get_xticklabels()[0].get_text()


class TestLabels:
    """Room for labels."""

    def test_no_room_is_no_label(self):
        board = labels.Board(labels.Box(0, 0, 10, 10), [labels.Box(0, 0, 10, 10)])
        assert board.place(labels.Box(4, 4, 6, 6), 3, 2, 20) is None

    def test_lines_are_avoided_while_there_is_room(self):
        board = labels.Board(labels.Box(0, 0, 100, 100), soft=[labels.Box(50, 49, 100, 51)])
        assert board.place(labels.Box(49, 49, 51, 51), 5, 2, 5).right < 50

    def test_label_stands_nearest_to_its_own_mark(self):
        own, other = labels.Box(10, 10, 12, 12), labels.Box(10, 18, 12, 20)
        board = labels.Board(labels.Box(0, 0, 100, 100), [own, other, labels.Box(12, 0, 20, 17),
                                                          labels.Box(0, 0, 10, 12)], [], [own, other])
        box = board.place(own, 4, 2, 20)
        assert box is not None and box.distance(own) < box.distance(other)

    def test_marks_without_room_are_shifted_where_they_cover_fewest(self):
        box = [labels.Box(-1, 0, 1, 2)]
        shifts = labels.spread([0.0] * 5, [box] * 5, 1.0, 2.0)
        assert shifts[:3] == [0.0, 2.0, -2.0] and all(abs(shift) <= 2 for shift in shifts)

    def test_right_words_are_wrapped_not_cut(self):
        assert "".join(rows.right_lines("1,000,000 to 2,000,000", 12)).replace(" ", "") == "1,000,000to2,000,000"


def test_open_points_have_no_infinite_number():
    frame = points_frame("q", [{"low": 1.0, "best": 1.5, "high": math.inf}], ["gap"])
    assert frame["high"].isna().all() and frame["is_open"].all() and frame["best"].tolist() == [1.5]


def test_echo_is_small():
    assert marks.mark_of({"low": 1, "high": 1, "state": "echo", "is_soft": False}).size < 5


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {root!r} + "/tests")
from reconcile import charts
from reconcile.publish import figure_bytes
import chart_frames
for case in ("forms", "sixty"):
    for kind in [*chart_frames.KINDS, "strip"]:
        frames = chart_frames.CASES[case]()
        chart = charts.strip(frames, chart_frames.QUESTION) if kind == "strip" else charts.draw(
            kind, frames, chart_frames.QUESTION)
        for fmt in ("svg", "pdf", "png"):
            print(case, kind, fmt, hashlib.sha256(figure_bytes(chart, fmt, ledger_sha256="0" * 64)).hexdigest())
"""


def test_same_bytes_in_every_process():
    """Two processes that differ in hash seed, time zone, locale and clock write the same files."""
    running = []
    for settings in ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
                     {"PYTHONHASHSEED": "2", "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"}):
        running.append(subprocess.Popen([sys.executable, "-W", "error", "-c", SCRIPT.format(root=str(ROOT))],
                                        cwd=ROOT, env={**os.environ, **settings}, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    ended = [process.communicate() for process in running]
    assert [errors for _, errors in ended] == ["", ""]
    assert ended[0] == ended[1] and ended[0][0].count("\n") == 36
