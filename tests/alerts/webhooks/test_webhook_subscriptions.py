"""Receivers: made, changed, removed; told in the log, their secrets kept."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from schemas.events.registry import KINDS, kind_of
from schemas.subscription import Filters, InactiveReason, NewSubscription, SubscriptionChange
from services.alerts.webhooks.keys import WebhookKeys
from services.alerts.webhooks.subscriptions import Subscriptions
from services.alerts.webhooks.vault import Secrets, Vault, open_vault
from services.runtime.errors import DataDirectoryError, EgressRefused, NotFound, SettingsError, UsageError
from services.runtime.settings import Settings

URL = "https://93.184.216.34/services/T000/very-private?key=hidden"


def test_what_was_made_is_found_again(desk) -> None:
    filters = Filters(countries=("KZ",), severity="severe", actions=("raised",))
    made = desk.subscriptions.create(
        NewSubscription(url=URL, description="the desk", filters=filters), "cli"
    ).subscription
    assert desk.subscriptions.get(made.id) == made
    assert desk.subscriptions.list() == [made]
    assert (made.url, made.filters, made.active, made.created_at) == (URL, filters, True, desk.clock())


def test_a_receiver_that_this_version_cannot_read_keeps_alerts_from_no_other(desk, server, workspace: str) -> None:
    made = desk.subscriptions.create(NewSubscription(url=URL), "cli").subscription
    server.do("HSET", WebhookKeys(workspace).subscriptions, "newer", '{"from": "a later version"}')
    assert desk.subscriptions.list() == [made]


def test_the_log_tells_who_did_what_and_never_a_secret(desk) -> None:
    issued = desk.subscriptions.create(NewSubscription(url=URL), "token1")
    name = issued.subscription.id
    desk.subscriptions.change(name, SubscriptionChange(description="new"), "token2")
    rotated = desk.subscriptions.rotate(name, "token3")
    desk.subscriptions.delete(name, "token4")
    events = list(desk.log.iterate())
    assert [(kind_of(event.type), event.actor, event.subject) for event in events] == [
        ("subscription.created", "token1", name),
        ("subscription.changed", "token2", name),
        ("subscription.changed", "token3", name),
        ("subscription.deleted", "token4", name),
    ]
    for event, entry in zip(events, desk.log.raw(), strict=True):
        KINDS[kind_of(event.type)].model_validate(event.data)
        for hidden in (issued.secret, rotated.secret, "very-private", "hidden"):
            assert hidden not in entry
    assert events[0].data["settings"]["url"] == "https://93.184.216.34"


def test_of_two_rotations_at_once_the_secret_of_the_first_signs_along(desk) -> None:
    name = desk.subscriptions.create(NewSubscription(url=URL), "cli").subscription.id
    meanwhile: list[str] = []

    def clock():
        asked.append(1)
        if len(asked) == 2:
            meanwhile.append(desk.subscriptions.rotate(name, "first").secret)
        desk.clock.forward(seconds=1)
        return desk.clock()

    asked: list[int] = []
    slow = Subscriptions(desk.server, desk.workspace, vault=desk.vault, egress=desk.egress, clock=clock)
    rotated = slow.rotate(name, "second")
    kept = desk.vault.open(desk.server.do("HGET", WebhookKeys(desk.workspace).secrets, name))
    assert (kept.current, [kept.previous]) == (rotated.secret, meanwhile)


def test_a_secret_is_nowhere_in_the_clear_and_in_no_representation(desk, caplog: pytest.LogCaptureFixture) -> None:
    issued = desk.subscriptions.create(NewSubscription(url=URL), "cli")
    rotated = desk.subscriptions.rotate(issued.subscription.id, "cli")
    for key in desk.server.do("KEYS", f"*{desk.workspace}*webhooks:s*"):
        stored = str(desk.server.do("HGETALL", key))
        assert issued.secret not in stored
        assert rotated.secret not in stored
    given = NewSubscription(url=URL, secret=issued.secret)
    for shown in (
        repr(issued),
        repr(given),
        str(given.model_dump(mode="json")),
        repr(Secrets(issued.secret)),
        caplog.text,
    ):
        assert issued.secret not in shown


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/", "http://10.1.2.3/", "ftp://example.com/", "https://u:p@example.com/", "x"]
)
def test_a_url_that_nothing_would_be_sent_to_is_refused(desk, url: str) -> None:
    with pytest.raises(EgressRefused):
        desk.subscriptions.create(NewSubscription(url=url), "cli")
    name = desk.subscriptions.create(NewSubscription(url=URL), "cli").subscription.id
    with pytest.raises(EgressRefused):
        desk.subscriptions.change(name, SubscriptionChange(url=url), "cli")
    assert desk.subscriptions.get(name).url == URL


def test_an_unknown_format_is_refused_with_those_there_are(desk) -> None:
    with pytest.raises(UsageError, match="standard"):
        desk.subscriptions.create(NewSubscription(url=URL, format="telegram"), "cli")


def test_what_is_not_there_is_not_found(desk) -> None:
    for act in (
        lambda: desk.subscriptions.get("sub_x"),
        lambda: desk.subscriptions.delete("sub_x", "cli"),
        lambda: desk.subscriptions.rotate("sub_x", "cli"),
        lambda: desk.subscriptions.change("sub_x", SubscriptionChange(active=False), "cli"),
    ):
        with pytest.raises(NotFound, match="sub_x"):
            act()


def test_pausing_and_resuming_are_changes(desk) -> None:
    name = desk.subscriptions.create(NewSubscription(url=URL), "cli").subscription.id
    paused = desk.subscriptions.change(name, SubscriptionChange(active=False), "cli")
    assert (paused.active, paused.inactive_reason) == (False, InactiveReason.PAUSED)
    resumed = desk.subscriptions.change(name, SubscriptionChange(active=True), "cli")
    assert (resumed.active, resumed.inactive_reason) == (True, None)


def test_another_process_with_another_key_is_told_so(desk) -> None:
    desk.subscriptions.create(NewSubscription(url=URL), "cli")
    other = Subscriptions(desk.server, desk.workspace, vault=Vault("k" * 40), egress=desk.egress, clock=desk.clock)
    with pytest.raises(SettingsError, match="TOCSIN_SECRET_KEY"):
        other.create(NewSubscription(url=URL), "cli")
    with pytest.raises(SettingsError, match="TOCSIN_SECRET_KEY"):
        other.rotate(desk.subscriptions.list()[0].id, "cli")


def test_the_key_file_is_made_once_and_only_for_its_owner(key_folder: Path) -> None:
    settings = Settings(data_dir=key_folder)
    sealed = open_vault(settings).seal(Secrets("whsec_a"))
    assert open_vault(settings).open(sealed) == Secrets("whsec_a")
    assert stat.S_IMODE((key_folder / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in key_folder.iterdir()] == ["secret.key"]


def test_a_given_key_is_used_and_a_short_one_refused(key_folder: Path) -> None:
    key = Fernet.generate_key().decode()
    assert open_vault(Settings(data_dir=key_folder, secret_key=key)).fingerprint == Vault(key).fingerprint
    assert not key_folder.exists()
    with pytest.raises(SettingsError, match="32"):
        open_vault(Settings(data_dir=key_folder, secret_key="short"))


@pytest.mark.parametrize("content", [b"", b"half a key", b"\xff\xfe" * 40])
def test_a_damaged_key_file_is_named_with_what_to_do(key_folder: Path, content: bytes) -> None:
    key_folder.mkdir(parents=True, exist_ok=True)
    (key_folder / "secret.key").write_bytes(content)
    with pytest.raises(DataDirectoryError, match=r"secret\.key was damaged.*restore.*reissue"):
        open_vault(Settings(data_dir=key_folder))
