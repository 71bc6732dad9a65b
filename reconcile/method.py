"""What a publication says of its method and its limits, from the settings and the claims of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.sentences import joined, plural, written_date
from reconcile.vocabulary import word
from reconcile.wording import lexicon_rules

if TYPE_CHECKING:
    from reconcile.pipeline import Reconciliation


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
    """Return what a reader must keep in mind, only what applies."""
    claims = result.claims
    current = claims[claims["state"] == "current"]
    partly = claims["published_to"].isna() | (claims["published_from"] != claims["published_to"])
    lines = [
        "These are reported figures. The tool does not say that any of them is true, and a range of reported figures "
        "is not a statistical interval: the actual number can lie outside it.",
        "Figures published early tend to be too low, because information from many places arrives late.",
        "Figures of different questions must not be added up, and the ranges say nothing about trends.",
    ]
    if current["is_soft"].any():
        lines.append(f"{plural(int(current['is_soft'].sum()), 'claim')} that count use vague words; their ends are a "
                     "reading of the word and not a bound that anyone stated.")
    if current["is_open"].any():
        lines.append("Where a source says “at least” or “more than”, the range has no upper end.")
    if partly.any():
        lines.append(f"The publication date of {plural(int(partly.sum()), 'claim')} is only partly known.")
    acts = sorted(set(claims["measure"][claims["unit"] == "acts"]))
    if acts:
        lines.append(f"Some figures count acts and not persons ({joined(acts)}); one person may be counted several "
                     "times.")
    return lines


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
