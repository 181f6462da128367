"""Reads the noun phrase of a force: its owners, its count, and what it says of itself."""

from typing import Final

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.captives import is_captive
from services.ingest.reading.deployments.civilians import (
    is_crowd,
    is_of_civilians,
    is_of_lorries,
    is_task_force,
    is_unarmed,
)
from services.ingest.reading.deployments.elided_forces import is_of_its_own
from services.ingest.reading.deployments.force import HEADS, Force
from services.ingest.reading.deployments.force_signs import (
    SIGNS,
    Candidate,
    Head,
    in_uniform,
    is_force,
    is_placed,
    is_sent,
)
from services.ingest.reading.deployments.noun_phrases import VERBAL, count_of, owners_behind, reach_left
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import BASES, FUNCTION
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_OPENERS: Final = HEADS.openers
_NEVER: Final = load_words("deployments", "signs.never")
_GONE: Final = load_words("deployments", "signs.gone")
_MORE: Final = load_words("deployments", "signs.more")
_NONE: Final = load_words("deployments", "signs.none")
_VEHICLES: Final = load_words("deployments", "signs.vehicles")
_CRAFT_NAMES: Final = load_words("deployments", "signs.craft_names")
_CARRIERS: Final = load_words("deployments", "signs.carriers")
_ARTICLES: Final = load_words("deployments", "signs.articles")
_AFTER_HEAD: Final = load_words("deployments", "signs.after_head")
_COMPOUNDS: Final = load_words("deployments", "signs.compounds")
_PARTITIVES: Final = load_words("deployments", "signs.partitives")
_UNARMED: Final = frozenset(("training", "hospital", "school", "tall", "museum", "model"))
"""`the training ship of the navy` is no force."""
_RETIRED: Final = frozenset(("former", "retired", "ex"))
"""What the men of a company have been: `has brought in 80 former soldiers`."""
_OF_THEM: Final = _PARTITIVES | _CARRIERS
_PLACED: Final = frozenset(("force", "mission", "operation", "deployment", "intervention"))
_RANKS: Final = load_words("deployments", "signs.ranks")
_OWNING: Final = frozenset(("its", "their", "his", "her"))
_PEOPLE: Final = frozenset(("reinforcements", "forces", "elements"))
"""Heads among the bodies whose number is one of people."""
_LAST: Final = frozenset(("last", "final", "remaining"))
_PARTS: Final = Phrases((phrase, True) for phrase in load_words("deployments", "background.part_of"))


def read_phrase(
    sentence: Sentence,
    head: int,
    stop: int,
    kind: Head,
    owned: dict[int, Actor],
    free: int,
    last: Force | None,
    *,
    again: bool,
) -> Force | None:
    """Return the force that a head noun tells of with all that belongs to it, None where it is none.

    Args:
        sentence: The sentence.
        head: The token at which the head begins.
        stop: Behind the head.
        kind: How sure a sign of a force the head is.
        owned: The actors of the sentence by token.
        free: Where the phrase may begin at the earliest.
        last: The force before it in the sentence.
        again: True when the report has told of a force before.
    """
    tokens = sentence.tokens
    first = reach_left(tokens, head, owned, free)
    before = [tokens[at].low for at in range(first, head)]
    words = frozenset(before)
    counted = {"how", "many"} <= words or (first > 0 and tokens[first - 1].low == "how")
    if stop < len(tokens) and (
        _is_possessive(tokens, stop) or is_of_civilians(tokens, stop) or is_crowd(tokens, stop, owned)
    ):
        return None
    if _is_one_of(tokens, first):
        return None
    if tokens[head].low == "presence" and theirs_first(tokens, stop) == "of" and words.isdisjoint(SIGNS):
        # "the presence of 3,000 soldiers": of them, no force by itself
        return None
    if is_captive(tokens, stop):
        return None
    hired = not words.isdisjoint(_RETIRED) and any(actor.kind == "company" for actor in owned.values())
    if is_unarmed(tokens, head, words) or is_of_lorries(tokens, head, stop, words) or is_task_force(tokens, head, stop):
        return None
    if (words & _NEVER and not hired) or counted or (stop < len(tokens) and tokens[stop].low in _GONE):
        return None
    if before and before[-1] in _CRAFT_NAMES:
        kind = "craft"
    elif before and before[-1] in _VEHICLES:
        return None
    mine = tuple(
        dict.fromkeys(
            owned[at] for at in range(first, stop) if at in owned and (at < head or owned[at].kind == "force")
        )
    )
    behind, end = owners_behind(tokens, stop, owned)
    longer = HEADS.match(tokens, end - 1) if end > stop else None
    if longer is not None:
        # "a battalion of army engineers"
        end = max(end, longer[0])
    if not behind:
        behind, end = in_uniform(tokens, stop, owned) if end == stop else (behind, end)
    if tokens[head].low == "reinforcements" and not mine and not behind and theirs_first(tokens, stop) == "for":
        # "reinforcements for the Burundian contingent"
        behind = tuple(owned[at] for at in range(stop + 1, min(len(tokens), stop + 3)) if at in owned)[:1]
    own = _by_people(tuple(dict.fromkeys((*mine, *behind))))
    if not own and tokens[head].low == "blue" and "the" not in words:
        own = (Actor(head, stop, "UN", "alliance", "blue helmets"),)
    theirs = [token.low for token in tokens[stop : stop + 3]]
    if (
        theirs[:1] == ["of"]
        and theirs[1:2]
        and theirs[1] in _OWNING
        and theirs[2:] in (["country"], ["nation"], ["army"])
    ):
        # "soldiers of his country"
        end, words = stop + 3, words | {theirs[1]}
    amount = count_of(sentence, first, head, end)
    candidate = Candidate(first, head, stop, kind, words, own, amount)
    listed_behind = last.stop if last is not None else None
    theirs_too = again and is_of_its_own(tokens, stop)
    if theirs_too:
        # "a column of its own"
        end, words = stop + 3, words | {tokens[stop + 1].low}
    if (
        kind in ("loose_units", "loose_people")
        and not theirs_too
        and not is_force(tokens, candidate, owned, listed_behind, again=again)
    ):
        return None
    if kind == "craft" and not own and not is_sent(tokens, first - 1):
        return None
    if any(_PARTS.match(tokens, max(0, first - step)) for step in (1, 2)):
        return None
    word = tokens[head].low
    placed = (word in _PLACED or kind == "units") and is_placed(own, behind, words)
    if amount is not None and amount.stop <= head:
        first = min(first, amount.first)
    elif amount is not None and amount.first >= end and tokens[end].low == "of":
        end = amount.stop
    elif amount is not None and amount.first == end + 1 and tokens[end].low == ",":
        end = _behind_count(tokens, amount.stop, end)
    part = next((one for one in sentence.amounts if one.stop == first - 1 and one.unit is None), None)
    if first > 1 and tokens[first - 1].low == "of" and part is not None and tokens[first - 2].low not in _OF_THEM:
        # "the last forty of about a hundred American soldiers"
        amount = part
        first = reach_left(tokens, first - 1, owned, free)
        words |= {tokens[at].low for at in range(first, head)}
    elif first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _OF_THEM:
        first = reach_left(tokens, first - 2, owned, free)
        words |= {tokens[at].low for at in range(first, head)}
        if not words.isdisjoint(_UNARMED) and not words.isdisjoint(_CARRIERS):
            return None
    if amount is not None and amount.stop <= head and _counts_bodies(tokens[stop - 1].low, kind):
        # "four battalions" are no four people.
        amount = None
    carried, first = _carried(tokens, first, owned, free)
    return Force(
        first,
        end,
        head,
        kind,
        () if placed else (*own, *carried),
        amount,
        more=bool(words & _MORE) or word in _MORE,
        none=bool(words & _NONE) or (first > 0 and tokens[first - 1].low in _NONE),
        definite=bool(words & _ARTICLES - {"a", "an", "some"}) and amount is None,
        possessed=not words.isdisjoint(_OWNING),
        police=word.startswith("police") or word == "gendarmes",
        last=bool(words & _LAST),
        place=own[-1] if placed and own else None,
    )


def _behind_count(tokens: tuple[Token, ...], stop: int, end: int) -> int:
    """Where `, 370 in all,` ends that counts the phrase before it; the end of the phrase where no comma closes it."""
    for at in range(stop, min(len(tokens), stop + 4)):
        if tokens[at].low == ",":
            return at + 1
    return end


def theirs_first(tokens: tuple[Token, ...], stop: int) -> str:
    """Return the word behind a phrase, empty at the end."""
    return tokens[stop].low if stop < len(tokens) else ""


def _by_people(own: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`the Australian SAS`: the adjective says whose it is, whoever else has a unit of that name.

    A company has its home in a state, and is not its army: `the Russian company Wagner`.
    """
    companies = tuple(actor for actor in own if actor.kind == "company")
    if companies:
        return companies
    if any(actor.kind == "alliance" for actor in own):
        # "Russia-led CSTO troops" are the alliance's.
        own = tuple(actor for actor in own if not actor.leads) or own
    peoples = {actor.code for actor in own if actor.kind in ("people", "state")}
    if not peoples:
        return own
    return tuple(actor for actor in own if actor.kind != "force" or actor.code in peoples)


def _counts_bodies(head: str, kind: Head) -> bool:
    return kind == "craft" or (kind in ("units", "loose_units") and head.endswith("s") and head not in _PEOPLE)


def read_named(sentence: Sentence, actor: Actor, owned: dict[int, Actor], free: int) -> Force | None:
    """A force by its name alone: `the Bundeswehr`, `Wagner`."""
    tokens = sentence.tokens
    first = max(free, reach_left(tokens, actor.first, owned, free))
    if _is_one_of(tokens, first):
        return None
    if any(tokens[at].low in _NEVER for at in range(first, actor.first)):
        return None
    for at in range(actor.stop, min(len(tokens), actor.stop + 4)):
        # A name in front of a head is read with it.
        if tokens[at].low in _OPENERS:
            return None
        if tokens[at].low != "'s" and (tokens[at].low in FUNCTION or tokens[at].kind != "word"):
            break
    amount = count_of(sentence, first, actor.first, actor.stop)
    if amount is not None and amount.stop <= actor.first:
        first = min(first, amount.first)
    if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _OF_THEM:
        first -= 2
        if tokens[first - 1].low in _UNARMED:
            return None
    before = range(first, actor.first)
    own = _by_people((*dict.fromkeys(owned[at] for at in before if at in owned), actor))
    possessed = any(tokens[at].low in _OWNING for at in before)
    none = any(tokens[at].low in _NONE for at in range(max(0, first - 1), actor.first))
    return Force(
        first, actor.stop, actor.first, "named", own, amount, none=none, definite=amount is None, possessed=possessed
    )


def read_people(sentence: Sentence, actor: Actor, at: int, owned: dict[int, Actor]) -> Force | None:
    """`300 Nigerians`, where a report tells of a force."""
    tokens = sentence.tokens
    amount = next((a for a in sentence.amounts if a.stop == actor.first and a.unit is None), None)
    if amount is None:
        return None
    after = tokens[actor.stop] if actor.stop < len(tokens) else None
    if after is not None and after.low in (",", "and") and actor.stop + 1 in owned:
        # "1,200 Italian, French and Spanish soldiers": adjectives.
        return None
    if after is not None and after.kind == "word" and after.low not in FUNCTION and not _is_verb(after.low):
        return None
    if any(HEADS.match(tokens, step) for step in range(actor.stop, min(len(tokens), actor.stop + 2))):
        # "Nine Austrian staff officers": the head is still to come
        return None
    before = tokens[amount.first - 1].low if amount.first else ""
    none = before in _NONE or tokens[amount.first].low in _NONE
    return Force(amount.first, actor.stop, at, "people", (actor,), amount, more=before in _MORE, none=none)


def is_modifier(sentence: Sentence, stop: int) -> bool:
    """`infantry battalion`, `police spokesman`: the head of the phrase comes later."""
    tokens = sentence.tokens
    if stop >= len(tokens):
        return False
    if HEADS.match(tokens, stop) is not None:
        return True
    after = tokens[stop]
    low = after.low
    head = tokens[stop - 1].low
    if head.endswith(("s", "men", "women")) and head not in ("forces", "troops", "marines"):
        # "soldiers present", "peacekeepers aboard": a plural of people stands before no other noun.
        return False
    if low in _COMPOUNDS:
        return True
    if sentence.field == "title" or after.kind != "word" or after.text != low or low.endswith(("ed", "ing", "ly")):
        return False
    return not (low in FUNCTION or low in VERBAL or low in FORMS or low in BASES or low in _AFTER_HEAD)


def _is_possessive(tokens: tuple[Token, ...], stop: int) -> bool:
    """`the soldiers' families`; a quotation mark stands apart."""
    return tokens[stop].low in ("'s", "'") and tokens[stop].joined


def _is_one_of(tokens: tuple[Token, ...], first: int) -> bool:
    """`a colonel of the Chadian army`: one man, who goes nowhere with it."""
    return first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low in _RANKS


def _is_verb(low: str) -> bool:
    return low in FORMS or low in VERBAL or low.endswith("ed")


def _carried(
    tokens: tuple[Token, ...], first: int, owned: dict[int, Actor], free: int
) -> tuple[tuple[Actor, ...], int]:
    """`two Russian aircraft with nearly 100 soldiers`: whose aircraft they are, and where the phrase begins."""
    if (
        first < 2
        or tokens[first - 1].low not in ("with", "carrying", "bringing", "bearing", "holding")
        or tokens[first - 2].low not in _CARRIERS
    ):
        return (), first
    start = reach_left(tokens, first - 2, owned, free)
    return tuple(dict.fromkeys(owned[at] for at in range(start, first - 2) if at in owned)), start
