"""What a publication says of its method and its limits, from the settings and the claims of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.sentences import count, joined, say, written_date
from reconcile.vocabulary import word
from reconcile.wording import lexicon_rules

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.pipeline import Reconciliation

PARTIES = ("state", "armed_group", "party")
"""Kinds of origin that can gain by a high or a low figure (https://ourworldindata.org/counting-conflict-deaths)."""

PRELIMINARY_DAYS = 30
"""A last claim published this soon after the day that it speaks of is early (house rule: UCDP Candidate is released by
the month)."""


def steps(result: Reconciliation) -> list[str]:
    """Return how the numbers of the report came about, one paragraph a step."""
    settings = result.settings
    known = f"Only claims that had certainly been published by {written_date(settings.known_by)} are used, " \
            "retractions included." if settings.known_by else "All claims of the ledger are used."
    words = f"Every wording is read by the profile “{settings.lexicon}”." if settings.lexicon else \
        "Wordings are read by the profile “default”; a policy whose publisher has rules of its own for words " \
        "reads by these. The rows used are listed below."
    return [
        f"Each claim keeps the words in which it was published. {known}",
        f"{words} An open bound such as “more than 5,000” stays open. A vague word is given the numbers that it "
        "plainly means, and a wider reading that is used only to decide whether two claims contradict each other.",
        "Claims compete only if they share event, measure, population, place, way of counting and unit. A number held "
        "at one moment is not a number so far, a part is never added to its whole, and acts are not persons.",
        "Origins are counted, not outlets: a figure that is relayed counts once, for the one who counted. Suspected "
        "copies are listed and not merged.",
        "A later figure of the same origin takes the place of its earlier one. A withdrawn figure is in no range and "
        "stays visible. For counts at one moment, only the latest moment is used.",
        "Two claims contradict each other only if no number satisfies both in their widest reading, and growth between "
        "their dates cannot explain it.",
        "The headline is the range of reported figures; the policies beside it are the published rules of others, run "
        "on the same claims.",
    ]


def caveats(result: Reconciliation) -> list[str]:
    """Return what a reader must keep in mind, only what applies.

    Notes
    -----
    The blocks are those of published practice: definition, as-of and knowledge date, what is excluded, known
    direction of bias, lag, reported and not statistical, no trend (Human Rights Data Analysis Group,
    https://hrdag.org/), preliminary (UCDP Candidate, Our World in Data).
    """
    claims = result.claims
    current = claims[claims["state"] == "current"]
    partly = claims["published_to"].isna() | (claims["published_from"] != claims["published_to"])
    away = int((~claims["state"].isin(["current", "echo"])).sum())
    acts = sorted({word("measure", str(name), result.ledger.vocabulary).plural
                   for name in claims["measure"][claims["unit"] == "acts"]})
    return [say("caveat reported"), *_dates(result, current), say("caveat definitions"),
            *_counted("caveat excluded", away, all=count(len(claims))), say("caveat lag"), *_interest(current),
            say("caveat trends"), *_preliminary(current),
            *_counted("caveat soft", int(current["is_soft"].sum())),
            *([say("caveat open")] if current["is_open"].any() else []),
            *_counted("caveat published", int(partly.sum())),
            *([say("caveat acts", measures=joined([say("quoted", words=name) for name in acts]))] if acts else [])]


def _counted(key: str, number: int, **places: str) -> list[str]:
    return [say(key, number, n=count(number), **places)] if number else []


def _dates(result: Reconciliation, current: pd.DataFrame) -> list[str]:
    """Say of which day the latest figure speaks, and what was known by when."""
    published = result.claims["published_to"].fillna(result.claims["published_from"])
    last, newest = (str(days.max())[:10] for days in (current["as_of_to"], published))
    known = result.settings.known_by or newest
    if "NaT" in (last, newest):
        return []
    # "2022", said in February, speaks of no day after that.
    key = "caveat dates.known" if result.settings.known_by else "caveat dates"
    return [say(key, date=written_date(min(last, newest)), known=written_date(known))]


def _interest(current: pd.DataFrame) -> list[str]:
    kinds = [word("source_type", kind).plural for kind in PARTIES if (current["origin_type"] == kind).any()]
    return [say("caveat interest", kinds=joined(kinds))] if kinds else []


def _preliminary(current: pd.DataFrame) -> list[str]:
    """Say that figures are early where the last claim is younger than ``PRELIMINARY_DAYS``."""
    newest = current[current["published_from"] == current["published_from"].max()]
    lag = (newest["published_from"] - newest["as_of_to"]).dt.days
    return [say("caveat preliminary", days=count(PRELIMINARY_DAYS))] if (lag <= PRELIMINARY_DAYS).any() else []


def definitions(result: Reconciliation) -> list[tuple[str, str, str]]:
    """Return measure or population, its definition and source, for the words that the claims use."""
    rows = []
    for kind in ("measure", "population"):
        for name in sorted(set(result.claims[kind])):
            entry = word(kind, name, result.ledger.vocabulary)
            rows.append((name.replace("_", " "), entry.meaning, entry.source))
    return rows


def lexicon_used(result: Reconciliation) -> list[dict[str, str]]:
    """Return the rows of the lexicon that read the claims of the report."""
    named = {name for rules in result.claims["rule"] for name in str(rules).split(" + ") if name}
    rows = []
    for name in sorted(named):
        profile, _, key = name.partition(":")
        rows += [{"name": name, "low": rule.low, "high": rule.high, "compatible_low": rule.compatible_low,
                  "compatible_high": rule.compatible_high, "kind": rule.kind, "source": rule.source, "note": rule.note}
                 for rule in ([] if profile == "ledger" else lexicon_rules(profile)) if rule.rule == key]
    return rows
