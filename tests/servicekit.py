"""A whole service for acceptance tests: real processes on free ports, and a client that does not give up."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import requests

from services.cli.assembly import clock
from services.cli.running import Running, block_of_ports, running
from services.gateway.tokens import ensure_first_token
from services.runtime.settings import Settings


class Client:
    """An HTTP client with a token, which tries again as long as the service says that it may."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, *, seconds: float = 60, **kwargs) -> requests.Response:
        """Send until there is an answer that is no 503."""
        end = time.monotonic() + seconds
        while True:
            try:
                answer = self._session.request(method, self.url + path, timeout=10, **kwargs)
                if answer.status_code != 503:
                    return answer
            except requests.RequestException:
                pass
            assert time.monotonic() < end, f"{method} {path} got no answer in {seconds} s"
            time.sleep(0.1)

    def get(self, path: str, **kwargs) -> dict:
        """Return the JSON of a path."""
        answer = self.call("GET", path, **kwargs)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, status: int = 202, **kwargs) -> dict:
        """Post and return the JSON of the answer."""
        answer = self.call("POST", path, **kwargs)
        assert answer.status_code == status, answer.text
        return answer.json()


@contextmanager
def service(data_dir: Path, **changes) -> Iterator[tuple[Running, Client]]:
    """Run everything for as long as the block lasts."""
    first = block_of_ports(20_000 + os.getpid() * 16 % 20_000, 8)
    settings = Settings(data_dir=data_dir, port=first, metrics_port=first + 1, log_level="warning")
    settings = replace(settings, egress_allow=("127.0.0.0/8",), **changes)
    with running(settings, os.environ) as up:
        token = ensure_first_token(up.server, settings.workspace, clock)
        up.wait_ready()
        assert token is not None
        yield up, Client(up.url, token)


def eventually(happened: Callable[[], object], seconds: float = 60) -> None:
    """Wait until `happened` returns something true, or no longer raises."""
    end = time.monotonic() + seconds
    while True:
        try:
            if happened():
                return
            problem = "it is not so"
        except (AssertionError, requests.RequestException) as error:
            problem = str(error)
        assert time.monotonic() < end, problem
        time.sleep(0.1)
