"""The copy of record: a PDF with its fonts embedded, in the size of its paper, with its language and title."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

_TYPESETTING = ("GDEF", "GPOS", "GSUB", "MATH", "kern")
"""Tables of a font that serve to set type. In a PDF every letter has its place already: of a TrueType font it
wants glyf, head, hhea, hmtx, loca, maxp and the hints (PDF 32000-1:2008, 9.9)."""

_DEFAULT = "_drop_tables_default"


@contextmanager
def letters_only() -> Iterator[None]:
    """Embed the letters of fonts without the tables for setting type, which is faster and smaller.

    The default of fontTools, by which matplotlib cuts fonts down to the letters used, is back in place
    afterwards. A fontTools without that default embeds the whole tables, to the same look.
    """
    from fontTools.subset import Options

    before = getattr(Options, _DEFAULT, [])
    setattr(Options, _DEFAULT, [*before, *_TYPESETTING])
    try:
        yield
    finally:
        setattr(Options, _DEFAULT, before)


def readable(stream: BytesIO, scale: float, language: str) -> bytes:
    """Return a PDF in the size of the paper that names its language and shows its title.

    Parameters
    ----------
    stream : BytesIO
        A PDF of one page.
    scale : float
        Factor from what was drawn to the paper.
    language : str
        BCP 47 tag.

    Returns
    -------
    bytes
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(stream))
    if scale != 1:
        _scale(writer.pages[0], scale)
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    # PDF 32000-1:2008, 12.2: a window shows the title instead of the file name.
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _scale(page: Any, scale: float) -> None:
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    page.scale_by(scale)
    page.compress_content_streams()
    # A pattern is measured from the paper, not from what is drawn on it (PDF 32000-1:2008, 8.7.3.1).
    for pattern in page["/Resources"]["/Pattern"].values():
        matrix = ArrayObject(FloatObject(float(part) * scale) for part in pattern.get_object()["/Matrix"])
        pattern.get_object()[NameObject("/Matrix")] = matrix
