"""The root of all errors that users may see, and what can be wrong with an extension."""

from typing import ClassVar


class TocsinError(Exception):
    """The root of all errors that users may see."""

    #: Exit code of the command line when this ends a command.
    exit_code: ClassVar[int] = 1


class ExtensionError(TocsinError):
    """An installed extension cannot be used."""

    exit_code = 2


class NewerEvent(TocsinError):
    """An event was written by a later version of the software."""

    exit_code = 4
