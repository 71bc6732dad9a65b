"""The charts of history and of stock and flow: every mark means what it should, nothing covers anything."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from reconcile import run, schema
from reconcile.charts import history, stock_flow
from reconcile.charts.chart import Page, states_number
from reconcile.errors import UsageError
from reconcile.history import HISTORY, moves
from reconcile.publish import figure_bytes, house_style
import chart_frames
from chart_frames import INF, NAN, QUESTION, SyntheticFrames, build, claim
from worlds import ledger_of


@dataclass(frozen=True)
class HistoryFrames(SyntheticFrames):
    """Tables of a reconciliation with the history of its ranges."""

    history: pd.DataFrame = field(default_factory=lambda: schema.empty(HISTORY))


def known(frames, withdrawn=None):
    """Return the tables with a history: each claim became known on its date, and was withdrawn on another.

    ``withdrawn`` gives the days; a retracted claim without one was withdrawn on the last day.
    """
    rows = frames.claims.to_dict("records")
    last = max(str(row["as_of_to"])[:10] for row in rows)
    out = {row["claim_id"]: (withdrawn or {}).get(row["claim_id"], last) for row in rows if row["state"] == "retracted"}
    days = sorted({str(row["as_of_to"])[:10] for row in rows} | set(out.values()))
    table = [_day(rows, day, out) for day in days]
    return HistoryFrames(**{name: getattr(frames, name) for name in SyntheticFrames.__dataclass_fields__},
                         history=schema.conform(pd.DataFrame(table), HISTORY))


def _day(rows, day, out):
    came = tuple(row["claim_id"] for row in rows if str(row["as_of_to"])[:10] == day)
    gone = tuple(name for name, when in out.items() if when == day)
    live = [row for row in rows if str(row["as_of_to"])[:10] <= day and out.get(row["claim_id"], "9") > day
            and row["state"] != "echo" and states_number(row)]
    low, high = (min((row["low"] for row in live), default=NAN), max((row["high"] for row in live), default=NAN))
    return {"question": QUESTION, "known_by": day, "policy": "envelope", "low": low, "best": NAN, "high": high,
            "n_claims": len(live), "n_origins": len(live), "status": "disputed", "came": came, "withdrawn": gone,
            "claim_ids": tuple(sorted({*came, *gone})), "is_retraction": bool(gone)}


def retraction():
    """Return a figure that came, was joined by others and withdrawn."""
    return known(build([
        claim("26", 26, as_of="2022-01-08", origin="Ministry", origin_type="state"),
        claim("164", 164, as_of="2022-01-09", state="retracted", origin="Channel", origin_type="state"),
        claim("40 to 60", 40, 60, as_of="2022-01-11", origin="Observer", origin_type="ngo"),
        claim("225", 225, as_of="2022-01-15", origin="Prosecutor", origin_type="state")]), {"c2": "2022-01-10"})


HISTORIES = {name: (lambda make=make: known(make())) for name, make in chart_frames.CASES.items()} | {
    "retraction": retraction}


def custody(number=0, **more):
    """Return real tables of one place: figures of each measure, in acts too, and many more where asked."""
    rows = [
        {"measure": "detained", "stated": "4,404", "source": "Ministry", "source_type": "state"},
        {"measure": "detained", "stated": "more than 5,000", "source": "Observer", "source_type": "ngo"},
        {"measure": "held", "stated": "711", "source": "Ministry", "source_type": "state"},
        {"measure": "released", "stated": "3,000 to 3,500", "source": "Ministry", "source_type": "state"},
        {"measure": "charged", "stated": "hundreds", "source": "Paper", "source_type": "media"},
        {"measure": "detained", "stated": "6,100", "unit": "acts", "source": "Observer", "source_type": "ngo"},
        *({"measure": ("detained", "held", "released", "convicted")[n % 4], "stated": str(500 + 31 * n % 700),
           "source": f"The Independent Committee number {n}", "source_type": "ngo"} for n in range(number))]
    return run(ledger_of([{"place": "Freeland", **row, **more} for row in rows]))


CUSTODIES = {
    "balanced": lambda: run(ledger_of("measure | stated\narrested | 22,252\nheld | 17,948\nreleased | 4,304")),
    "three": lambda: run(ledger_of("measure | stated\ndetained | 9,900\nheld | 711\ncharged | more than 2,000")),
    "several": custody, "sixty": lambda: custody(60),
    "acts": lambda: run(ledger_of("measure | stated | unit\ndetained | 500 | acts\ndetained | 510 | acts")),
    "far": lambda: run(ledger_of("measure | stated\ndetained | 40,000\nheld | 3\nreleased | 0"))}


def drawn(kind, case, width=160):
    """Draw one of the two charts in the house look."""
    with house_style():
        if kind == "history":
            return history.draw(case if isinstance(case, SyntheticFrames) else HISTORIES[case](), QUESTION,
                                Page(width))
        result = CUSTODIES[case]() if isinstance(case, str) else case
        return stock_flow.draw(result, result.questions["question"].iloc[0], Page(width))


def artists(chart, label, kind=object):
    """Return the artists of a chart that carry a label, the key left out."""
    return [artist for axes in chart.figure.axes[1:] for artist in axes.get_children()
            if artist.get_label() == label and isinstance(artist, kind)]


def texts(chart):
    """Return all visible texts of a chart."""
    return [text for text in chart.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def words(chart):
    """Return everything written on a chart."""
    return "\n".join(text.get_text() for text in texts(chart)).replace("\u200e", "")


def ordinal(day):
    """Return the number of a day of January 2022."""
    return pd.Timestamp(f"2022-01-{day:02d}").toordinal()


CHARTS = [*(("history", case) for case in HISTORIES), *(("stock-flow", case) for case in CUSTODIES)]


@pytest.mark.parametrize("width", [85, 160, 254])
@pytest.mark.parametrize(("kind", "case"), CHARTS)
def test_no_text_covers_another_or_leaves_the_paper(kind, case, width):
    chart = drawn(kind, case, width)
    canvas = FigureCanvasAgg(chart.figure)
    chart.figure.set_dpi(200)
    canvas.draw()
    paper = chart.figure.bbox
    boxes = [(text.get_text(), Text.get_window_extent(text, canvas.get_renderer())) for text in texts(chart)]
    for name, box in boxes:
        assert paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1, name
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        shared_x, shared_y = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert shared_x <= 1 or shared_y <= 2, (one, other)


@pytest.mark.parametrize(("kind", "case"), CHARTS)
def test_texts_are_large_enough_and_the_alternative_text_is_short(kind, case):
    chart = drawn(kind, case)
    assert all(text.get_fontsize() >= 6.5 and not text.get_parse_math() for text in texts(chart))
    assert chart.title in words(chart).replace("\n", " ") and 20 < len(chart.alt) < 600
    assert "sha256" in words(chart)


@pytest.mark.parametrize(("kind", "case"), [("history", "sixty"), ("stock-flow", "sixty")])
def test_same_bytes_twice(kind, case):
    one, other = (figure_bytes(drawn(kind, case), "svg", ledger_sha256="0") for _ in range(2))
    assert one == other


class TestHistory:
    """The range as knowledge came in."""

    def test_band_is_made_of_steps_and_never_slopes(self):
        chart = drawn("history", "retraction")
        bands = sorted((band.get_x(), band.get_width(), band.get_y(), band.get_y() + band.get_height())
                       for band in artists(chart, "band", Rectangle))
        assert bands == [(ordinal(9), 1, 26, 164), (ordinal(11), 4, 26, 60),
                         (ordinal(15), chart.figure.axes[1].get_xlim()[1] - ordinal(15), 26, 225)]
        for label in ("low edge", "high edge", "riser"):
            for line in artists(chart, label):
                assert len(set(line.get_xdata())) == 1 or len(set(line.get_ydata())) == 1

    def test_single_figure_is_a_line(self):
        chart = drawn("history", "one")
        assert not artists(chart, "band") and not artists(chart, "open band")
        edge, = artists(chart, "low edge")
        assert list(edge.get_ydata()) == [4404, 4404]

    def test_open_range_fades_and_an_arrow_leads_out_of_it(self):
        chart = drawn("history", "three")
        arrows = artists(chart, "open range", FancyArrowPatch)
        top = chart.figure.axes[1].get_ylim()[1]
        assert len(arrows) == 2 and all(arrow._posA_posB[1][1] == top for arrow in arrows)
        shades = [band.get_facecolor() for band in artists(chart, "open band", Rectangle)]
        assert len(set(shades)) == 5
        assert len(artists(chart, "high edge")) == 1

    def test_days_without_a_move_are_one_step(self):
        chart = drawn("history", "sixty")
        edge, = artists(chart, "low edge")
        assert list(edge.get_ydata()) == [800, 800] and len(artists(chart, "open range")) == 1

    def test_withdrawn_figure_is_crossed_on_the_day_it_was_withdrawn_and_its_number_struck(self):
        chart = drawn("history", "retraction")
        cross, = artists(chart, "withdrawn")
        assert (list(cross.get_xdata()), list(cross.get_ydata())) == ([ordinal(10)], [164])
        struck, = (line for line in chart.figure.axes[0].lines if line.get_label() == "struck")
        assert words(chart).splitlines().count("[2]") == 2
        assert "withdrawn" in words(chart).splitlines()

    def test_every_claim_that_came_has_its_number(self):
        written = words(drawn("history", "sixty")).splitlines()
        assert all(f"[{number}]" in written for number in range(1, 61))

    def test_empty_range_leaves_a_gap(self):
        frames = known(build([claim("164", 164, as_of="2022-01-09", state="retracted"),
                              claim("225", 225, as_of="2022-01-15")]), {"c1": "2022-01-10"})
        edges = [list(edge.get_xdata()) for edge in artists(drawn("history", frames), "low edge")]
        assert [edge[0] for edge in edges] == [ordinal(9), ordinal(15)] and edges[0][1] == ordinal(10)
        assert not artists(drawn("history", frames), "riser")

    def test_claim_that_no_day_is_certain_to_have_known_is_named(self):
        frames = known(build([claim("5", 5), claim("7", 7)]))
        frames.history["came"] = [("c1",)]
        assert "never certainly known, not drawn: [2]." in words(drawn("history", frames)).replace("\n", " ")

    def test_points_hold_the_steps_and_the_figures(self):
        points = drawn("history", "retraction").points
        steps = points[points["policy"] == "envelope"]
        assert list(steps["known_by"]) == [f"2022-01-{day:02d}" for day in (8, 9, 10, 11, 15)]
        assert list(points["change"][points["claim_id"] == "c2"]) == ["came", "withdrawn"]
        assert points["high"][points["is_open"]].isna().all()

    def test_alternative_text_tells_the_steps(self):
        alt = drawn("history", "retraction").alt
        assert alt.startswith("People detained as knowledge came in. 8 Jan 2022: 26; 9 Jan 2022: 26 to 164; ")
        long = known(build([claim(str(n), n, as_of=f"2022-01-{n:02d}") for n in range(10, 20)]))
        assert "6 more steps" in drawn("history", long).alt

    def test_history_of_a_run_can_be_drawn(self):
        ledger = ledger_of("stated | published | source\n40 | 2022-01-08 | A\nat least 44 | 2022-01-09 | B")
        result = run(ledger)
        frames = HistoryFrames(**{name: getattr(result, name) for name in SyntheticFrames.__dataclass_fields__},
                               history=moves(ledger))
        with house_style():
            chart = history.draw(frames, result.questions["question"].iloc[0])
        assert "[2]" in words(chart)

    def test_question_without_a_known_figure_is_refused(self):
        frames = known(build([claim("an unknown number", math.nan, state="no_number")]))
        with pytest.raises(UsageError, match="there is nothing to draw"):
            drawn("history", frames)
        with pytest.raises(UsageError, match="there is no question"):
            history.draw(frames, "nobody")

    def test_withdrawn_open_figure_is_crossed_at_its_stated_end(self):
        frames = known(build([claim("more than 50", 51, INF, as_of="2022-01-09", state="retracted"),
                              claim("60", 60, as_of="2022-01-10")]))
        assert [list(cross.get_ydata()) for cross in artists(drawn("history", frames), "withdrawn")] == [[51]]

    def test_marks_aside_on_a_long_axis_are_confessed(self):
        frames = known(build([claim("40", 40, as_of="2019-01-01"), claim("40", 40), claim("40", 40)]))
        assert "stand aside, by up to about" in words(drawn("history", frames))
        assert "stand aside" not in words(drawn("history", "three"))


class TestStockFlow:
    """Detention on one panel."""

    def test_measures_follow_the_way_through_custody(self):
        lines = words(drawn("stock-flow", "several", 254)).splitlines()
        headings = [line for line in lines if line.endswith((" so far", " at that moment"))]
        assert headings == ["Detained so far", "Held at that moment", "Released so far", "Charged so far",
                            "Detained so far"]

    def test_every_current_figure_is_drawn_as_it_was_stated(self):
        chart = drawn("stock-flow", "several")
        persons = chart.figure.axes[1]
        assert sorted({float(line.get_xdata()[0]) for line in persons.lines if line.get_label() == "figure"}) == [
            200, 711, 999, 3000, 3500, 4404, 5001]
        arrow, = artists(chart, "open", FancyArrowPatch)
        assert arrow._posA_posB[0][0] == 5001
        assert len(artists(chart, "interval", Rectangle)) == len(artists(chart, "vague", Rectangle)) == 1

    def test_acts_have_a_panel_and_an_axis_of_their_own(self):
        chart = drawn("stock-flow", "several")
        assert len(chart.figure.axes) == 3
        acts = [float(line.get_xdata()[0]) for line in chart.figure.axes[2].lines if line.get_label() == "figure"]
        assert acts == [6100]
        assert {"persons", "acts, not persons"} <= set(words(chart).splitlines())
        assert len(drawn("stock-flow", "balanced").figure.axes) == 2

    def test_balance_stands_below_in_words(self):
        written = words(drawn("stock-flow", "balanced", 254)).replace("\n", " ")
        assert ("Balance (pass): On 10 January 2022, 22,252 arrested less 4,304 released leave 17,948, and 17,948 are "
                "stated as held. It rests on [1] [2] [3].") in written

    def test_balance_that_cannot_be_told(self):
        written = words(drawn("stock-flow", "three", 254)).replace("\n", " ")
        assert "Balance (cannot tell): On 10 January 2022, nobody says how many were released" in written

    def test_acts_alone_have_no_balance(self):
        assert "No balance:" in words(drawn("stock-flow", "acts"))

    def test_points_name_measure_and_unit(self):
        points = drawn("stock-flow", "several").points
        assert list(points["measure"]) == ["detained", "detained", "held", "released", "charged", "detained"]
        assert list(points["unit"]) == ["persons"] * 5 + ["acts"]

    def test_withdrawn_and_other_places_are_left_out(self):
        result = run(ledger_of("""claim_id | measure  | stated | place          | retracts
                                  a        | detained | 1000   | Freeland       |
                                  b        | held     | 100    | Freeland       |
                                  r        | held     |        | Freeland       | b
                                  d        | detained | 500    | Freeland/North |"""))
        with house_style():
            chart = stock_flow.draw(result, "demo:detained:everyone:Freeland:cumulative:persons")
        assert list(chart.points["claim_id"]) == ["a"]

    def test_rows_beyond_the_most_are_counted(self):
        chart = drawn("stock-flow", custody(90))
        assert len(chart.points) == stock_flow.MOST_CLAIMS
        assert "16 further current claims in claims.csv." in words(chart).replace("\n", " ")

    def test_question_that_is_not_about_custody_is_refused(self):
        for table in ("stated\n40", "measure | stated\ndetained | an unknown number"):
            with pytest.raises(UsageError, match="there is nothing to draw"):
                drawn("stock-flow", run(ledger_of(table)))
