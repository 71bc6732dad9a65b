"""What stands in a report, as plain values that the page and the Markdown text both print."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile import __version__, stockflow
from reconcile.charts import Chart
from reconcile.citation import how_to_cite
from reconcile.pipeline import Reconciliation
from reconcile.policies import POLICIES
from reconcile.method import caveats, definitions, lexicon_used, steps
from reconcile.report.claims import claim_lines, left_out
from reconcile.report.replay import Replay, replay
from reconcile.schema import KINDS
from reconcile.sentences import (attributed, count, event_title, follows_words, grounds, headline, interval_words,
                                 question_label, range_words, written_date)
from reconcile.tables import headlines
from reconcile.vocabulary import vocabulary

if TYPE_CHECKING:
    import pandas as pd

_Row = dict[Any, Any]
_QUIET = ("echo", "not_comparable")
MOST_PAIRS = 40
"""Pairs of claims shown for a question; the table of all of them is a file beside the page."""

MOST_CONFLICTS = 30
"""Conflicts shown on the page; all of them stand in a file beside it."""

MOST_APART = 40
"""Pairs that are not comparable shown on the page; all of them stand in a file beside it."""

_SEVERITY = ("contradicts", "revision", "update", "retracted", "overlaps", "refines", "agrees", "echo")


@dataclass(frozen=True)
class Contents:
    """Everything that a report prints; texts are not escaped yet."""

    title: str
    event: str
    ledger_name: str
    ledger_sha256: str
    version: str
    how_to_cite: str
    known_by: str
    lexicon: str
    n_claims: int
    questions: list[dict[str, Any]]
    overview: dict[str, Chart]
    replay: Replay
    claims: list[dict[str, Any]]
    not_comparable: list[dict[str, Any]]
    more_not_comparable: int
    left_out: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    more_conflicts: int
    balances: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    policies: list[dict[str, str]]
    definitions: list[tuple[str, str, str]]
    lexicon_rows: list[dict[str, str]]
    steps: list[str]
    caveats: list[str]


def contents(result: Reconciliation, charts: Mapping[str, Mapping[str, Chart]],
             overview: Mapping[str, Chart] | None = None) -> Contents:
    """Collect what a report of one event prints.

    Parameters
    ----------
    result : Reconciliation
        One event.
    charts : mapping
        Question, then kind of chart.
    overview : mapping, optional
        Kind of chart, for those that show several questions at once; their files are ``charts/all-KIND.*``.

    Returns
    -------
    Contents
    """
    number = dict(zip(result.claims["claim_id"], result.claims["footnote"].astype(int), strict=True))
    asked = sorted(headlines(result.questions, result.estimates, result.claims), key=_reading_order)
    settings = result.settings
    questions = [_question(result, *each, charts.get(str(each[0]["question"]), {}), number) for each in asked]
    pairs = result.discrepancies[result.discrepancies["kind"] == "not_comparable"]
    apart = _pairs(pairs.head(MOST_APART), number)
    return Contents(
        title=event_title(settings.event), event=settings.event, ledger_name=result.ledger_name,
        ledger_sha256=result.ledger_sha256, version=__version__,
        how_to_cite=how_to_cite(
            ledger_name=result.ledger_name, ledger_sha256=result.ledger_sha256, events=(settings.event,),
            n_claims=len(result.claims), known_by=settings.known_by, lexicon=settings.lexicon,
            headline=settings.policies[0]),
        known_by=written_date(settings.known_by) if settings.known_by else "", lexicon=settings.lexicon,
        n_claims=len(result.claims),
        questions=questions, overview=dict(overview or {}), replay=replay(result, number),
        claims=claim_lines(result, questions, apart), not_comparable=apart,
        more_not_comparable=len(pairs) - len(apart), left_out=left_out(result.claims),
        conflicts=_with_notes(result.conflicts.head(MOST_CONFLICTS), number),
        more_conflicts=max(0, len(result.conflicts) - MOST_CONFLICTS),
        balances=_with_notes(stockflow.balance(result), number), findings=_with_notes(result.findings, number),
        policies=[{"name": name, "title": POLICIES[name].title, "rule": POLICIES[name].rule,
                   "source": POLICIES[name].source, "lexicon": settings.lexicon or POLICIES[name].lexicon or "default"}
                  for name in settings.policies],
        definitions=definitions(result), lexicon_rows=lexicon_used(result), steps=steps(result),
        caveats=caveats(result))


def _reading_order(each: tuple[_Row, _Row, pd.DataFrame]) -> tuple[int, bool, bool, int, str]:
    question = each[0]
    measures = list(vocabulary()["measure"])
    place = measures.index(question["measure"]) if question["measure"] in measures else len(measures)
    return (place, question["population"] != "everyone", not question["is_widest_place"], -question["n_claims"],
            str(question["question"]))


def _question(result: Reconciliation, question: _Row, estimate: _Row, leads: pd.DataFrame,
              charts: Mapping[str, Chart], number: Mapping[str, int]) -> dict[str, Any]:
    name = question["question"]
    pairs = result.discrepancies
    pairs = pairs[(pairs["question"] == name) & ~pairs["kind"].isin(_QUIET)]
    shown = pairs.assign(rank=pairs["kind"].map(_SEVERITY.index)).sort_values(
        ["rank", "gap", "claim_a", "claim_b"], ascending=[True, False, True, True]).head(MOST_PAIRS)
    claims = result.claims[result.claims["question"] == name]
    notes = [int(note) for note in claims["footnote"]]
    return {
        "name": name, "slug": question["slug"], "label": question_label(question), "status": question["status"],
        "sentence": headline(question, estimate, leads), "attributed": attributed(question, claims),
        "grounds": grounds(question, claims), "has_range": bool(estimate["claim_ids"]),
        "notes": _notes(estimate["claim_ids"], number) or notes,
        "policies": [_estimate(row, leads, number) for row in
                     result.estimates[result.estimates["question"] == name].to_dict("records")],
        "pairs": _pairs(shown, number), "more_pairs": len(pairs) - len(shown),
        "claims": notes, "charts": dict(charts), "follows": _follows(result, name, number),
        "residuals": [row["reason"] for row in
                      result.residuals[result.residuals["whole"] == name].to_dict("records")],
    }


def _follows(result: Reconciliation, question: str, number: Mapping[str, int]) -> dict[str, Any]:
    """Return what other claims imply for a question, with the claims that force it."""
    rows = result.bounds[result.bounds["question"] == question].to_dict("records")
    words = follows_words(rows[0]) if rows else ""
    forcing = {claim_id for end in ("low", "high") for row in rows if row[f"{end}_relations"]
               for claim_id in row[f"{end}_claims"]}
    return {"sentence": words, "notes": _notes(tuple(forcing), number)}


def _with_notes(frame: pd.DataFrame, number: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{**{str(name): value for name, value in row.items()}, "notes": _notes(row["claim_ids"], number)}
            for row in frame.to_dict("records")]


def _notes(claim_ids: tuple[str, ...], number: Mapping[str, int]) -> list[int]:
    return sorted(number[claim_id] for claim_id in claim_ids)


def _estimate(row: _Row, leads: pd.DataFrame, number: Mapping[str, int]) -> dict[str, Any]:
    policy = POLICIES[row["policy"]]
    words = range_words(row["low"], row["high"], leads) if policy.name == "envelope" \
        else interval_words(row["low"], row["high"])
    return {"policy": row["policy"], "title": policy.title, "range": words, "low": row["low"], "high": row["high"],
            "best": "" if math.isnan(row["best"]) else count(row["best"]),
            "n_origins": row["n_origins"], "notes": _notes(row["claim_ids"], number),
            "provisional": 0 < row["n_origins"] < policy.least_origins}


def _pairs(frame: pd.DataFrame, number: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"a": number[row["claim_a"]], "b": number[row["claim_b"]], "kind": row["kind"].replace("_", " "),
             "meaning": KINDS[row["kind"]], "reason": row["reason"],
             "gap": f"{count(row['gap'])}" if row["gap"] > 0 else "",
             "ratio": f"×{row['ratio']:.2f}" if row["gap"] > 0 and row["ratio"] > 0 else ""}
            for row in frame.to_dict("records")]
