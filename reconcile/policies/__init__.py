"""Policies: published rules from figures to an estimate, run side by side on the same claims.

A policy is one file with a ``POLICY`` in it and one line here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reconcile.errors import UsageError
from reconcile.policies import acled, airwars, consensus, envelope, gtd, ibc, latest, logical, ucdp
from reconcile.policies.base import Choice, Figures, Policy

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["HEADLINE", "POLICIES", "Choice", "Figures", "Policy", "apply", "named"]

POLICIES = {module.POLICY.name: module.POLICY
            for module in (envelope, logical, consensus, latest, ucdp, acled, gtd, ibc, airwars)}
"""Every policy by name; the first is the headline."""

HEADLINE = "envelope"


def named(names: Sequence[str]) -> list[Policy]:
    """Return policies by name, all of them for no names, the headline always first.

    Raises
    ------
    UsageError
        For a name that no policy has.
    """
    for name in names:
        if name not in POLICIES:
            raise UsageError(f"there is no policy {name!r}. Choose from {', '.join(POLICIES)}")
    wanted = dict.fromkeys([HEADLINE, *(names or POLICIES)])
    return [POLICIES[name] for name in wanted]


def apply(policy: Policy, evidence: pd.DataFrame, questions: pd.DataFrame, bounds: pd.DataFrame) -> pd.DataFrame:
    """Run one policy on all questions.

    Parameters
    ----------
    policy : Policy
    evidence : DataFrame
        Current evidence only, columns of :data:`reconcile.schema.EVIDENCE`.
    questions : DataFrame
        One row a question.
    bounds : DataFrame
        Columns question, low, high: what follows from all claims and relations.

    Returns
    -------
    DataFrame
        One row a question in the order of ``questions``: question, policy, low, best, high, n_claims,
        n_origins, claim_ids, as_of.
    """
    import pandas as pd

    figures = _figures(evidence, questions, bounds)
    choice = policy.choose(figures)
    ids: list[set[str]] = [set() for _ in range(len(questions))]
    origins: list[set[str]] = [set() for _ in range(len(questions))]
    last = [(-math.inf, "")] * len(questions)
    used = (values[choice.used] for values in (figures.code, evidence["claim_ids"].to_numpy(),
                                               evidence["origin"].to_numpy(), figures.as_of,
                                               evidence["as_of"].to_numpy()))
    for row, claim_ids, origin, day, as_of in zip(*(values.tolist() for values in used), strict=True):
        ids[row].update(claim_ids)
        origins[row].add(origin)
        last[row] = max(last[row], (day, as_of))
    return pd.DataFrame({
        "question": questions["question"].to_numpy(), "policy": policy.name,
        "low": choice.low, "best": choice.best, "high": choice.high,
        "n_claims": [len(each) for each in ids], "n_origins": [len(each) for each in origins],
        "claim_ids": pd.Series([tuple(sorted(each)) for each in ids], dtype=object),
        "as_of": pd.Series([as_of for _, as_of in last], dtype=object),
    })


def _figures(evidence: pd.DataFrame, questions: pd.DataFrame, bounds: pd.DataFrame) -> Figures:
    import pandas as pd

    as_of = evidence["as_of_to"].fillna(evidence["as_of_from"])
    follows = bounds.set_index("question")[["low", "high"]].reindex(questions["question"])
    return Figures(
        n=len(questions),
        code=pd.Index(questions["question"]).get_indexer(pd.Index(evidence["question"])),
        low=evidence["low"].to_numpy(), high=evidence["high"].to_numpy(),
        as_of=as_of.to_numpy().astype("datetime64[D]").astype("int64"),
        published=evidence["published_from"].to_numpy().astype("datetime64[D]").astype("int64"),
        is_soft=evidence["is_soft"].to_numpy(dtype=bool),
        is_armed_group=(evidence["origin_type"] == "armed_group").to_numpy(),
        bound_low=follows["low"].to_numpy(dtype=float), bound_high=follows["high"].to_numpy(dtype=float),
    )
