"""The detector of troop deployments."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.deployment import Mission, Status
from schemas.quantity import Quantity
from services.ingest.reading.deployments.actors import Actor, find_actors
from services.ingest.reading.deployments.agents import find_agents, find_earlier, is_told_apart
from services.ingest.reading.deployments.background import is_background, is_denied, is_unreal
from services.ingest.reading.deployments.denials import OPENERS as DENYING
from services.ingest.reading.deployments.denials import find_denial
from services.ingest.reading.deployments.forces import Force, find_forces
from services.ingest.reading.deployments.hosts import find_host, find_others
from services.ingest.reading.deployments.missions import find_mission, is_exercise
from services.ingest.reading.deployments.predicates import Predicate, find_predicate
from services.ingest.reading.deployments.records import COMING, LEAVING, Told, build, codes_of, is_foreign, merge
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.organisations import bodies
from services.ingest.reading.phrases import Phrases

_OFFICES: Final = frozenset(
    ("parliament", "cabinet", "lawmakers", "deputies", "government", "ministers", "president", "senate")
)
_SUCCESSORS: Final = frozenset(("comrades", "compatriots", "successors", "replacements", "countrymen"))
_BODIES: Final = frozenset(
    (
        "battalion",
        "company",
        "contingent",
        "brigade",
        "unit",
        "regiment",
        "squadron",
        "troops",
        "soldiers",
        "colleagues",
    )
)
_GIVEN: Final = load_words("deployments", "signs.given")
_JOINING: Final = frozenset(("join", "joined", "joins", "joining", "reinforce", "reinforced"))
_ROTATION: Final = frozenset(("rotation", "rotations", "rotational"))
_LOOK_BACK: Final = 40
"""Sentences, or forces told before, that are looked at again at most."""
_DATELINE: Final = 14
"""Tokens of a dateline at most."""
_TRIGGERS: Final = (
    Phrases(
        (phrase, True)
        for kind in ("people", "units", "loose_units", "loose_people", "craft")
        for phrase in sorted(load_words("deployments", f"heads.{kind}"))
    ).signs
    | frozenset(
        (body.rest or (first,))[-1]
        for first, found in bodies().items()
        for body in found
        if body.kind in ("force", "company")
    )
    | DENYING
    | {"send", "sends", "deploy", "contribute", "neither"}
)
"""One telling word of each name of a force; a sentence without any tells of none."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield the deployments of a report, each once."""
    if is_unreal(document):
        return
    found: list[Told] = []
    for sentence in sentences:
        actors = _without_dateline(document, sentence, find_actors(sentence))
        told = list(_of_sentence(document, sentence, actors, found))
        found.extend(told)
        if sentence.words & DENYING and not any(one.status is Status.DENIED for one in told):
            denial = find_denial(sentence, actors, found[-_LOOK_BACK : len(found) - len(told)])
            found.extend([denial] if denial is not None else [])
    for record in merge(found):
        yield build(document, record)


def _of_sentence(
    document: Document,
    sentence: Sentence,
    actors: tuple[Actor, ...],
    known: list[Told],
) -> Iterator[Told]:
    forces = find_forces(sentence, actors, again=bool(known))
    shared: Predicate | None = None
    for index, force in enumerate(forces):
        listed = index > 0 and _is_listed(sentence, forces[index - 1], force)
        floor = forces[index - 1].stop if index and not listed else 0
        predicate = find_predicate(sentence, force, floor)
        if predicate is None and shared is not None and listed:
            predicate = shared
        if predicate is None and shared is not None and _is_gapped(sentence, force):
            predicate = shared
        if predicate is None and shared is not None and _is_contrast(sentence, force, shared):
            predicate = shared._replace(status=Status.DEPLOYED)
        if predicate is None and index + 1 < len(forces) and _is_listed(sentence, force, forces[index + 1]):
            predicate = find_predicate(sentence, forces[index + 1])
        shared = predicate
        if force.kind == "craft" and _is_given(document):
            continue
        if predicate is None or is_background(document, sentence, force, predicate):
            continue
        if not force.actors and index and forces[index - 1].actors and not predicate.object:
            # "Portuguese commandos ...; sixty more instructors will join them."
            again = force.more or _is_gapped(sentence, force)
            force = force._replace(actors=forces[index - 1].actors) if again else force
        if not force.actors and predicate.group in ("come", "reinforce") and index + 1 < len(forces):
            # "Another 600 soldiers joined the southern African force": theirs.
            between = {token.low for token in sentence.tokens[force.stop : forces[index + 1].first]}
            force = force._replace(actors=forces[index + 1].actors) if between & _JOINING else force
        yield from _told(document, sentence, force, predicate, actors, known)


def _without_dateline(document: Document, sentence: Sentence, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Leave out the place that opens the report: it is where the reporter sits, no one who sends."""
    opens = sentence.field == "text" and (not sentence.index or document.sentences[sentence.index - 1].field == "title")
    if document.dateline is None or not opens or not actors or actors[0].first > 0:
        return actors
    for at in range(min(len(sentence.tokens), _DATELINE)):
        if sentence.tokens[at].low in ("—", "-", ":"):
            return tuple(actor for actor in actors if actor.first > at)
    return actors


def _told(
    document: Document,
    sentence: Sentence,
    force: Force,
    predicate: Predicate,
    actors: tuple[Actor, ...],
    known: list[Told],
) -> Iterator[Told]:
    owners = force.actors
    inferred = False
    if not owners or all(actor.kind == "unknown" for actor in owners):
        agents = find_agents(document, sentence, force, predicate, actors)
        owners = agents or owners
        predicate = _wanted(sentence, predicate, agents)
    if not owners and (known or force.definite) and force.kind in ("loose_units", "loose_people") and known:
        return
    if not owners and force.definite and known:
        # "The troops": those told of before.
        return
    host = find_host(document, sentence, force, predicate, owners)
    if not owners and predicate.status is Status.REQUESTED and not known:
        owners = (Actor(force.head, force.head + 1, "??", "unknown", "foreign"),)
    if not owners:
        again = next((one for one in reversed(known[-_LOOK_BACK:]) if one.host.country == host.country), None)
        if again is not None:
            owners, inferred = again.actors, True
    if not owners:
        inferred = True
        actor = find_earlier(document, sentence, host.country) if _looks_back(force, predicate) else None
        if actor is not None:
            owners = (actor,)
            host = find_host(document, sentence, force, predicate, owners)
        elif (line := _of_dateline(document, sentence, host.country)) is not None:
            owners = (line,)
        elif predicate.status in LEAVING:
            # An army does not leave its own country: whose it is was not told.
            return
        elif host.country is not None and not (force.police and force.amount is None):
            owners = (Actor(force.head, force.head + 1, host.country, "state", host.country),)
        else:
            return
    codes = codes_of(owners)
    if predicate.group == "reinforce" and host.rule in ("dateline", "mentioned"):
        # "raise the number of its soldiers on alert": nobody goes anywhere.
        return
    if force.police and force.amount is None and not is_foreign(codes, host.country):
        return
    status = predicate.status
    if is_denied(sentence, force, predicate):
        status = Status.DENIED
    mission = find_mission(document, sentence)
    if status in COMING and is_exercise(sentence):
        status, mission = Status.ROTATION, Mission.EXERCISE
    if status in COMING and (
        sentence.words & _ROTATION or _is_every_few_months(sentence) or _takes_over(sentence, force, actors)
    ):
        status = Status.ROTATION
    if status is Status.WITHDRAWING and sentence.words & _SUCCESSORS:
        status = Status.ROTATION
    if force.last and status in (Status.DEPLOYED, Status.DEPLOYING):
        status = Status.WITHDRAWN
    if status in (Status.DEPLOYED, Status.DEPLOYING) and force.more:
        status = Status.REINFORCED
    groups = [(actor,) for actor in owners] if is_told_apart(sentence) and len(owners) > 1 else [owners]
    quantity = _quantity(document, sentence, force)
    for group in groups:
        for where in (host, *find_others(sentence, host, force)):
            yield Told(sentence, force, predicate, group, where, status, mission, quantity, inferred)


def _of_dateline(document: Document, sentence: Sentence, host: str | None) -> Actor | None:
    """`ROME - Parliament approved ...`: the parliament is that of the dateline's country."""
    line = document.dateline
    if line is None or line.country is None or line.country == host or not sentence.words & _OFFICES:
        return None
    return Actor(line.first, line.stop, line.country, "state", line.name or line.country)


def _looks_back(force: Force, predicate: Predicate) -> bool:
    return force.definite or predicate.object or force.amount is not None


def _is_listed(sentence: Sentence, one: Force, other: Force) -> bool:
    between = [token.low for token in sentence.tokens[one.stop : other.first]]
    if between[:1] == ["with"] and other.kind != "craft":
        # "Croatia's soldiers with the UN force": not one list.
        return False
    return (
        0 < len(between) <= 3
        and between[0] in ("and", ",", "with")
        and all(word in ("and", ",", "the", "as", "well", "with", "some") for word in between)
    )


def _wanted(sentence: Sentence, predicate: Predicate, agents: tuple[Actor, ...]) -> Predicate:
    """`wants the United Nations to send more`: what one wants of another is a request."""
    governor = predicate.governor
    if governor is None or predicate.status is not Status.CONSIDERED or not agents:
        return predicate
    wants = sentence.tokens[governor.at].low in ("want", "wants", "wanted")
    asked = governor.at < agents[0].first < predicate.first
    return predicate._replace(status=Status.REQUESTED) if wants and asked else predicate


def _is_given(document: Document) -> bool:
    """Jets and tanks that change owners, or that others will fly."""
    for sentence in document.sentences[:_LOOK_BACK]:
        if not sentence.words.isdisjoint(_GIVEN) or {"without", "pilots"} <= sentence.words:
            return True
        if "flown" in sentence.words and "by" in sentence.words:
            return True
    return False


def _is_every_few_months(sentence: Sentence) -> bool:
    if "every" not in sentence.words:
        return False
    tokens = sentence.tokens
    return any(
        tokens[at].low == "every" and "months" in (token.low for token in tokens[at + 1 : at + 3])
        for at in range(len(tokens))
    )


def _takes_over(sentence: Sentence, force: Force, actors: tuple[Actor, ...]) -> bool:
    """`have taken over the watch from the Spaniards`: one force in place of another."""
    tokens = sentence.tokens
    for at in range(force.stop, len(tokens) - 2):
        if tokens[at].low in ("taken", "took", "take", "takes", "taking") and tokens[at + 1].low == "over":
            behind = [token.low for token in tokens[at + 2 : at + 18]]
            if "from" in behind and _BODIES & set(behind[behind.index("from") : behind.index("from") + 5]):
                return True
            return any(
                actor.kind == "people"
                and "from" in (token.low for token in tokens[max(at, actor.first - 2) : actor.first])
                for actor in actors
                if actor.first > at
            )
    return False


def _is_gapped(sentence: Sentence, force: Force) -> bool:
    """`300 soldiers arrived in Chad and 60 Irish ones in Cyprus`: the verb is not said again."""
    tokens = sentence.tokens
    before = tokens[force.first - 1].low if force.first else ""
    after = tokens[force.stop].low if force.stop < len(tokens) else ""
    return before in ("and", ",", "while") and after in ("in", "to", "at", "for", "into", "from")


def _is_contrast(sentence: Sentence, force: Force, shared: Predicate) -> bool:
    """`has sent no troops, only advisers`."""
    before = sentence.tokens[force.first - 1].low if force.first else ""
    return shared.status is Status.DENIED and before in ("only", "just", "but", "merely")


def _quantity(document: Document, sentence: Sentence, force: Force) -> Quantity | None:
    amount = force.amount
    if amount is None or amount.quantity.max == 0:
        return None
    start, end = sentence.tokens[amount.first].start, sentence.tokens[amount.stop - 1].end
    return amount.quantity.model_copy(update={"text": document.source_of(sentence.field)[start:end]})


DEPLOYMENTS: Final = Detector("deployments", _TRIGGERS, detect)
"""Troops that go, stay or leave."""
