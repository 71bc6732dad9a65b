"""What a web page says of itself: title, writer, publisher, date, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reconcile.documents.heads import dates_of, find_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE_NAMES = ("article:published_time", "og:article:published_time", "og:published_time", "datepublished",
               "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
               "citation_publication_date", "citation_date", "publication_date", "publish-date", "publishdate",
               "publish_date", "pubdate", "published", "parsely-pub-date", "sailthru.date", "article.published",
               "originalpublicationdate", "cxenseparse:recs:publishtime", "date", "created")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author",
                 "byl", "twitter:creator")
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "citation_publisher", "application-name", "publisher",
                    "apple-mobile-web-app-title", "twitter:site")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_ARTICLE = re.compile(r"article|posting|report|webpage|creativework", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")
_LATEST_DATE = "2100-01-01"
_LARGEST_SEARCHED, _DEEPEST = 2_000_000, 12


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself; empty for what it does not say."""

    title: str
    author: str
    publisher: str
    published: str
    published_from: str
    url: str


def read_meta(root: HtmlElement, url: str, size: int) -> Meta:
    """Read the metadata of a page.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The page; it is not changed.
    url : str
        Where the page was read; empty takes the address that the page gives.
    size : int
        Length of the page, for a large one the date is not searched for in its text.
    """
    named, linked = _named(root), list(_linked(root))
    url = url or _address(root, named)
    published, how = _published(root, named, linked, url, size)
    publisher = _publisher(named, linked, url)
    return Meta(_title(root, named, linked), _author(named, linked), publisher, published, how, url)


def _named(root: HtmlElement) -> dict[str, str]:
    """Return the contents of the ``meta`` elements by name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta", "time"):
        for key in ("property", "name", "itemprop"):
            name = element.get(key, "").strip().lower()
            value = " ".join((element.get("content") or element.get("datetime") or "").split())
            if name and value:
                found.setdefault(name, value)
    return found


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of a page, articles first."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                objects.extend(_objects(json.loads(script.text_content(), strict=False)))
            except (ValueError, RecursionError):
                continue
    yield from sorted(objects, key=lambda each: not _ARTICLE.search(str(each.get("@type", ""))))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)


def _words(value: Any, depth: int = 0) -> str:
    """Return the name in a JSON-LD value: a text, an object with a name, or a list of them."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(each, depth + 1) for each in value)))
    if isinstance(value, dict):
        return _words(value.get("name"), depth + 1)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _in_linked(linked: list[dict[str, Any]], key: str) -> str:
    return next(filter(None, (_words(each.get(key)) for each in linked)), "")


def _title(root: HtmlElement, named: dict[str, str], linked: list[dict[str, Any]]) -> str:
    heads = [" ".join(head.text_content().split()) for head in root.iter("h1")]
    head = heads[0] if len(heads) == 1 else ""
    page = " ".join(next((element.text_content() for element in root.iter("title")), "").split())
    whole = _first(named, _TITLE_NAMES) or _in_linked(linked, "headline") or head or page
    parts = _SEPARATOR.split(whole)
    return parts[0] if len(parts) > 1 and (parts[0] == head or parts[-1] == named.get("og:site_name")) else whole


def _author(named: dict[str, str], linked: list[dict[str, Any]]) -> str:
    name = _in_linked(linked, "author") or _first(named, _AUTHOR_NAMES)
    return "" if "://" in name else name.lstrip("@")


def _publisher(named: dict[str, str], linked: list[dict[str, Any]], url: str) -> str:
    name = _first(named, _PUBLISHER_NAMES[:2]) or _in_linked(linked, "publisher") or _first(named, _PUBLISHER_NAMES)
    return name.lstrip("@") or (urlsplit(url).hostname or "").removeprefix("www.")


def _address(root: HtmlElement, named: dict[str, str]) -> str:
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical" and "://" in link.get("href", ""):
            return str(link.get("href", "")).strip()
    address = named.get("og:url", "")
    return address if "://" in address else ""


def _published(root: HtmlElement, named: dict[str, str], linked: list[dict[str, Any]], url: str,
               size: int) -> tuple[str, str]:
    """Return the date of publication and how it was found."""
    for name in _DATE_NAMES:
        if found := _day(named.get(name, "")):
            return found, "meta"
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if found := _day(_in_linked(linked, key)):
            return found, "json-ld"
    if size <= _LARGEST_SEARCHED and (found := _searched(root, url)):
        return found, "htmldate"
    return "", ""


def _day(value: str) -> str:
    """Return the day of a date as pages write it, empty for no full date."""
    match = _ISO.match(value)
    if match is None:
        return find_date(value[:80])
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def _searched(root: HtmlElement, url: str) -> str:
    from copy import deepcopy

    from htmldate import find_date as search

    try:
        found = search(deepcopy(root), original_date=True, url=url or None, max_date=_LATEST_DATE)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    found = str(found or "")
    return found if not found.endswith("-01") or _is_stated(root, found) else ""


def _is_stated(root: HtmlElement, day: str) -> bool:
    """Say whether a page holds a first of a month as a date, not a month or a year alone."""
    forms = {day, day.replace("-", ""), day.replace("-", "/")}
    values = (str(value) for element in root.iter("meta", "time", "a", "link") for value in element.attrib.values())
    return any(form in value for value in values for form in forms) or any(
        found == day for found, _, _ in dates_of(root.text_content()[:_LARGEST_SEARCHED]))
