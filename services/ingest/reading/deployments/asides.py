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
_ARRIVING: Final = frozenset(("arrive", "land", "disembark", "touch", "cross", "invade"))
_FRESH: Final = load_words("deployments", "status.fresh")
_RECENT: Final = timedelta(days=30)


def is_aside(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """`UN peacekeepers have deployed across the north`, late in a report of how some were killed: no news of a day."""
    if predicate.status is not Status.DEPLOYED or sentence.field == "title" or force.amount is not None or force.more:
        return False
    lead = [other for other in document.sentences[: sentence.index] if not other.words.isdisjoint(_HARM)]
    if not lead or sentence.index < lead[0].index + _LATE or lead[0].index > 1:
        return False
    recent = any(when.end is not None and when.end >= document.published - _RECENT for when in sentence.whens)
    return not recent and sentence.words.isdisjoint(_FRESH)


def is_on_their_rounds(sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """`after the peacekeepers had entered the village`: those told of go about the land that they are in."""
    if predicate.object or predicate.status is not Status.DEPLOYED or force.actors or not force.definite:
        return False
    tokens = sentence.tokens
    if tokens[force.head].low not in _ROUNDS or predicate.group not in ("come", "act", "stay"):
        return False
    return not any(form.lemma in _ARRIVING for form in FORMS.get(tokens[predicate.at].low, ()))


def is_elsewhere(sentence: Sentence, force: Force) -> bool:
    """`has since redeployed some of its forces elsewhere`: nobody says where."""
    return force.stop < len(sentence.tokens) and sentence.tokens[force.stop].low == "elsewhere"
