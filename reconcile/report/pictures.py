"""One chart as files: the picture in each format, its points as CSV, its words as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reconcile.charts import Chart, Page, draw
from reconcile.errors import UnreadableError, UsageError
from reconcile.pipeline import Reconciliation
from reconcile.publish import FORMATS, Format, figure_bytes, write_bytes
from reconcile.tables import to_csv

_MARK = b"ledger sha256 "
"""Stands in the metadata of every picture, see :mod:`reconcile.publish`."""


def files_of(chart: Chart, result: Reconciliation, stem: str, forms: Sequence[Format] = FORMATS) \
        -> Iterator[tuple[str, bytes]]:
    """Give the files of a chart by name.

    Parameters
    ----------
    chart : Chart
    result : Reconciliation
        What it was drawn from.
    stem : str
        Name without its ending.
    forms : sequence of {"svg", "pdf", "png"}
        Formats of the picture.

    Yields
    ------
    tuple of str and bytes
        The pictures, then ``.csv`` and ``.txt``.
    """
    for form in forms:
        yield f"{stem}.{form}", figure_bytes(chart, form, ledger_sha256=result.ledger_sha256)
    yield f"{stem}.csv", to_csv(chart.points).encode("utf-8")
    yield f"{stem}.txt", words_of(chart, result).encode("utf-8")


def words_of(chart: Chart, result: Reconciliation) -> str:
    """Return the text beside a picture: its alternative text, every word around the drawing, the ledger in full."""
    printed = chart.figure.words.on(chart.page)
    parts = [f"Alternative text: {chart.alt}", printed.title, printed.subtitle, *printed.notes,
             f"{_LEDGER}{result.ledger_name}, sha256 {result.ledger_sha256}"]
    return "\n\n".join(" ".join(part.split()) for part in parts if part) + "\n"


_LEDGER = "The whole digest of the ledger: "


def write_chart(result: Reconciliation, kind: str, questions: Sequence[str], out: Path,
                page: Page = Page()) -> list[str]:
    """Write one chart, the CSV of its points and the text of its words.

    Parameters
    ----------
    result : Reconciliation
    kind : str
        Kind of chart.
    questions : sequence of str
        Questions, or enough words of each; none for all of a kind that shows several.
    out : Path
        File that ends in .svg, .pdf or .png.
    page : Page
        Paper to draw for.

    Returns
    -------
    list of str
        Paths written.

    Raises
    ------
    UsageError
        For an unknown ending, kind or question, or a page that no chart can be drawn for.
    UnreadableError
        If the file is a folder or something else than a chart.
    """
    form = next((each for each in FORMATS if out.suffix.lower() == f".{each}"), None)
    if form is None:
        raise UsageError(f"--out {out}: the file must end in .svg, .pdf or .png")
    if out.is_dir():
        raise UnreadableError(f"{out} is a folder. Name a file in it")
    if not _is_ours(out, lambda data: not data or _MARK in data):
        raise UnreadableError(f"{out} holds something else than a chart of a ledger and stays as it is. "
                              "Name another file, or move that one away")
    chart = draw(kind, result, result.asked(kind, questions), page)
    picture, points, words = (data for _, data in files_of(chart, result, "", (form,)))
    header = points.partition(b"\n")[0] + b"\n"
    places = (out, _beside(out, ".csv", ".points.csv", lambda data: data.startswith(header)),
              _beside(out, ".txt", ".words.txt", lambda data: _LEDGER.encode() in data))
    for place, data in zip(places, (picture, points, words), strict=True):
        write_bytes(place, data)
    return [str(place) for place in places]


def _beside(out: Path, ending: str, other: str, is_ours: Callable[[bytes], bool]) -> Path:
    """Return the file beside a picture; one that holds something else, such as the ledger, is left alone."""
    return out.with_suffix(ending if _is_ours(out.with_suffix(ending), is_ours) else other)


def _is_ours(path: Path, check: Callable[[bytes], bool]) -> bool:
    """Say whether a file may be written: there is none yet, or its content is what stood there before."""
    try:
        return check(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
