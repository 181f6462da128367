"""A message of an alert as formats see it: the decision in the log, with the sentences that it stands on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from pydantic import ValidationError

from schemas.alert import Action
from schemas.events.alerts import AlertDecision
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from schemas.subscription import SENT
from services.runtime.errors import LogError

ACTIONS: Final = {f"alert.{action.value}": action for action in SENT}
"""Kind of the entry to the stage of the alert's life; these kinds are delivered."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an alert.

    Attributes:
        event: The entry of the log.
        action: The stage of the alert's life.
        alert: What was decided.
    """

    event: Event
    action: Action
    alert: AlertDecision


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that an alert stands on.

    Attributes:
        event: Id of the event that was read from it.
        kind: Kind of that event.
        text: The sentence; None when it was removed.
        words: The words in it that the event was read from; None when they were removed.
        speaker: On whose word, where the report names somebody.
        report: Id of the report.
        source: Who published it.
        url: Where it stands.
        published_at: When it was published.
    """

    event: str
    kind: str
    text: str | None
    words: str | None
    speaker: str | None
    report: str
    source: str
    url: str | None
    published_at: datetime


class Sentences(Protocol):
    """Finds the sentences that an alert stands on."""

    def of(self, alert: AlertDecision) -> tuple[Sentence, ...]:
        """Return them in the order of `alert.because`; those that cannot be found are left out."""


def read_message(event: Event) -> Message | None:
    """Read an entry of the log as a message that is delivered; None when it is not one.

    Raises:
        LogError: It is a message of an alert and cannot be read.
    """
    kind = kind_of(event.type)
    action = ACTIONS.get(kind)
    if action is None:
        return None
    try:
        alert = KINDS[kind].model_validate(event.data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise LogError(f"entry {event.sequence} ({kind}) cannot be read: {where}: {first['msg']}") from None
    if not isinstance(alert, AlertDecision) or alert.withheld is not None:
        return None
    return Message(event, action, alert)
