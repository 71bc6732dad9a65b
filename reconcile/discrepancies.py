"""What stands between two claims, and why.

Two claims of one question are compared by their compatible intervals, the widest defensible readings:
only if these share no number can the claims contradict. Time comes before contradiction: a running
count that is higher later may have grown; a snapshot of another day is another number.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from reconcile.intervals import gap, meet, within
from reconcile.schema import DISCREPANCIES, conform, empty
from reconcile.sentences import capital, interval_words, joined, place_path, quoted, say, written_date
from reconcile.steps import step

if TYPE_CHECKING:
    import pandas as pd

Positions = npt.NDArray[np.intp]

MOST_QUESTIONS = 60
"""In larger families of questions each is compared with the largest one only, not with every other."""


@step("comparing the claims")
def compare(claims: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Classify every pair of comparable claims, and list the questions that look alike but are not.

    Parameters
    ----------
    claims : DataFrame
        After :func:`reconcile.evidence.collapse`, in order of question and date.
    questions : DataFrame
        One row a question.

    Returns
    -------
    DataFrame, columns of :data:`reconcile.schema.DISCREPANCIES`
    """
    import pandas as pd

    stated = claims[claims["low"].notna() & (claims["state"] != "rate")].reset_index(drop=True)
    first, second = pairs(stated["question"].to_numpy())
    frames = [_classified(stated, first, second)] if len(first) else []
    frames += [_not_comparable(stated, questions)]
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return empty(DISCREPANCIES)
    return conform(pd.concat(frames, ignore_index=True), DISCREPANCIES)


def pairs(groups: npt.NDArray[np.object_]) -> tuple[Positions, Positions]:
    """Return the positions of all pairs within runs of equal values, earlier position first.

    Parameters
    ----------
    groups : array, shape (n,)
        Equal values stand together.

    Returns
    -------
    first, second : array of int, shape (pairs,)
    """
    if not len(groups):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    starts = np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1]]))
    sizes = np.diff(np.concatenate([starts, [len(groups)]]))
    left, right = [], []
    for size in np.unique(sizes[sizes > 1]):
        one, other = np.triu_indices(size, k=1)
        origin = starts[sizes == size][:, None]
        left.append((origin + one).ravel())
        right.append((origin + other).ravel())
    if not left:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    first, second = np.concatenate(left), np.concatenate(right)
    order = np.lexsort((second, first))
    return first[order], second[order]


@dataclass(frozen=True)
class _Pairs:
    """The facts about pairs of figures that decide their kind, one element a pair."""

    same_origin: npt.NDArray[np.bool_]
    same_figure: npt.NDArray[np.bool_]
    meets: npt.NDArray[np.bool_]
    nests: npt.NDArray[np.bool_]
    higher: npt.NDArray[np.bool_]
    later: npt.NDArray[np.bool_]
    surely_later: npt.NDArray[np.bool_]
    revised: npt.NDArray[np.bool_]
    counting: npt.NDArray[np.object_]


def _facts(figures: pd.DataFrame, first: Positions, second: Positions) -> _Pairs:
    a, b = figures.iloc[first].reset_index(drop=True), figures.iloc[second].reset_index(drop=True)
    ends = [side[name].to_numpy() for side in (a, b) for name in ("low", "high")]
    widest = [side[name].to_numpy() for side in (a, b) for name in ("compatible_low", "compatible_high")]
    # An unknown end of a date may be any day, so it can always be later.
    can_follow = (b["as_of_to"].isna() | a["as_of_from"].isna() | (b["as_of_to"] > a["as_of_from"])).to_numpy()
    must_follow = (b["as_of_from"] > a["as_of_to"]).to_numpy()
    return _Pairs(
        same_origin=(a["origin"] == b["origin"]).to_numpy(),
        same_figure=(ends[0] == ends[2]) & (ends[1] == ends[3]),
        meets=meet(*widest),
        nests=within(ends[2], ends[3], ends[0], ends[1]) | within(*ends),
        higher=ends[2] > ends[1],
        later=can_follow,
        surely_later=must_follow,
        revised=(b["published_from"] > a["published_from"]).to_numpy(),
        counting=a["counting"].to_numpy(),
    )


def kinds(figures: pd.DataFrame, first: Positions, second: Positions) -> npt.NDArray[np.object_]:
    """Return the kind of each pair of figures that stand, without echoes by citation and retractions.

    Parameters
    ----------
    figures : DataFrame
        With origin, counting, the ends, the dates; in order of date within a question.
    first, second : array of int, shape (pairs,)
        Positions of the earlier and the later figure.

    Returns
    -------
    array of str, shape (pairs,)
    """
    fact = _facts(figures, first, second)
    cumulative = fact.counting == "cumulative"
    snapshot = fact.counting == "snapshot"
    own = fact.same_origin
    rules: list[tuple[npt.NDArray[np.bool_], str]] = [
        (own & fact.same_figure, "echo"),
        (snapshot & fact.surely_later & own, "update"),
        (snapshot & fact.surely_later, "not_comparable"),
        (own & fact.surely_later & fact.higher, "update"),
        (own & fact.surely_later & ~fact.meets, "revision"),
        (own & ~fact.meets & fact.revised, "revision"),
        (fact.same_figure, "agrees"),
        (cumulative & fact.surely_later & fact.higher, "update"),
        (own & fact.surely_later & cumulative & ~fact.nests, "update"),
        (fact.meets & fact.nests, "refines"),
        (fact.meets, "overlaps"),
        (cumulative & fact.later & fact.higher, "update"),
    ]
    return np.select([where for where, _ in rules], [kind for _, kind in rules], default="contradicts").astype(object)


def _classified(claims: pd.DataFrame, first: Positions, second: Positions) -> pd.DataFrame:
    import pandas as pd

    kind = kinds(claims, first, second)
    state = claims["state"].to_numpy()
    # A relay by citation is an echo of what it cites, whoever its origin is.
    stands, ids = claims["stands_in"].to_numpy(), claims["claim_id"].to_numpy()
    relay = (state[first] == "echo") & (stands[first] == ids[second])
    relay |= (state[second] == "echo") & (stands[second] == ids[first])
    kind[relay] = "echo"
    kind[(state[first] == "retracted") | (state[second] == "retracted")] = "retracted"
    ends = [claims[name].to_numpy()[side] for side in (first, second) for name in ("low", "high")]
    between = gap(*ends)
    upper, lower = np.maximum(ends[0], ends[2]), np.minimum(ends[1], ends[3])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(between > 0, np.where(lower > 0, upper / lower, np.nan), 1.0)
    frame = pd.DataFrame({"question": claims["question"].to_numpy()[first], "claim_a": ids[first],
                          "claim_b": ids[second], "kind": kind, "gap": between, "ratio": np.round(ratio, 4)})
    # A claim is in many pairs; its words are made once.
    rows = [{**row, "words": _words(row), "day": written_date(str(row["as_of"]))} for row in claims.to_dict("records")]
    frame["reason"] = [_reason(str(each), rows[a], rows[b]) for each, a, b in
                       zip(kind, first.tolist(), second.tolist(), strict=True)]
    return frame


_Row = Mapping[Hashable, Any]


def _reason(kind: str, a: _Row, b: _Row) -> str:
    """Say in one sentence what stands between claim a and the later claim b."""
    gone = [str(row["claim_id"]) for row in (a, b) if row["state"] == "retracted"]
    key = f"{kind} same date" if kind == "contradicts" and a["as_of"] == b["as_of"] else kind
    if kind == "update" and a["origin"] == b["origin"]:
        key = "update own"
    if kind == "echo" and (a["low"], a["high"]) != (b["low"], b["high"]):
        key = "echo other"
    if kind == "contradicts" and a["counting"] == "cumulative" and a["as_of"] != b["as_of"]:
        key = "contradicts falls"
    return capital(say(f"pair.{key}", len(gone), a=a["words"], b=b["words"], origin=a["origin"], other=b["origin"],
                       day_a=a["day"], day_b=b["day"], withdrawn=joined(gone)))


def _words(row: _Row) -> str:
    """Return the words of a claim in quotation marks, or its number when it was entered without words."""
    stated = str(row["stated"]).strip()
    return quoted(stated) if stated else interval_words(float(str(row["low"])), float(str(row["high"])))


def status(evidence: pd.DataFrame, questions: pd.DataFrame) -> pd.Series[str]:
    """Return the status of each question from the pairs of its current evidence.

    Parameters
    ----------
    evidence : DataFrame
        Columns of :data:`reconcile.schema.EVIDENCE`, current rows only.
    questions : DataFrame
        With question and counting.

    Returns
    -------
    Series of str
        In the order of ``questions``: none (no figure), single (one origin), agreed (all the same),
        compatible (growth or loose wording explains the difference) or disputed.
    """
    counting = dict(questions[["question", "counting"]].itertuples(index=False, name=None))
    figures = evidence.assign(counting=evidence["question"].map(counting))
    figures = figures.sort_values(["question", "as_of_from", "published_from", "origin"], na_position="first")
    first, second = pairs(figures["question"].to_numpy())
    found = kinds(figures, first, second) if len(first) else np.zeros(0, dtype=object)
    at = figures["question"].to_numpy()[first]
    disputed = set(at[found == "contradicts"])
    differing = set(at[~np.isin(found, ["agrees", "echo"])])
    origins = evidence.groupby("question")["origin"].nunique().to_dict()
    return questions["question"].map(
        lambda name: "none" if name not in origins else "disputed" if name in disputed else "single"
        if origins[name] == 1 else "compatible" if name in differing else "agreed")


def _not_comparable(claims: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """List, for questions of one family, the newest claims of both and what sets them apart."""
    import pandas as pd

    newest = claims.groupby("question")["claim_id"].last().to_dict()
    listed = questions[questions["question"].isin(list(newest))]
    rows = []
    for _, group in listed.groupby(["event", "family"], sort=True):
        records = group.sort_values("n_claims", ascending=False, kind="stable").to_dict("records")
        records = records if len(records) > MOST_QUESTIONS else sorted(records, key=lambda row: str(row["question"]))
        for position, one in enumerate(records[:1] if len(records) > MOST_QUESTIONS else records):
            for other in records[position + 1:]:
                rows.append({"question": one["question"], "claim_a": newest[one["question"]],
                             "claim_b": newest[other["question"]], "kind": "not_comparable", "gap": np.nan,
                             "ratio": np.nan, "reason": _difference(one, other)})
    return pd.DataFrame(rows)


def _difference(a: _Row, b: _Row) -> str:
    measures = a["measure"] != b["measure"]
    words: dict[str, tuple[object, object]] = {
        "measure": (a["what"], b["what"]), "unit": ("", ""), "population": (a["who"], b["who"]), "since": ("", ""),
        "counting": (say(f"counting.{a['counting']}"), say(f"counting.{b['counting']}")),
        "place": (place_path(str(a["place"])), place_path(str(b["place"])))}
    differ = ["measure"] if measures else ["counting"] if a["counting"] != b["counting"] else []
    differ += [name for name in ("unit", "population", "place", "since") if a[name] != b[name]]
    reasons = [say(f"apart {name}", a=words[name][0], b=words[name][1]) for name in differ or ["since"]]
    return say("apart", reasons="; ".join(reasons))
