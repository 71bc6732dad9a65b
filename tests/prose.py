"""Every sentence that a reconciliation makes, by kind: the words of the style test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reconcile import stockflow
from reconcile.diff import difference
from reconcile.method import caveats, steps
from reconcile.sentences import attributed, follows_words, full_stop, grounds, headline, question_label
from reconcile.tables import headlines

CLAUSES = ("state", "finding", "balance", "change", "heading")
"""Kinds that are printed after a colon or as a heading: they begin in lower case, or end without a full stop."""


def sentences(result: Any) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of every sentence."""
    for question, estimate, leads in headlines(result.questions, result.estimates, result.claims):
        mine = result.claims[result.claims["question"] == question["question"]]
        yield "heading", question_label(question)
        yield "headline", headline(question, estimate, leads)
        yield "voices", attributed(question, mine)
        yield "grounds", grounds(question, mine)
    yield from (("follows", follows_words(row)) for row in result.bounds.to_dict("records"))
    for kind, frame, column in (("pair", result.discrepancies, "reason"), ("conflict", result.conflicts, "reason"),
                                ("change", result.conflicts, "smallest_change"),
                                ("residual", result.residuals, "reason"),
                                ("finding", result.findings, "message"), ("state", result.claims, "state_reason"),
                                ("balance", stockflow.balance(result), "message")):
        yield from ((kind, str(text)) for text in frame[column])
    yield from (("caveat", text) for text in caveats(result))
    yield from (("step", text) for text in steps(result))


def of_kind(result: Any, kind: str) -> list[str]:
    """Return the sentences of a kind, without the empty ones."""
    return [text for name, text in sentences(result) if name == kind and text]


def moves(old: Any, new: Any) -> list[str]:
    """Return the sentences that say what moved between two runs."""
    return [full_stop(str(text)) for text in difference(old, new).estimates["reason"]]
