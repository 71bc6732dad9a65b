"""How results feel in a notebook: they show themselves, and a question is found by its name."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, get_args

import pandas as pd
import pytest

import reconcile
from conftest import FIGURES
from reconcile.asked import Kind, Question
from reconcile.charts import KINDS
from reconcile.errors import UsageError
from reconcile.explain import explanation
from reconcile.pipeline import Reconciliation
from worlds import reconcile as reconciled

CLAIMS = """claim_id | stated          | source   | as_of      | published  | population
            a        | 40              | Ministry | 2022-01-08 | 2022-01-08 | everyone
            b        | more than 60    | Observer | 2022-01-08 | 2022-01-09 | everyone
            c        | about 5         | Observer | 2022-01-08 | 2022-01-10 | journalists
            d        | still unknown   | Blog     | 2022-01-08 | 2022-01-10 | everyone"""


class Plain(HTMLParser):
    """Collects tags with attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    """Two questions, three origins."""
    return reconciled(CLAIMS)


def test_a_question_is_found_by_name_short_name_and_words(result: Reconciliation) -> None:
    name = "demo:killed:everyone::cumulative:persons"

    assert result[name].name == result["killed"].name == result["killed everyone"].name == name
    with pytest.raises(UsageError, match="no question fits 'drowned'"):
        result["drowned"]


def test_a_question_has_its_part_of_every_table(result: Reconciliation) -> None:
    question = result["killed"]

    assert set(question.claims["claim_id"]) == {"a", "b", "d"}
    assert set(question.estimates["policy"]) == set(result.settings.policies)
    assert set(question.evidence["origin"]) == {"Ministry", "Observer"}
    assert set(question.leave_one_out["origin"]) == {"Ministry", "Observer"}
    assert list(question.discrepancies["kind"]) == ["contradicts"]
    assert [set(ids) for ids in question.conflicts["claim_ids"]] == [{"a", "b"}]
    assert list(question.bounds["question"]) == [question.name]
    assert list(question.history["known_by"]) == ["2022-01-08", "2022-01-09", "2022-01-10"]
    assert question.status == "disputed" and question.label == "People killed"
    for frame in ("claims", "estimates", "evidence", "discrepancies", "conflicts", "bounds", "leave_one_out",
                  "history"):
        assert type(getattr(question, frame)) is pd.DataFrame


def test_a_question_explains_itself_line_by_line(result: Reconciliation) -> None:
    told = result["killed"].explain()

    assert told == explanation(result, result["killed"].name)
    assert repr(told) == str(told) and "\n1. The question is " in repr(told)


def test_a_question_draws_its_charts(result: Reconciliation) -> None:
    figure = result["killed"].chart("ranges")

    assert figure._repr_html_() == result.chart("ranges", question="killed")._repr_html_()


def test_a_result_goes_through_its_questions(result: Reconciliation) -> None:
    assert [question.name for question in result] == list(result.questions["question"])
    assert all(isinstance(question, Question) for question in result)


def test_the_keys_that_a_notebook_completes(result: Reconciliation) -> None:
    assert result._ipython_key_completions_() == list(result.questions["question"])
    assert all(result[key].name == key for key in result._ipython_key_completions_())


def test_an_editor_can_complete_every_kind_of_chart() -> None:
    assert set(KINDS) <= set(get_args(Kind))


def test_what_a_user_may_want_is_listed_and_nothing_else(result: Reconciliation) -> None:
    assert set("bounds chart claims conflicts discrepancies estimates evidence find findings history known_by "
               "leave_one_out ledger of_event questions residuals settings".split()) <= set(dir(result))
    assert len(dir(result)) < 25 and not [name for name in dir(result) if name.startswith("_")]
    assert " ".join(dir(result["killed"])) == (
        "bounds chart claims conflicts discrepancies estimates evidence explain history label leave_one_out name "
        "result sentence status")
    for name in dir(result):
        assert getattr(result, name) is not None


def test_what_was_known_by_a_day_is_run_by_the_same_settings() -> None:
    result = reconciled(CLAIMS, policies=["ucdp"], lexicon="acled", event="demo")
    then = result.known_by("2022-01-08")

    assert then.settings == reconciled(CLAIMS, policies=["ucdp"], lexicon="acled", event="demo",
                                       known_by="2022-01-08").settings
    assert list(then.claims["claim_id"]) == ["a"]
    assert result.known_by("9999-12-31").claims.equals(result.claims)
    with pytest.raises(UsageError):
        result.known_by("yesterday")


def test_a_result_shows_each_question_with_range_best_status_and_number_of_claims(result: Reconciliation) -> None:
    shown = Plain(result._repr_html_())

    assert shown.text[:6] == ["figures.csv: Reconciliation(4 claims, 2 questions, 1 conflict)", "Question", "Range",
                              "Best", "Status", "Claims"]
    assert {"killed", "killed-journalists", "disputed", "single", "3", "1"} <= set(shown.text)


def test_a_question_shows_its_sentence_policies_and_claims(result: Reconciliation) -> None:
    question = result["killed"]
    shown = Plain(question._repr_html_())

    assert shown.text[0] == f"{question.sentence} Status: disputed."
    assert {"envelope", "“more than 60”", "Ministry", "8 January 2022", "counts in the range"} <= set(shown.text)
    assert repr(question) == f"Question({question.name}: {question.sentence})"


@pytest.mark.parametrize("words, said", [("more than 5,000", "5,001 or more"), ("dozens", "24 to 99"), ("40", "40"),
                                         ("still unknown", "no number")])
def test_a_reading_shows_words_interval_and_rule(words: str, said: str) -> None:
    reading = reconcile.parse_wording(words)
    shown = Plain(reading._repr_html_())

    assert repr(reading) == f"Reading({words!r}: {said}, {reading.rule})"
    assert {words, said} <= set(shown.text)
    assert not reading.rule or reading.rule in shown.text


def test_what_is_shown_is_plain_and_nothing_in_it_runs(make_ledger: Callable[..., str]) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=y>"
    rows = [{"stated": "40", "source": nasty, "population": "<b>x"}, {"stated": "41", "source": "B"}]
    ledger = reconcile.read_ledger(make_ledger(rows))
    result = reconcile.run(ledger)
    pages = [ledger._repr_html_(), result._repr_html_(), *(question._repr_html_() for question in result),
             reconcile.parse_wording("40 people in & around")._repr_html_()]
    for page in pages:
        assert Plain(page).tags <= {"p", "table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert Plain(page).attributes <= {"scope"}


def test_an_error_of_the_user_is_one_sentence_in_a_notebook(make_ledger: Callable[..., str]) -> None:
    with pytest.raises(reconcile.LedgerFaults) as caught:
        reconcile.read_ledger(make_ledger("stated\na curfew"))

    [line] = caught.value._render_traceback_()
    assert line == f"LedgerFaults: {caught.value}"
    assert "row 2, column stated" in line


def test_the_display_is_the_same_in_every_run() -> None:
    def shown() -> Any:
        result = reconcile.run(reconcile.read_ledger(str(FIGURES)))
        return result._repr_html_(), [question._repr_html_() for question in result], result.ledger._repr_html_()

    assert shown() == shown()
