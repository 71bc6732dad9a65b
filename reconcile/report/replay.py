"""How the sentences of a report read on each day on which something became known.

A claim counts from the last day that its date of publication can mean; where that date is open it counts on
no day (rule 9 of the subject, after late knowledge as AAPP documents it, https://aappb.org/?p=19324).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reconcile.history import never_known
from reconcile.pipeline import Reconciliation
from reconcile.sentences import question_label, written_date


@dataclass(frozen=True)
class Replay:
    """The days on which something changed, and the claims whose day is not certain."""

    rows: list[dict[str, Any]]
    n_days: int
    never_known: list[int]
    partly_known: list[int]


def replay(result: Reconciliation, number: Mapping[str, int]) -> Replay:
    """Collect the replay of a report.

    Parameters
    ----------
    result : Reconciliation
        One event.
    number : mapping
        Number of each claim in the report.

    Returns
    -------
    Replay
        A row stands where a sentence, its status or its claims changed; by day, then question. What is said of
        a question on a day is its last row up to then; several questions share a row while they could not be
        told apart.
    """
    questions = {str(row["question"]): row for row in result.questions.to_dict("records")}
    claims = result.claims
    partly = claims["published_to"].notna() & (claims["published_from"] != claims["published_to"])
    rows = [{"day": row["known_by"], "day_words": written_date(row["known_by"]), "sentence": row["sentence"],
             "status": row["status"], "notes": _notes(row["claim_ids"], number),
             "came": _notes(row["came"], number), "withdrawn": _notes(row["withdrawn"], number),
             "questions": [{"slug": questions[name]["slug"], "label": question_label(questions[name])}
                           for name in row["speaks_to"]]}
            for row in result.told.to_dict("records")]
    return Replay(rows, len({row["day"] for row in rows}),
                  _notes(tuple(never_known(claims)["claim_id"]), number),
                  _notes(tuple(claims["claim_id"][partly]), number))


def _notes(claim_ids: tuple[str, ...], number: Mapping[str, int]) -> list[int]:
    return sorted(number[claim_id] for claim_id in claim_ids)
