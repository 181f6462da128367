"""Scope decides what is claimed: denials, conditions, plans, rates, the past and questions."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

CLAIMS = [
    ("The army denied that 12 soldiers had died in the ambush at Gao.", ["killed 12 denied"]),
    (
        "Denying reports that 30 people had been killed, the ministry said two were hurt.",
        ["injured 2 asserted", "killed 30 denied"],
    ),
    ("The governor rejected claims that 40 protesters were shot dead.", ["killed 40 denied"]),
    ("Officials dismissed as false a report that nine civilians had been killed in Herat.", ["killed 9 denied"]),
    ("There is no truth in reports that 15 people were killed, police said.", ["killed 15 denied"]),
    ("It is not true that 20 students died, the rector said.", ["killed 20 denied"]),
    ("The ministry did not confirm that 12 people had died.", []),
    ("The report that 25 villagers were massacred is a lie, the army said.", ["killed 25 denied"]),
    ("The claim of 60 dead was denied by the government.", ["killed 60 denied"]),
    ("A rebel claim that 50 soldiers had been killed was dismissed by the army as propaganda.", ["killed 50 denied"]),
    ("The figure of 164 dead was published in error, the ministry said.", ["killed 164 retracted"]),
    ("The hospital withdrew its statement that 31 people had died.", ["killed 31 retracted"]),
    ("If the dam breaks, 5,000 people could die.", []),
    ("Up to 300 people may be trapped and could die within hours.", []),
    ("A new wave would kill thousands, the minister warned.", []),
    ("The group threatened to kill 12 hostages.", []),
    ("The group said it would execute ten prisoners on Friday.", []),
    ("Four men planned to kill 50 people, police said.", []),
    ("Police foiled a plot to kill 20 officers.", []),
    ("How many people died? Was it 12 or 30?", []),
    ("Did 40 people die in the raid? The army will not say.", []),
    ("Nine people are feared dead after a boat sank off Bata.", []),
    ("Nine people are presumed dead.", []),
    ("Some 200 people are believed to have died in the landslide at Yambali.", ["killed 180 asserted"]),
    ("The death toll is expected to rise; 12 people are known to have died.", ["killed 12 asserted"]),
    ("Twelve people died and the toll could rise to 40, the mayor said.", ["killed 12 asserted"]),
    ("Twelve people were killed on Monday in Cali. In 2009 a similar crash killed 30.", ["killed 12 asserted"]),
    ("Twelve people were killed on Monday in Cali, where 30 died in a crash in 2009.", ["killed 12 asserted"]),
    ("It was the worst crash since 2009, when 30 people were killed. Twelve died on Monday.", ["killed 12 asserted"]),
    (
        "Twelve people died on Monday. Two weeks ago, nine were killed in the same street.",
        ["killed 12 asserted", "killed 9 asserted"],
    ),
    (
        "At least 3,000 people have been killed since the revolt began in 2014. On Monday six soldiers died.",
        ["killed 6 asserted"],
    ),
    (
        "More than 400 people have been killed since January, and 12 died on Tuesday.",
        ["killed 12 asserted", "killed 401 asserted"],
    ),
    ("Police said they could confirm nine deaths.", ["killed 9 asserted"]),
    ("The bomb was meant to kill dozens but hurt no one.", ["injured 0 asserted"]),
    ("Had the wind turned, 50 people might have died. Two were hurt.", ["injured 2 asserted"]),
    ("Without the warning many more would have died; 14 did.", []),
    ('The mayor said: "Eleven people are dead. I do not know how many more will die."', ["killed 11 asserted"]),
    ("Six people will be evacuated on Tuesday.", []),
    ("About 3,000 people are to be evacuated before the bomb is made safe on Sunday.", []),
    ("No one was killed, but 12 were hurt.", ["injured 12 asserted", "killed 0 asserted"]),
    ("Neither the army nor the rebels said how many had died.", []),
    ("It was not clear whether any of the 12 passengers had died.", []),
    ("Rumours that eight people had been shot could not be confirmed.", []),
    ("In the past ten years 1,200 reporters have been killed worldwide.", []),
    ("Every year 300 people drown in the river.", []),
    ("On average three people a week are killed on the road.", []),
    ("Doctors hope to save the 12 injured.", ["injured 12 asserted"]),
    ("The bombing, in which 23 people died, was claimed by a new group on Friday.", ["killed 23 asserted"]),
    ("Police are looking for a man who killed three people on Sunday.", ["killed 3 asserted"]),
    ("A man accused of killing three people in 2011 was freed on Friday.", []),
    ("The army said that it had killed 25 insurgents, a claim that could not be verified.", ["killed 25 asserted"]),
    ("The president vowed to hunt down those who killed 12 soldiers on Thursday.", ["killed 12 asserted"]),
    ("Forty people would have been on the bus; as it was, six died.", ["killed 6 asserted"]),
]


@pytest.mark.parametrize(("text", "claims"), CLAIMS, ids=[text for text, _ in CLAIMS])
def test_scope_decides_what_is_claimed(text: str, claims: list[str]) -> None:
    report = Report(published_at="2016-05-20T12:00:00Z", source="test", title="", text=text)
    found = [event for event in read(report).events if isinstance(event, CasualtiesReported)]
    assert sorted(f"{each.measure} {each.quantity.min} {each.certainty}" for each in found) == claims
