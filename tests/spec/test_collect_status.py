"""What a count is beside the others: a total, a part of it, an addition, an earlier figure, a fear, history."""

from __future__ import annotations

import pytest

from reconcile.collect.finder import find
from reconcile.documents.model import Document

PUBLISHED = "2023-05-10"

ROWS = [
    # totals
    ("At least 12 people were killed and 30 wounded in the blast.", "current current"),
    ("The death toll rose to 40.", "current"),
    ("The toll, first given as 24, was lifted to 109 on Tuesday.", "superseded current"),
    ("Since 2 May, 1,209 people have been killed by the floods.", "current"),
    ("The ministry said 96 people were detained over the weekend.", "current"),
    ("No one was killed in the fire.", "zero"),
    # parts that the words name
    ("Twenty people were killed, including nine women and six children.", "current part part"),
    ("Soldiers killed 22 villagers, nine children and six women among them.", "current part part"),
    ("Police detained 812 people, 71 of them women.", "current part"),
    ("Forty people were injured, eight of them critically.", "current part"),
    ("Forty people were injured. Three are in critical condition.", "current part"),
    ("In all 120 people were killed. Of those killed, 70 were men and 50 women.", "current part part"),
    ("Of 261 persons kidnapped, 98 were released and 22 were killed.", "current part part"),
    # parts that the document shows
    ("The storm killed 300 people. Ten people died in Aruna, the governor said.", "current part"),
    ("The storm killed 300 people. In Aruna province alone 120 people died.", "current part"),
    ("In Aruna alone, a town of 29,000, the mayor spoke of 62 dead.", "part"),
    ("Two people were killed in Aruna and three in Belgor.", "part part"),
    ("Eighteen people died. Fifteen were killed on the spot while three died in hospital.", "current part part"),
    ("The ambush caused eight casualties. Three soldiers were killed and five wounded.", "current current current"),
    # not a part: another event, the other side
    ("The storm killed 300 people. In a separate incident, two persons were killed in Aruna.", "current current"),
    ("Bombs killed 30 people in a market. Six soldiers were killed at their barracks.", "current current"),
    # additions
    ("In the past 24 hours 14 people were killed.", "increment"),
    ("Ninety people were killed. Three more died on Monday.", "current increment"),
    ("The army killed 91 people on Saturday alone.", "increment"),
    # earlier figures
    ("The toll rose to 40, up from 31.", "current superseded"),
    ("Earlier, fire officials had put the dead at nine.", "superseded"),
    ("First reports spoke of 12 dead.", "superseded"),
    ("They said 300 people were picked up from dormitories, 12 of whom were freed.", "current part"),
    # fears, and words that only look like them
    ("At least 12 may have been killed.", "feared"),
    ("Up to 60 people are feared dead.", "feared"),
    ("The flood may have killed 200 people.", "feared"),
    ("The group said it could verify only 1,318 deaths.", "current"),
    # history
    ("Last year 312 people were killed on the roads.", "historical"),
    ("In 2014 a blast killed 288 miners.", "historical"),
    ("In the past three years over 50 judges have been murdered.", "historical"),
    ("It was the worst riot since 79 inmates died on 23 February 2021.", "historical"),
    ("It was the deadliest flood since 2015, when 10 people were killed.", "historical"),
    ("The deadliest attack since 2019 killed 12 people.", "current"),
    ("The school is near a 2012 massacre in which 12 people were killed.", "historical"),
    ("A mine killed two soldiers at a base where 240 conscripts began their course last month.", "current"),
]


@pytest.mark.parametrize("text, statuses", ROWS, ids=range(len(ROWS)))
def test_every_count_has_a_status(text: str, statuses: str) -> None:
    found = find(Document("text", text), language="en", published=PUBLISHED).candidates

    assert " ".join(one.status for one in found) == statuses


PEOPLE = [
    ("Twelve police officers were wounded.", "police"),
    ("Dozens of civilians were killed.", "civilians"),
    ("Ten migrant women were rescued.", "women"),
    ("Seven soldiers were killed and 11 others wounded.", "soldiers soldiers"),
    ("Three soldiers were killed and two passersby wounded.", "soldiers everyone"),
    ("Police detained 812 people, 71 of them women.", "everyone women"),
    ("Two of the dead are children.", "children"),
    ("No police officers were injured.", "police"),
    ("A 17-year-old was killed.", "children"),
    ("A 24-year-old woman was killed.", "women"),
    ("Three inmates died in custody.", "detainees"),
    ("Twelve foreign tourists were killed.", "foreigners"),
]


@pytest.mark.parametrize("text, people", PEOPLE, ids=range(len(PEOPLE)))
def test_every_count_counts_somebody(text: str, people: str) -> None:
    found = find(Document("text", text), language="en", published=PUBLISHED).candidates

    assert " ".join(one.population for one in found) == people


DAYS = [
    ("Ten people were killed on Monday.", "2023-05-08"),
    ("Ten people have died since the storm struck on Monday.", "2023-05-10"),
    ("Ten people are dead after a shooting on Monday.", "2023-05-10"),
    ("The toll from Monday's quake rose to 40.", "2023-05-10"),
    ("The ministry said on Tuesday 27 people were killed in the past 24 hours.", "2023-05-09"),
    ("SAN PEDRO, 9 May (RADIO) -- Ten people were killed on Monday.", "2023-05-08"),
    ("Officials spoke at 1900 of 12 deaths.", "2023-05-10"),
    ("Ten people were killed on Monday, six of them women.", "2023-05-08 2023-05-08"),
    ("Ten people were killed on Monday. Two of the dead are children.", "2023-05-08 2023-05-08"),
    ("On 2 May the army opened fire: ten people were killed that day.", "2023-05-02"),
    ("On 2 May 40 people were arrested. Ten people were killed that day.", "2023-05-02 2023-05-02"),
]


@pytest.mark.parametrize("text, days", DAYS, ids=range(len(DAYS)))
def test_every_count_speaks_of_a_day(text: str, days: str) -> None:
    found = find(Document("text", text), language="en", published=PUBLISHED).candidates

    assert " ".join(one.as_of for one in found) == days
