"""Which sentences each detector is asked about: those that hold its trigger words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Sentence
from services.ingest.reading.phrases import sign_of


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of the detectors that words call for."""

    words: frozenset[str]
    """every word below"""
    alone: dict[str, int]
    """by a word that is enough; the detector of number n is the bit 1 << n"""
    together: dict[str, tuple[tuple[int, frozenset[str]], ...]]
    """by the telling word of several: the others must stand in the sentence as well"""


def assign(
    detectors: tuple[Detector, ...], sentences: Iterable[Sentence]
) -> Iterator[tuple[Detector, tuple[Sentence, ...]]]:
    """Yield each detector that some sentences concern, with these, in order."""
    calls = _calls(detectors)
    alone, together = calls.alone, calls.together
    wanted: list[list[Sentence]] = [[] for _ in detectors]
    for sentence in sentences:
        words = sentence.words
        called = 0
        for word in words & calls.words:
            called |= alone.get(word, 0)
            if word in together:
                for bit, others in together[word]:
                    if not called & bit and others <= words:
                        called |= bit
        number = 0
        while called:
            if called & 1:
                wanted[number].append(sentence)
            called >>= 1
            number += 1
    for detector, found in zip(detectors, wanted, strict=True):
        if found:
            yield detector, tuple(found)


@cache
def _calls(detectors: tuple[Detector, ...]) -> _Calls:
    alone: dict[str, int] = {}
    together: dict[str, set[tuple[int, frozenset[str]]]] = {}
    for number, detector in enumerate(detectors):
        for trigger in detector.triggers:
            words = trigger.split()
            if len(words) == 1:
                alone[trigger] = alone.get(trigger, 0) | 1 << number
            else:
                sign = sign_of(words)
                together.setdefault(sign, set()).add((1 << number, frozenset(words) - {sign}))
    # What one of its words calls for by itself, a phrase need not call for again.
    needed = {
        sign: tuple(
            sorted(
                (call for call in found if not any(alone.get(word, 0) & call[0] for word in (sign, *call[1]))),
                key=lambda call: (call[0], sorted(call[1])),
            )
        )
        for sign, found in together.items()
    }
    needed = {sign: found for sign, found in needed.items() if found}
    return _Calls(frozenset((*alone, *needed)), alone, needed)
