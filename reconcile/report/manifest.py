"""The manifest of a folder: the ledger, the settings, and the digest of every file, so that all can be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from reconcile import __version__
from reconcile.errors import UnreadableError
from reconcile.pipeline import Reconciliation
from reconcile.publish import write_bytes, write_text

NAME = "manifest.json"
_OWN_LEXICON = "default; each policy its publisher's own"
_DRAWING = ("matplotlib", "fonttools", "pypdf", "babel")
"""Packages that decide the bytes of a picture; the Python version does not."""


def versions() -> dict[str, str]:
    """Return the version of everything that decides the bytes of an output."""
    return {"reconcile": __version__, **{name: metadata.version(name) for name in _DRAWING}}


def facts_of(result: Reconciliation) -> dict[str, Any]:
    """Return the ledger, the settings and the versions of a run."""
    settings = result.settings
    return {
        "ledger": {"name": result.ledger_name, "sha256": result.ledger_sha256},
        "settings": {"policies": list(settings.policies), "headline": settings.policies[0],
                     "lexicon": settings.lexicon or _OWN_LEXICON,
                     "known_by": settings.known_by or None,
                     **tables_of(result.ledger.vocabulary, settings.relations)},
        "versions": versions(),
    }


def lexicon_of(manifest: Mapping[str, Any]) -> str:
    """Return the profile that was asked for, empty where each policy reads by its own."""
    name = str(manifest["settings"]["lexicon"])
    return "" if name == _OWN_LEXICON else name


def tables_of(vocabulary: str, relations: str) -> dict[str, dict[str, str] | None]:
    """Return name and digest of the further tables of a run, None for one that there is not."""
    return {"vocabulary": table_facts(vocabulary), "relations": table_facts(relations)}


def table_facts(path: str) -> dict[str, str] | None:
    """Return the name and digest of a table that was read besides the ledger, None where there is none."""
    if not path:
        return None
    try:
        return {"name": Path(path).name, "sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest()}
    except OSError as error:
        raise UnreadableError(f"cannot read {path}: {error.strerror or error}") from None


def read(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder, None where there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_ours = isinstance(found, dict) and isinstance(found.get("outputs"), dict) and "ledger" in found
    return found if is_ours else None


def listed(folder: Path) -> dict[str, str]:
    """Return the files with their digests that the manifest of a folder lists and that stand inside it."""
    inside = folder.resolve()
    outputs: Mapping[str, Any] = (read(folder) or {"outputs": {}})["outputs"]
    return {name: str(digest) for name, digest in outputs.items() if "\0" not in name
            and (folder / name).resolve().is_relative_to(inside)}


def write_folder(folder: Path, facts: Mapping[str, Any], files: Iterable[tuple[str, bytes]]) -> None:
    """Write files and the manifest that lists them; what an earlier manifest listed and is no more is removed.

    Raises
    ------
    UnreadableError
        If a file cannot be written.
    """
    before = set(listed(folder))
    written = {name: write_bytes(folder / name, data) for name, data in files}
    for stale in before - set(written):
        if (folder / stale).is_file():
            (folder / stale).unlink()
    text = json.dumps({**facts, "outputs": dict(sorted(written.items()))}, indent=2, ensure_ascii=False)
    write_text(folder / NAME, text + "\n")
