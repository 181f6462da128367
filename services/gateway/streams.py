"""The event streams that are open in this process."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class OpenStreams:
    """What bounds them, and tells them of a stop.

    Attributes:
        held: One object for each open stream.
        ending: True once the service stops: each stream ends by itself, and its client comes back to another process.
    """

    held: set[object] = field(default_factory=set)
    ending: bool = False

    def end(self) -> None:
        """Tell all streams that the service stops."""
        self.ending = True
