"""Internet, phone or broadcast cut, throttled or restored."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import Channel, CommunicationsDisrupted
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import (
    fields,
    inflected,
    is_fact,
    is_negated,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.lexicon.files import load_table, load_words

_SKIP: Final = "skip"
_CHANNELS: Final = phrases_of(
    [
        *load_table("incidents", "channels").items(),
        *((words, _SKIP) for words in sorted(load_words("incidents", "cutting.not_lines"))),
    ]
)
_LACKING: Final = load_words("incidents", "cutting.lacking")


def _acts(table: str, verbs: str) -> list[str]:
    return sorted(
        {*load_words("incidents", f"cutting.{table}"), *inflected(load_words("incidents", f"cutting.{verbs}"))}
    )


_CUTS: Final = phrases_of(
    [
        *((words, False) for words in _acts("cut", "cut_verbs")),
        *((words, False) for words in sorted(_LACKING)),
        *((words, True) for words in _acts("restored", "restore_verbs")),
    ]
)
_NEGATIVE: Final = _LACKING | {"not", "cannot", "can", "could"}
"""First words of a cut that is told by a negation: `without`, `not working`."""
_LIFTING: Final = load_words("incidents", "cutting.lifting")
"""What was cut is free again: `the ban on TikTok was lifted`."""
_PRICED: Final = load_words("incidents", "cutting.priced")
"""Between the word and the line: what was cut is no line."""
_BREAKS: Final = load_words("incidents", "cutting.breaks")
_WEAK: Final = load_words("incidents", "cutting.weak")
_STRONG_CUTS: Final = load_words("incidents", "cutting.strong_cuts")
_NOT_BEFORE: Final = load_words("incidents", "cutting.not_before")
_REACH: Final = 8
"""Tokens between the line and the word of cutting at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for what was cut and one for what was restored."""
    found: dict[bool, tuple[list[Channel], CommunicationsDisrupted]] = {}
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        channels = [
            match
            for match in matches(_CHANNELS, sentence)
            if match[2] != _SKIP and not _is_body(sentence, match[1]) and not _is_somebodys(sentence, match[0])
        ]
        if not channels:
            continue
        cuts = list(matches(_CUTS, sentence))
        for first, stop, name in channels:
            cut = _nearest(sentence, first, stop, cuts)
            if cut is None:
                continue
            negative = sentence.tokens[cut[0]].low in _NEGATIVE
            if is_unreached(sentence, min(first, cut[0])) or not is_fact(document, sentence, cut[0], negative=negative):
                continue
            restored = cut[2] or _is_lifted(sentence, cut[1])
            if is_negated(sentence, cut[0], 2) and not negative:
                continue
            channel = Channel(name)
            if restored not in found:
                low, high = min(first, cut[0]), max(stop, cut[1])
                data = fields(document, sentence, low, high, (f"line: {name}", f"cut: {sentence.tokens[cut[0]].low}"))
                found[restored] = ([channel], CommunicationsDisrupted(channels=(channel,), restored=restored, **data))
            elif channel not in found[restored][0]:
                found[restored][0].append(channel)
    for restored in sorted(found):
        kinds, event = found[restored]
        yield event.model_copy(update={"channels": tuple(sorted(kinds))})


def _is_lifted(sentence: Sentence, stop: int) -> bool:
    tokens = sentence.tokens
    for at in range(stop, min(len(tokens), stop + _REACH)):
        if tokens[at].low in _BREAKS:
            return False
        if tokens[at].low in _LIFTING:
            return not is_negated(sentence, at, 2)
    return False


def _is_somebodys(sentence: Sentence, first: int) -> bool:
    """`the owner's telephone is switched off`: one phone is no network."""
    before = sentence.tokens[first - 1].low if first else ""
    return before in ("'s", "his", "her", "my") and sentence.tokens[first].low in (
        "phone",
        "telephone",
        "mobile",
        "cell",
    )


def _is_body(sentence: Sentence, stop: int) -> bool:
    """`the telecoms authority`, `a radio reporter`: who speaks or rules, not what is cut."""
    return stop < len(sentence.tokens) and sentence.tokens[stop].low in _NOT_BEFORE


def _nearest(
    sentence: Sentence, first: int, stop: int, cuts: list[tuple[int, int, bool]]
) -> tuple[int, int, bool] | None:
    """The word of cutting nearest to a line, with no break between; a plain word must stand close to a plain line."""
    best: tuple[int, tuple[int, int, bool]] | None = None
    tokens = sentence.tokens
    for cut in cuts:
        gap = cut[0] - stop if cut[0] >= stop else first - cut[1]
        if gap < 0 or gap > _REACH:
            continue
        between = tokens[min(stop, cut[1]) : max(first, cut[0])]
        if any(token.low in _BREAKS or token.low in _PRICED for token in between):
            continue
        if tokens[cut[0]].low in _LACKING and (cut[0] > first or gap > 2):
            continue
        words = " ".join(token.low for token in tokens[cut[0] : cut[1]])
        weak = tokens[first].low in _WEAK and stop - first == 1
        if words in _STRONG_CUTS and gap > (4 if weak else 6):
            continue
        if best is None or gap < best[0]:
            best = (gap, cut)
    return best[1] if best else None


COMMUNICATIONS: Final = Detector("communications_disrupted", _CHANNELS.phrases, detect)
"""Internet, phone or broadcast cut, throttled or restored."""
