"""What a report as a whole is about: a drill, a film, a match, an anniversary are told in words of war and death.

One word decides nothing: a cinema may be where a shooting was. Each field's words add up, what speaks for a real event
of these days speaks against them, and the field that outweighs it tells what the report is.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from services.ingest.reading.document import FACT, Scope, Sentence
from services.ingest.reading.topic_signs import BACK, CERTAIN, LIKELY, REAL, STRONG, WEAK, weigh

_SCENERY: Final = 3
"""Weak words of a field that count at most."""
_UNBORNE: Final = 3
"""Likely words of a field that count without a strong one beside them."""
_ENOUGH: Final = 3
"""What a field must weigh before it can be what a report is about."""
_PRETENCE: Final = 3
"""What a word of harm in quotation marks weighs: the wounded of a drill, the dead of a game."""
_FEIGNED: Final = ("drill", "custom", "sport", "fiction", "figure", "model")
_TIMELESS: Final = 2
"""What it weighs for a story or a rate that people die, not died."""
_ALWAYS: Final = ("fiction", "statistics", "model", "custom")
_FRESH: Final = 2
_WITNESSED: Final = 3
_ATTESTED: Final = 3
_BRIEF: Final = 8
"""Sentences of a short report. In a longer one words of every field come together by chance: with every second sentence
more a field must weigh one more."""
_LONG: Final = 40
"""Sentences that are looked at: a report says what it is about near its beginning."""


def find_topic(sentences: tuple[Sentence, ...], published: date) -> Scope:
    """Tell what a report is about as a whole, from the words of its title and its first sentences."""
    fields: dict[str, dict[str, int]] = {}
    past = fresh = witnessed = attested = timeless = pretended = harmed = bygone = undated = before = False
    for sentence in sentences[:_LONG]:
        weighed = weigh(sentence, published, fields, after_past=past)
        past = past or weighed.old
        harmed = harmed or weighed.harmed
        if weighed.harmed and sentence.field == "text":
            bygone = bygone or weighed.bygone
            undated = undated or not weighed.bygone
        fresh = fresh or weighed.fresh
        # "A stand burned on Saturday. Forty died." What did the harm may stand a sentence before it.
        witnessed = witnessed or (weighed.harmed and (weighed.witnessed or before))
        before = weighed.witnessed
        attested = attested or weighed.attested
        timeless = timeless or weighed.timeless
        pretended = pretended or weighed.pretended
    harmless = bygone and not undated and not fresh
    if not fields.keys() - {REAL} and not pretended:
        return Scope(harmless=True, cues=("all harm long ago",)) if harmless else FACT
    scores = {field: _score(words.values(), bounded=field != REAL) for field, words in fields.items()}
    for field in _FEIGNED if pretended else ():
        scores[field] = scores.get(field, 0) + _PRETENCE
    for field in _ALWAYS if timeless else ():
        if field in scores:
            scores[field] += _TIMELESS
    scores[REAL] = scores.get(REAL, 0) + _WITNESSED * witnessed + _ATTESTED * attested
    chance = max(0, min(len(sentences), _LONG) - _BRIEF) // 2
    found = _judge(scores, past=past, fresh=fresh, enough=(_ENOUGH if harmed else 2 * _ENOUGH) + chance)
    return replace(found, harmless=True) if harmless else found


def _score(weights: Iterable[int], *, bounded: bool) -> int:
    """Add up what words weigh: likely ones go as far as strong ones bear them, scenery alone goes nowhere."""
    weights = tuple(weights)
    certain, strong, likely, weak = (weights.count(weight) for weight in (CERTAIN, STRONG, LIKELY, WEAK))
    if bounded:
        likely, weak = min(likely, strong + certain + _UNBORNE), min(weak, _SCENERY)
        if not certain and not strong and not likely:
            return 0
    return CERTAIN * certain + STRONG * strong + LIKELY * likely + WEAK * weak


def _judge(scores: dict[str, int], *, past: bool, fresh: bool, enough: int) -> Scope:
    real = scores.pop(REAL) + _FRESH * fresh
    cues = tuple(f"{field} {score}" for field, score in sorted(scores.items()))

    def outweighs(field: str, against: int, more: int = 0) -> bool:
        score = scores.get(field, 0)
        return score >= enough + more and score > against

    # A drill has its own rescuers, blasts and ambulances: they speak only half against it.
    if outweighs("drill", real // 2 + _FRESH * fresh, 1):
        return Scope(drill=True, cues=cues)
    if outweighs("model", real):
        return Scope(drill=True, cues=cues)
    if outweighs("fiction", real) or outweighs("custom", real):
        return Scope(fiction=True, cues=cues)
    if outweighs("sport", real):
        return Scope(sport=True, cues=cues)
    if outweighs("obituary", real):
        return Scope(idiom=True, cues=cues)
    back = sum(scores.get(field, 0) for field in BACK)
    if back >= enough + (1 if past else 2) and not fresh:
        return Scope(anniversary=True, cues=cues)
    if outweighs("figure", real, 1) or outweighs("animals", 2 * real, _ENOUGH):
        return Scope(idiom=True, cues=cues)
    if outweighs("statistics", real):
        return Scope(habitual=True, cues=cues)
    return FACT
