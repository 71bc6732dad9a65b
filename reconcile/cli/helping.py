"""The commands that help: ``completion`` and ``help``."""

from __future__ import annotations

import click

from reconcile.cli.options import emit

VARIABLE = "_RECONCILE_COMPLETE"

_INSTALL = {
    "bash": "# Add this line to ~/.bashrc, then open a new shell:  eval \"$(reconcile completion bash)\"",
    "zsh": "# Add this line to ~/.zshrc after compinit, then open a new shell:  eval \"$(reconcile completion zsh)\"",
    "fish": "# Run once:  reconcile completion fish > ~/.config/fish/completions/reconcile.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_INSTALL)), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes the Tab key complete commands, options and names.

    The script starts with a line on how to install it. Completed are the names of commands, options, charts,
    policies, lexicons, languages and files, and, from the ledger on the line or figures.csv in the current
    folder, events, questions, claims and dates.

    \b
    Example: reconcile completion bash
             reconcile completion zsh
             reconcile completion fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    script = found(ctx.find_root().command, {}, "reconcile", VARIABLE).source().strip()
    first, _, rest = script.partition("\n")
    # zsh wants its #compdef in the first line.
    lines = [first, _INSTALL[shell], rest] if first.startswith("#") else [_INSTALL[shell], script]
    emit("\n".join(lines) + "\n")


@click.command(name="help")
@click.argument("command", default="", metavar="[COMMAND]")
@click.pass_context
def help_(ctx: click.Context, command: str) -> None:
    """Show the manual page of a command.

    The same as --help after the command.

    \b
    Example: reconcile help estimate
             reconcile help
    """
    root = ctx.find_root()
    if not command:
        emit(root.get_help() + "\n")
        return
    group = root.command
    assert isinstance(group, click.Group)
    _, found, _ = group.resolve_command(root, [command])
    assert found is not None
    emit(found.get_help(click.Context(found, info_name=command, parent=root)) + "\n")
