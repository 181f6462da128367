"""Internet, phone or broadcast cut, throttled or restored."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import Channel, CommunicationsDisrupted
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.incidents.facts import fields, is_fact, is_negated, matches, phrases_of
from services.ingest.reading.lexicon.files import load_table, load_words

_SKIP: Final = "skip"
_CHANNELS: Final = phrases_of(
    [
        *load_table("incidents", "channels").items(),
        *((words, _SKIP) for words in sorted(load_words("incidents", "cutting.not_lines"))),
    ]
)
_CUTS: Final = phrases_of(
    [
        *((words, False) for words in sorted(load_words("incidents", "cutting.cut"))),
        *((words, True) for words in sorted(load_words("incidents", "cutting.restored"))),
    ]
)
_BREAKS: Final = frozenset((";", ":", ".", "who", "while", "when", "after"))
_WEAK: Final = frozenset(
    (
        "network",
        "networks",
        "lines",
        "communication",
        "communications",
        "connections",
        "phones",
        "phone",
        "radio",
        "television",
        "telephone",
        "telegram",
    )
)
_STRONG_CUTS: Final = frozenset(
    (
        "off",
        "down",
        "lost",
        "closed",
        "dead",
        "failed",
        "stopped",
        "limited",
        "broken",
        "again",
        "back",
        "returned",
        "collapsed",
        "lifted",
        "cutting",
        "cut",
        "reopened",
        "banned",
        "blocking",
    )
)
_NOT_BEFORE: Final = frozenset(
    (
        "authority",
        "ministry",
        "minister",
        "regulator",
        "company",
        "companies",
        "operator",
        "operators",
        "said",
        "reported",
        "reporter",
        "interview",
        "call",
        "calls",
        "address",
        "offer",
        "prices",
        "host",
        "users",
        "posts",
        "post",
        "firm",
        "giant",
    )
)
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
            if cut is None or not is_fact(document, sentence, cut[0]):
                continue
            restored = cut[2]
            negated = is_negated(sentence, cut[0], 2)
            if negated and restored:
                continue
            if negated and sentence.tokens[cut[0]].low not in ("working", "available"):
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
        if any(token.low in _BREAKS for token in between):
            continue
        words = " ".join(token.low for token in tokens[cut[0] : cut[1]])
        weak = tokens[first].low in _WEAK and stop - first == 1
        if words in _STRONG_CUTS and gap > (4 if weak else 6):
            continue
        if best is None or gap < best[0]:
            best = (gap, cut)
    return best[1] if best else None


COMMUNICATIONS: Final = Detector("communications_disrupted", _CHANNELS.signs, detect)
"""Internet, phone or broadcast cut, throttled or restored."""
