"""Does a folder of charts, or a report, still match its ledger? Everything is made again in memory and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from reconcile.errors import ReconcileError, UsageError
from reconcile.ledger import Ledger
from reconcile.ledger.text import read_bytes
from reconcile.pipeline import Reconciliation, run
from reconcile.report import manifest
from reconcile.report.orders import Order, Runs, of_facts
from reconcile.report.pictures import files_of
from reconcile.report.publication import standard_orders
from reconcile.report.writing import Progress, drawn_overall, quietly, report_files

STATES = {
    "same": "as the ledger gives it",
    "outdated": "as it was written, but the ledger gives another now",
    "changed": "changed since it was written",
    "missing": "listed, but not there",
    "unmade": "listed, but the ledger gives no such file now",
    "new": "the ledger gives it now, but it is not there",
    "foreign": "there, but not listed",
}
"""What can be found of a file."""


@dataclass(frozen=True)
class FileState:
    """What was found of one file: its name in the folder, one of ``STATES``, and why where that is known."""

    name: str
    state: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.state}, {self.reason or STATES[self.state]}"


@dataclass(frozen=True)
class Check:
    """What was found of a folder.

    Parameters
    ----------
    folder : str
        The folder as it was named.
    notes : tuple of str
        What differs about the ledger, its tables and the program.
    files : tuple of FileState
        By name.
    """

    folder: str
    notes: tuple[str, ...]
    files: tuple[FileState, ...]

    @property
    def matches(self) -> bool:
        """Every file is as the ledger gives it."""
        return all(file.state == "same" for file in self.files)

    @property
    def summary(self) -> str:
        """One sentence on the whole folder."""
        same = sum(file.state == "same" for file in self.files)
        if self.matches:
            return f"{self.folder} matches its ledger: {same} files."
        return f"{self.folder} does not match its ledger: {same} of {len(self.files)} files do."

    def __str__(self) -> str:
        return "\n".join([*self.notes, *map(str, self.files), self.summary])

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{escape(file.name)}</td><td>{file.state}</td>"
                       f"<td>{escape(file.reason or STATES[file.state])}</td></tr>"
                       for file in self.files if file.state != "same")
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<p>{escape(self.summary)}</p>{notes}" + (f"<table>{rows}</table>" if rows else "")


def check_charts(ledger: Ledger, folder: str | Path, *, relations_file: str = "",
                 progress: Progress = quietly) -> list[Check]:
    """Say file by file whether folders of charts or reports still match a ledger; nothing is written.

    Each is drawn again by the settings in its own manifest.

    Parameters
    ----------
    ledger : Ledger
    folder : str or Path
        A folder with a manifest, or one whose folders have one.
    relations_file : str
        Table of further relations, when there was one.
    progress : callable
        As in :func:`reconcile.report.write_reports`.

    Returns
    -------
    list of Check
        By folder.

    Raises
    ------
    UsageError
        If there is no manifest.
    """
    top = Path(folder)
    folders = [top] if manifest.read(top) else sorted(
        path.parent for path in top.glob(f"*/{manifest.NAME}") if manifest.read(path.parent))
    if not folders:
        raise UsageError(f"{folder} holds no charts and no report that could be checked. Write some first, or name "
                         "another folder with --out")
    made = _Maker(ledger, relations_file, progress)
    return [_check(path, made) for path in folders]


def _check(folder: Path, maker: _Maker) -> Check:
    found: Mapping[str, Any] = manifest.read(folder) or {}
    try:
        made, failed = maker.make(found)
    except (KeyError, TypeError, AttributeError):
        raise UsageError(f"{folder / manifest.NAME} lacks settings that are needed to draw again. Write the charts "
                         "anew") from None
    listed = manifest.listed(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {manifest.NAME}
    there = {name for name in there if not any(part.startswith(".") for part in Path(name).parts)}
    states = [_state(folder, name, listed, made, failed) for name in sorted({*listed, *made, *there})]
    return Check(str(folder), tuple(_notes(found, maker)), tuple(_explained(states)))


def _explained(states: Sequence[FileState]) -> Iterator[FileState]:
    """Say of a picture that is out of date whether its points are."""
    known = {file.name for file in states if file.state == "same" and file.name.endswith(".csv")}
    for file in states:
        same_points = file.state == "outdated" and f"{file.name.rpartition('.')[0]}.csv" in known
        yield replace(file, reason="as it was written, and its points are those of the ledger now; its words or the "
                      "digest of the ledger are not") if same_points else file


def _state(folder: Path, name: str, listed: Mapping[str, str], made: Mapping[str, str],
           failed: Mapping[str, str]) -> FileState:
    path = folder / name
    if not path.is_file():
        return FileState(name, "missing" if name in listed else "new")
    if name not in listed:
        return FileState(name, "new" if name in made else "foreign",
                         "there, but not listed, though the ledger gives such a file now" if name in made else "")
    digest = _digest(read_bytes(str(path)))
    if digest != listed[name]:
        return FileState(name, "changed")
    if name not in made:
        stem = name.rpartition(".")[0]
        return FileState(name, "unmade", failed.get(stem, ""))
    return FileState(name, "same" if digest == made[name] else "outdated")


def _notes(found: Mapping[str, Any], maker: _Maker) -> Iterator[str]:
    """Tell what differs between a manifest and here: ledger, further tables, versions."""
    before, now = found["ledger"], maker.ledger
    if before["sha256"] != now.sha256:
        yield (f"The ledger changed: {before['name']} had sha256 {before['sha256'][:12]}, {now.name} has "
               f"{now.sha256[:12]}.")
    elif before["name"] != now.name:
        yield f"The ledger has another name: {before['name']} before, {now.name} now."
    for table, here in (("vocabulary", maker.tables["vocabulary"]), ("relations", maker.tables["relations"])):
        if found["settings"].get(table) != here:
            yield f"The further {table} differ: {_table(found['settings'].get(table))} before, {_table(here)} now."
    for package, version in manifest.versions().items():
        drawn = found.get("versions", {}).get(package, "an unknown version")
        if drawn != version:
            yield f"Written with {package} {drawn}; here is {version}, which may give other bytes by itself."


def _table(facts: Mapping[str, str] | None) -> str:
    return f"{facts['name']} with sha256 {facts['sha256'][:12]}" if facts else "none"


class _Maker:
    """Makes the files of a folder again, by the settings in its manifest; one run for all that share them."""

    def __init__(self, ledger: Ledger, relations_file: str, progress: Progress) -> None:
        self.ledger = ledger
        self._relations, self._progress = relations_file, progress
        self._results: dict[tuple[str, str, tuple[str, ...]], Reconciliation] = {}
        self.tables = manifest.tables_of(ledger.vocabulary, relations_file)

    def make(self, found: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the digest of each file, and why a chart cannot be drawn now, by its name without ending."""
        settings = found["settings"]
        try:
            result = self._result(manifest.lexicon_of(found), str(settings["known_by"] or ""),
                                  tuple(settings["policies"]))
        except ReconcileError as error:
            return {}, {"": str(error)}
        if "charts" in found:
            made, failed = self._charts(result, [of_facts(facts) for facts in found["charts"]])
            return made | self._others(result, found), failed
        event = str(found["event"])
        if event not in set(result.claims["event"]):
            return {}, {}
        return {name: _digest(data) for name, data in
                report_files(result.of_event(event), event, self._progress)}, {}

    def _charts(self, result: Reconciliation, orders: Sequence[Order]) -> tuple[dict[str, str], dict[str, str]]:
        runs = Runs(result)
        made: dict[str, str] = {}
        failed: dict[str, str] = {}
        with self._progress(orders, "charts") as steps:
            for order in steps:
                try:
                    chart = runs.draw(order)
                except ReconcileError as error:
                    failed[order.file] = str(error)
                    continue
                made |= {name: _digest(data) for name, data in files_of(chart, runs.of(order), order.file)}
        return made, failed

    def _others(self, result: Reconciliation, found: Mapping[str, Any]) -> dict[str, str]:
        """Return the files of charts that the ledger gives now besides those listed, where no plan chose them."""
        if found["plan"] is not None:
            return {}
        known = {facts["file"] for facts in found["charts"]}
        mine = result.of_event(found["event"]) if found["event"] else result
        orders = [order for some in standard_orders(mine, **found["look"]) for order in some if order.file not in known]
        runs = Runs(result)
        return {name: _digest(data) for order, chart in drawn_overall(runs, orders)
                for name, data in files_of(chart, runs.of(order), order.file)}

    def _result(self, lexicon: str, known_by: str, policies: tuple[str, ...]) -> Reconciliation:
        key = (lexicon, known_by, policies)
        if key not in self._results:
            self._results[key] = run(self.ledger, policies=policies, lexicon=lexicon, known_by=known_by,
                                     relations_file=self._relations)
        return self._results[key]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
