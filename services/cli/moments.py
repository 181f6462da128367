"""Dates and times on the command line."""

import argparse
import re
from datetime import datetime, timedelta
from typing import Final

from schemas.base import to_utc

_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def length(text: str) -> timedelta:
    """Read a length of time: a whole number and d, h, m or s."""
    found = re.fullmatch("([0-9]{1,6})([dhms])", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time; write 30d, 12h, 90m or 45s")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def moment(text: str) -> datetime:
    """Read an ISO 8601 date or time; without a zone it is UTC."""
    try:
        return to_utc(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date or time; write 2022-01-06 or 2022-01-06T10:30Z"
        ) from None
