"""What the finder proposes from Spanish and French sentences: measure, bounds and status of every count of people."""

from __future__ import annotations

from math import inf

import pytest

from reconcile.collect import find
from reconcile.documents import Document

Counts = list[tuple[str, float, float, str]]

SPANISH = [
    ("Un coche bomba estalló frente a una comisaría y mató a ocho personas, entre ellas tres policías.",
     [("killed", 8, 8, "current"), ("killed", 3, 3, "part")]),
    ("Al menos 14 muertos y 30 heridos dejó un choque entre dos autobuses en la carretera panamericana.",
     [("killed", 14, inf, "current"), ("injured", 30, 30, "current")]),
    ("Fueron detenidas 127 personas durante la jornada de protestas, según la Policía Nacional.",
     [("detained", 127, 127, "current")]),
    ("Las autoridades detuvieron el martes en la capital a 43 opositores.", [("detained", 43, 43, "current")]),
    ("El balance provisional asciende a 210 muertos y cerca de 800 heridos.",
     [("killed", 210, 210, "current"), ("injured", 720, 800, "current")]),
    ("Murieron cuatro mineros y otros dos continúan atrapados.",
     [("killed", 4, 4, "current"), ("missing", 2, 2, "current")]),
    ("Tres hombres armados asaltaron un banco y huyeron con 200.000 dólares.", []),
    ("El soldado Juan Pérez, de 23 años, murió ayer en combate.", []),
    ("La ONG Foro Social documentó 315 detenciones arbitrarias, 40 de ellas de menores de edad.",
     [("detained", 315, 315, "current"), ("detained", 40, 40, "part")]),
    ("Unas 15.000 personas se manifestaron en Madrid, según los organizadores; la policía cifró la "
     "asistencia en 6.000.",
     [("participants", 13500, 16500, "current"),
      ("participants", 6000, 6000, "current")]),
    ("El tribunal condenó a doce exfuncionarios a penas de entre cinco y nueve años de cárcel.",
     [("sentenced", 12, 12, "current")]),
    ("Los bomberos rescataron con vida a siete personas de entre los escombros.", [("rescued", 7, 7, "current")]),
    ("El ataque causó la muerte de once soldados e hirió a otros veinte.",
     [("killed", 11, 11, "current"), ("injured", 20, 20, "current")]),
    ("La Fiscalía imputó a seis agentes por el asesinato de 21 manifestantes.",
     [("charged", 6, 6, "current"), ("killed", 21, 21, "current")]),
    ("Según el Ministerio de Salud, 56 pacientes permanecen hospitalizados, nueve de ellos en estado crítico.",
     [("hospitalised", 56, 56, "current"), ("intensive_care", 9, 9, "part")]),
    ("No se registraron víctimas mortales.", [("killed", 0, 0, "zero")]),
    ("El sismo de magnitud 7,1 se sintió en 12 provincias y duró 40 segundos.", []),
    ("El gobierno desplegó a 3.000 militares en la frontera.", []),
    ("Un joven de 19 años fue asesinado a balazos y otros dos resultaron heridos.",
     [("killed", 1, 1, "current"), ("injured", 2, 2, "current")]),
    ("Las fuerzas israelíes mataron a 35 palestinos en las últimas 24 horas, lo que eleva a 34.900 "
     "el total de muertos.",
     [("killed", 35, 35, "increment"),
      ("killed", 34900, 34900, "current")]),
    ("Se teme que haya más de 100 muertos bajo los escombros.", [("killed", 101, inf, "feared")]),
    ("Inicialmente las autoridades habían informado de nueve fallecidos.", [("killed", 9, 9, "superseded")]),
    ("Hasta ahora han sido liberados 64 de los 310 detenidos.",
     [("released", 64, 64, "current"), ("detained", 310, 310, "current")]),
    ("La policía de Haití, apoyada por 400 agentes kenianos, abatió a tres pandilleros.",
     [("killed", 3, 3, "current")]),
    ("La patera con 62 migrantes a bordo volcó; 18 se ahogaron y 44 fueron rescatados por un pesquero.",
     [("killed", 18, 18, "current"), ("rescued", 44, 44, "current")]),
    ("Trece personas murieron, entre ellas dos niñas de 4 y 6 años, y 27 más sufrieron quemaduras.",
     [("killed", 13, 13, "current"), ("killed", 2, 2, "part"), ("injured", 27, 27, "current")]),
    ("Si cae el puente, podrían morir 200 personas.", []),
    ("En un simulacro participaron 500 alumnos y se rescató a 20 heridos ficticios.", []),
    ("Fuentes hospitalarias elevaron a 47 los muertos, 12 de ellos niños.",
     [("killed", 47, 47, "current"), ("killed", 12, 12, "part")]),
    ("La cifra de fallecidos se situó en 1.204, frente a los 1.150 del día anterior.",
     [("killed", 1204, 1204, "current"), ("killed", 1150, 1150, "superseded")]),
    ("Entre los fallecidos hay tres periodistas.", [("killed", 3, 3, "part")]),
    ("Diez personas resultaron heridas, dos de ellas de gravedad.",
     [("injured", 10, 10, "current"), ("injured", 2, 2, "part")]),
    ("El alcalde y cuatro de sus escoltas fueron asesinados.", [("killed", 4, 4, "current")]),
    ("El ejército perdió 11 hombres en la emboscada.", [("killed", 11, 11, "current")]),
    ("De los 180 pasajeros, 12 murieron.", [("killed", 12, 12, "current")]),
    ("La ley fue aprobada con 76 votos a favor y 30 en contra.", []),
    ("Se elevan a 38 los fallecidos y a 112 los heridos.",
     [("killed", 38, 38, "current"), ("injured", 112, 112, "current")]),
    ("El tribunal absolvió a cinco acusados y condenó a otros siete.",
     [("released", 5, 5, "current"), ("sentenced", 7, 7, "current")]),
    ("Detenidos 18 presuntos miembros de una red de trata", [("detained", 18, 18, "current")]),
    ("Muere un ciclista atropellado en Sevilla", [("killed", 1, 1, "current")]),
    ("En el avión viajaban 64 personas y no hay sobrevivientes.", []),
    ("Murieron siete personas: cuatro adultos y tres menores.",
     [("killed", 7, 7, "current"), ("killed", 4, 4, "part"), ("killed", 3, 3, "part")]),
    ("Ningún civil resultó herido.", [("injured", 0, 0, "zero")]),
]

FRENCH = [
    ("Une voiture piégée a explosé devant un commissariat, tuant huit personnes, dont trois policiers.",
     [("killed", 8, 8, "current"), ("killed", 3, 3, "part")]),
    ("Au moins 14 morts et 30 blessés dans une collision entre deux autocars.",
     [("killed", 14, inf, "current"), ("injured", 30, 30, "current")]),
    ("L'explosion a fait cinq morts et plus d'une vingtaine de blessés, selon la protection civile.",
     [("killed", 5, 5, "current"), ("injured", 21, inf, "current")]),
    ("La police a interpellé 127 personnes en marge du cortège.", [("detained", 127, 127, "current")]),
    ("Le bilan est passé de 12 à 19 morts, et 33 personnes sont toujours portées disparues.",
     [("killed", 19, 19, "current"), ("missing", 33, 33, "current")]),
    ("Quatre mineurs sont morts et deux autres restent bloqués au fond.",
     [("killed", 4, 4, "current"), ("missing", 2, 2, "current")]),
    ("Trois hommes armés ont braqué une bijouterie et pris la fuite avec 200 000 euros.", []),
    ("Le soldat Paul Martin, 23 ans, est mort hier au combat.", []),
    ("L'ONG a documenté 315 arrestations arbitraires, dont 40 concernent des mineurs.",
     [("arrested", 315, 315, "current"), ("arrested", 40, 40, "part")]),
    ("Environ 15 000 personnes ont manifesté à Lyon selon les organisateurs, 6 000 selon la préfecture.",
     [("participants", 13500, 16500, "current"), ("participants", 6000, 6000, "current")]),
    ("Le tribunal a condamné douze anciens ministres à des peines de cinq à neuf ans de prison.",
     [("sentenced", 12, 12, "current")]),
    ("L'attaque a coûté la vie à onze soldats et en a blessé vingt autres.",
     [("killed", 11, 11, "current"), ("injured", 20, 20, "current")]),
    ("Le parquet a mis en examen six agents pour le meurtre de 21 manifestants.",
     [("charged", 6, 6, "current"), ("killed", 21, 21, "current")]),
    ("Cinquante-six patients sont hospitalisés, dont neuf en réanimation.",
     [("hospitalised", 56, 56, "current"), ("intensive_care", 9, 9, "part")]),
    ("Aucune victime n'est à déplorer.", [("killed", 0, 0, "zero")]),
    ("Le séisme de magnitude 7,1 a été ressenti dans 12 provinces et a duré 40 secondes.", []),
    ("Le gouvernement a déployé 3 000 militaires à la frontière.", []),
    ("Un jeune homme de 19 ans a été tué par balle et deux autres ont été blessés.",
     [("killed", 1, 1, "current"), ("injured", 2, 2, "current")]),
    ("L'armée israélienne a tué 35 Palestiniens au cours des dernières 24 heures, ce qui porte à 34 "
     "900 le nombre de morts.",
     [("killed", 35, 35, "increment"),
      ("killed", 34900, 34900, "current")]),
    ("On craint que plus de 100 personnes ne soient mortes sous les décombres.", [("killed", 101, inf, "feared")]),
    ("Un précédent bilan faisait état de neuf morts.", [("killed", 9, 9, "superseded")]),
    ("La police haïtienne, appuyée par 400 agents kényans, a abattu trois membres de gang.",
     [("killed", 3, 3, "current")]),
    ("L'embarcation avec 62 migrants à bord a chaviré ; 18 se sont noyés et 44 ont été secourus par un chalutier.",
     [("killed", 18, 18, "current"), ("rescued", 44, 44, "current")]),
    ("Treize personnes sont décédées, parmi lesquelles deux fillettes de 4 et 6 ans, et 27 autres ont été brûlées.",
     [("killed", 13, 13, "current"), ("killed", 2, 2, "part"), ("injured", 27, 27, "current")]),
    ("Dix personnes ont été blessées, dont deux grièvement.",
     [("injured", 10, 10, "current"), ("injured", 2, 2, "part")]),
    ("Si le pont s'effondre, 200 personnes pourraient mourir.", []),
    ("Lors d'un exercice d'évacuation, 20 faux blessés ont été pris en charge.", []),
    ("Le nombre de décès atteint 1 204, contre 1 150 la veille.",
     [("killed", 1204, 1204, "current"), ("killed", 1150, 1150, "superseded")]),
    ("Parmi les victimes figurent trois journalistes.", [("killed", 3, 3, "part")]),
    ("Le maire et quatre de ses gardes du corps ont été assassinés.", [("killed", 4, 4, "current")]),
    ("L'armée a perdu 11 hommes dans l'embuscade.", [("killed", 11, 11, "current")]),
    ("Sur les 180 passagers, 12 sont morts.", [("killed", 12, 12, "current")]),
    ("Les forces de l'ordre ont procédé à 54 interpellations, et 31 personnes ont été placées en garde à vue.",
     [("detained", 54, 54, "current"), ("detained", 31, 31, "current")]),
    ("La loi a été adoptée par 76 voix contre 30.", []),
    ("La fusillade a fait un mort et trois blessés graves.",
     [("killed", 1, 1, "current"), ("injured", 3, 3, "current")]),
    ("Le tribunal a relaxé cinq prévenus et condamné sept autres.",
     [("released", 5, 5, "current"), ("sentenced", 7, 7, "current")]),
    ("Un cycliste tué par un chauffard à Nantes", [("killed", 1, 1, "current")]),
    ("L'avion transportait 64 personnes.", []),
    ("Sept personnes sont mortes : quatre adultes et trois enfants.",
     [("killed", 7, 7, "current"), ("killed", 4, 4, "part"), ("killed", 3, 3, "part")]),
    ("Les rebelles affirment avoir tué 30 soldats ; l'armée n'en reconnaît que quatre.",
     [("killed", 30, 30, "current"), ("killed", 4, 4, "current")]),
    ("Le ministère de la Santé du Hamas a porté dimanche à 35 386 le nombre de morts et à 79 366 celui des blessés.",
     [("killed", 35386, 35386, "current"), ("injured", 79366, 79366, "current")]),
    ("Aucun civil n'a été blessé.", [("injured", 0, 0, "zero")]),
]


def found(sentence: str, language: str) -> Counts:
    finds = find(Document("report", sentence), language=language, published="2024-05-20")
    return [(one.measure, one.low, one.high, one.status) for one in finds.candidates]


@pytest.mark.parametrize(("sentence", "counts"), SPANISH)
def test_spanish_sentences(sentence: str, counts: Counts) -> None:
    assert found(sentence, "es") == counts


@pytest.mark.parametrize(("sentence", "counts"), FRENCH)
def test_french_sentences(sentence: str, counts: Counts) -> None:
    assert found(sentence, "fr") == counts
