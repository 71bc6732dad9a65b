"""The parts of the exports: registry, citation, schema file, HXL tags, escaping for LaTeX, the layout of the tables."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from exports import ugly_publication
from reconcile import __version__
from reconcile.citation import AUTHORS, how_to_cite, subject
from reconcile.cli.exporting import _TABLES
from reconcile.errors import UsageError
from reconcile.formats import EXPORTS, form_named, hxl, table_of
from reconcile.formats.columns import EXPORTED, KEYS, KIND_WORDS, NAMES, TIES
from reconcile.formats.hxl import _CLAIMS, _ESTIMATES, GROUPS, HARMS
from reconcile.formats.json import schema, schema_text
from reconcile.formats.latex import latex_text
from reconcile.formats.printing import PRINTED, pages
from reconcile.schema import DTYPES

FORMATS = ROOT / "reconcile" / "formats"


def test_every_form_is_a_file_of_its_name() -> None:
    for name in EXPORTS:
        form = form_named(name)

        assert (FORMATS / f"{name}.py").exists()
        assert form.ending.startswith(".")
        assert set(form.tables) <= set(NAMES)


def test_a_form_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="Choose from xlsx, json"):
        form_named("docx")
    with pytest.raises(UsageError, match="Choose from estimates, claims"):
        table_of("hxl", form_named("hxl"), "sources")


def test_the_command_knows_the_tables() -> None:
    assert _TABLES == NAMES


def test_the_columns_of_the_tables_are_declared_once() -> None:
    columns = {table.name: table.names for table in EXPORTED}
    for table in EXPORTED:
        assert len(set(table.names)) == len(table.names)
        assert all(column.meaning and column.kind in DTYPES and column.kind in KIND_WORDS for column in table.columns)
        assert not re.search(r"\b(inf|nan|NaT)\b", " ".join(column.meaning for column in table.columns))
        assert set(KEYS[table.name]) <= set(table.names)
    for table, column, other, its in TIES:
        assert column in columns[table] and its in columns[other]


# How to cite

def test_the_citation_has_the_facts_of_the_citation_file() -> None:
    facts = (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    assert f'name: "{AUTHORS}"' in facts
    assert f"version: {__version__}" in facts
    assert "cite the version and the sha256 of the ledger" in facts


def test_the_citation_is_one_paragraph() -> None:
    text = how_to_cite(ledger_name="figures.csv", ledger_sha256="47a5", events=["zhanaozen-2011"], n_claims=1)

    assert text == ("Zhanaozen, 2011: reported figures. 1 claim of the ledger figures.csv (sha256 47a5). Ranges made "
                    f"with reconcile {__version__} (The reconcile developers), headline policy envelope.")


@pytest.mark.parametrize("events, words", [
    ([], "No event"), (["a-2022-01"], "A, January 2022"), (["a", "b-2011"], "A; B, 2011"),
    ([f"e{number}" for number in range(6)], "6 events"),
])
def test_the_citation_says_what_the_figures_are_about(events: list[str], words: str) -> None:
    assert subject(events) == words


# The JSON Schema

def test_the_published_schema_is_that_of_the_columns() -> None:
    path = ROOT / "reconcile" / "data" / "export.schema.json"

    assert path.read_text(encoding="utf-8") == schema_text()


def test_the_schema_has_every_column_of_every_table() -> None:
    fields = schema()["properties"]

    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for table in EXPORTED:
        assert list(fields[table.name]["items"]["properties"]) == table.names
        assert fields[table.name]["items"]["required"] == table.names
    assert json.loads(schema_text()) == schema()


# HXL: released hashtags and the attributes that go with them, from the HXL 1.1 dictionary.

PEOPLE = {"+f", "+m", "+i", "+children", "+adolescents", "+adults", "+elderly", "+infants", "+hh", "+ind", "+displaced",
          "+idps", "+refugees", "+incamp", "+noncamp", "+injured", "+infected", "+abducted", "+killed"}
STANDARD = {
    "#affected": PEOPLE, "#date": {"+approved", "+canceled", "+converted", "+end", "+occurred", "+reported", "+start"},
    "#description": {"+type"}, "#event": {"+code", "+name", "+type"}, "#loc": {"+code", "+name", "+type", "+origin"},
    "#indicator": {"+code", "+name", "+type", "+num", "+text"}, "#meta": {"+id", "+source", "+url"},
}


def test_every_hxl_tag_is_the_standards_own() -> None:
    tags = [column.tag for column in (*_ESTIMATES, *_CLAIMS)]
    tags += [f"#affected {harm}{group}" for harm in HARMS.values() for group in GROUPS.values()]
    for tag in filter(None, tags):
        name, *attributes = tag.split()

        assert set(attributes) <= STANDARD[name]


def test_hxl_has_a_row_of_tags_and_every_tag_a_header() -> None:
    made = hxl.file(ugly_publication(), "estimates").decode().splitlines()

    assert made[1].startswith("#event +code,#loc +name,")
    assert all(column.header for column in (*_ESTIMATES, *_CLAIMS))


# LaTeX

SPECIAL = {r"\textbackslash{}": "\\", r"\{": "{", r"\}": "}", r"\#": "#", r"\$": "$", r"\%": "%", r"\&": "&",
           r"\_": "_", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
           r"\textgreater{}": ">", r"\textbar{}": "|", r"\textquotedbl{}": '"', r"\textquotesingle{}": "'",
           r"\textasciigrave{}": "`", "{[}": "[", "{]}": "]", "{*}": "*", "{-}": "-", "{,}": ",", "{!}": "!",
           "{?}": "?"}
_TOKEN = re.compile("|".join(sorted(map(re.escape, SPECIAL), key=len, reverse=True)) + "|(.)", re.DOTALL)


def unescaped(text: str) -> str:
    """Read escaped text as TeX would; a bare special sign is an error."""
    def sign(match: re.Match[str]) -> str:
        assert match[0] in SPECIAL or match[0] not in "\\{}#$%&_~^<>|\"'`[]*"
        return SPECIAL.get(match[0], match[0])

    return _TOKEN.sub(sign, text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs", "M"))))
def test_latex_prints_a_text_as_it_is(text: str) -> None:
    escaped = latex_text(text)

    assert unescaped(escaped) == " ".join(text.split())
    assert not re.search(r"--|,,|``|''|[!?]`|<<|>>", escaped)


@pytest.mark.parametrize("text, shown", [
    ("a\x07b", r"a\textless{}U+0007\textgreater{}b"), ("a\u202eb", r"a\textless{}U+202E\textgreater{}b"),
    ("a\u200cb", "a\u200cb"), ("a\nb\tc", "a b c"), ("--", "{-}{-}"), ("a-b", "a-b"), ("50%", r"50\%"),
    ("\\write18{ls}", r"\textbackslash{}write18\{ls\}"), ("^^41", r"\textasciicircum{}\textasciicircum{}41"),
])
def test_latex_shows_signs_that_steer(text: str, shown: str) -> None:
    assert latex_text(text) == shown


# Pages

@pytest.mark.parametrize("name", PRINTED)
def test_a_page_has_as_many_cells_as_its_header(name: str) -> None:
    for page in pages(ugly_publication(), name):
        assert {len(row) for group in page.groups for row in group} <= {len(page.header)}
        assert len(page.is_number) == len(page.header)
        assert [note.number for note in page.notes] == list(range(1, len(page.notes) + 1))


def test_the_slug_of_a_page_can_stand_in_an_id() -> None:
    from reconcile.formats.printing import _slug

    assert _slug("kazakhstan-2022-01") == "kazakhstan-2022-01"
    assert re.fullmatch(r"[A-Za-z0-9-]+", _slug("Алматы_2022.01"))
    assert _slug("a_b") != _slug("a.b")
    assert _slug("") == "figures"


def test_no_path_of_this_machine_is_published(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("relation,dimension,part,whole,meaning,kind,source\n", encoding="utf-8")
    made = ugly_publication(relations_file=str(own))

    assert made.settings["relations"] == "mine.csv"
