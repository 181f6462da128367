"""What a force itself does or undergoes, as a verb behind it tells: the record that all readers of such verbs make."""

from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.statuses import planned
from services.ingest.reading.deployments.verbs import Form, Governor, read_around
from services.ingest.reading.document import Mention, Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

STATUSES: Final[Phrases[Status]] = Phrases(
    (phrase, status)
    for table, status in (
        ("leaving", Status.WITHDRAWING),
        ("on_the_way", Status.DEPLOYING),
        ("going_in", Status.APPROVED),
        ("arrived", Status.DEPLOYED),
        ("over", Status.ENDED),
        ("staying_out", Status.DENIED),
    )
    for phrase in sorted(load_words("deployments", f"status.{table}"))
)
"""Set phrases that tell how far a force has come: `on their way`, `dug in`, `went home`."""
PLACE_WORDS: Final = frozenset(
    ("in", "at", "on", "near", "inside", "across", "around", "outside", "over", "there", "here", "along", "within")
)
"""Prepositions and adverbs of being somewhere."""
BREAKS: Final = frozenset((";", ":", "—", "?"))
"""Marks that end what is told of a force."""
_TOWARDS: Final = frozenset(("for", "to", "towards"))


class OwnDeed(NamedTuple):
    """A verb or phrase behind a force and what it makes of it."""

    at: int
    first: int
    """where its verb group begins"""
    status: Status
    group: str
    governor: Governor | None
    weak: bool
    """a state that may be mere background"""


def of_phrase(sentence: Sentence, force: Force, at: int, status: Status) -> OwnDeed | None:
    """Read a set phrase at a token with what stands around it: `are not on their way`, `have gone home`."""
    around = read_around(sentence.tokens, at, force.stop)
    if status is Status.DENIED:
        return OwnDeed(at, around.first, status, "refuse", None, False)
    if status is Status.WITHDRAWING:
        if around.negated:
            return None
        if around.perfect and not around.to:
            status = Status.WITHDRAWN
    elif around.negated or force.none:
        status = Status.DENIED
    elif sentence.tokens[at].low == "present":
        return OwnDeed(at, around.first, status, "rest", None, True)
    elif around.modal:
        future = planned(sentence, around, None, negated=False, group="come")
        if future is None:
            return None
        status = future
    return OwnDeed(at, around.first, status, "phrase", None, False)


def names_where(sentence: Sentence, force: Force, form: Form, verb: int) -> bool:
    """`left for Bangui`, `returned to Mali`: away from home, not away from the host."""
    tokens = sentence.tokens
    if form.lemma in ("leave", "depart", "quit") and _leaves_home(sentence, force, verb):
        return True
    if form.lemma == "return":
        return _returns_abroad(sentence, force, verb)
    words = _TOWARDS if form.lemma == "depart" else _TOWARDS - {"to"}
    behind = tokens[force.stop].low if force.stop < len(tokens) else ""
    if behind == "for" and any(mention.first - force.stop in (1, 2) for mention in sentence.mentions):
        # "the first 40 policemen for East Timor left on Monday"
        return True
    for at in range(verb + 1, len(tokens)):
        if tokens[at].low in BREAKS:
            return False
        if tokens[at].low in words and any(mention.first - at in (1, 2, 3) for mention in sentence.mentions):
            return not _leaves_abroad(sentence, force, verb, at)
    return False


def _leaves_home(sentence: Sentence, force: Force, verb: int) -> bool:
    """`have left Zhanjiang to man the base in Djibouti`, of a Chinese force: it departs."""
    codes = {actor.code for actor in force.actors}
    left = [m for m in sentence.mentions if verb < m.first <= verb + 2 and m.kind != "demonym"]
    return bool(left) and left[0].country in codes and sentence.tokens[left[0].first - 1].low not in _TOWARDS


def _leaves_abroad(sentence: Sentence, force: Force, verb: int, stop: int) -> bool:
    """`left Iraq for Kuwait`, of a force that is not Iraq's: what it leaves is the host."""
    codes = {actor.code for actor in force.actors}
    left = [
        mention
        for mention in sentence.mentions
        if verb < mention.first < stop and mention.country is not None and mention.kind != "demonym"
    ]
    return bool(codes) and bool(left) and not any(mention.country in codes for mention in left)


def _returns_abroad(sentence: Sentence, force: Force, verb: int) -> bool:
    """`returned to Mali`, `will be returning to fight in Iraq`: not home."""
    tokens = sentence.tokens
    if verb + 1 >= len(tokens) or tokens[verb + 1].low != "to":
        return False
    codes = {actor.code for actor in force.actors}
    goals = [m for m in sentence.mentions if verb + 1 < m.first <= verb + 6 and m.country is not None]
    return bool(codes) and bool(goals) and _is_abroad(tokens, goals[0], codes)


def _is_abroad(tokens: tuple[Token, ...], mention: Mention, codes: set[str]) -> bool:
    return mention.country not in codes and tokens[mention.first - 1].low not in ("from", "of")
