"""Gives a server that lost its data the log again, from the archive.

What comes back: the whole of the archived log, its indexes, and the cursors of the workers. What lay in the server
alone does not: texts of reports, tokens, receivers of webhooks, and entries that were not archived.
"""

import struct
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Final

from schemas.events.registry import DECISIONS
from services.eventlog.archive.archiver import CONSUMERS
from services.eventlog.archive.directory import Archive
from services.eventlog.archive.heading import heading
from services.eventlog.archive.index import Index
from services.eventlog.archive.verifying import verify_archive
from services.eventlog.log import Log
from services.eventlog.lua import lua
from services.eventlog.seals.sealer import CONSUMER as SEALS
from services.eventlog.seals.sealer import last_seal
from services.runtime.errors import ArchiveDamaged, ArchiveMissing, Conflict
from services.runtime.server import Server

AT_ONCE: Final = 1000
"""Entries that are indexed by one script."""
ALERTS, WEBHOOKS = CONSUMERS[:2]


class Restorer:
    """Restores the log of one workspace. It may be broken off at any point, and run again."""

    def __init__(self, server: Server, log: Log, archive: Archive) -> None:
        self._server = server
        self._log = log
        self._archive = archive
        self._raise = server.script(lua("raise_floor.lua"))
        self._put_back = server.script(lua("put_back.lua"))

    def restore(self) -> Iterator[int]:
        """Restore, and yield up to which sequence that is done.

        Raises:
            ArchiveMissing: The archive is empty, or does not begin where the server's log ends.
            ArchiveDamaged: The archive is not what its seals say, or not what the server holds.
            Conflict: Another one restores at this moment.
        """
        last = self._check()
        if self._log.head() < last:
            self._compare()
            floor = self._log.floor()
            entries = self._archive.iterate(floor, last)
            while part := list(islice(entries, AT_ONCE)):
                floor = self._step(floor, part)
                yield floor
        if self._log.floor() == last:
            self._put_seals_back(last)
            self._set_cursors(last)

    def _check(self) -> int:
        held = self._archive.segments()
        if not held or held[0].first > self._log.floor() + 1:
            raise ArchiveMissing(
                f"{self._archive.folder} holds no history that begins with entry {self._log.floor() + 1}; name the "
                "folder of the archive in TOCSIN_ARCHIVE_DIR"
            )
        found, faults = verify_archive(self._archive)
        if faults or not found.clean:
            what = faults[0].text if faults else found.findings[0].text
            raise ArchiveDamaged(f"the archive is not what was written: {what}; `tocsin verify --archive` tells more")
        return self._archive.last()

    def _compare(self) -> None:
        """Refuse a server that holds other entries than the archive."""
        floor, head = self._log.floor(), self._log.head()
        pairs = zip_longest(self._archive.iterate(floor, head), self._log.iterate_stored(floor, head))
        for number, (archived, held) in enumerate(pairs, floor + 1):
            if archived != held:
                raise ArchiveDamaged(
                    f"the server and the archive hold different entries {number}: the server went on after it lost "
                    "what it had. Restore to an empty server or another workspace"
                )

    def _step(self, floor: int, part: list[bytes]) -> int:
        index, recorded, last = Index(), "", floor
        for entry in part:
            found = heading(entry)
            assert found is not None, "a verified entry has a heading"
            index.add(found)
            recorded, last = found.recorded, found.sequence
        arguments: list[str | bytes] = []
        for what, places in index.places.items():
            for value, numbers in places.items():
                arguments += [f"{what}:{value}", struct.pack(f">{len(numbers)}Q", *numbers)]
        keys = self._log.keys
        answer = self._raise([keys.log], [keys.prefix, str(floor), str(last), recorded, *arguments])
        if answer == "stale":
            raise Conflict("another one restores this workspace at this moment")
        return last

    def _put_seals_back(self, last: int) -> None:
        """Put back the seal of the archive's end where it stood right behind it, so that the chain goes on from it."""
        held = self._archive.segments()[-1]
        _, seals = self._archive.segment(held).index()
        for seal in seals:
            found = heading(seal)
            if found is not None and found.sequence > last:
                keys = self._log.keys
                self._put_back([keys.log], [keys.prefix, str(found.sequence), seal, found.recorded, found.kind])

    def _set_cursors(self, last: int) -> None:
        """Say what the workers have taken in: what is archived, they have.

        The alert worker goes on behind the last input of which a decision is in the record. Decisions on later ones
        may have been lost with the server, and are made again; where there were none, there are none again.
        """
        newest = [entry for model in DECISIONS if (entry := self._log.newest(model.kind)) is not None]
        cause = max((entry.data["decided"]["cause"] for entry in newest), default=0)
        seal = last_seal(self._log)
        reached = {ALERTS: int(cause), WEBHOOKS: last, SEALS: seal.last if seal is not None else 0}
        for consumer, sequence in reached.items():
            if self._log.cursor(consumer) < sequence:
                self._server.do("HSET", self._log.keys.cursor(consumer), "sequence", str(sequence))
