"""The finder on the annotated passages: no change may make it find less, or tell less of what it finds.

The floors lie 0.03 below what was measured when they were set. They are raised when the finder gets better, and never
lowered.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

import passages
from conftest import cells_of
from passages import FIELDS, Score
from reconcile.collect import find
from reconcile.documents import Document

# The same passages over and over: nothing new is reached, and tracing makes it slow.
pytestmark = pytest.mark.untraced

FLOORS = cells_of("""
    name       | precision  | recall     | interval   | origin     | as_of      | status     | population | measure
    ar         | 0.948      | 0.917      | 0.970      | 0.614      | 0.658      | 0.792      | 0.714      | 0.925
    attack     | 0.940      | 0.847      | 0.965      | 0.830      | 0.856      | 0.878      | 0.825      | 0.917
    en         | 0.922      | 0.808      | 0.952      | 0.816      | 0.742      | 0.832      | 0.842      | 0.919
    es         | 0.936      | 0.915      | 0.935      | 0.621      | 0.690      | 0.923      | 0.807      | 0.946
    fr         | 0.915      | 0.857      | 0.924      | 0.602      | 0.774      | 0.774      | 0.866      | 0.947
    kk         | 0.947      | 0.926      | 0.958      | 0.705      | 0.855      | 0.820      | 0.889      | 0.958
    ru         | 0.970      | 0.917      | 0.970      | 0.662      | 0.695      | 0.882      | 0.926      | 0.970
    shooting   | 0.889      | 0.733      | 0.970      | 0.898      | 0.779      | 0.890      | 0.858      | 0.930
    uk         | 0.948      | 0.916      | 0.947      | 0.374      | 0.902      | 0.880      | 0.857      | 0.947
""")


@lru_cache(maxsize=None)
def scored(name: str) -> Score:
    return passages.total(passages.score(one, passages.finds(one)) for one in passages.load(name))


def test_every_file_of_passages_has_its_floors() -> None:
    assert [row["name"] for row in FLOORS] == passages.names()


@pytest.mark.parametrize("name, floor", [(row["name"], float(row["precision"])) for row in FLOORS])
def test_precision(name: str, floor: float) -> None:
    assert scored(name).precision >= floor, "\n".join(scored(name).faults)


@pytest.mark.parametrize("name, floor", [(row["name"], float(row["recall"])) for row in FLOORS])
def test_recall(name: str, floor: float) -> None:
    assert scored(name).recall >= floor, "\n".join(scored(name).faults)


@pytest.mark.parametrize("name, field, floor", [(row["name"], field, float(row[field])) for row in FLOORS
                                                for field in FIELDS])
def test_fields(name: str, field: str, floor: float) -> None:
    assert scored(name).share(field) >= floor


@pytest.mark.parametrize("name", passages.names())
def test_the_language_of_a_passage_is_told_by_its_words(name: str) -> None:
    """Hardly a passage reads otherwise when its language is not given."""
    same = [passages.finds(one) == passages.finds(one, language="") for one in passages.load(name)]
    assert sum(same) >= 0.9 * len(same)


@pytest.mark.parametrize("name", passages.names())
def test_explaining_changes_no_candidate(name: str) -> None:
    for one in passages.load(name):
        explained = find(Document(one.name, one.text), language=one.language, published=one.published, explains=True)
        assert explained.candidates == passages.finds(one)


# The scores themselves

def test_a_score_counts_what_is_found_false_and_missed() -> None:
    one = passages.Passage("p", "en", "news", "2022-01-10", "Nine died. Ten were hurt. Six fled.", (
        passages.Claim(0, 4, 9, 9, "killed", "everyone", "", "2022-01-10", "current"),
        passages.Claim(26, 29, 6, 6, "displaced", "everyone", "", "2022-01-10", "current")))
    found = [candidate for candidate in passages.finds(one) if candidate.measure != "displaced"]
    score = passages.score(one, found)

    assert [(each.measure, each.low) for each in found] == [("killed", 9), ("injured", 10)]
    assert (score.found, score.false, score.missed) == (1, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert [score.share(field) for field in FIELDS] == [1.0] * len(FIELDS)
    assert score.faults == ["p: false injured 'Ten' by subject", "p: missed displaced 'Six'"]


def test_finding_nothing_scores_nothing() -> None:
    one = passages.load("en")[0]
    score = passages.score(one, [])

    assert (score.found, score.false, score.missed) == (0, 0, len(one.claims))
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)
