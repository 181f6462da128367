"""Decides which receivers a message goes to. Pure."""

from collections.abc import Collection

from schemas.alert import Action
from schemas.subscription import SENT, Filters, Topic
from services.alerts.webhooks.message import Message


def matches(filters: Filters, message: Message, *, followed: bool, usual: Collection[Action] = SENT) -> bool:
    """Tell whether a receiver wants a message.

    Args:
        filters: What it wants to hear.
        message: The message.
        followed: True when an earlier message of this alert was meant for this receiver. Then the least severity is
            not asked for: who was told that forty died must hear that it was withdrawn.
        usual: Stages of an alert's life that go to a receiver which did not say which it wants.
    """
    alert = message.alert
    return (
        Topic.ALERTS in filters.topics
        and (not filters.rules or alert.rule in filters.rules)
        and (not filters.kinds or alert.alert_kind in filters.kinds)
        and message.action in (filters.actions or usual)
        and (not filters.countries or any(country in filters.countries for country in alert.countries))
        and all(alert.labels.get(name) == value for name, value in filters.labels.items())
        and (followed or not too_mild(filters, message))
    )


def too_mild(filters: Filters, message: Message) -> bool:
    """True when a message is below the least severity."""
    return filters.severity is not None and message.alert.severity.rank < filters.severity.rank
