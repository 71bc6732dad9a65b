"""Charts over time with more figures than can be read: what is drawn, what is said to be left out."""

from __future__ import annotations

import pytest

from reconcile import charts, run
from reconcile.charts import dense
from worlds import ledger_of


@pytest.mark.parametrize("ranks, most, kept", [
    ([0, 2, 4, 3], 4, [0, 1, 2, 3]),          # room for all
    ([2, 0, 2, 1, 2], 3, [0, 1, 3]),          # the ends and what was withdrawn first
    ([2] * 9, 3, [0, 4, 8]),                  # evenly over time
    ([3, 0, 3, 4, 2], 3, [1, 4]),             # earlier figures all or none, and no echo without them
    ([4, 4, 0], 1, [2]),
    ([2, 2, 2], 1, [0]),
    ([], 5, []),
])
def test_what_is_kept(ranks: list[int], most: int, kept: list[int]) -> None:
    assert dense.thinned(list(enumerate(ranks)), most, lambda item: item[1]) == [(at, ranks[at]) for at in kept]


@pytest.mark.parametrize("width, most", [(60, 25), (85, 35), (160, 67), (254, 106)])
def test_how_many_figures_a_width_holds(width: float, most: int) -> None:
    assert dense.room_for(width) == most


def many(number: int) -> str:
    rows = [f"c{at} | {100 + at} | Body {at} | 2022-01-{1 + at % 28:02d}" for at in range(number)]
    return "\n".join(["claim_id | stated | source | published", *rows])


@pytest.mark.parametrize("kind", ["timeline", "history"])
@pytest.mark.parametrize("number", [3, 35, 36, 90])
def test_the_ends_are_drawn_and_the_rest_is_counted(kind: str, number: int) -> None:
    result = run(ledger_of(many(number)))
    chart = charts.draw(kind, result, result.questions["question"].iloc[0], charts.Page(85))
    drawn = {claim for claim in chart.points["claim_id"] if claim}
    printed = " ".join(text.get_text() for axes in chart.figure.axes for text in axes.texts)

    assert len(drawn) == min(number, 35)
    assert {"c0", f"c{number - 1}"} <= drawn or kind == "history"
    assert ("Not drawn, for want of room" in printed) == (number > 35)
    assert number <= 35 or f"{number - 35} further figure" in printed
