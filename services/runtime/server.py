"""The Redis or Valkey server, behind one typed door that turns its errors into ours."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    ConnectionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TimeoutError,
)
from redis.retry import Retry

from services.runtime.errors import ServerDown, ServerFull, ServerUnfit, SettingsError

Argument = str | bytes | int | float

#: Oldest server that has all we need (XAUTOCLAIM, SET ... GET, Lua).
OLDEST: Final = (6, 2)

log = logging.getLogger(__name__)

RunScript = Callable[[Sequence[str], Sequence[Argument]], Any]
"""Runs one Lua script on keys and arguments."""


class Server:
    """A connection pool to one server. Replies are text; counts are ints.

    redis-py repeats a command whose reply it lost. Reads and plain overwrites do not mind; everything else goes
    through a script that can be repeated.
    """

    def __init__(self, client: redis.Redis, name: str) -> None:
        self._client = client
        #: Where the server is, without a password.
        self.name = name

    def do(self, *command: Argument) -> Any:
        """Run one command and return its reply.

        Raises:
            ServerDown: The server cannot be reached or did not answer in time.
            ServerFull: The server refuses writes.
            ServerUnfit: The server refused the command.
        """
        with self._translated():
            return self._client.execute_command(*command)  # type: ignore[no-untyped-call]

    def bytes(self, *command: Argument) -> bytes:
        """Run one command whose reply is binary, and return it undecoded."""
        with self._translated():
            reply: bytes = self._client.execute_command(*command, NEVER_DECODE=True)  # type: ignore[no-untyped-call]
            return reply

    def raw(self, *command: Argument) -> Any:
        """Run one command and return its reply with its texts undecoded, so that damaged ones can be read too."""
        with self._translated():
            return self._client.execute_command(*command, NEVER_DECODE=True)  # type: ignore[no-untyped-call]

    def delivered(self, stream: str, group: str, entry: str) -> int:
        """Return how often a group was given a pending entry; 0 when it is not pending."""
        with self._translated():
            rows: Any = self._client.xpending_range(stream, group, entry, entry, 1)
            return int(rows[0]["times_delivered"]) if rows else 0

    def batch(self, commands: Iterable[Sequence[Argument]]) -> list[Any]:
        """Run several commands in one round trip (not as a transaction) and return their replies in order."""
        with self._translated():
            pipeline = self._client.pipeline(transaction=False)
            for command in commands:
                pipeline.execute_command(*command)  # type: ignore[no-untyped-call]
            return list(pipeline.execute())

    def raw_batch(self, commands: Iterable[Sequence[Argument]]) -> list[Any]:
        """Run several commands in one round trip, in their order, and return their replies with texts undecoded."""
        with self._translated():
            pipeline = self._client.pipeline(transaction=False)
            for command in commands:
                pipeline.execute_command(*command, NEVER_DECODE=True)  # type: ignore[no-untyped-call]
            return list(pipeline.execute())

    def script(self, lua: str) -> RunScript:
        """Return a function that runs `lua` on the server, loading it where it is not known."""
        known = self._client.register_script(lua)

        def run(keys: Sequence[str], args: Sequence[Argument]) -> Any:
            with self._translated():
                return known(keys=list(keys), args=list(args))

        return run

    def info(self, section: str) -> dict[str, Any]:
        """Return one section of INFO."""
        reply: dict[str, Any] = self.do("INFO", section)
        return reply

    def close(self) -> None:
        """Give all connections back."""
        self._client.close()

    def _full(self, error: Exception) -> ServerFull:
        do = "free memory or disk there, or raise its maxmemory"
        if isinstance(error, ReadOnlyError):
            do = "it is a replica: name the primary in TOCSIN_REDIS_URL"
        return ServerFull(f"the server at {self.name} takes no writes: {error}; {do}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OutOfMemoryError, ReadOnlyError) as error:
            raise self._full(error) from error
        except AuthenticationError as error:
            raise ServerUnfit(
                f"the server at {self.name} refused the user or password; mend them in TOCSIN_REDIS_URL "
                "(redis://user:password@host:6379/0)"
            ) from error
        except (ConnectionError, TimeoutError, BusyLoadingError) as error:
            raise ServerDown(
                f"no answer from the server at {self.name} ({type(error).__name__}); is it running, and is "
                "TOCSIN_REDIS_URL right?"
            ) from error
        except ResponseError as error:
            if str(error).startswith(("MISCONF", "OOM")) or "OOM command not allowed" in str(error):
                raise self._full(error) from error
            raise ServerUnfit(f"the server at {self.name} refused a command: {error}") from error
        except UnicodeDecodeError:
            raise ServerUnfit(
                f"the server at {self.name} gave bytes that are no text: its data was damaged; restore it from a copy"
            ) from None
        except RedisError as error:
            raise ServerDown(f"the server at {self.name} broke off: {type(error).__name__}") from error


def public_name(url: str) -> str:
    """Return a server's url without user and password."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}"
    host = parts.hostname or "localhost"
    return f"{parts.scheme}://{host}:{parts.port or 6379}{parts.path}"


def client(url: str, *, text: bool = True, timeout: float = 5.0) -> redis.Redis:
    """Make a redis-py client with time-outs and few, quick retries.

    Args:
        url: `redis://`, `rediss://` or `unix://`.
        text: False for replies as bytes, which RQ wants.
        timeout: Seconds to wait for a connection or a reply.

    Raises:
        SettingsError: The url is not one of a server.
    """
    try:
        return redis.Redis.from_url(
            url,
            decode_responses=text,
            protocol=2,
            socket_timeout=timeout,
            socket_connect_timeout=min(timeout, 3.0),
            health_check_interval=30,
            retry=Retry(ExponentialBackoff(cap=0.2, base=0.02), 3),
        )
    except ValueError as error:
        raise SettingsError(
            f"TOCSIN_REDIS_URL is no server's url ({error}); use redis://host:6379/0, rediss://... or unix:///path"
        ) from None


def connect(url: str, *, timeout: float = 5.0) -> Server:
    """Return a server that has not been asked anything yet."""
    return Server(client(url, timeout=timeout), public_name(url))


def check(server: Server) -> None:
    """Refuse a server that would lose data by itself, and warn of one that would with its process.

    Raises:
        ServerDown: It cannot be reached.
        ServerUnfit: It is too old, or would evict keys under memory pressure.
    """
    version = str(server.info("server").get("redis_version", "0"))
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise ServerUnfit(f"the server at {server.name} is version {version}; 6.2 or newer is needed")
    policy = server.info("memory").get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        raise ServerUnfit(
            f"the server at {server.name} would evict keys (maxmemory-policy {policy}), and with them reports and "
            "alerts; mend it with: redis-cli CONFIG SET maxmemory-policy noeviction"
        )
    if durability(server) == "off":
        # Not refused: a server may be kept by other means, such as a replica in another place.
        log.warning(
            "the server at %s keeps no append-only file: what was accepted is lost when it dies; mend it with: "
            "redis-cli CONFIG SET appendonly yes",
            server.name,
        )


def durability(server: Server) -> str:
    """Return how writes are kept: `always`, `everysec`, `no`, or `off` when there is no append-only file."""
    if not int(server.info("persistence").get("aof_enabled", 0)):
        return "off"
    try:
        reply = server.do("CONFIG GET", "appendfsync")
    except ServerUnfit:
        return "unknown"
    return str(reply.get("appendfsync", "unknown"))
