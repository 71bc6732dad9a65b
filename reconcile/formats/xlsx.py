"""Excel: a workbook with a sheet for each table and one to read first about them.

Whole numbers are numbers, days are dates, everything else is text: no cell is a formula or a link, whatever it
starts with. An open or absent end is an empty cell; the words for it stand in ``range`` or ``reading`` on the same
row. Limits are those that Microsoft publishes ("Excel specifications and limits"): 1,048,576 rows, 32,767
characters a cell, 15 digits of precision, no day before 1900.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reconcile.formats.base import Export
from reconcile.formats.publication import Publication, Published, Row, Value
from reconcile.formats.readme import code_lines, column_lines, settings_lines
from reconcile.schema import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
MOST_SIGNS = 32_767
MOST_DIGITS = 15
FIRST_DAY = date(1900, 3, 1)
"""Days before it are text: Excel's calendar has a 29 February 1900 that never was, and none before 1900."""

_CREATED = datetime(1980, 1, 1)
"""Written into every workbook, the earliest time that its .zip can hold: no clock goes in."""

_WIDEST, _NARROWEST, _LOOKED_AT = 48, 9, 200
"""Widths of columns in letters, and the rows that they are judged by."""

_READ_ME = (24.0, 22.0, 16.0, 90.0)
"""Widths of the columns of the sheet to read first."""

_LINE, _TALLEST = 15.0, 409.0
"""Height of a line and of the tallest row in points; the limit is Excel's."""

_A4, _PRINTED = 9, 65
"""Excel's number of the paper, and the size of the print in per cent."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
# Controls, and what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_NO_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def file(publication: Publication, table: str) -> bytes:
    """Return the workbook, the same bytes in every run."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                             "strings_to_numbers": False})
    book.set_properties({"title": publication.title, "subject": "Reported figures", "comments": publication.how_to_cite,
                         "keywords": f"ledger sha256 {publication.ledger_sha256}", "created": _CREATED})
    looks = _Looks(book)
    for published in publication.tables.values():
        for name, rows in _parts(published):
            _sheet(book.add_worksheet(name), published.columns, rows, looks)
    _read_me(book.add_worksheet("read me"), publication, looks)
    book.close()
    return stream.getvalue()


class _Looks:
    """The few ways in which a cell is set."""

    def __init__(self, book: Workbook) -> None:
        top: dict[str, Any] = {"valign": "top"}
        self.head: Format = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
        self.text: Format = book.add_format({"text_wrap": True, **top})
        # The mark that Excel itself sets before a cell typed with an apostrophe: editing it makes no formula of it.
        self.quoted: Format = book.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.count: Format = book.add_format({"num_format": "#,##0", **top})
        self.number: Format = book.add_format({"num_format": "0.00", **top})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        # Excel shows a truth value as such whatever the format says; LibreOffice would show 1 or 0.
        self.flag: Format = book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', **top})


def _parts(table: Published) -> Iterator[tuple[str, Sequence[Row]]]:
    """Return the sheets of a table: one, or as many as Excel's rows ask for."""
    most = MOST_ROWS - 1
    for number, start in enumerate(range(0, max(len(table.rows), 1), most), start=1):
        yield table.name if number == 1 else f"{table.name} {number}", table.rows[start:start + most]


def _sheet(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], looks: _Looks) -> None:
    widths = [_width(column, (row[place] for row in rows[:_LOOKED_AT])) for place, column in enumerate(columns)]
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        _write_text(sheet, 0, place, column.name, looks.head, looks.head)
        sheet.set_column(place, place, width)
    for line, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, line, place, value, column.kind, looks)
        _set_height(sheet, line, row, widths)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    _set_page(sheet)
    sheet.repeat_columns(0)
    sheet.repeat_rows(0)


def _set_height(sheet: Worksheet, line: int, cells: Sequence[Value], widths: Sequence[float]) -> None:
    """Make room for wrapped text, which Excel does by itself and LibreOffice does not."""
    needed = max((_lines(value, width) for value, width in zip(cells, widths, strict=True)
                  if isinstance(value, (str, list))), default=1)
    if needed > 1:
        sheet.set_row(line, min(needed * _LINE, _TALLEST))


def _lines(value: Value, width: float) -> int:
    """Return how many lines a text takes; a tenth more than its letters, for words that do not fill a line."""
    words = _words(value)
    if len(words) <= width - 1 and "\n" not in words:
        return 1
    return sum(max(1, math.ceil(1.1 * len(part) / (width - 1))) for part in words.splitlines())


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_print_scale(_PRINTED)
    sheet.set_footer("&L&A&R&P / &N")


def _width(column: Column, values: Iterable[Value]) -> float:
    longest = max((len(_words(value)) for value in values if value is not None), default=0)
    # Two more for the button of the filter.
    return float(min(max(longest, len(column.name) + 2, _NARROWEST) + 1, _WIDEST))


def _write(sheet: Worksheet, line: int, place: int, value: Value, kind: str, looks: _Looks) -> None:
    """Write a value in its type; nothing for an open or absent one."""
    if value is None or value == "" or value == []:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, looks.flag)
    elif isinstance(value, (int, float)):
        if isinstance(value, int) and len(str(abs(value))) > MOST_DIGITS:
            # As a number Excel would round it.
            _write_text(sheet, line, place, f"{value}", looks.text, looks.quoted)
        else:
            sheet.write_number(line, place, value, looks.number if kind == "number" else looks.count)
    elif kind == "day" and date.fromisoformat(str(value)) >= FIRST_DAY:
        sheet.write_datetime(line, place, datetime.fromisoformat(str(value)), looks.day)
    else:
        _write_text(sheet, line, place, _words(value), looks.text, looks.quoted)


def _words(value: Value) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _write_text(sheet: Worksheet, line: int, place: int, text: str, plain: Format, quoted: Format) -> None:
    """Write a text as text, whatever it starts with."""
    sheet.write_string(line, place, held(text), quoted if text.startswith(_ACTIVE) else plain)


def held(text: str) -> str:
    """Return a text as a cell can hold it; what is cut off is said at its end.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Signs that XML 1.0 cannot hold as the replacement character; at most ``MOST_SIGNS`` UTF-16 units, as Excel
        counts them.
    """
    clean = _NO_SIGN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _length(clean) <= MOST_SIGNS:
        return clean
    end = f" [cut: the ledger has {_length(clean):,} signs, a cell of Excel holds {MOST_SIGNS:,}]"
    units = clean.encode("utf-16-le")[:2 * (MOST_SIGNS - len(end))]
    return units.decode("utf-16-le", errors="ignore") + end


def _length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF) if len(text) * 2 > MOST_SIGNS else len(text)


def lost(publication: Publication) -> list[str]:
    """Say what a workbook cannot hold as it is."""
    sentences = []
    for table in publication.tables.values():
        if len(table.rows) >= MOST_ROWS:
            sentences.append(f"{table.name}: {len(table.rows):,} rows are more than a sheet holds; they go on in "
                             "further sheets")
        for place, column in enumerate(table.columns):
            values = [row[place] for row in table.rows]
            words = [_words(value) for value in values if isinstance(value, (str, list))]
            long = sum(_length(text) > MOST_SIGNS for text in words)
            strange = sum(bool(_NO_SIGN.search(text.replace("\r", "\n"))) for text in words)
            huge = sum(isinstance(value, int) and len(str(abs(value))) > MOST_DIGITS for value in values)
            where = f"{table.name}, {column.name}"
            sentences += _said(where, long, "longer than a cell of Excel holds; cut, with a word about it at the end")
            sentences += _said(where, strange, "with a sign that a workbook cannot hold; shown as \ufffd")
            sentences += _said(where, huge, "with more digits than Excel keeps; written as text")
    return sentences


def _said(where: str, number: int, what: str) -> list[str]:
    return [f"{where}: {number:,} cell{'s' * (number != 1)} {what}"] if number else []


def _read_me(sheet: Worksheet, publication: Publication, looks: _Looks) -> None:
    """Write what stands beside the tables: citation, caveats, method, every column, every code."""
    for place, width in enumerate(_READ_ME):
        sheet.set_column(place, place, width)
    lines: list[tuple[str, ...]] = [("Figures", "", "", publication.title),
                                    ("How to cite", "", "", publication.how_to_cite)]
    lines += [(name, "", "", value) for name, value in settings_lines(publication)]
    lines += [("Keep in mind", "", "", line) for line in publication.caveats]
    lines += [("Empty cells", "", "", "An empty number is open or absent, never zero; is_open and the words in range "
               "or reading on the same row tell which.")]
    lines += [("Not as in the ledger", "", "", f"{line}.") for line in lost(publication)]
    lines += [("Method", "", "", line) for line in publication.method]
    lines += [("sheet", "column", "kind", "meaning"), *column_lines(publication)]
    lines += [("code of", "code", "", "meaning"), *((of, code, "", meaning) for of, code, meaning in code_lines())]
    for line, cells in enumerate(lines):
        is_head = cells[0] in ("sheet", "code of")
        for place, text in enumerate(cells):
            if text:
                look = looks.head if is_head or place == 0 else looks.text
                _write_text(sheet, line, place, text, look, look if is_head else looks.quoted)
        _set_height(sheet, line, cells, _READ_ME)
    _set_page(sheet)


EXPORT = Export(".xlsx", file, is_binary=True, lost=lost)
