"""Settings: known by name, checked by value."""

from pathlib import Path

import pytest

from services.runtime.errors import SettingsError
from services.runtime.settings import load, variables


def test_without_variables_there_is_a_default_for_everything() -> None:
    settings = load({"HOME": "/home/x"})
    assert settings.data_dir == Path("/home/x/.local/state/tocsin")
    assert (settings.host, settings.port) == ("127.0.0.1", 8600)


def test_variables_are_read_by_the_type_of_their_setting() -> None:
    settings = load({"TOCSIN_PORT": "9", "TOCSIN_DATA_DIR": "/d", "TOCSIN_EGRESS_ALLOW": "10.0.0.0/8, 127.0.0.1/32"})
    assert (settings.port, settings.data_dir) == (9, Path("/d"))
    assert settings.egress_allow == ("10.0.0.0/8", "127.0.0.1/32")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TOCSIN_WEBHOOK_DELAYS", "5,soon", "'soon' is no number of seconds"),
        ("TOCSIN_WEBHOOK_DELAYS", "0", "from 1 to"),
        ("TOCSIN_PROT", "1", "unknown setting TOCSIN_PROT"),
        ("TOCSIN_PORT", "http", "TOCSIN_PORT must be a whole number"),
        ("TOCSIN_PORT", "70000", "from 0 to 65535"),
        ("TOCSIN_INGEST_WORKERS", "0", "TOCSIN_INGEST_WORKERS must be 1 or more, not 0"),
        ("TOCSIN_MAX_MEMORY_PERCENT", "101", "from 1 to 100"),
        ("TOCSIN_MAX_BACKLOG", "-1", "1 or more"),
        ("TOCSIN_PROBES", "all", "loopback, open, token"),
        ("TOCSIN_EGRESS_ALLOW", "10.0.0.0/33", "TOCSIN_EGRESS_ALLOW"),
        ("TOCSIN_WORKSPACE", "a{b}", "TOCSIN_WORKSPACE"),
        ("TOCSIN_LOG_LEVEL", "loud", "TOCSIN_LOG_LEVEL"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load({name: value})


def test_every_variable_says_what_it_is_for() -> None:
    assert all(variables().values())


def test_secrets_are_in_no_representation() -> None:
    urls = dict.fromkeys(("TOCSIN_REDIS_URL", "TOCSIN_QUEUE_URL"), "redis://u:hush@h/0")
    settings = load({"TOCSIN_SECRET_KEY": "hush", **urls})
    assert "hush" not in repr(settings)
    assert "hush" not in str(settings)


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ({}, "http://127.0.0.1:8600"),
        ({"TOCSIN_HOST": "0.0.0.0"}, "http://127.0.0.1:8600"),
        ({"TOCSIN_HOST": "::", "TOCSIN_PORT": "9"}, "http://[::1]:9"),
        ({"TOCSIN_PUBLIC_URL": "https://desk.example.org/tocsin/"}, "https://desk.example.org/tocsin"),
    ],
)
def test_links_lead_where_a_browser_can_go(given: dict[str, str], base: str) -> None:
    assert load(given).link_base == base
