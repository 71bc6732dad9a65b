"""The state of a review and what each key makes of it; nothing here reads, writes or prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reconcile.errors import Fault
from reconcile.review.accepting import READ_FROM, words_read
from reconcile.candidates import ACCEPTED
from reconcile.schema import LEDGER

if TYPE_CHECKING:
    import pandas as pd

Candidate = Mapping[str, str]
Check = Callable[[Candidate], Sequence[Fault]]

FIXED = ("claim_id", "document", "locator")
"""Columns of the ledger that a reviewer cannot change: they say which words the candidate is."""

EDITABLE = tuple(name for name in LEDGER.names if name not in FIXED)

KEYS = {
    "a": "accept", "e": "edit", "r": "reject", "s": "skip", "u": "undo", "q": "save and quit", "?": "help",
}


@dataclass(frozen=True)
class Session:
    """A review at one moment.

    Parameters
    ----------
    rows : tuple of mapping
        Every candidate of the file, decided or not, in the columns of CANDIDATES.
    waiting : tuple of int
        Positions of the candidates that this session goes through.
    at : int
        How many of them are behind.
    reviewer : str
        Written beside each decision.
    check : callable
        Returns the faults that a candidate would bring into the ledger.
    is_left : bool
        The reviewer has quit.
    said : str
        Answer to the last key; empty when the next candidate is the answer.
    before : Session or None
        The state that ``u`` goes back to.
    """

    rows: tuple[Candidate, ...]
    waiting: tuple[int, ...]
    check: Check = field(compare=False, repr=False)
    at: int = 0
    reviewer: str = ""
    is_left: bool = False
    said: str = field(default="", compare=False)
    before: Session | None = field(default=None, compare=False, repr=False)

    @property
    def current(self) -> Candidate | None:
        """The candidate under review, None when there is none left."""
        return self.rows[self.waiting[self.at]] if self.at < len(self.waiting) else None

    @property
    def is_done(self) -> bool:
        """Whether the reviewer has quit or no candidate is left."""
        return self.is_left or self.current is None

    @property
    def default(self) -> str:
        """The key that Enter stands for: accept for a current figure, else skip."""
        return "a" if self.current is not None and self.current["status"] == "current" else "s"

    def counts(self) -> Counter[str]:
        """Return how many candidates have each decision; an empty one is not decided."""
        return Counter(row["decision"] for row in self.rows)

    def progress(self) -> str:
        """Return where the reviewer is, as ``12 of 40, 5 accepted``."""
        counts = self.counts()
        accepted = sum(counts[decision] for decision in ACCEPTED)
        number = self.waiting[self.at] + 1 if self.current is not None else len(self.rows)
        return f"{number} of {len(self.rows)}, {accepted} accepted"

    def press(self, key: str, text: str = "") -> Session:
        """Return the state after a key.

        Parameters
        ----------
        key : str
            One of ``KEYS``; a line end stands for ``default``. Another key changes nothing and is told so.
        text : str
            For ``e`` one ``field=value``, for ``r`` the reason, which may be empty.

        Returns
        -------
        Session
        """
        key = self.default if key in ("\r", "\n", "") else key.casefold()
        if key == "u":
            return replace(self.before, said="Undone.") if self.before else replace(self, said="Nothing to undo.")
        if key not in KEYS or key == "?":
            return replace(self, said=_HELP if key == "?" else f"There is no key {key!r}. {_HELP}")
        if key == "q":
            return replace(self, is_left=True, said="", before=self)
        row = self.current
        if self.is_done or row is None:
            return replace(self, said="No candidate is left.")
        if key == "e":
            return self._edited(row, text)
        if key == "a":
            return self._accepted(row)
        return self._decided(_noted(row, text) if key == "r" else row, KEYS[key])

    def frame(self, like: pd.DataFrame) -> pd.DataFrame:
        """Return the candidates as a frame with the columns and the index of another."""
        import pandas as pd

        columns = {str(name): [row[str(name)] for row in self.rows] for name in like}
        return pd.DataFrame(columns, index=like.index, dtype=object)

    def _accepted(self, row: Candidate) -> Session:
        faults = self.check(row)
        if faults:
            return replace(self, said=_listed("Not accepted. Press e and correct:", faults))
        return self._decided(row, "edit" if row["edits"] else "accept")

    def _decided(self, row: Candidate, decision: str) -> Session:
        made = {**row, "decision": decision, "reviewer": self.reviewer or row["reviewer"]}
        return replace(self._with(made), at=self.at + 1)

    def _edited(self, row: Candidate, text: str) -> Session:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign or name not in EDITABLE:
            return replace(self, said=f"Write field=value. Fields: {', '.join(EDITABLE)}")
        made = _changed(row, name, value)
        faults = self.check(made)
        wrong = [fault for fault in faults if fault.column == name]
        if wrong:
            return replace(self, said=_listed("Not changed.", wrong))
        return replace(self._with(made), said=_listed("Changed. Before it can be accepted:", faults) if faults else "")

    def _with(self, row: Candidate) -> Session:
        place = self.waiting[self.at]
        rows = (*self.rows[:place], row, *self.rows[place + 1:])
        return replace(self, rows=rows, said="", before=self)


def start(candidates: pd.DataFrame, check: Check, *, reviewer: str = "") -> Session:
    """Begin or resume a review.

    Parameters
    ----------
    candidates : DataFrame
        As from :func:`reconcile.review.read_candidates`.
    check : callable
        Returns the faults that a candidate would bring into the ledger.
    reviewer : str
        Name to write beside each decision.

    Returns
    -------
    Session
        At the first candidate without a decision; when there is none, at the first that was skipped.
    """
    rows = tuple({str(name): str(cell) for name, cell in row.items()} for row in candidates.to_dict("records"))
    waiting = tuple(place for place, row in enumerate(rows) if not row["decision"])
    skipped = tuple(place for place, row in enumerate(rows) if row["decision"] == "skip")
    return Session(rows, waiting or skipped, check, reviewer=reviewer)


_HELP = "Keys: " + ", ".join(f"{key} {what}" for key, what in KEYS.items())


def _listed(head: str, faults: Sequence[Fault]) -> str:
    lines = [f"  {fault.column}: {fault.problem}{f' ({fault.value!r})' if fault.value else ''}. {fault.hint}"
             for fault in faults]
    return "\n".join([head, *lines])


def _changed(row: Candidate, name: str, value: str) -> Candidate:
    """Return a candidate with another value, and what was proposed kept in ``edits``."""
    proposed = edits_of(row)
    proposed.setdefault(name, row[name])
    if proposed[name] == value:
        del proposed[name]
    kept = {column: proposed[column] for column in EDITABLE if column in proposed}
    made = {**row, name: value, "edits": json.dumps(kept, ensure_ascii=False) if kept else ""}
    if name not in READ_FROM or kept.keys() & {"low", "high"}:
        return made
    # Ends that only repeated the words follow the words.
    low, high = words_read(made["stated"], made["language"], made["measure"])
    return {**made, "low": low, "high": high}


def original(row: Candidate, name: str) -> str:
    """Return the value of a column as it was proposed."""
    return edits_of(row).get(name, row[name])


def edits_of(row: Candidate) -> dict[str, str]:
    """Return the columns that the reviewer changed, with what was proposed."""
    try:
        found = json.loads(row["edits"] or "{}")
    except ValueError:
        found = {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _noted(row: Candidate, reason: str) -> Candidate:
    return _changed(row, "note", reason.strip()) if reason.strip() else row
