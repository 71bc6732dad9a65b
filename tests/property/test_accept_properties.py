"""What holds for every review and every ledger that is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from candidate_files import USUAL
from reconcile.ledger import read_ledger
from reconcile.ledger.text import cells
from reconcile.ledger.writing import append
from reconcile.review import Session, accept, near_duplicates, start
from reconcile.candidates import DECISIONS, STATUSES, conformed, read_candidates, write_candidates
from reconcile.schema import CANDIDATES, LEDGER

WORDS = ["at least 11", "dozens", "4,404", "40 people", "more than 5,000", "up to 30"]
KEY = st.one_of(
    st.tuples(st.sampled_from(["a", "r", "s", "u", "q", "?", "\r", "x", ""]), st.sampled_from(["", "not people"])),
    st.tuples(st.just("e"), st.sampled_from(["place=Almaty", "low=12", "note=why", "note=", "stated=dozens", "odd"])))
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
FILES = st.fixed_dictionaries({
    "mark": st.sampled_from([b"", b"\xef\xbb\xbf"]), "end": st.sampled_from(["\n", "\r\n", "\r"]),
    "rows": st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=4), "is_ended": st.booleans()})


@st.composite
def reviewed(draw: st.DrawFn) -> pd.DataFrame:
    """Draw candidates, decided or not."""
    rows = [{"claim_id": f"c{number}", **USUAL, "stated": draw(st.sampled_from(WORDS)),
             "status": draw(st.sampled_from(sorted(STATUSES))), "decision": draw(st.sampled_from(["", *DECISIONS])),
             "place": draw(st.sampled_from(["", "Almaty", "Kazakhstan/Almaty"]))}
            for number in range(draw(st.integers(0, 6)))]
    return conformed(pd.DataFrame(rows, columns=[*rows[0]] if rows else CANDIDATES.names))


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def states(session: Session, keys: list[tuple[str, str]]) -> list[Session]:
    found = [session]
    for key, text in keys:
        found.append(found[-1].press(key, text))
    return found


@given(reviewed(), st.lists(KEY, max_size=20))
def test_any_keys_and_as_many_undos_give_the_first_state(frame: pd.DataFrame, keys: list[tuple[str, str]]) -> None:
    first = start(frame, lambda _: [], reviewer="A. Reader")
    last = states(first, keys)[-1]

    assert states(last, [("u", "")] * len(keys))[-1] == first


@given(reviewed(), st.lists(KEY, max_size=20))
def test_no_key_loses_a_candidate_or_touches_a_decided_one(frame: pd.DataFrame, keys: list[tuple[str, str]]) -> None:
    first = start(frame, lambda _: [])
    for session in states(first, keys):
        after = session.frame(frame)
        fixed = after[["claim_id", "document", "locator", "rule", "status", "confidence"]]

        assert fixed.equals(frame[fixed.columns])
        assert list(after.columns) == list(frame.columns)
        for place, row in enumerate(session.rows):
            if place not in first.waiting:
                assert row == first.rows[place]


@given(reviewed(), st.lists(KEY, max_size=20))
def test_keys_are_repeatable(frame: pd.DataFrame, keys: list[tuple[str, str]]) -> None:
    one, two = (states(start(frame, lambda _: []), keys)[-1] for _ in range(2))

    assert (one, one.said) == (two, two.said)


@settings(max_examples=30)
@given(reviewed())
def test_accepting_adds_what_was_accepted_once(frame: pd.DataFrame) -> None:
    wanted = tuple(frame.loc[frame["decision"].isin(["accept", "edit"]), "claim_id"])
    with folder() as place:
        path = str(place / "figures.csv")
        first = accept(frame, path)
        data = (place / "figures.csv").read_bytes() if wanted else b""
        second = accept(frame, path)

        assert (first.added, second.added, second.present) == (wanted, (), wanted)
        assert len(wanted) + first.rejected + first.undecided == len(frame)
        if wanted:
            assert tuple(read_ledger(path).rows["claim_id"]) == wanted
            assert (place / "figures.csv").read_bytes() == data


@settings(max_examples=30)
@given(reviewed())
def test_a_candidates_file_is_read_back_as_written(frame: pd.DataFrame) -> None:
    with folder() as place:
        for name in ("c.csv", "c.jsonl"):
            write_candidates(str(place / name), frame)
            read = read_candidates(str(place / name))

            assert read.reset_index(drop=True).equals(frame)
            write_candidates(str(place / name), read)
            assert read_candidates(str(place / name)).equals(read)


@settings(max_examples=60)
@given(FILES, st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4),
       st.sampled_from([["x", "y", "z"], ["z", "x", "new"], ["one", "two", "y"]]))
def test_appending_keeps_every_byte_and_every_cell(
        file: dict[str, Any], rows: list[list[str]], columns: list[str]) -> None:
    added = pd.DataFrame([["id", *row[1:]] for row in rows], columns=columns, dtype=object)
    with folder() as place:
        path = place / "figures.csv"
        append(str(path), pd.DataFrame(file["rows"], columns=["x", "y", "z"], dtype=object).assign(x="old"))
        ended = path.read_bytes().replace(b"\n", file["end"].encode())
        path.write_bytes(file["mark"] + (ended if file["is_ended"] else ended.rstrip(b"\r\n")))
        before, (header, old, _) = path.read_bytes(), cells("", path.read_bytes())
        append(str(path), added)
        after = path.read_bytes()
    wide, new, faults = cells("", after)

    assert faults == []
    assert wide[:3] == header
    assert [row[:3] for _, row in new[:len(old)]] == [row for _, row in old]
    assert [[row[wide.index(name)] for name in columns if name in wide] for _, row in new[len(old):]] == [
        [cell.strip() for cell, name in zip(row, columns, strict=True) if name in wide]
        for row in added.to_numpy().tolist()]
    assert wide != header or after.startswith(before)


@settings(max_examples=30)
@given(reviewed(), reviewed())
def test_near_duplicates_are_found_both_ways(one: pd.DataFrame, two: pd.DataFrame) -> None:
    two = two.assign(claim_id="k" + two["claim_id"])
    there = near_duplicates(one[LEDGER.names], two[LEDGER.names])
    back = near_duplicates(two[LEDGER.names], one[LEDGER.names])

    assert set(zip(there["claim_id"], there["other"], strict=True)) == set(
        zip(back["other"], back["claim_id"], strict=True))
