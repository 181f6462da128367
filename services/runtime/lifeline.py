"""Dies with its supervisor: a child holds one end of a pipe and stops when the other end goes away."""

import os
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress

VARIABLE = "TOCSIN_LIFELINE"


def follow(environment: Mapping[str, str]) -> None:
    """Stop this process, cleanly, when the supervisor that started it is gone, however it went."""
    handle = environment.get(VARIABLE)
    if handle is None:
        return

    def wait() -> None:
        with suppress(OSError):
            os.read(int(handle), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
