"""Locators: find the place in a document that a claim names.

A locator is ``p6:2653-2679``: the paragraph, counted from 1, and the characters of the whole text from
start to end, counted from 0, the end not included. Paragraphs are separated by blank lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reconcile.documents.model import Document
from reconcile.sentences import say

_LOCATOR = re.compile(r"p([1-9]\d{0,8}):(\d{1,9})-(\d{1,9})", re.ASCII)
BLANK = re.compile(r"\n[^\S\n]*\n\s*")
"""What stands between two paragraphs."""


def problem(document: Document, locator: str, stated: str) -> str:
    """Say what is wrong with a locator, empty when the words stand where it points.

    Parameters
    ----------
    document : Document
    locator : str
        Place in the document.
    stated : str
        Words that must stand there; white space may differ.

    Returns
    -------
    str
        One clause, with the right place when the words stand elsewhere.
    """
    match = _LOCATOR.fullmatch(locator)
    if match is None:
        return say("locator.form", locator=repr(locator), where=_elsewhere(document, stated))
    paragraph, start, stop = (int(part) for part in match.groups())
    there = document.text[start:stop]
    if " ".join(there.split()) != " ".join(stated.split()):
        return say("locator.words", words=repr(there[:60]), locator=locator, where=_elsewhere(document, stated))
    if paragraph != paragraph_of(document.text, start):
        return say("locator.paragraph", right=paragraph_of(document.text, start), wrong=paragraph)
    return ""


def paragraph_of(text: str, position: int) -> int:
    """Return the number of the paragraph that holds a character."""
    lead = len(text) - len(text.lstrip())
    return 1 + sum(1 for gap in BLANK.finditer(text, lead) if gap.end() <= position)


def _elsewhere(document: Document, stated: str) -> str:
    words = r"\s+".join(map(re.escape, stated.split()))
    found = re.search(words, document.text) if words else None
    if found is None:
        return say("locator.nowhere")
    place = f"p{paragraph_of(document.text, found.start())}:{found.start()}-{found.end()}"
    return say("locator.elsewhere", locator=place)


class Locator:
    """Names places in one text without reading it again for each."""

    def __init__(self, text: str) -> None:
        lead = len(text) - len(text.lstrip())
        self._ends = [gap.end() for gap in BLANK.finditer(text, lead)]

    def of(self, start: int, end: int) -> str:
        """Return the locator of the characters from start to end, such as ``p6:2653-2679``."""
        return f"p{1 + bisect_right(self._ends, start)}:{start}-{end}"
