"""Evidence: one figure of one origin for one question and as_of, and what became of every claim.

Echoes are collapsed, histories of one origin are put in order, and each claim gets a state with the
reason. The rules are those of the subject (update, revision, retraction); nothing is merged silently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from reconcile import kernel
from reconcile.intervals import meet, within
from reconcile.origins import cited_root
from reconcile.schema import EVIDENCE, conform, empty
from reconcile.sentences import say, say_each
from reconcile.steps import step

if TYPE_CHECKING:
    import pandas as pd


@step("collapsing echoes")
def collapse(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Collapse echoes and order the history of each origin.

    Parameters
    ----------
    claims : DataFrame, shape (n claims, any)
        In order of question and date, with origin, withdrawn_by, the reading and the dates.

    Returns
    -------
    claims : DataFrame, shape (n claims, any)
        With ``state``, ``state_reason`` and ``stands_in``: the claim whose figure it stands with.
    evidence : DataFrame, columns of :data:`reconcile.schema.EVIDENCE`
    """
    claims = claims.assign(state="current", state_reason="", stands_in=claims["claim_id"])
    _set_aside(claims)
    _mark_relays(claims)
    _mark_indefinite(claims)
    _mark_repeats(claims)
    _settle_same_day(claims)
    _supersede(claims)
    _mark_other_moments(claims)
    return claims, _evidence(claims)


def _mark(claims: pd.DataFrame, where: pd.Series[bool], state: str, key: str,
          others: pd.Series[str] | None = None) -> None:
    """Give claims a state and its reason, which may name another claim."""
    claims.loc[where, "state"] = state
    claims.loc[where, "state_reason"] = say(key) if others is None else say_each(key, "claim", others[where])


def _set_aside(claims: pd.DataFrame) -> None:
    """Mark what states no figure that can count."""
    withdrawn = claims["withdrawn_by"] != ""
    nothing = claims["low"].isna()
    retracts = nothing & (claims["retracts"] != "") & (claims["stated"] == "") & ~withdrawn
    _mark(claims, withdrawn, "retracted", "state.withdrawn", claims["withdrawn_by"])
    _mark(claims, retracts, "retraction", "state.withdraws", claims["retracts"])
    _mark(claims, nothing & ~withdrawn & ~retracts, "no_number", "state.no number")
    _mark(claims, is_rate(claims) & ~nothing & ~withdrawn, "rate", "state.rate")


def _mark_indefinite(claims: pd.DataFrame) -> None:
    """"Some" and "multiple" stand only where nothing else is known."""
    figures = (claims["state"] == "current") & ~claims["is_indefinite"]
    elsewhere = figures.groupby(claims["question"]).transform("any")
    _mark(claims, (claims["state"] == "current") & claims["is_indefinite"] & elsewhere, "indefinite",
          "state.indefinite")


_PER_DAY = re.compile(r"\b(?:(?:a|per|each|every)\s+day|daily|per\s+diem)\b|/\s*day\b", re.IGNORECASE)


def is_rate(claims: pd.DataFrame) -> pd.Series[bool]:
    """Say which claims state a rate for a period, such as "177 a day": they count nobody by themselves.

    Parameters
    ----------
    claims : DataFrame
        With stated and counting.

    Returns
    -------
    Series of bool
    """
    wording = claims["stated"].map(lambda words: _PER_DAY.search(words) is not None).astype(bool)
    return wording & (claims["counting"] == "period")


def _mark_relays(claims: pd.DataFrame) -> None:
    """Mark claims that cite another claim of their question: they add nothing, whatever their words."""
    root = cited_root(claims)
    own = np.arange(len(claims))
    usable = (claims["state"] == "current").to_numpy()
    same_question = claims["question"].to_numpy() == claims["question"].to_numpy()[root]
    relays = usable & usable[root] & same_question & (root != own)
    _echo(claims, relays, root, "state.relays")


def _mark_repeats(claims: pd.DataFrame) -> None:
    """Mark claims that repeat a figure of an origin that another claim already carries."""
    own = np.arange(len(claims))
    order = np.lexsort((claims["claim_id"], _known(claims), _moment(claims), claims["origin"], claims["question"]))
    order = order[(claims["state"] == "current").to_numpy()[order]]
    ordered = claims.iloc[order]
    figure = ordered.groupby(["question", "origin", "low", "high"], sort=False)
    head = figure["claim_id"].transform("first").map(dict(zip(claims["claim_id"], own, strict=True))).to_numpy()
    # Nothing says that a repeat without a date of its own speaks of a later moment.
    repeats = (head != order) & ~ordered["has_as_of"].to_numpy(dtype=bool)
    _echo(claims, _scatter(order[repeats], len(claims)), _place(order, head, len(claims)), "state.repeats")

    left = order[~repeats]
    kept = claims.iloc[left]
    follows = kept["question"].eq(kept["question"].shift()) & kept["origin"].eq(kept["origin"].shift())
    follows &= kept["low"].eq(kept["low"].shift()) & kept["high"].eq(kept["high"].shift())
    if len(left):
        run_head = left[np.maximum.accumulate(np.where(follows, 0, np.arange(len(left))))]
        _echo(claims, _scatter(left[follows.to_numpy()], len(claims)), _place(left, run_head, len(claims)),
              "state.repeats")


def _echo(claims: pd.DataFrame, where: npt.NDArray[np.bool_], head: npt.NDArray[np.intp], key: str) -> None:
    heads = claims["stands_in"].to_numpy()[head]
    claims.loc[where, "stands_in"] = heads[where]
    claims.loc[where, "state"] = "echo"
    claims.loc[where, "state_reason"] = say_each(key, "claim", heads[where])


def _scatter(positions: npt.NDArray[np.intp], n: int) -> npt.NDArray[np.bool_]:
    result = np.zeros(n, dtype=bool)
    result[positions] = True
    return result


def _place(positions: npt.NDArray[np.intp], values: npt.NDArray[np.intp], n: int) -> npt.NDArray[np.intp]:
    result = np.arange(n)
    result[positions] = values
    return result


def _moment(claims: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return the day by which figures of one origin are put in order: the latest that is known."""
    return claims["as_of_to"].fillna(claims["as_of_from"])


def _known(claims: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    return claims["published_from"].fillna(claims["published_to"])


def _settle_same_day(claims: pd.DataFrame) -> None:
    """Choose among different figures of one origin for one as_of."""
    live = claims[claims["state"] == "current"]
    # Of its own rows: a longer series would add rows to an empty frame.
    live = live.assign(moment=_moment(live), known=_known(live))
    keys = ["question", "origin", "moment"]
    several = live[live.duplicated(keys, keep=False)]
    for _, group in several.groupby(keys, sort=False, dropna=False):
        _settle(claims, group)


def _settle(claims: pd.DataFrame, group: pd.DataFrame) -> None:
    """Let a later contradicting figure revise an earlier one, and a precise one stand for a vaguer one."""
    ordered = group.sort_values(["known", "claim_id"], na_position="first")
    last = ordered[ordered["known"].eq(ordered["known"].max()) | ordered["known"].isna()].iloc[-1]
    agrees = meet(ordered["compatible_low"].to_numpy(), ordered["compatible_high"].to_numpy(),
                  last["compatible_low"], last["compatible_high"])
    earlier = (ordered["known"] < last["known"]).to_numpy(dtype=bool)
    revised = ordered.index[~agrees & earlier]
    claims.loc[revised, "state"] = "superseded"
    claims.loc[revised, "state_reason"] = say("state.revised", claim=last["claim_id"])
    kept = ordered[agrees | ~earlier]
    for label, low, high in zip(kept.index, kept["low"], kept["high"], strict=True):
        inside = within(kept["low"].to_numpy(), kept["high"].to_numpy(), low, high)
        inside &= ((kept["low"] != low) | (kept["high"] != high)).to_numpy()
        if inside.any():
            head = str(kept["claim_id"][inside].iloc[0])
            claims.loc[label, ["stands_in", "state", "state_reason"]] = [
                head, "echo", say("state.vaguer", claim=head)]


def _supersede(claims: pd.DataFrame) -> None:
    live = claims[claims["state"] == "current"]
    moment = _moment(live)
    by_origin = [live["question"], live["origin"]]
    last = moment.groupby(by_origin).transform("max")
    newest = live["claim_id"].where(moment == last).groupby(by_origin).transform("min")
    older = (moment < last).reindex(claims.index, fill_value=False)
    _mark(claims, older, "superseded", "state.replaced", newest.reindex(claims.index))


def _mark_other_moments(claims: pd.DataFrame) -> None:
    """A range of snapshots speaks of one moment, the latest."""
    live = claims[(claims["state"] == "current") & (claims["counting"] == "snapshot")]
    latest = _moment(live).groupby(live["question"]).transform("max")
    starts = live["as_of_from"].where(_moment(live) == latest).groupby(live["question"]).transform("min")
    earlier = (_moment(live) < starts).reindex(claims.index, fill_value=False)
    _mark(claims, earlier, "other_moment", "state.earlier moment")


def _evidence(claims: pd.DataFrame) -> pd.DataFrame:
    leads = claims[claims["state"].isin(["current", "superseded", "other_moment"])]
    if leads.empty:
        return empty(EVIDENCE)
    members = claims[~claims["state"].isin(["retraction", "no_number", "indefinite", "retracted", "rate"])]
    behind = members.groupby(_final(members))["claim_id"].apply(_ids)
    leads = leads.assign(behind=leads["claim_id"].map(behind), is_current=leads["state"] == "current",
                         moment=_moment(leads))
    # Figures of one origin for one date that cannot be told apart stand together, at their widest.
    grouped = leads.groupby(["question", "origin", "moment", "state"], sort=True, dropna=False)
    first = ["origin_type", "as_of", "as_of_from", "as_of_to", "published_from", "is_current"]
    frame = grouped[first].first()
    frame[["low", "compatible_low"]] = grouped[["low", "compatible_low"]].min()
    frame[["high", "compatible_high"]] = grouped[["high", "compatible_high"]].max()
    frame["is_soft"] = grouped["is_soft"].any()
    frame["lead_claims"] = grouped["claim_id"].apply(_ids)
    frame["claim_ids"] = grouped["behind"].apply(_all_ids)
    return conform(frame.reset_index(), EVIDENCE)


def _ids(claim_ids: pd.Series[str]) -> Any:
    return tuple(sorted(claim_ids))


def _all_ids(groups: pd.Series[Any]) -> Any:
    return tuple(sorted(set().union(*groups)))


def _final(claims: pd.DataFrame) -> pd.Series[str]:
    """Follow ``stands_in`` to the claim whose figure counts: an echo's head may itself be an echo."""
    stands = dict(zip(claims["claim_id"], claims["stands_in"], strict=True))
    final = claims["stands_in"]
    while not (further := final.map(stands).fillna(final)).equals(final):
        final = further
    return final


def figures_under(evidence: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Give evidence the figures that another reading of the same claims gives.

    Parameters
    ----------
    evidence : DataFrame
        Columns of :data:`reconcile.schema.EVIDENCE`.
    claims : DataFrame
        The same claims, read by another lexicon.

    Returns
    -------
    DataFrame
        The evidence with other ends; rows whose words state no number by that lexicon are left out.
        An end that the words leave open stays open, whatever the lexicon enters.
    """
    place = {claim_id: row for row, claim_id in enumerate(claims["claim_id"])}
    leads = evidence["lead_claims"].tolist()
    code = np.repeat(np.arange(len(leads)), [len(each) for each in leads])
    at = np.array([place[claim_id] for each in leads for claim_id in each], dtype=np.intp)
    low = claims["low"].to_numpy(dtype=float)[at]
    high = np.where(claims["is_open"].to_numpy(dtype=bool), np.inf, claims["high"].to_numpy(dtype=float))[at]
    states = ~np.isnan(low)
    result = evidence.assign(low=kernel.lowest(code, low, len(leads), states),
                             high=kernel.highest(code, high, len(leads), states))
    return result[result["low"].notna()]
