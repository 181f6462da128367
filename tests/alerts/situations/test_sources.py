import pytest

from services.alerts.situations.sources import standing_of


@pytest.mark.parametrize(
    ("source", "standing"),
    [
        ("Ministry of Health of Ruritania", "authority"),
        ("National Disaster Institute, bulletin 3", "authority"),
        ("UN mission in Ruritania", "authority"),
        ("City police, press service", "local"),
        ("Coast Guard District North", "local"),
        ("Border Watch (field note)", "organisation"),
        ("National Disaster Coordinating Council", "authority"),
        ("UN Assistance Mission for Ruritania", "authority"),
        ("Directorate General of Civil Protection", "authority"),
        ("Office of the Prosecutor General", "authority"),
        ("Ruritania National Relief Council", "authority"),
        ("National Union of Miners", "organisation"),
        ("Redtown rescue brigade log", "local"),
        ("Central Hospital of Redtown", "local"),
        ("Doctors' Syndicate", "organisation"),
        ("Lowland Federation of Miners", "organisation"),
        ("Sunday Police Review", None),
        ("Highland Monitor", None),
        ("Border Conflict Monitor", "organisation"),
        ("Meridian News Agency", None),
        ("Police Gazette Times", None),
        ("Example Radio", None),
    ],
)
def test_a_source_that_speaks_for_itself(source, standing):
    assert standing_of(source) == standing


def test_a_bulletin_counts_as_the_word_of_its_author(story):
    story.report(story.count(25), source="National Disaster Institute")
    story.report(story.count(20), source="Morning Post")
    assert story.known() == (25, 25)
    story.report(story.count(24), source="National Disaster Institute")
    assert story.known() == (24, 24)
