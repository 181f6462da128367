"""Forces that a sentence only points back to: `Turkish commandos at the gate. They came on Thursday by plane`."""

from itertools import islice
from typing import Final

from services.ingest.reading.deployments.actors import find_actors
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.forces import find_forces
from services.ingest.reading.document import Document, Sentence

POINTING: Final = frozenset(("they", "them"))
"""Words that point back to people told of before."""
_LOOK_BACK: Final = 2
"""Earlier sentences in which the people are looked for at most."""
_OTHERS: Final = frozenset(
    (
        "no",
        "not",
        "none",
        "never",
        "denied",
        "denies",
        "request",
        "asked",
        "people",
        "fans",
        "supporters",
        "refugees",
        "rebels",
        "gunmen",
        "protesters",
        "villagers",
        "residents",
        "families",
        "migrants",
        "fled",
        "flee",
        "strayed",
        "deserted",
        "defected",
        "surrendered",
        "asylum",
        "prisoners",
        "prisoner",
        "arrested",
        "accused",
        "captured",
        "deserters",
    )
)


def find_carried(document: Document, sentence: Sentence) -> Force | None:
    """Return the force that a pronoun stands for: the only one of the sentence before, where that tells whose it is."""
    at = next((at for at, token in enumerate(sentence.tokens) if token.low in POINTING), None)
    if at is None:
        return None
    for earlier in islice(document.before(sentence), _LOOK_BACK):
        forces = find_forces(earlier, find_actors(earlier))
        if not forces:
            continue
        owned = [force for force in forces if force.actors and force.kind != "craft"]
        if len(owned) != 1 or len(forces) != 1 or not earlier.words.isdisjoint(_OTHERS):
            return None
        return Force(at, at + 1, at, "people", owned[0].actors, police=owned[0].police)
    return None
