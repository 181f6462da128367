"""Signatures by the Standard Webhooks specification, https://www.standardwebhooks.com (version 1, symmetric)."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from typing import Final

from services.runtime.errors import TocsinError

PREFIX: Final = "whsec_"
LEAST_BYTES: Final = 24
MOST_BYTES: Final = 64
NEW_BYTES: Final = 32
"""Bytes of a secret that we make."""


class SecretError(TocsinError):
    """A signing secret is not one. The message never holds it."""

    exit_code = 2


def new_secret(random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Make a secret from random bytes."""
    return PREFIX + base64.b64encode(random(NEW_BYTES)).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes that a secret stands for.

    Raises:
        SecretError: It is not `whsec_` and the base64 of 24 to 64 bytes.
    """
    wrong = SecretError(f"a secret is {PREFIX} and the base64 of {LEAST_BYTES} to {MOST_BYTES} random bytes")
    if not secret.startswith(PREFIX):
        raise wrong
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise wrong from None
    if not LEAST_BYTES <= len(key) <= MOST_BYTES:
        raise wrong
    return key


def sign(signing_secrets: Iterable[str], message: str, timestamp: int, body: bytes) -> str:
    """Sign a message, once with each secret.

    Args:
        signing_secrets: One, or two while the old one signs along after a rotation.
        message: The webhook-id.
        timestamp: Seconds since 1970 of this attempt, as sent in webhook-timestamp.
        body: The bytes that are sent, exactly.

    Returns:
        The value of webhook-signature: `v1,<base64>`, several with spaces between them.
    """
    signed = f"{message}.{timestamp}.".encode() + body
    return " ".join(
        "v1," + base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()
        for secret in signing_secrets
    )


def headers(signing_secrets: Iterable[str], message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the three headers of a signed message."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(signing_secrets, message, timestamp, body),
    }
