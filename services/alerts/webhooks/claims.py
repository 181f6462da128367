"""A delivery in hand: what a worker was given to send, and what it says became of it."""

from dataclasses import dataclass, field
from datetime import datetime

from schemas.delivery import Attempt, Delivery, DeliveryState, Reason
from schemas.subscription import Subscription
from services.alerts.webhooks.health import Failing


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker may send until its lease ends.

    Attributes:
        delivery: What is to be sent.
        subscription: Where to; None when it was removed.
        sealed: The receiver's secrets, encrypted.
        newer: A newer delivery of the same alert, in whose favour this one, which has failed, is dropped.
        token: Proof of the lease.
        suspect: True when the receiver's last attempt failed.
    """

    delivery: Delivery
    subscription: Subscription | None
    sealed: str = field(repr=False)
    newer: str | None
    token: str
    suspect: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a delivery that was claimed.

    Attributes:
        state: Where it stands now.
        reason: Why.
        attempt: What was tried; None when it was put away unsent.
        next_at: When it is tried again; None when it is finished.
        quiet: Seconds for which the receiver asked to be left alone.
    """

    state: DeliveryState
    reason: Reason
    attempt: Attempt | None = None
    next_at: datetime | None = None
    quiet: float = 0.0


@dataclass(frozen=True, slots=True)
class Settled:
    """What recording an outcome came to.

    Attributes:
        held: False when the lease had gone to somebody else: then nothing was written.
        failing: How the receiver fares, when its last attempt failed.
    """

    held: bool
    failing: Failing | None = None
