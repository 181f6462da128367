from datetime import UTC, datetime

from schemas.report import Report
from services.ingest.reading.assignment import assign
from services.ingest.reading.detector import Detector
from services.ingest.reading.parse import parse

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def asked(text: str, *detectors: Detector) -> list[tuple[str, tuple[int, ...]]]:
    document = parse(Report(published_at=DAY, source="wire", text=text))
    return [(one.name, tuple(s.index for s in found)) for one, found in assign(detectors, document.sentences)]


def detector(name: str, *triggers: str) -> Detector:
    return Detector(name, frozenset(triggers), lambda document, sentences: ())


def test_a_detector_is_asked_about_the_sentences_with_its_words_in_order():
    dams, fires = detector("dams", "dam", "levee"), detector("fires", "fire")
    text = "The dam broke. Nobody was hurt. A levee held. Rain fell."
    assert asked(text, fires, dams) == [("dams", (0, 2))]


def test_words_that_call_together_must_all_be_there():
    shelters = detector("shelters", "in the open", "camp")
    assert asked("They slept in the open. The road is open. A camp was built.", shelters) == [("shelters", (0, 2))]
