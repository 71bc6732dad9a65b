"""Checks of figures against one another: slips of typing, sums that cannot be, invented points.

A finding asks a person to look; nothing here changes a claim. Each check has its published case: 4,237
typed 4,327 (TechForPalestine/palestine-datasets, pull request 122); a toll equal to the extrapolation of
its series (ArtemioPadilla/watchboard, pull request 231); "3,486 killed ... 177 a day" in a month of 30
days, where 3,486 / 30 = 116.2 (Syrian Network for Human Rights, 2012, https://snhr.org/blog/2012/11/03/43156/).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reconcile.dates import parse_date
from reconcile.evidence import is_rate
from reconcile.origins import COPY_DAYS, LEAST_UNROUND
from reconcile.relations import load
from reconcile.sentences import Noun, amount_of, count, day_words, interval_words, joined, say
from reconcile.vocabulary import word

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]

_LEAST_DIGITS = 3
"""Shorter figures turn into one another by growth too often (house rule)."""

_LEAST_POINTS = 3
"""Two points lie on a line always."""


class Finding(NamedTuple):
    """One row of the findings: check, outcome (fail or cannot tell), claim ids, message."""

    check: str
    outcome: str
    claim_ids: tuple[str, ...]
    message: str


def find(claims: pd.DataFrame) -> list[Finding]:
    """Run the checks of figures against one another.

    Parameters
    ----------
    claims : DataFrame
        After the evidence was collapsed: columns of :data:`reconcile.schema.CLAIMS` but for the footnote.

    Returns
    -------
    list of Finding
        What did not pass, sorted; withdrawn claims and those without a number take no part.
    """
    live = claims[claims["low"].notna() & ~claims["state"].isin(["retracted", "retraction", "no_number"])]
    rates = is_rate(live)
    counts = _rows(live[~rates])
    return sorted({*_transposed(counts), *_extrapolated(counts), *_parts(counts), *_rates(_rows(live[rates]), counts)})


def _rows(claims: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return claims.sort_values(["published_from", "claim_id"], na_position="first").to_dict("records")


def _groups(rows: Iterable[Row], *columns: str) -> list[list[Row]]:
    """Return the rows that share their values in some columns, in the order of the values; none that stand alone."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in columns), []).append(row)
    return [found[key] for key in sorted(found) if len(found[key]) > 1]


def _transposed(counts: Sequence[Row]) -> Iterator[Finding]:
    """Find two figures of one origin that differ by two neighbouring digits in the other order."""
    # Swapped digits have the same digits, so only figures that share them are compared.
    exact = [{**row, "digits": "".join(sorted(str(int(row["low"]))))} for row in counts
             if row["low"] == row["high"] and row["low"] >= 10 ** (_LEAST_DIGITS - 1)]
    for group in _groups(exact, "question", "origin", "digits"):
        for first, second in itertools.combinations(group, 2):
            relays = first["claim_id"] == second["cites"] or second["claim_id"] == first["cites"]
            if is_transposed(first["low"], second["low"]) and (relays or _within_days(first, second)):
                yield _transposition(first, second, relays)


def is_transposed(one: float, other: float) -> bool:
    """Say whether two whole numbers differ by exactly two neighbouring digits in the other order.

    Examples
    --------
    >>> is_transposed(4237, 4327)
    True
    """
    a, b = str(int(one)), str(int(other))
    places = [place for place in range(len(a)) if a[place] != b[place]] if len(a) == len(b) else []
    return len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]] \
        and a[places[1]] == b[places[0]]


def _within_days(first: Row, second: Row) -> bool:
    days = (second["published_from"] - first["published_from"]).days
    return bool(abs(days) <= COPY_DAYS)  # NaT has nan days, which no comparison holds for


def _transposition(first: Row, second: Row, relays: bool) -> Finding:
    is_one = relays or first["as_of"] == second["as_of"]
    told = say("finding.digits" if is_one else "finding.digits apart", a=count(first["low"]), b=count(second["low"]),
               origin=first["origin"])
    return Finding("digits in another order", "fail" if is_one and first["source"] != second["source"] else
                   "cannot tell", _ids([first, second]), told)


def _extrapolated(counts: Sequence[Row]) -> Iterator[Finding]:
    """Find runs of an origin's figures that lie on one straight line."""
    exact = [row for row in counts if row["low"] == row["high"] and row["as_of_from"] == row["as_of_to"]
             and row["state"] != "echo"]
    for group in _groups(exact, "question", "origin"):
        days = Counter(row["as_of_from"] for row in group)
        series = sorted((row for row in group if days[row["as_of_from"]] == 1), key=lambda row: row["as_of_from"])
        for run in _straight_runs(series):
            yield _extrapolation(run)


def _straight_runs(series: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the longest runs of three or more points whose step per day is one and the same, and not small."""
    start = 0
    for end in range(2, len(series) + 1):
        if end < len(series) and _slope(series, end) == _slope(series, end - 1):
            continue
        if end - start >= _LEAST_POINTS and abs(series[start + 1]["low"] - series[start]["low"]) >= LEAST_UNROUND:
            yield series[start:end]
        start = end - 1


def _slope(series: Sequence[Row], end: int) -> tuple[int, int]:
    """Return persons per day between a point and the one before it, as a fraction in lowest terms."""
    days = (series[end]["as_of_from"] - series[end - 1]["as_of_from"]).days
    persons = int(series[end]["low"] - series[end - 1]["low"])
    shared = math.gcd(days, persons) or 1
    return persons // shared, days // shared


def _extrapolation(run: Sequence[Row]) -> Finding:
    figures = joined([count(row["low"]) for row in run])
    return Finding("equal to an extrapolation", "cannot tell", _ids(run),
                   say("finding.line", figures=figures, origin=run[0]["origin"]))


def _parts(counts: Sequence[Row]) -> Iterator[Finding]:
    """Compare parts with their whole within one document, or one source, at one date."""
    shared = ("event", "measure", "place", "counting", "unit", "since", "as_of")
    for column in ("document", "source"):
        for group in _groups((row for row in counts if row[column]), column, *shared):
            yield from _parts_of(group)


def _parts_of(group: Sequence[Row]) -> Iterator[Finding]:
    by_population: dict[str, list[Row]] = {}
    for row in group:
        by_population.setdefault(str(row["population"]), []).append(row)
    table = load()
    pairs = [(whole, part) for part in sorted(by_population) for whole in table.wholes("population", part)
             if whole != part and whole in by_population]
    alone = {pair: list(_compared(by_population, pair[0], [pair[1]])) for pair in pairs}
    yield from itertools.chain.from_iterable(alone.values())
    for tie in [*table.of("disjoint", "population"), *table.of("exhaustive", "population")]:
        whole, present = tie.whole, sorted({term.word for term in tie.members} & by_population.keys())
        # A sum that is too large because one part is says nothing more.
        if whole in by_population and len(present) > 1 and not any(alone[whole, part] for part in present):
            yield from _compared(by_population, whole, present)


def _compared(by_population: Mapping[str, Sequence[Row]], whole: str, parts: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding where the lowest readings of the parts together pass the highest of the whole."""
    lowest = [min(by_population[part], key=lambda row: float(row["compatible_low"])) for part in parts]
    top = max(by_population[whole], key=lambda row: float(row["compatible_high"]))
    total = sum(float(row["compatible_low"]) for row in lowest)
    if total <= top["compatible_high"]:
        return
    figures = joined([_amount(part, row) for part, row in zip(parts, lowest, strict=True)])
    key, number = ("finding.parts", total) if len(parts) > 1 else ("finding.part", _number(lowest[0]))
    is_one = len({str(row["origin"]) for row in (*lowest, top)}) == 1
    yield Finding("parts exceed the whole", "fail" if is_one else "cannot tell", _ids([*lowest, top]),
                  say(key, number, figures=figures, total=count(total), whole=_amount(whole, top),
                      when=day_words(str(top["as_of"]), str(top["counting"]))))


def _number(row: Row) -> float:
    """Return what the verb after a figure follows: one only for exactly one."""
    low, high = float(row["low"]), float(row["high"])
    return low if low == high else max(amount_of(low, high).number, 2)


def _amount(population: str, row: Row) -> str:
    """Print a figure with its noun: ``1 police officer``, ``at least 20 people``."""
    low, high = float(row["low"]), float(row["high"])
    amount, noun = amount_of(low, high), word("population", population)
    who = Noun(f"population.{population}", amount.number, noun.singular, noun.plural)
    return say(f"finding.people.{amount.form}", amount.number, amount=interval_words(low, high), who=who)


def _rates(rates: Sequence[Row], counts: Sequence[Row]) -> Iterator[Finding]:
    """Compare a rate times the days of its window with the total stated for the same window."""
    scope = ("event", "measure", "population", "place", "unit", "since", "as_of")
    for rate in rates:
        days = _days(rate)
        for total in counts if days else ():
            one = total["source"] == rate["source"] or rate["document"] == total["document"] != ""
            if one and all(total[name] == rate[name] for name in scope) and not _agrees(rate, total, days):
                yield _wrong_rate(rate, total, days)


def _days(rate: Row) -> int:
    """Return the days of a window, both ends included; 0 when an end is open or absent."""
    first = parse_date(rate["since"]).first if rate["since"] else None
    last = parse_date(rate["as_of"]).last if rate["as_of"] else None
    return (last - first).days + 1 if first and last and last >= first else 0


def _agrees(rate: Row, total: Row, days: int) -> bool:
    """Say whether a rate, rounded to whole numbers, can come of the total."""
    low, high = ((float(rate[f"compatible_{end}"]) + side) * days for end, side in (("low", -0.5), ("high", 0.5)))
    return bool(low <= total["compatible_high"] and total["compatible_low"] <= high)


def _wrong_rate(rate: Row, total: Row, days: int) -> Finding:
    key = "finding.rate divided" if total["low"] == total["high"] else "finding.rate"
    told = say(key, _number(total), rate=interval_words(rate["low"], rate["high"]), n=count(days),
               days=say("finding.days", days, n=count(days)), total=interval_words(total["low"], total["high"]),
               made=interval_words(rate["low"] * days, rate["high"] * days), quotient=f"{total['low'] / days:,.1f}")
    return Finding("rate times days differs from the total", "fail", _ids([rate, total]), told)


def _ids(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(sorted({str(row["claim_id"]) for row in rows}))
