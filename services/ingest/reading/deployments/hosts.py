"""Which country a force is to be in: from its clause, a sentence beside it, the title, the dateline."""

from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from schemas.actors import COUNTRIES
from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.forces import Force
from services.ingest.reading.deployments.predicates import Predicate
from services.ingest.reading.document import Document, Mention, Sentence, Token
from services.ingest.reading.grammar import AUXILIARIES, FINITE
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_INTO: Final = load_words("deployments", "hosts.into")
_AT: Final = load_words("deployments", "hosts.at")
_TOWARDS: Final = load_words("deployments", "hosts.towards")
_ORIGIN: Final = load_words("deployments", "hosts.origin")
_NOUNS: Final = load_words("deployments", "hosts.nouns")
_HELPED: Final = load_words("deployments", "hosts.helped")
_SPEECH: Final = load_words("deployments", "hosts.speech")
_REGIONS: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "hosts.regions")))
_SPEAKERS: Final = load_words("deployments", "agents.speakers")
_BORDERS: Final = frozenset(("border", "borders", "frontier"))
_DIRECTION: Final = load_words("places", "direction")
_INNER: Final = _DIRECTION | {
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
_LEAVING: Final = frozenset((Status.WITHDRAWING, Status.WITHDRAWN, Status.ENDED))
_FAR: Final = 1_000
_LOOK_BACK: Final = 40
"""Sentences looked at beside the one at hand at most: the work for each stays bounded."""
_ENOUGH: Final = 3
_AT_HOME: Final = 6
"""How well a place must fit to be the host: a state's own country takes more."""


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
    told, home = _best(sentence, codes, spans, predicate, force)
    if told is not None:
        return Host(told.country, told.name, "told", told.stop)
    if predicate.status is Status.REQUESTED and (asker := _asker(sentence, predicate, codes)) is not None:
        return Host(asker.country, None, "told")
    if (region := _region(sentence, predicate)) is not None:
        return Host(None, region, "told")
    if len(codes) == 1 and _at_own_border(sentence, force):
        only = next(iter(codes))
        return Host(only if only in COUNTRIES else None, None, "home")
    for actor in owners:
        if actor.host is not None:
            return Host(actor.host, None, "mission")
    if home is not None and not _departs(sentence, predicate):
        return Host(home.country, home.name, "home")
    for other, rule in _around(document, sentence, ahead=_departs(sentence, predicate)):
        carried = _carried(other, codes)
        if carried is not None:
            return Host(carried.country, carried.name, rule)
    line = document.dateline
    if line is not None and line.country is not None and line.country not in codes:
        return Host(line.country, line.name, "dateline")
    for other in document.sentences[:_LOOK_BACK]:
        for mention in other.mentions:
            if mention.country is not None and mention.country not in codes and not _speaks(other.tokens, mention):
                return Host(mention.country, mention.name, "mentioned")
    if len(codes) == 1 and (only := next(iter(codes))) in COUNTRIES:
        return Host(only, None, "home")
    if line is not None and line.country is not None:
        return Host(line.country, line.name, "dateline")
    return Host(None, None, "untold")


def _asker(sentence: Sentence, predicate: Predicate, codes: frozenset[str]) -> Mention | None:
    """Who asks for a force asks for it at home, where nothing else is told."""
    start = min(predicate.first, predicate.governor.at if predicate.governor is not None else predicate.first)
    before = [m for m in sentence.mentions if m.stop <= start and m.country is not None and m.country not in codes]
    return before[-1] if before else None


def _region(sentence: Sentence, predicate: Predicate) -> str | None:
    """A sea or a part of the world that is no one country: `to the Middle East`."""
    tokens = sentence.tokens
    for at in range(predicate.first, len(tokens)):
        found = _REGIONS.match(tokens, at) if tokens[at].low in _REGIONS.openers else None
        if found is None or not tokens[at].text[0].isupper():
            continue
        before = [token.low for token in tokens[max(0, at - 3) : at]]
        if any(low in _INTO or low in _AT or low in _TOWARDS for low in before):
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


def _departs(sentence: Sentence, predicate: Predicate) -> bool:
    return predicate.group == "phrase" and predicate.status is Status.DEPLOYING


def _best(
    sentence: Sentence, codes: frozenset[str], spans: frozenset[int], predicate: Predicate, force: Force
) -> tuple[Mention | None, Mention | None]:
    """Return the best foreign place and the best place at home."""
    best: tuple[int, int, Mention] | None = None
    home: tuple[int, int, Mention] | None = None
    for mention in sentence.mentions:
        if mention.country is None or mention.first in spans:
            continue
        score = _score(sentence, mention, predicate, force)
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


def _score(sentence: Sentence, mention: Mention, predicate: Predicate, force: Force) -> int:
    """How well a mention fits as the place where the force is to be; 3 and more will do."""
    tokens = sentence.tokens
    after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
    behind = predicate.first <= mention.first or force.first <= mention.first
    score = _by_word_before(tokens, mention, predicate, force)
    if mention.kind == "demonym":
        if not _is_place_noun(tokens, mention.stop):
            helped = any(tokens[at].text in _HELPED for at in range(max(0, mention.first - 4), mention.first))
            return 3 if helped and behind else 0
        score = max(score, 3)
    elif mention.kind == "metonym" and score < 5:
        return 0
    if after in _NOUNS and mention.kind in ("country", "region", "city", "capital") and score < 5:
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
    if any(tokens[at].low in _SUBORDINATORS for at in range(predicate.at + 1, mention.first)):
        score -= 4
    if predicate.status is not Status.REQUESTED and _is_scene_of_speech(tokens, mention):
        score -= 8
    return score


def _by_word_before(tokens: tuple[Token, ...], mention: Mention, predicate: Predicate, force: Force) -> int:
    at = mention.first - 1
    steps = 0
    while at >= 0 and steps < 7:
        low = tokens[at].low
        if low in ("of", "'s") and at > 0:
            steps += 1
            at -= 1
            continue
        if low not in _INNER and not (tokens[at].text[0].isupper() and low not in _INTO and low not in _AT):
            break
        steps += 1
        at -= 1
    low = tokens[at].low if at >= 0 else ""
    near = tokens[mention.first - 1].low if mention.first else ""
    if near == "with" or (near == "the" and mention.first > 1 and tokens[mention.first - 2].low == "with"):
        return -10
    leaving = predicate.status in _LEAVING
    if force.last and low == "in" and mention.first <= force.stop + 3:
        # "the last brigade in Iraq rolled into Kuwait": it is Iraq that they leave.
        return 12
    if low in (
        "from",
        "out",
        "left",
        "leave",
        "leaves",
        "leaving",
        "quit",
        "quits",
        "exit",
        "exits",
        "exited",
        "vacated",
    ):
        if leaving:
            return 10
        # "are leaving Camp Ardent for ...": where they come from.
        return -10
    if low in _INTO:
        return (
            10
            if low
            in (
                "into",
                "to",
                "entering",
                "entered",
                "enter",
                "enters",
                "reached",
                "reach",
                "reaches",
                "reaching",
                "invaded",
                "invade",
                "invades",
                "invading",
            )
            and not leaving
            else 8
        )
    if low in _AT:
        return 7
    if low in _TOWARDS:
        return 7 if predicate.at < mention.first else 2
    if near == "of":
        return 4
    if low in _HELPED:
        return 4
    if low in _ORIGIN:
        return -10
    if low == "," and at > 0:
        # "in Bosaso, Somalia": the country of the town before it.
        return 6
    return 1


def _is_place_noun(tokens: tuple[Token, ...], at: int) -> bool:
    for step in range(at, min(len(tokens), at + 3)):
        if tokens[step].low in _BORDERS:
            # "on the Liberian border" is on either side of it, "over the Liberian border" behind it.
            crossing = any(token.low in ("cross", "crosses", "crossing") for token in tokens)
            return crossing or any(
                tokens[back].low in ("over", "across", "crossed") for back in range(max(0, at - 4), at)
            )
        if tokens[step].low in _NOUNS:
            return True
        if tokens[step].kind == "mark":
            return False
    return False


def _is_scene_of_speech(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """`told reporters in Guyana`, `at a summit in Accra`, `said in Paris`: where it was said, not where they go."""
    return any(tokens[at].low in _SPEECH for at in range(max(0, mention.first - 4), mention.first))


def _speaks(tokens: tuple[Token, ...], mention: Mention) -> bool:
    return mention.kind in ("demonym", "metonym") or _is_scene_of_speech(tokens, mention)


def _around(document: Document, sentence: Sentence, *, ahead: bool) -> Iterable[tuple[Sentence, str]]:
    """The sentences beside: the earlier ones from the nearest, the title last, then the next.

    `ahead` puts the next one first: of who has just left home, the next sentence tells where they go.
    """
    following = document.sentences[sentence.index + 1 : sentence.index + 2]
    if sentence.field == "text":
        if ahead:
            yield from ((other, "next") for other in following)
        for other in islice(document.before(sentence), _LOOK_BACK):
            yield other, "title" if other.field == "title" else "carried"
        if sentence.index > _LOOK_BACK:
            yield document.sentences[0], "title" if document.sentences[0].field == "title" else "carried"
        if not ahead:
            yield from ((other, "next") for other in following)
    else:
        for other in document.sentences[sentence.index + 1 : sentence.index + 4]:
            yield other, "next"


def _carried(sentence: Sentence, codes: frozenset[str]) -> Mention | None:
    tokens = sentence.tokens
    weak: Mention | None = None
    for mention in sentence.mentions:
        if mention.country is None or mention.country in codes:
            continue
        before = tokens[mention.first - 1].low if mention.first else ""
        after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
        if before == "the" and mention.first > 1:
            before = tokens[mention.first - 2].low
        if before in _DIRECTION and mention.first > 1:
            before = tokens[mention.first - 2].low
        if mention.kind == "demonym":
            if _is_place_noun(tokens, mention.stop) and weak is None:
                weak = mention
            continue
        if _is_scene_of_speech(tokens, mention):
            continue
        if before in _INTO or before in _AT or before in _TOWARDS or after in _NOUNS:
            return mention
        if (
            weak is None
            and mention.kind not in ("metonym", "capital")
            and (after in ("'s", "'", ":") or sentence.field == "title")
        ):
            weak = mention
    return weak
