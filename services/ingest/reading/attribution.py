"""On whose word something is told: who speaks, and how well placed."""

from typing import Final

from schemas.evidence import Attribution, Standing
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_tables, load_words
from services.ingest.reading.phrases import Phrases

SPEAKERS: Final = Phrases(
    (phrase, (Standing(standing), role))
    for standing, roles in load_tables("speakers").items()
    if standing in set(Standing)
    for role, phrases in roles.items()
    for phrase in phrases
)
"""Who may vouch for a count, with standing and role."""
_VERBS: Final = load_words("speakers", "verbs.words")
_ACCORDING: Final = frozenset(("according", "per"))
_TELLING: Final = _VERBS | _ACCORDING
_BREAKS: Final = frozenset((";", "while", "whereas", "but", "though"))
_BREAK_COST: Final = 30
_REACH: Final = 14
"""Tokens between a speaker and the verb of speaking at most."""


def speaker_of(document: Document, sentence: Sentence, first: int) -> Attribution | None:
    """Find who vouches for the words at a token.

    The speaker nearest to a verb of speaking counts, in the same sentence; in quoted speech the one of the sentence
    before or behind.
    """
    tokens = sentence.tokens
    if sentence.words.isdisjoint(_TELLING):
        return None
    verbs = [at for at, token in enumerate(tokens) if token.low in _TELLING]
    if not verbs:
        return None
    openers = SPEAKERS.openers
    best: tuple[int, int, int, tuple[Standing, str]] | None = None
    at = 0
    while at < len(tokens):
        found = SPEAKERS.match(tokens, at) if tokens[at].low in openers else None
        if found is None:
            at += 1
            continue
        stop, what = found
        gap = min(min(abs(verb - at), abs(verb - stop)) for verb in verbs)
        distance = gap * 2 + abs(first - at) // 4 + _parted(sentence, min(at, first), max(at, first))
        if gap <= _REACH and (best is None or distance < best[0]):
            best = (distance, at, stop, what)
        at = stop
    if best is None:
        return None
    _, begin, stop, (standing, role) = best
    words = document.source_of(sentence.field)[tokens[begin].start : tokens[stop - 1].end]
    return Attribution(standing=standing, speaker=role, text=words)


def _parted(sentence: Sentence, begin: int, stop: int) -> int:
    """What it costs a speaker to stand beyond a break: police say ten died; the hospital counts twelve."""
    return _BREAK_COST if any(token.low in _BREAKS for token in sentence.tokens[begin:stop]) else 0
