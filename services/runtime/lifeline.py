"""Dies with its supervisor: a child holds one end of a pipe and stops when the other end goes away."""

import os
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

VARIABLE: Final = "TOCSIN_LIFELINE"
STOP_SECONDS: Final = 15.0
"""How long a process may take to end after it was asked to."""


def follow(environment: Mapping[str, str], seconds: float = STOP_SECONDS) -> None:
    """Stop this process when the supervisor that started it is gone, however it went: cleanly, or else by a kill."""
    handle = environment.get(VARIABLE)
    if handle is None:
        return

    def wait() -> None:
        with suppress(OSError):
            os.read(int(handle), 1)
        os.kill(os.getpid(), signal.SIGTERM)
        # Nobody is left who would see that it hangs: without this it would work beside its successor for ever.
        time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
