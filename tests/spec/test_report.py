"""The report: its files, the way from every number to its claim, and no markup from any cell."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import pytest

from conftest import FIGURES, Answer, ledger_text
from once import once
from reconcile import cli
from reconcile.report import pictures
from reconcile.sentences import event_title
from reconcile.schema import CLAIMS, CONFLICTS, DISCREPANCIES, ESTIMATES

Make = Callable[..., str]
Command = Callable[..., Answer]
EVENT = "kazakhstan-2022-01"
TWO = """claim_id | measure  | stated          | source   | published
         a        | detained | 4,404           | Ministry | 2022-01-08
         b        | detained | more than 5,000 | Agency   | 2022-01-10
         c        | killed   | dozens          | Agency   | 2022-01-09"""
ONE = """claim_id | measure  | stated | source
         c        | killed   | dozens | Agency"""


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, and the text outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag in ("style", "script"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        {"style": self.styles, "script": self.scripts}.get((self._open or [""])[0], self.words).append(data)

    @property
    def text(self) -> str:
        """The words of the page on one line."""
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> Counter[str]:
        """How often each id is given."""
        return Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)

    @property
    def links(self) -> list[str]:
        """Every address that an element points to."""
        return [value for _, attributes in self.elements for name, value in attributes.items()
                if name in ("href", "xlink:href", "src", "action", "formaction", "data", "poster", "srcset")]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the reports of the project's ledger once."""
    def make(folder: Path) -> None:
        assert cli._run(["report", str(FIGURES), "--out", str(folder / "out")]) == 0

    return once(tmp_path_factory, "reports", make) / "out"


@pytest.fixture(scope="module")
def page(reports: Path) -> Page:
    """Return the page of January 2022."""
    return Page((reports / EVENT / "index.html").read_text(encoding="utf-8"))


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


# The files.

def test_every_event_has_its_folder(reports: Path) -> None:
    assert sorted(folder.name for folder in reports.iterdir()) == [
        "kazakhstan-2022-01", "kazakhstan-before-2022", "zhanaozen-2011"]


def test_a_folder_holds_the_page_the_tables_the_charts_and_the_manifest(reports: Path) -> None:
    files = written(reports / EVENT)
    plain = {name for name in files if "/" not in name}
    charts = {name.removeprefix("charts/") for name in files if "/" in name}

    assert plain == {"index.html", "report.md", "estimates.csv", "claims.csv", "discrepancies.csv",
                     "conflicts.csv",
                     "manifest.json"}
    for kind in ("timeline", "ranges", "discrepancy", "leave-one-out"):
        for form in ("svg", "pdf", "png", "csv", "txt"):
            assert f"detained-{kind}.{form}" in charts
    assert {name.rsplit(".", 1)[1] for name in charts} == {"svg", "pdf", "png", "csv", "txt"}
    assert all(Counter(name.rsplit(".", 1)[0] for name in charts)[stem] == 5
               for stem in {name.rsplit(".", 1)[0] for name in charts})


def test_the_tables_have_the_declared_columns(reports: Path) -> None:
    for name, table in (("claims", CLAIMS), ("estimates", ESTIMATES), ("discrepancies", DISCREPANCIES),
                        ("conflicts", CONFLICTS)):
        header = (reports / EVENT / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")

        assert header == table.names


def test_the_estimates_are_those_of_the_command(reports: Path, command: Command) -> None:
    for name in ("estimate", "compare"):
        table = {"estimate": "estimates", "compare": "discrepancies"}[name]
        shown = command(name, FIGURES, "--event", EVENT, "--format", "csv").out

        assert (reports / EVENT / f"{table}.csv").read_text(encoding="utf-8") == shown


def test_the_manifest_lists_every_file_with_its_digest(reports: Path) -> None:
    for folder in reports.iterdir():
        files = written(folder)
        manifest = json.loads(files.pop("manifest.json"))

        assert manifest["outputs"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        assert list(manifest["outputs"]) == sorted(manifest["outputs"])
        assert manifest["ledger"] == {"name": "figures.csv",
                                      "sha256": hashlib.sha256(FIGURES.read_bytes()).hexdigest()}
        assert manifest["event"] == folder.name
        assert manifest["settings"]["policies"][0] == manifest["settings"]["headline"] == "envelope"
        assert set(manifest["versions"]) >= {"reconcile"}


@pytest.mark.usefixtures("only_svg")
def test_the_command_prints_the_page_of_each_event(make_ledger: Make, command: Command,
                                                   tmp_path: Path) -> None:
    path = make_ledger("event | stated\ntwo | 40\none | 50")
    out = tmp_path / "out"

    assert command("report", path, "--out", out) == (0, f"{out}/one/index.html\n{out}/two/index.html\n", "")


@pytest.mark.usefixtures("only_svg")
def test_one_event_can_be_reported(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger("event | stated\ntwo | 40\none | 50")

    assert command("report", path, "--out", tmp_path / "out", "--event", "two").code == 0
    assert [folder.name for folder in (tmp_path / "out").iterdir()] == ["two"]


@pytest.mark.usefixtures("only_svg")
def test_the_settings_stand_in_the_manifest_and_on_the_page(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    command("report", make_ledger(TWO), "--out", tmp_path / "out", "--known-by", "2022-01-09", "--policy",
            "ucdp",
            "--lexicon", "acled")
    manifest = json.loads((tmp_path / "out" / "demo" / "manifest.json").read_bytes())
    text = Page((tmp_path / "out" / "demo" / "index.html").read_text(encoding="utf-8")).text

    assert manifest["settings"]["policies"] == ["envelope", "ucdp"]
    assert (manifest["settings"]["known_by"], manifest["settings"]["lexicon"]) == ("2022-01-09", "acled")
    assert "as known by 9 January 2022" in text
    assert "4,404 people detained by 8 January 2022, according to 1 claim from 1 origin." in text
    assert "more than 5,000" not in text.replace("An open bound such as “more than 5,000” stays open.", "")


@pytest.mark.parametrize("slug, title", [
    ("kazakhstan-2022-01", "Kazakhstan, January 2022"), ("zhanaozen-2011", "Zhanaozen, 2011"),
    ("kazakhstan-before-2022", "Kazakhstan before 2022"), ("fall-of-aden-2015-03", "Fall of Aden, March 2015"),
    ("before-2022", "Before, 2022"), ("a--b_-2022", "A B, 2022"), ("_-2022", "_, 2022"),
    ("mariupol-2022-03-16", "Mariupol, 16 March 2022"), ("el-salvador-2022", "El Salvador, 2022"),
    ("south_sudan-2013-12", "South Sudan, December 2013"), ("demo", "Demo"), ("x-2022-13", "X, 2022"),
    ("2022", "2022"), ("demo-20220", "Demo 20220"),
])
def test_an_event_has_a_title(slug: str, title: str) -> None:
    assert event_title(slug) == title


# The page.

def test_the_headline_of_the_detained(page: Page) -> None:
    assert ("Between 4,404 and more than 5,000 people detained by 10 January 2022, "
            "according to 2 claims from 2 origins.") in page.text


def test_every_claim_stands_once_in_the_table_and_has_its_footnote(reports: Path) -> None:
    found = []
    for folder in reports.iterdir():
        page = Page((folder / "index.html").read_text(encoding="utf-8"))
        markdown = (folder / "report.md").read_text(encoding="utf-8")
        rows = read(folder / "claims.csv")
        found += [row["claim_id"] for row in rows]
        assert sorted(int(row["footnote"]) for row in rows) == list(range(1, len(rows) + 1))
        for row in rows:
            assert page.ids[f"claim-{row['footnote']}"] == 1
            assert f"#claim-{row['footnote']}" in page.links
            assert f"Claim {row['claim_id']}, row {row['row']} of the ledger." in page.text
            assert len(re.findall(rf"^\[\^{row['footnote']}\]: .*Claim {row['claim_id']},", markdown,
                                  re.MULTILINE)) == 1

    with FIGURES.open(encoding="utf-8", newline="") as file:
        assert sorted(found) == sorted(row["claim_id"] for row in csv.DictReader(file))


def test_every_figure_has_a_footnote(page: Page, reports: Path) -> None:
    markdown = (reports / EVENT / "report.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\[\^(\d+)\](?!:)", markdown))

    assert used == set(re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE))
    for line in re.findall(r"^- .* from \d+ claims? of .*$", markdown, re.MULTILINE):
        assert re.search(r"\[\^\d+\]", line)


def test_every_link_within_the_page_has_its_target_and_no_id_is_given_twice(reports: Path) -> None:
    for path in reports.glob("*/index.html"):
        page = Page(path.read_text(encoding="utf-8"))

        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert max(page.ids.values()) == 1
        named = [name for _, attributes in page.elements for key in ("aria-labelledby", "aria-describedby")
                 for name in attributes.get(key, "").split()]
        assert set(named) <= set(page.ids)
        references = re.findall(r"url\(#([^)]*)\)", path.read_text(encoding="utf-8"))
        assert set(references) <= set(page.ids)


def test_every_link_to_a_file_has_its_file(reports: Path) -> None:
    for path in reports.glob("*/index.html"):
        for link in Page(path.read_text(encoding="utf-8")).links:
            if not link.startswith(("#", "http://", "https://")):
                assert (path.parent / link).is_file(), link
    for path in reports.glob("*/report.md"):
        for link in re.findall(r"\]\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).is_file(), link


def requests(page: Page) -> list[str]:
    """List what a browser would fetch by itself, or what a strict policy refuses."""
    found = [f"<{tag}>" for tag, _ in page.elements
             if tag in ("link", "img", "iframe", "object", "embed", "base", "form", "audio",
                        "video", "source",
                        "input", "foreignobject", "image", "applet", "frame", "portal")]
    for tag, attributes in page.elements:
        found += [f"{tag} {name}" for name in attributes
                  if name.startswith("on") or name in ("srcdoc", "style") or (tag, name) == ("script", "src")]
        if tag != "a":
            found += [f"{tag} {name}={value}" for name, value in attributes.items()
                      if name in ("href", "xlink:href", "src") and not value.startswith("#")]
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            found.append("refresh")
    for style in page.styles:
        found += re.findall(r"url\((?!#)[^)]*\)|@import|expression\(", style)
    return found


def test_the_page_asks_nothing_of_anyone(reports: Path) -> None:
    for path in reports.glob("*/index.html"):
        page = Page(path.read_text(encoding="utf-8"))
        [policy] = [attributes["content"] for tag, attributes in page.elements
                    if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"]

        assert requests(page) == []
        assert policy == (f"default-src 'none'; script-src '{digest(page.scripts)}'; "
                          f"style-src '{digest(page.styles)}'; base-uri 'none'; form-action 'none'")
        assert [tag for tag, _ in page.elements if tag in ("style", "script")] == ["style", "script"]


def digest(parts: list[str]) -> str:
    """Return the digest by which a policy names the only style sheet or script."""
    [text] = parts
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_a_chart_asks_nothing_of_anyone(reports: Path) -> None:
    for path in reports.glob("*/charts/*.svg"):
        text = path.read_text(encoding="utf-8")
        text = text[text.index("<svg"):]

        assert [each for each in requests(Page(text)) if not each.endswith(" style")] == []


def test_the_page_has_a_language_a_title_and_one_main_heading(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.elements)

    assert dict(page.elements)["html"]["lang"] == "en"
    assert tags["h1"] == tags["title"] - tags["svg"] == tags["main"] == 1
    assert all(attributes.get("role") == "img" and attributes.get("aria-labelledby") for tag,
               attributes in page.elements
               if tag == "svg")


# No cell becomes markup.

PAYLOADS = ["<script>alert(1)</script>", '"><img src=x onerror=1>', "'><svg onload=alert(1)>",
            "javascript:alert(1)",
            "{{7*7}} {% raw %} {# x #}", "[click](https://evil.example)", "![x](https://evil.example/x.png)",
            "<https://evil.example>", "www.evil.example", "a@evil.example",
            "`code` *bold* _soft_ | cell\n\n# head",
            "</style></title></svg>]]><!--", "[^1]: note [^2]", "&lt;script&gt; &amp; &#106;",
            "https://evil.example/<b>",
            "$x^2$ $\\frac{a}{b}$ $", "\\", "%s %(x)s {0}", "\u202eabc\u202c \u200b", "\x01\x0b\ufffe"]
FREE = ["claim_id", "place", "source", "origin", "url", "archive_url", "document", "locator", "language",
        "note"]


def hostile(payload: str, number: int) -> dict[str, str]:
    """Return a claim with the payload in every column that takes any text."""
    row = {name: f"{payload} {name}" for name in FREE} | {"place": payload.replace("/", "\u2215")}
    row["claim_id"] = f"{payload} {number}"
    row["population"] = payload.replace("/", "\u2215").replace(":", ";")
    return row | {"stated": f"40 {payload}", "low": "40", "high": f"{50 + number}",
                  f"extra {payload}": payload}


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of a ledger that has markup in every column."""
    return once(tmp_path_factory, "hostile", write_hostile) / "out" / "demo"


def write_hostile(folder: Path) -> None:
    rows = [hostile(payload, number) for number, payload in enumerate(PAYLOADS)]
    rows += [{"claim_id": f"https {number}", "stated": "40", "url": f"https://evil.example/{payload}",
              "archive_url": f"HTTPS://evil.example/{payload}"} for number, payload in enumerate(PAYLOADS)]
    rows += [{"claim_id": f"retraction {number}", "retracts": f"{payload} {number}"}
             for number, payload in enumerate(PAYLOADS[:3])]
    rows += [{"claim_id": f"relay {number}", "stated": "40", "cites": f"{payload} {number}"}
             for number, payload in enumerate(PAYLOADS[3:6], 3)]
    path = folder / '"><script>alert(1)<.csv'
    path.write_text(ledger_text(rows), encoding="utf-8", newline="")
    # What a cell can break is text; the other pictures of these charts are not looked at.
    with mock.patch.object(pictures.files_of, "__defaults__", (("svg",),)):
        assert cli._run(["report", str(path), "--out", str(folder / "out")]) == 0


def test_no_cell_becomes_markup_on_the_page(hostile_report: Path) -> None:
    page = Page((hostile_report / "index.html").read_text(encoding="utf-8"))

    assert requests(page) == []
    for link in page.links:
        assert re.match(r"https?://|#|charts/[a-z0-9-]+\.(svg|pdf|png|csv|txt)$|[a-z]+\.(csv|md|json)$", link,
                        re.IGNORECASE), link
    assert {"b", "marquee", "math"} & {tag for tag, _ in page.elements} == set()
    assert "49 {%" not in page.text
    for payload in PAYLOADS[:-2]:
        assert " ".join(payload.split()) in page.text
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "main",
        "section", "ul",
        "ol", "li", "nav", "span", "article", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "figure",
        "figcaption", "q", "em", "code", "strong", "dl", "dt", "dd", "footer",
        "svg", "desc", "g", "defs", "path", "use", "text", "tspan", "rect", "clippath", "details", "summary",
        "circle", "pattern",
        "line", "bdi", "script"}


def test_every_element_of_the_page_is_closed_in_order(hostile_report: Path) -> None:
    text = (hostile_report / "index.html").read_text(encoding="utf-8")
    opened = Counter(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)(?=[\s>])(?![^<>]*/>)", text))
    closed = Counter(re.findall(r"</([a-zA-Z][a-zA-Z0-9]*)>", text))

    assert opened - Counter({"meta": 9}) == closed


def test_no_cell_becomes_markup_in_the_text(hostile_report: Path) -> None:
    text = (hostile_report / "report.md").read_text(encoding="utf-8")
    plain = re.sub(r"(?i)<https?://[^\s<>\\]*>", "", text)
    plain = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain)
    plain = re.sub(r"!\[[^\[\]]*\]\(charts/[a-z0-9-]+\.svg\)", "", plain)
    plain = re.sub(r"\[\^\d+\]", "", plain)

    assert "](" not in plain and "][" not in plain
    assert "<" not in plain
    assert not re.search(r"(?i)://|www\.\w|\w@\w", plain)
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 6, line
    assert re.findall(r"^#+ (.*)$", text, re.MULTILINE)[0] == "Demo: reported figures"
    assert "# head" not in re.findall(r"^#+ .*$", text, re.MULTILINE)


def test_no_cell_becomes_markup_in_a_chart(hostile_report: Path) -> None:
    from xml.etree import ElementTree

    for path in sorted((hostile_report / "charts").glob("*.svg")):
        text = path.read_text(encoding="utf-8")

        assert not [each for each in requests(Page(text[text.index("<svg"):])) if not each.endswith(" style")]
        assert ElementTree.fromstring(text).tag.endswith("svg")


def test_no_cell_breaks_a_row_of_the_tables(hostile_report: Path) -> None:
    rows = read(hostile_report / "claims.csv")

    assert len(rows) == len({row["claim_id"] for row in rows}) == 2 * len(PAYLOADS) + 6
    assert {int(row["footnote"]) for row in rows} == set(range(1, len(rows) + 1))


@pytest.mark.usefixtures("only_svg")
def test_a_line_break_of_any_kind_keeps_its_row(make_bytes: Make, command: Command, tmp_path: Path) -> None:
    path = make_bytes('claim_id,event,measure,stated,published,source,note\r\n'
                      'a,demo,killed,40,2022-01-08,S,"one\rtwo"\r\nb,demo,killed,50,2022-01-08,T,"one\r\n'
                      'two"\r\n')
    assert command("report", path, "--out", tmp_path / "out").code == 0

    assert [(row["claim_id"], row["note"].split())
            for row in read(tmp_path / "out" / "demo" / "claims.csv")] == [
        ("a", ["one", "two"]), ("b", ["one", "two"])]


@pytest.mark.usefixtures("only_svg")
def test_an_added_word_cannot_become_markup(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(
        "kind,word,singular,plural,family,counting,meaning,source\n"
        'measure,<b>x</b>,<b>one</b>,<script>many</script>,<i>f</i>,cumulative,<img src=x>,"<a '
        'href=""//e"">y</a>"\n',
        encoding="utf-8")
    path = make_ledger([{"measure": "<b>x</b>", "stated": "40"}, {"measure": "<b>x</b>", "stated": "50"}])
    assert command("report", path, "--out", tmp_path / "out", "--vocabulary",
                   tmp_path / "words.csv").code == 0

    page = Page((tmp_path / "out" / "demo" / "index.html").read_text(encoding="utf-8"))
    assert requests(page) == []
    assert not {"b", "i"} & {tag for tag, _ in page.elements}
    assert re.search(r"(?<!\\)<(?!https?://)",
                     (tmp_path / "out" / "demo" / "report.md").read_text(encoding="utf-8")) is None


# The same bytes, every time.

def test_the_same_ledger_gives_the_same_bytes_anywhere(
        make_ledger: Make, process: Callable[..., Answer], tmp_path: Path) -> None:
    path = Path(make_ledger(TWO))
    places = []
    for number, environment in enumerate((
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
            {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
             "PYTHONHASHSEED": "4242",
             "COLUMNS": "40", "SOURCE_DATE_EPOCH": "1"})):
        folder = tmp_path / f"place {number}" / ("deep" * number)
        folder.mkdir(parents=True)
        (folder / "figures.csv").write_bytes(path.read_bytes())
        answer = process("report", "--out", "out", folder=folder, **environment)
        assert (answer.code, answer.err) == (0, "")
        places.append(folder / "out")

    assert written(places[0]) == written(places[1])
    assert len(written(places[0])) > 20


def test_the_report_of_an_event_is_the_same_alone_and_among_others(
        reports: Path, command: Command, tmp_path: Path) -> None:
    event = "zhanaozen-2011"
    assert command("report", FIGURES, "--event", event, "--out", tmp_path / "again").code == 0
    first, second = written(reports / event), written(tmp_path / "again" / event)

    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)


@pytest.mark.usefixtures("only_svg")
def test_a_report_over_an_older_one_is_the_same_as_a_new_one(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    old, new = make_ledger(TWO, name="old.csv"), make_ledger(ONE)
    command("report", old, "--out", tmp_path / "over")
    (tmp_path / "over" / "demo" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "over" / "demo" / "charts" / "mine.svg").write_text("mine", encoding="utf-8")
    assert (tmp_path / "over" / "demo" / "charts" / "detained-ranges.svg").exists()
    command("report", new, "--out", tmp_path / "over")
    command("report", new, "--out", tmp_path / "new")

    assert written(tmp_path / "over") == written(tmp_path / "new") | {"demo/notes.txt": b"mine",
                                                                      "demo/charts/mine.svg": b"mine"}


@pytest.mark.usefixtures("only_svg")
def test_a_manifest_of_someone_else_removes_nothing_outside_the_folder(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "demo"
    folder.mkdir(parents=True)
    (tmp_path / "out" / "other.txt").write_text("mine", encoding="utf-8")
    names = ["../other.txt", str(tmp_path / "out" / "other.txt"), "charts/../../other.txt"]
    (folder / "manifest.json").write_text(json.dumps({"outputs": dict.fromkeys(names, "")}), encoding="utf-8")

    assert command("report", make_ledger(ONE), "--out", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "other.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("only_svg")
@pytest.mark.parametrize("manifest", [
    b"", b"{", b"[]", b"{}", b'{"outputs": 5}', b'{"outputs": null}', b'{"outputs": {"": ""}}',
    b'{"outputs": {".": ""}}',
    b'{"outputs": {"charts": ""}}', b"\xff\xfe", b'{"outputs": "abc"}',
], ids=range(11))
def test_a_damaged_manifest_is_no_error(make_ledger: Make, command: Command, tmp_path: Path,
                                        manifest: bytes) -> None:
    folder = tmp_path / "out" / "demo"
    (folder / "charts").mkdir(parents=True)
    (folder / "manifest.json").write_bytes(manifest)

    assert command("report", make_ledger(ONE), "--out", tmp_path / "out").code == 0
    assert json.loads((folder / "manifest.json").read_bytes())["event"] == "demo"


@pytest.mark.usefixtures("only_svg")
def test_questions_whose_names_look_alike_have_files_of_their_own(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger([{"stated": "40", "place": place} for place in (
        "Казахстан", "Казахстан/Алматы", "Казахстан/Астана", "Казахстан/Район 2", "Казахстан/Район-2",
        "Казахстан/" + "x" * 200, "Казахстан/" + "x" * 201)])
    assert command("report", path, "--out", tmp_path / "out").code == 0

    folder = tmp_path / "out" / "demo"
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    assert len(list((folder / "charts").glob("*-ranges.svg"))) == 7
    assert max(page.ids.values()) == 1


def test_a_report_of_claims_without_a_number_has_no_chart_and_is_whole(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    assert command("report", make_ledger("stated\nstill unknown"), "--out", tmp_path / "out").code == 0

    folder = tmp_path / "out" / "demo"
    assert not (folder / "charts").exists()
    assert "No figure for people killed" in Page((folder / "index.html").read_text(encoding="utf-8")).text


@pytest.mark.usefixtures("only_svg")
def test_every_state_of_a_claim_is_told_on_the_page(make_ledger: Make, command: Command,
                                                    tmp_path: Path) -> None:
    path = make_ledger("""claim_id | stated        | source | published  | cites | retracts
                          a        | 40            | S      | 2022-01-08 |       |
                          b        | 40            | T      | 2022-01-08 | a     |
                          c        | 50            | S      | 2022-01-10 |       |
                          d        | 90            | U      | 2022-01-09 |       |
                          e        |               | U      | 2022-01-10 |       | d
                          f        | still unknown | V      | 2022-01-10 |       |
                          g        | some people   | W      | 2022-01-10 |       |""")
    assert command("report", path, "--out", tmp_path / "out").code == 0
    text = Page((tmp_path / "out" / "demo" / "index.html").read_text(encoding="utf-8")).text

    for words in ("its origin has a later figure (claim c)", "relays claim a", "withdrawn by claim e",
                  "withdraws claim d and states no figure", "its words state no number",
                  "says no more than “more than one”"):
        assert words in text
    assert [row["state"] for row in sorted(read(tmp_path / "out" / "demo" / "claims.csv"),
                                           key=lambda row: row["claim_id"])] \
        == ["superseded", "echo", "current", "retracted", "retraction", "no_number", "indefinite"]


def test_a_table_of_claims_reads_back(reports: Path) -> None:
    text = (reports / EVENT / "claims.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))

    assert {len(row) for row in rows} == {len(CLAIMS.names)}
    [detained] = [row for row in read(reports / EVENT / "claims.csv") if row["claim_id"] == "kz22-017"]
    assert (detained["low"], detained["high"], detained["is_open"]) == ("5001", "", "True")
