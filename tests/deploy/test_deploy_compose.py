"""The compose file: right by the Compose schema, right by what the code knows, and closed where it can be."""

import ipaddress
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from composefile import SECRET, VARIABLE
from prometheus_client import CollectorRegistry

from services.cli import make_parser
from services.gateway.app import make_app
from services.runtime.embedded import executable
from services.runtime.exposition import expose
from services.runtime.server import check, connect, durability
from services.runtime.settings import Settings, load, variables
from services.runtime.wakeups import STAGES


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    text = (Path(__file__).parent / "compose-spec" / "compose-spec.json").read_text()
    return jsonschema.Draft7Validator(json.loads(text))


def test_it_is_right_by_the_compose_schema(compose, schema):
    assert [f"{error.json_path}: {error.message}" for error in schema.iter_errors(compose)] == []


def test_the_schema_would_see_a_misspelt_key(compose, schema):
    compose["services"]["gateway"]["comand"] = ["serve"]
    assert not schema.is_valid(compose)


def test_names_that_are_used_are_declared(compose):
    for service in compose["services"].values():
        assert set(service["networks"]) <= set(compose["networks"])
        named = {volume.partition(":")[0] for volume in service.get("volumes", ())}
        assert {name for name in named if not name.startswith(".")} <= set(compose["volumes"])
        assert set(service.get("depends_on", ())) <= set(compose["services"])


def test_every_file_that_is_mounted_or_built_is_there(compose, deploy):
    for service in compose["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert not source.startswith(".") or (deploy / source).exists()
        if "build" in service:
            assert (deploy / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


def test_every_variable_is_one_that_the_code_knows(own, compose_text):
    for service in own.values():
        assert set(service["environment"]) <= set(variables())
    asked_of_the_operator = {match[1] for match in VARIABLE.finditer(compose_text)}
    assert {name for name in asked_of_the_operator if name.startswith("TOCSIN_")} <= set(variables())


def test_every_process_accepts_its_settings(own):
    for service in own.values():
        assert load(service["environment"]).redis_url == "redis://valkey:6379/0"


def test_every_command_is_one_of_the_command_line(own):
    parsed = {name: make_parser().parse_args(service["command"]) for name, service in own.items()}
    workers = {name: arguments.name for name, arguments in parsed.items() if arguments.command == "worker"}
    assert workers == {stage: stage for stage in STAGES}
    assert {name for name, arguments in parsed.items() if arguments.command == "serve"} == {"gateway"}


def test_the_gateway_is_published_where_it_answers(own):
    settings = load(own["gateway"]["environment"])
    assert own["gateway"]["ports"] == [f"127.0.0.1:8600:{settings.port}"]
    assert ipaddress.ip_address(settings.host).is_unspecified


def test_every_worker_exposes_the_port_of_its_metrics(own):
    for stage in STAGES:
        settings = load(own[stage]["environment"])
        assert own[stage]["expose"] == [str(settings.metrics_port)]
        assert ipaddress.ip_address(settings.metrics_host).is_unspecified


def test_prometheus_may_scrape_without_a_token(own):
    assert load(own["gateway"]["environment"]).probes == "open"


def test_health_checks_ask_paths_that_exist_on_the_port_that_answers(own):
    app = make_app(
        Settings(data_dir=Path("unused"), secret_key=SECRET), connect("redis://127.0.0.1:1"), lambda: datetime.now(UTC)
    )
    routes = set(app.openapi()["paths"]) | {getattr(route, "path", "") for route in app.routes}
    for name, service in own.items():
        program, port, path = service["healthcheck"]["test"][1:]
        settings = load(service["environment"])
        assert program == "healthy"
        assert int(port) == (settings.port if name == "gateway" else settings.metrics_port)
        assert path in routes if name == "gateway" else path == "/healthz"


@pytest.mark.parametrize(("alive", "code"), [(True, 0), (False, 1)])
def test_the_health_check_tells_a_worker_that_works_from_one_that_hangs(deploy, alive, code):
    port = expose(CollectorRegistry(), "127.0.0.1", 0, lambda: alive)
    assert _healthy(deploy, str(port), "/healthz") == code
    assert _healthy(deploy, str(port), "/nowhere") == 1


def test_the_health_check_fails_where_nobody_answers(deploy):
    assert _healthy(deploy, "1", "/healthz") == 1
    assert _healthy(deploy, "gateway", "/healthz") != 0


def _healthy(deploy: Path, *arguments: str) -> int:
    proxied = {"http_proxy": "http://127.0.0.1:9"}
    return subprocess.run([sys.executable, deploy / "healthy.py", *arguments], env=proxied, stderr=-3).returncode


def test_what_is_waited_for_can_become_healthy(compose):
    for service in compose["services"].values():
        for name, dependency in service.get("depends_on", {}).items():
            assert dependency == {"condition": "service_healthy"}
            assert compose["services"][name]["healthcheck"]["test"]


def test_every_container_is_closed(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert int(service["user"].partition(":")[0]) > 0, name
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"][0] == "CMD", name
        assert service["tmpfs"], name
        assert service["mem_limit"], name
        assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(service), name
        assert not any("docker.sock" in volume for volume in service.get("volumes", ())), name


def test_ports_are_published_on_loopback_only(compose):
    published = [port for service in compose["services"].values() for port in service.get("ports", ())]
    assert len(published) == 2
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_only_what_must_may_reach_the_world(compose):
    assert compose["networks"]["inside"] == {"internal": True}
    networks = {name: set(service["networks"]) for name, service in compose["services"].items()}
    assert all("inside" in names for names in networks.values())
    assert {name for name, names in networks.items() if "outside" in names} == {"webhooks"}
    assert {name for name, names in networks.items() if "ports" in names} == {"gateway", "prometheus"}


def test_the_secret_key_has_no_default_and_goes_to_those_who_need_it(own, compose_text):
    keys = {name: service["environment"].get("TOCSIN_SECRET_KEY") for name, service in own.items()}
    assert {name for name, key in keys.items() if key == SECRET} == {"gateway", "webhooks"}
    assert {match[2] for match in VARIABLE.finditer(compose_text) if match[1] == "TOCSIN_SECRET_KEY"} == {"?"}


def test_ingest_can_be_scaled(own):
    assert not {"container_name", "hostname", "ports"} & set(own["ingest"])


def test_a_server_started_as_written_loses_nothing_and_evicts_nothing(compose, tmp_path):
    command = compose["services"]["valkey"]["command"]
    assert command[0] == "valkey-server"
    here = ["--port", "0", "--unixsocket", str(tmp_path / "socket"), "--dir", str(tmp_path)]
    with subprocess.Popen([executable(), *command[1:], *here], stdout=subprocess.DEVNULL) as process:
        server = connect(f"unix://{tmp_path / 'socket'}")
        try:
            while not (tmp_path / "socket").exists():
                assert process.poll() is None
                time.sleep(0.02)
            check(server)
            assert durability(server) == "always"
            assert int(server.info("memory")["maxmemory"]) == 1024**3
        finally:
            server.close()
            process.terminate()
