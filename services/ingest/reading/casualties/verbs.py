"""Claims that verbs make: were killed, died, arrested 12, hospitals treat 68, KIA 3."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from schemas.events.casualties import Group, Measure
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.doers import before_being, doer, is_shot_dead
from services.ingest.reading.casualties.frames import is_joint, is_unit
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.phrase_words import ANIMALS, ONE
from services.ingest.reading.casualties.reality import is_unreal
from services.ingest.reading.casualties.references import is_attacker
from services.ingest.reading.casualties.reflexives import of_doer
from services.ingest.reading.casualties.subjects import subjects
from services.ingest.reading.casualties.triggers import CARE, CARE_PLACES, HOLDING, PARTS, UNDONE
from services.ingest.reading.grammar import ARTICLES, BE, GERUNDS, POSSESSIVES

_BEHIND_OBJECT: Final = frozenset(("hostage", "captive"))
_TREATED: Final = frozenset(("treated", "treating"))
_CAUSED: Final = frozenset(("drowned", "suffocated"))
_OWNING: Final = ARTICLES | POSSESSIVES
_SINGLE: Final = frozenset(("he", "she", "him", "her"))
_REFLEXIVE: Final = frozenset(("himself", "herself", "themselves"))
_CAPTIVES: Final = frozenset(
    ("inmates", "prisoners", "detainees", "convicts", "suspects", "hostages", "captives", "criminals")
)
_BLOWING: Final = frozenset(("blew", "blows", "blowing", "blown", "blow"))
_TRADES: Final = ("ers", "eers", "ists")
_MACHINES: Final = (
    *("ines", "ters", "ners", "kers", "ilers", "oilers", "owers", "bers", "tors", "sers", "plants", "trees", "ters"),
)
_SHORTEST_TRADE: Final = 5
_OF_PEOPLE: Final = (Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ABDUCTED)
_CARRYING: Final = frozenset(("carried", "carries", "carry", "carrying"))
_FRONTED: Final = frozenset(("with", "beside", "there", "in", "alongside", "at", "near", "on"))
_SOUGHT: Final = frozenset(("sought", "looked", "searched"))
_NEAR: Final = 8
"""Tokens between a verb and its "to death" at most."""
_OF_SOLDIERS: Final = frozenset(("kia", "wia", "mia", "k.i.a.", "w.i.a."))
SEIZED: Final = frozenset(("captured", "lost"))
_WRECKED: Final = frozenset(("destroyed", "damaged", "abandoned"))
_LIST_SENTENCES: Final = 3
_INTO: Final = frozenset(("in", "on", "to"))


def from_verbs(reading: Reading, taken: frozenset[int]) -> Iterator[Candidate]:
    """Yield what the verbs of a sentence say of people.

    Args:
        reading: The sentence.
        taken: Verbs that only say what a toll counts.
    """
    things: set[Measure] = set()
    for index, item in enumerate(reading.items):
        if item.kind is Kind.VICTIM and index not in taken:
            yield from _of_victims(reading, index, item, things)
        elif item.kind is Kind.VERB and item.low in CARE:
            yield from _of_care(reading, index, item)


def _of_victims(reading: Reading, index: int, item: Item, things: set[Measure]) -> Iterator[Candidate]:
    trigger = item.trigger
    if trigger is None or is_unreal(reading, item):
        return
    if item.auxiliary and _is_background(reading, index):
        late = any(other.trigger is not None and other.auxiliary for other in reading.items[index + 1 :])
        if trigger.measure in (Measure.DISPLACED, Measure.MISSING) or (late and trigger.measure is Measure.INJURED):
            return
    if trigger.measure is Measure.MISSING and not item.auxiliary and _came_back(reading, item):
        return
    behind = item.low in _BEHIND_OBJECT or (item.low == "to" and trigger.measure is Measure.KILLED)
    if behind and (index == 0 or reading.items[index - 1].kind is not Kind.NOUN):
        return
    if item.low == "to" and any(
        token.low in UNDONE for token in reading.sentence.tokens[max(0, item.first - _NEAR) : item.first]
    ):
        # "sentenced two men to death"
        return
    in_hospital = trigger.measure is Measure.HOSPITALIZED and trigger.frame == "state"
    listed = not item.auxiliary and reading.frames.breaks_down(index)
    if in_hospital and (listed or not _is_patient(reading, index, item)):
        return
    if trigger.frame == "intransitive" and not item.auxiliary and _has_object(reading, index):
        # "drowned its engine"
        return
    active = reading.frames.is_active(index)
    after = reading.items[index + 1].low if index + 1 < len(reading.items) else ""
    joined = reading.items[index + 2].kind if index + 2 < len(reading.items) else None
    step = index + 1
    if after == "only" and index + 2 < len(reading.items) and reading.items[index + 2].low in _REFLEXIVE:
        # "killing only themselves"
        step, after = index + 2, reading.items[index + 2].low
        joined = reading.items[index + 3].kind if index + 3 < len(reading.items) else None
    if after in _REFLEXIVE and not item.passive:
        # "the bomber killed himself and four others"
        active, item.reflexive = False, True
        victims = subjects(reading.frames, index) or doer(reading, index, after)
        victims += reading.frames.objects(step + 1) if joined is Kind.AND else []
    else:
        victims = reading.frames.objects(index) if active else subjects(reading.frames, index)
    doers = [] if active else before_being(reading, index)
    victims = doers or victims
    if not victims and not active and not item.auxiliary:
        victims = _telegraphic(reading, index)
    if not victims and trigger.frame == "intransitive" and _is_inverted(reading, index):
        victims = reading.frames.objects(index)
    if is_shot_dead(reading, index):
        victims = [index - 1]
    if not active:
        victims += _added(reading, index)
    if not victims and (copula := _fronted(reading, index)) is not None:
        victims = reading.frames.objects(copula)
    treated = trigger.frame == "harm" and _is_treated(reading, index)
    # "20,000 hens were killed after 300 had died": a bare count goes on with what was counted.
    thing = trigger.measure in things or (bool(things) and not item.auxiliary)
    for victim in victims:
        phrase = reading.items[victim].phrase
        if phrase is None or (phrase.measure is not None and not phrase.harmed):
            continue
        if trigger.frame == "intransitive" and trigger.measure is Measure.DISPLACED and not _is_driven_out(phrase):
            continue
        if trigger.measure is Measure.MISSING and _is_hunted(reading, item, phrase):
            continue
        if phrase.noun in ("survivors", "survivor") and trigger.measure in (Measure.KILLED, Measure.MISSING):
            continue
        if item.low in _OF_SOLDIERS and phrase.thing and not is_unit(reading.items[victim]):
            # "10 SF KIA": whoever they are, they bear arms.
            phrase.thing, phrase.group = False, Group.SECURITY_FORCES
        if phrase.group is None and not phrase.noun and item.low in SEIZED and is_of_equipment(reading):
            continue
        # "two chains died and a third was hurt": another of the same.
        again = bool(things) and phrase.more
        if phrase.thing and trigger.measure in _OF_PEOPLE and not item.low.startswith("exec") and _may_be_trade(phrase):
            phrase.thing, phrase.group = False, Group.OTHER
        if phrase.thing or ((thing or again) and phrase.group is None):
            thing = phrase.thing = True
            things.add(trigger.measure)
            continue
        measure = Measure.HOSPITALIZED if treated else trigger.measure
        if active and measure is Measure.ABDUCTED and item.low in _CARRYING and not _has_people(reading, index):
            # "cholera has carried off 44 patients"
            measure = Measure.KILLED
        if active and measure is Measure.DETAINED and _takes_captive(reading, index, phrase):
            measure = Measure.ABDUCTED
        group = _of_attacker(reading, victim, index, phrase)
        if doers and is_attacker(reading.sentence, reading.items[victim]):
            group = Group.MILITANTS
        if item.low in _BLOWING and trigger.frame == "intransitive" and trigger.measure is Measure.KILLED:
            # "a man in a coat packed with explosives blew himself up"
            group = Group.MILITANTS
        yield Candidate(victim, measure, item, rule="elided verb" if item.low == ":" else "", group=group)


def _is_inverted(reading: Reading, index: int) -> bool:
    """With him died two bodyguards; there also drowned nine sailors: the verb before its subject."""
    items = reading.items
    if not index or items[index].auxiliary or items[0].low not in _FRONTED:
        return False
    return all(item.kind not in (Kind.VERB, Kind.VICTIM, Kind.COMMA, Kind.STOP) for item in items[:index])


def _has_people(reading: Reading, index: int) -> bool:
    """True where people stand before a verb, who may be those who do it."""
    return any(item.phrase is not None and not item.phrase.thing for item in reading.items[:index])


def _may_be_trade(phrase: NounPhrase) -> bool:
    """Four ski tourers, six salters: people by the ending, where no list has the word."""
    return (
        phrase.counted
        and phrase.noun.endswith(_TRADES)
        and len(phrase.noun) > _SHORTEST_TRADE
        and not phrase.noun.endswith(_MACHINES)
        and phrase.noun not in ANIMALS
    )


def _takes_captive(reading: Reading, index: int, phrase: NounPhrase) -> bool:
    """Gunmen rounded up 18 farmers: whom bandits take from the fields they abduct."""
    if phrase.group in (Group.SECURITY_FORCES, Group.MILITANTS, None):
        return False
    doers = [item.phrase for item in reading.items[:index] if item.phrase is not None and not item.phrase.thing]
    return bool(doers) and doers[-1].group is Group.MILITANTS and not doers[-1].counted


def _is_hunted(reading: Reading, item: Item, phrase: NounPhrase) -> bool:
    """Two suspects are still sought: who is hunted is not missing."""
    if phrase.group is not Group.MILITANTS and phrase.noun not in _CAPTIVES:
        return False
    return any(token.low in _SOUGHT for token in reading.sentence.tokens[item.first : item.stop])


def is_of_equipment(reading: Reading) -> bool:
    """9 destroyed, 3 damaged, 2 captured: a list of tanks and guns."""
    if not reading.sentence.words.isdisjoint(_WRECKED):
        return True
    earlier = islice(reading.document.before(reading.sentence), _LIST_SENTENCES)
    return any(not sentence.words.isdisjoint(_WRECKED) for sentence in earlier)


def _of_attacker(reading: Reading, victim: int, index: int, phrase: NounPhrase) -> Group | None:
    """A settler shot dead 29 people before he was beaten to death: he was their killer."""
    if phrase.pronoun not in _SINGLE:
        return None
    trigger = reading.items[index].trigger
    if victim > index and trigger is not None and "gerund" in trigger.forms and not reading.items[index].auxiliary:
        # "the attacker stabbed a guard, wounding him": whom he stabbed
        return None
    for candidate in of_doer(reading, victim, reading.items[index]):
        return candidate.group
    return None


def _added(reading: Reading, index: int) -> list[int]:
    """The general was killed along with his driver and three guards; 28 people were killed, plus the three bombers."""
    items = reading.items
    step = index + 1
    while step < len(items) and items[step].kind in (Kind.ADVERB, Kind.COMMA):
        step += 1
    if step + 1 >= len(items) or not is_joint(items[step]) or reading.frames.has_predicate(step + 1):
        return []
    return reading.frames.objects(step)


def _fronted(reading: Reading, index: int) -> int | None:
    """The verb behind a state that opens its clause: killed in the raid were two nurses; also hurt was the driver."""
    items = reading.items
    copula = reading.frames.skip_on(index + 1)
    if copula < len(items) and items[copula].kind is Kind.COMMA:
        # "killed in the shelling, which lasted all night, were six women"
        copula = reading.frames.skip_aside(copula)
    if copula + 1 < len(items) and is_joint(items[copula]) and items[copula + 1].kind is Kind.NOUN:
        # "killed along with the general were his driver and three guards"
        copula = reading.frames.skip_on(copula + 2)
    if items[index].auxiliary or copula >= len(items) or items[copula].low not in BE:
        return None
    before = index - 1
    while before >= 0 and items[before].kind is Kind.ADVERB:
        before -= 1
    if before >= 0 and items[before].low == "those" and (before == 0 or items[before - 1].low not in PARTS):
        # "those killed were two nurses"
        return copula
    return copula if before < 0 or items[before].kind in (Kind.STOP, Kind.COMMA, Kind.AND) else None


def _is_treated(reading: Reading, index: int) -> bool:
    """Were treated for burns at a hospital: patients."""
    item, items = reading.items[index], reading.items
    before = items[index - 1].low if index else ""
    treated = before in _TREATED or not _TREATED.isdisjoint(item.hedges)
    after = items[index + 1].trigger if index + 1 < len(items) else None
    return treated and after is not None and after.measure is Measure.HOSPITALIZED


def _has_object(reading: Reading, index: int) -> bool:
    """True where a thing is drowned or suffocated, and nobody drowns."""
    items = reading.items
    after = items[index + 1] if index + 1 < len(items) else None
    return items[index].low in _CAUSED and after is not None and after.kind is Kind.WORD and after.low in _OWNING


def _is_background(reading: Reading, index: int) -> bool:
    """People who had taken shelter in a school were killed: where they were, not what became of them."""
    item = reading.items[index]
    had = any(token.low == "had" for token in reading.sentence.tokens[item.first : item.stop])
    return had and index > 0 and reading.items[index - 1].kind is Kind.RELATIVE


def _came_back(reading: Reading, item: Item) -> bool:
    """All nine fishermen missing since Monday were found alive: they are missing no more."""
    words = {token.low for token in reading.sentence.tokens[item.stop : item.stop + 12]}
    return not words.isdisjoint(("alive", "safe", "rescued", "returned"))


def _is_driven_out(phrase: NounPhrase) -> bool:
    """Who flees alone, or under arms, is not displaced."""
    if phrase.noun in _CAPTIVES:
        return False
    return phrase.counted and phrase.quantity != ONE and phrase.group not in (Group.MILITANTS, Group.SECURITY_FORCES)


def _is_patient(reading: Reading, index: int, item: Item) -> bool:
    """In hospital: said of the subject, not of where somebody died or works."""
    if item.auxiliary or item.hedges:
        return True
    items = reading.items
    before = reading.frames.skip_back(index - 1)
    if before < 0:
        return _fronted(reading, index) is not None
    kind = items[before].kind
    if kind is Kind.VERB:
        return items[before].low in CARE
    if kind is Kind.NOUN and before and items[before - 1].kind is Kind.VERB:
        if items[before - 1].low in HOLDING:
            return False
        if items[before - 1].low in ("had", "has", "have") and items[before].phrase is not None:
            # "our two centres had 96 people in hospital beds"
            return items[before].phrase.counted  # type: ignore[union-attr]
        if items[before - 1].low in CARE:
            # "sent 400 people to hospital"
            return True
    after = items[index + 1] if index + 1 < len(items) else None
    phrase = items[before].phrase
    return (
        phrase is not None
        and phrase.counted
        and (after is None or after.kind in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.TIME) or after.low in PARTS)
    )


def _of_care(reading: Reading, index: int, item: Item) -> Iterator[Candidate]:
    """Hospitals treat 68; 31 were admitted."""
    if item.low in BE or is_unreal(reading, item):
        return
    items, frames = reading.items, reading.frames
    before = frames.skip_back(index - 1)
    gerund = item.low in GERUNDS and (before < 0 or items[before].low != "being")
    if (
        before >= 0
        and items[before].kind is Kind.VERB
        and items[before].low not in ("had", "has", "have")
        and not gerund
    ):
        if CARE[item.low]:
            while before > 0 and items[frames.skip_back(before - 1)].kind is Kind.VERB:
                before = frames.skip_back(before - 1)
            yield from _hospitalized(reading, subjects(frames, before), item)
        return
    if CARE[item.low] and item.low.endswith("ed") and before >= 0 and items[before].kind is Kind.NOUN:
        after = items[index + 1] if index + 1 < len(items) else None
        if after is None or after.kind is not Kind.NOUN:
            yield from _hospitalized(reading, [before], item)
            return
    tokens = reading.sentence.tokens
    if not any(tokens[at].low in CARE_PLACES for at in range(item.first)):
        return
    step = index + 1
    while step < len(items) and items[step].kind in (Kind.PREPOSITION, Kind.ADVERB) and items[step].low in _INTO:
        step += 1
    if step < len(items):
        yield from _hospitalized(reading, frames.objects(step - 1), item)


def _hospitalized(reading: Reading, victims: list[int], item: Item) -> Iterator[Candidate]:
    for victim in victims:
        phrase = reading.items[victim].phrase
        after = reading.items[victim + 1] if victim + 1 < len(reading.items) else None
        if after is not None and after.kind is Kind.VICTIM and not after.auxiliary:
            continue
        if phrase is not None and phrase.counted and not phrase.thing and phrase.measure is None:
            yield Candidate(victim, Measure.HOSPITALIZED, item)


def _telegraphic(reading: Reading, index: int) -> list[int]:
    """Killed: 12. WIA 3. Without anyone being hurt."""
    items = reading.items
    step = index + 1
    placed = reading.frames.skip_on(step)
    if index == 0 and placed < len(items) and items[placed].low == ":":
        # "Displaced in Malawi: 82,700 people"
        if placed + 1 < len(items) and (behind := items[placed + 1].phrase) is not None:
            return [placed + 1] if behind.counted and not behind.thing else []
        return []
    if step < len(items) and items[step].low in (":", "—", "-", "("):
        step += 1
    if step < len(items):
        phrase = items[step].phrase
        if phrase is not None and phrase.counted and not phrase.more and not reading.frames.has_predicate(step):
            bracketed = phrase.thing and phrase.noun == "bracketed"
            if bracketed or (phrase.group is None and not phrase.thing):
                phrase.thing = False
                return [step]
    return []
