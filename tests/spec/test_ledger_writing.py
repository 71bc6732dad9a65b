"""Writing a ledger: rows are added below, what stands there stays as it is, and nothing is lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from conftest import ROOT, cells_of
from reconcile.errors import LedgerFaults, UnreadableError, UsageError
from reconcile.ledger import read_ledger, writing
from reconcile.ledger.writing import append, locked, write

MakeBytes = Callable[..., str]
PLAIN = ("claim_id,event,measure,stated,published,source\n"
         "a,demo,killed,40 people,2022-01-08,Ministry\n")
NEW = "claim_id | event | measure | stated | published  | source\nb | demo | killed | dozens | 2022-01-09 | Agency"


def frame(table: str) -> pd.DataFrame:
    return pd.DataFrame(cells_of(table), dtype=object)


def test_a_row_goes_below_in_the_order_of_the_file(make_bytes: MakeBytes) -> None:
    path = make_bytes("source,claim_id,published,event,stated,measure\nMinistry,a,2022-01-08,demo,40,killed\n")
    append(path, frame(NEW))

    assert Path(path).read_text() == ("source,claim_id,published,event,stated,measure\n"
                                      "Ministry,a,2022-01-08,demo,40,killed\n"
                                      "Agency,b,2022-01-09,demo,dozens,killed\n")


def test_a_ledger_that_is_missing_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "figures.csv"
    append(str(path), frame(NEW))

    assert path.read_bytes() == (b"claim_id,event,measure,stated,published,source\n"
                                 b"b,demo,killed,dozens,2022-01-09,Agency\n")


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"claim_id,event,measure,stated,published,source\n",
                                  b"claim_id,event,measure,stated,published,source"],
                         ids=["nothing", "a line end", "a byte order mark", "a header", "a header without line end"])
def test_an_empty_ledger_takes_rows(make_bytes: MakeBytes, data: bytes) -> None:
    path = make_bytes(data)
    append(path, frame(NEW))

    assert list(read_ledger(path).rows["claim_id"]) == ["b"]


ODD = {
    "byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "byte order mark before a quote": b'\xef\xbb\xbf"claim_id",event' + PLAIN.encode().partition(b"event")[2],
    "CRLF": PLAIN.replace("\n", "\r\n").encode(),
    "CR": PLAIN.replace("\n", "\r").encode(),
    "no line end at the end": PLAIN.rstrip("\n").encode(),
    "all cells quoted": "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n"
                                for line in PLAIN.splitlines()).encode(),
    "spaces around cells": PLAIN.replace(",", " , ").encode(),
    "empty rows": (PLAIN + ",,,,,\n\n,,\n").encode(),
    "line breaks in a cell": PLAIN.replace("40 people", '"40\r\n ""people"""').encode(),
    "letters of all kinds": PLAIN.replace("Ministry", "«Министерство» وزارة \u2028").encode(),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_what_stands_in_the_file_stays_byte_for_byte(make_bytes: MakeBytes, data: bytes) -> None:
    path = make_bytes(data)
    append(path, frame(NEW))
    after = Path(path).read_bytes()

    assert after.startswith(data)
    assert list(read_ledger(path).rows["claim_id"]) == ["a", "b"]
    assert after.endswith(b"\r\n") == (b"source\r\n" in data)


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_a_new_column_goes_to_the_right_of_every_row(make_bytes: MakeBytes, data: bytes) -> None:
    path = make_bytes(data)
    before = read_ledger(path).rows
    append(path, frame(NEW).assign(reviewer="A. Reader", empty=""))
    after = read_ledger(path).rows

    assert list(after.columns) == [*before.columns, "reviewer"]
    assert list(after["reviewer"]) == ["", "A. Reader"]
    assert after[before.columns].iloc[:1].equals(before)
    for line in data.splitlines():
        assert line in Path(path).read_bytes()


def test_cells_with_commas_quotes_and_line_ends_are_read_back(make_bytes: MakeBytes) -> None:
    path = make_bytes(PLAIN)
    odd = 'a "quoted", cell\nwith\rline\r\nends; and = signs'
    append(path, frame(NEW).assign(source=odd))

    assert read_ledger(path).rows["source"].iloc[1] == odd


def test_rights_of_the_file_and_links_to_it_are_kept(make_bytes: MakeBytes, tmp_path: Path) -> None:
    path = Path(make_bytes(PLAIN))
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    append(str(link), frame(NEW))

    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert len(read_ledger(str(path)).rows) == 2


BROKEN = {
    "a ragged row": (PLAIN + "b,demo\n", "2 cells where the header has 6"),
    "a column twice": (PLAIN.replace("source", "event"), "stands in the header twice"),
    "no text": (b"PK\x03\x04", "not CSV"),
    "an open quote": (PLAIN + '"b', "quoting"),
}


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_nothing_is_added_to_what_is_no_table(make_bytes: MakeBytes, data: Any, said: str) -> None:
    path = make_bytes(data)
    before = Path(path).read_bytes()
    with pytest.raises(LedgerFaults, match=said):
        append(path, frame(NEW))

    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("row, error", [({"claim_id": ""}, UnreadableError), ({"claim_id": "a\0b"}, LedgerFaults),
                                        ({"claim_id": "\ud800"}, UnreadableError)],
                         ids=["an empty row", "a NUL", "half a letter"])
def test_a_row_that_would_not_be_read_back_is_not_written(
        make_bytes: MakeBytes, row: dict[str, str], error: type[Exception]) -> None:
    path = make_bytes(PLAIN)
    with pytest.raises(error):
        append(path, pd.DataFrame([row], dtype=object))

    assert Path(path).read_text() == PLAIN


def test_a_full_disk_leaves_the_older_ledger(make_bytes: MakeBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = make_bytes(PLAIN)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UnreadableError, match=r"cannot write .*figures\.csv: No space left"):
        append(path, frame(NEW))

    assert Path(path).read_text() == PLAIN
    assert sorted(file.name for file in Path(path).parent.iterdir()) == [".figures.csv.lock", "figures.csv"]


def test_a_folder_that_cannot_be_written_is_told_at_once(
        make_bytes: MakeBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = make_bytes(PLAIN)
    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(UnreadableError, match=r"cannot write .*figures\.csv: Permission denied"):
        append(path, frame(NEW))


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        append(str(tmp_path), frame(NEW))


def test_standard_input_cannot_be_written() -> None:
    with pytest.raises(UsageError, match="standard input"):
        append("-", frame(NEW))


# Locking

HOLD = "from reconcile.ledger.writing import locked\nwith locked({!r}):\n    print('held', flush=True)\n    input()"


def test_a_second_writer_waits_and_then_says_so(make_bytes: MakeBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_bytes(PLAIN)
    monkeypatch.setattr(writing, "_WAIT_SECONDS", 0.05)
    with subprocess.Popen([sys.executable, "-c", HOLD.format(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        with pytest.raises(UnreadableError, match="another program is writing .*figures.csv"):
            append(path, frame(NEW))
        other.communicate(b"\n")

    assert Path(path).read_text() == PLAIN
    append(path, frame(NEW))
    assert len(read_ledger(path).rows) == 2


def test_the_holder_of_the_lock_may_write(make_bytes: MakeBytes) -> None:
    path = make_bytes(PLAIN)
    with locked(path):
        append(path, frame(NEW))

    assert len(read_ledger(path).rows) == 2


# A whole table

def test_a_whole_table_keeps_the_line_ends_and_the_mark_of_the_file(make_bytes: MakeBytes) -> None:
    path = make_bytes(b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode())
    table = read_ledger(path).rows.assign(note="checked")
    write(path, table)

    assert Path(path).read_bytes() == (b"\xef\xbb\xbfclaim_id,event,measure,stated,published,source,note\r\n"
                                       b"a,demo,killed,40 people,2022-01-08,Ministry,checked\r\n")


@pytest.mark.parametrize("less, lost", [(lambda table: table.drop(columns="stated"), "stated"),
                                        (lambda table: table.assign(claim_id="other"), "a"),
                                        (lambda table: table.iloc[:0], "a")], ids=["column", "id", "row"])
def test_a_whole_table_never_drops_a_column_or_a_row(
        make_bytes: MakeBytes, less: Callable[[pd.DataFrame], pd.DataFrame], lost: str) -> None:
    path = make_bytes(PLAIN)
    with pytest.raises(UsageError, match=f"would lose {lost}"):
        write(path, less(read_ledger(path).rows))

    assert Path(path).read_text() == PLAIN
