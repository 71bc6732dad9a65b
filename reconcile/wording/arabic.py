"""How Arabic number words combine, and how Arabic words are cut into their parts.

The words are in ``data/language_ar.csv``. Beside the roles of :mod:`reconcile.wording.numerals` there are

``dual``
    One word that says two: "ألفان" (two thousand), "قتيلان" (two dead).
``clitic, article``
    What is written in one piece with the word after it: "and", "by", "for"; "the".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reconcile.wording.digits import LARGEST, Number, read_digits
from reconcile.wording.language import Language
from reconcile.wording.numerals import part_of_scale, role_at
from reconcile.wording.tokens import Token

_SHORTEST = 2


def split(tokens: list[Token], words: Language) -> list[Token]:
    """Cut "and", "by", "for" off a word and drop its article, where the rest is a known word.

    Parameters
    ----------
    tokens : list of Token
    words : Language

    Returns
    -------
    list of Token
        A word that the language knows as it is stays whole.
    """
    parts: list[Token] = []
    for token in tokens:
        if not token.text:  # a stroke alone is a dash between figures
            parts += [replace(token, kind="mark", text="-")] if parts and parts[-1].kind == "number" else []
        elif token.kind == "word" and not words.knows(token.text):
            parts += _parts(token, words)
        elif token.kind == "number" and token.glued and parts and _is_prefix(parts[-1].text, words):
            parts.append(replace(token, glued=False))
        else:
            parts.append(token)
    return parts


def _is_prefix(text: str, words: Language) -> bool:
    return words.is_in(text, "clitic") or words.is_in(text, "article")


def _parts(token: Token, words: Language) -> list[Token]:
    """Return the clitics and the rest of a word, or the word itself."""
    prefixes, rest = _peel(token.text, words)
    if not rest:
        return [token]
    at = token.start
    parts = []
    for prefix in prefixes:
        parts.append(Token("word", prefix, at, at + 1, False, token.hyphened and at == token.start))
        at += 1
    return [*parts, Token("word", rest, at, token.end, False, token.hyphened and not prefixes)]


def _peel(text: str, words: Language) -> tuple[list[str], str]:
    """Return the clitics of a word and the known word after them; no word when there is none."""
    for article in sorted(words.sets.get("article", ())):
        rest = text.removeprefix(article)
        if rest != text and _is_listed(rest, words) and words.known.get(rest) != "person_one":
            return [], rest
    clitic, rest = text[:1], text[1:]
    if not words.is_in(clitic, "clitic"):
        return [], ""
    if _is_listed(rest, words):
        return [clitic], rest
    prefixes, known = _peel(rest, words)
    return [clitic, *prefixes], known


def _is_listed(word: str, words: Language) -> bool:
    return len(word) >= _SHORTEST and (words.knows(word) or word in words.begins)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number below a thousand, with the scale it is multiplied by; its words end before token ``end``."""

    mantissa: Fraction
    end: int
    scale: Fraction = Fraction(1)
    in_digits: bool = False
    problem: str = ""

    @property
    def value(self) -> Fraction:
        """What the piece adds to the number."""
        return self.mantissa * self.scale


def read_number(
        tokens: Sequence[Token], start: int, words: Language, *, bare: bool, joined: bool) -> Number | None:
    """Read the longest number that begins at a token; parameters as in :mod:`reconcile.wording.numerals`."""
    ordinal = role_at(tokens, start, words, "ordinal")
    if ordinal is not None:
        return Number(ordinal, start + 1, ordinal, Fraction(1), "ordinal")
    number = part_of_scale(tokens, start, words) or _sum(tokens, start, words, joined=True)
    if joined or number is None or _is_and(tokens, number.end, words):
        return number
    return part_of_scale(tokens, start, words) or _sum(tokens, start, words, joined=False)


def _is_and(tokens: Sequence[Token], at: int, words: Language) -> bool:
    return role_at(tokens, at, words, "and") is not None


def _sum(tokens: Sequence[Token], start: int, words: Language, *, joined: bool) -> Number | None:
    """Read millions, thousands and the rest, each joined to the one before by "and"."""
    pieces: list[_Piece] = []
    at = start
    while piece := _piece(tokens, at, words, joined):
        if pieces and piece.value >= pieces[-1].scale:
            break
        pieces.append(piece)
        at = piece.end + 1
        if not joined or piece.scale == 1 or not _is_and(tokens, piece.end, words):
            break
    return _number(tokens, pieces, words) if pieces else None


def _number(tokens: Sequence[Token], pieces: Sequence[_Piece], words: Language) -> Number:
    last, value = pieces[-1], sum((piece.value for piece in pieces), Fraction(0))
    end, part = _half(tokens, last, words)
    value += part * last.scale
    problem = next((piece.problem for piece in pieces if piece.problem), "")
    if not problem and value > LARGEST:
        problem = "large"
    if not problem and any(role_at(tokens, end, words, role) for role in ("scale", "hundred")):
        problem = "compose"
    if len(pieces) == 1 and not part:
        return Number(value, end, last.mantissa, last.scale, problem=problem)
    return Number(value, end, value, Fraction(1), problem=problem)


def _half(tokens: Sequence[Token], last: _Piece, words: Language) -> tuple[int, Fraction]:
    """Read the half of "a million and a half (million)"; return the token after it and the part."""
    part = role_at(tokens, last.end + 1, words, "half")
    if part is None or last.scale == 1 or not _is_and(tokens, last.end, words):
        return last.end, Fraction(0)
    return last.end + 2 + (role_at(tokens, last.end + 2, words, "scale") == last.scale), part


def _piece(tokens: Sequence[Token], at: int, words: Language, joined: bool) -> _Piece | None:
    """Read a group with the scale after it, a scale alone or a word for two thousand."""
    dual = role_at(tokens, at, words, "dual")
    if dual is not None:
        return _Piece(Fraction(2), at + 1 + _repeats(tokens, at + 1, words), dual / 2)
    group = _group(tokens, at, words, joined) or _Piece(Fraction(1), at)
    scale = role_at(tokens, group.end, words, "scale")
    if scale is None:
        return group if group.end > at else None
    return _Piece(group.mantissa, group.end + 1, scale, group.in_digits, group.problem)


def _repeats(tokens: Sequence[Token], at: int, words: Language) -> bool:
    """Say whether "two" follows a word that says two already: "شخصان اثنان"."""
    return role_at(tokens, at, words, "unit") == 2


def _group(tokens: Sequence[Token], at: int, words: Language, joined: bool) -> _Piece | None:
    """Read hundreds, a unit and tens, in this order, joined by "and"."""
    group = _term(tokens, at, words)
    while group and joined and not group.in_digits and _is_and(tokens, group.end, words):
        term = _term(tokens, group.end + 1, words)
        if term is None or not _fits(group.mantissa, term.mantissa):
            break
        group = _Piece(group.mantissa + term.mantissa, term.end, in_digits=term.in_digits, problem=term.problem)
    return group


def _fits(group: Fraction, term: Fraction) -> bool:
    if group % 100 == 0:
        return 0 < term < 100 <= group
    return 0 < group % 100 < 10 and term % 10 == 0 and 20 <= term < 100


def _term(tokens: Sequence[Token], at: int, words: Language) -> _Piece | None:
    """Read digits or the word or two for a unit, eleven to nineteen, tens or hundreds."""
    if at < len(tokens) and tokens[at].kind == "number":
        return _digits(tokens, at, words)
    unit = role_at(tokens, at, words, "unit")
    if unit:
        teen, hundred = (role_at(tokens, at + 1, words, role) for role in ("teen", "hundred"))
        if hundred is not None and unit > 2:
            return _Piece(unit * hundred, at + 2)
        return _Piece(unit, at + 1) if teen is None else _Piece(unit + teen, at + 2)
    for role in ("unit", "teen", "tens", "hundred", "hundreds"):
        if (value := role_at(tokens, at, words, role)) is not None:
            return _Piece(value, at + 1)
    return None


def _digits(tokens: Sequence[Token], at: int, words: Language) -> _Piece:
    scaled = role_at(tokens, at + 1, words, "scale") is not None
    value, problem = read_digits(tokens[at].text, scaled, dot_groups=not scaled)
    return _Piece(value, at + 1, in_digits=True, problem=problem)
