"""Reports that as a whole tell of no force: of a film, a match, an anniversary, toys, somebody's opinion."""

from itertools import islice
from typing import Final

from services.ingest.reading.deployments.figures_of_speech import is_figure_of_speech
from services.ingest.reading.document import Document, Scope, Sentence, Token
from services.ingest.reading.grammar import BE
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_SPORT: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "background.sport")))
_PLAYED: Final = frozenset(("role", "part", "roles", "anthem", "anthems", "music", "band", "match", "tune", "post"))
_OPINION: Final = load_words("deployments", "unreal.opinion")
_SALUTATIONS: Final = frozenset(("sir", "madam", "editor"))
_TOYS: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "unreal.toys")))
_CONTESTS: Final = load_words("deployments", "unreal.contests")
_VOTING: Final = load_words("deployments", "unreal.voting")
_NEAR_SCORE: Final = 4
"""Tokens from a word of winning to the score at most."""
_MOST_GOALS: Final = 12
"""Goals of one side at most: more are votes."""
_LOOK_BACK: Final = 40
"""Sentences looked at at most."""
_ENOUGH_SPORT: Final = 2
"""Words of sport that make a report one of sport."""


def is_unreal(document: Document) -> bool:
    """Tell whether the report as a whole is about a film, a match, an anniversary or the like."""
    topic = document.topic
    if topic.fiction or topic.sport or topic.anniversary or document.language is not None:
        return True
    return (
        (topic.idiom and not is_topic_figure(topic))
        or _is_match(document)
        or is_figure_of_speech(document)
        or _is_played(document)
        or _is_opinion(document)
        or _is_of_toys(document)
    )


def is_topic_figure(topic: Scope) -> bool:
    """Tell whether the topic takes the report for a figure of speech: "the army of Niger" looks like one to it."""
    return any(cue.startswith("figure") for cue in topic.cues)


def _is_played(document: Document) -> bool:
    """`The soldiers are played by students`: of a film or a series, where no anthem or part is played."""
    for sentence in document.sentences[:_LOOK_BACK]:
        if "played" not in sentence.words or not sentence.words.isdisjoint(_PLAYED):
            continue
        tokens = sentence.tokens
        for at in range(1, len(tokens) - 1):
            if tokens[at].low == "played" and tokens[at + 1].low == "by" and tokens[at - 1].low in BE:
                return True
    return False


def _is_opinion(document: Document) -> bool:
    """`Opinion: the road from Damascus`, `Letter to the editor`, `Sir, A force of 20,000 would be ...`."""
    for sentence in islice(document.sentences, 2):
        opening = [token.low for token in sentence.tokens[:6]]
        if sentence.field == "title" and opening[:1] and opening[0] in _OPINION and ":" in opening:
            return True
        if opening[1:4] == ["to", "the", "editor"]:
            return True
        if sentence.field == "text" and opening[:1] and opening[0] in _SALUTATIONS and opening[1:2] == [","]:
            return True
    return False


def _is_of_toys(document: Document) -> bool:
    """`Toy soldiers invade the museum`: whatever marches there is of tin."""
    return any(_finds(sentence, _TOYS) for sentence in islice(document.sentences, _LOOK_BACK))


def _finds(sentence: Sentence, phrases: Phrases[bool]) -> bool:
    if sentence.words.isdisjoint(phrases.openers):
        return False
    tokens = sentence.tokens
    return any(token.low in phrases.openers and phrases.match(tokens, at) for at, token in enumerate(tokens))


def _has_score(sentence: Sentence) -> bool:
    """`lost 6-1 to England`: the result of a match."""
    if sentence.words.isdisjoint(_CONTESTS) or not sentence.words.isdisjoint(_VOTING):
        return False
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        near = range(at + 1, min(at + 1 + _NEAR_SCORE, len(tokens) - 2))
        if token.low in _CONTESTS and any(_is_score(tokens, step) for step in near):
            return True
    return False


def _is_score(tokens: tuple[Token, ...], at: int) -> bool:
    """`6-1`: a count of votes is higher."""
    left, dash, right = tokens[at : at + 3]
    if dash.low not in ("-", "—") or not (left.text.isdecimal() and right.text.isdecimal()):
        return False
    return max(int(left.text), int(right.text)) <= _MOST_GOALS


def _is_match(document: Document) -> bool:
    hits = 0
    for sentence in document.sentences:
        if _has_score(sentence):
            return True
        if sentence.words.isdisjoint(_SPORT.signs):
            continue
        hits += sum(
            1
            for at, token in enumerate(sentence.tokens)
            if token.low in _SPORT.openers and _SPORT.match(sentence.tokens, at)
        )
    return hits >= _ENOUGH_SPORT
