"""Ladder, matrix, multiples and provenance: every mark means what it should, nothing covers anything."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch, PathPatch, Rectangle
from matplotlib.text import Text

from reconcile import charts, schema
from reconcile.charts import blocks, flow, grid, matrix, multiples, pairs, panels, provenance, relays, several, signs
from reconcile.charts.look import MOVED, WITHDRAWN
from reconcile.errors import UsageError
from reconcile.publish import figure_bytes
import chart_frames
from chart_frames import INF, QUESTION, build, claim
from many_worlds import LONG, WORLDS, crowd, event
from worlds import reconcile

MANY = ("matrix", "multiples", "provenance")
WIDEST = "demo:killed:everyone:Freeland:cumulative:persons"
CASES = [(kind, name) for kind in MANY for name in WORLDS if (kind, name) != ("provenance", "two")]


@lru_cache(maxsize=None)
def pictured(kind, world, width):
    """Draw all questions of a named world, once."""
    frames = WORLDS[world]()
    return charts.draw(kind, frames, list(frames.questions["question"]), charts.Page(width))


def drawn(kind, frames, width=160, questions=None):
    """Draw all questions of a world, or those named."""
    if isinstance(frames, str):
        return pictured(kind, frames, width)
    return charts.draw(kind, frames, questions or list(frames.questions["question"]), charts.Page(width))


def rungs(frames, width=160):
    """Draw the ladder of the synthetic question."""
    return charts.draw("ladder", frames, QUESTION, charts.Page(width))


def artists(chart, label, kind=object, axes=slice(1, None)):
    """Return the artists of a chart that carry a label, by default without the paper."""
    return [artist for each in chart.figure.axes[axes] for artist in each.get_children()
            if artist.get_label() == label and isinstance(artist, kind)]


def texts(chart):
    """Return all visible texts of a chart."""
    return [text for text in chart.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def words(chart):
    """Return everything written on a chart, on one line, without the marks of direction."""
    return " ".join(" ".join(text.get_text() for text in texts(chart)).replace("\u200e", "").split())


def lines(chart):
    """Return each text of a chart."""
    return [text.get_text().replace("\u200e", "") for text in texts(chart)]


def places(found):
    """Return the places of all markers of some lines."""
    return sorted((round(float(x), 3), round(float(y), 3)) for line in found
                  for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True))


def boxes(chart):
    """Return each text with the room it takes, and that of the paper."""
    canvas = FigureCanvasAgg(chart.figure)
    chart.figure.set_dpi(200)
    chart.figure.draw_without_rendering()
    found = [(text.get_text(), Text.get_window_extent(text, canvas.get_renderer())) for text in texts(chart)]
    return found, chart.figure.bbox


@pytest.mark.parametrize("width", [85, 160, 254])
@pytest.mark.parametrize(("kind", "world"), CASES)
def test_nothing_covers_another_or_leaves_the_paper_and_the_sources_stand_below(kind, world, width):
    chart = drawn(kind, world, width)
    found, paper = boxes(chart)
    for name, box in found:
        assert paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1, name
    ends = np.array([[box.x0, box.x1, box.y0, box.y1] for _, box in found])
    shared_x = np.minimum.outer(ends[:, 1], ends[:, 1]) - np.maximum.outer(ends[:, 0], ends[:, 0])
    shared_y = np.minimum.outer(ends[:, 3], ends[:, 3]) - np.maximum.outer(ends[:, 2], ends[:, 2])
    # A pixel of rounding is allowed; letters would have to share more than that to touch.
    one, other = np.nonzero(np.triu((shared_x > 1) & (shared_y > 2), k=1))
    assert not len(one), (found[one[0]], found[other[0]])
    for line in [line for axes in chart.figure.axes for line in axes.lines]:
        at = line.get_transform().transform(line.get_xydata())
        assert (at >= 0).all() and (at <= [paper.x1, paper.y1]).all(), line.get_label()
    assert all(text.get_fontsize() >= 6.5 and not text.get_parse_math() for text in texts(chart))
    assert chart.title in words(chart) and 20 < len(chart.alt) < 900
    assert "Sources: [" in words(chart) and "sha256" in words(chart)


@pytest.mark.parametrize(("kind", "world"), [*((kind, "event") for kind in MANY), *((kind, "ugly") for kind in MANY)])
def test_same_bytes_twice(kind, world):
    one, other = (figure_bytes(drawn(kind, WORLDS[world]()), "svg", ledger_sha256="0") for _ in range(2))
    assert one == other


@pytest.mark.parametrize("kind", MANY)
def test_row_order_never_matters(kind):
    result = event()
    shuffled = replace(result, **{name: getattr(result, name).iloc[::-1].reset_index(drop=True) for name in (
        "claims", "questions", "evidence", "discrepancies", "findings")})
    asked = sorted(result.questions["question"])
    one, other = (figure_bytes(drawn(kind, frames, questions=asked), "svg", ledger_sha256="0")
                  for frames in (result, shuffled))
    assert one == other


@pytest.mark.parametrize("kind", ["ladder", *MANY])
def test_frames_are_left_as_they_were(kind):
    result = event()
    before = {name: getattr(result, name).copy(deep=True) for name in ("claims", "discrepancies", "leave_one_out")}
    asked = list(result.questions["question"])
    charts.draw(kind, result, WIDEST if kind == "ladder" else asked)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(result, name), frame)


@pytest.mark.parametrize("kind", MANY)
def test_several_kinds_can_be_drawn_from_a_run(kind):
    figure = event().chart(kind, question=["killed North", "held"] if kind != "provenance" else ["killed North"])
    assert "svg" in figure._repr_html_()


class TestSeveral:
    """Several questions of one event."""

    def test_a_question_asked_twice_is_shown_once_and_slugs_do_too(self):
        result = event()
        name, slug = result.questions.iloc[0][["question", "slug"]]
        assert [about.name for about in several.subjects(result, [slug, name])] == [name]

    def test_no_question_is_refused(self):
        with pytest.raises(UsageError, match="no question is asked"):
            several.subjects(event(), [])

    def test_two_events_are_refused(self):
        result = reconcile("event | stated\none | 5\ntwo | 6")
        with pytest.raises(UsageError, match="belong to 2 events, one, two"):
            drawn("multiples", result)

    def test_one_question_gives_the_title_several_the_event(self):
        result = event()
        assert drawn("matrix", result, questions=[result.find("held")]).title == "People held: who disagrees with whom"
        assert drawn("matrix", result).title == "Demo: who disagrees with whom"


class TestLadder:
    """Every answer."""

    def test_equal_answers_share_a_rung_and_the_narrowest_comes_first(self):
        chart = rungs(chart_frames.three_claims())
        points = chart.points
        assert list(points["policy"]) == ["envelope", "ucdp", "airwars", "gtd", *["envelope"] * 3]
        assert list(points["rung"]) == [0, 1, 2, 3, 4, 5, 6]
        frames = build([claim("10", 10), claim("20", 20, origin_type="ngo")])
        frames.estimates.loc[3, ["low", "high"]] = [15.0, 15.0]
        points = rungs(frames).points
        assert list(points["policy"])[:4] == ["envelope", "gtd", "airwars", "ucdp"]

    def test_equal_rules_are_named_together(self):
        frames = build([claim("10", 10), claim("20", 20)])
        frames.estimates.loc[frames.estimates["policy"] == "gtd", ["low", "high"]] = [10.0, 20.0]
        chart = rungs(frames)
        assert "Airwars, GTD" in lines(chart)
        assert list(chart.points["rung"][chart.points["policy"].isin(["airwars", "gtd"])]) == [1, 1]
        assert "3 rules, 2 answers; low end 10, high end 20" in words(chart)

    def test_policy_without_a_range_says_so(self):
        chart = rungs(chart_frames.three_claims())
        assert "no range" in lines(chart) and "GTD" in lines(chart)
        assert "1 without a range" in words(chart)
        frames = chart_frames.three_claims()
        frames.estimates.loc[frames.estimates["policy"] != "envelope", "low"] = math.nan
        assert "no rule gives a range" in words(rungs(frames))

    def test_headline_is_a_line_from_top_to_bottom(self):
        guides = artists(rungs(build([claim("10", 10), claim("20", 20)])), "guide")
        assert [guide.get_xdata()[0] for guide in guides] == [10, 20]

    def test_ends_that_move_are_marked_and_their_largest_shift_told(self):
        chart = rungs(chart_frames.three_claims())
        moved = [x for x, _ in places(point for point in artists(chart, "figure")
                                      if point.get_markerfacecolor() == MOVED)]
        assert moved == [4404, 6000]
        assert "the low end moves by at most 404 and the high end closes (2 of 3 origins can move it)" in words(chart)
        assert {"without OVD-Info", "low end +404", "no longer open", "no end moves"} <= set(lines(chart))

    def test_origins_that_move_nothing_share_one_rung_and_are_named(self):
        frames = build([claim("10", 10), claim("20", 20), *(claim("15", 15) for _ in range(20))])
        chart = rungs(frames)
        assert "without any one of the other 20" in words(chart)
        assert "No end moves without Counter 10; Counter 11; Counter 12;" in words(chart)
        assert "8 more." in words(chart)
        assert (chart.points["origin"] != "").sum() == 22
        assert chart.points["rung"].max() == 6

    def test_nothing_moves(self):
        frames = build([claim("10", 10) for _ in range(3)])
        assert "no end moves, whichever of 3 is left out" in words(rungs(frames))
        assert "without any one of 3 origins" in words(rungs(frames, 254))

    def test_range_of_one_origin_stands_on_it(self):
        chart = rungs(chart_frames.one_claim())
        assert "the range stands on one origin, Counter 1" in words(chart)
        assert "nothing left" in lines(chart)

    def test_end_that_opens_is_told(self):
        frames = chart_frames.three_claims()
        frames.leave_one_out.loc[0, ["low", "high", "low_change", "high_change"]] = [4404.0, INF, 0.0, INF]
        frames.leave_one_out.loc[1:, "high_change"] = 0.0
        frames.leave_one_out.loc[1:, "low_change"] = 0.0
        assert "Without one origin: the high end opens" in words(rungs(frames))

    def test_open_rungs_end_in_an_arrow_at_the_edge(self):
        chart = rungs(chart_frames.three_claims())
        edge = chart.figure.axes[1].get_xlim()[1]
        arrows = artists(chart, "open", FancyArrowPatch)
        assert [arrow._posA_posB[1][0] for arrow in arrows] == [edge] * len(arrows)
        assert len(arrows) == chart.points.loc[chart.points["is_open"], "rung"].nunique()

    def test_many_rules_on_one_rung_are_cut(self):
        frames = chart_frames.three_claims()
        row = frames.estimates.iloc[[2]]
        extra = [row.assign(policy=f"a rule with a rather long name number {n}") for n in range(9)]
        many = replace(frames, estimates=pd.concat([frames.estimates, *extra], ignore_index=True))
        assert any(line.endswith("…") for line in lines(rungs(many, 85)))
        assert (rungs(many).points["rung"] == 2).sum() == 10

    def test_alternative_text_counts_the_answers_beyond_four(self):
        result = WORLDS["full"]()
        asked = result.questions["question"].iloc[0]
        chart = charts.draw("ladder", result, asked)
        answers = chart.points.loc[chart.points["origin"] == "", "rung"].nunique() - 1
        assert answers > 4 and f"{answers - 4} more answer" in chart.alt

    def test_row_order_never_matters(self):
        frames = chart_frames.many_claims(20)
        turned = replace(frames, leave_one_out=frames.leave_one_out.iloc[::-1])
        assert figure_bytes(rungs(frames), "svg", ledger_sha256="0") == figure_bytes(
            rungs(turned), "svg", ledger_sha256="0")


def cell(chart, row, column):
    """Return the point of one cell of a matrix."""
    points = chart.points
    found = points[(points["origin"] == row) & (points["other"] == column)]
    assert len(found) == 1
    return found.iloc[0]


class TestMatrix:
    """Who disagrees with whom."""

    def test_every_cell_has_its_mirror_and_its_sign(self):
        chart = drawn("matrix", "two")
        one, other = cell(chart, "Ministry", "Observer"), cell(chart, "Observer", "Ministry")
        assert (one["claim_id"], one["other_claim"], other["claim_id"]) == ("a", "b", "b")
        assert one["kind"] == other["kind"] == "contradicts" and one["gap"] == 20 and one["ratio"] == 1.5
        assert {"20", "×1.50"} <= set(lines(chart))
        marks = places(artists(chart, "contradicts"))
        assert len(marks) == 2 and marks[0][0] != marks[1][0] and marks[0][1] != marks[1][1]

    @pytest.mark.parametrize("world", ["event", "full", "crowd"])
    def test_points_are_the_cells_that_are_drawn(self, world):
        chart = drawn("matrix", world, 254)
        points = chart.points
        for kind, look in signs._SHAPES.items():
            marks = sum(len(line.get_xdata()) for line in artists(chart, kind))
            assert marks == (points["kind"] == kind).sum() * len(look), kind

    def test_gravest_question_decides_and_the_others_are_counted(self):
        result = reconcile("""claim_id | measure | stated | source
                              a        | killed  | 40     | A
                              b        | killed  | 50     | B
                              c        | injured | 100    | A
                              d        | injured | 300    | B
                              e        | missing | 7      | A
                              f        | missing | 7      | B""")
        found = cell(drawn("matrix", result), "A", "B")
        assert (found["claim_id"], found["ratio"], found["times"]) == ("c", 3, 2)

    def test_earlier_figures_are_only_asked_where_none_counts(self):
        result = reconcile("""claim_id | stated | source | published
                              a        | 40     | A      | 2022-01-08
                              b        | 60     | A      | 2022-01-10
                              c        | 60     | B      | 2022-01-10
                              d        | 90     | C      | 2022-01-10
                              e        |        | C      | 2022-01-11""".replace("published", "published | retracts")
                           .replace("2022-01-08", "2022-01-08 |").replace("2022-01-10", "2022-01-10 |")
                           .replace("2022-01-11", "2022-01-11 | d"))
        chart = drawn("matrix", result)
        assert cell(chart, "A", "B")["kind"] == "agrees" and not cell(chart, "A", "B")["is_earlier"]
        assert cell(chart, "B", "C")["kind"] == "retracted" and cell(chart, "B", "C")["is_earlier"]
        assert cell(chart, "C", "C")["kind"] == "retracted"
        grey = [line for line in artists(chart, "retracted") if line.get_markeredgecolor() == WITHDRAWN]
        assert len(grey) == 2 and "grey: earlier figures only" in lines(chart)

    def test_diagonal_shows_an_origin_against_itself(self):
        chart = drawn("matrix", "event", 254)
        found = cell(chart, "Ministry", "Ministry")
        assert found["kind"] == "revision" and {found["claim_id"], found["other_claim"]} == {"m1", "m2"}
        assert cell(chart, "Channel", "Channel")["kind"] == "retracted"
        diagonal, = artists(chart, "diagonal", PathPatch)
        assert len(diagonal.get_path().vertices) == 5 * chart.points["origin"].nunique()

    def test_figures_of_one_origin_that_changed_often_are_counted(self):
        rows = [{"stated": str(10 + n), "source": "A", "published": f"2022-01-1{n}"} for n in range(4)]
        rows += [{"stated": str(20 + n), "source": "B", "published": f"2022-01-1{n}"} for n in range(3)]
        chart = drawn("matrix", reconcile(rows), 254)
        assert cell(chart, "A", "A")["times"] == 3 and {"3 times", "twice"} <= set(lines(chart))

    def test_shade_grows_with_distance_and_is_never_alone(self):
        result = reconcile([{"stated": stated, "source": name} for stated, name in
                            (("0", "Zero"), ("100", "A"), ("120", "B"), ("200", "C"))])
        chart = drawn("matrix", result)
        shades = [patch.get_facecolor() for patch in artists(chart, "shade", PathPatch)]
        assert len(set(shades)) == 3
        assert sum(len(patch.get_path().vertices) for patch in artists(chart, "shade")) == 5 * 12
        assert {f"contradicts, {step}" for step in signs.STEP_WORDS} <= set(lines(chart))
        assert cell(chart, "Zero", "A")["gap"] == 100 and math.isnan(cell(chart, "Zero", "A")["ratio"])

    def test_narrow_cells_have_signs_only(self):
        written = lines(drawn("matrix", "crowd", 160))
        assert not any(line.startswith("×") for line in written)
        assert "Under a sign" in words(drawn("matrix", "event", 254))

    def test_origins_beyond_the_room_are_counted_and_the_gravest_kept(self):
        frames = WORLDS["crowd"]()
        chart = drawn("matrix", frames, 254)
        assert chart.points["origin"].nunique() <= grid.MOST_ORIGINS
        assert "Left out for want of room:" in words(chart)
        narrow = drawn("matrix", frames, 85)
        assert set(narrow.points["origin"]) < set(chart.points["origin"])
        assert "15" in lines(narrow) and "16" not in lines(narrow)

    def test_thirty_origins_stand_whole_on_two_columns(self):
        chart = drawn("matrix", crowd(30), 160)
        assert chart.points["origin"].nunique() == 30 and "Left out" not in words(chart)

    def test_left_out_without_a_contradiction(self):
        rows = [{"stated": "dozens", "source": f"Body {n}"} for n in range(40)]
        assert "with them no contradiction" in words(drawn("matrix", reconcile(rows), 85))

    def test_names_that_are_cut_stand_in_full_below(self):
        assert re.search(r"Names in full: \d+ The Independent .*in Freeland", words(drawn("matrix", "ugly", 85)))
        assert "Names in full" not in words(drawn("matrix", "two"))

    def test_origins_alone_are_named(self):
        rows = [{"measure": "missing", "place": f"Freeland/Place {n}", "stated": "3", "source": f"Loner {n}"}
                for n in range(10)]
        rows += [{"stated": "4", "source": "A"}, {"stated": "5", "source": "B"}]
        chart = drawn("matrix", reconcile(rows))
        assert "Alone with their question: Loner 0; Loner 1;" in words(chart) and "; 2 more." in words(chart)
        assert set(chart.points["origin"]) == {"A", "B"}

    def test_contradictions_are_spelled_out_with_their_claims(self):
        chart = drawn("matrix", "event", 254)
        assert "Contradictions, farthest apart first." in words(chart)
        assert "people killed in North, Freeland: " in words(chart)
        assert "more in discrepancies.csv" in words(drawn("matrix", "crowd"))

    def test_snapshots_of_other_days_are_not_compared(self):
        result = event()
        chart = drawn("matrix", result, questions=[result.find("held")])
        assert set(chart.points["kind"]) == {"not_comparable"} and "of different moments" in lines(chart)
        assert not any(line.startswith("×") for line in lines(chart))

    def test_no_two_origins_on_one_question_are_refused(self):
        with pytest.raises(UsageError, match="nothing to draw for 2 questions: 2 origins, and no two"):
            drawn("matrix", reconcile("measure | stated | source\nkilled | 4 | A\ninjured | 5 | B"))
        with pytest.raises(UsageError, match="1 question: 1 origin"):
            drawn("matrix", reconcile("stated | source\n4 | A\n5 | A"))
        with pytest.raises(UsageError, match="0 origins"):
            drawn("matrix", reconcile("stated\nunknown"))

    def test_alternative_text_names_the_farthest(self):
        alt = drawn("matrix", "two").alt
        assert alt == ("Demo: who disagrees with whom. 2 origins on 2 questions. 1 pair in contradiction. Farthest "
                       "apart: Ministry (40) and Observer (60) (20 apart, ×1.50).")
        gone = reconcile("claim_id | stated | source | retracts\na | 4 | A |\nb | 5 | B |\nc | | B | b")
        assert "No two figures that count now" in drawn("matrix", gone).alt

    def test_every_kind_has_a_sign_words_and_a_place_in_the_order(self):
        assert set(signs.WORDS) == set(signs._SHAPES) == set(schema.KINDS)
        assert set(matrix.MEANT) == set(pairs.SEVERITY) == set(schema.KINDS) - {"revision"}
        assert set(pairs.OWN) <= set(schema.KINDS)

    @pytest.mark.parametrize(("ratio", "expected"), [(1.136, "×1.14"), (12.04, "×12.0"), (1234.0, "×1,234"),
                                                     (math.nan, ""), (INF, "")])
    def test_ratio_in_words(self, ratio, expected):
        assert grid.times_words(ratio) == expected


def panel_axes(chart, number):
    """Return the axes of a panel that has figures, from 0."""
    return chart.figure.axes[1 + number]


class TestMultiples:
    """All questions at one glance."""

    def test_questions_of_one_measure_share_a_scale(self):
        chart = drawn("multiples", "event")
        assert panel_axes(chart, 0).get_xlim() == panel_axes(chart, 1).get_xlim() != panel_axes(chart, 2).get_xlim()
        assert panel_axes(chart, 0).get_xscale() == panel_axes(chart, 1).get_xscale() == "log"
        assert {"Killed, persons: one scale for 2 panels, logarithmic", "Held, persons: a scale of its own",
                "Injured, persons"} <= set(lines(chart))

    def test_persons_and_acts_never_share_a_scale(self):
        result = reconcile("measure | stated | unit\ndetained | 500 | acts\ndetained | 510 | persons")
        chart = drawn("multiples", result)
        assert set(chart.points["scale"]) == {"detained, persons", "detained, acts"}
        assert "Detained, acts: a scale of its own" in lines(chart)

    def test_open_range_ends_at_the_highest_figure_of_its_own_question(self):
        result = reconcile("""place          | stated
                              Freeland/North | at least 8
                              Freeland/South | 99""")
        chart = drawn("multiples", result)
        arrow, = artists(chart, "open range", FancyArrowPatch)
        assert arrow._posA_posB[0][0] == 8 and arrow._posA_posB[1][0] < 60
        assert not artists(chart, "range")

    def test_range_is_a_bar_and_figures_stand_below_it(self):
        chart = drawn("multiples", "two")
        bar, = artists(chart, "range")
        assert list(bar.get_xdata()) == [40, 60]
        figures = [point for point in panel_axes(chart, 0).lines
                   if point.get_label() == "figure" and point.get_marker() != "|"]
        assert [x for x, _ in places(figures)] == [40, 60]
        assert min(y for _, y in places(figures)) > bar.get_ydata()[0]

    def test_withdrawn_is_crossed_and_vague_is_hatched_and_earlier_is_left_out(self):
        chart = drawn("multiples", "event")
        assert [x for x, _ in places(artists(chart, "withdrawn"))] == [164]
        vague, = artists(chart, "vague", Rectangle)
        assert vague.get_hatch()
        assert "withdrawn: [" in words(chart)
        assert set(chart.points["claim_id"]) - {""} == {"m3", "o1", "d1", "x1", "k1", "k2", "k3", "h1", "h2"} - {"h1"}

    def test_points_are_what_is_drawn(self):
        for world in ("event", "full"):
            chart = drawn("multiples", world)
            points = chart.points
            claims = points[points["claim_id"] != ""]
            drawn_ends = sorted(x for axes in chart.figure.axes[1:] for line in axes.lines
                                if line.get_label() == "figure" and line.get_marker() != "|"
                                for x in line.get_xdata())
            ends = [float(end) for row in claims.to_dict("records")
                    for end in {value for value in (row["low"], row["high"]) if not pd.isna(value)}]
            assert drawn_ends == sorted(ends)
            assert points.loc[points["policy"] != "", "panel"].is_unique

    def test_question_without_a_figure_says_so(self):
        assert "1 claim, none states a number that counts: [" in words(drawn("multiples", "event"))
        assert "No figure" in lines(drawn("multiples", "event"))

    def test_withdrawn_alone_is_drawn_without_a_range(self):
        result = reconcile("""claim_id | measure | stated | retracts
                              a        | killed  | 40     |
                              b        | killed  |        | a
                              c        | injured | 7      |""")
        chart = drawn("multiples", result)
        assert "no figure that counts" in words(chart).lower() and "withdrawn: [2]" in words(chart)
        assert list(chart.points["policy"]) == ["", "envelope", ""]

    def test_figures_of_a_panel_cover_each_other_only_when_said(self):
        rows = [{"stated": "40", "source": f"S{n}"} for n in range(12)]
        chart = drawn("multiples", reconcile([*rows, {"measure": "injured", "stated": "3"}]))
        assert "In crowded panels, covering others: 4 figures." in words(chart)
        heights = [y for _, y in places([line for line in panel_axes(chart, 0).lines
                                         if line.get_label() == "figure" and line.get_marker() != "|"])]
        assert len(set(heights)) == panels.MOST_LANES and len(heights) == 12

    @pytest.mark.parametrize(("width", "number"), [(85, 2), (160, 3), (254, 4)])
    def test_many_panels_flow_over_columns(self, width, number):
        chart = drawn("multiples", "full", width)
        lefts = {round(axes.get_position().x0, 4) for axes in chart.figure.axes[1:]}
        assert len(lefts) == number and len(chart.figure.axes) == 31
        assert any("(continued)" in line for line in lines(chart))

    def test_panels_beyond_the_most_are_counted(self, monkeypatch):
        monkeypatch.setattr(multiples, "MOST_PANELS", 3)
        rows = [{"place": f"Freeland/Place {n}", "stated": str(5 + n)} for n in range(7)]
        chart = drawn("multiples", reconcile(rows))
        assert chart.points["panel"].max() == 3
        assert "4 questions with fewer claims not shown." in words(chart)

    def test_measure_that_no_vocabulary_knows_comes_last(self):
        result = WORLDS["two"]()
        changed = replace(result, questions=result.questions.replace({"measure": {"killed": "abducted"}}))
        points = drawn("multiples", changed).points
        assert list(points["panel"]) == [1, 1, 2, 2, 2]
        assert list(points["scale"].unique()) == ["injured, persons", "abducted, persons"]

    def test_last_tick_never_reaches_into_the_next_column(self):
        rows = [{"measure": measure, "stated": f"{10**7 * n:,}"} for n, measure in enumerate(("killed", "injured"), 1)]
        found, _ = boxes(drawn("multiples", reconcile(rows), 160))
        assert found

    def test_one_question_or_none_with_a_figure_is_refused(self):
        result = event()
        with pytest.raises(UsageError, match="shows several questions. Use ranges or timeline"):
            drawn("multiples", result, questions=[result.find("held")])
        with pytest.raises(UsageError, match="nothing to draw for 2 questions: no claim states a number"):
            drawn("multiples", reconcile("measure | stated\nkilled | unknown\ninjured | unknown"))

    def test_alternative_text_tells_the_largest(self):
        alt = drawn("multiples", "event").alt
        assert alt.startswith("Demo: question by question. 4 questions, ") and "People killed: between " in alt
        assert "1 more question." in alt


class TestFlow:
    """Columns of a newspaper."""

    def test_columns_are_about_as_long_and_headings_are_repeated(self):
        stack = [flow.Block(10, "a", 3, 5)] * 4 + [flow.Block(10, "b", 3, 5)] * 2
        where, height = flow.columns(stack, 2)
        assert [place.column for place in where] == [0, 0, 0, 1, 1, 1]
        assert [place.has_head for place in where] == [True, False, False, True, True, False]
        assert [place.is_first for place in where] == [True, False, False, False, True, False]
        assert where[3].start == 5 and where[4].start - where[4].top == 3
        assert height == 5 + 10 + 3 + 20

    def test_one_block_needs_its_own_height(self):
        assert flow.columns([flow.Block(10, "a", 3, 5)], 4) == ([flow.Place(0, 0.0, 3.0, True)], 13.0)


def link(chart, claim_id):
    """Return publisher, link, what it relays and depth of a claim of a provenance picture."""
    row = chart.points[chart.points["claim_id"] == claim_id].iloc[0]
    return tuple(row[["publisher", "link", "relays", "depth"]])


class TestProvenance:
    """Who relays whom."""

    def test_chain_of_citations_runs_left_to_right(self):
        chart = drawn("provenance", "event")
        assert link(chart, "m3") == ("Ministry", "itself", "", 1)
        assert link(chart, "t1") == ("Telegraph", "cites", "Ministry", 1)
        assert link(chart, "u1") == ("Union News", "cites", "Telegraph", 2)
        assert link(chart, "v1") == ("Valley FM", "cites", "Union News", 3)

    def test_chain_longer_than_the_columns_says_through_whom(self):
        chart = drawn("provenance", "event")
        assert link(chart, "w1") == ("Westerner", "cites", "Valley FM", 3)
        assert "Westerner (via Valley FM)" in words(chart)
        assert drawn("provenance", "event", 85).points["depth"].max() == 2

    def test_origin_column_is_a_thin_line_and_citation_a_thick_one(self):
        chart = drawn("provenance", "event")
        assert link(chart, "o2") == ("Telegraph", "names", "Observer", 1)
        named, = {line.get_linewidth() for line in artists(chart, "link names", axes=slice(0, 1))}
        cited, = {line.get_linewidth() for line in artists(chart, "link cites", axes=slice(0, 1))}
        assert cited > named

    def test_suspected_copy_is_dashed_and_explained(self):
        chart = drawn("provenance", "event")
        assert link(chart, "k2") == ("Copyist", "copy", "Ministry", 1)
        dashed = artists(chart, "link copy", axes=slice(0, 1))
        assert len(dashed) == 1 and dashed[0].is_dashed()
        assert "until a person decides, it counts as an origin of its own" in words(chart)
        assert "1 claim may copy another without saying so" in words(chart)

    def test_links_only_run_to_the_right(self):
        for world in ("event", "ugly", "full"):
            for arrow in artists(drawn("provenance", world), "cites", FancyArrowPatch, slice(0, 1)):
                (x0, y0), (x1, y1) = arrow._posA_posB
                assert x0 < x1 and y0 == y1

    def test_points_are_the_claims_that_are_drawn(self):
        for world in ("event", "full", "crowd"):
            chart = drawn("provenance", world)
            key = [line for line in artists(chart, "figure", axes=slice(0, 1))]
            footnotes = [line for line in lines(chart) if line.startswith("[")]
            drawn_ids = set(chart.points["claim_id"])
            assert len(drawn_ids) == len(chart.points)
            assert len(key) >= len(chart.points) and len(footnotes) >= len(chart.points)

    def test_every_claim_stands_once(self):
        result = event()
        chart = drawn("provenance", result, questions=[WIDEST])
        stated = result.claims[(result.claims["state"] != "retraction") & (result.claims["question"] == WIDEST)]
        assert sorted(chart.points["claim_id"]) == sorted(stated["claim_id"])

    def test_origin_known_only_through_others_is_confessed(self):
        chart = drawn("provenance", reconcile("stated | source | origin\n4 | Paper | Ministry"))
        assert "the origin is known only through others" in words(chart)
        assert "itself" not in lines(chart)
        assert "known only through others" not in words(drawn("provenance", crowd(3)))

    def test_those_whom_most_relay_come_first(self):
        chart = drawn("provenance", "event")
        order = [line for line in lines(chart) if line in ("Ministry", "Observer", "Doctors")]
        assert order[0] == "Ministry" and order[1] == "Observer"
        assert "relayed by nobody on file" in lines(chart)

    def test_many_claims_of_one_publisher_are_numbered(self):
        rows = [{"stated": str(10 + n), "source": "Paper", "origin": "Ministry", "published": f"2022-01-{n + 1:02d}"}
                for n in range(15)]
        chart = drawn("provenance", reconcile(rows))
        assert len(chart.points) == blocks.MOST_CLAIMS
        assert "also [5] [6] [7] [8] [9] [10] [11] [12] and 3 more" in words(chart)

    def test_origins_beyond_the_most_are_counted(self):
        chart = drawn("provenance", "crowd")
        assert "each relayed by at most 1 publisher, not drawn" in words(chart)
        assert chart.points["publisher"].nunique() <= provenance.MOST_PUBLISHERS

    def test_year_is_written_only_where_it_differs(self):
        one = drawn("provenance", "event")
        assert "the date of publication in 2022" in words(one) and "“40”, 8 Jan" in words(one).replace(" killed", "")
        rows = "stated | source | origin | published\n4 | P | M | 2022-01-08\n5 | Q | M | 2023-01-08"
        two = drawn("provenance", reconcile(rows))
        assert "8 Jan 2023" in words(two) and "publication in" not in words(two)
        vague = "stated | source | origin | published\n4 | P | M | 2022\n5 | Q | M | 2022-01-08"
        assert "publication in" not in words(drawn("provenance", reconcile(vague)))

    def test_copy_of_a_copy_and_copies_of_each_other_are_placed(self):
        result = event()
        claims = result.claims[result.claims["claim_id"].isin(["k1", "k2", "h2"])].to_dict("records")
        found = relays.trees(claims, [("k1", "k2"), ("k2", "h2")], 3)
        assert [node.name for node in found] == ["Ministry"]
        assert found[0].children[0].name == "Ministry" and found[0].relays == {"copyist", "observer"}
        circle = relays.trees(claims, [("k1", "k2"), ("k2", "k1")], 3)
        assert sum(len(root.all_claims) for root in circle) == 3

    def test_citation_of_another_origin_counts_for_the_origin_that_is_named(self):
        result = reconcile("""claim_id | stated | source | origin   | cites
                              a        | 4      | Paper  | Ministry |
                              b        | 5      | Radio  | Observer | a""")
        assert link(drawn("provenance", result), "b") == ("Radio", "names", "Observer", 1)

    def test_publisher_that_cites_itself_stays_one(self):
        result = reconcile("""claim_id | stated | source | origin   | cites | published
                              a        | 4      | Paper  | Ministry |       | 2022-01-08
                              b        | 4      | Paper  |          | a     | 2022-01-09""")
        chart = drawn("provenance", result)
        assert lines(chart).count("Paper") == 1 and link(chart, "b") == ("Paper", "names", "Ministry", 1)

    def test_long_names_are_cut(self):
        chart = drawn("provenance", "ugly", 85)
        assert any(line.endswith("…") for line in lines(chart))
        assert LONG.split()[2] in words(chart)

    def test_nobody_who_relays_is_refused(self):
        with pytest.raises(UsageError, match="nobody relays anybody"):
            drawn("provenance", "two")

    def test_alternative_text_counts_publishers_and_origins(self):
        alt = drawn("provenance", "event").alt
        assert "17 claims of 9 publishers stand on 5 origins" in alt
        assert "Ministry is relayed by Telegraph, Union News, Valley FM and 2 more" in alt


@pytest.mark.parametrize("kind", MANY)
def test_one_claim_is_refused(kind):
    result = reconcile("stated\n40")
    with pytest.raises(UsageError, match="nothing to"):
        drawn(kind, result)


def test_the_kinds_of_several_questions_are_known():
    assert sorted(charts.MANY) == sorted(MANY) and {*MANY, "ladder"} < set(charts.KINDS)
