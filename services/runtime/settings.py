"""Settings: every variable that the service knows, with its default, in one table."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from services.runtime.errors import SettingsError

PREFIX: Final = "TOCSIN_"
LONGEST_DELAY: Final = 604_800
"""Seconds of a week: what is later than that is no alert any more."""
PROBES: Final = ("loopback", "open", "token")
LEAST: Final = {
    "ingest_workers": 1,
    "max_backlog": 1,
    "max_memory_percent": 1,
    "min_disk_mb": 0,
    "max_long_reads": 1,
    "seal_seconds": 1,
    "archive_days": 0,
}
"""The least value of a number."""
MOST: Final = {"max_memory_percent": 100}


def _state_home(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_STATE_HOME") or str(
        Path(environment.get("HOME", "~")).expanduser() / ".local" / "state"
    )
    return Path(base) / "tocsin"


def _setting(default: Any, text: str, *, shown: bool = True) -> Any:
    # What may hold a secret is left out of every representation.
    return field(default=default, metadata={"text": text}, repr=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the service was told. The variable of a field is its name in capitals behind TOCSIN_."""

    data_dir: Path = field(
        metadata={"text": "where the embedded server keeps its data; default: tocsin in the state home"}
    )
    redis_url: str | None = _setting(
        None, "the Redis or Valkey server; without it an embedded one is started", shown=False
    )
    queue_url: str | None = _setting(
        None,
        "another server for the wake-up queues; default: the same, or a companion of the embedded one",
        shown=False,
    )
    workspace: str = _setting("main", "name of the workspace: one log, one order")
    host: str = _setting("127.0.0.1", "address that the HTTP service binds to")
    port: int = _setting(8600, "port of the HTTP service")
    public_url: str | None = _setting(None, "where people reach the HTTP service, for links in alerts")
    metrics_host: str = _setting("127.0.0.1", "address that a worker's metrics bind to")
    metrics_port: int = _setting(8601, "port of a worker's metrics; `tocsin up` counts up from it")
    ingest_workers: int = _setting(1, "how many ingest workers `tocsin up` starts")
    rules: Path | None = _setting(None, "rules file to activate at the first start; default: the standard rules")
    probes: str = _setting("loopback", "who needs no token for /metrics, /healthz, /readyz: loopback, open or token")
    egress_allow: tuple[str, ...] = _setting((), "private networks that webhooks may go to, as CIDR, with commas")
    webhook_delays: tuple[str, ...] = _setting(
        (), "seconds between an attempt at a webhook and the next, with commas; default: 5 s to 24 h, in nine steps"
    )
    secret_key: str | None = _setting(
        None,
        "key of webhook secrets, and of digests of removed texts; default: a file in the data dir",
        shown=False,
    )
    seal_seconds: int = _setting(60, "seconds that an entry of the log waits to be sealed at most")
    sign: str = _setting("on", "on or off: sign seals with the key signing.key in the data dir, made on first use")
    archive_dir: Path | None = _setting(
        None, "folder that sealed history is moved to; default: archive in the data dir; all processes need it"
    )
    archive_days: int = _setting(0, "days after which sealed history is moved to the archive; 0 for never")
    max_backlog: int = _setting(100_000, "reports waiting to be read above which intake answers 503")
    max_memory_percent: int = _setting(90, "share of the server's maxmemory above which intake answers 503")
    min_disk_mb: int = _setting(200, "free megabytes of the data directory's disk below which intake answers 503")
    max_long_reads: int = _setting(
        2, "answers that take in the whole log (state, verification, absence, export) worked at at once; more get 503"
    )
    log_format: str = _setting("text", "text or json")
    log_level: str = _setting("info", "debug, info, warning or error")

    @property
    def archive(self) -> Path:
        """Return the folder that holds the archives, one folder for each workspace."""
        return self.archive_dir or self.data_dir / "archive"

    @property
    def link_base(self) -> str:
        """Return the address that links in alerts begin with."""
        # An address that means "every one" is none that a browser can go to.
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        here = f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
        return (self.public_url or here).rstrip("/")


def variables() -> dict[str, str]:
    """Return every variable that is known, with what it means."""
    return {PREFIX + f.name.upper(): f.metadata["text"] for f in fields(Settings)}


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: A variable is unknown or its value is not usable; the message names it.
    """
    environment = os.environ if environment is None else environment
    known = {PREFIX + f.name.upper(): f for f in fields(Settings)}
    for name in environment:
        if name.startswith(PREFIX) and name not in known and name not in INTERNAL:
            raise SettingsError(f"unknown setting {name}; known are: {', '.join(sorted(known))}")
    values: dict[str, Any] = {"data_dir": _state_home(environment)}
    for name, setting in known.items():
        text = environment.get(name, "").strip()
        if text:
            values[setting.name] = _parse(name, str(setting.type), text)
    settings = Settings(**values)
    _check(settings)
    return settings


INTERNAL: Final = frozenset({"TOCSIN_LIFELINE"})
"""Variables that are no settings: what a supervisor hands its children."""


def _parse(name: str, kind: str, text: str) -> Any:
    if "int" in kind:
        try:
            return int(text)
        except ValueError:
            raise SettingsError(f"{name} must be a whole number, not {text!r}") from None
    if "Path" in kind:
        return Path(text).expanduser()
    if "tuple" in kind:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _check(settings: Settings) -> None:
    if settings.probes not in PROBES:
        raise SettingsError(f"TOCSIN_PROBES must be one of {', '.join(PROBES)}, not {settings.probes!r}")
    if settings.sign not in ("on", "off"):
        raise SettingsError(f"TOCSIN_SIGN must be on or off, not {settings.sign!r}")
    if settings.log_format not in ("text", "json"):
        raise SettingsError(f"TOCSIN_LOG_FORMAT must be text or json, not {settings.log_format!r}")
    if settings.log_level not in ("debug", "info", "warning", "error"):
        raise SettingsError(f"TOCSIN_LOG_LEVEL must be debug, info, warning or error, not {settings.log_level!r}")
    if not settings.workspace.replace("-", "").replace("_", "").isalnum():
        raise SettingsError(f"TOCSIN_WORKSPACE may hold letters, digits, - and _ only, not {settings.workspace!r}")
    for port in (settings.port, settings.metrics_port):
        if not 0 <= port <= 65_535:
            raise SettingsError(f"a port must be from 0 to 65535, not {port}")
    for name, least in LEAST.items():
        number, most = getattr(settings, name), MOST.get(name)
        if number < least or (most is not None and number > most):
            bounds = f"{least} or more" if most is None else f"from {least} to {most}"
            raise SettingsError(f"{PREFIX}{name.upper()} must be {bounds}, not {number}")
    for delay in settings.webhook_delays:
        if not delay.isdecimal() or not 1 <= int(delay) <= LONGEST_DELAY:
            raise SettingsError(
                f"TOCSIN_WEBHOOK_DELAYS: {delay!r} is no number of seconds from 1 to {LONGEST_DELAY}; write 5,300,1800"
            )
    for network in settings.egress_allow:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise SettingsError(f"TOCSIN_EGRESS_ALLOW: {error}; name networks as 10.0.0.0/8,127.0.0.0/8") from None
