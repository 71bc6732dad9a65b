"""HXL: a CSV table with a row of hashtags below its header, in the standard's own words only.

Hashtags and attributes are those released in the HXL 1.1 dictionary (https://hxlstandard.org/standard/1-1final/
dictionary/); a column for which it has none carries no tag, which the standard allows. Decisions:

* ``#affected`` is a number of people and one column is one kind of harm, so only the headline range of a running
  count of persons stands there, low end first, for the harms and groups that the standard has an attribute for:
  ``+killed``, ``+injured``, ``+abducted``, ``+displaced``, with ``+children``, ``+f +adults``, ``+m +adults``. It has
  none for those detained, missing, hospitalised or released, for protesters, police or journalists.
* Every number stands under ``#indicator +num``: low, best, high. No attribute means an end of a range; the
  header says which it is, and ``#description`` has the range in words. An open end is an empty cell.
* A date is the last day that it can mean, a publication the first on which it can have become known; as written
  they stand beside, untagged, because HXL knows no open or approximate dates.
* A place is ``#loc +name``: the first part of its path need not be a country (``#country``).
* ``#org`` is an organisation that responds to an emergency; who published or counted is ``#meta +source``, as is
  how to cite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reconcile.formats.base import Export
from reconcile.formats.publication import Publication, Value
from reconcile.tables import Json, rows_to_csv

_Fields = Mapping[str, Value]


@dataclass(frozen=True)
class Tagged:
    """One column: its header, its hashtag (empty where the standard has none) and its value."""

    header: str
    tag: str
    value: Callable[[_Fields], Value]


def _of(name: str, tag: str = "", header: str = "") -> Tagged:
    return Tagged(header or name, tag, lambda row: row[name])


HARMS = {"killed": "+killed", "injured": "+injured", "abducted": "+abducted", "displaced": "+displaced", "affected": ""}
"""Measures for which the dictionary has an attribute of #affected (2.6, impact attributes)."""

GROUPS = {"everyone": "", "children": " +children", "women": " +f +adults", "men": " +m +adults"}
"""Populations for which it has attributes (2.1, sex and age)."""

_ESTIMATES = (
    _of("event", "#event +code"), _of("place", "#loc +name"), _of("question", "#indicator +code"),
    _of("label", "#indicator +name", "question in words"), _of("measure", "#indicator +type"), _of("population"),
    _of("counting"), _of("unit"), _of("as_of"), _of("as_of_to", "#date"), _of("policy", "#meta"), _of("is_headline"),
    _of("low", "#indicator +num"), _of("best", "#indicator +num"), _of("high", "#indicator +num"),
    _of("is_open"), _of("range", "#description", "range in words"), _of("n_claims"), _of("n_origins"),
    _of("status"), _of("claim_ids"), _of("sources", "#meta +source"),
)
_CLAIMS = (
    _of("claim_id", "#meta +id"), _of("event", "#event +code"), _of("place", "#loc +name"),
    _of("question", "#indicator +code"), _of("measure", "#indicator +type"), _of("population"), _of("counting"),
    _of("unit"), _of("as_of"), _of("as_of_to", "#date"), _of("published"), _of("published_from", "#date +reported"),
    _of("stated", "#description"),
    _of("low", "#indicator +num"), _of("high", "#indicator +num"), _of("is_open"),
    _of("reading", "#description", "reading in words"), _of("source", "#meta +source"),
    _of("origin", "#meta +source", "origin (who counted)"), _of("url", "#meta +url"),
    _of("archive_url", "#meta +url"), _of("state"), _of("state_meaning", "", "state in words"),
)


def file(publication: Publication, table: str) -> bytes:
    """Return the estimates or the claims with a row of hashtags."""
    rows = publication.tables[table].records()
    columns = [*_CLAIMS]
    if table == "estimates":
        rows = _with_sources(rows, publication.tables["claims"].records())
        columns = [*_ESTIMATES, *_affected(rows)]
    columns.append(Tagged("how to cite", "#meta +source", lambda _: publication.how_to_cite))
    return rows_to_csv([column.header for column in columns],
                       [[column.tag for column in columns], *(_line(columns, row) for row in rows)]).encode("utf-8")


def _with_sources(rows: Sequence[_Fields], claims: Sequence[_Fields]) -> list[dict[str, Value]]:
    """Name the publishers behind each estimate beside its claim ids."""
    source = {claim["claim_id"]: str(claim["source"]) for claim in claims}
    return [{**row, "sources": "; ".join(sorted({source[name] for name in ids if name in source}))}
            for row in rows if isinstance(ids := row["claim_ids"], list)]


def _line(columns: Sequence[Tagged], row: _Fields) -> list[Json]:
    values = [column.value(row) for column in columns]
    return [" ".join(str(part) for part in value) if isinstance(value, list) else value for value in values]


def _affected(rows: Sequence[_Fields]) -> list[Tagged]:
    """Return the two columns of each harm and group that the rows speak of."""
    found = {(row["measure"], row["population"]) for row in rows if _is_count(row)}
    return [_end(measure, group, end) for measure in HARMS for group in GROUPS if (measure, group) in found
            for end in ("low", "high")]


def _is_count(row: _Fields) -> bool:
    """Tell whether a row is the headline range of a running count of persons."""
    return bool(row["is_headline"]) and row["counting"] == "cumulative" and row["unit"] == "persons"


def _end(measure: str, group: str, end: str) -> Tagged:
    """Return the column of one end: empty for every row that speaks of something else."""
    tag = " ".join(f"#affected {HARMS[measure]}{GROUPS[group]}".split())

    def value(row: _Fields) -> Value:
        return row[end] if _is_count(row) and (row["measure"], row["population"]) == (measure, group) else None

    return Tagged(f"{group} {measure}, {end}", tag, value)


EXPORT = Export(".csv", file, tables=("estimates", "claims"))
