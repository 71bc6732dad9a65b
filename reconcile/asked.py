"""One question of a result: everything that speaks to it, found by name and shown in a notebook."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from reconcile import display
from reconcile.schema import STATES
from reconcile.sentences import count, headline, interval_words, question_label, written_date
from reconcile.tables import headlines

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from reconcile.pipeline import Reconciliation

Kind = Literal["timeline", "ranges", "discrepancy", "leave-one-out", "ladder", "matrix", "multiples", "provenance",
               "history", "stock-flow"]
"""Kinds of chart, so that an editor can complete them."""


class Explanation(str):
    """A text that a notebook shows line by line."""

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True, eq=False, repr=False)
class Question:
    """One question of a result; every table is the part of the result's own that speaks to it.

    Parameters
    ----------
    result : Reconciliation
    name : str
        Full name of the question.

    Examples
    --------
    >>> question = result["detained everyone"]
    >>> question.estimates[["policy", "low", "best", "high"]]
    >>> question.chart("timeline")
    """

    result: Reconciliation
    name: str

    @property
    def label(self) -> str:
        """The question as a heading."""
        return question_label(self._row)

    @property
    def status(self) -> str:
        """How its origins stand to one another: single, agreed, compatible, disputed or none."""
        return str(self._row["status"])

    @property
    def sentence(self) -> str:
        """The headline range as one sentence."""
        [(question, estimate, leads)] = headlines(self._asked, self.estimates, self.claims)
        return headline(question, estimate, leads)

    @property
    def claims(self) -> pd.DataFrame:
        """Claims that speak to it, one a row, whatever became of them."""
        return self._of(self.result.claims)

    @property
    def evidence(self) -> pd.DataFrame:
        """Figures after echoes are collapsed, one origin and day a row."""
        return self._of(self.result.evidence)

    @property
    def estimates(self) -> pd.DataFrame:
        """Its range under each policy."""
        return self._of(self.result.estimates)

    @property
    def discrepancies(self) -> pd.DataFrame:
        """What stands between each pair of its claims."""
        pairs = self.result.discrepancies
        ids = self._ids
        return pairs[pairs["claim_a"].isin(ids) & pairs["claim_b"].isin(ids)].reset_index(drop=True)

    @property
    def conflicts(self) -> pd.DataFrame:
        """Smallest sets of claims that cannot all be true and hold one of its claims."""
        frame = self.result.conflicts
        mine = frame["claim_ids"].map(lambda found: bool(self._ids.intersection(found))).astype(bool)
        return frame[mine].reset_index(drop=True)

    @property
    def bounds(self) -> pd.DataFrame:
        """What follows for it from the claims of other questions."""
        return self._of(self.result.bounds)

    @property
    def leave_one_out(self) -> pd.DataFrame:
        """Its headline range without each origin in turn."""
        return self._of(self.result.leave_one_out)

    @property
    def history(self) -> pd.DataFrame:
        """How its headline range moved as knowledge came in."""
        return self._of(self.result.history)

    def chart(self, kind: Kind, **look: Any) -> Figure:
        """Draw a chart of it; how it looks as in :meth:`Reconciliation.chart`."""
        return self.result.chart(kind, question=self.name, **look)

    def explain(self) -> Explanation:
        """Say step by step how its range came about."""
        from reconcile.explain import explanation

        return Explanation(explanation(self.result, self.name))

    def __dir__(self) -> list[str]:
        return public_names(super().__dir__())

    def __repr__(self) -> str:
        return f"Question({self.name}: {self.sentence})"

    def _repr_html_(self) -> str:
        policies = [[row["policy"], interval_words(row["low"], row["high"]), _best(row["best"]), row["n_claims"],
                     row["n_origins"]] for row in self.estimates.to_dict("records")]
        claims = [[row["claim_id"], f"“{row['stated']}”" if row["stated"] else "", row["source"], row["origin"],
                   written_date(row["as_of"]), STATES[row["state"]]] for row in self.claims.to_dict("records")]
        return (display.paragraph(f"{self.sentence} Status: {self.status}.")
                + display.table(["Policy", "Range", "Best", "Claims", "Origins"], policies, "Under each policy")
                + display.table(["Claim", "Stated", "Published by", "Counted by", "As of", "What became of it"], claims,
                                "From these claims"))

    def _of(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["question"] == self.name].reset_index(drop=True)

    @property
    def _asked(self) -> pd.DataFrame:
        return self._of(self.result.questions)

    @property
    def _row(self) -> dict[Any, Any]:
        return self._asked.to_dict("records")[0]

    @property
    def _ids(self) -> set[str]:
        return set(self.claims["claim_id"])


def public_names(names: Any) -> list[str]:
    """Return the names that a user may want, in order."""
    return sorted(name for name in names if not name.startswith("_"))


def _best(number: float) -> str:
    return "" if math.isnan(number) else count(number)
