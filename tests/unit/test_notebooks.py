"""The notebooks: short, made of the public interface alone, the same everywhere, with their outputs."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import reconcile
from conftest import ROOT

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LEDGERS = sorted(path for path in FOLDER.glob("*.csv") if path.read_text(encoding="utf-8").startswith("claim_id,"))
MACHINE = re.compile(r"(?:/(?:tmp|home|root|Users|work|var|opt|usr)/|[A-Z]:\\\\|site-packages|127\.0\.0\.1|localhost)")
PUBLIC = {"reconcile", "reconcile.report", "pathlib"}
MOST_CELLS = 15

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str = "") -> list[dict[str, Any]]:
    """Return the cells of a notebook, or those of one kind."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if kind in ("", cell["cell_type"])]


def trees(path: Path) -> list[ast.Module]:
    return [ast.parse("".join(cell["source"])) for cell in cells(path, "code")]


def test_it_is_short_and_every_step_is_introduced(path: Path) -> None:
    found = cells(path)

    assert len(found) <= MOST_CELLS
    assert re.fullmatch(r"\d\d-[a-z]+(-[a-z]+)*", path.stem)
    assert found[0]["cell_type"] == "markdown" and "".join(found[0]["source"]).startswith("# ")
    assert len(cells(path, "markdown")) >= len(cells(path, "code")) - 2


def test_its_cells_have_ids_of_their_own_that_stay(path: Path) -> None:
    ids = [cell["id"] for cell in cells(path)]

    assert len(set(ids)) == len(ids)
    # A word that a person gave; a tool makes new random ones on each conversion.
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) and not re.fullmatch(r"[0-9a-f]{8}", each) for each in ids)


def test_it_defines_no_function_and_imports_the_public_interface_alone(path: Path) -> None:
    nodes = [node for tree in trees(path) for node in ast.walk(tree)]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    names = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}

    assert not [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda,
                                                            ast.ClassDef))]
    assert "reconcile" in imported and imported <= PUBLIC
    assert not [name for name in names | attributes if name.startswith("_")]
    assert {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            and node.value.id == "reconcile"} <= set(reconcile.__all__)


def test_it_is_committed_as_it_ran_without_an_error(path: Path) -> None:
    code = cells(path, "code")

    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all(cell["metadata"] == {} for cell in cells(path))
    assert not [output for cell in code for output in cell["outputs"] if output["output_type"] == "error"
                or output.get("name") == "stderr"]
    assert sum(bool(cell["outputs"]) for cell in code) >= len(code) - 2


def test_it_names_no_machine(path: Path) -> None:
    assert not MACHINE.findall(path.read_text(encoding="utf-8"))


def test_its_figures_are_drawings_with_text(path: Path) -> None:
    shown = [output["data"] for cell in cells(path, "code") for output in cell["outputs"] if "data" in output]
    pages = ["".join(data.get("text/html", [])) for data in shown]

    assert not [data for data in shown if {"image/png", "image/jpeg"} & set(data)]
    assert any("<svg" in page and "<text" in page for page in pages)


def test_it_is_written_in_the_form_of_the_program_that_runs_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_its_ledgers_have_no_fault_and_cite_every_claim(path: Path) -> None:
    named = set(re.findall(r'"([\w.-]+\.csv)"', "".join("".join(cell["source"]) for cell in cells(path, "code"))))
    for ledger in LEDGERS:
        if ledger.name in named:
            rows = list(csv.DictReader(io.StringIO(ledger.read_text(encoding="utf-8"), newline="")))
            assert len(reconcile.read_ledger(str(ledger)).rows) == len(rows)
            assert all(row["source"] and row["url"].startswith("http") for row in rows)
    assert named <= {"figures.csv", *(each.name for each in FOLDER.glob("*.csv"))}


def test_the_program_that_runs_them_takes_every_one(path: Path) -> None:
    program = (ROOT / ".ci" / "notebooks.py").read_text(encoding="utf-8")

    assert path.parent.name == "notebooks"
    assert 'FOLDER = Path(__file__).parents[1] / "notebooks"' in program and 'FOLDER.glob("*.ipynb")' in program
