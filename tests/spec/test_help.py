"""Help: a page of a manual for every command, whose examples are true."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from conftest import FIGURES, Answer
from reconcile.candidates import read_candidates, write_candidates
from reconcile.cli import cli
from reconcile.cli.manual import EXIT_CODES, FILES, OWN_EXIT_CODES, SEE_ALSO
from reconcile.cli.pages import examples, page

Command = Callable[..., Answer]

NAMES = sorted(cli.commands)
NOTE = "Police said that 12 protesters were killed and 30 injured in Almaty on 9 January 2022.\n"


@pytest.fixture(scope="module")
def candidates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Collect candidates once, the first of them accepted."""
    from reconcile import cli as program

    path = tmp_path_factory.mktemp("candidates") / "candidates.csv"
    (path.parent / "note.txt").write_text(NOTE, encoding="utf-8")
    assert program._run(["collect", str(path.parent / "note.txt"), "--event", "kazakhstan-2022-01", "--published",
                         "2022-01-10", "--source", "Daily Post", "--out", str(path)]) == 0
    frame = read_candidates(str(path))
    frame.loc[frame.index[0], "decision"] = "accept"
    write_candidates(str(path), frame)
    return path


@pytest.fixture
def here(tmp_path: Path, candidates: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with what the examples name."""
    shutil.copy(FIGURES, tmp_path / "figures.csv")
    lines = FIGURES.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "old.csv").write_text("".join(lines[:10]), encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "no-documents").mkdir()
    (tmp_path / "plan.csv").write_text("file,kind,question\nkilled,ranges,killed everyone\n", encoding="utf-8")
    shutil.copy(candidates, tmp_path / "candidates.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_every_example_does_what_it_says(command: Command, here: Path, name: str) -> None:
    found = examples(cli.commands[name])

    assert found
    for example in found:
        words = shlex.split(" ".join(example.lines))
        assert words[:2] == ["reconcile", name]
        answer = command(*words[1:])
        assert answer.code == example.expected, answer.err


@pytest.mark.parametrize("name", NAMES)
def test_every_help_has_the_sections_of_a_manual(command: Command, name: str) -> None:
    shown = command(name, "--help").out
    titles = [line[:-1] for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    rest = ["Exit codes", *["Files"] * bool(FILES.get(name, True)), "Environment", "See also"]

    assert shown.startswith(f"Usage: reconcile {name} ")
    assert titles[-len(rest):] == rest
    assert [title for title in titles if title in ("Arguments", "Options", "Examples")][-2:] == ["Options", "Examples"]
    assert "Example:" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_and_option_is_explained(name: str) -> None:
    found = cli.commands[name]
    ctx = click.Context(found)
    for param in found.params:
        if isinstance(param, click.Option):
            assert param.help, param.name
    for metavar, meaning in found._arguments(ctx):  # type: ignore[attr-defined]
        assert metavar.isupper() and meaning, metavar


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("columns", [80, 200])
def test_help_keeps_to_the_width(command: Command, monkeypatch: pytest.MonkeyPatch, name: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = command(*[name] * bool(name), "--help").out
    prose = shown.partition("\nExamples:")[0] + shown.partition("\nExit codes:")[2]

    assert max(map(len, prose.splitlines())) <= min(columns, 100)


def test_the_first_page_lists_every_command_once_in_groups(command: Command) -> None:
    shown = command("--help").out
    listed = [line.split()[0] for line in shown.partition("\nReading the ledger:")[2].splitlines()
              if line.startswith("  ") and line[2:3].strip() and line.split()[0] in cli.commands]

    assert sorted(listed) == NAMES
    titles = ["Reading the ledger", "From documents to claims", "Publishing", "Help"]
    assert titles == sorted(titles, key=lambda title: shown.index(f"\n{title}:\n"))


def test_what_is_named_beside_the_commands_exists() -> None:
    assert {*OWN_EXIT_CODES, *FILES, *SEE_ALSO} <= {*NAMES}
    assert {other for others in SEE_ALSO.values() for other in others} <= {*NAMES}


def test_a_command_of_its_own_exit_codes_says_so(command: Command) -> None:
    assert "1    findings, no faults\n" in command("check", "--help").out
    assert "1 " not in EXIT_CODES


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_is_its_help(command: Command, name: str) -> None:
    assert command("help", name) == command(name, "--help")


def test_help_alone_is_the_first_page(command: Command) -> None:
    assert command("help") == command("--help")


def test_help_of_nothing_known_is_wrong_usage(command: Command) -> None:
    answer = command("help", "estimte")

    assert answer.code == 64
    assert "Did you mean 'estimate'?" in answer.err


@pytest.mark.parametrize("arguments, nearest", [
    (["estimte"], "estimate"), (["estimate", "--polcy", "ucdp"], "--policy"), (["--quite"], "--quiet")])
def test_a_slip_is_answered_with_the_nearest_name(command: Command, arguments: list[str], nearest: str) -> None:
    answer = command(*arguments)

    assert answer.code == 64
    assert f"Did you mean '{nearest}'?" in answer.err or nearest in answer.err.partition("Did you mean")[2]


def test_the_usage_line_names_the_program_that_was_called(process: Callable[..., Answer]) -> None:
    as_module = process("estimate", "--help")
    as_script = process("import sys; from reconcile.cli import main; main(sys.argv[1:])", "estimate", "--help",
                        program="-c")

    assert as_module.out.startswith("Usage: python -m reconcile estimate ")
    assert "\n  python -m reconcile estimate\n" in as_module.out
    assert as_module.out.replace("python -m reconcile", "reconcile").split() == as_script.out.split()


def test_a_help_without_examples_has_no_such_section() -> None:
    @click.command()
    def bare() -> None:
        """Do nothing."""

    made = page(bare)
    shown = made.get_help(click.Context(made, info_name="bare"))

    assert examples(made) == []
    assert "Examples" not in shown and "Arguments" not in shown
    assert "Do nothing." in shown and "--verbose" in shown
