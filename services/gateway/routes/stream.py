"""The log as a stream of Server-Sent Events: nothing skipped, nothing twice, over any number of reconnects."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, Header
from fastapi import Query as FromUrl
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from schemas.events.registry import KINDS, kind_of
from services.gateway.access import Reader
from services.gateway.errors import problem
from services.gateway.pages import MAX_SEQUENCE, Query
from services.gateway.service import Here, Service
from services.gateway.shown import shown
from services.gateway.streams import OpenStreams
from services.runtime.errors import TocsinError

router = APIRouter(tags=["events"])

PAGE: Final = 200
"""Entries that are read at once."""
EVERY_SECONDS: Final = 0.5
"""How often a stream that has come to the end of the log looks for more."""
SILENT_SECONDS: Final = 15.0
"""After so long without an entry a comment is sent, so that proxies and clients know that the stream lives."""
STREAMS: Final = 100
"""Streams that one process serves at once."""
SEQUENCE: Final = re.compile("[0-9]{1,16}")


class _Stream(StreamingResponse):
    """Gives its place back however it ends, also where its client left before the first line."""

    def __init__(self, lines: AsyncIterator[str], streams: OpenStreams) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(lines, media_type="text/event-stream", headers=headers)
        self._streams = streams
        # Taken here, not with the first line: many who ask at once would all find a place free until then.
        streams.held.add(self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            # At a stop, a client that takes nothing is left; that is no error of anybody.
            if not self._streams.ending:
                raise
        finally:
            self._streams.held.discard(self)


class StreamQuery(Query):
    """Which entries."""

    after: int | None = Field(
        default=None, ge=0, le=MAX_SEQUENCE, description="begin behind this sequence; without it, with what comes next"
    )
    kind: list[str] = Field(default_factory=list, max_length=50, description="only these kinds; may be repeated")
    words: bool = Field(default=True, description="join the words of the reports; without, the entries as logged")


@router.get("/v1/events/stream")
async def get_stream(
    query: Annotated[StreamQuery, FromUrl()],
    caller: Reader,
    here: Here,
    request: Request,
    last_event_id: Annotated[str | None, Header(description="sequence of the last entry that came")] = None,
) -> Response:
    """Follow the log as Server-Sent Events: `id` is the sequence, `event` the kind, `data` the entry."""
    unknown = [kind for kind in query.kind if kind not in KINDS]
    if unknown:
        raise problem(422, "bad_parameter", f"{unknown[0]!r} is no kind of event", field="kind")
    if last_event_id is not None and not SEQUENCE.fullmatch(last_event_id):
        raise problem(422, "bad_parameter", "Last-Event-ID is no sequence", field="Last-Event-ID")
    after = int(last_event_id) if last_event_id is not None else query.after
    if after is None:
        after = await run_in_threadpool(here.log.head)
    streams: OpenStreams = request.app.state.streams
    # Nothing may wait between this and the stream that takes the place.
    if len(streams.held) >= STREAMS:
        raise problem(
            503, "too_many_streams", f"{STREAMS} streams are open already", do="try again later, or page /v1/events"
        )
    return _Stream(_lines(here, query, after, streams), streams)


async def _lines(here: Service, query: StreamQuery, after: int, streams: OpenStreams) -> AsyncIterator[str]:
    kinds = frozenset(query.kind)
    silent = 0.0
    # What a client waits for between two tries, in milliseconds.
    yield "retry: 2000\n\n"
    while not streams.ending:
        try:
            entries = await run_in_threadpool(here.log.read, after, PAGE)
            rows = [entry for entry in entries if not kinds or kind_of(entry.type) in kinds]
            told = await run_in_threadpool(shown, here.reports, rows, words=query.words) if rows else []
        except TocsinError:
            # The client comes back with the last id that it has, to this process or another.
            return
        for entry, row in zip(rows, told, strict=True):
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            yield f"id: {entry.sequence}\nevent: {kind_of(entry.type)}\ndata: {text}\n\n"
        if entries:
            after = entries[-1].sequence
            silent = 0.0
            continue
        silent += EVERY_SECONDS
        if silent >= SILENT_SECONDS:
            # The id moves on with it, so that a filtered stream need not read all of this again.
            yield f"id: {after}\n: nothing new\n\n"
            silent = 0.0
        await asyncio.sleep(EVERY_SECONDS)
