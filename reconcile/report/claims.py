"""The claims as a report lists them: each with its words, its reading, its way here, and where it is used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.pipeline import Reconciliation
from reconcile.schema import STATES
from reconcile.sentences import interval_words, written_date

if TYPE_CHECKING:
    import pandas as pd

_Row = Mapping[Any, Any]

_DAYS = ("as_of", "published")


def claim_lines(result: Reconciliation, questions: Sequence[_Row], apart: Sequence[_Row]) -> list[dict[str, Any]]:
    """List the claims of an event.

    Parameters
    ----------
    result : Reconciliation
        One event.
    questions : sequence of mapping
        As the report prints them: slug, label, has_range, notes, pairs and more_pairs.
    apart : sequence of mapping
        Pairs that are not comparable, as printed.

    Returns
    -------
    list of dict
        One a claim, in the order of its number, with the ranges and pairs of the report that use it.
    """
    slugs = dict(zip(result.questions["question"], result.questions["slug"], strict=True))
    labels = {question["slug"]: question["label"] for question in questions}
    ranges = {note: question["slug"] for question in questions if question["has_range"] for note in question["notes"]}
    pairs = _pairs_of(questions, apart)
    cut = {question["slug"] for question in questions if question["more_pairs"]}
    lines = []
    for row in result.claims.to_dict("records"):
        line = _claim(row)
        slug = slugs[row["question"]]
        lines.append({**line, "slug": slug, "label": labels[slug], "in_range": ranges.get(line["note"]) == slug,
                      "pairs": pairs[line["note"]], "is_cut": slug in cut})
    return lines


def _pairs_of(questions: Sequence[_Row], apart: Sequence[_Row]) -> dict[int, list[dict[str, Any]]]:
    """Return, for each claim, the others with which the report sets it side by side."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pair in (*(pair for question in questions for pair in question["pairs"]), *apart):
        for note, other in ((pair["a"], pair["b"]), (pair["b"], pair["a"])):
            found[note].append({"other": other, "kind": pair["kind"], "a": pair["a"], "b": pair["b"]})
    return found


def _claim(row: _Row) -> dict[str, Any]:
    address = row["url"] if _is_link(row["url"]) else ""
    archive = row["archive_url"] if _is_link(row["archive_url"]) else ""
    return {
        "note": int(row["footnote"]), "id": row["claim_id"], "row": int(row["row"]), "stated": row["stated"],
        "low": row["low"], "high": row["high"],
        "reading": interval_words(row["low"], row["high"]), "rule": row["rule"], "source": row["source"],
        "source_type": row["source_type"].replace("_", " "), "origin": row["origin"],
        "is_relay": row["origin"] != row["source"], **{f"{name}_day": _day(row, name) for name in _DAYS},
        **{name: written_date(row[name]) for name in _DAYS}, "url": address, "archive_url": archive,
        "address": "" if address else row["url"], "document": row["document"], "locator": row["locator"],
        "remark": row["note"], "state": row["state"].replace("_", " "), "meaning": STATES[row["state"]],
        "reason": row["state_reason"],
    }


def _day(row: _Row, name: str) -> str:
    """Return the last day that a date can mean, or else the first, as digits that sort; empty without either."""
    ends = [str(row[f"{name}_{end}"])[:10] for end in ("to", "from")]
    return next((end.replace("-", "") for end in ends if end != "NaT"), "")


def _is_link(address: str) -> bool:
    return bool(re.match(r"(?i)https?://", address))


def left_out(claims: pd.DataFrame) -> list[dict[str, Any]]:
    """List the claims that are in no range, with the reason."""
    away = claims[~claims["state"].isin(["current", "echo"])]
    return [{"note": int(row["footnote"]), "stated": row["stated"], "source": row["source"],
             "state": row["state"].replace("_", " "), "reason": row["state_reason"] or STATES[row["state"]]}
            for row in away.to_dict("records")]
