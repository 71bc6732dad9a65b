"""A real browser for the tests: Chromium of the machine, watched for messages and for requests.

Nothing is downloaded: the program is the one that CHROMIUM names, or the ``chromium`` of the PATH.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reconcile import charts, cli
from reconcile.charts import Chart
from reconcile.pipeline import Reconciliation
from reconcile.report.contents import contents
from reconcile.report.pages import html_page
from once import once
import worlds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

LEDGER = Path(__file__).resolve().parent.parent / "figures.csv"

INSTALL = "Chromium is missing. Install it: sudo apt-get install --yes chromium. Or name it in CHROMIUM."
LIBRARY = "The browser library is missing. Install it: pip install -c .ci/constraints.txt '.[browser]'"
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--font-render-hinting=none"]

WORLD = """claim_id | measure  | stated               | source     | published  | as_of      | retracts | note
           a        | killed   | 164                  | Channel    | 2022-01-09 | 2022-01-09 |          | Said on air.
           b        | killed   |                      | Ministry   | 2022-01-10 | 2022-01-10 | a        |
           c        | killed   | 225                  | Prosecutor | 2022-01-15 | 2022-01-15 |          | 19 officers.
           d        | killed   | more than 230        | Observer   | 2022-03-14/.. | 2022-03-14 |       |
           e        | killed   | dozens               | Agency     | 2022-01-06 | 2022-01-06 |          |
           f        | killed   | at least 40          | Doctors    | 2022-01    | 2022-01-12 |          |
           g        | detained | 4,404                | Ministry   | 2022-01-08 | 2022-01-08 |          |
           h        | detained | more than 5,000      | Agency     | 2022-01-10 | 2022-01-10 |          |
           i        | detained | 12,000               | Prosecutor | 2022-01-18 | 2022-01-18 |          |
           j        | detained | about 950            | Lawyers    | 2022-01-19 | 2022-01-18 |          |
           k        | detained | still unknown        | Radio      | 2022-01-11 | 2022-01-11 |          |
           l        | detained | 7,000 to 8,000       | Institute  | 2022-01-12 | 2022-01-12 |          |
           m        | injured  | 80                   | Hospital   | 2022-01-07 | 2022-01-07 |          |"""
"""A small world: a withdrawn figure, open ends, vague words, a day of publication that is open or partly known."""


def page_file(result: Reconciliation, folder: Path, kinds: tuple[str, ...] = ("ranges",),
              overview: Mapping[str, Chart] | None = None) -> Path:
    """Write the page of the only event with some kinds of chart, and nothing beside it."""
    result = result.of_event(str(result.claims["event"].iloc[0]))
    drawn = {}
    for question in result.questions["question"]:
        stated = result.claims["low"][result.claims["question"] == question].notna().any()
        current = result.evidence["is_current"][result.evidence["question"] == question].any()
        drawn[question] = {kind: charts.draw(kind, result, question) for kind in kinds if stated}
        if current:
            drawn[question]["strip"] = charts.strip(result, question)
    path = folder / "index.html"
    path.write_text(html_page(contents(result, drawn, overview)), encoding="utf-8")
    return path


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the page's own policy forbids the library's way of waiting."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {expression}")


@dataclass
class Watch:
    """What a page said, and whom it asked for anything."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Opener:
    """Opens pages, each in a context of its own; what it sees is looked at after every test."""

    browser: Browser
    watch: Watch

    @contextmanager
    def __call__(self, path: Path, hash: str = "", **context: Any) -> Iterator[Page]:
        """Open a file; ``context`` as in ``browser.new_context``: viewport, color_scheme, java_script_enabled ..."""
        address = path.resolve().as_uri()

        def pass_on(route: Route) -> None:
            if route.request.url.partition("#")[0] == address:
                route.continue_()
            else:
                self.watch.asked.append(route.request.url)
                route.abort()

        made = self.browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **context})
        made.route("**/*", pass_on)
        page = made.new_page()
        page.on("console", lambda message: self.watch.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.watch.said.append(f"error: {error}"))
        page.set_default_timeout(20_000)
        page.goto(address + hash)
        try:
            yield page
        finally:
            made.close()


def program() -> str:
    """Return the path of the browser; without one or without its library the test fails and says what to install."""
    if importlib.util.find_spec("playwright") is None:
        pytest.fail(LIBRARY, pytrace=False)
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not Path(found).is_file():
        pytest.fail(INSTALL, pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # Chromium has no sandbox for the superuser.
        started = driver.chromium.launch(executable_path=path, args=FLAGS, chromium_sandbox=os.geteuid() != 0)
        yield started
        started.close()


@pytest.fixture
def watch() -> Watch:
    """Return what the pages of a test say and ask for; a test that provokes it may empty it."""
    return Watch()


@pytest.fixture
def opened(browser: Browser, watch: Watch) -> Iterator[Opener]:
    """Open pages; afterwards none has said anything to the console or asked anyone for anything."""
    yield Opener(browser, watch)
    assert watch.said == []
    assert watch.asked == []


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the small world."""
    def make(folder: Path) -> None:
        result = worlds.reconcile(WORLD)
        overview = {"multiples": charts.draw("timeline", result, str(result.questions["question"].iloc[0]))}
        page_file(result, folder, ("ranges", "history"), overview)

    return once(tmp_path_factory, "world", make) / "index.html"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the reports of the project's ledger as a user would."""
    def make(folder: Path) -> None:
        assert cli._run(["report", str(LEDGER), "--out", str(folder)]) == 0

    return once(tmp_path_factory, "published", make) / "kazakhstan-2022-01" / "index.html"
