"""What a reviewer sees: one candidate, its words in their place, and the keys."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

import click

from reconcile.errors import shorten
from reconcile.candidates import ACCEPTED, STATUSES
from reconcile.review.context import Context
from reconcile.review.session import KEYS, Candidate, Session, edits_of
from reconcile.schema import LEDGER

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that would steer the terminal: control characters and changes of direction."""

_SHOWN_ABOVE = ("claim_id", "stated", "low", "high", "document", "locator")
_OPEN, _CLOSE = "\x02", "\x03"
_PROMPT = "Enter {default}   " + "   ".join(f"{key} {what}" for key, what in KEYS.items())


def page(session: Session, found: Context, near: Iterable[tuple[str, str]], *, width: int = 100) -> str:
    """Return the screen of the current candidate.

    Parameters
    ----------
    session : Session
        With a current candidate.
    found : Context
        Words around the phrase.
    near : iterable of (str, str)
        Near duplicates: claim_id and why.
    width : int
        Columns of the terminal.

    Returns
    -------
    str
        Styled text; take the style off where no terminal shows it.
    """
    row = session.current
    if row is None:
        return ""
    head = f"{session.progress()}   {row['claim_id']}   {row['document']} {row['locator']}".rstrip()
    lines = [click.style(plain(head), bold=True), "", *_words(found, width), "",
             _field("stated", f"{row['stated']}   {_interval(row)}".strip())]
    lines += [_field(name, row[name] + _proposed(row, name)) for name in LEDGER.names
              if name not in _SHOWN_ABOVE and (row[name] or _proposed(row, name))]
    lines += [_field(*pair) for pair in _judgement(row)]
    lines += [click.style(plain(f"  looks like {other}: {why}"), fg="yellow") for other, why in near]
    return "\n".join([*lines, ""]) + "\n"


def keys_line(session: Session) -> str:
    """Return the line that names the keys, Enter first."""
    return _PROMPT.format(default=KEYS[session.default])


def farewell(session: Session) -> str:
    """Return one sentence on where the review stands."""
    counts = session.counts()
    accepted = sum(counts[decision] for decision in ACCEPTED)
    return (f"{len(session.rows)} candidates: {accepted} accepted ({counts['edit']} with edits), {counts['reject']} "
            f"rejected, {counts['skip']} skipped, {counts['']} not decided.")


def plain(text: str) -> str:
    """Take out signs that would steer a terminal; a document may hold any."""
    return _UNSAFE.sub("�", text)


def _words(found: Context, width: int) -> list[str]:
    """Return the context in lines, its phrase highlighted."""
    before, phrase, after = (plain(part) for part in found[:3])
    text = f"{before}{_OPEN}{phrase}{_CLOSE}{after}"
    lines = textwrap.wrap(" ".join(text.split()), max(30, width - 4), initial_indent="  ", subsequent_indent="  ",
                          break_long_words=False, break_on_hyphens=False)
    styled, inside = [], False
    for line in lines:
        parts = re.split(f"([{_OPEN}{_CLOSE}])", line)
        shown = ""
        for part in parts:
            if part in (_OPEN, _CLOSE):
                inside = part == _OPEN
            else:
                shown += click.style(part, fg="cyan", bold=True, underline=True) if inside and part.strip() else part
        styled.append(shown)
    return styled + ([f"  ({plain(found.problem)})"] if found.problem else [])


def _field(name: str, value: str) -> str:
    return f"  {name:<13} {plain(' '.join(value.split()))}"


def _interval(row: Candidate) -> str:
    low, high = row["low"], row["high"]
    if not (low or high):
        return ""
    if low == high:
        return f"= {low}"
    return f"= {low or '…'} or more" if not high else f"= {low or '…'} to {high}"


def _proposed(row: Candidate, name: str) -> str:
    edits = edits_of(row)
    return f"   (was {shorten(edits[name]) or 'empty'})" if name in edits else ""


def _judgement(row: Candidate) -> list[tuple[str, str]]:
    status = row["status"]
    meaning = f"{status}: {STATUSES[status]}" if status in STATUSES else status
    sure = ": ".join(text for text in (row["confidence"], row["reason"]) if text)
    fields = {"status": meaning, "confidence": sure, "rule": row["rule"], "decision": row["decision"]}
    return [(name, value) for name, value in fields.items() if value]
