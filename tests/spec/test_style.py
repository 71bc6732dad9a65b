"""The style of what is printed: exact sentences for small ledgers, and rules that every sentence keeps."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import worlds
from prose import CLAUSES, moves, of_kind, sentences
from reconcile.explain import explanation
from reconcile.sentences import quoted

ONE, TWO = "according to 1 claim from 1 origin.", "according to 2 claims from 2 origins."
ALONE = "Grounds: 1 origin, with no other to compare it with; its publisher names no other counter; " \
        "the latest figure speaks of 10 January 2022."
WITHDRAWN = """claim_id | stated | source   | origin          | published  | retracts
               a        | 164    | Telegram | health ministry | 2022-01-09 |
               b        |        | health ministry |          | 2022-01-10 | a
               c        | 225    | Prosecutor |               | 2022-01-15 |"""
RELAYS = """claim_id | stated | source | origin   | cites
            a        | 40     | AP     | Ministry |
            b        | 40     | BBC    | Ministry | a
            c        | 40     | CNN    | Ministry | a
            d        | 40     | DW     | Ministry | a"""
UPDATES = """stated | source   | as_of      | published
             1,032  | Ministry | 2022-01-05 | 2022-01-05
             1,000  | Ministry | 2022-01-05 | 2022-01-06
             1,200  | Ministry | 2022-01-08 | 2022-01-08"""
CUSTODY = "measure | stated | place | population\ndetained | 9,900 | | everyone\nheld | 711 | | everyone\n" \
          "detained | 7 | Kazakhstan/Almaty Region/Almaty | police"
RATE = """stated    | low | high | counting | note   | source | since      | as_of | published
          3,486     |     |      | period   |        | S      | 2022-01-01 | {end} | 2022-02-01
          177 a day | 177 | 177  | period   | a rate | S      | 2022-01-01 | {end} | 2022-02-01"""

TABLE: dict[str, tuple[str, str, str]] = {
    # a ledger, the kind of sentence, and the sentence
    "one figure": ("stated\n40", "headline", f"40 people killed by 10 January 2022, {ONE}"),
    "one person": ("stated | population\n1 | journalists", "headline",
                   f"1 journalist killed by 10 January 2022, {ONE}"),
    "nobody": ("stated\nnobody was killed", "headline", f"0 people killed by 10 January 2022, {ONE}"),
    "an open end of one": ("stated | population\nat least 1 | children", "headline",
                           f"At least 1 child killed by 10 January 2022, {ONE}"),
    "more than one": ("stated | population\nmore than one | women", "headline",
                      f"More than 1 woman killed by 10 January 2022, {ONE}"),
    "names with words": ("stated | population\n1 | security_forces", "headline",
                         f"1 member of the security forces killed by 10 January 2022, {ONE}"),
    "a range of one claim": ("stated | population\nbetween 5 and 7 | men", "headline",
                             f"Between 5 and 7 men killed by 10 January 2022, {ONE}"),
    "a range from nobody": ("stated\nbetween 0 and 1", "headline",
                            f"Between 0 and 1 people killed by 10 January 2022, {ONE}"),
    "thousands": ("stated | source\n4,404 | Ministry\nmore than 5,000 | Observer", "headline",
                  f"Between 4,404 and more than 5,000 people killed by 10 January 2022, {TWO}"),
    "a figure above an open one": ("stated\nat least 40\n60", "headline",
                                   f"At least 40 (highest figure stated: 60) people killed by 10 January 2022, {TWO}"),
    "nothing between": ("stated\n40\nmore than 40", "headline", f"At least 40 people killed by 10 January 2022, {TWO}"),
    "only a vague word": ("stated\ndozens", "headline", f"Between 24 and 99 people killed by 10 January 2022, {ONE} "
                                                        "The numbers are a reading of “dozens”."),
    "a vague word beside a figure": ("stated\ndozens\n40", "headline",
                                     f"Between 24 and 99 people killed by 10 January 2022, {TWO} "
                                     "The range rests in part on a reading of “dozens”."),
    "quotation marks inside": ("stated\n“dozens” of people", "headline",
                               f"Between 24 and 99 people killed by 10 January 2022, {ONE} "
                               "The numbers are a reading of “‘dozens’ of people”."),
    "approximate": ("stated\nabout 4,400 people", "headline",
                    f"Between 3,960 and 4,840 people killed by 10 January 2022, {ONE} "
                    "The numbers are a reading of “about 4,400 people”."),
    "no number": ("stated\nunknown", "headline",
                  "No figure for people killed: 1 claim is on file, and it states no number that counts."),
    "no numbers": ("stated\nunknown\nan unknown number", "headline",
                   "No figure for people killed: 2 claims are on file, and none states a number that counts."),
    "a day": ("stated | counting | as_of\n3 | period | 2022-01-05", "headline",
              f"3 people killed on 5 January 2022, {ONE}"),
    "a period": ("stated | counting | since | as_of\n3 | period | 2022-01-02 | 2022-01-05", "headline",
                 f"3 people killed between 2 January 2022 and 5 January 2022, {ONE}"),
    "a period of one day": ("stated | counting | since | as_of\n3 | period | 2022-01-05 | 2022-01-05", "headline",
                            f"3 people killed on 5 January 2022, {ONE}"),
    "a month": ("stated | counting | as_of\n3 | period | 2021-12", "headline",
                f"3 people killed in December 2021, {ONE}"),
    "a period without a figure": ("claim_id | stated | source | counting | as_of | published | retracts\n"
                                  "a | 3 | A | period | 2022-01-05 | 2022-01-09 |\n"
                                  "b | | A | period | | 2022-01-10 | a", "heading", "People killed on 5 January 2022"),
    "some days": ("stated | counting | as_of\n3 | period | 2022-01-02/2022-01-05", "heading",
                  "People killed in the period 2–5 January 2022"),
    "a later start": ("stated | since | as_of\n40 | 2022-01-02 | 2022-01-05\n30 | 2022-01-04 | 2022-01-08", "headline",
                      f"30 people killed since 4 January 2022, by 8 January 2022, {ONE}"),
    "a moment": ("measure | stated\nheld | 1", "headline", f"1 person held on 10 January 2022, {ONE}"),
    "acts": ("measure | stated | unit\ndetained | 1,200 | acts", "headline",
             f"1,200 acts recorded as “detained” (acts, not people) by 10 January 2022, {ONE}"),
    "one act": ("measure | stated | unit\ndetained | 1 | acts", "headline",
                f"1 act recorded as “detained” (acts, not people) by 10 January 2022, {ONE}"),
    "acts against some": ("measure | stated | unit | population\ndetained | 5 | acts | journalists", "heading",
                          "Acts recorded as “detained” concerning journalists (acts, not people)"),
    "a place": (CUSTODY, "headline",
                f"7 police officers detained in Almaty, Almaty Region, Kazakhstan by 10 January 2022, {ONE}"),
    "about a day": ("stated | as_of\n40 | 2022-01-08~", "headline", f"40 people killed as of about 8 January 2022, "
                                                                    f"{ONE}"),
    "a day or later": ("stated | as_of | published\n40 | 2022-01-08/.. | 2022-01-08/..", "headline",
                       f"40 people killed as of 8 January 2022 or later, {ONE}"),
    "relays count once": (RELAYS, "headline", "40 people killed by 10 January 2022, according to 4 claims from 1 "
                                              "origin."),
    "who relays": (RELAYS, "voices", "Ministry, relayed by AP, BBC and 2 others, gave 40 as of 10 January 2022."),
    "grounds of relays": (RELAYS, "grounds", "Grounds: 1 origin, with no other to compare it with; its figure is known "
                                             "only through another publisher; the latest figure speaks of "
                                             "10 January 2022."),
    "grounds of one": ("stated\n40", "grounds", ALONE),
    "grounds of two": ("stated\n40\n40", "grounds",
                       "Grounds: 2 origins, which give the same figure; their publishers name no other counter; "
                       "the latest figure speaks of 10 January 2022."),
    "grounds of a dispute": ("stated | source | origin\n40 | A | Ministry\n50 | B |", "grounds",
                             "Grounds: 2 origins, of which at least two contradict each other; 1 of 2 figures is known "
                             "only through another publisher; the latest figure speaks of 10 January 2022."),
    "words are quoted": ("stated | source\ndozens | Police\n40 | Ministry", "voices",
                         "Police spoke of “dozens” as of 10 January 2022. Ministry gave 40 as of 10 January 2022."),
    "a floor is not": ("stated | source\nmore than 5,000 | Observer", "voices",
                       "Observer gave more than 5,000 as of 10 January 2022."),
    "a period is named": ("stated | source | counting | since | as_of\n3 | S | period | 2022-01-02 | 2022-01-05",
                          "voices",
                          "S gave 3 for 2–5 January 2022."),
    "withdrawn": (WITHDRAWN, "voices", "Prosecutor gave 225 as of 15 January 2022. An earlier figure of 164 attributed "
                                       "to health ministry was withdrawn on 10 January 2022."),
    "only withdrawn": ("claim_id | stated | source | retracts | published\na | 164 | Ministry | | 2022-01-09\n"
                       "b | | Ministry | a | 2022-01-10", "voices",
                       "No figure counts in a range. An earlier figure of 164 attributed to Ministry was withdrawn on "
                       "10 January 2022."),
    "replaced": (UPDATES, "voices", "Ministry gave 1,200 as of 8 January 2022. 2 earlier figures were replaced by "
                                    "later "
                                    "ones of the same origins."),
    "many voices": ("stated | source\n40 | A\n41 | B\n42 | C\n43 | D\n44 | E", "voices",
                    "A gave 40 as of 10 January 2022. D gave 43 as of 10 January 2022. E gave 44 as of 10 January "
                    "2022. "
                    "2 more origins give figures that count."),
    "acts are said": ("measure | stated | unit | source\ndetained | 40 | acts | OVD", "voices",
                      "OVD gave 40 as of 10 January 2022. The figures count acts, not people: one person may be "
                      "counted "
                      "several times."),
    "silence is said": ("stated | source\nunknown | A\n40 | B", "voices",
                        "B gave 40 as of 10 January 2022. 1 claim states no number."),
    "an update": (UPDATES, "pair", "Ministry replaced “1,000” (5 January 2022) by “1,200” (8 January 2022)."),
    "a revision": (UPDATES, "pair", "Ministry corrected “1,032” to “1,000”."),
    "growth": ("stated | as_of\n40 | 2022-01-05\n50 | 2022-01-08", "pair",
               "“40” speaks of 5 January 2022 and “50” of 8 January 2022: growth alone can explain a later, higher "
               "count."),
    "a fall": ("stated | as_of\n50 | 2022-01-05\n40 | 2022-01-08", "pair",
               "“50” speaks of 5 January 2022 and “40” of 8 January 2022: no number satisfies both, and a running "
               "count "
               "does not fall."),
    "a contradiction": ("stated\n40\n50", "pair",
                        "“40” and “50” speak of the same date, 10 January 2022, and no number satisfies both."),
    "an echo": (RELAYS, "pair", "“40” repeats “40”: the same count of Ministry, reported again."),
    "a relay in other words": ("claim_id | stated | source | cites\na | 40 | Ministry |\nb | dozens | AP | a", "pair",
                               "“40” and “dozens” are one count of Ministry, relayed in other words."),
    "agreement": ("stated | source\n40 | Ministry\n40 | Observer", "pair", "Ministry and Observer give the same "
                                                                           "figure, “40”."),
    "a refinement": ("stated\n40\ndozens", "pair", "“40” and “dozens” are compatible: one reading lies inside the "
                                                   "other."),
    "a retraction": (WITHDRAWN, "pair", "Claim a was withdrawn and contradicts nothing."),
    "other measures": (CUSTODY, "pair", "Not comparable: “detained” and “held” are different measures."),
    "other places": (CUSTODY, "pair", "Not comparable: one counts people and the other police officers; one speaks of "
                                      "Kazakhstan and the other of Almaty, Almaty Region, Kazakhstan."),
    "other units": ("measure | stated | unit\ndetained | 40 | acts\ndetained | 30 | persons", "pair",
                    "Not comparable: one counts people and the other acts, not people."),
    "other moments": ("measure | stated | as_of\nheld | 1 | 2022-01-08\nheld | 60 | 2022-01-10", "pair",
                      "“1” and “60” are snapshots of different days, 8 January 2022 and 10 January 2022: the number "
                      "can "
                      "rise and fall."),
    "other ways of counting": ("stated | counting | since | as_of\n40 | cumulative | | 2022-01-10\n"
                               "3 | period | 2022-01-05 | 2022-01-05", "pair",
                               "Not comparable: one is a running count and the other a count for a period; "
                               "they cover different dates."),
    "a conflict": ("stated | population\n17 | everyone\n1 | police\n19 | police", "conflict",
                   "Claim c1: 17 people killed by 10 January 2022; claim c3: 19 police officers killed by "
                   "10 January 2022. Relations: police within everyone. 19 ≤ police officers killed by 10 January "
                   "2022 ≤ "
                   "people killed by 10 January 2022 ≤ 17 is impossible."),
    "what follows": ("stated | population\n40 | everyone\nat least 8 | security_forces", "follows",
                     "Taken together with other claims, each in its widest reading, between 8 and 40: the upper end "
                     "follows from security forces within everyone."),
    "what is left": ("stated | population\n225 | everyone\n1 | police", "residual",
                     "Left over: 224, that is 225 people killed by 10 January 2022 less 1 police officer killed by "
                     "10 January 2022 (police within everyone)."),
    "a balance": ("measure | stated\narrested | 22,252\nheld | 17,948\nreleased | 4,304", "balance",
                  "On 10 January 2022, 22,252 arrested less 4,304 released leave 17,948, and 17,948 are stated as "
                  "held"),
    "a balance of one": ("measure | stated\narrested | 1\nheld | 1\nreleased | 1", "balance",
                         "On 10 January 2022, 1 arrested less 1 released leaves 0, but 1 is stated as held: 1 too "
                         "many"),
    "more let go than taken": ("measure | stated\narrested | 0\nreleased | 1", "balance",
                               "On 10 January 2022, 1 released is more than the 0 arrested"),
    "a rate": (RATE.format(end="2022-01-30"), "finding", "177 a day for 30 days make 5,310, but 3,486 are stated for "
                                                         "the same days; 3,486 / 30 = 116.2 a day"),
    "a rate of one day": (RATE.format(end="2022-01-01"), "finding", "177 a day for 1 day make 177, but 3,486 are "
                                                                    "stated "
                                                                    "for the same days; 3,486 / 1 = 3,486.0 a day"),
    "a part of one": ("stated | source | population\n0 | S | everyone\n1 | S | police", "finding",
                      "1 police officer is more than the 0 people that they are part of, by 10 January 2022"),
    "a vague claim": ("stated\ndozens", "caveat", "1 claim that counts uses a vague word; its ends are a reading of "
                                                  "the "
                                                  "word and not a bound that anyone stated."),
    "dates of the figures": (WITHDRAWN, "caveat", "The figures speak of dates up to 15 January 2022 and rest on what "
                                                  "was "
                                                  "published by 15 January 2022."),
    "what is excluded": (WITHDRAWN, "caveat", "Claims that count in no range: 2 of 3; each is listed with the reason "
                                              "under What was left out."),
    "interest": ("stated | source_type\n40 | state\n50 | armed_group", "caveat",
                 "Some figures come from a party to the events (state bodies and armed groups), which may have "
                 "reasons to "
                 "report more or fewer; no origin is given more weight than another."),
    "preliminary": ("stated | as_of\n40 | 2022-01-08", "caveat",
                    "These figures are preliminary: the last claim was published within 30 days of the date that it "
                    "speaks of, and later knowledge may change them."),
    "partly known dates": ("stated | published\n40 | 2022-01\n50 | 2022-01", "caveat",
                           "The publication dates of 2 claims are only partly known."),
    "a state": (WITHDRAWN, "state", "withdrawn by claim b"),
}


@pytest.mark.parametrize("table, kind, sentence", TABLE.values(), ids=TABLE)
def test_a_ledger_becomes_a_sentence(table: str, kind: str, sentence: str) -> None:
    assert sentence in of_kind(worlds.reconcile(table), kind)


def test_there_are_at_least_fifty_sentences_and_all_keep_the_rules() -> None:
    assert len(TABLE) > 50
    for _, kind, sentence in TABLE.values():
        assert problems(kind, sentence) == []


@pytest.mark.parametrize("stated, figure", [
    ("some 5 500 people of the city and of the whole of the region around it were there", "“some 5 500 people of "
                                                                                          "the…”"),
    ("the number rose to at least 5 500", "“the number rose to at…”"),
])
def test_long_words_are_cut_outside_a_number(stated: str, figure: str) -> None:
    assert quoted(stated, 26) == figure


# The rules. Words in quotation marks are a source's own and keep none.

_ONES = "claims|people|origins|figures|days|others|acts|children|women|men|police officers|journalists|members|soldiers"
_ONE_OF_MANY = "claim|person|origin|figure|day|other|act|child|woman|man|journalist|member|soldier"
_RULES = {
    "two spaces": re.compile(r" {2}|\s$|^\s| [,.;:]"),
    "two full stops": re.compile(r"\.\.(?!\.)|\.;|,\.|:\."),
    "a plural of one": re.compile(rf"(?<![\d.,])(?<!and )(?<!to )\b1 (?:{_ONES})\b"),
    "a verb of one": re.compile(r"^1 (?:claim|figure|origin)s?\b[^.;]*\b(?:count|state|use|were|are)\b(?! a)"),
    "a singular of several": re.compile(rf"\b(?:0|[2-9]|[1-9]\d+) (?:{_ONE_OF_MANY})\b"),
    "an article": re.compile(r"\ba [aeio]|\ban [^aeiou8\W]", re.IGNORECASE),
    "thousands together": re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\b)\d{4,}"),
    "a date in ISO form": re.compile(r"\d{4}-\d{2}"),
    "a name of a column": re.compile(r"\b[a-z]+_[a-z]+"),
    "no number": re.compile(r"\b(?:inf|nan|None|NaT|True|False)\b"),
    "nothing between": re.compile(r"between ([\d,]+) and \1(?![\d,])"),
    "a plus for an open end": re.compile(r"\d\+"),
    "a hyphen in a span": re.compile(r"(?<!\d{4}-)(?<!\d{4})\b\d+ ?- ?\d+\b(?!-)"),
    "signs of code": re.compile(r"<=|>=|->|[{}\[\]]"),
}
_MOST_WORDS = 60


def problems(kind: str, text: str) -> list[str]:
    """Return the rules that a sentence breaks; the sentences of a paragraph are read one by one."""
    found = [f"unbalanced {pair}" for pair in ("“”", "()") if text.count(pair[0]) != text.count(pair[1])]
    plain = re.sub(r"“[^”]*”", "“”", text)
    found += [name for name, rule in _RULES.items() if rule.search(plain)]
    parts = re.split(r"(?<=[.?!]) (?=[A-Z0-9“])", plain)
    found += [f"{len(part.split())} words" for part in parts if len(part.split()) > _MOST_WORDS]
    if kind not in CLAUSES:
        found += [] if plain[:1].isupper() or plain[:1].isdigit() or plain[:1] == "“" else ["no capital letter"]
        found += [] if plain.endswith(".") else ["no full stop"]
    return found


def test_the_rules_find_what_they_are_for() -> None:
    bad = {"two spaces": "Two  spaces.", "two full stops": "An end..", "a plural of one": "There are 1 claims.",
           "a verb of one": "1 claim state no number.", "a singular of several": "By 2 person.", "an article": "A act.",
           "thousands together": "In all 5000.", "a date in ISO form": "On 2022-01-08.", "signs of code": "It is <= 5.",
           "a name of a column": "The security_forces.", "no number": "At most inf.", "a plus for an open end": "Some "
                                                                                                                "5+.",
           "nothing between": "Between nobody and between 5 and 5.", "a hyphen in a span": "On 8-10 January.",
           "no capital letter": "small.", "no full stop": "No end", "unbalanced “”": "“One.",
           "unbalanced ()": "One (two.", "61 words": " ".join(["Word", *["word"] * 60]) + "."}

    assert {name: problems("headline", text) for name, text in bad.items()} == {name: [name] for name in bad}


# Every sentence of any ledger.

_STATED = st.sampled_from([
    "0", "1", "2", "40", "4,404", "12,345", "at least 1", "more than 1", "more than 5,000", "dozens", "about 40",
    "between 5 and 7", "hundreds", "several", "unknown", "some", "up to 10", "nearly 50"])
_ROWS = st.fixed_dictionaries({
    "stated": _STATED,
    "measure": st.sampled_from(["killed", "killed", "detained", "held", "released", "arrested", "died_in_custody"]),
    "population": st.sampled_from(["", "", "security_forces", "police", "journalists", "killed_by_security_forces"]),
    "place": st.sampled_from(["", "Freeland", "Freeland/North_Region", "Freeland/South Region/Old Town"]),
    "unit": st.sampled_from(["persons", "persons", "persons", "acts"]),
    "as_of": st.sampled_from(["", "2022-01-05", "2022-01-08", "2022-01", "2022-01-03~", "2022-01-02/2022-01-04"]),
    "since": st.sampled_from(["", "", "2022-01-02", "2022-01-01"]),
    "counting": st.sampled_from(["", "", "period", "cumulative", "snapshot"]),
    "source": st.sampled_from(["Ministry", "Observer", "Police", "Vlast", "AP"]),
    "origin": st.sampled_from(["", "", "Ministry", "Prosecutor"]),
    "source_type": st.sampled_from(["", "state", "ngo", "armed_group"]),
    "published": st.sampled_from(["2022-01-31", "2022-02-01", "2022-02/..", "2022-04-01"]),
})


_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""The sentence that breaks a rule is printed; a smaller ledger would take minutes and say no more."""


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw a few claims, some of which relay or withdraw an earlier one."""
    rows: list[dict[str, str]] = [dict(row) for row in draw(st.lists(_ROWS, min_size=1, max_size=7))]
    for place, row in enumerate(rows[1:], start=1):
        tie = draw(st.sampled_from(["", "", "", "cites", "retracts"]))
        if tie:
            earlier = draw(st.integers(0, place - 1))
            row |= {tie: f"c{earlier + 1}", "measure": rows[earlier]["measure"], "published": "2022-04-01"}
    return rows


@settings(max_examples=25, deadline=None, phases=_PHASES,
          suppress_health_check=list(HealthCheck))
@given(ledgers(), ledgers())
def test_every_sentence_keeps_the_rules(rows: list[dict[str, str]], more: list[dict[str, str]]) -> None:
    result, other = worlds.reconcile(rows), worlds.reconcile([*rows, *more[:3]])
    told = [*sentences(result), *(("move", text) for text in moves(result, other))]

    assert [(found, kind, text) for kind, text in told if text and (found := problems(kind, text))] == []


@settings(max_examples=15, deadline=None, phases=_PHASES,
          suppress_health_check=list(HealthCheck))
@given(ledgers())
def test_an_explanation_keeps_the_rules_of_print(rows: list[dict[str, str]]) -> None:
    result: Any = worlds.reconcile(rows)
    names = {"two spaces", "a name of a column", "an article", "signs of code", "a date in ISO form"}
    for question in result.questions["question"]:
        for line in explanation(result, question).splitlines():
            if question not in line and not line.strip().startswith(("Source:", "read as")):
                assert set(problems("state", line.strip())) - names <= {f"{n} words" for n in range(61, 400)}
