"""Read the wording of a count into intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from reconcile.wording.choose import choose
from reconcile.wording.items import read_items
from reconcile.wording.language import language_of, load_language
from reconcile.wording.lexicon import Rule, end_of, rules_of
from reconcile.wording.reading import HEDGES, Reading
from reconcile.wording.refusals import refusal
from reconcile.wording.scan import Mention, Quantity, Scanner
from reconcile.wording.tokens import has_foreign_letters, has_odd_numerals

LONGEST = 2000
"""Longest wording that is read, in characters; longer text is an article, not a phrase."""

_NAMES = {"n_and_others": "at_least", "ordinal": "exact", "article": "exact", "pair": "exact",
          "single_digits": "range", "double_digits": "range", "triple_digits": "range"}
_Ends = tuple[float, float]


def parse_wording(wording: str, *, language: str = "en", lexicon: str = "default",
                  measure: str | None = None) -> Reading:
    """Read the wording of a count as published.

    Parameters
    ----------
    wording : str
        The phrase with the number: "more than 5,000", "several dozen protesters were killed".
    language : str
        BCP 47 tag whose language is one of :data:`reconcile.wording.LANGUAGES`.
    lexicon : str
        Profile whose rules are used, one of :data:`reconcile.wording.PROFILES`.
    measure : str, optional
        What is counted (``killed``, ``injured``, ...); decides where a phrase states several counts.

    Returns
    -------
    Reading
        Intervals in persons, with the rule that gave them.

    Raises
    ------
    WordingError
        When the phrase states no count, several counts, or something that is not a count of persons.
    UsageError
        For an unknown language or profile.

    Examples
    --------
    >>> reading = parse_wording("more than 5,000")
    >>> reading.low, reading.high, reading.rule
    (5001.0, inf, 'default:more_than')
    """
    return _parse(wording, language_of(language), lexicon, measure)


@lru_cache(maxsize=65536)
def _parse(wording: str, language: str, lexicon: str, measure: str | None) -> Reading:
    words, rules = load_language(language), rules_of(lexicon)
    if not wording.strip():
        raise refusal(wording, "empty")
    if len(wording) > LONGEST:
        raise refusal(wording, "long")
    name, script = words.settings["name"], words.settings["script"]
    if has_foreign_letters(wording, script):
        raise refusal(wording, "language", name)
    if has_odd_numerals(wording):
        raise refusal(wording, "numeral")
    tokens = words.cut(wording)
    scanner = Scanner(tokens, read_items(tokens, words), words, rules)
    if words.settings.get("accents") == "foreign" and _is_all_unlisted(scanner, wording):
        raise refusal(wording, "language", name)
    mention = choose(scanner, wording, measure)
    span = tokens[mention.start].start, tokens[mention.end - 1].end
    return _reading(wording, mention, span, language, rules)


def _is_all_unlisted(scanner: Scanner, wording: str) -> bool:
    """Say whether a phrase with accented letters holds no word of the language, as in "200 blessées"."""
    accented = not wording.isascii() and any(c.isalpha() and not c.isascii() for c in wording)
    return accented and not any(item.role not in ("word", "mark", "number") or scanner.names_measure(place)
                                for place, item in enumerate(scanner.items))


def _reading(wording: str, mention: Mention, span: tuple[int, int], language: str,
             rules: Mapping[str, Rule]) -> Reading:
    default = rules_of("default")
    plain, widest = _ends(mention, default, default)
    coding, _ = _ends(mention, rules, default)
    if coding[0] > coding[1] or widest[0] > widest[1]:
        raise refusal(wording, "below_zero" if coding[1] < 0 else "reversed")
    own = rules[mention.lower.rule]
    if own.rule not in default:
        widest = own.compatible(0, 0) if own.has_compatible else coding
    used = _rules_used(mention, rules)
    return Reading(
        wording, *coding, *_hull(coding, widest), _hedge(mention), " + ".join(rule.name for rule in used),
        language, is_open=math.isinf((plain if own.rule in default else coding)[1]),
        is_soft=any(rule.is_soft for rule in used), is_indefinite=mention.is_indefinite,
        start=span[0], end=span[1])


def ends_of(mention: Mention) -> tuple[float, float]:
    """Return the lowest and highest count of a mention under the default profile."""
    default = rules_of("default")
    return _ends(mention, default, default)[0]


def _ends(mention: Mention, rules: Mapping[str, Rule], default: Mapping[str, Rule]) -> tuple[_Ends, _Ends]:
    """Return the coding and the compatible interval of a mention under a profile."""
    coding = _pair(mention, rules, compatible=False)
    point = not math.isnan(coding[0]) and coding[0] == coding[1] and mention.hedges
    widest = coding if point else _pair(mention, default, compatible=True)
    for hedge in reversed(mention.hedges):
        rule = rules[hedge]
        coding = _hedged(rule.low, rule.high, coding)
        widest = _hedged(default[hedge].compatible_low, default[hedge].compatible_high, widest)
    return coding, widest


def _hedged(low: str, high: str, ends: _Ends) -> _Ends:
    """Apply a hedge; where the profile enters no number for the inner words it enters none at all."""
    if math.isnan(ends[0]):
        return ends
    return end_of(low, ends[0]), end_of(high, ends[1])


def _pair(mention: Mention, rules: Mapping[str, Rule], *, compatible: bool) -> _Ends:
    low, high = (_of(quantity, rules, compatible) for quantity in (mention.lower, mention.upper))
    return (math.nan, math.nan) if math.isnan(low[0]) or math.isnan(high[1]) else (low[0], high[1])


def _of(quantity: Quantity, rules: Mapping[str, Rule], compatible: bool) -> _Ends:
    rule = rules.get(quantity.rule)
    if rule is None:
        return math.nan, math.nan
    n = math.nan if quantity.n is None else float(quantity.n)
    return rule.compatible(n, n) if compatible else rule.coding(n, n)


def _hull(coding: _Ends, widest: _Ends) -> _Ends:
    """Widen the compatible interval where a profile codes outside it."""
    if math.isnan(coding[0]):
        return widest
    return min(coding[0], widest[0]), max(coding[1], widest[1])


def _rules_used(mention: Mention, rules: Mapping[str, Rule]) -> list[Rule]:
    """Return the rows that gave a reading, the outer hedge first; a plain number under a hedge has none."""
    names = list(mention.hedges)
    for quantity in dict.fromkeys((mention.lower, mention.upper)):
        if quantity.rule != "exact":
            names.append(quantity.rule)
    if mention.lower is not mention.upper and "exact" in (mention.lower.rule, mention.upper.rule):
        names.append("range")
    return [rules[name] for name in dict.fromkeys(names or ["exact"])]


def _hedge(mention: Mention) -> str:
    """Name the hedge of a mention, a key of :data:`HEDGES`."""
    if mention.is_indefinite:
        return "indefinite"
    outer = mention.hedges[0] if mention.hedges else mention.lower.rule
    if not mention.hedges and mention.lower.n is not None and mention.upper is not mention.lower:
        return "range"
    if outer == "exact" and mention.lower.n == 0:
        return "zero"
    name = _NAMES.get(outer, outer)
    return name if name in HEDGES else "vague"
