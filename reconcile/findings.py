"""Checks that need a person: nothing here changes a claim."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from reconcile import documents, plausibility
from reconcile.origins import suspected_copies
from reconcile.schema import FINDINGS, conform, empty
from reconcile.sentences import Noun, interval_words, quoted, say
from reconcile.steps import step
from reconcile.vocabulary import vocabulary, word

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = 0.88
"""Names this similar are shown to a person (difflib ratio; house rule, set on spelling variants of one name)."""

_MOST_NAMES = 400
"""Beyond this many origins in an event names are not compared with one another."""


class Finding(NamedTuple):
    """One row of the findings: check, outcome (fail or cannot tell), claim ids, message."""

    check: str
    outcome: str
    claim_ids: tuple[str, ...]
    message: str


@step("looking for findings")
def find(claims: pd.DataFrame, extension: str = "") -> pd.DataFrame:
    """Run every check on the claims of a run.

    Parameters
    ----------
    claims : DataFrame
        After the evidence was collapsed, with names_origin and withdrawn_by.
    extension : str
        Path of a vocabulary extension.

    Returns
    -------
    DataFrame, columns of :data:`reconcile.schema.FINDINGS`
        What did not pass.
    """
    found = [finding for check in CHECKS for finding in check(claims)]
    found += [Finding(*finding) for finding in plausibility.find(claims)]
    return _table([*found, *_alike_populations(claims, extension)])


def in_documents(claims: pd.DataFrame, folder: str) -> pd.DataFrame:
    """Check that the words of each claim stand where its locator points.

    Parameters
    ----------
    claims : DataFrame
        With claim_id, stated, document and locator.
    folder : str
        Folder that holds the documents.

    Returns
    -------
    DataFrame, columns of :data:`reconcile.schema.FINDINGS`
        What did not pass.

    Raises
    ------
    UnreadableError
        If the folder cannot be read.
    """
    return _table(list(_locators(claims, documents.load(folder, set(claims["document"])))))


def _table(found: list[Finding]) -> pd.DataFrame:
    import pandas as pd

    if not found:
        return empty(FINDINGS)
    return conform(pd.DataFrame(sorted(found), columns=FINDINGS.names), FINDINGS)


def _rows(claims: pd.DataFrame) -> Iterator[Any]:
    return iter(claims.itertuples() if len(claims) else ())


def _copies(claims: pd.DataFrame) -> Iterator[Finding]:
    live = claims[claims["state"] != "retracted"]
    by_id = claims.set_index("claim_id")
    for first, copy in suspected_copies(live):
        row: Any = by_id.loc[copy]
        yield Finding("suspected copy", "cannot tell", (first, copy),
                      say("finding.copy", source=row["source"], figure=interval_words(row["low"], row["high"]),
                          claim=first))


def _withdrawn_again(claims: pd.DataFrame) -> Iterator[Finding]:
    published = claims.set_index("claim_id")["published_from"]
    for row in _rows(claims[claims["withdrawn_by"] != ""]):
        if row.published_from > published[row.withdrawn_by]:
            yield Finding("withdrawn figure used again", "fail", (str(row.claim_id), str(row.withdrawn_by)),
                          say("finding.withdrawn again", claim=row.withdrawn_by))


def _retractions(claims: pd.DataFrame) -> Iterator[Finding]:
    by_id = claims.set_index("claim_id")
    for row in _rows(claims[claims["retracts"].isin(by_id.index)]):
        target = by_id.loc[str(row.retracts)]
        ids = (str(row.claim_id), str(row.retracts))
        if target["published_from"] > row.published_from:
            yield Finding("retraction before claim", "fail", ids, say("finding.early retraction"))
        if (target["event"], target["measure"]) != (row.event, row.measure):
            yield Finding("retraction of another measure", "fail", ids,
                          say("finding.other measure", asked=_asked(row.measure, row.event),
                              other=_asked(target["measure"], target["event"])))


def _asked(measure: object, event: object) -> str:
    words = word("measure", str(measure)).plural
    return say("finding.asked", measure=quoted(f"{Noun(f'measure.{measure}', 2, words, words)}"), event=event)


def _citations(claims: pd.DataFrame) -> Iterator[Finding]:
    origin = claims.set_index("claim_id")["origin"]
    for row in _rows(claims[claims["cites"].isin(origin.index)]):
        if origin[row.cites] != row.origin:
            yield Finding("origin differs from the cited claim", "fail", (str(row.claim_id), str(row.cites)),
                          say("finding.other origin", origin=row.origin, other=origin[row.cites]))


def _links(claims: pd.DataFrame) -> Iterator[Finding]:
    for column in ("url", "archive_url"):
        bad = claims[(claims[column] != "") & ~claims[column].str.match(r"(?i)https?://")]
        for row in bad[["claim_id", column]].itertuples(index=False):
            yield Finding("not a web address", "fail", (str(row[0]),),
                          say("finding.link", link=quoted(str(row[1]), 60), column=column))


def _alike_origins(claims: pd.DataFrame) -> Iterator[Finding]:
    for event, group in claims.groupby("event"):
        names = sorted(set(group["origin"]))
        for position, name in enumerate(names if len(names) <= _MOST_NAMES else []):
            for near in difflib.get_close_matches(name, names[position + 1:], n=3, cutoff=_ALIKE):
                ids = group["claim_id"][group["origin"].isin([name, near])]
                yield Finding("origins look alike", "cannot tell", tuple(sorted(ids)),
                              say("finding.alike", a=quoted(name), b=quoted(near), event=event))


def _alike_populations(claims: pd.DataFrame, extension: str) -> Iterator[Finding]:
    known = vocabulary(extension)["population"]
    for name, group in claims[~claims["population"].isin(list(known))].groupby("population"):
        near = difflib.get_close_matches(str(name), list(known), n=1, cutoff=_ALIKE)
        if near:
            yield Finding("population looks misspelt", "cannot tell", tuple(sorted(group["claim_id"])),
                          say("finding.misspelt", name=quoted(str(name)), near=quoted(near[0])))


def _locators(claims: pd.DataFrame, found: dict[str, documents.Document]) -> Iterator[Finding]:
    for row in _rows(claims[(claims["document"] != "") & (claims["stated"] != "")]):
        ids = (str(row.claim_id),)
        document = found.get(str(row.document))
        if document is None:
            yield Finding("locator", "cannot tell", ids, say("finding.no document", document=row.document))
            continue
        problem = documents.problem(document, str(row.locator), str(row.stated))
        if problem:
            yield Finding("locator", "fail", ids, say("finding.locator", document=document.name, problem=problem))


CHECKS: tuple[Callable[[pd.DataFrame], Iterator[Finding]], ...] = (
    _copies, _withdrawn_again, _retractions, _citations, _links, _alike_origins,
)
"""Every check of the claims alone."""
