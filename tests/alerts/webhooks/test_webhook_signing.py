"""Signatures, checked by the public library."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from services.alerts.webhooks import signing
from services.alerts.webhooks.signing import SecretError, headers, key_of, new_secret

KEYS = st.binary(min_size=24, max_size=64).map(lambda key: "whsec_" + base64.b64encode(key).decode())
BODIES = st.text(max_size=300).map(str.encode)


@given(KEYS, BODIES, st.from_regex(r"msg_[0-9a-f]{32}", fullmatch=True))
def test_the_public_library_takes_our_signature(secret: str, body: bytes, message: str) -> None:
    Webhook(secret).verify(body, headers([secret], message, int(time.time()), body), json_parse=False)


@given(KEYS, BODIES.filter(len), st.data())
def test_a_changed_byte_is_noticed(secret: str, body: bytes, data: st.DataObject) -> None:
    signed = headers([secret], "msg_1", int(time.time()), body)
    at = data.draw(st.integers(0, len(body) - 1))
    other = (body[:at] + b"\x01" + body[at + 1 :]) if body[at] != 1 else (body[:at] + b"\x02" + body[at + 1 :])
    with pytest.raises((WebhookVerificationError, UnicodeDecodeError)):
        Webhook(secret).verify(other, signed, json_parse=False)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(time.time()) - 1)},
        {"webhook-timestamp": str(int(time.time()) - 3600)},
        {"webhook-signature": "v1,AAAA"},
    ],
)
def test_a_changed_header_is_noticed(change: dict[str, str]) -> None:
    secret = new_secret()
    signed = headers([secret], "msg_1", int(time.time()), b"{}") | change
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(b"{}", signed)


def test_while_a_secret_is_rotated_both_verify() -> None:
    old, new, other = new_secret(), new_secret(), new_secret()
    signed = headers([new, old], "msg_1", int(time.time()), b"{}")
    for secret in (old, new):
        Webhook(secret).verify(b"{}", signed)
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(b"{}", signed)


def test_a_new_secret_has_32_random_bytes() -> None:
    assert key_of(new_secret(lambda size: b"x" * size)) == b"x" * 32


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        "whsec_AAAA",
        "hunter2hunter2",
        base64.b64encode(b"x" * 32).decode(),
        "whsec_" + base64.b64encode(b"x" * 23).decode(),
        "whsec_" + base64.b64encode(b"x" * 65).decode(),
        "whsec_" + "!" * 44,
        "whsec_é" + "A" * 43,
    ],
)
def test_what_is_no_secret_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SecretError) as caught:
        signing.key_of(secret)
    assert len(secret) < 8 or secret not in str(caught.value)
