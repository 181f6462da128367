from datetime import UTC, datetime

import pytest

from schemas.events.data import Reading
from schemas.events.disorder import FacilitySeized, PropertyAttacked, Unrest
from schemas.events.government import (
    ClosureOrdered,
    CommunicationsDisrupted,
    EmergencyDeclared,
    GovernmentChange,
    InterventionRequested,
)
from schemas.report import Report
from services.ingest.reading.assignment import assign
from services.ingest.reading.detector import Detector
from services.ingest.reading.incidents.appeals import APPEALS
from services.ingest.reading.incidents.attacks import ATTACKS
from services.ingest.reading.incidents.closures import CLOSURES
from services.ingest.reading.incidents.communications import COMMUNICATIONS
from services.ingest.reading.incidents.emergencies import EMERGENCIES
from services.ingest.reading.incidents.governments import GOVERNMENTS
from services.ingest.reading.incidents.seizures import SEIZURES
from services.ingest.reading.incidents.unrest import UNREST
from services.ingest.reading.parse import parse

PUBLISHED = datetime(2017, 5, 18, 12, tzinfo=UTC)
ALL = (UNREST, SEIZURES, ATTACKS, COMMUNICATIONS, EMERGENCIES, CLOSURES, APPEALS, GOVERNMENTS)


def find(detector: Detector, text: str) -> list[Reading]:
    document = parse(Report(published_at=PUBLISHED, source="wire", text=text))
    return [
        event
        for asked, sentences in assign((detector,), document.sentences)
        for event in asked.detect(document, sentences)
    ]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Thousands marched in Lima on Tuesday.", ("protest",)),
        ("Students clashed with police in Dakar.", ("clashes",)),
        ("Nurses in Harare went on strike on Monday.", ("strike",)),
        ("Rioters threw stones and shops were looted in Quito.", ("looting", "riot")),
    ],
)
def test_unrest(text, forms):
    (event,) = find(UNREST, text)
    assert isinstance(event, Unrest)
    assert event.forms == forms


@pytest.mark.parametrize(
    ("text", "structure", "retaken"),
    [
        ("Rebels captured the airport on Monday.", "airport", False),
        ("A crowd took control of the parliament building in Sucre.", "parliament", False),
        ("Gunmen seized the state broadcaster overnight.", "broadcaster", False),
        ("The army base was overrun by militants on Friday.", "military", False),
        ("Protesters are holding the city hall.", "city_hall", False),
        ("The border crossing fell to separatists.", "border_post", False),
        ("Troops retook the power plant on Monday.", "power_plant", True),
        ("Mutinous soldiers seized the presidential palace.", "presidency", False),
        ("Fighters of the M23 captured Goma on Monday.", "town", False),
    ],
)
def test_seized(text, structure, retaken):
    (event,) = find(SEIZURES, text)
    assert isinstance(event, FacilitySeized)
    assert (event.structure, event.retaken) == (structure, retaken)


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 40 kilos of cocaine at the airport.",
        "Rebels could seize the airport.",
        "Rebels did not capture the airport.",
        "The army captured the town.",
        "In 2011 rebels captured the airport.",
    ],
)
def test_not_seized(text):
    assert find(SEIZURES, text) == []


@pytest.mark.parametrize(
    ("text", "form", "structures"),
    [
        ("Protesters set fire to a police station.", "arson", ["police"]),
        ("They set shops on fire, including two banks.", "arson", ["shop", "bank"]),
        ("The ministry was set ablaze by a mob.", "arson", ["government"]),
        ("A bomb exploded at a mosque on Friday.", "bombing", ["worship"]),
        ("Troops shelled a hospital.", "shelling", ["hospital"]),
        ("Crowds looted supermarkets and warehouses.", "looting", ["shop", "shop"]),
        ("Demonstrators stormed the embassy.", "storming", ["diplomatic"]),
    ],
)
def test_attacked(text, form, structures):
    (event,) = find(ATTACKS, text)
    assert isinstance(event, PropertyAttacked)
    assert (event.form, [target.structure for target in event.targets]) == (form, structures)


@pytest.mark.parametrize(
    "text", ["A warehouse burned down in Leeds.", "Police raided a house.", "They threatened to burn the school."]
)
def test_not_attacked(text):
    assert find(ATTACKS, text) == []


@pytest.mark.parametrize(
    ("text", "channels", "restored"),
    [
        ("The government cut off the internet on Monday.", ("internet",), False),
        ("Mobile internet was down and phone lines were cut.", ("internet", "phone"), False),
        ("State television went off the air.", ("broadcast",), False),
        ("Internet access has been restored.", ("internet",), True),
        ("Authorities blocked Facebook and WhatsApp.", ("internet",), False),
        ("Phone networks were knocked out by the quake.", ("phone",), False),
    ],
)
def test_communications(text, channels, restored):
    (event,) = find(COMMUNICATIONS, text)
    assert isinstance(event, CommunicationsDisrupted)
    assert (event.channels, event.restored) == (channels, restored)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on state television that roads were closed.",
        "The internet company cut 300 jobs.",
        "The internet was not cut, an official said.",
        "The government may shut down the internet.",
    ],
)
def test_no_line_is_cut(text):
    assert find(COMMUNICATIONS, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "lifted"),
    [
        ("The president declared a state of emergency on Monday.", "state_of_emergency", False),
        ("A night curfew was imposed on the city.", "curfew", False),
        ("The junta proclaimed martial law.", "martial_law", False),
        ("The curfew was lifted on Tuesday.", "curfew", True),
    ],
)
def test_emergency(text, kind, lifted):
    (event,) = find(EMERGENCIES, text)
    assert isinstance(event, EmergencyDeclared)
    assert (event.emergency, event.lifted) == (kind, lifted)


@pytest.mark.parametrize(
    "text", ["The president could declare a state of emergency.", "No state of emergency was declared."]
)
def test_no_emergency(text):
    assert find(EMERGENCIES, text) == []


@pytest.mark.parametrize(
    ("text", "what", "lifted"),
    [
        ("The ministry closed all schools until Friday.", {"schools"}, False),
        ("Banks were ordered to close.", {"banks"}, False),
        ("The government sealed its borders and shut the airport.", {"borders", "airports"}, False),
        ("Airspace was closed on Monday.", {"airspace"}, False),
        ("Schools reopened on Monday.", {"schools"}, True),
    ],
)
def test_closures(text, what, lifted):
    events = find(CLOSURES, text)
    assert {kind for event in events if isinstance(event, ClosureOrdered) for kind in event.what} == what
    assert {event.lifted for event in events if isinstance(event, ClosureOrdered)} == {lifted}


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Togo's president asked ECOWAS for troops.", "TG", ("ECOWAS",)),
        ("The government of Fiji has requested help from Australia.", "FJ", ("AU",)),
        ("Tajikistan appealed to the international community for aid.", "TJ", ()),
    ],
)
def test_appeals(text, by, to):
    (event,) = find(APPEALS, text)
    assert isinstance(event, InterventionRequested)
    assert (event.by, event.to) == (by, to)


@pytest.mark.parametrize(
    "text",
    [
        "Villagers in Togo asked the government for help.",
        "Togo has not requested international assistance.",
        "The Red Cross appealed to the international community for aid to Togo.",
        "Togo might ask its allies for help.",
    ],
)
def test_no_appeal_of_a_state(text):
    assert find(APPEALS, text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The prime minister resigned on Monday.", "resignation"),
        ("The president dismissed the government.", "dismissal"),
        ("Officers seized power in a coup on Monday.", "coup"),
        ("A general was sworn in as president.", "appointment"),
        ("The former security chief was arrested.", "arrest"),
    ],
)
def test_government_change(text, what):
    events = find(GOVERNMENTS, text)
    assert [event.what for event in events if isinstance(event, GovernmentChange)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands demanded the resignation of the president.",
        "Shares fell as a rally ran out of steam after the price increase.",
        "The country has long been one of the most successful in the region and has plenty of reserves.",
    ],
)
def test_no_change_of_government(text):
    assert find(GOVERNMENTS, text) == []


def test_a_price_increase_is_no_event_of_any_kind():
    text = "Even though the ministry said it would take back the price increase, output rose and reserves are ample."
    assert [event for detector in ALL for event in find(detector, text)] == []
