"""What every chart takes and returns, and the rows that speak to one question."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reconcile.errors import UsageError, shorten
from reconcile.sentences import floor_words, interval_words, joined, question_label, range_words, when_words

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.charts.sheet import Picture

Row = Mapping[Hashable, Any]
NARROWEST_MM, WIDEST_MM = 60.0, 600.0
DEFAULT = "print-2"
"""Style of a chart for which none was named."""

LOWEST_DPI, HIGHEST_DPI = 50, 1200
HEADLINE = "envelope"
"""Policy of the headline range: every current figure inside it, none weighed against another."""


class Frames(Protocol):
    """The tables of a reconciliation that charts read; see :mod:`reconcile.schema`."""

    @property
    def claims(self) -> pd.DataFrame:
        """One claim a row."""
        ...

    @property
    def questions(self) -> pd.DataFrame:
        """One question a row."""
        ...

    @property
    def evidence(self) -> pd.DataFrame:
        """One figure of one origin a row."""
        ...

    @property
    def estimates(self) -> pd.DataFrame:
        """One question under one policy a row."""
        ...

    @property
    def discrepancies(self) -> pd.DataFrame:
        """One pair of claims a row."""
        ...

    @property
    def leave_one_out(self) -> pd.DataFrame:
        """One origin left out a row."""
        ...

    @property
    def ledger_name(self) -> str:
        """File name of the ledger."""
        ...

    @property
    def ledger_sha256(self) -> str:
        """Hexadecimal sha256 of the ledger."""
        ...


@dataclass(frozen=True)
class Page:
    """The paper that a chart is drawn for, and what a person says instead of the chart's own words.

    :func:`reconcile.charts.page` makes one by the name of a style.

    Parameters
    ----------
    width_mm : float
        Width on paper: 85 is one column, 160 two.
    title, subtitle, source, caption : str
        Printed in place of the chart's own heading, sources and explaining notes; empty leaves these. The line
        that names the ledger stays, and so do notes on what is not drawn. A line break starts a paragraph.
    scale : float
        How many times larger than on paper everything is drawn: letters, lines, marks. A chart is laid out on a
        sheet of ``width_mm / scale``.
    dpi : int
        Dots per inch of a PNG.
    theme : {"light", "dark"}
        Ground and colours.
    language : str
        BCP 47 tag of dates and numbers.
    """

    width_mm: float = 160
    title: str = ""
    subtitle: str = ""
    source: str = ""
    caption: str = ""
    scale: float = 1.0
    dpi: int = 300
    theme: str = "light"
    language: str = "en"


@dataclass(frozen=True)
class Chart:
    """A drawn chart.

    Parameters
    ----------
    figure : Figure
        Ready to be written by :mod:`reconcile.publish`.
    points : DataFrame
        What was plotted, one mark a row; an open end is empty.
    title, alt : str
        Title as printed, and alternative text; both have the chart's own words where a person overruled them.
    page : Page
        What it was drawn for.
    """

    figure: Picture
    points: pd.DataFrame
    title: str
    alt: str
    page: Page = Page()

    @property
    def scale(self) -> float:
        """How many times larger than laid out it is published."""
        return self.page.scale

    @property
    def dpi(self) -> int:
        """Dots per inch of a PNG."""
        return self.page.dpi

    @property
    def language(self) -> str:
        """Language of the words: a chart speaks English until a person gives it a title."""
        return self.page.language if self.page.title else "en"


@dataclass(frozen=True)
class Subject:
    """The rows of all tables that speak to one question.

    Parameters
    ----------
    row : mapping
        The question's own row.
    claims : tuple of mapping
        By footnote.
    lead_ids : frozenset of str
        Claims whose figures stand in the range now.
    estimates : tuple of mapping
        In the order of the table.
    ledger : str
        Name and sha256 of the ledger as the footer prints them.
    """

    row: Row
    claims: tuple[Row, ...]
    lead_ids: frozenset[str]
    estimates: tuple[Row, ...]
    ledger: str

    @property
    def name(self) -> str:
        """The question as it is asked for."""
        return str(self.row["question"])

    @property
    def title(self) -> str:
        """The question as a heading."""
        return question_label(self.row)

    @property
    def numbered(self) -> tuple[Row, ...]:
        """Claims that state a number."""
        return tuple(claim for claim in self.claims if states_number(claim))

    def estimate(self, policy: str) -> Row | None:
        """Return the row of a policy, None when it was not run."""
        return next((row for row in self.estimates if row["policy"] == policy), None)

    def headline(self, policy: str = HEADLINE) -> str:
        """Print the range of a policy with its date: ``between 4,404 and more than 5,000 by 10 January 2022``."""
        estimate = self.estimate(policy)
        if estimate is None or math.isnan(estimate["low"]):
            return "no figure that counts"
        low, high = float(estimate["low"]), float(estimate["high"])
        return f"{range_words(low, high, self._leads())}{when_words(self.row)}"

    def _leads(self) -> pd.DataFrame:
        import pandas as pd

        leads = [claim for claim in self.numbered if claim["claim_id"] in self.lead_ids]
        frame = pd.DataFrame(leads, columns=["claim_id", "low", "high", "is_open", "is_soft", "hedge"])
        return frame.astype({"low": float, "high": float, "is_open": bool, "is_soft": bool})


def subject(frames: Frames, question: str) -> Subject:
    """Select what speaks to one question.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of the question.

    Returns
    -------
    Subject

    Raises
    ------
    UsageError
        If there is no such question.
    """
    known = frames.questions
    chosen = known[(known["question"] == question) | (known["slug"] == question)]
    if chosen.empty:
        raise UsageError(f"there is no question {shorten(question)!r}. {_offer(list(known['question']))}")
    row = records(chosen)[0]
    name = row["question"]
    claims = frames.claims[frames.claims["question"] == name].sort_values(["footnote", "claim_id"])
    current = frames.evidence[(frames.evidence["question"] == name) & frames.evidence["is_current"]]
    estimates = frames.estimates[frames.estimates["question"] == name]
    return Subject(row, records(claims), frozenset(flat(current["lead_claims"])), records(estimates),
                   f"Ledger {frames.ledger_name}, sha256 {frames.ledger_sha256[:12]}")


def _offer(names: Sequence[str]) -> str:
    shown = sorted(names)[:10]
    if not shown:
        return "The ledger asks none"
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"Use one of {', '.join(shown)}{more}"


def records(frame: pd.DataFrame) -> tuple[Row, ...]:
    """Return the rows of a frame as mappings."""
    return tuple(frame.to_dict("records"))


def flat(groups: Iterable[Iterable[str]]) -> list[str]:
    """Return the members of all groups in order."""
    return [member for group in groups for member in group]


def states_number(claim: Row) -> bool:
    """Say whether a claim has a figure to draw; "some" beside figures has none."""
    return not (math.isnan(claim["low"]) or claim["state"] in ("no_number", "indefinite", "retraction"))


def claim_words(claim: Row) -> str:
    """Print the interval of a claim the way it was hedged: ``more than 5,000``, ``36 to 99``."""
    if not states_number(claim):
        return "states no number"
    low, high = float(claim["low"]), float(claim["high"])
    return floor_words(low, str(claim["hedge"])) if math.isinf(high) else interval_words(low, high)


def spoken(claims: Sequence[Row], longest: int = 4) -> str:
    """Print claims for a reader who does not see the chart, at most ``longest`` of them."""
    named = [f"{claim['origin'] or claim['source']}: {shorten(str(claim['stated']), 40) or claim_words(claim)}"
             for claim in claims[:longest]]
    more = [f"{len(claims) - longest} more"] if len(claims) > longest else []
    return joined(named + more)


POINTS = ("question", "claim_id", "policy", "origin", "stated", "low", "best", "high", "is_open",
          "as_of", "state")
_TEXTS = ("question", "claim_id", "policy", "origin", "stated", "as_of", "state", "kind")


def points_frame(question: str, rows: Iterable[Mapping[str, Any]], extra: Sequence[str] = ()) -> pd.DataFrame:
    """Return the table of what was plotted.

    Parameters
    ----------
    question : str
        Name of the question, the same in each row.
    rows : iterable of mapping
        Values by column; a column that a row lacks is left empty.
    extra : sequence of str
        Columns after the common ones.

    Returns
    -------
    DataFrame
        Counts as whole numbers; an open end or an absent one is empty.
    """
    import pandas as pd

    frame = pd.DataFrame([{"question": question, **row} for row in rows], columns=[*POINTS, *extra])
    frame["is_open"] = frame["high"].map(lambda end: isinstance(end, float) and math.isinf(end))
    for column in frame.columns.intersection(["low", "best", "high", "gap", "low_change", "high_change"]):
        frame[column] = _whole(frame[column])
    for column in frame.columns.intersection(list(_TEXTS)):
        frame[column] = frame[column].astype(object).fillna("")
    return frame


def _whole(values: pd.Series[Any]) -> pd.Series[Any]:
    numbers = values.astype("float64").replace([math.inf, -math.inf], math.nan)
    fractional = (numbers.dropna() % 1 != 0).any()
    return numbers if fractional else numbers.astype("Int64")
