"""event_seen: an event of a kind, with these values in its fields, was told for the first time in a story."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Literal, Self, get_args

from pydantic import Field, model_validator

from schemas.events.registry import READINGS
from schemas.rules import RuleParameters
from schemas.words import WORDS
from services.alerts.rules import wording
from services.alerts.rules.finding import Finding, Moment, Shortfall, grounds_of
from services.alerts.situations.inputs import Told

_MODELS = {model.kind: model for model in READINGS if model.kind != "casualties.reported"}
_COMMON = frozenset({"place", "date", "attribution", "evidence", "confidence", "reading", "quantity"})

Value = str | int | bool


class EventSeen(RuleParameters):
    """Due once a story, when an event of kind `event` is told whose fields hold one of the values in `where`."""

    type: Literal["event_seen"]
    event: str = Field(description="kind of event, such as facility.seized")
    where: dict[str, tuple[Value, ...]] = Field(
        default_factory=dict, description="field to the values that count; every field named must fit"
    )

    @model_validator(mode="after")
    def _fits_the_event(self) -> Self:
        model = _MODELS.get(self.event)
        if model is None:
            raise ValueError(f"event: {self.event!r} is not one of {', '.join(sorted(_MODELS))}")
        # Words of a report are not in the log, and so no rule can look at them.
        fields = {
            name: field
            for name, field in model.model_fields.items()
            if name not in _COMMON and WORDS not in field.metadata
        }
        for name, values in self.where.items():
            if name not in fields:
                raise ValueError(f"where: {self.event} has no field {name!r}; it has {', '.join(sorted(fields))}")
            allowed = _allowed(fields[name].annotation)
            for value in values:
                if allowed is not None and value not in allowed:
                    raise ValueError(f"where.{name}: {value!r} is not one of {', '.join(map(str, allowed))}")
        return self


def _allowed(annotation: Any) -> tuple[Value, ...] | None:
    """Return the values that a field can hold, where they are a closed set."""
    if annotation is bool:
        return (True, False)
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(member.value for member in kind)
    return None


def find(rule: EventSeen, moment: Moment) -> Iterator[Finding]:
    """Look for the first fitting event, or for the last one gone."""
    slot = moment.slot(rule.name, rule.event)
    if slot is None:
        fitting = tuple(one for one in moment.told if _fits(rule, one))
        if fitting:
            yield _finding(rule, moment, fitting, "due")
    elif moment.source is None or moment.source.supersedes:
        left = tuple(one for one in moment.after.seen.get(rule.event, ()) if _fits(rule, one))
        if not left:
            yield Finding(
                fingerprint=rule.event,
                change="retracted",
                severity=rule.severity,
                title=f"No longer told: {slot.data['title']}",
                message=wording.board(moment.after),
                before=slot.data["after"],
            )
        elif slot.data["because"] and not any(one.id in slot.data["because"] for one in left):
            yield _finding(rule, moment, left[:1], "revised")


def _fits(rule: EventSeen, told: Told) -> bool:
    return told.kind == rule.event and not _failed(rule, told)


def _holds(value: Any, wanted: tuple[Value, ...]) -> bool:
    # Booleans and numbers are told apart: in Python 1 == True.
    held = value if isinstance(value, list | tuple) else (value,)
    return any(one == want and isinstance(one, bool) == isinstance(want, bool) for one in held for want in wanted)


def _finding(rule: EventSeen, moment: Moment, told: tuple[Told, ...], change: Literal["due", "revised"]) -> Finding:
    return Finding(
        fingerprint=rule.event,
        change=change,
        severity=rule.severity,
        title=wording.seen(told[0], moment.after),
        message=wording.board(moment.after),
        after={"event": rule.event, **_facts(told[0].data)},
        grounds=grounds_of(told),
        support=tuple(one.report for one in moment.after.seen.get(rule.event, ()) if _fits(rule, one)),
    )


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in _COMMON and value is not None} | {
        "place": data.get("place")
    }


def near(rule: EventSeen, moment: Moment) -> Shortfall:
    """Say which condition the likeliest event failed."""
    if moment.slot(rule.name, rule.event) is not None:
        return Shortfall(1.0, f"{rule.event} had been told of in this situation")
    told = [one for one in moment.told if one.kind == rule.event]
    if not told:
        return Shortfall(0.0, f"no {rule.event} was told of")
    found = [(failed, one) for one in told for failed in (_failed(rule, one),)]
    failed, _ = min(found, key=lambda pair: len(pair[0]))
    return Shortfall(1 - len(failed) / (len(rule.where) + 2), f"{rule.event}: {'; '.join(failed)}")


def _failed(rule: EventSeen, told: Told) -> list[str]:
    """Return the conditions that an event does not meet, in words."""
    failed = [
        f"{name} is {told.data.get(name)!r}, not {' or '.join(map(repr, values))}"
        for name, values in rule.where.items()
        if not _holds(told.data.get(name), values)
    ]
    if told.confidence < rule.min_confidence:
        failed.append(f"confidence {told.confidence:.2f}, {rule.min_confidence:.2f} needed")
    return failed
