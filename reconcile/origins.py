"""Origins: who counted, as distinct from who published; echoes of one count.

Counting origins instead of outlets follows Iraq Body Count's demand for independent data sources
(https://www.iraqbodycount.org/about/methods/) and UCDP's ``source_original``
(UCDP GED Codebook 23.1, https://ucdp.uu.se/downloads/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reconcile.schema import texts

if TYPE_CHECKING:
    import pandas as pd

Positions = npt.NDArray[np.intp]

COPY_DAYS = 7
"""Figures that appear within this many days can be copies (house rule: a news week)."""

LEAST_UNROUND = 20
"""Smaller figures coincide by chance too often to suspect a copy (house rule)."""


def resolve(claims: pd.DataFrame) -> pd.DataFrame:
    """Find who counted, for each claim.

    Parameters
    ----------
    claims : DataFrame
        With source, source_type, origin, origin_type, cites, claim_id.

    Returns
    -------
    DataFrame
        The same rows with ``origin`` and ``origin_type`` filled in, and ``names_origin``: whether the
        ledger itself says who counted (by ``origin`` or ``cites``).

    Notes
    -----
    A blank origin is that of the cited claim, at the end of the chain; without a citation it is the
    source. Names that differ in case, spacing or a leading "the" are one origin.
    """
    root = cited_root(claims)
    named = claims["origin"] != ""
    through = claims.iloc[root].reset_index(drop=True).set_axis(claims.index)
    origin = claims["origin"].where(named, through["origin"].where(through["origin"] != "", through["source"]))
    is_source = origin.map(fold) == through["source"].map(fold)
    kind = claims["origin_type"].where(claims["origin_type"] != "", through["origin_type"])
    kind = kind.where((kind != "") | ~is_source, through["source_type"])
    folded = origin.map(fold)
    # The same counter may have its kind written in one row only; the smallest keeps row order out of it.
    known = kind[kind != ""].groupby(folded[kind != ""]).min()
    return claims.assign(
        origin=origin.groupby(folded).transform("min"),
        origin_type=kind.where(kind != "", texts(folded, known.to_dict(), claims.index)),
        names_origin=named | (claims["cites"] != ""),
    )


def fold(name: str) -> str:
    """Return a name without the differences that make no other body: case, spacing, a leading "the"."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def cited_root(claims: pd.DataFrame) -> Positions:
    """Return the position of the claim at the end of each claim's chain of citations.

    Parameters
    ----------
    claims : DataFrame
        With claim_id and cites; a citation of a claim that is not in the frame ends the chain.

    Returns
    -------
    array of int, shape (n,)
        Its own position for a claim that cites nothing.
    """
    import pandas as pd

    own = np.arange(len(claims))
    target = pd.Index(claims["claim_id"]).get_indexer(pd.Index(claims["cites"]))
    root = np.where(target >= 0, target, own)
    # Pointer jumping: each pass doubles the reach, so a chain of n links needs log2(n) passes.
    while not np.array_equal(further := root[root], root):
        root = further
    return np.asarray(root, dtype=np.intp)


def withdrawn(claims: pd.DataFrame) -> pd.Series[str]:
    """Return the id of the claim that withdrew each claim, empty where it stands.

    Parameters
    ----------
    claims : DataFrame
        With claim_id, retracts, cites, question, origin, low, high.

    Returns
    -------
    Series of str, shape (n,)

    Notes
    -----
    A retraction that was itself retracted withdraws nothing. What relays a withdrawn figure (by
    citation, or the same origin with the same figure) is withdrawn with it.
    """
    import pandas as pd

    by: dict[str, str] = {}
    pairs = claims.loc[claims["retracts"] != "", ["claim_id", "retracts"]].sort_values("claim_id")
    target = dict(pairs.itertuples(index=False, name=None))
    for claim_id in _last_first(target):
        if claim_id not in by:
            by.setdefault(target[claim_id], claim_id)
    direct = texts(claims["claim_id"], by, claims.index)
    through = pd.Series(direct.to_numpy()[cited_root(claims)], index=claims.index)
    same = ["question", "origin", "low", "high"]
    figure = direct[direct != ""].groupby([claims[name] for name in same]).min().to_dict()
    relayed = texts(claims[same].itertuples(index=False, name=None), figure, claims.index)
    # The claim that withdraws may state the corrected figure itself.
    return direct.where(direct != "", through.where(through != "", relayed)).where(
        ~claims["claim_id"].isin(by.values()) | (direct != ""), "")


def _last_first(target: dict[str, str]) -> list[str]:
    """Order retractions so that one comes before those that it retracts."""
    depth: dict[str, int] = {}
    for start in target:
        path = [start]
        while path[-1] in target and path[-1] not in depth:
            path.append(target[path[-1]])
        base = depth.get(path[-1], 0)
        for steps, claim_id in enumerate(reversed(path)):
            depth.setdefault(claim_id, base + steps)
    return sorted(target, key=lambda claim_id: (-depth[claim_id], claim_id))


def suspected_copies(claims: pd.DataFrame) -> list[tuple[str, str]]:
    """Return pairs of claims that may copy one another.

    Parameters
    ----------
    claims : DataFrame
        With question, origin, names_origin, low, high, published_from, claim_id.

    Returns
    -------
    list of (str, str)
        The earlier claim and the suspected copy: the same unround figure of another publisher within
        ``COPY_DAYS`` that names no origin of its own.
    """
    exact = claims[(claims["low"] == claims["high"]) & (claims["low"] >= LEAST_UNROUND) & (claims["low"] % 5 != 0)]
    pairs = []
    shared = exact[exact.duplicated(["question", "low"], keep=False)]
    for _, group in shared.groupby(["question", "low"], sort=True):
        if group["origin"].nunique() < 2:
            continue
        ordered = group.sort_values(["published_from", "claim_id"])
        day = ordered["published_from"].to_numpy().astype("datetime64[D]").astype("int64").tolist()
        rows = list(zip(ordered["claim_id"], ordered["origin"], ordered["names_origin"], day, strict=True))
        for position, (copy, origin, names_origin, published) in enumerate(rows):
            earlier = [claim_id for claim_id, other, _, known in rows[:position]
                       if other != origin and published - known <= COPY_DAYS]
            if earlier and not names_origin:
                pairs.append((str(earlier[0]), str(copy)))
    return pairs
