"""Drive a review: show, take a key, save, until the reviewer leaves."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reconcile.errors import Fault, UnreadableError
from reconcile.ledger.text import read_bytes
from reconcile.ledger.writing import locked
from reconcile.review.accepting import claim_faults, claims_from, ledger_rows
from reconcile.candidates import ACCEPTED, read_candidates, write_candidates
from reconcile.review.context import Shelf, context
from reconcile.review.duplicates import near_duplicates
from reconcile.review.screen import keys_line, page, plain
from reconcile.review.session import Candidate, Check, Session, original, start
from reconcile.schema import CANDIDATES
from reconcile.terminal import echo

if TYPE_CHECKING:
    import pandas as pd

_NARROW, _WIDE = 40, 110


class Keys:
    """Keys of the reviewer: single presses at a terminal, else the lines of standard input.

    A line ``aas`` is three keys, an empty line is Enter, and ``r not people`` or ``e low=12`` is a key with
    its text.
    """

    def __init__(self) -> None:
        self._is_terminal = bool(sys.stdin and sys.stdin.isatty())
        self._waiting: deque[str] = deque()
        self._text: str | None = None

    def key(self) -> str:
        """Return the next key; ``q`` where the input ends."""
        if self._is_terminal:
            try:
                return click.getchar()
            except EOFError:
                return "q"
        if not self._waiting:
            self._fill()
        return self._waiting.popleft()

    def text(self, prompt: str) -> str:
        """Return a line that belongs to the last key, empty when there is none."""
        if self._text is not None:
            line, self._text = self._text, None
            return line
        if self._is_terminal:
            return str(click.prompt(prompt, default="", show_default=False)).strip()
        return "" if self._waiting else sys.stdin.readline().strip()

    def texts(self, prompt: str) -> Iterator[str]:
        """Yield the lines that belong to the last key, until an empty one."""
        if self._text is not None:
            yield self.text(prompt)
            return
        while line := self.text(prompt):
            yield line

    def _fill(self) -> None:
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            self._waiting.append("q")
            return
        line = line.rstrip("\r\n")
        if line[1:2] == " " and line[2:].strip():
            self._waiting.append(line[0])
            self._text = line[2:].strip()
        else:
            self._waiting.extend(line.strip() or "\n")


class Files(NamedTuple):
    """What a review works with."""

    candidates: str
    figures: str
    documents: str
    event: str
    reviewer: str
    vocabulary: str


def review_file(files: Files) -> Session:
    """Review the candidates of a file, saved after every key.

    Parameters
    ----------
    files : Files
        Paths and settings as the user gave them.

    Returns
    -------
    Session
        As it was left.

    Raises
    ------
    LedgerFaults
        If the candidates or the ledger have faults.
    UnreadableError
        If a file cannot be read or written, or was changed by another program in the meantime.
    """
    # Once before the lock, so that a file with faults leaves no trace beside it.
    read_candidates(files.candidates)
    with locked(files.candidates):
        frame = read_candidates(files.candidates)
        saved = _digest(files.candidates)
        if files.event:
            frame["event"] = frame["event"].where(frame["event"] != "", files.event)
        ledger = ledger_rows(files.figures, files.vocabulary)
        session = start(frame, _checker(frame, ledger, files.vocabulary), reviewer=files.reviewer)
        shelf = Shelf([Path(files.candidates).parent, Path()], files.documents)
        keys = Keys()
        while session.current is not None and not session.is_left:
            _show(session, session.current, shelf, ledger)
            for after in _press(session, keys):
                _say(after)
                if after.rows != session.rows:
                    saved = _save(files.candidates, after.frame(frame), saved)
                session = after
    return session


def _press(session: Session, keys: Keys) -> Iterator[Session]:
    """Yield the states after a key: one, or for ``e`` one for each field."""
    click.echo(keys_line(session))
    key = keys.key()
    if key == "e":
        for line in keys.texts("field=value (Enter: done)"):
            session = session.press("e", line)
            yield session
    else:
        yield session.press(key, keys.text("Why (Enter: no reason)") if key == "r" else "")


def _show(session: Session, row: Candidate, shelf: Shelf, ledger: pd.DataFrame) -> None:
    document = shelf.find(row["document"], row["document_hash"])
    found = context(document, row["locator"], original(row, "stated"))
    width = min(_WIDE, max(_NARROW, shutil.get_terminal_size().columns))
    shown = page(session, found, _near(session, row, ledger), width=width)
    echo("\n" + shown, nl=False)


def _say(session: Session) -> None:
    if session.said:
        click.echo(plain(session.said))


def _near(session: Session, row: Candidate, ledger: pd.DataFrame) -> list[tuple[str, str]]:
    import pandas as pd

    accepted = [other for other in session.rows if other["decision"] in ACCEPTED]
    others = pd.concat([ledger, claims_from(_frame(accepted))])
    found = near_duplicates(claims_from(_frame([row])), others)
    return list(zip(found["other"], found["why"], strict=True))


def _checker(frame: pd.DataFrame, ledger: pd.DataFrame, vocabulary: str) -> Check:
    """Return the check of one candidate by the ledger's own rules."""
    import pandas as pd

    # A candidate may cite another of the file that is not in the ledger yet.
    known = pd.concat([ledger, frame[~frame["claim_id"].isin(ledger["claim_id"])].reindex(columns=ledger.columns)])

    def check(row: Candidate) -> Sequence[Fault]:
        others = known[known["claim_id"] != row["claim_id"]] if row["cites"] or row["retracts"] else ledger.iloc[:0]
        return claim_faults(claims_from(_frame([row])), others, name="", vocabulary=vocabulary)

    return check


def _frame(rows: Sequence[Candidate]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([dict(row) for row in rows], columns=CANDIDATES.names, dtype=object)


def _save(path: str, frame: pd.DataFrame, saved: str) -> str:
    if _digest(path) != saved:
        raise UnreadableError(f"{path} was changed by another program since it was read, and was left as it is. "
                              "Close the other program and review again")
    write_candidates(path, frame)
    return _digest(path)


def _digest(path: str) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()
