"""Who says so: the source named in a sentence, its type, and the claim that it stands for."""

from __future__ import annotations

import pytest

from reconcile.collect.attribution import Attribution, attributions, origin_of

ENGLISH = [
    # sentence                                                                   who counted                 type
    ("Police said 12 people were killed.", "Police", "state"),
    ("At least 12 people were killed, police said.", "police", "state"),
    ("Three people, police said, were killed.", "police", "state"),
    ("At least 12 died, the Interior Ministry said in a statement on Monday.", "Interior Ministry", "state"),
    ("According to the Health Ministry, 46 people have died.", "Health Ministry", "state"),
    ("More than 100 died, according to doctors at the al-Noor Hospital.", "doctors at the al-Noor Hospital", "medical"),
    ("On Monday the health ministry said 20 had died.", "health ministry", "state"),
    ("The health ministry in Gaza said 45 were killed.", "health ministry", "state"),
    ("Col. Ahmad Khan, a spokesman for the provincial governor, said 12 soldiers were killed.",
     "Col. Ahmad Khan, spokesman for the provincial governor", "state"),
    ('"We received 14 bodies," said Dr. Maria Lopez, director of the central hospital.',
     "Dr. Maria Lopez, director of the central hospital", "medical"),
    ("The Observatory for Human Rights, a London-based monitor, said 24 civilians were killed.",
     "Observatory for Human Rights", "ngo"),
    ("Human Rights Watch (HRW) said it had documented 12 killings.", "Human Rights Watch", "ngo"),
    ("Interior Ministry spokesman Ivan Petrov said 4,404 people had been detained.",
     "Interior Ministry spokesman Ivan Petrov", "state"),
    ("The health ministry's spokesman, Karim Said, said 27 had died.",
     "health ministry's spokesman, Karim Said", "state"),
    ("A police spokesman told reporters that 30 people had been arrested.", "police spokesman", "state"),
    ("Police: 12 killed in blast", "Police", "state"),
    ("12 killed in market blast: police", "police", "state"),
    ("12 killed in Kabul blast – officials", "officials", "state"),
    ("UN figures show that 3,000 people were displaced.", "UN", "intergovernmental"),
    ("A tally by AFP counted 45 deaths.", "AFP", "media"),
    ("At least 40 died, according to a tally compiled by the Associated Press.", "Associated Press", "media"),
    ("According to figures released by the Ministry of Internal Affairs, 9,900 people were detained.",
     "Ministry of Internal Affairs", "state"),
    ("A count by local human rights groups put the figure at 238.", "local human rights groups", "ngo"),
    ("The official death toll stands at 164.", "official death toll", "state"),
    ("At least 227 people have died, the latest official figures show.", "official figures", "state"),
    ("A Reuters count found at least 36 dead.", "Reuters", "media"),
    ("The toll was confirmed by the regional prosecutor's office.", "regional prosecutor's office", "state"),
    ("Twelve deaths were reported by local media.", "local media", "media"),
    ("Residents of the village, who asked not to be named, said 7 people died.", "Residents of the village", "witness"),
    ('"At least 40 died," one resident said.', "resident", "witness"),
    ("Amnesty International and Human Rights Watch said 12 people were killed.",
     "Amnesty International and Human Rights Watch", "ngo"),
    ("AFP counted 14 bodies at the morgue.", "AFP", "media"),
    ("UNAMA has documented 2,118 civilian deaths since August.", "UNAMA", "intergovernmental"),
    ("As of Friday, the UN human rights office (OHCHR) had verified 3,381 civilian deaths.",
     "UN human rights office", "intergovernmental"),
    ("A senior police officer in Kandahar, speaking on condition of anonymity, said 14 bodies had been found.",
     "senior police officer", "state"),
    ('"We counted 30 bodies," Khaled Mansour, a 34-year-old shopkeeper, said by telephone.', "Khaled Mansour", ""),
    ("Hospital director Mohammed Salim said 31 bodies were brought in.", "Hospital director Mohammed Salim", "medical"),
    ("Israel's military said two soldiers were killed.", "Israel's military", "state"),
    ("Ukraine's Prosecutor General's Office reported that 14 people were wounded.",
     "Ukraine's Prosecutor General's Office", "state"),
    ("Nine people were killed, Gov. Oleh Petrenko wrote on Telegram.", "Gov. Oleh Petrenko", "state"),
    ("Rights group Amnesty International has documented the deaths of at least 21 protesters.",
     "Rights group Amnesty International", "ngo"),
    ("Fourteen people were shot, two of them fatally, Chicago police said Monday.", "Chicago police", "state"),
    ("Chief Deputy Tom Reed of the county sheriff's office said five people were wounded.",
     "Chief Deputy Tom Reed of the county sheriff's office", "state"),
    ("The blast killed seven people, said Abdul Rahim, the head of the provincial council.",
     "Abdul Rahim, head of the provincial council", "state"),
    ('"Four were killed," the statement said.', "statement", ""),
    ("The company said 46 workers were killed.", "company", ""),
    ("In the village of Ndomba alone, 31 people were massacred, survivors said.", "survivors", "witness"),
    ("The Sudan Doctors Committee, a group of medics, reported two deaths.",
     "Sudan Doctors Committee, group of medics", "medical"),
    ("Official sources reported that 3 peasants were killed by guerrillas.", "Official sources", "state"),
    ("THE ARMY REPORTED THAT 12 GUERRILLAS WERE KILLED IN THE NORTH.", "ARMY", "state"),
    ("MILITARY SPOKESMAN COL JUAN PEREZ SAID 5 SOLDIERS DIED.", "MILITARY SPOKESMAN COL JUAN PEREZ", "state"),
    ("ACCORDING TO POLICE SOURCES, TWO SOLDIERS WERE WOUNDED.", "POLICE SOURCES", "state"),
    ("according to police, two soldiers were wounded.", "police", "state"),
    ("The National Disaster Risk Reduction and Management Council said 208 people died.",
     "National Disaster Risk Reduction and Management Council", ""),
    ("Turkey's disaster agency AFAD put the death toll at 45,968.", "Turkey's disaster agency AFAD", "state"),
    ("The dead include 3 children, the governor of Almaty region, Kanat Akhmetov, said.",
     "governor of Almaty region, Kanat Akhmetov", "state"),
    ("Human rights lawyers say at least 18 detainees died in custody.", "Human rights lawyers", "ngo"),
    ("Police arrested 30 people, according to the Interior Ministry's press service.",
     "Interior Ministry's press service", "state"),
    ("Organizers claimed 50,000 people attended.", "Organizers", ""),
    ("The rebels said they had killed 12 soldiers.", "rebels", "armed_group"),
    ("In a statement, the White Helmets condemned the killing of 12 members.", "White Helmets", "ngo"),
    ("Researchers at the University of Uppsala estimated that 500 people died.",
     "Researchers at the University of Uppsala", "academic"),
    ("The WHO said 12 health workers were killed.", "WHO", "intergovernmental"),
    ("The opposition party said 50 of its supporters were arrested.", "opposition party", "party"),
    ("Police in Dhaka said 12 people were arrested, adding that 5 officers were hurt.", "Police", "state"),
]

RUSSIAN = [
    ("По данным МВД, погибли 12 человек.", "МВД", "state"),
    ("Погибли 12 человек, сообщили в МВД.", "МВД", "state"),
    ("В Министерстве здравоохранения сообщили, что 46 человек погибли.", "Министерстве здравоохранения", "state"),
    ("Представитель полиции Иван Петров заявил, что задержаны 30 человек.",
     "Представитель полиции Иван Петров", "state"),
    ("Погибли не менее 20 человек, рассказали врачи центральной больницы.", "врачи центральной больницы", "medical"),
    ("По словам главы региона Сергея Иванова, ранены 15 человек.", "главы региона Сергея Иванова", "state"),
    ("Правозащитники насчитали 5000 задержанных.", "Правозащитники", "ngo"),
    ("«Погибли 12 человек», — сказал министр.", "министр", "state"),
    ("В ведомстве уточнили, что пострадали 40 человек.", "ведомстве", "state"),
    ("Организация Human Rights Watch задокументировала 12 убийств.", "Организация Human Rights Watch", "ngo"),
    ("Очевидцы рассказали журналистам, что погибли пятеро.", "Очевидцы", "witness"),
    ("Генпрокуратура Казахстана опубликовала список из 238 погибших.", "Генпрокуратура Казахстана", "state"),
    ("Ранены 12 человек, пишет «Медиазона».", "Медиазона", "media"),
    ("Управление ООН по правам человека верифицировало гибель 9000 человек.", "Управление ООН по правам человека",
     "intergovernmental"),
]

UKRAINIAN = [
    ("За даними ДСНС, загинули 12 людей.", "ДСНС", "state"),
    ("Загинули 12 людей, повідомили в поліції.", "поліції", "state"),
    ("Голова ОВА Сергій Бойко повідомив, що поранено 15 осіб.", "Голова ОВА Сергій Бойко", "state"),
    ("За словами очевидців, загинули п'ятеро.", "очевидців", "witness"),
    ("У Міноборони заявили про 26 загиблих.", "Міноборони", "state"),
    ("Правозахисники нарахували 500 затриманих.", "Правозахисники", "ngo"),
    ("ООН верифікувала загибель 9 000 цивільних.", "ООН", "intergovernmental"),
    ("Внаслідок обстрілу загинули 3 людей, повідомила обласна прокуратура.", "обласна прокуратура", "state"),
    ("Лікарі кажуть про 40 поранених.", "Лікарі", "medical"),
    ("Поранено 7 людей, передає Укрінформ.", "Укрінформ", "media"),
    ("Речник управління поліції Олег Кравець сказав, що затримано 30 людей.",
     "Речник управління поліції Олег Кравець", "state"),
    ("За інформацією міської ради, без даху лишилися 40 людей.", "міської ради", "state"),
]

SPANISH = [
    ("Según el Ministerio del Interior, murieron 12 personas.", "Ministerio del Interior", "state"),
    ("Al menos 12 personas murieron, informó la policía.", "policía", "state"),
    ("El Ministerio de Salud informó que 46 personas murieron.", "Ministerio de Salud", "state"),
    ("El portavoz de la policía, Juan Pérez, dijo que hubo 30 detenidos.",
     "portavoz de la policía, Juan Pérez", "state"),
    ("De acuerdo con Human Rights Watch, 12 personas murieron.", "Human Rights Watch", "ngo"),
    ("La ONG Foro Penal registró 1.200 detenidos.", "ONG Foro Penal", "ngo"),
    ('"Hay 12 muertos", declaró el alcalde.', "alcalde", ""),
    ("La cifra de 12 muertos fue confirmada por la Fiscalía.", "Fiscalía", "state"),
    ("Según cifras oficiales, hay 164 muertos.", "cifras oficiales", "state"),
    ("Los médicos cifran en 108 los fallecidos.", "médicos", "medical"),
    ("Doce personas murieron, aseguraron los vecinos.", "vecinos", "witness"),
    ("La ONU documentó 12 ejecuciones.", "ONU", "intergovernmental"),
    ("El director del hospital, Luis Gómez, señaló que hay 12 heridos.",
     "director del hospital, Luis Gómez", "medical"),
]

FRENCH = [
    ("Selon le ministère de l'Intérieur, 12 personnes sont mortes.", "ministère de l'Intérieur", "state"),
    ("Au moins 12 personnes ont été tuées, a annoncé la police.", "police", "state"),
    ("Le ministère de la Santé a fait état de 46 morts.", "ministère de la Santé", "state"),
    ("D'après l'ONU, 3 000 personnes ont été déplacées.", "ONU", "intergovernmental"),
    ("Le porte-parole de la police, Jean Dupont, a déclaré que 30 personnes avaient été arrêtées.",
     "porte-parole de la police, Jean Dupont", "state"),
    ("Douze personnes ont été tuées, a indiqué à l'AFP une source hospitalière.", "source hospitalière", "medical"),
    ("De source policière, on compte 12 blessés.", "De source policière", "state"),
    ("L'Observatoire syrien des droits de l'homme a recensé 24 morts.",
     "Observatoire syrien des droits de l'homme", "ngo"),
    ("Douze personnes ont été tuées, selon un bilan de l'AFP.", "AFP", "media"),
    ('"Il y a 12 morts", a dit le maire.', "maire", ""),
    ("Les autorités locales ont confirmé 5 décès.", "autorités locales", "state"),
    ("Des témoins ont raconté que cinq personnes étaient mortes.", "témoins", "witness"),
    ("Les rebelles ont affirmé avoir tué 12 soldats.", "rebelles", "armed_group"),
]

KAZAKH = [
    ("Ішкі істер министрлігінің мәліметінше, 12 адам қаза тапты.", "Ішкі істер министрлігінің", "state"),
    ("Ішкі істер министрлігі 12 адам қаза тапты деп хабарлады.", "Ішкі істер министрлігі", "state"),
    ("Полиция хабарлауынша, 30 адам ұсталды.", "Полиция", "state"),
    ("12 адам қаза тапты, деп хабарлады Ішкі істер министрлігі.", "Ішкі істер министрлігі", "state"),
    ("Дәрігерлердің айтуынша, 20 адам жараланды.", "Дәрігерлердің", "medical"),
    ("Министр Асқар Сейітов 40 адам зардап шекті деді.", "Министр Асқар Сейітов", "state"),
    ("Human Rights Watch деректеріне сәйкес 12 адам қаза тапты.", "Human Rights Watch", "ngo"),
    ("Құқық қорғаушылар 500 адам ұсталғанын хабарлады.", "Құқық қорғаушылар", "ngo"),
    ("Ведомство мәліметінше, 12 адам қаза тапты.", "Ведомство", "state"),
    ("БҰҰ дерегінше, 3000 адам үйсіз қалды.", "БҰҰ", "intergovernmental"),
    ("Куәгерлердің сөзінше, бес адам өлді.", "Куәгерлердің", "witness"),
    ("Прокуратура 238 адам қаза тапқанын растады.", "Прокуратура", "state"),
]

ARABIC = [
    ("قالت وزارة الداخلية إن 12 شخصا قتلوا.", "وزارة الداخلية", "state"),
    ("قتل 12 شخصا، حسبما أعلنت الشرطة.", "الشرطة", "state"),
    ("وأعلنت وزارة الصحة في غزة مقتل 46 شخصا.", "وزارة الصحة", "state"),
    ("وفقا للأمم المتحدة، نزح 3000 شخص.", "للأمم المتحدة", "intergovernmental"),
    ("بحسب المرصد السوري لحقوق الإنسان، قتل 24 مدنيا.", "المرصد السوري لحقوق الإنسان", "ngo"),
    ("وقال المتحدث باسم الشرطة أحمد خان إن 30 شخصا اعتقلوا.", "المتحدث باسم الشرطة أحمد خان", "state"),
    ("وأفاد شهود عيان بمقتل خمسة أشخاص.", "شهود عيان", "witness"),
    ("وفق حصيلة رسمية قتل 164 شخصا.", "حصيلة رسمية", "state"),
    ("وقالت الوزارة إن 40 شخصا أصيبوا.", "الوزارة", "state"),
    ("أكدت حركة حماس مقتل 12 من عناصرها.", "حركة حماس", "armed_group"),
    ("أفاد مصدر طبي بإصابة 12 شخصا.", "مصدر طبي", "medical"),
    ("ذكرت صحيفة محلية أن 12 شخصا اعتقلوا.", "صحيفة محلية", "media"),
]

TABLES = {"en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN, "es": SPANISH, "fr": FRENCH, "kk": KAZAKH, "ar": ARABIC}
ROWS = [(language, *row) for language, table in TABLES.items() for row in table]


@pytest.mark.parametrize("language, sentence, name, kind", ROWS,
                         ids=[f"{language}{number}" for number, (language, *_) in enumerate(ROWS)])
def test_one_source_is_named(language: str, sentence: str, name: str, kind: str) -> None:
    (found,) = attributions(sentence, language)

    assert (found.name, found.type) == (name, kind)
    assert (found.left, found.right) == (0, len(sentence))
    assert found.left <= found.start < found.end <= len(sentence)


NOBODY = [
    ("en", "At least 12 people were killed in a blast in Kabul."),
    ("en", "It was reported that 12 people died."),
    ("en", "Twelve people reportedly died."),
    ("en", "Twelve deaths were reported in Kabul."),
    ("en", "According to preliminary reports, 12 people died."),
    ("en", "According to the latest figures, 12 people died."),
    ("en", "The blast claimed 12 lives."),
    ("en", "Five people were detained by police."),
    ("en", "The prisoners were released by the army."),
    ("en", "The toll could not be independently verified."),
    ("ru", "По предварительным данным, погибли 12 человек."),
    ("ru", "Полиция задержала 30 человек."),
    ("uk", "За попередніми даними, загинули 12 людей."),
    ("es", "Doce personas fueron detenidas por la policía."),
    ("fr", "Selon un nouveau bilan, 12 personnes sont mortes."),
    ("fr", "Douze personnes ont été arrêtées par la police."),
    ("kk", "Жарылыстан 12 адам қаза тапты."),
    ("ar", "قتل 12 شخصا في انفجار في كابول."),
]


@pytest.mark.parametrize("language, sentence", NOBODY, ids=[f"{row[0]}{at}" for at, row in enumerate(NOBODY)])
def test_nobody_is_named(language: str, sentence: str) -> None:
    assert attributions(sentence, language) == []


RELAYED = [
    # sentence                                                            who counted           who passes it on
    ("en", "State TV reported, citing the Interior Ministry, that 26 had died.", "Interior Ministry", "State TV"),
    ("en", "The toll rose to 95, state media reported Tuesday, quoting rescue officials.", "rescue officials",
     "state media"),
    ("en", "A police spokesman told Reuters that 30 people had been arrested.", "police spokesman", "Reuters"),
    ("en", "Doctors at two hospitals told The Associated Press they had received 23 bodies.",
     "Doctors at two hospitals", "Associated Press"),
    ("en", "A doctor was quoted by local media as saying that 40 people had died.", "doctor", "local media"),
    ("en", "Interfax quoted the emergencies ministry as saying that 19 miners had died.", "emergencies ministry",
     "Interfax"),
    ("en", "According to Kazakh media citing the Health Ministry, 164 people died.", "Health Ministry", "Kazakh media"),
    ("en", "Citing medical sources, the Observatory said 11 people were killed.", "medical sources", "Observatory"),
    ("en", "The news website Orda.kz, citing relatives, reported 11 deaths.", "relatives", "news website Orda.kz"),
    ("en", "The ministry of health confirmed 12 deaths, the TASS news agency reported.", "ministry of health",
     "TASS news agency"),
    ("en", "Radio Norte reported that 10 soldiers were killed, according to army sources.", "army sources",
     "Radio Norte"),
    ("en", "AFP reported 12 people were killed.", "AFP", ""),
    ("ru", "Как сообщает «Интерфакс» со ссылкой на МВД, погибли 12 человек.", "МВД", "Интерфакс"),
    ("uk", "Як повідомляє «Суспільне» з посиланням на прокуратуру, загинули 3 людей.", "прокуратуру", "Суспільне"),
    ("es", "Doce personas murieron, dijeron testigos a Reuters.", "testigos", "Reuters"),
    ("es", "La televisión estatal, citando al Ministerio del Interior, informó de 26 muertos.",
     "Ministerio del Interior", "televisión estatal"),
    ("ru", "— Погибли 10 человек, — рассказал РИА Новости представитель экстренных служб.",
     "представитель экстренных служб", "РИА Новости"),
    ("ru", "Reuters со ссылкой на источник в полиции пишет о 14 погибших.", "источник в полиции", "Reuters"),
    ("es", "Fuentes médicas citadas por Efe indicaron que hay ocho heridos.", "Fuentes médicas", "Efe"),
    ("fr", "Vingt personnes sont mortes, selon des sources médicales citées par l'AFP.", "sources médicales", "AFP"),
    ("kk", "Reuters агенттігі полицияға сілтеме жасап, 14 адам қаза тапқанын жазды.", "полицияға",
     "Reuters агенттігі"),
    ("kk", "Қазақпарат Денсаулық сақтау министрлігіне сілтеме жасап, 46 адам қайтыс болды деп хабарлады.",
     "Денсаулық сақтау министрлігіне", "Қазақпарат"),
    ("ar", "نقلت رويترز عن مسؤول أمني قوله إن 12 شخصا قتلوا.", "مسؤول أمني", "رويترز"),
    ("ar", "ذكرت وكالة سانا نقلا عن وزارة الصحة أن 12 شخصا أصيبوا.", "وزارة الصحة", "وكالة سانا"),
]


@pytest.mark.parametrize("language, sentence, name, relay", RELAYED,
                         ids=[f"{row[0]}{at}" for at, row in enumerate(RELAYED)])
def test_who_counted_is_told_from_who_passes_it_on(language: str, sentence: str, name: str, relay: str) -> None:
    (found,) = attributions(sentence, language)

    assert (found.name, found.relay) == (name, relay)


SIDES = [
    # the claim is in brackets                                                                        who counted
    ("en", "The interior ministry said [46] people had died, while doctors put the toll at 108.", "interior ministry"),
    ("en", "The interior ministry said 46 people had died, while doctors put the toll at [108].", "doctors"),
    ("en", "Local officials put the number at 17, but residents said as many as [40] people had died.", "residents"),
    ("en", "Emergency services said they pulled [8] people out; the mayor's office said 12 were missing.",
     "Emergency services"),
    ("en", "Emergency services said they pulled 8 people out; the mayor's office said [12] were missing.",
     "mayor's office"),
    ("en", "Thousands took part, organisers said, while police estimated the crowd at [800].", "police"),
    ("en", "[Thousands] took part, organisers said, while police estimated the crowd at 800.", "organisers"),
    ("en", "Police said [12] people died, and 5 were hurt, the hospital said.", "Police"),
    ("en", "Police said 12 people died, and [5] were hurt, the hospital said.", "hospital"),
    ("en", "[12] were killed, police said, and the hospital reported 5 injured.", "police"),
    ("en", "12 were killed, police said, and the hospital reported [5] injured.", "hospital"),
    ("en", 'The ministry said 12 died, but "at least [40] are dead", a resident said.', "resident"),
    ("en", "[164] and 45 people were killed, according to the Health Ministry and the White Helmets, respectively.",
     "Health Ministry"),
    ("en", "164 and [45] people were killed, according to the Health Ministry and the White Helmets, respectively.",
     "White Helmets"),
    ("ru", "МВД сообщило о [26] убитых, тогда как врачи говорят о 40 погибших.", "МВД"),
    ("ru", "МВД сообщило о 26 убитых, тогда как врачи говорят о [40] погибших.", "врачи"),
    ("uk", "У Міноборони заявили про 26 загиблих, тоді як лікарі говорять про [40].", "лікарі"),
    ("es", "El gobierno habla de [46] muertos, mientras que los médicos cifran en 108 los fallecidos.", "gobierno"),
    ("es", "El gobierno habla de 46 muertos, mientras que los médicos cifran en [108] los fallecidos.", "médicos"),
    ("fr", "La police parle de 9 morts, tandis que les médecins évoquent [16] décès.", "médecins"),
    ("fr", "Ils étaient [100.000] selon les organisateurs et 25.000 selon la police.", "organisateurs"),
    ("fr", "Ils étaient 100.000 selon les organisateurs et [25.000] selon la police.", "police"),
    ("es", "[3.000] personas participaron, según los organizadores, y 800, según la policía.", "organizadores"),
    ("es", "3.000 personas participaron, según los organizadores, y [800], según la policía.", "policía"),
    ("ar", "أعلنت الحكومة مقتل [46] شخصا، بينما قال أطباء إن 108 أشخاص قتلوا.", "الحكومة"),
    ("ar", "أعلنت الحكومة مقتل 46 شخصا، بينما قال أطباء إن [108] أشخاص قتلوا.", "أطباء"),
]


@pytest.mark.parametrize("language, marked, name", SIDES, ids=[f"{row[0]}{at}" for at, row in enumerate(SIDES)])
def test_each_source_stands_for_its_side_of_the_sentence(language: str, marked: str, name: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    found = attributions(marked.replace("[", "").replace("]", ""), language)

    origin, how = origin_of(start, end, found, None)

    assert origin is not None
    assert (origin.name, how) == (name, "named in the sentence")


MINISTRY = Attribution(0, 10, "Health Ministry", "state", "", 0, 40, False)

POINTING = [
    # sentence                                              before it          who counted
    ("It said 12 people were injured.", MINISTRY, "Health Ministry"),
    ("He added that 20 others were wounded.", MINISTRY, "Health Ministry"),
    ("The ministry said 12 people were injured.", MINISTRY, "Health Ministry"),
    ("The ministry's death toll stands at 164.", MINISTRY, "Health Ministry"),
    ('"Four were killed," the statement said.', MINISTRY, "Health Ministry"),
    ('"Four more died later in the hospital.', MINISTRY, "Health Ministry"),
    ("The hospital said 12 people were injured.", MINISTRY, "hospital"),
    ("Police said 12 people were injured.", MINISTRY, "Police"),
    ("The ministry said 12 people were injured.", None, "ministry"),
    ("It said 12 people were injured.", None, None),
    ("Twelve people were injured.", MINISTRY, None),
]


@pytest.mark.parametrize("sentence, earlier, name", POINTING, ids=[str(at) for at in range(len(POINTING))])
def test_a_pronoun_points_to_the_source_before(sentence: str, earlier: Attribution | None, name: str | None) -> None:
    at = sentence.lower().index("12") if "12" in sentence else 1

    origin, how = origin_of(at, at + 2, attributions(sentence, "en"), earlier)

    assert (origin and origin.name) == name
    assert how


def test_how_says_what_the_words_point_to() -> None:
    _, how = origin_of(18, 20, attributions("The ministry said 12 people were injured.", "en"), MINISTRY)

    assert how == "'ministry' is the source named before"


def test_a_very_long_sentence_is_read_in_time_that_grows_with_its_length() -> None:
    found = attributions("police said, " * 2000, "en")

    assert len(found) == 2000
