"""Forces of one sentence and their verbs: those that share one in a list or a gap, and those that travel together."""

from collections.abc import Iterator
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.missions import is_exercise
from services.ingest.reading.deployments.noun_phrases import GIVING
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.predicates import find_predicate
from services.ingest.reading.deployments.rotations import takes_over
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Sentence

_AFTER_GAP: Final = frozenset(("in", "to", "at", "for", "into", "from"))
_BEFORE_GAP: Final = frozenset(("and", ",", "while"))
_ONLY: Final = frozenset(("only", "just", "but", "merely"))
_LATER: Final = 3
"""Forces behind one that may tell whose it is at most."""
_JOINING: Final = frozenset(("join", "joined", "joins", "joining", "reinforce", "reinforced"))
_WITH: Final = frozenset(("with", "carrying", "by", "bringing", "and"))
_LISTING: Final = frozenset(("and", ",", "the", "as", "well", "with", "some"))


def find_predicates(
    sentence: Sentence, forces: tuple[Force, ...], actors: tuple[Actor, ...]
) -> Iterator[tuple[Force, Predicate | None]]:
    """Yield each force with what becomes of it; a force that only travels with another is joined to that one."""
    shared: Predicate | None = None
    index, ruled = 0, False
    while index < len(forces):
        force = forces[index]
        before = forces[index - 1] if index else None
        behind = forces[index + 1] if index + 1 < len(forces) else None
        if behind is not None and _is_receiver(sentence, force, behind):
            # "is giving the EU force in Chad 400 soldiers"
            yield force, None
            forces = (*forces[:index], *forces[index + 1 :])
            continue
        predicate = _predicate_of(sentence, before, force, behind, shared)
        if predicate is not None and takes_over(sentence, force, actors):
            predicate = predicate._replace(status=Status.ROTATION, weak=False)
        if predicate is None and force.actors and not ruled and is_exercise(sentence):
            # "The manoeuvres opened in southern Chile with 900 Peruvian soldiers."
            predicate = Predicate(force.head, force.first, Status.ROTATION, "exercise", None, False)
        shared = predicate
        if predicate is not None:
            ruled = True
            force = _owned(sentence, before, force, forces[index + 1 :], predicate)
            if behind is not None and _is_second_name(sentence, force, behind, predicate):
                force = force._replace(actors=force.actors or behind.actors)
                behind = None
                index += 1
            if behind is not None and _travels_with(sentence, force, behind, predicate):
                force = _joined(force, behind, predicate)
                index += 1
        yield force, predicate
        index += 1


def _is_receiver(sentence: Sentence, force: Force, behind: Force) -> bool:
    """Tell whether a force gets the one behind it: `will lend the UN mission in Mali 40 engineers`."""
    tokens = sentence.tokens
    if force.amount is not None or behind.amount is None or behind.kind == "given" or not force.first:
        return False
    if not any(form.lemma in GIVING for form in FORMS.get(tokens[force.first - 1].low, ())):
        return False
    places = {step for mention in sentence.mentions for step in range(mention.first, mention.stop)}
    between = range(force.stop, behind.first)
    return all(step in places or tokens[step].low in ("in", "the", "at", "of", "on") for step in between)


def _predicate_of(
    sentence: Sentence, before: Force | None, force: Force, behind: Force | None, shared: Predicate | None
) -> Predicate | None:
    listed = before is not None and _is_listed(sentence, before, force)
    predicate = find_predicate(sentence, force, before.stop if before is not None and not listed else 0)
    if predicate is not None:
        return predicate
    if shared is not None:
        if force.kind == "given":
            return shared if shared.object else None
        if listed or _is_gapped(sentence, force):
            return shared
        if _is_contrast(sentence, force, shared):
            return shared._replace(status=Status.DEPLOYED)
    if behind is not None and _is_listed(sentence, force, behind):
        return find_predicate(sentence, behind)
    return None


def _owned(
    sentence: Sentence, before: Force | None, force: Force, later: tuple[Force, ...], predicate: Predicate
) -> Force:
    """Give a force that nobody owns the owner of the one beside it."""
    if force.actors:
        return force
    if before is not None and before.actors and _is_listed(sentence, before, force):
        return force._replace(actors=before.actors)
    if before is not None and before.actors and not predicate.object and (force.more or _is_gapped(sentence, force)):
        # "Portuguese commandos ...; sixty more instructors will join them."
        return force._replace(actors=before.actors)
    for behind in later[:_LATER] if predicate.group in ("come", "reinforce") else ():
        # "Another 600 soldiers joined the southern African force": theirs.
        near = {token.low for token in sentence.tokens[max(force.stop, behind.first - 3) : behind.first]}
        if behind.actors and not near.isdisjoint(_JOINING):
            return force._replace(actors=behind.actors)
    return force


def _is_second_name(sentence: Sentence, force: Force, behind: Force, predicate: Predicate) -> bool:
    """`Two companies were flown to Pusan, the first American ground troops there`: said once more who they are."""
    tokens = sentence.tokens
    if predicate.object or behind.first <= predicate.at:
        return False
    theirs = {actor.code for actor in behind.actors if actor.kind != "alliance"}
    if force.actors and not theirs <= {actor.code for actor in force.actors}:
        return False
    opening = [token.low for token in tokens[behind.first - 1 : behind.first + 2]]
    return opening in ([",", "the", "first"], [",", "the", "largest"], [",", "the", "biggest"])


def _travels_with(sentence: Sentence, force: Force, other: Force, predicate: Predicate) -> bool:
    """`is steaming for Freetown with 500 marines`, `strengthened its force with 200 men`."""
    before = sentence.tokens[other.first - 1].low
    if before not in _WITH or before == "and" or other.none:
        return False
    if predicate.group == "reinforce":
        return True
    if other.definite and other.amount is None:
        # "keeping the peace with the UN mission": beside it, not in it.
        return False
    if before == "by" or predicate.group not in ("come", "phrase", "send"):
        return False
    same = not other.actors or not force.actors or {a.code for a in other.actors} == {a.code for a in force.actors}
    own = find_predicate(sentence, other) if same else None
    return same and (own is None or own.at == predicate.at)


def _joined(force: Force, other: Force, predicate: Predicate) -> Force:
    if predicate.group == "reinforce":
        return force._replace(actors=other.actors or force.actors, amount=other.amount or force.amount)
    return force._replace(actors=force.actors or other.actors, amount=force.amount or other.amount)


def _is_listed(sentence: Sentence, one: Force, other: Force) -> bool:
    """`300 soldiers and 40 policemen`: two forces in one list."""
    between = [token.low for token in sentence.tokens[one.stop : other.first]]
    if between[:1] == ["with"] and other.kind != "craft":
        # "Croatia's soldiers with the UN force": not one list.
        return False
    return 0 < len(between) <= 3 and between[0] in ("and", ",", "with") and _LISTING.issuperset(between)


def _is_gapped(sentence: Sentence, force: Force) -> bool:
    """`300 soldiers arrived in Chad and 60 Irish ones in Cyprus`: the verb is not said again."""
    tokens = sentence.tokens
    before = tokens[force.first - 1].low if force.first else ""
    after = tokens[force.stop].low if force.stop < len(tokens) else ""
    return before in _BEFORE_GAP and after in _AFTER_GAP


def _is_contrast(sentence: Sentence, force: Force, shared: Predicate) -> bool:
    """`has sent no troops, only advisers`."""
    before = sentence.tokens[force.first - 1].low if force.first else ""
    return shared.status is Status.DENIED and before in _ONLY
