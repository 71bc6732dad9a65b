"""The steps of long work, told to whoever listens: the command line shows them, a library hears nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

Listener = Callable[[str], AbstractContextManager[None]]
"""Takes the name of a step; what it gives is entered when the step begins and left when it ends."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell that a step begins and ends; also a decorator of the function that is the step.

    Parameters
    ----------
    name : str
        What is done, such as ``comparing the claims``.
    """
    listener = _LISTENER.get()
    with listener(name) if listener else nullcontext():
        yield


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Tell the steps that are taken inside to a listener."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
