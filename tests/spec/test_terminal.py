"""What a command says beside its results: quiet, verbose, progress, colours, and how it is stopped."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from conftest import FIGURES, ROOT, Answer
from reconcile import terminal
from reconcile.cli import cli, speaking
from reconcile.steps import heard_by, step
from reconcile.tables import to_text
from reconcile.terminal import STYLES, is_coloured, is_watched, paint, paint_error
from terminals import on_terminal

Command = Callable[..., Answer]

ERASE = "\r\x1b[K"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
DISPUTED = """claim_id | stated | source   | as_of
              a        | 40     | Ministry | 2022-01-08
              b        | 60     | Observer | 2022-01-08"""


@pytest.fixture
def ledger(make_ledger: Callable[..., str]) -> str:
    """Two figures that cannot both be right."""
    return make_ledger(DISPUTED)


# --quiet and --verbose

@pytest.mark.parametrize("arguments", [["--verbose", "estimate", "{}"], ["estimate", "--verbose", "{}"],
                                       ["estimate", "{}", "-v"], ["-v", "estimate", "-v", "{}"]])
def test_verbose_says_what_is_read_by_which_settings_and_how_long_it_took(
        command: Command, ledger: str, arguments: list[str]) -> None:
    plain = command("estimate", ledger)
    answer = command(*[each.format(ledger) for each in arguments])

    assert (answer.code, answer.out) == (plain.code, plain.out)
    assert plain.err == ""
    assert "2 claims, 1 event" in answer.err and "sha256" in answer.err
    assert "settings: policies envelope, " in answer.err
    assert "used: Reconciliation(2 claims, 1 question, 1 conflict)" in answer.err
    assert re.findall(r"^([a-z ]+): \d+\.\d\d s$", answer.err, re.MULTILINE)[:3] == [
        "reading the ledger", "reading the words", "finding the questions"]


def test_verbose_names_the_settings(command: Command, ledger: str) -> None:
    said = command("estimate", ledger, "-v", "--policy", "ucdp", "--known-by", "2022-01-10", "--event", "demo",
                   "--lexicon", "acled").err

    assert "settings: policies envelope, ucdp; lexicon acled; event demo; known by 2022-01-10; " in said


def test_no_timing_gets_into_an_output(command: Command, ledger: str, tmp_path: Path) -> None:
    for name, options in (("a.json", []), ("b.json", ["-v"]), ("c.json", ["-q"])):
        assert command("estimate", ledger, "--format", "json", "--out", tmp_path / name, *options).out == ""

    assert len({path.read_bytes() for path in tmp_path.glob("?.json")}) == 1


def test_quiet_leaves_results_and_errors(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Police said that 12 protesters were killed in Almaty.\n", encoding="utf-8")
    loud = command("collect", page, "--out", tmp_path / "a.csv")
    quiet = command("collect", "--quiet", page, "--out", tmp_path / "b.csv")
    wrong = command("-q", "estimate", tmp_path / "nowhere.csv")

    assert "1 candidate from 1 document" in loud.err
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert wrong.code == 3 and "there is no file" in wrong.err


@pytest.mark.parametrize("arguments", [["-q", "-v", "check"], ["-q", "check", "--verbose"], ["check", "-v", "-q"]])
def test_quiet_and_verbose_exclude_each_other(command: Command, arguments: list[str]) -> None:
    answer = command(*arguments, FIGURES)

    assert (answer.code, answer.out) == (64, "")
    assert "exclude each other" in answer.err


def test_every_command_takes_both() -> None:
    for name, each in cli.commands.items():
        assert {"--quiet", "--verbose", "-q", "-v"} <= {option for param in each.params for option in param.opts}, name


# Progress

def test_progress_is_shown_on_a_terminal_and_gone_at_the_end(ledger: str, tmp_path: Path) -> None:
    code, said = on_terminal(["report", ledger, "--out", str(tmp_path / "out")])
    page = f"{tmp_path / 'out' / 'demo' / 'index.html'}\n"

    assert code == 0
    assert "reading the ledger ..." in said and "demo: charts [" in said and " 4/4" in said
    assert said.endswith(ERASE + page)
    # Each thing shown is erased before the next one and at the end; nothing else is in between.
    assert said.count("\n") == 1 and said.startswith(ERASE)


@pytest.mark.parametrize("options, environment", [(["--quiet"], {}), ([], {"TERM": "dumb"})])
def test_progress_is_absent_where_it_is_not_wanted(
        ledger: str, tmp_path: Path, options: list[str], environment: dict[str, str]) -> None:
    assert on_terminal(["report", ledger, "--out", str(tmp_path / "out"), *options], environment) == (
        0, f"{tmp_path / 'out' / 'demo' / 'index.html'}\n")


def test_progress_of_documents_names_them(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name[0]}: Police said that 12 people were killed.\n", encoding="utf-8")
    code, said = on_terminal(["collect", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"),
                              "--out", str(tmp_path / "c.csv")])

    assert code == 0
    assert "document 1 one.txt" in said and "document 2 two.txt" in said
    assert said.rpartition(ERASE)[2].startswith("2 candidates from 2 documents")


def test_an_error_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    code, said = on_terminal(["check", str(tmp_path / "nowhere.csv")], {"NO_COLOR": "1"})

    assert code == 3
    assert said.rpartition(ERASE)[2].startswith("reconcile: there is no file")


class Watched(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Make standard error what a person sees, 40 columns wide."""
    shown = Watched()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_a_bar_fills_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with speaking.progress([1, 2], "work") as steps:
        assert list(steps) == [1, 2]

    half = "#" * 12 + "-" * 12
    assert screen.getvalue().split(ERASE) == ["", "work ...", f"work [{'-' * 24}] 0/2", f"work [{half}] 1/2",
                                              f"work [{'#' * 24}] 2/2", ""]


def test_steps_of_unknown_number_are_counted_and_cut_to_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with speaking.progress(iter(["a" * 60]), "document", str) as steps:
        assert len(list(steps)) == 1

    assert f"document 1 {'a' * 27}…" in screen.getvalue().split(ERASE)


def test_a_bar_goes_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with pytest.raises(ValueError, match="broken"), speaking.progress([1], "work") as steps:
        for _ in steps:
            raise ValueError("broken")

    assert screen.getvalue().endswith(ERASE)


def test_a_step_inside_another_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with heard_by(speaking.step_shown), step("outer"), step("inner"):
        pass
    with heard_by(speaking.step_shown), step("later"):
        pass

    assert screen.getvalue().split(ERASE) == ["", "outer ...", "", "later ...", ""]


def test_what_went_wrong_takes_the_place_of_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with speaking.progress([1], "work") as steps:
        for _ in steps:
            speaking.complain("one.pdf: cannot be read")

    assert f"{ERASE}one.pdf: cannot be read\n" in screen.getvalue()


def test_a_library_hears_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with step("alone"):
        pass

    assert capsys.readouterr() == ("", "")


# Colours

@pytest.mark.parametrize("environment, stream, expected", [
    ({}, Watched(), True), ({}, io.StringIO(), False), ({}, None, False),
    ({"NO_COLOR": "1"}, Watched(), False), ({"NO_COLOR": "0"}, Watched(), False), ({"NO_COLOR": ""}, Watched(), True),
    ({"TERM": "dumb"}, Watched(), False), ({"FORCE_COLOR": "1"}, io.StringIO(), True),
    ({"FORCE_COLOR": "1", "TERM": "dumb"}, Watched(), True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, Watched(), False),
])
def test_one_place_decides_on_colours(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str],
                                      stream: io.StringIO | None, expected: bool) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert is_coloured(stream) is expected


def test_a_closed_stream_is_watched_by_nobody() -> None:
    closed = io.StringIO()
    closed.close()

    assert not is_watched(closed)


COLOURED = [["estimate"], ["compare"], ["explain", "killed"], ["explain", "a"], ["estimate", "--event", "nowhere"],
            ["estimate", "--no-such-option"], ["check"]]


@pytest.mark.parametrize("arguments", COLOURED, ids=" ".join)
def test_colours_are_on_a_terminal_and_nowhere_else(ledger: str, command: Command, arguments: list[str]) -> None:
    words = [*arguments[:2], *[ledger] * (arguments[-1] != "--no-such-option"), *arguments[2:]] \
        if arguments[0] == "explain" else [arguments[0], ledger, *arguments[1:]]
    plain = command(*words)
    _, said = on_terminal(words)
    _, without = on_terminal(words, {"NO_COLOR": "1"})

    assert "\x1b" not in plain.out + plain.err
    assert not COLOUR.search(without)
    shown = said.rpartition(ERASE)[2]
    # Colour adds nothing: without its signs the text is that of a pipe.
    assert COLOUR.sub("", shown).replace("python -m reconcile", "reconcile") == plain.out + plain.err
    assert bool(COLOUR.search(shown)) == (arguments != ["check"])


def test_a_disputed_status_and_a_contradiction_are_red(ledger: str) -> None:
    red = click.style("x", fg="red").partition("x")[0]

    assert f"{red}disputed" in on_terminal(["estimate", ledger])[1]
    assert f"{red}contradicts" in on_terminal(["compare", ledger])[1]


def test_a_file_and_a_pipe_get_no_colours(ledger: str, tmp_path: Path) -> None:
    assert on_terminal(["estimate", ledger, "--out", str(tmp_path / "a.txt")])[0] == 0
    assert on_terminal(["estimate", ledger], out=tmp_path / "b.txt")[0] == 0

    assert b"\x1b" not in (tmp_path / "a.txt").read_bytes()
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_forced_colours_go_into_a_pipe(process: Command, ledger: str) -> None:
    assert COLOUR.search(process("estimate", ledger, FORCE_COLOR="1", NO_COLOR="").out)
    assert not COLOUR.search(process("estimate", ledger, FORCE_COLOR="1", NO_COLOR="1").out)


@pytest.mark.parametrize("word", STYLES)
def test_every_coloured_word_is_coloured_only_in_its_column(word: str) -> None:
    assert COLOUR.search(paint("kind", f"{word}   "))
    assert paint("reason", word) == word
    assert COLOUR.sub("", paint("status", f"{word}   ")) == f"{word}   "


def test_the_header_of_a_table_is_bold_and_no_line_ends_in_spaces() -> None:
    plain = to_text(["kind", "note"], [["agrees", ""], ["x", "words"], ["", ""]])
    painted = to_text(["kind", "note"], [["agrees", ""], ["x", "words"], ["", ""]], paint)

    assert COLOUR.sub("", painted) == plain
    assert painted.startswith(click.style("kind  ", bold=True))
    assert not [line for line in plain.splitlines() if line.endswith(" ")]


def test_the_outcomes_of_a_check_are_coloured() -> None:
    line = "spelling (cannot tell), a, b: (fail) looks alike\n"

    assert COLOUR.sub("", terminal.paint_outcomes(line)) == line
    assert len(COLOUR.findall(terminal.paint_outcomes(line))) == 2


def test_the_place_of_an_error_is_coloured_and_its_words_are_not() -> None:
    text = "f.csv, row 2: wrong: here\n  indented: no\n1 fault found; nothing was written."
    painted = paint_error(text)

    assert COLOUR.sub("", painted) == text
    assert painted.count("\x1b[0m") == 1 and painted.index("\x1b[0m") < painted.index(" wrong")


# How it is stopped

def test_ctrl_c_leaves_130_without_a_traceback() -> None:
    # A process that was started in the background inherits that the signal is ignored.
    code = ("import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
            "from reconcile.cli import main; print('ready', flush=True); main(['parse'])")
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout and running.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert running.returncode == 130
    assert out == b"" and b"Traceback" not in err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_a_stop_anywhere_leaves_130(command: Command, monkeypatch: pytest.MonkeyPatch, stop: type[Exception]) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr("reconcile.views.readings", stopped)

    assert command("parse", "40").code == 130


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    line = f"'{sys.executable}' -m reconcile -v compare --format json | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, timeout=120, check=False, text=True)

    assert done.stdout.endswith("0\n")
    assert "Traceback" not in done.stderr and "Broken" not in done.stderr
