"""Prometheus' files: right by promtool, and right by the compose file."""

import subprocess

import pytest
import yaml


@pytest.fixture(scope="module")
def rules(deploy) -> list[dict]:
    groups = yaml.safe_load((deploy / "prometheus" / "rules.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


@pytest.mark.parametrize(
    "arguments",
    [("check", "config", "prometheus.yml"), ("check", "rules", "rules.yml"), ("test", "rules", "rules.test.yml")],
)
def test_promtool_finds_no_fault(promtool, deploy, arguments):
    done = subprocess.run([promtool, *arguments], cwd=deploy / "prometheus", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_is_tested_with_figures_that_make_it_fire(deploy, rules):
    tests = yaml.safe_load((deploy / "prometheus" / "rules.test.yml").read_text())["tests"]
    fired = {case["alertname"] for test in tests for case in test.get("alert_rule_test", ()) if case["exp_alerts"]}
    assert fired == {rule["alert"] for rule in rules}


def test_every_rule_says_how_urgent_it_is_what_is_wrong_and_what_to_do(rules):
    for rule in rules:
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
        assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]


def test_every_service_of_ours_is_scraped_on_a_port_where_it_shows_metrics(own, scrape_configs):
    scraped = dict(target for config in scrape_configs for target in targets(config))
    del scraped["127.0.0.1"]
    for name, service in own.items():
        ports = [int(port) for port in service.get("expose", ())]
        ports += [int(port.rpartition(":")[2]) for port in service.get("ports", ())]
        assert scraped[name] in ports
    assert scraped.keys() == own.keys()


def test_what_can_be_scaled_is_found_by_its_name(own, scrape_configs):
    found = {name for config in scrape_configs for one in config.get("dns_sd_configs", ()) for name in one["names"]}
    assert found == own.keys() - {"gateway"}


def targets(config: dict) -> list[tuple[str, int]]:
    """Return the host and port of everything that a scrape config names."""
    found = [(name, one["port"]) for one in config.get("dns_sd_configs", ()) for name in one["names"]]
    for one in config.get("static_configs", ()):
        for target in one["targets"]:
            host, _, port = target.rpartition(":")
            found.append((host, int(port)))
    return found
