"""Start-up: a command imports what it needs and no more, so that help and parse answer at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import Answer

HEAVY = {"pandas", "numpy", "matplotlib", "jinja2", "babel"}


def imported(err: str) -> set[str]:
    """Return the packages in a report of ``python -X importtime``."""
    return {name.strip().split(".")[0] for name in re.findall(r"^import time:.*\|(.*)$", err, re.MULTILINE)}


@pytest.mark.parametrize("arguments, absent", [
    (["--help"], HEAVY),
    (["--version"], HEAVY),
    (["report", "--help"], HEAVY),
    (["help", "chart"], HEAVY),
    (["completion", "bash"], HEAVY),
    (["estimate", "--no-such-option"], HEAVY),
    (["export", "--help"], HEAVY | {"xlsxwriter", "pyarrow"}),
    (["export", "json", "--schema"], HEAVY),
    (["export", "markdown"], {"matplotlib", "jinja2", "xlsxwriter"}),
    (["parse", "more than 5,000", "dozens"], HEAVY),
    (["parse", "--format", "json", "two to three hundred"], HEAVY),
    (["check"], {"matplotlib", "jinja2", "babel"}),
    (["estimate", "--format", "json"], {"matplotlib", "jinja2", "babel"}),
    (["compare"], {"matplotlib", "jinja2", "babel"}),
    (["explain", "kz22-001"], {"matplotlib", "jinja2", "babel"}),
], ids=lambda value: " ".join(sorted(value)) if isinstance(value, set) else " ".join(value))
def test_a_command_imports_no_more_than_it_needs(
        process: Callable[..., Answer], arguments: list[str], absent: set[str]) -> None:
    answer = process(*arguments, program="-X importtime -m reconcile")
    found = imported(answer.err)

    assert answer.code == (64 if "--no-such-option" in arguments else 0)
    assert {"reconcile", "click"} <= found
    assert not found & absent


@pytest.mark.parametrize("code", ["import reconcile", "import reconcile; reconcile.parse_wording('dozens')",
                                  "import reconcile; dir(reconcile)"])
def test_the_package_is_light(process: Callable[..., Answer], code: str) -> None:
    answer = process(f"import sys; {code}; print(*sorted(sys.modules))", program="-c")

    assert answer.code == 0
    assert not set(answer.out.split()) & (HEAVY | {"click"})


def test_the_public_names_are_there(process: Callable[..., Answer]) -> None:
    code = "import reconcile\nfor name in reconcile.__all__: print(name, getattr(reconcile, name).__module__)"
    answer = process(code, program="-c")

    assert answer.code == 0
    assert {line.split()[0] for line in answer.out.splitlines()} == {
        "Ledger", "LedgerFaults", "Reading", "ReconcileError", "Reconciliation", "parse_wording",
        "read_ledger", "run"}


def test_a_name_that_is_not_there_is_an_attribute_error(process: Callable[..., Answer]) -> None:
    answer = process("import reconcile; reconcile.nothing", program="-c")

    assert answer.err.endswith("AttributeError: module 'reconcile' has no attribute 'nothing'\n")
