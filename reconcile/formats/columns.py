"""Every table that is exported, with what its columns hold.

The columns are those of :mod:`reconcile.schema`; what is added here says in words, or in a flag, what an
empty cell alone cannot: whether an end is open or absent. What the schema calls inf or nan is an empty
cell, or null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from reconcile.schema import CLAIMS, CONFLICTS, DISCREPANCIES, ESTIMATES, FINDINGS, QUESTIONS, Column, Table

_NO_NUMBER = re.compile(r"\b(inf|nan|NaT)\b")


def _exported(table: Table, after: Mapping[str, tuple[Column, ...]], first: tuple[Column, ...] = ()) -> Table:
    """Return a table of the schema with columns added behind some of its own."""
    columns = list(first)
    for column in table.columns:
        columns.append(replace(column, meaning=_NO_NUMBER.sub("empty", column.meaning)))
        columns.extend(after.get(column.name, ()))
    return Table(table.name, table.row, tuple(columns))


_FOOTNOTES = Column("footnotes", "notes", "footnotes of the claims, numbered within the event as in the claims")
_EVENT = Column("event", "text", "slug of the event")

EXPORTED_ESTIMATES = _exported(ESTIMATES, {
    "as_of": (Column("as_of_from", "day", "earliest day that as_of can mean"),
              Column("as_of_to", "day", "latest day that as_of can mean; empty when open")),
    "policy": (Column("is_headline", "flag", "this is the headline: the range of reported figures"),),
    "high": (Column("is_open", "flag", "the estimate has no upper end; an empty `high` beside false is no figure"),
             Column("range", "text", "the range in words, an open end kept open")),
    "n_origins": (Column("is_provisional", "flag", "fewer origins than the publisher of the policy asks for"),),
    "claim_ids": (_FOOTNOTES,),
}, first=(Column("label", "text", "the question in words"),))

EXPORTED_CLAIMS = _exported(CLAIMS, {
    "compatible_high": (Column("reading", "text", "the coding interval in words, an open end kept open"),),
    "state": (Column("state_meaning", "text", "the state in words"),),
})

EXPORTED_QUESTIONS = _exported(QUESTIONS, {
    "slug": (Column("label", "text", "the question in words"),
             Column("headline", "text", "the headline range in one sentence")),
})

EXPORTED_DISCREPANCIES = _exported(DISCREPANCIES, {
    "claim_b": (Column("footnote_a", "whole", "footnote of claim_a within its event"),
                Column("footnote_b", "whole", "footnote of claim_b within its event")),
    "kind": (Column("kind_meaning", "text", "the kind in words"),),
}, first=(_EVENT,))

EXPORTED_CONFLICTS = _exported(CONFLICTS, {"claim_ids": (_FOOTNOTES,)},
                               first=(Column("conflict", "whole", "number of the conflict, from 1"), _EVENT))

EXPORTED_FINDINGS = _exported(FINDINGS, {"claim_ids": (_FOOTNOTES,)},
                              first=(Column("finding", "whole", "number of the finding, from 1"), _EVENT))

SOURCES = Table("sources", "one name that published or counted", (
    Column("name", "text", "source or origin, as in the claims"),
    Column("types", "text", "kinds of source that the claims give it, parted by a comma"),
    Column("n_published", "whole", "claims that it published"),
    Column("n_counted", "whole", "claims whose number it counted"),
    Column("first_published", "day", "earliest day that one of these claims can have become known; empty when unknown"),
    Column("last_published", "day", "latest of these days; empty when unknown"),
    Column("claim_ids", "ids", "claims that it published or counted"),
))

POLICIES_RUN = Table("policies", "one policy that was run", (
    Column("policy", "text", "its name in the estimates"),
    Column("title", "text", "its name for readers"),
    Column("is_headline", "flag", "the policy of the headline range"),
    Column("rule", "text", "the rule in one or two sentences"),
    Column("source", "text", "where the rule is published, or that it is a house rule"),
    Column("lexicon", "text", "profile that read the words"),
    Column("least_origins", "whole", "origins below which the publisher calls the result provisional"),
))

EXPORTED = (EXPORTED_ESTIMATES, EXPORTED_CLAIMS, EXPORTED_DISCREPANCIES, EXPORTED_CONFLICTS, SOURCES,
            EXPORTED_QUESTIONS, POLICIES_RUN, EXPORTED_FINDINGS)
"""Every table of a publication, in the order in which a reader needs them."""

NAMES = tuple(table.name for table in EXPORTED)

KEYS = {"estimates": ("question", "policy"), "claims": ("claim_id",), "discrepancies": ("claim_a", "claim_b"),
        "conflicts": ("conflict",), "sources": ("name",), "questions": ("question",), "policies": ("policy",),
        "findings": ("finding",)}
"""Columns that name a row of each table."""

TIES = (("estimates", "question", "questions", "question"), ("estimates", "policy", "policies", "policy"),
        ("claims", "question", "questions", "question"), ("claims", "source", "sources", "name"),
        ("claims", "origin", "sources", "name"), ("discrepancies", "question", "questions", "question"),
        ("discrepancies", "claim_a", "claims", "claim_id"), ("discrepancies", "claim_b", "claims", "claim_id"))
"""Table and column, and the table and column in which each of its values stands."""

KIND_WORDS = {"text": "text", "count": "whole number", "number": "number", "whole": "whole number",
              "flag": "true or false", "day": "day", "ids": "claim ids", "notes": "numbers of footnotes"}
"""What a reader calls a kind of column."""
