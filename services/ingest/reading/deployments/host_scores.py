"""How well a place in a sentence fits as the one where its force is to be."""

from itertools import islice
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.document import Document, Mention, Sentence, Token
from services.ingest.reading.lexicon.files import load_words

INTO: Final = load_words("deployments", "hosts.into")
AT: Final = load_words("deployments", "hosts.at")
TOWARDS: Final = load_words("deployments", "hosts.towards")
NOUNS: Final = load_words("deployments", "hosts.nouns")
DIRECTION: Final = load_words("places", "direction")
_TERRITORY: Final = load_words("deployments", "hosts.territory")
_ENTERING: Final = load_words("deployments", "hosts.entering")
_LEFT: Final = load_words("deployments", "hosts.left")
_ORIGIN: Final = load_words("deployments", "hosts.origin")
_HELPED: Final = load_words("deployments", "hosts.helped")
_REGIONS: Final = load_words("deployments", "hosts.regions")
_SPEECH: Final = load_words("deployments", "hosts.speech")
_SAYING: Final = load_words("deployments", "hosts.saying")
_HOUSES: Final = load_words("deployments", "hosts.houses")
_SPEAKERS: Final = load_words("deployments", "agents.speakers")
_BORDERS: Final = frozenset(("border", "borders", "frontier"))
_INNER: Final = DIRECTION | {
    "the",
    "of",
    "town",
    "city",
    "port",
    "capital",
    "village",
    "province",
    "region",
    "north",
    "state",
    "'s",
    "a",
}
_SUBORDINATORS: Final = frozenset(
    ("while", "where", "as", "when", "which", "whose", "because", "after", "since", "before")
)
_PAUSES: Final = frozenset((":", ";"))
_PARTING: Final = frozenset(("and", "but", ";"))
_LEAVING: Final = frozenset((Status.WITHDRAWING, Status.WITHDRAWN, Status.ENDED))
_ASKING: Final = frozenset(("request", "invitation", "behest", "appeal", "call", "plea"))
_FAR: Final = 1_000
_LOOK_BACK: Final = 40
"""Sentences in which a town's country is looked for at most."""
_ENOUGH: Final = 3
_AT_HOME: Final = 6
"""How well a place must fit to be the host: a state's own country takes more."""


def best_places(
    document: Document,
    sentence: Sentence,
    codes: frozenset[str],
    spans: frozenset[int],
    predicate: Predicate,
    force: Force,
) -> tuple[Mention | None, Mention | None]:
    """Return the best foreign place and the best place at home, None for one that no word supports."""
    best: tuple[int, int, Mention] | None = None
    home: tuple[int, int, Mention] | None = None
    for mention in sentence.mentions:
        if mention.country is None or mention.first in spans or _is_part_of_the_world(sentence.tokens, mention):
            continue
        score = _score(sentence, mention, predicate, force)
        if mention.kind == "city" and score > 0 and is_lone_town(document, mention, codes):
            score -= 7
        near = -(mention.first - force.stop if mention.first >= force.stop else _FAR)
        if mention.country in codes:
            if score >= _AT_HOME and (home is None or (score, near) > home[:2]):
                home = (score, near, mention)
        elif score >= _ENOUGH and (best is None or (score, near) > best[:2]):
            best = (score, near, mention)
    if best is not None and home is not None and home[0] >= best[0] + 6:
        # "ordered 800 guardsmen into its capital" while a neighbour is only mentioned.
        return None, home[2]
    return (best[2] if best else None), (home[2] if home else None)


def _is_part_of_the_world(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """`the Sahel force`: a province of that name is not meant."""
    return (
        mention.kind in ("region", "city") and " ".join(t.low for t in tokens[mention.first : mention.stop]) in _REGIONS
    )


def _score(sentence: Sentence, mention: Mention, predicate: Predicate, force: Force) -> int:
    """How well a mention fits as the place where the force is to be; 3 and more will do."""
    tokens = sentence.tokens
    after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
    if _is_asker(tokens, mention, predicate):
        return 5
    behind = predicate.first <= mention.first or force.first <= mention.first
    score = _by_word_before(tokens, mention, predicate, force)
    if mention.kind == "demonym":
        if not is_territory(tokens, mention.stop):
            if mention.stop < len(tokens) and tokens[mention.stop].low in _BORDERS:
                # "to help guard the Afghan border": on this side of it
                return 0
            helped = any(tokens[at].text in _HELPED for at in range(max(0, mention.first - 4), mention.first))
            return 3 if helped and behind else 0
        score = max(score, 3)
    elif mention.kind == "metonym" and score < 5:
        return 0
    if after in NOUNS and mention.kind in ("country", "region", "city", "capital") and score < 5:
        score = max(score, 5)
    if after == "-" or (mention.stop < len(tokens) and tokens[mention.stop - 1].low.endswith("-bound")):
        score = max(score, 6)
    if after in ("'s", "'") and any(t.low in _SPEAKERS for t in tokens[mention.stop + 1 : mention.stop + 4]):
        # "France's envoy said": where he comes from.
        return 0
    if after in ("'s", "'") and 0 <= score < 4:
        score = 3 if behind else 2
    if score <= 0:
        return score
    if behind:
        score += 2
    if _is_aside(tokens, mention, predicate, force):
        score -= 7
    if behind and _is_told_of_others(sentence, mention, predicate):
        score -= 5
    if any(tokens[at].low in _PAUSES for at in range(predicate.at + 1, mention.first)):
        # "are leaving Iraq: the first crossed into Kuwait"
        score -= 4
    if any(tokens[at].low in _SUBORDINATORS for at in range(predicate.at + 1, mention.first)):
        score -= 4
    agent = not predicate.object and predicate.at < force.first
    if agent and mention.stop <= predicate.first and score > 1:
        # "The airport of Lubumbashi was taken over by Zimbabwean paratroopers"
        return score + 2
    if predicate.status is not Status.REQUESTED and is_scene_of_speech(tokens, mention, predicate.at):
        score -= 8
    return score


def _is_asker(tokens: tuple[Token, ...], mention: Mention, predicate: Predicate) -> bool:
    """`At the request of the Gambian president`: who asks for a force asks for it at home."""
    if predicate.status is Status.REQUESTED:
        return False
    before = [token.low for token in tokens[max(0, mention.first - 6) : mention.first]]
    asked = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _ASKING), None)
    return asked is not None and asked > 0 and before[asked - 1] in ("the", "at", "on") and "of" in before[asked:]


def _is_aside(tokens: tuple[Token, ...], mention: Mention, predicate: Predicate, force: Force) -> bool:
    """`90 men, some of them veterans of a war in Chad, have been fighting`: not where they fight."""
    if predicate.object or not force.stop + 2 < mention.first < predicate.first:
        return False
    return any(token.low == "," for token in tokens[force.stop : mention.first])


def _is_told_of_others(sentence: Sentence, mention: Mention, predicate: Predicate) -> bool:
    """`have ringed the port, and clerks are being flown to Accra`: another clause, another subject."""
    if mention.first <= predicate.at or len(sentence.clauses) == 1:
        return False
    clause = sentence.clause_at(mention.first)
    return clause.first > predicate.at and clause.opener in _PARTING


def is_lone_town(document: Document, mention: Mention, codes: frozenset[str]) -> bool:
    """Tell a town whose country the report does not tell of, while it tells of another: its namesake is meant."""
    others = False
    for sentence in islice(document.sentences, _LOOK_BACK):
        for other in sentence.mentions:
            if other.kind == "city" or other.country is None:
                continue
            if other.country == mention.country:
                return False
            others = others or (other.kind != "demonym" and other.country not in codes)
    line = document.dateline
    return others and (line is None or line.country != mention.country)


def _by_word_before(tokens: tuple[Token, ...], mention: Mention, predicate: Predicate, force: Force) -> int:
    at = mention.first - 1
    steps = 0
    while at >= 0 and steps < 7:
        low = tokens[at].low
        if low in ("of", "'s") and at > 0:
            steps += 1
            at -= 1
            continue
        if low not in _INNER and not (tokens[at].text[0].isupper() and low not in INTO and low not in AT):
            break
        steps += 1
        at -= 1
    low = tokens[at].low if at >= 0 else ""
    near = tokens[mention.first - 1].low if mention.first else ""
    if mention.first == predicate.at + 1 and predicate.object and predicate.group in ("send", "approve", "offer"):
        # "promised Haiti 2,000 soldiers"
        return 12
    if (
        predicate.group == "approve"
        and not predicate.object
        and near in ("in", "at")
        and mention.first == predicate.at + 2
        and mention.stop >= len(tokens) - 1
    ):
        # "agreed in Lima": where it was decided.
        return -10
    if near == "for" and mention.first == force.stop + 1:
        # "a force for Bosnia"
        return 7
    if near == "with" or (near == "the" and mention.first > 1 and tokens[mention.first - 2].low == "with"):
        return -10
    if any(tokens[step].low in ("instead", "rather") for step in range(max(0, mention.first - 4), mention.first)):
        # "straight there instead of to Malta"
        return -10
    leaving = predicate.status in _LEAVING
    if force.last and low in ("in", "on") and mention.first <= force.stop + 3:
        # "the last brigade in Iraq rolled into Kuwait": it is Iraq that they leave.
        return 12
    if low in _LEFT:
        if leaving:
            return 10
        # "are leaving Camp Ardent for ...": where they come from.
        return -10
    if low == "into" and leaving:
        # "are crossing into Kuwait on their way home"
        return -10
    if low in INTO:
        return 10 if low in _ENTERING and not leaving else 8
    if low in AT:
        # "rolled through Austria bound for Hungary": Austria is the way.
        return 5 if low in ("through", "via") else 7
    if low in TOWARDS and at > 0 and tokens[at - 1].low in ("bound", "headed", "heading", "destined"):
        return 9
    if low in TOWARDS:
        return 7 if predicate.at < mention.first else 2
    if near == "of":
        return 4
    if low in _HELPED:
        return 4
    if low == "from" and predicate.group in ("stay", "act") and predicate.at < mention.first:
        # "are policing the sky from Siauliai": there they are based.
        return 5
    if low in _ORIGIN:
        return -10
    if low == "," and at > 0:
        # "in Bosaso, Somalia": the country of the town before it.
        return 6
    return 1


def is_territory(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether what stands at a token is part of a country: `Malian soil`, `the Syrian coast`."""
    for step in range(at, min(len(tokens), at + 3)):
        if tokens[step].low in _BORDERS:
            # "on the Liberian border" is on either side of it, "over the Liberian border" behind it.
            crossing = any(token.low in ("cross", "crosses", "crossing") for token in tokens)
            return crossing or any(
                tokens[back].low in ("over", "across", "crossed") for back in range(max(0, at - 4), at)
            )
        if tokens[step].low in _TERRITORY:
            return True
        if tokens[step].kind == "mark":
            return False
    return False


def is_scene_of_speech(tokens: tuple[Token, ...], mention: Mention, deed: int = _FAR) -> bool:
    """Tell where something is said from where a force goes: `told reporters in Guyana`, `In Suva the minister said`.

    A parliament behind the deed is what a force goes to, before it the house that sends it.
    """
    start = max(0, mention.first - 4, deed + 1 if deed < mention.first else 0)
    near = {token.low for token in tokens[start : mention.first]}
    if not near.isdisjoint(_SPEECH):
        return True
    if mention.first >= deed:
        return False
    if not near.isdisjoint(_HOUSES):
        return True
    behind = {token.low for token in tokens[mention.stop : min(deed, mention.stop + 9)]}
    return deed < _FAR and tokens[mention.first - 1].low == "in" and not behind.isdisjoint(_SAYING)
