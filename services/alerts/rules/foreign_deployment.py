"""foreign_deployment: the forces of another state are coming, or came."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, Literal

from pydantic import Field

from schemas.actors import MEMBERS
from schemas.events.deployment import Mission, Status
from schemas.rules import RuleParameters
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall, grounds_of
from services.alerts.situations.inputs import Told
from services.alerts.situations.situation import Slot

EVENT: Final = "troops.deployment"
REINFORCED: Final = Status.REINFORCED.value
UNNAMED: Final = "??"


class ForeignDeployment(RuleParameters):
    """Due once a force (who, and where to) in a story, and again when it is reinforced.

    The force of a member is no new force where that of its alliance was told of.
    """

    type: Literal["foreign_deployment"]
    statuses: tuple[Status, ...] = Field(
        default=(Status.APPROVED, Status.DEPLOYING, Status.DEPLOYED, Status.REINFORCED),
        description="how far it must have come",
    )
    not_missions: tuple[Mission, ...] = Field(default=(Mission.EXERCISE,), description="missions that never count")
    actors: tuple[str, ...] = Field(
        default=(), description="only forces of these states or organisations, where any are named"
    )
    hosts: tuple[str, ...] = Field(default=(), description="only forces in these countries, where any are named")
    min_size: int = Field(default=0, ge=0, description="persons, at least, where the size is told")
    again_after_hours: float = Field(
        default=24,
        ge=0,
        le=87_600,
        allow_inf_nan=False,
        description="a second report of more troops within this time tells of the same ones",
    )


def find(rule: ForeignDeployment, moment: Moment) -> Iterator[Finding]:
    """Look for forces that were not told of, and for reinforcements."""
    told = list(moment.slots(rule.name))
    known = [(slot.due_after["host"], tuple(slot.due_after["actors"])) for slot in told]
    found: set[str] = set()
    for one in moment.told:
        if not _counts(rule, one):
            continue
        host, actors = one.data.get("host"), tuple(one.data["actors"])
        fingerprint = f"{'+'.join(sorted(actors))}>{host or 'high seas'}"
        if fingerprint in found:
            continue
        slot = moment.slot(rule.name, fingerprint) or _slot_of(told, host, actors)
        if _new(known, host, actors) or (slot is not None and _stronger(rule, one, slot, moment)):
            known.append((host, actors))
            found.add(fingerprint)
            fresh = _new(known[:-1], host, actors)
            yield _finding(rule, moment, one, fingerprint if fresh or slot is None else slot.fingerprint)
    if moment.source is None or moment.source.supersedes:
        yield from _taken_back(rule, moment, told)


def _counts(rule: ForeignDeployment, told: Told) -> bool:
    return told.kind == EVENT and not _failed(rule, told)


def _new(known: Sequence[tuple[str | None, tuple[str, ...]]], host: str | None, actors: tuple[str, ...]) -> bool:
    """True when a force holds an actor that was not told of in this host, by itself or by its alliance."""
    here = {actor for where, others in known if where == host for actor in others}
    covered = here | {member for actor in here for member in MEMBERS.get(actor, ())}
    return any(actor not in covered and not (actor == UNNAMED and here) for actor in actors)


def _slot_of(told: Sequence[Slot], host: str | None, actors: tuple[str, ...]) -> Slot | None:
    """Return the open alert of a force that these actors belong to."""
    return next(
        (
            slot
            for slot in told
            if slot.due_after["host"] == host and not _new([(host, tuple(slot.due_after["actors"]))], host, actors)
        ),
        None,
    )


def _stronger(rule: ForeignDeployment, one: Told, slot: Slot, moment: Moment) -> bool:
    if one.data["status"] != REINFORCED:
        return False
    told_of_it = slot.due_after["status"] == REINFORCED
    return not told_of_it or moment.story - slot.due >= timedelta(hours=rule.again_after_hours)


def _finding(rule: ForeignDeployment, moment: Moment, one: Told, fingerprint: str) -> Finding:
    data = one.data
    return Finding(
        fingerprint=fingerprint,
        change="due",
        severity=rule.severity,
        title=wording.deployment(one, moment.after),
        message=wording.board(moment.after),
        after={name: data.get(name) for name in ("actors", "host", "status", "mission")}
        | {"size": _size(data.get("quantity"))},
        grounds=grounds_of((one,)),
        support=tuple(
            other.report
            for other in moment.after.seen.get(EVENT, ())
            if _counts(rule, other)
            and other.data.get("host") == data.get("host")
            and not set(other.data["actors"]).isdisjoint(data["actors"])
        ),
    )


def _size(quantity: dict[str, int | None] | None) -> dict[str, int | None] | None:
    return None if not quantity else {"min": quantity["min"], "max": quantity["max"]}


def _taken_back(rule: ForeignDeployment, moment: Moment, told: Sequence[Slot]) -> Iterator[Finding]:
    left = [one for one in moment.after.seen.get(EVENT, ()) if _counts(rule, one)]
    for slot in told:
        host, actors = slot.due_after["host"], tuple(slot.due_after["actors"])
        if not any(one.data.get("host") == host and not set(actors).isdisjoint(one.data["actors"]) for one in left):
            yield Finding(
                fingerprint=slot.fingerprint,
                change="retracted",
                severity=rule.severity,
                title=f"No longer told: {slot.data['title']}",
                message=wording.board(moment.after),
                before=slot.data["after"],
            )


def near(rule: ForeignDeployment, moment: Moment) -> Shortfall:
    """Say which condition the likeliest deployment failed."""
    told = [one for one in moment.told if one.kind == EVENT]
    if not told:
        return Shortfall(0.0, "no deployment was told of")
    found = [(failed, one) for one in told for failed in (_failed(rule, one),)]
    failed, one = min(found, key=lambda pair: len(pair[0]))
    who = f"{'+'.join(one.data['actors'])} in {one.data.get('host') or 'high seas'}, {one.data['status']}"
    if not failed:
        return Shortfall(1.0, f"{who}: this force had been told of")
    return Shortfall(1 - len(failed) / 8, f"{who}: {'; '.join(failed)}")


def _failed(rule: ForeignDeployment, told: Told) -> list[str]:
    """Return the conditions that a deployment does not meet, in words."""
    data, size = told.data, told.data.get("quantity")
    checks = (
        (bool(data.get("foreign")), "a force of the host itself"),
        (told.confidence >= rule.min_confidence, f"confidence {told.confidence:.2f}, {rule.min_confidence:.2f} needed"),
        (data["status"] in {one.value for one in rule.statuses}, f"status {data['status']} does not count"),
        (data.get("mission", "unknown") not in {one.value for one in rule.not_missions}, "its mission never counts"),
        (not rule.actors or not set(rule.actors).isdisjoint(data["actors"]), "the rule names other actors"),
        (not rule.hosts or data.get("host") in rule.hosts, "the rule names other hosts"),
        (not size or size["max"] is None or size["max"] >= rule.min_size, f"fewer than {rule.min_size:,} persons"),
    )
    return [text for met, text in checks if not met]
