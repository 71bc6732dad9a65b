"""Charts for publication: sizes, ground and colours, languages, words of one's own that lose none of the chart's."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from io import BytesIO

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image
from pypdf import PdfReader

from reconcile import charts
from reconcile.charts import look, styles, theme
from reconcile.charts.notes import EXPLAINS, LEDGER, SOURCES, STAYS, Note
from reconcile.charts.sheet import Words
from reconcile.errors import UsageError
from reconcile.publish import FORMATS, figure_bytes, house_style
from reconcile.sentences import printed_in
import chart_frames
import many_worlds
from chart_frames import CASES, DRAWN, INF, QUESTION, SHA256, build, claim
from worlds import reconcile

STYLES = {"web": 190.0, "print-1": 85.0, "print-2": 160.0, "slides": 254.0}
SEVERAL = """measure  | stated          | published  | source   | source_type
             detained | 4,404           | 2022-01-08 | Ministry | state
             detained | more than 5,000 | 2022-01-10 | Watch    | ngo
             detained | dozens          | 2022-01-09 | Paper    | media
             held     | 711             | 2022-01-10 | Ministry | state
             released | 3,500           | 2022-01-10 | Paper    | media"""


def words(chart):
    """Return everything written on a chart as one line."""
    written = [text.get_text() for text in chart.figure.findobj(Text) if text.get_visible()]
    return " ".join(" ".join(written).replace("\u200e", "").split())


def drawn_everywhere():
    """Draw every kind of chart, on tables that show every mark."""
    for case, kind in DRAWN:
        if case in ("forms", "far", "awkward", "sixty"):
            yield kind, charts.draw(kind, CASES[case](), QUESTION)
    result = reconcile(SEVERAL)
    names = list(result.questions["question"])
    for kind in charts.KINDS:
        if kind not in charts.MANY and kind not in chart_frames.KINDS:
            yield kind, charts.draw(kind, result, names[0])
    for world in (many_worlds.event(), many_worlds.ugly()):
        for kind in sorted(charts.MANY):
            yield kind, charts.draw(kind, world, list(world.questions["question"]))
    yield "strip", charts.strip(chart_frames.three_claims(), QUESTION)


class TestStyles:
    """Sizes."""

    def test_the_table_has_the_styles_that_are_promised(self):
        assert {style.name: style.width_mm for style in styles.styles().values()} == STYLES
        assert all(style.meaning and style.dpi >= 150 for style in styles.styles().values())

    def test_no_style_has_smaller_type_than_print(self):
        smallest = {name: look.SMALL * style.scale for name, style in styles.styles().items()}
        assert min(smallest.values()) >= 6.5 and smallest["slides"] > 11 and smallest["web"] > 9

    @pytest.mark.parametrize("style", STYLES)
    def test_every_format_has_the_size_in_millimetres(self, style):
        chart = charts.draw("ranges", chart_frames.every_form(), QUESTION, charts.page(style))
        width = STYLES[style]
        height = chart.figure.get_figheight() * 25.4 * chart.page.scale

        root = ElementTree.fromstring(figure_bytes(chart, "svg", ledger_sha256=SHA256))
        sides = [float(root.get(side).removesuffix("pt")) / 72 * 25.4 for side in ("width", "height")]
        assert sides == pytest.approx([width, height], abs=0.01)
        assert float(root.get("viewBox").split()[2]) * chart.page.scale == pytest.approx(width / 25.4 * 72, abs=0.01)

        box = PdfReader(BytesIO(figure_bytes(chart, "pdf", ledger_sha256=SHA256))).pages[0].mediabox
        assert [float(side) / 72 * 25.4 for side in (box.width, box.height)] == pytest.approx([width, height], abs=0.01)

        image = Image.open(BytesIO(figure_bytes(chart, "png", ledger_sha256=SHA256)))
        assert image.width == int(width / 25.4 * chart.dpi + 1e-6)
        assert image.height == pytest.approx(height / 25.4 * chart.dpi, abs=1)
        assert image.info["dpi"] == pytest.approx((chart.dpi, chart.dpi), abs=0.1)

    def test_resolution_changes_the_pixels_and_not_the_size(self):
        chart = charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.page("slides", dpi=100))
        image = Image.open(BytesIO(figure_bytes(chart, "png", ledger_sha256=SHA256)))
        assert image.width == 1000 and image.info["dpi"] == pytest.approx((100, 100), abs=0.1)

    def test_larger_type_leaves_less_room(self):
        wide = charts.draw("ranges", chart_frames.three_claims(), QUESTION, charts.page("slides"))
        assert wide.figure.get_figwidth() * 25.4 == pytest.approx(254 / 1.8)

    def test_hatches_of_a_pdf_grow_with_the_rest(self):
        steps = {}
        for scale in (1.0, 2.0):
            chart = charts.draw("timeline", chart_frames.every_form(), QUESTION, charts.Page(160 * scale, scale=scale))
            page = PdfReader(BytesIO(figure_bytes(chart, "pdf", ledger_sha256=SHA256))).pages[0]
            steps[scale] = [[float(part) for part in pattern.get_object()["/Matrix"]]
                            for pattern in page["/Resources"]["/Pattern"].values()]
        assert steps[1.0] and steps[2.0] == [pytest.approx([2 * part for part in matrix]) for matrix in steps[1.0]]

    @pytest.mark.parametrize(("settings", "problem"), [
        ({"style": "poster"}, "no style 'poster'. Use one of web, print-1, print-2, slides"),
        ({"style": "slides", "width_mm": 100}, "Use 108 to 600, since everything is drawn 1.8 times as large"),
        ({"width_mm": 59}, "59 mm wide. Use 60"), ({"width_mm": float("nan")}, "nan mm wide"),
        ({"dpi": 49}, "49 dots an inch. Use 50 to 1200"), ({"dpi": 1201}, "1201 dots"),
        ({"theme": "sepia"}, "no theme 'sepia'. Use one of light, dark"),
        ({"language": "xx-nowhere"}, "unknown language 'xx-nowhere'"),
        ({"language": "zh"}, "the font of the charts lacks letters of the dates in 'zh': 年月日"),
        ({"title": "超过 70"}, "the title has letters that the font of the charts lacks: 超过"),
        ({"caption": "x" * 2001}, "the caption has 2001 characters. Use at most 2000"),
        ({"source": "bell\x07"}, "the source has letters")])
    def test_what_no_chart_can_have_is_refused(self, settings, problem):
        with pytest.raises(UsageError, match=re.escape(problem)):
            charts.page(**settings)

    @pytest.mark.parametrize("scale", [0.0, -1.0, INF, float("nan")])
    def test_impossible_scale_is_refused(self, scale):
        with pytest.raises(UsageError, match="times as large"):
            charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.Page(160, scale=scale))


class TestTheme:
    """Ground and colours."""

    def test_every_colour_of_every_chart_is_in_the_table_and_no_faint_one_is_a_word(self):
        seen = set()
        faint = {colour.light for colour in theme.colours().values() if colour.role == "faint"}
        for kind, chart in drawn_everywhere():
            assert theme.colours_of(chart.figure) <= set(theme.colours()), kind
            assert not faint & {text.get_color() for text in chart.figure.findobj(Text) if text.get_text()}, kind
            seen.add(kind)
        assert seen == {*charts.KINDS, "strip"}

    def test_a_dark_chart_has_none_but_dark_colours(self):
        dark = {colour.dark for colour in theme.colours().values()}
        for kind in chart_frames.KINDS:
            chart = charts.draw(kind, chart_frames.every_form(), QUESTION, charts.page(theme="dark"))
            assert theme.colours_of(chart.figure) <= dark
            assert chart.figure.get_facecolor()[:3] == pytest.approx((20 / 255, 23 / 255, 26 / 255))

    @pytest.mark.parametrize("ground", ["light", "dark"])
    def test_words_and_marks_stand_out_from_the_ground(self, ground):
        paper, = (getattr(colour, ground) for colour in theme.colours().values() if colour.role == "ground")
        least = {"text": 4.5, "mark": 3.0, "faint": 1.0, "ground": 1.0}
        for colour in theme.colours().values():
            assert theme.contrast(getattr(colour, ground), paper) >= least[colour.role], colour

    def test_faint_colours_are_no_figures(self):
        faint = {colour.light for colour in theme.colours().values() if colour.role == "faint"}
        assert not faint & {kind.colour for kind in look.KINDS.values()}
        assert not faint & {look.INK, look.QUIET, look.WITHDRAWN, look.MOVED}

    def test_contrast_is_that_of_the_guidelines(self):
        assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
        assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)

    def test_kinds_of_counters_differ_on_both_grounds(self):
        dark = {theme.colours()[kind.colour].dark for kind in look.KINDS.values()}
        assert len(dark) == len(look.KINDS)

    def test_a_dark_ground_fills_the_sheet_in_every_format(self):
        chart = charts.draw("timeline", chart_frames.three_claims(), QUESTION, charts.page("slides", theme="dark"))
        image = Image.open(BytesIO(figure_bytes(chart, "png", ledger_sha256=SHA256))).convert("RGB")
        corners = {image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)}
        assert corners == {(0x14, 0x17, 0x1a)}
        assert 'fill: #14171a' in figure_bytes(chart, "svg", ledger_sha256=SHA256).decode().split('id="axes_1"')[0]
        page = PdfReader(BytesIO(figure_bytes(chart, "pdf", ledger_sha256=SHA256))).pages[0]
        first = re.search(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", page.get_contents().get_data())
        grounds = [float(part) for part in first.groups()]
        assert grounds == pytest.approx([0x14 / 255, 0x17 / 255, 0x1a / 255], abs=0.001)

    def test_the_marker_of_an_unset_colour_follows_its_line(self):
        chart = charts.draw("timeline", build([claim("9", 9, origin_type="armed_group")]), QUESTION,
                            charts.page(theme="dark"))
        points = [line for axes in chart.figure.axes for line in axes.lines if line.get_label() == "figure"]
        assert points and all(point.get_markerfacecolor()[:3] == (1, 1, 1) for point in points)


class TestLanguage:
    """Dates and numbers; the words stay English."""

    def test_german(self):
        chart = charts.draw("timeline", chart_frames.three_claims(), QUESTION, charts.page(language="de"))
        written = words(chart)
        assert "by 10. Januar 2022" in written
        assert "[3] 4.000 to 6.000" in written and "10. Jan." in written
        assert "[1] 4,404" in written, "a wording stays as it was stated"

    def test_a_number_with_a_space_in_it_stays_on_one_line(self):
        frames = build([claim("1,000,000", 1e6), claim("2,000,000", 2e6)])
        for width in (60, 85, 100):
            chart = charts.draw("ranges", frames, QUESTION, charts.Page(width, language="ru"))
            lines = [text.get_text() for text in chart.figure.findobj(Text)]
            assert "2\u00a0000\u00a0000" in {line.split(" ")[-1] for line in lines if line}
            assert not any(line.startswith("000") or re.search(r"\d\u00a0$", line) for line in lines)

    def test_ratios_and_axes_follow(self):
        written = words(charts.draw("discrepancy", chart_frames.three_claims(), QUESTION, charts.page(language="de")))
        assert "×1,14" in written and "4.000" in written
        english = words(charts.draw("discrepancy", chart_frames.three_claims(), QUESTION))
        assert "×1.14" in english and "4,000" in english

    def test_an_arabic_date_keeps_its_order_in_an_english_sentence(self):
        marked = look.directed("by 9 يناير 2022.")
        assert marked.replace("\u200e", "") == "by 9 يناير 2022."
        assert "يناير\u200e" in marked and marked.startswith("\u200e") and marked.endswith(" 2022.")

    def test_decimals(self):
        assert look.decimal(1234.5, 2) == "1,234.50"
        with printed_in("de"):
            assert (look.decimal(1234.5, 2), look.decimal(1234.5, 0)) == ("1.234,50", "1.234")

    def test_the_language_of_the_words_is_english_until_there_is_a_title(self):
        plain = charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.page(language="de"))
        page = charts.page(language="de", title="Festnahmen")
        titled = charts.draw("ranges", chart_frames.one_claim(), QUESTION, page)
        for chart, language in ((plain, "en"), (titled, "de")):
            pdf = PdfReader(BytesIO(figure_bytes(chart, "pdf", ledger_sha256=SHA256)))
            assert pdf.trailer["/Root"]["/Lang"] == language
            assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
            assert f'xml:lang="{language}"' in figure_bytes(chart, "svg", ledger_sha256=SHA256).decode()

    def test_english_comes_back(self):
        charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.page(language="de"))
        assert "10 January 2022" in words(charts.draw("ranges", chart_frames.one_claim(), QUESTION))


MINE = {"title": "Held after the unrest", "subtitle": "What two sides say", "source": "Source: our own reading",
        "caption": "A remark.\nAnother one."}


class TestWords:
    """Words of one's own."""

    def test_they_are_printed_in_place_of_the_charts_own(self):
        written = words(charts.draw("discrepancy", chart_frames.three_claims(), QUESTION, charts.page(**MINE)))
        assert all(text in written for text in ("Held after the unrest", "What two sides say",
                                                "Source: our own reading", "A remark. Another one."))
        assert "People detained Pairs" not in written and "Sources:" not in written and "Shaded:" not in written
        assert "Ledger figures.csv, sha256 0123456789ab." in written

    def test_what_changes_the_reading_of_the_drawing_stays(self):
        frames = build([claim(str(number), number) for number in range(1, 101)])
        written = words(charts.draw("ranges", frames, QUESTION, charts.page(**MINE)))
        assert "In claims.csv, for want of room: 20 further claims of the same question." in written
        far = words(charts.draw("ranges", chart_frames.far_apart(), QUESTION, charts.page(**MINE)))
        assert "logarithmic scale" in far

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_charts_own_words_are_inside_every_file(self, form):
        chart = charts.draw("discrepancy", chart_frames.three_claims(), QUESTION, charts.page(**MINE))
        data = figure_bytes(chart, form, ledger_sha256=SHA256)
        if form == "svg":
            inside = data.decode()
        elif form == "pdf":
            inside = str(dict(PdfReader(BytesIO(data)).metadata))
        else:
            inside = str(Image.open(BytesIO(data)).text)
        for text in ("Held after the unrest", "Title by the chart: People detained.", "Shaded: the gap",
                     "Subtitle by the chart: Pairs of current figures",
                     "[1] Tengrinews, quoting Ministry of the Interior", "4,404", SHA256):
            assert text in inside

    def test_nothing_is_said_twice_where_nothing_was_overruled(self):
        chart = charts.draw("ranges", chart_frames.three_claims(), QUESTION)
        assert "by the chart" not in chart.alt and chart.title == "People detained"

    def test_the_order_of_the_notes(self):
        own = Words("t", "s", (Note("why", EXPLAINS), Note("left out", STAYS), "plain", Note("who", SOURCES),
                               Note("ledger", LEDGER)))
        assert own.on(charts.Page()).notes == own.notes
        assert own.on(charts.Page(caption="mine", source="me")).notes == ("mine", "left out", "plain", "me", "ledger")
        assert own.on(charts.Page(caption="mine")).notes == ("mine", "left out", "plain", "who", "ledger")
        assert own.overruled(charts.Page(caption="mine", source="me")) == "why who"
        assert Words().overruled(charts.Page(title="mine")) == ""

    def test_long_words_are_wrapped_within_the_sheet(self):
        chart = charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.page("print-1", title="word " * 60))
        lines = [text.get_text() for text in chart.figure.findobj(Text) if text.get_text().startswith("word")]
        assert len(lines) > 3 and all(look.width_mm(line, look.TITLE, bold=True) <= 79 for line in lines)

    def test_words_are_never_markup(self):
        chart = charts.draw("ranges", chart_frames.one_claim(), QUESTION, charts.page(title="$x$ <b> & ]]>"))
        root = ElementTree.fromstring(figure_bytes(chart, "svg", ledger_sha256=SHA256))
        assert any(element.text == "$x$ <b> & ]]>" for element in root.iter() if element.tag.endswith("title"))


def test_the_fonts_of_every_style_are_embedded():
    """Every font of the page is there with its program, so that a printer needs none of its own."""
    chart = charts.draw("timeline", chart_frames.awkward_words(), QUESTION, charts.page("slides", theme="dark"))
    page = PdfReader(BytesIO(figure_bytes(chart, "pdf", ledger_sha256=SHA256))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    inner = [each.get_object() for font in fonts for each in font.get("/DescendantFonts", [font])]
    assert inner and all("/FontFile2" in each["/FontDescriptor"] for each in inner)
    assert "People detained" in page.extract_text()


@pytest.mark.parametrize("dpi", [50, 72, 100, 110])
def test_words_stay_within_the_sheet_at_any_resolution(dpi):
    """Letters of a coarse picture are as wide as those on paper."""
    chart = charts.draw("timeline", chart_frames.many_claims(), QUESTION)
    chart.figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(chart.figure)
    with house_style():
        canvas.draw()
        ends = [text.get_window_extent(canvas.get_renderer()).x1 / dpi * 25.4
                for text in chart.figure.findobj(Text) if text.get_text()]
    assert max(ends) <= 159


def test_a_narrow_sheet_cuts_no_name():
    """Names that do not fit run on: rows that look alike would say nothing."""
    frames = build([claim(str(90 + number), 90 + number, origin=f"The committee number {number}")
                    for number in range(1, 25)])
    without = words(charts.draw("leave-one-out", frames, QUESTION, charts.page("print-1")))
    assert len(set(re.findall(r"without The committee number \d+", without))) == 12
    pairs = words(charts.draw("discrepancy", frames, QUESTION, charts.page("print-1")))
    assert "10 Jan 2022, The committee number 24" in pairs


def test_the_day_of_a_month_and_a_footnote_stand_before_their_word():
    """No line ends between a number and what it numbers."""
    for room in range(20, 60):
        for line in look.wrap("by 7 February 2022 [3] Agency said 10. Januar", room, 7):
            assert not re.search(r"(\[\d\]|(?<!\S)\d{1,2}\.?)$", line), line
