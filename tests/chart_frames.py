"""Synthetic tables for the tests of charts: a few lines make a whole reconciliation."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reconcile import schema
from reconcile.dates import parse_date

QUESTION = "unrest-2022:detained:everyone:Freeland:cumulative:persons"
SHA256 = "0123456789abcdef" * 4
INF, NAN = math.inf, math.nan
_TYPES = ("state", "ngo", "media", "intergovernmental", "medical", "witness", "party", "academic", "armed_group", "")


@dataclass(frozen=True)
class SyntheticFrames:
    """The tables that charts read."""

    claims: pd.DataFrame
    questions: pd.DataFrame
    evidence: pd.DataFrame
    estimates: pd.DataFrame
    discrepancies: pd.DataFrame
    leave_one_out: pd.DataFrame
    ledger_name: str = "figures.csv"
    ledger_sha256: str = SHA256
    findings: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.FINDINGS))


def claim(stated: str, low: float, high: float | None = None, as_of: str = "2022-01-10",
          **values: Any) -> dict[str, Any]:
    """Return one claim; ``high`` is ``low`` unless given."""
    high = low if high is None else high
    hedge = "more_than" if stated.startswith("more than") else "at_least" if math.isinf(high) else "exact"
    return {"stated": stated, "low": low, "high": high, "as_of": as_of, "hedge": hedge, **values}


def build(claims: Sequence[dict[str, Any]], **question: Any) -> SyntheticFrames:
    """Return the tables of one question from its claims.

    Parameters
    ----------
    claims : sequence of dict
        As :func:`claim` makes them; ``state`` is ``current`` unless given.
    **question
        Columns of the question that differ from the default.
    """
    rows = [_claim_row(number, values) for number, values in enumerate(claims, start=1)]
    asked = {column.name: "" for column in schema.QUESTIONS.columns} | {
        "question": QUESTION, "slug": "detained", "event": "unrest-2022", "measure": "detained",
        "population": "everyone", "place": "Freeland", "counting": "cumulative", "unit": "persons",
        "who": "people", "who_one": "person", "what": "detained", "family": "custody",
        "is_widest_place": True, "n_claims": len(rows), "status": "disputed",
        "as_of": max((row["as_of"] for row in rows if row["state"] == "current"), default="")} | question
    current = [row for row in rows if row["state"] == "current"]
    return SyntheticFrames(_table(rows, schema.CLAIMS), _table([asked], schema.QUESTIONS),
                           _table([_evidence_row(row) for row in rows], schema.EVIDENCE),
                           _table(_estimates(current, asked), schema.ESTIMATES),
                           _table(_pairs(current), schema.DISCREPANCIES),
                           _table(_left_out(current), schema.LEAVE_ONE_OUT))


def _table(rows: Sequence[dict[str, Any]], table: schema.Table) -> pd.DataFrame:
    return schema.conform(pd.DataFrame(rows), table) if rows else schema.empty(table)


def _claim_row(number: int, values: dict[str, Any]) -> dict[str, Any]:
    fallback = {"text": "", "count": NAN, "number": NAN, "whole": 0, "flag": False, "day": pd.NaT, "ids": ()}
    row = {column.name: fallback[column.kind] for column in schema.CLAIMS.columns}
    row |= {"claim_id": f"c{number}", "footnote": number, "row": number + 1, "question": QUESTION,
            "counting": "cumulative", "state": "current", "source": f"Agency {number}", "origin": f"Counter {number}",
            "origin_type": _TYPES[number % len(_TYPES)]} | values
    when = parse_date(row["as_of"])
    row |= {"as_of_from": when.first, "as_of_to": when.last, "is_open": math.isinf(row["high"]),
            "published": row["as_of"], "compatible_low": row["low"], "compatible_high": row["high"]}
    return row


def _evidence_row(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "is_current": row["state"] == "current", "lead_claims": (row["claim_id"],),
            "claim_ids": (row["claim_id"],)}


def _ends(rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    numbers = [row for row in rows if not math.isnan(row["low"])]
    if not numbers:
        return NAN, NAN
    return min(row["low"] for row in numbers), max(row["high"] for row in numbers)


def _estimates(current: Sequence[dict[str, Any]], asked: dict[str, Any]) -> list[dict[str, Any]]:
    low, high = _ends(current)
    shared = asked | {"n_claims": len(current), "n_origins": len(current),
                      "claim_ids": tuple(row["claim_id"] for row in current)}
    return [shared | {"policy": policy, "low": low, "best": best, "high": high} for policy, low, best, high in (
        ("envelope", low, NAN, high), ("ucdp", low, low, high if math.isfinite(high) else low),
        ("airwars", low, NAN, high), ("gtd", NAN, NAN, NAN))]


def _pairs(current: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for a, b in itertools.combinations(sorted(current, key=lambda row: (row["as_of"], row["footnote"])), 2):
        gap = max(b["low"] - a["high"], a["low"] - b["high"], 0.0)
        lower, upper = min(a["high"], b["high"]), max(a["low"], b["low"])
        has_grown = a["as_of"] < b["as_of"] and b["low"] > a["high"]
        kind = "overlaps" if not gap else "update" if has_grown else "contradicts"
        rows.append({"question": QUESTION, "claim_a": a["claim_id"], "claim_b": b["claim_id"], "kind": kind, "gap": gap,
                     "ratio": upper / lower if gap and lower else INF if gap else 1.0, "reason": ""})
    return rows


def _left_out(current: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    low, high = _ends(current)
    rows = []
    for origin in sorted({row["origin"] for row in current}):
        left_low, left_high = _ends([row for row in current if row["origin"] != origin])
        change = 0.0 if left_high == high else left_high - high
        rows.append({"question": QUESTION, "origin": origin, "low": left_low, "high": left_high,
                     "low_change": left_low - low, "high_change": abs(change) if math.isinf(change) else change})
    return rows


def one_claim() -> SyntheticFrames:
    """Return the tables of a single exact figure."""
    return build([claim("4,404", 4404)])


def three_claims() -> SyntheticFrames:
    """Return the tables of an exact figure, an open one and an interval."""
    return build([
        claim("4,404", 4404, as_of="2022-01-08", source="Tengrinews", origin="Ministry of the Interior",
              origin_type="state"),
        claim("more than 5,000", 5001, INF, as_of="2022-01-09", source="OVD-Info", origin="OVD-Info",
              origin_type="ngo"),
        claim("between 4,000 and 6,000", 4000, 6000, source="Reuters", origin="Reuters", origin_type="media")])


def many_claims(number: int = 60) -> SyntheticFrames:
    """Return the tables of many figures in all forms and states, several a day, from a few origins."""
    return build([_nth(position) for position in range(number)])


def _nth(position: int) -> dict[str, Any]:
    base = 800.0 + 73 * (position * 37 % 50) + 20 * position
    forms = (("{:,.0f}", 0.0, False), ("more than {:,.0f}", INF, False), ("about {:,.0f}", 240.0, False),
             ("hundreds", 900.0, True), ("{:,.0f} people", 0.0, False))
    words, extent, is_soft = forms[position % len(forms)]
    states = ("current", "current", "superseded", "echo", "current", "current", "retracted", "superseded", "current")
    return claim(words.format(base), base, base + extent, f"2022-01-{5 + position * 7 % 9:02d}", is_soft=is_soft,
                 state=states[position % len(states)], source=f"Agency {position % 17}",
                 origin=f"Counter number {position % 11}", origin_type=_TYPES[position % 11 % len(_TYPES)])


def every_form() -> SyntheticFrames:
    """Return the tables of every form a figure can take: withdrawn, vague, open, partly dated, silent."""
    state = {"origin": "Ministry of Health", "origin_type": "state"}
    ngo = {"origin": "Memorial", "origin_type": "ngo"}
    return build([
        claim("164", 164, as_of="2022-01-09", state="retracted", **state),
        claim("dozens", 24, 99, as_of="2022-01-06", is_soft=True, origin="A witness", origin_type="witness"),
        claim("hundreds", 100, INF, as_of="2022-01-07", is_soft=True, origin="Vlast", origin_type="media"),
        claim("225", 225, as_of="2022-01-15", origin="Prosecutor General", origin_type="state"),
        claim("227", 227, as_of="2022-01-10/2022-01-14", **ngo),
        claim("at least 120", 120, INF, as_of="2022-01-08", state="superseded", **ngo),
        claim("225", 225, as_of="2022-01-15", state="echo", source="Reuters", origin="Prosecutor General",
              origin_type="state"),
        claim("some", 2, INF, as_of="2022-01-06", is_indefinite=True, state="indefinite", origin="BBC",
              origin_type="media"),
        claim("an unknown number", NAN, NAN, state="no_number", origin="AFP", origin_type="media"),
        claim("", NAN, NAN, state="retraction", origin="Ministry of Health", origin_type="state")])


def far_apart() -> SyntheticFrames:
    """Return the tables of figures from 3 to 40,000."""
    return build([claim("3", 3, as_of="2022-01-06"), claim("more than 150", 151, INF, as_of="2022-01-07"),
                  claim("2,000 to 5,000", 2000, 5000, as_of="2022-01-08"),
                  claim("40,000", 40000, as_of="2022-01-09")])


def awkward_words() -> SyntheticFrames:
    """Return the tables of names and wordings that a drawing library or a browser could trip over."""
    long = ("The Independent International Commission for the Documentation of Detentions, "
            "Injuries and Deaths in Freeland 2022")
    return build([
        claim("$x^2$ <b>40</b> & \"more\"", 40, as_of="2022-01-06", origin="A $money$ <script>", origin_type="party"),
        claim("first line\nsecond line \x07\u202e", 55, as_of="2022-01-07", origin=long + " and Beyond",
              origin_type="ngo", source=long),
        claim("более 50 человек", 51, INF, as_of="2022-01-08", origin="Министерство внутренних дел",
              origin_type="state"),
        claim("أكثر من 60", 61, INF, as_of="2022-01-09", origin="وزارة الداخلية", origin_type="state"),
        claim("超过七十人", 71, INF, as_of="2022-01-10", origin="新华社", origin_type="media"),
        claim("🚨 80 🚨", 80, as_of="2022-01-10", origin="Channel 🚨", origin_type="witness")])


CASES = {"one": one_claim, "three": three_claims, "twenty": lambda: many_claims(20), "sixty": many_claims,
         "forms": every_form, "far": far_apart, "awkward": awkward_words}
"""Tables by name, made anew for each test."""

KINDS = ("timeline", "ranges", "discrepancy", "leave-one-out", "ladder")
"""Kinds of chart that draw one question from its own tables; the others have tests of their own."""

DRAWN = [(case, kind) for case in CASES for kind in KINDS if (case, kind) != ("one", "discrepancy")]
"""Every case with every kind that has something to draw: a single claim has no pair."""
