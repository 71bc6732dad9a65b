"""Give the counts of a text to the source that the next sentence names: "This was reported by the ministry"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reconcile.collect.attribution import attributions
from reconcile.collect.words import load_words

if TYPE_CHECKING:
    from reconcile.collect.candidate import Candidate
    from reconcile.documents.segments import Sentence

_FARTHEST = 600
_OPENING = 40


def credit(candidates: list[Candidate], sentence: Sentence) -> None:
    """Name the source of the counts before a sentence that points back to them.

    Parameters
    ----------
    candidates : list of Candidate
        What stands before the sentence, in the order of the text; changed in place.
    sentence : Sentence
        Only one that begins with a phrase of the role ``origin.back`` changes anything.
    """
    if not candidates or not _back(sentence.language).search(sentence.text[:_OPENING]):
        return
    named = next((one for one in attributions(sentence.text, sentence.language) if one.name and not one.pronoun), None)
    if named is None:
        return
    for at in range(len(candidates) - 1, -1, -1):
        candidate = candidates[at]
        if candidate.origin or sentence.start - candidate.start > _FARTHEST:
            return
        candidates[at] = replace(candidate, origin=named.name, origin_type=named.type,
                                 reason=f"{candidate.reason}; source named in a later sentence")


@lru_cache(maxsize=None)
def _back(code: str) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, _ in load_words(code).rows("origin.back")) or r"(?!)"
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
