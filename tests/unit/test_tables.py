"""Tables as text: CSV, JSON, Markdown and plain columns; no open end is closed and nothing becomes markup."""

from __future__ import annotations

import csv
import io
import json
import math
import re

import numpy as np
import pandas as pd
import pytest

from reconcile.tables import cell, markdown_text, records, rows_to_csv, to_csv, to_json, to_markdown, to_text

FRAME = pd.DataFrame({"name": ["a", "b"], "low": [4404.0, math.nan], "high": [math.inf, 0.0],
                      "ratio": [1.5, math.nan],
                      "day": pd.to_datetime(["2022-01-08", None]), "ids": [("x", "y"), ()],
                      "open": [True, False]})


@pytest.mark.parametrize("value, held", [
    (4404.0, 4404), (0.0, 0), (-0.0, 0), (1.5, 1.5), (math.inf, None), (-math.inf, None), (math.nan, None),
    (2.0**53, 9007199254740992), (np.float64(7), 7), (np.int64(7), 7), (np.bool_(True), True), (True, True),
    (3, 3),
    ("text", "text"), ("", ""), ("nan", "nan"), (("a", "b"), ["a", "b"]), ((), []),
    (pd.Timestamp("2022-01-08"), "2022-01-08"), (pd.NaT, None),
])
def test_a_cell_is_what_json_would_hold(value: object, held: object) -> None:
    assert cell(value) == held
    assert type(cell(value)) is type(held)


def test_an_open_or_absent_bound_is_null_in_json() -> None:
    assert json.loads(to_json(records(FRAME))) == [
        {"name": "a", "low": 4404, "high": None, "ratio": 1.5, "day": "2022-01-08", "ids": ["x", "y"],
         "open": True},
        {"name": "b", "low": None, "high": 0, "ratio": None, "day": None, "ids": [], "open": False}]


def test_json_is_one_array_with_an_object_a_line() -> None:
    assert to_json([]) == "[]\n"
    assert to_json([{"a": 1}, {"a": "é"}]) == '[\n{"a": 1},\n{"a": "é"}\n]\n'


def test_an_open_or_absent_bound_is_empty_in_csv() -> None:
    assert to_csv(FRAME) == ("name,low,high,ratio,day,ids,open\n"
                             "a,4404,,1.5,2022-01-08,x y,True\n"
                             "b,,0,,,,False\n")


def test_csv_quotes_what_would_break_it() -> None:
    rows = [["a,b", 'say "x"', "two\nlines", "one\rtwo", "end\r\n", "", " pad "]]
    text = rows_to_csv(list("abcdefg"), rows)

    assert list(csv.reader(io.StringIO(text, newline=""))) == [list("abcdefg"), *rows]


def test_a_plain_table_stands_in_columns() -> None:
    assert to_text(["name", "n"], [["alpha", "5"], ["b", "1,234"]]) == (
        "name       n\n"
        "-----  -----\n"
        "alpha      5\n"
        "b      1,234\n")


def test_a_plain_table_of_no_rows_is_its_header() -> None:
    assert to_text(["name", "n"], []) == "name  n\n----  -\n"


def test_a_cell_of_a_plain_table_keeps_to_its_line_and_wide_letters_count_twice() -> None:
    lines = to_text(["name", "kind"], [["two\nlines", "x"], ["内務省", "y"], ["e\u0301", "z"]]).splitlines()

    assert lines == ["name       kind", "---------  ----", "two lines  x", "内務省     y", "e\u0301          z"]


ACTIVE = ["*bold*", "_soft_", "`code`", "[text](https://example.org)", "![image](x.png)", "<b>", "a | b",
          "# head", "~~x~~",
          "{{ x }}", "$x$", "&lt;", "\\*", "<javascript:alert(1)>", "+ item", "[^1]", "!", "a@example.org"]


@pytest.mark.parametrize("text", ACTIVE)
def test_markdown_prints_a_text_as_it_is(text: str) -> None:
    written = markdown_text(text)
    bare = re.sub("&#(64|58|46);", "", re.sub(r"\\[\\`*_{}\[\]()#+!|~<>&$]", "", written))

    assert not set(bare) & set("\\`*_{}[]()#+!|~<>&$@")


@pytest.mark.parametrize("text", ["https://example.org", "see http://example.org/a", "ftp://x.y",
                                  "www.example.org",
                                  "see WWW.example.org", "a@example.org", "mailto:a@example.org"])
def test_markdown_makes_no_link_of_a_bare_address(text: str) -> None:
    written = markdown_text(text)

    assert not re.search(r"(?i)://|www\.\w|\w@\w", written)


def test_markdown_keeps_a_text_on_one_line() -> None:
    assert markdown_text(" a\n\n# b\r\n\tc\u2028d ") == "a \\# b c d"


def test_a_cell_of_a_markdown_table_cannot_end_its_cell() -> None:
    assert to_markdown(["a", "b"], [["x | y",
                                     "two\nlines"]]) == "| a | b |\n| --- | --- |\n| x \\| y | two lines |\n"


def test_a_cell_of_a_markdown_table_cannot_be_a_rule() -> None:
    table = to_markdown(["a"], [["x"], ["---"]])

    assert len(table.splitlines()) == 4
