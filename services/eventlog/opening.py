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
    """Refuse a log that nobody may append to now: of an import that is not done, or of a server that lost a part of it.

    What the archive still holds would be given its sequences a second time.

    Raises:
        LogError: An import is not done, or the log in the server ends before the archive does.
        ServerDown: The server cannot be reached.
    """
    if log.importing():
        raise LogError(
            f"an import into workspace {log.keys.workspace} is not done: wait until it is, or, where it was stopped, "
            "run `tocsin import` with the same file again"
        )
    archived = log.archive.last() if log.archive is not None else 0
    head = log.head() if archived else 0
    if archived > head:
        raise LogError(
            f"the server holds the log up to entry {head}, and the archive up to {archived}: the server lost what it "
            "had. Give it back its append-only file, or stop the service and run `tocsin archive restore`"
        )
