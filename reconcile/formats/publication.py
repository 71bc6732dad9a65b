"""What is exported: a publication as plain tables, which every format prints and none adds to.

Values are those of JSON: whole numbers, texts, flags, days as ISO texts, lists; None for an open or absent
number and an unknown day.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from reconcile import __version__
from reconcile.citation import how_to_cite, subject
from reconcile.dates import parse_date
from reconcile.formats.columns import (EXPORTED_CLAIMS, EXPORTED_CONFLICTS, EXPORTED_DISCREPANCIES, EXPORTED_ESTIMATES,
                                       EXPORTED_FINDINGS, EXPORTED_QUESTIONS, POLICIES_RUN, SOURCES)
from reconcile.method import caveats, steps
from reconcile.policies import POLICIES
from reconcile.schema import CLAIMS, KINDS, STATES, Column, Table
from reconcile.sentences import headline, interval_words, question_label, range_words
from reconcile.tables import cell, headlines

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.pipeline import Reconciliation

Value = str | int | float | bool | None | list[str] | list[int]
Row = tuple[Value, ...]
_Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """One table of a publication.

    Parameters
    ----------
    declared : Table
        Its name, what a row is, its columns with kind and meaning.
    rows : list of tuple
        One plain value a column.
    """

    declared: Table
    rows: list[Row]

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.declared.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns in order."""
        return self.declared.columns

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as mappings, keys in the order of the columns."""
        names = self.declared.names
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Publication:
    """Everything that leaves the tool with the figures of a run.

    Parameters
    ----------
    title : str
        What the figures are about.
    version : str
        Version of the tool.
    ledger_name, ledger_sha256 : str
        File name of the ledger and digest of its bytes.
    settings : mapping
        How the run was asked for: event, known_by, lexicon (None when not given), policies, headline, relations.
    how_to_cite : str
        One paragraph.
    caveats, method : tuple of str
        What a reader must keep in mind; how the numbers came about, step by step.
    tables : mapping of str to Published
        In the order of :data:`reconcile.formats.columns.EXPORTED`.
    """

    title: str
    version: str
    ledger_name: str
    ledger_sha256: str
    settings: Mapping[str, Any]
    how_to_cite: str
    caveats: tuple[str, ...]
    method: tuple[str, ...]
    tables: Mapping[str, Published]


def publication(result: Reconciliation) -> Publication:
    """Collect what is exported of a run.

    Parameters
    ----------
    result : Reconciliation
        Any number of events, also without a claim.

    Returns
    -------
    Publication
        Each claim stands once in its table ``claims``.
    """
    events = sorted(set(result.claims["event"]))
    settings = result.settings
    cited = how_to_cite(ledger_name=result.ledger_name, ledger_sha256=result.ledger_sha256, events=events,
                        n_claims=len(result.claims), known_by=settings.known_by, lexicon=settings.lexicon,
                        headline=settings.policies[0])
    asked = {"event": settings.event or None, "known_by": settings.known_by or None,
             "lexicon": settings.lexicon or None, "policies": list(settings.policies),
             "headline": settings.policies[0],
             # The file's name, not where it lies on somebody's machine.
             "relations": PurePath(settings.relations).name or None}
    places, told = _Places.of(result.claims), _told(result)
    tables = (_estimates(result, told, places), _claims(result), _discrepancies(result, places),
              _conflicts(result, places), _sources(result), _questions(result, told), _policies(result),
              _findings(result, places))
    return Publication(title=subject(events), version=__version__, ledger_name=result.ledger_name,
                       ledger_sha256=result.ledger_sha256, settings=asked, how_to_cite=cited,
                       caveats=tuple(caveats(result)), method=tuple(steps(result)),
                       tables={table.name: table for table in tables})


@dataclass(frozen=True)
class _Places:
    """Event and footnote of each claim."""

    event: Mapping[str, str]
    footnote: Mapping[str, int]

    @classmethod
    def of(cls, claims: pd.DataFrame) -> _Places:
        """Take event and footnote of each claim."""
        ids = claims["claim_id"].tolist()
        return cls(dict(zip(ids, claims["event"], strict=True)),
                   dict(zip(ids, claims["footnote"].astype(int).tolist(), strict=True)))

    def notes(self, claim_ids: Iterable[str]) -> list[int]:
        """Return the footnotes of claims, in order."""
        # A part of a result may name a claim of another part; its footnote stands there.
        return sorted(self.footnote[claim_id] for claim_id in claim_ids if claim_id in self.footnote)

    def first_event(self, claim_ids: Iterable[str]) -> str:
        """Return the event of the first claim that stands here, empty for none."""
        return next((self.event[claim_id] for claim_id in claim_ids if claim_id in self.event), "")


def _table(declared: Table, rows: Iterable[_Fields]) -> Published:
    """Put rows into the declared order, as plain values."""
    names = declared.names
    return Published(declared, [tuple(_plain(row[name]) for name in names) for row in rows])


def _plain(value: object) -> Value:
    if value is None or isinstance(value, list):
        return value
    return cell(value)


@dataclass(frozen=True)
class _Told:
    """A question in words: its label, its headline range and the sentence around it."""

    label: str
    range: str
    headline: str


def _told(result: Reconciliation) -> dict[str, _Told]:
    labels = _labels(result.questions)
    # Only what the sentences look at: a ledger of many questions is cut into as many small frames.
    claims = result.claims[["question", "claim_id", "state", "stated", "low", "high", "is_open", "is_soft", "hedge"]]
    return {str(row["question"]): _Told(label=labels[str(row["question"])], headline=headline(row, estimate, leads),
                                        range=range_words(estimate["low"], estimate["high"], leads))
            for row, estimate, leads in headlines(result.questions, result.estimates, claims)}


def _estimates(result: Reconciliation, told: Mapping[str, _Told], places: _Places) -> Published:
    first = result.settings.policies[0]

    def rows() -> Iterable[_Fields]:
        for row in result.estimates.to_dict("records"):
            words, policy = told[str(row["question"])], POLICIES[row["policy"]]
            when = parse_date(row["as_of"]) if row["as_of"] else None
            named = {str(name): value for name, value in row.items()}
            yield {**named, "label": words.label, "is_headline": policy.name == first,
                   "is_open": math.isinf(row["high"]),
                   "range": words.range if policy.name == first else interval_words(row["low"], row["high"]),
                   "as_of_from": when and _iso(when.first), "as_of_to": when and _iso(when.last),
                   "is_provisional": 0 < row["n_origins"] < policy.least_origins,
                   "footnotes": places.notes(row["claim_ids"])}

    return _table(EXPORTED_ESTIMATES, rows())


def _labels(questions: pd.DataFrame) -> dict[str, str]:
    """Return each question in words; two that would read the same get the way of counting behind them."""
    rows = questions.to_dict("records")
    labels = [question_label(row) for row in rows]
    often = Counter((row["event"], label) for row, label in zip(rows, labels, strict=True))
    return {str(row["question"]): f"{label} ({row['counting']})" if often[row["event"], label] > 1 else label
            for row, label in zip(rows, labels, strict=True)}


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


def _claims(result: Reconciliation) -> Published:
    """Return every claim once, columns of the ledger's own at the end."""
    frame = result.claims
    own = [str(name) for name in frame.columns[len(CLAIMS.names):]]
    taken = list(EXPORTED_CLAIMS.names)
    for name in own:
        taken.append(_free(name, taken))
    extra = tuple(Column(name, "text", "a column of the ledger's own")
                  for name in taken[len(EXPORTED_CLAIMS.names):])
    declared = Table(EXPORTED_CLAIMS.name, EXPORTED_CLAIMS.row, (*EXPORTED_CLAIMS.columns, *extra))
    renamed = [*CLAIMS.names, *(column.name for column in extra)]
    rows = (dict(zip(renamed, row, strict=True)) for row in frame.itertuples(index=False, name=None))
    return _table(declared, ({**row, "reading": interval_words(row["low"], row["high"]),
                              "state_meaning": STATES[row["state"]]} for row in rows))


def _free(name: str, taken: Sequence[str]) -> str:
    """Return a name for a column of the ledger's own that no other column has."""
    name = name or "column"
    while name in taken:
        name = f"ledger_{name}"
    return name


def _questions(result: Reconciliation, told: Mapping[str, _Told]) -> Published:
    return _table(EXPORTED_QUESTIONS, (
        {**{str(name): value for name, value in row.items()}, "label": told[str(row["question"])].label,
         "headline": told[str(row["question"])].headline} for row in result.questions.to_dict("records")))


def _discrepancies(result: Reconciliation, places: _Places) -> Published:
    names = [str(name) for name in result.discrepancies.columns]
    rows = (dict(zip(names, row, strict=True)) for row in result.discrepancies.itertuples(index=False, name=None))
    return _table(EXPORTED_DISCREPANCIES, (
        {**row, "event": places.event[row["claim_a"]], "footnote_a": places.footnote[row["claim_a"]],
         "footnote_b": places.footnote[row["claim_b"]], "kind_meaning": KINDS[row["kind"]]} for row in rows))


def _conflicts(result: Reconciliation, places: _Places) -> Published:
    return _table(EXPORTED_CONFLICTS, _numbered("conflict", result.conflicts, places))


def _findings(result: Reconciliation, places: _Places) -> Published:
    return _table(EXPORTED_FINDINGS, _numbered("finding", result.findings, places))


def _numbered(what: str, frame: pd.DataFrame, places: _Places) -> Iterable[_Fields]:
    for number, row in enumerate(frame.to_dict("records"), start=1):
        ids = row["claim_ids"]
        yield {**{str(name): value for name, value in row.items()}, what: number,
               "event": places.first_event(ids), "footnotes": places.notes(ids)}


def _sources(result: Reconciliation) -> Published:
    """Return each name that published or counted, in alphabetical order."""
    claims = result.claims
    columns = ("claim_id", "source", "source_type", "origin", "origin_type", "published_from")
    found: dict[str, dict[str, Any]] = {}
    for claim_id, source, kind, origin, origin_kind, day in zip(*(claims[name].tolist() for name in columns),
                                                                strict=True):
        for name, its_kind, part in ((source, kind, "n_published"), (origin, origin_kind, "n_counted")):
            facts = found.setdefault(name, {"n_published": 0, "n_counted": 0, "types": set(), "ids": set(), "days": []})
            facts[part] += 1
            facts["types"] |= {its_kind} - {""}
            facts["ids"].add(claim_id)
            facts["days"] += [text] if (text := cell(day)) else []
    return _table(SOURCES, (
        {"name": name, "types": ", ".join(sorted(facts["types"])), "n_published": facts["n_published"],
         "n_counted": facts["n_counted"], "first_published": min(facts["days"], default=None),
         "last_published": max(facts["days"], default=None), "claim_ids": tuple(sorted(facts["ids"]))}
        for name, facts in sorted(found.items())))


def _policies(result: Reconciliation) -> Published:
    settings = result.settings
    return _table(POLICIES_RUN, (
        {"policy": name, "title": POLICIES[name].title, "is_headline": name == settings.policies[0],
         "rule": POLICIES[name].rule, "source": POLICIES[name].source,
         "lexicon": settings.lexicon or POLICIES[name].lexicon or "default",
         "least_origins": POLICIES[name].least_origins} for name in settings.policies))
