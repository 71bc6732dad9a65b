"""The Tab key: what is offered, from what the tool knows and from the ledger on the line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from conftest import FIGURES, ROOT, Answer
from reconcile.charts import KINDS
from reconcile.cli import cli
from reconcile.cli.completing import completed
from reconcile.policies import POLICIES
from reconcile.vocabulary import vocabulary
from reconcile.wording import LANGUAGES, PROFILES

SHELLS = ("bash", "zsh", "fish")


def line_of(words: list[str], shell: str) -> dict[str, str]:
    """Return the variables that a shell's script sets for a line whose last word is being written."""
    variables = {"_RECONCILE_COMPLETE": f"{shell}_complete", "COMP_WORDS": shlex.join(words)}
    return variables | {"COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1)}


def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Return what bash is offered after the given words, the last one being written."""
    from reconcile import cli as program

    for name, value in line_of(["reconcile", *words], "bash").items():
        monkeypatch.setenv(name, value)
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        program._run([])
    shown = capsys.readouterr()
    assert left.value.code == 0
    assert shown.err == ""
    return [line for line in shown.out.splitlines() if line]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Return what is offered, in the folder of the ledger."""
    monkeypatch.chdir(ROOT)
    return lambda *words: offered(monkeypatch, capsys, *words)


Offer = Callable[..., list[str]]


def plain(*names: str) -> list[str]:
    return [f"plain,{name}" for name in names]


@pytest.mark.parametrize("words, expected", [
    ([""], list(cli.list_commands(click.Context(cli)))),
    (["est"], ["estimate"]),
    (["estimate", "--known"], ["--known-by"]),
    (["estimate", "--format", ""], ["table", "csv", "json", "parquet"]),
    (["estimate", "--policy", ""], list(POLICIES)),
    (["estimate", "--policy", "ucdp", "--policy", "ac"], ["acled"]),
    (["chart", ""], list(KINDS)),
    (["parse", "--lexicon", ""], list(PROFILES)),
    (["parse", "--language", ""], list(LANGUAGES)),
    (["add", "--measure", "kil"], [name for name in vocabulary()["measure"] if name.startswith("kil")]),
    (["add", "--source-type", ""], list(vocabulary()["source_type"])),
    (["completion", ""], list(SHELLS)),
    (["help", "co"], ["compare", "conflicts", "collect", "completion"]),
    (["-q", "estimate", "--ev"], ["--event"]),
])
def test_names_that_the_tool_knows(offer: Offer, words: list[str], expected: list[str]) -> None:
    assert sorted(offer(*words)) == sorted(plain(*expected))


EVENTS = ["kazakhstan-2022-01", "kazakhstan-before-2022", "zhanaozen-2011"]


@pytest.mark.parametrize("words, expected", [
    (["estimate", "--event", ""], EVENTS),
    (["report", "--event", "zh"], EVENTS[2:]),
    (["explain", "kz22-01"], [f"kz22-01{number}" for number in range(9)]),
    (["explain", "detained-j"], ["detained-journalists"]),
    (["chart", "timeline", "--question", "hosp"], ["hospitalised"]),
    (["chart", "timeline", "--event", "zhanaozen-2011", "--question", ""], ["killed-protesters-kazakhstan-zhanaozen"]),
    (["add", "--retracts", "kz22-00"], [f"kz22-00{number}" for number in range(1, 10)]),
    (["estimate", "--known-by", "2022-01"], ["2022-01-06", "2022-01-07", "2022-01-10"]),
    (["diff", "figures.csv", "--known-by-old", "2022-01-10"], ["2022-01-10"]),
])
def test_names_from_figures_csv_of_the_current_folder(offer: Offer, words: list[str], expected: list[str]) -> None:
    assert offer(*words) == plain(*expected)


def test_names_from_the_ledger_on_the_line(offer: Offer, make_ledger: Callable[..., str]) -> None:
    path = make_ledger("stated | population\n40 | journalists", name="other.csv", event="flood-2023")

    assert offer("estimate", path, "--event", "") == plain("flood-2023")
    assert offer("chart", "ranges", path, "--question", "") == plain("killed-journalists")
    assert offer("diff", path, "--event", "") == plain("flood-2023")
    assert offer("add", path, "--cites", "") == plain("c1")


def test_a_short_name_of_two_events_is_offered_in_full(offer: Offer, make_ledger: Callable[..., str]) -> None:
    path = make_ledger("stated | event\n40 | one\n41 | two")

    assert offer("chart", "ranges", path, "--question", "") == plain(
        "one:killed:everyone::cumulative:persons", "two:killed:everyone::cumulative:persons")
    assert offer("chart", "ranges", path, "--event", "two", "--question", "") == plain("killed")


@pytest.mark.parametrize("words, expected", [
    (["estimate", ""], "file,"), (["estimate", "fig"], "file,fig"), (["diff", ""], "file,"),
    (["collect", "documents/"], "file,documents/"), (["review", ""], "file,"), (["estimate", "--out", ""], "file,"),
    (["estimate", "--vocabulary", ""], "file,"), (["report", "--out", ""], "dir,"),
    (["check", "--documents", ""], "dir,"),
])
def test_files_and_folders_are_left_to_the_shell(offer: Offer, words: list[str], expected: str) -> None:
    assert offer(*words) == [expected]


@pytest.mark.parametrize("option", ["--event", "--known-by"])
@pytest.mark.parametrize("content", [b"", b'a,"', b"\x00\xff", b"claim_id\n1,2\n", b"PK\x03\x04", None])
def test_a_broken_or_missing_ledger_offers_nothing_and_says_nothing(
        offer: Offer, tmp_path: Path, content: bytes | None, option: str) -> None:
    path = tmp_path / "broken.csv"
    if content is not None:
        path.write_bytes(content)

    assert offer("estimate", str(path), option, "") == []
    assert offer("chart", "ranges", str(path), "--question", "") == []


def test_the_looks_of_charts_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = types.SimpleNamespace(styles=lambda: {"web": 1, "slides": 2}, THEMES=("light", "dark"))
    monkeypatch.setitem(sys.modules, "reconcile.charts.styles", looks)  # type: ignore[arg-type]
    for name, expected in (("style", ["web", "slides"]), ("theme", ["light", "dark"])):
        param = completed(click.Option([f"--{name}"], type=str))
        found = param.shell_complete(click.Context(cli), "")

        assert [item.value for item in found] == expected


def test_standard_input_is_left_to_the_command(offer: Offer) -> None:
    assert offer("estimate", "-", "--event", "") == []
    assert offer("chart", "ranges", "-", "--question", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_answered_through_its_own_protocol(process: Callable[..., Answer], shell: str) -> None:
    answer = process(**line_of(["reconcile", "estimate", "--policy", "ucd"], shell))

    assert (answer.code, answer.err) == (0, "")
    assert "ucdp" in answer.out and "plain" in answer.out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_says_how_it_is_installed(process: Callable[..., Answer], shell: str) -> None:
    answer = process("completion", shell)

    assert (answer.code, answer.err) == (0, "")
    assert f"reconcile completion {shell}" in "".join(answer.out.splitlines()[:2])
    assert "_RECONCILE_COMPLETE" in answer.out
    assert answer.out.startswith("#compdef reconcile\n") == (shell == "zsh")


def test_another_shell_is_wrong_usage(process: Callable[..., Answer]) -> None:
    assert process("completion", "tcsh").code == 64


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """Put a command `reconcile` on the path of a shell."""
    script = tmp_path / "bin" / "reconcile"
    script.parent.mkdir()
    script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m reconcile \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{script.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("words, expected", [
    (["reconcile", "expl"], ["explain"]),
    (["reconcile", "chart", "timeline", "--question", "detained-"],
     ["detained-journalists", "detained-protesters", "detained-activists"]),
    (["reconcile", "estimate", "nowhere.csv", "--event", ""], []),
])
def test_bash_itself_completes(program: dict[str, str], words: list[str], expected: list[str]) -> None:
    lines = ['eval "$(reconcile completion bash)"', "complete -p reconcile >&2",
             f"COMP_WORDS=({shlex.join(words)}) COMP_CWORD={len(words) - 1}",
             "_reconcile_completion reconcile", 'printf "%s\\n" "${COMPREPLY[@]}"']
    done = subprocess.run(["bash", "--norc", "-c", "\n".join(lines)], cwd=ROOT, env=program, capture_output=True,
                          text=True, timeout=120, check=False)

    assert done.stderr.strip() == "complete -o nosort -F _reconcile_completion reconcile"
    assert [name for name in done.stdout.splitlines() if name] == expected


def test_the_tab_key_is_answered_in_silence_on_a_terminal(tmp_path: Path) -> None:
    from terminals import on_terminal

    words = ["reconcile", "chart", "timeline", str(FIGURES), "--question", "hosp"]
    code, said = on_terminal([], line_of(words, "bash"), out=tmp_path / "out")

    assert (code, said) == (0, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "plain,hospitalised\n"


def test_names_without_a_ledger_come_at_once(process: Callable[..., Answer]) -> None:
    """Heavy packages are what makes an answer slow; the clock is only a far bound for a busy machine."""
    for words in (["est"], ["parse", "--language", ""], ["chart", ""], ["estimate", "--format", ""]):
        began = time.monotonic()
        answer = process(program="-X importtime -m reconcile", **line_of(["reconcile", *words], "bash"))

        assert answer.code == 0
        imported = {line.rpartition("|")[2].strip() for line in answer.err.splitlines()}
        assert not {"pandas", "numpy", "matplotlib"} & imported
        assert time.monotonic() - began < 5
