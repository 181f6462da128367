"""Makes of a force and what becomes of it the records of one sentence: whose, where, how far, how many."""

from collections.abc import Iterator
from typing import Final

from schemas.actors import COUNTRIES
from schemas.events.deployment import Mission, Status
from schemas.quantity import Quantity
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.agents import find_agents, is_told_apart
from services.ingest.reading.deployments.background import is_denied
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.hosts import find_host, find_others, place_left
from services.ingest.reading.deployments.missions import find_mission, is_for_exercise
from services.ingest.reading.deployments.owners import asks_anybody, infer_owners, owner_beside
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.records import COMING, LEAVING, Told, codes_of, is_foreign
from services.ingest.reading.deployments.rotations import (
    comes_round,
    has_successors,
    is_rotation,
    is_rotation_by_title,
    outnumbers,
)
from services.ingest.reading.deployments.suppositions import is_lost, is_supposed
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words

_HIRING: Final = frozenset(("hire", "hired", "hires", "hiring"))
_WANTING: Final = frozenset(("want", "wants", "wanted", "needs", "need"))
_ABROAD: Final = frozenset(("for", "to", "towards"))
_STATELESS: Final = load_words("deployments", "background.stateless")
_GUESSED: Final = frozenset(("carried", "mentioned", "dateline"))
"""Rules by which a host was guessed from elsewhere: what the report told of before goes before them."""


def tell(
    document: Document,
    sentence: Sentence,
    force: Force,
    predicate: Predicate,
    actors: tuple[Actor, ...],
    known: list[Told],
) -> Iterator[Told]:
    """Yield the records of one force in one sentence: one for each host, and each actor where they are told apart."""
    force = _with_own_place(sentence, force, predicate)
    owners = force.actors or owner_beside(sentence, force)
    inferred = False
    named = predicate.group == "join" or (force.kind == "named" and force.possessed)
    if not owners or named or all(actor.kind == "unknown" for actor in owners):
        # "Peru will not send its rangers": whose they are, who sends it says.
        agents = find_agents(sentence, force, predicate, actors)
        owners = _hired(sentence, predicate, known) or agents or owners
        predicate = _wanted(sentence, force, predicate, agents)
    if (
        force.kind == "pronoun"
        and not predicate.object
        and predicate.status in COMING
        and known
        and known[-1].status in LEAVING
    ):
        # "withdraws its 377 men. Sixty had crossed by noon": they leave.
        return
    if not owners or not force.actors:
        phrase = {token.low for token in sentence.tokens[force.first : force.head]}
        if not phrase.isdisjoint(_STATELESS) and not predicate.object:
            # "rounds to the Kurdish forces who are fighting": not the sender's.
            return
    if not owners and known and (force.definite or force.kind in ("loose_units", "loose_people")):
        # "The troops": those told of before.
        return
    if not owners and known and (again := _same_as(document, sentence, force, predicate, known[-1])):
        owners, inferred = again, True
    told = next((one for one in reversed(known) if one.status in COMING), None)
    if (
        told is not None
        and not force.actors
        and (predicate.status, predicate.group) == (Status.DENIED, "copula")
        and {told.host.country}.issuperset(codes_of(owners))
    ):
        # "there were no mercenaries on its soil": none of those told of
        owners, inferred = told.actors, True
    host = find_host(document, sentence, force, predicate, owners)
    if (
        told is not None
        and host.rule in _GUESSED
        and told.host.rule == "told"
        and told.host.country
        not in (
            None,
            *codes_of(owners),
        )
    ):
        host = told.host._replace(rule="carried", at=None)
    if (left := place_left(document, sentence, force, predicate, host, owners)) is not None:
        gone = predicate.status is Status.DEPLOYED
        status = Status.WITHDRAWN if gone else Status.WITHDRAWING
        predicate, host = predicate._replace(status=status, group="leave"), left
    if not owners and asks_anybody(predicate, known):
        owners = (Actor(force.head, force.head + 1, "??", "unknown", "foreign"),)
    if not owners:
        inference = infer_owners(document, sentence, force, predicate, host, known)
        if inference is None:
            return
        owners, inferred = inference.actors, True
        if inference.elsewhere:
            host = find_host(document, sentence, force, predicate, owners)
    codes = codes_of(owners)
    foreign = is_foreign(codes, host.country)
    if predicate.group == "reinforce" and host.rule in ("dateline", "mentioned"):
        # "raise the number of its soldiers on alert": nobody goes anywhere.
        return
    if not foreign and force.kind == "pronoun" and predicate.status in COMING:
        return
    if not foreign and (predicate.group in ("hold", "act") or (force.police and force.amount is None)):
        return
    status, mission = _status(document, sentence, force, predicate, actors)
    made = predicate.group == "approve" and force.kind in ("units", "loose_units") and not force.definite
    if made and status in COMING and host.rule == "mentioned" and not inferred:
        # "agreed on a response force of 20,000": it is made, and goes nowhere yet.
        return
    behind_them = host.at is None or host.at <= predicate.first
    if force.last and behind_them and status in (Status.DEPLOYED, Status.DEPLOYING):
        # "the last soldiers in Iraq rolled into Kuwait"; "the last of the 300 arrived in Haiti" are there now.
        status = Status.WITHDRAWN
    if status is Status.DENIED and not foreign and host.rule != "told":
        # "never fought there": no state denies that it is at home.
        return
    apart = is_told_apart(sentence) or (
        status is Status.REQUESTED and len({actor.code in COUNTRIES for actor in owners}) > 1
    )
    groups = [(actor,) for actor in owners] if apart and len(owners) > 1 else [owners]
    quantity = _quantity(document, sentence, force)
    for group in groups:
        for where in (host, *find_others(sentence, host, force)):
            yield Told(sentence, force, predicate, group, where, status, mission, quantity, inferred)


def _with_own_place(sentence: Sentence, force: Force, predicate: Predicate) -> Force:
    """`Fiji contingent leaves for Honiara`: where another country is told, the one in its name is its own."""
    if force.place is None or predicate.object or predicate.status not in COMING:
        return force
    behind = [m for m in sentence.mentions if m.first > predicate.at and m.kind != "demonym" and m.country is not None]
    if any(m.country != force.place.code for m in behind) and all(m.country != force.place.code for m in behind):
        return force._replace(actors=(force.place,), place=None)
    return force


def _status(
    document: Document, sentence: Sentence, force: Force, predicate: Predicate, actors: tuple[Actor, ...]
) -> tuple[Status, Mission]:
    status = predicate.status
    if is_denied(document, sentence, force, predicate):
        status = Status.DENIED
    if predicate.group == "rotate" and status is Status.ROTATION and outnumbers(sentence):
        status = Status.REINFORCED
    mission = find_mission(document, sentence)
    if status in COMING and _follows_home(document, sentence, predicate):
        status = Status.WITHDRAWING
    if status in COMING and is_supposed(sentence, predicate):
        status = Status.CONSIDERED
    if status in COMING and is_lost(sentence, predicate, force.stop):
        status = Status.DENIED
    if status in COMING and is_for_exercise(document, sentence):
        status, mission = Status.ROTATION, Mission.EXERCISE
    if status in COMING and (is_rotation(document, sentence, force, actors) or is_rotation_by_title(document, force)):
        status = Status.ROTATION
    if status in (Status.WITHDRAWING, Status.WITHDRAWN) and (has_successors(sentence) or comes_round(sentence)):
        status = Status.ROTATION
    if status in (Status.DEPLOYED, Status.DEPLOYING) and force.more:
        status = Status.REINFORCED
    return status, mission


def _same_as(
    document: Document, sentence: Sentence, force: Force, predicate: Predicate, last: Told
) -> tuple[Actor, ...]:
    """`Paratroopers took the port`, where the title says that Greek forces land in the town: theirs."""
    if predicate.object or predicate.status not in COMING or last.status not in COMING or last.host.country is None:
        return ()
    host = find_host(document, sentence, force, predicate, last.actors)
    return last.actors if host.country == last.host.country else ()


def _hired(sentence: Sentence, predicate: Predicate, known: list[Told]) -> tuple[Actor, ...]:
    """`denied hiring any private company`: the one told of before; who hires is no owner of it."""
    if not predicate.object or sentence.tokens[predicate.at].low not in _HIRING:
        return ()
    companies = (one.actors for one in reversed(known) if any(actor.kind == "company" for actor in one.actors))
    return next(companies, ())


def _follows_home(document: Document, sentence: Sentence, predicate: Predicate) -> bool:
    """`Their ship leaves tonight; the soldiers will follow`: the way that others went before them."""
    verbs = FORMS.get(sentence.tokens[predicate.at].low, ())
    if predicate.object or not any(form.lemma == "follow" and form.side == "subject" for form in verbs):
        return False
    before = document.sentences[sentence.index - 1].tokens if sentence.index else ()
    words = (*before, *sentence.tokens[: predicate.first])
    for at, token in enumerate(words):
        leaves = any(form.group == "leave" and form.tag != "ing" for form in FORMS.get(token.low, ()))
        if leaves and _ABROAD.isdisjoint(word.low for word in words[at + 1 : at + 6]):
            return True
    return False


def _wanted(sentence: Sentence, force: Force, predicate: Predicate, agents: tuple[Actor, ...]) -> Predicate:
    """`wants the United Nations to send more`: what one wants of another is a request."""
    wanted = predicate.object and force.actors and sentence.tokens[predicate.at].low in _WANTING
    if wanted and not {actor.code for actor in agents} & {actor.code for actor in force.actors}:
        # "Lusaka wants an East African brigade"
        return predicate._replace(status=Status.REQUESTED)
    governor = predicate.governor
    if governor is None or predicate.status is not Status.CONSIDERED or not agents:
        return predicate
    wants = sentence.tokens[governor.at].low in ("want", "wants", "wanted")
    asked = governor.at < agents[0].first < predicate.first
    return predicate._replace(status=Status.REQUESTED) if wants and asked else predicate


def _quantity(document: Document, sentence: Sentence, force: Force) -> Quantity | None:
    amount = force.amount
    if amount is None or amount.quantity.max == 0:
        return None
    start, end = sentence.span(amount.first, amount.stop)
    return amount.quantity.model_copy(update={"text": document.source_of(sentence.field)[start:end]})
