"""The only writer of files: whole or not at all, and no trace of clock or computer."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import xml.etree.ElementTree as ElementTree
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from fontTools.subset import Options
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from reconcile import charts, publish
from reconcile.errors import UnreadableError, UsageError
import chart_frames
from chart_frames import QUESTION, SHA256

SVG = "{http://www.w3.org/2000/svg}"
PRESENTATION = {"fill", "fill-opacity", "font-family", "font-size", "font-stretch", "font-style", "font-variant",
                "font-weight", "opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
                "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor"}
STRUCTURE = {"aria-labelledby", "clip-path", "d", "data-ledger-sha256", "height", "id", "patternUnits", "role",
             "transform", "version", "viewBox", "width", "x", "y", "{http://www.w3.org/1999/xlink}href",
             "{http://www.w3.org/XML/1998/namespace}lang"}


@pytest.fixture(scope="module")
def chart():
    """Return a chart with awkward words in title and alternative text."""
    drawn = charts.draw("ranges", chart_frames.every_form(), QUESTION)
    return replace(drawn, title='Held & "released" <b>\x00 $x$', alt="Не менее 50; أكثر من 60 & <more> ]]>\ud800")


class TestWriteText:
    """Texts."""

    def test_returns_the_sha256_of_what_stands_in_the_file(self, tmp_path):
        path = tmp_path / "new" / "folder" / "a.csv"
        digest = publish.write_text(path, "é\r\nb\rc\n")
        assert path.read_bytes() == "é\nb\nc\n".encode()
        assert digest == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_replaces_an_older_file_and_keeps_its_rights(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("old")
        path.chmod(0o640)
        publish.write_text(path, "new")
        assert path.read_text() == "new" and path.stat().st_mode & 0o777 == 0o640

    def test_new_file_has_the_usual_rights(self, tmp_path):
        (tmp_path / "usual").write_text("")
        publish.write_text(tmp_path / "a.csv", "new")
        assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode

    def test_text_that_utf8_cannot_hold_is_refused(self, tmp_path):
        with pytest.raises(UnreadableError, match="a.csv.*surrogates"):
            publish.write_text(tmp_path / "a.csv", "\ud800")
        assert not list(tmp_path.iterdir())


class TestWriteBytes:
    """Bytes."""

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    def test_full_disk_leaves_the_older_file_and_no_other(self, tmp_path, monkeypatch, step):
        path = tmp_path / "a.svg"
        path.write_text("old")

        def fail(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, step, fail)
        with pytest.raises(UnreadableError, match=r"cannot write .*a\.svg: No space left"):
            publish.write_bytes(path, b"new")
        assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]

    def test_interruption_leaves_no_temporary_file(self, tmp_path, monkeypatch):
        def interrupt(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish.write_bytes(tmp_path / "a.svg", b"new")
        assert not list(tmp_path.iterdir())

    def test_folder_in_place_of_the_file_is_refused(self, tmp_path):
        (tmp_path / "a").mkdir()
        with pytest.raises(UnreadableError, match="cannot write"):
            publish.write_bytes(tmp_path / "a", b"new")

    def test_file_in_place_of_the_folder_is_refused(self, tmp_path):
        (tmp_path / "a").write_text("")
        with pytest.raises(UnreadableError, match="cannot write"):
            publish.write_bytes(tmp_path / "a" / "b", b"new")

    def test_error_without_a_reason_is_still_told(self, tmp_path, monkeypatch):
        def fail(*_):
            raise OSError("odd")

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(UnreadableError, match="odd"):
            publish.write_bytes(tmp_path / "a", b"new")

    def test_folder_that_cannot_be_synced_is_no_failure(self, tmp_path, monkeypatch):
        real = os.open

        def refuse(path, flags, *rest, **options):
            if flags == os.O_RDONLY:
                raise OSError(errno.EINVAL, "no")
            return real(path, flags, *rest, **options)

        monkeypatch.setattr(os, "open", refuse)
        publish.write_bytes(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"


class TestFigureBytes:
    """Charts as files."""

    def test_svg_is_named_for_readers_who_do_not_see_it(self, chart):
        root = ElementTree.fromstring(publish.figure_bytes(chart, "svg", ledger_sha256=SHA256))
        assert root.get("role") == "img"
        named = {element.get("id"): element.text for element in root if element.tag in (f"{SVG}title", f"{SVG}desc")}
        assert root.get("aria-labelledby").split() == list(named)
        assert list(named.values()) == ['Held & "released" <b> $x$', "Не менее 50; أكثر من 60 & <more> ]]>"]

    def test_svg_keeps_text_as_text_and_tells_no_time(self, chart):
        text = publish.figure_bytes(chart, "svg", ledger_sha256=SHA256).decode()
        assert ">[2] “dozens”</text>" in text and SHA256 in text
        assert "dc:date" not in text and "matplotlib.org" not in text and text.count("<title") == 1

    def test_pdf_holds_title_and_ledger_and_embeds_its_fonts(self, chart):
        data = publish.figure_bytes(chart, "pdf", ledger_sha256=SHA256)
        inflated = b"".join(_inflate(data))
        assert SHA256.encode() in data and b"/Title" in data and b"/Subject" in data
        assert b"CreationDate" not in data and b"Producer" not in data and b"Matplotlib" not in data
        assert b"/FontFile2" in data + inflated and b"/Type3" not in data

    def test_pdf_embeds_the_letters_it_shows_and_no_tables_for_setting_type(self, chart):
        before = list(Options._drop_tables_default)
        page = PdfReader(BytesIO(publish.figure_bytes(chart, "pdf", ledger_sha256=SHA256))).pages[0]
        fonts = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"]
                 for font in page["/Resources"]["/Font"].values()]
        tables = [set(TTFont(BytesIO(font.get_object().get_data())).keys()) for font in fonts]
        assert tables and all(found >= {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} for found in tables)
        assert not {"GSUB", "GPOS", "GDEF", "kern"} & set().union(*tables)
        assert "“dozens”" in page.extract_text() and Options._drop_tables_default == before

    def test_png_holds_title_and_ledger(self, chart):
        image = Image.open(BytesIO(publish.figure_bytes(chart, "png", ledger_sha256=SHA256, dpi=100)))
        assert image.text["Source"] == f"ledger sha256 {SHA256}" and "Software" not in image.text
        assert image.text["Title"].startswith("Held") and "أكثر" in image.text["Description"]
        assert image.width == int(160 / 25.4 * 100)

    @pytest.mark.parametrize("fmt", publish.FORMATS)
    def test_same_bytes_twice_and_the_figure_is_left_as_it_was(self, chart, fmt):
        dpi = chart.figure.dpi
        first = publish.figure_bytes(chart, fmt, ledger_sha256=SHA256)
        assert publish.figure_bytes(chart, fmt, ledger_sha256=SHA256) == first
        assert chart.figure.dpi == dpi

    def test_unknown_format_is_refused(self, chart):
        with pytest.raises(UsageError, match="'gif'. Use one of svg, pdf, png"):
            publish.figure_bytes(chart, "gif", ledger_sha256=SHA256)


def _inflate(data):
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


class TestInlineSvg:
    """Charts in a page."""

    def test_two_figures_of_one_page_share_no_id(self, chart):
        page = "".join(publish.inline_svg(chart, ledger_sha256=SHA256, prefix=prefix) for prefix in ("a", "b"))
        ids = re.findall(r'<[^>]*?\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids)) and all(name.startswith(("a-", "b-")) for name in ids)

    def test_every_reference_finds_its_id(self, chart):
        text = publish.inline_svg(chart, ledger_sha256=SHA256, prefix="fig-1")
        root = ElementTree.fromstring(text)
        ids = {element.get("id") for element in root.iter()}
        used = re.findall(r'(?:url\(#|href="#)([^")]*)', text) + root.get("aria-labelledby").split()
        assert used and set(used) <= ids and root.get("role") == "img"

    def test_fits_its_container_and_brings_no_baggage(self, chart):
        text = publish.inline_svg(chart, ledger_sha256=SHA256, prefix="a")
        root = ElementTree.fromstring(text)
        assert text.startswith("<svg ") and root.get("width") == "100%" and root.get("height") is None
        assert root.get("viewBox") and root.get("data-ledger-sha256") == SHA256
        assert not any(word in text for word in ("<?xml", "<!DOCTYPE", "<metadata", "http://purl.org"))
        assert "\n " not in text and "<!--" not in text

    def test_has_no_style_that_a_strict_policy_would_refuse(self, chart):
        text = publish.inline_svg(chart, ledger_sha256=SHA256, prefix="a")
        elements = list(ElementTree.fromstring(text).iter())
        assert not [element for element in elements if element.tag == f"{SVG}style" or element.get("style")]
        assert {name for element in elements for name in element.attrib} <= PRESENTATION | STRUCTURE

    @pytest.mark.parametrize("tag, wanted", [
        ('<text style="font: 12px \'A\', serif; text-anchor: end">',
         '<text text-anchor="end" font-size="12px" font-family="\'A\', serif">'),
        ('<text style="font: italic small-caps 700 9.5px A">',
         '<text font-style="italic" font-variant="small-caps" font-weight="700" font-size="9.5px" font-family="A">'),
        ('<use style="stroke-linejoin: miter; fill: red"/>', '<use fill="red"/>'),
        ('<path style="stroke-linejoin: miter; stroke-linecap: butt"/>', '<path stroke-linejoin="miter"/>'),
        ('<path d="M 0 0"/>', '<path d="M 0 0"/>'),
    ])
    def test_style_becomes_attributes(self, tag, wanted):
        assert publish._without_style(tag) == wanted

    def test_words_that_look_like_references_stay_as_they_are(self):
        stated = 'url(#x) id="y" href="#z"'
        frames = chart_frames.build([chart_frames.claim(stated, 5)])
        drawn = charts.draw("ranges", frames, QUESTION, charts.Page(254))
        assert stated in publish.inline_svg(drawn, ledger_sha256=SHA256, prefix="a")

    @pytest.mark.parametrize("prefix", ["", "1a", 'a"b', "a b", "ä"])
    def test_prefix_that_cannot_begin_an_id_is_refused(self, chart, prefix):
        with pytest.raises(UsageError, match="cannot begin an id"):
            publish.inline_svg(chart, ledger_sha256=SHA256, prefix=prefix)


def test_house_style_is_left_behind():
    before = dict(matplotlib.rcParams)
    with publish.house_style():
        assert matplotlib.rcParams["svg.hashsalt"] == "reconcile"
        assert matplotlib.rcParams["text.parse_math"] is False
    assert dict(matplotlib.rcParams) == before


def test_drawing_never_imports_pyplot():
    for module in Path(publish.__file__).parent.rglob("*.py"):
        if module.parent.name == "charts" or module.name == "publish.py":
            assert "pyplot" not in module.read_text(encoding="utf-8")
