"""What the next sentence tells became of a force: `They have gone home`, `They asked for asylum`."""

from collections.abc import Iterator
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.records import COMING, Told
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_THEY: Final = frozenset(("they", "all", "both", "each", "most", "it"))
_GONE: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "aftermath.gone")))
_STRANDED: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "aftermath.stranded")))
_OPENING: Final = 6
"""Tokens from the opening of a sentence to its verb at most."""


def settle(document: Document, found: list[Told]) -> Iterator[Told]:
    """Yield the deployments with what the sentence behind each makes of it; those who came as fugitives are none."""
    for told in found:
        after = _sentence_behind(document, told)
        if after is None:
            yield told
        elif _tells(after, _STRANDED):
            # "A helicopter with eight soldiers landed. They asked for asylum."
            continue
        elif told.status in (Status.DEPLOYED, Status.DEPLOYING) and _tells(after, _GONE):
            # "Twelve paratroopers were at the wells. They have gone home."
            yield told._replace(status=Status.WITHDRAWN)
        else:
            yield told


def _sentence_behind(document: Document, told: Told) -> Sentence | None:
    if told.status not in COMING or told.sentence.field != "text":
        return None
    after = document.sentences[told.sentence.index + 1 : told.sentence.index + 2]
    return next((one for one in after if one.tokens and one.tokens[0].low in _THEY), None)


def _tells(sentence: Sentence, phrases: Phrases[bool]) -> bool:
    tokens = sentence.tokens
    return any(
        tokens[at].low in phrases.openers and phrases.match(tokens, at) is not None
        for at in range(1, min(len(tokens), _OPENING))
    )
