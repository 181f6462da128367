"""The detectors in force: to add a kind of event, add its file and one line here."""

from typing import Final

from services.ingest.reading.casualties.detect import CASUALTIES
from services.ingest.reading.deployments.detector import DEPLOYMENTS
from services.ingest.reading.detector import Detector

DETECTORS: Final[tuple[Detector, ...]] = (CASUALTIES, DEPLOYMENTS)
