"""What a relative clause tells of a force beside the main verb: `the soldiers, who guard the mine, struck oil`."""

from typing import Final

from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.own_deed import OwnDeed
from services.ingest.reading.document import Sentence
from services.ingest.reading.lexicon.files import load_words

_FRESH: Final = (load_words("deployments", "status.fresh") - {"already"}) | {"since", "this", "last"}
_FAR: Final = 12
"""Tokens from the verb of a relative clause to its end at most."""


def is_given_up(sentence: Sentence, deed: OwnDeed) -> bool:
    """`that were to come to Incirlik`: what was planned, and perhaps never came."""
    words = [token.low for token in sentence.tokens[deed.first : deed.at]]
    return words[-2:] in (["were", "to"], ["was", "to"]) or words[-3:-1] in (["were", "to"], ["was", "to"])


def news_of(sentence: Sentence, force: Force, deed: OwnDeed | None) -> OwnDeed | None:
    """Return the deed of a relative clause where that clause tells it as news; what it only describes is none."""
    if deed is None or not deed.weak:
        return deed
    tokens = sentence.tokens
    stop = next((at for at in range(deed.at, min(len(tokens), deed.at + _FAR)) if tokens[at].low == ","), len(tokens))
    if any(token.low in _FRESH for token in tokens[force.stop : stop]):
        return deed
    return deed if any(force.stop <= when.first < stop for when in sentence.whens) else None
