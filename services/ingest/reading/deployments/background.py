"""What is no deployment of today: history, stationed troops, sport, film, honours; and what is only denied."""

from datetime import timedelta
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.asides import (
    is_aside,
    is_elsewhere,
    is_of_the_harmed,
    is_on_their_rounds,
)
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.history import is_bygone, is_history, is_told_after, is_years_back
from services.ingest.reading.deployments.missions import is_exercise
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.rotations import comes_round
from services.ingest.reading.deployments.standing import has_long_stood
from services.ingest.reading.deployments.unreal import is_topic_figure
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.grammar import FINITE, MODALS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_DENIALS: Final = load_words("deployments", "denials.verbs")
_FALSE: Final = load_words("deployments", "denials.false")
_PICTURES: Final = load_words("deployments", "background.pictures")
_SHOWING: Final = frozenset(("shows", "show", "showing", "showed", "depicts", "depicting", "depicted", "of", "with"))
_KEEPING: Final = load_words("deployments", "background.keeping")
_YIELDING: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "captives.yielding")))
_STANDING: Final = frozenset(("stay", "rest", "copula", "hold"))
_HEDGES: Final = frozenset(("some", "about", "around", "nearly", "roughly", "only", "over", "than", "more"))
_RULING: Final = frozenset(("rule", "rules", "ruled", "ruling"))
_NOT: Final = frozenset(("not", "n't", "neither"))
_MOCKING: Final = load_words("deployments", "denials.mocking")
_EVERY: Final = load_words("deployments", "background.every")
_GROUND: Final = load_words("deployments", "denials.ground")
_WITHOUT: Final = frozenset(("without", "no", "lacks", "lacked", "devoid"))
_HEARSAY: Final = load_words("deployments", "background.hearsay")
_USUAL: Final = frozenset((Status.DEPLOYED, Status.DEPLOYING, Status.REINFORCED, Status.APPROVED))
_GONE: Final = frozenset((Status.WITHDRAWN, Status.WITHDRAWING))
_SAYING: Final = load_words("deployments", "hosts.saying")
_ADMITTING: Final = frozenset(
    ("admitted", "admits", "acknowledged", "acknowledges", "conceded", "concedes", "revealed", "reveals", "disclosed")
)
_CALLING: Final = frozenset(
    ("call", "called", "calls", "calling", "described", "describes", "dismissed", "branded", "termed")
)
_BEFORE_FALSE: Final = frozenset(("are", "is", "were", "was", "as", "called", "a", "an", "'"))
_HONOURS: Final = load_words("deployments", "background.honours")
_FRESH: Final = load_words("deployments", "status.fresh")
_EXPERIENCE: Final = load_words("deployments", "background.experience")
_BOOKS: Final = load_words("deployments", "background.books")
_STORIES: Final = load_words("deployments", "background.stories")
_ACTING: Final = (["to", "play"], ["to", "pose"], ["to", "portray"], ["play", "the"], ["playing", "the"])
_TOLD: Final = load_words("deployments", "background.told")
_FRESH_WITH_DATE: Final = frozenset(("now", "today", "first", "newly", "seen", "spotted", "ground"))
"""These make a state news even beside an old date."""
_FETCHING: Final = frozenset(("nationals", "evacuate", "evacuation", "evacuating"))
"""Who is in a country to bring people out has come for it."""
_RECENT: Final = timedelta(days=30)


def is_background(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether a force is only mentioned: told of long ago, stationed for years, asked about."""
    scope = sentence.clause_at(predicate.at).scope
    figure = scope.idiom and not is_topic_figure(document.topic)
    if scope.question or _is_asked(sentence, predicate) or scope.fiction or scope.sport or figure or scope.anniversary:
        return True
    usual = scope.habitual and predicate.status in _USUAL and not sentence.words.isdisjoint(_EVERY)
    if usual and not is_exercise(sentence) and not comes_round(sentence):
        return True
    if not sentence.words.isdisjoint(_TOLD) or _is_of_a_story(sentence, force):
        # "the thriller opens as paratroopers land"
        return True
    if predicate.object and predicate.status is Status.DEPLOYED and sentence.words & _EXPERIENCE:
        return True
    group = {token.low for token in sentence.tokens[predicate.first : predicate.at]}
    if "never" in group and group.isdisjoint(MODALS):
        # "had never before sent a force": tells of the past, denies nothing.
        return True
    if "had" in group and predicate.status in _USUAL and is_told_after(document, sentence, predicate):
        return True
    if predicate.status in _USUAL and (is_bygone(document, sentence, force) or _yields(sentence)):
        return True
    if predicate.status is Status.DEPLOYED and not sentence.words.isdisjoint(_KEEPING):
        # "laid wreaths for the day when the army marched into Poland"
        return True
    if is_aside(document, sentence, force, predicate) or is_elsewhere(sentence, force):
        return True
    if is_of_the_harmed(sentence, force, predicate):
        return True
    if is_on_their_rounds(sentence, force, predicate):
        return True
    if predicate.status in _GONE and _is_of_a_thing(sentence, force):
        return True
    if _is_comparison(sentence) or is_years_back(sentence, force):
        return True
    if is_history(document, sentence, predicate) or has_long_stood(document, sentence, force, predicate):
        return True
    if is_denied(document, sentence, force, predicate):
        return False
    if force.actors and all(actor.kind == "unknown" for actor in force.actors):
        # "foreign troops are camped beside the airport": a garrison has a name.
        return False
    if predicate.status is Status.DEPLOYED and predicate.group in _STANDING and _says_where(sentence, force):
        # "killed two soldiers in Afghanistan, where 150,000 troops are fighting"
        return not _is_fresh(document, sentence, force, predicate)
    if predicate.weak and predicate.status in (Status.DEPLOYED, Status.DEPLOYING):
        if _is_contested(document, sentence) or is_exercise(sentence):
            return False
        if "still" in group or sentence.tokens[predicate.at - 1].low == "still":
            # "were still on the second floor on Sunday": they were there before.
            return True
        return not _is_fresh(document, sentence, force, predicate) or bool(sentence.words & _HONOURS)
    return False


def _is_contested(document: Document, sentence: Sentence) -> bool:
    """`A unit is in Khanaqin, the governor says. Tehran calls this untrue`: what is disputed is no mere background."""
    if sentence.words.isdisjoint(_SAYING):
        return False
    behind = document.sentences[sentence.index + 1 : sentence.index + 2]
    return any(not other.words.isdisjoint(_FALSE | _DENIALS) for other in behind)


def _yields(sentence: Sentence) -> bool:
    """`came over the river and piled their rifles before the priest`: fugitives."""
    if sentence.words.isdisjoint(_YIELDING.openers):
        return False
    tokens = sentence.tokens
    return any(token.low in _YIELDING.openers and _YIELDING.match(tokens, at) for at, token in enumerate(tokens))


def _is_asked(sentence: Sentence, predicate: Predicate) -> bool:
    """`"Will you send them?" the deputy asked`: the mark of the question stands within the sentence."""
    if "?" not in sentence.words:
        return False
    tokens = sentence.tokens
    return any(token.low == "?" for token in tokens[predicate.at :])


def _is_of_a_story(sentence: Sentence, force: Force) -> bool:
    """`a book of stories, in which soldiers arrive`, `hired 300 soldiers to play Iraqi guards`."""
    tokens = sentence.tokens
    if [token.low for token in tokens[force.stop : force.stop + 2]] in _ACTING:
        return True
    if not sentence.words.isdisjoint(_BOOKS) and _is_about(tokens, force.first):
        return True
    if not sentence.words.isdisjoint(_PICTURES) and _is_shown(tokens, force.first):
        return True
    if "which" not in sentence.words:
        return False
    for at in range(1, min(force.first, len(tokens))):
        if tokens[at].low == "which" and tokens[at - 1].low == "in":
            return any(token.low in _STORIES for token in tokens[max(0, at - 7) : at])
    return False


def _is_shown(tokens: tuple[Token, ...], first: int) -> bool:
    """`A canvas that shows Swedish cuirassiers entering Prague`, `a stamp of the battalion landing`."""
    at = next((at for at in range(first) if tokens[at].low in _PICTURES), None)
    return at is not None and not _SHOWING.isdisjoint(token.low for token in tokens[at + 1 : first])


def _is_of_a_thing(sentence: Sentence, force: Force) -> bool:
    """`the crossings that the Afghan army abandoned`: told to say which crossings they are."""
    at = force.first - 1
    tokens = sentence.tokens
    return (
        at > 1
        and tokens[at].low in ("that", "which")
        and tokens[at - 1].low.endswith("s")
        and (tokens[at - 1].low not in _SAYING and tokens[at - 1].low not in FINITE)
    )


def _is_about(tokens: tuple[Token, ...], first: int) -> bool:
    """`A history of the years in which 36,000 soldiers fought came out`: what the book is about."""
    subject = next((at for at in range(min(4, first)) if tokens[at].low in _BOOKS), None)
    if subject is None or tokens[subject + 1].low not in ("of", "about", "on"):
        return False
    return any(token.low in ("which", "when", "that", "who", "how") for token in tokens[subject + 2 : first])


def _is_comparison(sentence: Sentence) -> bool:
    """`gives more soldiers than any other state`: a ranking."""
    tokens = sentence.tokens
    if not ("than" in sentence.words and "any" in sentence.words):
        return False
    return any(tokens[at].low == "than" and tokens[at + 1].low == "any" for at in range(len(tokens) - 1))


def _is_fresh(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether a state is told as news: a day of this week, `now`, `for the first time`.

    `the base where 4,000 soldiers are stationed` is told to say which base: it needs its news within its clause.
    """
    if _is_admitted(sentence, force):
        return True
    if _says_where(sentence, force):
        stop = next((at for at in range(predicate.at, len(sentence.tokens)) if sentence.tokens[at].low == ","), None)
        within = {token.low for token in sentence.tokens[force.first : stop]}
        days = (when for when in sentence.whens if when.end is not None and when.end >= document.published - _RECENT)
        return bool(within & _FRESH) or any(force.first <= day.first < (stop or day.first + 1) for day in days)
    recent = [when for when in sentence.whens if when.end is not None and when.end >= document.published - _RECENT]
    if sentence.whens and not recent and not sentence.words & _FRESH_WITH_DATE:
        return False
    return bool(recent) or bool(sentence.words & _FRESH) or not sentence.words.isdisjoint(_FETCHING)


def _is_admitted(sentence: Sentence, force: Force) -> bool:
    """`acknowledged that Russian instructors are in Mali`: what is owned to is news."""
    before = [token.low for token in sentence.tokens[max(0, force.first - 4) : force.first]]
    return "that" in before and not _ADMITTING.isdisjoint(before)


def _says_where(sentence: Sentence, force: Force) -> bool:
    at = force.first - 1
    while at > 0 and sentence.tokens[at].low in _HEDGES:
        at -= 1
    return at > 0 and sentence.tokens[at].low in ("where", "which", "whose")


def _is_rumour(tokens: tuple[Token, ...], first: int) -> bool:
    """`asked about reports that`, `rumours of`: nobody stands by it."""
    return any(token.low in _HEARSAY for token in tokens[max(0, first - 5) : first])


def _is_mocked(sentence: Sentence) -> bool:
    """`scoffed at reports that`, `"Fairy tales," said the minister of reports that`."""
    return not sentence.words.isdisjoint(_MOCKING) or not sentence.words.isdisjoint(_FALSE)


def _is_laughed_off(document: Document, sentence: Sentence) -> bool:
    """`"Pure fancy," she said`, in the sentence behind."""
    after = document.sentences[sentence.index + 1 : sentence.index + 2]
    return any(not other.words.isdisjoint(_FALSE) or not other.words.isdisjoint(_DENIALS) for other in after)


def is_denied(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether the deed stands under a denial: `denied that`, `rejected claims`, `are a fabrication`."""
    tokens = sentence.tokens
    if sentence.clause_at(predicate.at).scope.denied:
        return True
    first = min(force.first, predicate.first)
    if _is_rumour(tokens, first) and (_is_mocked(sentence) or _is_laughed_off(document, sentence)):
        return True
    for at in range(first - 1, max(-1, first - 18), -1):
        low = tokens[at].low
        if low in (";", "but"):
            return False
        if low == "out" and tokens[at - 1].low in _RULING and tokens[at + 1].low == "that":
            # "has ruled out that its soldiers take part"
            return tokens[at - 2].low not in _NOT if at > 1 else True
        if low in _DENIALS:
            return tokens[at - 1].low not in _NOT if at else True
    if not sentence.words.isdisjoint(_GROUND) and _lacks_ground(tokens, predicate.at):
        return True
    if sentence.words.isdisjoint(_FALSE):
        return False
    called = any(tokens[at].low in _CALLING for at in range(first))
    return any(
        token.low in _FALSE
        and not (at and tokens[at - 1].low == "not")
        and any(
            tokens[step].low in _BEFORE_FALSE or (called and tokens[step].low == '"')
            for step in range(max(0, at - 4), at)
        )
        for at, token in enumerate(tokens)
        if at > predicate.at
    )


def _lacks_ground(tokens: tuple[Token, ...], deed: int) -> bool:
    """`is without any foundation`, `has no basis`, `there is no truth in the report that`."""
    return any(
        token.low in _GROUND and not _WITHOUT.isdisjoint(other.low for other in tokens[max(0, at - 4) : at])
        for at, token in enumerate(tokens)
        if at > deed or any(other.low in _HEARSAY for other in tokens[at:deed])
    )
