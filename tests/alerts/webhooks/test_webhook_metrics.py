"""What the webhook worker shows of itself."""

import shutil
import subprocess

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from webhookkit import Desk, alert

from schemas.delivery import Reason
from services.alerts.webhooks.metrics import ATTEMPTS, OUTCOMES, WebhookMetrics


def shown(registry: CollectorRegistry) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(generate_latest(registry).decode())
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


def test_every_label_is_there_from_the_start_at_zero() -> None:
    registry = CollectorRegistry()
    WebhookMetrics(registry)
    values = shown(registry)
    assert set(values.values()) == {0.0}
    for outcome in OUTCOMES:
        assert ("tocsin_deliveries_total", outcome) in values
    for outcome, reason in ATTEMPTS:
        assert ("tocsin_delivery_attempts_total", outcome.value, reason.value) in values


def test_every_reason_of_an_attempt_has_its_label() -> None:
    never_tried = {Reason.SUPERSEDED, Reason.UNSUBSCRIBED, Reason.UNREADABLE, Reason.DROPPED}
    assert {reason for _, reason in ATTEMPTS} == set(Reason) - never_tried


def test_a_delivery_is_counted_with_its_time(desk: Desk) -> None:
    desk.subscribed(desk.receiver())
    desk.append(alert("a"))
    before = set(shown(desk.registry))
    desk.run()
    values = shown(desk.registry)
    assert set(values) == before
    assert values["tocsin_deliveries_total", "created"] == values["tocsin_deliveries_total", "delivered"] == 1
    assert values[("tocsin_delivery_attempt_seconds_count",)] == values[("tocsin_delivery_lag_seconds_count",)] == 1
    assert values[("tocsin_deliveries_in_flight",)] == 0


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_prometheus_has_no_complaint() -> None:
    registry = CollectorRegistry()
    WebhookMetrics(registry)
    checked = subprocess.run(["promtool", "check", "metrics"], input=generate_latest(registry), capture_output=True)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, b"")
