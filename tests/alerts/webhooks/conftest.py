"""Fixtures of the webhook tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from webhookkit import Desk

from services.runtime.egress import Egress
from services.runtime.server import Server


@pytest.fixture
def desk(server: Server, workspace: str) -> Iterator[Desk]:
    made = Desk(server, workspace, Egress(allow=["127.0.0.0/8"], total=2))
    yield made
    made.close()


@pytest.fixture
def key_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"
