"""What changed between two reconciliations: in the claims, and in every estimate, and why.

The two sides may be two ledgers, or one ledger as known on two dates. An estimate moves only through the
claims of its own question, or through the rules and settings; the sentence beside each move names them.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile.errors import shorten
from reconcile.schema import CLAIMS, LEDGER, Column, Table, conform, empty
from reconcile.sentences import (amount_of, count, interval_words, joined, people, place_words, range_words, say,
                                 when_words)
from reconcile.tables import Json, records, to_text as table_text

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.pipeline import Reconciliation, Settings

CLAIM_CHANGES = Table("claim_changes", "one claim that came, went or changed", (
    Column("claim_id", "text", "as in the ledgers"),
    Column("change", "text", "came, went or changed"),
    Column("columns", "text", "columns that changed, each with from -> to"),
    Column("question", "text", "question that the claim speaks to, in the newer run that has it"),
    Column("source", "text", "who published"),
    Column("stated", "text", "the words of the number"),
))

ESTIMATE_CHANGES = Table("estimate_changes", "one estimate that moved, came or went", (
    Column("question", "text", "question answered"),
    Column("policy", "text", "named published rule"),
    Column("change", "text", "came, went or moved"),
    Column("from_low", "count", "lower end before"),
    Column("from_best", "count", "the one figure of the policy before"),
    Column("from_high", "count", "upper end before, inf when open"),
    Column("to_low", "count", "lower end after"),
    Column("to_best", "count", "the one figure of the policy after"),
    Column("to_high", "count", "upper end after, inf when open"),
    Column("from_status", "text", "status before, empty for a new question"),
    Column("to_status", "text", "status after, empty for a question that went"),
    Column("claim_ids", "ids", "claims that moved it; none when the rules or settings did"),
    Column("reason", "text", "one plain sentence"),
))

_READING = ("low", "high", "compatible_low", "compatible_high")
_FIGURES = ("low", "best", "high")
_KEY = ("event", "measure", "population", "place", "counting", "unit", "since")
_WEIGHTY = {*_READING, *_KEY, "question", "state", "origin", "as_of", "retracts"}
"""Columns that can move an estimate; a corrected link cannot."""

_MOST_NAMED, _MOST_WORDS = 4, 26
"""Claims that a sentence names, and the words it names them with, before it counts the rest."""

Row = Mapping[str, Any]
Claims = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Difference:
    """What changed from one reconciliation to another.

    Parameters
    ----------
    claims : DataFrame, columns of ``CLAIM_CHANGES``
        Claims that came, went or changed, by claim_id.
    estimates : DataFrame, columns of ``ESTIMATE_CHANGES``
        Estimates that moved, by question, the policies in the order of the newer run.
    """

    claims: pd.DataFrame
    estimates: pd.DataFrame


def difference(old: Reconciliation, new: Reconciliation) -> Difference:
    """Say what changed from one reconciliation to another, and which claims moved each estimate.

    Parameters
    ----------
    old, new : Reconciliation
        Two ledgers, or one as known on two dates. Policies that only one of them ran are left out.

    Returns
    -------
    Difference
    """
    before, after = _by_id(old.claims), _by_id(new.claims)
    changes = {name: _changed_columns(before[name], after[name]) for name in before.keys() & after.keys()}
    moved = {name for name, columns in changes.items() if columns.keys() & _WEIGHTY} | (before.keys() ^ after.keys())
    sides = _Sides(_side(old, before), _side(new, after), moved, _grouped(moved, before, after))
    return Difference(_claims(before, after, changes), _estimates(sides))


def to_records(found: Difference) -> list[dict[str, Json]]:
    """Return the changes as JSON would hold them, claims first, each with its ``kind``: claim or estimate.

    Examples
    --------
    >>> to_records(difference(old, new))[0]["kind"]
    'claim'
    """
    return [{"kind": "claim", **row} for row in records(found.claims)] + \
        [{"kind": "estimate", **row} for row in records(found.estimates)]


def to_text(found: Difference) -> str:
    """Return the changes as text for a terminal: a table of the claims, a sentence for each question.

    Under the sentence stand the ranges of the further policies that moved.
    """
    if found.claims.empty and found.estimates.empty:
        return "Nothing changed.\n"
    claims = [[row["change"], row["claim_id"], row["source"], row["stated"], row["columns"]]
              for row in records(found.claims)]
    parts = [table_text(["change", "claim", "source", "stated", "what changed"], claims)
             if claims else "No claim changed.\n"]
    moved = [line for _, rows in found.estimates.groupby("question") for line in _moved_lines(rows)]
    parts.append("".join(f"{line}\n" for line in moved or ["No estimate moved."]))
    return "\n".join(parts)


def _moved_lines(rows: pd.DataFrame) -> list[str]:
    first, *others = rows.to_dict("records")
    further = []
    for row in others:
        before, after = (_words(*(float(row[f"{side}_{end}"]) for end in _FIGURES)) for side in ("from", "to"))
        if before != after or row["change"] != "moved":
            further.append(f"  {row['policy']}: {before} -> {after}")
    return [str(first["reason"]), *further]


def _by_id(claims: pd.DataFrame) -> Claims:
    return {str(row["claim_id"]): row for row in _plain(claims)}


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _changed_columns(old: Row, new: Row) -> dict[str, tuple[str, str]]:
    """Return what differs, as text; a question is named only where none of its parts differs."""
    extra = sorted((old.keys() | new.keys()) - set(CLAIMS.names))
    names = [name for name in LEDGER.names if name not in ("claim_id", *_READING)]
    pairs = {name: (_text(old.get(name, "")), _text(new.get(name, "")))
             for name in (*names, *_READING, "state", *extra, "question")}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changed.keys() & set(_KEY):
        changed.pop("question", None)
    return changed


def _text(value: object) -> str:
    return value if isinstance(value, str) else count(value) if isinstance(value, float) else str(value)


def _claims(before: Claims, after: Claims, changes: Mapping[str, Mapping[str, tuple[str, str]]]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name in sorted(before.keys() | after.keys()):
        change = "came" if name not in before else "went" if name not in after else "changed"
        columns = changes.get(name, {})
        if change == "changed" and not columns:
            continue
        row = after.get(name) or before[name]
        told = "; ".join(f"{column}: {old or '(empty)'} -> {new or '(empty)'}"
                         for column, (old, new) in columns.items())
        rows.append({**row, "change": change, "columns": told})
    return conform(pd.DataFrame(rows), CLAIM_CHANGES) if rows else empty(CLAIM_CHANGES)


@dataclass(frozen=True)
class _Side:
    """One run, ready to be looked up by name."""

    settings: Settings
    claims: Claims
    questions: dict[str, dict[Hashable, Any]]
    answers: dict[tuple[str, str], Row]
    leads: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class _Sides:
    """Both runs, and the claims that came, went or changed in what can move a range, also by question."""

    old: _Side
    new: _Side
    moved: set[str]
    by_question: dict[str, list[str]]


def _side(result: Reconciliation, claims: Claims) -> _Side:
    current = result.claims[result.claims["state"] == "current"]
    return _Side(result.settings, claims, {str(row["question"]): row for row in result.questions.to_dict("records")},
                 {(str(row["question"]), str(row["policy"])): row for row in _plain(result.estimates)},
                 {str(question): leads for question, leads in current.groupby("question")})


def _grouped(moved: set[str], before: Claims, after: Claims) -> dict[str, list[str]]:
    """Return the moved claims of each question, those that moved from one to another in both."""
    groups: dict[str, list[str]] = {}
    for name in sorted(moved):
        for question in sorted({str(side[name]["question"]) for side in (before, after) if name in side}):
            groups.setdefault(question, []).append(name)
    return groups


def _estimates(sides: _Sides) -> pd.DataFrame:
    import pandas as pd

    shared = [name for name in sides.new.settings.policies if name in sides.old.settings.policies]
    old, new = sides.old.answers, sides.new.answers
    withdrawing = _withdrawing(sides)
    rows = []
    for question in sorted({name for name, _ in (*old, *new)}):
        movers = _movers(sides, question, withdrawing)
        for policy in shared:
            pair = old.get((question, policy)), new.get((question, policy))
            if not _is_same(*pair):
                rows.append(_move(sides, question, policy, pair, movers or _behind(sides, pair)))
    return conform(pd.DataFrame(rows), ESTIMATE_CHANGES) if rows else empty(ESTIMATE_CHANGES)


def _behind(sides: _Sides, pair: tuple[Row | None, Row | None]) -> list[str]:
    """Return the claims of other questions that moved an estimate: those behind it that came, went or changed."""
    behind = [set(row["claim_ids"]) if row else set() for row in pair]
    return sorted((behind[0] ^ behind[1]) | ((behind[0] | behind[1]) & set(sides.moved)))


def _is_same(old: Row | None, new: Row | None) -> bool:
    if old is None or new is None:
        return old is new
    same = all(old[end] == new[end] or (math.isnan(old[end]) and math.isnan(new[end])) for end in _FIGURES)
    return same and bool(old["status"] == new["status"])


def _movers(sides: _Sides, question: str, withdrawing: Mapping[str, set[str]]) -> list[str]:
    """Return the claims of a question that moved it: those whose figure began or ceased to count, or changed.

    Where none did, every claim of the question that came, went or changed; a claim that withdraws
    another is named with it.
    """
    mine = sides.by_question.get(question, [])
    counted = {name for name in mine for side in (sides.old.claims, sides.new.claims)
               if name in side and side[name]["state"] == "current" and side[name]["question"] == question}
    chosen = counted or set(mine)
    return sorted(chosen.union(*(withdrawing.get(name, ()) for name in chosen)))


def _withdrawing(sides: _Sides) -> dict[str, set[str]]:
    """Return the moved claims that withdraw each claim."""
    found: dict[str, set[str]] = {}
    for name in sides.moved:
        for side in (sides.old.claims, sides.new.claims):
            if name in side and side[name]["retracts"]:
                found.setdefault(str(side[name]["retracts"]), set()).add(name)
    return found


def _move(sides: _Sides, question: str, policy: str, pair: tuple[Row | None, Row | None],
          movers: list[str]) -> dict[str, Any]:
    old, new = pair
    ends = {f"{side}_{end}": row[end] if row else math.nan
            for side, row in (("from", old), ("to", new)) for end in _FIGURES}
    return {"question": question, "policy": policy, **ends,
            "change": "came" if old is None else "went" if new is None else "moved",
            "from_status": old["status"] if old else "", "to_status": new["status"] if new else "",
            "claim_ids": tuple(movers), "reason": _reason(sides, question, policy, pair, movers)}


def _reason(sides: _Sides, question: str, policy: str, pair: tuple[Row | None, Row | None],
            movers: list[str]) -> str:
    old, new = pair
    who = _asked(sides.new if new is not None else sides.old, question)
    before = _range(sides.old, policy, old) if old is not None else ""
    after = _range(sides.new, policy, new) if new is not None else ""
    why = _because(sides, question, movers)
    asked = who if policy == sides.new.settings.policies[0] else say("moved.under", asked=who, policy=policy)
    if old is None or new is None:
        return say("moved.new" if old is None else "moved.gone", asked=asked, range=after or before, why=why)
    if before == after:
        return say("moved.status", asked=asked, range=after, why=why, before=say(f"status.{old['status']}"),
                   after=say(f"status.{new['status']}"))
    return say("moved.range", asked=asked, before=before, after=after, why=why)


def _asked(side: _Side, question: str) -> str:
    row = side.questions[question]
    window = when_words(row) if row["counting"] == "period" else ""
    return f"{people(row)}{place_words(row)}{window}"


def _range(side: _Side, policy: str, row: Row) -> str:
    """Print an estimate; the headline policy in the words of its claims, as the report does."""
    low, best, high = (float(row[end]) for end in _FIGURES)
    leads = side.leads.get(str(row["question"]))
    if leads is None or policy != side.settings.policies[0] or not math.isnan(best):
        return _words(low, best, high)
    return range_words(low, high, leads)


def _words(low: float, best: float, high: float) -> str:
    words = amount_of(low, high).words
    return words if math.isnan(best) or low == high else say("moved.best", range=words, best=count(best))


def _because(sides: _Sides, question: str, movers: list[str]) -> str:
    if not movers:
        return _by_rule(sides)
    told: list[str] = []
    for name in movers[:_MOST_NAMED]:
        reason = _told(sides, question, name)
        if told and len(" ".join([*told, reason]).split()) > _MOST_WORDS:
            break
        told.append(reason)
    rest = len(movers) - len(told)
    told += [say("moved.more", rest, n=count(rest))] if rest else []
    return say("moved.because", reasons=joined(told))


def _by_rule(sides: _Sides) -> str:
    old, new = (side.settings.lexicon or say("moved.own lexicon") for side in (sides.old, sides.new))
    return say("moved.lexicon", new=new, old=old) if old != new else say("moved.rule")


def _told(sides: _Sides, question: str, name: str) -> str:
    old, new = sides.old.claims.get(name), sides.new.claims.get(name)
    claim = _claim_words(name, new or old or {})
    if old is None or new is None:
        if new is not None and new["retracts"]:
            return say("moved.came withdrawing", claim=claim, other=new["retracts"])
        return say("moved.went" if new is None else "moved.came", claim=claim)
    if old["question"] != new["question"]:
        return say("moved.speaks" if new["question"] == question else "moved.silent", claim=claim)
    figures = [interval_words(float(side["low"]), float(side["high"])) for side in (old, new)]
    if figures[0] != figures[1]:
        return say("moved.figure", claim=claim, before=figures[0], after=figures[1])
    return _became(claim, new) if old["state"] != new["state"] else say("moved.changed", claim=claim)


def _claim_words(name: str, row: Row) -> str:
    """Print a claim with its source and, where it has any, its words."""
    source, words = shorten(str(row["source"]), 80), " ".join(str(row["stated"]).split())
    if not words:
        return say("moved.claim", claim=name, source=source)
    return say("moved.claim words", claim=name, source=source, words=say("quoted", words=shorten(words, 60)))


def _became(claim: str, row: Row) -> str:
    """Print what became of a claim whose words did not change."""
    if row["state"] == "current":
        return say("moved.counts", claim=claim)
    return say("moved.out", claim=claim, reason=row["state_reason"])
