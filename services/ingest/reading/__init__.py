"""The reader: a report in, typed events out; pure, deterministic, explainable."""

from services.ingest.reading.reader import READER, ReadReport, read

__all__ = ["READER", "ReadReport", "read"]
