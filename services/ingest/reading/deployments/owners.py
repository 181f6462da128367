"""Whose force it is, where its clause does not say it: where it comes from, or who was told of before."""

from itertools import islice
from typing import Final, NamedTuple

from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor, find_actors
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.hosts import Host
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.records import COMING, LEAVING, Told
from services.ingest.reading.document import Document, Mention, Sentence, Token
from services.ingest.reading.lexicon.files import load_words

_OFFICES: Final = load_words("deployments", "agents.at_home")
_ABLE: Final = frozenset(("state", "capital", "alliance", "company", "people", "force"))
_LOOK_BACK: Final = 12
"""Earlier sentences in which an actor is looked for at most."""
_LOOK_AHEAD: Final = 2
_KNOWN: Final = 40
"""Forces told before that are looked at at most."""
_MILITARY: Final = frozenset(("defence", "defense", "army", "military", "navy", "staff", "command"))
_TELLING: Final = frozenset(
    (
        "said",
        "says",
        "informs",
        "informed",
        "announces",
        "announced",
        "reports",
        "reported",
        "states",
        "stated",
        "confirmed",
        "confirms",
        "told",
        "tells",
    )
)
_HIRED: Final = frozenset(("mercenaries", "contractors"))
_ABROAD_OF_STATE: Final = frozenset(
    ("embassy", "consulate", "legation", "mission", "nationals", "citizens", "ambassador", "diplomats", "residence")
)
_MINISTRY: Final = 8
"""Tokens between a state and the words that tell that its ministry speaks at most."""
_MOVING: Final = frozenset(("come", "phrase", "leave"))
_OUT: Final = frozenset(("left", "leave", "leaves", "leaving", "departed", "departing", "quit", "quitted"))


class Owners(NamedTuple):
    """Whose force it is by inference."""

    actors: tuple[Actor, ...]
    elsewhere: bool
    """they were told of in another sentence: where the force goes is to be looked for again"""


def infer_owners(
    document: Document, sentence: Sentence, force: Force, predicate: Predicate, host: Host, known: list[Told]
) -> Owners | None:
    """Return the owners that the report as a whole tells, None where a force is nobody's.

    In order: the place that it comes from, the force told before for that host, the actor of an earlier sentence or
    of the title, the dateline's state where its government acts, an actor of the next sentences, the host state itself.
    """
    if not known and sentence.tokens[force.head].low == "reinforcements":
        # Whoever they strengthen was not told of.
        return None
    if sentence.tokens[force.head].low in _HIRED:
        # "mercenaries landed at dawn": no state's army; "They belong to Wagner", the next sentence says.
        company = _of_later_company(document, sentence)
        return Owners((company,), False) if company is not None else None
    if force.kind == "loose_people" and (company := _of_later_company(document, sentence)) is not None:
        return Owners((company,), False)
    if predicate.status not in LEAVING and (guarded := _of_embassy(sentence, force, host)) is not None:
        return Owners((guarded,), False)
    origin = _of_origin(sentence, predicate, host)
    decided = predicate.status is Status.APPROVED and _of_dateline(document, sentence, host.country)
    if origin is not None and decided:
        # "PARIS - The minister said that three companies would go from Gabon and from France"
        return Owners((decided,), False)
    if origin is not None:
        return Owners((origin,), False)
    again = next(
        (
            one
            for one in reversed(known[-_KNOWN:])
            if one.host.country == host.country
            and any(actor.kind != "unknown" for actor in one.actors)
            and not (one.inferred and all(actor.code == host.country for actor in one.actors))
        ),
        None,
    )
    if again is not None:
        return Owners(again.actors, False)
    if force.definite or predicate.object or force.amount is not None or _is_abroad(sentence, host, predicate):
        earlier = _of_earlier(document, sentence, host.country)
        if earlier is not None:
            return Owners((earlier,), True)
    if (head := _before_colon(sentence, force, host.country)) is not None:
        return Owners((head,), False)
    if (speaker := _of_own_ministry(sentence, host.country)) is not None and not force.definite:
        return Owners((speaker,), False)
    if (line := _of_dateline(document, sentence, host.country)) is not None:
        return Owners((line,), False)
    if (speaker := _of_speaker_behind(sentence, predicate, host.country)) is not None:
        return Owners((speaker,), False)
    if (teller := _of_teller(sentence, force, host)) is not None:
        return Owners((teller,), False)
    if predicate.status in LEAVING:
        # An army does not leave its own country: whose it is was not told.
        return None
    if _is_abroad(sentence, host, predicate):
        later = _of_later(document, sentence, host.country)
        return Owners((later,), False) if later is not None else None
    if host.country is not None and not (force.police and force.amount is None):
        return Owners((Actor(force.head, force.head + 1, host.country, "state", host.country),), False)
    return None


def _is_abroad(sentence: Sentence, host: Host, predicate: Predicate) -> bool:
    """`crossed into Cameroon`, `bound for Romania`: no army enters its own country."""
    if (
        host.rule == "told"
        and host.name is None
        and (predicate.group, predicate.status) == ("phrase", Status.DEPLOYING)
    ):
        return True
    if host.at is None or (host.at < len(sentence.tokens) and sentence.tokens[host.at].low in ("'s", "'")):
        return False
    return host.rule == "told" and host.name is None and predicate.group in _MOVING and predicate.status in COMING


def owner_beside(sentence: Sentence, force: Force) -> tuple[Actor, ...]:
    """Return who owns what a force is listed with: `12 Spanish ships and 900 marines` have one adjective."""
    tokens = sentence.tokens
    if force.first < 3:
        return ()
    if tokens[force.first - 1].low == "," and (giver := _gives(sentence, force)) is not None:
        return (giver,)
    if tokens[force.first - 1].low not in ("and", "with"):
        return ()
    for mention in sentence.mentions:
        if mention.kind == "demonym" and force.first - 5 <= mention.first < force.first - 1 and mention.country:
            return (_actor_of(mention),)
    return ()


def _gives(sentence: Sentence, force: Force) -> Actor | None:
    """`Malawi's contribution to the brigade, 700 infantrymen,`: two names of one force."""
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.stop + 1 >= force.first:
            return None
        owned = tokens[mention.stop].low in ("'s", "'") or mention.kind == "demonym"
        noun = mention.stop + (mention.kind != "demonym")
        if owned and mention.country and tokens[noun].low in ("contribution", "contingent", "share", "part"):
            return _actor_of(mention)
    return None


def _of_origin(sentence: Sentence, predicate: Predicate, host: Host) -> Actor | None:
    """`flew out of Faro`, `took off from Lisbon`, `left Dhaka for`: who comes from there."""
    if predicate.status in LEAVING or predicate.object:
        return None
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.country is None or mention.country == host.country or mention.kind in ("demonym",):
            continue
        if mention.first > predicate.first and _comes_from(tokens, mention):
            return _actor_of(mention)
    return None


def _comes_from(tokens: tuple[Token, ...], mention: Mention) -> bool:
    at = mention.first - 1
    steps = 0
    while at > 0 and steps < 4 and (tokens[at].text[0].isupper() or tokens[at].low in (",", "the", "airport", "in")):
        at -= 1
        steps += 1
    low = tokens[at].low
    if low == "of":
        return tokens[at - 1].low == "out"
    return low == "from" or low in _OUT


def _actor_of(mention: Mention) -> Actor:
    country = mention.country or "??"
    return Actor(mention.first, mention.stop, country, "state", mention.name or country)


def _of_earlier(document: Document, sentence: Sentence, host: str | None) -> Actor | None:
    """The actor that the nearest earlier sentence is about: its first that could act, the title's included."""
    for earlier in islice(document.before(sentence), _LOOK_BACK):
        for actor in find_actors(earlier):
            if actor.kind in _ABLE and actor.code != host:
                return actor
    return None


def _of_later(document: Document, sentence: Sentence, host: str | None) -> Actor | None:
    for later in document.sentences[sentence.index + 1 : sentence.index + 1 + _LOOK_AHEAD]:
        for actor in find_actors(later):
            if actor.kind in _ABLE and actor.code not in (host, "??"):
                return actor
    return None


def _of_embassy(sentence: Sentence, force: Force, host: Host) -> Actor | None:
    """`marines arrived to guard the American embassy`: a state sends its own soldiers to guard its own house."""
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.first < force.stop or mention.country in (None, host.country) or mention.stop >= len(tokens):
            continue
        at = mention.stop + (tokens[mention.stop].low == "'s")
        if mention.kind in ("demonym", "country") and at < len(tokens) and tokens[at].low in _ABROAD_OF_STATE:
            return _actor_of(mention)
    return None


def _of_later_company(document: Document, sentence: Sentence) -> Actor | None:
    for later in document.sentences[sentence.index : sentence.index + 1 + _LOOK_AHEAD]:
        for actor in find_actors(later):
            if actor.kind == "company":
                return actor
    return None


def _before_colon(sentence: Sentence, force: Force, host: str | None) -> Actor | None:
    """`Kenya's president has signed the order: 600 policemen go to Haiti`: whose order it is."""
    colon = next((at for at in range(force.first) if sentence.tokens[at].low == ":"), None)
    if colon is None or force.definite:
        return None
    able = [actor for actor in find_actors(sentence) if actor.stop <= colon and actor.kind in _ABLE]
    return able[0] if able and able[0].code not in (host, "??") else None


def _of_own_ministry(sentence: Sentence, host: str | None) -> Actor | None:
    """`The Ministry of National Defence of Romania informs that a detachment left`: it speaks of its own."""
    if sentence.words.isdisjoint(_MILITARY):
        return None
    tokens = sentence.tokens
    for actor in find_actors(sentence):
        if actor.kind not in ("state", "people", "capital") or actor.code == host:
            continue
        near = {token.low for token in tokens[max(0, actor.first - _MINISTRY) : actor.stop + _MINISTRY]}
        if not near.isdisjoint(_MILITARY) and not near.isdisjoint(_TELLING):
            return actor
    return None


def _of_speaker_behind(sentence: Sentence, predicate: Predicate, host: str | None) -> Actor | None:
    """`Sending troops is out of the question, the Egyptian minister said`: who says so would send them."""
    tokens = sentence.tokens
    comma = next((at for at in range(len(tokens) - 1, predicate.at, -1) if tokens[at].low == ","), None)
    if comma is None or _TELLING.isdisjoint(token.low for token in tokens[comma:]):
        return None
    houses = {mention.first for mention in sentence.mentions if mention.kind == "metonym"}
    behind = [actor for actor in find_actors(sentence) if actor.first > comma and actor.kind in ("state", "people")]
    named = [
        actor
        for actor in behind
        if actor.first in houses
        or (predicate.object and not _OFFICES.isdisjoint(t.low for t in tokens[actor.stop : actor.stop + 4]))
    ]
    return named[0] if named and named[0].code not in (host, "??") else None


def _of_teller(sentence: Sentence, force: Force, host: Host) -> Actor | None:
    """`The White House told Congress that 80 soldiers have gone to Chad`: the only state that could send them."""
    if host.rule != "told" or force.definite:
        return None
    able = [
        actor
        for actor in find_actors(sentence)
        if actor.stop <= force.first and actor.kind in ("state", "people", "capital") and actor.code != host.country
    ]
    if len({actor.code for actor in able}) != 1 or able[0].code == "??":
        return None
    told = {token.low for token in sentence.tokens[able[0].stop : force.first]}
    return able[0] if not told.isdisjoint(_TELLING) else None


def _of_dateline(document: Document, sentence: Sentence, host: str | None) -> Actor | None:
    """`ROME - Parliament approved ...`: the parliament is that of the dateline's country."""
    line = document.dateline
    if line is None or line.country is None or line.country == host or sentence.words.isdisjoint(_OFFICES):
        return None
    return Actor(line.first, line.stop, line.country, "state", line.name or line.country)


def asks_anybody(predicate: Predicate, known: list[Told]) -> bool:
    """`appealed for troops`: of nobody in particular."""
    return predicate.status is Status.REQUESTED and not known
