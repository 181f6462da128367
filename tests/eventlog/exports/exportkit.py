"""A log with reports, seals and texts on a real server, and ways to its exports."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry

from schemas.report import Intake
from services.alerts.activation import activate, read_rules
from services.alerts.metrics import AlertMetrics
from services.alerts.worker import AlertWorker
from services.eventlog.exports.file import compressed
from services.eventlog.exports.writer import Wanted, export
from services.eventlog.log import Log
from services.eventlog.seals.sealer import Sealer
from services.eventlog.seals.signing import Signer
from services.ingest.inbox import Inbox
from services.ingest.metrics import IngestMetrics
from services.ingest.reading import READER, read
from services.ingest.worker import IngestWorker
from services.runtime.server import Server

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TOWNS = (("Bamako", "Mali"), ("Quetta", "Pakistan"), ("Lima", "Peru"), ("Lagos", "Nigeria"), ("Aden", "Yemen"))


def reports(count: int) -> list[Intake]:
    """Return reports of several stories, of which every fourth has an address of its own."""
    found = []
    for number in range(count):
        town, country = TOWNS[number % len(TOWNS)]
        found.append(
            Intake(
                source=f"wire {number % 3}",
                url=f"https://wire.example/{number}" if number % 4 else None,
                title=f"Blast in {town}",
                text=f"A blast killed {3 + number} people in {town}, {country}, police said. Räumung läuft.",
                published_at=NOON + timedelta(minutes=number),
            )
        )
    return found


def play(server: Server, workspace: str, count: int = 12, *, signer: Signer | None = None, every: int = 10) -> Log:
    """Make a log of reports that were taken in, read, decided on and sealed; the last entries are not sealed yet."""
    log = Log(server, workspace)
    activate(log, read_rules(None), actor="tests", now=NOON, nonce=f"rules {workspace}")
    add(server, workspace, reports(count))
    seal(log, signer=signer, every=every)
    return log


def add(server: Server, workspace: str, some: list[Intake]) -> None:
    """Take reports in, read them and decide on them."""

    def clock() -> datetime:
        return NOON + timedelta(hours=1)

    Inbox(server, workspace, clock=clock).take(some, "tests")
    ingest = IngestWorker(
        server,
        workspace,
        read=read,
        reader=READER,
        consumer="tests",
        clock=clock,
        metrics=IngestMetrics(CollectorRegistry()),
    )
    while ingest.drain():
        pass
    AlertWorker(server, Log(server, workspace), clock=clock, metrics=AlertMetrics(CollectorRegistry())).drain()


def seal(log: Log, *, signer: Signer | None = None, every: int = 10) -> None:
    """Seal all that fills a seal."""
    sealer = Sealer(log, clock=lambda: NOON + timedelta(hours=1), signer=signer, entries=every)
    while sealer.seal(timedelta(hours=9)):
        pass


def exported(server: Server, log: Log, path: Path, *, zstd: bool = False, **wanted) -> Path:
    """Write an export to a file and return it."""
    pieces = export(server, log, Wanted(**wanted), version="tests", now=NOON)
    path.write_bytes(b"".join(compressed(pieces) if zstd else pieces))
    return path
