"""Print a report: one self-contained page, and the same in Markdown."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from math import isinf, isnan
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
    made.globals["ends"] = _ends
    return made


def _address(url: str) -> str:
    """Quote what could end or break a link between angle brackets."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def html_page(page: Contents) -> str:
    """Return the page: every text escaped, no request to anywhere, nothing run but its own script.

    Parameters
    ----------
    page : Contents

    Returns
    -------
    str
        One file. Its Content-Security-Policy names its style sheet and its script by their digests
        (https://www.w3.org/TR/CSP3/#directive-script-src), so that nothing else in it is styled or run.
    """
    style, script = _part("page.css"), _part("page.js")

    def picture(chart: Chart, prefix: str) -> Markup:
        return Markup(inline_svg(chart, ledger_sha256=page.ledger_sha256, prefix=prefix))

    return _environment(True).get_template("page.html").render(
        page=page, picture=picture, style=Markup(style), script=Markup(script), policy=_policy(style, script))


@lru_cache(maxsize=2)
def _part(name: str) -> str:
    """Return a part of the page that is printed as it stands."""
    return resources.files("reconcile.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
            "base-uri 'none'; form-action 'none'")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _ends(low: float, high: float) -> str:
    """Return an interval as the script sorts it: an open end above every number, no figure last."""
    return "" if isnan(low) else f"{low:.0f} {'Infinity' if isinf(high) else f'{high:.0f}'}"


def markdown_page(page: Contents) -> str:
    """Return the report as Markdown; no text of the ledger can become markup."""
    return _environment(False).get_template("page.md").render(page=page)
