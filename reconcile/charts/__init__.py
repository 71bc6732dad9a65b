"""The charts: one file each, frames in, a figure with its plotted points and alternative text out.

A chart never writes a file (see :mod:`reconcile.publish`) and never changes matplotlib's settings. To add
one, write a module with a function ``draw(frames, question, page)`` and name it in ``_MODULES``; one that shows
several questions at once takes ``questions`` and stands in ``MANY`` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from reconcile.charts.chart import DEFAULT, Chart, Frames, Page
from reconcile.errors import UsageError, shorten
from reconcile.publish import house_style
from reconcile.sentences import printed_in

if TYPE_CHECKING:
    from reconcile.charts.sheet import Picture

_MODULES = {
    "timeline": "timeline",
    "ranges": "ranges",
    "discrepancy": "discrepancy",
    "leave-one-out": "leave_one_out",
    "history": "history",
    "stock-flow": "stock_flow",
    "ladder": "ladder",
    "matrix": "matrix",
    "multiples": "multiples",
    "provenance": "provenance",
}


KINDS: tuple[str, ...] = tuple(_MODULES)
"""Names of the kinds of chart; matplotlib is imported when one is drawn."""

MANY: frozenset[str] = frozenset({"matrix", "multiples", "provenance"})
"""Kinds that show several questions at once."""


def draw(kind: str, frames: Frames, questions: str | Sequence[str], page: Page = Page()) -> Chart:
    """Draw one chart in the house look.

    Parameters
    ----------
    kind : str
        One of ``KINDS``.
    frames : Frames
        Tables of a reconciliation.
    questions : str or sequence of str
        Name or slug of the question; several for a kind in ``MANY``.
    page : Page
        Paper to draw for.

    Returns
    -------
    Chart

    Raises
    ------
    UsageError
        If there is no such kind or question, the kind shows another number of questions, or there is nothing to draw.
    """
    if kind not in _MODULES:
        raise UsageError(f"there is no chart {shorten(kind)!r}. Use one of {', '.join(KINDS)}")
    asked = (questions,) if isinstance(questions, str) else tuple(questions)
    if kind not in MANY and len(asked) != 1:
        raise UsageError(f"the chart {kind} shows one question, not {len(asked)}. "
                         f"Draw one chart for each, or use one of {', '.join(sorted(MANY))}")
    module = import_module(f"reconcile.charts.{_MODULES[kind]}")
    return _finished(page, lambda sheet: module.draw(frames, asked if kind in MANY else asked[0], sheet))


def _finished(page: Page, drawing: Callable[[Page], Chart]) -> Chart:
    """Draw for a page: on a sheet as the kind knows it, then in the theme, with the words that were overruled."""
    from reconcile.charts import styles, theme

    styles.check(page)
    with house_style(), printed_in(page.language):
        chart = drawing(replace(page, width_mm=page.width_mm / page.scale))
    theme.exchange(chart.figure, page.theme)
    alt = f"{chart.alt} {chart.figure.words.overruled(page)}".strip()
    return replace(chart, page=page, title=page.title or chart.title, alt=alt)


def page(style: str = "", **settings: Any) -> Page:
    """Return the page of a style; parameters and errors as in :func:`reconcile.charts.styles.page`."""
    from reconcile.charts import styles

    return styles.page(style, **settings)


def picture(kind: str, frames: Frames, questions: str | Sequence[str], page: Page = Page()) -> Picture:
    """Draw one chart as a figure that shows itself in a notebook; parameters and errors as in :func:`draw`."""
    from reconcile.publish import inline_svg

    chart = draw(kind, frames, questions, page)
    asked = questions if isinstance(questions, str) else "-".join(questions)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{kind}-{asked}")
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

    return _finished(Page(width_mm), lambda sheet: strip_chart.draw(frames, question, width_mm=width_mm, policy=policy))


__all__ = ["DEFAULT", "KINDS", "MANY", "Chart", "Frames", "Page", "draw", "page", "picture", "strip"]
