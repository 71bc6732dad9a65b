"""Charts of several questions at once: the rows that speak to each, under one numbering of footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.charts.chart import Frames, Row, Subject, subject
from reconcile.errors import UsageError
from reconcile.sentences import event_title, plural


def subjects(frames: Frames, questions: Sequence[str]) -> tuple[Subject, ...]:
    """Select what speaks to each of several questions.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    questions : sequence of str
        Names or slugs; one that is asked twice is shown once.

    Returns
    -------
    tuple of Subject
        In the order asked.

    Raises
    ------
    UsageError
        If no question is asked, one does not exist, or they belong to several events.
    """
    found = {about.name: about for about in (subject(frames, question) for question in questions)}
    events = sorted({str(about.row["event"]) for about in found.values()})
    if not found:
        raise UsageError("there is nothing to draw: no question is asked")
    if len(events) > 1:
        raise UsageError(f"the questions belong to {len(events)} events, {', '.join(events)}, and each numbers its "
                         "claims anew. Draw one chart for each event")
    return tuple(found.values())


def subject_words(abouts: Sequence[Subject], asks: str) -> str:
    """Print what several questions are about and what is asked of them: ``Kazakhstan, January 2022: who ...``."""
    about = abouts[0].title if len(abouts) == 1 else event_title(str(abouts[0].row["event"]))
    return f"{about}: {asks}"


def asked_words(abouts: Sequence[Subject]) -> str:
    """Print how many questions are asked: ``1 question``, ``5 questions``."""
    return plural(len(abouts), "question")


def all_claims(abouts: Sequence[Subject]) -> list[Row]:
    """Return the claims of all questions by footnote."""
    return sorted((claim for about in abouts for claim in about.claims),
                  key=lambda claim: (int(claim["footnote"]), str(claim["claim_id"])))
