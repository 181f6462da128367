"""Everything that can go wrong and has a meaning to a user: one root, one class a meaning.

A message says what was wrong, where, and what to do. No secret is ever part of one.
"""

from schemas.errors import ExtensionError as ExtensionError
from schemas.errors import TocsinError as TocsinError


class SettingsError(TocsinError):
    """A setting is missing or wrong."""

    exit_code = 2


class UsageError(TocsinError):
    """A command was called in a way that it does not understand, or on a file that it cannot use."""

    exit_code = 2


class ServerDown(TocsinError):
    """The Redis or Valkey server cannot be reached, or broke off."""

    exit_code = 3


class ServerUnfit(TocsinError):
    """The Redis or Valkey server answers, and may not be used as it is set up."""

    exit_code = 3


class ServerFull(TocsinError):
    """The server refuses writes: its memory or its disk is used up."""

    exit_code = 3


class DataDirectoryError(TocsinError):
    """The data directory cannot be used."""

    exit_code = 3


class Busy(TocsinError):
    """Intake is closed for now: a backlog, the memory or the disk is at its bound.

    Attributes:
        retry_after: Seconds after which trying again makes sense.
    """

    def __init__(self, message: str, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BadReport(TocsinError):
    """A report cannot be taken in."""


class NotFound(TocsinError):
    """What was asked for is not there."""


class Conflict(TocsinError):
    """What was asked for goes against what is already so."""


class AccessDenied(TocsinError):
    """A token is missing, unknown, revoked, or lacks the scope."""


class RulesError(TocsinError):
    """A rules file is wrong; the message names file, line and key."""

    exit_code = 2


class EgressRefused(TocsinError):
    """An outbound request was refused by the egress guard."""

    exit_code = 2


class LogError(TocsinError):
    """The event log does not hold what it should."""

    exit_code = 4


class ArchiveMissing(LogError):
    """History that was moved out of the server is not in the archive that was named."""


class ArchiveDamaged(LogError):
    """A segment of the archive is not what was written."""
