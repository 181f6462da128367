"""Which server to use: the one given, the one that runs in the data directory, or a new embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.runtime import embedded
from services.runtime.errors import ServerDown
from services.runtime.server import Server, check, connect
from services.runtime.settings import Settings


@contextmanager
def open_server(settings: Settings) -> Iterator[Server]:
    """Give a checked server for as long as the block lasts.

    Without `TOCSIN_REDIS_URL` this joins the embedded server of a running `tocsin up`, or starts one for the length
    of the block.

    Raises:
        ServerDown: The server cannot be reached.
        ServerUnfit: The server would lose data.
        DataDirectoryError: The data directory cannot be used.
    """
    if settings.redis_url:
        yield from _checked(connect(settings.redis_url))
        return
    lock = embedded.Lock(settings.data_dir)
    if not lock.take():
        yield from _checked(connect(embedded.url(settings.data_dir)))
        return
    own = embedded.EmbeddedServer(settings.data_dir)
    try:
        own.start()
        yield from _checked(connect(own.url))
    finally:
        own.stop()
        lock.release()


@contextmanager
def join_server(settings: Settings) -> Iterator[tuple[Server, str]]:
    """Give a checked server that is already running, and its url, for as long as the block lasts.

    Raises:
        ServerDown: None is running.
        ServerUnfit: The server would lose data.
    """
    url = settings.redis_url or embedded.url(settings.data_dir)
    if not settings.redis_url and not embedded.socket_path(settings.data_dir).exists():
        raise ServerDown(
            f"nothing runs on {settings.data_dir}; start `tocsin up`, or say where it runs in TOCSIN_DATA_DIR or "
            "TOCSIN_REDIS_URL"
        )
    server = connect(url)
    try:
        check(server)
        yield server, url
    finally:
        server.close()


def queue_url(settings: Settings, server_url: str) -> str:
    """Return the url of the server that carries the wake-ups.

    That is the one named in TOCSIN_QUEUE_URL; beside an embedded server, its companion that keeps nothing; else the
    server itself.
    """
    if settings.queue_url:
        return settings.queue_url
    if server_url == embedded.url(settings.data_dir):
        return embedded.url(settings.data_dir, embedded.QUEUE)
    return server_url


def own_disk(settings: Settings) -> Path | None:
    """Return the folder whose disk must keep room; None for a server that was given, whose disk is not ours to see."""
    if settings.redis_url in (None, embedded.url(settings.data_dir)):
        return settings.data_dir
    return None


def _checked(server: Server) -> Iterator[Server]:
    try:
        check(server)
        yield server
    finally:
        server.close()
