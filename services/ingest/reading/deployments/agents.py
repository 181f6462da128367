"""Whose force it is, where its own noun phrase does not say: the one who sends it, or is asked for it."""

from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import read_around
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import AUXILIARIES, FINITE, PREPOSITIONS
from services.ingest.reading.lexicon.files import load_table, load_words

_NOT_AGENTS: Final = load_words("deployments", "agents.not_after")
_OFFICES: Final = load_words("deployments", "agents.offices")
_HOUSES: Final = _OFFICES | {"house", "chamber", "ministry", "congress", "capital"}
_ENVOYS: Final = load_words("deployments", "agents.speakers")
_RANKS: Final = frozenset(
    ("major", "colonel", "captain", "lieutenant", "brigadier", "admiral", "officer", "sergeant", "commander", "general")
)
"""`a Tanzanian major said that his 600 men`"""
_CRAFT: Final = (load_words("deployments", "signs.carriers") | load_words("deployments", "heads.naval")) - {"launch"}
"""`a Russian ship has put 200 men ashore`"""
_DEEDS: Final = frozenset(load_table("deployments", "governors"))
_LEAVING: Final = frozenset((Status.WITHDRAWING, Status.WITHDRAWN, Status.ENDED))
_WHERE: Final = frozenset(("from", "in", "at", "of"))
_LINKS: Final = frozenset((",", "and", "both", "&"))
_LINKS_AGAIN: Final = _LINKS | {"to", "the", "on", "upon"}
_JOINING: Final = frozenset(("and", "&", "to", "or"))
_OPENING_CLAUSES: Final = frozenset(("after", "before", "since", "as", "until"))
_GOVERNMENTS: Final = frozenset(("state", "capital"))
_LISTED: Final = frozenset(("neither", "both", "each"))


def find_agents(sentence: Sentence, force: Force, predicate: Predicate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return who sends a force, or is asked for it; empty where nothing tells."""
    tokens = sentence.tokens
    by = _behind_by(tokens, predicate, actors)
    if by:
        return by
    if predicate.status is Status.REQUESTED:
        return _addressee(sentence, force, predicate, actors)
    if force.possessed and predicate.status in _LEAVING:
        # "told Peru that its 40 soldiers must be gone": the last one named owns them.
        near = [actor for actor in actors if actor.stop <= force.first and actor.kind != "unknown"]
        # "has completed its pull-out from Niger: the last of its soldiers": not where they were.
        near = [actor for actor in near if not _is_behind(tokens, actor, _WHERE)] or near
        if near:
            return (near[-1],)
    asked = _asked(sentence, predicate, actors) or _in_relative(tokens, force, actors)
    if asked:
        return asked
    if (
        predicate.object
        or force.definite
        or force.possessed
        or _is_had(tokens, force)
        or predicate.status in (Status.CONSIDERED, Status.APPROVED, Status.DENIED)
    ):
        subject = _subject(sentence, force, predicate, actors)
        if subject:
            return subject
    companies = [actor for actor in actors if actor.kind == "company" and actor.stop <= predicate.first]
    if predicate.object and len(companies) == 1:
        # "They belong to Ridgeback Protection, which has brought in 80 former soldiers"
        return (companies[0],)
    return ()


def _behind_by(tokens: tuple[Token, ...], predicate: Predicate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    for actor in actors:
        if actor.first <= predicate.at or predicate.object:
            continue
        before = [tokens[at].low for at in range(max(0, actor.first - 3), actor.first)]
        if "by" in before and all(
            word in ("by", "the", "'s") or (word.isalpha() and word not in PREPOSITIONS)
            for word in before[before.index("by") :]
        ):
            return (actor,)
    return ()


def _addressee(sentence: Sentence, force: Force, predicate: Predicate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`asked France to send`, `wrote to the bloc to ask for`, `appealed to Paris for`: who is asked."""
    tokens = sentence.tokens
    start = predicate.governor.at if predicate.governor is not None else predicate.at
    start = min(start, predicate.at)
    between = [actor for actor in actors if start <= actor.first < force.first and actor.kind != "unknown"]
    between = [actor for actor in between if tokens[actor.first - 1].low not in ("in", "at", "into", "near")]
    if between:
        return _with_list(tokens, between[0], between, again=True)
    before = [actor for actor in actors if actor.stop <= start]
    to = [actor for actor in before if tokens[actor.first - 1].low in ("to", "on", "the") and _to_before(tokens, actor)]
    if to:
        return (to[-1],)
    behind = [
        actor
        for actor in actors
        if (actor.first >= force.stop and tokens[actor.first - 1].low in ("from", "of"))
        or (actor.first >= force.stop and _from_before(tokens, actor))
    ]
    if behind:
        return (behind[0],)
    if before and read_around(tokens, predicate.at).be:
        # "Samoa has been asked for thirty more"
        return (before[-1],)
    return ()


def _in_relative(tokens: tuple[Token, ...], force: Force, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`600 soldiers whom the bloc is sending`."""
    if force.stop >= len(tokens) or tokens[force.stop].low not in ("whom", "that", "which"):
        return ()
    return next(((actor,) for actor in actors if force.stop < actor.first <= force.stop + 2), ())


def _is_had(tokens: tuple[Token, ...], force: Force) -> bool:
    """`Zimbabwe has about 600 men fighting there`: whoever has them."""
    return force.first > 0 and tokens[force.first - 1].low in ("has", "have", "had")


def _asked(sentence: Sentence, predicate: Predicate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`wants Spain to station`, `authorised the Union to send`: who stands behind the governing word would send."""
    governor = predicate.governor
    if governor is None or governor.group not in ("ask", "offer", "approve"):
        return ()
    tokens = sentence.tokens
    for actor in actors:
        if not governor.at < actor.first < predicate.first:
            continue
        if tokens[actor.first - 1].low in ("the", "on", "upon", "that", tokens[governor.at].low):
            return (actor,)
        if tokens[actor.first - 1].low == "of" and tokens[actor.first - 2].low in _OFFICES:
            # "empowered the king of Jordan to employ"
            return (actor,)
    return ()


def _to_before(tokens: tuple[Token, ...], actor: Actor) -> bool:
    at = actor.first - 1
    if at > 0 and tokens[at].low == "the":
        at -= 1
    return tokens[at].low in ("to", "on")


def _from_before(tokens: tuple[Token, ...], actor: Actor) -> bool:
    at = actor.first - 1
    while at > 0 and tokens[at].low in ("the", "neighbouring", "neighboring", "allied", "friendly", "its", "ally"):
        at -= 1
    return tokens[at].low == "from"


def _is_behind(tokens: tuple[Token, ...], actor: Actor, words: frozenset[str]) -> bool:
    at = actor.first - 1
    while at > 0 and tokens[at].low in ("the", "northern", "southern", "eastern", "western"):
        at -= 1
    return at >= 0 and tokens[at].low in words


def _subject(sentence: Sentence, force: Force, predicate: Predicate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    tokens = sentence.tokens
    start = predicate.first
    if predicate.governor is not None:
        start = min(start, predicate.governor.at + 1)
    found: Actor | None = None
    for actor in reversed(actors):
        if actor.stop > start or actor.first >= force.first or actor.kind == "unknown":
            continue
        if actor.kind == "people" and predicate.group != "join" and not _is_office(tokens, actor):
            behind = {token.low for token in tokens[actor.stop : actor.stop + 3]}
            if behind.isdisjoint(_CRAFT) and not (force.possessed and not behind.isdisjoint(_RANKS)):
                continue
        if _is_beside_the_point(tokens, actor):
            continue
        found = actor
        break
    if found is None:
        return ()
    if is_told_apart(sentence):
        states = [a for a in actors if a.stop <= start and _is_alike(a, found) and not _is_beside_the_point(tokens, a)]
        return tuple(states)
    return _with_list(tokens, found, list(actors))


def _is_office(tokens: tuple[Token, ...], actor: Actor) -> bool:
    """`the Spanish cabinet`, `Danish parliament`; a people alone sends no one, unless it leads: `Saudi-led`."""
    if actor.leads:
        return True
    return any(tokens[at].low in _OFFICES for at in range(actor.stop, min(len(tokens), actor.stop + 3)))


def _is_beside_the_point(tokens: tuple[Token, ...], actor: Actor) -> bool:
    after = tokens[actor.stop].low if actor.stop < len(tokens) else ""
    owned = tokens[actor.stop + 1 : actor.stop + 5]
    if after in ("'s", "'") and not any(token.low in _OFFICES or token.low in _DEEDS for token in owned):
        # "France's burden" sends no one, "France's defence minister" may.
        return True
    at = actor.first - 1
    while at >= 0 and tokens[at].low in (
        "the",
        "neighbouring",
        "neighboring",
        "northern",
        "southern",
        "eastern",
        "western",
    ):
        at -= 1
    if at > 0 and tokens[at].low == "from" and tokens[at - 1].low in _CRAFT:
        # "A ship from Bangladesh unloaded 200 soldiers"
        return False
    if at > 0 and tokens[at].low == "of":
        return not any(token.low in _OFFICES or token.low in _ENVOYS for token in tokens[max(0, at - 3) : at])
    if at > 0 and tokens[at].low == "in" and tokens[at - 1].low in _HOUSES:
        # "the upper house in Prague"
        return False
    if at >= 0 and tokens[at].low in _OPENING_CLAUSES and (after in FINITE or after in AUXILIARIES):
        # "after the Security Council had voted for": the subject of its clause
        return False
    return at >= 0 and tokens[at].low in _NOT_AGENTS


def _with_list(
    tokens: tuple[Token, ...], actor: Actor, actors: list[Actor], *, again: bool = False
) -> tuple[Actor, ...]:
    """Return the actor with those that stand in one list with it: `Togo, Benin and Burkina Faso`.

    `again` lets a preposition be said again, and states stand beside alliances: `to France and to the United Nations`.
    """
    links = _LINKS_AGAIN if again else _LINKS
    by_stop = {other.stop: other for other in actors}
    by_first = {other.first: other for other in actors}
    found = [actor]
    at = actor.first
    while True:
        step = at
        while step > 0 and tokens[step - 1].low in links:
            step -= 1
        before = by_stop.get(step)
        if step == at or before is None or not (again or _is_alike(before, actor)):
            break
        found.insert(0, before)
        at = before.first
    at = actor.stop
    while True:
        step = at
        while step < len(tokens) and tokens[step].low in links:
            step += 1
        behind = by_first.get(step)
        if step == at or behind is None or not (again or _is_alike(behind, actor)):
            break
        found.append(behind)
        at = behind.stop
    if len(found) > 1 and not any(tokens[step].low in _JOINING for step in range(found[0].first, found[-1].first)):
        # "After Rwanda, Zimbabwe will send": no list without an "and".
        return (actor,)
    return tuple(found)


def _is_alike(one: Actor, other: Actor) -> bool:
    """`Paris and Rome`, `London and Denmark`: governments, by whichever name."""
    return one.kind == other.kind or {one.kind, other.kind} <= _GOVERNMENTS


def is_told_apart(sentence: Sentence) -> bool:
    """`neither of their countries`: what is said of several holds of each by itself."""
    if sentence.words.isdisjoint(_LISTED):
        return False
    tokens = sentence.tokens
    # "have been shooting at each other" tells nothing apart.
    return any(
        token.low in _LISTED and [other.low for other in tokens[at : at + 2]] != ["each", "other"]
        for at, token in enumerate(tokens)
    )
