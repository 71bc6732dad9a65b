"""The commands: what they print, in which form, and with which exit code they leave."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import FIGURES, ROOT, Answer
from reconcile.schema import DISCREPANCIES, ESTIMATES

Make = Callable[..., str]
Command = Callable[..., Answer]

PARSE_KEYS = ["wording", "low", "high", "compatible_low", "compatible_high", "hedge", "rule", "language",
              "error"]
ESTIMATE_KEYS = ["question", "event", "measure", "population", "place", "counting", "unit", "as_of", "policy",
                 "low",
                 "best", "high", "n_claims", "n_origins", "status", "claim_ids"]
COMPARE_KEYS = ["question", "claim_a", "claim_b", "kind", "gap", "ratio", "reason"]
TABLE = """claim_id | measure  | stated          | source   | published  | as_of
           a        | detained | 4,404           | Ministry | 2022-01-08 | 2022-01-08
           b        | detained | more than 5,000 | Agency   | 2022-01-10 |
           c        | killed   | dozens          | Agency   | 2022-01-09 |
           d        | missing  | still unknown   | Agency   | 2022-01-09 |"""


def pairs(text: str) -> list[list[tuple[str, Any]]]:
    """Read a JSON array of objects, keys in their order; what JSON does not know is an error."""
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    rows: list[list[tuple[str, Any]]] = json.loads(text, object_pairs_hook=list, parse_constant=refuse)
    return rows


# Help and wrong usage.

COMMANDS = ["report", "estimate", "compare", "explain", "chart", "check", "parse"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(command: Command, name: str) -> None:
    for option in ("--help", "-h"):
        answer = command(name, option)

        assert answer.code == 0
        assert "\nExamples:\n" in answer.out and f"\n  reconcile {name}" in answer.out


def test_help_lists_the_commands_and_version_names_the_tool(command: Command) -> None:
    shown = command("--help").out

    assert all(f"\n  {name} " in shown for name in COMMANDS)
    assert command("--version") == (0, "reconcile, version 0.1.0\n", "")


WRONG = {
    "no command": [],
    "an unknown command": ["sort"],
    "an unknown option": ["estimate", "--no-such-option"],
    "an unknown option of the tool": ["--no-such-option"],
    "an option without its value": ["estimate", "--policy"],
    "an unknown format": ["estimate", "{ledger}", "--format", "xml"],
    "an unknown policy": ["estimate", "{ledger}", "--policy", "guess"],
    "an unknown policy of a report": ["report", "{ledger}", "--policy", "guess", "--out", "{out}"],
    "an unknown lexicon": ["estimate", "{ledger}", "--lexicon", "guess"],
    "an unknown lexicon of parse": ["parse", "dozens", "--lexicon", "guess"],
    "an unknown language": ["parse", "dozens", "--language", "xx"],
    "an unknown event": ["estimate", "{ledger}", "--event", "nowhere"],
    "an unknown event of a report": ["report", "{ledger}", "--event", "nowhere", "--out", "{out}"],
    "an unknown day": ["estimate", "{ledger}", "--known-by", "yesterday"],
    "a day that does not exist": ["estimate", "{ledger}", "--known-by", "2022-02-30"],
    "a day without an end": ["estimate", "{ledger}", "--known-by", "2022-01-08/.."],
    "a day before all claims": ["report", "{ledger}", "--known-by", "2021", "--out", "{out}"],
    "an unknown kind of chart": ["chart", "pie", "{ledger}", "--question", "detained", "--out",
                                 "{out}/a.svg"],
    "an unknown ending of a chart": ["chart", "ranges", "{ledger}", "--question", "detained", "--out",
                                     "{out}/a.jpg"],
    "no ending of a chart": ["chart", "ranges", "{ledger}", "--question", "detained", "--out", "{out}/a"],
    "a chart too narrow": ["chart", "ranges", "{ledger}", "--question", "detained", "--out", "{out}/a.svg",
                           "--width", "5"],
    "a chart of no question": ["chart", "ranges", "{ledger}", "--out", "{out}/a.svg"],
    "a chart of nothing": ["chart", "ranges", "{ledger}", "--question", "missing", "--out", "{out}/a.svg"],
    "an unknown question": ["explain", "drowned", "{ledger}"],
    "an ambiguous question": ["explain", "demo", "{ledger}"],
    "an empty question": ["explain", "", "{ledger}"],
    "Parquet without a file": ["estimate", "{ledger}", "--format", "parquet"],
    "one argument too many": ["check", "{ledger}", "{ledger}"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_usage_leaves_with_64_and_writes_nothing(
        make_ledger: Make, command: Command, tmp_path: Path, arguments: list[str]) -> None:
    path, out = make_ledger(TABLE), tmp_path / "out"
    answer = command(*[argument.format(ledger=path, out=out) for argument in arguments])

    assert answer.code == 64
    assert answer.out == ""
    assert answer.err
    assert not out.exists()


@pytest.mark.parametrize("arguments, listed", [
    (["estimate", "{}", "--policy", "guess"], ["guess", "envelope", "ucdp", "acled"]),
    (["estimate", "{}", "--lexicon", "guess"], ["guess", "default", "acled"]),
    (["estimate", "{}", "--event", "nowhere"], ["nowhere", "figures.csv", "demo"]),
    (["chart", "pie", "{}", "--question", "detained", "--out", "a.svg"],
     ["pie", "timeline", "ranges", "leave-one-out"]),
    (["explain", "demo", "{}"], ["3 questions fit 'demo'", "\n  demo:detained:everyone::cumulative:persons\n",
                                 "\n  demo:killed:", "\n  demo:missing:"]),
    (["explain", "drowned", "{}"], ["no question fits 'drowned'",
                                    "\n  demo:killed:everyone::cumulative:persons\n"]),
    (["report", "{}", "--known-by", "2021"], ["nothing was written", "--known-by"]),
])
def test_wrong_usage_lists_what_there_is(
        make_ledger: Make, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        arguments: list[str],
        listed: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    answer = command(*[argument.format(make_ledger(TABLE)) for argument in arguments])

    assert answer.code == 64
    assert answer.err.startswith("reconcile: ")
    for words in listed:
        assert words in answer.err


# parse

def test_parse_prints_a_table(command: Command) -> None:
    answer = command("parse", "more than 5,000", "dozens", "still unknown", "a curfew was declared")

    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].split("  ")[0] == "wording"
    assert "more than 5,000" in lines[2] and "default:more_than" in lines[2]
    assert "24 to 99" in lines[3] and "12 to 199" in lines[3] and "default:dozens" in lines[3]
    assert "no number" in lines[4]
    assert "cannot be read: it states no number." in lines[5]


def test_parse_prints_json(command: Command) -> None:
    answer = command("parse", "more than 5,000", "dozens", "--format", "json")

    assert [list(map(str, dict(row))) for row in pairs(answer.out)] == [PARSE_KEYS, PARSE_KEYS]
    assert json.loads(answer.out) == [
        {"wording": "more than 5,000", "low": 5001, "high": None, "compatible_low": 5001,
         "compatible_high": None,
         "hedge": "more_than", "rule": "default:more_than", "language": "en", "error": None},
        {"wording": "dozens", "low": 24, "high": 99, "compatible_low": 12, "compatible_high": 199,
         "hedge": "vague", "rule": "default:dozens", "language": "en", "error": None}]


def test_an_unreadable_wording_has_nulls_and_the_error(command: Command) -> None:
    answer = command("parse", "40", "a curfew was declared", "", "--format", "json")
    rows = json.loads(answer.out)

    assert answer.code == 0
    assert [row["wording"] for row in rows] == ["40", "a curfew was declared", ""]
    for row in rows[1:]:
        assert list(row) == PARSE_KEYS
        assert {row[key] for key in PARSE_KEYS[1:7]} == {None}
    assert rows[1]["error"].startswith("it states no number. ")
    assert rows[2]["error"].startswith("it is empty. ")


def test_words_that_state_no_number_are_no_error(command: Command) -> None:
    [row] = json.loads(command("parse", "still unknown", "--format", "json").out)

    assert (row["low"], row["high"], row["hedge"], row["error"]) == (None, None, "unknown", None)


def test_parse_prints_an_object_a_line(command: Command) -> None:
    answer = command("parse", "40", "dozens", "--format", "jsonl")

    assert [json.loads(line)["low"] for line in answer.out.splitlines()] == [40, 24]
    assert answer.out.endswith("}\n")


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_parse_leaves_with_2_only_when_nothing_could_be_read(command: Command, form: str) -> None:
    assert command("parse", "40", "nonsense", "--format", form).code == 0
    assert command("parse", "nonsense", "more nonsense", "--format", form).code == 2


@pytest.mark.parametrize("lines", [b"40 people\ndozens\n", b"40 people\r\ndozens\r\n", b"40 people\ndozens"])
def test_parse_reads_a_wording_a_line_from_standard_input(command: Command, lines: bytes) -> None:
    answer = command("parse", "--format", "json", stdin=lines)

    assert [(row["wording"], row["low"]) for row in json.loads(answer.out)] == [("40 people", 40),
                                                                                ("dozens", 24)]


def test_parse_of_nothing_is_nothing(command: Command) -> None:
    assert command("parse", "--format", "json") == (0, "[]\n", "")
    assert command("parse", "--format", "jsonl") == (0, "", "")
    assert command("parse").code == 0


def test_parse_reads_by_another_profile(command: Command) -> None:
    own = json.loads(command("parse", "several", "--format", "json").out)
    other = json.loads(command("parse", "several", "--lexicon", "acled", "--format", "json").out)

    assert own[0]["rule"].startswith("default:")
    assert other[0]["rule"].startswith("acled:")


# estimate and compare

def test_estimate_prints_json_with_its_keys_in_order(make_ledger: Make, command: Command) -> None:
    answer = command("estimate", make_ledger(TABLE), "--policy", "ucdp", "--format", "json")
    rows = pairs(answer.out)

    assert ESTIMATES.names == ESTIMATE_KEYS
    assert answer.code == 0
    assert all([key for key, _ in row] == ESTIMATE_KEYS for row in rows)
    first, second = (dict(row) for row in rows[:2])
    assert (first["policy"], first["low"], first["best"], first["high"]) == ("envelope", 4404, None, None)
    assert (second["policy"], second["low"], second["best"], second["high"]) == ("ucdp", 4404, 4404, None)
    assert (first["n_claims"], first["n_origins"], first["as_of"], first["claim_ids"]) == (2, 2, "2022-01-10",
                                                                                           ["a", "b"])


def test_estimate_prints_csv_with_its_columns_in_order(make_ledger: Make, command: Command) -> None:
    answer = command("estimate", make_ledger(TABLE), "--policy", "ucdp", "--format", "csv")
    rows = list(csv.reader(io.StringIO(answer.out)))

    assert rows[0] == ESTIMATE_KEYS
    assert rows[1] == ["demo:detained:everyone::cumulative:persons", "demo", "detained", "everyone", "",
                       "cumulative",
                       "persons", "2022-01-10", "envelope", "4404", "", "", "2", "2", "compatible", "a b"]
    assert [row[8:12] for row in rows if row[2] == "missing"] == [["envelope", "", "", ""],
                                                                  ["ucdp", "", "", ""]]


def test_estimate_and_json_say_the_same(make_ledger: Make, command: Command) -> None:
    path = make_ledger(TABLE)
    table = list(csv.DictReader(io.StringIO(command("estimate", path, "--format", "csv").out)))
    rows = json.loads(command("estimate", path, "--format", "json").out)

    assert table == [{key: " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
                      for key, value in row.items()} for row in rows]


def test_estimate_is_sorted_by_question_and_policy_and_stable(make_ledger: Make, command: Command) -> None:
    path = make_ledger(TABLE)
    answer = command("estimate", path, "--format", "json")
    rows = json.loads(answer.out)
    policies = list(dict.fromkeys(row["policy"] for row in rows))

    assert policies[0] == "envelope"
    assert {"ucdp", "acled", "gtd", "ibc", "airwars"} < set(policies)
    assert [(row["question"], policies.index(row["policy"])) for row in rows] == sorted(
        (row["question"], policies.index(row["policy"])) for row in rows)
    assert command("estimate", path, "--format", "json") == answer


def test_estimate_prints_a_table_that_keeps_the_open_end(make_ledger: Make, command: Command) -> None:
    out = command("estimate", make_ledger(TABLE), "--policy", "acled").out

    assert "between 4,404 and more than 5,000" in out
    assert "no figure" in out
    assert out.splitlines()[0].split() == ["event", "question", "as", "of", "policy", "range", "best",
                                           "claims", "origins",
                                           "status"]


def test_the_headline_always_runs_and_policies_keep_their_order(make_ledger: Make, command: Command) -> None:
    rows = json.loads(command("estimate", make_ledger(TABLE), "--policy", "ibc", "--policy", "ucdp",
                              "--policy", "ibc",
                              "--format", "json").out)

    assert list(dict.fromkeys(row["policy"] for row in rows)) == ["envelope", "ibc", "ucdp"]


@pytest.mark.parametrize("day, low, high, n_claims", [
    ("2022-01-08", 4404, 4404, 1), ("2022-01-09", 4404, 4404, 1), ("2022-01-10", 4404, None, 2),
    ("2022-01", 4404, None, 2),
])
def test_known_by_uses_what_was_published_by_then(
        make_ledger: Make, command: Command, day: str, low: int, high: int | None, n_claims: int) -> None:
    rows = json.loads(command("estimate", make_ledger(TABLE), "--known-by", day, "--format", "json").out)
    [row] = [row for row in rows if row["measure"] == "detained" and row["policy"] == "envelope"]

    assert (row["low"], row["high"], row["n_claims"]) == (low, high, n_claims)


def test_known_by_uses_a_retraction_only_from_its_day_on(make_ledger: Make, command: Command) -> None:
    path = make_ledger("""claim_id | stated | source | published  | retracts
                          a        | 40     | S      | 2022-01-08 |
                          b        |        | S      | 2022-01-10 | a""")
    before, after = (json.loads(command("estimate", path, "--known-by", day, "--policy", "ucdp", "--format",
                                        "json").out)[0]
                     for day in ("2022-01-09", "2022-01-10"))

    assert (before["low"], before["status"]) == (40, "single")
    assert (after["low"], after["status"]) == (None, "none")


def test_known_by_leaves_out_what_was_not_certainly_published(make_ledger: Make, command: Command) -> None:
    path = make_ledger("stated | published\n40 | 2022-01-08/..\n50 | 2022-01\n60 | 2022-01-09~\n70 | "
                       "../2022-01-08")
    [row] = [row for row in json.loads(command("estimate", path, "--known-by", "2022-01-09", "--format",
                                               "json").out)
             if row["policy"] == "envelope"]

    assert (row["low"], row["high"]) == (70, 70)


@pytest.mark.parametrize("arguments", [
    ["estimate", "--format", "json"], ["estimate", "--format", "csv"], ["estimate"],
    ["compare", "--format", "json"],
    ["compare", "--format", "csv"], ["compare"]], ids=" ".join)
@pytest.mark.parametrize("day", ["0001-01-01", "2021"])
def test_known_by_before_all_claims_is_nothing_and_no_error(
        make_ledger: Make, command: Command, arguments: list[str], day: str) -> None:
    answer = command(arguments[0], make_ledger(TABLE), *arguments[1:], "--known-by", day)

    assert (answer.code, answer.err) == (0, "")
    if "json" in arguments:
        assert answer.out == "[]\n"
    elif "csv" in arguments:
        assert answer.out == ",".join(ESTIMATE_KEYS if arguments[0] == "estimate" else COMPARE_KEYS) + "\n"


def test_known_by_the_end_of_the_calendar_is_everything(make_ledger: Make, command: Command) -> None:
    path = make_ledger(TABLE)

    assert command("estimate", path, "--known-by", "9999").out == command("estimate", path).out


def test_one_event_can_be_asked_for(make_ledger: Make, command: Command) -> None:
    path = make_ledger("event | stated\none | 40\ntwo | 50")
    rows = json.loads(command("estimate", path, "--event", "two", "--format", "json").out)

    assert {row["event"] for row in rows} == {"two"}


@pytest.mark.parametrize("name", ["estimate", "compare"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_out_writes_the_same_bytes_to_a_file(
        make_ledger: Make, command: Command, tmp_path: Path, name: str, form: str) -> None:
    path, out = make_ledger(TABLE), tmp_path / "new" / "folder" / "out.txt"
    shown = command(name, path, "--format", form)
    written = command(name, path, "--format", form, "--out", out)

    assert written == (0, "", "")
    assert out.read_bytes().decode("utf-8") == shown.out
    assert [file.name for file in out.parent.iterdir()] == ["out.txt"]
    assert command(name, path, "--format", form, "--out", "-") == shown


def test_out_never_takes_the_place_of_a_folder(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    answer = command("estimate", make_ledger(TABLE), "--out", tmp_path / "out")

    assert (answer.code, answer.out) == (3, "")
    assert list((tmp_path / "out").iterdir()) == []


def test_compare_prints_json_with_its_keys_in_order(make_ledger: Make, command: Command) -> None:
    answer = command("compare", make_ledger(TABLE), "--format", "json")
    rows = pairs(answer.out)

    assert DISCREPANCIES.names == COMPARE_KEYS
    assert answer.code == 0
    assert all([key for key, _ in row] == COMPARE_KEYS for row in rows)
    first = dict(rows[0])
    assert (first["claim_a"], first["claim_b"], first["kind"], first["gap"]) == ("a", "b", "update", 597)
    assert first["reason"].endswith(".")


def test_compare_prints_csv_with_its_columns_in_order(make_ledger: Make, command: Command) -> None:
    rows = list(csv.reader(io.StringIO(command("compare", make_ledger(TABLE), "--format", "csv").out)))

    assert rows[0] == COMPARE_KEYS
    assert rows[1][:5] == ["demo:detained:everyone::cumulative:persons", "a", "b", "update", "597"]


def test_compare_prints_a_table(make_ledger: Make, command: Command) -> None:
    lines = command("compare", make_ledger(TABLE)).out.splitlines()

    assert lines[0].split() == ["claim", "and", "kind", "gap", "ratio", "reason"]
    assert lines[2].split()[:5] == ["a", "b", "update", "597", "×1.14"]


# Parquet

def test_parquet_names_the_package_that_it_needs(
        make_ledger: Make, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = command("estimate", make_ledger(TABLE), "--format", "parquet", "--out", tmp_path / "out.parquet")

    assert answer == (64, "", "reconcile: Parquet needs a further package. "
                              "Run: pip install 'reconcile-figures[parquet]'\n")
    assert not (tmp_path / "out.parquet").exists()


class _Arrow(types.ModuleType):
    """Stands in for pyarrow: writes the rows as JSON."""

    def __init__(self, problem: OSError | None = None) -> None:
        super().__init__("pyarrow")
        self.Table = types.SimpleNamespace(from_pylist=lambda rows, schema: list(rows))
        for name in ("string", "int64", "float64", "bool_", "date32", "list_", "field", "schema"):
            setattr(self, name, lambda *_, **__: None)
        self.parquet = types.ModuleType("pyarrow.parquet")

        def write_table(rows: list[Any], where: Any, **_: Any) -> None:
            if problem:
                raise problem
            data = json.dumps(rows).encode()
            if hasattr(where, "write"):
                where.write(data)
            else:
                Path(where).write_bytes(data)

        self.parquet.write_table = write_table  # type: ignore[attr-defined]


@pytest.fixture
def arrow(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a stand-in where pyarrow is imported from."""
    def put(problem: OSError | None = None) -> None:
        module = _Arrow(problem)
        monkeypatch.setitem(sys.modules, "pyarrow", module)
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", module.parquet)

    return put


def test_parquet_holds_the_rows_of_the_json(
        make_ledger: Make, command: Command, tmp_path: Path, arrow: Callable[..., None]) -> None:
    arrow()
    path = make_ledger(TABLE)
    answer = command("estimate", path, "--format", "parquet", "--out", tmp_path / "out.parquet")

    assert answer == (0, "", "")
    assert json.loads((tmp_path / "out.parquet").read_bytes()) == json.loads(
        command("estimate", path, "--format", "json").out)


def test_parquet_that_cannot_be_written_leaves_with_3(
        make_ledger: Make, command: Command, tmp_path: Path, arrow: Callable[..., None]) -> None:
    arrow()
    (tmp_path / "file").write_text("here first", encoding="utf-8")
    answer = command("estimate", make_ledger(TABLE), "--format", "parquet", "--out",
                     tmp_path / "file" / "out.parquet")

    assert (answer.code, answer.out) == (3, "")
    assert "cannot write" in answer.err


def test_parquet_is_written_whole_or_not_at_all(
        make_ledger: Make, command: Command, tmp_path: Path, arrow: Callable[..., None]) -> None:
    arrow(OSError(errno.ENOSPC, "No space left on device"))
    (tmp_path / "out.parquet").write_text("here first", encoding="utf-8")
    answer = command("estimate", make_ledger(TABLE), "--format", "parquet", "--out", tmp_path / "out.parquet")

    assert answer.code == 3
    assert (tmp_path / "out.parquet").read_text(encoding="utf-8") == "here first"


# chart

@pytest.mark.parametrize("form, start", [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
@pytest.mark.parametrize("kind", ["timeline", "ranges", "discrepancy", "leave-one-out"])
def test_chart_writes_the_picture_and_its_points(
        make_ledger: Make, command: Command, tmp_path: Path, kind: str, form: str, start: bytes) -> None:
    out = tmp_path / "charts" / f"picture.{form}"
    answer = command("chart", kind, make_ledger(TABLE), "--question", "detained", "--out", out)

    assert answer == (0, f"{out}\n{out.with_suffix('.csv')}\n{out.with_suffix('.txt')}\n", "")
    assert out.read_bytes().startswith(start)
    points = list(csv.reader(io.StringIO(out.with_suffix(".csv").read_text(encoding="utf-8"))))
    assert len(points) > 1


def test_chart_of_a_file_name_in_capitals(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    answer = command("chart", "ranges", make_ledger(TABLE), "--question", "detained", "--out",
                     tmp_path / "A.SVG")

    assert answer.code == 0
    assert (tmp_path / "A.SVG").read_bytes().startswith(b"<?xml")


def test_chart_never_writes_over_the_ledger(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger(TABLE)
    before = Path(path).read_bytes()
    command("chart", "ranges", path, "--question", "detained", "--out", tmp_path / "figures.svg")

    assert Path(path).read_bytes() == before


def test_chart_is_no_folder(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    answer = command("chart", "ranges", make_ledger(TABLE), "--question", "detained", "--out",
                     tmp_path / "a.svg")

    assert answer.code == 3
    assert not (tmp_path / "a.csv").exists()


# The world around: encodings, pipes, full disks.

def test_text_that_the_terminal_cannot_show_is_no_error(process: Callable[..., Answer]) -> None:
    for encoding, *arguments in (("ascii", "explain", "detained everyone"), ("latin-1", "estimate"),
                                 ("ascii", "compare"), ("cp1252", "explain", "detained everyone"), ("ascii", "--help")):
        answer = process(*arguments, PYTHONIOENCODING=encoding, LC_ALL="C")

        assert (answer.code, answer.err) == (0, "")


def test_bytes_that_are_no_text_are_no_error(process: Callable[..., Answer]) -> None:
    for arguments, stdin in (([b"\xff\xfe40"], b""), ([], b"40 people\n\xff\xfe dozens\n")):
        for form in ("table", "json", "jsonl"):
            answer = process("parse", "--format", form, *arguments, stdin=stdin, PYTHONUTF8="1")

            assert "Traceback" not in answer.err
            assert answer.code in (0, 2, 3)


def test_a_file_name_that_is_no_text_is_no_error(process: Callable[..., Answer]) -> None:
    answer = process("check", b"\xff.csv")

    assert answer.code == 3
    assert "Traceback" not in answer.err


def test_a_reader_that_leaves_is_no_error() -> None:
    run = subprocess.Popen([sys.executable, "-m", "reconcile", "compare", "--format", "json"], cwd=ROOT,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout and run.stderr
    run.stdout.close()
    complaint = run.stderr.read()
    run.stderr.close()

    assert run.wait(timeout=60) == 0
    assert complaint == b""


def test_a_closed_standard_input_is_no_error() -> None:
    for arguments in ("check -", "parse"):
        done = subprocess.run(["sh", "-c", f"'{sys.executable}' -m reconcile {arguments} <&-"], cwd=ROOT,
                              timeout=60,
                              capture_output=True, check=False)

        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 2, 3)


def test_a_full_disk_leaves_with_3(make_ledger: Make, command: Command,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    path = make_ledger(TABLE)
    monkeypatch.setattr(sys, "stdout", Full())
    answer = command("estimate", path)

    assert answer.code == 3
    assert "No space left" in answer.err


@pytest.mark.usefixtures("only_svg")
def test_the_ledger_is_never_changed(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger(TABLE)
    before = Path(path).read_bytes()
    for arguments in (["check", path], ["estimate", path], ["compare", path], ["explain", "a", path],
                      ["report", path, "--out", tmp_path / "out"]):
        assert command(*arguments).code == 0

    assert Path(path).read_bytes() == before


def test_it_runs_as_a_module(process: Callable[..., Answer]) -> None:
    answer = process("check", str(FIGURES))

    assert answer.code == 0
    assert answer.out.endswith(", no faults, 0 findings.\n")
    assert process("check", "-", stdin=FIGURES.read_bytes()).out.startswith("standard input: ")


CONTRADICTING = """claim_id | stated | source   | population
                   a        | 17     | ministry | everyone
                   b        | 19     | police   | security_forces"""


def test_conflicts_prints_the_proof_and_the_cheapest_change(make_ledger: Make, command: Command) -> None:
    answer = command("conflicts", make_ledger(CONTRADICTING))

    assert answer.code == 0
    assert answer.out.startswith("1. a, b\n")
    assert "19 ≤" in answer.out and "≤ 17 is impossible" in answer.out
    assert "To resolve it: doubt" in answer.out


def test_conflicts_as_json_have_the_documented_keys(make_ledger: Make, command: Command) -> None:
    [row] = json.loads(command("conflicts", make_ledger(CONTRADICTING), "--format", "json").out)

    assert list(row) == ["claim_ids", "relations", "reason", "smallest_change"]
    assert row["claim_ids"] == ["a", "b"]


def test_without_a_conflict_that_is_said(make_ledger: Make, command: Command) -> None:
    answer = command("conflicts", make_ledger("stated\n40"))

    assert answer.out == "No claims contradict one another under the relations.\n"


def test_diff_of_two_ledgers_and_of_two_dates(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    table = """claim_id | stated | source   | published
               a        | 40     | ministry | 2022-01-08
               b        | 60     | observer | 2022-01-10"""
    path = make_ledger(table)
    by_date = command("diff", path, "--known-by-old", "2022-01-08", "--known-by-new", "2022-01-10")
    rows = json.loads(command("diff", path, "--known-by-old", "2022-01-08", "--format", "json").out)

    assert by_date.code == 0
    assert "The range of people killed went from 40 to between 40 and 60 because claim b" in by_date.out
    assert {row["kind"] for row in rows} == {"claim", "estimate"}
    assert command("diff", path, path).code == 0


def test_relations_of_ones_own_are_read(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    path = make_ledger("""claim_id | stated | source   | population
                          a        | 17     | ministry | miners
                          b        | 19     | union    | strikers""")
    own = tmp_path / "relations.csv"
    own.write_text("relation,dimension,part,whole,meaning,kind,source\n"
                   "part_of,population,strikers,miners,every striker is a miner,house,the union\n", encoding="utf-8")

    assert command("conflicts", path).out.startswith("No claims contradict")
    assert command("conflicts", path, "--relations", own).out.startswith("1. a, b\n")
