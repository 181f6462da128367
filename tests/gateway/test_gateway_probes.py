"""Probes and metrics."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from gateway_caller import Caller, error_of, now, report
from prometheus_client.parser import text_string_to_metric_families

from schemas.token import Scope
from services.eventlog.keys import Keys
from services.eventlog.log import Log
from services.eventlog.views import View
from services.gateway.metrics import shared
from services.gateway.routes.probes import NEEDED
from services.runtime.heartbeats import Heartbeats
from services.runtime.server import Server, connect

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scrape(caller: Caller) -> Samples:
    text = caller("GET", "/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples[name, tuple(sorted(labels.items()))]


def test_the_service_is_ready_when_every_stage_has_a_worker(stranger: Caller, server: Server, workspace: str) -> None:
    missing = stranger("GET", "/readyz")
    assert (missing.status_code, error_of(missing)["code"]) == (503, "not_ready")
    assert "no alerts worker is alive" in error_of(missing)["message"]
    heartbeats = Heartbeats(server, Keys(workspace).prefix)
    for stage in NEEDED:
        heartbeats.beat(stage, "host:1", now(), now())
    assert stranger("HEAD", "/readyz").status_code == 200
    ready = stranger("GET", "/readyz")
    assert (ready.status_code, ready.json()["workers"]) == (200, dict.fromkeys(NEEDED, 1))


def test_the_service_is_not_ready_when_work_waits_for_too_long(
    stranger: Caller, server: Server, workspace: str, log: Log
) -> None:
    for stage in NEEDED:
        Heartbeats(server, log.keys.prefix).beat(stage, "host:1", now(), now())
    server.do("XADD", log.keys.inbox, "*", "report", "r", "at", (now() - timedelta(hours=1)).isoformat())
    answer = stranger("GET", "/readyz")
    assert (answer.status_code, answer.json()["backlog"]["ingest"]["waiting"]) == (503, 1)
    assert "the oldest work of ingest waits for 36" in error_of(answer)["message"]


def test_without_a_server_the_service_lives_says_so_and_asks_to_come_back(
    start: Callable[..., Caller], settings: Any, tmp_path: Path
) -> None:
    lost = start(settings, connect(f"unix://{tmp_path}/none.sock", timeout=0.2))
    assert lost("GET", "/healthz").status_code == 200
    assert value(scrape(lost), "tocsin_server_up") == 0
    for answer in (
        lost("GET", "/readyz"),
        Caller(lost.url, "tocsin_ab_cd")("POST", "/v1/reports", json=report()),
    ):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "none.sock" in error_of(answer)["message"]


def test_requests_are_counted_by_route_and_never_by_path(as_scope: Callable[[Scope], Caller]) -> None:
    reader = as_scope(Scope.READ)
    before = scrape(reader)
    assert value(before, "tocsin_http_requests_total", method="POST", route="/v1/reports", status="5xx") == 0
    for path in ("/v1/alerts/secret-1", "/v1/alerts/secret-2", "/wp-login.php"):
        reader("GET", path)
    reader("BREW", "/coffee")
    after = scrape(reader)
    name = "tocsin_http_requests_total"
    assert value(after, name, method="GET", route="/v1/alerts/{alert}", status="4xx") == 2
    assert value(after, name, method="GET", route="unmatched", status="4xx") == 1
    assert value(after, name, method="other", route="unmatched", status="4xx") == 1
    assert value(after, "tocsin_http_request_duration_seconds_count", route="/v1/alerts/{alert}") == 2
    assert not any("secret" in text for _, labels in after for _, text in labels)


def test_reports_are_counted_by_what_became_of_them(admin: Caller) -> None:
    for body in (report(), report(), {}):
        admin("POST", "/v1/reports", json=body)
    samples = scrape(admin)
    found = [
        value(samples, "tocsin_reports_received_total", outcome=outcome) for outcome in ("new", "known", "refused")
    ]
    assert found == [1, 1, 1]


def test_shared_figures_are_read_from_the_server(admin: Caller, log: Log, server: Server) -> None:
    views = [
        View("open_alerts", "toll_jump|severe|KZ", "2"),
        View("open_alerts", "toll_jump|extreme|KG", "1"),
        View("tolls", "KZ|killed", json.dumps({"min": 26, "max": None})),
        View("tolls", "KZ|injured", json.dumps({"min": 5, "max": 9})),
    ]
    log.commit([], consumer="alerts", expected=0, cursor=0, nonce="n", now=now(), views=views)
    admin("POST", "/v1/reports", json=report())
    Heartbeats(server, log.keys.prefix).beat("alerts", "host:1", now(), now())
    samples = scrape(admin)
    assert value(samples, "tocsin_server_up") == 1
    assert value(samples, "tocsin_backlog", stage="ingest") == 1
    assert value(samples, "tocsin_backlog_oldest_age_seconds", stage="alerts") >= 0
    assert value(samples, "tocsin_workers_alive", stage="alerts") == 1
    assert value(samples, "tocsin_workers_alive", stage="webhooks") == 0
    assert value(samples, "tocsin_open_alerts", kind="toll_jump", severity="severe", country="KZ") == 2
    assert value(samples, "tocsin_toll_min_people", country="KZ", measure="killed") == 26
    assert value(samples, "tocsin_toll_max_people", country="KZ", measure="killed") == float("inf")
    assert value(samples, "tocsin_toll_max_people", country="KZ", measure="injured") == 9
    assert value(samples, "tocsin_source_last_report_age_seconds", source="wire") < 60
    assert value(samples, "tocsin_log_entries") == log.head()
    assert value(samples, "tocsin_server_memory_used_bytes") > 0


def test_made_up_sources_make_no_more_series_than_there_is_room_for(
    admin: Caller, server: Server, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "SOURCES", 3)
    for number in range(6):
        at = (now() - timedelta(minutes=number)).timestamp()
        server.do("ZADD", f"{Keys(workspace).prefix}sources", at, f"source {number}")
    ages = {labels: age for (name, labels), age in scrape(admin).items() if name.startswith("tocsin_source_last")}
    assert [dict(labels)["source"] for labels in ages] == ["source 0", "source 1", "source 2", "other"]
    assert 170 < ages[(("source", "other"),)] < 240


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not on PATH")
def test_promtool_has_no_complaint(admin: Caller) -> None:
    admin("POST", "/v1/reports", json=report())
    text = admin("GET", "/metrics").text
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, text=True, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
