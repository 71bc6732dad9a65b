"""How a number came about, step by step, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reconcile import stockflow
from reconcile.policies import POLICIES
from reconcile.schema import KINDS, STATES
from reconcile.sentences import (attributed, count, follows_words, full_stop, grounds, headline, interval_words, joined,
                                 plural, question_label, range_words, written_date)
from reconcile.tables import headlines
from reconcile.wording import HEDGES, lexicon_rules

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.pipeline import Reconciliation

_Row = dict[Any, Any]


def explanation(result: Reconciliation, subject: str) -> str:
    """Explain a question's range, or a claim's place in it.

    Parameters
    ----------
    result : Reconciliation
    subject : str
        A claim_id, or a question by its name or enough words of it.

    Returns
    -------
    str
        Numbered steps, one fact a line.

    Raises
    ------
    UsageError
        If nothing, or more than one question, fits.
    """
    if (result.claims["claim_id"] == subject).any():
        return "\n".join(_claim(result, subject)) + "\n"
    return "\n".join(_question(result, result.find(subject))) + "\n"


def _question(result: Reconciliation, name: str) -> Iterator[str]:
    question, estimate, leads = _headline(result, name)
    claims = result.claims[result.claims["question"] == name]
    yield question_label(question)
    yield f"{headline(question, estimate, leads)} Status: {question['status']}."
    yield " ".join(filter(None, [attributed(question, claims), grounds(question, claims)]))
    speak = "speaks" if len(claims) == 1 else "speak"
    yield from _section(1, f"The question is {name}. {plural(len(claims), 'claim')} {speak} to it:")
    for row in claims.to_dict("records"):
        yield from _said(row)
    yield from _section(2, "What became of each claim:")
    for row in claims.to_dict("records"):
        yield f"   {row['claim_id']}: {_state(row)}"
    yield from _section(3, "What stands between the claims that count:")
    yield from _between(result, list(leads["claim_id"])) or ["   There is nothing to compare."]
    yield from _section(4, "What each policy makes of them:")
    for row in result.estimates[result.estimates["question"] == name].to_dict("records"):
        yield from _policy(row, leads)
    yield from _section(5, "What follows together with the claims of other questions:")
    yield from _follows(result, name)
    yield from _section(6, "What would change without one origin:")
    yield from _without(result, name)
    yield from _to_look_at(result, 7, set(claims["claim_id"]))


def _headline(result: Reconciliation, name: str) -> tuple[_Row, _Row, pd.DataFrame]:
    only = result.questions[result.questions["question"] == name]
    return headlines(only, result.estimates, result.claims)[0]


def _section(number: int, title: str) -> list[str]:
    return ["", f"{number}. {title}"]


def _said(row: _Row) -> Iterator[str]:
    counter = "" if row["origin"] == row["source"] else f", counted by {row['origin']}"
    words = f"“{' '.join(str(row['stated']).split())}”" if row["stated"] else "no words"
    yield f"   {row['claim_id']} (row {row['row']}): {words}, published by {row['source']}{counter}"
    yield f"      as of {written_date(row['as_of'])}, published {written_date(row['published'])}"
    yield f"      read as {_reading(row)}"


def _reading(row: _Row) -> str:
    if not row["rule"]:
        return "no number"
    how = HEDGES.get(row["hedge"], "given in the ledger")
    text = f"{interval_words(row['low'], row['high'])} by {row['rule']} ({how})"
    wide = interval_words(row["compatible_low"], row["compatible_high"])
    return text if wide == interval_words(row["low"], row["high"]) else f"{text}; compatible with {wide}"


def _state(row: _Row) -> str:
    return STATES[row["state"]] + (f": {row['state_reason']}" if row["state_reason"] else "")


def _between(result: Reconciliation, ids: list[str]) -> list[str]:
    pairs = result.discrepancies
    pairs = pairs[pairs["claim_a"].isin(ids) & pairs["claim_b"].isin(ids)]
    return [f"   {row['claim_a']} and {row['claim_b']}: {row['kind'].replace('_', ' ')}"
            + (f", {count(row['gap'])} apart" if row["gap"] > 0 else "") + f". {row['reason']}"
            for row in pairs.to_dict("records")]


def _policy(row: _Row, leads: pd.DataFrame) -> Iterator[str]:
    policy = POLICIES[row["policy"]]
    words = range_words(row["low"], row["high"], leads) if row["policy"] == "envelope" \
        else interval_words(row["low"], row["high"])
    best = "" if math.isnan(row["best"]) else f", best {count(row['best'])}"
    few = "; provisional" if 0 < row["n_origins"] < policy.least_origins else ""
    rests = f", from {joined(list(row['claim_ids']))}" if row["claim_ids"] else ""
    yield f"   {row['policy']}: {words}{best}{rests}{few}"
    yield f"      {policy.rule}"
    yield f"      Source: {policy.source}"


def _follows(result: Reconciliation, name: str) -> Iterator[str]:
    rows = result.bounds[result.bounds["question"] == name].to_dict("records")
    sentence = follows_words(rows[0]) if rows else ""
    yield f"   {sentence or 'Nothing beyond its own claims.'}"
    for row in rows:
        for word, end in (("lower", "low"), ("upper", "high")):
            if row[f"{end}_relations"]:
                yield f"   {word} end {interval_words(row[end], row[end])} from {joined(list(row[f'{end}_claims']))} " \
                      f"through {joined(list(row[f'{end}_relations']))}"
    ids = set(result.claims["claim_id"][result.claims["question"] == name])
    for row in result.conflicts.to_dict("records"):
        if ids.intersection(row["claim_ids"]):
            yield f"   cannot all be true: {joined(list(row['claim_ids']))}. {row['reason']}"
            yield f"      {row['smallest_change']}"
    for row in result.residuals[result.residuals["whole"] == name].to_dict("records"):
        yield f"   {row['reason']}"


def _without(result: Reconciliation, name: str) -> Iterator[str]:
    rows = result.leave_one_out[result.leave_one_out["question"] == name].to_dict("records")
    if not rows:
        yield "   No origin gives a figure."
    for row in rows:
        left = "nothing is left" if math.isnan(row["low"]) else interval_words(row["low"], row["high"])
        yield f"   without {row['origin']}: {left}"


def _claim(result: Reconciliation, claim_id: str) -> Iterator[str]:
    row = result.claims[result.claims["claim_id"] == claim_id].to_dict("records")[0]
    question, estimate, leads = _headline(result, row["question"])
    yield f"Claim {claim_id}, row {row['row']} of {result.ledger_name}"
    yield from _section(1, "What it says:")
    yield from _said(row)
    if row["document"]:
        yield f"      in {row['document']} at {row['locator']}"
    if row["note"]:
        yield f"      note: {row['note']}"
    yield from _section(2, "The row of the lexicon that read it:")
    yield from _rule(row)
    yield from _section(3, f"The question it speaks to: {question_label(question)} ({row['question']})")
    yield from _section(4, f"Its place in the evidence: {_state(row)}")
    yield from _section(5, "What stands between it and the other claims of the question:")
    yield from _beside(result, claim_id) or ["   It is the only claim."]
    yield from _section(6, "The range of the question:")
    yield f"   {headline(question, estimate, leads)}"
    if row["state"] == "current":
        without = result.leave_one_out
        without = without[(without["question"] == row["question"]) & (without["origin"] == row["origin"])]
        for other in without.to_dict("records"):
            left = "nothing is left" if math.isnan(other["low"]) else interval_words(other["low"], other["high"])
            yield f"   without {row['origin']}: {left}"
    else:
        yield "   The claim does not count in it."
    yield from _to_look_at(result, 7, {claim_id})


def _to_look_at(result: Reconciliation, number: int, ids: set[str]) -> Iterator[str]:
    """Yield the findings and balances that concern some claims, nothing when there is none."""
    found = [(f"{row['check']} ({row['outcome']})", row) for row in result.findings.to_dict("records")]
    found += [(f"balance of stock and flow ({row['outcome']})", row)
              for row in stockflow.balance(result).to_dict("records")]
    mine = [(what, row) for what, row in found if ids.intersection(row["claim_ids"])]
    if mine:
        yield from _section(number, "What a person should look at:")
    for what, row in mine:
        yield f"   {what}, {joined(list(row['claim_ids']))}: {full_stop(str(row['message']))}"


def _rule(row: _Row) -> Iterator[str]:
    if not row["rule"]:
        yield "   none; its words state no number"
        return
    for name in str(row["rule"]).split(" + "):
        profile, _, key = name.partition(":")
        rules = [] if profile == "ledger" else [rule for rule in lexicon_rules(profile) if rule.rule == key]
        for rule in rules:
            yield f"   {name}: {rule.kind} rule. {rule.note}".rstrip()
            yield f"      Source: {rule.source}"
        if not rules:
            yield f"   {name}: the bounds stand in the ledger"


def _beside(result: Reconciliation, claim_id: str) -> list[str]:
    pairs = result.discrepancies
    mine = (pairs["claim_a"] == claim_id) | (pairs["claim_b"] == claim_id)
    pairs = pairs[mine & (pairs["kind"] != "not_comparable")]
    return [f"   with {row['claim_b'] if row['claim_a'] == claim_id else row['claim_a']}: {row['kind']} "
            f"({KINDS[row['kind']]}). {row['reason']}" for row in pairs.to_dict("records")]
