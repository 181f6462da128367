"""The files of deploy/, as the tests look at them."""

import shutil
from pathlib import Path

import pytest
import yaml
from composefile import parse


@pytest.fixture(scope="session")
def deploy() -> Path:
    return Path(__file__).parents[2] / "deploy"


@pytest.fixture(scope="session")
def compose_text(deploy: Path) -> str:
    return (deploy / "docker-compose.yml").read_text()


@pytest.fixture
def compose(compose_text: str) -> dict:
    return parse(compose_text)


@pytest.fixture
def own(compose: dict) -> dict:
    """The services that run Tocsin."""
    return {name: one for name, one in compose["services"].items() if "build" in one}


@pytest.fixture(scope="session")
def scrape_configs(deploy: Path) -> list[dict]:
    return yaml.safe_load((deploy / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]


@pytest.fixture(scope="session")
def promtool() -> str:
    found = shutil.which("promtool")
    if found is None:
        pytest.skip("promtool is not here; it comes with Debian's package prometheus")
    return found
