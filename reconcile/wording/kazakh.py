"""How Kazakh number words combine, and how endings are cut off Kazakh words.

The words are in ``data/language_kk.csv``; the roles of number words are those of
:mod:`reconcile.wording.numerals`. Beside them there are

``case_ending``
    Endings that are cut off number words and nouns.
``hedging_ending``
    Those of them that make a bound with the word after them, "130 адамнан астам", and so stay as a word.
``from_after``
    Those that make the first of two numbers the beginning, "10-нан 13-ке"; read by the scanner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.wording.digits import Number
from reconcile.wording.language import NUMBER_ROLES, Language
from reconcile.wording.numerals import part_of_scale, read_sum
from reconcile.wording.sums import Sum
from reconcile.wording.tokens import Token

_NOUNS = frozenset({"person", "person_one", "refused_after"})
_LONGEST_ENDING = 5


class _KazakhSum(Sum):
    """A sum in which a unit may follow ten: "он екі"."""

    def has_room(self, role: str) -> bool:
        """Say whether a word may follow; units may follow tens (жиырма бес)."""
        group = self.group or 0
        return super().has_room(role) or role == "unit" and group > 0 and group % 10 == 0 and not self.is_rounded


def read_number(
        tokens: Sequence[Token], start: int, words: Language, *, bare: bool, joined: bool) -> Number | None:
    """Read the longest number that begins at a token; parameters as in :mod:`reconcile.wording.numerals`."""
    number = part_of_scale(tokens, start, words) or read_sum(
        tokens, start, words, _KazakhSum(), bare=bare, joined=False)
    if number is None:
        return None
    for at in range(start + 1, min(number.end + 1, len(tokens))):
        if tokens[at].hyphened and tokens[at].kind == "word":  # "он-он бес" is ten to fifteen
            return read_sum(tokens[:at], start, words, _KazakhSum(), bare=bare, joined=False)
    return number


def split(tokens: list[Token], words: Language) -> list[Token]:
    """Cut the endings off number words and nouns, so that one form of each is enough in the data file.

    Parameters
    ----------
    tokens : list of Token
    words : Language

    Returns
    -------
    list of Token
        "жүзден" becomes two words, "полицейлерді" one without its ending.
    """
    parts: list[Token] = []
    for token in tokens:
        if token.kind != "word":
            parts.append(token)
        elif words.is_in(token.text, "case_ending") and parts and _is_number(parts):
            parts.append(replace(token, glued=False))
        elif words.knows(token.text):
            parts.append(token)
        else:
            parts += _parts(token, words)
    return parts


def _is_number(parts: list[Token]) -> bool:
    """Say whether an ending follows digits; a dash typed with spaces, "100 - ден", is taken out."""
    if len(parts) > 1 and parts[-1].text == "-" and parts[-2].kind == "number":
        parts.pop()
    return parts[-1].kind == "number"


def _parts(token: Token, words: Language) -> list[Token]:
    """Return a word without its ending, and the ending where it counts."""
    for length in range(min(_LONGEST_ENDING, len(token.text) - 1), 0, -1):
        stem, ending = token.text[:-length], token.text[-length:]
        role = words.known.get(stem) if words.is_in(ending, "case_ending") else None
        if role in NUMBER_ROLES:
            return _cut(token, stem, ending)
        if role in _NOUNS:
            bound = _bound(ending, words)
            return _cut(token, stem, bound) if bound else [replace(token, text=stem)]
    return [token]


def _bound(ending: str, words: Language) -> str:
    """Return the part of an ending that makes a bound: "нан" of "ынан"."""
    tails = (ending[start:] for start in range(len(ending)))
    return next((tail for tail in tails if words.is_in(tail, "hedging_ending")), "")


def _cut(token: Token, stem: str, ending: str) -> list[Token]:
    at = max(token.start + 1, token.end - len(ending))
    return [replace(token, text=stem, end=at), Token("word", ending, at, token.end, False, False)]
