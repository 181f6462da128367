"""Cuts connections off when their time is up, however they drip.

A socket's own time-out starts anew with each byte. The watchdog holds a second handle on each connection and shuts it
down at its deadline, which wakes any read or write on it, TLS or not.
"""

import heapq
import itertools
import socket
import threading
import time
from contextlib import suppress


class Watch:
    """One connection under watch."""

    def __init__(self, deadline: float, handle: socket.socket) -> None:
        self.deadline = deadline
        self._handle = handle
        self._lock = threading.Lock()
        self._over = False
        #: True once the connection was cut off.
        self.cut = False

    def release(self) -> None:
        """Stop watching."""
        with self._lock:
            if not self._over:
                self._over = True
                self._handle.close()

    def cut_off(self) -> None:
        """Shut the connection down, unless it was released."""
        with self._lock:
            # The descriptor may belong to another connection once it is closed, so both happen under one lock.
            if self._over:
                return
            self._over = self.cut = True
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)
            self._handle.close()


class Watchdog:
    """One thread that knows every deadline. It starts with the first watch."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._waiting: list[tuple[float, int, Watch]] = []
        self._order = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def watch(self, connection: socket.socket, deadline: float) -> Watch:
        """Watch a plain, connected socket.

        Args:
            connection: The socket, before TLS is wrapped around it.
            deadline: In seconds of `time.monotonic`.
        """
        watch = Watch(deadline, connection.dup())
        with self._wake:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="egress-watchdog", daemon=True)
                self._thread.start()
            heapq.heappush(self._waiting, (deadline, next(self._order), watch))
            if self._waiting[0][2] is watch:
                self._wake.notify()
        return watch

    def close(self) -> None:
        """Cut off what is still open and end the thread."""
        with self._wake:
            self._closed = True
            waiting, self._waiting = self._waiting, []
            self._wake.notify()
        for _, _, watch in waiting:
            watch.cut_off()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._closed and not self._due():
                    self._wake.wait(self._waiting[0][0] - time.monotonic() if self._waiting else None)
                if self._closed:
                    return
                _, _, watch = heapq.heappop(self._waiting)
            watch.cut_off()

    def _due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= time.monotonic()
