"""Cut a sentence into what the finder looks at: counts, triggers, and the words between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.collect.chunk import MARKS, TRIGGERS, Chunk
from reconcile.collect.mentions import mentions_of
from reconcile.collect.ones import with_ones
from reconcile.collect.phrases import Phrases, phrases_of, texts_of
from reconcile.wording.language import Language, load_language
from reconcile.wording.scan import Mention
from reconcile.wording.tokens import Token

_TRIGGERS = frozenset(TRIGGERS)
_NAMING = frozenset(TRIGGERS) - {"same", "other", "person"}
_QUOTES = frozenset('"«»“”„‟')
_OLDEST = 110
_MARKS_OF_WORDS = frozenset({"known", "nominal", "doer", "singular", "base", "years"})
_WANTED = {"zero": {"result", "change", "victim", "population"}, "article": {"result", "population"}}


def read_chunks(tokens: Sequence[Token], code: str) -> list[Chunk]:
    """Cut the tokens of a sentence into chunks.

    Parameters
    ----------
    tokens : sequence of Token
    code : str
        Language of the sentence.

    Returns
    -------
    list of Chunk
        In order; they cover all tokens but quotation marks.
    """
    language = load_language(code)
    phrases, texts = phrases_of(code, "claim."), texts_of(tokens)
    starts = {mention.start: mention for mention in mentions_of(tokens, language)}
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        meanings, last = _meanings_at(at, tokens, texts, phrases, starts, language)
        mention = starts.get(at)
        if mention is not None and not _is_heading(mention, meanings, phrases, texts):
            chunk = Chunk("refused" if mention.refusal else "count", at, mention.end, mention=mention)
            chunk.meanings = _inside(phrases, texts, mention)
            if _is_age(chunks, texts[at], language) or _is_age_of_name(chunks, tokens, mention):
                chunk.kind, mention.refusal = "refused", "age_limit"
        else:
            chunk = Chunk(_kind(meanings, texts[at]), at, last, meanings)
        at = chunk.last
        if texts[chunk.first] not in _QUOTES:
            chunks.append(chunk)
    _settle_kinds(chunks, texts)
    return with_ones(chunks, tokens, language)


def _meanings_at(at: int, tokens: Sequence[Token], texts: Sequence[str], phrases: Phrases,
                 starts: Mapping[int, Mention], language: Language) -> tuple[dict[str, str], int]:
    """Return what the longest phrase at a token means and the token after it; a phrase ends before a count."""
    is_bound = tokens[at].hyphened and not language.is_in(texts[at], "case_ending")
    found = None if is_bound else phrases.at(texts, at)
    if found is None:
        return {}, at + 1
    inside = next((begin for begin in range(at + 1, found.last) if begin in starts), 0)
    if inside and not starts[inside].refusal:
        found = phrases.at(texts[:inside], at)
    return (dict(found.meanings), found.last) if found is not None else ({}, at + 1)


def _settle_kinds(chunks: Sequence[Chunk], texts: Sequence[str]) -> None:
    """Correct the kinds that only the neighbours tell."""
    for before, chunk in zip(chunks, chunks[1:]):
        if chunk.kind == "clause" and before.kind == "aux":
            chunk.kind = "adverb"  # "fifteen had since been freed"
        if before.kind == "stop" and texts[before.first] == ".":
            before.kind = "dot"  # of an abbreviation: the sentence was cut before


def names_measure(tokens: Sequence[Token], code: str) -> bool:
    """Say whether any words of a sentence say what is counted; without them it holds no claim of its own."""
    phrases, texts = phrases_of(code, "claim."), texts_of(tokens)
    return any((found := phrases.at(texts, at)) is not None and any(
        role in _TRIGGERS and value not in ("same", "next", "other") for role, value in found.meanings)
        for at in range(len(texts)))


def measures_in(tokens: Sequence[Token], code: str) -> list[str]:
    """Return the measures that the words of a heading name, in order."""
    found = phrases_of(code, "claim.").all(texts_of(tokens))
    named = (next((value for role, value in one.meanings if role in _NAMING), "") for one in found)
    return [measure for measure in named if measure not in ("", "same", "other")]


def _is_heading(mention: Mention, meanings: Mapping[str, str], phrases: Phrases, texts: Sequence[str]) -> bool:
    """Say whether words for a count only begin a toll: "the number of people killed", "a death toll"."""
    if mention.is_indefinite:
        return "toll" in meanings
    if mention.lower.rule == "zero" and {"state", "result"} & set(meanings):
        found = phrases.at(texts, mention.start)  # "missing" may begin with "without"
        return found is not None and found.last >= mention.end
    beyond = phrases.at(texts, mention.end - 1) if mention.lower.rule == "article" else None
    return beyond is not None and beyond.last > mention.end


def _inside(phrases: Phrases, texts: Sequence[str], mention: Mention) -> dict[str, str]:
    """Return what words inside a count mean: the noun of "no fatalities", the verb of "exceed 60"."""
    found = (phrases.at(texts[:mention.end], at) for at in range(mention.start, mention.end))
    rule = mention.lower.rule
    wanted = _WANTED.get(rule, {"change", "population", "doer"})
    named = {role: value for one in found if one is not None for role, value in one.meanings if role in wanted}
    if mention.end - mention.start == 1 and rule == "exact" and not texts[mention.start].isdecimal():
        alone = phrases.at(texts[:mention.end], mention.start)
        result = dict(alone.meanings).get("result", "") if alone is not None else ""
        return {**named, "dual": result} if result else named  # one word for "two dead"
    return named


def _is_age(before: Sequence[Chunk], first: str, language: Language) -> bool:
    """Say whether a number is an age: "all of them above 60", "the average age of those arrested is 17"."""
    if not before:
        return False
    if "years" in before[-1].meanings and (len(before) < 2 or before[-2].kind != "refused"):
        return True  # the noun for years before its number: of about thirty
    if before[-1].meanings.get("part") == "them" and language.is_in(first, "limit_of_age"):
        return True
    return "connector" in before[-1].meanings and any("age" in chunk.meanings for chunk in before[-8:])


def _is_age_of_name(before: Sequence[Chunk], tokens: Sequence[Token], mention: Mention) -> bool:
    """Say whether a number is the age in "Oscar, 19, who had been missing"."""
    figure = mention.end - mention.start == 1 and tokens[mention.start].kind == "number" and not mention.hedges
    if len(before) < 2 or not figure or not 0 < (mention.lower.n or 0) <= _OLDEST:
        return False
    after = [token.text for token in tokens[mention.end:mention.end + 3]]
    if before[-1].kind in ("list", "comma") and before[-2].mention is not None and (
            before[-2].mention.refusal in ("age", "age_limit")):  # "Two men, 20 and 22, were wounded"
        return True
    named = before[-2].kind in ("word", "population", "count") and before[-1].kind == "comma" and not (
        len(before) > 2 and before[-3].kind == "preposition")  # "elsewhere in Peru, 41"
    closed = not after or after[0] in (",", ".", ";", ")") or len(after) == 3 and (
        after[1].isdecimal() and after[2] in (",", "."))
    return named and closed


def _kind(meanings: dict[str, str], text: str) -> str:
    if not meanings:
        return MARKS.get(text, "word")
    if not _TRIGGERS.isdisjoint(meanings):
        return "trigger"
    return next((role for role in meanings if role not in _MARKS_OF_WORDS), "word")
