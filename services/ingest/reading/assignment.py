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
    alone: dict[str, frozenset[int]]
    """by a word that is enough"""
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
        numbers: set[int] = set()
        hits = words & calls.words
        for word in hits:
            if word in alone:
                numbers |= alone[word]
        for word in hits:
            for number, others in together.get(word, ()):
                if number not in numbers and others <= words:
                    numbers.add(number)
        for number in numbers:
            wanted[number].append(sentence)
    for detector, found in zip(detectors, wanted, strict=True):
        if found:
            yield detector, tuple(found)


@cache
def _calls(detectors: tuple[Detector, ...]) -> _Calls:
    alone: dict[str, set[int]] = {}
    together: dict[str, set[tuple[int, frozenset[str]]]] = {}
    for number, detector in enumerate(detectors):
        for trigger in detector.triggers:
            words = trigger.split()
            if len(words) == 1:
                alone.setdefault(trigger, set()).add(number)
            else:
                sign = sign_of(words)
                together.setdefault(sign, set()).add((number, frozenset(words) - {sign}))
    return _Calls(
        frozenset((*alone, *together)),
        {word: frozenset(numbers) for word, numbers in alone.items()},
        {word: tuple(sorted(found, key=lambda call: (call[0], sorted(call[1])))) for word, found in together.items()},
    )
