"""Cut a sentence into what the finder looks at: counts, triggers, and the words between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reconcile.collect.phrases import Phrases, phrases_of, texts_of
from reconcile.collect.singles import without_idle
from reconcile.wording.choose import article_at, indefinites, zeros
from reconcile.wording.items import read_items
from reconcile.wording.judge import judge
from reconcile.wording.language import Language, has_no_articles, load_language
from reconcile.wording.lexicon import rules_of
from reconcile.wording.scan import Mention, Quantity, Scanner
from reconcile.wording.tokens import Token

TRIGGERS = ("participle", "agreeing", "passive", "active", "gerund", "middle", "state", "result", "person", "toll",
            "same", "loss", "other")
"""What a trigger can be; "A language is one data file" in the README says which words stand where."""

_TRIGGERS = frozenset(TRIGGERS)
_NAMING = frozenset(TRIGGERS) - {"same", "other", "person"}
DONE_TO_PERSONS = frozenset({"killed", "injured", "abducted", "arrested", "detained", "executed", "hospitalised"})
_PROPOSED = frozenset({"numerous", "multiple", "countless", "unknown"})
_MANY = 1000
_THE = frozenset({"the", "los", "las", "les"})
_QUOTES = frozenset('"«»“”„‟')
_OLDEST = 110
_DONE_TO_OBJECT = frozenset({"killed", "injured", "abducted", "arrested", "executed"})
_MARKS_OF_WORDS = frozenset({"known", "nominal", "doer", "singular", "base", "years"})
_CLOSING = frozenset({"comma", "stop", "preposition", "list", "clause", "close", "say", "rel"})
_WANTED = {"zero": {"result", "change", "victim", "population"}, "article": {"result", "population"}}
_NEVER = frozenset({"pair", "plural", "casualties"})
_MARKS = {",": "comma", ";": "stop", ":": "colon", "(": "open", ")": "close", "[": "open", "]": "close",
          "|": "cell", "-": "dash", "—": "dash", "–": "dash", "،": "comma", "؛": "stop", ".": "stop", "!": "stop",
          "?": "stop", "؟": "stop", "…": "stop", "\t": "cell", "/": "dash"}


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
    mentions = without_idle(_mentions(tokens, language), phrases, texts, language)
    _allow_steps(mentions, phrases, texts)
    _allow_longer(mentions, phrases, tokens, language)
    _free_joins(mentions, phrases, texts)
    _free_comparisons(mentions, phrases, texts)
    starts = {mention.start: mention for mention in mentions}
    begins = sorted(starts)
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        until = next((begin for begin in begins if begin > at), len(tokens))
        is_bound = tokens[at].hyphened and not language.is_in(texts[at], "case_ending")
        found = None if is_bound else phrases.at(texts, at)
        if found is not None and found.last > until and (until not in starts or not starts[until].refusal):
            found = phrases.at(texts[:until], at)
        meanings = dict(found.meanings) if found is not None else {}
        mention = starts.get(at)
        if mention is not None and not _is_heading(mention, meanings, phrases, texts):
            chunk = Chunk("refused" if mention.refusal else "count", at, mention.end, mention=mention)
            chunk.meanings = _inside(phrases, texts, mention)
            if _is_age(chunks, texts[at]) or _is_age_of_name(chunks, tokens, mention):
                chunk.kind, mention.refusal = "refused", "age_limit"
        else:
            chunk = Chunk(_kind(meanings, texts[at]), at, at + 1 if found is None else found.last, meanings)
        at = chunk.last
        if texts[chunk.first] not in _QUOTES:
            chunks.append(chunk)
    for before, chunk in zip(chunks, chunks[1:]):
        if chunk.kind == "clause" and before.kind == "aux":
            chunk.kind = "adverb"  # "fifteen had since been freed"
    for chunk in chunks[:-1]:
        if chunk.kind == "stop" and texts[chunk.first] == ".":
            chunk.kind = "dot"  # of an abbreviation: the sentence was cut before
    return _with_singles(chunks, tokens, language)


def _with_singles(chunks: list[Chunk], tokens: Sequence[Token], language: Language) -> list[Chunk]:
    """Count one for "a cattle rancher" where a verb that is done to persons touches it, whatever the noun."""
    joined: list[Chunk] = []
    at = 0
    while at < len(chunks):
        end = _single_end(chunks, at, tokens, language)
        if end:
            one = Quantity("article")
            first, last = chunks[at].first, chunks[end - 1].last
            mention = Mention(one, one, [], at, end, first, last)
            joined.append(Chunk("count", first, last, mention=mention))
        else:
            joined.append(chunks[at])
        at = end or at + 1
    return joined


def _single_end(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token], language: Language) -> int:
    """Return the chunk after "a cattle rancher", 0 if none begins here or no such verb touches it."""
    text = tokens[chunks[at].first].text
    ranked = at + 1 < len(chunks) and chunks[at].kind == "refused" and _is_ranked(chunks[at + 1])  # "un troisième"
    if not language.is_in(text, "one_word") or not ranked and (
            chunks[at].kind not in ("determiner", "word", "more", "population")):
        return 0
    end = at + 1
    aged = any(_is_aged(chunk) for chunk in chunks[at + 1:at + 4])
    while end < len(chunks) and end - at <= (7 if aged else 4) and (
            chunks[end].kind in ("word", "population") or chunks[end].kind == "refused" and _is_aged(chunks[end])
            or aged and chunks[end].kind == "preposition" and _is_aged(chunks[min(end + 1, len(chunks) - 1)])):
        end += 1
    alone = end == at + 1
    if alone and at and chunks[at - 1].kind == "list" and end < len(chunks) and (
            chunks[end].meanings.get("participle") in DONE_TO_PERSONS) and "more" in chunks[at].meanings:
        return end  # "one was killed and another wounded"
    if alone and at and "part" in chunks[at - 1].meanings and end < len(chunks) and (
            chunks[end].meanings.get("adverb") == "degree"):
        return end  # "dont un grièvement"
    is_one = end < len(chunks) and chunks[end].meanings.get("aux") == "be" and (
        language.settings.get("order") == "free")  # "y una fue trasladada al hospital"
    if alone and not is_one and _is_listed(chunks, at, language):
        return end
    if alone and not is_one and "more" not in chunks[at].meanings:
        return 0
    before = chunks[at - 1] if at else None
    roles = dict(before.meanings) if before is not None else {}
    closes = end == len(chunks) or chunks[end].kind in _CLOSING
    is_free = language.settings.get("order") == "free"
    if (closes or not alone) and any(roles.get(role) in _DONE_TO_OBJECT for role in (
            "gerund", "active", "participle", *(("middle",) if is_free else ()))):
        return end
    if not alone and closes and before is not None and before.kind == "list" and any(
            chunk.kind == "count" for chunk in chunks[max(at - 4, 0):at]):
        return end  # "two soldiers and a government militiaman"
    beyond: Chunk | None = None
    if end < len(chunks) and chunks[end].kind == "aux":
        beyond = next((chunk for chunk in chunks[end:end + 4] if chunk.kind not in ("aux", "adverb")), None)
    elif end > at + 1 and _is_ranked(chunks[at + 1]) and (further := _verb_beyond(chunks, end)) is not None:
        return end if not {"middle", "passive", "participle", "agreeing", "state"}.isdisjoint(further.meanings) else 0
    elif aged and end + 1 < len(chunks) and chunks[end].kind == "comma":  # "A 17-year-old boy, shot in the back"
        beyond = chunks[end + 1]
    elif end < len(chunks) and not {"middle", "passive"}.isdisjoint(chunks[end].meanings):
        beyond = chunks[end]  # "another died at the hospital"
    roles = dict(beyond.meanings) if beyond is not None else {}
    is_done = any(roles.get(role) in DONE_TO_PERSONS for role in ("participle", "agreeing", "middle", "state"))
    return end if is_done else 0


def _is_listed(chunks: Sequence[Chunk], at: int, language: Language) -> bool:
    """Say whether a lone "one" ends a list of counts: "dos al norte y uno al sur"."""
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    return language.settings.get("order") == "free" and at > 1 and chunks[at - 1].kind == "list" and any(
        chunk.kind == "count" for chunk in chunks[max(at - 6, 0):at]) and (
        after is None or after.kind in ("preposition", "stop") or "object" in after.meanings)


def _is_ranked(chunk: Chunk) -> bool:
    return chunk.mention is not None and chunk.mention.refusal == "ordinal"


def _verb_beyond(chunks: Sequence[Chunk], at: int) -> Chunk | None:
    """Return the verb of "a fifth, aged 27, was missing" after what is inserted."""
    if at < len(chunks) and chunks[at].kind == "comma":
        at = next((here + 1 for here in range(at + 1, min(at + 9, len(chunks))) if chunks[here].kind == "comma"), at)
    return next((chunk for chunk in chunks[at:at + 4] if chunk.kind not in ("aux", "adverb")), None)


def _is_aged(chunk: Chunk) -> bool:
    return chunk.mention is not None and chunk.mention.refusal in ("age", "ordinal", "duration")


def is_zero(chunk: Chunk) -> bool:
    """Say whether a count says that there were none."""
    return chunk.mention is not None and chunk.mention.lower.rule == "zero"


def span_of(tokens: Sequence[Token], chunk: Chunk) -> tuple[int, int]:
    """Return the characters that a chunk covers."""
    return tokens[chunk.first].start, tokens[chunk.last - 1].end


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


def _is_age(before: Sequence[Chunk], first: str) -> bool:
    """Say whether a number is an age: "all of them above 60", "the average age of those arrested is 17"."""
    if not before:
        return False
    if "years" in before[-1].meanings and (len(before) < 2 or before[-2].kind != "refused"):
        return True  # the noun for years before its number: of about thirty
    if before[-1].meanings.get("part") == "them" and first in ("under", "over", "above", "below", "aged"):
        return True
    return "connector" in before[-1].meanings and any("age" in chunk.meanings for chunk in before[-8:])


def _free_joins(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> None:
    """Leave the "and" of "and more than 1,400" to the list."""
    for mention in mentions:
        found = phrases.at(texts[:mention.start + 1], mention.start)
        if found is not None and "list" in dict(found.meanings) and mention.end - mention.start > 1:
            mention.start += 1


def _free_comparisons(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> None:
    """Read 31 in "lower than the 31 deaths counted before": it is compared with another figure, not bounded."""
    for mention in mentions:
        if mention.hedges not in (["less_than"], ["more_than"]) or mention.lower is not mention.upper:
            continue
        verb = phrases.at(texts[:mention.end], mention.start)
        if verb is not None and "change" in dict(verb.meanings):
            continue  # "supera los 300" does bound it
        articles = [at for at in range(mention.start + 1, mention.end) if texts[at] in _THE]
        if articles:
            mention.hedges, mention.start = [], articles[-1] + 1


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


def _allow_steps(mentions: Sequence[Mention], phrases: Phrases, texts: Sequence[str]) -> None:
    """Let "rounded up 17 suspects" count, where the step belongs to the verb, and "250 inhabitants were evacuated"."""
    for mention in mentions:
        if mention.refusal == "negative":
            mention.refusal = ""  # a dash before a count of persons: "5 muertos —3 en la costa—"
        before = phrases.at(texts[:mention.start], mention.start - 1) if mention.start else None
        if mention.refusal == "zero_first":
            _read_padded(mention, phrases, texts)
        after = phrases.at(texts, mention.end) if mention.refusal == "thing" and mention.end < len(texts) else None
        if after is not None and after.last > mention.end + 1 and "result" in dict(after.meanings):
            mention.refusal = ""  # "12 cases of torture"
        if mention.refusal == "population" and (
                before is None or {"preposition", "connector", "same"}.isdisjoint(dict(before.meanings))):
            mention.refusal = ""
        if mention.refusal == "change" and mention.start >= 2:
            found = phrases.at(texts[:mention.start], mention.start - 2)
            if found is not None and found.last == mention.start and not _TRIGGERS.isdisjoint(dict(found.meanings)):
                mention.refusal = ""


def _read_padded(mention: Mention, phrases: Phrases, texts: Sequence[str]) -> None:
    """Read "02 morts" as two where a noun for persons follows at once."""
    text = texts[mention.start]
    noun = phrases.at(texts, mention.end) if mention.end < len(texts) else None
    if mention.end - mention.start != 1 or len(text) != 2 or not text.isdecimal() or noun is None:
        return
    if not {"result", "person", "population"}.isdisjoint(dict(noun.meanings)):
        mention.lower = mention.upper = Quantity("exact", int(text))
        mention.refusal = ""


def _allow_longer(
        mentions: Sequence[Mention], phrases: Phrases, tokens: Sequence[Token], language: Language) -> None:
    """Let "230 school pupils" count: the thing is only a word of a longer phrase for persons or of a verb."""
    texts = [token.text for token in tokens]
    for mention in mentions:
        if mention.refusal != "thing":
            continue
        for at in range(mention.end, min(mention.end + 4, len(texts))):
            listed = language.phrase_at(tokens, at)
            if listed is not None and listed.role == "refused_after":
                found = phrases.at(texts, at)
                roles = set(dict(found.meanings)) if found is not None and found.last - found.first > 1 else set()
                if roles & {*_TRIGGERS, "population"}:
                    mention.refusal = ""
                break


def _kind(meanings: dict[str, str], text: str) -> str:
    if not meanings:
        return _MARKS.get(text, "word")
    if not _TRIGGERS.isdisjoint(meanings):
        return "trigger"
    return next((role for role in meanings if role not in _MARKS_OF_WORDS), "word")


def _mentions(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """Return every count of a sentence, in order and apart, those that count no people marked."""
    scanner = Scanner(tokens, read_items(tokens, language), language, rules_of("default"))
    found = [mention for mention in scanner.mentions() if mention.lower.rule not in _NEVER]
    judge(scanner, found)
    _refuse_shares(scanner, found)
    singles = [one for one in _articles(scanner) if not _has_number(scanner, one, found)]
    found = [mention for mention in found  # the age in "a 24-year-old man"
             if not any(one.start < mention.start and mention.end < one.end for one in singles)]
    some = [one for one in indefinites(scanner, found)
            if one.lower.rule in _PROPOSED
            or one.lower.rule == "some" and scanner.role(one.last) in ("person", "describing")]
    ends = {mention.end for mention in found}
    nobody = [_without_clause(scanner, zero) for zero in zeros(scanner) if zero.start not in ends]
    for extra in (nobody, singles, some):
        taken = [(mention.start, mention.end) for mention in found]
        found += [mention for mention in extra
                  if not any(mention.start < end and start < mention.end for start, end in taken)]
    return sorted(found, key=lambda mention: mention.start)


def _without_clause(scanner: Scanner, zero: Mention) -> Mention:
    """Keep only "nobody" of "people were detained, nobody was hurt"."""
    words = [at for at in range(zero.first, zero.last) if scanner.role(at) == "zero_word"]
    if words and any(scanner.text(at) == "," for at in range(zero.first, zero.last)):
        zero.first, zero.last = words[-1], words[-1] + 1
        zero.start, zero.end = scanner.items[words[-1]].first, scanner.items[words[-1]].last
    return zero


def _has_number(scanner: Scanner, single: Mention, found: Sequence[Mention]) -> bool:
    """Say whether a noun without an article has its number before it, with up to two words in between."""
    begin = single.first
    while has_no_articles(scanner.language) and single.first - begin < 3:
        if any(mention.last == begin and mention.refusal != "ordinal" for mention in found):
            return True
        if scanner.text(begin - 1) in _MARKS or scanner.role(begin - 1) not in (
                "word", "describing", "person_one", "part"):
            return False
        verb = phrases_of(scanner.language.code, "claim.").at(texts_of(scanner.tokens), scanner.items[begin - 1].first)
        if verb is not None and not {"active", "passive", "middle"}.isdisjoint(dict(verb.meanings)):
            return False
        begin -= 1
    return False


def _refuse_shares(scanner: Scanner, mentions: Sequence[Mention]) -> None:
    """Mark percentages, rates, multiples and ranks, which a phrase would be refused for as a whole."""
    for first, second in zip(mentions, mentions[1:]):
        if second.first - first.last == 1 and scanner.role(first.last) == "in" and (
                first.lower.n or _MANY) < (second.lower.n or 0) <= _MANY:  # "one in seven"
            first.refusal = second.refusal = first.refusal or "share"
    for mention in mentions:
        if mention.lower.rule == "ordinal":
            mention.refusal = "ordinal"
        if _is_age_of(scanner, mention):
            mention.refusal = mention.refusal or "age"
        for at in (mention.last, mention.first - 1):
            if scanner.role(at) == "share" and not mention.refusal:
                mention.refusal = scanner.value(at)
        if scanner.role(mention.last) in ("person", "person_one") and scanner.role(mention.last + 1) == "share" and (
                scanner.value(mention.last + 1) == "rate") and not mention.refusal:
            mention.refusal = "rate"  # "17,000 deaths yearly"
        if scanner.role(mention.last) == "ratio" and not mention.refusal:
            mention.refusal = "share"
        after = scanner.tokens[mention.end] if mention.end < len(scanner.tokens) else None
        if after is not None and after.hyphened and after.kind == "word" and not mention.refusal and (
                not scanner.language.is_in(after.text, "case_ending")):
            mention.refusal = "thing"  # "a 140-page report"


def _is_age_of(scanner: Scanner, mention: Mention) -> bool:
    """Say whether a number is the age in "a firefighter of 24"."""
    person = mention.first - 2
    return (scanner.role(mention.first - 1) == "of_all" and scanner.role(person) == "person_one"
            and not scanner.names_measure(person) and 10 <= (mention.lower.n or 0) <= 110)


def _articles(scanner: Scanner) -> list[Mention]:
    """Return "a man", "a police officer": one person each; not "one, a woman in her thirties"."""
    found = (article_at(scanner, at) for at in range(len(scanner.items))
             if scanner.role(at) == "person_one" and not (
                 scanner.role(at + 1) == "word" and scanner.names_measure(at)))  # "a detention system"
    return [one for one in found if one is not None
            and not (scanner.text(one.first - 1) == "," and scanner.role(one.first - 2) in ("number", "person_one"))]
