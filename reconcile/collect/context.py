"""What one sentence leaves for the next: the measure last named, the source last named, the lead of a list."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reconcile.collect.chunks import measures_in
from reconcile.wording.language import LANGUAGES, load_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reconcile.collect.attribution import Attribution
    from reconcile.collect.link import Link
    from reconcile.documents.segments import Sentence

_MEMORY = 2
_HEARD = 8
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,])")
LISTED = frozenset({"item", "row"})
"""Kinds of sentences that inherit from the line that leads them in."""


@dataclass(slots=True)
class Context:
    """What has been read so far.

    Attributes
    ----------
    published, event : str
        Of the document.
    latest : str
        The last year that the document names; what is dated years before it is history even where the
        publication date is unknown.
    measure : str
        What the last claim counted, empty when it is more than two sentences ago.
    source, person : Attribution or None
        The last source named in full, and the last that is a person.
    seen : set of str
        Measures of which the document has given a count.
    dated : dict of str to str
        The day of which the last count of each measure spoke.
    day : str
        The day last spoken of, for "that day".
    as_of : str
        The day up to which a heading or a note says that all counts below it go; empty if none does.
    unread : deque of (str, str)
        Text and language of the sentences without counts since the last one with a count.
    """

    published: str
    event: str
    latest: str = ""
    measure: str = ""
    source: Attribution | None = None
    person: Attribution | None = None
    seen: set[str] = field(default_factory=set)
    dated: dict[str, str] = field(default_factory=dict)
    day: str = ""
    as_of: str = ""
    unread: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=_HEARD), repr=False)
    _silent: int = 0
    _lead: str = field(default="", repr=False)

    def enter(self, sentence: Sentence) -> None:
        """Take the lead of a list; forget a measure that is too far back."""
        if sentence.kind in LISTED:
            if sentence.lead and sentence.lead != self._lead:
                self._lead = sentence.lead
                self.measure = _measure_of(sentence) or self.measure
            elif not sentence.lead and self._silent > 1:
                self.measure = ""
        elif self._silent > _MEMORY or sentence.kind == "heading":
            self.measure = ""

    def leave(self, sentence: Sentence, links: Sequence[Link]) -> None:
        """Remember what a sentence counted; a list keeps what its lead said."""
        if sentence.kind in LISTED and self.measure:
            return
        if links:
            self.measure, self._silent = links[-1].measure, 0
        else:
            self._silent += 1


def latest_year(text: str, published: str) -> str:
    """Return the publication year, or the last year that a text names; empty when it names none."""
    return published[:4] or max(_YEAR.findall(text), default="")


def _measure_of(sentence: Sentence) -> str:
    if sentence.language not in LANGUAGES:
        return ""
    found = measures_in(load_language(sentence.language).cut(sentence.lead), sentence.language)
    return found[0] if found else ""
