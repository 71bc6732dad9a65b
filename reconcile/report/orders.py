"""The charts of a publication: what is asked of each, and the set that a report draws by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reconcile.charts import DEFAULT, KINDS, MANY, Chart, Page, draw, page
from reconcile.pipeline import Reconciliation, run
from reconcile.publish import FORMATS
from reconcile.stockflow import is_panel


@dataclass(frozen=True)
class Order:
    """One chart of a publication, by everything that decides what it looks like.

    Parameters
    ----------
    file : str
        Path in the folder, without its ending.
    kind : str
        One of :data:`reconcile.charts.KINDS`.
    questions : tuple of str
        Full names of the questions shown.
    event : str
        Event they belong to.
    style, theme, language, width_mm, dpi, title, subtitle, source, caption
        As :func:`reconcile.charts.page` takes them; empty or None leaves the style's, or the chart's own.
    known_by : str
        Last day of publication that counts; empty for all.
    policies : tuple of str
        Policies shown, the headline first.
    """

    file: str
    kind: str
    questions: tuple[str, ...]
    event: str
    style: str = ""
    theme: str = "light"
    language: str = "en"
    width_mm: float | None = None
    dpi: int | None = None
    known_by: str = ""
    policies: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    source: str = ""
    caption: str = ""

    @property
    def page(self) -> Page:
        """The page to draw for."""
        return page(self.style, width_mm=self.width_mm, dpi=self.dpi, theme=self.theme, language=self.language,
                    title=self.title, subtitle=self.subtitle, source=self.source, caption=self.caption)

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the chart, with what stands beside the pictures."""
        return tuple(f"{self.file}.{ending}" for ending in (*FORMATS, "csv", "txt"))

    @property
    def facts(self) -> dict[str, Any]:
        """Every setting as a manifest keeps it, what the style gives among them."""
        given = {**asdict(self), "width_mm": self.page.width_mm, "dpi": self.page.dpi, "style": self.style or DEFAULT}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def of_facts(facts: Mapping[str, Any]) -> Order:
    """Return the order that a manifest kept.

    Raises
    ------
    TypeError
        If a setting is missing or unknown.
    """
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
    return Order(**values)


class Runs:
    """The results that orders draw from: one run for each date of knowledge and each set of policies."""

    def __init__(self, result: Reconciliation) -> None:
        self._first = result
        self._by_settings = {(result.settings.known_by, result.settings.policies): result}
        self._by_event: dict[tuple[str, tuple[str, ...], str], Reconciliation] = {}

    def whole(self, known_by: str, policies: Sequence[str]) -> Reconciliation:
        """Return the result as known by a date, under some policies; those of the first run where none is named."""
        settings = self._first.settings
        key = (known_by or settings.known_by, tuple(policies) or settings.policies)
        if key not in self._by_settings:
            self._by_settings[key] = run(self._first.ledger, policies=key[1], lexicon=settings.lexicon, known_by=key[0],
                                         event=settings.event, relations_file=settings.relations)
        return self._by_settings[key]

    def of(self, order: Order) -> Reconciliation:
        """Return the result of the order's event."""
        key = (order.known_by, order.policies, order.event)
        if key not in self._by_event:
            self._by_event[key] = self.whole(order.known_by, order.policies).of_event(order.event)
        return self._by_event[key]

    def draw(self, order: Order) -> Chart:
        """Draw the chart of an order; errors as in :func:`reconcile.charts.draw`."""
        return draw(order.kind, self.of(order), order.questions, order.page)


def standard(result: Reconciliation, event: str, base: str = "charts/", **settings: Any) -> Iterator[Order]:
    """Give the charts of a report of one event that have something to show, question by question.

    Parameters
    ----------
    result : Reconciliation
        The event alone.
    event : str
        Its slug.
    base : str
        Put before each file name.
    **settings
        Of :class:`Order`, the same for all.
    """
    run_by: dict[str, Any] = {"known_by": result.settings.known_by, "policies": result.settings.policies}
    for question, slug in zip(result.questions["question"], result.questions["slug"], strict=True):
        for kind in kinds_of(result, question):
            yield Order(f"{base}{slug}-{kind}", kind, (question,), event, **run_by, **settings)


def overall(result: Reconciliation, event: str, base: str = "charts/", **settings: Any) -> list[Order]:
    """Return the charts that show all questions of an event at once; some may have nothing to show."""
    run_by: dict[str, Any] = {"known_by": result.settings.known_by, "policies": result.settings.policies}
    names = tuple(result.questions["question"])
    return [Order(f"{base}all-{kind}", kind, names, event, **run_by, **settings) for kind in KINDS if kind in MANY]


def kinds_of(result: Reconciliation, question: str) -> list[str]:
    """Return the kinds of chart of one question that have something to show."""
    stated = result.claims[(result.claims["question"] == question) & result.claims["low"].notna()]
    current = result.evidence[(result.evidence["question"] == question) & result.evidence["is_current"]]
    kinds = ["timeline", "ranges"] * bool(len(stated)) + ["discrepancy", "leave-one-out"] * (len(current) > 1)
    kinds += ["ladder"] * (len(current) > 2)
    kinds += ["history"] * bool((result.history["question"] == question).sum() > 1)
    return kinds + ["stock-flow"] * is_panel(result.claims, question)
