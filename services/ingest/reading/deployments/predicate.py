"""What becomes of a force: the word that rules it, and how far it has come by that word."""

from typing import NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.verbs import Governor


class Predicate(NamedTuple):
    """The word that rules a force."""

    at: int
    first: int
    """the first token of its verb group"""
    status: Status
    group: str
    """send, approve, ask, come ...; `copula` for `are in`, `phrase` for a set phrase"""
    governor: Governor | None
    object: bool
    """the force is its object: somebody else sends it"""
    weak: bool = False
    """a state that may be mere background"""
