"""Figures that look mistyped, miscalculated or invented: findings, never changes."""

from __future__ import annotations

import pytest

from reconcile import evidence, plausibility
from worlds import ledger_of, reconcile

TRANSPOSED, STRAIGHT = "digits in another order", "equal to an extrapolation"
PARTS, RATE = "parts exceed the whole", "rate times days differs from the total"


def found(table, **defaults):
    """Return the findings of a small table."""
    return plausibility.find(reconcile(table, defaults=defaults).claims)


FOUND = {
    # the table: check, outcome, claims, words of the message
    "a relay with swapped digits": ("""claim_id | stated | source | cites
                                       a        | 4,237  | Ministry |
                                       b        | 4,327  | Data set | a""",
                                    TRANSPOSED, "fail", ("a", "b"),
                                    "4,237 and 4,327 are given for the same count of Ministry and differ by two "
                                    "neighbouring digits in the other order. Compare both with what was published"),
    "a quotation with swapped digits": ("""claim_id | stated | source   | origin
                                           a        | 4,237  | Ministry |
                                           b        | 4,327  | Paper    | Ministry""",
                                        TRANSPOSED, "fail", ("a", "b"), "the same count of Ministry"),
    "two figures of one origin within days": ("""claim_id | stated | source   | published
                                                 a        | 4,237  | Ministry | 2023-10-18
                                                 b        | 4,327  | Ministry | 2023-10-20""",
                                              TRANSPOSED, "cannot tell", ("a", "b"),
                                              "two counts a few days apart of Ministry"),
    "a late relay that cites": ("""claim_id | stated | source | cites | published
                                   a        | 4,237  | Ministry |     | 2023-10-18
                                   b        | 4,327  | Data set | a   | 2024-01-20""",
                                TRANSPOSED, "fail", ("a", "b"), "the same count of Ministry"),
    "a straight series": ("""claim_id | stated | source  | as_of      | published
                             a        | 6,027  | Tracker | 2026-01-01 | 2026-02-01
                             b        | 6,164  | Tracker | 2026-01-02 | 2026-02-01
                             c        | 6,438  | Tracker | 2026-01-04 | 2026-02-01""",
                          STRAIGHT, "cannot tell", ("a", "b", "c"),
                          "6,027, 6,164 and 6,438 of Tracker lie on one straight line, so that each later figure "
                          "equals the extrapolation of those before it. Look whether somebody counted"),
    "a part above its whole": ("""claim_id | stated | population      | source
                                  a        | 225    |                 | Prosecutor
                                  b        | 230    | security_forces | Prosecutor""",
                               PARTS, "fail", ("a", "b"),
                               "230 members of the security forces are more than the 225 people that they are part "
                               "of, by 10 January 2022"),
    "a part of a part above it": ("""claim_id | stated | population      | source
                                     a        | 19     | security_forces | Prosecutor
                                     b        | 20     | police          | Prosecutor""",
                                  PARTS, "fail", ("a", "b"), "20 police officers are more than the 19 members"),
    "disjoint parts above their whole": ("""claim_id | stated | population | source
                                            a        | 100    |            | Ministry
                                            b        | 50     | civilians  | Ministry
                                            c        | 60     | combatants | Ministry""",
                                         PARTS, "fail", ("a", "b", "c"),
                                         "50 civilians and 60 combatants, together at least 110, are more than"),
    "one part above its whole, beside another": ("""claim_id | stated | population | source
                                                    a        | 100    |            | Ministry
                                                    b        | 101    | women      | Ministry
                                                    c        | 60     | children   | Ministry""",
                                                 PARTS, "fail", ("a", "b"), "101 women are more than the 100 people"),
    "parts of one document by different counters": ("""claim_id | stated | population | source | origin | document
                                                       a        | 10     |            | A      |        | d.txt
                                                       b        | 12     | police     | B      |        | d.txt""",
                                                    PARTS, "cannot tell", ("a", "b"), "12 police officers"),
    "a rate that does not come of its total": (
        """claim_id | stated      | low | high | counting | since      | as_of      | source | note
           a        | 3,486       |     |      | period   | 2012-10-04 | 2012-11-02 | SNHR   |
           b        | 177 a day   | 177 | 177  | period   | 2012-10-04 | 2012-11-02 | SNHR   | a rate""",
        RATE, "fail", ("a", "b"), "177 a day for 30 days make 5,310, but 3,486 are stated for the same days; "
                                  "3,486 / 30 = 116.2 a day"),
}


@pytest.mark.parametrize(("table", "check", "outcome", "ids", "words"), FOUND.values(), ids=FOUND)
def test_a_finding_names_the_claims_and_the_arithmetic(table, check, outcome, ids, words):
    defaults = {"published": "2013-01-01"} if check == RATE else {}
    finding, = found(table, **defaults)
    assert (finding.check, finding.outcome, finding.claim_ids) == (check, outcome, ids)
    assert words in finding.message and not finding.message.endswith(".")


CLEAN = {
    "another digit": "stated | source\n4,237 | A\n4,337 | A",
    "digits that are not neighbours": "stated | source\n4,237 | A\n7,234 | A",
    "small figures": "stated | source\n12 | A\n21 | A",
    "figures of two origins": "stated | source\n4,237 | A\n4,327 | B",
    "figures far apart in time": "stated | source | published\n4,237 | A | 2023-10-18\n4,327 | A | 2023-11-18",
    "two points": "stated | source | published\n6,027 | A | 2022-01-01\n6,164 | A | 2022-01-02",
    "a plateau": "stated | source | published\n600 | A | 2022-01-01\n600 | A | 2022-01-02\n600 | A | 2022-01-03",
    "small steps": "stated | source | published\n41 | A | 2022-01-01\n42 | A | 2022-01-02\n43 | A | 2022-01-03",
    "a bent series": "stated | source | published\n400 | A | 2022-01-01\n500 | A | 2022-01-02\n610 | A | 2022-01-03",
    "parts that add up": "stated | source | population\n110 | A |\n50 | A | civilians\n60 | A | combatants",
    "girls among women and children": "stated | source | population\n100 | A |\n50 | A | women\n60 | A | children",
    "parts that can overlap": "stated | source | population\n110 | A |\n100 | A | journalists\n60 | A | children",
    "a part at another date": "stated | source | population | as_of\n100 | A | | 2022-01-05\n"
                              "120 | A | police | 2022-01-06",
    "a part of another source": "stated | source | population\n100 | A |\n120 | B | police",
    "an open whole": "stated | source | population\nat least 100 | A |\n120 | A | police",
    "a vague whole": "stated | source | population\ndozens | A |\n30 | A | police",
    "a withdrawn part": "claim_id | stated | source | population | retracts\na | 100 | A | |\nb | 120 | A | police |\n"
                        "r | | A | police | b",
}


@pytest.mark.parametrize("table", CLEAN.values(), ids=CLEAN)
def test_nothing_is_found_where_nothing_is_wrong(table):
    assert found(table) == []


@pytest.mark.parametrize(("rate", "total", "is_clean"), [
    ("116", "3,486", True), ("117", "3,486", False), ("116", "3,480 to 3,500", True), ("116", "more than 3,000", True)])
def test_a_rate_is_rounded(rate, total, is_clean):
    table = f"""stated | low | high | counting | since | as_of | source | note
                {total} | | | period | 2012-10-04 | 2012-11-02 | SNHR |
                {rate} per day | {rate} | {rate} | period | 2012-10-04 | 2012-11-02 | SNHR | a rate"""
    assert (found(table, published="2013-01-01") == []) is is_clean


@pytest.mark.parametrize("cells", ["| 2012-11-02", "2012-10-04 | 2012-11-02/..", "2012-10-04 | 2012-10-30"])
def test_a_rate_without_a_total_for_its_window_is_left_alone(cells):
    table = f"""stated    | low | high | counting | note   | source | since | as_of
                177 a day | 177 | 177  | period   | a rate | SNHR   | {cells}
                3,486     |     |      | period   |        | SNHR   | 2012-10-04 | 2012-11-02"""
    if cells.startswith("|"):
        table = table.replace("| 2012-10-04 | 2012-11-02", "| | 2012-11-02")
    assert found(table, published="2013-01-01") == []


@pytest.mark.parametrize(("stated", "counting", "expected"), [
    ("177 a day", "period", True), ("177 per day", "period", True), ("177 killed every day", "period", True),
    ("daily average of 177", "period", True), ("177/day", "period", True), ("177 on Sunday", "period", False),
    ("177 a day", "cumulative", False), ("177 yesterday", "period", False)])
def test_what_is_a_rate(stated, counting, expected):
    claims = ledger_of([{"stated": stated, "low": "177", "high": "177", "note": "x"}]).rows.reset_index()
    assert list(evidence.is_rate(claims.assign(counting=counting))) == [expected]


@pytest.mark.parametrize(("one", "other", "expected"), [
    (4237, 4327, True), (4237, 4237, False), (4237, 2437, True), (4237, 42370, False), (1221, 2112, False)])
def test_transposed_digits(one, other, expected):
    assert plausibility.is_transposed(one, other) is plausibility.is_transposed(other, one) is expected


def test_long_run_is_one_finding_and_a_bend_parts_two():
    rows = [{"stated": str(number), "source": "T", "as_of": f"2022-01-{day:02d}"} for day, number in
            enumerate((100, 150, 200, 250, 350, 450), start=1)]
    assert [finding.claim_ids for finding in found(rows)] == [("c1", "c2", "c3", "c4"), ("c4", "c5", "c6")]


def test_claims_are_left_as_they_were():
    claims = reconcile("stated | source\n4,237 | A\n4,327 | A").claims
    before = claims.copy(deep=True)
    plausibility.find(claims)
    assert claims.equals(before)


def test_the_ledger_of_the_project_is_clean():
    from reconcile import read_ledger, run
    assert plausibility.find(run(read_ledger("figures.csv")).claims) == []
