"""Opens the log of a workspace where the settings say that it lies: in the server and in the archive."""

from services.eventlog.archive.directory import Archive
from services.eventlog.log import Log
from services.runtime.errors import LogError
from services.runtime.server import Server
from services.runtime.settings import Settings


def open_log(settings: Settings, server: Server) -> Log:
    """Return the log of the workspace, archive and all. Nothing is read yet."""
    return Log(server, settings.workspace, Archive(settings.archive / settings.workspace))


def check_whole(log: Log) -> None:
    """Refuse a server that lost what the archive still holds: appending to it would give sequences a second time.

    Raises:
        LogError: The log in the server ends before the archive does.
        ServerDown: The server cannot be reached.
    """
    archived = log.archive.last() if log.archive is not None else 0
    head = log.head() if archived else 0
    if archived > head:
        raise LogError(
            f"the server holds the log up to entry {head}, and the archive up to {archived}: the server lost what it "
            "had. Give it back its append-only file, or run `tocsin archive restore`"
        )
