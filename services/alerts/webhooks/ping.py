"""Tries a receiver out: one signed message, now, not counted, not kept, not repeated."""

from collections.abc import Callable
from datetime import datetime

from schemas.delivery import Attempt
from services.alerts.webhooks import notice
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.post import post
from services.alerts.webhooks.subscriptions import Subscriptions
from services.runtime.egress import Egress
from services.runtime.errors import UsageError


def try_out(
    subscriptions: Subscriptions,
    subscription: str,
    *,
    egress: Egress,
    clock: Callable[[], datetime],
    nonce: str,
    link: str,
) -> Attempt:
    """Send a `ping` in the receiver's format, with its secrets and headers, and return what came of it.

    A receiver that is paused is tried out as well, so that one can see whether it is mended.

    Args:
        subscriptions: All receivers.
        subscription: Which one.
        egress: The way out.
        clock: The present.
        nonce: Unique name of this act.
        link: Where the receiver is shown.

    Raises:
        NotFound: There is none of this id.
        SettingsError: Its secret is kept under another key.
    """
    found, secrets = subscriptions.opened(subscription)
    form = FORMATS.get(found.format)
    if form is None:
        raise UsageError(f"there is no format {found.format!r} any more; change it first")
    name = f"msg_ping_{nonce}"
    body = form.notice(notice.ping(name, clock(), link))
    attempt, _ = post(
        egress,
        found.url,
        secrets=secrets,
        message=name,
        number=1,
        content_type=form.content_type,
        body=body,
        clock=clock,
    )
    return attempt
