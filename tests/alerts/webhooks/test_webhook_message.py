"""A message with those of its alert that went before it."""

from datetime import UTC, datetime

import pytest
from webhookkit import alert

from schemas.alert import Withheld
from services.alerts.webhooks import message as messages
from services.alerts.webhooks.message import MOST_EARLIER, read_message, with_earlier
from services.eventlog.log import Log

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def earlier(log, drafts):
    """The numbers of the messages before the last one."""
    log.append(drafts, now=NOON, nonce=f"until-{drafts[-1].id}")
    (newest,) = log.read(log.head() - 1)
    return [one.alert.number for one in with_earlier(read_message(newest), log).earlier]


def updates(name, first, last):
    return [alert(name, number, stage="updated") for number in range(first, last + 1)]


def test_those_of_the_same_alert_come_oldest_first_without_those_held_back(log: Log) -> None:
    held = alert("a", 2, stage="updated", withheld=Withheld.MUTED)
    other = alert("b").model_copy(update={"subject": "a"})
    assert earlier(log, [alert("a"), held, other, *updates("a", 3, 4), alert("a", 5, stage="retracted")]) == [1, 3, 4]


def test_of_very_many_the_newest_are_given_however_long_the_story(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "PAGE", 10)
    monkeypatch.setattr(messages, "MOST_PAGES", 4)
    others = [one.model_copy(update={"subject": "a"}) for one in (alert("b"), *updates("b", 2, 60))]
    drafts = [alert("a"), *others, *updates("a", 2, 40), alert("a", 41, stage="retracted")]
    assert earlier(log, drafts) == list(range(41 - MOST_EARLIER, 41))


def test_an_alert_about_no_situation_has_its_earlier_messages_too(log: Log) -> None:
    drafts = [alert("silent"), alert("other"), *updates("silent", 2, 2), alert("silent", 3, stage="retracted")]
    assert earlier(log, [one.model_copy(update={"subject": ""}) for one in drafts]) == [1, 2]
