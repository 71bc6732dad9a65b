"""Which counts of Kazakh and Arabic sentences become claims: measure, bounds (None is open) and status."""

from __future__ import annotations

import math

import pytest

from reconcile.collect import find
from reconcile.documents import Document

Claim = tuple[str, int, int | None, str]


def claims(language: str, text: str) -> list[Claim]:
    found = find(Document("note", text), language=language, published="2024-05-20").candidates
    return [(one.measure, int(one.low), None if one.high == math.inf else int(one.high), one.status) for one in found]


KAZAKH: list[tuple[str, list[Claim]]] = [
    ("Тәртіпсіздік кезінде 18 қызметкер қаза тауып, 748 адам жараланды.",
     [("killed", 18, 18, "current"), ("injured", 748, 748, "current")]),
    ("Алматыда 4 мыңнан астам адам ұсталды, оның 26-сы шетел азаматы.",
     [("detained", 4001, None, "current"), ("detained", 26, 26, "part")]),
    ("Ұсталғандар: Алматыда 12, Астанада 8, Шымкентте 5.",
     [("detained", 12, 12, "current"), ("detained", 8, 8, "current"), ("detained", 5, 5, "current")]),
    ("Өрттен қаза болғандар саны жетіге жетті.", [("killed", 7, 7, "current")]),
    ("Құрбандар саны 100-ден асты.", [("killed", 101, None, "current")]),
    ("Министрлік 1 500 адамның зардап шеккенін растады.", [("injured", 1500, 1500, "current")]),
    ("Қайтыс болғандардың ішінде төрт бала бар.", [("killed", 4, 4, "part")]),
    ("Соңғы мәлімет бойынша қаза тапқандар 21, жараланғандар 54 адам.",
     [("killed", 21, 21, "current"), ("injured", 54, 54, "current")]),
    ("Жараланғандар — 17 адам.", [("injured", 17, 17, "current")]),
    ("Құтқарушылар үйінді астынан 14 адамды тірі шығарып, 9 адамның денесін тапты.",
     [("rescued", 14, 14, "current"), ("bodies", 9, 9, "current")]),
    ("Тамақтан уланған 38 студент ауруханаға жатқызылды.", [("hospitalised", 38, 38, "current")]),
    ("Үш адам жарақат алып, ауруханаға түсті.",
     [("injured", 3, 3, "current"), ("hospitalised", 3, 3, "current")]),
    ("Реанимацияда әлі 8 науқас жатыр.", [("intensive_care", 8, 8, "current")]),
    ("Полицияға кемінде 700 адам жеткізілген.", [("brought_in", 700, None, "current")]),
    ("Соттың шешімімен 11 адамға айыппұл салынды, тағы алты адам қамауға алынды.",
     [("fined", 11, 11, "current"), ("arrested", 6, 6, "current")]),
    ("8 адамға айып тағылды.", [("charged", 8, 8, "current")]),
    ("Қазіргі уақытта 464 адам уақытша ұстау изоляторында отыр.", [("held", 464, 464, "current")]),
    ("Апаттан соң 22 тұрғын із-түзсіз жоғалды.", [("missing", 22, 22, "current")]),
    ("Тасқыннан 118 мың адам эвакуацияланды.", [("evacuated", 118000, 118000, "current")]),
    ("Алаңға мыңдаған адам жиналды.", [("participants", 2000, 9999, "current")]),
    ("Шекарадағы атыста төрт шекарашы оққа ұшты.", [("killed", 4, 4, "current")]),
    ("Соққыдан 132 адам, оның ішінде 12 бала жараланды.",
     [("injured", 132, 132, "current"), ("injured", 12, 12, "part")]),
    ("Қырғызстан жағынан 59, Тәжікстан жағынан 41 адам қаза тапты.",
     [("killed", 59, 59, "current"), ("killed", 41, 41, "current")]),
    ("Соңғы тәулікте 12 адам көз жұмды.", [("killed", 12, 12, "increment")]),
    ("Былтыр облыста 31 адам суға батып кеткен.", [("killed", 31, 31, "historical")]),
    ("Алғашқы мәлімет бойынша 13 адам қаза тапқан.", [("killed", 13, 13, "superseded")]),
    ("Көшкін салдарынан ешкім зардап шеккен жоқ.", [("injured", 0, 0, "zero")]),
    ("Бірнеше адам ұсталды, ешкім жараланған жоқ.",
     [("detained", 3, 9, "current"), ("injured", 0, 0, "zero")]),
    ("Қаза тапқандар арасында екі полицей бар, 5 адам ұсталған жоқ.", [("killed", 2, 2, "part")]),
    ("Оқиға орнына 45 құтқарушы мен 12 техника жұмылдырылды.", []),
    ("Борттағы экипаж мүшесінің 29-ы аман қалды.", []),
    ("Зардап шеккендер үшін 5 млрд теңге бөлінді.", []),
    ("Егер бөгет бұзылса, 10 мың адам баспанасыз қалады.", []),
    ("Сайлауға 9 млн адам қатысты.", []),
    ("Иесі мен 12 аспазға қатысты тексеру жүріп жатыр.", []),
]

ARABIC: list[tuple[str, list[Claim]]] = [
    ("قتل 12 شخصا على الأقل وأصيب 30 آخرون في انفجار سيارة مفخخة.",
     [("killed", 12, None, "current"), ("injured", 30, 30, "current")]),
    ("قتل الجيش 14 مدنيا في غارة على البلدة.", [("killed", 14, 14, "current")]),
    ("قتل مسلح خمسة أشخاص في مركز تجاري.", [("killed", 5, 5, "current")]),
    ("وكان مسلحان قتلا ثلاثة من رجال الشرطة.", [("killed", 3, 3, "current")]),
    ("أفادت اللجنة بأن 158 شخصا قتلوا وأصيب 219 آخرون.",
     [("killed", 158, 158, "current"), ("injured", 219, 219, "current")]),
    ("لقي خمسة عمال مصرعهم إثر انهيار مبنى.", [("killed", 5, 5, "current")]),
    ("أسفر الهجوم عن مقتل ثلاثة جنود وإصابة سبعة.",
     [("killed", 3, 3, "current"), ("injured", 7, 7, "current")]),
    ("اعتقلت الشرطة أكثر من 300 متظاهر بينهم 12 صحفيا.",
     [("arrested", 301, None, "current"), ("arrested", 12, 12, "part")]),
    ("أفرجت السلطات عن 150 معتقلا.", [("released", 150, 150, "current")]),
    ("أوقفت قوات الأمن 70 شخصا، وأفرجت لاحقا عن 20 منهم.",
     [("detained", 70, 70, "current"), ("released", 20, 20, "part")]),
    ("بلغ عدد القتلى 1500 والجرحى 3200.", [("killed", 1500, 1500, "current"), ("injured", 3200, 3200, "current")]),
    ("ارتفعت حصيلة ضحايا الفيضانات إلى 87 قتيلا و120 جريحا.",
     [("killed", 87, 87, "current"), ("injured", 120, 120, "current")]),
    ("ارتفعت الحصيلة إلى 26 قتيلا بعد أن كانت 19.",
     [("killed", 26, 26, "current"), ("killed", 19, 19, "superseded")]),
    ("وأوضح أن من بين القتلى ثلاثة أطفال.", [("killed", 3, 3, "part")]),
    ("الضحايا: 14 قتيلا، و32 جريحا، و6 مفقودين.",
     [("killed", 14, 14, "current"), ("injured", 32, 32, "current"), ("missing", 6, 6, "current")]),
    ("عثرت فرق الإغاثة على 40 جثة في مقبرة جماعية.", [("bodies", 40, 40, "current")]),
    ("وأصدرت محكمة أحكاما بالإعدام على 10 متهمين.", [("sentenced", 10, 10, "current")]),
    ("أعدمت السلطات 8 أشخاص شنقا.", [("executed", 8, 8, "current")]),
    ("لا يزال 900 شخص قيد الاحتجاز.", [("held", 900, 900, "current")]),
    ("لا يزال 60 شخصا في عداد المفقودين.", [("missing", 60, 60, "current")]),
    ("خطف مسلحون 30 تلميذا من مدرسة.", [("abducted", 30, 30, "current")]),
    ("نزح أكثر من 200 ألف شخص من منازلهم.", [("displaced", 200001, None, "current")]),
    ("تظاهر آلاف الأشخاص في العاصمة.", [("participants", 2000, 9999, "current")]),
    ("تلقى 77 شخصا العلاج من استنشاق الدخان.", [("treated", 77, 77, "current")]),
    ("وقال الطبيب إن 5 من الجرحى في حالة حرجة.", [("intensive_care", 5, 5, "part")]),
    ("استشهد 33 مدنيا وأصيب 94 خلال 24 ساعة.",
     [("killed", 33, 33, "increment"), ("injured", 94, 94, "increment")]),
    ("ويخشى مقتل العشرات بعد غرق عبارة.", [("killed", 20, 99, "feared")]),
    ("وقتل 52 شخصا في هجوم مماثل العام الماضي.", [("killed", 52, 52, "historical")]),
    ("وكانت السلطات قد أعلنت في وقت سابق مقتل 9 أشخاص.", [("killed", 9, 9, "superseded")]),
    ("لا قتلى في صفوف المدنيين.", [("killed", 0, 0, "zero")]),
    ("نفذ الهجوم أربعة مسلحين.", []),
    ("أطلق المسلحون 20 قذيفة على القاعدة.", []),
    ("صوت 120 نائبا لصالح القانون.", []),
    ("وتبلغ تكلفة المشروع 3 ملايين دولار.", []),
    ("وطالبت المنظمة بالإفراج عن 60 معتقلا.", []),
    ("وتسجل البلاد نحو 17 ألف وفاة سنويا.", []),
]


@pytest.mark.parametrize(("text", "expected"), KAZAKH, ids=[f"kk-{place}" for place in range(len(KAZAKH))])
def test_kazakh_sentences_give_their_claims(text: str, expected: list[Claim]) -> None:
    assert claims("kk", text) == expected


@pytest.mark.parametrize(("text", "expected"), ARABIC, ids=[f"ar-{place}" for place in range(len(ARABIC))])
def test_arabic_sentences_give_their_claims(text: str, expected: list[Claim]) -> None:
    assert claims("ar", text) == expected
