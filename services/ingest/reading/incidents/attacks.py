"""Arson, bombing, shelling, looting and storming of buildings."""

from collections.abc import Iterator
from typing import Final

from schemas.events.data import Reading
from schemas.events.disorder import AttackForm, PropertyAttacked, Structure, Target
from services.ingest.reading.detector import Detector
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.grammar import FINITE
from services.ingest.reading.incidents.facts import (
    fields,
    inflected,
    is_fact,
    is_negated,
    is_passive,
    is_unreached,
    matches,
    phrases_of,
)
from services.ingest.reading.incidents.structures import Site, find_sites, words_of
from services.ingest.reading.lexicon.files import load_table, load_words

_DAMAGE: Final = frozenset(inflected(load_words("incidents", "attacking.damage")))
_WEAPONS: Final = phrases_of(
    (words, form)
    for form in (AttackForm.BOMBING, AttackForm.SHELLING)
    for words in sorted(load_words("incidents", f"attacking.{form}_weapons"))
)


def _inflected() -> Iterator[tuple[str, AttackForm]]:
    for verb, form in sorted(load_table("incidents", "attacking_verbs").items()):
        for words in inflected((verb,)):
            yield words, AttackForm(form)


_ACTS: Final = phrases_of(
    [
        *((verb, "damage") for verb in sorted(_DAMAGE)),
        *((words, str(form)) for form in AttackForm for words in sorted(load_words("incidents", f"attacking.{form}"))),
        *((words, str(form)) for words, form in _inflected()),
        *((words, "around") for words in sorted(load_words("incidents", "attacking.arson_around"))),
        *((words, "set") for words in ("set", "sets", "setting")),
    ]
)
_AROUND: Final = load_words("incidents", "attacking.arson_around")
_BREAKS: Final = load_words("incidents", "attacking.breaks")
_POLICE: Final = frozenset(("police", "officers", "customs", "agents", "prosecutors", "detectives"))
_ACCIDENTS: Final = load_words("incidents", "attacking.accidents")
"""Words of fire and blast that tell of an attack only in a report that tells of violence."""
_VIOLENT: Final = load_words("incidents", "attacking.violent")
_VERBS: Final = FINITE | {"died", "dies", "killed", "wounded", "injured"}
"""Between an attack and a building: another sentence's matter. "The bomb in the metro died in hospital"."""
_NOUNS: Final = frozenset(
    ("attack", "attacks", "raid", "raids", "assault", "bombing", "shelling", "looting", "storming")
)
"""Of these `by` names who did it; behind a participle it makes a passive."""
_REACH: Final = 9
"""Tokens between the verb and the building at most."""


def detect(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
    """Yield one event for each act, with all its targets."""
    violent = any(sentence.words & _VIOLENT for sentence in document.sentences)
    seen: set[tuple[AttackForm, Structure]] = set()
    for sentence in sorted(sentences, key=lambda one: one.field == "title"):
        sites = find_sites(sentence)
        if not sites:
            continue
        for first, stop, act in matches(_ACTS, sentence):
            if not is_fact(document, sentence, first) or is_negated(sentence, first) or is_unreached(sentence, first):
                continue
            if sentence.tokens[first].low in _ACCIDENTS and not violent:
                continue
            form, targets = _read(sentence, first, stop, act, sites)
            fresh = [site for site in targets if form is not None and (form, site.structure) not in seen]
            if form is None or not fresh:
                continue
            seen.update((form, site.structure) for site in fresh)
            low = min(first, *(site.first for site in fresh))
            high = max(stop, *(site.stop for site in fresh))
            words = tuple(Target(structure=site.structure, text=words_of(document, sentence, site)) for site in fresh)
            yield PropertyAttacked(
                form=form, targets=words, **fields(document, sentence, low, high, (f"attack: {form}",))
            )


def _read(
    sentence: Sentence, first: int, stop: int, act: str, sites: list[Site]
) -> tuple[AttackForm | None, list[Site]]:
    tokens = sentence.tokens
    if act == "set":
        return _set_on_fire(sentence, stop, sites)
    if act == "around":
        return AttackForm.ARSON, _before(sentence, first, sites)
    if act == "damage":
        return _by_weapon(sentence, first, stop, sites)
    form = AttackForm(act)
    agent = stop < len(tokens) and tokens[stop].low == "by" and tokens[first].low not in _NOUNS
    if agent or is_passive(sentence, first) or tokens[first].low in ("came", "comes"):
        return form, _before(sentence, first, sites)
    if form is AttackForm.STORMING and any(t.low in _POLICE for t in tokens[max(0, first - 3) : first]):
        return None, []
    return form, _behind(sentence, stop, sites)


def _by_weapon(sentence: Sentence, first: int, stop: int, sites: list[Site]) -> tuple[AttackForm | None, list[Site]]:
    """`artillery fire damaged a school`, `a school was hit by rockets`: the weapon tells the form."""
    tokens = sentence.tokens
    passive = is_passive(sentence, first)
    span = (stop, min(len(tokens), stop + _REACH)) if passive else (max(0, first - _REACH), first)
    form: AttackForm | None = None
    for at in range(*span):
        if tokens[at].low in _BREAKS and passive:
            break
        if tokens[at].low in _BREAKS:
            form = None
        elif tokens[at].low in _WEAPONS.openers and (found := _WEAPONS.match(tokens, at)) is not None:
            form = found[1]
            if passive:
                break
    if form is None or (passive and not any(token.low in ("by", "in") for token in tokens[stop : span[1]])):
        return None, []
    return form, _before(sentence, first, sites) if passive else _behind(sentence, stop, sites)


def _set_on_fire(sentence: Sentence, stop: int, sites: list[Site]) -> tuple[AttackForm | None, list[Site]]:
    """`set government buildings on fire, including the city hall`: the targets stand inside and behind."""
    tokens = sentence.tokens
    for at in range(stop, min(len(tokens), stop + 24)):
        low = tokens[at].low
        pair = f"{low} {tokens[at + 1].low}" if at + 1 < len(tokens) else low
        if pair in _AROUND or low in _AROUND:
            inside = [site for site in sites if stop <= site.first < at]
            after = at + (2 if pair in _AROUND else 1)
            more = _behind(sentence, after, sites) if _goes_on(sentence, after) else []
            return AttackForm.ARSON, inside + more
        if low in _BREAKS:
            break
    return None, []


def _goes_on(sentence: Sentence, at: int) -> bool:
    return any(token.low in ("including", "among") for token in sentence.tokens[at : at + 3])


def _before(sentence: Sentence, first: int, sites: list[Site]) -> list[Site]:
    tokens = sentence.tokens
    found: list[Site] = []
    at = first
    for site in reversed(sites):
        if site.stop > at:
            continue
        between = [token.low for token in tokens[site.stop : at]]
        if len(between) > _REACH or any(low in _BREAKS for low in between):
            break
        found.insert(0, site)
        at = site.first
    return found


def _behind(sentence: Sentence, stop: int, sites: list[Site]) -> list[Site]:
    tokens = sentence.tokens
    found: list[Site] = []
    at = stop
    for site in sites:
        if site.first < stop:
            continue
        between = [token.low for token in tokens[at : site.first]]
        if len(between) > _REACH or any(low in _BREAKS or low in _VERBS for low in between):
            break
        inside = between and between[0] in ("at", "of", "in") and len(between) <= 3
        if found and not inside and not any(low in ("and", ",", "or", "including") for low in between):
            break
        found.append(site)
        at = site.stop
    return found


ATTACKS: Final = Detector("property_attacked", _ACTS.phrases, detect)
"""Arson, bombing, shelling, looting or storming of buildings."""
