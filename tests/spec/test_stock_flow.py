"""Ever detained = held + released + died in custody, with published figures."""

from __future__ import annotations

import math

import pytest

from reconcile import read_ledger, run, stockflow
from worlds import ledger_of, rows_of

AAPP = """measure  | stated  | as_of      | published  | source
          arrested | {ever}  | {day}      | {day}      | AAPP
          held     | {held}  | {day}      | {day}      | AAPP
          released | {freed} | {day}      | {day}      | AAPP"""


def balances(table, **defaults):
    """Return the balances of a small table."""
    return stockflow.balance(run(ledger_of(table, **defaults))).to_dict("records")


def aapp(ever, held, freed, day="2023-05-15"):
    """Return the balance of one briefing."""
    row, = balances(AAPP.format(ever=ever, held=held, freed=freed, day=day), place="Myanmar")
    return row


@pytest.mark.parametrize(("ever", "held", "freed", "day"), [
    ("22,252", "17,948", "4,304", "2023-05-15"), ("23,855", "19,480", "4,375", "2023-07-13"),
    ("27,702", "21,145", "6,557", "2024-11-22")])
def test_published_briefings_balance(ever, held, freed, day):
    row = aapp(ever, held, freed, day)
    assert (row["outcome"], row["as_of"], row["measure"], row["place"]) == ("pass", day, "arrested", "Myanmar")
    assert row["claim_ids"] == ("c1", "c2", "c3")
    assert row["expected_low"] == row["expected_high"] == row["held_low"] == float(held.replace(",", ""))


def test_the_sentence_of_a_balance_can_be_followed_by_hand():
    assert aapp("22,252", "17,948", "4,304")["message"] == (
        "On 15 May 2023, 22,252 arrested less 4,304 released leave 17,948, and 17,948 are stated as held")


def test_too_many_held_fails():
    row = aapp("22,252", "18,000", "4,304")
    assert row["outcome"] == "fail"
    assert row["message"] == ("On 15 May 2023, 22,252 arrested less 4,304 released leave 17,948, "
                              "but 18,000 are stated as held: 52 too many")


def test_too_few_held_fails_and_says_what_is_not_counted():
    row = aapp("22,252", "17,900", "4,304")
    assert row["outcome"] == "fail"
    assert row["message"].endswith("48 people unaccounted for (deaths, escapes and transfers are not counted)")


def test_deaths_in_custody_are_taken_out(tmp_path):
    words = tmp_path / "words.csv"
    words.write_text("kind,word,singular,plural,family,counting,meaning,source\n"
                     "measure,died_in_custody,dead in custody,dead in custody,custody,cumulative,x,y\n")
    table = "measure | stated\ndetained | 100\nheld | 60\nreleased | 38\ndied_in_custody | 2"
    path = tmp_path / "figures.csv"
    path.write_text("claim_id,event,measure,stated,published,source\n" + "".join(
        f"c{n},demo,{row['measure']},{row['stated']},2022-01-10,S\n" for n, row in enumerate(rows_of(table), 1)))
    row, = stockflow.balance(run(read_ledger(str(path), vocabulary=str(words)))).to_dict("records")
    assert row["outcome"] == "pass" and row["died_in_custody_low"] == 2
    assert "less 38 released and 2 who died in custody leave 60" in row["message"]


def test_kazakhstan_cannot_be_told():
    row, = balances("""measure  | stated           | as_of      | source
                       detained | as many as 9,900 | 2022-01-12 | Ministry
                       held     | 711              | 2022-01-24 | Ministry""", published="2022-03-14")
    assert row["outcome"] == "cannot tell"
    assert row["message"] == ("On 24 January 2022, nobody says how many were released: "
                              "the balance cannot be drawn")
    row, = balances("measure | stated\ndetained | 9,900\nheld | 711")
    assert row["outcome"] == "cannot tell" and (row["expected_low"], row["expected_high"]) == (0, 9900)


def test_more_held_than_ever_taken_fails_without_a_figure_of_the_released():
    row, = balances("measure | stated\ndetained | 700\nheld | 711")
    assert row["outcome"] == "fail"
    assert row["message"] == ("On 10 January 2022, 700 were detained so far, but 711 are stated as held: 11 too many")


def test_more_released_than_ever_taken_fails():
    row, = balances("measure | stated\ndetained | 700\nreleased | 711")
    assert row["outcome"] == "fail"
    assert row["message"] == "On 10 January 2022, 711 released are more than the 700 detained"


def test_those_held_follow_where_nobody_states_them():
    row, = balances("measure | stated\ndetained | 700\nreleased | 500")
    assert (row["outcome"], row["expected_low"], row["expected_high"]) == ("cannot tell", 200, 200)
    assert row["message"] == ("On 10 January 2022, nobody says how many were held: the balance cannot be drawn; "
                              "200 of them should be held")


class TestDates:
    """Cumulative figures of other days bound, they do not equal."""

    def test_earlier_figure_is_a_floor(self):
        row, = balances("""measure  | stated | as_of
                           detained | 1000   | 2022-01-08
                           held     | 900    | 2022-01-10
                           released | 300    | 2022-01-10""", published="2022-03-14")
        assert (row["ever_low"], row["ever_high"], row["outcome"]) == (1000, math.inf, "cannot tell")

    def test_floor_can_still_fail(self):
        row, = balances("""measure  | stated | as_of
                           detained | 1000   | 2022-01-08
                           held     | 100    | 2022-01-10
                           released | 300    | 2022-01-10""")
        assert (row["outcome"], row["expected_low"]) == ("fail", 700)

    def test_later_figure_is_a_ceiling(self):
        row, = balances("""measure  | stated | as_of
                           detained | 1000   | 2022-01-12
                           held     | 900    | 2022-01-10
                           released | 300    | 2022-01-10""", published="2022-03-14")
        assert (row["ever_low"], row["ever_high"], row["outcome"]) == (0, 1000, "fail")

    def test_partly_known_day_says_nothing_about_a_day_in_it(self):
        row, = balances("""measure  | stated | as_of
                           detained | 1000   | 2022-01
                           held     | 900    | 2022-01-10
                           released | 300    | 2022-01-10""", published="2022-03-14")
        assert (row["ever_high"], row["outcome"], row["claim_ids"]) == (math.inf, "cannot tell", ("c2", "c3"))

    def test_floor_above_the_ceiling_says_nothing(self):
        row, = balances("""measure  | stated | as_of
                           detained | 1000   | 2022-01-08
                           detained | 800    | 2022-01-12
                           held     | 900    | 2022-01-10
                           released | 300    | 2022-01-10""", published="2022-03-14")
        assert (row["ever_low"], row["ever_high"]) == (0, math.inf)


class TestReadings:
    """Intervals, not points."""

    def test_vague_and_open_figures_fail_only_when_no_reading_fits(self):
        row, = balances("measure | stated\ndetained | more than 5,000\nheld | 6,000\nreleased | 300")
        assert (row["outcome"], row["expected_low"], row["expected_high"]) == ("cannot tell", 4701, math.inf)
        assert row["message"].endswith("6,000 are stated as held: figures of one day without an open end would tell")
        row, = balances("measure | stated\ndetained | more than 5,000\nheld | 4,000\nreleased | 300")
        assert row["outcome"] == "fail"

    def test_intervals_that_meet_pass(self):
        row, = balances("measure | stated\ndetained | 1000 to 1100\nheld | 720\nreleased | 300 to 350")
        assert (row["outcome"], row["expected_low"], row["expected_high"]) == ("pass", 650, 800)
        assert "leave 650 to 800, and 720 are stated as held" in row["message"]

    def test_origins_that_disagree_count_at_their_hull(self):
        row, = balances("measure | stated\ndetained | 1000\ndetained | 1100\nheld | 800\nreleased | 300")
        assert (row["ever_low"], row["ever_high"], row["outcome"]) == (1000, 1100, "pass")


class TestScope:
    """What is balanced with what."""

    @pytest.mark.parametrize("change", [
        "population | police", "place | Freeland/North", "unit | acts", "event | other", "since | 2022-01-05"])
    def test_another_scope_is_no_part_of_the_balance(self, change):
        column, value = change.split(" | ")
        rows = [{"measure": "detained", "stated": "1000"}, {"measure": "held", "stated": "100", "place": "Freeland"},
                {"measure": "released", "stated": "100"}]
        for row in rows:
            row |= {"place": "Freeland"} | ({"since": "2022-01-01"} if column == "since" else {})
        rows[2] |= {column: value}
        if column == "since":
            rows[1].pop("since")
        row, = balances(rows)
        assert row["outcome"] == "cannot tell" and row["claim_ids"] == ("c1", "c2")

    def test_acts_are_never_balanced(self):
        assert balances("measure | stated | unit\ndetained | 1000 | acts\nheld | 100 | persons") == []

    def test_detained_and_arrested_are_balanced_apart(self):
        rows = balances("measure | stated\ndetained | 1000\narrested | 400\nheld | 500\nreleased | 500")
        assert [(row["measure"], row["outcome"]) for row in rows] == [("detained", "pass"), ("arrested", "fail")]

    def test_withdrawn_figure_takes_no_part(self):
        rows = balances("""claim_id | measure  | stated | retracts
                           a        | detained | 1000   |
                           b        | held     | 100    |
                           d        | released | 100    |
                           r        | released |        | d""")
        assert rows[0]["claim_ids"] == ("a", "b")

    def test_detained_alone_has_no_balance(self):
        assert balances("measure | stated\ndetained | 1000") == []
        assert list(stockflow.balance(run(ledger_of("stated\n40")))) == stockflow.BALANCE.names
