"""Who can send a force: states by name, people, capital or army, alliances, private companies."""

from typing import Final, Literal, NamedTuple

from services.ingest.reading.document import Mention, Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.fold import fold
from services.ingest.reading.lexicon.organisations import bodies, epithets

ActorKind = Literal["state", "people", "capital", "town", "alliance", "company", "force", "unknown"]

_BODIES: Final = bodies()
_EPITHETS: Final = epithets()
_EPITHET_OPENERS: Final = frozenset(word for epithet in _EPITHETS for word in epithet.firsts)
_COMPANY_WORDS: Final = load_words("deployments", "companies.before")
_OFFICES: Final = load_words("deployments", "agents.offices") | {"office", "secretary", "policy", "affairs"}
_STARTS: Final = frozenset(_BODIES) | _COMPANY_WORDS
_TRADES: Final = frozenset(
    ("security", "defence", "defense", "risk", "guards", "protection", "mercenaries", "mercenary", "military")
)
"""Words in the name of a firm that tell that it hires out armed men."""
_FOREIGN: Final = load_words("deployments", "foreign.words")
_BODY_KINDS: Final[dict[str, ActorKind]] = {
    "alliance": "alliance",
    "mission": "alliance",
    "company": "company",
    "force": "force",
    "leader": "state",
}
_KINDS: Final[dict[str, ActorKind]] = {
    "country": "state",
    "demonym": "people",
    "capital": "capital",
    "metonym": "state",
    "city": "town",
    "region": "town",
}


class Actor(NamedTuple):
    """A mention of somebody who can send a force."""

    first: int
    stop: int
    code: str
    """ISO alpha-2, or the code of an organisation; `??` for foreign troops that nobody names"""
    kind: ActorKind
    name: str
    host: str | None = None
    """where the name itself places the force: MINUSMA is in Mali"""
    leads: bool = False
    """`Saudi-led`, `US-backed`: the state leads what follows"""


def find_actors(sentence: Sentence) -> tuple[Actor, ...]:
    """Return the actors of a sentence in order; the longest name wins where two overlap."""
    tokens = sentence.tokens
    found = _organisations(tokens, sentence.forms)
    if not sentence.words.isdisjoint(_EPITHET_OPENERS):
        found.extend(_epithet_spans(tokens))
    taken = {at for actor in found for at in range(actor.first, actor.stop)}
    found.extend(
        actor
        for mention in sentence.mentions
        if mention.country is not None and not taken.intersection(range(mention.first, mention.stop))
        for actor in (_of_place(tokens, mention),)
    )
    if not sentence.words.isdisjoint(_FOREIGN):
        taken.update(at for actor in found for at in range(actor.first, actor.stop))
        for at, token in enumerate(tokens):
            minister = at + 1 < len(tokens) and tokens[at + 1].low in _OFFICES
            if token.low in _FOREIGN and at not in taken and not minister:
                found.append(Actor(at, at + 1, "??", "unknown", token.text))
    return tuple(sorted(found))


def _of_place(tokens: tuple[Token, ...], mention: Mention) -> Actor:
    words = " ".join(token.text for token in tokens[mention.first : mention.stop])
    leads = "-" in tokens[mention.stop - 1].low and tokens[mention.stop - 1].low.endswith(("led", "backed"))
    kind = _KINDS[mention.kind]
    return Actor(mention.first, mention.stop, mention.country or "??", kind, words, leads=leads)


def _organisations(tokens: tuple[Token, ...], forms: tuple[str, ...]) -> list[Actor]:
    found: list[Actor] = []
    free = 0
    ascii_only = "".join(forms).isascii()
    for at in [at for at, form in enumerate(forms) if form in _STARTS or not (ascii_only or form.isascii())]:
        if at < free:
            continue
        actor = _listed_body(tokens, at)
        if actor is None and tokens[at].low in _COMPANY_WORDS:
            actor = _unlisted_company(tokens, at)
        if actor is not None:
            found.append(actor)
            free = actor.stop
    return found


def _listed_body(tokens: tuple[Token, ...], at: int) -> Actor | None:
    token = tokens[at]
    size = len(tokens)
    for body in _BODIES.get(fold(token.low), ()):
        if (body.name[0].isupper() and token.text == token.low) or (body.shout and not token.text.isupper()):
            continue
        stop = at + 1 + len(body.rest)
        if stop > size or any(fold(tokens[at + step].low) != word for step, word in enumerate(body.rest, 1)):
            continue
        if body.doubtful:
            return None
        return Actor(at, stop, body.code, _BODY_KINDS[body.kind], body.name, body.host)
    return None


def _unlisted_company(tokens: tuple[Token, ...], at: int) -> Actor | None:
    """`the private security company Northgate Risk` is a company that no list has."""
    armed = any(tokens[back].low in ("military", "security", "mercenary") for back in range(max(0, at - 3), at))
    start = at + 1
    if start < len(tokens) and tokens[start].low == ",":
        start += 1
    stop = start
    while stop < len(tokens) and tokens[stop].kind == "word" and tokens[stop].text[0].isupper():
        stop += 1
    if stop == start:
        return _named_before(tokens, at) if armed else None
    if not armed and _TRADES.isdisjoint(token.low for token in tokens[start:stop]):
        return None
    name = " ".join(token.text for token in tokens[start:stop])
    return Actor(start, stop, f"PMC:{name}", "company", name)


def _named_before(tokens: tuple[Token, ...], at: int) -> Actor | None:
    """`Garda Shield, a private military company,`: the name stands before what it is."""
    comma = next((step for step in range(at - 1, max(-1, at - 6), -1) if tokens[step].low == ","), None)
    if comma is None or comma + 1 >= len(tokens) or tokens[comma + 1].low not in ("a", "an", "the", "another"):
        return None
    start = comma
    while start and tokens[start - 1].kind == "word" and tokens[start - 1].text[0].isupper():
        start -= 1
    if start == comma:
        return None
    name = " ".join(token.text for token in tokens[start:comma])
    return Actor(start, comma, f"PMC:{name}", "company", name)


def _epithet_spans(tokens: tuple[Token, ...]) -> list[Actor]:
    found: list[Actor] = []
    for at, token in enumerate(tokens):
        if token.low not in _EPITHET_OPENERS:
            continue
        for epithet in _EPITHETS:
            if token.low not in epithet.firsts:
                continue
            stop = next((s for s in range(at + 1, min(len(tokens), at + 5)) if tokens[s].low in epithet.seconds), None)
            if stop is not None:
                words = " ".join(t.text for t in tokens[at : stop + 1])
                found.append(Actor(at, stop + 1, epithet.code, "alliance", words))
                break
    return found
