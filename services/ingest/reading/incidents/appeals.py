"""A state asks others for force or aid."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.government import InterventionRequested
from schemas.place import Place
from services.ingest.reading.deployments.actors import Actor, find_actors
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.grammar import BASES
from services.ingest.reading.incidents.facts import fields, is_fact, is_negated, is_unreached
from services.ingest.reading.lexicon.files import load_words

_ASK: Final = load_words("incidents", "appeals.ask")
_HELP: Final = load_words("incidents", "appeals.help")
_WORLD: Final = load_words("incidents", "appeals.world")
_STATE: Final = load_words("incidents", "appeals.state")
_NEVER: Final = load_words("incidents", "appeals.never")
_BREAKS: Final = frozenset((";", ":", "."))
_NOUNS: Final = frozenset(("request", "requests", "appeal", "appeals", "call", "calls"))
_MOST: Final = 300
"""Sentences with a word of asking that are looked at at most: the work for a long report stays bounded."""
_WITH: Final = {
    **dict.fromkeys(("called", "calls", "calling", "call"), ("on", "upon", "for", "in")),
    **dict.fromkeys(("turned", "turns"), ("to",)),
}
"""Verbs that ask only with one of these behind them."""
_HELPING: Final = load_words("incidents", "appeals.helping")
_TASK: Final = 10
"""Tokens behind the word of asking in which the verb of what is asked stands."""
_REACH: Final = 32
"""Tokens behind the verb in which those asked and what is asked for stand."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each state that asks, with all whom it asks."""
    found: dict[str | None, tuple[InterventionRequested, list[str]]] = {}
    for sentence in sorted(sentences, key=lambda one: one.field == "title")[:_MOST]:
        actors: tuple[Actor, ...] | None = None
        for at, token in enumerate(sentence.tokens):
            if token.low not in _ASK or not is_fact(document, sentence, at) or is_negated(sentence, at):
                continue
            if is_unreached(sentence, at) or not _is_asking(sentence, at):
                continue
            if actors is None:
                actors = find_actors(sentence)
            read = _read(document, sentence, at, actors)
            if read is None:
                continue
            by, to, stop = read
            if by in found:
                found[by][1].extend(code for code in to if code not in found[by][1])
                continue
            data = fields(document, sentence, at, stop, (f"asks: {token.low}",))
            if by is not None and data["place"].country in (None, *to):
                # What is asked of others happens with those who ask.
                data["place"] = Place(country=by)
            found[by] = (InterventionRequested(by=by, to=(), **data), list(to))
    for event, asked in found.values():
        yield event.model_copy(update={"to": tuple(asked)})


def _read(
    document: Document, sentence: Sentence, at: int, actors: tuple[Actor, ...]
) -> tuple[str | None, tuple[str, ...], int] | None:
    """Return who asks, whom, and where the words end; None when no state asks another for force or aid."""
    tokens = sentence.tokens
    stop = at + 1
    while stop < len(tokens) and stop - at < _REACH and tokens[stop].low not in _BREAKS:
        stop += 1
    behind = [token.low for token in tokens[at + 1 : stop]]
    wanted = next((step for step, low in enumerate(behind) if low in _HELP), None)
    if wanted is None or _is_other_business(behind, wanted):
        return None
    by = _asker(document, sentence, at, actors)
    if by is None:
        return None
    to = tuple(
        dict.fromkeys(
            actor.code
            for actor in actors
            if at < actor.first < stop
            and actor.code not in (by, "??")
            and (actor.kind not in ("town", "people") or (actor.kind == "people" and _is_lent(tokens, actor.stop)))
        )
    )
    world = any(low in _WORLD for low in behind)
    if not to and (tokens[at].low.endswith("ing") or (at and tokens[at - 1].low == "to")):
        # "wrote to the African Union asking for troops": those asked stand before.
        to = tuple(a.code for a in actors if a.stop <= at and a.first and tokens[a.first - 1].low in ("to", "the"))
        to = tuple(dict.fromkeys(code for code in to if code not in (by, "??")))
    if not to and not world:
        return None
    return by, to, min(stop, at + 2 + wanted)


def _is_asking(sentence: Sentence, at: int) -> bool:
    """`called on`, `turned to`; not: called it a lie, turned the tide."""
    wanted = _WITH.get(sentence.tokens[at].low)
    if wanted is None:
        return True
    return at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].low in wanted


def _is_other_business(behind: list[str], wanted: int) -> bool:
    """`asked French troops to leave`, `asked for help in finding him`: no force and no aid is asked for."""
    for step, low in enumerate(behind[:-1]):
        if low == "to" and behind[step + 1] in BASES and behind[step + 1] not in _HELPING:
            return step < _TASK
    ahead = behind[wanted + 1 : wanted + 3]
    return len(ahead) == 2 and ahead[0] == "in" and ahead[1].endswith("ing")


def _is_lent(tokens: tuple[Token, ...], at: int) -> bool:
    """`requested Turkish military support`: a people whose help is asked for."""
    return any(token.low in _HELP for token in tokens[at : at + 3])


def _asker(document: Document, sentence: Sentence, at: int, actors: tuple[Actor, ...]) -> str | None:
    """The state whose government asks: the nearest actor before the verb, else the country of the report."""
    tokens = sentence.tokens
    before = [token.low for token in tokens[max(0, at - 14) : at]]
    if any(low in _NEVER for low in before):
        return None
    own = [
        a
        for a in actors
        if a.stop <= at
        and a.kind in ("state", "people", "capital")
        and len(a.code) == 2
        # "wrote to Australia to ask for police"
        and not (a.first and tokens[a.first - 1].low == "to")
    ]
    noun = (
        tokens[at].low in _NOUNS and at > 0 and tokens[at - 1].low in ("the", "a", "an", "of", "'s", "to", "by", "its")
    )
    if noun:
        behind = [
            a for a in actors if a.first > at and a.kind in ("state", "people") and _follows(tokens[at + 1 : a.first])
        ]
        own = behind or own
    if own and not any(low in _STATE for low in before) and not noun and own[-1].kind == "people":
        return None
    if own:
        return own[0].code if noun or tokens[at].low.endswith("ing") else own[-1].code
    if not any(low in _STATE for low in before):
        return None
    placed = fields(document, sentence, at, at + 1)["place"].country
    return str(placed) if placed else None


def _follows(between: tuple[object, ...]) -> bool:
    words = [getattr(token, "low", "") for token in between]
    return bool(words) and words[0] in ("of", "by", "from") and len(words) <= 5


APPEALS: Final = Detector("intervention_requested", _ASK, detect)
"""A state asks others for force or aid."""
