"""What the delivery store needs from time to time: signs of life that are due, and forgetting what is long over."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import ValidationError

from schemas.subscription import Subscription
from services.alerts.webhooks.identity import planned_heartbeat
from services.alerts.webhooks.keys import PACKAGE, WebhookKeys
from services.alerts.webhooks.rows import BEATS_KEPT, KEPT, flat, ms, seconds
from services.eventlog.keys import Keys
from services.eventlog.lua import lua
from services.runtime.server import Server

HEARD: Final = timedelta(days=400)
"""How long it is remembered which alerts a receiver was told of, so that it hears of their end however mild."""
BEATS_AT_ONCE: Final = 200
PRUNE_AT_ONCE: Final = 500
PRUNE_STEPS: Final = 20


class Upkeep:
    """Keeps the delivery store of one workspace in order."""

    def __init__(self, server: Server, workspace: str) -> None:
        self._server = server
        self._log_key = Keys(workspace).log
        self._prefix = Keys(workspace).prefix
        self._keys = WebhookKeys(workspace)
        self._beat = server.script(lua("receivers.lua", "beat.lua", package=PACKAGE))
        self._prune = server.script(lua("receivers.lua", "prune.lua", package=PACKAGE))

    def beat(self, now: datetime) -> int:
        """Make the signs of life that are due, and return how many."""
        due = self._server.do(
            "ZRANGEBYSCORE", self._keys.heartbeats, "-inf", ms(now), "WITHSCORES", "LIMIT", 0, BEATS_AT_ONCE
        )
        pairs = [(str(name), float(score)) for name, score in zip(due[::2], due[1::2], strict=True)]
        if not pairs:
            return 0
        texts = self._server.do("HMGET", self._keys.subscriptions, *(name for name, _ in pairs))
        made: list[str | int | float] = []
        count = 0
        for (name, at), text in zip(pairs, texts, strict=True):
            interval = _interval(text)
            delivery = planned_heartbeat(name, at, now)
            fields = flat(delivery.model_dump(mode="json", exclude_none=True))
            # After a standstill one sign is made, not all that were missed.
            following = max(at + interval * 1000, ms(now) + interval * 500)
            made += [name, repr(at), int(following), delivery.id, len(fields), *fields]
            count += 1
        return int(self._beat([self._log_key], [self._prefix, ms(now), seconds(BEATS_KEPT), count, *made]))

    def prune(self, now: datetime) -> int:
        """Forget what is long over, as far as it can be done in a moment, and return how much it was."""
        removed = [str(name) for name in self._server.do("ZRANGE", self._keys.removed, 0, -1)]
        names = [str(name) for name in self._server.do("HKEYS", self._keys.subscriptions)]
        listed = ms(now - KEPT)
        done = self._pruned("deliveries", listed)
        for name in (*names, *removed):
            done += self._pruned(f"deliveries:{name}", listed)
        for name in names:
            done += self._pruned(f"heard:{name}", ms(now - HEARD))
        for name in removed:
            if not self._server.do("EXISTS", self._keys.listing(name)):
                self._server.do("ZREM", self._keys.removed, name)
        return done

    def _pruned(self, listing: str, before: int) -> int:
        done = passed = 0
        for _ in range(PRUNE_STEPS):
            forgotten, kept = self._prune([self._log_key], [self._prefix, listing, before, passed, PRUNE_AT_ONCE])
            done, passed = done + int(forgotten), passed + int(kept)
            if int(forgotten) + int(kept) < PRUNE_AT_ONCE:
                break
        return done


def _interval(text: str | None) -> int:
    # One that is gone or cannot be read is looked at again in an hour; its sign of life is put away unsent.
    try:
        return (Subscription.model_validate_json(text).heartbeat if text else None) or 3600
    except ValidationError:
        return 3600
