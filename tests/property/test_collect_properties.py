"""What holds for every text: collecting ends, points at the words it read, and does not depend on what it need not."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

import passages
from reconcile.collect import Candidate, candidates_table, find
from reconcile.documents import Document, problem
from reconcile.errors import ReconcileError
from reconcile.wording import LANGUAGES, parse_wording

PUBLISHED = "2022-01-10"
MODEST = settings(max_examples=60, deadline=None)
READ_THERE = "The words were read in their sentence."

_texts = [passage.text for name in passages.names() for passage in passages.load(name)]
_words = sorted({word for text in _texts for word in text.split()})
_gaps = [" "] * 8 + ["\n", "\n\n", " | ", "\t", ", ", ". ", ": ", "; ", " – ", " (", ") ", "\u00a0", "\u202f", "\u200f",
                     "\u0301", "\x00", "\n- ", "\n1. ", "\r\n", "%", "$", "½"]
soup = st.lists(st.tuples(st.sampled_from(_words), st.sampled_from(_gaps)), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs))
real = st.sampled_from(_texts)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a passage with some characters lost, doubled or replaced."""
    letters = list(draw(real))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(letters) - 1))
        letters[at] = draw(st.sampled_from(["", letters[at] * 2, "7", "0", "٤", ",", ".", "-", "\n", " ", "(", "Ж"]))
    return "".join(letters)


texts = st.one_of(st.text(max_size=300), soup, real, damaged())

HARM = ("killed", "injured", "detained", "arrested", "hospitalised", "released", "evacuated")
independent = st.lists(
    st.tuples(st.integers(2, 9_999), st.sampled_from(HARM),
              st.sampled_from(["people", "miners", "protesters", "civilians", "journalists"]),
              st.sampled_from(["", "At least ", "More than ", "About ", "Nearly "]),
              st.sampled_from(["Aktau", "Oral", "Taraz", "Semey"])),
    min_size=2, max_size=6, unique_by=lambda one: one[:2])


def sentence(number: int, measure: str, who: str, hedge: str, place: str) -> str:
    return f"{hedge}{number:,} {who} were {measure} in {place}."


def figure(one: Candidate) -> tuple[str, str, str]:
    """Return measure, low and high of a candidate in a form in which absent is absent."""
    return one.measure, str(one.low), str(one.high)


@MODEST
@given(texts, st.sampled_from(["", *LANGUAGES]), st.sampled_from(["", "2022", PUBLISHED, "2022-01-08/2022-01-10"]))
def test_every_candidate_stands_where_it_points(text: str, language: str, published: str) -> None:
    document = Document("page.txt", text, sha256="0")
    found = find(document, language=language, published=published)
    table = candidates_table([(document, found.candidates)])

    assert table["claim_id"].is_unique
    for locator, stated in zip(table["locator"], table["stated"], strict=True):
        assert problem(document, locator, stated) == ""
    for one in found.candidates:
        assert text[one.start:one.end] == one.stated.strip() == one.stated != ""
        assert math.isnan(one.low) and math.isnan(one.high) or 0 <= one.low <= one.high
        assert 0 < one.confidence <= 1 and one.reason
    for refused in found.refused:
        assert text[refused.start:refused.end] == refused.words and refused.reason


@MODEST
@given(texts)
def test_words_alone_read_as_in_their_sentence_or_the_note_says_so(text: str) -> None:
    document = Document("page.txt", text)
    found = find(document, published=PUBLISHED)
    for row in candidates_table([(document, found.candidates)]).to_dict("records"):
        if READ_THERE in row["note"]:
            continue
        try:
            read = parse_wording(row["stated"], language=row["language"], measure=row["measure"])
        except ReconcileError as error:
            raise AssertionError(f"no note, and: {error}") from None
        high = math.nan if math.isinf(read.high) else read.high
        assert [str(float(end)) for end in (read.low, high)] == [str(float(row[end])) for end in ("low", "high")]


@MODEST
@given(texts)
def test_explaining_changes_no_candidate_of_a_text_that_claims_nothing_else(text: str) -> None:
    plain = find(Document("page.txt", text), published=PUBLISHED)
    explained = find(Document("page.txt", text), published=PUBLISHED, explains=True)

    assert set(plain.refused) <= set(explained.refused)
    assert plain.candidates == explained.candidates


@MODEST
@given(independent, st.randoms(use_true_random=False))
def test_the_order_of_independent_sentences_does_not_matter(said: list[tuple[int, str, str, str, str]],
                                                            random: object) -> None:
    def figures(order: list[tuple[int, str, str, str, str]]) -> set[tuple[str, str, str]]:
        text = "\n\n".join(sentence(*one) for one in order)
        return {figure(one) for one in find(Document("page.txt", text), language="en", published=PUBLISHED).candidates}

    other = list(said)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert figures(other) == figures(said)
    # "More than 2" and "at least 3" are one figure.
    read = [(measure, parse_wording(f"{hedge}{number:,}")) for number, measure, _, hedge, _ in said]
    assert len(figures(said)) == len({(measure, one.low, one.high) for measure, one in read})


@MODEST
@given(independent)
def test_a_text_said_twice_adds_places_and_no_candidate(said: list[tuple[int, str, str, str, str]]) -> None:
    once = "\n\n".join(sentence(*one) for one in said)
    twice = f"{once}\n\n{once}"
    tables = [candidates_table([(document, find(document, language="en", published=PUBLISHED).candidates)])
              for document in (Document("page.txt", once), Document("page.txt", twice))]

    shown = [table[["measure", "stated"]].values.tolist() for table in tables]
    assert shown[1] == shown[0]
    assert all("also at" in reason for reason in tables[1]["reason"])


@MODEST
@given(independent, st.sampled_from(["\n", "\n\n\n", " \n \n"]))
def test_white_space_between_paragraphs_changes_no_figure(said: list[tuple[int, str, str, str, str]], gap: str) -> None:
    plain, spaced = (sep.join(sentence(*one) for one in said) for sep in ("\n\n", gap))

    assert [figure(one) for one in find(Document("x", spaced), language="en").candidates] == [
        figure(one) for one in find(Document("x", plain), language="en").candidates]
