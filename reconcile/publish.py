"""Writes what is published: texts, tables and charts, whole or not at all, the same bytes every time.

A chart is written without clock, computer or version in it, with the ledger's sha256 in its metadata,
so that a printed image leads back to the claims. The copy of record is the PDF (fonts embedded); the
SVG keeps its text as text for a graphics desk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol
from xml.sax.saxutils import escape

from reconcile import pdf
from reconcile.errors import UnreadableError, UsageError
from reconcile.ledger.writing import write_bytes as write_bytes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "pdf", "png"]
FORMATS: tuple[Format, ...] = ("svg", "pdf", "png")

# Characters that XML 1.0 cannot hold, even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Inches times dots must not fall a hair below a whole number of pixels.
_NO_LOSS = 1 + 1e-9
_SIZE = re.compile(r'(\s(?:width|height)=")([\d.]+)pt"')
_TAG = re.compile(r"<[^>]*>")
_REFERENCE = re.compile(r'(\sid="|url\(#|href="#)')
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_USED = re.compile(r'(?:url\(#|href="#)([^")]*)')
_FAMILY = re.compile(r' font-family="[^"]*"(?=[^<>]*>)')
_IDLE = re.compile(r'\sid="([^"]*)"|\stransform="rotate\(-?0 [^"]*"')
_BAGGAGE = re.compile(r"\s*<metadata>.*?</metadata>|\s*<style[^>]*>[^<]*</style>|\s*<!--.*?-->", re.DOTALL)
_FONT = re.compile(r"(?:(italic|oblique|normal)\s+)?(?:(small-caps)\s+)?(?:(\d{3}|bold|normal)\s+)?([\d.]+px)\s+(.+)")
_FONT_PARTS = ("font-style", "font-variant", "font-weight", "font-size", "font-family")

# matplotlib's style sheet gives every element these two, so what a group or a reference says of them reaches no shape.
_LINE_ENDS = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
_NO_SHAPE = ("<g", "<use", "<svg", "<defs")


class Drawing(Protocol):
    """What a chart must have to be written; :class:`reconcile.charts.Chart` has it."""

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def alt(self) -> str:
        """Its alternative text."""
        ...

    @property
    def scale(self) -> float:
        """How many times larger than laid out it is published."""
        ...

    @property
    def dpi(self) -> int:
        """Dots per inch of a PNG."""
        ...

    @property
    def language(self) -> str:
        """BCP 47 tag of its words."""
        ...


def write_text(path: Path, text: str) -> str:
    """Write a text file whole or not at all, in UTF-8 and with ``\\n`` line ends.

    Parameters
    ----------
    path : Path
        File to write; its folder is made when missing.
    text : str
        Content.

    Returns
    -------
    str
        The sha256 of the bytes written, in hexadecimal.

    Raises
    ------
    UnreadableError
        If the file cannot be written; an older file is then left as it was.
    """
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        data = unix.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(f"cannot write {path}: {error}") from None
    return write_bytes(path, data)


@lru_cache(maxsize=1)
def _house() -> dict[Any, Any]:
    from matplotlib import rc_params_from_file

    with resources.as_file(resources.files("reconcile").joinpath("data/house.mplstyle")) as path:
        settings: Any = rc_params_from_file(path, use_default_template=False)
    return dict(settings)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw and write in the house look, whatever the user's own settings are.

    The user's settings are back in place afterwards.
    """
    from matplotlib import style

    with style.context(_house(), after_reset=True):
        yield


def figure_bytes(chart: Drawing, fmt: Format, *, ledger_sha256: str, dpi: int | None = None) -> bytes:
    """Return a chart as the bytes of a file, the same in every run.

    What is laid out for print is scaled here as a whole, so that letters, lines, marks and hatches keep their
    proportions in every style.

    Parameters
    ----------
    chart : Chart
        Figure with its title and alternative text.
    fmt : {"svg", "pdf", "png"}
        File format.
    ledger_sha256 : str
        Written into the metadata, so that the image leads back to the ledger.
    dpi : int or None
        Dots per inch of a PNG, instead of the chart's own.

    Returns
    -------
    bytes

    Raises
    ------
    UsageError
        If the format is unknown.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no chart format {fmt!r}. Use one of {', '.join(FORMATS)}")
    stream = BytesIO()
    dots = dpi or chart.dpi
    # The file says the dots of the paper, whatever the scale; only a PNG is told.
    told: dict[str, Any] = {"pil_kwargs": {"dpi": (dots, dots)}} if fmt == "png" else {}
    with house_style(), pdf.letters_only():
        chart.figure.savefig(stream, format=fmt, dpi=dots * chart.scale * _NO_LOSS,
                             metadata=_metadata(chart, fmt, ledger_sha256), **told)
    if fmt == "svg":
        return _accessible(stream.getvalue().decode("utf-8"), chart).encode("utf-8")
    return pdf.readable(stream, chart.scale, chart.language) if fmt == "pdf" else stream.getvalue()


def _metadata(chart: Drawing, fmt: Format, ledger_sha256: str) -> dict[str, str | None]:
    title, alt, source = _plain(chart.title), _plain(chart.alt), f"ledger sha256 {ledger_sha256}"
    if fmt == "svg":
        return {"Title": title, "Description": alt, "Source": source, "Date": None, "Creator": None}
    if fmt == "pdf":
        blank = {"CreationDate": None, "Creator": None, "Producer": None}
        return {"Title": title, "Subject": alt, "Keywords": source, **blank}
    return {"Title": title, "Description": alt, "Source": source, "Software": None}


def inline_svg(chart: Drawing, *, ledger_sha256: str, prefix: str) -> str:
    """Return a chart as an ``<svg>`` element for an HTML page.

    Parameters
    ----------
    chart : Chart
        Figure with its title and alternative text.
    ledger_sha256 : str
        Kept as ``data-ledger-sha256``, since the metadata block is left out.
    prefix : str
        Letters, digits, ``-`` and ``_``; put before every id, so that two figures of one page share none.

    Returns
    -------
    str
        As wide as its container; scaled by its view box.

    Raises
    ------
    UsageError
        If the prefix cannot begin an id.
    """
    if not re.fullmatch(r"[A-Za-z][\w-]*", prefix, re.ASCII):
        raise UsageError(f"{prefix!r} cannot begin an id. Start with a letter; use letters, digits, - and _")
    text = figure_bytes(chart, "svg", ledger_sha256=ledger_sha256).decode("utf-8")
    body = _BAGGAGE.sub("", text[text.index("<svg"):])
    used = {"title", "desc", *_USED.findall(" ".join(_TAG.findall(body)))}
    body = _TAG.sub(lambda tag: _REFERENCE.sub(rf"\g<1>{prefix}-", _slim(_without_style(tag[0]), used)), body)
    body = body.replace('aria-labelledby="title desc"', f'aria-labelledby="{prefix}-title {prefix}-desc"', 1)
    root, rest = body.split(">", 1)
    root = re.sub(r'\s(width|height)="[^"]*"', "", root)
    ends = "".join(f' {name}="{value}"' for name, value in _LINE_ENDS.items())
    families = set(_FAMILY.findall(rest))
    if len(families) == 1:
        ends, rest = ends + families.pop(), _FAMILY.sub("", rest)
    root = root.replace("<svg", f'<svg id="{prefix}-figure" data-ledger-sha256="{escape(ledger_sha256)}" '
                                f'width="100%"{ends}', 1)
    return re.sub(r"\n\s+", "\n", f"{root}>{rest}").rstrip("\n") + "\n"


def _without_style(tag: str) -> str:
    """Turn the style of a tag into presentation attributes, which a strict Content-Security-Policy allows.

    Parameters
    ----------
    tag : str
        From ``<`` to ``>``.

    Notes
    -----
    The attributes are those of https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes; the
    ``font`` shorthand, which older versions of matplotlib write, has none and is taken apart.
    """
    found = _STYLE.search(tag)
    if found is None:
        return tag
    pairs = (part.split(":", 1) for part in found[1].split(";") if ":" in part)
    wanted = {name.strip(): value.strip() for name, value in pairs}
    wanted |= _font(wanted.pop("font", ""))
    if tag.startswith(_NO_SHAPE):
        wanted = {name: value for name, value in wanted.items() if name not in _LINE_ENDS}
    wanted = {name: value for name, value in wanted.items() if _LINE_ENDS.get(name) != value}
    attributes = "".join(f' {name}="{value}"' for name, value in wanted.items())
    return f"{tag[:found.start()]}{attributes}{tag[found.end():]}"


def _slim(tag: str, used: set[str]) -> str:
    """Leave out what draws nothing: an id that nothing refers to, and a turn by no degrees."""
    return _IDLE.sub(lambda found: found[0] if found[1] in used else "", tag)


def _font(shorthand: str) -> dict[str, str]:
    match = _FONT.fullmatch(shorthand)
    return {name: value for name, value in zip(_FONT_PARTS, match.groups(), strict=True) if value} if match else {}


def _accessible(text: str, chart: Drawing) -> str:
    # matplotlib writes its own <title>; it is replaced by one with an id, beside a <desc>.
    head, rest = text.split("<svg", 1)
    root, body = rest.split(">", 1)
    body = re.sub(r"\s*<title>.*?</title>", "", body, count=1, flags=re.DOTALL)
    root = _SIZE.sub(lambda size: f'{size[1]}{float(size[2]) * chart.scale:g}pt"', root) if chart.scale != 1 else root
    names = (f'\n <title id="title">{escape(_plain(chart.title))}</title>'
             f'\n <desc id="desc">{escape(_plain(chart.alt))}</desc>')
    language = f'xml:lang="{escape(chart.language)}"'
    return f'{head}<svg role="img" {language} aria-labelledby="title desc"{root}>{names}{body}'


def _plain(text: str) -> str:
    """Put a text on one line of characters that XML can hold."""
    return " ".join(_NOT_XML.sub("", text).split())
