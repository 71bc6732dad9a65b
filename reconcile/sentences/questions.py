"""A question as a heading, and its headline: range, who, when, from how many claims and origins."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from reconcile.dates import parse_date
from reconcile.sentences.catalogue import Noun, say
from reconcile.sentences.dates import written_date
from reconcile.sentences.figures import amount_of, capital, count, joined, quoted, range_of

if TYPE_CHECKING:
    import pandas as pd

    Row = Mapping[Hashable, Any] | pd.Series[Any]

_SPACES = re.compile(r" +(?=[ ,.:])")


def people(question: Row, number: float = 2, form: str = "") -> str:
    """Print who is counted and how: ``people detained``, ``journalist injured``.

    Parameters
    ----------
    question : mapping or Series
        With unit, who, who_one and what; with population and measure where another language than English
        may be printed.
    number : float
        How many, for the forms of the nouns.
    form : {"", "floor", "between"}
        How the number before it is said, for languages whose nouns follow it.
    """
    who = Noun(f"population.{question.get('population', '')}", number, question["who_one"], question["who"])
    what = Noun(f"measure.{question.get('measure', '')}", number, question["what"], question["what"])
    if question["unit"] != "acts":
        return say(f"people.{form}", number, who=who, what=what)
    whose = "acts" if question.get("population", "everyone") == "everyone" else "acts of"
    return say(f"{whose}.{form}", number, what=what, who=Noun(who.name, 2, who.plural, who.plural))


def place_path(place: str) -> str:
    """Print a place from the narrowest to the widest: ``Almaty, Kazakhstan``; empty is the whole event."""
    words = ""
    for part in filter(None, place.replace("_", " ").split("/")):
        words = say("place within", inner=part, outer=words) if words else part
    return words or say("whole event")


def place_words(question: Row) -> str:
    """Print a place that is narrower than the whole event: `` in Almaty, Kazakhstan``."""
    if question["is_widest_place"]:
        return ""
    return f" {say('place', place=place_path(str(question['place'])))}"


def when_words(question: Row) -> str:
    """Print the date that the number speaks of, by the way of counting."""
    as_of, since = str(question["as_of"]), str(question["since"])
    if question["counting"] == "period":
        until = as_of or _until(question)
        return f" {_period(since, until)}" if until else ""
    if not as_of:
        return ""
    when = day_words(as_of, str(question["counting"]))
    return f" {say('when.since', since=written_date(since), when=when) if since else when}"


def _until(question: Row) -> str:
    """Return the end of a period whose figures were all withdrawn: it stands in the question's name."""
    return str(question["question"]).rpartition(f":{question['unit']}:")[2].partition("/")[2]


def _period(since: str, as_of: str) -> str:
    if since and since != as_of:
        return say("when.period", since=written_date(since), date=written_date(as_of))
    precision = parse_date(as_of).precision
    return say({"day": "when.on", "interval": "when.span"}.get(precision, "when.in"), date=written_date(as_of))


def day_words(as_of: str, counting: str = "") -> str:
    """Put a date after the word that its precision bears: ``by 8 January 2022``, ``as of January 2022``.

    Parameters
    ----------
    as_of : str
        A form of :mod:`reconcile.dates`.
    counting : str
        ``snapshot`` gives "on", ``cumulative`` "by", and nothing "as of", for a day.
    """
    period = parse_date(as_of)
    word = {"snapshot": "when.on", "cumulative": "when.by"}.get(counting, "when.as of")
    is_day = period.precision == "day" and not period.is_approximate
    return say(word if is_day else "when.as of", date=written_date(as_of))


def question_label(question: Row) -> str:
    """Print a question as a heading: ``Journalists detained``, ``People killed in Almaty, Kazakhstan``."""
    label = f"{people(question)}{place_words(question)}"
    if question["counting"] == "period":
        label += when_words(question)
    return capital(label)


def headline(question: Row, estimate: Row, leads: pd.DataFrame) -> str:
    """Print the one sentence of a question: range, who, when, claims and origins.

    Parameters
    ----------
    question, estimate : mapping or Series
        Rows of the tables of those names.
    leads : DataFrame
        Claims that count in the range.

    Returns
    -------
    str
        Such as "Between 4,404 and more than 5,000 people detained by 10 January 2022, according to 2 claims
        from 2 origins."
    """
    low, high = float(estimate["low"]), float(estimate["high"])
    place = place_words(question)
    if math.isnan(low):
        n = int(question["n_claims"])
        return _tidy(say("headline none", people=people(question), place=place,
                         claims=say("headline none claims", n, n=count(n))))
    amount = range_of(low, high, leads)
    n_claims, n_origins = int(estimate["n_claims"]), int(estimate["n_origins"])
    text = say("headline", amount=amount.words, people=people(question, amount.number, amount.form),
               place=place, when=when_words(question), claims=say("headline claims", n_claims, n=count(n_claims)),
               origins=say("headline origins", n_origins, n=count(n_origins)))
    return f"{capital(_tidy(text))}{_soft_words(leads)}"


def _tidy(text: str) -> str:
    """Close the gaps that empty places leave."""
    return _SPACES.sub("", text).strip()


def _soft_words(leads: pd.DataFrame) -> str:
    words = sorted({str(stated) for stated in leads["stated"][leads["is_soft"]]})
    if not words:
        return ""
    key = "rests on" if leads["is_soft"].all() else "rests in part"
    return f" {say(key, words=joined([quoted(text) for text in words]))}"


def follows_words(bound: Row) -> str:
    """Print what follows for a question from other claims, empty where nothing but its own claims does.

    Parameters
    ----------
    bound : mapping or Series
        A row of :data:`reconcile.schema.BOUNDS`.

    Returns
    -------
    str
        One sentence, such as "Taken together with other claims, 8 to 40: the upper end follows from
        security forces within everyone."
    """
    if bound["status"] == "unresolved":
        return say("follows nothing")
    ends = [say(f"follows {name}", relations=joined(list(bound[f"{side}_relations"])))
            for name, side in (("lower", "low"), ("upper", "high")) if bound[f"{side}_relations"]]
    if not ends:
        return ""
    words = amount_of(float(bound["low"]), float(bound["high"])).words
    return say("follows", range=words, ends=joined(ends))
