"""Ends a server that its killed owner left behind: two servers on one append-only file would destroy it."""

import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from services.runtime.errors import ServerDown

ASKED_SECONDS: Final = 10.0
"""How long it may take to shut down; then it is killed."""
KILLED_SECONDS: Final = 5.0
STEP: Final = 0.1
"""Seconds between two looks; each look takes a place in the queue of a server that hangs."""


def end(path: Path, wait: Callable[[float], None]) -> None:
    """End whatever server listens on a Unix socket, also one that hangs or still loads; return once it is gone.

    What it has answered is on its disk already, so even a kill loses nothing.

    Args:
        path: The socket.
        wait: Sleeps for some seconds.

    Raises:
        ServerDown: It cannot be ended; the message says what to do.
    """
    process = _listener(path)
    if process is None:
        return
    with socket.socket(socket.AF_UNIX) as asking:
        with suppress(OSError):
            asking.settimeout(1.0)
            asking.connect(str(path))
            asking.sendall(b"SHUTDOWN NOSAVE\r\n")
        if _gone(path, ASKED_SECONDS, wait):
            return
    if process:
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
    if not _gone(path, KILLED_SECONDS, wait):
        raise ServerDown(
            f"an earlier server {f'(process {process}) ' if process else ''}still listens on {path} and does not end; "
            "end it by hand and start again"
        )


def _gone(path: Path, seconds: float, wait: Callable[[float], None]) -> bool:
    waited = 0.0
    while _listener(path) is not None:
        if waited >= seconds:
            return False
        wait(STEP)
        waited += STEP
    return True


def _listener(path: Path) -> int | None:
    """Return the process that listens on a socket, 0 when the system does not tell, None when nobody does.

    Asked of the system, not of the server: one that is stopped, loads or waits for its disk answers nothing and yet
    lives on.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError:
            return 0
        process = 0
        if sys.platform == "linux":
            credentials = probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            process = int(struct.unpack("3i", credentials)[0])
        return process
