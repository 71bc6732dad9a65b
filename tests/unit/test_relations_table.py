"""The table of relations: what ships, and every fault of an extension at once."""

import pytest

from reconcile.errors import LedgerFaults, UnreadableError
from reconcile.relations import load
from reconcile.relations.table import COLUMNS
from reconcile.vocabulary import vocabulary

HEADER = ",".join(COLUMNS)


def extension(tmp_path, *rows):
    path = tmp_path / "more.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_the_shipped_words_are_in_the_vocabulary():
    words = vocabulary()
    for tie in load().ties:
        for name in [tie.whole, *(term.word for term in tie.members if not term.is_optional)]:
            assert name in words[tie.dimension], name


def test_every_row_has_meaning_kind_and_source():
    assert all(tie.meaning and tie.source and tie.kind in ("published", "house") for tie in load().ties)


@pytest.mark.parametrize(("row", "column", "words"), [
    ("inside,population,a,b,m,house,s", "relation", "part_of"),
    ("part_of,colour,a,b,m,house,s", "dimension", "measure, population, place"),
    ("part_of,population,a,b,m,guess,s", "kind", "published, house"),
    ("part_of,population,a,,m,house,s", "whole", "is empty"),
    ("part_of,population,a,b,m,house,", "source", "is empty"),
    ("disjoint,population,a,b,m,house,s", "part", "two different members"),
    ("identity,population,a + c,b,m,house,s", "dimension", "exhaustive"),
    ("disjoint,measure,a | c,b,m,house,s", "dimension", "identity"),
    ("identity,measure,held late + c,b,m,house,s", "part", "cannot be read"),
    ("part_of,population,security_forces,police,m,house,s", "whole", "circle"),
    ("part_of,measure,detained,sentenced,m,house,s", "whole", "circle"),
    ("part_of,population,soldiers,police,m,house,s", "part", "which are disjoint"),
])
def test_a_row_that_cannot_be_used_is_named(tmp_path, row, column, words):
    with pytest.raises(LedgerFaults) as found:
        load(extension(tmp_path, row))
    (fault,) = found.value.faults
    assert (fault.row, fault.column) == (2, column)
    assert words in str(fault)


def test_all_faults_come_at_once(tmp_path):
    with pytest.raises(LedgerFaults) as found:
        load(extension(tmp_path, "inside,colour,a,b,m,house,s", "part_of,population,a,b,,house,s"))
    places = [(fault.row, fault.column) for fault in found.value.faults]
    assert places == [(2, "dimension"), (2, "relation"), (3, "meaning")]


def test_a_missing_column_and_a_missing_file(tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("relation,dimension\n", encoding="utf-8")
    with pytest.raises(LedgerFaults, match="the column is missing"):
        load(str(path))
    with pytest.raises(UnreadableError, match="cannot read the relations"):
        load(str(tmp_path / "nowhere.csv"))
