"""On whose word a claim stands: in its sentence, in the one before, or nobody's."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

SPOKEN = [
    ("Twelve people were killed in Kano on Tuesday, police said.", 12, "local: police"),
    ("The health ministry said 12 people had died and 40 were hurt in Kano.", 12, "authority: health ministry"),
    ("The health ministry said 12 people had died and 40 were hurt in Kano.", 40, "authority: health ministry"),
    ("According to the United Nations, 300 civilians died in Darfur.", 300, "authority: united nations"),
    ("At least 300 civilians died in Darfur, according to the United Nations.", 300, "authority: united nations"),
    (
        "The interior ministry put the dead at 12; a hospital in Kano said 19 people had died.",
        12,
        "authority: interior ministry",
    ),
    ("The interior ministry put the dead at 12; a hospital in Kano said 19 people had died.", 19, "local: hospital"),
    ("The army said four soldiers had been killed, while the rebels said 50 soldiers died.", 4, "authority: army"),
    (
        "The army said four soldiers had been killed, while the rebels said 50 soldiers died.",
        50,
        "organisation: opposition",
    ),
    ("Police say 10 people died, but the opposition says 30 people were killed.", 10, "local: police"),
    ("Police say 10 people died, but the opposition says 30 people were killed.", 30, "organisation: opposition"),
    ('"Eleven people are dead," said the mayor of Kano.', 11, "local: local authority"),
    ("The mayor of Kano told this station that 11 people had died.", 11, "local: local authority"),
    ("The governor, Musa Bello, said 11 people had died in Kano.", 11, "local: local authority"),
    (
        "The health minister visited Kano on Tuesday. Twelve people had died, she said.",
        12,
        "authority: health ministry",
    ),
    ("Police sealed off the road in Kano. They said nine people had been killed.", 9, "local: police"),
    ("The hospital in Kano has taken in 30 wounded people, its director said.", 30, "local: hospital"),
    ("Doctors at the hospital said 14 people had died in Kano.", 14, "local: hospital"),
    (
        "A rights group said 87 people had been killed in Conakry. The government said four people died.",
        87,
        "organisation: monitor",
    ),
    (
        "A rights group said 87 people had been killed in Conakry. The government said four people died.",
        4,
        "authority: government",
    ),
    ("Witnesses said soldiers had shot dead six people in Conakry.", 6, "media: witness"),
    ("State television reported that 20 people were killed in Conakry.", 20, "media: media"),
    ("Rescue workers pulled 12 bodies from the rubble in Kano, the fire brigade said.", 12, "local: rescue service"),
    ("The Red Cross spoke of 40 dead in Kano.", 40, "organisation: aid group"),
    ("The Syrian Observatory for Human Rights reported 22 deaths in Idlib.", 22, "organisation: monitor"),
    ("The defence ministry denied that 12 soldiers had died in Kano.", 12, "authority: defence ministry"),
    ("Nine people died in Kano. The cause is not known.", 9, ""),
    (
        "The emergencies committee of Tajikistan said that nine people had died in Vose.",
        9,
        "authority: emergencies ministry",
    ),
    (
        "The prison secretariat in Kano confirmed on Thursday that 13 inmates had died.",
        13,
        "authority: prison secretariat",
    ),
    ("The provincial water committee said 5 people had died in Kano.", 5, "local: water committee"),
    ("The miners' union insists that eleven people were killed in Oruro.", 11, "organisation: union"),
    ("Civil society groups in Kano maintain that at least 60 people died.", 60, "organisation: civil society"),
    (
        "A joint mission that visited Bamako's hospitals and cemeteries said on Friday that 19 people were killed.",
        19,
        "authority: united nations",
    ),
    (
        "A commission that visited the islands found that 47 people died in Kano, and both the minister and civil "
        "society groups declared themselves satisfied.",
        47,
        "authority: commission",
    ),
    ("The coroner said 31 people had died in Leeds.", 31, "local: hospital"),
    ("Prosecutors said 13 people were killed in Leeds.", 13, "authority: prosecutors"),
    ("The president said 12 people had died in Kano, citing the police.", 12, "authority: government"),
    ("Quoting the governor, the agency Interfax said 12 people had died in Kano.", 12, "local: local authority"),
    (
        "The toll stood at 12 in Kano, the disaster agency's spokesman said on Friday.",
        12,
        "authority: emergencies ministry",
    ),
    ("The company said three of its workers were killed in Kano.", 3, "organisation: company"),
    ("The Taliban claimed to have killed 20 soldiers in Kunduz.", 20, "organisation: opposition"),
    ("The UN said on Friday that it had counted 131 dead in Kano.", 131, "authority: united nations"),
    ("Twelve people died in Kano, said Amina Yusuf, a nurse at the central hospital.", 12, "local: hospital"),
    ('"We counted 12 bodies in Kano," a resident, Ali, told a radio station.', 12, "media: witness"),
    ("Police in Kano opened fire on a crowd and killed nine people, a doctor said.", 9, "local: hospital"),
    (
        'Soldiers killed nine people in Kano, the mayor said. "Forty people are hurt," he added.',
        9,
        "local: local authority",
    ),
    (
        'Soldiers killed nine people in Kano, the mayor said. "Forty people are hurt," he added.',
        40,
        "local: local authority",
    ),
    (
        "The governor rejected the count of 38 dead by a UN team and said that his figure of 11 dead stood.",
        11,
        "local: local authority",
    ),
    (
        "An official of the interior ministry, who asked not to be named, said 12 people were killed in Kano.",
        12,
        "authority: interior ministry",
    ),
    ("Local media said 12 people were killed in Kano.", 12, "media: media"),
    ("A spokesman for the regional government said 12 people were killed in Kano.", 12, "local: local authority"),
    ("A statement by the army said that 12 rebels were killed in Kano.", 12, "authority: army"),
]


@pytest.mark.parametrize(("text", "count", "speaker"), SPOKEN)
def test_every_count_has_its_own_speaker(text: str, count: int, speaker: str) -> None:
    report = Report(published_at="2016-05-20T12:00:00Z", source="test", title="", text=text)
    found = [event for event in read(report).events if isinstance(event, CasualtiesReported)]
    told = next(event.attribution for event in found if event.quantity.min == count)
    assert (f"{told.standing}: {told.speaker}" if told else "") == speaker
