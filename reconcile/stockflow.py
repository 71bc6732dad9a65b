"""Detention as stock and flow: ever detained = held now + released + died in custody.

The balance is that of the daily briefings of the Assistance Association for Political Prisoners
(https://aappb.org/): arrested 22,252 = detained now 17,948 + released 4,304 on 15 May 2023. It is checked
by interval arithmetic on the widest defensible readings of the claims that count, so that only figures
which no reading can bring together fail. Persons and acts never mix: only persons are balanced.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile.schema import Column, Table, conform, empty
from reconcile.sentences import Noun, amount_of, capital, count, interval_words, joined, say, written_date

if TYPE_CHECKING:
    from typing import Protocol

    import pandas as pd

    class Frames(Protocol):
        """The table of a reconciliation that the balance reads."""

        @property
        def claims(self) -> pd.DataFrame:
            """One claim a row."""
            ...

EVER = ("detained", "arrested")
"""Flows into custody. They look alike but are not: each gets a balance of its own."""

OUT = ("released", "died_in_custody")
HELD = "held"
MEASURES = ("brought_in", *EVER, HELD, *OUT, "charged", "convicted", "sentenced", "fined")
"""What belongs on the panel of stock and flow, in the order of the way through custody."""

_ENDS = tuple(f"{name}_{end}" for name in ("ever", HELD, *OUT, "expected") for end in ("low", "high"))

BALANCE = Table("balance", "one count of those ever taken into custody against those held and let go", (
    Column("event", "text", "as in the claims"),
    Column("population", "text", "as in the claims"),
    Column("place", "text", "as in the claims"),
    Column("measure", "text", "the flow into custody: detained or arrested"),
    Column("as_of", "text", "day of the balance (ISO)"),
    *(Column(name, "count", "end of the compatible interval at that day; of `expected`: ever less released and died")
      for name in _ENDS),
    Column("outcome", "text", "pass, fail or cannot tell"),
    Column("claim_ids", "ids", "claims that the balance rests on"),
    Column("message", "text", "one sentence"),
))

Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Amount:
    """What is known of one quantity on one day."""

    low: float = 0.0
    high: float = math.inf
    claim_ids: tuple[str, ...] = ()
    is_stated: bool = False

    @property
    def number(self) -> float:
        """What the verb follows: one only where it is exactly one person."""
        last = amount_of(self.low, self.high).number
        return last if self.low == self.high else max(last, 2)

    @property
    def form(self) -> str:
        """How it is said: plainly, as an open lower bound, or as a range."""
        return amount_of(self.low, self.high).form

    @property
    def words(self) -> str:
        """The amount for print; a floor of zero says nothing and is left out."""
        if self.low == 0 and math.isinf(self.high):
            return say("any number")
        return say("at most", self.high, number=count(self.high)) if self.low == 0 < self.high < math.inf else \
            interval_words(self.low, self.high)


def balance(result: Frames) -> pd.DataFrame:
    """Check for each event, population and place that those held are those ever taken less those let go.

    Parameters
    ----------
    result : Reconciliation
        Its ``claims``: those that count now, of unit ``persons``, cumulative but for ``held``.

    Returns
    -------
    DataFrame, columns of ``BALANCE``
        One row for each flow into custody beside which somebody states who is held or was released.

    Notes
    -----
    The day is that of the latest figure of those held. A cumulative figure of an earlier day is a floor
    only, one of a later day a ceiling only, since such counts do not fall. Where origins disagree their
    hull counts. ``pass`` needs every figure at that day and closed, ``fail`` that no reading fits.
    Deaths in custody are taken out where they are stated, and are none where nobody states them.
    """
    import pandas as pd

    rows = []
    for (event, population, place), by_measure in sorted(_custody(result.claims).items()):
        if HELD not in by_measure and "released" not in by_measure:
            continue
        for measure in (name for name in EVER if name in by_measure):
            key = {"event": event, "population": population, "place": place, "measure": measure}
            rows.append({**key, **_balanced(measure, by_measure)})
    return conform(pd.DataFrame(rows), BALANCE) if rows else empty(BALANCE)


def _custody(claims: pd.DataFrame) -> dict[tuple[str, str, str], dict[str, list[Row]]]:
    """Return by scope and measure the claims that can be balanced: persons, counting now, from the event's start."""
    kept = (claims["state"] == "current") & (claims["unit"] == "persons") & claims["low"].notna()
    kept &= claims["measure"].isin([*EVER, HELD, *OUT]) & claims["question"].str.endswith(":persons")
    kept &= claims["counting"] == claims["measure"].map(lambda name: "snapshot" if name == HELD else "cumulative")
    found: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
    for row in claims[kept].to_dict("records"):
        scope = (str(row["event"]), str(row["population"]), str(row["place"]))
        found.setdefault(scope, {}).setdefault(str(row["measure"]), []).append(row)
    return found


def _balanced(measure: str, by_measure: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    days = [_span(row) for row in by_measure.get(HELD, by_measure[measure])]
    day = max(days, key=lambda span: (span[1], span[0]))
    ever, held, released, died = (_amount(by_measure.get(name, ()), day) for name in (measure, HELD, *OUT))
    if not died.is_stated:
        died = _Amount(0, 0)
    expected = _Amount(max(0.0, ever.low - released.high - died.high), ever.high - released.low - died.low)
    outcome = _outcome(ever, held, released, died, expected)
    told = _message(measure, day[1], outcome, (ever, held, released, died, expected))
    amounts = zip(("ever", HELD, *OUT, "expected"), (ever, held, released, died, expected), strict=True)
    ends = {f"{name}_{end}": getattr(amount, end) for name, amount in amounts for end in ("low", "high")}
    ids = {name for amount in (ever, held, released, died) for name in amount.claim_ids}
    return {"as_of": day[1], **ends, "outcome": outcome, "claim_ids": tuple(sorted(ids)), "message": told}


def _span(row: Row) -> tuple[str, str]:
    """Return the first and last day that a figure can speak of, in ISO form; an open end reaches far."""
    first, last = (row[f"as_of_{end}"] for end in ("from", "to"))
    return (str(first)[:10] if first == first else "0001-01-01", str(last)[:10] if last == last else "9999-12-31")


def _amount(rows: Iterable[Row], day: tuple[str, str]) -> _Amount:
    """Return what claims say of a quantity on a day: its own figures, else a floor and a ceiling from other days."""
    ordered = list(rows)
    same = [row for row in ordered if _span(row) == day]
    if same:
        return _Amount(min(float(row["compatible_low"]) for row in same),
                       max(float(row["compatible_high"]) for row in same), _names(same), True)
    earlier = [row for row in ordered if _span(row)[1] < day[0]]
    later = [row for row in ordered if _span(row)[0] > day[1]]
    low = min((float(row["compatible_low"]) for row in earlier), default=0.0)
    high = max((float(row["compatible_high"]) for row in later), default=math.inf)
    if low > high:
        return _Amount()
    return _Amount(low, high, _names([*earlier, *later]), bool(earlier or later))


def _names(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted(str(row["claim_id"]) for row in rows))


def _outcome(ever: _Amount, held: _Amount, released: _Amount, died: _Amount, expected: _Amount) -> str:
    if expected.high < 0 or held.low > expected.high or held.high < expected.low:
        return "fail"
    is_known = ever.is_stated and held.is_stated and released.is_stated
    is_closed = all(math.isfinite(amount.high) for amount in (ever, held, released, died))
    return "pass" if is_known and is_closed else "cannot tell"


def _message(measure: str, day: str, outcome: str, amounts: Sequence[_Amount]) -> str:
    ever, held, released, died, expected = amounts
    when = say("when.on", date=written_date(day)) if day < "9999" else say("when.unknown day")
    gone = joined([_told("balance.released", released), *([_told("balance.died", died)] if died.is_stated else [])])
    kind = _noun(measure, ever.number)
    taken = _told("balance.taken", ever, measure=kind)
    if expected.high < 0:
        number = max(2, died.number) if died.is_stated else released.number
        return capital(say("balance.exceeded", number, when=when, gone=gone, taken=taken))
    asked = ((measure, ever), (HELD, held), ("released", released))
    missing = [name for name, amount in asked if not amount.is_stated]
    if outcome != "fail" and missing:
        return capital(_missing(when, missing, held, expected))
    total = say("balance.leaves", ever.number, taken=taken, gone=gone, left=expected.words) if released.is_stated \
        else _told("balance.so far", ever, measure=kind)
    return capital(say("balance.drawn", when=when, sum=total, verdict=_verdict(outcome, held, expected)))


def _told(key: str, amount: _Amount, **places: object) -> str:
    return say(f"{key}.{amount.form}", amount.number, amount=amount.words, **places)


def _noun(measure: str, number: float) -> Noun:
    return Noun(f"measure.{measure}", number, measure, measure)


def _missing(when: str, measures: Sequence[str], held: _Amount, expected: _Amount) -> str:
    names = joined([say("balance.unsaid", measure=_noun(name, 2)) for name in measures], "or")
    if held.is_stated or not math.isfinite(expected.high):
        return say("balance.missing", when=when, measures=names)
    return say("balance.missing left", expected.number, when=when, measures=names, left=expected.words)


def _verdict(outcome: str, held: _Amount, expected: _Amount) -> str:
    if outcome == "pass":
        return say("balance.held", held.number, amount=held.words)
    if outcome == "cannot tell":
        return say("balance.held open", held.number, amount=held.words)
    if held.low > expected.high:
        return say("balance.held too many", held.number, amount=held.words, excess=count(held.low - expected.high))
    gap = expected.low - held.high
    return say("balance.held too few", held.number, amount=held.words,
               missing=say("balance.people", gap, n=count(gap)))


def is_panel(claims: pd.DataFrame, question: str) -> bool:
    """Say whether a question shares its panel of stock and flow with another measure of custody.

    Parameters
    ----------
    claims : DataFrame
        Columns of :data:`reconcile.schema.CLAIMS`.
    question : str
        Name of a question.

    Returns
    -------
    bool
        True for the first question, by name, of a panel with two or more measures: one panel is drawn once.
    """
    live = claims[(claims["state"] == "current") & claims["measure"].isin(MEASURES) & (claims["counting"] != "period")]
    own = live[live["question"] == question]
    if own.empty:
        return False
    scope = ["event", "population", "place"]
    panel = live[(live[scope] == own[scope].iloc[0]).all(axis=1)]
    return panel["measure"].nunique() > 1 and question == panel["question"].min()
