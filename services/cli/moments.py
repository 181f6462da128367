"""Dates and times on the command line."""

import argparse
from datetime import datetime

from schemas.base import to_utc


def moment(text: str) -> datetime:
    """Read an ISO 8601 date or time; without a zone it is UTC."""
    try:
        return to_utc(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date or time; write 2022-01-06 or 2022-01-06T10:30Z"
        ) from None
