"""10^5 claims in 2 x 10^4 questions with nested places and populations, against one undivided programme.

Run on demand: ``python -m pytest tests/benchmarks/test_relations.py --benchmark-only -s``.
"""

import time
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from reconcile.relations import deduce, load
from reconcile.relations.cells import cells_of
from reconcile.relations.programme import Programme
from reconcile.relations.propagate import own_ends
from reconcile.relations.statements import statements_of

pytest.importorskip("pytest_benchmark")

GROUPS = ("police", "soldiers", "security_forces", "everyone")
REGIONS = [f"K/{name}" for name in "abcd"]
TOWNS = [f"{region}/{name}" for region in REGIONS for name in "xy"]
DAYS = 10


def _world(rng):
    """Return running counts of 52 questions that obey the relations."""
    counts = {}
    for town in TOWNS:
        police, soldiers, others = (np.cumsum(rng.integers(0, 6, DAYS)) for _ in range(3))
        counts |= {(town, "police"): police, (town, "soldiers"): soldiers,
                   (town, "security_forces"): police + soldiers, (town, "everyone"): police + soldiers + others}
    for place, inner in [(region, [town for town in TOWNS if town.startswith(region)]) for region in REGIONS] + \
            [("K", REGIONS)]:
        counts |= {(place, group): sum(counts[part, group] for part in inner) for group in GROUPS}
    return counts


def claims_of(events: int, wrong: float = 0.0) -> pd.DataFrame:
    """Return 250 claims an event: exact, open or loose, and some of them shifted."""
    rng, rows = np.random.default_rng(1), []
    for event in range(events):
        world = _world(rng)
        for place, group in sorted(world)[:50]:
            for origin in range(5):
                day = int(rng.integers(DAYS))
                value = float(world[place, group][day])
                low, high = [(value, value), (max(0.0, value - 3), np.inf), (max(0.0, value - 2), value + 3)][
                    rng.integers(3)]
                shift = 30.0 if rng.random() < wrong else 0.0
                rows.append((f"e{event}", place, group, day, low + shift, high + shift, f"o{origin}"))
    frame = pd.DataFrame(rows, columns=["event", "place", "population", "day", "compatible_low", "compatible_high",
                                        "origin"])
    days = (pd.Timestamp("2022-01-01") + pd.to_timedelta(frame["day"], unit="D")).astype("datetime64[s]")
    return frame.assign(
        claim_id=[f"c{number:06d}" for number in range(len(frame))], measure="killed", counting="cumulative",
        unit="persons", since="", as_of=days.dt.strftime("%Y-%m-%d"), as_of_from=days, as_of_to=days, state="current",
        origin_type="ngo", source_type="ngo", is_soft=False,
        question=frame["event"] + ":killed:" + frame["population"] + ":" + frame["place"])


def undivided(claims: pd.DataFrame) -> list[tuple[float, float]]:
    """Solve for both ends of every question in one programme that holds all events."""
    said = statements_of(claims, load())
    cells = cells_of(said.graph, said.lower, said.upper)
    low, high = own_ends(cells, said.lower, said.upper)
    wanted = cells.locate(np.arange(len(said.questions)), said.last).tolist()
    ceiling = 4 * (low.sum() + high[np.isfinite(high)].sum())
    ends, programme, capped = [], Programme(cells), np.minimum(high, ceiling)
    for cell in wanted:
        cost = (np.arange(len(low)) == cell).astype(float)
        least, most = programme.world(low, capped, cost), programme.world(low, capped, -cost)
        assert least is not None and most is not None
        ends.append((float(least[cell]), float("inf") if most[cell] > ceiling / 2 else float(most[cell])))
    return ends


@pytest.mark.parametrize("wrong", [0.0, 0.0002])
def test_a_hundred_thousand_claims(benchmark, wrong):
    claims = claims_of(400, wrong)
    assert len(claims) == 100_000 and claims["question"].nunique() == 20_000
    logic = benchmark.pedantic(lambda: deduce(claims, claims[["question"]], load()), rounds=1)
    tracemalloc.start()
    deduce(claims, claims[["question"]], load())
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"\nwrong {wrong}: peak {peak:.0f} MiB, {len(logic.conflicts)} conflicts, {len(logic.residuals)} residuals")


def test_against_one_undivided_programme(benchmark):
    claims = claims_of(4)
    start = time.perf_counter()
    expected = undivided(claims)
    whole = time.perf_counter() - start
    bounds = benchmark(lambda: deduce(claims, claims[["question"]], load()).bounds)
    assert list(zip(bounds["low"], bounds["high"], strict=True)) == expected
    print(f"\n{len(claims)} claims: undivided {whole:.1f} s, apart {benchmark.stats.stats.mean:.3f} s, "
          f"ratio {whole / benchmark.stats.stats.mean:.0f}")
