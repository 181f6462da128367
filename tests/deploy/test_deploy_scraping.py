"""The running service under a real Prometheus."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families
from servicekit import eventually, service

from services.cli.running import Running, block_of_ports

METRIC = re.compile(r"\btocsin_[a-z_]+")


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with service(tmp_path_factory.mktemp("scraped"), ingest_workers=2) as (running, _):
        yield running


@pytest.fixture(scope="module")
def pages(up: Running) -> dict[str, str]:
    return {name: requests.get(url, timeout=10).text for name, url in up.metrics.items()}


@pytest.fixture(scope="module")
def queries(deploy: Path) -> list[str]:
    """What the rules and the dashboard ask."""
    rules = yaml.safe_load((deploy / "prometheus" / "rules.yml").read_text())
    board = json.loads((deploy / "grafana" / "tocsin.json").read_text())
    return [rule["expr"] for group in rules["groups"] for rule in group["rules"]] + [
        target["expr"] for panel in board["panels"] for target in panel["targets"]
    ]


def test_every_process_shows_figures_that_can_be_read(pages):
    assert set(pages) == {"gateway", "ingest-1", "ingest-2", "alerts", "webhooks", "housekeeping"}
    for name, page in pages.items():
        families = {family.name for family in text_string_to_metric_families(page)}
        assert any(family.startswith("tocsin_") for family in families), name
        assert "process_cpu_seconds" in families, name


def test_promtool_has_no_complaint_about_any_process(pages, promtool):
    for name, page in pages.items():
        done = subprocess.run([promtool, "check", "metrics"], input=page, capture_output=True, text=True)
        assert (done.returncode, done.stdout + done.stderr) == (0, ""), name


def test_every_metric_that_rules_and_dashboard_ask_for_exists(pages, queries):
    shown = {family.name for page in pages.values() for family in text_string_to_metric_families(page)}
    asked = {name for query in queries for name in METRIC.findall(query)}
    assert {name for name in asked if re.sub(r"_(bucket|total)$", "", name) not in shown} == set()


def test_every_label_value_that_a_query_names_exists(pages, queries):
    named = {
        (label, value)
        for query in queries
        for label, values in re.findall(r'\b(stage|outcome|status)=~?"([^"]+)"', query)
        for value in values.split("|")
    }
    assert {pair for pair in named if not any(f'{pair[0]}="{pair[1]}"' in page for page in pages.values())} == set()


@pytest.fixture
def prometheus(up: Running, deploy: Path, tmp_path: Path) -> Iterator[str]:
    """A real Prometheus with our files, told where the processes are instead of asking DNS."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("prometheus is not here; it is Debian's package prometheus")
    config = yaml.safe_load((deploy / "prometheus" / "prometheus.yml").read_text())
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(deploy / "prometheus" / "rules.yml")]
    jobs = {name: f"tocsin-{name.partition('-')[0]}" for name in up.metrics}
    assert set(jobs.values()) == {one["job_name"] for one in config["scrape_configs"]} - {"prometheus"}
    config["scrape_configs"] = [
        {
            "job_name": job,
            "static_configs": [{"targets": [address(url) for n, url in up.metrics.items() if jobs[n] == job]}],
        }
        for job in sorted(set(jobs.values()))
    ]
    (tmp_path / "prometheus.yml").write_text(yaml.safe_dump(config))
    port = block_of_ports(45_000, 1)
    options = {"config.file": "prometheus.yml", "storage.tsdb.path": "data", "web.listen-address": f"127.0.0.1:{port}"}
    command = [program, *(f"--{name}={value}" for name, value in options.items())]
    with subprocess.Popen(command, cwd=tmp_path, stderr=(tmp_path / "log").open("w")) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            eventually(lambda: requests.get(f"{url}/-/ready", timeout=5).ok)
            yield url
        finally:
            process.terminate()


def test_a_real_prometheus_scrapes_every_process(up, prometheus, queries):
    def healths() -> dict[str, str]:
        active = ask(prometheus, "targets")["activeTargets"]
        return {target["scrapeUrl"]: target["health"] for target in active}

    eventually(lambda: healths() == dict.fromkeys(up.metrics.values(), "up"))
    eventually(lambda: len(ask(prometheus, "query", query="tocsin_workers_alive >= 1")["result"]) == 4)
    for query in queries:
        ask(prometheus, "query", query=query)
    alerts = ask(prometheus, "alerts")["alerts"]
    assert [alert for alert in alerts if alert["state"] == "firing"] == []


def ask(url: str, path: str, **parameters: str) -> dict:
    """Return what Prometheus' API answers."""
    answer = requests.get(f"{url}/api/v1/{path}", params=parameters, timeout=10).json()
    assert answer["status"] == "success", (parameters, answer)
    return answer["data"]


def address(url: str) -> str:
    """Return the host and port of a url."""
    return url.split("/")[2]
