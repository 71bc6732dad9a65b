"""The method, from ledger to estimates: ``run`` is its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reconcile import discrepancies, evidence, findings, kernel, ledger, origins, policies, questions, relations
from reconcile.errors import UsageError
from reconcile.schema import (BOUNDS, CLAIMS, ESTIMATES, EVIDENCE, LEAVE_ONE_OUT, LEDGER, QUESTIONS, RESIDUALS,
                              conform, texts)
from reconcile.sentences import plural
from reconcile.steps import step
from reconcile.wording import PROFILES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from reconcile.asked import Kind, Question


@dataclass(frozen=True)
class Settings:
    """How a run was asked for.

    Parameters
    ----------
    policies : tuple of str
        Names in the order of the tables, the headline first.
    lexicon : str
        Profile that reads the words; empty when each policy reads by its publisher's own.
    known_by : str
        Last day of publication that counts; empty for all.
    event : str
        The one event asked for; empty for all.
    relations : str
        Path of a table of further relations; empty for none.
    """

    policies: tuple[str, ...]
    lexicon: str = ""
    known_by: str = ""
    event: str = ""
    relations: str = ""


@dataclass(frozen=True)
class Reconciliation:
    """The result of a run: what was read, what came of it, and by which settings.

    Every table is a plain DataFrame in the columns of :mod:`reconcile.schema`.
    """

    ledger: ledger.Ledger
    settings: Settings
    claims: pd.DataFrame
    questions: pd.DataFrame
    evidence: pd.DataFrame
    estimates: pd.DataFrame
    discrepancies: pd.DataFrame
    conflicts: pd.DataFrame
    bounds: pd.DataFrame
    residuals: pd.DataFrame
    leave_one_out: pd.DataFrame
    findings: pd.DataFrame

    @property
    def ledger_name(self) -> str:
        """File name of the ledger."""
        return self.ledger.name

    @property
    def ledger_sha256(self) -> str:
        """Digest of the ledger's bytes."""
        return self.ledger.sha256

    @property
    def history(self) -> pd.DataFrame:
        """How the headline ranges moved as knowledge came in; see :mod:`reconcile.history`."""
        return self._replayed[0]

    @property
    def told(self) -> pd.DataFrame:
        """How each question read on the days on which something became known; see :mod:`reconcile.history`."""
        return self._replayed[1]

    @cached_property
    def _replayed(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        from reconcile.history import replayed

        return replayed(self)

    def chart(self, kind: Kind, *, question: str | Sequence[str] = (), style: str = "", theme: str = "light",
              language: str = "en", width_mm: float | None = None, **texts: str) -> Figure:
        """Draw a chart.

        Parameters
        ----------
        kind : str
            One of :data:`reconcile.charts.KINDS`.
        question : str or sequence of str
            Name of a question, or enough of it to be the only one; several, or none for all of the event, where
            the kind shows several.
        style : str
            A size: ``web``, ``print-1``, ``print-2`` (the default) or ``slides``. The figure keeps the proportions;
            its size on paper is that of files, see :mod:`reconcile.publish`.
        theme : {"light", "dark"}
            Ground and colours.
        language : str
            BCP 47 tag of dates and numbers.
        width_mm : float or None
            Width in print, instead of the style's.
        **texts
            ``title``, ``subtitle``, ``source`` and ``caption`` in place of the chart's own.

        Returns
        -------
        matplotlib.figure.Figure

        Raises
        ------
        UsageError
            If there is no such chart, style or question, or nothing to draw.
        """
        from reconcile.charts import page, picture

        paper = page(style, width_mm=width_mm, theme=theme, language=language, **texts)
        return picture(kind, self, self.asked(kind, question), paper)

    def asked(self, kind: str, questions: str | Sequence[str] = ()) -> tuple[str, ...]:
        """Return the full names of the questions that a chart is asked to show.

        Parameters
        ----------
        kind : str
            Kind of chart.
        questions : str or sequence of str
            Name or names, or enough words of each; none takes all questions of the event, where the kind shows
            several.

        Returns
        -------
        tuple of str

        Raises
        ------
        UsageError
            If no question was named for a kind that shows one, or the ledger has several events.
        """
        from reconcile.charts import KINDS, MANY

        wanted = (questions,) if isinstance(questions, str) else tuple(questions)
        if wanted:
            return tuple(dict.fromkeys(self.find(question) for question in wanted))
        if kind not in KINDS:
            raise UsageError(f"there is no chart {kind!r}. Use one of {', '.join(KINDS)}")
        names: list[str] = self.questions["question"].tolist()
        if kind not in MANY:
            listed = "\n".join(f"  {name}" for name in names)
            raise UsageError(f"the chart {kind} shows one question, and none was named. There are:\n{listed}")
        events = sorted(set(self.questions["event"]))
        if len(events) != 1:
            raise UsageError(f"the chart {kind} shows the questions of one event. Name the event: {', '.join(events)}")
        return tuple(names)

    def find(self, question: str) -> str:
        """Return the full name of a question from enough of it to be the only one.

        Raises
        ------
        UsageError
            If none or several fit; the message lists them.
        """
        names: list[str] = self.questions["question"].tolist()
        if question in names:
            return question
        by_slug = [name for name, slug in zip(names, self.questions["slug"], strict=True) if slug == question]
        wanted = [part for part in question.casefold().replace(":", " ").split() if part]
        found = by_slug if len(by_slug) == 1 else \
            [name for name in names if set(wanted) <= set(re.split("[:/]", name.casefold()))]
        if len(found) != 1:
            found = [name for name in names if all(part in name.casefold() for part in wanted)]
        if len(found) == 1:
            return found[0]
        listed = "\n".join(f"  {name}" for name in found or names)
        problem = f"{len(found)} questions fit {question!r}:" if found else f"no question fits {question!r}. There are:"
        raise UsageError(f"{problem}\n{listed}")

    def of_event(self, event: str) -> Reconciliation:
        """Return the part of the result that speaks of one event."""
        claims = self.claims[self.claims["event"] == event].reset_index(drop=True)
        asked = set(claims["question"])
        ids = set(claims["claim_id"])
        parts: dict[str, Any] = {name: frame[frame["question"].isin(asked)].reset_index(drop=True) for name, frame in (
            ("questions", self.questions), ("evidence", self.evidence), ("estimates", self.estimates),
            ("discrepancies", self.discrepancies), ("leave_one_out", self.leave_one_out),
            ("bounds", self.bounds))}
        for name, frame in (("conflicts", self.conflicts), ("findings", self.findings)):
            mine = frame["claim_ids"].map(lambda found: bool(ids.intersection(found))).astype(bool)
            parts[name] = frame[mine].reset_index(drop=True)
        parts["residuals"] = self.residuals[self.residuals["whole"].isin(asked)].reset_index(drop=True)
        return replace(self, claims=claims, settings=replace(self.settings, event=event), **parts)

    def known_by(self, day: str) -> Reconciliation:
        """Run again with what had been published by a day, retractions included, by the same settings.

        Parameters
        ----------
        day : str
            ISO date, such as ``2022-01-07``.

        Raises
        ------
        UsageError
            If it is no date.
        """
        asked = self.settings
        return run(self.ledger, policies=asked.policies, lexicon=asked.lexicon, known_by=day, event=asked.event,
                   relations_file=asked.relations)

    def __getitem__(self, question: str) -> Question:
        """Return one question by its name, its short name (slug) or enough words of it; errors as in ``find``."""
        from reconcile.asked import Question

        return Question(self, self.find(question))

    def __iter__(self) -> Iterator[Question]:
        return (self[str(name)] for name in self.questions["question"])

    def _ipython_key_completions_(self) -> list[str]:
        return [str(name) for name in self.questions["question"]]

    def __dir__(self) -> list[str]:
        from reconcile.asked import public_names

        return public_names(super().__dir__())

    def __repr__(self) -> str:
        counted = ((self.claims, "claim"), (self.questions, "question"), (self.conflicts, "conflict"))
        return f"Reconciliation({', '.join(plural(len(frame), noun) for frame, noun in counted)})"

    def _repr_html_(self) -> str:
        from reconcile.tables import overview_html

        return overview_html(self.questions, self.estimates, self.claims, f"{self.ledger_name}: {self!r}")


def run(source: ledger.Ledger, *, policies: Sequence[str] = (), lexicon: str = "", known_by: str = "",
        event: str = "", relations_file: str = "") -> Reconciliation:
    """Reconcile the claims of a ledger.

    Parameters
    ----------
    source : Ledger
        From :func:`reconcile.read_ledger`.
    policies : sequence of str
        Names of policies; all for none. The headline policy always runs.
    lexicon : str
        Profile that reads the words for every policy; empty lets each policy read by its publisher's own
        profile and everything else by ``default``.
    known_by : str
        Use only what had certainly been published by this day, retractions included; empty for everything.
    event : str
        One event; empty for all.
    relations_file : str
        Path of a table of further relations, in the columns of relations.csv; empty for none.

    Returns
    -------
    Reconciliation

    Raises
    ------
    UsageError
        For an event, policy or lexicon that does not exist.

    Examples
    --------
    >>> result = run(read_ledger("figures.csv"))
    >>> result.estimates.query("policy == 'envelope'")
    """
    settings = _settings(policies, lexicon, known_by, event, relations_file)
    claims, asked, collapsed, current = _collected(source, settings)
    compared = discrepancies.compare(claims, asked)
    logic = relations.deduce(claims, asked, relations.load(relations_file))
    return Reconciliation(
        ledger=source, settings=settings, claims=_numbered(claims, source), questions=conform(asked, QUESTIONS),
        evidence=conform(collapsed, EVIDENCE), estimates=_estimates(settings, claims, current, asked, logic.bounds),
        discrepancies=compared, conflicts=logic.conflicts, bounds=conform(logic.bounds, BOUNDS),
        residuals=conform(logic.residuals, RESIDUALS), leave_one_out=_leave_one_out(current, asked),
        findings=findings.find(claims, source.vocabulary))


class Answers(NamedTuple):
    """Claims, estimates and questions of a run, without what stands between the claims."""

    claims: pd.DataFrame
    estimates: pd.DataFrame
    questions: pd.DataFrame


def answers(source: ledger.Ledger, *, policies: Sequence[str] = (), lexicon: str = "", known_by: str = "",
            event: str = "") -> Answers:
    """Return claims, estimates and questions alone, for replays; parameters and errors as in :func:`run`."""
    settings = _settings(policies, lexicon, known_by, event, "")
    claims, asked, _, current = _collected(source, settings)
    logic = relations.deduce(claims if "logical" in settings.policies else claims.iloc[:0], asked, relations.load())
    return Answers(_numbered(claims, source), _estimates(settings, claims, current, asked, logic.bounds),
                   conform(asked, QUESTIONS))


def _settings(names: Sequence[str], lexicon: str, known_by: str, event: str, relations_file: str) -> Settings:
    return Settings(tuple(rule.name for rule in policies.named(names)), lexicon, known_by, event, relations_file)


def _collected(source: ledger.Ledger, settings: Settings) \
        -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return claims, questions, evidence and current evidence."""
    claims = _claims(source, settings)
    claims, asked = questions.assign(claims, source.vocabulary)
    claims = origins.resolve(claims)
    claims = claims.assign(withdrawn_by=origins.withdrawn(claims))
    claims, collapsed = evidence.collapse(claims)
    current = collapsed[collapsed["is_current"]].reset_index(drop=True)
    asked = asked.assign(status=discrepancies.status(current, asked), as_of=_latest(current, asked))
    return claims, asked, collapsed, current


def _claims(source: ledger.Ledger, settings: Settings) -> pd.DataFrame:
    if settings.lexicon and settings.lexicon not in PROFILES:
        raise UsageError(f"there is no lexicon {settings.lexicon!r}. Choose from {', '.join(PROFILES)}")
    claims = ledger.claims_of(source, lexicon=settings.lexicon or "default")
    if settings.event:
        events = sorted(set(claims["event"]))
        if settings.event not in events:
            raise UsageError(f"there is no event {settings.event!r} in {source.name}. There are {', '.join(events)}")
        claims = claims[claims["event"] == settings.event].reset_index(drop=True)
    return ledger.known_by(claims, settings.known_by) if settings.known_by else claims


def _numbered(claims: pd.DataFrame, source: ledger.Ledger) -> pd.DataFrame:
    """Number the claims of each event for its footnotes; extra columns of the ledger stay at the end."""
    import pandas as pd

    claims = claims.assign(footnote=claims.groupby("event").cumcount() + 1)
    extra = source.rows.drop(columns=LEDGER.names, errors="ignore")
    extra = extra.rename(columns={name: f"ledger_{name}" for name in CLAIMS.names})
    return pd.concat([conform(claims, CLAIMS), extra.loc[claims["row"]].reset_index(drop=True)], axis=1)


def _latest(current: pd.DataFrame, asked: pd.DataFrame) -> pd.Series[str]:
    day = current["as_of_to"].fillna(current["as_of_from"])
    last = current.assign(day=day).sort_values(["question", "day", "as_of"]).groupby("question")["as_of"].last()
    return texts(asked["question"], last.to_dict(), asked.index)


@step("applying the policies")
def _estimates(settings: Settings, claims: pd.DataFrame, current: pd.DataFrame, asked: pd.DataFrame,
               bounds: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    rules, lexicon = policies.named(settings.policies), settings.lexicon
    by_profile = {}
    for profile in {rule.lexicon or "default" if not lexicon else lexicon for rule in rules}:
        by_profile[profile] = evidence.figures_under(current, ledger.reread(claims, profile)).reset_index(drop=True)
    frames = [policies.apply(rule, by_profile[lexicon or rule.lexicon or "default"], asked, bounds) for rule in rules]
    frames = [_with_forcing(frame, bounds, claims) if rule.name == "logical" else frame
              for rule, frame in zip(rules, frames, strict=True)]
    order = {rule.name: position for position, rule in enumerate(rules)}
    columns = ["question", "event", "measure", "population", "place", "counting", "unit", "status"]
    estimates = pd.concat(frames, ignore_index=True).merge(asked[columns], on="question", validate="many_to_one")
    estimates["status"] = estimates["status"].where(estimates["low"].notna(), "none")
    estimates = estimates.assign(rank=estimates["policy"].map(order)).sort_values(["question", "rank"])
    return conform(estimates, ESTIMATES)


def _with_forcing(frame: pd.DataFrame, bounds: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Add the claims of other questions that force an end to the claims behind it."""
    import pandas as pd

    origin = dict(zip(claims["claim_id"], claims["origin"], strict=True))
    forcing = {question: {*low, *high} for question, low, high in
               zip(bounds["question"], bounds["low_claims"], bounds["high_claims"], strict=True)}
    day = dict(zip(bounds["question"], bounds["as_of"], strict=True))
    ids = [tuple(sorted({*own, *forcing.get(question, ())}))
           for question, own in zip(frame["question"], frame["claim_ids"], strict=True)]
    return frame.assign(
        claim_ids=pd.Series(ids, index=frame.index, dtype=object), n_claims=[len(each) for each in ids],
        n_origins=[len({origin[claim_id] for claim_id in each}) for each in ids],
        as_of=[day.get(question) or as_of for question, as_of in zip(frame["question"], frame["as_of"], strict=True)])


def _leave_one_out(current: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    code = pd.Index(asked["question"]).get_indexer(pd.Index(current["question"]))
    low, high = current["low"].to_numpy(), current["high"].to_numpy()
    without_low, without_high = kernel.hull_without_each(code, low, high, len(asked))
    with np.errstate(invalid="ignore"):
        low_change = without_low - kernel.lowest(code, low, len(asked))[code]
        high_change = without_high - kernel.highest(code, high, len(asked))[code]
    # Open stays open: inf - inf is no shift.
    high_change = np.where(np.isinf(high) & np.isinf(without_high), 0.0, high_change)
    frame = current[["question", "origin"]].assign(
        low=without_low, high=without_high, low_change=low_change, high_change=high_change)
    return conform(frame.sort_values(["question", "origin"]), LEAVE_ONE_OUT)
