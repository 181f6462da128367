from services.ingest.reading.lexicon.conflicts import find_conflicts
from services.ingest.reading.lexicon.fold import fold
from services.ingest.reading.lexicon.gazetteer import gazetteer, plural_of


def test_the_lexicon_has_no_conflict():
    assert find_conflicts() == []


def test_folding_makes_spellings_alike():
    assert fold("Bogotá") == fold("bogota") == "bogota"
    assert fold("Şırnak") == "sirnak"


def test_plurals_of_peoples():
    assert [plural_of(people) for people in ("Iraqi", "Chinese", "French", "German", "Frenchman")] == [
        "Iraqis",
        None,
        None,
        "Germans",
        "Frenchmen",
    ]


def test_every_country_has_its_name_and_capital():
    table = gazetteer()
    assert table["kosovo"][0].senses[0].country == "XK"
    assert table["reykjavik"][0].senses[0].kind == "capital"
