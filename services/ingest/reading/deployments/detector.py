"""The detector of troop deployments."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor, find_actors
from services.ingest.reading.deployments.aftermath import settle
from services.ingest.reading.deployments.appeals import ASKING, find_appeals
from services.ingest.reading.deployments.appeals import TRIGGERS as APPEALS
from services.ingest.reading.deployments.background import is_background
from services.ingest.reading.deployments.carried_forces import POINTING, find_carried
from services.ingest.reading.deployments.coordination import find_predicates
from services.ingest.reading.deployments.denials import DENYING, REFUSING, find_denial, find_refusal, is_denied_rumour
from services.ingest.reading.deployments.forces import find_forces
from services.ingest.reading.deployments.predicates import find_predicate
from services.ingest.reading.deployments.records import COMING, LEAVING, Told, build, is_frame, merge
from services.ingest.reading.deployments.telling import tell
from services.ingest.reading.deployments.title_agreement import agree
from services.ingest.reading.deployments.unreal import is_unreal
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.organisations import bodies
from services.ingest.reading.phrases import Phrases

_GIVEN: Final = load_words("deployments", "signs.given")
_AGAIN: Final = DENYING | REFUSING | {"asked", "requested"}
"""Words by which a sentence may go on about a force that was told of before it."""
_MOVES: Final = frozenset(
    word for word, forms in FORMS.items() if any(form.group == "come" and form.tag in ("past", "ing") for form in forms)
) | {"flown", "sent", "go", "come", "arrive", "land", "own", "expected", "due", "sea", "follow"}
"""Words without which a count alone is no force: `some 1,900 came ashore`."""
_LOOK_BACK: Final = 40
"""Sentences, or forces told before, that are looked at again at most."""
_DATELINE: Final = 14
"""Tokens of a dateline at most."""
_TRIGGERS: Final = (
    Phrases(
        (phrase, True)
        for kind in ("people", "units", "loose_units", "loose_people", "craft")
        for phrase in sorted(load_words("deployments", f"heads.{kind}"))
    ).phrases
    | frozenset(
        " ".join((first, *body.rest)) if body.name.isascii() else (body.rest or (first,))[-1]
        for first, found in bodies().items()
        for body in found
        if body.kind in ("force", "company")
    )
    | DENYING
    | APPEALS
    | {"send", "sends", "deploy", "contribute", "neither"}
)
"""The names of forces, of those with accents one word; a sentence without any tells of none."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield the deployments of a report, each once."""
    if is_unreal(document):
        return
    found: list[Told] = []
    telling = {sentence.index for sentence in sentences}
    for sentence in document.sentences:
        follows = sentence.index - 1 in telling or (bool(found) and found[-1].sentence.index >= sentence.index - 2)
        moves = follows and not sentence.words.isdisjoint(_MOVES | POINTING)
        if sentence.index not in telling and not moves and (not found or sentence.words.isdisjoint(_AGAIN)):
            continue
        actors = _without_dateline(document, sentence, find_actors(sentence))
        told = list(_of_sentence(document, sentence, actors, found, follows=follows))
        found.extend(told)
        if any(one.status is Status.DENIED for one in told):
            continue
        before = found[max(0, len(found) - len(told) - _LOOK_BACK) : len(found) - len(told)]
        denial = None
        if not sentence.words.isdisjoint(DENYING):
            denial = find_denial(sentence, actors, before)
        if denial is None and not sentence.words.isdisjoint(REFUSING) and not told:
            denial = find_refusal(sentence, actors, before)
        if denial is not None:
            found.append(denial)
    stood_by = [told for told in settle(document, found) if not is_denied_rumour(told, found)]
    for record in merge(agree(document, stood_by)):
        yield build(document, record)


def _of_sentence(
    document: Document,
    sentence: Sentence,
    actors: tuple[Actor, ...],
    known: list[Told],
    *,
    follows: bool,
) -> Iterator[Told]:
    forces = find_forces(sentence, actors, again=bool(known), follows=follows)
    mine: list[Told] = []
    for force, predicate in find_predicates(sentence, forces, actors):
        if force.kind == "craft" and _is_given(document):
            continue
        if predicate is not None and not is_background(document, sentence, force, predicate):
            here = [one for one in tell(document, sentence, force, predicate, actors, known) if not is_frame(one, mine)]
            mine.extend(here)
            known = [*known, *here] if here and here[-1].status in LEAVING else known
            yield from here
    if not known and not forces and not sentence.words.isdisjoint(POINTING):
        carried = find_carried(document, sentence)
        pointed = find_predicate(sentence, carried) if carried is not None else None
        if carried is None or pointed is None or pointed.status not in COMING or pointed.weak:
            return
        if not is_background(document, sentence, carried, pointed):
            yield from tell(document, sentence, carried, pointed, actors, known)
    if not forces and not sentence.words.isdisjoint(ASKING):
        for force, predicate in find_appeals(sentence, actors):
            if not is_background(document, sentence, force, predicate):
                yield from tell(document, sentence, force, predicate, actors, known)


def _without_dateline(document: Document, sentence: Sentence, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Leave out the place that opens the report: it is where the reporter sits, no one who sends."""
    opens = sentence.field == "text" and (not sentence.index or document.sentences[sentence.index - 1].field == "title")
    if document.dateline is None or not opens or not actors or actors[0].first > 0:
        return actors
    for at in range(min(len(sentence.tokens), _DATELINE)):
        if sentence.tokens[at].low in ("—", "-", ":"):
            return tuple(actor for actor in actors if actor.first > at)
    return actors


def _is_given(document: Document) -> bool:
    """Jets and tanks that change owners, or that others will fly."""
    for sentence in document.sentences[:_LOOK_BACK]:
        if not sentence.words.isdisjoint(_GIVEN) or {"without", "pilots"} <= sentence.words:
            return True
        if "flown" in sentence.words and "by" in sentence.words:
            return True
    return False


DEPLOYMENTS: Final = Detector("deployments", _TRIGGERS, detect)
"""Troops that go, stay or leave."""
