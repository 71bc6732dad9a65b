"""What the tests share: a ledger from a few cells, and the command line in this process or a new one."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest

import reconcile
from reconcile import cli
from reconcile.report import pictures
from reconcile.schema import LEDGER

pytest_plugins = ("chromium",)

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "figures.csv"
DOCUMENTS = ROOT / "tests" / "documents_redacted"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Measure no coverage under random examples and trials of time, which tracing makes four times as slow.

    The marker no_cover of pytest-cov does nothing in a worker of pytest-xdist.
    """
    trace = sys.gettrace()
    if "property" in item.path.parts or item.get_closest_marker("untraced"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


class Answer(NamedTuple):
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def cells_of(table: str) -> list[dict[str, str]]:
    """Read a small table: the header first, cells parted by ``|``."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def ledger_text(rows: str | Iterable[Mapping[str, str]], **defaults: str) -> str:
    """Return a ledger as CSV.

    A row without them gets the ids c1, c2 ..., the event demo, the measure killed, the publication day
    2022-01-10 and the sources Source 1, Source 2 ...
    """
    given = cells_of(rows) if isinstance(rows, str) else list(rows)
    usual = {"event": "demo", "measure": "killed", "published": "2022-01-10"} | defaults
    filled = [{"claim_id": f"c{n}", "source": f"Source {n}"} | usual | dict(row) for n,
              row in enumerate(given, 1)]
    names = {name for row in filled for name in row} | {"claim_id", "source", *usual}
    header = [name for name in LEDGER.names if name in names]
    header += [name for row in filled for name in row if name not in header]
    header = list(dict.fromkeys(header))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in filled)
    return text.getvalue()


@pytest.fixture
def make_ledger(tmp_path: Path) -> Callable[..., str]:
    """Write a ledger from a table or mappings and return its path."""
    def make(rows: str | Iterable[Mapping[str, str]], name: str = "figures.csv", **defaults: str) -> str:
        path = tmp_path / name
        path.write_bytes(ledger_text(rows, **defaults).encode("utf-8"))
        return str(path)

    return make


@pytest.fixture
def make_bytes(tmp_path: Path) -> Callable[..., str]:
    """Write bytes as a ledger and return its path."""
    def make(data: bytes | str, name: str = "figures.csv") -> str:
        path = tmp_path / name
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return str(path)

    return make


@pytest.fixture
def reconciled(make_ledger: Callable[..., str]) -> Callable[..., Any]:
    """Read and run a small ledger."""
    def make(rows: str | Iterable[Mapping[str, str]], settings: Mapping[str, Any] | None = None,
             **defaults: str) -> Any:
        return reconcile.run(reconcile.read_ledger(make_ledger(rows, **defaults)), **(settings or {}))

    return make


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Run a command in this process."""
    def run(*arguments: object, stdin: bytes = b"") -> Answer:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = cli._run([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Answer(code, shown.out, shown.err)

    return run


@pytest.fixture
def only_svg() -> Iterator[None]:
    """Leave the other pictures out where a test looks at the page, the tables or the terminal."""
    with mock.patch.object(pictures.files_of, "__defaults__", (("svg",),)):
        yield


def new_process(*arguments: str | bytes, program: str = "-m reconcile", stdin: bytes = b"",
                folder: Path = ROOT,
                **environment: str) -> Answer:
    """Run Python anew in the repository, with some environment variables changed."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run([sys.executable, *program.split(), *arguments], input=stdin, cwd=folder,
                          env=variables,
                          capture_output=True, timeout=300, check=False)
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"),
                  done.stderr.decode("utf-8", "replace"))


@pytest.fixture
def process() -> Callable[..., Answer]:
    """Run a command in a process of its own."""
    return new_process
