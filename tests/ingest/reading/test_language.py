import pytest

from schemas.report import Report
from services.ingest.reading import read

OTHERS = [
    ("es", "Explosión en Quito deja 12 muertos"),
    ("es", "Al menos 14 personas murieron y 30 resultaron heridas en un atentado, según la policía de la provincia."),
    ("fr", "Mali: 14 soldats tués"),
    ("fr", "Le gouvernement a coupé la connexion dans la capitale, selon des témoins, et les banques sont fermées."),
    ("de", "Zwei Soldaten getötet"),
    ("de", "Bei einem Erdbeben sind mehr als 300 Menschen ums Leben gekommen, wie die Behörden am Montag mitteilten."),
    ("pt", "Sismo faz 12 mortos no Nepal"),
    ("it", "Terremoto in Iran: dodici morti e 40 feriti"),
    ("nl", "Minstens 14 mensen zijn omgekomen."),
    ("tr", "Depremde en az 14 kişi hayatını kaybetti."),
    ("id", "Sedikitnya 14 orang tewas dan 30 luka-luka dalam ledakan."),
    ("pl", "Co najmniej 12 osób zginęło w wybuchu"),
    ("ro", "Cel puțin 12 persoane au murit într-un atentat"),
    ("vi", "Ít nhất 12 người chết trong vụ nổ"),
    ("sw", "Watu 12 wameuawa katika shambulio mjini"),
    ("ru", "Взрыв в городе: погибли 12 человек"),
    ("uk", "Унаслідок обстрілу загинули двоє людей"),
    ("ar", "مقتل 12 شخصا في انفجار"),
    ("zh", "爆炸造成12人死亡"),
    ("ja", "爆発で12人死亡"),
    ("ko", "폭발로 12명 사망"),
]
ENGLISH = [
    "Los Angeles: 12 dead",
    "La Paz blast kills 12",
    "Ciudad Juárez, Chihuahua: 12 dead",
    "Avalanche at Les Deux Alpes",
    "KIA 3, WIA 12",
    "Twelve die in Tirana fighting",
    "Dar es Salaam ferry disaster",
    "Quetta",
    "TOLL AT 14",
    "Recep Tayyip Erdoğan met Kılıçdaroğlu and Šefčovič in Ankara.",
    "Jo da Costa e Silva, Maria do Carmo dos Santos and José de la Cruz were shot in São José do Rio Preto on Monday.",
    "Al-Shabaab, Hizbul Islam and Ahlu Sunna Waljama'a hold Beledweyne, Jowhar, Baidoa, Kismayo, Marka and Afgooye.",
    'The minister said: "No hay muertos, no hay heridos, la situación es normal", and left for the airport.',
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_another_language_is_told_and_yields_no_event(language: str, text: str) -> None:
    for report in (_report(text=text), _report(title=text, text="-")):
        answer = read(report)
        assert (answer.language, answer.events) == (language, ())


@pytest.mark.parametrize("text", ENGLISH)
def test_english_full_of_foreign_names_stays_english(text: str) -> None:
    assert read(_report(text=text)).language is None


def test_an_english_report_with_a_foreign_headline_is_read() -> None:
    text = "At least 12 people were killed when a bus fell into a ravine near Puno in Peru on Monday, police said."
    answer = read(_report(title="Tragedia en los Andes: doce muertos", text=text))
    assert answer.language is None
    assert answer.events


def _report(text: str, title: str = "") -> Report:
    return Report(published_at="2024-05-16T12:00:00Z", source="wire", title=title, text=text)
