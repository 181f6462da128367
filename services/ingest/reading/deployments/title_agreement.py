"""Titles that sum a report up: where the title tells that a force goes home, the text tells of no coming of it."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.records import COMING, Told, codes_of
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_LEAVING: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "titles.leaving")))
_WEIGHING: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "titles.weighing")))
_MIXED: Final = frozenset(
    ("as", "while", "but", "and", "then", "others", "more", "replace", "replaces", "for", ";", ",", "after")
)
"""With one of these a title tells of two courses, or of the way out to a mission."""
_NOT_HOME: Final = frozenset(("at", "nursing", "care", "stay", "stays", "from", "no", "second", "new"))
_FORCES: Final = frozenset(
    phrase.split()[-1]
    for kind in ("people", "units", "loose_units", "loose_people")
    for phrase in load_words("deployments", f"heads.{kind}")
)
_TO_GO: Final = frozenset(("be", "leave", "quit", "go", "withdraw", "come", "return", "pull"))
_ON_THE_WAY: Final = frozenset(
    ("start", "starts", "begin", "begins", "began", "on", "to", "be", "way", "all", "now", "set")
)
_GOING: Final = frozenset(("come", "leave", "withdraw"))
_ARRIVING: Final = frozenset(("arrive", "land", "enter", "cross", "reach", "invade", "disembark", "join", "advance"))
_SETTLED: Final = frozenset(
    ("approved", "ordered", "agreed", "decided", "announced", "authorised", "authorized", "voted")
)


class _Course(NamedTuple):
    """What the title makes of a force."""

    leaving: bool
    codes: frozenset[str]
    """the countries that the title names by their people or as those who act"""
    hosts: frozenset[str]
    """the countries that it names as places"""


def agree(document: Document, found: list[Told]) -> list[Told]:
    """Return the records with those put right that contradict what the title says of the same force."""
    if not any(told.status in COMING and told.sentence.field == "text" for told in found):
        return found
    courses = tuple(_courses(document))
    return [_agreed(told, courses) for told in found] if courses else found


def _courses(document: Document) -> Iterator[_Course]:
    for title in takewhile(lambda sentence: sentence.field == "title", document.sentences):
        leaving = _leaves(title)
        if not (leaving or (title.words.isdisjoint(_MIXED) and _names(title, _WEIGHING))):
            continue
        people = frozenset(m.country for m in title.mentions if m.country and m.kind == "demonym")
        named = [m for m in title.mentions if m.country and m.kind != "demonym"]
        first = frozenset(m.country for m in named if m.country and m.first == 0)
        places = frozenset(m.country for m in named if m.country) - first
        yield _Course(leaving, people | first, places)


def _leaves(title: Sentence) -> bool:
    tokens = title.tokens
    if not title.words.isdisjoint(_MIXED):
        return False
    return any(
        _is_leaving_at(title, at)
        for at, token in enumerate(tokens)
        if at and (token.low == "home" or (token.low in _LEAVING.openers and _LEAVING.match(tokens, at)))
    )


def _is_leaving_at(title: Sentence, at: int) -> bool:
    """Tell whether it is a force that goes: `battalion home`, `Zimbabwe pulls its`; not `push rebels back from`."""
    tokens = title.tokens
    before = tokens[at - 1].low
    if tokens[at].low == "home" and before in _NOT_HOME:
        return False
    if any(tokens[step].low == "to" and tokens[step + 1].low not in _TO_GO for step in range(at)):
        # "Paras in Freetown to fly Britons home"
        return False
    forms = FORMS.get(before, ())
    led = any(token.kind == "word" for token in tokens[: at - 1])
    if led and (before in _ON_THE_WAY or any(form.group in _GOING for form in forms)):
        return True
    if before in _FORCES:
        return True
    named = any(mention.stop == at for mention in title.mentions)
    return named and not any(token.low in FORMS for token in tokens[: at - 1])


def _names(title: Sentence, phrases: Phrases[bool]) -> bool:
    return not title.words.isdisjoint(phrases.openers) and any(
        token.low in phrases.openers and phrases.match(title.tokens, at) for at, token in enumerate(title.tokens)
    )


def _agreed(told: Told, courses: tuple[_Course, ...]) -> Told:
    if told.sentence.field != "text" or told.status not in COMING:
        return told
    mine = set(codes_of(told.actors))
    for course in courses:
        if course.codes and not course.codes & mine:
            continue
        if course.hosts and told.host.country not in course.hosts:
            continue
        if course.leaving and not _arrives(told):
            going = told.status in (Status.DEPLOYED, Status.REINFORCED)
            return told._replace(status=Status.WITHDRAWN if going else Status.WITHDRAWING)
        if not course.leaving and told.status is Status.APPROVED and told.sentence.words.isdisjoint(_SETTLED):
            return told._replace(status=Status.CONSIDERED)
    return told


def _arrives(told: Told) -> bool:
    """A coming that no going home can be: more of them, or a verb of arriving with the place beside it."""
    if told.force.more or told.status is Status.REINFORCED:
        return True
    verb: Token = told.sentence.tokens[told.predicate.at]
    arriving = any(form.lemma in _ARRIVING for form in FORMS.get(verb.low, ()))
    return arriving and told.host.rule == "told"
