"""Appeals to an alliance that name a task and no force: `asked the bloc to help guard the border`."""

from collections.abc import Iterator
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.organisations import bodies

ASKING: Final = load_words("deployments", "appeals.asking")
_TASKS: Final = load_words("deployments", "appeals.tasks")
_LOOSE: Final = load_words("deployments", "appeals.loose_tasks")
_AIMS: Final = load_words("deployments", "appeals.aims")
_ARMED: Final = load_words("deployments", "appeals.armed_tasks")
_MILITARY: Final = frozenset(("NATO", "CSTO", "ECOWAS", "AFRICAN_UNION", "SADC", "EAC"))
_CIVIL: Final = frozenset(("UN", "EU"))
_HELPING: Final = frozenset(("help", "helping", "it", "them", "him", "to", "keep", "the", "assist", "in"))
_BETWEEN: Final = frozenset(("the", "on", "upon", "to", "for", "formally", "leaders", "of"))
_NEVER: Final = frozenset(("not", "never", "n't", "no", "without"))
_REACH: Final = 5
"""Tokens of `help`, `it` and the like before the task at most."""
TRIGGERS: Final = frozenset(
    " ".join((asking, first, *body.rest))
    for asking in sorted(ASKING)
    for first, found in bodies().items()
    for body in found
    if body.kind == "alliance" and body.code in _MILITARY | _CIVIL and len(body.rest) <= 1 and body.name.isascii()
)
"""Pairs of words without which nothing is asked of an alliance."""


def find_appeals(sentence: Sentence, actors: tuple[Actor, ...]) -> Iterator[tuple[Force, Predicate]]:
    """Yield the alliance that is asked for armed help, and the asking."""
    tokens = sentence.tokens
    for actor in actors:
        if actor.code not in _MILITARY | _CIVIL or actor.stop >= len(tokens) or tokens[actor.stop].low != "to":
            continue
        asking = _asking_before(tokens, actor.first)
        if asking is None or not _names_task(tokens, actor):
            continue
        force = Force(actor.first, actor.stop, actor.first, "named", (actor,))
        yield force, Predicate(asking, asking, Status.REQUESTED, "ask", None, True)


def _asking_before(tokens: tuple[Token, ...], first: int) -> int | None:
    at = first - 1
    while at > 0 and tokens[at].low in _BETWEEN:
        at -= 1
    if at < 1 or tokens[at].low not in ASKING:
        return None
    return None if any(token.low in _NEVER for token in tokens[max(0, at - 3) : at]) else at


def _names_task(tokens: tuple[Token, ...], actor: Actor) -> bool:
    for at in range(actor.stop + 1, min(len(tokens), actor.stop + 1 + _REACH)):
        low = tokens[at].low
        if low in _ARMED:
            return True
        if low in _TASKS:
            return actor.code in _MILITARY
        if low in _LOOSE:
            behind = {token.low for token in tokens[at + 1 : at + 1 + _REACH]}
            return actor.code in _MILITARY and not behind.isdisjoint(_AIMS)
        if low not in _HELPING and not tokens[at].text[0].isupper():
            return False
    return False
