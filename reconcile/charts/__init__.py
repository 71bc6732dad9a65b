"""The charts: one file each, frames in, a figure with its plotted points and alternative text out.

A chart never writes a file (see :mod:`reconcile.publish`) and never changes matplotlib's settings. To add
one, write a module with a function ``draw(frames, question, *, width_mm)`` and name it in ``_MODULES``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from reconcile.charts.chart import Chart, Frames, check_width
from reconcile.errors import UsageError, shorten
from reconcile.publish import house_style

if TYPE_CHECKING:
    from reconcile.charts.sheet import Picture

_MODULES = {
    "timeline": "timeline",
    "ranges": "ranges",
    "discrepancy": "discrepancy",
    "leave-one-out": "leave_one_out",
    "history": "history",
    "stock-flow": "stock_flow",
}


def _drawer(module: str) -> Callable[..., Chart]:
    def draw_kind(frames: Frames, question: str, *, width_mm: float = 160) -> Chart:
        """Draw this kind of chart in the house look."""
        check_width(width_mm)
        with house_style():
            drawn: Chart = import_module(f"reconcile.charts.{module}").draw(frames, question, width_mm=width_mm)
        return drawn

    return draw_kind


KINDS: Mapping[str, Callable[..., Chart]] = MappingProxyType(
    {kind: _drawer(module) for kind, module in _MODULES.items()})
"""Name of each kind of chart and the function that draws it; matplotlib is imported when one is drawn."""


def draw(kind: str, frames: Frames, question: str, *, width_mm: float = 160) -> Chart:
    """Draw one chart.

    Parameters
    ----------
    kind : str
        One of ``KINDS``.
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of the question.
    width_mm : float
        Width on paper: 85 is one column, 160 two, 254 a slide.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such kind or question, or the question has nothing to draw.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no chart {shorten(kind)!r}. Use one of {', '.join(KINDS)}")
    return KINDS[kind](frames, question, width_mm=width_mm)


def picture(kind: str, frames: Frames, question: str, *, width_mm: float = 160) -> Picture:
    """Draw one chart as a figure that shows itself in a notebook; parameters and errors as in :func:`draw`."""
    from reconcile.publish import inline_svg

    chart = draw(kind, frames, question, width_mm=width_mm)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{kind}-{question}")
    chart.figure.show_in_notebook(lambda: inline_svg(chart, ledger_sha256=frames.ledger_sha256, prefix=name))
    return chart.figure


def strip(frames: Frames, question: str, *, width_mm: float = 70, policy: str = "envelope") -> Chart:
    """Draw the small chart beside a headline: the range as a bar, a tick for each figure that counts.

    Parameters
    ----------
    frames : Frames
        Tables of a reconciliation.
    question : str
        Name or slug of the question.
    width_mm : float
        Width on paper.
    policy : str
        Whose range is drawn.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such question or it has no range under the policy.
    """
    from reconcile.charts import strip_chart

    check_width(width_mm)
    with house_style():
        return strip_chart.draw(frames, question, width_mm=width_mm, policy=policy)


__all__ = ["KINDS", "Chart", "Frames", "draw", "picture", "strip"]
