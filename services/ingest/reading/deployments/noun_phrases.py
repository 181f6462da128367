"""Where the noun phrase of a force begins and ends, who is named in it, and how many it counts."""

from dataclasses import replace
from typing import Final

from schemas.quantity import Quantity
from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Amount, Sentence, Token
from services.ingest.reading.grammar import BASES, FINITE, FUNCTION, GERUNDS, MODALS, PARTICIPLES
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.numerals import read_numeral

_SIGNS: Final = load_words("deployments", "signs.before")
_BODIES: Final = load_words("deployments", "signs.bodies")
_WITHIN: Final = (
    _SIGNS
    | load_words("deployments", "signs.more")
    | load_words("deployments", "signs.never")
    | load_words("deployments", "signs.none")
    | load_words("deployments", "signs.vehicles")
    | load_words("deployments", "signs.articles")
)
_ARMS: Final = _SIGNS | load_words("deployments", "signs.arms")
_MORE: Final = load_words("deployments", "signs.more")
_ARTICLES: Final = load_words("deployments", "signs.articles")
_STOPS: Final = load_words("deployments", "signs.stops")
_NUMBERS: Final = load_words("deployments", "signs.numbers")
_LINKS: Final = load_words("deployments", "signs.links")
_LINKING: Final = frozenset((word, "to") for word in ("close", "linked", "tied", "loyal", "belonging")) | frozenset(
    (word, "by") for word in ("led", "sent", "employed", "hired", "commanded", "provided", "headed", "contributed")
)
_CLOSING: Final = frozenset(("a", "an", "the", "its", "their", "his", "her", "our"))
_BEFORE_ARTICLE: Final = frozenset(
    ("all", "both", "half", "most", "some", "none", "not", "such", "only", "quite", "even", "about", "of", "nor", "no")
)
GIVING: Final = frozenset(
    (
        "lend",
        "give",
        "send",
        "promise",
        "offer",
        "loan",
        "pledge",
        "supply",
        "provide",
        "spare",
        "bring",
        "assign",
        "furnish",
    )
)
"""Verbs that may name who gets a force before the force."""
_PLACES: Final = frozenset(("state", "capital", "town"))
_MANY: Final = frozenset(("countries", "nations", "states", "allies", "members"))
_BEFORE_COUNT: Final = _MORE | load_words("deployments", "signs.before_count")
"""Words that may stand between an article and the number of a phrase."""
_SIZED: Final = ("-strong", "-man", "-person", "-member", "-soldier", "-troop")
VERBAL: Final = FINITE | PARTICIPLES | GERUNDS
_REALMS: Final = frozenset(
    ("republic", "kingdom", "state", "government", "sultanate", "commonwealth", "federation", "emirate", "principality")
)
_LONGEST: Final = 10
"""Tokens before a head at most."""


def reach_left(tokens: tuple[Token, ...], head: int, owned: dict[int, Actor], free: int) -> int:
    """Return where the phrase of a head begins: over its adjectives, its numbers and the names of states."""
    at, unknown = head, 0
    counted = False
    while at > free and head - at < _LONGEST:
        token = tokens[at - 1]
        low = token.low
        if at < head and tokens[at].low in _CLOSING and low not in _BEFORE_ARTICLE:
            # "will lend Slovenia a unit", "brought home its sappers": the article opens the phrase.
            break
        if low == "second" and at > 1 and (tokens[at - 2].low == "to" or tokens[at - 2].low in MODALS):
            # "will second ten instructors"
            break
        if low == "," and at - 2 in owned and at in owned and owned[at - 2].kind != owned[at].kind:
            # "in Banjul, Gambia, Nigerian soldiers": an address, no list of owners.
            break
        if token.kind == "number" or is_number(tokens, at - 1):
            counted = True
        elif counted and at - 1 in owned and owned[at - 1].kind in _PLACES and tokens[at].low not in ("'s", "'"):
            # "promised Haiti 2,000 soldiers"
            break
        if (
            at - 1 in owned
            or low in _WITHIN
            or (low in _BEFORE_COUNT and tokens[at].low not in _ARTICLES)
            or token.kind == "number"
            or is_number(tokens, at - 1)
        ):
            at -= 1
        elif low in ("'s", "'", ",", "and", "or") and at - 2 in owned:
            if low in (",", "and", "or") and at not in owned:
                break
            at -= 1
        elif low == "and" and at > 1 and tokens[at - 2].low in _ARMS and tokens[at].low in _ARMS:
            # "a medical and engineer contingent"
            at -= 2
        elif (low == "of" and is_number(tokens, at - 2)) or (low == "-" and at > 1 and tokens[at - 2].kind == "number"):
            at -= 1
        elif (
            token.kind == "word"
            and low not in FUNCTION
            and unknown < 3
            and (not counted or low in _BEFORE_COUNT)
            and _may_modify(tokens, at - 1)
        ):
            unknown += 1
            at -= 1
        else:
            break
    while at < head and tokens[at].low in (",", "and", "or", "'s", "of", "-"):
        at += 1
    return _behind_receiver(tokens, at, head, owned)


def _behind_receiver(tokens: tuple[Token, ...], first: int, head: int, owned: dict[int, Actor]) -> int:
    """Leave out who gets the force: `will lend Slovenia a unit`, `promised the Union twenty men`."""
    at = first
    while at < head and tokens[at].low in ("the", "its", "their", "neighbouring", "neighboring", "allied"):
        at += 1
    actor = owned.get(at)
    if actor is None or actor.kind not in ("state", "capital", "alliance", "town") or actor.stop >= head or not first:
        return first
    if not any(form.lemma in GIVING for form in FORMS.get(tokens[first - 1].low, ())):
        return first
    low = tokens[actor.stop].low
    counts = tokens[actor.stop].kind == "number" or read_numeral(tokens, actor.stop) is not None
    return actor.stop if counts or low in _ARTICLES or low in _MORE or low in _NUMBERS else first


def _may_modify(tokens: tuple[Token, ...], at: int) -> bool:
    low = tokens[at].low
    if "-" in low and low not in FORMS:
        # "a Turkish mine-clearing company"
        return True
    if low in VERBAL or low.endswith(("ed", "ing")):
        # A participle is an adjective behind an article, an adverb or a number: "the newly arrived troops".
        before = tokens[at - 1].low if at else ""
        if at and low.endswith("ed") and is_number(tokens, at - 1):
            # "100 unarmed soldiers"
            return True
        return before in _ARTICLES or before.endswith("ly") or before in _MORE or low.startswith("armed")
    return not (low in FORMS or low in BASES or low in _STOPS)


def is_number(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token counts: 40, dozens, 150-strong."""
    if at < 0:
        return False
    low = tokens[at].low
    return low in _NUMBERS or tokens[at].kind == "number" or low.endswith(_SIZED)


def owners_behind(tokens: tuple[Token, ...], stop: int, owned: dict[int, Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return the actors behind `from` or `of`, and where they end: `soldiers from Togo, Benin and Burkina Faso`."""
    linked = _linked(tokens, stop)
    if linked is not None:
        actor = owned.get(linked)
        return ((actor,), actor.stop) if actor is not None else ((), stop)
    if stop >= len(tokens) or tokens[stop].low not in ("from", "of", "belonging", "drawn"):
        return (), stop
    of = tokens[stop].low == "of"
    if not of and _leaves(tokens, stop):
        return (), stop
    at = stop + 1 + (tokens[stop].low in ("belonging", "drawn"))
    found: list[Actor] = []
    ends: list[int] = []
    end = stop
    while at < len(tokens) and at - end < 6:
        low = tokens[at].low
        actor = owned.get(at)
        if actor is not None and not (of and actor.kind == "town"):
            after = tokens[actor.stop].low if actor.stop < len(tokens) else ""
            if after in _MANY or (not of and after == "to"):
                # "from eleven NATO countries"; "from Germany to Romania" tells the way, not the owner.
                break
            found.append(actor)
            at = end = actor.stop
            ends.append(end)
        elif low in _BODIES and (found or of):
            at += 1
            end = at
        elif low in _LINKS or low in _SIGNS:
            at += 1
        elif low == "of" and not found and (at == end > stop or tokens[at - 1].low in _REALMS):
            # "members of the armed forces of Uruguay", "of the Republic of Kazakhstan"
            at += 1
        elif found or tokens[at].kind == "mark" or low in FUNCTION or _is_own_verb(low):
            break
        else:
            at += 1
    if len(found) > 1 and not any(tokens[step].low in ("and", "&") for step in range(ends[-2], found[-1].first)):
        # "its soldiers from Niger, the Pentagon said": no list without an "and".
        return (found[0],), ends[0]
    return tuple(dict.fromkeys(found)), end


def _is_own_verb(low: str) -> bool:
    """`soldiers of the first brigade left Tbilisi`: the phrase ends at what they do."""
    return any(form.side == "subject" and form.tag in ("past", "s") for form in FORMS.get(low, ()))


def _linked(tokens: tuple[Token, ...], stop: int) -> int | None:
    """Return where the owner stands in `close to the Wagner group`, `, led by Kenya`, `sent by Paris`."""
    at = stop + 1 if stop < len(tokens) and tokens[stop].low == "," else stop
    if [token.low for token in tokens[at : at + 2]] == ["to", "be"]:
        at += 2
    if at + 2 >= len(tokens) or (tokens[at].low, tokens[at + 1].low) not in _LINKING:
        return None
    at += 2
    return at + 1 if tokens[at].low == "the" else at


def _leaves(tokens: tuple[Token, ...], stop: int) -> bool:
    """`withdrew its soldiers from Niger`: where they were, not whose they are."""
    before = [token.low for token in tokens[max(0, stop - 8) : stop]]
    if {"its", "their"} & set(before[-4:]) or {"home", "back"} & set(before[-6:]):
        return True
    return any(form.group in ("withdraw", "leave") for low in before for form in FORMS.get(low, ())) or bool(
        {"withdrawal", "pullout", "pull-out", "departure", "exit", "out"} & set(before)
    )


def is_body(tokens: tuple[Token, ...], at: int, owned: dict[int, Actor]) -> bool:
    """Tell whether `the army`, `a paramilitary force`, `the Botswana Defence Force` stands behind `members of`."""
    for step in range(at, min(len(tokens), at + 6)):
        low = tokens[step].low
        if low in _BODIES or (step in owned and owned[step].kind in ("force", "company")):
            return True
        if tokens[step].kind == "mark" or (
            low in FUNCTION and low not in ("the", "a", "an", "of", "'s", "its", "their", "his", "her")
        ):
            return False
    return False


def count_of(sentence: Sentence, first: int, head: int, end: int) -> Amount | None:
    """Return the count of a phrase: before its head, in it, or right behind it (`a force of about 2,500`)."""
    tokens = sentence.tokens
    before = [a for a in sentence.amounts if first <= a.stop <= head and a.first >= first - 5 and a.unit is None]
    if before:
        return before[-1]
    for at in range(first, head):
        size = _size(tokens, at)
        if size is not None:
            return size
    for amount in sentence.amounts:
        if head < amount.first <= amount.stop <= end and amount.unit is None and tokens[amount.first - 1].low == "of":
            # "a force of 1,000 Kenyan police": inside, where it counts no states.
            return None if _MANY & {token.low for token in tokens[amount.stop : end + 1]} else amount
    for amount in sentence.amounts:
        if not end < amount.first <= end + 4 or amount.unit is not None:
            continue
        between = [token.low for token in tokens[end : amount.first]]
        behind = tokens[amount.stop].low if amount.stop < len(tokens) else ""
        if between and between[0] in ("of", "numbering", "totalling", "(", ",") and len(between) <= 2:
            if between[0] == "," and behind not in ("of", "in", ",", "strong", "men", "all"):
                continue
            return amount
    return None


def _size(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`150-strong`, `1,000-person`."""
    low = tokens[at].low
    ending = next((ending for ending in _SIZED if low.endswith(ending)), None)
    if ending is not None:
        plain = low.removesuffix(ending)
        token = replace(tokens[at], low=plain, text=plain, kind="number" if plain[0].isdigit() else "word")
    elif tokens[at].kind == "number" and at + 1 < len(tokens) and tokens[at + 1].low == "-":
        token = tokens[at]
    else:
        return None
    numeral = read_numeral((token,), 0)
    if numeral is None or numeral.value < 1:
        return None
    quantity = Quantity.model_construct(min=numeral.value, max=numeral.value, approx=False, text=None)
    return Amount(at, at + 1, quantity, f"{numeral.value} strong")


def sum_of(one: Amount | None, other: Amount | None) -> Amount | None:
    """Add the counts of two forces told in one list: `sixty soldiers and twenty-five guards`."""
    if one is None or other is None:
        return other or one
    most = None if one.quantity.max is None or other.quantity.max is None else one.quantity.max + other.quantity.max
    quantity = Quantity.model_construct(
        min=one.quantity.min + other.quantity.min,
        max=most,
        approx=one.quantity.approx or other.quantity.approx,
        text=None,
    )
    return Amount(one.first, other.stop, quantity, f"{one.rule} + {other.rule}")
