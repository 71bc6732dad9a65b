"""A broken row of a profile stops the load and is named."""

from __future__ import annotations

import math

import pytest

from reconcile.wording.lexicon import checked_rows, end_of, lexicon_rules

GOOD = {"profile": "default", "rule": "dozens", "example": "dozens", "low": "24", "high": "99", "compatible_low": "12",
        "compatible_high": "199", "is_soft": "1", "kind": "house", "source": "house rule", "note": ""}


def test_a_good_row_is_kept() -> None:
    (rule,) = checked_rows([GOOD])
    assert rule.name == "default:dozens" and rule.is_soft and rule.coding(1, 1) == (24, 99)


@pytest.mark.parametrize(("change", "problem"), [
    ({"profile": "mine"}, "unknown profile"),
    ({"kind": "rumour"}, "unknown kind"),
    ({"kind": "published"}, "address of its source"),
    ({"low": "n*7"}, "unknown formula"),
    ({"low": "100"}, "coding interval for n"),
    ({"low": "n-1", "high": "n-2"}, "coding interval for n"),
    ({"compatible_low": "30"}, "not within the compatible"),
    ({"compatible_low": "300"}, "compatible interval for n"),
    ({"compatible_low": ""}, "needs a compatible interval"),
])
def test_a_broken_row_is_named(change: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        checked_rows([{**GOOD, **change}])


def test_a_row_given_twice_is_named() -> None:
    with pytest.raises(ValueError, match="default:dozens.*twice"):
        checked_rows([GOOD, GOOD])


def test_a_profile_may_leave_its_compatible_interval_to_the_default() -> None:
    (rule,) = checked_rows([{**GOOD, "profile": "acled", "compatible_low": "", "compatible_high": ""}])
    assert not rule.has_compatible


def test_the_ends_of_an_open_interval_stay_open() -> None:
    assert end_of("ceil(1.2n)", math.inf) == math.inf
    assert end_of("", 5) == math.inf


def test_own_rows_take_the_place_of_the_defaults_in_file_order() -> None:
    rules = lexicon_rules("countlove")
    assert {rule.name for rule in rules if rule.profile == "countlove"} == {
        "countlove:dozen", "countlove:dozens", "countlove:hundreds"}
    assert len(rules) == len(lexicon_rules("default"))
