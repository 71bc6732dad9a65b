"""A piece of a sentence: a count, a word that says what is counted, or one that stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reconcile.wording.scan import Mention
from reconcile.wording.tokens import Token

TRIGGERS = ("participle", "agreeing", "passive", "active", "gerund", "middle", "state", "result", "person", "toll",
            "same", "loss", "other")
"""What a trigger can be; "A language is one data file" in the README says which words stand where."""
DONE_TO_PERSONS = frozenset({"killed", "injured", "abducted", "arrested", "detained", "executed", "hospitalised"})
MARKS = {",": "comma", ";": "stop", ":": "colon", "(": "open", ")": "close", "[": "open", "]": "close",
         "|": "cell", "-": "dash", "—": "dash", "–": "dash", "،": "comma", "؛": "stop", ".": "stop", "!": "stop",
         "?": "stop", "؟": "stop", "…": "stop", "\t": "cell", "/": "dash"}
"""Role of each mark between words."""


@dataclass(slots=True)
class Chunk:
    """A piece of a sentence.

    Attributes
    ----------
    kind : str
        ``count``, ``refused`` (a number that counts no people), ``trigger``, ``word`` or the role of a
        function word or mark: ``aux``, ``comma``, ``clause`` ...
    first, last : int
        Tokens ``first`` to ``last - 1``.
    meanings : dict of str to str
        What the words can mean: role to value.
    mention : Mention or None
        For counts and refused numbers.
    """

    kind: str
    first: int
    last: int
    meanings: dict[str, str] = field(default_factory=dict)
    mention: Mention | None = None


def is_zero(chunk: Chunk) -> bool:
    """Say whether a count says that there were none."""
    return chunk.mention is not None and chunk.mention.lower.rule == "zero"


def span_of(tokens: Sequence[Token], chunk: Chunk) -> tuple[int, int]:
    """Return the characters that a chunk covers."""
    return tokens[chunk.first].start, tokens[chunk.last - 1].end
