"""Sends what a replay decided to one receiver that was named for it, marked as a replay."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from schemas.delivery import Reason
from schemas.events.envelope import Draft, Event
from services.alerts.situations.inputs import Input
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.message import Sentences, read_message
from services.alerts.webhooks.outcome import Outcome
from services.alerts.webhooks.post import post
from services.alerts.webhooks.vault import Secrets
from services.runtime.egress import Egress

MARK = ("tocsin-replay", "true")
"""A header that no message of the service bears."""
PREFIX = "REPLAY: "
"""Put before titles, so that a person sees it too."""
NAMESPACE = uuid.UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0007")


@dataclass(slots=True)
class ReplaySender:
    """Sends each message once, in the order in which it is decided; nothing of it is recorded or tried again.

    Attributes:
        url: The receiver.
        secret: What messages are signed with.
        egress: The way out.
        sentences: Where the sentences are.
        link: Gives the address of an alert.
        clock: The present.
        run: Name of this replay: another one's messages have other ids.
        sent: Messages that were taken.
        failed: Messages that were not, by reason.
    """

    url: str
    secret: str = field(repr=False)
    egress: Egress
    sentences: Sentences
    link: Callable[[str], str]
    clock: Callable[[], datetime]
    run: str
    sent: int = 0
    failed: dict[Reason, int] = field(default_factory=dict)

    def __call__(self, given: Input, decision: Draft) -> None:
        """Send a decision, where it is a message that somebody would get."""
        title = decision.data.get("title")
        marked = decision.data | ({"title": PREFIX + title} if title else {})
        event = Event(**dict(decision) | {"data": marked}, sequence=given.last, recordedtime=given.desk)
        message = read_message(event)
        if message is None:
            return
        form = FORMATS["standard"]
        attempt, verdict = post(
            self.egress,
            self.url,
            secrets=Secrets(self.secret, headers=(MARK,)),
            message=f"replay_{uuid.uuid5(NAMESPACE, f'{self.run}/{event.id}')}",
            number=1,
            content_type=form.content_type,
            body=form.render(message, self.sentences.of(message.alert), self.link(message.alert.alert)),
            clock=self.clock,
        )
        if verdict.outcome is Outcome.DELIVERED:
            self.sent += 1
        else:
            self.failed[attempt.reason] = self.failed.get(attempt.reason, 0) + 1

    def line(self) -> str:
        """Say what became of the messages."""
        failed = "".join(f", {count:,} not ({reason.value})" for reason, count in sorted(self.failed.items()))
        return f"{self.sent:,} messages sent to {self.url}{failed}"
