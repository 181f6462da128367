"""What a report as a whole is about: a drill, a film, a match, an anniversary are told in words of war and death."""

from datetime import date, timedelta
from typing import Final

from services.ingest.reading.document import FACT, Scope, Sentence
from services.ingest.reading.lexicon.files import load_tables
from services.ingest.reading.phrases import Phrases

_TOPICS: Final = Phrases(
    (phrase, topic)
    for topic, phrases in load_tables("scope")["topics"].items()
    if not topic.startswith("_")
    for phrase in phrases
)
_SHARED: Final = {
    topic: frozenset(phrases) for topic, phrases in load_tables("scope")["topics"].items() if not topic.startswith("_")
}
_LONE: Final = frozenset(("real", "anniversary"))
"""Topics that one word can show; elsewhere it takes two: a cinema may be the place of a shooting."""
_PAST_TOPICS: Final = ("anniversary", "trial")
_RECENT: Final = timedelta(days=30)
_SIGNS: Final = 3
"""What words count at most that a drill shares with an accident in one."""
_EARLIEST: Final = 1000
"""A four-digit number below is no year of a report."""
_LONG: Final = 40
"""Sentences that are looked at: a report says what it is about near its beginning."""


def find_topic(sentences: tuple[Sentence, ...], published: date) -> Scope:
    """Tell what a report is about as a whole, from the words of its title and its first sentences."""
    weights: dict[str, dict[str, int]] = {topic: {} for topic in _SHARED}
    news = past = 0
    for number, sentence in enumerate(sentences[:_LONG]):
        old = any(when.end is not None and when.end < published - _RECENT for when in sentence.whens)
        past += old or _names_old_year(sentence, published)
        hits = _hits(sentence)
        if not hits:
            continue
        weight = 2 if sentence.field == "title" or number == 0 else 1
        looks_back = old
        for topic, words in hits.items():
            for word in words:
                weights[topic][word] = max(weight, weights[topic].get(word, 0))
            looks_back = looks_back or topic in _PAST_TOPICS
        if "real" in hits and not looks_back:
            news += len(hits["real"])
    scores = {
        topic: sum(found.values()) if len(found) > 1 or topic in _LONE else min(1, len(found))
        for topic, found in weights.items()
    }
    return _judge(scores, news=news, past=past, reals=len(weights["real"]))


def _names_old_year(sentence: Sentence, published: date) -> bool:
    """True for the plague of 1630: a year behind a noun that no list of disasters holds."""
    tokens = sentence.tokens
    return any(
        token.kind == "number"
        and len(token.low) == 4
        and token.low.isdecimal()
        and _EARLIEST <= int(token.low) < published.year - 1
        and tokens[at - 1].low in ("of", "in", "since")
        for at, token in enumerate(tokens)
        if at
    )


def _hits(sentence: Sentence) -> dict[str, set[str]]:
    """The words of each topic in a sentence; a word may speak for several."""
    hits: dict[str, set[str]] = {}
    if sentence.words.isdisjoint(_TOPICS.openers):
        return hits
    tokens = sentence.tokens
    for at in range(len(tokens)):
        found = _TOPICS.match(tokens, at)
        if found is None:
            continue
        words = " ".join(token.low for token in tokens[at : found[0]])
        for topic, phrases in _SHARED.items():
            if words in phrases:
                hits.setdefault(topic, set()).add(words)
    return hits


def _judge(scores: dict[str, int], *, news: int, past: int, reals: int) -> Scope:
    real = scores["real"]
    cues = tuple(f"{topic} {score}" for topic, score in scores.items() if score and topic != "real")
    drill = scores["drill"] + min(scores["drill_signs"], _SIGNS)
    if scores["drill"] and drill >= 3 and drill > real // 2:
        return Scope(drill=True, cues=cues)
    if scores["fiction"] >= (3 if real else 2) and scores["fiction"] > real:
        return Scope(fiction=True, cues=cues)
    if scores["sport"] >= (4 if real else 2) and scores["sport"] > (2 * real if reals > 1 else real + 1):
        return Scope(sport=True, cues=cues)
    if scores["obituary"] >= 2 and scores["obituary"] > real:
        return Scope(idiom=True, cues=cues)
    back = scores["anniversary"] + scores["trial"]
    if past and back >= 2 and back > news:
        return Scope(anniversary=True, cues=cues)
    if scores["anniversary"] >= 3 and scores["anniversary"] > news:
        return Scope(anniversary=True, cues=cues)
    if scores["figure"] >= (3 if real else 2) and scores["figure"] > 2 * real:
        return Scope(idiom=True, cues=cues)
    if scores["statistics"] >= 2 and scores["statistics"] > real:
        return Scope(habitual=True, cues=cues)
    return FACT
