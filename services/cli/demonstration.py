"""The demo: starts a service and a receiver, plays the seeds, shows what happens, replays the log."""

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import requests

from services.alerts.webhooks.receiver import Received, Receiver, public_verifier
from services.cli.explained import Paint
from services.cli.running import Running, block_of_ports, running
from services.runtime.errors import TocsinError, UsageError
from services.runtime.settings import Settings
from services.runtime.shipped import shipped

MARK: Final = ".tocsin-demo"
"""Says that a folder is the demo's own and may be emptied."""
SETTLE_SECONDS: Final = 30.0
BADGES: Final = {"minor": "37", "moderate": "33", "severe": "31", "extreme": "1;31"}
PORTS: Final = 5
PREFERRED_PORT: Final = 8600


class Demonstration:
    """One run of the demo."""

    def __init__(self, data_dir: str, pace: float, once: bool) -> None:
        self._data_dir = Path(data_dir)
        self._pace = pace
        self._once = once
        self._paint = Paint(sys.stdout.isatty())
        self._stopping = threading.Event()
        self._failures = 0

    def run(self) -> int:
        """Run it; 1 when something did not hold."""
        from services.cli.assembly import clock
        from services.gateway.tokens import ensure_first_token
        from services.runtime import logs

        logs.set_up("warning", "text", "demo")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        self._empty_data_dir()
        first = block_of_ports(PREFERRED_PORT, PORTS)
        settings = Settings(data_dir=self._data_dir, port=first, metrics_port=first + 1, log_level="warning")
        settings = replace(settings, egress_allow=("127.0.0.0/8",))
        print(
            self._paint("1", "Tocsin demo") + "  starting a server, the HTTP service and three workers ...", flush=True
        )
        with running(settings, os.environ) as service:
            token = ensure_first_token(service.server, settings.workspace, clock) or ""
            service.wait_ready()
            with self._receiver() as hook:
                played = self._play_all(service, token, hook)
                if played:
                    self._replay(service)
                    self._what_next(service, token)
                    # The receiver stays, so that what a user sends next is seen to arrive.
                    if not self._once:
                        self._stopping.wait()
                if not self._once or not played:
                    print("stopping ...", flush=True)
        if not played:
            return 130
        return 1 if self._failures else 0

    # -- playing

    def _play_all(self, service: Running, token: str, hook: Receiver) -> bool:
        """Play everything; False when it was interrupted."""
        api = Api(service.url, token)
        subscription = api.post("/v1/subscriptions", {"url": hook.url, "description": "the demo's own receiver"})
        hook.verify = public_verifier(subscription["secret"])
        print(f"  {service.url}  webhook receiver {hook.url}\n", flush=True)
        print(self._paint("1", "January 2022, Kazakhstan: eighteen reports"), flush=True)
        told = self._play(api, "kazakhstan-2022-01")
        self._settle(api, hook)
        if self._stopping.is_set():
            return False
        print(self._paint("1", "\nTen quiet reports: an exercise, a film, an anniversary, a match ..."), flush=True)
        told += self._play(api, "quiet", self._pace / 4)
        self._settle(api, hook)
        if self._stopping.is_set():
            return False
        self._sum(api, hook, told)
        return True

    def _play(self, api: "Api", folder: str, pace: float | None = None) -> int:
        paths = sorted(shipped(folder).glob("*.json"))
        for path in paths:
            if self._stopping.is_set():
                break
            report = json.loads(path.read_bytes())
            when = self._paint("2", f"{report['published_at'][:10]}  {report['source'][:24]:24}")
            print(f"  {when}  {report['title']}", flush=True)
            api.post("/v1/reports", report)
            self._stopping.wait(self._pace if pace is None else pace)
        return len(paths)

    def _settle(self, api: "Api", hook: Receiver) -> None:
        """Wait until nothing is under way."""
        end = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < end and not self._stopping.is_set():
            try:
                backlog = api.get("/readyz")["backlog"]
            except TocsinError:
                continue
            if all(stage["waiting"] == 0 for stage in backlog.values()):
                time.sleep(0.2)
                return
            time.sleep(0.1)

    def _sum(self, api: "Api", hook: Receiver, told: int) -> None:
        alerts = api.get("/v1/alerts?limit=1000")["alerts"]
        messages = {message for alert in alerts for message in alert["messages"]}
        arrived, wrong = hook.counts["taken"], hook.counts["unverified"]
        self._failures += (arrived != len(messages)) + bool(wrong)
        print(
            f"\n  {told} reports, {len(alerts)} alerts with {len(messages)} messages; {arrived} webhooks arrived, each "
            f"signature checked with the public standardwebhooks package, {wrong} wrong\n",
            flush=True,
        )

    # -- the receiver

    @contextmanager
    def _receiver(self) -> Iterator[Receiver]:
        """Run the demo's own receiver, which checks each signature with the public package."""
        receiver = Receiver(told=lambda received: self._tell(received)).start()
        try:
            yield receiver
        finally:
            receiver.stop()

    def _tell(self, received: Received) -> None:
        payload = received.payload if isinstance(received.payload, dict) else {}
        alert = payload.get("data", {}).get("alert", {})
        badge = self._paint(BADGES.get(alert.get("severity", ""), "0"), f"{alert.get('severity', '?'):8}")
        action = str(payload.get("type", "?")).removeprefix("alert.")
        signed = self._paint("32", "signed ✔") if received.verified else self._paint("1;31", "WRONG SIGNATURE")
        print(f"      ⟶  {badge} {action:9} {alert.get('title', '')}   {signed}", flush=True)

    # -- after it

    def _replay(self, service: Running) -> None:
        from services.audit.replay import replay
        from services.eventlog.log import Log

        log = Log(service.server, service.workspace)
        print(self._paint("1", "Replay: the whole log is decided again and compared with the record"))
        comparison = replay(log, cursor=log.cursor("alerts"))
        for line in comparison.lines():
            print(f"  {line}")
        print(flush=True)
        self._failures += not comparison.same

    def _what_next(self, service: Running, token: str) -> None:
        data_dir = self._data_dir.resolve()
        stays = "" if self._once else " (it stays up until Ctrl-C; use another terminal)"
        print(self._paint("1", f"Try next{stays}"))
        path = Path(sys.executable).parent
        print(f"  export TOCSIN_DATA_DIR={data_dir} TOCSIN_EGRESS_ALLOW=127.0.0.0/8 PATH={path}:$PATH")
        print(f"  export TOKEN={token}")
        print(f'  curl -s -H "Authorization: Bearer $TOKEN" {service.url}/v1/alerts | python3 -m json.tool | less')
        print(f'  curl -s -H "Authorization: Bearer $TOKEN" {service.url}/v1/situations')
        print(f"  curl -s {service.url}/metrics | grep tocsin_")
        print("  tocsin status")
        print("  tocsin read --explain seeds/kazakhstan-2022-01/14*")
        print("  sed 's/^by = 10$/by = 100/' seeds/rules.toml > my-rules.toml")
        print("  tocsin replay --rules my-rules.toml      # what other rules would have done")
        print(f"  {service.url}/docs              # the API")
        print("  docs/subscribe.md                        # get alerts yourself", flush=True)

    def _empty_data_dir(self) -> None:
        if self._data_dir.exists():
            if any(self._data_dir.iterdir()) and not (self._data_dir / MARK).exists():
                raise UsageError(f"{self._data_dir} holds something that is not the demo's; name another --data-dir")
            shutil.rmtree(self._data_dir)
        self._data_dir.mkdir(parents=True)
        (self._data_dir / MARK).touch()


class Api:
    """The HTTP service, as a client sees it."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str) -> Any:
        """Return the JSON of a path."""
        return self._checked(self._session.get(self._url + path, timeout=10))

    def post(self, path: str, body: Any) -> Any:
        """Post JSON and return the JSON of the answer."""
        return self._checked(self._session.post(self._url + path, json=body, timeout=10))

    def _checked(self, answer: requests.Response) -> Any:
        if not answer.ok:
            raise TocsinError(f"{answer.request.method} {answer.request.path_url}: {answer.status_code} {answer.text}")
        return answer.json()
