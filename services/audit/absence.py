"""Why did no alert come: the nearest that a rule came to it in one situation, and the condition that failed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.base import format_instant
from schemas.events.envelope import Event
from schemas.events.registry import kind_of
from schemas.rules import NO_RULES, RuleParameters, RuleSet
from services.alerts.engine import applied
from services.alerts.rules.finding import Moment
from services.alerts.rules.registry import ALERTS, TYPES
from services.alerts.rulesfile import load_rules
from services.alerts.situations.inputs import Input
from services.alerts.situations.situation import Situation, is_copy
from services.alerts.situations.state import EMPTY_STATE
from services.audit.explain import MOST, FindableLog, inputs_of
from services.runtime.errors import NotFound

SENT = ("alert.raised", "alert.updated", "alert.escalated")


@dataclass(frozen=True, slots=True)
class Look:
    """A rule's look at the situation after one input.

    Attributes:
        sequence: Last entry of the input.
        recorded: When it was recorded.
        published: Story time; None where it was no report.
        source: Who published it.
        share: How much of what was needed was there, from 0 to 1.
        text: What there was, and what was needed.
    """

    sequence: int
    recorded: datetime
    published: datetime | None
    source: str | None
    share: float
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "sequence": self.sequence,
            "recorded": format_instant(self.recorded),
            "published_at": format_instant(self.published) if self.published else None,
            "source": self.source,
            "share": round(self.share, 3),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class RuleLooked:
    """What one rule made of the situation.

    Attributes:
        rule: Its name.
        type: Its type.
        never: Why it could never find anything here; None where it looked.
        looks: Its look after each input, in order.
        messages: Messages of its alerts that were sent: entries of the log.
        withheld: Messages that were due and not sent, with the reason: entries of the log.
    """

    rule: str
    type: str
    never: str | None
    looks: tuple[Look, ...]
    messages: tuple[Event, ...]
    withheld: tuple[Event, ...]

    @property
    def nearest(self) -> Look | None:
        """The look at which least was wanting; the last of several that are alike."""
        unmet = [look for look in self.looks if look.sequence not in {one.data["decided"]["cause"] for one in self.due}]
        return max(unmet, key=lambda look: (look.share, look.sequence), default=None)

    @property
    def due(self) -> tuple[Event, ...]:
        """All that was due, sent or not."""
        return (*self.messages, *self.withheld)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        nearest = self.nearest
        return {
            "rule": self.rule,
            "type": self.type,
            "never": self.never,
            "nearest": nearest.as_json() if nearest else None,
            "looks": [look.as_json() for look in self.looks],
            "sent": [_told(one) for one in self.messages],
            "not_sent": [_told(one) for one in self.withheld],
        }


@dataclass(frozen=True, slots=True)
class Absence:
    """Why no alert of a kind came in a situation.

    Attributes:
        situation: Its id.
        kind: What was asked for: a kind, a type or the name of a rule.
        rules: The rules of that kind that were in force at any time.
        names: Names of all rules that were in force, for whoever misspelt the kind.
    """

    situation: str
    kind: str
    rules: tuple[RuleLooked, ...]
    names: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "situation": self.situation,
            "kind": self.kind,
            "rules": [one.as_json() for one in self.rules],
            "in_force": list(self.names),
        }


def why_not(log: FindableLog, kind: str, situation: str, until: int | None = None) -> Absence:
    """Look with the rules that were in force at every step of a situation.

    Args:
        log: The log.
        kind: A kind of alert, a type of rule, or the name of a rule.
        situation: The situation's id.
        until: Look no further than this sequence.

    Raises:
        NotFound: The log knows no such situation.
    """
    entries = log.find(subject=situation, until=until, limit=MOST)
    if not any(kind_of(entry.type) in ("situation.opened", "situation.split") for entry in entries):
        raise NotFound(f"the log knows no situation {situation}; `tocsin situations list --all` shows what there is")
    activations = [
        (entry.sequence, load_rules(entry.data["text"], entry.data.get("origin") or ""))
        for entry in log.find(kind="rules.activated", limit=MOST)
    ]
    steps = list(_steps(log, entries, situation))
    asked: dict[str, list[tuple[Look | None, RuleParameters, Situation]]] = {}
    names: dict[str, None] = {}
    for given, before, after, told in steps:
        for rule in _in_force(activations, given.last).rules:
            names.setdefault(rule.name)
            if kind in (rule.kind, rule.type, rule.name):
                asked.setdefault(rule.name, []).append((_look(rule, given, before, after, told), rule, after))
    rules = tuple(_rule(name, held, entries) for name, held in asked.items())
    return Absence(situation, kind, rules, tuple(names))


def _steps(
    log: FindableLog, entries: Iterable[Event], situation: str
) -> Iterator[tuple[Input, Situation | None, Situation, tuple[int, ...]]]:
    """Yield each input of a situation, the situation before and after it, and which of the events belong there."""
    decided: dict[int, list[Event]] = {}
    inputs: dict[int, Input] = {}
    placed: dict[int, tuple[int, ...]] = {}
    for entry in entries:
        if "decided" not in entry.data:
            continue
        cause = entry.data["decided"]["cause"]
        decided.setdefault(cause, []).append(entry)
        if kind_of(entry.type) in ("situation.opened", "situation.joined"):
            placed[cause] = tuple(entry.data["told"])
        if entry.data.get("report"):
            inputs |= {given.last: given for given in inputs_of(log, entry.data["report"])}
    state = EMPTY_STATE
    for cause in sorted(inputs):
        before = state.situations.get(situation)
        state = applied(state, inputs[cause], decided.get(cause, ()))
        after = state.situations.get(situation)
        if after is not None:
            yield inputs[cause], before, after, placed.get(cause, ())


def _look(
    rule: RuleParameters, given: Input, before: Situation | None, after: Situation, placed: tuple[int, ...]
) -> Look | None:
    if rule.countries and set(rule.countries).isdisjoint(after.countries):
        return None
    source = given.source
    copied = source is not None and before is not None and is_copy(before, source)
    told = tuple(given.told[n] for n in placed if not copied or given.told[n].claim is not None)
    sure = tuple(one for one in told if one.confidence >= rule.min_confidence)
    watched = TYPES[rule.type].watches(rule)
    moment = Moment(before, after, sure, source, source.story if source else given.desk)
    if len(sure) < len(told) and watched != ALERTS and not any(one.kind == watched for one in sure):
        best = max((one.confidence for one in told if one.kind == watched), default=0.0)
        text = f"the reader was sure by {best:.2f}, and the rule asks for {rule.min_confidence:.2f}"
        share = best / rule.min_confidence
    else:
        found = TYPES[rule.type].near(rule, moment)
        copy = "; a copy of a text that was known tells nothing new" if copied else ""
        share, text = found.share, found.text + copy
    return Look(
        given.last, given.desk, source.story if source else None, source.source if source else None, share, text
    )


def _rule(name: str, held: list[tuple[Look | None, RuleParameters, Situation]], entries: Iterable[Event]) -> RuleLooked:
    _, rule, after = held[-1]
    looks = tuple(look for look, _, _ in held if look is not None)
    never = None
    if not looks:
        never = f"the rule looks at {', '.join(rule.countries)} only, and this is about {', '.join(after.countries)}"
    mine = [entry for entry in entries if entry.data.get("rule") == name and "decided" in entry.data]
    return RuleLooked(
        rule=name,
        type=rule.type,
        never=never,
        looks=looks,
        messages=tuple(one for one in mine if kind_of(one.type) in SENT and not one.data["withheld"]),
        withheld=tuple(one for one in mine if one.data.get("withheld")),
    )


def _in_force(activations: Iterable[tuple[int, RuleSet]], sequence: int) -> RuleSet:
    found = NO_RULES
    for at, rules in activations:
        if at < sequence:
            found = rules
    return found


def _told(entry: Event) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "recorded": format_instant(entry.recordedtime),
        "alert": entry.data["alert"],
        "action": kind_of(entry.type).removeprefix("alert."),
        "title": entry.data["title"],
        "withheld": entry.data.get("withheld"),
    }
