"""A terminal for the tests: a program runs in one, and what it showed comes back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT

DECIDING = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS")
"""Variables that decide what is shown; a test says them itself."""


def on_terminal(arguments: list[str], environment: Mapping[str, str] | None = None, *, out: Path | None = None,
                program: tuple[str, ...] = ("-m", "reconcile"), folder: Path = ROOT) -> tuple[int, str]:
    """Run Python in a terminal of 80 columns and return its exit code and what the terminal received.

    With ``out`` standard output goes into that file and only standard error to the terminal.
    """
    import pty

    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in DECIDING}
    sink = out.open("wb") if out else None
    with subprocess.Popen([sys.executable, *program, *arguments], stdin=subprocess.DEVNULL, stdout=sink or theirs,
                          stderr=theirs, cwd=folder,
                          env={**kept, "TERM": "xterm", "PYTHONPATH": str(ROOT), **(environment or {})}) as running:
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
        code = running.wait(timeout=120)
    os.close(ours)
    if sink:
        sink.close()
    return code, said.decode("utf-8", "replace").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
