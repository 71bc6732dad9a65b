"""Documents of every kind: what a person sees becomes the text, and what is known of its making is kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter

from conftest import Answer
from reconcile.documents import Document, load, problem, read_document, read_documents
from reconcile.documents.model import BOILERPLATE
from reconcile.documents.segments import sentences
from reconcile.errors import UnreadableError

BODY = [
    "At least 12 people were killed and dozens more were injured on Friday when security forces opened fire on a "
    "crowd in the western city of Aktau, the regional health department said.",
    "The Interior Ministry said in a statement that 4,404 people had been detained across the country since "
    "2 January, among them 19 foreign nationals.",
]
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Toll rises in Aktau | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2022-01-07T10:00:00+06:00">
<link rel="canonical" href="https://daily.example/toll"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<article><h1>Toll rises in Aktau</h1>
<figure><img src="x.jpg"><figcaption>A morgue that holds 40 bodies.</figcaption></figure>
<p>{0}</p><p>{1} See <a href="/other">our report</a>.</p>
<aside class="related"><h3>Read more</h3><a href="/a">Five killed in blast</a></aside>
<h2>By region</h2><ul><li>Almaty: 12 killed</li><li>Taraz: <b>5</b> killed</li></ul>
<table><tr><th>Region</th><th>Killed</th><th>Injured</th></tr>
<tr><td>Almaty</td><td>12</td><td>30</td></tr><tr><td>Taraz</td><td>5</td><td></td></tr></table></article>
<div id="comments"><p>I think that 1,000 people died there, and nobody will ever tell us the truth.</p></div>
<footer>© 2022 The Daily. Tel: +7 727 000 00 00</footer><script>var killed = 99;</script></body></html>""".format(*BODY)


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Print lines on pages, each with its place from the left and from below."""
    made = io.BytesIO()
    with PdfPages(made) as book:
        for lines in pages:
            figure = Figure(figsize=(8.3, 11.7))
            for x, y, words in lines:
                figure.text(x / 600, y / 842, words, fontsize=9, family="DejaVu Sans")
            book.savefig(figure)
    return made.getvalue()


def locked(data: bytes, password: str) -> bytes:
    """Encrypt a PDF."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def word() -> bytes:
    """Write a Word document with a heading, a list, a table and a tracked insertion."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Weekly toll", "Jane Roe"
    made.add_heading("Toll by region", 1)
    made.add_paragraph(BODY[0])
    made.add_paragraph("Almaty: 12", style="List Bullet")
    made.add_paragraph("Taraz: 5", style="List Bullet")
    table = made.add_table(2, 3)
    for row, words in zip(table.rows, (("Region", "Killed", "Injured"), ("Almaty", "12", "30")), strict=True):
        for cell, value in zip(row.cells, words, strict=True):
            cell.text = value
    made.add_paragraph(BODY[1])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def mail(text: str = "At least 12 people were killed.\n", **headers: str) -> bytes:
    """Write an e-mail."""
    message = EmailMessage()
    message["From"] = headers.pop("sender", "Health Ministry <press@health.example>")
    message["Subject"] = headers.pop("subject", "Daily report")
    message["Date"] = headers.pop("date", "Fri, 07 Jan 2022 10:00:00 +0600")
    message.set_content(text)
    return message.as_bytes()


def kept(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of what may hold claims."""
    return [(block.kind, document.text[block.start:block.end]) for block in document.blocks
            if block.kind != BOILERPLATE]


def test_a_web_page_gives_its_main_text_part_by_part() -> None:
    document = read_document(PAGE.encode(), "page.html")

    assert kept(document) == [
        ("heading", "Toll rises in Aktau"), ("caption", "A morgue that holds 40 bodies."), ("paragraph", BODY[0]),
        ("paragraph", f"{BODY[1]} See our report."), ("heading", "By region"), ("item", "- Almaty: 12 killed"),
        ("item", "- Taraz: 5 killed"), ("row", "Region | Killed | Injured"), ("row", "Almaty | 12 | 30"),
        ("row", "Taraz | 5 | –")]
    assert not any(words in document.text for words in ("1,000", "World news", "Five killed", "+7 727", "99"))


def test_a_web_page_says_who_made_it_and_when() -> None:
    document = read_document(PAGE.encode(), "page.html")

    assert (document.kind, document.title, document.author, document.publisher, document.published,
            document.published_from, document.url) == (
        "html", "Toll rises in Aktau", "Jane Roe", "The Daily", "2022-01-07", "meta", "https://daily.example/toll")
    assert read_document(PAGE.encode(), "page.html", url="https://copy.example").url == "https://copy.example"
    assert document.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize("head, published, how", [
    ('<meta name="DC.date.issued" content="2022-01-07">', "2022-01-07", "meta"),
    ('<meta name="pubdate" content="Fri, 7 January 2022 10:00">', "2022-01-07", "meta"),
    ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2022-01-07T01:00Z"}]}'
     "</script>", "2022-01-07", "json-ld"),
    ('<script type="application/ld+json">{broken</script><meta name="date" content="2022-01-07">',
     "2022-01-07", "meta"),
    ("</head><body><p>In 2011 a fire in the hall killed 14.</p>", "", ""),
    ("</head><body><p class='date'>Published 7 January 2022</p>", "2022-01-07", "htmldate"),
    ("", "", ""),
])
def test_where_a_web_page_states_its_date(head: str, published: str, how: str) -> None:
    page = f"<html><head>{head}</head><body><p>{BODY[0]}</p></body></html>"
    document = read_document(page.encode(), "page.html")

    assert (document.published, document.published_from) == (published, how)


def test_a_cell_that_spans_keeps_its_figures_under_their_headers() -> None:
    page = ("<table><caption>Toll</caption><tr><th rowspan=2>Region<th colspan=2>Killed</tr><tr><th>Men<th>Women</tr>"
            "<tr><td rowspan=2>Almaty<td>12<td>3</tr><tr><td>5<td>4</tr></table>")

    assert kept(read_document(page.encode(), "page.html")) == [
        ("heading", "Toll"), ("row", "Region | Killed | Killed"), ("row", "Region | Men | Women"),
        ("row", "Almaty | 12 | 3"), ("row", "Almaty | 5 | 4")]


def test_a_table_that_lays_out_a_page_is_no_table_of_figures() -> None:
    menu = "<table><tr><td>Menu</td></tr></table>"
    page = f"<table><tr><td><p>{BODY[0]}</p><p>{BODY[1]}</p></td><td>{menu}</td></tr></table>"

    assert [kind for kind, _ in kept(read_document(page.encode(), "page.html"))] == ["paragraph", "paragraph"]


def test_a_short_page_keeps_all_that_is_seen() -> None:
    page = "<body><nav>Home</nav><div>Twelve people died.<br><br>Five are missing.</div><p hidden>99 died</p></body>"

    assert kept(read_document(page.encode(), "page.html")) == [
        ("paragraph", "Twelve people died."), ("paragraph", "Five are missing.")]


@pytest.mark.parametrize("data", [
    b"<div>" * 50_000 + b"<p>At least 12 people were killed.</p>",
    b"<html><body><b>" * 20_000 + b"<p>At least 12 people were killed.</p>",
    b"<table><tr><td>" * 3_000 + b"<p>At least 12 people were killed.",
    b"<html><p>At least 12 people were killed.</b></i></div><p>" + b"<p x=\"" * 100,
    b"<html><body>" + b"<p>At least 12 people were killed.</p>" * 12_000,
], ids=["deep", "bold", "tables", "broken", "large"])
def test_a_page_of_broken_markup_is_read(data: bytes) -> None:
    assert "At least 12 people were killed." in read_document(data, "page.html").text


def test_a_pdf_gives_paragraphs_and_pages() -> None:
    first = [(60, 820, "Rights Group annual report"),
             (60, 780, "The ministry said that 4,404 people had been detained"),
             (60, 766, "in the country, among them 19 foreign nationals and 3 demon-"), (60, 752, "strators aged 20."),
             (60, 724, "Observers who had visited the morgues of the city counted"), (300, 30, "5")]
    second = [(60, 820, "Rights Group annual report"), (60, 780, "at least 164 bodies, the largest number in years."),
              (60, 752, "Region"), (200, 752, "Killed"), (60, 738, "Almaty"), (200, 738, "12"), (300, 30, "6")]
    document = read_document(pdf(first, second), "report.pdf")

    assert kept(document) == [
        ("paragraph", "The ministry said that 4,404 people had been detained in the country, among them 19 foreign "
                      "nationals and 3 demonstrators aged 20."),
        ("paragraph", "Observers who had visited the morgues of the city counted at least 164 bodies, the largest "
                      "number in years."),
        ("row", "Region | Killed"), ("row", "Almaty | 12")]
    assert [document.text[page:].split()[0] for page in document.pages] == ["The", "at"]
    assert document.kind == "pdf"


@pytest.mark.parametrize("make, reason", [
    (lambda: locked(pdf([(60, 700, "Twelve people were killed here.")]), "secret"), "is encrypted"),
    (lambda: pdf([]), "seems to be scanned"),
    (lambda: b"%PDF-1.7\nrubbish", "is a broken PDF"),
    (lambda: b"PK\x03\x04rubbish", "is a packed file"),
    (lambda: word()[:3000], "is a broken Word document"),
    (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 99, "old or encrypted Office document"),
    (lambda: b"{\\rtf1 12 killed}", "is an RTF document"),
    (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture"),
    (lambda: b"\x00\x01\x02\x03" * 50, "is no text document"),
    (lambda: b"<html><script>draw()</script></html>", "shows no text"),
], ids=["encrypted", "scanned", "broken pdf", "packed", "broken docx", "doc", "rtf", "jpeg", "binary", "script"])
def test_what_cannot_be_read_says_why(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as failed:
        read_document(make(), "given.file")

    assert str(failed.value).startswith("given.file ")


def test_a_page_of_a_pdf_without_text_is_told() -> None:
    document = read_document(pdf([(60, 700, "Twelve people were killed here.")], []), "report.pdf")

    assert document.notes[0] == "no text on page 2."
    assert document.pages == (0, len(document.text) - 1)


def test_a_pdf_that_is_locked_against_printing_alone_is_read() -> None:
    data = locked(pdf([(60, 700, "Twelve people were killed here.")]), "")

    assert read_document(data, "report.pdf").text == "Twelve people were killed here.\n"


def test_a_word_document_keeps_its_order() -> None:
    document = read_document(word(), "toll.docx")

    assert kept(document) == [
        ("heading", "Toll by region"), ("paragraph", BODY[0]), ("item", "- Almaty: 12"), ("item", "- Taraz: 5"),
        ("row", "Region | Killed | Injured"), ("row", "Almaty | 12 | 30"), ("paragraph", BODY[1])]
    assert (document.kind, document.title, document.author) == ("docx", "Weekly toll", "Jane Roe")


def test_a_message_has_its_sender_and_day() -> None:
    document = read_document(mail(), "report.eml")

    assert (document.kind, document.title, document.publisher, document.published, document.published_from) == (
        "email", "Daily report", "Health Ministry", "2022-01-07", "header")
    assert document.text == "At least 12 people were killed.\n"


def test_an_earlier_message_in_a_message_is_no_source() -> None:
    text = ("We confirm 13 dead.\n\nOn Thu, 6 Jan 2022 Jane Roe wrote:\n> You said 40.\n> Is it so?\nIt is not.\n\n"
            "-- \nPress office\nTel: +7 727 000\n")

    assert [words for _, words in kept(read_document(mail(text), "report.eml"))] == [
        "We confirm 13 dead.", "It is not."]


def test_a_message_in_html_and_its_attachment() -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "a@b.example", "<1@b>"
    message.set_content("<p>Twelve <b>people</b> died.</p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="list.pdf")
    document = read_document(message.as_bytes(), "report.eml")

    assert document.text == "Twelve people died.\n"
    assert document.notes == ("the attachment list.pdf was not read.",)


def test_a_page_saved_from_a_browser_as_one_file() -> None:
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://daily.example/toll\nMIME-Version: 1.0\n"
    document = read_document(f"{head}Content-Type: text/html; charset=utf-8\n\n{PAGE}".encode(), "toll.mhtml")

    assert (document.kind, document.title, document.url) == (
        "html", "Toll rises in Aktau", "https://daily.example/toll")
    assert BODY[0] in document.text


@pytest.mark.parametrize("headers, published", [
    ("Date: the other day\n", ""), ("Date: Mon, 99 Jan 2022 10:00:00\n", ""), ("", ""),
    ("Date: 7 Jan 2022 23:30:00 -0500\n", "2022-01-07"),
])
def test_the_day_of_a_message_is_the_day_of_its_sender(headers: str, published: str) -> None:
    data = f"From: =?utf-8?b?0JzQktCU?= <a@b.example>\n{headers}Subject: Toll\n\nTwelve died.\n".encode()
    document = read_document(data, "report.eml")

    assert (document.publisher, document.published) == ("МВД", published)


def test_a_message_without_text_and_a_text_that_looks_like_a_message() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="list.pdf")
    memo = "To: all staff\nSubject: toll\n\nTwelve died.\n"

    with pytest.raises(UnreadableError, match="report.eml is a message without text"):
        read_document(message.as_bytes(), "report.eml")
    assert read_document(memo.encode(), "memo.txt").text == memo


def test_a_mailbox_is_several_documents(tmp_path: Path) -> None:
    opening = b"From a@b Fri Jan  7 10:00:00 2022\n"
    box = b"".join(opening + mail(f"{number} people died.\n") + b"\n" for number in (12, 13))
    (tmp_path / "box.mbox").write_bytes(box)

    found = list(read_documents([str(tmp_path)]))
    assert [(document.name, document.text.strip()) for document in found] == [
        ("box.mbox/1", "12 people died."), ("box.mbox/2", "13 people died.")]
    assert load(str(tmp_path))["box.mbox/2"] == found[1] == load(str(tmp_path), {found[1].sha256})[found[1].sha256]


@pytest.mark.parametrize("text, expected", [
    ("Dozens killed in Almaty\n\nBy Jane Roe\n7 January 2022\n\nTwelve died.\n",
     ("Dozens killed in Almaty", "Jane Roe", "2022-01-07")),
    ("ALMATY, Jan 7, 2022 (Agency) - At least 12 people died on Jan 5, the ministry said.\n", ("", "", "2022-01-07")),
    ("SAN SALVADOR, 20 JAN 90 (AGENCY) -- [TEXT] TWELVE DIED IN THE ATTACK.\n", ("", "", "1990-01-20")),
    ("Toll\n\nPublished: 12 May 2021\nUpdated: 14 May 2021\n\nTwelve died.\n", ("Toll", "", "2021-05-12")),
    ("Toll\n\n07.01.2022 14:05\n\nTwelve died.\n", ("Toll", "", "2022-01-07")),
    ("Toll\n\n07/01/2022\n\nTwelve died.\n", ("Toll", "", "")),
    ("The police killed 12 men on 7 January 2022.\n", ("", "", "")),
    ("The attack of 7 January 2022: what we know\n\nTwelve died.\n",
     ("The attack of 7 January 2022: what we know", "", "")),
    ("Al menos 12 muertos en Lima\n\nPor Juan Pérez\n7 de enero de 2022\n\nMurieron 12 personas.\n",
     ("Al menos 12 muertos en Lima", "Juan Pérez", "2022-01-07")),
    ("Число погибших выросло\n\nАвтор: Иван Петров\n7 января 2022 года\n\nПогибли 12 человек.\n",
     ("Число погибших выросло", "Иван Петров", "2022-01-07")),
])
def test_the_first_lines_of_a_text(text: str, expected: tuple[str, str, str]) -> None:
    document = read_document(text.encode(), "page.txt")

    assert (document.title, document.author, document.published) == expected
    assert document.published_from == ("text" if expected[2] else "")


def test_a_text_stays_as_it_is() -> None:
    text = "One.\r\n\r\n  Two\r\nthree.\r\n"

    assert read_document(b"\xef\xbb\xbf" + text.encode(), "page.txt").text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["page.html", "report.pdf", "toll.docx", "report.eml", "page.txt"])
def test_the_same_bytes_give_the_same_text_whatever_the_name(name: str) -> None:
    data = {"page.html": PAGE.encode(), "report.pdf": pdf([(60, 700, "Twelve people were killed here.")]),
            "toll.docx": word(), "report.eml": mail(), "page.txt": BODY[0].encode()}[name]
    document = read_document(data, name)

    assert document == read_document(data, name)
    assert (document.text, document.blocks) == (read_document(data, "saved").text, read_document(data, "saved").blocks)


def test_a_locator_in_a_document_of_any_kind_is_verified(
        tmp_path: Path, make_ledger: Callable[..., str], command: Callable[..., Answer]) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "page.html").write_bytes(PAGE.encode())
    text = read_document(PAGE.encode(), "page.html").text
    place = f"p4:{text.index('4,404 people')}-{text.index('4,404 people') + 12}"
    path = make_ledger([{"stated": "4,404 people", "document": "page.html", "locator": place},
                        {"stated": "4,404 people", "document": "below/page.html", "locator": place}])

    assert "2 of 2 locators verified" in command("check", path, "--documents", tmp_path).out
    assert problem(load(str(tmp_path))["page.html"], place, "4,404 people") == ""


def test_only_the_wanted_documents_of_a_folder_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{name} says 12.", encoding="utf-8")
    digest = hashlib.sha256(b"c.txt says 12.").hexdigest()

    assert {document.name for document in load(str(tmp_path), {"a.txt", digest}).values()} == {"a.txt", "c.txt"}


def test_nothing_is_passed_over_silently(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.txt").write_text("Twelve died.", encoding="utf-8")
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    said: list[str] = []

    assert [document.name for document in read_documents([str(tmp_path)], passed_over=said.append)] == ["page.txt"]
    assert [line.split(" is ")[0] for line in said] == ["a.jpg"]
    with pytest.warns(UserWarning, match="a.jpg is a picture"):
        list(read_documents([str(tmp_path)]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Twelve died.")))

    assert [(document.name, document.text) for document in read_documents(["-"])] == [("-", "Twelve died.")]


def test_a_path_that_is_none_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no file or folder"):
        list(read_documents([str(tmp_path / "none.txt")]))


def test_blocks_cover_the_text_of_every_kind() -> None:
    for data, name in ((PAGE.encode(), "a.html"), (word(), "b.docx"), (mail(), "c.eml"), (BODY[0].encode(), "d.txt")):
        document = read_document(data, name)
        inside = "".join(document.text[block.start:block.end] for block in document.blocks)
        assert inside.split() == document.text.split() or "".join(inside.split()) == "".join(document.text.split())
        assert all(document.text[found.start:found.start + len(found.text)] == found.text
                   for found in sentences(document))
