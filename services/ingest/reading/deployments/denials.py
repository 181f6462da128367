"""What is denied in a sentence of its own: `Bamako denied it`, `Kigali called the claim absurd`."""

from typing import Final

from schemas.actors import COUNTRIES
from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.records import COMING, Told, codes_of
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_VERBS: Final = load_words("deployments", "denials.verbs")
_OBJECTS: Final = load_words("deployments", "denials.objects")
_FALSE: Final = load_words("deployments", "denials.false")
_CALLING: Final = frozenset(("call", "called", "calls", "calling", "described", "describes", "dismissed", "branded"))
_REFUSALS: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "denials.refusals")))
_UNOFFICIAL: Final = load_words("deployments", "background.unofficial")
_MEDIA: Final = frozenset(
    ("reported", "reporting", "correspondent", "press", "news", "newspaper", "tentatively", "privately")
)
"""Who tells of a decision that is denied: those who decide deny it."""
_NEAR: Final = 8
"""Tokens from those who spread a rumour to the force in it at most."""
_REACH: Final = 6
"""Tokens between the one who denies and the verb at most."""


def find_denial(sentence: Sentence, actors: tuple[Actor, ...], known: list[Told]) -> Told | None:
    """Return a denied copy of the last deployment told, where its actor or its host denies it here."""
    tokens = sentence.tokens
    told = next((one for one in reversed(known) if one.status in COMING), None)
    if told is None:
        return None
    for at, token in enumerate(tokens):
        if not _denies(tokens, at, token.low):
            continue
        parties = {*codes_of(told.actors), told.host.country}
        denier = next((actor for actor in actors if at - _REACH <= actor.first < at and actor.code in parties), None)
        if denier is not None:
            predicate = told.predicate._replace(at=at, first=at, status=Status.DENIED, group="refuse")
            force = told.force._replace(first=denier.first, stop=at + 1)
            return told._replace(
                sentence=sentence, force=force, predicate=predicate, status=Status.DENIED, quantity=None
            )
    return None


def find_refusal(sentence: Sentence, actors: tuple[Actor, ...], known: list[Told]) -> Told | None:
    """Return a refused copy of the last request told, where a state says no to it: `Berlin said no`."""
    tokens = sentence.tokens
    told = next((one for one in reversed(known) if one.status is Status.REQUESTED), None)
    if told is None:
        return None
    for at, token in enumerate(tokens):
        if token.low not in REFUSING or _REFUSALS.match(tokens, at) is None:
            continue
        who = next((a for a in reversed(actors) if at - _REACH <= a.first < at and a.code != told.host.country), None)
        if who is not None and who.code in COUNTRIES:
            predicate = told.predicate._replace(at=at, first=at, status=Status.DENIED, group="refuse")
            force = told.force._replace(first=who.first, stop=at + 1)
            return told._replace(
                sentence=sentence,
                force=force,
                predicate=predicate,
                actors=(who,),
                status=Status.DENIED,
                quantity=None,
            )
    return None


def is_denied_rumour(told: Told, found: list[Told]) -> bool:
    """`has no soldiers there, it said, answering websites which had placed a garrison`: nobody stands by it."""
    if told.status not in COMING:
        return False
    start = min(told.force.first, told.predicate.first)
    before = {token.low for token in told.sentence.tokens[max(0, start - _NEAR) : start]}
    decided = told.status is Status.APPROVED and not before.isdisjoint(_MEDIA)
    if before.isdisjoint(_UNOFFICIAL) and not decided:
        return False
    mine = set(codes_of(told.actors))
    return any(
        other.status is Status.DENIED
        and other.host.country == told.host.country
        and not mine.isdisjoint(codes_of(other.actors))
        for other in found
    )


def _denies(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """`denied it`, `rejected the claim`, `called the reports nonsense`."""
    behind = [token.low for token in tokens[at + 1 : at + 8]]
    if at and tokens[at - 1].low in ("nor", "or", "not") and "confirm" in (t.low for t in tokens[max(0, at - 4) : at]):
        # "will neither confirm nor deny it"
        return False
    if low in _VERBS:
        return any(word in _OBJECTS for word in behind[:3])
    return low in _CALLING and any(word in _FALSE for word in behind)


DENYING: Final = _VERBS | _CALLING
"""Words without which nothing is denied."""
REFUSING: Final = _REFUSALS.openers
"""Words without which no request is refused."""
