"""Frames of sentences with every agent, verb and thing: told of, each is read; threatened, denied or past, none."""

from itertools import product
from typing import NamedTuple

import pytest

from schemas.report import Report
from services.ingest.reading import read


class Field(NamedTuple):
    """What may stand in the frames of one kind of event; a verb is base, singular, past, participle, gerund."""

    kind: str
    agents: tuple[str, ...]
    things: tuple[str, ...]
    verbs: tuple[str, ...]


FIELDS = (
    Field(
        "communications.disrupted",
        ("Authorities", "The junta"),
        ("the internet", "mobile internet", "phone lines", "social media", "state television", "telephone services"),
        (
            "cut/cuts/cut/cut/cutting",
            "shut down/shuts down/shut down/shut down/shutting down",
            "suspend/suspends/suspended/suspended/suspending",
            "block/blocks/blocked/blocked/blocking",
            "switch off/switches off/switched off/switched off/switching off",
            "throttle/throttles/throttled/throttled/throttling",
        ),
    ),
    Field(
        "emergency.declared",
        ("The president", "Peru's government"),
        ("a state of emergency", "martial law", "a night curfew", "emergency rule"),
        (
            "declare/declares/declared/declared/declaring",
            "impose/imposes/imposed/imposed/imposing",
            "announce/announces/announced/announced/announcing",
            "decree/decrees/decreed/decreed/decreeing",
            "extend/extends/extended/extended/extending",
        ),
    ),
    Field(
        "facility.seized",
        ("Rebels", "Gunmen", "Mutinous soldiers", "Hundreds of demonstrators"),
        ("the airport", "the parliament", "the presidential palace", "a military base", "the state broadcaster"),
        (
            "seize/seize/seized/seized/seizing",
            "capture/capture/captured/captured/capturing",
            "take over/take over/took over/taken over/taking over",
            "overrun/overrun/overran/overrun/overrunning",
            "storm and occupy/storm and occupy/stormed and occupied/stormed and occupied/storming and occupying",
        ),
    ),
)
TOLD = (
    "{agent} {past} {thing} on Monday.",
    "{agent} {had} {participle} {thing}, officials said.",
    "{agent} {singular} {thing}",
    "{agent} said they had {participle} {thing}.",
    "Late on Monday {agent} {past} {thing}.",
    "Six people died when {agent} {past} {thing}.",
    "{agent} went on television after {gerund} {thing}.",
    "{Thing} {be} reportedly {participle} by {agent} in the north.",
    "{Thing}, {participle} by {agent} on Monday, made the news.",
)
NOT_TOLD = (
    "{agent} threatened to {base} {thing}.",
    "{agent} may {base} {thing}.",
    "{agent} did not {base} {thing}.",
    "{agent} denied that {thing} had been {participle}.",
    "Thirty years ago {agent} {past} {thing}.",
    "If {agent} {past} {thing}, people would suffer.",
    "The film shows how {agent} {past} {thing}.",
    "{agent} tried to {base} {thing} but were stopped.",
    "The opposition urged {agent} to {base} {thing}.",
    "Analysts warned that {agent} might {base} {thing}.",
    "Will {agent} {base} {thing}?",
    "In a drill, {agent} {past} {thing}.",
)


def _sentences(field: Field, frame: str) -> list[str]:
    made = []
    for agent, thing, verb in product(field.agents, field.things, field.verbs):
        base, singular, past, participle, gerund = verb.split("/")
        inside = agent if frame.startswith("{agent}") else agent[0].lower() + agent[1:] if "'" not in agent else agent
        many = thing.endswith(("lines", "services")) or thing == "social media"
        words = {"base": base, "singular": singular, "past": past, "participle": participle, "gerund": gerund}
        words |= {"be": "were" if many else "was", "had": "has" if field.kind == "emergency.declared" else "have"}
        made.append(frame.format(agent=inside, thing=thing, Thing=thing[0].upper() + thing[1:], **words))
    return made[:: max(1, len(made) // 24)]


def _kinds(text: str) -> set[str]:
    return {event.kind for event in read(Report(published_at="2024-05-16", source="wire", text=text)).events}


@pytest.mark.parametrize("frame", TOLD)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind)
def test_what_is_told_is_read(field: Field, frame: str) -> None:
    assert [text for text in _sentences(field, frame) if field.kind not in _kinds(text)] == []


@pytest.mark.parametrize("frame", NOT_TOLD)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind)
def test_what_has_not_happened_is_not_read(field: Field, frame: str) -> None:
    assert [text for text in _sentences(field, frame) if field.kind in _kinds(text)] == []
