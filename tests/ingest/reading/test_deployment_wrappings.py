"""A force is the same force however its noun phrase is wrapped: same state, same country, still coming."""

import pytest

from schemas.events.deployment import TroopsDeployment
from schemas.report import Report
from services.ingest.reading import read

ACTORS = {"Kenyan": "KE", "French": "FR", "U.S.": "US", "Turkish": "TR", "NATO": "NATO"}
FORCES = [
    "the first of 300 {} troops",
    "the first of up to 300 {} soldiers",
    "a first contingent of 300 {} troops",
    "an advance party of 300 {} soldiers",
    "the second batch of 300 {} troops",
    "a final group of 300 {} soldiers",
    "the last of the 300 {} troops",
    "half of the 300 {} soldiers",
    "another 300 {} troops",
    "300 more {} soldiers",
    "as many as 300 {} soldiers",
    "a 300-strong {} contingent",
    "a 300-man {} force",
    "a company of 300 {} infantrymen",
    "300 men and women of the {} army",
    "300 {} military and civilian personnel",
    "300 {} airmen",
    "300 {} combat engineers",
    "300 {} gendarmes",
    "300 {} police officers",
    "300 {} military advisers",
    "a {} force of 300",
    "a {} contingent, 300 strong,",
    "{} soldiers, 300 of them,",
    "more than 300 heavily armed {} troops",
    "300 {} servicemen and women",
    "a {} military mission of 300 persons",
    "a vanguard of 300 {} troops",
    "two companies of {} infantry",
    "a {} warship with 300 marines aboard",
    "the advance guard of a 300-strong {} brigade",
]
FRAMES = [
    "{} arrived in Mali on Friday.",
    "{} landed in Mali on Saturday to guard the airport.",
    "{} will be sent to Mali, the defence minister said.",
    "{} are in place in Mali.",
    "The president said {} would be deployed to Mali.",
]
COMING = {"approved", "deploying", "deployed", "reinforced"}


@pytest.mark.parametrize("wrapping", FORCES)
def test_a_wrapped_force_is_read_as_its_soldiers(wrapping: str) -> None:
    wrong = []
    for people, code in ACTORS.items():
        force = wrapping.format(people)
        for frame in FRAMES:
            text = frame.format(force if frame.index("{}") else force[0].upper() + force[1:])
            events = read(Report(published_at="2015-05-16T12:00:00Z", source="wire", text=text)).events
            told = [event for event in events if isinstance(event, TroopsDeployment)]
            if [(t.actors, t.host, t.status in COMING) for t in told] != [((code,), "ML", True)]:
                wrong.append((text, [(t.actors, t.host, t.status.value) for t in told]))
    assert wrong == []
