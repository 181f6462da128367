"""Finds casualty claims: one count of one measure for one group of victims."""

from collections.abc import Iterator
from typing import Final

from schemas.events.casualties import CasualtiesReported, Certainty, Group
from services.ingest.reading.attribution import speaker_of
from services.ingest.reading.casualties.apposition import may_regroup
from services.ingest.reading.casualties.disowned import disown
from services.ingest.reading.casualties.drafts import Draft, settle
from services.ingest.reading.casualties.localities import part_with_country
from services.ingest.reading.casualties.mistaken import set_right
from services.ingest.reading.casualties.on_top import set_on_top
from services.ingest.reading.casualties.reader import ClaimReader
from services.ingest.reading.casualties.triggers import PARTS, PHRASES, TOLL_HEADS
from services.ingest.reading.confidence import confidence_of
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.evidence import evidence_of
from services.ingest.reading.placing import Placed, period_of, place_of
from services.ingest.reading.quantities import may_part

_LOCATING: Final = frozenset(("in", "at", "near"))
_WIDEST: Final = 30
"""Tokens of evidence at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[CasualtiesReported]:
    """Yield the casualty claims of a document."""
    if document.topic.unreal or document.topic.harmless or document.topic.habitual:
        # A play, a match, an anniversary, a rate: it holds for every clause, so none tells of a victim.
        return
    reader = ClaimReader(document)
    begin = sentences[0].index
    wanted = {sentence.index for sentence in sentences}
    for sentence in document.sentences[begin:]:
        if sentence.index in wanted or _goes_on(sentence, reader.drafts):
            reader.read(sentence)
    disown(document, reader.drafts)
    settled = settle(set_right(reader.drafts))
    set_on_top(document, settled)
    drafts = [(draft, _placed(document, draft)) for draft in settled]
    part_with_country(document, drafts)
    for draft, placed in drafts:
        yield _event(document, draft, placed)


def _goes_on(sentence: Sentence, drafts: list[Draft]) -> bool:
    """True for a sentence without a word of harm that goes on with what was told before."""
    if may_part(sentence.words) and any(amount.partitive for amount in sentence.amounts):
        # "Four of the five were children" takes part of it.
        return True
    if not drafts:
        return False
    if not PARTS.isdisjoint(sentence.words) or not TOLL_HEADS.isdisjoint(sentence.words):
        return True
    # "The Red Cross speaks of 40", "12 were men": a bare count goes on with the sentence before.
    follows = sentence.index - drafts[-1].sentence.index == 1
    if follows and may_regroup(sentence):
        return True
    return follows and any(amount.unit is None for amount in sentence.amounts)


def _event(document: Document, draft: Draft, placed: Placed) -> CasualtiesReported:
    sentence = draft.sentence
    first, stop = draft.first, draft.stop
    if stop - first > _WIDEST:
        stop = first + _WIDEST
    for again in draft.again:
        other = place_of(document, again.sentence, again.first, again.stop)
        if placed.place.name is None and other.place.name and other.place.country == placed.place.country:
            placed = other
    start, end = sentence.span(first, stop)
    rules = (*draft.rules, f"place: {placed.rule}")
    cues = sentence.clause_at(draft.anchor).scope.cues
    if cues and draft.certainty is not Certainty.ASSERTED:
        rules += (f"scope: {draft.certainty} ({', '.join(cues[:3])})",)
    return CasualtiesReported(
        measure=draft.measure,
        quantity=draft.quantity,
        group=draft.group or Group.PEOPLE,
        scope=draft.scope,
        certainty=draft.certainty,
        place=placed.place,
        date=period_of(sentence, draft.first, draft.stop, document),
        attribution=speaker_of(document, sentence, draft.first),
        evidence=evidence_of(document, sentence, start, end),
        confidence=confidence_of(rules),
        reading=rules,
    )


def _placed(document: Document, draft: Draft) -> Placed:
    """Where a claim stands: the place right behind its count before any other, so that a list tells each its own."""
    sentence, stop = draft.sentence, draft.stop
    if stop < len(sentence.tokens) and sentence.tokens[stop].low in _LOCATING:
        for mention in sentence.mentions:
            if stop < mention.first <= stop + 2:
                return place_of(document, sentence, stop - 1, stop)
    return place_of(document, sentence, draft.first, stop)


CASUALTIES: Final = Detector("casualties", PHRASES, detect)
