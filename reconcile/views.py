"""What the commands print: one function a command, text out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.diff import Difference, to_records
from reconcile.diff import to_text as difference_text
from reconcile.errors import UsageError, WordingError
from reconcile.sentences import count, full_stop, interval_words, plural, question_label, range_words, written_date
from reconcile.tables import Json, Paint, headlines, records, to_csv, to_json, to_text
from reconcile.wording import Reading, parse_wording

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.pipeline import Reconciliation
    from reconcile.schema import Table


def readings(wordings: Sequence[str], language: str, lexicon: str, form: str) -> tuple[str, bool]:
    """Return how wordings are read, and whether any could be.

    Parameters
    ----------
    wordings : sequence of str
    language, lexicon : str
    form : {"table", "json", "jsonl"}

    Returns
    -------
    str, bool
    """
    rows = [_reading(wording, language, lexicon) for wording in wordings]
    any_read = not rows or any(row["error"] is None for row in rows)
    if form == "json":
        return to_json(rows), any_read
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), any_read
    shown = [[row["wording"], *([f"cannot be read: {row['error']}", "", "", ""] if row["error"] else [
        _bounds(row["low"], row["high"]), _bounds(row["compatible_low"], row["compatible_high"]),
        row["hedge"], row["rule"]])] for row in rows]
    return to_text(["wording", "read as", "compatible with", "hedge", "rule"], shown), any_read


def _reading(wording: str, language: str, lexicon: str) -> dict[str, Json]:
    keys = ("low", "high", "compatible_low", "compatible_high", "hedge", "rule")
    try:
        read: Reading = parse_wording(wording, language=language, lexicon=lexicon)
    except WordingError as error:
        return {"wording": wording, **dict.fromkeys(keys), "language": language,
                "error": f"{error.problem}. {error.hint}"}
    numbers: dict[str, Json] = {key: _whole(getattr(read, key)) for key in keys[:4]}
    return {"wording": wording, **numbers, "hedge": read.hedge, "rule": read.rule, "language": read.language,
            "error": None}


def _whole(number: float) -> int | None:
    return int(number) if math.isfinite(number) else None


def _bounds(low: Json, high: Json) -> str:
    if low is None:
        return "no number"
    return interval_words(float(str(low)), math.inf if high is None else float(str(high)))


def estimates(result: Reconciliation, form: str, paint: Paint | None = None) -> str:
    """Return the estimates as a table for people, CSV or JSON."""
    if form == "csv":
        return to_csv(result.estimates)
    if form == "json":
        return to_json(records(result.estimates))
    rows = []
    leads = {str(question["question"]): (question, claims) for question, _, claims
             in headlines(result.questions, result.estimates, result.claims)}
    for row in result.estimates.to_dict("records"):
        question, claims = leads[str(row["question"])]
        words = range_words(row["low"], row["high"], claims) if row["policy"] == result.settings.policies[0] \
            else interval_words(row["low"], row["high"])
        best = "" if math.isnan(row["best"]) else count(row["best"])
        rows.append([row["event"], question_label(question), written_date(row["as_of"]) if row["as_of"] else "",
                     row["policy"], words, best, row["n_claims"], row["n_origins"], row["status"]])
    return to_text(["event", "question", "as of", "policy", "range", "best", "claims", "origins", "status"], rows,
                   paint)


def write_parquet(frame: pd.DataFrame, table: Table, out: str) -> None:
    """Write a frame as Parquet; an open or absent end is null.

    Parameters
    ----------
    frame : DataFrame
        Columns of ``table``.
    table : Table
        Its declaration.
    out : str
        File to write.

    Raises
    ------
    UsageError
        Without a file name, or without the package that writes Parquet.
    UnreadableError
        If the file cannot be written.
    """
    if not out:
        raise UsageError("--format parquet needs --out FILE")
    from reconcile.formats.parquet import table_bytes
    from reconcile.publish import write_bytes

    write_bytes(Path(out), table_bytes(table.columns, records(frame), {}))


def discrepancies(result: Reconciliation, form: str, paint: Paint | None = None) -> str:
    """Return the discrepancies as a table for people, CSV or JSON."""
    if form == "csv":
        return to_csv(result.discrepancies)
    if form == "json":
        return to_json(records(result.discrepancies))
    rows = [[row["claim_a"], row["claim_b"], row["kind"].replace("_", " "),
             "" if math.isnan(row["gap"]) or row["gap"] == 0 else count(row["gap"]),
             "" if math.isnan(row["ratio"]) or row["gap"] == 0 else f"×{row['ratio']:.2f}", row["reason"]]
            for row in result.discrepancies.to_dict("records")]
    return to_text(["claim", "and", "kind", "gap", "ratio", "reason"], rows, paint)


def conflicts(result: Reconciliation, form: str) -> str:
    """Return the smallest sets of claims that cannot all be true, as JSON or with the proofs for people."""
    if form == "json":
        return to_json(records(result.conflicts))
    if result.conflicts.empty:
        return "No claims contradict one another under the relations.\n"
    parts = [f"{number}. {', '.join(row['claim_ids'])}\n   {row['reason']}\n"
             f"   To resolve it: {row['smallest_change']}\n"
             for number, row in enumerate(result.conflicts.to_dict("records"), start=1)]
    return "\n".join(parts)


def moved(difference: Difference, form: str) -> str:
    """Return what changed between two runs, as JSON or for people."""
    return to_json(to_records(difference)) if form == "json" else difference_text(difference)


def findings(result: Reconciliation, folder: str) -> tuple[str, bool]:
    """Return what the checks found, and whether they found anything.

    Parameters
    ----------
    result : Reconciliation
    folder : str
        Folder of the documents; empty leaves the locators unchecked.

    Returns
    -------
    str, bool
    """
    found = records(result.findings)
    claims = plural(len(result.claims), "claim")
    checked = f"{result.ledger_name}: {claims}, no faults"
    if folder:
        from reconcile.findings import in_documents

        wrong = records(in_documents(result.claims, folder))
        located = int((result.claims["document"] != "").sum())
        found += wrong
        checked += f", {located - len(wrong)} of {plural(located, 'locator')} verified"
    lines = [f"{row['check']} ({row['outcome']}), {', '.join(_ids(row['claim_ids']))}: {full_stop(str(row['message']))}"
             for row in found]
    return "\n".join([*lines, f"{checked}, {plural(len(found), 'finding')}."]) + "\n", bool(found)


def _ids(value: Json) -> list[str]:
    return value if isinstance(value, list) else []
