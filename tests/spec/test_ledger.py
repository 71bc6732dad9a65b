"""The ledger: what may stand in it, what a spreadsheet makes of it, and what an empty cell means."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reconcile
from conftest import FIGURES, Answer, ledger_text
from reconcile.schema import CLAIMS, LEDGER

Make = Callable[..., str]
Command = Callable[..., Answer]
PLAIN = ("claim_id,event,measure,stated,published,source\n"
         "a,demo,killed,40 people,2022-01-08,Ministry\n"
         "b,demo,killed,dozens,2022-01-09,Agency\n")


def claims(path: str, **settings: str) -> list[dict[str, Any]]:
    result = reconcile.run(reconcile.read_ledger(path), **settings)  # type: ignore[arg-type]
    return result.claims.sort_values("claim_id").to_dict("records")


def test_a_ledger_needs_five_columns_and_the_words(make_bytes: Make) -> None:
    ledger = reconcile.read_ledger(make_bytes(PLAIN))

    assert repr(ledger) == "Ledger(figures.csv: 2 claims, 1 event)"
    assert ledger.sha256 == hashlib.sha256(PLAIN.encode()).hexdigest()
    assert [(row["claim_id"], row["low"], row["high"]) for row in claims(make_bytes(PLAIN))] == [
        ("a", 40, 40), ("b", 24, 99)]


def test_the_ledger_of_the_project_has_the_columns_in_order_and_no_fault() -> None:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)

    assert header == LEDGER.names
    assert len(reconcile.read_ledger(str(FIGURES)).rows) == len(rows)


# What spreadsheets write is read as it is.

SPREADSHEETS = {
    "byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "CRLF": PLAIN.replace("\n", "\r\n").encode(),
    "CR": PLAIN.replace("\n", "\r").encode(),
    "byte order mark and CRLF": b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode(),
    "no line end at the end": PLAIN.rstrip("\n").encode(),
    "trailing empty rows": (PLAIN + ",,,,,\n,,,,,\n\n\n").encode(),
    "trailing blanks": (PLAIN + " , ,,,,\n \n").encode(),
    "shorter empty rows": (PLAIN + ",,\n,\n").encode(),
    "spaces around cells": PLAIN.replace(",", " , ").encode(),
    "all cells quoted": "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n"
                                for line in PLAIN.splitlines()).encode(),
}


@pytest.mark.parametrize("data", SPREADSHEETS.values(), ids=SPREADSHEETS)
def test_what_a_spreadsheet_writes_is_read_as_it_is(make_bytes: Make, data: bytes) -> None:
    assert [(row["claim_id"], row["row"], row["stated"], row["low"], row["source"])
            for row in claims(make_bytes(data))] == [
        ("a", 2, "40 people", 40, "Ministry"), ("b", 3, "dozens", 24, "Agency")]


def test_line_breaks_and_quotes_may_stand_in_a_quoted_cell(make_bytes: Make) -> None:
    text = ('claim_id,event,measure,stated,published,source,note\n'
            'a,demo,killed,"40\r\npeople",2022-01-08,"The ""Daily"", Almaty","one\ntwo"\n'
            'b,demo,killed,50,2022-01-08,Agency,\n')
    first, second = claims(make_bytes(text))

    assert (first["low"], first["source"], first["note"]) == (40, 'The "Daily", Almaty', "one\ntwo")
    assert (second["claim_id"], second["row"]) == ("b", 3)


def test_the_row_is_counted_as_a_spreadsheet_counts_it(make_bytes: Make) -> None:
    text = PLAIN.replace("b,demo", ",,,,,\n\nb,demo")

    assert [row["row"] for row in claims(make_bytes(text))] == [2, 5]


def test_columns_may_stand_in_another_order(make_bytes: Make) -> None:
    rows = list(csv.DictReader(io.StringIO(PLAIN)))
    turned = io.StringIO()
    writer = csv.DictWriter(turned, list(reversed(list(rows[0]))))
    writer.writeheader()
    writer.writerows(rows)

    assert repr(claims(make_bytes(turned.getvalue()))) == repr(claims(make_bytes(PLAIN)))


@pytest.mark.usefixtures("only_svg")
def test_extra_columns_are_kept_to_the_table_of_claims(make_ledger: Make, command: Command,
                                                       tmp_path: Path) -> None:
    path = make_ledger("""claim_id | stated | reviewer | Überprüft am
                          a        | 40     | Aigerim  | 1 May
                          b        | 50     |          | 2 May""")
    assert command("report", path, "--out", tmp_path / "out").code == 0

    with (tmp_path / "out" / "demo" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["claim_id"], row["reviewer"], row["Überprüft am"]) for row in rows] == [
        ("a", "Aigerim", "1 May"), ("b", "", "2 May")]


TAKEN = sorted({*CLAIMS.names, "stated_low", "stated_high", "has_as_of", "until", "names_origin",
                "withdrawn_by",
                "stands_in", "index", "level_0"} - set(LEDGER.names))


@pytest.mark.parametrize("name", TAKEN)
def test_an_extra_column_is_kept_or_its_name_is_refused_but_never_lost(
        make_ledger: Make, command: Command, name: str) -> None:
    path = make_ledger([{"stated": "40", name: "mine 1"}, {"stated": "50", name: "mine 2"}])
    checked = command("check", path)

    if checked.code == 2:
        assert f"column {name}" in checked.err
    else:
        kept = f"ledger_{name}" if name in CLAIMS.names else name
        assert [row[kept] for row in claims(path)] == ["mine 1", "mine 2"]


def test_a_dash_reads_standard_input(command: Command) -> None:
    checked = command("check", "-", stdin=PLAIN.encode())

    assert (checked.code, checked.out) == (0, "standard input: 2 claims, no faults, 0 findings.\n")


def test_figures_csv_of_the_current_folder_is_the_default(
        make_bytes: Make, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_bytes(PLAIN)
    monkeypatch.chdir(tmp_path)

    assert command("check").out == "figures.csv: 2 claims, no faults, 0 findings.\n"


def test_a_long_ledger_is_read_whole(make_ledger: Make) -> None:
    path = make_ledger([{"stated": str(n), "source": f"S{n % 7}", "as_of": f"2022-01-{1 + n % 9:02}"}
                        for n in range(1, 301)])

    assert sorted(row["low"] for row in claims(path)) == list(range(1, 301))


# What an empty cell means.

def test_the_population_is_everyone_unless_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | stated | population
                          a        | 40     |
                          b        | 40     | Security Forces
                          c        | 40     | security_forces""")

    assert [row["population"] for row in claims(path)] == ["everyone", "security_forces", "security_forces"]


def test_the_place_is_the_widest_of_the_event_unless_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | event | stated | place
                          a        | one   | 40     |
                          b        | one   | 40     | Kazakhstan / Almaty
                          c        | two   | 40     |
                          d        | three | 40     |
                          e        | three | 40     | Mali/Gao
                          f        | three | 40     | Niger""")

    assert [row["place"] for row in claims(path)] == [
        "Kazakhstan", "Kazakhstan/Almaty", "", "", "Mali/Gao", "Niger"]


def test_the_way_of_counting_follows_the_measure_unless_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | measure      | stated | counting
                          a        | killed       | 40     |
                          b        | detained     | 40     |
                          c        | held         | 40     |
                          d        | participants | 40     |
                          e        | participants | 40     | cumulative""")

    assert [row["counting"] for row in claims(path)] == [
        "cumulative", "cumulative", "snapshot", "snapshot", "cumulative"]


def test_the_unit_is_persons_unless_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | measure  | stated | unit
                          a        | detained | 40     |
                          b        | detained | 40     | acts""")

    assert [row["unit"] for row in claims(path)] == ["persons", "acts"]


def test_a_figure_speaks_of_the_day_it_was_published_unless_as_of_is_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | stated | published     | as_of
                          a        | 40     | 2022-01-10    |
                          b        | 40     | 2022-01-10/.. |
                          c        | 40     | 2022-01-10    | 2022-01""")

    assert [row["as_of"] for row in claims(path)] == ["2022-01-10", "2022-01-10/..", "2022-01"]


def test_the_origin_is_the_source_or_that_of_the_cited_claim_unless_given(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | stated | source   | source_type | origin   | cites
                          a        | 40     | Ministry | state       |          |
                          b        | 41     | Agency   | media       | Hospital |
                          c        | 40     | Paper    | media       |          | a""")

    assert [(row["origin"], row["origin_type"]) for row in claims(path)] == [
        ("Ministry", "state"), ("Hospital", ""), ("Ministry", "state")]


# Bounds that overrule the words.

@pytest.mark.parametrize("low, high, read", [
    ("5001", "", (5001, math.inf)), ("40", "40", (40, 40)), ("30", "50", (30, 50)), ("0", "0", (0, 0)),
    ("0", "", (0, math.inf)), ("9007199254740992", "", (2.0**53, math.inf)),
])
def test_low_and_high_can_stand_without_words(make_ledger: Make, low: str, high: str,
                                              read: tuple[float, float]) -> None:
    [claim] = claims(make_ledger([{"low": low, "high": high}]))

    assert (claim["low"], claim["high"]) == read
    assert (claim["hedge"], claim["rule"], claim["state"]) == ("overruled", "ledger:low,high", "current")


def test_high_alone_is_a_figure_that_counts(make_ledger: Make) -> None:
    [claim] = claims(make_ledger([{"high": "40"}]))

    assert (claim["low"], claim["high"], claim["state"]) == (0, 40, "current")


@pytest.mark.parametrize("stated, low, high, read", [
    ("dozens", "30", "50", (30, 50)),
    ("dozens", "30", "", (30, 99)),
    ("dozens", "", "50", (24, 50)),
    ("more than 5,000", "", "6000", (5001, 6000)),
    ("a crowd as big as a town", "5000", "", (5000, math.inf)),
])
def test_low_and_high_overrule_the_words_with_a_note(
        make_ledger: Make, stated: str, low: str, high: str, read: tuple[float, float]) -> None:
    [claim] = claims(make_ledger([{"stated": stated, "low": low, "high": high, "note": "the table says so"}]))

    assert (claim["low"], claim["high"]) == read


@pytest.mark.parametrize("low, high", [("150", ""), ("", "10")])
def test_a_bound_that_crosses_the_words_never_gives_a_range_upside_down(
        make_ledger: Make, command: Command, low: str, high: str) -> None:
    path = make_ledger([{"stated": "dozens", "low": low, "high": high, "note": "the table says so"}])
    checked = command("check", path)

    if checked.code == 2:
        assert f"column {'low' if low else 'high'}" in checked.err
    else:
        [claim] = claims(path)
        assert claim["low"] <= claim["high"]


def test_a_retraction_needs_no_words(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | stated | retracts
                          a        | 40     |
                          b        |        | a""")

    assert [(row["claim_id"], row["state"]) for row in claims(path)] == [("a", "retracted"),
                                                                         ("b", "retraction")]


def test_the_words_are_read_with_the_measure(make_ledger: Make) -> None:
    path = make_ledger("""claim_id | measure | stated
                          a        | killed  | 3 dead and 12 injured
                          b        | injured | 3 dead and 12 injured""")

    assert [row["low"] for row in claims(path)] == [3, 12]


def test_a_ledger_in_a_notebook_shows_what_is_in_it_as_text(make_ledger: Make) -> None:
    rows = [{"stated": "40"}, {"stated": "41", "measure": "injured", "published": "2022-01-12"}]
    ledger = reconcile.read_ledger(make_ledger(rows, name="<b>bold.csv"))
    shown = ledger._repr_html_()

    assert "Ledger(&lt;b&gt;bold.csv: 2 claims, 1 event)" in shown
    assert ('<tr><th scope="row">demo</th><td>2</td><td>injured, killed</td><td>2</td><td>2022-01-10</td>'
            "<td>2022-01-12</td></tr>") in shown


def test_text_of_any_script_is_kept(make_bytes: Make) -> None:
    source = "Министерство внутренних дел 内務省 وزارة"
    [claim] = claims(make_bytes(ledger_text([{"stated": "40", "source": source}])))

    assert claim["source"] == source
