"""Who says what on a question, in the order of dates, and what the figures rest on.

The forms follow printed practice: the words quoted where they are vague, relays named, withdrawn figures
said, and the reasons for confidence given instead of a score (Every Casualty Standards 2016; Airwars
incident pages; corrections of January 2022: "an earlier figure ... was withdrawn").
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile.errors import shorten
from reconcile.sentences.catalogue import say
from reconcile.sentences.dates import written_date
from reconcile.sentences.figures import capital, count, floor_words, interval_words, joined, quoted
from reconcile.sentences.questions import day_words

if TYPE_CHECKING:
    import pandas as pd

    Row = Mapping[Hashable, Any]

MOST_VOICES = 3
"""Origins that are given a sentence of their own; a paragraph with more is a table."""

_MOST_RELAYS, _MOST_WITHDRAWN, _MOST_FIGURES, _LONGEST_NAME = 2, 2, 3, 120
_PLAIN = ("exact", "at_least", "more_than", "range", "zero")
"""Hedges whose number says as much as the words; the others are quoted."""


@dataclass(frozen=True)
class _Voice:
    """One origin, what it says now, and who relays it."""

    who: str
    figures: tuple[str, ...]
    is_quoted: bool
    as_of: str
    day: str
    relays: tuple[str, ...]
    low: float
    high: float


def attributed(question: Row, claims: pd.DataFrame, most: int = MOST_VOICES) -> str:
    """Print who says what: ``The ministry, relayed by Vlast, gave 40 by 8 January 2022.``

    Parameters
    ----------
    question : mapping
        A row of :data:`reconcile.schema.QUESTIONS`.
    claims : DataFrame
        Columns of :data:`reconcile.schema.CLAIMS`, those of the question, whatever their state.
    most : int
        Origins that are named; of more than these, those with the lowest, the highest and the latest figure
        are, and the rest are counted.

    Returns
    -------
    str
        Sentences in the order of dates: what counts now, what was withdrawn, what was replaced, what states
        no number.
    """
    rows = claims.to_dict("records")
    voices = _voices(rows)
    named = _chosen(voices, most)
    told = [_voice_words(voice, question) for voice in named] or [say("voices none")]
    rest = len(voices) - len(named)
    told += [say("voices more", rest, n=count(rest))] if rest else []
    told += _withdrawn(rows)
    for key, state in (("replaced", "superseded"), ("silent", "no_number")):
        n = sum(row["state"] == state for row in rows)
        told += [say(key, n, n=count(n))] if n else []
    told += [say("counts acts")] if voices and question["unit"] == "acts" else []
    return " ".join(capital(sentence) for sentence in told)


def _voices(rows: Sequence[Row]) -> list[_Voice]:
    by_origin: dict[str, list[Row]] = {}
    for row in rows:
        if row["state"] == "current":
            by_origin.setdefault(str(row["origin"]), []).append(row)
    voices = [_voice(origin, own, rows) for origin, own in by_origin.items()]
    return sorted(voices, key=lambda voice: (voice.day, voice.low, voice.high, voice.who))


def _voice(origin: str, own: Sequence[Row], rows: Sequence[Row]) -> _Voice:
    latest = max(own, key=lambda row: (_day(row), str(row["claim_id"])))
    publishers = {str(row["source"]) for row in rows
                  if row["origin"] == origin and row["state"] in ("current", "echo")}
    figures = dict.fromkeys(figure_words(row) for row in sorted(own, key=lambda row: (row["low"], row["high"])))
    return _Voice(origin, tuple(figures), any(_is_vague(row) for row in own), str(latest["as_of"]), _day(latest),
                  tuple(sorted(publishers)) if origin not in publishers else (),
                  min(float(row["low"]) for row in own), max(float(row["high"]) for row in own))


def _day(row: Row) -> str:
    """Return the latest day that a claim speaks of, in ISO form; an open end comes last."""
    day = row["as_of_to"]
    return str(day)[:10] if day == day else "9999"


def _is_vague(row: Row) -> bool:
    return bool(row["stated"]) and (bool(row["is_soft"]) or str(row["hedge"]) not in _PLAIN)


def figure_words(row: Row) -> str:
    """Print the figure of a claim: its number, or its words in quotation marks where they are vague.

    Parameters
    ----------
    row : mapping
        A row of :data:`reconcile.schema.CLAIMS`.
    """
    if _is_vague(row):
        return quoted(str(row["stated"]))
    if row["is_open"]:
        return floor_words(float(row["low"]), str(row["hedge"]))
    return interval_words(float(row["low"]), float(row["high"]))


def _chosen(voices: Sequence[_Voice], most: int) -> list[_Voice]:
    """Return the voices to be named: all, or those at the ends of the range and the latest ones."""
    if len(voices) <= most:
        return list(voices)
    ends = [min(voices, key=lambda voice: voice.low), max(voices, key=lambda voice: voice.high), *reversed(voices)]
    kept = list(dict.fromkeys(ends))[:most]
    return [voice for voice in voices if voice in kept]


def _voice_words(voice: _Voice, question: Row) -> str:
    key = ("voice words" if voice.is_quoted else "voice") + (" relayed" if voice.relays else "")
    figures = voice.figures[:_MOST_FIGURES]
    return say(key, who=_name(voice.who), figure=joined(figures), relays=_listed(voice.relays),
               when=_period(question, voice) if question["counting"] == "period" else day_words(voice.as_of))


def _period(question: Row, voice: _Voice) -> str:
    window = "/".join(filter(None, [str(question["since"]), voice.as_of])) if "/" not in voice.as_of else voice.as_of
    return say("when.for", date=written_date(window))


def _listed(publishers: Sequence[str]) -> str:
    named, rest = [_name(name) for name in publishers[:_MOST_RELAYS]], len(publishers) - _MOST_RELAYS
    return joined([*named, say("publishers", rest, n=count(rest))] if rest > 0 else named)


def _name(name: str) -> str:
    return shorten(name, _LONGEST_NAME)


def _withdrawn(rows: Sequence[Row]) -> list[str]:
    """Say which figures were withdrawn, each figure of an origin once, and when."""
    by = {str(row["retracts"]): str(row["published"]) for row in rows if row["retracts"]}
    first = min((str(row["published_from"]) for row in rows if row["state"] == "current"), default="9999")
    gone: dict[tuple[str, str], tuple[str, bool]] = {}
    for row in rows:
        if row["state"] == "retracted" and row["low"] == row["low"]:
            key = (figure_words(row), str(row["origin"]))
            when = by.get(str(row["claim_id"]), "") or gone.get(key, ("", False))[0]
            gone[key] = (when, str(row["published_from"]) <= first)
    told = []
    for (figure, who), (when, is_earlier) in list(gone.items())[:_MOST_WITHDRAWN]:
        key_words = "withdrawn earlier" if is_earlier else "withdrawn"
        told.append(say(f"{key_words}.on" if when else key_words, figure=figure, who=_name(who),
                        when=day_words(when, "snapshot") if when else ""))
    rest = len(gone) - _MOST_WITHDRAWN
    return told + ([say("withdrawn more", rest, n=count(rest))] if rest > 0 else [])


def grounds(question: Row, claims: pd.DataFrame) -> str:
    """Print what supports the figures of a question: origins, agreement, directness, recency; never a score.

    Parameters
    ----------
    question : mapping
        A row of :data:`reconcile.schema.QUESTIONS`.
    claims : DataFrame
        Columns of :data:`reconcile.schema.CLAIMS`, those of the question, whatever their state.

    Returns
    -------
    str
        One sentence; empty where no figure counts.
    """
    voices = _voices(claims.to_dict("records"))
    if not voices:
        return ""
    n, relayed = len(voices), sum(bool(voice.relays) for voice in voices)
    key, number = ("direct all", n) if not relayed else ("direct none", n) if relayed == n else ("direct some", relayed)
    return say("grounds", origins=say("grounds origins", n, n=count(n)),
               agreement=say(f"agreement.{question['status']}"),
               directness=say(key, number, n=count(n), relayed=count(relayed)),
               recency=say("recency", date=written_date(str(question["as_of"]))))
