"""A sentence to chunks: noun phrases, verb groups that befall people, and what joins them."""

from typing import Final

from schemas.events.casualties import Measure
from services.ingest.reading.casualties.ages import mark_ages
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.nobody import mark_nobody
from services.ingest.reading.casualties.nounphrases import PhraseReader
from services.ingest.reading.casualties.phrase_words import ONE
from services.ingest.reading.casualties.triggers import CARE, CARE_PLACES, HARMS, TRIGGERS, Trigger, read_trigger
from services.ingest.reading.casualties.word_kinds import SETTLED, kind_of
from services.ingest.reading.casualties.young import mark_young
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    FUNCTION,
    HAVE,
    POSSESSIVES,
    PREPOSITIONS,
    REPORTED,
)
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_STOPS: Final = frozenset((":", ";", "—", ".", "?", "!", "...", "|", "/"))
_QUOTES: Final = frozenset(('"', "'"))
_NEGATIONS: Final = frozenset(("not", "never", "n't"))
_NONE_JOINTS: Final = frozenset(("or", "nor", "and"))
_HOSPITAL: Final = Trigger(Measure.HOSPITALIZED, "state", frozenset(("state",)))
_HARM: Final = Trigger(Measure.INJURED, "harm", frozenset(("state",)))
_SHORTENED: Final = frozenset(("incl", "inc", "inj", "est", "approx", "wnd", "civ", "mil"))
_FORCING: Final = frozenset(
    (
        "forced",
        "forcing",
        "force",
        "forces",
        "compelled",
        "compelling",
        "obliged",
        "caused",
        "causing",
        "led",
        "leading",
        "prompted",
        "prompting",
        "made",
    )
)
_BODY: Final = load_words("casualties", "body.words")
_STRUCK: Final = frozenset(("shot", "hit", "stabbed", "struck"))
_DYING: Final = frozenset(("killed", "died", "dead", "wounded", "injured", "killing", "dies"))
_JOINTS: Final = Phrases(
    (phrase, True)
    for phrase in ("as well as", "along with", "together with", "and also", "in addition to", "not to mention")
)
_BEFORE_HOSPITAL: Final = frozenset(("in", "to", "at", "into", "on"))
_WARDS: Final = frozenset(("ward", "wards"))
_WARDED: Final = frozenset(("warded", "admitted"))
_ESCAPING: Final = load_words("casualties", "escaping.words")
_BEFORE_HARM: Final = frozenset(
    (
        "with",
        "for",
        "have",
        "has",
        "had",
        "having",
        "suffered",
        "sustained",
        "suffering",
        "suffer",
        "sustaining",
        "received",
        "from",
        "got",
        "gets",
        "nursing",
    )
)
_MAY_HARM: Final = TRIGGERS.openers | _BEFORE_HOSPITAL | _BEFORE_HARM | {"through"}
"""Words that may open a verb or state that befalls people."""
_DENYING: Final = frozenset(("not", "never", "without", "no", "neither", "n't", "didn't", "hasn't", "haven't"))
_LONGEST_NAME: Final = 3
"""Words of a person's name at most."""
_PARTICLES: Final = frozenset(("up", "out", "back", "down"))
_INTENDED: Final = load_words("scope", "intent") | load_words("scope", "no_count")
_VERBAL: Final = frozenset(("cut", "burn", "bruise", "wound", "shock", "fracture"))
_BEFORE_NOUN: Final = ARTICLES | POSSESSIVES | {"one", "severe", "deep", "bad", "slight", "minor", "for", "with"}
_FREE: Final = frozenset(("out", "away", "off", "alive", "free", "up", "back", "down", "home", "ashore"))
"""Words between a verb of escape or rescue and the hurt that somebody came away with."""
_VERB_LINKS: Final = frozenset(("to", "as"))


def chunk(sentence: Sentence) -> list[Item]:
    """Cut a sentence into chunks, in order, none overlapping another."""
    tokens = sentence.tokens
    reader = PhraseReader(sentence)
    whens = {when.first: when.stop for when in sentence.whens}
    places = {mention.first: mention for mention in sentence.mentions if mention.kind != "demonym"}
    items: list[Item] = []
    at, size = 0, len(tokens)
    to_death = "death" in sentence.words
    opens, joints = reader.opens, _JOINTS.openers
    while at < size:
        token = tokens[at]
        low = token.low
        if at in whens:
            # "hurt in Monday's blast": a time that owns the noun behind it is a word of its phrase
            owns = whens[at] < size and tokens[whens[at]].low == "'s"
            items.append(Item(Kind.WORD if owns else Kind.TIME, at, whens[at], low))
            at = whens[at]
            continue
        if low in joints and (joint := _JOINTS.match(tokens, at)) is not None:
            items.append(Item(Kind.AND, at, joint[0], "and"))
            at = joint[0]
            continue
        if token.kind == "mark":
            if low != "." or at + 1 >= size or not at or tokens[at - 1].low not in _SHORTENED:
                items.append(Item(_mark(low), at, at + 1, low))
            at += 1
            continue
        if low in _MAY_HARM or (to_death and at + 2 < size and tokens[at + 2].low == "death"):
            victim = _victim(tokens, at, items)
            if victim is not None:
                at = victim
                continue
        if at in opens:
            found = reader.read(at)
            if found is not None and found[0] > at:
                stop = _after_name(tokens, found, reader)
                items.append(_phrase_item(items, at, (stop, found[1])))
                at = stop
                continue
        if at in places:
            items.append(Item(Kind.PLACE, at, places[at].stop, low))
            at = places[at].stop
            continue
        kind, form = SETTLED[low] or kind_of(tokens, at, items)
        items.append(Item(kind, at, at + 1, low, form=form))
        at += 1
    _mark_names(tokens, items)
    mark_ages(items)
    mark_young(sentence, items)
    _spread_none(items)
    if not _DENYING.isdisjoint(sentence.words):
        mark_nobody(sentence, items)
    return items


def _mark_names(tokens: tuple[Token, ...], items: list[Item]) -> None:
    """Shot dead Malik Akbar, killed Shinzo Abe: a name in capitals behind a verb in lower case."""
    for index in [at for at, item in enumerate(items[:-2]) if item.trigger is not None]:
        if items[index].kind is not Kind.VICTIM or not tokens[items[index].stop - 1].text.islower():
            continue
        pair = items[index + 1], items[index + 2]
        if all(item.kind is Kind.WORD and tokens[item.first].text.istitle() for item in pair):
            pair[0].form = "name"


def _after_name(tokens: tuple[Token, ...], found: tuple[int, NounPhrase], reader: PhraseReader) -> int:
    """Judge Paolo Rossi: where the name behind one person's title or trade ends."""
    stop, phrase = found
    if stop >= len(tokens) or not tokens[stop].text.istitle():
        return stop
    if phrase.quantity != ONE or phrase.group is None or phrase.thing or not tokens[stop - 1].text[1:].islower():
        return stop
    while stop < len(tokens) and stop - found[0] < _LONGEST_NAME:
        token = tokens[stop]
        if token.kind != "word" or not token.text.istitle() or token.low in FUNCTION or stop in reader.opens:
            break
        stop += 1
    return stop


def _phrase_item(items: list[Item], at: int, found: tuple[int, NounPhrase]) -> Item:
    stop, phrase = found
    before = items[-1] if items else None
    low = phrase.pronoun or ""
    afloat = before is not None and (before.kind is Kind.NOUN or before.low in ("were", "are"))
    if low in ("all", "both") and afloat:
        # "14 deaths, all in hospitals", "the men all died": the word floats behind its noun.
        return Item(Kind.ADVERB, at, stop, low)
    if (
        before is not None
        and before.low == "of"
        and len(items) > 1
        and items[-2].phrase is not None
        and items[-2].phrase.quantity == ONE
        and phrase.counted
        and not phrase.noun
    ):
        # "a woman of 81", "a boy of twelve": an age.
        phrase = NounPhrase(thing=True, noun="age", rule=phrase.rule)
    return Item(Kind.NOUN, at, stop, low, phrase=phrase)


def _rescued(items: list[Item]) -> int | None:
    """Where a verb of rescue and its particle stop, before the time that the rescue took."""
    for at in range(len(items) - 1, max(0, len(items) - 7), -1):
        if items[at].low in _ESCAPING and items[at].kind is Kind.VERB:
            stop = at + 1 if at + 1 < len(items) and items[at + 1].low in _FREE else at
            return stop if stop < len(items) - 1 else None
        if items[at].kind in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.VICTIM) or items[at].low in AUXILIARIES:
            return None
        phrase = items[at].phrase
        if phrase is not None and not phrase.thing:
            return None
    return None


def _spread_none(items: list[Item]) -> None:
    """No soldiers or guards, neither passengers nor crew: none of either."""
    for at in [at for at, item in enumerate(items[1:-1], 1) if item.low in _NONE_JOINTS]:
        phrase, joint, before = items[at + 1].phrase, items[at], items[at - 1].phrase
        if phrase is None or before is None or joint.kind is not Kind.AND:
            continue
        none = before.quantity is not None and before.quantity.max == 0 and before.noun
        if none and phrase.rule == "bare plural" and phrase.measure is None and not phrase.thing:
            phrase.quantity, phrase.counted, phrase.rule = before.quantity, True, before.rule


def _mark(low: str) -> Kind:
    if low == ",":
        return Kind.COMMA
    if low in ("(", "["):
        return Kind.OPEN
    if low in (")", "]"):
        return Kind.CLOSE
    if low == "&" or low == "+":
        return Kind.AND
    if low in _STOPS:
        return Kind.STOP
    return Kind.ADVERB if low in _QUOTES else Kind.WORD


def _victim(tokens: tuple[Token, ...], at: int, items: list[Item]) -> int | None:
    """Read a verb or state that befalls people, with the auxiliaries that were read before it."""
    low = tokens[at].low
    if low in _BEFORE_HOSPITAL:
        stop = _hospital(tokens, at)
        if stop is not None:
            _add(tokens, items, at, stop, _HOSPITAL)
            return stop
    if low in ("in", "through") and at + 2 < len(tokens) and items and items[-1].low in _STRUCK:
        stop = _struck(tokens, at)
        if stop is not None:
            _add(tokens, items, at, stop, _HARM)
            return stop
    if low in _BEFORE_HARM:
        stop = _harm(tokens, at)
        if stop is not None:
            _add(tokens, items, at, stop, _HARM)
            return stop
    found = read_trigger(tokens, at)
    if found is None:
        return None
    stop, trigger = found
    if _is_noun(tokens, at, stop, trigger):
        return None
    if low == "in" and trigger.frame == "state" and items and items[-1].low in _WARDED:
        # "is warded in serious condition"
        trigger = _HOSPITAL
    _add(tokens, items, at, stop, trigger)
    return stop


def _hospital(tokens: tuple[Token, ...], at: int) -> int | None:
    """In six hospitals, to a nearby clinic, in intensive care: only short ways to the place."""
    places = _WARDS if tokens[at].low == "on" else CARE_PLACES
    for step in range(at + 1, min(len(tokens), at + 6)):
        low = tokens[step].low
        if low in places:
            return step + 1
        if tokens[step].kind == "mark" or low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES:
            return None
    return None


def _struck(tokens: tuple[Token, ...], at: int) -> int | None:
    """Shot in the foot: where it stops; None when the victim dies of it."""
    stop = at + (3 if tokens[at + 1].low in ("the", "his", "her", "both", "their") else 2)
    if stop > len(tokens) or tokens[stop - 1].low not in _BODY:
        return None
    behind = [token.low for token in tokens[stop : stop + 4]]
    return None if any(word in _DYING for word in behind) else stop


def _harm(tokens: tuple[Token, ...], at: int) -> int | None:
    for step in range(at + 1, min(len(tokens), at + 6)):
        found = HARMS.match(tokens, step)
        if found is not None and not (tokens[step].low in _VERBAL and _is_bare(tokens, at, step)):
            return found[0]
        low = tokens[step].low
        if tokens[step].kind != "word" or low in AUXILIARIES or (low in PREPOSITIONS and low not in ("from",)):
            return None
    return None


def _is_bare(tokens: tuple[Token, ...], at: int, step: int) -> bool:
    """Had just cut a cake: without an article the word is a verb."""
    return not any(tokens[between].low in _BEFORE_NOUN for between in range(at + 1, step))


def _is_noun(tokens: tuple[Token, ...], at: int, stop: int, trigger: Trigger) -> bool:
    """True for a participle that is used as a noun or adjective: the wounded, the missing plane."""
    before = tokens[at - 1].low if at else ""
    if "participle" not in trigger.forms and trigger.frame != "state" and "gerund" not in trigger.forms:
        return False
    if stop - at > 1:
        return False
    if before in ("the", "these", "of", "a", "an") and tokens[at].low != "dead" and "gerund" not in trigger.forms:
        # "the wounded were", "a wounded man", "the number of injured"
        return True
    return tokens[at].low == "dead" and before in ("the", "of", "its", "their", "our", "a")


def _add(tokens: tuple[Token, ...], items: list[Item], at: int, stop: int, trigger: Trigger) -> None:
    """Append a victim chunk, and take in the auxiliaries and words of reporting before it."""
    first, passive, auxiliary, negated, infinitive = at, False, False, False, False
    reported: list[str] = []
    perfect = known = False
    opened = False
    """a finite auxiliary was taken in: a verb before it belongs to another clause"""
    while items:
        last = items[-1]
        word = last.low
        if last.kind is Kind.VERB and (
            word in AUXILIARIES
            or word in REPORTED
            or (trigger is _HOSPITAL and word in CARE)
            or (trigger is _HARM and (word in _STRUCK or word in _ESCAPING))
        ):
            full = last.form == "finite" and (bool(reported) or trigger.frame == "intransitive")
            if word not in AUXILIARIES and (opened or full):
                # "a bus that never came were killed", "... that never came drowned"
                break
            opened = opened or (word in AUXILIARIES and last.form == "finite")
            auxiliary = auxiliary or word in AUXILIARIES
            # "is known to have killed": what is known is passive, the killing is not
            perfect = perfect or (word in HAVE and not passive)
            known = known or word in BE
            passive = passive or (word in BE and not perfect)
            # "had to leave", "has to flee": done, not meant
            infinitive = infinitive and word not in HAVE
            negated = negated or word.endswith("n't")
            if word not in AUXILIARIES:
                reported.append(word)
        elif last.kind is Kind.ADVERB and word not in _QUOTES:
            negated = negated or word in _NEGATIONS
        elif last.kind is Kind.WORD and word in REPORTED:
            reported.append(word)
        elif word in _PARTICLES and len(items) > 1 and items[-2].low in REPORTED and trigger.frame == "state":
            # "were brought up dead", "was pulled out dead"
            pass
        elif trigger is _HARM and word in _FREE and len(items) > 1 and items[-2].low in _ESCAPING:
            # "was found alive with a bullet wound", "were dug out with broken limbs"
            pass
        elif word in _VERB_LINKS and last.kind in (Kind.PREPOSITION, Kind.SUBORDINATE):
            infinitive = infinitive or (word == "to" and not auxiliary)
            opened = False
        elif last.kind is Kind.TIME and len(items) > 1 and items[-2].low in AUXILIARIES:
            pass
        elif trigger is _HARM and tokens[at].low == "with" and (after := _rescued(items)) is not None:
            # "was dug out after three hours with a broken leg"
            del items[after + 1 :]
            first = items[after].first
            continue
        else:
            break
        first = last.first
        items.pop()
    if infinitive and known and reported:
        # "are known to have died"
        infinitive = False
    if infinitive and first + 1 < len(tokens) and tokens[first].low == "to" and tokens[first + 1].low == "have":
        # "were known on Friday to have been killed"
        infinitive = bool(items) and items[-1].low in _INTENDED
    if infinitive and len(items) > 1 and items[-1].kind is Kind.NOUN and items[-2].low in _FORCING:
        # "forced 3,000 people to flee"
        infinitive = False
    items.append(
        Item(
            Kind.VICTIM,
            first,
            stop,
            tokens[at].low,
            trigger=trigger,
            passive=passive,
            auxiliary=auxiliary,
            negated=negated,
            infinitive=infinitive,
            hedges=tuple(reported),
        )
    )
