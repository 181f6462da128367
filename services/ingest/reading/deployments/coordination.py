"""Forces that share a verb: lists, gaps, contrasts, and one that travels with another."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.predicates import Predicate
from services.ingest.reading.document import Sentence

_AFTER_GAP: Final = frozenset(("in", "to", "at", "for", "into", "from"))


def is_listed(sentence: Sentence, one: Force, other: Force) -> bool:
    """`300 soldiers and 40 policemen`: two forces in one list."""
    between = [token.low for token in sentence.tokens[one.stop : other.first]]
    if between[:1] == ["with"] and other.kind != "craft":
        # "Croatia's soldiers with the UN force": not one list.
        return False
    return (
        0 < len(between) <= 3
        and between[0] in ("and", ",", "with")
        and all(word in ("and", ",", "the", "as", "well", "with", "some") for word in between)
    )


def is_gapped(sentence: Sentence, force: Force) -> bool:
    """`300 soldiers arrived in Chad and 60 Irish ones in Cyprus`: the verb is not said again."""
    tokens = sentence.tokens
    before = tokens[force.first - 1].low if force.first else ""
    after = tokens[force.stop].low if force.stop < len(tokens) else ""
    return before in ("and", ",", "while") and after in _AFTER_GAP


def is_contrast(sentence: Sentence, force: Force, shared: Predicate) -> bool:
    """`has sent no troops, only advisers`."""
    before = sentence.tokens[force.first - 1].low if force.first else ""
    return shared.status is Status.DENIED and before in ("only", "just", "but", "merely")
