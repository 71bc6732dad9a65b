"""Faults: what cannot be used is named by row, column and value, all at once, and nothing is written."""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import reconcile
from conftest import Answer, ledger_text
from reconcile.errors import LedgerFaults, UnreadableError

Make = Callable[..., str]
Command = Callable[..., Answer]
HEADER = "claim_id,event,measure,stated,published,source"
ROW = "a,demo,killed,40,2022-01-08,Ministry"
PLAIN = f"{HEADER}\n{ROW}\n"


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


FILES = {
    # what is wrong: bytes of the file, what the message says
    "latin-1": (PLAIN.replace("Ministry", "Ministère").encode("latin-1"),
                ["row 2", "byte 0xe8 is not UTF-8", "Save the sheet as 'CSV UTF-8"]),
    "latin-1 in the header": (b"\xe9" + PLAIN.encode(), ["row 1", "byte 0xe9 is not UTF-8"]),
    "UTF-16": (PLAIN.encode("utf-16"), ["UTF-16", "Save the sheet as 'CSV UTF-8"]),
    "UTF-16 big-endian": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), ["UTF-16"]),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), ["NUL byte", "Save the sheet"]),
    "a NUL byte": (PLAIN.encode().replace(b"Min", b"M\0n"), ["row 2", "NUL byte"]),
    "xlsx": (_zip(), ["a spreadsheet or zip file, not CSV", "Save the sheet as 'CSV UTF-8"]),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ["an old spreadsheet file, not CSV"]),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ["a PDF, not CSV"]),
    "gzip": (gzip.compress(PLAIN.encode(), mtime=0), ["a compressed file, not CSV"]),
    "empty": (b"", ["the file is empty", "starts with a header row"]),
    "a byte order mark alone": (b"\xef\xbb\xbf", ["the file is empty"]),
    "semicolons": (PLAIN.replace(",", ";").encode(),
                   ["row 1", "column claim_id", "missing", "not separated by commas", "comma delimited"]),
    "tabs": (PLAIN.replace(",", "\t").encode(), ["row 1", "not separated by commas"]),
    "prose": (b"Forty people were killed.\nMore are missing.\n", ["row 1", "column claim_id"]),
    "an open quote": ((PLAIN + 'b,demo,killed,"40,2022-01-08,Ministry\n').encode(),
                      ["row 3", "the quoting or a cell is broken", "close every quote"]),
    "text after a quote": ((PLAIN + 'b,demo,killed,"40" people,2022-01-08,Ministry\n').encode(),
                           ["row 3", "the quoting or a cell is broken"]),
    "a megabyte in a cell": ((PLAIN + f"b,demo,killed,40,2022-01-08,{'M' * 1_000_000}\n").encode(),
                             ["row 3", "131,072"]),
    "a cell too many": ((PLAIN + "b,demo,killed,4,404,2022-01-08,Ministry\n").encode(),
                        ["row 3", "7 cells where the header has 6",
                         "Put quotes around a cell that holds a comma"]),
    "a cell too few": ((PLAIN + "b,demo,killed\n").encode(), ["row 3", "3 cells where the header has 6"]),
    "a column missing": (PLAIN.replace("published,", "").replace("2022-01-08,", "").encode(),
                         ["row 1", "column published", "this required column is missing",
                          "Add a column 'published'"]),
    "a column misspelt": (PLAIN.replace("claim_id", "Claim_Id").encode(),
                          ["row 1", "column claim_id", "Rename 'Claim_Id' to 'claim_id'"]),
    "a column twice": ((PLAIN.replace("source\n", "source,source\n").replace("try\n", "try,x\n")).encode(),
                       ["row 1", "column source", "stands in the header twice"]),
    "a column without a name": (PLAIN.replace("source\n", "source,\n").replace("try\n", "try,x\n").encode(),
                                ["row 1", "a column without a name", "Name it, or delete the empty column"]),
    "columns without a name": (PLAIN.replace("source\n", "source,,\n").replace("try\n", "try,,x\n").encode(),
                               ["row 1", "columns without a name"]),
    "header only": ((HEADER + "\n").encode(), ["claim"]),
}


@pytest.mark.parametrize("data, said", FILES.values(), ids=FILES)
def test_a_file_that_is_no_ledger_is_refused(
        make_bytes: Make, command: Command, tmp_path: Path, data: bytes, said: list[str]) -> None:
    path = make_bytes(data)
    for answer in (command("check", path), command("report", path, "--out", tmp_path / "out"),
                   command("estimate", path, "--format", "csv", "--out", tmp_path / "out.csv")):
        assert (answer.code, answer.out) == (2, "")
        assert "figures.csv" in answer.err
        for words in said:
            assert words in answer.err
        assert max(map(len, answer.err.splitlines())) < 400
    assert [file.name for file in tmp_path.iterdir()] == ["figures.csv"]


def test_the_longest_cell_is_the_same_whatever_else_is_loaded(make_bytes: Make, command: Command) -> None:
    before = csv.field_size_limit(sys.maxsize)
    try:
        answer = command("check", make_bytes(FILES["a megabyte in a cell"][0]))
    finally:
        csv.field_size_limit(before)

    assert answer.code == 2 and "row 3" in answer.err and "131,072" in answer.err


CELLS = {
    # what is wrong: the row, the column named, the value shown, what to write instead
    "an id is empty": ({"claim_id": ""}, "claim_id", "", "must not be empty"),
    "an event is empty": ({"event": ""}, "event", "", "must not be empty"),
    "a measure is empty": ({"measure": ""}, "measure", "", "must not be empty"),
    "published is empty": ({"published": ""}, "published", "",
                           "must not be empty. When the claim became known"),
    "a source is blank": ({"source": "  "}, "source", "", "must not be empty. Who published"),
    "an unknown measure": ({"measure": "kiled"}, "measure", "kiled", "Did you mean 'killed'?"),
    "a measure in capitals": ({"measure": "Killed"}, "measure", "Killed", "Did you mean 'killed'?"),
    "a measure with a space": ({"measure": "intensive care"}, "measure", "intensive care",
                               "Did you mean 'intensive_care'?"),
    "an outlandish measure": ({"measure": "zzz"}, "measure", "zzz", "add the word with --vocabulary FILE"),
    "an unknown counting": ({"counting": "cumulativ"}, "counting", "cumulativ", "Did you mean 'cumulative'?"),
    "an unknown unit": ({"unit": "person"}, "unit", "person", "Did you mean 'persons'?"),
    "an unknown source type": ({"source_type": "medium"}, "source_type", "medium", "Write one of state, "),
    "an unknown origin type": ({"origin_type": "NGO"}, "origin_type", "NGO", "Did you mean 'ngo'?"),
    "a day that does not exist": ({"published": "2022-02-30"}, "published", "2022-02-30", "there is no day"),
    "a date with slashes": ({"as_of": "08/01/2022"}, "as_of", "08/01/2022", "Write 2022-01-08"),
    "an interval backwards": ({"as_of": "2022-01-10/2022-01-08"}, "as_of", "2022-01-10/2022-01-08",
                              "Put the earlier date first"),
    "since is no date": ({"since": "Monday"}, "since", "Monday", "Write 2022-01-08"),
    "since after as_of": ({"since": "2022-01-09", "as_of": "2022-01-08"}, "since", "2022-01-09",
                          "the count starts after its as_of date 2022-01-08"),
    "since after published": ({"since": "2022-01-11"}, "since", "2022-01-11",
                              "starts after its as_of date 2022-01-10"),
    "as_of after published": ({"as_of": "2022-01-12"}, "as_of", "2022-01-12",
                              "after it was published (2022-01-10)"),
    "words without a number": ({"stated": "a curfew was declared"}, "stated", "a curfew was declared",
                               "it states no number"),
    "words in the wrong order": ({"stated": "50 to 40 people"}, "stated", "50 to 40 people",
                                 "Write the lower number first"),
    "a share": ({"stated": "30% of protesters"}, "stated", "30% of protesters", "not a count"),
    "a negative number of words": ({"stated": "-5 people"}, "stated", "-5 people", "negative"),
    "ten to the 400": ({"stated": "1" + "0" * 400}, "stated", "1000", "too large"),
    "an unknown language": ({"language": "xx"}, "language", "xx", "Give low and high"),
    "low above high": ({"low": "50", "high": "40", "stated": ""}, "low", "50", "low is above high (40)"),
    "low is not whole": ({"low": "40.5", "stated": ""}, "low", "40.5", "Write digits only"),
    "low has a comma": ({"low": "4,404", "stated": ""}, "low", "4,404", "Write digits only"),
    "low is words": ({"low": "forty", "stated": ""}, "low", "forty", "not a whole number"),
    "high is infinite": ({"low": "1", "high": "inf", "stated": ""}, "high", "inf",
                         "leave high empty for an open end"),
    "high is not a number": ({"low": "1", "high": "nan", "stated": ""}, "high", "nan", "not a whole number"),
    "low is negative": ({"low": "-1", "stated": ""}, "low", "-1", "not a whole number"),
    "low is in other digits": ({"low": "٤٠", "stated": ""}, "low", "٤٠", "not a whole number"),
    "high is ten to the 400": ({"low": "1", "high": "1" + "0" * 400, "stated": ""}, "high", "1000",
                               "up to 9,007"),
    "high is above 2 to the 53": ({"low": "1", "high": "9007199254740993", "stated": ""}, "high",
                                  "9007199254740993",
                                  "up to 9,007,199,254,740,992"),
    "an overrule without a note": ({"low": "40", "note": ""}, "note", "", "nothing says why"),
    "nothing is stated": ({"stated": ""}, "stated", "", "the claim states nothing"),
    "it cites nowhere": ({"cites": "c9"}, "cites", "c9", "there is no claim with this id"),
    "it cites itself": ({"claim_id": "me", "cites": "me"}, "cites", "me", "goes round in a circle: me -> me"),
    "it retracts nowhere": ({"retracts": "nobody"}, "retracts", "nobody", "there is no claim with this id"),
    "it retracts itself": ({"claim_id": "me", "retracts": "me"}, "retracts", "me",
                           "goes round in a circle: me -> me"),
    "an event that leaves the folder": ({"event": "../up"}, "event", "../up", "not a slug"),
    "an event that is a path": ({"event": "/etc/up"}, "event", "/etc/up", "not a slug"),
    "an event of dots": ({"event": ".."}, "event", "..", "not a slug"),
    "an event with a space": ({"event": "two words"}, "event", "two words", "such as kazakhstan-2022-01"),
    "a place that starts with a slash": ({"place": "/Almaty"}, "place", "/Almaty",
                                         "an empty part in the path"),
    "a place with a hole": ({"place": "Kazakhstan//Almaty"}, "place", "Kazakhstan//Almaty", "an empty part"),
    "a place that ends with a slash": ({"place": "Kazakhstan/"}, "place", "Kazakhstan/",
                                       "an empty part in the path"),
    "a population with a colon": ({"population": "a:b"}, "population", "a:b", "Write one word"),
}


@pytest.mark.parametrize("row, column, value, hint", CELLS.values(), ids=CELLS)
def test_a_cell_that_cannot_be_used_is_named(
        make_ledger: Make, command: Command, tmp_path: Path, row: dict[str, str], column: str, value: str,
        hint: str) -> None:
    path = make_ledger([{"claim_id": "first", "stated": "30"}, {"stated": "40"} | row])
    answer = command("report", path, "--out", tmp_path / "out")
    named = [line for line in answer.err.splitlines()
             if line.startswith(f"figures.csv, row 3, column {column}: ")]

    assert (answer.code, answer.out) == (2, "")
    assert len(named) == 1
    assert value in named[0]
    assert hint in named[0]
    assert answer.err.endswith("found; nothing was written.\n")
    assert len(named[0]) < 1100
    assert not (tmp_path / "out").exists()


def test_the_day_after_publication_is_allowed_for_time_zones(make_ledger: Make, command: Command) -> None:
    assert command("check", make_ledger([{"stated": "40", "as_of": "2022-01-11"}])).code == 0


def test_an_id_that_stands_twice_is_named_with_the_row_of_the_first(make_ledger: Make,
                                                                    command: Command) -> None:
    answer = command("check", make_ledger("""claim_id | stated
                                             a        | 40
                                             b        | 41
                                             a        | 42"""))

    assert answer.code == 2
    assert "figures.csv, row 4, column claim_id: the same id stands in row 2 ('a')" in answer.err


@pytest.mark.parametrize("column", ["cites", "retracts"])
@pytest.mark.parametrize("links, circle", [
    ({"a": "b", "b": "a", "c": ""}, "a -> b -> a"),
    ({"c": "a", "a": "b", "b": "c"}, "a -> b -> c -> a"),
    ({"x": "b", "b": "c", "c": "b"}, "b -> c -> b"),
])
def test_a_circle_is_named_once(make_ledger: Make, command: Command, column: str, links: dict[str, str],
                                circle: str) -> None:
    path = make_ledger([{"claim_id": name, "stated": "40", column: other} for name, other in links.items()])
    answer = command("check", path)

    assert answer.code == 2
    assert answer.err.count("goes round in a circle") == 1
    assert f"column {column}: goes round in a circle: {circle}" in answer.err


def test_a_citation_names_the_nearest_id(make_ledger: Make, command: Command) -> None:
    answer = command("check", make_ledger("""claim_id | stated | cites
                                             kz22-001 | 40     |
                                             kz22-002 | 40     | kz22-01"""))

    assert "column cites: there is no claim with this id ('kz22-01'). Did you mean 'kz22-001'?" in answer.err


def test_all_faults_are_reported_at_once_in_the_order_of_the_rows(make_bytes: Make) -> None:
    text = (f"{HEADER},as_of,low,high,note\n"
            "a,demo,kiled,40,2022-02-30,Ministry,08/01/2022,,,\n"
            "a,demo,killed,a curfew was declared,2022-01-08,,,50,40,\n"
            "b,demo,killed,4,404,2022-01-08,Ministry,,,,\n"
            "c,two words,killed,,2022-01-08,Ministry,,,,\n")
    with pytest.raises(LedgerFaults) as refused:
        reconcile.read_ledger(make_bytes(text))

    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "as_of"), (2, "measure"), (2, "published"), (3, "claim_id"), (3, "low"), (3, "note"),
        (3, "source"),
        (4, ""), (5, "event"), (5, "stated")]
    assert str(refused.value).endswith("10 faults found; nothing was written.")
    assert all(fault.file == "figures.csv" and fault.problem and fault.hint for fault in refused.value.faults)


def test_every_line_of_faults_has_file_row_column_problem_value_and_hint(make_ledger: Make,
                                                                         command: Command) -> None:
    answer = command("check", make_ledger([{"stated": "40", "as_of": "08/01/2022"}]))

    assert answer.err == ("figures.csv, row 2, column as_of: '08/01/2022' is not a date ('08/01/2022'). "
                          "Write 2022-01-08, "
                          "2022-01, 2022, 2022-01-08/2022-01-10, 2022-01-08/.. or 2022-01-08~\n"
                          "1 fault found; nothing was written.\n")


def test_a_fault_never_prints_more_than_a_line_of_its_value(make_ledger: Make, command: Command) -> None:
    answer = command("check", make_ledger([{"stated": "nobody\ncounted " * 5000, "measure": "x\n" * 9000,
                                            "event": "e " * 9000, "cites": "c\t" * 9000}]))

    assert answer.code == 2
    assert len(answer.err.splitlines()) == 5
    assert max(map(len, answer.err.splitlines())) < 1200


def test_faults_of_standard_input_are_named_so(command: Command) -> None:
    answer = command("check", "-", stdin=PLAIN.replace("killed", "kiled").encode())

    assert answer.code == 2
    assert answer.err.startswith("standard input, row 2, column measure: ")


# A row is that of a spreadsheet, also where a cell holds line breaks.

@pytest.mark.parametrize("bad, said", [(b"b,demo,killed,40,2022-01-08,Minist\xe8re\n", "is not UTF-8"),
                                       (b"b,demo,killed,40,2022-01-08,Min\0stry\n", "NUL byte")])
def test_a_bad_byte_is_named_by_its_row_after_quoted_line_breaks(
        make_bytes: Make, command: Command, bad: bytes, said: str) -> None:
    first = b'a,demo,killed,40,2022-01-08,"Ministry\nof\nHealth"\n'
    answer = command("check", make_bytes(HEADER.encode() + b"\n" + first + bad))

    assert said in answer.err
    assert re.match(r"figures\.csv, row 3: ", answer.err)


# Files that cannot be read or written: exit code 3.

def test_a_missing_file_says_what_to_do(command: Command, tmp_path: Path) -> None:
    answer = command("check", tmp_path / "none.csv")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"reconcile: there is no file {tmp_path / 'none.csv'}. Name a ledger")


def test_a_folder_is_no_ledger(command: Command, tmp_path: Path) -> None:
    answer = command("check", tmp_path)

    assert answer.code == 3
    assert "is a folder. Name the ledger in it" in answer.err


def test_a_file_below_a_file_cannot_be_read(make_bytes: Make, command: Command) -> None:
    assert command("check", make_bytes(PLAIN) + "/figures.csv").code == 3


def test_a_name_too_long_for_any_file_cannot_be_read(command: Command) -> None:
    assert command("check", "a" * 300).code == 3


def test_a_name_that_no_file_can_have_cannot_be_read() -> None:
    with pytest.raises(UnreadableError):
        reconcile.read_ledger("a\0b")


@pytest.mark.parametrize("arguments", [
    ("report", "--out"), ("estimate", "--format", "csv", "--out"), ("estimate", "--format", "json", "--out"),
    ("compare", "--format", "json", "--out"), ("chart", "ranges", "--question", "killed", "--out"),
])
def test_an_out_folder_that_cannot_be_made_is_named(
        make_ledger: Make, command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("here first", encoding="utf-8")
    path = make_ledger("stated\n40\n50")
    answer = command(arguments[0], *arguments[1:2] * (arguments[0] == "chart"), path,
                     *arguments[1 + (arguments[0] == "chart"):], tmp_path / "file" / "out.svg")

    assert (answer.code, answer.out) == (3, "")
    assert "reconcile: cannot write" in answer.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "here first"


def test_a_file_where_the_folder_of_the_event_should_be_is_named(
        make_ledger: Make, command: Command, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "demo").write_text("here first", encoding="utf-8")
    answer = command("report", make_ledger("stated\n40"), "--out", tmp_path / "out")

    assert answer.code == 3
    assert "cannot write" in answer.err


def test_the_ledger_as_text_of_the_tests_is_what_it_seems() -> None:
    assert ledger_text("claim_id | stated | note\nx | 40 | n") == (
        "claim_id,event,measure,stated,published,source,note\nx,demo,killed,40,2022-01-10,Source 1,n\n")
