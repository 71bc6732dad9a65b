"""What the Tab key offers: names that the tool knows, and names that the ledger on the line holds.

A ledger that is missing or broken offers nothing and says nothing: a message would land in the line that is
being written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

Offers = Iterable[tuple[str, str]]
"""Values with a word of help, which zsh and fish show."""

_LEDGER = "figures.csv"
_HELP_LENGTH = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Completed(StringParamType):
    """A text whose values are offered."""

    def __init__(self, offers: Callable[[click.Context], Offers]) -> None:
        self._offers = offers

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """Return the values that begin as what was typed."""
        try:
            found = list(self._offers(ctx))
        except Exception:  # whatever is wrong with a ledger, the line that is being written stays clean
            return []
        return [CompletionItem(value, help=" ".join(meaning.split())[:_HELP_LENGTH] or None)
                for value, meaning in found if value.startswith(incomplete)]


class Placed(StringParamType):
    """A file or a folder, which the shell completes itself."""

    def __init__(self, what: str) -> None:
        self._what = what

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        """Leave it to the shell."""
        return [CompletionItem(incomplete, type=self._what)]


def completed(param: click.Parameter) -> click.Parameter:
    """Give a parameter that takes any text the completion that its name or metavar asks for."""
    # Only the type of a value decides what is offered, so that a command need not name its completion.
    if isinstance(param.type, type(click.STRING)):
        if str(param.name) in _OFFERS:
            param.type = Completed(_OFFERS[str(param.name)])
        elif param.metavar in ("FOLDER", "DIR"):
            param.type = Placed("dir")
        elif param.metavar == "FILE" or param.name in ("figures", "old", "new", "candidates", "documents"):
            param.type = Placed("file")
    return param


def _kinds(ctx: click.Context) -> Offers:
    from reconcile.charts import KINDS

    return [(name, "") for name in KINDS]


def _looks(name: str) -> Callable[[click.Context], Offers]:
    """Offer names of the looks of charts, of a table or of a function that gives one."""
    def offers(ctx: click.Context) -> Offers:
        found = getattr(import_module("reconcile.charts.styles"), name)
        return [(str(value), "") for value in (found() if callable(found) else found)]

    return offers


def _policies(ctx: click.Context) -> Offers:
    from reconcile.policies import POLICIES

    return [(name, policy.title) for name, policy in POLICIES.items()]


def _lexicons(ctx: click.Context) -> Offers:
    from reconcile.wording import PROFILES

    return [(name, "") for name in PROFILES]


def _languages(ctx: click.Context) -> Offers:
    from reconcile.wording import LANGUAGES

    return [(name, "") for name in LANGUAGES]


def _commands(ctx: click.Context) -> Offers:
    group = ctx.find_root().command
    commands = group.commands if isinstance(group, click.Group) else {}
    return [(name, command.get_short_help_str(_HELP_LENGTH)) for name, command in commands.items()]


def _words(kind: str) -> Callable[[click.Context], Offers]:
    def offers(ctx: click.Context) -> Offers:
        from reconcile.vocabulary import vocabulary

        return [(word.word, word.meaning) for word in vocabulary()[kind].values()]

    return offers


def _ledger(ctx: click.Context) -> str:
    """Return the ledger that the line names, else figures.csv."""
    # A line that ends in an option without its value leaves its arguments unparsed in ctx.args.
    unparsed = [name for name in ctx.args if name == "-" or name.endswith(".csv") or Path(name).is_file()]
    named = [name for name in (ctx.params.get("figures"), ctx.params.get("old"), *unparsed) if name]
    return str(named[-1]) if named else _LEDGER


def _column(name: str) -> Callable[[click.Context], Offers]:
    def offers(ctx: click.Context) -> Offers:
        return [(value, "") for value in sorted({row.get(name, "") for row in _rows(ctx)} - {""})]

    return offers


def _days(ctx: click.Context) -> Offers:
    return [(day, "") for day, _ in _column("published")(ctx) if _DAY.fullmatch(day)]


def _rows(ctx: click.Context) -> Iterator[dict[str, str]]:
    from reconcile.ledger.text import cells, read_bytes

    if _ledger(ctx) == "-":
        return iter(())  # what is sent in is for the command itself
    header, rows, _ = cells(_LEDGER, read_bytes(_ledger(ctx)))
    return (dict(zip(header, row, strict=True)) for _, row in rows)


def _claims(ctx: click.Context) -> Offers:
    return [(row["claim_id"], f"{row.get('measure', '')}: {row.get('stated', '')}") for row in _rows(ctx)]


def _questions(ctx: click.Context) -> Offers:
    """Offer the short names: the full ones hold colons, at which shells part words."""
    from reconcile import questions
    from reconcile.ledger import claims_of, read_ledger
    from reconcile.sentences import question_label

    if _ledger(ctx) == "-":
        return []
    source = read_ledger(_ledger(ctx), vocabulary=str(ctx.params.get("vocabulary") or ""))
    _, asked = questions.assign(claims_of(source), source.vocabulary)
    only = ctx.params.get("event")
    rows = [row for row in asked.to_dict("records") if not only or row["event"] == only]
    times = Counter(row["slug"] for row in rows)
    return [(row["slug"] if times[row["slug"]] == 1 else row["question"], question_label(row)) for row in rows]


def _subjects(ctx: click.Context) -> Offers:
    return [*_questions(ctx), *_claims(ctx)]


_OFFERS: dict[str, Callable[[click.Context], Offers]] = {
    "kind": _kinds, "style": _looks("styles"), "theme": _looks("THEMES"),
    "policies": _policies, "policy": _policies, "lexicon": _lexicons, "language": _languages,
    "command": _commands, "question": _questions, "questions": _questions, "subject": _subjects,
    "event": _column("event"), "place": _column("place"), "source": _column("source"), "origin": _column("origin"),
    "known_by": _days, "known_by_old": _days, "known_by_new": _days,
    "claim_id": _claims, "cites": _claims, "retracts": _claims,
    "measure": _words("measure"), "population": _words("population"), "counting": _words("counting"),
    "unit": _words("unit"), "source_type": _words("source_type"), "origin_type": _words("source_type"),
}
"""What is offered for a parameter, by its name."""
