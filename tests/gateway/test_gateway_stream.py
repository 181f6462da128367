"""The stream of events: nothing skipped and nothing twice, over any number of reconnects."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from gateway_caller import Caller, now
from servicekit import eventually

from schemas.events.envelope import Draft
from services.eventlog.log import Log
from services.gateway.routes import stream


def add(log: Log, name: str, count: int = 1, kind: str = "unrest") -> None:
    drafts = [
        Draft(id=f"{name}-{n}", source="t", type=f"tocsin.{kind}.v1", time=now(), dataschema="x", data={"text": "a\nb"})
        for n in range(count)
    ]
    log.append(drafts, now=now(), nonce=name)


def follow(caller: Caller, last: int | None = None, **params) -> Iterator[tuple[int, str, dict]]:
    headers = {"Authorization": f"Bearer {caller.token}"} | ({} if last is None else {"Last-Event-ID": str(last)})
    with requests.get(f"{caller.url}/v1/events/stream", params=params, headers=headers, stream=True, timeout=10) as got:
        assert got.status_code == 200, got.text
        assert got.headers["Content-Type"].startswith("text/event-stream")
        held: dict[str, str] = {}
        for line in got.iter_lines(chunk_size=1, decode_unicode=True):
            name, _, value = line.partition(": ")
            if line:
                held[name] = value
            elif "data" in held:
                yield int(held["id"]), held["event"], json.loads(held["data"])
                held = {}
            else:
                held = {}


def take(count: int, stream: Iterator) -> list:
    return [next(stream) for _ in range(count)]


def test_a_stream_gives_what_was_there_and_what_comes(admin: Caller, log: Log) -> None:
    first = log.head()
    add(log, "before", 3)
    stream = follow(admin, after=first)
    assert [number for number, _, _ in take(3, stream)] == [first + 1, first + 2, first + 3]
    add(log, "later")
    ((number, kind, entry),) = take(1, stream)
    assert (number, kind, entry["id"], entry["data"]) == (first + 4, "unrest", "later-0", {"text": "a\nb"})


def test_reconnects_skip_nothing_and_double_nothing(admin: Caller, log: Log) -> None:
    first = log.head()
    writer = threading.Thread(target=lambda: [add(log, f"w{n}", n % 7 + 1) for n in range(60)])
    writer.start()
    total = sum(n % 7 + 1 for n in range(60))
    got: list[int] = []
    while len(got) < total:
        stream = follow(admin, got[-1] if got else first)
        got += [number for number, _, _ in take(min(23, total - len(got)), stream)]
        stream.close()
    writer.join()
    assert got == list(range(first + 1, first + 1 + total))


def test_without_a_place_to_begin_it_begins_with_what_comes_next(admin: Caller, log: Log) -> None:
    add(log, "old", 2)
    stream = follow(admin)
    ready = threading.Timer(1.0, lambda: add(log, "new"))
    ready.start()
    assert take(1, stream)[0][2]["id"] == "new-0"


def test_only_the_kinds_that_are_asked_for_come(admin: Caller, log: Log) -> None:
    first = log.head()
    add(log, "a", 2)
    add(log, "b", 1, kind="closure.ordered")
    assert [kind for _, kind, _ in take(1, follow(admin, first, kind="closure.ordered"))] == ["closure.ordered"]


@pytest.mark.parametrize(
    ("params", "headers", "words"),
    [
        ({"kind": "unrst"}, {}, "no kind of event"),
        ({}, {"Last-Event-ID": "x"}, "is no sequence"),
        ({}, {"Last-Event-ID": b"\xb2"}, "is no sequence"),
        ({"aftr": "1"}, {}, "aftr"),
    ],
)
def test_what_is_wrong_is_told(admin: Caller, params, headers, words) -> None:
    answer = requests.get(
        f"{admin.url}/v1/events/stream",
        params=params,
        headers={"Authorization": f"Bearer {admin.token}"} | headers,
        timeout=10,
    )
    assert answer.status_code == 422
    assert words in answer.text


def test_a_stranger_gets_no_stream(stranger: Caller) -> None:
    assert requests.get(f"{stranger.url}/v1/events/stream", timeout=10).status_code == 401


def test_streams_are_bounded_and_give_their_places_back(admin: Caller, log: Log, monkeypatch) -> None:
    monkeypatch.setattr(stream, "STREAMS", 3)
    headers = {"Authorization": f"Bearer {admin.token}"}

    def ask(barrier: threading.Barrier | None = None) -> requests.Response:
        if barrier is not None:
            barrier.wait()
        return requests.get(f"{admin.url}/v1/events/stream?after=0", headers=headers, stream=True, timeout=10)

    barrier = threading.Barrier(12)
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: ask(barrier), range(12)))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [503] * 9
    for answer in answers:
        answer.close()

    def again() -> bool:
        with ask() as answer:
            return answer.status_code == 200

    eventually(again)
