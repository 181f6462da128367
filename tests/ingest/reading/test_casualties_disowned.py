"""What later words deny or take back without telling the count again."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

DISOWNED = [
    ("A message says 25 nurses died in Salta. The health ministry denies it: no nurse has died.", 25, "denied"),
    (
        "Mud killed 40 people in Kasese, we said. The chief has taken back his figure. Five are dead.",
        40,
        "retracted",
    ),
    (
        "Mud killed 40 people in Kasese, we said. The chief has taken back his figure. Five are dead.",
        5,
        "asserted",
    ),
    ("The opposition says 300 people were killed in Kano. The government denies it.", 300, "denied"),
    ("The opposition says 300 people were killed in Kano; the government denies it.", 300, "denied"),
    ("The ministry said 12 soldiers were killed. The rebels denied it.", 12, "asserted"),
    ("A radio station said 60 people had died in Kano. That report was wrong, it said on Friday.", 60, "retracted"),
    (
        "The hospital said on Monday that 31 people had died in Kano. On Friday it withdrew that figure.",
        31,
        "retracted",
    ),
    (
        "The rebels said they had killed 50 soldiers near Kano. The army dismissed the claim as propaganda.",
        50,
        "denied",
    ),
    ("Local media reported 15 deaths in Kano. The reports are untrue, the governor said.", 15, "denied"),
    ("Twelve people died in Kano. The mayor denied that the bridge was old.", 12, "asserted"),
    ("Twelve people died in Kano. The company rejected the accusations.", 12, "asserted"),
    ("Twelve people were killed in Kano. The driver gave a false name.", 12, "asserted"),
    ("Twelve people died in Kano on Monday, police said. The suspect denies it.", 12, "asserted"),
    ("The figure of 164 dead has been withdrawn. It was published in error.", 164, "retracted"),
    ("Witnesses spoke of 20 dead in Kano. Police dismissed that number.", 20, "denied"),
]


@pytest.mark.parametrize(("text", "count", "certainty"), DISOWNED)
def test_a_claim_stands_as_the_words_behind_it_leave_it(text: str, count: int, certainty: str) -> None:
    report = Report(published_at="2016-05-20T12:00:00Z", source="test", title="", text=text)
    found = [event for event in read(report).events if isinstance(event, CasualtiesReported)]
    assert [event.certainty for event in found if event.quantity.min == count] == [certainty]
