"""The names of all keys of a workspace. One hash tag, so that a cluster keeps a workspace together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Key names of one workspace."""

    workspace: str

    @property
    def prefix(self) -> str:
        """What every key begins with."""
        return f"tocsin:{{{self.workspace}}}:"

    @property
    def log(self) -> str:
        """The stream of entries; an entry's stream id is `<sequence>-0`."""
        return f"{self.prefix}log"

    @property
    def floor(self) -> str:
        """The last sequence that was moved to the archive; absent as long as none was."""
        return f"{self.prefix}log:floor"

    @property
    def floor_time(self) -> str:
        """The recorded time of that entry."""
        return f"{self.prefix}log:floor:time"

    @property
    def importing(self) -> str:
        """The newest sequence before an import that is not done; nothing else is appended as long as it is there."""
        return f"{self.prefix}log:importing"

    @property
    def inbox(self) -> str:
        """The stream of reports that wait to be read."""
        return f"{self.prefix}inbox"

    def cursor(self, consumer: str) -> str:
        """A hash: `sequence` that the consumer has taken in, `nonce` of its last commit."""
        return f"{self.prefix}cursor:{consumer}"

    def index(self, what: str, value: str) -> str:
        """A string of 8-byte big-endian sequences, ascending: entries whose `what` is `value`."""
        return f"{self.prefix}log:{what}:{value}"

    def nonce(self, nonce: str) -> str:
        """Remembers a commit for long enough that a repeat of it finds it done."""
        return f"{self.prefix}nonce:{nonce}"

    def view(self, table: str) -> str:
        """A hash: key to JSON."""
        return f"{self.prefix}view:{table}"

    def view_order(self, table: str) -> str:
        """A sorted set of a view's keys, by score."""
        return f"{self.prefix}view:{table}:order"

    def report(self, report: str) -> str:
        """A hash: a report's title, text, salt, words and where its events stand."""
        return f"{self.prefix}report:{report}"

    def address(self, digest: str) -> str:
        """A hash: the newest revision under one source and url."""
        return f"{self.prefix}address:{digest}"
