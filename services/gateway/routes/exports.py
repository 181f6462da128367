"""The log as a file, for whoever wants to check it, keep it, or take it elsewhere."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Final

from fastapi import APIRouter
from fastapi import Query as FromUrl
from pydantic import Field, field_validator
from starlette.responses import Response, StreamingResponse

from schemas.events.registry import KINDS, kind_of
from services.eventlog.exports.file import compressed
from services.eventlog.exports.format import Filter
from services.eventlog.exports.writer import Wanted, export
from services.gateway.access import Reader
from services.gateway.bodies import NDJSON
from services.gateway.longreads import LongAnswer
from services.gateway.pages import MAX_SEQUENCE, Query
from services.gateway.service import Here
from services.runtime.version import installed_version

router = APIRouter(tags=["log"])

ZSTD: Final = "application/zstd"


class ExportQuery(Query):
    """Which part of the log; all that is given must fit."""

    first: int = Field(default=1, ge=1, le=MAX_SEQUENCE, description="from this sequence on")
    last: int | None = Field(default=None, ge=1, le=MAX_SEQUENCE, description="up to this sequence; else to the end")
    kind: str | None = Field(default=None, description="such as casualties.reported")
    subject: str | None = Field(default=None, min_length=1, max_length=500, description="what it is about")
    correlation: str | None = Field(default=None, min_length=1, max_length=500, description="id of the report")
    texts: bool = Field(default=True, description="the texts of reports too")
    zstd: bool = Field(default=False, description="compressed")

    @field_validator("kind")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None and kind_of(name) not in KINDS:
            raise ValueError(f"{name!r} is no kind of event; there are: {', '.join(KINDS)}")
        return None if name is None else kind_of(name)


@router.get("/v1/log/export", response_class=StreamingResponse)
def get_export(query: Annotated[ExportQuery, FromUrl()], caller: Reader, here: Here) -> Response:
    """Give the log, or a part of it, as an export: the format is told in docs/log-format.md.

    An answer that broke off lacks its last line, `{"end": ...}`.
    """
    narrow = Filter(kind=query.kind, subject=query.subject, correlation=query.correlation)
    wanted = Wanted(query.first - 1, query.last, narrow, query.texts)
    pieces = export(here.server, here.log, wanted, version=installed_version(), now=here.clock())
    give_back = here.long_reads.take()
    try:
        # The first one tells whether the server answers, while an error can still be told as one.
        whole: Iterator[bytes] = chain([next(pieces)], pieces)
    except BaseException:
        give_back()
        raise
    name = f"{here.log.keys.workspace}.ndjson{'.zst' if query.zstd else ''}"
    return LongAnswer(
        compressed(whole) if query.zstd else whole,
        give_back,
        media_type=ZSTD if query.zstd else NDJSON,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
