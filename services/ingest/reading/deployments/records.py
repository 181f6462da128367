"""Builds deployment records from what sentences tell, and merges what is told twice."""

from typing import Final, NamedTuple

from schemas.actors import ALLIANCES, COUNTRIES
from schemas.events.deployment import Mission, Status, TroopsDeployment
from schemas.place import Place
from schemas.quantity import Quantity
from services.ingest.reading.attribution import speaker_of
from services.ingest.reading.confidence import confidence_of
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.hosts import Host
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.evidence import evidence_of
from services.ingest.reading.lexicon.files import load_table
from services.ingest.reading.placing import period_of

_HOMES: Final = load_table("deployments", "territories")
COMING: Final = frozenset((Status.APPROVED, Status.DEPLOYING, Status.DEPLOYED, Status.REINFORCED))
_FRAMED: Final = frozenset(("coming", "maybe", "rotation"))
LEAVING: Final = frozenset((Status.WITHDRAWING, Status.WITHDRAWN, Status.ENDED))


class Told(NamedTuple):
    """One force in one sentence, with all that was found about it."""

    sentence: Sentence
    force: Force
    predicate: Predicate
    actors: tuple[Actor, ...]
    host: Host
    status: Status
    mission: Mission
    quantity: Quantity | None
    inferred: bool
    """whose force it is was not said beside it"""


def status_class(status: Status) -> str:
    """Return the class within which two statuses tell of one course: coming, maybe, leaving, denied, rotation."""
    if status in COMING:
        return "coming"
    if status in LEAVING:
        return "leaving"
    return {Status.REQUESTED: "maybe", Status.CONSIDERED: "maybe", Status.DENIED: "denied"}.get(status, "rotation")


def is_foreign(codes: tuple[str, ...], host: str | None) -> bool:
    """Tell whether a force is not the host state's own; in its overseas territories a state is at home."""
    if host is None:
        return True
    return not all(code == host or _HOMES.get(host) == code for code in codes)


def codes_of(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    """Return the codes of actors: the states where they are named, beside organisations only those."""
    codes = tuple(dict.fromkeys(actor.code for actor in actors))
    states = tuple(code for code in codes if code in COUNTRIES)
    companies = tuple(code for code in codes if code.startswith("PMC:"))
    if companies:
        return companies
    named = tuple(code for code in codes if code != "??")
    return states or named or codes


def build(document: Document, told: Told) -> TroopsDeployment:
    """Make the event of one record."""
    sentence, force = told.sentence, told.force
    codes = codes_of(told.actors)
    first = min(force.first, told.predicate.first)
    stop = max(force.stop, told.predicate.at + 1)
    start, end = sentence.span(first, stop)
    names = [
        actor.name for actor in told.actors if actor.code in codes and actor.kind in ("alliance", "company", "force")
    ]
    reading = (
        f"force {' '.join(t.text for t in sentence.tokens[force.first : force.stop])}",
        f"verb {sentence.tokens[told.predicate.at].text}: {told.predicate.group}",
        f"host {told.host.rule}",
        *(("inferred owner",) if told.inferred else ()),
    )
    return TroopsDeployment(
        place=Place(country=told.host.country, name=told.host.name),
        date=period_of(sentence, first, stop, document),
        attribution=speaker_of(document, sentence, first),
        evidence=evidence_of(document, sentence, start, end),
        confidence=confidence_of(reading),
        reading=reading,
        actors=codes,
        actor_name=_name_of(codes, names),
        host=told.host.country,
        status=told.status,
        quantity=told.quantity,
        foreign=is_foreign(codes, told.host.country),
        mission=told.mission,
    )


def _name_of(codes: tuple[str, ...], names: list[str]) -> str | None:
    """The name in full of an alliance or company, as written for a force."""
    for code in codes:
        if code in ALLIANCES:
            return ALLIANCES[code]
        if code.startswith("PMC:"):
            return code.removeprefix("PMC:")
    return names[0] if names else None


def merge(found: list[Told]) -> list[Told]:
    """Join what is told twice: one record for one force, host and course; a title yields to the text."""
    kept: list[Told] = []
    for told in sorted(found, key=lambda one: one.sentence.field == "title"):
        for index, other in enumerate(kept):
            if _same(told, other):
                kept[index] = _joined(other, told)
                break
        else:
            kept.append(told)
    return [one for one in kept if not any(_is_mandate(one, other) or _is_their_mission(one, other) for other in kept)]


def _is_their_mission(one: Told, other: Told) -> bool:
    """`Nigerian soldiers landed, the first West African peacekeepers`: two names of one force, the state's counts."""
    return (
        one.sentence is other.sentence
        and one.host.country == other.host.country
        and status_class(one.status) == status_class(other.status)
        and all(code in ALLIANCES for code in codes_of(one.actors))
        and all(code in COUNTRIES for code in codes_of(other.actors))
        and one.force.first > other.force.first
    )


def _is_mandate(one: Told, other: Told) -> bool:
    """`The Council authorised a force; Lima will send 500 men`: where states are named, theirs is the force."""
    mine, yours = codes_of(one.actors), codes_of(other.actors)
    if one.predicate.group != "approve" and not (one.inferred and mine == ("COALITION",)):
        return False
    if one.status not in COMING or other.status not in COMING:
        return False
    return (
        one.host.country == other.host.country
        and not any(code in COUNTRIES for code in mine)
        and all(code in COUNTRIES for code in yours)
    )


def is_frame(one: Told, beside: list[Told]) -> bool:
    """`300 Fijians will serve with the UN force there`: the alliance's force that a state's told before goes into."""
    if any(actor.kind != "alliance" for actor in one.actors) or status_class(one.status) not in _FRAMED:
        return False
    return any(
        other.host.country == one.host.country
        and status_class(other.status) in _FRAMED
        and any(code in COUNTRIES for code in codes_of(other.actors))
        for other in beside
    )


def _same(one: Told, other: Told) -> bool:
    mine, yours = codes_of(one.actors), codes_of(other.actors)
    if one.sentence.field == "title" and other.sentence.field == "text":
        # A title says again, in fewer words, what the text says.
        alike = status_class(one.status) == status_class(other.status)
        if one.host.country == other.host.country and (alike or set(mine) & set(yours)):
            return True
    shared = set(mine) & set(yours) or "??" in mine or "??" in yours
    if not shared and one.sentence.field == "title" and other.host.country == one.host.country:
        shared = {"title"} if one.inferred else set()
    if not shared:
        return False
    if one.host.country is not None and other.host.country is not None and one.host.country != other.host.country:
        # A host that was guessed gives way to one that was told.
        if one.host.rule in ("told", "mission") and other.host.rule in ("told", "mission"):
            return False
        return status_class(one.status) == status_class(other.status)
    if status_class(one.status) == status_class(other.status):
        return True
    # A plan or a request that the text tells of beside the deed is its background, and so is a title's shorter word.
    return one.sentence.field == "title"


def _joined(first: Told, later: Told) -> Told:
    """Keep the first record, with what only the later one tells."""
    status = first.status
    if later.status is Status.REINFORCED and status in COMING and later.sentence.field == "text":
        status = Status.REINFORCED
    if (
        first.status is Status.APPROVED
        and later.status in (Status.DEPLOYED, Status.DEPLOYING)
        and later.sentence.field == "text"
    ):
        status = later.status
    host = (
        later.host
        if first.host.rule not in ("told", "mission") and later.host.rule in ("told", "mission")
        else first.host
    )
    mission = first.mission if first.mission is not Mission.UNKNOWN else later.mission
    unknown = all(actor.kind == "unknown" for actor in first.actors)
    return first._replace(
        actors=later.actors if unknown else first.actors,
        status=status,
        quantity=first.quantity or later.quantity,
        host=host,
        mission=mission,
    )
