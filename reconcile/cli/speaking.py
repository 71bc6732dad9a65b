"""What a command says beside its results, on standard error: remarks, details, progress.

``--quiet`` leaves results and errors; ``--verbose`` adds what is read, by which settings, and how long each
step takes. Progress is shown to a person at a terminal and is gone when the work is done.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from reconcile.terminal import echo, is_watched

Step = TypeVar("Step")

_QUIET, _VERBOSE = "reconcile.quiet", "reconcile.verbose"
_BAR = 24
_ERASE = "\r\x1b[K"
_UNDER_WAY: list[str] = []


def _loudness(key: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def note(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        # Kept for the whole command line, so that it may stand before the command and after it.
        if value:
            ctx.meta[key] = True
        if ctx.meta.get(_QUIET) and ctx.meta.get(_VERBOSE):
            raise click.UsageError("--quiet and --verbose exclude each other. Use one of them", ctx)

    return note


def loudness_options() -> list[click.Option]:
    """Return the options that every command takes."""
    return [
        click.Option(["-q", "--quiet"], is_flag=True, expose_value=False, callback=_loudness(_QUIET),
                     help="Print results and errors, nothing else."),
        click.Option(["-v", "--verbose"], is_flag=True, expose_value=False, callback=_loudness(_VERBOSE),
                     help="Say on standard error what is read, by which settings, and how long each step takes."),
    ]


def _is(key: str) -> bool:
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(key))


def complain(sentence: str) -> None:
    """Say what went wrong with a part of the work, on standard error, also when quiet."""
    _clear()
    echo(sentence, err=True)


def remark(sentence: str) -> None:
    """Say something beside the results, unless quiet."""
    if not _is(_QUIET):
        complain(sentence)


def detail(sentence: str) -> None:
    """Say something that only ``--verbose`` asks for."""
    if _is(_VERBOSE):
        complain(sentence)


@contextmanager
def progress(steps: Iterable[Step], label: str, name: Callable[[Step], object] | None = None) -> Iterator[Any]:
    """Show a bar while steps are taken; nothing where no person watches.

    Parameters
    ----------
    steps : iterable
        Those with a length get a bar, the others a count.
    label : str
        What is done.
    name : callable, optional
        Gives the words that name a step.

    Yields
    ------
    iterable
        The same steps.
    """
    with step_shown(label):
        yield _counted(steps, label, name) if _shows() else steps


def _counted(steps: Iterable[Step], label: str, name: Callable[[Step], object] | None) -> Iterator[Step]:
    total = len(steps) if isinstance(steps, Sized) else 0
    _show(f"{label} {_bar(0, total)}")
    for number, step in enumerate(steps, start=1):
        _show(f"{label} {_bar(number, total)} {name(step) if name else ''}".rstrip())
        yield step


def _bar(number: int, total: int) -> str:
    if not total:
        return str(number)
    done = _BAR * number // total
    return f"[{'#' * done}{'-' * (_BAR - done)}] {number}/{total}"


@contextmanager
def step_shown(name: str) -> Iterator[None]:
    """Show a step while it is taken, and with ``--verbose`` say how long it took; a step inside another is silent."""
    if _UNDER_WAY:
        yield
        return
    began = time.monotonic()
    if _shows():
        _show(f"{name} ...")
    _UNDER_WAY.append(name)
    try:
        yield
    finally:
        _UNDER_WAY.clear()
        _clear()
    detail(f"{name}: {time.monotonic() - began:.2f} s")


def _shows() -> bool:
    return is_watched(sys.stderr) and os.environ.get("TERM") != "dumb" and not _is(_QUIET)


def _show(text: str) -> None:
    width = shutil.get_terminal_size().columns - 1
    flat = " ".join(text.split())
    sys.stderr.write(_ERASE + (flat if len(flat) <= width else flat[:width - 1] + "…"))
    sys.stderr.flush()


def _clear() -> None:
    if _shows():
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
