"""What is a claim and what is none: sentences in, counts out.

An expectation reads ``killed 12``, ``killed 12+`` for an open end, ``killed 24-99`` for a range, each with its status
unless that is ``current``; nothing stands behind the arrow where there is no claim.
"""

from __future__ import annotations

import csv
import io
import math
from importlib.resources import files

import pytest

from reconcile.collect import Candidate, Finds, find
from reconcile.documents import Document, read_document
from reconcile.vocabulary import vocabulary
from reconcile.wording import LANGUAGES

PUBLISHED = "2022-01-10"


def said(one: Candidate) -> str:
    """Return a candidate as the tables write it."""
    ends = "" if math.isnan(one.low) else f" {one.low:.0f}"
    if ends and one.high != one.low:
        ends += "+" if math.isinf(one.high) else f"-{one.high:.0f}"
    return f"{one.measure}{ends}" + ("" if one.status == "current" else f" {one.status}")


def found(text: str) -> Finds:
    return find(Document("page.txt", text), language="en", published=PUBLISHED)


def rows(table: str) -> list[tuple[str, str]]:
    """Return sentences and expectations of a table with arrows."""
    pairs = [line.split("=>") for line in table.strip().splitlines()]
    return [(sentence.strip(), wanted.strip()) for sentence, wanted in pairs]


def check(sentence: str, wanted: str) -> None:
    assert "; ".join(said(one) for one in found(sentence).candidates) == wanted


# What happens to people

@pytest.mark.parametrize("sentence, wanted", rows("""
    Eleven people were killed in Aktau.                                    => killed 11
    More than 5,000 protesters have been detained.                         => detained 5001+
    At least 40 miners were injured when the roof fell in.                 => injured 40+
    Some 1,200 people were arrested overnight, the ministry said.          => arrested 1080-1320
    Up to 300 villagers were displaced by the fighting.                    => displaced 0-300
    Nearly 90 people have been hospitalised since the explosion.           => hospitalised 81-90
    Two journalists were abducted on the road to Herat.                    => abducted 2
    Sixteen detainees were released without charge.                        => released 16
    Three men were executed in the prison yard.                            => executed 3
    Fewer than 50 people were wounded.                                     => injured 0-49
    FIVE PEASANTS WERE MURDERED BY 20 HOODED MEN.                          => killed 5
    police said 13 were killed and 40 hurt.                                => killed 13; injured 40
    Six people lost their lives.                                           => killed 6
    Human rights groups say about a hundred people disappeared in custody. => disappeared 90-110
"""))
def test_passive(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


@pytest.mark.parametrize("sentence, wanted", rows("""
    The blast killed 12 people.                                                     => killed 12
    Police detained at least 70 demonstrators in the square.                        => detained 70+
    A mudslide has injured dozens.                                                  => injured 24-99
    Gunmen kidnapped nine students from their dormitory.                            => abducted 9
    Rescuers pulled seven survivors from the rubble.                                => rescued 7
    The authorities have charged 61 people with rioting.                            => charged 61
    The court freed four of the defendants.                                         => released 4
    THE GUERRILLAS KILLED SEVEN SOLDIERS AND WOUNDED 12 OTHERS.                     => killed 7; injured 12
    A bus fell into a ravine, killing 17 passengers.                                => killed 17
    A car bomb went off, killing at least six people and wounding more than 20.     => killed 6+; injured 21+
    The building collapsed, injuring thirty.                                        => injured 30
    A gunman opened fire, killing four and critically wounding two others.          => killed 4; injured 2
    The attack, which killed nine and injured twice as many, was claimed by no one. => killed 9
"""))
def test_active_and_gerund(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# Tolls, nouns and states

@pytest.mark.parametrize("sentence, wanted", rows("""
    The death toll rose to 225 on Sunday.                                           => killed 225
    The number of injured reached 1,000.                                            => injured 1000
    The death toll from the landslide now stands at 71, up from 63 on Friday.       => killed 71; killed 63 superseded
    Officials raised the toll to 31 dead.                                           => killed 31
    The number of people killed has passed 2,000.                                   => killed 2001+
    The toll: 14 dead, 30 injured.                                                  => killed 14; injured 30
    Death toll: 89. Injured: 210.                                                   => killed 89; injured 210
    Police revised the number of dead down to 9 from 11.                            => killed 9; killed 11 superseded
    The toll was 100s of dead.                                                      => killed 200-999
"""))
def test_tolls_and_labels(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


@pytest.mark.parametrize("sentence, wanted", rows("""
    The ministry reported 12 deaths.                            => killed 12
    There were 48 arrests.                                      => arrested 48
    The deaths of 11 people were confirmed.                     => killed 11
    The fire caused 3 deaths and 27 injuries.                   => killed 3; injured 27
    The bodies of 12 migrants were found on the beach.          => killed 12
    Thirty-four people are missing.                             => missing 34
    Another 60 are still being held.                            => held 60
    Twelve people are in hospital.                              => hospitalised 12
    More than 40 people remain unaccounted for.                 => missing 41+
    The ministry says that 8,000 people are in custody.         => held 8000
    The storm left 19 dead and 140 homeless.                    => killed 19; homeless 140
"""))
def test_nouns_and_states(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# Several counts in one sentence

@pytest.mark.parametrize("sentence, wanted", rows("""
    Three soldiers and two civilians were killed.                            => killed 3; killed 2
    Nine people were killed and 30 wounded.                                  => killed 9; injured 30
    Ten people were injured and taken to hospital.                           => injured 10; hospitalised 10
    Four people died, 25 were injured and one is missing.                    => killed 4; injured 25; missing 1
    Twelve people drowned, one was swept away and is missing.                => killed 12; missing 1
    Police arrested 12 people in Aktobe and 30 in Oral.                      => arrested 12 part; arrested 30 part
    At least one person was killed and several others were injured.          => killed 1+; injured 3-9
    At least 56 people were killed, including 19 children.                   => killed 56+; killed 19 part
    Eighty people were detained, among them three lawyers.                   => detained 80; detained 3 part
    Forty were wounded, six of them seriously.                               => injured 40; injured 6 part
    Five people, two women and three children, were killed.                  => killed 5; killed 2 part; killed 3 part
    The U.N. said 1,003 civilians, among them 93 children, had been killed.  => killed 1003; killed 93 part
    Eighteen officers were found dead, two of them beheaded.                 => killed 18; killed 2 part
    50+ people were injured, 10-12 of them badly.                            => injured 50+; injured 10-12 part
    Over 200 were hurt; 15 later died in hospital.                           => injured 201+; killed 15
"""))
def test_coordination_lists_and_parts(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# Wordings

@pytest.mark.parametrize("sentence, wanted", rows("""
    Not one person was hurt.                                     => injured 0 zero
    Nobody was killed.                                           => killed 0 zero
    No casualties were reported.                                 => casualties 0 zero
    There were no fatalities.                                    => killed 0 zero
    Dozens of people were injured.                               => injured 24-99
    Hundreds of protesters were detained across the country.     => detained 200-999
    Several people were killed in the shelling.                  => killed 3-9
    Thousands have fled the town.                                => displaced 2000-9999
    Ten to 15 people were wounded.                               => injured 10-15
    Between 20 and 30 people were shot dead.                     => killed 20-30
    A dozen people died.                                         => killed 12
    Tens of thousands of people took to the streets.             => participants 20000-99999
    No fewer than 31 worshippers were killed.                    => killed 31+
    Just over 500 people were detained.                          => detained 501+
    ~30 people were killed.                                      => killed 27-33
    A woman was killed in the crossfire.                         => killed 1
    A 14-year-old boy died of his wounds.                        => killed 1
    One person was wounded.                                      => injured 1
    A police officer was shot dead at a checkpoint.              => killed 1
    About 3,000 people marched through the capital.              => participants 2700-3300
"""))
def test_zero_vague_ranges_and_single_persons(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# Status

@pytest.mark.parametrize("sentence, wanted", rows("""
    Five people were killed in the past 24 hours.                                => killed 5 increment
    Police said they had detained 1,678 more people over the past 24 hours.      => detained 1678 increment
    Two people were killed on Monday. Three more died on Tuesday.                => killed 2; killed 3 increment
    Earlier reports had put the number of dead at 18.                            => killed 18 superseded
    Police initially said that five people were killed.                          => killed 5 superseded
    The ministry withdrew its statement that 164 people were killed.             => killed 164 superseded
    Up to 70 people may have been killed.                                        => killed 0-70 feared
    Rescuers fear that 30 miners have died.                                      => killed 30 feared
    In 2011 at least 14 protesters were killed in Zhanaozen.                     => killed 14+ historical
    A similar fire killed 35 people in 2009.                                     => killed 35 historical
"""))
def test_status(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# No claims

@pytest.mark.parametrize("sentence, words, reason", [
    ("Marat, 24, was among the crowd near the akimat.", "24", "its number may be an age"),
    ("The suspect is 31 years old and was known to police.", "31", "it states an age"),
    ("The government promised $5,000 to each family of those killed.", "5,000", "it states a sum of money"),
    ("The injured received 1,150 euros each.", "1,150", "it states a sum of money"),
    ("Protests in which people were killed began on 2 January 2022.", "2022", "it states a date"),
    ("The police detained people at 10:30 on Monday.", "10", "it states a time of day"),
    ("Relatives of the dead may call 8 800 555 35 35.", "8 800 555",
     "two numbers stand side by side and do not make one, as in a telephone number"),
    ("About 12 percent of the wounded were children.", "About 12", "it states a share or a ratio, not a count"),
    ("Those detained were held for 72 hours.", "72", "it states a length of time"),
    ("Shots that killed people were heard 40 km from the town.", "40", "it states a distance, an area or a weight"),
    ("The wounded lay in room 12.", "12", "its number belongs to a name or a label"),
    ("He is the third person to die this week.", "third", "it gives a rank or an order, not a count"),
    ("Rescuers who found the dead used 12 boats.", "12", "it counts things, places or events, not persons"),
    ("If the dam breaks, 400 people could die.", "400", "'if' makes it a supposition, not a report"),
    ("Four gunmen kidnapped the mayor.", "Four", "they did it, it was not done to them"),
    ("Two persons met the mayor, who was injured.", "Two", "what is said of them is no measure"),
])
def test_each_number_that_is_no_claim_is_shown_with_its_reason(sentence: str, words: str, reason: str) -> None:
    finds = find(Document("page.txt", sentence), language="en", published=PUBLISHED, explains=True)
    assert finds.candidates == []
    assert {sentence[one.start:one.end]: one.reason for one in finds.refused}.get(words) == reason


@pytest.mark.parametrize("sentence", [
    "The defendants, aged 19 and 22, denied everything.",
    "The company was fined 2 million tenge.",
    "On 11 January the injured were flown to the capital.",
    "The army sent 2,500 troops to the border.",
    "Some 1,200 police officers guarded the march.",
    "A force of 4,000 soldiers was deployed.",
    "Nearly 40% of those detained were released.",
    "He was charged under article 272 of the criminal code.",
    "Article 15 allows people to be detained for 72 hours.",
    "They face up to 15 years in prison.",
    "The court sentenced him to 8 years.",
    "Police seized 30 rifles and 2 grenades.",
    "Two bombs exploded 300 metres from the market.",
    "Four hospitals treat the wounded.",
    "More than 60 vehicles were burned and three banks looted.",
    "A magnitude 6.2 earthquake struck 40 km from the town.",
    "The prison was built for 900 inmates.",
    "The 14th victim was identified.",
    "On average 12 people are killed every year.",
    "One in four prisoners died.",
    "We spoke to 17 people who had been detained.",
    "Four gunmen kidnapped the mayor.",
    "The mayor was shot by two men on a motorcycle.",
    "About 50 soldiers attacked the village.",
    "If 10 people had died, we would know it.",
    "The general threatened to kill 50 hostages.",
    "The exercise simulated an accident with 40 dead.",
    "The two sides met in Geneva.",
    "Flight 5342 crashed; the dead were identified.",
    "See resolution 2231 on the missing.",
    "He won 5-3 and nobody cared about the injured.",
    "The city of 430,000 people was shelled.",
    "Police made no arrests.",
])
def test_no_claim(sentence: str) -> None:
    check(sentence, "")


# Lists and tables

def test_a_list_takes_its_measure_from_the_line_that_leads_it_in() -> None:
    text = "Killed by region:\n\n- Almaty: 12\n- Taraz: 5\n- Oral: at least 3\n"
    assert [said(one) for one in found(text).candidates] == ["killed 12 part", "killed 5 part", "killed 3+ part"]


def test_a_table_takes_its_measures_from_its_head() -> None:
    page = """<html><body><article><h1>Toll by region</h1><p>The regions sent in their figures on Monday.</p><table>
        <tr><th>Region</th><th>Killed</th><th>Injured</th><th>Vehicles</th></tr>
        <tr><td>Almaty</td><td>12</td><td>30</td><td>7</td></tr><tr><td>Taraz</td><td>5</td><td>-</td><td>2</td></tr>
        <tr><td>Total</td><td>17</td><td>30</td><td>9</td></tr></table></article></body></html>"""
    made = find(read_document(page.encode(), "page.html"), published=PUBLISHED).candidates

    assert [said(one) for one in made] == [
        "killed 12 part", "injured 30 part", "killed 5 part", "killed 17", "injured 30"]
    assert {one.rule for one in made} == {"table"}


@pytest.mark.parametrize("rows_", [
    "Region | Killed | Injured\nAlmaty | 12 | 30\nTaraz | 5 | 2\n",
    "Region\tKilled\tInjured\nAlmaty\t12\t30\nTaraz\t5\t2\n",
    "\tKilled\tInjured\nAlmaty\t12\t30\nTaraz\t5\t2\n",
    "Region      Killed    Injured\nAlmaty      12        30\nTaraz       5         2\n",
], ids=["bars", "tabs", "no name above the labels", "spaces"])
def test_a_table_in_a_text(rows_: str) -> None:
    made = found(f"Figures of the regions on Monday.\n\n{rows_}").candidates
    assert [said(one) for one in made] == ["killed 12 part", "injured 30 part", "killed 5 part", "injured 2 part"]


def test_a_row_with_fewer_cells_than_names_is_not_guessed_at() -> None:
    text = "Region\tKilled\tInjured\tVehicles\nAlmaty\t12\t30\t4\nTaraz\t5\t2\n"
    assert [said(one) for one in found(text).candidates if one.rule == "table"] == ["killed 12 part", "injured 30 part"]


def test_a_head_of_two_rows_names_each_column() -> None:
    page = """<html><body><article><h1>Toll by region</h1><p>The regions sent in their figures on Monday.</p><table>
        <tr><th rowspan="2">Region</th><th colspan="2">People</th><th rowspan="2">Vehicles</th></tr>
        <tr><th>Killed</th><th>Injured</th></tr><tr><td>Almaty</td><td>1,203</td><td>30</td><td>7</td></tr>
        <tr><td>Taraz</td><td>more than 5</td><td>n/a</td><td>2</td></tr></table></article></body></html>"""
    made = find(read_document(page.encode(), "page.html"), published=PUBLISHED).candidates

    assert [said(one) for one in made] == ["killed 1203 part", "injured 30 part", "killed 6+ part"]


def test_a_later_sentence_goes_on_counting() -> None:
    text = "Police detained 80 people in Almaty on Friday. The ministry confirmed 61."
    assert [said(one) for one in found(text).candidates] == ["detained 80", "detained 61"]


def test_boilerplate_makes_no_claim() -> None:
    page = """<html><body><nav><a href="/x">Five killed in blast</a></nav><article><p>The council met in the old town
        hall on Monday to talk about the bridge and who would pay for it.</p></article>
        <footer>Nine people were killed. Contact us.</footer></body></html>"""
    assert find(read_document(page.encode(), "page.html")).candidates == []


# The grammar of the first ledger's documents, in other words

@pytest.mark.parametrize("sentence, wanted", rows("""
    The ministry also announced that roughly 3,150 people marched and 70 died. => participants 3145-3155; killed 70
    As of Monday, at least five guards had been killed and 212 wounded, the ministry said. => killed 5+; injured 212
    Hundreds took to the streets in Semey and in the east, saying the tariff was unfair. => participants 200-999
    They have detained at least 90 miners, and dozens of guards have been injured. => detained 90+; injured 24-99
    Ten years earlier, in 2009, at least 21 strikers were killed by the police. => killed 21+ historical
    The strike led to the regrettable loss of multiple lives among strikers and guards. => killed 2+
    Tens of thousands of people joined the marches and put forward further demands. => participants 20000-99999
    The committee said 260 were hospitalised, 41 are in intensive care. => hospitalised 260; intensive_care 41 part
    Several dozen guards and strikers were killed in the riot, officials said. => killed 36-99
    According to the governor, more than 1,500 people have been detained across the region. => detained 1501+
    The strikes spread across the nation of 21 million over a rise in the price of coal. =>
    Much of the anger was directed at the governor, who is 77 and had ruled the region since 1994. =>
    The governor said that 20,000 bandits had attacked the mine. =>
    Call +7 727 50 00 00 for the names of those detained. =>
"""))
def test_statements_and_traps_of_the_kind_in_the_first_ledger(sentence: str, wanted: str) -> None:
    check(sentence, wanted)


# What is told of each claim

def one(text: str) -> Candidate:
    made = found(text).candidates
    assert len(made) == 1
    return made[0]


def test_a_candidate_says_who_where_when_and_why() -> None:
    made = one("At least 12 police officers were killed in Aktau on Friday, the Interior Ministry said.")

    assert (made.stated, made.population, made.place, made.origin, made.as_of) == (
        "At least 12", "police", "Aktau", "Interior Ministry", "2022-01-07")
    assert made.rule == "subject" and "killed" in made.reason and "Friday" in made.reason
    assert 0.5 < made.confidence < 1


def test_doubt_lowers_confidence() -> None:
    sure, feared = one("Twelve people were killed."), one("Rescuers fear that 30 miners have died.")
    vague = one("Multiple people were killed.")

    assert sure.confidence > feared.confidence and sure.confidence > vague.confidence


def test_the_event_is_the_documents_own_but_not_for_history() -> None:
    text = "Five people were killed in Oral. In 2011 at least 14 protesters were killed in Zhanaozen."
    made = find(Document("page.txt", text), language="en", published=PUBLISHED, event="kz-2022").candidates

    assert [(one.status, one.event) for one in made] == [("current", "kz-2022"), ("historical", "zhanaozen-2011")]


# The word lists

@pytest.mark.parametrize("code", LANGUAGES)
def test_word_lists_name_only_measures_and_populations_of_the_vocabulary(code: str) -> None:
    known, verbs = vocabulary(), ("participle", "passive", "active", "gerund", "middle", "state", "result", "toll")
    text = files("reconcile").joinpath("data", f"language_{code}.csv").read_text(encoding="utf-8")
    rows_ = list(csv.DictReader(io.StringIO(text)))
    measures = {part for row in rows_ if row["role"] in {f"claim.{verb}" for verb in verbs}
                for part in row["value"].split("|")}
    populations = {row["value"] for row in rows_ if row["role"] == "claim.population"}

    assert measures - {"same", "next", "other", ""} <= set(known["measure"])
    assert populations <= set(known["population"])
