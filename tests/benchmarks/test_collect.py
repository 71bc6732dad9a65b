"""How well and how fast claims are found, against a number tied to the nearest word that counts people.

Run on demand: ``python -m pytest tests/benchmarks/test_collect.py --benchmark-only -s``.
"""

import re
import time
from collections.abc import Callable

import pytest

import passages
from passages import FIELDS, Score
from reconcile.collect import Candidate, find
from reconcile.documents import Document

pytest.importorskip("pytest_benchmark")

ORDINARY = ("The council met in the old town hall to talk about the new bridge over the river. Members asked how long "
            "the work would last and who would pay for it. The mayor said that a report was due in spring, and that "
            "nobody should expect the road to open before 2025. Trains ran late on Monday after a storm. ")
FEW = "At least 12 people were killed in Aktau, the police said. "

TRIGGERS = {
    "killed": r"kill\w*|dead|die[ds]?|deaths?|bod(?:y|ies)|murder\w*|toll|drown\w*",
    "injured": r"injur\w*|wound\w*|hurt", "detained": r"detain\w*|arrest\w*|custody|held",
    "missing": r"missing|unaccounted", "abducted": r"kidnap\w*|abduct\w*",
    "displaced": r"displac\w*|fled", "hospitalised": r"hospital\w*|treated", "released": r"releas\w*|freed",
    "rescued": r"rescu\w*", "evacuated": r"evacuat\w*", "participants": r"protest\w*|march\w*|gather\w*",
    "charged": r"charg\w*", "sentenced": r"sentenc\w*",
}
WORDS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split(), 1)}
NUMBER = re.compile(rf"\b(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(WORDS)})\b(?![%$/:-])", re.IGNORECASE)
TRIGGER = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in TRIGGERS.items()), re.IGNORECASE)
STOP = re.compile(r"(?<=[.!?])\s+|\n")
REACH = 60


def nearest(text: str) -> list[Candidate]:
    """Tie each number of a sentence to the nearest word that counts people, within a reach."""
    found, start = [], 0
    for sentence in STOP.split(text):
        start = text.index(sentence, start)
        triggers = [(match.start(), match.lastgroup) for match in TRIGGER.finditer(sentence)]
        for match in NUMBER.finditer(sentence):
            near = min(triggers, key=lambda one: abs(one[0] - match.start()), default=None)
            if near is not None and near[1] and abs(near[0] - match.start()) <= REACH:
                words = match.group().lower().replace(",", "")
                value = float(WORDS.get(words) or words)
                found.append(Candidate(
                    start + match.start(), start + match.end(), match.group(), value, value, near[1], "everyone", "",
                    "", "", "", "", "", "", "", "current", 0.5, "nearest", "", "en", sentence))
    return found


def line(name: str, score: Score) -> str:
    shares = " ".join(f"{score.share(field):>10.3f}" for field in FIELDS)
    return f"{name:<22} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f} {shares}"


def head(title: str) -> str:
    return f"\n{title:<22} {'P':<5} {'R':<5} {'F1':<5} " + " ".join(f"{field:>10}" for field in FIELDS)


def speed(text: str, read: Callable[[str], object]) -> float:
    """Return megabytes a second on one core, the best of three."""
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        read(text)
        seconds.append(time.process_time() - begun)
    return len(text.encode()) / 1e6 / min(seconds)


def ours(text: str, language: str = "en") -> list[Candidate]:
    return find(Document("prose.txt", text), language=language, published="2022-01-10").candidates


def test_quality(benchmark):
    everything = [one for name in passages.names() for one in passages.load(name)]
    scores = benchmark.pedantic(
        lambda: {one.name: passages.score(one, passages.finds(one)) for one in everything}, rounds=1)
    print(head("file"))
    for name in passages.names():
        print(line(name, passages.total(scores[one.name] for one in passages.load(name))))
    print(head("language and kind"))
    for key in sorted({(one.language, one.kind) for one in everything}):
        kept = [scores[one.name] for one in everything if (one.language, one.kind) == key]
        print(line(" ".join(key), passages.total(kept)))


def test_against_the_nearest_word(benchmark):
    english = [one for one in (*passages.load("en"), *passages.load("attack"), *passages.load("shooting"))]
    mine = benchmark.pedantic(
        lambda: passages.total(passages.score(one, passages.finds(one)) for one in english), rounds=1)
    peer = passages.total(passages.score(one, nearest(one.text)) for one in english)
    print(head("English"))
    print(line("reconcile", mine), line("nearest word", peer), sep="\n")
    print(f"F1 {mine.f1 / peer.f1:.2f} times the peer's; errors {(mine.false + mine.missed)} to "
          f"{peer.false + peer.missed}; intervals {mine.share('interval') / peer.share('interval'):.2f} times")
    assert mine.f1 > peer.f1


@pytest.mark.parametrize("text", [
    pytest.param("\n\n".join(one.text for one in passages.load("en")), id="dense"),
    pytest.param(ORDINARY * 6 + FEW, id="one claim in 2 kB"), pytest.param(ORDINARY, id="no claim")])
def test_speed(benchmark, text):
    prose = f"{text}\n\n" * max(1, 500_000 // len(text))
    ours(prose[:20_000])
    mine = benchmark.pedantic(lambda: speed(prose, ours), rounds=1)
    peer = speed(prose, nearest)
    print(f"\n{mine:.2f} MB/s on one core, the nearest word {peer:.2f} MB/s, ratio {mine / peer:.3f}")


@pytest.mark.parametrize("name", passages.names())
def test_speed_on_passages(benchmark, name):
    """Nearly every sentence of a passage holds a claim."""
    text, language = "\n\n".join(one.text for one in passages.load(name)), passages.load(name)[0].language
    ours(text, language)
    mine = benchmark.pedantic(lambda: speed(text * 3, lambda words: ours(words, language)), rounds=1)
    print(f"\n{name}: {mine:.2f} MB/s on one core")
