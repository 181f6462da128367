"""What shows that a noun means people under arms: `men`, `a unit`, `instructors` may mean others."""

from typing import Final, Literal, NamedTuple

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.noun_phrases import is_body, is_number
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Amount, Token
from services.ingest.reading.lexicon.files import load_table, load_words
from services.ingest.reading.phrases import Phrases

Head = Literal["people", "units", "loose_units", "loose_people", "craft", "named", "pronoun", "given"]

SIGNS: Final = load_words("deployments", "signs.before")
_MORE: Final = load_words("deployments", "signs.more")
_WITH_ACTOR: Final = load_words("deployments", "signs.with_actor")
_IF_SENT: Final = load_words("deployments", "signs.if_sent")
_ONLY_OWNED: Final = frozenset(("army", "armies", "legion", "militia", "navy"))
"""`an orange army of 4,000` is a crowd: an army is somebody's."""
_DEEDS: Final = load_table("deployments", "nouns")
_WANTED: Final = frozenset(("ask", "offer", "approve"))
_JOINING: Final = frozenset(
    ("join", "joining", "part", "serve", "serving", "contribute", "contributing", "participate")
)
_GIVING: Final = frozenset(("offer", "promise", "pledge", "lend", "give", "send"))
_LINKS: Final = frozenset(("to", "for", "of", "in", "by", "and", ","))
_ARMS: Final = frozenset(
    ("engineers", "medics", "pilots", "crews", "technicians", "observers", "monitors", "personnel")
)
_MISSIONS: Final = frozenset(("force", "mission", "operation", "presence", "deployment", "intervention"))
_SERVICES: Final = frozenset(("military", "air", "forces"))
_ONE: Final = frozenset(("soldier", "peacekeeper", "paratrooper"))
_TEACHERS: Final = frozenset(("instructors", "trainers", "advisers", "advisors"))
_UNIFORMS: Final = frozenset(("uniform", "uniforms", "fatigues"))
_AGREED: Final = frozenset(("consent", "consents", "agreed", "agrees", "agree", "consented"))
_CALLED: Final = frozenset(("called", "calls", "calling", "sent", "sends", "brought", "flown"))
_POSTED: Final = frozenset(("stationed", "garrisoned", "billeted", "encamped", "entrenched"))
_TAKING: Final = frozenset(("take", "takes", "took", "taken", "taking", "hold", "held", "occupy", "occupied"))
_ENDING: Final = Phrases((phrase, True) for phrase in load_words("deployments", "status.ending"))
_ENDING_VERBS: Final = frozenset(
    ("bring", "brings", "brought", "bringing", "draw", "draws", "drew", "drawing", "put", "putting")
)
_ENDS: Final = (["end"], ["close"], ["conclusion"])
_FAR: Final = 12
"""Tokens from a verb to the end that it brings a mission to at most."""
_WHOLE: Final = frozenset(("army", "navy", "military", "fleet"))
_MOVING: Final = frozenset(("send", "deploy", "dispatch", "despatch", "march", "order"))
_ENTERING: Final = frozenset(("enter", "cross", "invade"))
_SENDING: Final = frozenset(("send", "approve", "offer", "ask", "reinforce"))


class Candidate(NamedTuple):
    """A noun phrase that may tell of a force."""

    first: int
    head: int
    stop: int
    """behind the head"""
    kind: Head
    words: frozenset[str]
    """what stands before the head"""
    own: tuple[Actor, ...]
    amount: Amount | None


def is_force(
    tokens: tuple[Token, ...], phrase: Candidate, owned: dict[int, Actor], listed_behind: int | None, *, again: bool
) -> bool:
    """Tell whether a loose noun means people under arms here.

    Args:
        tokens: The tokens of the sentence.
        phrase: The noun phrase.
        owned: The actors of the sentence by token.
        listed_behind: Where the force before it in the sentence ends; None where it is the first.
        again: True when the report has told of a force before.
    """
    word, words, own, amount = tokens[phrase.head].low, phrase.words, phrase.own, phrase.amount
    stop = phrase.stop
    of_body = stop + 1 < len(tokens) and tokens[stop].low == "of" and is_body(tokens, stop + 1, owned)
    signed = bool(words & SIGNS) or any(low.rstrip("s") in SIGNS for low in words)
    if signed or of_body or any(actor.kind in ("force", "company") for actor in own):
        return True
    if word in ("people", "group", "team", "teams", "groups", "squad", "squads", "detail"):
        return False
    if word == "company" and stop < len(tokens) and tokens[stop].text[:1].isupper() and stop not in owned:
        # "the Russian company Lukoil": a firm by its name
        return False
    if own and (word in _WITH_ACTOR or phrase.kind == "loose_units" or _is_uniformed(tokens, stop)):
        return True
    if own and word in _ARMS and (_is_posted(tokens, stop) or _invades(tokens, stop)):
        return True
    if word in _ARMS and any(actor.kind == "alliance" for actor in own):
        # "NATO pilots and medics"
        return True
    if own and listed_behind is not None and _is_next_in_list(tokens, listed_behind, phrase.first):
        return True
    sized = amount is not None and (amount.first >= stop or is_number(tokens, phrase.head - 1))
    if amount is not None and tokens[phrase.head - 1].low in ("more", "further", "additional", "extra"):
        # "three more companies"
        sized = sized or amount.stop == phrase.head - 1
    if sized and phrase.kind == "loose_units" and word not in _ONLY_OWNED:
        return True
    if word == "men" and stop < len(tokens) and tokens[stop].low in ("fighting", "armed", "under"):
        return True
    if (word == "men" or word in _ONLY_OWNED or word in _SERVICES) and words & {"its", "their", "his"}:
        return True
    if amount is not None and word in _WITH_ACTOR and words & {"its", "their", "his"}:
        return True
    if word in _MISSIONS and not _JOINING.isdisjoint(
        token.low for token in tokens[max(0, phrase.first - 4) : phrase.first]
    ):
        # "would join the force"
        return True
    if word in _ONE and words & {"single", "one", "lone"}:
        # "denies that it has a single soldier there"
        return True
    if word in _WITH_ACTOR and is_had(tokens, phrase.first, amount):
        # "Nepal has 850 more men in Juba"
        return True
    if (again or word in _TEACHERS) and word in _WITH_ACTOR and words & _MORE:
        # "Sixty more instructors will join them."
        return True
    if word in _MISSIONS and words & {"its", "their", "his"} and is_ended(tokens, phrase.first - 1):
        return True
    start = min(phrase.first, amount.first) if amount is not None and amount.stop <= phrase.head else phrase.first
    if word in _WHOLE:
        # "threatened to send the army across the border"; "asked the army to move its range" sends nobody.
        verbs = FORMS.get(tokens[start - 1].low, ()) if start > 0 else ()
        return any(form.side == "object" and form.lemma in _MOVING for form in verbs)
    if word not in _IF_SENT:
        return False
    return (
        is_sent(tokens, start - 1)
        or _is_given_to(tokens, start - 1)
        or is_asked_for(tokens, start - 1)
        or _is_deed_of(tokens, start - 1)
    )


def is_had(tokens: tuple[Token, ...], first: int, amount: Amount | None) -> bool:
    """Tell whether a counted noun is what a state has somewhere: `The army of Benin has 300 men`."""
    if amount is None:
        return False
    at = min(first, amount.first) - 1
    return at > 0 and tokens[at].low in ("has", "have") and tokens[at - 1].text[:1].isupper()


def is_sent(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token is a verb that sends what follows."""
    if tokens[at].low == "to" and any(token.low in _AGREED for token in tokens[max(0, at - 3) : at]):
        # "agreed on Thursday to 1,400 men"
        return True
    if at > 0 and tokens[at].low in ("up", "in", "out") and tokens[at - 1].low in _CALLED:
        # "called up 1,000 reservists"
        return True
    return at >= 0 and any(form.side == "object" and form.group in _SENDING for form in FORMS.get(tokens[at].low, ()))


def _is_given_to(tokens: tuple[Token, ...], at: int) -> bool:
    """`offered the alliance 90 men`: who gets them stands between."""
    if at < 1 or tokens[at].kind != "word":
        return False
    return any(
        form.lemma in _GIVING for token in tokens[max(0, at - 3) : at] for form in FORMS.get(token.low, ())
    ) and not any(token.low in _LINKS for token in tokens[max(0, at - 2) : at + 1])


def is_ended(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token is a verb that ends what follows: `ended its mission`, `winds up its mission`."""
    if at > 0 and tokens[at].low in ("up", "down") and _ENDING.match(tokens, at - 1) is not None:
        return True
    if at > 0 and tokens[at].low in _ENDING_VERBS:
        # "brought its mission in Uruzgan to an end"
        behind = [token.low for token in tokens[at : at + _FAR]]
        return any(behind[step : step + 1] == ["to"] and behind[step + 2 : step + 3] in _ENDS for step in range(_FAR))
    return at >= 0 and any(form.side == "object" and form.group == "end" for form in FORMS.get(tokens[at].low, ()))


def _is_deed_of(tokens: tuple[Token, ...], at: int) -> bool:
    """`the deployment to Bosnia of 450 engineers`."""
    if at < 1 or tokens[at].low != "of":
        return False
    return any(_DEEDS.get(token.low) in ("send", "withdraw") for token in tokens[max(0, at - 5) : at])


def is_placed(own: tuple[Actor, ...], behind: tuple[Actor, ...], words: frozenset[str]) -> bool:
    """`the Haiti force`, `the Bangui contingent`: the place is where it goes, not whose it is; `US` can be both."""
    if not own or behind or words & {"'s", "'"}:
        return False
    return all(a.kind in ("state", "capital", "town") and not a.name.replace(".", "").isupper() for a in own)


def in_uniform(tokens: tuple[Token, ...], stop: int, owned: dict[int, Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return the owner and the end of `men in Rwandan uniform`."""
    actor = owned.get(stop + 1) if stop < len(tokens) and tokens[stop].low in ("in", "wearing") else None
    if actor is not None and any(token.low in _UNIFORMS for token in tokens[actor.stop : actor.stop + 2]):
        return (actor,), actor.stop + 1
    return (), stop


def _is_uniformed(tokens: tuple[Token, ...], stop: int) -> bool:
    return any(token.low in _UNIFORMS for token in tokens[stop : stop + 4])


def _is_posted(tokens: tuple[Token, ...], stop: int) -> bool:
    """`pilots and technicians are stationed at`, `engineers have taken up positions`: soldiers' ways of being there."""
    behind = [token.low for token in tokens[stop : stop + 7]]
    for mark in (",", "who", "that", "which"):
        if mark in behind:
            behind = behind[: behind.index(mark)]
    if any(low in _POSTED for low in behind):
        return True
    return "positions" in behind and not _TAKING.isdisjoint(behind)


def _invades(tokens: tuple[Token, ...], stop: int) -> bool:
    """`Ugandan engineers entered Congo`: who enters a country as a body is no civilian."""
    behind = tokens[stop : stop + 3]
    return any(
        form.lemma in _ENTERING for token in behind for form in FORMS.get(token.low, ()) if form.side == "subject"
    )


def _is_next_in_list(tokens: tuple[Token, ...], before: int, first: int) -> bool:
    """`Jamaican soldiers and a pair of Belizean officers`."""
    if not before < first <= before + 5 or tokens[before].low != "and":
        return False
    return all(tokens[at].low != "," for at in range(before, first))


def is_asked_for(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a token is the `for` of a request: `asked the United States for a force`."""
    if at < 1 or tokens[at].low != "for":
        return False
    if _DEEDS.get(tokens[at - 1].low) in _WANTED:
        # "the green light for 250 men"
        return True
    return any(form.group == "ask" for token in tokens[max(0, at - 12) : at] for form in FORMS.get(token.low, ()))
