"""Requests that take in the whole log are answered a few at a time; the others are told when to come back."""

import threading
from dataclasses import replace

import pytest
from gateway_caller import Caller, error_of, now
from servicekit import eventually

from schemas.token import Scope
from services.gateway.longreads import LongReads
from services.gateway.routes import record
from services.gateway.tokens import Tokens
from services.runtime.errors import TocsinError

PATHS = ("/v1/state", "/v1/log/verification", "/v1/log/export", "/v1/situations/x/absence?kind=toll_jump")


@pytest.fixture
def reader(start, settings, server) -> Caller:
    url = start(replace(settings, max_long_reads=1)).url
    tokens = Tokens(server, settings.workspace, clock=now)
    return Caller(url, tokens.create("reader", (Scope.READ,), "tests").token)


def test_while_one_is_answered_the_next_is_told_when_to_come_back(reader, monkeypatch) -> None:
    begun, go = threading.Event(), threading.Event()
    real = record.verify_all

    def slow(*given):
        begun.set()
        assert go.wait(30)
        return real(*given)

    monkeypatch.setattr(record, "verify_all", slow)
    answers = []
    first = threading.Thread(target=lambda: answers.append(reader("GET", "/v1/log/verification")))
    first.start()
    assert begun.wait(30)
    for path in PATHS:
        refused = reader("GET", path)
        assert (refused.status_code, error_of(refused)["code"]) == (503, "too_many_long_reads")
        assert refused.headers["Retry-After"] == "5"
        assert "TOCSIN_MAX_LONG_READS" in error_of(refused)["what_to_do"]
    assert reader("GET", "/v1/events").status_code == 200
    go.set()
    first.join()
    assert answers[0].status_code == 200


def test_each_place_is_given_back_also_after_an_error(reader) -> None:
    for _ in range(3):
        for path, status in zip(PATHS, (200, 200, 200, 404), strict=True):
            eventually(lambda path=path, status=status: reader("GET", path).status_code == status)


def test_a_place_is_given_back_once() -> None:
    reads = LongReads(1)
    give_back = reads.take()
    give_back()
    give_back()
    with reads.place(), pytest.raises(TocsinError):
        reads.take()
    reads.take()
