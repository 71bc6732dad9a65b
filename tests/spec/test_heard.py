"""What sentences without counts leave for those that point back to them: who spoke, which day, up to when."""

from __future__ import annotations

import pytest

from reconcile.collect.context import Context
from reconcile.collect.heard import hear, listen, recall
from reconcile.documents.model import Document
from reconcile.documents.segments import sentences

PUBLISHED = "2023-05-10"


def heard(text: str) -> Context:
    context = Context(PUBLISHED, "")
    for sentence in sentences(Document("text", text), language="en"):
        listen(sentence, context)
    return context


@pytest.mark.parametrize("text, source, person", [
    ("The interior ministry said it was looking into the matter.", "interior ministry", ""),
    ("Mayor Luis Pardo told reporters the road was closed.", "Mayor Luis Pardo", "Mayor Luis Pardo"),
    ("Mayor Luis Pardo said so. The health ministry reported nothing.", "health ministry", "Mayor Luis Pardo"),
    ("Nothing was heard from the valley.", "", ""),
])
def test_the_last_who_spoke_is_kept(text: str, source: str, person: str) -> None:
    context = heard(text)
    hear(context)

    assert (context.source.name if context.source else "", context.person.name if context.person else "") == (
        source, person)


@pytest.mark.parametrize("text, day", [
    ("On 2 May the army marched in.", "2023-05-02"),
    ("On 2 May the army marched in. It rained.", "2023-05-02"),
    ("It rained.", ""),
])
def test_the_last_day_is_kept(text: str, day: str) -> None:
    context = heard(text)
    recall(context)

    assert context.day == day


@pytest.mark.parametrize("text, day", [
    ("Figures verified as of 30 April 2023.", "2023-04-30"),
    ("Updated 6 May, 10:00.", "2023-05-06"),
    ("The army marched in on 2 May.", ""),
])
def test_a_note_says_up_to_when_all_counts_go(text: str, day: str) -> None:
    assert heard(text).as_of == day
