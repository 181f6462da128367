"""Forces whose noun is not said again: `would send any`, `Denmark 60`, `some 1,900 came ashore`, `ten of its own`."""

from typing import Final

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.force_signs import is_asked_for
from services.ingest.reading.deployments.verbs import FORMS, form_at
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BE, MODALS, PREPOSITIONS

_OWNING: Final = frozenset(("its", "their", "his", "her"))
_COUNTED: Final = frozenset(
    (
        "some",
        "the",
        "another",
        "last",
        "first",
        "a",
        "further",
        "about",
        "around",
        "only",
        "other",
        "next",
        "final",
        "remaining",
        "roughly",
        "nearly",
        "almost",
        "at",
        "least",
    )
)
_NO_SUBJECT: Final = PREPOSITIONS - {"after", "before", "as", "since"} | {"by", "than", "to"}
_STATIONING: Final = frozenset(("station", "base", "post", "place", "assign"))
_SENDERS: Final = frozenset(
    (
        "put",
        "fly",
        "ship",
        "land",
        "send",
        "deploy",
        "dispatch",
        "contribute",
        "provide",
        "offer",
        "pledge",
        "commit",
    )
)
_GIVERS: Final = frozenset(("give", "lend", "spare", "supply", "add"))
"""These send whom they count only by `of its own`: `will give about 1,000 of its own`."""
_BEHIND_NUMBER: Final = frozenset(("each", "apiece", "to", "into", "in", "for", "more", ".", ",", "on"))
PRONOUNS: Final = frozenset(("any", "some", "none", "them"))


def is_of_its_own(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether `of its own` stands at a token."""
    words = [token.low for token in tokens[at : at + 3]]
    return len(words) == 3 and words[0] == "of" and words[1] in _OWNING and words[2] == "own"


def read_elided(sentence: Sentence, at: int, before: int) -> Force | None:
    """`would send any`, `has agreed to send 100 to Bulgaria`: the noun is not said again.

    `before` is the token before the count and its `the first`.
    """
    tokens = sentence.tokens
    low = tokens[at].low
    asked = is_asked_for(tokens, before)
    senders = _SENDERS | _GIVERS if "own" in sentence.words else _SENDERS
    if not asked and not any(form.lemma in senders for form in FORMS.get(tokens[before].low, ())):
        return None
    if low in PRONOUNS:
        none = low == "none" or bool(sentence.words & {"neither", "nor", "not", "no", "never"})
        return Force(at, at + 1, at, "pronoun", (), none=none, definite=True)
    for amount in sentence.amounts:
        if amount.first == at and amount.unit is None and amount.stop < len(tokens):
            behind = tokens[amount.stop].low
            if is_of_its_own(tokens, amount.stop):
                return Force(at, amount.stop + 3, at, "pronoun", (), amount, possessed=True)
            if [token.low for token in tokens[amount.stop : amount.stop + 2]] == ["of", "them"]:
                return Force(at, amount.stop + 2, at, "pronoun", (), amount)
            return Force(at, amount.stop, at, "pronoun", (), amount) if behind in _BEHIND_NUMBER else None
    return None


def read_counted(sentence: Sentence, at: int, owned: dict[int, Actor]) -> Force | None:
    """`Some 1,900 came ashore`, `the last 400 flew in`, `300 more are being flown to`, `ten of its own would go`."""
    tokens = sentence.tokens
    for amount in sentence.amounts:
        if amount.first != at or amount.unit is not None or amount.stop >= len(tokens):
            continue
        stop, possessed = amount.stop, is_of_its_own(tokens, amount.stop)
        if possessed or [token.low for token in tokens[stop : stop + 2]] == ["of", "them"]:
            stop += 3 if possessed else 2
        more = stop < len(tokens) and tokens[stop].low in ("more", "others", "another")
        stop += more
        first = at
        while first and tokens[first - 1].low in _COUNTED:
            first -= 1
        if first and (tokens[first - 1].low in _NO_SUBJECT or first - 1 in owned):
            return None
        before = {token.low for token in tokens[first : at + 1]}
        more = more or not before.isdisjoint(("another", "further"))
        none = amount.quantity.max == 0
        return (
            Force(first, stop, at, "pronoun", (), amount, more=more, none=none, possessed=possessed)
            if _goes(tokens, stop)
            else None
        )
    return None


def read_possessed(sentence: Sentence, actor: Actor) -> Force | None:
    """`Thailand's 1,500 are at sea`: as many of the same, of another state."""
    tokens = sentence.tokens
    at = actor.stop + 1
    if actor.kind not in ("state", "capital") or at >= len(tokens) or tokens[actor.stop].low != "'s":
        return None
    for amount in sentence.amounts:
        behind = tokens[amount.stop].low if amount.stop < len(tokens) else ""
        if amount.first == at and amount.unit is None and (behind in AUXILIARIES or behind in MODALS):
            return Force(actor.first, amount.stop, at, "pronoun", (actor,), amount)
    return None


def _goes(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a verb of coming, or of being sent, stands at a token with its auxiliaries."""
    passive = False
    while at < len(tokens) and (tokens[at].low in AUXILIARIES or tokens[at].low in ADVERBS or tokens[at].low == "to"):
        passive = passive or tokens[at].low in BE
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    form = form_at(tokens, at, "subject")
    if form is not None and form.group in ("come", "leave"):
        return True
    form = form_at(tokens, at, "object", passive=True) if passive else None
    return form is not None and form.group in ("send", "withdraw") and form.lemma not in _STATIONING


def read_gapped(sentence: Sentence, at: int, last: Force) -> Force | None:
    """`82 soldiers will go to Lithuania and 30 to Poland`: neither noun nor verb is said again."""
    tokens = sentence.tokens
    if tokens[at - 1].low not in ("and", ","):
        return None
    for amount in sentence.amounts:
        if amount.first != at or amount.unit is not None or amount.stop + 1 >= len(tokens):
            continue
        goes = tokens[amount.stop].low in ("to", "in", "into", "for")
        if goes and any(amount.stop < mention.first <= amount.stop + 2 for mention in sentence.mentions):
            return Force(at, amount.stop, at, "pronoun", last.actors, amount)
    return None


def read_given(sentence: Sentence, at: int, owned: dict[int, Actor], last: Force) -> Force | None:
    """`Sweden is sending 200 soldiers and Denmark 60`: another state gives as many of the same."""
    tokens = sentence.tokens
    actor = owned.get(at - 1)
    if actor is None or actor.stop != at or actor.kind not in ("state", "capital") or last.amount is None:
        return None
    first = actor.first - (tokens[actor.first - 1].low == "the")
    if first < last.stop or tokens[first - 1].low not in ("and", ",", ";", "while"):
        return None
    for amount in sentence.amounts:
        if amount.first == at and amount.unit is None:
            after = tokens[amount.stop].low if amount.stop < len(tokens) else "."
            ends = after in _BEHIND_NUMBER or after in ("and", ";", "from", "at", "of")
            return Force(first, amount.stop, at, "given", (actor,), amount) if ends else None
    return None
