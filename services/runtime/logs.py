"""Log lines: text for people, JSON for machines, on standard error; never a secret, never a word of a report."""

import json
import logging
import sys
from datetime import UTC, datetime

from schemas.base import format_instant


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": format_instant(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def set_up(level: str, form: str, process: str) -> None:
    """Send all log lines of this process to standard error.

    Args:
        level: The least level that is shown: debug, info, warning or error.
        form: `text` or `json`.
        process: What the process is called in text lines.
    """
    handler = logging.StreamHandler(sys.stderr)
    text = logging.Formatter(f"%(asctime)s %(levelname)-7s {process}: %(message)s", "%H:%M:%S")
    handler.setFormatter(_Json() if form == "json" else text)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These tell every job and every connection; what matters of it we tell ourselves.
    for noisy in ("rq", "rq.worker", "urllib3", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
        logging.getLogger(noisy).propagate = True
