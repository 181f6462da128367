"""What a force is for, as told."""

from itertools import takewhile
from typing import Final

from schemas.events.deployment import Mission
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_ORDER: Final = (
    Mission.EVACUATION,
    Mission.TRAINING,
    Mission.PEACEKEEPING,
    Mission.HUMANITARIAN,
    Mission.COMBAT,
    Mission.GUARD,
)
_CUES: Final = {
    mission: Phrases((phrase, True) for phrase in load_words("deployments", f"missions.{mission}"))
    for mission in _ORDER
}
_EXERCISE: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.exercise"))
_STAYING: Final = frozenset(("stay", "stayed", "stays", "remain", "remained", "remains", "staying", "remaining"))
"""`came for the exercise and will stay for good`."""
_VERBS: Final = frozenset(("exercise", "drill", "parade"))
"""These are no exercise behind `to`: `to exercise control`."""
_PRETEXT: Final = load_words("deployments", "status.pretext")


def is_exercise(sentence: Sentence) -> bool:
    """Tell whether a sentence is about an exercise, not about what happens instead of one or after it."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.low in _EXERCISE.openers and _EXERCISE.match(tokens, at):
            before = {tokens[step].low for step in range(max(0, at - 5), at)}
            plain = token.low not in _VERBS or tokens[at - 1].low != "to"
            staying = not _STAYING.isdisjoint(token.low for token in tokens[at + 1 : at + 7])
            if not before & _PRETEXT and not staying and (at == 0 or plain):
                return True
    return False


def is_for_exercise(document: Document, sentence: Sentence) -> bool:
    """Tell whether a force comes for an exercise: its sentence says it, the title, or the sentence behind."""
    if is_exercise(sentence):
        return True
    near = document.sentences[sentence.index + 1 : sentence.index + 2]
    titles = tuple(takewhile(lambda other: other.field == "title", document.sentences))
    return any(is_exercise(other) for other in (*near, *titles) if other is not sentence)


def find_mission(document: Document, sentence: Sentence) -> Mission:
    """Return what the force is for: told in its sentence, else in one of the next two or the title."""
    near = [sentence]
    near.extend(document.sentences[sentence.index + 1 : sentence.index + 3])
    near.extend(takewhile(lambda other: other.field == "title", document.sentences))
    for other in near:
        for mission in _ORDER:
            cues = _CUES[mission]
            if other.words & cues.openers and any(
                token.low in cues.openers and cues.match(other.tokens, at) for at, token in enumerate(other.tokens)
            ):
                return mission
    return Mission.UNKNOWN
