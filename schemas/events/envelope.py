"""The envelope of every entry of the log: CloudEvents 1.0 with the extensions that an audit needs."""

from typing import Any, Literal

from pydantic import Field

from schemas.base import Frozen, Instant


class Draft(Frozen):
    """An event on its way into the log, which will give it a sequence and a recorded time."""

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(description="UUIDv5 of what the event is made of, so that making it twice gives it once")
    source: str = Field(description="the part of the service that speaks: tocsin/ingest, tocsin/alerts ...")
    type: str = Field(description="kind and version: tocsin.casualties.reported.v1")
    subject: str | None = Field(default=None, description="what it is about: a report, situation, alert, rule file")
    time: Instant = Field(description="when the report says (story time), or when it was done")
    correlationid: str | None = Field(default=None, description="the report that it goes back to")
    causationid: str | None = Field(default=None, description="the event that it came from")
    actor: str | None = Field(default=None, description="who, for what people do: the id of a token, or cli")
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str = Field(description="path of the JSON Schema of the data")
    data: dict[str, Any]


class Event(Draft):
    """An entry of the log."""

    sequence: int = Field(ge=1, description="position in the log: dense, from 1")
    recordedtime: Instant = Field(description="when it was appended (desk time); never runs backwards")
