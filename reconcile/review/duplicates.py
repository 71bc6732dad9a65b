"""Near duplicates: candidates that the ledger, or the candidates file, may hold already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.ledger import reread
from reconcile.origins import resolve
from reconcile.schema import LEDGER

if TYPE_CHECKING:
    import pandas as pd

_FIGURE = ["measure", "who_counted", "low", "high"]
_PLACE = ["found_in", "locator"]


def near_duplicates(candidates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Find claims that say what a candidate says.

    Parameters
    ----------
    candidates : DataFrame, shape (n, any)
        In the columns of a ledger, cells as text.
    claims : DataFrame, shape (m, any)
        Likewise; one with the id of a candidate is the candidate itself.

    Returns
    -------
    DataFrame, shape (any, 3)
        ``claim_id`` of the candidate, ``other`` claim and ``why``, in the order of the candidates and
        then of ``other``. Two claims are near duplicates when their event, measure, origin and figure
        are the same and population and place can be, or when they stand at one place of one document.
    """
    import pandas as pd

    others = claims[~claims["claim_id"].isin(candidates["claim_id"])].drop_duplicates("claim_id")
    keyed = _keyed(pd.concat([candidates.reindex(columns=LEDGER.names, fill_value=""),
                              others.reindex(columns=LEDGER.names, fill_value="")], ignore_index=True))
    ours, theirs = keyed.iloc[:len(candidates)], keyed.iloc[len(candidates):]
    by_figure = ours.dropna(subset=["low"]).merge(theirs, on=_FIGURE, suffixes=("", "_other"))
    by_figure = by_figure[_may_be_one(by_figure)]
    by_place = ours[(ours["found_in"] != "") & (ours["locator"] != "")].merge(
        theirs, on=_PLACE, suffixes=("", "_other"))
    found = pd.concat([_pairs(by_figure, _of_figure(by_figure)), _pairs(by_place, _of_place(by_place))])
    joined = found.groupby(["at", "claim_id", "other"], sort=True)["why"].agg("; ".join).reset_index()
    return joined[["claim_id", "other", "why"]].astype(object)


def _keyed(claims: pd.DataFrame) -> pd.DataFrame:
    """Add what is compared: who counted, the figure as read, population and place in one spelling."""
    import pandas as pd

    ends = {f"stated_{end}": claims[end].where(pd.to_numeric(claims[end], errors="coerce").notna(), "")
            for end in ("low", "high")}
    read = resolve(reread(claims.assign(**ends), "default"))
    population = read["population"].str.casefold().str.replace(" ", "_")
    return read.assign(
        at=range(len(read)),
        who_counted=read["origin"].str.casefold(),
        population=population.where(population != "", "everyone"),
        place=read["place"].str.casefold().str.replace(r"\s*/\s*", "/", regex=True),
        found_in=read["document"].str.casefold())


def _may_be_one(pairs: pd.DataFrame) -> pd.Series[bool]:
    """Say where event, population and place of the pairs can be the same."""
    import pandas as pd

    event, population, place = ((pairs[name], pairs[f"{name}_other"]) for name in ("event", "population", "place"))
    within = [a == b or f"/{a}/".startswith(f"/{b}/") or f"/{b}/".startswith(f"/{a}/")
              or a.endswith(f"/{b}") or b.endswith(f"/{a}") for a, b in zip(*place, strict=True)]
    one_event = (event[0] == event[1]) | (event[0] == "") | (event[1] == "")
    one_population = (population[0] == population[1]) | (population[0] == "everyone") | (population[1] == "everyone")
    return one_event & one_population & (pd.Series(within, index=pairs.index, dtype=bool)
                                         | (place[0] == "") | (place[1] == ""))


def _pairs(pairs: pd.DataFrame, why: pd.Series[str]) -> pd.DataFrame:
    return pairs[["at", "claim_id"]].assign(other=pairs["claim_id_other"], why=why)


def _of_figure(pairs: pd.DataFrame) -> pd.Series[str]:
    stated = pairs["stated_other"].where(pairs["stated_other"] != "", "a figure")
    return "the same figure of the same origin: " + stated + " (" + pairs["origin_other"] + ", published " + \
        pairs["published_other"].where(pairs["published_other"] != "", "no date") + ")"


def _of_place(pairs: pd.DataFrame) -> pd.Series[str]:
    same = pairs["measure"] == pairs["measure_other"]
    counted = (", counted as " + pairs["measure_other"]).where(~same, "")
    return "the same words of the same document" + counted
