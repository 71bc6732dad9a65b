"""Help that reads like a page of a manual, and the list of the commands in groups."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from reconcile.cli import manual
from reconcile.cli.completing import completed
from reconcile.cli.speaking import loudness_options

_EXAMPLES = re.compile(r"\A\x08?\n?Examples?:")


_LONGEST = 400


class Example(NamedTuple):
    """A command line of a help as its lines, and what is said about it."""

    why: str
    lines: tuple[str, ...]

    @property
    def expected(self) -> int:
        """Exit code that the example names, else 0."""
        named = re.search(r"exit code (\d+)", self.why)
        return int(named[1]) if named else 0


class Page(click.Command):
    """A command whose help has arguments, examples, exit codes, files, environment and see also."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        _definitions(formatter, "Arguments", self._arguments(ctx))
        self.format_options(ctx, formatter)
        _examples(formatter, examples(self), ctx.find_root().info_name or "reconcile")
        name = str(self.name)
        _definitions(formatter, "Exit codes", manual.exit_codes(name))
        _definitions(formatter, "Files", manual.FILES.get(name, manual.FILES_OF_ALL))
        _definitions(formatter, "Environment", manual.ENVIRONMENT)
        others = ", ".join(f"reconcile {other}" for other in manual.SEE_ALSO.get(name, ("help",)))
        _definitions(formatter, "See also", [(others, "")])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the description alone; the examples have a section of their own."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(part for part in _paragraphs(self) if not _EXAMPLES.match(part)))

    def _arguments(self, ctx: click.Context) -> list[tuple[str, str]]:
        arguments = [each for each in self.params if isinstance(each, click.Argument)]
        return [(each.make_metavar(ctx).strip("[]"), manual.ARGUMENTS.get(str(each.name), "")) for each in arguments]


def page(command: click.Command) -> Page:
    """Return a command with its manual page, completion of its values, and the options that all commands take."""
    params = [completed(param) for param in command.params]
    words = inspect.cleandoc(command.help or "").partition("\f")[0]
    return Page(name=command.name, callback=command.callback, params=[*params, *loudness_options()], help=words,
                context_settings=command.context_settings)


def examples(command: click.Command) -> list[Example]:
    """Return the examples in the help of a command.

    Parameters
    ----------
    command : click.Command
        Its help has a paragraph ``Example: reconcile ...``, a command a line; a line that starts with ``#``
        says what the next command does, a line that starts with neither goes on with the one above.

    Returns
    -------
    list of Example
    """
    found: list[Example] = []
    why: list[str] = []
    for line in _example_lines(command):
        if line.startswith("#"):
            why.append(line.strip("# "))
        elif line.startswith("reconcile"):
            found.append(Example(" ".join(why), (line,)))
            why = []
        elif found:
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
    return found


def _paragraphs(command: click.Command) -> list[str]:
    return (command.help or "").split("\n\n")


def _example_lines(command: click.Command) -> list[str]:
    blocks = [_EXAMPLES.sub("", part) for part in _paragraphs(command) if _EXAMPLES.match(part)]
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def _examples(formatter: click.HelpFormatter, found: Sequence[Example], program: str) -> None:
    if not found:
        return
    with formatter.section("Examples"):
        for number, example in enumerate(found):
            if number:
                formatter.write("\n")
            for line in filter(None, [example.why and f"# {example.why}"]):
                formatter.write_text(line)
            first, *others = example.lines
            shown = [first.replace("reconcile", program, 1), *(f"    {line}" for line in others)]
            formatter.write(" \\\n".join(" " * formatter.current_indent + line for line in shown) + "\n")


def _definitions(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            if any(second for _, second in rows):
                formatter.write_dl(list(rows))
            else:
                formatter.write_text(rows[0][0])


def _synopsis(command: click.Command) -> str:
    """Return the first sentence of a help, whole."""
    return command.get_short_help_str(_LONGEST).rstrip(".")


class Contents(click.Group):
    """The list of the commands, in groups."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += loudness_options()
        self.groups: dict[str, list[str]] = {}

    def add_pages(self, groups: Mapping[str, Sequence[click.Command]]) -> None:
        """Add commands by group, in the order of the help."""
        for title, commands in groups.items():
            self.groups[title] = [str(command.name) for command in commands]
            for command in commands:
                self.add_command(page(command))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return [name for names in self.groups.values() for name in names]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of each group with their first sentence."""
        widest = max(map(len, self.commands), default=0)
        for title, names in self.groups.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), _synopsis(self.commands[name])) for name in names])
        _definitions(formatter, "Exit codes", manual.exit_codes(""))
        _definitions(formatter, "Environment", manual.ENVIRONMENT)
