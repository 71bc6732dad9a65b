"""What is heard in passing: sources and days of sentences without counts, for counts that point back to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reconcile.collect.attribution import Attribution, attributions
from reconcile.collect.context import Context
from reconcile.collect.moments import Moment, moments
from reconcile.collect.words import load_words
from reconcile.documents.segments import Sentence

_DIGIT = re.compile(r"\d")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADS = frozenset({"heading", "caption"})
_BOUNDS = frozenset({"by", "window"})
_DAYS = frozenset({"day", "past"})


def listen(sentence: Sentence, context: Context) -> None:
    """Keep a sentence without counts for those that may point back to it, and the day up to which a note counts.

    Parameters
    ----------
    sentence : Sentence
    context : Context
        Changed.
    """
    text, language = sentence.text, sentence.language
    context.unread.append((text, language))
    if _DIGIT.search(text) and (sentence.kind in _HEADS or _any_of(language, "date.bound").search(text)):
        named = moments(text, language, context.published)
        context.as_of = next((one.last for one in named if one.kind in _BOUNDS and _FULL_DAY.fullmatch(one.last)),
                             context.as_of)


def hear(context: Context) -> None:
    """Take the last sources from the sentences passed over, now that a count points back to one."""
    for text, language in context.unread:
        remember(context, attributions(text, language), [])


def recall(context: Context) -> None:
    """Take the day last spoken of from the sentences passed over, now that a count speaks of "that day"."""
    for text, language in reversed(context.unread):
        day = _last_day(moments(text, language, context.published, context.day))
        if day:
            context.day = day
            return


def remember(context: Context, sources: Sequence[Attribution], named: Sequence[Moment]) -> None:
    """Keep the last source, the last person who spoke and the last day of a sentence."""
    full = [one for one in sources if not one.pronoun]
    context.source = full[-1] if full else context.source
    context.person = next((one for one in reversed(full) if one.person), context.person)
    context.day = _last_day(named) or context.day


def is_pointing(text: str, language: str) -> bool:
    """Say whether a sentence speaks of "that day" or the like."""
    return _any_of(language, "date.anaphor").search(text) is not None


def _last_day(named: Sequence[Moment]) -> str:
    return next((one.last for one in reversed(named) if one.kind in _DAYS and not one.said
                 and not one.right and _FULL_DAY.fullmatch(one.last)), "")


@lru_cache(maxsize=None)
def _any_of(code: str, role: str) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, _ in load_words(code).rows(role)) or r"(?!)"
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
