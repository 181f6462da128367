"""Intake: a report is taken once, for ever, and refused before it could be lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.report import Intake
from services.eventlog.blinding import Blinding
from services.eventlog.keys import Keys
from services.eventlog.redaction import Redactor
from services.eventlog.sources import LastHeard
from services.ingest.identity import identify
from services.ingest.inbox import Bounds, Inbox, Taken
from services.runtime.errors import Busy
from services.runtime.server import Server, connect

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def report(text: str, *, url: str | None = None, source: str = "wire") -> Intake:
    return Intake(published_at=NOON, source=source, url=url, text=text)


def take_one(inbox: Inbox, intake: Intake) -> Taken:
    (taken,) = inbox.take([intake])
    return taken


@pytest.fixture
def inbox(server: Server, workspace: str) -> Inbox:
    return Inbox(server, workspace, clock=lambda: NOON)


def test_the_same_report_again_is_the_same_report(inbox: Inbox) -> None:
    first, again = take_one(inbox, report("a")), take_one(inbox, report("a"))
    assert (first.new, again.new) == (True, False)
    assert (first.id, inbox.waiting()) == (again.id, 1)


def test_the_published_time_is_no_part_of_who_a_report_is(inbox: Inbox) -> None:
    first = take_one(inbox, report("a"))
    assert take_one(inbox, report("a").model_copy(update={"published_at": NOON.replace(hour=13)})).id == first.id


def test_another_text_under_the_same_url_is_a_new_revision_also_when_an_old_one_comes_back(inbox: Inbox) -> None:
    taken = [take_one(inbox, report(text, url="https://example.org/1")) for text in ("a", "b", "a", "a")]
    assert [(one.new, one.revision) for one in taken] == [(True, 1), (True, 2), (True, 3), (False, 3)]
    assert len({one.id for one in taken}) == 3


def test_the_same_text_elsewhere_is_another_report(inbox: Inbox) -> None:
    taken = inbox.take([report("a"), report("a", source="other"), report("a", url="https://example.org/1")])
    assert len({one.id for one in taken}) == 3


def test_a_report_twice_in_one_call_is_taken_once(inbox: Inbox) -> None:
    first, second = inbox.take([report("a"), report("a")])
    assert (first.id, inbox.waiting()) == (second.id, 1)


def test_sources_are_remembered_by_when_they_were_last_heard_of(server: Server, workspace: str) -> None:
    for source, minute in (("a", 0), ("b", 0), ("a", 1), ("b", -1)):
        moment = NOON + timedelta(minutes=minute)
        Inbox(server, workspace, clock=lambda moment=moment: moment).take([report(f"{minute}", source=source)])
    heard = LastHeard(server, workspace)
    assert heard.latest(5) == ([("a", NOON + timedelta(minutes=1)), ("b", NOON)], None)
    assert heard.latest(1) == ([("a", NOON + timedelta(minutes=1))], NOON)


def test_two_at_once_take_a_report_once(server_url: str, workspace: str) -> None:
    def send(_: int) -> Taken:
        return take_one(Inbox(connect(server_url), workspace, clock=lambda: NOON), report("a"))

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(16)))
    assert sum(one.new for one in taken) == 1
    assert len({one.id for one in taken}) == 1


def repeating(server: Server, workspace: str) -> Inbox:
    """Return an inbox that sends every call under one name, as a client repeats one whose reply was lost."""
    return Inbox(server, workspace, clock=lambda: NOON, random_bytes=lambda n: b"\1" * n)


def test_a_repeat_of_a_call_whose_reply_was_lost_still_says_new(server: Server, workspace: str) -> None:
    inbox = repeating(server, workspace)
    assert [take_one(inbox, report("a")).new, take_one(inbox, report("a")).new] == [True, True]
    assert inbox.waiting() == 1


def test_a_repeat_makes_no_revision_of_two_texts_of_one_url(server: Server, workspace: str) -> None:
    inbox = repeating(server, workspace)
    both = [report("a", url="https://example.org/1"), report("b", url="https://example.org/1")]
    assert inbox.take(both) == inbox.take(both)
    assert inbox.waiting() == 2


def test_a_repeat_makes_no_revision_of_a_text_that_another_sender_replaced(server: Server, workspace: str) -> None:
    inbox = repeating(server, workspace)
    first = take_one(inbox, report("a", url="https://example.org/1"))
    other = Inbox(server, workspace, clock=lambda: NOON)
    assert take_one(other, report("b", url="https://example.org/1")).revision == 2
    assert take_one(inbox, report("a", url="https://example.org/1")) == first
    assert inbox.waiting() == 2


def test_above_the_backlog_nothing_is_taken_and_what_is_known_is_still_known(server: Server, workspace: str) -> None:
    inbox = Inbox(server, workspace, clock=lambda: NOON, bounds=Bounds(backlog=2))
    inbox.take([report("a"), report("b")])
    with pytest.raises(Busy, match="2 reports wait"):
        inbox.take([report("b"), report("c")])
    assert not take_one(inbox, report("a")).new
    assert inbox.waiting() == 2


def test_intake_stops_before_the_disk_is_full(server: Server, workspace: str, tmp_path: Path) -> None:
    inbox = Inbox(server, workspace, clock=lambda: NOON, bounds=Bounds(disk=tmp_path, disk_mb=10**9))
    with pytest.raises(Busy, match="disk") as refused:
        inbox.take([report("a")])
    assert refused.value.retry_after == 60
    assert inbox.waiting() == 0


@pytest.mark.parametrize("url", [None, "https://wire.example/1"])
def test_a_text_that_was_removed_is_known_again_by_a_digest_that_nobody_can_guess(
    server: Server, workspace: str, url: str | None
) -> None:
    blind = Blinding("the key of this instance")
    inbox = Inbox(server, workspace, clock=lambda: NOON, blind=blind)
    intake, keys = report("Two people died.", url=url), Keys(workspace)
    taken = take_one(inbox, intake)
    server.do("HSET", keys.report(taken.id), "state", "read")
    Redactor(server, workspace, clock=lambda: NOON, nonce=lambda: taken.id, blind=blind).redact(taken.id, "law", "me")
    kept = server.do("HGETALL", keys.report(taken.id))
    assert kept["content"] == blind(identify(intake).content)
    held = [name + str(server.do("HGETALL", name)) for name in server.do("KEYS", f"{keys.prefix}[ar]*")]
    assert not any(identify(intake).content in one for one in held)
    assert take_one(inbox, intake) == Taken(taken.id, False, 1)
    assert "text" not in server.do("HGETALL", keys.report(taken.id))
    other = take_one(inbox, report("Three people died.", url=url))
    assert (other.new, other.revision) == (True, 1 if url is None else 2)


def test_an_id_is_another_one_under_another_key(server: Server) -> None:
    one, other = report("a"), report("a")
    assert identify(one, Blinding("x" * 32)).id != identify(other, Blinding("y" * 32)).id
    assert identify(one, Blinding("x" * 32)) == identify(other, Blinding("x" * 32))
