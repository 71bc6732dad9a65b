"""Events for people: the slug of an event as its title."""

from __future__ import annotations

import re

from reconcile.errors import DateError
from reconcile.sentences.dates import written_date
from reconcile.sentences.figures import capital

_EVENT = re.compile(r"(.+?)-(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")

_TOWARDS = frozenset(["after", "before", "during", "in", "since", "until"])
_SMALL = _TOWARDS | {"and", "at", "by", "for", "from", "of", "on", "the", "to", "under"}


def event_title(slug: str) -> str:
    """Print an event's slug for people: ``kazakhstan-2022-01`` is "Kazakhstan, January 2022".

    A small word before the date joins it: ``kazakhstan-before-2022`` is "Kazakhstan before 2022".
    """
    match = _EVENT.fullmatch(slug)
    if match is None:
        return slug.replace("-", " ").replace("_", " ").capitalize()
    name, *when = match.groups()
    first, *more = re.findall("[^-_]+", name) or [name]
    plain = " ".join([capital(first), *(part if part in _SMALL else capital(part) for part in more)])
    date = _longest_date(tuple(filter(None, when)))
    return f"{plain} {date}" if more and more[-1] in _TOWARDS else f"{plain}, {date}"


def _longest_date(parts: tuple[str, ...]) -> str:
    """Print a date from its parts; what makes no date is left out, down to the bare year."""
    try:
        return written_date("-".join(parts))
    except DateError:
        return _longest_date(parts[:-1]) if len(parts) > 1 else parts[0]
