"""A message of an alert as formats see it: the decision in the log, with the sentences that it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Final, Protocol

from pydantic import ValidationError

from schemas.alert import Action
from schemas.events.alerts import AlertDecision
from schemas.events.envelope import Event
from schemas.events.registry import KINDS, kind_of
from schemas.subscription import DELIVERABLE
from services.eventlog.search import FindableLog, Wanted, search
from services.runtime.errors import LogError

ACTIONS: Final = {f"alert.{action.value}": action for action in DELIVERABLE}
"""Kind of the entry to the stage of the alert's life; these kinds are delivered to who wants them."""
PAGE: Final = 500
"""Entries about a situation that are read at once to find earlier messages."""
MOST_PAGES: Final = 20
"""So often, at most: a message must go out, whatever its story has grown to."""
MOST_EARLIER: Final = 20
"""Messages before this one that a format is given, at most."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an alert.

    Attributes:
        event: The entry of the log.
        action: The stage of the alert's life.
        alert: What was decided.
        earlier: The messages of the alert before this one, oldest first, without those that were held back; the
            newest of them, where there are very many.
    """

    event: Event
    action: Action
    alert: AlertDecision
    earlier: tuple["Message", ...] = ()


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


def with_earlier(message: Message, log: FindableLog) -> Message:
    """Return the message with those of its alert that went before it, found among the entries about its situation.

    The entries are looked at from the newest on, for a story may have very many and the newest messages are wanted.
    """
    found: list[Message] = []
    for event in _before(message.event, log) if message.alert.number > 1 else ():
        if event.data.get("alert") != message.alert.alert:
            continue
        one = read_message(event)
        if one is not None:
            found.append(one)
        if event.data.get("number") == 1 or len(found) == MOST_EARLIER:
            break
    return replace(message, earlier=tuple(reversed(found)))


def _before(event: Event, log: FindableLog) -> Iterator[Event]:
    """Yield the entries about the same situation before an entry, the newest first.

    An alert about a source has no situation; then the messages of all alerts are what there is to look at.
    """
    until = event.sequence - 1
    if not event.subject:
        pages = (search(log, _NoTexts(), Wanted(kind=kind), until=until, limit=PAGE, newest=True) for kind in ACTIONS)
        yield from sorted(chain.from_iterable(page.events for page in pages), key=lambda one: -one.sequence)
        return
    for _ in range(MOST_PAGES):
        page = search(log, _NoTexts(), Wanted(subject=event.subject), until=until, limit=PAGE, newest=True)
        yield from page.events
        if page.next is None:
            return
        until = page.next - 1


class _NoTexts:
    """No texts: none are searched for."""

    def get(self, report: str) -> None:
        """Return nothing."""
