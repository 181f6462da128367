"""Forces at work in a place abroad: `are teaching recruits at a camp near Beni`, `checked cars outside Gao on Monday`.

Whoever does something in a place is there. Only the tasks of soldiers count, and only where a place abroad stands with
them: deeds of war, ceremonies and pastimes are done by forces that have been there for years.
"""

from typing import Final, Literal

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.goals import runs_into
from services.ingest.reading.deployments.host_scores import AT, is_territory
from services.ingest.reading.deployments.own_deed import BREAKS, OwnDeed
from services.ingest.reading.deployments.verbs import is_adverb, read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import AUXILIARIES, BE, HAVE, PREPOSITIONS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.morphology import verb_forms

_Tag = Literal["base", "past", "pp", "ing"]


def _forms() -> dict[str, frozenset[_Tag]]:
    found: dict[str, set[_Tag]] = {}
    for entry in sorted(load_words("deployments", "activities.verbs")):
        forms = verb_forms(entry)
        tagged: tuple[tuple[str, _Tag], ...] = (
            (forms.base, "base"),
            (forms.singular, "base"),
            (forms.past, "past"),
            (forms.participle, "pp"),
            (forms.gerund, "ing"),
        )
        for word, tag in tagged:
            found.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in found.items()}


_FORMS: Final = _forms()
_OTHER_DEEDS: Final = load_words("deployments", "activities.other_deeds")
_WORDS: Final = frozenset(_FORMS)
_BEGINNING: Final = frozenset(
    ("began", "begun", "started", "start", "starts", "begin", "begins", "starting", "beginning")
)
_PLACING: Final = AT | {
    "in",
    "inside",
    "across",
    "beside",
    "behind",
    "below",
    "above",
    "between",
    "by",
    "along",
    "to",
    "round",
}
_GIFTS: Final = load_words("deployments", "activities.gifts")
_INCIDENTS: Final = load_words("deployments", "activities.incidents")
_MISSIONS: Final = frozenset(
    ("peacekeepers", "peacekeeper", "helmets", "mission", "contingent", "monitors", "observers")
)
_RELATIVES: Final = frozenset(
    ("who", "which", "that", "whose", "whom", "where", "when", "while", "as", "after", "before")
)
_SHOWING: Final = frozenset(
    (
        "show",
        "shows",
        "showed",
        "showing",
        "saw",
        "seen",
        "met",
        "filmed",
        "photographed",
        "watched",
        "spotted",
        "found",
        "of",
        "by",
    )
)
_NEAR: Final = 8
"""Tokens from a preposition to its place at most: `in the market of Porga, Burkina Faso`."""
_FAR: Final = 12
"""Tokens from a force to the verb of its task at most."""


def find_activity(sentence: Sentence, force: Force) -> OwnDeed | None:
    """Return the task that a force does in a place abroad, None where it does none or the place is its own."""
    if (
        sentence.words.isdisjoint(_WORDS)
        or force.none
        or force.kind == "craft"
        or not (force.actors or _is_part_of_theirs(force))
    ):
        return None
    tokens = sentence.tokens
    at = _verb_of(sentence, force)
    if at is None or not _is_abroad(sentence, force, at) or runs_into(tokens, at):
        return None
    around = read_around(tokens, at, force.stop)
    if around.negated or around.modal or around.no_longer:
        return None
    tags = _FORMS[tokens[at].low]
    if around.to and not _begins(tokens, at):
        return None
    if not _OTHER_DEEDS.isdisjoint(token.low for token in tokens[at + 1 : at + 5]):
        return None
    if any(token.low == "leave" and tokens[step - 1].low == "on" for step, token in enumerate(tokens[:at])):
        # "two soldiers on leave"
        return None
    had = any(token.low == "had" for token in tokens[around.first : at])
    if had and tokens[around.first - 1].low in _RELATIVES:
        return None
    if tags == {"ing"} and not around.be and tokens[force.first - 1].low not in _SHOWING:
        return None
    under_way = (around.be and "ing" in tags and not around.to) or (around.perfect and not had) or _begins(tokens, at)
    if around.be and "ing" not in tags:
        return None
    if not under_way and "first" not in sentence.words and _is_all_in_a_days_work(sentence, force, at):
        return None
    return OwnDeed(at, around.first, Status.DEPLOYED, "act", None, not under_way or force.definite)


def _is_part_of_theirs(force: Force) -> bool:
    """`300 of its Marines`: of somebody in the sentence."""
    return force.possessed and force.amount is not None


def _is_all_in_a_days_work(sentence: Sentence, force: Force, at: int) -> bool:
    """`peacekeepers stopped a bus`, `pulled a boy from the river`: what those do who have long been there."""
    tokens = sentence.tokens
    past = tokens[at].low in _INCIDENTS and "base" not in _FORMS[tokens[at].low]
    if "now" in sentence.words:
        return False
    return (
        past
        or (is_of_mission(tokens, force) and "past" in _FORMS[tokens[at].low])
        or _is_of_a_garrison(sentence, force, at)
    )


def is_of_mission(tokens: tuple[Token, ...], force: Force) -> bool:
    """Tell whether a force is one that stands for long: peacekeepers, soldiers of a mission."""
    if any(actor.kind == "alliance" for actor in force.actors):
        return True
    return not _MISSIONS.isdisjoint(token.low for token in tokens[force.first : force.stop + 6])


def _is_of_a_garrison(sentence: Sentence, force: Force, verb: int) -> bool:
    """`peacekeepers at Tibnin gave toys`: the place tells which they are, the gifts that they live there."""
    if not sentence.words.isdisjoint(_GIFTS):
        return True
    placed = any(m.country is not None and force.stop < m.first < verb for m in sentence.mentions)
    return placed and sentence.tokens[force.stop].low in ("at", "in", "near")


def is_shown(sentence: Sentence, force: Force) -> bool:
    """Tell whether others see the force at its task: `photographs show Chinese soldiers putting up tents`."""
    return force.first > 0 and sentence.tokens[force.first - 1].low in _SHOWING - {"of", "by"}


def is_task(tokens: tuple[Token, ...], at: int, tag: _Tag) -> bool:
    """Tell whether a token is a form of a verb that names a task of soldiers."""
    return tag in _FORMS.get(tokens[at].low, ())


def _begins(tokens: tuple[Token, ...], at: int) -> bool:
    """`started on Tuesday to clear`, `have begun building`: what begins is news."""
    return any(token.low in _BEGINNING for token in tokens[max(0, at - 5) : at])


def _verb_of(sentence: Sentence, force: Force) -> int | None:
    """The verb of the clause whose subject the force is, where it is one of the tasks."""
    tokens = sentence.tokens
    timed = {step for when in sentence.whens for step in range(when.first, when.stop)}
    at, end, phrase = force.stop, min(len(tokens), force.stop + _FAR), False
    while at < end:
        low = tokens[at].low
        if low in ("who", "which") and at - force.stop <= 1:
            # "thirty policemen, who since Monday fingerprint the newcomers"
            at += 1
            continue
        if low in BREAKS or low in _RELATIVES or low in (".", "(", ")"):
            return None
        if low == "," and (close := _closing(tokens, at, end)) is not None:
            # "Ukrainian marines, about ninety, were"
            at = close + 1
            continue
        if low == "," and at + 1 < end and (tokens[at + 1].low in AUXILIARIES or tokens[at + 1].low in _FORMS):
            at += 1
            continue
        tags = _FORMS.get(low)
        if tags is not None and tokens[at].text == low and not _is_noun(tokens, at, tags):
            return at
        if low in PREPOSITIONS and at not in timed and low != "to":
            phrase = True
        elif low in AUXILIARIES:
            phrase = False
        elif not (
            at in timed
            or is_adverb(tokens[at])
            or low in _BEGINNING
            or low in ("now", "all", "both", "also", "on", "not", "to", "work", "longer", "no")
            or phrase
        ):
            return None
        at += 1
    return None


def _closing(tokens: tuple[Token, ...], comma: int, end: int) -> int | None:
    """The comma that ends a short aside; an aside holds no verb."""
    for at in range(comma + 1, min(end, comma + 9)):
        low = tokens[at].low
        if low == ",":
            return at
        if low in AUXILIARIES or low in _RELATIVES:
            return None
    return None


def _is_noun(tokens: tuple[Token, ...], at: int, tags: frozenset[_Tag]) -> bool:
    """`in search of`, `a check`: no verb behind an article or a preposition."""
    before = tokens[at - 1].low
    return "base" in tags and before in PREPOSITIONS | {"the", "a", "an", "of", "their", "its"} and before != "to"


def _is_abroad(sentence: Sentence, force: Force, verb: int) -> bool:
    """Tell whether a place stands with the deed, and none of the force's own."""
    tokens = sentence.tokens
    codes = {actor.code for actor in force.actors}
    abroad = False
    for mention in sentence.mentions:
        if mention.country is None or force.first <= mention.first < force.stop:
            continue
        if mention.kind == "demonym" and not is_territory(tokens, mention.stop):
            continue
        slug = mention.first == 0 and mention.stop < len(tokens) and tokens[mention.stop].low == ":"
        placed = slug or any(token.low in _PLACING for token in tokens[max(0, mention.first - _NEAR) : mention.first])
        if not placed or (mention.first < force.first and tokens[mention.first - 1].low in ("from", "of")):
            continue
        if mention.country in codes:
            return False
        abroad = True
    return abroad or _at_unknown(tokens, verb)


def _at_unknown(tokens: tuple[Token, ...], verb: int) -> bool:
    """`at Mavivi camp`: a place that no list has; where it is, the report tells elsewhere."""
    for at in range(verb + 1, len(tokens) - 1):
        if tokens[at].low in _RELATIVES or tokens[at].low in HAVE or tokens[at].low in BE:
            return False
        name = tokens[at + 1]
        if tokens[at].low in ("at", "in", "near", "outside") and name.kind == "word" and name.text[0].isupper():
            return True
    return False
