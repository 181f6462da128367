import pytest

from services.ingest.reading.places import find_in, find_places
from services.ingest.reading.tokenize import tokenize


def read(*sentences: str) -> list[list[tuple[str | None, str, str]]]:
    tokens = [tokenize(sentence) for sentence in sentences]
    return [
        [(m.country, m.kind, m.name or " ".join(t.text for t in ts[m.first : m.stop])) for m in found]
        for ts, found in zip(tokens, find_places(tokens), strict=True)
    ]


def countries(*sentences: str) -> list[str | None]:
    return [country for found in read(*sentences) for country, _, _ in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Savannah, Georgia, made arrests.", ["US", "US"]),
        ("TBILISI, Georgia. Crowds filled the square.", ["GE", "GE"]),
        ("A car bomb went off in Tripoli, Lebanon.", ["LB", "LB"]),
        ("A car bomb went off in Tripoli.", ["LY"]),
        ("Rebels in northern Niger and in Nigeria fled.", ["NE", "NG"]),
        ("They camped on the Niger river.", [None]),
        ("Congo-Brazzaville closed its border.", ["CG"]),
        ("Troops left DR Congo and Kinshasa.", ["CD", "CD"]),
        ("Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea", ["GW", "GQ", "PG", "GN"]),
        ("The cook served roast Turkey with gravy.", []),
        ("Turkey closed its airspace.", ["TR"]),
        ("Michael Jordan and Chad Barlow met.", [None]),
        ("Jordan and Chad have sent aid.", ["JO", "TD"]),
        ("Fires burned near Victoria, Australia.", ["AU", "AU"]),
        ("Victoria smiled at the crowd.", []),
        ("Fighting reached Côte d’Ivoire and Cote d'Ivoire.", ["CI", "CI"]),
        ("The US told us that CAR was no car.", ["US", "CF"]),
        ("RUSSIA SENDS TROOPS TO KAZAKHSTAN", ["RU", "KZ"]),
        ("Kosovo, Gaza and Türkiye were named.", ["XK", "PS", "TR"]),
        ("The governor of Kunduz spoke in Burma.", ["AF", "MM"]),
    ],
)
def test_countries_of_names(text, expected):
    assert countries(text) == expected


def test_the_rest_of_the_report_settles_a_homonym():
    assert countries("Gunfire was heard in Tripoli.", "Lebanon's army moved in; Beirut was calm.")[0] == "LB"


def test_a_demonym_is_a_people_and_no_place():
    assert read("Three Georgian soldiers and two Afghans were hurt.") == [
        [("GE", "demonym", "Georgian"), ("AF", "demonym", "Afghans")]
    ]


@pytest.mark.parametrize("text", ["A Russia-led force left.", "A U.S.-led force left.", "A Tehran-backed group left."])
def test_led_by_is_a_demonym(text):
    assert [kind for _, kind, _ in read(text)[0]] == ["demonym"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Moscow denied it.", "metonym"),
        ("In Moscow thousands marched.", "capital"),
        ("Snow fell in Moscow, police said.", "capital"),
        ("The Kremlin would not comment.", "metonym"),
    ],
)
def test_a_capital_speaks_for_its_government(text, kind):
    assert [found[1] for found in read(text)[0]] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on a market in Wakumba, Kenya.", ("KE", "city", "Wakumba")),
        ("They crossed near Tarengo in eastern Chad.", ("TD", "city", "Tarengo")),
        ("WAKUMBA, Kenya — Residents fled.", ("KE", "city", "WAKUMBA")),
    ],
)
def test_towns_that_no_list_has(text, expected):
    assert read(text)[0][0] == expected


def test_a_province_that_no_list_has_takes_the_country_of_the_report():
    assert read("Mali mourned.", "Soldiers patrol Tarengo province.")[1] == [("ML", "region", "Tarengo")]


def test_mentions_slice_to_their_tokens():
    tokens = tokenize("The mayor of Port-au-Prince, Haiti, spoke.")
    assert [tokens[m.first].text for m in find_in(tokens)] == ["Port-au-Prince", "Haiti"]


def test_a_town_that_the_lists_know_elsewhere_only():
    assert read("A bus fell near Ghat, Nepal, on Monday.", "Rescuers left Ghat at dusk.") == [
        [("NP", "city", "Ghat"), ("NP", "country", "Nepal")],
        [("NP", "city", "Ghat")],
    ]


def test_a_country_is_no_town_of_its_neighbour():
    assert countries("Nigeria sent doctors from Abuja and Lagos to Benin.")[-1] == "BJ"


def test_a_town_that_no_list_has_is_one_where_people_died_in_it():
    assert read("A quake shook Tajikistan.", "Eight died in Tarengo and three in Wakumba by noon.")[1] == [
        ("TJ", "city", "Tarengo"),
        ("TJ", "city", "Wakumba"),
    ]
    assert read("A quake shook Tajikistan.", "They believe in Tarengo and in Wakumba.")[1] == []


def test_a_town_may_be_named_like_a_country():
    assert read("Rain fell in Ecuador.", "In La Armenia nine are dead.")[1] == [("EC", "city", "La Armenia")]


def test_a_town_where_people_died_has_a_name_where_nothing_tells_its_country():
    assert read("Eleven people have died in Tarengo, the mayor said.")[0] == [(None, "city", "Tarengo")]
