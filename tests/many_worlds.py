"""Reconciliations of several questions for the tests of charts: few and many claims, copies, ugly names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from reconcile.pipeline import Reconciliation, run
from worlds import ledger_of, reconcile

LONG = "The Independent International Commission for the Documentation of Detentions, Injuries and Deaths in " * 2


def two() -> Reconciliation:
    """Return two questions of three claims: two origins that contradict each other, and a lone figure."""
    return reconcile("""claim_id | measure | stated | source   | source_type
                        a        | killed  | 40     | Ministry | state
                        b        | killed  | 60     | Observer | ngo
                        c        | injured | 300    | Ministry | state""")


def event() -> Reconciliation:
    """Return an event with every form: relays, a chain, a copy, revisions, a withdrawn and a vague figure, silence."""
    return reconcile("""
        claim_id | measure  | place          | stated         | published  | source     | origin   | cites | retracts
        m1       | killed   | Freeland       | 40             | 2022-01-08 | Ministry   |          |       |
        m2       | killed   | Freeland       | 38             | 2022-01-09 | Ministry   |          |       |
        m3       | killed   | Freeland       | 45             | 2022-01-11 | Ministry   |          |       |
        t1       | killed   | Freeland       | 45             | 2022-01-12 | Telegraph  |          | m3    |
        u1       | killed   | Freeland       | 45             | 2022-01-13 | Union News |          | t1    |
        v1       | killed   | Freeland       | 45             | 2022-01-14 | Valley FM  |          | u1    |
        w1       | killed   | Freeland       | 45             | 2022-01-15 | Westerner  |          | v1    |
        o1       | killed   | Freeland       | more than 160  | 2022-01-12 | Observer   |          |       |
        o2       | killed   | Freeland       | more than 160  | 2022-01-12 | Telegraph  | Observer |       |
        d1       | killed   | Freeland       | dozens         | 2022-01-12 | Doctors    |          |       |
        x1       | killed   | Freeland       | 164            | 2022-01-12 | Channel    |          |       |
        x2       | killed   | Freeland       |                | 2022-01-13 | Channel    |          |       | x1
        k1       | killed   | Freeland/North | 23             | 2022-01-12 | Ministry   |          |       |
        k2       | killed   | Freeland/North | 23             | 2022-01-13 | Copyist    |          |       |
        k3       | killed   | Freeland/North | 2,000 to 5,000 | 2022-01-13 | Observer   |          |       |
        h1       | held     | Freeland       | 700            | 2022-01-12 | Ministry   |          |       |
        h2       | held     | Freeland       | 711            | 2022-01-13 | Observer   |          |       |
        q1       | injured  | Freeland       | unknown        | 2022-01-12 | Ministry   |          |       |""")


def ugly() -> Reconciliation:
    """Return names and wordings that a drawing library could trip over, each relaying another."""
    names = ["A $money$ <script>", "Министерство внутренних дел", "وزارة الداخلية", "新华社", LONG + "Freeland",
             "Channel \U0001f6a8"]
    words = ["$x^2$ 40", "более 50 человек", "60", "71", "80 & \"b\"", "90"]
    rows = [{"claim_id": f"u{n}", "measure": ("killed", "injured")[n % 2], "stated": words[n], "source": name,
             "origin": names[n - 2] if n > 1 else "", "population": ("everyone", LONG[:60].strip())[n % 4 // 2],
             "language": "ru" if n == 1 else "en", "published": f"2022-01-{10 + n}"} for n, name in enumerate(names)]
    rows += [{**row, "claim_id": f"{row['claim_id']}b", "stated": str(200 + n), "population": "everyone",
              "measure": "killed", "origin": "", "language": "en"} for n, row in enumerate(rows)]
    return reconcile(rows)


def crowd(number: int = 70) -> Reconciliation:
    """Return one question of many origins, all far apart, each relayed by its neighbour; and a small question."""
    rows = [{"claim_id": f"c{n:03d}", "stated": str(30 + n * 37 % 90), "source": f"Committee number {n}",
             "published": f"2022-01-{10 + n % 9}"} for n in range(number)]
    rows += [{"claim_id": f"r{n:03d}", "stated": rows[n]["stated"], "source": f"Paper {n % 7}", "cites": f"c{n:03d}",
              "published": f"2022-01-{20 + n % 9}"} for n in range(number)]
    return reconcile([*rows, {"claim_id": "z", "measure": "missing", "stated": "3", "source": "Committee number 0"}])


def full(claims: int = 300, questions: int = 30) -> Reconciliation:
    """Return many claims on many questions in all forms, a few withdrawn."""
    forms = ("{}", "more than {}", "about {}", "dozens", "{}", "at least {}", "{} to 900")
    measures = ("killed", "injured", "detained", "missing", "released")
    rows = [{"claim_id": f"f{n:03d}", "measure": measures[n % questions % 5],
             "place": f"Freeland/District {n % questions // 5}", "published": f"2022-01-{5 + n * 7 % 19:02d}",
             "stated": forms[n * 5 % 7].format(20 + n * 61 % 400), "source": f"Body {n * 11 % 23}",
             "origin": f"Counter {n * 5 % 31}" if n % 3 else ""} for n in range(claims)]
    gone = [{**rows[n], "claim_id": f"g{n:03d}", "stated": "", "retracts": rows[n]["claim_id"],
             "published": "2022-01-28"} for n in range(0, claims, 40)]
    return run(ledger_of([*rows, *gone]))


WORLDS: dict[str, Callable[[], Reconciliation]] = {
    name: lru_cache(maxsize=1)(make) for name, make in (
        ("two", two), ("event", event), ("ugly", ugly), ("crowd", crowd), ("full", full))}
"""Reconciliations by name, made once; charts leave them as they are."""
