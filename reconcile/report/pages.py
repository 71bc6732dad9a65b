"""Print a report: one self-contained page, and the same in Markdown."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reconcile.charts import Chart
from reconcile.publish import inline_svg
from reconcile.report.contents import Contents
from reconcile.sentences import full_stop
from reconcile.tables import markdown_text


@lru_cache(maxsize=2)
def _environment(escape: bool) -> Environment:
    made = Environment(loader=PackageLoader("reconcile.report"), autoescape=escape, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    made.filters["md"] = markdown_text
    made.filters["full_stop"] = full_stop
    made.filters["urlencode_link"] = _address
    return made


def _address(url: str) -> str:
    """Quote what could end or break a link between angle brackets."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def html_page(page: Contents) -> str:
    """Return the page: no script, no request to anywhere, every text escaped."""
    def picture(chart: Chart, prefix: str) -> Markup:
        return Markup(inline_svg(chart, ledger_sha256=page.ledger_sha256, prefix=prefix))

    return _environment(True).get_template("page.html").render(page=page, picture=picture)


def markdown_page(page: Contents) -> str:
    """Return the report as Markdown; no text of the ledger can become markup."""
    return _environment(False).get_template("page.md").render(page=page)
