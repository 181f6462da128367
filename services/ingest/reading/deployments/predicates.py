"""What becomes of a force in its sentence: the verb or noun that rules it."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.activities import find_activity, is_shown
from services.ingest.reading.deployments.before import find_before, from_behind
from services.ingest.reading.deployments.behind import find_behind
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.growth import GROWING, find_growth
from services.ingest.reading.deployments.own_deed import homewards
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import form_at
from services.ingest.reading.document import Sentence
from services.ingest.reading.grammar import (
    AUXILIARIES,
    FINITE,
)
from services.ingest.reading.lexicon.files import load_words

_CASES: Final = frozenset(
    (
        "with",
        "against",
        "alongside",
        "by",
        "of",
        "for",
        "to",
        "from",
        "between",
        "among",
        "behind",
        "near",
        "than",
        "on",
        "including",
        "like",
        "at",
        "in",
        "into",
        "over",
    )
)
_REPORTING: Final = frozenset(
    (
        "said",
        "says",
        "reported",
        "confirmed",
        "announced",
        "claims",
        "claimed",
        "saw",
        "showed",
        "alleged",
        "insisted",
        "denied",
        "denies",
        "saying",
        "believe",
        "warned",
        "say",
        "report",
        "let",
        "lets",
        "letting",
        "see",
        "watched",
        "has",
        "think",
        "know",
        "fear",
        "feared",
        "found",
    )
)
_HARM: Final = load_words("deployments", "other_verbs.harm")


def find_predicate(sentence: Sentence, force: Force, floor: int = 0) -> Predicate | None:
    """Return what becomes of a force, None when the sentence only mentions it."""
    if force.first and sentence.tokens[force.first - 1].low in _HARM:
        # "after an ambush killed four Tanzanian peacekeepers, South Africa flew": not theirs.
        return None
    left = find_before(sentence, force, floor)
    if left is not None and left.group == "approve" and _may_be_used(sentence, force):
        # "has formed a reserve that could be sent to Belarus"
        return left._replace(status=Status.CONSIDERED) if left.status is Status.APPROVED else left
    if left is not None and left.group not in ("receive", "keep"):
        return left
    if not sentence.words.isdisjoint(GROWING) and (growth := find_growth(sentence, force)) is not None:
        return from_behind(growth)
    if left is None and _is_object_of_another(sentence, force):
        behind = find_behind(sentence, force, participles_only=True)
    else:
        behind = find_behind(sentence, force)
    if behind is None and left is None and (is_shown(sentence, force) or not _is_object_of_another(sentence, force)):
        behind = find_activity(sentence, force)
    if behind is not None:
        return from_behind(homewards(sentence, behind))
    return left


def _may_be_used(sentence: Sentence, force: Force) -> bool:
    """A relative clause right behind a force that leaves open whether it goes: `that may be used`."""
    behind = [token.low for token in sentence.tokens[force.stop : force.stop + 3]]
    return behind[:1] in (["that"], ["which"]) and bool({"may", "might", "could", "can"} & set(behind[1:]))


def _is_object_of_another(sentence: Sentence, force: Force) -> bool:
    """`to train the army`, `backed by tanks`, `with the troops`: what follows is not told of this force."""
    if force.first == 0:
        return False
    low = sentence.tokens[force.first - 1].low
    if low in _CASES:
        return True
    if low in _REPORTING or low in AUXILIARIES:
        return False
    return low in FINITE or bool(
        form_at(sentence.tokens, force.first - 1, "object") or form_at(sentence.tokens, force.first - 1, "subject")
    )
