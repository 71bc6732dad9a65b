"""From the cells of a ledger to claims: defaults filled, wording read, dates placed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reconcile.dates import parse_date
from reconcile.errors import DateError, ReconcileError, UsageError
from reconcile.ledger.reading import Ledger
from reconcile.schema import LEDGER
from reconcile.steps import step
from reconcile.vocabulary import vocabulary
from reconcile.wording import parse_wording

if TYPE_CHECKING:
    import pandas as pd

READING = ("low", "high", "compatible_low", "compatible_high", "is_open", "is_soft", "is_indefinite", "hedge", "rule")
"""Columns that depend on the lexicon."""


class _Read(NamedTuple):
    low: float = math.nan
    high: float = math.nan
    compatible_low: float = math.nan
    compatible_high: float = math.nan
    is_open: bool = False
    is_soft: bool = False
    is_indefinite: bool = False
    hedge: str = ""
    rule: str = ""


@step("reading the words")
def claims_of(ledger: Ledger, *, lexicon: str = "default") -> pd.DataFrame:
    """Read, date and place the claims of a ledger.

    Parameters
    ----------
    ledger : Ledger
        Checked rows.
    lexicon : str
        Profile that reads the words.

    Returns
    -------
    DataFrame, shape (n claims, any)
        The ledger's columns with defaults filled in (place is filled by the questions), the columns
        of the reading, and the first and last day of each date. In order of claim_id.
    """
    claims = _filled(ledger)
    claims = claims.sort_values("claim_id", kind="stable").reset_index(drop=True)
    claims = claims.assign(**_days(claims, "as_of"), **_days(claims, "published"))
    return reread(claims, lexicon)


def reread(claims: pd.DataFrame, lexicon: str) -> pd.DataFrame:
    """Read the words of the claims again, by another profile.

    Parameters
    ----------
    claims : DataFrame
        With stated, stated_low, stated_high, language and measure.
    lexicon : str
        Profile that reads the words.

    Returns
    -------
    DataFrame
        The same rows; only the columns named in ``READING`` differ.
    """
    import pandas as pd

    keys = ["stated", "stated_low", "stated_high", "language", "measure"]
    known: dict[tuple[str, ...], _Read] = {}
    reads = []
    for key in claims[keys].itertuples(index=False, name=None):
        if key not in known:
            known[key] = _read(*key, lexicon=lexicon)
        reads.append(known[key])
    columns = pd.DataFrame(reads, columns=list(READING), index=claims.index)
    return claims.assign(**{name: columns[name] for name in READING})


def known_by(claims: pd.DataFrame, day: str) -> pd.DataFrame:
    """Keep the claims that had certainly been published by a day (retractions included).

    Parameters
    ----------
    claims : DataFrame
        With published_to, NaT where the date is open.
    day : str
        A date of :mod:`reconcile.dates`; its last day counts.

    Returns
    -------
    DataFrame
        Claims whose latest possible publication day is not after it.

    Raises
    ------
    UsageError
        If the day cannot be read.
    """
    import pandas as pd

    try:
        last = parse_date(day).last
    except DateError as error:
        raise UsageError(f"--known-by: {error}") from None
    if last is None:
        raise UsageError(f"--known-by needs a date with an end, not {day!r}. Write 2022-01-10")
    known = claims["published_to"].notna() & (claims["published_to"] <= pd.Timestamp(last))
    return claims[known].reset_index(drop=True)


def _filled(ledger: Ledger) -> pd.DataFrame:
    words = vocabulary(ledger.vocabulary)
    claims = ledger.rows.reindex(columns=LEDGER.names, fill_value="").rename_axis("row").reset_index()
    counting = claims["measure"].map({name: row.counting for name, row in words["measure"].items()})
    population = claims["population"].str.casefold().str.replace(" ", "_")
    return claims.assign(
        stated_low=claims["low"], stated_high=claims["high"],
        counting=claims["counting"].where(claims["counting"] != "", counting),
        population=population.where(population != "", "everyone"),
        unit=claims["unit"].where(claims["unit"] != "", "persons"),
        has_as_of=claims["as_of"] != "",
        as_of=claims["as_of"].where(claims["as_of"] != "", claims["published"]),
        place=claims["place"].map(lambda path: "/".join(part.strip() for part in path.split("/"))),
    )


def _days(claims: pd.DataFrame, column: str) -> dict[str, pd.Series[pd.Timestamp]]:
    periods = {text: parse_date(text) for text in claims[column].unique()}
    return {f"{column}_from": _stamps(periods[text].first for text in claims[column]),
            f"{column}_to": _stamps(periods[text].last for text in claims[column])}


def _stamps(days: Iterable[date | None]) -> pd.Series[pd.Timestamp]:
    import numpy as np
    import pandas as pd

    return pd.Series(np.array(list(days), dtype="datetime64[D]").astype("datetime64[s]"))


def _read(stated: str, low: str, high: str, language: str, measure: str, *, lexicon: str) -> _Read:
    words = _read_words(stated, language, measure, lexicon) if stated else _Read()
    if not (low or high):
        return words
    lowest = float(low) if low else 0.0 if math.isnan(words.low) else words.low
    highest = float(high) if high else math.inf if math.isnan(words.high) else words.high
    # A profile may read the word beyond the end that the ledger gives: the ledger's end holds.
    lowest, highest = (lowest, max(lowest, highest)) if low else (min(lowest, highest), highest)
    return _Read(lowest, highest, lowest, highest, math.isinf(highest), False, False, "overruled", "ledger:low,high")


def _read_words(stated: str, language: str, measure: str, lexicon: str) -> _Read:
    try:
        reading = parse_wording(stated, language=language or "en", lexicon=lexicon, measure=measure)
    except ReconcileError:
        # Checked on reading the ledger: only a claim with its own low gets here.
        return _Read()
    # A reading that is a single number ("approximately 4,404") has no ends to be soft.
    is_soft = reading.is_soft and reading.low != reading.high
    return _Read(reading.low, reading.high, reading.compatible_low, reading.compatible_high, reading.is_open,
                 is_soft, reading.is_indefinite, reading.hedge, reading.rule)
