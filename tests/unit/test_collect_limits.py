"""Collecting from what is long, deep, broken or strange: it ends soon, with candidates or with a clear fault."""

from __future__ import annotations

import io
import time
import warnings

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reconcile.collect import Finds, candidates_table, find
from reconcile.documents import Document, problem, read_document
from reconcile.errors import UnreadableError

# How long it takes is what is tested; tracing would make it four times as long.
pytestmark = pytest.mark.untraced

MOST_SECONDS = 20
CLAIM = "At least 12 people were killed in Aktau, the police said."
QUIET = ("The council met in the old town hall to talk about the new bridge over the river. Members asked how long "
         "the work would last and who would pay for it. The mayor said that a report was due in spring. ")


def collected(data: bytes | str, name: str = "page.txt") -> tuple[Document, Finds]:
    """Read a document, find its claims and put them into a table, within the bound of time."""
    begun = time.process_time()
    document = read_document(data.encode("utf-8") if isinstance(data, str) else data, name)
    found = find(document, published="2022-01-10")
    table = candidates_table([(document, found.candidates)])
    assert time.process_time() - begun < MOST_SECONDS
    assert all(not problem(document, place, words) for place, words in zip(table["locator"][:50], table["stated"][:50]))
    return document, found


def figures(found: Finds) -> set[tuple[str, float]]:
    return {(one.measure, one.low) for one in found.candidates}


def name(number: int) -> str:
    """Return a name of its own for each number."""
    return "Dar" + "".join("aeiou"[number // 5**place % 5] + "lmnrt"[number // 7**place % 5] for place in range(4))


def pdf(pages: int) -> bytes:
    """Return a PDF, each page with a name, a text and a claim of its own."""
    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})
    for number in range(1, pages + 1):
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        words = DecodedStreamObject()
        lines = [f"District {name(number)}", f"The council of {name(number + 7)} met in the old town hall.",
                 f"Police in {name(number)} said that {1000 + number} people were detained there.",
                 f"The mayor of {name(number + 3)} said that a report was due."]
        shown = " ".join(f"({line}) Tj 0 -{14 + number % 9} Td" for line in lines)
        words.set_data(f"BT /F1 11 Tf 60 {700 - number % 50} Td {shown} ET".encode("ascii"))
        page[NameObject("/Contents")] = words
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


# Length

@pytest.mark.parametrize("text", [
    pytest.param(QUIET * 5400 + CLAIM, id="1 MB of prose with few claims"),
    pytest.param("\n\n".join([QUIET * 2] * 2700 + [CLAIM]), id="1 MB in paragraphs"),
    pytest.param("and then " * 115_000 + CLAIM, id="one sentence of 1 MB"),
    pytest.param("\n" * 1_000_000 + CLAIM, id="1 MB of empty lines"),
])
def test_a_megabyte_of_prose(text: str) -> None:
    assert figures(collected(text)[1]) == {("killed", 12)}


def test_a_megabyte_full_of_claims() -> None:
    text = " ".join(f"{number} people were killed in Aktau on Friday, the police said." for number in range(100, 4100))
    assert len(figures(collected(text)[1])) == 4000


@pytest.mark.parametrize("text", [
    pytest.param("a" * 1_000_000, id="letters"),
    pytest.param("7" * 1_000_000, id="digits"),
    pytest.param("." * 300_000, id="stops"),
    pytest.param("(" * 100_000, id="brackets"),
    pytest.param("killed " * 40_000, id="one trigger"),
    pytest.param("\u0301" * 100_000, id="marks without letters"),
])
def test_a_long_run_of_one_thing_holds_no_claim(text: str) -> None:
    assert collected(text)[1].candidates == []


@pytest.mark.parametrize("sign, numbers", [
    (" ", 100_000), (", ", 100_000), ("-", 100_000), ("; ", 100_000), (" and ", 100_000), ("\n", 20_000),
    (" | ", 100_000), (" killed ", 5_000)])
def test_many_numbers_in_one_line(sign: str, numbers: int) -> None:
    document, _ = collected(sign.join(str(number) for number in range(20_000, 20_000 + numbers)))
    assert document.text.endswith(str(20_000 + numbers - 1))


def test_a_web_page_of_more_than_a_megabyte() -> None:
    body = "".join(f"<p>{QUIET}</p>" for _ in range(6000))
    page = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{body}<p>{CLAIM}</p></article>"
    assert len(page) > 1_200_000
    assert ("killed", 12) in figures(collected(page, "page.html")[1])


def test_a_pdf_of_three_hundred_pages() -> None:
    document, found = collected(pdf(300), "report.pdf")

    assert len(document.pages) == 300
    assert figures(found) == {("detained", 1000 + number) for number in range(1, 301)}


# Depth and damage

@pytest.mark.parametrize("page", [
    pytest.param("<div>" * 20_000 + f"<p>{CLAIM}</p>", id="deep divisions"),
    pytest.param("<ul><li>" * 5_000 + f"{CLAIM}", id="deep lists"),
    pytest.param("<table><tr><td>" * 300 + f"{CLAIM}", id="deep tables"),
    pytest.param("<p " + "x=y " * 50_000 + f">{CLAIM}</p>", id="many attributes"),
    pytest.param(f"<html><body><p>{CLAIM}<p <b <i></span></p></td><<<>>&#xFFFFFFFF;&bogus;", id="broken markup"),
    pytest.param(f"<html><!-- {'x' * 100_000} <p>{CLAIM}</p>", id="a comment never closed"),
])
def test_broken_and_deep_markup_ends(page: str) -> None:
    try:
        found = collected(page, "page.html")[1]
    except UnreadableError as error:
        assert "page.html" in str(error)
    else:
        assert figures(found) <= {("killed", 12)}


def test_broken_markup_keeps_the_claim() -> None:
    page = f"<html><body><p>{CLAIM}<p <b <i></span></p></td><p>{QUIET}"
    assert figures(collected(page, "page.html")[1]) == {("killed", 12)}


@pytest.mark.parametrize("data, name", [
    (b"\x00" * 5000, "zeros.txt"), (bytes(range(256)) * 40, "bytes.txt"), (b"%PDF-1.7\n" + b"x" * 999, "cut.pdf"),
    (pdf(3)[:700], "half.pdf"), (b"PK\x03\x04word/" + b"y" * 99, "broken.docx"), (b"\x89PNG\r\n\x1a\n", "map.png")])
def test_what_cannot_be_read_is_a_clear_fault(data: bytes, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(UnreadableError, match=name):
            read_document(data, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251"])
def test_a_claim_is_found_in_every_encoding(encoding: str) -> None:
    data = f"{QUIET}\n\n{CLAIM}\n".encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert figures(collected(data)[1]) == {("killed", 12)}


@pytest.mark.parametrize("data", [
    pytest.param(CLAIM.encode() + b" \xed\xa0\x80 and \xff\xfe", id="a lone surrogate in UTF-8"),
    pytest.param(b"\xff\xfe" + CLAIM.encode("utf-16-le") + b"\x00\xd8", id="a lone surrogate in UTF-16"),
    pytest.param(b"\xff\xfe" + CLAIM.encode("utf-16-le") + b"\x41", id="half a character"),
    pytest.param("Al menos 12 personas murieron en el distrito de Ñuñoa, según la policía de la región é".encode()[:-1],
                 id="a text in UTF-8 cut within a letter"),
    pytest.param("По данным полиции, \ufffdпогибли не менее 12 человек.".encode().replace(b"\xef\xbf\xbd", b"\xff"),
                 id="one bad byte in Cyrillic"),
])
def test_bad_bytes_do_not_hide_the_claim(data: bytes) -> None:
    assert ("killed", 12) in figures(collected(data)[1])


def test_characters_that_no_file_can_hold() -> None:
    """A text from a program may hold NULs and lone surrogates."""
    text = f"\x00\udc80{CLAIM}\ud800 \x00"
    found = find(Document("x", text), published="2022-01-10")

    assert figures(found) == {("killed", 12)}
    assert all(text[one.start:one.end] == one.stated for one in found.candidates)


# Languages

def test_a_document_in_seven_languages() -> None:
    paragraphs = {
        "en": ("At least 11 people were killed when the roof of the market fell in, the police said.", 11),
        "ru": ("По данным полиции, при обрушении крыши рынка погибли не менее 12 человек.", 12),
        "uk": ("За даними поліції, внаслідок обвалу даху ринку загинули щонайменше 13 людей.", 13),
        "es": ("Al menos 14 personas murieron al caer el techo del mercado, según informó la policía.", 14),
        "fr": ("Au moins 15 personnes ont été tuées dans l'effondrement du toit du marché, selon la police.", 15),
        "kk": ("Полицияның мәліметінше, базар төбесінің құлауынан кемінде 16 адам қаза тапты.", 16),
        "ar": ("قالت الشرطة إن ما لا يقل عن 17 شخصا قتلوا في انهيار سقف السوق.", 17),
    }
    found = collected("\n\n".join(text for text, _ in paragraphs.values()))[1]

    assert [(one.language, one.measure, one.low) for one in found.candidates] == [
        (language, "killed", number) for language, (_, number) in paragraphs.items()]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "12", "12 | 13", "killed", "\u200f\u202e12\u202c",
                                  "०१२"])
def test_hardly_any_text(text: str) -> None:
    assert find(Document("x", text)).candidates == []


def test_marks_of_direction_stay_out_of_the_way() -> None:
    text = "\u202bقالت الشرطة إن \u200f١٧\u200f شخصا قتلوا في انهيار سقف السوق.\u202c"
    assert [(one.measure, one.low) for one in find(Document("x", text), language="ar").candidates] == [("killed", 17)]


# The same again

def test_twice_the_same_bytes_the_same_candidates() -> None:
    def table() -> str:
        document, found = collected(pdf(4), "report.pdf")
        return candidates_table([(document, found.candidates)]).to_csv()

    assert table() == table()
