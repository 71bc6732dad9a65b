"""What is documented: every command, policy, chart and ledger column stands in the README."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.charts import KINDS
from reconcile.cli import cli
from reconcile.policies import POLICIES
from reconcile.schema import LEDGER, TABLES, conform, empty

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_in_the_readme_and_has_an_example(command):
    assert f"`reconcile {command}" in README
    shown = CliRunner().invoke(cli, [command, "--help"], prog_name="reconcile").output.partition("\nExamples:\n")[2]
    assert f"  reconcile {command}" in shown


@pytest.mark.parametrize("name", [*LEDGER.names, *POLICIES, *KINDS])
def test_every_column_policy_and_chart_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_its_columns_hold(table):
    assert all(column.meaning for column in table.columns)
    assert list(conform(empty(table), table)) == table.names
