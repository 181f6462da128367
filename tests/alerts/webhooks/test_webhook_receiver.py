"""The local receiver: takes what verifies, and misbehaves when told to."""

import random
import socket
import time

import pytest
import requests

from services.alerts.webhooks.receiver import Behaviour, Received, Receiver, public_verifier
from services.alerts.webhooks.signing import headers, new_secret
from services.runtime.errors import SettingsError

SECRET = new_secret()


@pytest.fixture
def receiver():
    running = Receiver(public_verifier(SECRET), source=random.Random(1)).start()
    yield running
    running.stop()


def post(receiver: Receiver, body: bytes = b"{}", secret: str = SECRET, message: str = "m1") -> requests.Response:
    signed = headers([secret], message, int(time.time()), body)
    return requests.post(receiver.url, data=body, headers=signed, timeout=5)


def test_a_message_is_taken_and_one_that_comes_again_is_known(receiver: Receiver) -> None:
    seen: list[Received] = []
    receiver._told = seen.append
    assert [post(receiver, b'{"type":"alert.raised"}').status_code for _ in range(2)] == [200, 200]
    assert [(got.again, got.verified, got.payload) for got in seen] == [
        (False, True, {"type": "alert.raised"}),
        (True, True, {"type": "alert.raised"}),
    ]
    assert receiver.counts == {"taken": 1, "again": 1}


def test_a_message_that_does_not_verify_is_not_taken(receiver: Receiver) -> None:
    assert post(receiver, secret=new_secret()).status_code == 401
    assert requests.post(receiver.url, data=b"{}", timeout=5).status_code == 401
    malformed = headers([SECRET], "m", int(time.time()), b"{}") | {"webhook-signature": "garbage"}
    assert requests.post(receiver.url, data=b"{}", headers=malformed, timeout=5).status_code == 401
    assert receiver.counts == {"unverified": 3}


def test_it_fails_as_often_as_it_is_told(receiver: Receiver) -> None:
    receiver.behaviour = Behaviour(fail_rate=0.5)
    statuses = [post(receiver, message=f"m{number}").status_code for number in range(40)]
    assert 8 < statuses.count(500) < 32


def test_it_answers_what_it_is_told(receiver: Receiver) -> None:
    receiver.behaviour = Behaviour(status=429, retry_after="7")
    answer = post(receiver)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


def test_a_sender_that_dies_while_it_writes_has_said_nothing(receiver: Receiver) -> None:
    with socket.create_connection(("127.0.0.1", int(receiver.url.rsplit(":", 1)[1].strip("/")))) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    assert not receiver.counts


def test_a_port_that_is_taken_is_told(receiver: Receiver) -> None:
    with pytest.raises(SettingsError, match="another port"):
        Receiver(port=int(receiver.url.rsplit(":", 1)[1].strip("/")))
