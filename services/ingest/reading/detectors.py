"""The detectors in force: to add a kind of event, add its file and one line here.

Other packages add theirs by an entry point of the group `tocsin.detectors`.
"""

from functools import cache
from typing import Final

from schemas.extensions import DETECTORS, load
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

_OWN: Final[tuple[Detector, ...]] = (
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


@cache
def detectors() -> tuple[Detector, ...]:
    """Return every detector, those of other packages last.

    They are loaded when they are first asked for: an extension imports this package, and must find it whole.

    Raises:
        ExtensionError: An extension cannot be used.
    """
    return (*_OWN, *load(DETECTORS, Detector))
