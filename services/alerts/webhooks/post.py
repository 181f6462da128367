"""One attempt: signs a body, posts it, judges the answer."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from schemas.delivery import Attempt
from services.alerts.webhooks import signing
from services.alerts.webhooks.outcome import Verdict, judge
from services.alerts.webhooks.vault import Secrets
from services.runtime.egress import Answer, Egress, EgressFailed
from services.runtime.errors import EgressRefused

HIDDEN: Final = "(hidden)"
"""Stands for the value of a header that is a secret."""
LEAST_SECRET: Final = 6
"""Characters of a header's value from which on it is looked for in answers; a shorter one would blot out words."""


def post(
    egress: Egress,
    url: str,
    *,
    secrets: Secrets,
    message: str,
    number: int,
    content_type: str,
    body: bytes,
    clock: Callable[[], datetime],
) -> tuple[Attempt, Verdict]:
    """Make one attempt.

    Args:
        egress: The way out.
        url: The receiver.
        secrets: What the message is signed with, and the headers that are sent along.
        message: The webhook-id.
        number: Which attempt it is.
        content_type: Of the body.
        body: The bytes that are sent.
        clock: The present; the timestamp and the signature are made anew for each attempt.
    """
    began = clock()
    signed = signing.headers(secrets.signing(began), message, int(began.timestamp()), body)
    headers = {**dict(secrets.headers), "content-type": content_type, **signed}
    started = time.monotonic()
    result: Answer | EgressFailed | EgressRefused
    try:
        result = egress.request("POST", url, headers=headers, body=body)
    except (EgressFailed, EgressRefused) as error:
        result = error
    seconds = time.monotonic() - started
    answer = result if isinstance(result, Answer) else None
    asked = answer.headers.get("retry-after") if answer else None
    verdict = judge(result.status if isinstance(result, Answer) else result, asked, clock())
    attempt = Attempt(
        number=number,
        at=began,
        headers=_shown(headers, secrets),
        status=answer.status if answer else None,
        reason=verdict.reason,
        error="" if answer else str(result),
        seconds=round(seconds, 6),
        answer=_without(answer.body.decode(errors="replace"), secrets) if answer else "",
        truncated=answer.truncated if answer else False,
    )
    return attempt, verdict


def _shown(headers: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    hidden = {name for name, _ in secrets.headers}
    return {name: HIDDEN if name in hidden else value for name, value in headers.items() if name != "webhook-signature"}


def _without(answer: str, secrets: Secrets) -> str:
    # Some servers repeat a request in their error page, and what was sent along with it.
    for _, value in secrets.headers:
        if len(value) >= LEAST_SECRET:
            answer = answer.replace(value, HIDDEN)
    return answer
