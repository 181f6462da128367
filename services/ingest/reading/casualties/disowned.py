"""Claims that words behind them deny or take back: "It is false, the police say", "He has withdrawn his figure"."""

from typing import Final

from schemas.events.casualties import Certainty, Measure, Scope
from schemas.evidence import Standing
from services.ingest.reading.attribution import speaker_of
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.grammar import ADVERBS, BE, HAVE
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.retractions import DENY, HEARSAY, RETRACT

_FALSE: Final = Phrases(
    (phrase, True)
    for phrase in load_words("scope", "hoax") | {"false", "untrue", "not true", "nonsense", "propaganda", "a rumour"}
)
_WRONG: Final = Phrases((phrase, True) for phrase in load_words("scope", "error"))
_TAKEN: Final = frozenset(("taken", "took", "takes", "taking"))
_POINTING: Final = frozenset(
    ("the", "that", "this", "those", "these", "his", "her", "its", "their", "our", "all", "such")
)
_PRONOUNS: Final = frozenset(("it", "this", "that"))
_SAYING: Final = HEARSAY | _PRONOUNS
_CUES: Final = DENY | RETRACT | _FALSE.openers | _WRONG.openers | _TAKEN
_REACH: Final = 3
"""Sentences back in which the claim stands."""
_BELOW: Final = (Standing.ORGANISATION, Standing.MEDIA)


def disown(document: Document, drafts: list[Draft]) -> None:
    """Mark the claims that later words deny or take back without telling their counts again."""
    if not drafts:
        return
    for sentence in document.sentences[drafts[0].sentence.index :]:
        if sentence.words.isdisjoint(_CUES) or sentence.words.isdisjoint(_SAYING):
            continue
        found = _cue(sentence)
        if found is None:
            continue
        at, certainty = found
        target = _target(sentence, at, drafts)
        if target is None or (certainty is Certainty.DENIED and not _may_deny(document, sentence, at, target)):
            continue
        target.certainty = certainty
        target.rules.append(f"scope: {certainty} behind ({sentence.tokens[at].low})")


def _cue(sentence: Sentence) -> tuple[int, Certainty] | None:
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        low = token.low
        if low not in _CUES:
            continue
        if low in DENY and _points(sentence, at + 1):
            return at, Certainty.DENIED
        if low in RETRACT and (_points(sentence, at + 1) or _is_said_of_claim(sentence, at)):
            return at, Certainty.RETRACTED
        if low in _TAKEN and at + 1 < len(tokens) and tokens[at + 1].low == "back" and _points(sentence, at + 2):
            return at, Certainty.RETRACTED
        if _is_said_of_claim(sentence, at):
            if _FALSE.match(tokens, at) is not None or low in DENY:
                return at, Certainty.DENIED
            if _WRONG.match(tokens, at) is not None:
                return at, Certainty.RETRACTED
    return None


def _points(sentence: Sentence, at: int) -> bool:
    """True for an object that only points back: denied it, withdrew that figure; not: denied that 12 had died."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].low not in _POINTING | _PRONOUNS:
        return False
    noun = at + 1 if tokens[at].low in _POINTING and at + 1 < len(tokens) and tokens[at + 1].low in HEARSAY else at
    if noun == at and tokens[at].low not in _PRONOUNS:
        return False
    behind = tokens[noun + 1] if noun + 1 < len(tokens) else None
    return behind is None or behind.kind == "mark" or behind.low in ("and", "but", "as", "on", "later", "since")


def _is_said_of_claim(sentence: Sentence, at: int) -> bool:
    """True where a claim is the subject: it is false, the figure was wrong, that report has been withdrawn."""
    tokens = sentence.tokens
    step = at - 1
    while step >= 0 and (tokens[step].low in BE or tokens[step].low in HAVE or tokens[step].low in ADVERBS):
        step -= 1
    if step < 0 or (step == at - 1 and tokens[at].low not in BE):
        return False
    if tokens[step].low in _PRONOUNS:
        return True
    return tokens[step].low in HEARSAY and step > 0 and tokens[step - 1].low in _POINTING


def _target(sentence: Sentence, at: int, drafts: list[Draft]) -> Draft | None:
    """The claim that is meant: the first of the dead in the nearest sentence before that tells of any."""
    before = [
        draft
        for draft in drafts
        if (draft.sentence.index, draft.first) < (sentence.index, at)
        and sentence.index - draft.sentence.index <= _REACH
    ]
    behind = [draft for draft in drafts if draft.sentence is sentence and draft.first > at]
    if not before or any(draft.quantity.max != 0 for draft in behind):
        # "denies it: nobody has died", but not: denied this and said that 12 had died
        return None
    nearest = before[-1].sentence.index
    same = [draft for draft in before if draft.sentence.index == nearest]
    dead = [draft for draft in same if draft.measure is Measure.KILLED] or same
    target = dead[0]
    fit = target.certainty is Certainty.ASSERTED and target.counted and target.scope is Scope.TOTAL
    return target if fit and target.quantity.min > 0 else None


def _may_deny(document: Document, sentence: Sentence, at: int, target: Draft) -> bool:
    """Nobody denies the count of one who is better placed: rebels do not undo what a ministry tells."""
    told = speaker_of(document, target.sentence, target.first)
    if told is not None and told.standing not in _BELOW:
        return False
    denier = speaker_of(document, sentence, at)
    return denier is None or denier.standing not in _BELOW
