"""Findings: what a person must look at. Nothing in the ledger is changed by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import FIGURES, Answer

Make = Callable[..., str]
Command = Callable[..., Answer]

FOUND = {
    # the table: check, outcome, claims, words of the message
    "suspected copy": ("""claim_id | stated | source   | published
                          a        | 164    | Ministry | 2022-01-10
                          b        | 164    | Channel  | 2022-01-11""",
                       "suspected copy", "cannot tell", ["a", "b"],
                       "Channel gives 164 like claim a a few days before and names no counter. If it relays "
                       "that "
                       "figure, write a in cites; else name the counter in origin"),
    "withdrawn figure used again": ("""claim_id | stated | source   | published  | origin   | retracts
                                       a        | 164    | Ministry | 2022-01-09 |          |
                                       b        |        | Ministry | 2022-01-10 |          | a
                                       c        | 164    | Paper    | 2022-01-12 | Ministry |""",
                                    "withdrawn figure used again", "fail", ["c", "b"],
                                    "published after claim b had withdrawn it; it counts in no range"),
    "withdrawn figure cited again": ("""claim_id | stated | source   | published  | cites | retracts
                                        a        | 164    | Ministry | 2022-01-09 |       |
                                        b        |        | Ministry | 2022-01-10 |       | a
                                        c        | 164    | Paper    | 2022-01-12 | a     |""",
                                     "withdrawn figure used again", "fail", ["c", "b"], "counts in no range"),
    "retraction before claim": ("""claim_id | stated | source   | published  | retracts
                                   a        | 164    | Ministry | 2022-01-09 |
                                   b        |        | Ministry | 2022-01-08 | a""",
                                "retraction before claim", "fail", ["b", "a"],
                                "Correct published, or retracts"),
    "retraction of another measure": ("""claim_id | measure  | stated | source   | retracts
                                         a        | killed   | 164    | Ministry |
                                         b        | detained |        | Ministry | a""",
                                      "retraction of another measure", "fail", ["b", "a"],
                                      "a claim about “detained” in demo withdraws one about “killed” in demo. "
                                      "Correct retracts"),
    "retraction in another event": ("""claim_id | event | stated | source   | retracts
                                       a        | one   | 164    | Ministry |
                                       b        | two   |        | Ministry | a""",
                                    "retraction of another measure", "fail", ["b", "a"], "Correct retracts"),
    "origin differs": ("""claim_id | stated | source   | origin   | cites
                          a        | 164    | Ministry |          |
                          b        | 170    | Paper    | Hospital | a""",
                       "origin differs from the cited claim", "fail", ["b", "a"],
                       "it names Hospital and cites a figure of Ministry. Correct origin, or cites"),
    "not a web address": ("claim_id | stated | url\na | 164 | javascript:alert(1)",
                          "not a web address", "fail", ["a"],
                          "“javascript:alert(1)” in url is printed as text. Write an address that starts with "
                          "https://"),
    "not an archived web address": ("claim_id | stated | archive_url\na | 164 | www.example.org",
                                    "not a web address", "fail", ["a"], "“www.example.org” in archive_url"),
    "origins look alike": ("""claim_id | stated | source
                              a        | 164    | Ministry of Internal Affairs
                              b        | 170    | Ministry of the Internal Affairs""",
                           "origins look alike", "cannot tell", ["a", "b"],
                           "If they are one counter, write one name"),
    "population misspelt": ("claim_id | stated | population\na | 164 | protestors",
                            "population looks misspelt", "cannot tell", ["a"],
                            "“protestors” is not in the vocabulary. Did you mean “protesters”?"),
}


@pytest.mark.parametrize("table, check, outcome, ids, words", FOUND.values(), ids=FOUND)
def test_a_finding_names_the_claims_and_what_to_do(
        reconciled: Callable[..., Any], make_ledger: Make, command: Command, table: str, check: str,
        outcome: str,
        ids: list[str], words: str) -> None:
    found = reconciled(table).findings.to_dict("records")
    answer = command("check", make_ledger(table))

    [message] = [row["message"] for row in found
                 if (row["check"], row["outcome"], list(row["claim_ids"])) == (check, outcome, ids)]
    assert words in message
    assert (answer.code, answer.err) == (1, "")
    [line] = [line for line in answer.out.splitlines() if line.startswith(f"{check} ({outcome})")]
    assert f"{', '.join(ids)}: {message}" in line
    assert not line.endswith(("?.", ".."))
    assert answer.out.endswith(f"no faults, {len(found)} finding{'s' if len(found) > 1 else ''}.\n")
    assert len(found) == (2 if check == "retraction before claim" else 1)


CLEAN = {
    "round figures": "claim_id | stated | source\na | 165 | Ministry\nb | 165 | Channel",
    "small figures": "claim_id | stated | source\na | 17 | Ministry\nb | 17 | Channel",
    "open figures": "claim_id | stated | source\na | at least 164 | Ministry\nb | at least 164 | Channel",
    "a citation": "claim_id | stated | source | cites\na | 164 | Ministry |\nb | 164 | Channel | a",
    "an origin": "claim_id | stated | source | origin\na | 164 | Ministry |\nb | 164 | Channel | Morgue",
    "one origin": "claim_id | stated | source | origin\na | 164 | Ministry |\nb | 164 | Channel | the "
                  "ministry",
    "a long time": "claim_id | stated | source | published\na | 164 | Ministry | 2022-01-10\nb | 164 | "
                   "Channel | 2022-01-18",
    "a retraction": "claim_id | stated | source | retracts\na | 164 | Ministry |\nb | | Ministry | a",
    "web addresses": "claim_id | stated | url | archive_url\na | 164 | https://example.org/a | "
                     "HTTP://example.org/b",
    "another population": "claim_id | stated | population\na | 164 | lighthouse_keepers",
    "origins of two events": "claim_id | event | stated | source\na | one | 164 | Ministry of Health\n"
                             "b | two | 170 | Ministry of Heath",
}


@pytest.mark.parametrize("table", CLEAN.values(), ids=CLEAN)
def test_a_clean_ledger_has_no_finding(make_ledger: Make, command: Command, table: str) -> None:
    answer = command("check", make_ledger(table))

    assert answer.code == 0
    assert answer.out.endswith("no faults, 0 findings.\n")


def test_the_ledger_of_the_project_is_clean(command: Command) -> None:
    assert command("check", FIGURES).code == 0


def test_all_findings_are_listed_in_order_and_the_same_whatever_the_order_of_the_rows(
        make_ledger: Make, command: Command) -> None:
    rows = [{"claim_id": "a", "stated": "164", "source": "Ministry of Health", "url": "ftp://x"},
            {"claim_id": "b", "stated": "164", "source": "Ministry of Heath", "published": "2022-01-11"},
            {"claim_id": "c", "stated": "170", "source": "Paper", "origin": "Morgue", "cites": "a",
             "population": "protestors"}]
    answer = command("check", make_ledger(rows))

    assert answer.code == 1
    assert [line.split(" (")[0] for line in answer.out.splitlines()[:-1]] == [
        "not a web address", "origin differs from the cited claim", "origins look alike",
        "population looks misspelt",
        "suspected copy"]
    assert answer.out.endswith("figures.csv: 3 claims, no faults, 5 findings.\n")
    assert command("check", make_ledger(rows[::-1])).out == answer.out


def test_a_finding_changes_no_range(reconciled: Callable[..., Any]) -> None:
    estimate = reconciled(FOUND["suspected copy"][0]).estimates.query("policy == 'envelope'").iloc[0]

    assert (estimate["low"], estimate["high"], estimate["n_origins"]) == (164, 164, 2)


def test_faults_come_before_findings(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    answer = command("check", make_ledger([{"stated": "40", "url": "ftp://x", "measure": "kiled"}]))

    assert (answer.code, answer.out) == (2, "")
