"""How the ranges moved as knowledge came in: one run for each day on which something became known.

A claim counts from the last day that its date of publication can mean; one whose publication date is
open is never certainly known and moves nothing here. The rule "as known on date D uses only what was
published by D, retractions included" is the replay that documented late knowledge asks for (AAPP:
killed 14 December, documented 20 December 2021, https://aappb.org/?p=19324).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reconcile.schema import Column, Table, conform, empty
from reconcile.sentences import headline
from reconcile.tables import headlines

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.ledger import Ledger
    from reconcile.pipeline import Answers, Reconciliation

HISTORY = Table("history", "one question under one policy on a day on which something of it moved", (
    Column("question", "text", "question answered"),
    Column("known_by", "text", "last day of publication that counts (ISO)"),
    Column("policy", "text", "named published rule"),
    Column("low", "count", "lower end as known by that day, nan without a figure"),
    Column("best", "count", "the one figure the policy would print, nan when it prints none"),
    Column("high", "count", "upper end as known by that day, inf when open"),
    Column("n_claims", "whole", "claims behind the range, echoes included"),
    Column("n_origins", "whole", "origins behind the range"),
    Column("status", "text", "single, agreed, compatible, disputed or none"),
    Column("came", "ids", "claims of the question that became known on that day"),
    Column("withdrawn", "ids", "claims of the question that were withdrawn on that day"),
    Column("claim_ids", "ids", "both of these"),
    Column("is_retraction", "flag", "a claim was withdrawn on that day"),
))

TOLD = Table("told", "how one question read, from a day on which that changed", (
    Column("known_by", "text", "last day of publication that counts (ISO)"),
    Column("question", "text", "question as it was known on that day"),
    Column("sentence", "text", "sentence of the headline range, as printed in a report as known by that day"),
    Column("status", "text", "single, agreed, compatible, disputed or none"),
    Column("claim_ids", "ids", "claims behind the range; without a range, all claims of the question"),
    Column("speaks_to", "ids", "questions of the whole ledger that its claims belong to"),
    Column("came", "ids", "claims of the question that became known on that day"),
    Column("withdrawn", "ids", "claims of the question that were withdrawn on that day"),
))

NEVER_KNOWN = Table("never_known", "one claim whose publication date is open: never certainly known", (
    Column("claim_id", "text", "as in the ledger"),
    Column("question", "text", "question that the claim speaks to"),
    Column("source", "text", "who published"),
    Column("stated", "text", "the words of the number"),
    Column("published", "text", "as in the ledger"),
))

_MOVES = ("low", "best", "high", "n_claims", "n_origins", "status")
_SAYS = ("sentence", "status", "claim_ids", "speaks_to")

Row = Mapping[str, Any]


def moves(ledger: Ledger, *, policies: Sequence[str] = ("envelope",), lexicon: str = "",
          event: str = "", known_by: str = "") -> pd.DataFrame:
    """Return the range of every question on each day on which something of it moved.

    Parameters
    ----------
    ledger : Ledger
        From :func:`reconcile.read_ledger`.
    policies : sequence of str
        Names of policies; the headline policy always runs.
    lexicon : str
        Profile that reads the words; empty as in :func:`reconcile.run`.
    event : str
        One event; empty for all.
    known_by : str
        End the history on this day; empty for the whole of it.

    Returns
    -------
    DataFrame, columns of ``HISTORY``
        By question, policy and day. A row stands where the range, its support or its status differs from
        the day before, or a claim came or was withdrawn.

    Raises
    ------
    UsageError
        For an event, policy or lexicon that does not exist.

    Notes
    -----
    One run a day on which a claim became known: the cost grows with the number of such days. A question
    is named as the whole ledger names it, also on days when its place or window was not yet known.
    """
    return _replay(ledger, policies=policies, lexicon=lexicon, event=event, known_by=known_by)[0]


def of(result: Reconciliation) -> pd.DataFrame:
    """Return the history of the headline range under the settings of a run.

    Parameters
    ----------
    result : Reconciliation
        Its ledger, lexicon, event and last day known are taken over.

    Returns
    -------
    DataFrame, columns of ``HISTORY``
    """
    return replayed(result)[0]


def replayed(result: Reconciliation) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the history of the headline range in numbers and in words, from one replay.

    Parameters
    ----------
    result : Reconciliation
        As in :func:`of`.

    Returns
    -------
    moves : DataFrame, columns of ``HISTORY``
    told : DataFrame, columns of ``TOLD``
        By day; a row stands where the sentence, the status or the claims of a question changed.
    """
    settings = result.settings
    return _replay(result.ledger, policies=settings.policies[:1], lexicon=settings.lexicon, event=settings.event,
                   known_by=settings.known_by)


def _replay(ledger: Ledger, *, known_by: str, **settings: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run every day on which something became known once, for both tables."""
    import pandas as pd

    from reconcile.pipeline import answers

    whole = answers(ledger, known_by=known_by, **settings)
    final = dict(zip(whole.claims["claim_id"], whole.claims["question"], strict=True))
    numbers: dict[Any, Row] = {}
    words: dict[Any, Row] = {}
    moved: list[Row] = []
    told: list[Row] = []
    states: dict[str, str] = {}
    for day in _days(whole.claims):
        result = answers(ledger, known_by=day, **settings)
        new = list(_answers(result, day, states, final))
        numbers = _changes(numbers, {(row["question"], row["policy"]): row for row in new}, _MOVES, moved)
        words = _changes(words, {row["question"]: row for row in _sentences(result, new, final)}, _SAYS, told)
        states = dict(zip(result.claims["claim_id"], result.claims["state"], strict=True))
    if not moved:
        return empty(HISTORY), empty(TOLD)
    rank = {name: position for position, name in enumerate(dict.fromkeys(whole.estimates["policy"]))}
    frame = pd.DataFrame(moved).sort_values("known_by", kind="stable")
    frame = frame.assign(rank=frame["policy"].map(rank)).sort_values(["question", "rank"], kind="stable")
    return conform(frame, HISTORY), conform(pd.DataFrame(told), TOLD)


def _changes(before: Mapping[Any, Row], now: Mapping[Any, Row], names: tuple[str, ...],
             rows: list[Row]) -> dict[Any, Row]:
    """Add the rows of a day that differ from the day before, or on which a claim came or was withdrawn."""
    rows += [row for key, row in now.items()
             if row["came"] or row["withdrawn"] or not _is_same(before.get(key), row, names)]
    return dict(now)


def _sentences(result: Answers, rows: Sequence[Row], final: Mapping[str, str]) -> Iterator[Row]:
    """Yield how each question of a day reads, with the claims that came or were withdrawn on it."""
    news = {row["question"]: row for row in rows}
    names = _final_names(result.claims, final)
    own = {str(question): tuple(ids) for question, ids in result.claims.groupby("question")["claim_id"]}
    for question, estimate, leads in headlines(result.questions, result.estimates, result.claims):
        name = names[question["question"]]
        ids = own[question["question"]]
        yield {"known_by": news[name]["known_by"], "question": name, "sentence": headline(question, estimate, leads),
               "status": question["status"], "claim_ids": estimate["claim_ids"] or ids,
               "speaks_to": tuple(sorted({final[claim_id] for claim_id in ids})),
               "came": news[name]["came"], "withdrawn": news[name]["withdrawn"]}


def never_known(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims whose publication date is open: no day is certain to have known them.

    Parameters
    ----------
    claims : DataFrame, columns of :data:`reconcile.schema.CLAIMS`

    Returns
    -------
    DataFrame, columns of ``NEVER_KNOWN``
        By claim_id.
    """
    return conform(claims[claims["published_to"].isna()].sort_values("claim_id"), NEVER_KNOWN)


def _days(claims: pd.DataFrame) -> list[str]:
    return [str(day)[:10] for day in sorted(claims["published_to"].dropna().unique())]


def _is_same(old: Row | None, new: Row, names: tuple[str, ...]) -> bool:
    # An absent number is nan, which equals nothing.
    return old is not None and all(old[name] == new[name] or (old[name] != old[name] and new[name] != new[name])
                                   for name in names)


def _answers(result: Answers, day: str, before: Mapping[str, str],
             final: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the estimates of a day with the claims that came or were withdrawn on it.

    Parameters
    ----------
    result : Answers
        As known by the day.
    day : str
        In ISO form.
    before : mapping
        States of the claims known on the days before.
    final : mapping
        Question of each claim in the whole ledger.
    """
    claims = result.claims
    names = _final_names(claims, final)
    came = _grouped(claims[~claims["claim_id"].isin(list(before))])
    gone = _grouped(claims[_withdrawn(claims, before)])
    for row in result.estimates.to_dict("records"):
        here, taken = came.get(row["question"], ()), gone.get(row["question"], ())
        yield {**{str(name): value for name, value in row.items()}, "question": names[row["question"]],
               "known_by": day, "came": here, "withdrawn": taken,
               "claim_ids": tuple(sorted({*here, *taken})), "is_retraction": bool(taken)}


def _grouped(claims: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {str(question): tuple(sorted(ids)) for question, ids in claims.groupby("question")["claim_id"]}


def _withdrawn(claims: pd.DataFrame, before: Mapping[str, str]) -> pd.Series[bool]:
    """Say which claims were withdrawn on this day: known and standing until now, or withdrawn as they came.

    A later relay of a figure that was withdrawn days ago is no new withdrawal.
    """
    new = claims[~claims["claim_id"].isin(list(before))]
    stood = claims["claim_id"].map(lambda name: before.get(name, "retracted") != "retracted").astype(bool)
    return (claims["state"] == "retracted") & (stood | claims["claim_id"].isin(list(new["retracts"])))


def _final_names(claims: pd.DataFrame, final: Mapping[str, str]) -> dict[str, str]:
    """Name the questions of a day as the whole ledger names them, unless two of them would become one."""
    found = {str(question): {final[name] for name in ids} for question, ids in claims.groupby("question")["claim_id"]}
    wanted = [next(iter(names)) for names in found.values() if len(names) == 1]
    return {question: next(iter(names)) if len(names) == 1 and wanted.count(next(iter(names))) == 1 else question
            for question, names in found.items()}
