"""A lock on the server that one process holds, with a token, so that nobody gives back another one's lock."""

from collections.abc import Callable
from typing import Final

from services.runtime.server import Server

_KEEP: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""
_RELEASE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
_TAKE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0
"""


class ServerLock:
    """A lock that lasts `seconds` unless it is kept.

    It only keeps a standby quiet. What must not happen twice is fenced where it is written, by the expected cursor.
    """

    def __init__(self, server: Server, key: str, token: Callable[[], str], seconds: float = 10.0) -> None:
        self._key = key
        self._token = token()
        self._milliseconds = int(seconds * 1000)
        self._take, self._keep, self._release = (server.script(lua) for lua in (_TAKE, _KEEP, _RELEASE))

    def take(self) -> bool:
        """Take the lock; true also when it is already ours (the reply to the first try was lost)."""
        return bool(self._take([self._key], [self._token, self._milliseconds]))

    def keep(self) -> bool:
        """Hold it for longer; false when it is no longer ours."""
        return bool(self._keep([self._key], [self._token, self._milliseconds]))

    def release(self) -> None:
        """Give it back if it is ours."""
        self._release([self._key], [self._token])
