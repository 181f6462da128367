"""Every command in the documentation is run, in its order, against a service as a reader would have it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servicekit import Client, eventually, service
from webhook_receiver import receiver

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")])
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
RUN_ELSEWHERE = ("make demo", "make test")
"""The README's two commands: the continuous integration runs the one, a test of the demo the other."""


def blocks(page: Path) -> list[str]:
    found = BLOCK.findall(page.read_text())
    return [block for block in found if not any(command in block for command in RUN_ELSEWHERE)]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory):
    """A running service that has been through the seeds, and a folder to work in."""
    home = tmp_path_factory.mktemp("home")
    for name in ("seeds", "docs", "deploy"):
        shutil.copytree(REPOSITORY / name, home / name)
    with receiver() as (hook, received), service(tmp_path_factory.mktemp("data")) as (up, client):
        play(client)
        # It stands in for a receiver that has been given its secret.
        received.take = lambda body, headers: True  # type: ignore[method-assign]
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "TOCSIN_DATA_DIR": str(up.data_dir),
            "TOKEN": client.token,
            # The receiver that stands in for the reader's own is on this machine.
            "TOCSIN_EGRESS_ALLOW": "127.0.0.0/8",
        }
        yield up, environment, home, hook


def play(client: Client) -> None:
    for path in sorted((REPOSITORY / "seeds" / "kazakhstan-2022-01").glob("*.json")):
        client.post("/v1/reports", data=path.read_bytes(), headers={"Content-Type": "application/json"})
    eventually(lambda: all(stage["waiting"] == 0 for stage in client.get("/readyz")["backlog"].values()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_work(page: Path, surroundings) -> None:
    up, environment, home, hook = surroundings
    commands = blocks(page)
    if not commands:
        return
    script = "\n".join(commands).replace("http://127.0.0.1:8600", up.url).replace("https://desk.example.org/hook", hook)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # 141: the reader of a pipe (`| head`) had enough, which is no failure of what it read.
    assert done.returncode in (0, 141), f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert '"error"' not in done.stdout, done.stdout[-2000:]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
