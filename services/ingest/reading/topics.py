"""What a report as a whole is about: a drill, a film, a match, an anniversary are told in words of war and death."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from services.ingest.reading.document import FACT, Scope, Sentence
from services.ingest.reading.lexicon.files import load_tables
from services.ingest.reading.phrases import Phrases

_TOPICS: Final = {
    topic: Phrases((phrase, True) for phrase in phrases)
    for topic, phrases in load_tables("scope")["topics"].items()
    if not topic.startswith("_")
}
_ALL: Final = frozenset().union(*(phrases.openers for phrases in _TOPICS.values()))
_RECENT: Final = timedelta(days=30)
_LONG: Final = 40
"""Sentences that are looked at: a report says what it is about near its beginning."""


def find_topic(sentences: tuple[Sentence, ...], published: date) -> Scope:
    """Tell what a report is about as a whole, from the words of its title and its first sentences."""
    scores = dict.fromkeys(_TOPICS, 0)
    for number, sentence in enumerate(sentences[:_LONG]):
        if not sentence.words & _ALL:
            continue
        weight = 2 if sentence.field == "title" or number == 0 else 1
        for topic, phrases in _TOPICS.items():
            hits = {
                sentence.tokens[at].low
                for at in range(len(sentence.tokens))
                if sentence.tokens[at].low in phrases.openers and phrases.match(sentence.tokens, at)
            }
            scores[topic] += weight * len(hits)
    past = _tells_of_past(sentences, published)
    return _judge(scores, past)


def _judge(scores: dict[str, int], past: bool) -> Scope:
    real = scores["real"]
    cues = tuple(f"{topic} {score}" for topic, score in scores.items() if score and topic != "real")
    if scores["drill"] >= 3 and scores["drill"] > real // 2:
        return Scope(drill=True, cues=cues)
    if scores["fiction"] >= 3 and scores["fiction"] > real:
        return Scope(fiction=True, cues=cues)
    if scores["sport"] >= 3 and scores["sport"] > real + 1:
        return Scope(sport=True, cues=cues)
    if scores["obituary"] >= 2 and scores["obituary"] > real:
        return Scope(idiom=True, cues=cues)
    if scores["anniversary"] >= 2 and past and scores["anniversary"] >= real:
        return Scope(anniversary=True, cues=cues)
    if scores["trial"] >= 2 and past and scores["trial"] > real:
        return Scope(anniversary=True, cues=cues)
    if scores["figure"] >= 3 and scores["figure"] > real:
        return Scope(idiom=True, cues=cues)
    if scores["statistics"] >= 2 and scores["statistics"] > real:
        return Scope(habitual=True, cues=cues)
    return FACT


def _tells_of_past(sentences: Iterable[Sentence], published: date) -> bool:
    """True when some time told lies over 30 days back."""
    return any(
        when.end is not None and when.end < published - _RECENT for sentence in sentences for when in sentence.whens
    )
