"""Forces named in passing: on their rounds, told of late in a report of something else, sent elsewhere."""

from datetime import timedelta
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words

_HARM: Final = load_words("deployments", "other_verbs.harm")
_LATE: Final = 2
"""Sentences behind the one that tells of the harm from which the rest is its background."""
_ROUNDS: Final = frozenset(("peacekeepers", "patrol", "patrols", "convoy", "peacekeeper"))
_PASSIVE: Final = frozenset(("was", "were", "been"))
_FAR: Final = 24
"""Tokens from what they did to the harm that came to them at most."""
_PATROLS: Final = frozenset(("patrol", "patrols", "convoy", "convoys"))
_MOVING: Final = frozenset((Status.DEPLOYED, Status.DEPLOYING))
_GOAL: Final = 10
"""Tokens from a verb of moving to the name of its goal at most."""
_ARRIVING: Final = frozenset(("arrive", "land", "disembark", "touch", "cross", "invade"))
_FRESH: Final = load_words("deployments", "status.fresh")
_RECENT: Final = timedelta(days=30)


def is_aside(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """`UN peacekeepers have deployed across the north`, late in a report of how some were killed: no news of a day."""
    if predicate.status is not Status.DEPLOYED or sentence.field == "title":
        return False
    if force.amount is not None and not predicate.weak:
        return False
    lead = [other for other in document.sentences[: sentence.index] if not other.words.isdisjoint(_HARM)]
    if not lead or sentence.index < lead[0].index + _LATE or lead[0].index > 1:
        return False
    recent = any(when.end is not None and when.end >= document.published - _RECENT for when in sentence.whens)
    return not recent and sentence.words.isdisjoint(_FRESH)


def is_of_the_harmed(sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """`Six soldiers working under the mission were killed`: what they did when it struck them."""
    tokens = sentence.tokens
    if predicate.at > force.stop + 1 or not tokens[predicate.at].low.endswith("ing"):
        return False
    for at in range(predicate.at + 1, min(len(tokens) - 1, predicate.at + _FAR)):
        if tokens[at].low in (";", "and", "but"):
            return False
        if tokens[at].low in _PASSIVE and tokens[at + 1].low in _HARM:
            return True
    return False


def is_on_their_rounds(sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """`after the peacekeepers had entered the village`: those told of go about the land that they are in."""
    tokens = sentence.tokens
    if predicate.object or predicate.group == "leave":
        return False
    if tokens[force.head].low in _PATROLS and predicate.status in _MOVING and _has_no_goal(sentence, predicate):
        return True
    if predicate.status is not Status.DEPLOYED or force.actors or not force.definite:
        return False
    if tokens[force.head].low not in _ROUNDS or predicate.group not in ("come", "act", "stay"):
        return False
    return not any(form.lemma in _ARRIVING for form in FORMS.get(tokens[predicate.at].low, ()))


def _has_no_goal(sentence: Sentence, predicate: Predicate) -> bool:
    """`a convoy that was on its way to a nearby district`: no name of a place behind it."""
    behind = range(predicate.at, predicate.at + _GOAL)
    if "nearby" in sentence.words:
        return True
    return not any(m.first in behind and m.kind != "demonym" for m in sentence.mentions) and not any(
        sentence.tokens[at].text[0].isupper() for at in behind if at < len(sentence.tokens)
    )


def is_elsewhere(sentence: Sentence, force: Force) -> bool:
    """`has since redeployed some of its forces elsewhere`: nobody says where."""
    return force.stop < len(sentence.tokens) and sentence.tokens[force.stop].low == "elsewhere"
