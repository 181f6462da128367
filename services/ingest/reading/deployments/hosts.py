"""Which country a force is to be in: from its clause, a sentence beside it, the title, the dateline."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from schemas.actors import COUNTRIES
from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.host_elsewhere import carried_place, is_scene, mentioned_place
from services.ingest.reading.deployments.host_scores import AT, INTO, TOWARDS, best_places
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Mention, Sentence
from services.ingest.reading.grammar import AUXILIARIES, FINITE
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_REGIONS: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "hosts.regions")))
_HOMEWARDS: Final = frozenset(("home", "back", "returned", "return", "homecoming", "homeward", "homewards"))
_HEADING: Final = frozenset(("to", "for", "into", "towards"))
_STILL_TO_COME: Final = frozenset((Status.APPROVED, Status.DEPLOYING))
_DOCKING: Final = frozenset(("dock", "berth", "moor", "disembark", "land", "touch"))
_WAY: Final = 6
"""Tokens from `from` to the country that a force leaves at most."""
_CROSSING: Final = frozenset(
    ("across", "over", "crossed", "crosses", "crossing", "into", "inside", "entered", "invaded")
)
_MASSING: Final = frozenset(("mass", "amass", "concentrate", "gather", "assemble", "build", "pile"))
_SIDES: Final = frozenset(("sides", "side", "borders", "border", "east", "north", "south", "west", "outskirts"))
_HIRING: Final = frozenset(("hire", "hired", "hires", "hiring"))
_BORDERS: Final = frozenset(("border", "borders", "frontier"))


class Host(NamedTuple):
    """A country, and how it was found."""

    country: str | None
    name: str | None
    rule: str
    """`told`, `mission`, `next`, `carried`, `title`, `dateline`, `mentioned`, `home` or `untold`"""
    at: int | None = None
    """index behind its mention, where it was told beside the force"""


def find_others(sentence: Sentence, host: Host, force: Force) -> list[Host]:
    """Return the further hosts of one list: `to Saudi Arabia and the United Arab Emirates`."""
    if host.at is None or host.at < force.stop:
        return []
    tokens = sentence.tokens
    places = [m for m in sentence.mentions if m.country and m.kind == "country" and m.first >= host.at]
    found: list[Host] = []
    at = host.at
    if "between" in (token.low for token in tokens[max(0, host.at - 6) : host.at]):
        return []
    for mention in places:
        between = [token.low for token in tokens[at : mention.first]]
        after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
        if not between or any(low not in (",", "and", "the", "neighbouring", "to") for low in between):
            break
        if mention.stop < len(tokens) and tokens[mention.stop].kind == "number":
            # "to Liberia, and Mali 120": another one gives.
            break
        if after in AUXILIARIES or after in FINITE or after == "'s":
            # "to Lithuania, and Spain has agreed": the next clause begins.
            break
        found.append(Host(mention.country, mention.name, "told"))
        at = mention.stop
    # "Chad, Niger" without an "and" is an address, not a list.
    return found if any(token.low == "and" for token in tokens[host.at : at]) else []


def find_host(
    document: Document, sentence: Sentence, force: Force, predicate: Predicate, actors: Iterable[Actor]
) -> Host:
    """Find the country that a force is to be in.

    Args:
        document: The report.
        sentence: The sentence that tells of the force.
        force: The force.
        predicate: What becomes of it.
        actors: Whose force it is: their own country is the host only where no other is told.
    """
    owners = tuple(actors)
    codes = frozenset(actor.code for actor in owners)
    spans = frozenset(at for actor in owners for at in range(actor.first, actor.stop)) | frozenset(
        range(force.first, force.stop)
    )
    if force.place is not None and force.place.code not in codes:
        return Host(force.place.code, None if force.place.kind == "state" else force.place.name, "told")
    if (there := _there(sentence, force, predicate, codes)) is not None:
        return Host(there.country, there.name, "told", there.stop)
    told, home = best_places(document, sentence, codes, spans, predicate, force)
    if predicate.status is Status.REQUESTED and told is not None and told.first < predicate.first:
        told = _asker(sentence, predicate, codes) or told
    if told is not None and len(codes) == 1 and _is_only_beside(sentence, told, predicate):
        only = next(iter(codes))
        return Host(only if only in COUNTRIES else None, None, "home")
    if told is not None:
        return Host(told.country, told.name, "told", told.stop)
    if predicate.status is Status.REQUESTED and (asker := _asker(sentence, predicate, codes)) is not None:
        return Host(asker.country, None, "told")
    if (taker := _taker(sentence, predicate, codes)) is not None:
        return Host(taker.country, taker.name, "told")
    if (region := _region(sentence, predicate)) is not None:
        return Host(None, region, "told")
    if len(codes) == 1 and _at_own_border(sentence, force) and not _reported_abroad(document, sentence, codes):
        only = next(iter(codes))
        return Host(only if only in COUNTRIES else None, None, "home")
    for actor in owners:
        if actor.host is not None:
            return Host(actor.host, None, "mission")
    if home is not None and not _departs(predicate):
        return Host(home.country, home.name, "home")
    beside = carried_place(document, sentence, codes, ahead=_departs(predicate))
    if beside is not None:
        return Host(beside[0].country, beside[0].name, beside[1])
    line = document.dateline
    if len(codes) == 1 and (only := next(iter(codes))) in COUNTRIES and is_scene(document, only):
        return Host(only, None, "home")
    if line is not None and line.country is not None and line.country not in codes:
        return Host(line.country, line.name, "dateline")
    mentioned = mentioned_place(document, codes)
    if mentioned is not None and not (len(codes) == 1 and _is_its_own(sentence, force)):
        return Host(mentioned.country, mentioned.name, "mentioned")
    if len(codes) == 1 and (only := next(iter(codes))) in COUNTRIES:
        return Host(only, None, "home")
    if line is not None and line.country is not None:
        return Host(line.country, line.name, "dateline")
    return Host(None, None, "untold")


def _there(sentence: Sentence, force: Force, predicate: Predicate, codes: frozenset[str]) -> Mention | None:
    """`visited Erbil and said that 60 trainers would join the hundred already there`: the place told before."""
    if "there" not in sentence.words:
        return None
    tokens = sentence.tokens
    start = min(force.first, predicate.first)
    for at in range(max(force.stop, predicate.at + 1), min(len(tokens), max(force.stop, predicate.at) + _WAY + 2)):
        if tokens[at].kind == "mark" and at > force.stop:
            return None
        if tokens[at].low != "there" or (at + 1 < len(tokens) and tokens[at + 1].low in AUXILIARIES):
            continue
        before = [m for m in sentence.mentions if m.stop <= start and m.kind != "demonym" and m.country is not None]
        return next((m for m in reversed(before) if m.country not in codes), None)
    return None


def place_left(
    document: Document, sentence: Sentence, force: Force, predicate: Predicate, host: Host, owners: Iterable[Actor]
) -> Host | None:
    """Return the country that a force has come home from: `landed at Faro from Mali`, to no other land.

    The last of a force are leaving where they come from, wherever they go: `the last ones crossed from Iraq`.
    """
    codes = {actor.code for actor in owners}
    titles = document.sentences[:1] if document.sentences[0].field == "title" else ()
    if not codes or predicate.object or predicate.group not in ("come", "leave"):
        return None
    homewards = (
        force.last or _goes_to(sentence, predicate, codes) or _docks_at_home(document, sentence, predicate, host, codes)
    )
    if not (predicate.status is Status.DEPLOYED or (homewards and predicate.status in _STILL_TO_COME)):
        return None
    if not homewards and host.rule == "told" and host.country not in codes:
        return None
    if (
        not homewards
        and host.country not in codes
        and not any(not s.words.isdisjoint(_HOMEWARDS) for s in (sentence, *titles))
    ):
        return None
    tokens = sentence.tokens
    for mention in sentence.mentions:
        abroad = mention.country is not None and mention.country not in codes and mention.kind != "demonym"
        if abroad and mention.first > predicate.at and tokens[mention.first - 1].low == "from":
            return Host(mention.country, mention.name, "told", mention.stop)
    if homewards:
        # "for Mumbai from their camp near Mogadishu"
        way = next((at for at in range(predicate.at, len(tokens)) if tokens[at].low == "from"), len(tokens))
        for mention in sentence.mentions:
            abroad = mention.country is not None and mention.country not in codes and mention.kind != "demonym"
            parted = any(token.low == "and" for token in tokens[way : mention.first])
            if abroad and way < mention.first <= way + _WAY and not parted:
                return Host(mention.country, mention.name, "told", mention.stop)
    told_before = host.at is not None and host.at <= predicate.first
    if told_before and host.country not in codes and _goes_to(sentence, predicate, codes):
        # "The police who had taught in Sierra Leone boarded for Nairobi"
        return host
    return None


def _docks_at_home(document: Document, sentence: Sentence, predicate: Predicate, host: Host, codes: set[str]) -> bool:
    """`JEDDAH - A Saudi frigate docked with people from Port Sudan`: where the reporter sits, at home."""
    line = document.dateline
    if line is None or line.country not in codes or host.rule == "told":
        return False
    return any(form.lemma in _DOCKING for form in FORMS.get(sentence.tokens[predicate.at].low, ()))


def _goes_to(sentence: Sentence, predicate: Predicate, codes: set[str]) -> bool:
    """`sailed for Mumbai`, of an Indian force: what stands right behind the verb is its home."""
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.first <= predicate.at or mention.kind == "demonym":
            continue
        between = {token.low for token in tokens[predicate.at + 1 : mention.first]}
        return mention.country in codes and mention.first <= predicate.at + 4 and not between.isdisjoint(_HEADING)
    return False


def _is_its_own(sentence: Sentence, force: Force) -> bool:
    """`has moved 1,200 of its own conscripts`: where nothing else is told, they are at home."""
    return any(token.low == "own" for token in sentence.tokens[force.first : force.stop])


def _asker(sentence: Sentence, predicate: Predicate, codes: frozenset[str]) -> Mention | None:
    """Who asks for a force asks for it at home, where nothing else is told."""
    start = min(predicate.first, predicate.governor.at if predicate.governor is not None else predicate.first)
    asking = [m for m in sentence.mentions if m.country is not None and m.country not in codes]
    tokens = sentence.tokens
    before = [m for m in asking if m.stop <= start]
    if before:
        # "The Gambia's new president, in Dakar, has asked": not where he sits.
        told = [m for m in before if m.first == 0 or tokens[m.first - 1].low not in ("in", "at", "from")]
        return (told or before)[-1]
    # "a request by Honduras for troops"
    return next(
        (m for m in asking if m.first <= predicate.at + 3 and tokens[m.first - 1].low in ("by", "from", "of")), None
    )


def _taker(sentence: Sentence, predicate: Predicate, codes: frozenset[str]) -> Mention | None:
    """`Mali is about to hire a thousand fighters`, `would welcome instructors`: who takes a force has it at home."""
    hires = sentence.tokens[predicate.at].low in _HIRING
    if not predicate.object or not (hires or predicate.group == "receive"):
        return None
    states = [m for m in sentence.mentions if m.stop <= predicate.first and m.kind in ("country", "capital")]
    return next((m for m in reversed(states) if m.country is not None and m.country not in codes), None)


def _region(sentence: Sentence, predicate: Predicate) -> str | None:
    """A sea or a part of the world that is no one country: `to the Middle East`."""
    tokens = sentence.tokens
    for at in range(predicate.first, len(tokens)):
        found = _REGIONS.match(tokens, at) if tokens[at].low in _REGIONS.openers else None
        if found is None or not tokens[at].text[0].isupper():
            continue
        before = [token.low for token in tokens[max(0, at - 3) : at]]
        if any(low in INTO or low in AT or low in TOWARDS for low in before):
            return " ".join(token.text for token in tokens[at : found[0]])
    return None


def _at_own_border(sentence: Sentence, force: Force) -> bool:
    """`sent to the border with Mexico`, `at the Mexican border`: on their own side of it."""
    tokens = sentence.tokens
    for mention in sentence.mentions:
        if mention.kind != "demonym" or mention.first < force.stop or mention.stop >= len(tokens):
            continue
        before = [token.low for token in tokens[max(0, mention.first - 2) : mention.first]]
        if tokens[mention.stop].low in _BORDERS and {"to", "on", "at", "along", "near"} & set(before):
            return True
    for at in range(force.stop, len(tokens) - 1):
        if tokens[at].low in ("border", "borders", "frontier") and tokens[at + 1].low == "with":
            return not any(
                tokens[step].low in ("across", "over", "crossed", "into") for step in range(max(0, at - 4), at)
            )
    return False


def _is_only_beside(sentence: Sentence, told: Mention, predicate: Predicate) -> bool:
    """`has massed 150,000 men on three sides of Ukraine`, `on the frontier with Ukraine`: on their own side of it."""
    tokens = sentence.tokens
    if not sentence.words.isdisjoint(_CROSSING):
        return False
    before = [token.low for token in tokens[max(0, told.first - 2) : told.first]]
    if before[-1:] == ["with"] and before[0] in _BORDERS:
        return True
    massed = any(form.lemma in _MASSING for form in FORMS.get(tokens[predicate.at].low, ()))
    return massed and (before[-1:] == ["near"] or (before[-1:] == ["of"] and before[0] in _SIDES))


def _reported_abroad(document: Document, sentence: Sentence, codes: frozenset[str]) -> bool:
    """`GEORGETOWN - There are no British soldiers on the Venezuelan border`: told from a third country."""
    line = document.dateline
    if line is None or line.country is None or line.country in codes:
        return False
    return not any(m.country == line.country and m.kind == "demonym" for m in sentence.mentions)


def _departs(predicate: Predicate) -> bool:
    """`took off`, `would fly out`: the sentence tells what they leave, perhaps not where they go."""
    return predicate.group == "phrase" and predicate.status in (Status.DEPLOYING, Status.APPROVED)
