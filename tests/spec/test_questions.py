"""Which claims meet: event, measure, population, place, counting, unit."""

from worlds import kinds, reconcile


def questions(table, **settings):
    return list(reconcile(table, **settings).questions["question"])


def test_claims_that_count_the_same_thing_meet():
    table = """
        stated | population     | place             | unit
        10     |                |                   |
        12     | everyone       | Kazakhstan        | persons
        14     | Everyone       | kazakhstan        |
        3      | security forces | Kazakhstan/Almaty |
        4      | security_forces | Kazakhstan / Almaty |
    """
    assert questions(table) == [
        "demo:killed:everyone:Kazakhstan:cumulative:persons",
        "demo:killed:security_forces:Kazakhstan/Almaty:cumulative:persons",
    ]


def test_held_now_is_not_detained_so_far():
    table = """
        stated | measure
        9,900  | detained
        711    | held
    """
    result = reconcile(table)
    assert len(result.questions) == 2
    assert kinds(result) == {("c1", "c2"): "not_comparable"}
    assert "different measures" in result.discrepancies["reason"].iloc[0]


def test_detentions_are_not_detainees():
    table = """
        stated | measure  | unit
        33,000 | detained | acts
        20,000 | detained | persons
    """
    result = reconcile(table)
    assert list(kinds(result).values()) == ["not_comparable"]
    assert "people and the other acts" in result.discrepancies["reason"].iloc[0]


def test_a_part_is_another_question_than_its_whole():
    result = reconcile("stated | population\n 225 | everyone\n 19 | security_forces")
    assert len(result.questions) == 2 and set(result.estimates["n_claims"]) == {1}


def test_periods_meet_only_when_they_are_the_same():
    table = """
        stated | counting | since      | as_of
        12     | period   | 2022-01-05 | 2022-01-06
        14     | period   | 2022-01-05 | 2022-01-06
        9      | period   | 2022-01-06 | 2022-01-07
    """
    assert questions(table) == ["demo:killed:everyone::period:persons:2022-01-05/2022-01-06",
                                "demo:killed:everyone::period:persons:2022-01-06/2022-01-07"]


def test_a_counter_that_starts_again_is_another_question():
    table = """
        stated | since      | as_of
        4,047  | 2023-10-08 | 2024-11-27
        4,047  |            | 2024-11-28
        77     | 2026-03-02 | 2026-03-03
    """
    result = reconcile(table, defaults={"published": "2026-04-01"})
    assert list(result.questions["since"]) == ["", "2026-03-02"]
    assert list(kinds(result).values()).count("not_comparable") == 1


def test_file_names_of_questions_are_short_and_never_the_same():
    result = reconcile("stated | place\n 1 | X/A b\n 2 | X/A-b\n 3 | X")
    assert sorted(result.questions["slug"]) == ["killed", "killed-x-a-b", "killed-x-a-b-2"]
