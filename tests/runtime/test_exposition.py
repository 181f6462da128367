"""The small HTTP server of a worker: figures, and whether it lives, whoever else is connected."""

import socket
from collections.abc import Callable

import pytest
import requests
from prometheus_client import CollectorRegistry, Counter

from services.runtime.errors import SettingsError
from services.runtime.exposition import expose


def exposed(alive: Callable[[], bool] = lambda: True, host: str = "127.0.0.1") -> int:
    registry = CollectorRegistry()
    Counter("things", "Things.", registry=registry).inc()
    return expose(registry, host, 0, alive)


def get(port: int, path: str, host: str = "127.0.0.1") -> requests.Response:
    return requests.get(f"http://{host}:{port}{path}", timeout=5)


def test_figures_and_health_are_shown_and_nothing_else() -> None:
    port = exposed()
    assert "things_total 1.0" in get(port, "/metrics").text
    assert (get(port, "/healthz").status_code, get(port, "/else").status_code) == (200, 404)


def test_a_worker_that_hangs_is_told() -> None:
    assert get(exposed(lambda: False), "/healthz").status_code == 503


def test_a_connection_that_says_nothing_holds_up_nobody() -> None:
    port = exposed()
    with socket.create_connection(("127.0.0.1", port)):
        assert get(port, "/healthz").status_code == 200


def test_it_listens_on_ipv6() -> None:
    try:
        port = exposed(host="::1")
    except SettingsError:
        pytest.skip("this machine has no IPv6")
    assert get(port, "/healthz", "[::1]").status_code == 200


def test_a_port_in_use_is_refused_by_name() -> None:
    port = exposed()
    with pytest.raises(SettingsError, match="TOCSIN_METRICS_PORT"):
        expose(CollectorRegistry(), "127.0.0.1", port, lambda: True)
