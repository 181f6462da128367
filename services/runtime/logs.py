"""Log lines: text for people, JSON for machines, on standard error; never a secret, never a word of a report."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from schemas.base import format_instant

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Text(logging.Formatter):
    def formatException(self, ei: Raised) -> str:  # noqa: N802  the name is logging's
        """Return what was raised and where, without its message."""
        return "\n".join(f"  {line}" for line in _told(ei[1]))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON object."""
        line: dict[str, Any] = {
            "time": format_instant(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["raised"] = _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _told(error: BaseException | None) -> list[str]:
    """Return the kinds of an error and of its causes, each with the places that it passed, the first cause first.

    Not their messages: one that we did not write may repeat what it stumbled over, a sentence of a report or a key.
    """
    if error is None:
        return []
    before = error.__cause__ if error.__suppress_context__ else error.__cause__ or error.__context__
    places = [f"{at.filename}:{at.lineno} in {at.name}" for at in traceback.extract_tb(error.__traceback__)]
    return [*_told(before), *places, type(error).__name__]


def set_up(level: str, form: str, process: str) -> None:
    """Send all log lines of this process to standard error.

    Args:
        level: The least level that is shown: debug, info, warning or error.
        form: `text` or `json`.
        process: What the process is called in text lines.
    """
    handler = logging.StreamHandler(sys.stderr)
    text = _Text(f"%(asctime)s %(levelname)-7s {process}: %(message)s", "%H:%M:%S")
    handler.setFormatter(_Json() if form == "json" else text)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These tell every job and every connection; what matters of it we tell ourselves.
    for noisy in ("rq", "rq.worker", "urllib3", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
        logging.getLogger(noisy).propagate = True
