"""Old shapes are made into the present ones, a step at a time."""

from datetime import UTC, datetime

import pytest

from schemas.errors import NewerEvent
from schemas.events.envelope import Event
from schemas.events.registry import KINDS
from schemas.events.upcasting import STEPS, upcast

NOON = datetime(2024, 5, 1, tzinfo=UTC)
PRESENT = frozenset({"tocsin.flood.v3", "tocsin.unrest.v1"})
STEPPED = {
    ("flood", 1): lambda data: {"river": data["name"], "metres": data["level"]},
    ("flood", 2): lambda data: {**data, "centimetres": data["metres"] * 100},
}


def event(type_name: str, **data) -> Event:
    given = {"id": "e", "source": "t", "time": NOON, "dataschema": "x", "sequence": 7, "recordedtime": NOON}
    return Event(type=type_name, data=data, **given)


@pytest.mark.parametrize(
    ("type_name", "data"),
    [
        ("tocsin.flood.v1", {"name": "Sava", "level": 4}),
        ("tocsin.flood.v2", {"river": "Sava", "metres": 4}),
        ("tocsin.flood.v3", {"river": "Sava", "metres": 4, "centimetres": 400}),
    ],
)
def test_every_version_becomes_the_present_one(type_name, data) -> None:
    stored = event(type_name, **data)
    now = upcast(stored, STEPPED, PRESENT)
    assert (now.type, now.data) == ("tocsin.flood.v3", {"river": "Sava", "metres": 4, "centimetres": 400})
    assert stored.data == data
    assert (now.id, now.sequence) == (stored.id, stored.sequence)


def test_what_nobody_knows_is_left_as_it_is() -> None:
    stored = event("tocsin.dam.broken.v4", a=1)
    assert upcast(stored, STEPPED, PRESENT) is stored


def test_what_a_later_version_wrote_is_told() -> None:
    with pytest.raises(NewerEvent, match=r"entry 7 is of type tocsin.unrest.v2.*knows unrest up to v1"):
        upcast(event("tocsin.unrest.v2"), STEPPED, PRESENT)


def test_there_is_a_step_for_every_version_that_ever_was() -> None:
    due = {(model.kind, number) for model in KINDS.values() for number in range(1, model.version)}
    assert due == set(STEPS)
