"""The detectors in force: to add a kind of event, add its file and one line here."""

from typing import Final

from services.ingest.reading.casualties.detect import CASUALTIES
from services.ingest.reading.deployments.detector import DEPLOYMENTS
from services.ingest.reading.detector import Detector
from services.ingest.reading.incidents.appeals import APPEALS
from services.ingest.reading.incidents.attacks import ATTACKS
from services.ingest.reading.incidents.closures import CLOSURES
from services.ingest.reading.incidents.communications import COMMUNICATIONS
from services.ingest.reading.incidents.emergencies import EMERGENCIES
from services.ingest.reading.incidents.governments import GOVERNMENTS
from services.ingest.reading.incidents.seizures import SEIZURES
from services.ingest.reading.incidents.unrest import UNREST

DETECTORS: Final[tuple[Detector, ...]] = (
    CASUALTIES,
    DEPLOYMENTS,
    UNREST,
    SEIZURES,
    ATTACKS,
    COMMUNICATIONS,
    EMERGENCIES,
    CLOSURES,
    APPEALS,
    GOVERNMENTS,
)
