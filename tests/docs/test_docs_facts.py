"""What the documentation states as a fact is compared with the code: settings, metrics, rules, payloads, schedules."""

import json
import re
import shutil
import subprocess
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from schemas.delivery import Reason
from schemas.rules import RuleParameters
from schemas.webhook import WebhookPayload
from services.alerts.metrics import AlertMetrics
from services.alerts.rules.registry import TYPES
from services.alerts.rulesfile import load_rules
from services.alerts.webhooks import health, outcome, schedule, signing
from services.alerts.webhooks.formats.registry import FORMATS
from services.alerts.webhooks.metrics import WebhookMetrics
from services.eventlog.log import Log
from services.eventlog.metrics import HousekeepingMetrics
from services.gateway.metrics.registry import GatewayMetrics
from services.gateway.metrics.shared import SharedFigures
from services.ingest.metrics import IngestMetrics
from services.runtime.settings import PREFIX, Settings
from services.runtime.worker import Surroundings, WorkerProcess

DOCS = Path(__file__).parent.parent.parent / "docs"
ROW = re.compile(r"^\| `([^`]+)` \|.*\|$", re.MULTILINE)


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text()


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.MULTILINE | re.DOTALL)


def check_rows(name: str, expected: list[str], ours: re.Pattern[str]) -> None:
    """The rows of the page whose first cell is ours are the expected ones, none missing and none too many."""
    found = [match[0] for match in ROW.finditer(page(name)) if ours.match(match[1])]
    wanted = "\n".join(expected)
    assert sorted(found) == sorted(expected), f"docs/{name}.md should have these rows:\n{wanted}"


# -- settings


def test_every_setting_is_told_with_its_default() -> None:
    rows = [f"| `{PREFIX}{one.name.upper()}` | {_default(one)} | {one.metadata['text']} |" for one in fields(Settings)]
    check_rows("settings", rows, re.compile(PREFIX))


def _default(setting) -> str:
    if setting.name == "data_dir":
        return "`~/.local/state/tocsin`"
    return "none" if setting.default in (None, ()) else f"`{setting.default}`"


# -- metrics


def families(registry: CollectorRegistry) -> list[str]:
    return [
        _metric_row(metric, collector._labelnames)
        for collector in list(registry._collector_to_names)
        for metric in collector.collect()
    ]


def _metric_row(metric: Metric, labels) -> str:
    name = f"{metric.name}_total" if metric.type == "counter" else metric.name
    told = ", ".join(f"`{label}`" for label in labels) or "none"
    return f"| `{name}` | {metric.type} | {told} | {metric.documentation} |"


@pytest.fixture
def exported(server, workspace) -> list[str]:
    def clock() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    class Reading:
        name = "ingest"

    registry = CollectorRegistry()
    for make in (GatewayMetrics, IngestMetrics, AlertMetrics, WebhookMetrics, HousekeepingMetrics):
        make(registry)
    shared = list(SharedFigures(server, Log(server, workspace), clock).collect())
    WorkerProcess(Reading(), Surroundings(server, "", workspace, "", None, "", clock, registry))
    return families(registry) + [_metric_row(metric, metric._labelnames) for metric in shared]


def test_every_metric_is_told_with_its_labels(exported) -> None:
    check_rows("watch", exported, re.compile("tocsin_"))


def test_the_queries_name_metrics_that_there_are(exported) -> None:
    known = {ROW.match(row)[1] for row in exported}
    named = re.findall(r"\btocsin_[a-z_]+", "\n".join(blocks("watch", "promql")))
    assert named
    for name in named:
        assert re.sub("_(bucket|sum|count)$", "", name) in known or name in known, name


# -- rules


def test_every_example_of_a_rule_is_a_rule() -> None:
    examples = [block for block in blocks("rules", "toml") if "[[test]]" not in block]
    for example in examples:
        assert load_rules(example, "docs/rules.md").rules
    told = {rule.type for example in examples for rule in load_rules(example).rules}
    assert told == set(TYPES)


def test_every_parameter_of_a_rule_is_told() -> None:
    text = page("rules")
    common = set(RuleParameters.model_fields)
    for name in common:
        assert f"| `{name}` |" in text.partition("\n## ")[2].partition("\n## Types")[0], name
    for type_name, kind in TYPES.items():
        section = text.partition(f"\n### {type_name}\n")[2].partition("\n### ")[0]
        told = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
        assert told == set(kind.parameters.model_fields) - common, type_name


# -- webhooks


def test_the_payload_that_is_shown_is_a_payload() -> None:
    shown = [json.loads(block) for block in blocks("subscribe", "json")]
    assert shown
    for payload in shown:
        assert WebhookPayload.model_validate(payload).model_dump(mode="json") == payload


def test_the_checks_of_a_signature_take_what_is_signed_and_nothing_else() -> None:
    secret = signing.new_secret()
    body = b'{"type":"alert.raised"}'
    headers = signing.headers([signing.new_secret(), secret], "msg_1", int(datetime.now(UTC).timestamp()), body)
    checks = blocks("receive", "python")
    assert len(checks) == 2
    for check in checks:
        names: dict = {}
        exec(check, names)
        assert names["verified"](secret, headers, body)
        assert not names["verified"](secret, headers, body + b" ")
        assert not names["verified"](secret, {**headers, "webhook-timestamp": "1600000000"}, body)
        old = signing.headers([secret], "msg_1", 1_600_000_000, body)
        assert not names["verified"](secret, old, body)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_check_in_javascript_takes_what_is_signed_and_nothing_else() -> None:
    (check,) = blocks("receive", "js")
    secret, body, now = signing.new_secret(), b'{"type":"alert.raised"}', int(datetime.now(UTC).timestamp())
    fresh = signing.headers([signing.new_secret(), secret], "msg_1", now, body)
    old = signing.headers([secret], "msg_1", now - 301, body)
    cases = [
        (fresh, body.decode(), True),
        (fresh, body.decode() + " ", False),
        ({**fresh, "webhook-id": "msg_2"}, body.decode(), False),
        ({**fresh, "webhook-timestamp": "soon"}, body.decode(), False),
        ({**fresh, "webhook-signature": "v1,!!! v2,x"}, body.decode(), False),
        (old, body.decode(), False),
    ]
    script = f"""{check}
const cases = {json.dumps(cases)};
console.log(JSON.stringify(cases.map(([h, b]) => verified({json.dumps(secret)}, h, Buffer.from(b)))));"""
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == [right for _, _, right in cases]


def test_the_example_of_every_format_is_what_it_writes() -> None:
    golden = DOCS.parent / "tests" / "alerts" / "webhooks" / "golden"
    for name in set(FORMATS) - {"standard"}:
        kind = "xml" if name == "cap" else "json"
        (shown,) = blocks("webhooks", f"{kind} {name}")
        assert shown.strip() == (golden / f"{name}.raised.{kind}").read_text().strip(), name


def test_the_figures_of_a_receiver_that_fails_are_told() -> None:
    text = page("webhooks")
    for figure in (
        f"After {health.FAILURES} failures",
        f"for {health.FIRST_PAUSE.seconds} s",
        f"up to {health.LONGEST_PAUSE.seconds // 60} min",
        *(f"after {span.days} day" for span in health.WARN_AFTER),
        f"After {health.DISABLE_AFTER.days} days",
    ):
        assert figure.lower() in text.lower(), figure


def test_the_schedule_and_the_answers_that_end_a_delivery_are_told() -> None:
    text = page("webhooks")
    assert ", ".join(_told(delay) for delay in schedule.DELAYS) in text
    assert ", ".join(map(str, sorted(outcome.UNACCEPTABLE))) in text
    for reason in Reason:
        assert f"`{reason.value}`" in text, reason


def _told(seconds: float) -> str:
    return next(f"{seconds / size:g} {unit}" for size, unit in ((3600, "h"), (60, "min"), (1, "s")) if seconds >= size)
