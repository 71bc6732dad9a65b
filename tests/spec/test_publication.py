"""The charts of a publication: written by a plan or all at once, drawn again, and checked against the ledger."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import reconcile
from conftest import ROOT, Answer, ledger_text
from reconcile import cli
from reconcile.report import check_charts, write_charts

Make = Callable[..., str]
Command = Callable[..., Answer]
TABLE = """claim_id | measure  | stated          | source   | published
           a        | detained | 4,404           | Ministry | 2022-01-08
           b        | detained | more than 5,000 | Agency   | 2022-01-10
           c        | killed   | dozens          | Agency   | 2022-01-09"""
SMALL = "stated | published\n40 | 2022-01-09"
PLAN = """file,kind,question,style,theme,language,width_mm,dpi,known_by,policy,title,caption
fig-1,ranges,detained,print-1,light,de,90,150,,ucdp;acled,"Festgenommene, Januar 2022",
part-2/fig-2,timeline,detained,slides,dark,,,60,2022-01-09,,,A remark.
"""
ENDINGS = ("svg", "pdf", "png", "csv", "txt")


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


def states(out: str) -> dict[str, str]:
    """Return what a check says of each file."""
    lines = [line.partition(": ") for line in out.splitlines()]
    return {name: rest.partition(",")[0] for name, _, rest in lines if rest and "." in name and " " not in name}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a ledger, and its charts by a plan and all at once."""
    folder = tmp_path_factory.mktemp("publication")
    (folder / "figures.csv").write_text(ledger_text(TABLE), encoding="utf-8")
    (folder / "plan.csv").write_text(PLAN, encoding="utf-8")
    ledger = str(folder / "figures.csv")
    assert cli._run(["report", ledger, "--charts-only", "--plan", str(folder / "plan.csv"),
                     "--out", str(folder / "planned")]) == 0
    (folder / "small.csv").write_text(ledger_text(SMALL), encoding="utf-8")
    assert cli._run(["report", str(folder / "small.csv"), "--charts-only", "--style", "print-1", "--dpi", "60",
                     "--language", "uk", "--out", str(folder / "all")]) == 0
    return folder


@pytest.fixture
def copy(place: Path, tmp_path: Path) -> Iterator[Path]:
    """Copy what was written, to be spoiled."""
    yield Path(shutil.copytree(place, tmp_path / "copy"))


# Writing.

def test_a_plan_writes_what_it_names_and_a_manifest(place: Path) -> None:
    assert set(written(place / "planned")) == {"manifest.json"} | {
        f"{stem}.{ending}" for stem in ("fig-1", "part-2/fig-2") for ending in ENDINGS}


def test_without_a_plan_each_event_has_the_charts_of_its_report(place: Path) -> None:
    stems = {name.rpartition(".")[0] for name in written(place / "all")} - {"manifest"}

    assert {"demo/killed-timeline", "demo/killed-ranges"} <= stems
    assert {name for name in written(place / "all") if name != "manifest.json"} == {
        f"{stem}.{ending}" for stem in stems for ending in ENDINGS}


def test_the_manifest_holds_every_setting(place: Path) -> None:
    manifest = json.loads((place / "planned" / "manifest.json").read_bytes())
    first, second = manifest["charts"]

    assert first | {"questions": []} == {
        "file": "fig-1", "kind": "ranges", "questions": [], "event": "demo", "style": "print-1", "theme": "light",
        "language": "de", "width_mm": 90.0, "dpi": 150, "known_by": "", "policies": ["envelope", "ucdp", "acled"],
        "title": "Festgenommene, Januar 2022", "subtitle": "", "source": "", "caption": ""}
    assert (second["width_mm"], second["dpi"], second["known_by"], second["caption"]) == (
        254.0, 60, "2022-01-09", "A remark.")
    assert manifest["plan"]["name"] == "plan.csv" and len(manifest["plan"]["sha256"]) == 64
    assert set(manifest["versions"]) == {"reconcile", "matplotlib", "fonttools", "pypdf", "babel"}
    assert manifest["settings"]["vocabulary"] is None


def test_a_chart_knows_no_more_than_its_date(place: Path) -> None:
    with (place / "planned" / "part-2" / "fig-2.csv").open(encoding="utf-8", newline="") as file:
        assert [row["claim_id"] for row in csv.DictReader(file)] == ["a"]


def test_the_text_beside_a_picture_has_the_charts_own_words(place: Path) -> None:
    text = (place / "planned" / "fig-1.txt").read_text(encoding="utf-8")

    assert text.startswith("Alternative text: People detained: 2 figures as stated.")
    assert "Title by the chart: People detained." in text and "\n\nFestgenommene, Januar 2022\n\n" in text
    assert "Sources: [1] Ministry; [2] Agency." in text and "8. Jan" not in text
    assert json.loads((place / "planned" / "manifest.json").read_bytes())["ledger"]["sha256"] in text


def test_a_folder_is_written_again_with_what_the_plan_names_now(copy: Path, command: Command) -> None:
    (copy / "mine.txt").write_text("mine", encoding="utf-8")
    (copy / "planned" / "mine.txt").write_text("mine", encoding="utf-8")
    (copy / "plan.csv").write_text("file,kind,question\nfig-1,ranges,killed\n", encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--charts-only", "--plan", copy / "plan.csv", "--out",
                     copy / "planned")

    assert answer.code == 0
    assert set(written(copy / "planned")) == {"manifest.json", "mine.txt", *(f"fig-1.{end}" for end in ENDINGS)}


@pytest.mark.parametrize("strange", ["fig-1.png", "manifest.json"])
def test_a_file_that_is_something_else_stays(copy: Path, command: Command, strange: str, tmp_path: Path) -> None:
    out = tmp_path / "new"
    out.mkdir()
    (out / strange).write_text("mine", encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--charts-only", "--plan", copy / "plan.csv", "--out", out)

    assert answer.code == 3 and "stays as it is" in answer.err
    assert written(out) == {strange: b"mine"}


@pytest.mark.usefixtures("only_svg")
def test_the_folder_of_a_report_is_no_place_for_charts_alone(copy: Path, command: Command) -> None:
    assert command("report", copy / "figures.csv", "--out", copy / "reports").code == 0
    before = written(copy / "reports")
    answer = command("report", copy / "figures.csv", "--charts-only", "--out", copy / "reports" / "demo")

    assert answer.code == 3 and "holds a report" in answer.err
    assert written(copy / "reports") == before


FAULTS = {
    "a file name that leaves the folder": ("../x,ranges,detained,", "file", "cannot name a chart"),
    "a file name with an ending": ("x.svg,ranges,detained,", "file", "without .svg"),
    "no kind of chart": ("x,pie,detained,", "kind", "no such chart"),
    "no question": ("x,ranges,,", "question", "shows one question"),
    "an unknown question": ("x,ranges,lost,", "question", "no question fits"),
    "two questions": ("x,ranges,detained;killed,", "question", "Write one row for each"),
    "an unknown style": ("x,ranges,detained,poster", "style", "Use one of web"),
    "nothing to draw": ("x,stock-flow,killed,", "kind", "nothing to draw"),
    "the file of another row": ("A,ranges,detained,", "file", "row 2 writes this file too"),
}


@pytest.mark.parametrize("row, column, message", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_plan_is_named(make_ledger: Make, command: Command, tmp_path: Path, row: str, column: str,
                                    message: str) -> None:
    (tmp_path / "plan.csv").write_text(f"file,kind,question,style\na,ranges,killed,\n{row}\n", encoding="utf-8")
    answer = command("report", make_ledger(TABLE), "--charts-only", "--plan", tmp_path / "plan.csv", "--out",
                     tmp_path / "out")

    assert answer.code == 2 and answer.out == ""
    assert f"plan.csv, row 3, column {column}: " in answer.err and message in answer.err
    assert not (tmp_path / "out").exists()


def test_all_faults_of_a_plan_are_told_at_once(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "file,kind,question,event,theme,language,width_mm,dpi,known_by,policy\n"
        "x,pie,detained,elsewhere,sepia,xx-none,wide,7,someday,oracle\n"
        "y,ranges,detained,elsewhere,,,10,,2022-01-10,\n"
        "z,ranges,detained,,,,,,31.1.2022,\n", encoding="utf-8")
    answer = command("report", make_ledger(TABLE), "--charts-only", "--plan", tmp_path / "plan.csv", "--out",
                     tmp_path / "out")
    told = {line.partition(":")[0] for line in answer.err.splitlines()}

    assert told >= {f"plan.csv, row 2, column {column}" for column in
                    ("kind", "theme", "language", "width_mm", "dpi", "known_by", "policy")}
    assert told >= {"plan.csv, row 3, column event", "plan.csv, row 3, column width_mm",
                    "plan.csv, row 4, column known_by"}


@pytest.mark.parametrize("text, message", [
    ("file,question\na,b\n", "column kind: the column is missing"),
    ("file,kind,kind,colour\n", "column colour: no such column"),
    ("file,kind,kind\n", "stands in the header twice"), ("file,kind\n", "names no chart"), ("", "is empty"),
    ("file,kind\na\n", "row 2")])
def test_a_plan_that_is_no_plan(make_ledger: Make, command: Command, tmp_path: Path, text: str,
                                message: str) -> None:
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    answer = command("report", make_ledger(TABLE), "--charts-only", "--plan", tmp_path / "plan.csv")

    assert answer.code == 2 and message in answer.err


def test_a_plan_that_is_not_there(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    answer = command("report", make_ledger(TABLE), "--charts-only", "--plan", tmp_path / "lost.csv")

    assert answer.code == 3 and "there is no file" in answer.err
    answer = command("report", make_ledger(TABLE), "--charts-only", "--plan", tmp_path)
    assert answer.code == 3 and f"{tmp_path} is a folder. Name a plan" in answer.err


@pytest.mark.parametrize("options", [["--style", "web"], ["--plan", "plan.csv"], ["--check", "--theme", "dark"],
                                     ["--check", "--known-by", "2022-01-08"], ["--charts-only", "--style", "poster"]])
def test_options_that_would_do_nothing_are_refused(make_ledger: Make, command: Command, options: list[str]) -> None:
    answer = command("report", make_ledger(TABLE), *options)

    assert (answer.code, answer.out) == (64, "")


# Checking.

@pytest.mark.parametrize("ledger, folder", [("figures.csv", "planned"), ("small.csv", "all")])
def test_what_was_just_written_matches(place: Path, command: Command, ledger: str, folder: str) -> None:
    before = written(place)
    answer = command("report", place / ledger, "--check", "--out", place / folder)

    assert answer.code == 0 and f"{place / folder} matches its ledger" in answer.out
    assert set(states(answer.out).values()) == {"same"}
    assert written(place) == before


def test_every_difference_is_named(copy: Path, command: Command) -> None:
    folder = copy / "planned"
    (folder / "fig-1.svg").write_bytes((folder / "fig-1.svg").read_bytes() + b"\n")
    (folder / "fig-1.png").unlink()
    (folder / "other.png").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"")
    answer = command("report", copy / "figures.csv", "--check", "--out", folder)
    found = states(answer.out)

    assert answer.code == 1 and "does not match its ledger: 8 of 11 files do." in answer.out
    assert {name: state for name, state in found.items() if state != "same"} == {
        "fig-1.svg": "changed", "fig-1.png": "missing", "other.png": "foreign"}


def test_a_changed_ledger_is_seen(copy: Path, command: Command) -> None:
    (copy / "figures.csv").write_text(ledger_text(TABLE.replace("4,404", "4,405")), encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned")

    assert answer.code == 1 and answer.out.startswith("The ledger changed: figures.csv had sha256 ")
    assert set(states(answer.out).values()) == {"outdated"}


def test_a_new_remark_leaves_the_points_as_they_are(copy: Path, command: Command) -> None:
    text = (copy / "figures.csv").read_text(encoding="utf-8")
    header, *rows = text.splitlines()
    (copy / "figures.csv").write_text("\n".join([f"{header},note", *(f"{row},a" for row in rows)]) + "\n",
                                      encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned")

    assert states(answer.out)["fig-1.csv"] == "same" and states(answer.out)["fig-1.svg"] == "outdated"
    assert "fig-1.svg: outdated, as it was written, and its points are those of the ledger now" in answer.out


def test_a_chart_that_cannot_be_drawn_any_more_says_why(copy: Path, command: Command) -> None:
    (copy / "figures.csv").write_text(ledger_text(TABLE.replace("detained", "injured")), encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned")

    assert answer.code == 1 and "fig-1.svg: unmade, there is no question 'demo:detained" in answer.out


def test_a_new_question_wants_a_new_chart(copy: Path, command: Command) -> None:
    (copy / "small.csv").write_text(ledger_text("measure | stated | published\nkilled | 40 | 2022-01-09\n"
                                                "injured | 4 | 2022-01-09"), encoding="utf-8")
    answer = command("report", copy / "small.csv", "--check", "--out", copy / "all")

    assert states(answer.out)["demo/injured-ranges.svg"] == "new"


def test_another_matplotlib_is_named(copy: Path, command: Command) -> None:
    path = copy / "planned" / "manifest.json"
    found = json.loads(path.read_bytes())
    found["versions"]["matplotlib"] = "3.9.0"
    path.write_text(json.dumps(found), encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned")

    assert answer.code == 0 and answer.out.startswith("Written with matplotlib 3.9.0; here is ")


@pytest.mark.parametrize("spoil", ["charts", "settings", "plan"])
def test_a_manifest_that_lacks_settings(copy: Path, command: Command, spoil: str) -> None:
    path = copy / "all" / "manifest.json"
    found = json.loads(path.read_bytes())
    if spoil == "charts":
        found["charts"][0].pop("kind")
    else:
        found.pop(spoil)
    path.write_text(json.dumps(found), encoding="utf-8")
    answer = command("report", copy / "small.csv", "--check", "--out", copy / "all")

    assert answer.code == 64 and "lacks settings" in answer.err


def test_a_folder_without_a_manifest(copy: Path, command: Command) -> None:
    shutil.rmtree(copy / "planned" / "part-2")
    (copy / "planned" / "part-2").mkdir()
    answer = command("report", copy / "small.csv", "--check", "--out", copy)
    assert answer.code == 1 and "all matches its ledger" in answer.out and "planned does not match" in answer.out
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned" / "part-2")
    assert answer.code == 64 and "holds no charts" in answer.err


def test_further_tables_belong_to_what_is_checked(copy: Path, command: Command) -> None:
    (copy / "more.csv").write_text("kind,word,singular,plural,family,counting,meaning,source\n", encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", copy / "planned", "--vocabulary",
                     copy / "more.csv")

    assert answer.out.startswith("The further vocabulary differ: none before, more.csv with sha256 ")


def test_a_whole_report_is_checked_too(copy: Path, command: Command) -> None:
    (copy / "figures.csv").write_text(ledger_text("event | stated\ntwo | 40\none | 50"), encoding="utf-8")
    out = copy / "reports"
    assert command("report", copy / "figures.csv", "--out", out, "--known-by", "2022-01-10").code == 0
    assert command("report", copy / "figures.csv", "--check", "--out", out).code == 0
    (out / "one" / "index.html").write_text("", encoding="utf-8")
    (copy / "figures.csv").write_text(ledger_text("event | stated\nthree | 40\none | 50"), encoding="utf-8")
    answer = command("report", copy / "figures.csv", "--check", "--out", out)

    assert answer.code == 1 and "index.html: changed" in answer.out and "estimates.csv: unmade" in answer.out


# The library.

def test_the_library_writes_and_checks(place: Path, tmp_path: Path) -> None:
    ledger = reconcile.read_ledger(str(place / "figures.csv"))
    paths = write_charts(reconcile.run(ledger), tmp_path / "charts", plan=str(place / "plan.csv"))
    found, = check_charts(ledger, tmp_path / "charts")

    assert sorted(Path(path) for path in paths) == sorted((tmp_path / "charts").rglob("*fig*"))
    assert found.matches and "matches its ledger" in found._repr_html_() and "<table>" not in found._repr_html_()
    Path(paths[0]).write_text("<b>", encoding="utf-8")
    found, = check_charts(ledger, tmp_path / "charts")
    assert not found.matches and "<td>fig-1.svg</td><td>changed</td>" in found._repr_html_()
    assert written(tmp_path / "charts") | {"fig-1.svg": b""} == written(place / "planned") | {"fig-1.svg": b""}


def test_the_same_bytes_in_every_place(place: Path, tmp_path: Path) -> None:
    """Another time zone, locale, hash seed, clock and folder give the same files."""
    for number, settings in enumerate(({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
                                       {"PYTHONHASHSEED": "2", "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8",
                                        "SOURCE_DATE_EPOCH": "1"})):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "figures.csv").write_bytes((place / "figures.csv").read_bytes())
        (folder / "plan.csv").write_bytes((place / "plan.csv").read_bytes())
        done = subprocess.run([sys.executable, "-W", "error", "-m", "reconcile", "report", "--charts-only", "--plan",
                               "plan.csv"], cwd=folder, text=True, capture_output=True, check=False,
                              env={**os.environ, "PYTHONPATH": str(ROOT), **settings})
        assert (done.returncode, done.stderr) == (0, "")
        assert written(folder / "charts") == written(place / "planned")


# One chart.

def test_a_chart_in_the_words_and_look_of_a_publication(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    answer = command("chart", "ranges", make_ledger(TABLE), "--question", "detained", "--out", out, "--style", "slides",
                     "--theme", "dark", "--width", "300", "--language", "de", "--title", "Festgenommene",
                     "--subtitle", "Zwei Quellen", "--source", "Quelle: eigene Lesart", "--caption", "Ein Hinweis")
    text = out.read_text(encoding="utf-8")

    assert answer == (0, f"{out}\n{tmp_path / 'a.csv'}\n{tmp_path / 'a.txt'}\n", "")
    assert all(f">{words}</text>" in text for words in ("Festgenommene", "Zwei Quellen", "Quelle: eigene Lesart",
                                                        "Ein Hinweis"))
    assert 'width="850.394pt"' in text and 'xml:lang="de"' in text and "#14171a" in text


def test_a_picture_that_is_something_else_stays(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    ledger, out = make_ledger(TABLE), tmp_path / "photo.png"
    out.write_bytes(b"\x89PNG of something else")
    answer = command("chart", "ranges", ledger, "--question", "detained", "--out", out)
    assert answer.code == 3 and "holds something else" in answer.err
    assert written(tmp_path).keys() == {"figures.csv", "photo.png"}

    (tmp_path / "b.txt").write_text("notes of mine", encoding="utf-8")
    for _ in range(2):
        answer = command("chart", "ranges", ledger, "--question", "detained", "--out", tmp_path / "b.png")
        assert answer.out.splitlines()[2] == str(tmp_path / "b.words.txt")
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "notes of mine"


def test_a_chart_of_one_question_wants_one(make_ledger: Make, command: Command, tmp_path: Path) -> None:
    ledger = make_ledger(TABLE)
    none = command("chart", "ranges", ledger, "--out", tmp_path / "a.svg")
    two = command("chart", "ranges", ledger, "--question", "detained", "--question", "killed", "--out",
                  tmp_path / "a.svg")

    assert none.code == two.code == 64
    assert "none was named. There are:\n  demo:detained" in none.err and "shows one question, not 2" in two.err
