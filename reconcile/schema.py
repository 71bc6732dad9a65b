"""Every column of every table, declared once.

The tables are plain pandas frames. This module names their columns, says what they hold and checks
that a frame has them; the data dictionary in the report and the README is printed from here.

Kinds
-----
``text``   str, empty when absent.
``count``  float64; whole numbers, ``inf`` for an open upper end, ``nan`` when absent.
``number`` float64, ``nan`` when absent.
``whole``  int64.
``flag``   bool.
``day``    datetime64[s]; ``NaT`` when unknown or open.
``ids``    tuple of str, sorted.
``notes``  tuple of int, sorted: numbers of footnotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {
    "text": "object",
    "count": "float64",
    "number": "float64",
    "whole": "int64",
    "flag": "bool",
    "day": "datetime64[s]",
    "ids": "object",
    "notes": "object",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind (see the module's text) and what it holds."""

    name: str
    kind: str
    meaning: str
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


LEDGER = Table("ledger", "one statement of one number by one source", (
    Column("claim_id", "text", "unique name of the claim, never reused", required=True),
    Column("event", "text", "slug of the event, such as kazakhstan-2022-01", required=True),
    Column("measure", "text", "what is counted, from the vocabulary", required=True),
    Column("stated", "text", "the words of the number as published, verbatim"),
    Column("low", "text", "overrules the reading of `stated`; `note` must say why"),
    Column("high", "text", "overrules the reading of `stated`; `note` must say why"),
    Column("population", "text", "who is counted; default everyone"),
    Column("place", "text", "path from the widest to the narrowest; default the event's widest place"),
    Column("counting", "text", "cumulative, period or snapshot; default by measure"),
    Column("unit", "text", "persons (default) or acts"),
    Column("since", "text", "start of the count"),
    Column("as_of", "text", "the date the number speaks of; default `published`"),
    Column("published", "text", "when the claim became known", required=True),
    Column("source", "text", "who published", required=True),
    Column("source_type", "text", "kind of publisher, from the vocabulary"),
    Column("origin", "text", "who counted, if not the source"),
    Column("origin_type", "text", "kind of counter, from the vocabulary"),
    Column("cites", "text", "claim_id that this row relays"),
    Column("retracts", "text", "claim_id that this row withdraws, from `published` on"),
    Column("url", "text", "where it was published"),
    Column("archive_url", "text", "an archived copy"),
    Column("document", "text", "file name or sha256 of the document read"),
    Column("locator", "text", "place in the document, p6:2653-2679"),
    Column("language", "text", "BCP 47 language of `stated`"),
    Column("note", "text", "anything a reader must know"),
))

CLAIMS = Table("claims", "one claim, read, dated and placed", (
    Column("claim_id", "text", "as in the ledger"),
    Column("footnote", "whole", "number of the claim in the report, from 1"),
    Column("row", "whole", "row of the ledger as a spreadsheet counts it"),
    Column("question", "text", "question that the claim speaks to"),
    Column("event", "text", "as in the ledger"),
    Column("measure", "text", "as in the ledger"),
    Column("population", "text", "with the default filled in"),
    Column("place", "text", "with the default filled in"),
    Column("counting", "text", "with the default filled in"),
    Column("unit", "text", "with the default filled in"),
    Column("stated", "text", "as in the ledger"),
    Column("low", "count", "coding interval, lower end; nan when no number is stated"),
    Column("high", "count", "coding interval, upper end; inf when open"),
    Column("compatible_low", "count", "widest defensible reading, lower end"),
    Column("compatible_high", "count", "widest defensible reading, upper end"),
    Column("is_open", "flag", "the words set no upper bound (more than, at least)"),
    Column("is_soft", "flag", "the ends are a reading of a vague word, not a stated bound"),
    Column("is_indefinite", "flag", "the words say no more than 'more than one' (some, multiple)"),
    Column("hedge", "text", "how the number is bounded: exact, at_least, about, vague, ..."),
    Column("rule", "text", "row of the lexicon that gave the reading"),
    Column("source", "text", "as in the ledger"),
    Column("source_type", "text", "as in the ledger"),
    Column("origin", "text", "who counted, after defaults and citations"),
    Column("origin_type", "text", "kind of counter"),
    Column("cites", "text", "as in the ledger"),
    Column("retracts", "text", "as in the ledger"),
    Column("since", "text", "as in the ledger"),
    Column("as_of", "text", "with the default filled in"),
    Column("published", "text", "as in the ledger"),
    Column("as_of_from", "day", "earliest day that as_of can mean"),
    Column("as_of_to", "day", "latest day that as_of can mean"),
    Column("published_from", "day", "earliest day that published can mean"),
    Column("published_to", "day", "latest day that published can mean; NaT when open"),
    Column("url", "text", "as in the ledger"),
    Column("archive_url", "text", "as in the ledger"),
    Column("document", "text", "as in the ledger"),
    Column("locator", "text", "as in the ledger"),
    Column("language", "text", "as in the ledger"),
    Column("note", "text", "as in the ledger"),
    Column("state", "text", "place of the claim in the evidence, see STATES"),
    Column("state_reason", "text", "one sentence that says why"),
))

STATES = {
    "current": "counts in the range",
    "echo": "relays a figure of an origin that already counts",
    "superseded": "an earlier figure of an origin that has a later one",
    "retracted": "withdrawn by a later claim; in no range",
    "retraction": "withdraws another claim and states no figure of its own",
    "no_number": "states no number",
    "rate": "states a rate and counts nobody by itself",
    "indefinite": "says no more than “more than one” where others give figures",
    "other_moment": "a snapshot of an earlier moment than the range speaks of",
}

QUESTIONS = Table("questions", "what claims must share to compete", (
    Column("question", "text", "event:measure:population:place:counting:unit, and the window of a period"),
    Column("slug", "text", "the same for file names, unique within the event"),
    Column("event", "text", "as in the claims"),
    Column("measure", "text", "as in the claims"),
    Column("population", "text", "as in the claims"),
    Column("place", "text", "as in the claims"),
    Column("counting", "text", "as in the claims"),
    Column("unit", "text", "as in the claims"),
    Column("since", "text", "start of the count when it is not the event's"),
    Column("as_of", "text", "latest date that current evidence speaks of (ISO), empty without evidence"),
    Column("is_widest_place", "flag", "the place is the whole event's"),
    Column("who", "text", "noun of the population, plural"),
    Column("who_one", "text", "noun of the population, singular"),
    Column("what", "text", "phrase of the measure"),
    Column("family", "text", "measures of one family are listed together as not comparable"),
    Column("n_claims", "whole", "claims that speak to the question, whatever their state"),
    Column("status", "text", "single, agreed, compatible, disputed or none"),
))

EVIDENCE = Table("evidence", "one figure of one origin for one question and as_of", (
    Column("question", "text", "question spoken to"),
    Column("origin", "text", "who counted"),
    Column("origin_type", "text", "kind of counter"),
    Column("as_of", "text", "the date the figure speaks of, as written"),
    Column("as_of_from", "day", "earliest day that as_of can mean"),
    Column("as_of_to", "day", "latest day that as_of can mean"),
    Column("published_from", "day", "earliest day that the figure can have become known"),
    Column("low", "count", "lower end"),
    Column("high", "count", "upper end, inf when open"),
    Column("compatible_low", "count", "widest defensible reading, lower end"),
    Column("compatible_high", "count", "widest defensible reading, upper end"),
    Column("is_soft", "flag", "an end is a reading of a vague word"),
    Column("is_current", "flag", "the figure counts in the range now"),
    Column("lead_claims", "ids", "claims whose figure stands for the origin"),
    Column("claim_ids", "ids", "lead claims and their echoes"),
))

ESTIMATES = Table("estimates", "one question under one policy", (
    Column("question", "text", "question answered"),
    Column("event", "text", "as in the claims"),
    Column("measure", "text", "as in the claims"),
    Column("population", "text", "as in the claims"),
    Column("place", "text", "as in the claims"),
    Column("counting", "text", "as in the claims"),
    Column("unit", "text", "as in the claims"),
    Column("as_of", "text", "latest date of the evidence used (ISO)"),
    Column("policy", "text", "named published rule"),
    Column("low", "count", "lower end"),
    Column("best", "count", "the one figure the policy would print, nan when it prints none"),
    Column("high", "count", "upper end, inf when open"),
    Column("n_claims", "whole", "claims behind the estimate, echoes included"),
    Column("n_origins", "whole", "origins behind the estimate"),
    Column("status", "text", "single, agreed, compatible, disputed or none"),
    Column("claim_ids", "ids", "claims behind the estimate"),
))

DISCREPANCIES = Table("discrepancies", "what stands between two claims", (
    Column("question", "text", "question of claim_a"),
    Column("claim_a", "text", "the earlier claim"),
    Column("claim_b", "text", "the later claim"),
    Column("kind", "text", "see KINDS"),
    Column("gap", "count", "persons (or acts) between the two readings, 0 when they touch"),
    Column("ratio", "number", "upper reading over lower reading across the gap, 1 when they touch"),
    Column("reason", "text", "one plain sentence"),
))

KINDS = {
    "echo": "the same figure of the same origin",
    "agrees": "different origins give the same figure",
    "refines": "one reading lies inside the other",
    "overlaps": "the readings share some numbers",
    "update": "a later, higher count; growth alone can explain it",
    "revision": "an origin corrected its own figure",
    "retracted": "one of the two was withdrawn and contradicts nothing",
    "contradicts": "both cannot be right about the same thing at the same time",
    "not_comparable": "they count different things",
}

CONFLICTS = Table("conflicts", "a smallest set of claims that cannot all be true", (
    Column("claim_ids", "ids", "claims of the set"),
    Column("relations", "text", "ties between the questions that were used"),
    Column("reason", "text", "one plain sentence"),
    Column("smallest_change", "text", "what would have to be doubted to resolve it"),
))

BOUNDS = Table("bounds", "what follows for a question from all claims and relations together", (
    Column("question", "text", "question answered"),
    Column("as_of", "text", "latest day that its claims speak of (ISO)"),
    Column("own_low", "count", "lower end that its own claims allow, in their widest reading"),
    Column("own_high", "count", "upper end that its own claims allow, inf when open"),
    Column("low", "count", "lower end that follows"),
    Column("high", "count", "upper end that follows, inf when open"),
    Column("low_claims", "ids", "claims that force the lower end"),
    Column("low_relations", "ids", "relations that force the lower end, none when it is the question's own"),
    Column("high_claims", "ids", "claims that force the upper end"),
    Column("high_relations", "ids", "relations that force the upper end, none when it is the question's own"),
    Column("status", "text", "follows, or unresolved when the claims cannot all be true"),
))

RESIDUALS = Table("residuals", "what a whole leaves when its known parts are taken out", (
    Column("whole", "text", "question of the whole"),
    Column("part", "text", "questions of the parts, joined by ' + '"),
    Column("as_of", "text", "latest day of the whole (ISO)"),
    Column("low", "count", "lower end"),
    Column("high", "count", "upper end, inf when open"),
    Column("reason", "text", "one plain sentence"),
))

LEAVE_ONE_OUT = Table("leave_one_out", "the headline range without one origin", (
    Column("question", "text", "question answered"),
    Column("origin", "text", "origin left out"),
    Column("low", "count", "lower end without it, nan when nothing is left"),
    Column("high", "count", "upper end without it, inf when open"),
    Column("low_change", "count", "shift of the lower end"),
    Column("high_change", "count", "shift of the upper end; inf when the end opens or closes"),
))

FINDINGS = Table("findings", "the outcome of a check", (
    Column("check", "text", "name of the check"),
    Column("outcome", "text", "pass, fail or cannot tell"),
    Column("claim_ids", "ids", "claims concerned"),
    Column("message", "text", "what was found and what to do"),
))

_AS_PROPOSED = {
    "low": "lower end as `stated` was read; changed by the reviewer it overrules, and `note` must say why",
    "high": "upper end as `stated` was read, empty when open; changed by the reviewer it overrules",
}

CANDIDATES = Table("candidates", "one claim proposed from a document, and what a person decided about it", (
    *(Column(column.name, column.kind, _AS_PROPOSED.get(column.name, column.meaning)) for column in LEDGER.columns),
    Column("decision", "text", "accept, edit (accepted as corrected), reject, skip (later), or empty: not decided"),
    Column("status", "text", "current, part, increment, superseded, historical, feared or zero"),
    Column("confidence", "text", "0 to 1, two decimals"),
    Column("rule", "text", "pattern that tied the number to its measure"),
    Column("reason", "text", "why this status and this confidence, in words"),
    Column("document_hash", "text", "sha256 of the document's bytes"),
    Column("reviewer", "text", "who decided"),
    Column("edits", "text", "columns that the reviewer changed, with what was proposed, as JSON"),
))

TABLES = (LEDGER, CLAIMS, QUESTIONS, EVIDENCE, ESTIMATES, DISCREPANCIES, CONFLICTS, BOUNDS, RESIDUALS,
          LEAVE_ONE_OUT, FINDINGS, CANDIDATES)


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the frame with exactly the table's columns, in order, in their declared kinds.

    Parameters
    ----------
    frame : DataFrame, shape (n, any)
        Must hold every column of the table; others are dropped.
    table : Table
        Declaration to conform to.

    Returns
    -------
    DataFrame, shape (n, len(table.columns))
        With a fresh index from 0.

    Raises
    ------
    KeyError
        If a declared column is missing: a defect of the caller.
    """
    chosen = frame[table.names]
    kinds: dict[str, Any] = {column.name: DTYPES[column.kind] for column in table.columns}
    # Most columns are of their kind already, and a cast of all takes longer than the rest of a small run.
    cast = {name: chosen[name].astype(kind) for (name, kind), found in zip(kinds.items(), chosen.dtypes, strict=True)
            if found != kind}
    return chosen.assign(**cast).reset_index(drop=True)


def texts(keys: Iterable[object], table: Mapping[Any, str], index: pd.Index[Any]) -> pd.Series[str]:
    """Look up a text for each key, empty where the table has none.

    Parameters
    ----------
    keys : iterable
    table : mapping
    index : Index
        Labels of the result, one a key.

    Returns
    -------
    Series of str
        Kind ``text`` even when no key is found, which a mapping of a Series does not promise.
    """
    import pandas as pd

    return pd.Series([table.get(key, "") for key in keys], index=index, dtype=object)


def empty(table: Table) -> pd.DataFrame:
    """Return a frame of no rows with the table's columns."""
    import pandas as pd

    return conform(pd.DataFrame({name: [] for name in table.names}), table)
