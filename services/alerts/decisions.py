"""Makes decisions into drafts: ids, envelopes, and what each rests on."""

from datetime import datetime
from functools import cache
from hashlib import sha1
from typing import Any, Final
from uuid import UUID

from schemas.alert import Withheld
from schemas.events import alerts
from schemas.events.data import EventData
from schemas.events.envelope import Draft
from schemas.events.situations import (
    Decided,
    SituationClosed,
    SituationJoined,
    SituationMerged,
    SituationOpened,
    SituationSplit,
)
from schemas.rules import RuleParameters
from services.alerts.rules.finding import Finding
from services.alerts.rules.wording import worded
from services.alerts.situations.inputs import Input
from services.alerts.situations.situation import Situation, Slot
from services.alerts.situations.threads import Thread

ENGINE: Final = "tocsin-engine/2"
"""Name and version of the code that decides; it changes whenever the same log would be decided otherwise."""
SOURCE: Final = "tocsin/alerts"
NAMESPACE: Final = UUID("5f0c1a3e-6a55-5d0f-9a0c-9a1f8d3b7c11")
"""Of the ids of situations, alerts and messages."""
_SALT: Final = NAMESPACE.bytes
_FIELDS: Final = frozenset(Draft.model_fields)


def identify(*parts: object) -> str:
    """Return the UUIDv5 of what something is made of."""
    # As uuid.uuid5 does, without making an object of it: every decision needs one or two.
    digest = sha1(_SALT + "\x1f".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


@cache
def _names(model: type[EventData]) -> tuple[str, str]:
    """Return the type in the envelope, and the path of the schema."""
    return model.type_name(), model.schema_path()


def _unchecked(fields: dict[str, Any]) -> Draft:
    """Return a draft of all its fields, in order.

    The engine makes two or three of a report, and to check what it made itself would take longer than to make it.
    """
    draft = Draft.__new__(Draft)
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", set(_FIELDS)),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(draft, name, value)
    return draft


class Drafting:
    """Makes the drafts of the decisions on one input."""

    def __init__(self, given: Input, rules: str) -> None:
        self._given = given
        self._decided = Decided(cause=given.last, engine=ENGINE, rules=rules)
        self._decided_json = {"cause": given.last, "engine": ENGINE, "rules": rules}
        self.story: datetime = given.source.story if given.source else given.desk

    def _draft(self, model: EventData, situation: str, draft_id: str, time: datetime) -> Draft:
        return self._drafted(type(model), model.model_dump(mode="json"), situation, draft_id, time)

    def _drafted(
        self, model: type[EventData], data: dict[str, Any], situation: str, draft_id: str, time: datetime
    ) -> Draft:
        """Make a draft of data as the model would write it."""
        head = self._given.head
        type_name, schema = _names(model)
        return _unchecked(
            {
                "specversion": "1.0",
                "id": draft_id,
                "source": SOURCE,
                "type": type_name,
                "subject": situation,
                "time": time,
                "correlationid": self._given.source.id if self._given.source else head.correlationid,
                "causationid": head.id,
                "actor": None,
                "datacontenttype": "application/json",
                "dataschema": schema,
                "data": data,
            }
        )

    def opened(self, thread: Thread, report: str) -> Draft:
        """A report opens a story."""
        situation = identify("situation", report, self._given.last)
        data = self._placed(situation, thread, report)
        return self._drafted(SituationOpened, data, situation, identify("situation.opened", situation), self.story)

    def joined(self, situation: str, thread: Thread, report: str) -> Draft:
        """A report joins a story."""
        data = self._placed(situation, thread, report)
        draft_id = identify("situation.joined", situation, self._given.last)
        return self._drafted(SituationJoined, data, situation, draft_id, self.story)

    def _placed(self, situation: str, thread: Thread, report: str) -> dict[str, Any]:
        # Every report needs one of these; to make a model of it and the model into JSON takes as long as to find its
        # story.
        return {
            "situation": situation,
            "report": report,
            "countries": list(thread.countries),
            "told": list(thread.told),
            "decided": self._decided_json,
        }

    def closed(self, situation: Situation, reason: str) -> Draft:
        """A story is over."""
        data = {"situation": situation.id, "reason": reason, "decided": self._decided_json}
        draft_id = identify("situation.closed", situation.id)
        return self._drafted(SituationClosed, data, situation.id, draft_id, situation.newest)

    def merged(self, situation: Situation, into: Situation) -> Draft:
        """A story goes into another one."""
        model = SituationMerged(situation=situation.id, into=into.id, decided=self._decided)
        draft_id = identify("situation.merged", situation.id, into.id)
        return self._draft(model, situation.id, draft_id, max(situation.newest, into.newest))

    def split(self, situation: Situation, reports: tuple[str, ...]) -> Draft:
        """Some reports of a story become one of their own."""
        new = identify("situation", situation.id, "split", self._given.last)
        model = SituationSplit(situation=new, origin=situation.id, reports=reports, decided=self._decided)
        return self._draft(model, new, identify("situation.split", new), situation.newest)

    def alert_closed(self, situation: Situation, slot: Slot) -> Draft:
        """An alert ends with its story; one that has none, with the rule that looked after it."""
        data = {
            **slot.data,
            "number": slot.number + 1,
            "previous": slot.message,
            "next_at": None,
            "decided": self._decided_json,
        }
        if data.keys() != alerts.AlertClosed.model_fields.keys():
            # Recorded by an older version that knew fewer fields.
            data = alerts.AlertClosed.model_validate(data).model_dump(mode="json")
        draft_id = identify(slot.alert, slot.number + 1)
        time = situation.newest if situation.id else self.story
        return self._drafted(alerts.AlertClosed, data, situation.id, draft_id, time)

    def alert(
        self,
        situation: Situation,
        slot: Slot | None,
        model: type[alerts.AlertDecision],
        *,
        rule: RuleParameters,
        finding: Finding,
        withheld: Withheld | None,
        next_at: datetime | None = None,
    ) -> Draft:
        """A finding becomes a message of its alert."""
        alert = (
            slot.alert if slot else identify("alert", rule.name, situation.id, finding.fingerprint, self._given.last)
        )
        return self._message(situation, slot, model, alert, rule, finding, withheld, next_at)

    def suppressed(self, situation: Situation, rule: RuleParameters, finding: Finding, withheld: Withheld) -> Draft:
        """A finding becomes no message of any alert."""
        name = identify("suppressed", rule.name, situation.id, finding.fingerprint, self._given.last)
        return self._message(situation, None, alerts.AlertSuppressed, name, rule, finding, withheld, None)

    def _message(
        self,
        situation: Situation,
        slot: Slot | None,
        model: type[alerts.AlertDecision],
        alert: str,
        rule: RuleParameters,
        finding: Finding,
        withheld: Withheld | None,
        next_at: datetime | None,
    ) -> Draft:
        number = slot.number + 1 if slot else 1
        title, message = worded(rule, finding, situation)
        decision = model(
            alert=alert,
            number=number,
            previous=slot.message if slot else None,
            rule=rule.name,
            rule_type=rule.type,
            alert_kind=rule.kind,
            severity=finding.severity,
            fingerprint=finding.fingerprint,
            situation=situation.id,
            countries=situation.countries,
            title=title,
            message=message,
            before=finding.before,
            after=finding.after,
            because=tuple(dict.fromkeys(ground.event for ground in finding.grounds)),
            reports=tuple(dict.fromkeys(ground.report for ground in finding.grounds)),
            labels=rule.labels,
            withheld=withheld,
            next_at=next_at,
            decided=self._decided,
        )
        return self._draft(decision, situation.id, identify(alert, number), self.story)
