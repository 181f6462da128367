from datetime import UTC, datetime

import pytest

from schemas.events.deployment import TroopsDeployment
from schemas.report import Report
from services.ingest.reading.assignment import assign
from services.ingest.reading.deployments.detector import DEPLOYMENTS
from services.ingest.reading.parse import parse

PUBLISHED = datetime(2017, 5, 18, 12, tzinfo=UTC)


def read(text: str, title: str = "") -> list[TroopsDeployment]:
    document = parse(Report(published_at=PUBLISHED, source="wire", title=title, text=text))
    asked = assign((DEPLOYMENTS,), document.sentences)
    found = [event for detector, sentences in asked for event in detector.detect(document, sentences)]
    return [event for event in found if isinstance(event, TroopsDeployment)]


def short(text: str, title: str = "") -> list[tuple[str, str | None, str]]:
    return [("+".join(event.actors), event.host, str(event.status)) for event in read(text, title)]


@pytest.mark.parametrize(
    ("text", "actor", "host", "status"),
    [
        # who sends: by name, people, capital, army, unit, alliance, company
        ("Portugal will send 90 soldiers to Guinea-Bissau.", "PT", "GW", "approved"),
        ("Two hundred Zambian soldiers landed in Goma, DR Congo, on Tuesday.", "ZM", "CD", "deployed"),
        ("Oslo will send 40 instructors of its army to Jordan.", "NO", "JO", "approved"),
        ("Soldiers of the Bundeswehr arrived in Niger on Monday.", "DE", "NE", "deployed"),
        ("SAS men, fewer than 20 of them, landed near Misrata in Libya on Monday.", "GB", "LY", "deployed"),
        ("ECOWAS has agreed to send a force to Guinea.", "ECOWAS", "GN", "approved"),
        ("The Russia-led security alliance began airlifting troops to Tajikistan.", "CSTO", "TJ", "deploying"),
        ("Wagner mercenaries have arrived in Chad, a diplomat said.", "PMC:Wagner", "TD", "deployed"),
        (
            "The private security company Northgate Risk will deploy 120 contractors to Somalia.",
            "PMC:Northgate Risk",
            "SO",
            "approved",
        ),
        ("Soldiers from Ghana, Togo and Benin crossed into Burkina Faso on Sunday.", "GH+TG+BJ", "BF", "deployed"),
        ("A Saudi-led coalition force landed in Aden in Yemen on Monday.", "SA", "YE", "deployed"),
        # how far it has come
        ("France is sending 300 soldiers to Gabon.", "FR", "GA", "deploying"),
        ("Spanish troops are on their way to Lebanon.", "ES", "LB", "deploying"),
        ("The first Dutch marines have arrived in Curacao and 60 Irish soldiers in Cyprus.", "IE", "CY", "deployed"),
        ("A further 80 Danish soldiers arrived in Latvia on Wednesday.", "DK", "LV", "reinforced"),
        ("Parliament in Rome approved the deployment of 150 Italian soldiers to Kosovo.", "IT", "XK", "approved"),
        ("Malawi is ready to send a battalion to Mozambique.", "MW", "MZ", "considered"),
        ("Belgian troops could be sent to Rwanda, the minister said.", "BE", "RW", "considered"),
        ("Burundi has asked Tanzania to send soldiers.", "TZ", "BI", "requested"),
        ("Haiti appealed to the United Nations for peacekeepers.", "UN", "HT", "requested"),
        ("Sweden has refused to send troops to Mali.", "SE", "ML", "denied"),
        ("Kenya denied that its soldiers had crossed into Ethiopia.", "KE", "ET", "denied"),
        ("There are no Angolan soldiers in Gabon, Luanda's spokesman said.", "AO", "GA", "denied"),
        ("Australia will withdraw its soldiers from Timor-Leste.", "AU", "TL", "withdrawing"),
        ("The last Polish troops have left Chad.", "PL", "TD", "withdrawn"),
        ("Norway today ended its training mission in Jordan.", "NO", "JO", "ended"),
        ("A Ghanaian battalion in Lebanon was relieved by another in a routine rotation.", "GH", "LB", "rotation"),
        # without the word deploy
        ("Eritrean tanks rolled into the Ethiopian town of Humera on Friday.", "ER", "ET", "deployed"),
        ("Turkish soldiers have taken up positions around Sirte in Libya.", "TR", "LY", "deployed"),
        ("The president saw off 200 members of the Malawi Defence Force bound for DR Congo.", "MW", "CD", "deploying"),
        ("Trucks full of Ugandan soldiers were seen in Bunia, DR Congo, on Monday.", "UG", "CD", "deployed"),
        # homonyms
        ("Nigerien soldiers crossed into Nigeria on Monday.", "NE", "NG", "deployed"),
        ("Georgian troops will be sent to the Central African Republic.", "GE", "CF", "approved"),
        ("Chadian soldiers entered Niger on Monday.", "TD", "NE", "deployed"),
    ],
)
def test_one_force(text, actor, host, status):
    assert (actor, host, status) in short(text)


@pytest.mark.parametrize(
    "text",
    [
        "The 2,500 American soldiers stationed in Honduras cost less than last year, an audit found.",
        "France keeps 900 soldiers at its base in Djibouti.",
        "In March 2011 French soldiers landed in Ivory Coast.",
        "Twelve Senegalese peacekeepers were killed by a mine in northern Mali.",
        "The Secretary-General honoured Nepalese peacekeepers who serve in Lebanon.",
        "Veterans of the Korean war marched in Ankara on Thursday.",
        "An army of volunteers swept the streets of Brussels.",
        "Forty Mexican firefighters and rescue workers flew to Chile on Monday.",
        "Germany has sent 20 million euros and 4,000 helmets to Ukraine.",
        "Congolese deserters crossed into Burundi on Monday and gave up their rifles.",
        "Police stations in Lagos were attacked on Monday.",
    ],
)
def test_no_force_goes_anywhere(text):
    assert read(text) == []


def test_two_forces_with_their_own_counts():
    events = read("More than 600 Gambian soldiers and 80 policemen from Senegal landed in Bissau on Monday.")
    assert [(e.actors, e.quantity and e.quantity.min) for e in events] == [(("GM",), 601), (("SN",), 80)]


def test_a_claim_and_its_denial_are_two_records():
    text = "Togo said on Monday that 30 Beninese soldiers had crossed into Kara province. Benin denied the claim."
    assert short(text) == [("BJ", "TG", "deployed"), ("BJ", "TG", "denied")]


def test_refusals_of_several_states_are_told_apart():
    text = "French soldiers could be sent to Haiti. Chile and Peru said that neither of them would send any."
    assert short(text)[1:] == [("CL", "HT", "denied"), ("PE", "HT", "denied")]


@pytest.mark.parametrize(
    ("text", "host", "foreign"),
    [
        ("Bolivia sent 3,000 soldiers to La Paz on Monday.", "BO", False),
        ("France sent 400 gendarmes to New Caledonia on Monday.", "NC", False),
        ("France sent 400 soldiers to Senegal on Monday.", "SN", True),
    ],
)
def test_at_home_and_abroad(text, host, foreign):
    assert [(event.host, event.foreign) for event in read(text)] == [(host, foreign)]


@pytest.mark.parametrize(
    ("title", "text", "host"),
    [
        ("Gabon shaken", "Cameroonian soldiers were seen in the streets of Libreville on Monday.", "GA"),
        ("Soldiers land in Comoros", "Three hundred Tanzanian soldiers came ashore on Monday.", "KM"),
        ("", "MORONI, Comoros - Three hundred Tanzanian soldiers came ashore on Monday.", "KM"),
        ("", "The president saw off 90 Rwandan soldiers on Monday. They will guard a port in Mozambique.", "MZ"),
    ],
)
def test_where_the_host_is_told(title, text, host):
    assert [event.host for event in read(text, title)] == [host]


def test_an_exercise_is_a_rotation():
    (event,) = read("Some 700 Canadian soldiers are taking part in an exercise in Estonia this week.")
    assert (event.status, event.mission) == ("rotation", "exercise")


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("Kenya will send 40 soldiers to Somalia to train its army.", "training"),
        ("Kenya will send 40 soldiers to South Sudan to keep the peace.", "peacekeeping"),
        ("Kenya will send 40 soldiers to Haiti to fight the gangs.", "combat"),
        ("Kenya will send 40 soldiers to Sudan to evacuate its nationals.", "evacuation"),
    ],
)
def test_missions(text, mission):
    assert [event.mission for event in read(text)] == [mission]


def test_evidence_slices_back_to_the_text():
    text = "PARIS — “We will go,” the minister said. France will send 300 soldiers to Gabon."
    (event,) = read(text)
    assert text[event.evidence.start : event.evidence.end] == event.evidence.text == "will send 300 soldiers"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Erdogan has authorised 80 more soldiers for Somalia.", ("TR", "SO", "approved")),
        ("Two Chinese planes with some 90 soldiers landed in Djibouti on Monday.", ("CN", "DJ", "deployed")),
        ("Men in Eritrean uniform have dug trenches near Badme, Ethiopia.", ("ER", "ET", "deployed")),
        ("Peru wants Brazil to send a battalion against the smugglers.", ("BR", "PE", "requested")),
        ("Chad's parliament voted to let French troops into the country.", ("FR", "TD", "approved")),
        ("The last Danish soldiers in Iraq rolled into Kuwait at dawn.", ("DK", "IQ", "withdrawn")),
        ("Niger denied that it had let Wagner fighters into the country.", ("PMC:Wagner", "NE", "denied")),
        ("Egyptian units over border, now in Kufra, Libya.", ("EG", "LY", "deployed")),
        ("Slovakia has sent 40 soldiers to its border with Ukraine.", ("SK", "SK", "deployed")),
        ("Another 600 soldiers joined the southern African force in Lesotho on Monday.", ("SADC", "LS", "reinforced")),
    ],
)
def test_what_is_told_in_other_words(text, expected):
    assert expected in short(text)


def test_one_force_for_several_hosts():
    text = "Canada will send 200 soldiers to Latvia and Estonia."
    assert [(e.actors, e.host) for e in read(text)] == [(("CA",), "LV"), (("CA",), "EE")]


@pytest.mark.parametrize(
    "text",
    [
        "Sending troops to Haiti now would be a mistake, the general said.",
        "Jordan gives more soldiers to UN missions than any other state, a table shows.",
        "Seventy years after 2,000 Canadian soldiers landed in Korea the survivors met.",
        "About 90 soldiers took the president of Honduras from his bed and flew him to Panama.",
        "A brigade of 200 Cuban doctors has arrived in Angola.",
        "Germany will send 40 tanks to Ukraine.",
        "The alliance had never before sent a force to a member.",
    ],
)
def test_what_looks_like_a_force_that_goes(text):
    assert [
        event for event in read(text) if event.foreign and event.status in ("approved", "deploying", "deployed")
    ] == []
