"""Questions: what claims must share to compete.

Two claims compete when they agree on event, measure, population, place, counting and unit. A count for
a period competes only with counts for the same period, and a running count that starts later than the
event's is another question (a counter that was set back to zero).
"""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from reconcile.schema import texts
from reconcile.steps import step
from reconcile.vocabulary import word

if TYPE_CHECKING:
    import pandas as pd

KEY = ("event", "measure", "population", "place", "counting", "unit", "since", "until")
"""What makes a question, in the order of its name."""

_NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")


@step("finding the questions")
def assign(claims: pd.DataFrame, extension: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the question of each claim.

    Parameters
    ----------
    claims : DataFrame, shape (n claims, any)
        Claims with their defaults filled in.
    extension : str
        Path of a vocabulary extension, for the nouns of the questions.

    Returns
    -------
    claims : DataFrame, shape (n claims, any)
        With ``question`` and the place filled in; sorted by question, date and claim_id.
    questions : DataFrame, shape (n questions, any)
        Columns question, slug, event, measure, population, place, counting, unit, since,
        is_widest_place, n_claims and the words that name the question.
    """
    claims = claims.assign(place=_places(claims), **_windows(claims))
    claims["question"] = [_name(*row) for row in claims[list(KEY)].itertuples(index=False, name=None)]
    order = ["question", "as_of_from", "as_of_to", "published_from", "claim_id"]
    claims = claims.sort_values(order, kind="stable", na_position="first").reset_index(drop=True)
    return claims, _named(_questions(claims), extension)


def _name(event: str, measure: str, population: str, place: str, counting: str, unit: str,
          since: str, until: str) -> str:
    window = f":{since}/{until}" if until else f":since {since}" if since else ""
    return f"{event}:{measure}:{population}:{place}:{counting}:{unit}{window}"


def _places(claims: pd.DataFrame) -> pd.Series[str]:
    """Fill in the event's widest place, and give one spelling to paths that differ in case only."""
    place = claims["place"]
    folded = place.str.casefold()
    spelling = place.groupby([claims["event"], folded]).transform("min")
    roots = spelling[place != ""].str.split("/").str[0]
    # A running mixture of roots has no widest place: the blank then stands for the whole event.
    by_event = roots.groupby(claims["event"]).agg(lambda root: root.min() if root.str.casefold().nunique() == 1 else "")
    widest = texts(claims["event"], by_event.to_dict(), claims.index)
    return spelling.where(place != "", widest)


def _windows(claims: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """Return what of since and as_of belongs to the question."""
    period = claims["counting"] == "period"
    # ISO dates sort as text; an earlier or absent start is the event's own.
    stated = claims["since"].where((claims["since"] != "") & ~period)
    first = stated.groupby(claims["event"]).transform("min")
    since = claims["since"].where(period | ((claims["since"] != "") & (claims["since"] != first)), "")
    return {"since": since, "until": claims["as_of"].where(period, "")}


def _questions(claims: pd.DataFrame) -> pd.DataFrame:
    columns = ["event", "measure", "population", "place", "counting", "unit", "since"]
    grouped = claims.groupby("question", sort=True)
    questions = grouped[columns].first().assign(n_claims=grouped.size()).reset_index()
    root = claims["place"].str.split("/").str[0].groupby(claims["event"]).nunique()
    shared = questions["event"].map(root) == 1
    widest = (questions["place"] == "") | (shared & ~questions["place"].str.contains("/"))
    return questions.assign(is_widest_place=widest, slug=_slugs(questions, widest))


def _named(questions: pd.DataFrame, extension: str) -> pd.DataFrame:
    who = [word("population", str(name), extension) for name in questions["population"]]
    what = [word("measure", str(name), extension) for name in questions["measure"]]
    return questions.assign(who=[each.plural for each in who], who_one=[each.singular for each in who],
                            what=[each.plural for each in what],
                            family=[each.family or each.word for each in what])


def _slugs(questions: pd.DataFrame, widest: pd.Series[bool]) -> list[str]:
    """Name files after questions, without what goes without saying; numbered where that is not enough."""
    taken: set[tuple[str, str]] = set()
    slugs = []
    for row, is_widest in zip(questions.itertuples(), widest, strict=True):
        parts = [row.measure, "" if row.population == "everyone" else row.population,
                 "" if is_widest else row.place, "" if row.counting == "cumulative" else row.counting,
                 "" if row.unit == "persons" else row.unit, row.since]
        short = _NOT_IN_FILE_NAMES.sub("-", " ".join(map(str, parts)).casefold()).strip("-")[:80].strip("-")
        names = chain([short], (f"{short}-{number}" for number in count(2)))
        slugs.append(next(name for name in names if (str(row.event), name) not in taken))
        taken.add((str(row.event), slugs[-1]))
    return slugs
