"""One force in place of another of its kind: reliefs, changeovers, the regular turn of contingents."""

from itertools import pairwise
from typing import Final

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_NOUNS: Final = load_words("deployments", "rotations.nouns")
_HABITS: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "rotations.habits")))
_SUCCESSORS: Final = load_words("deployments", "rotations.successors")
_BODIES: Final = load_words("deployments", "rotations.bodies")
_LIKE: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "rotations.like")))
_LARGER: Final = Phrases((phrase, True) for phrase in sorted(load_words("deployments", "rotations.larger")))
_OPENERS: Final = load_words("deployments", "rotations.openers")
_OPENING: Final = 7
"""Tokens from the opening of a sentence to its verb at most."""
_TAKE: Final = frozenset(("taken", "took", "take", "takes", "taking", "taken"))
_COMMAND: Final = frozenset(("over", "command", "charge"))
_ORDINALS: Final = ("st", "nd", "rd", "th")
_ORDINAL_WORDS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_EACH: Final = frozenset(("man", "soldier", "head", "one", "like"))
_OUT: Final = frozenset(
    ("out", "home", "left", "leaves", "leaving", "away", "off", "back", "departed", "packed", "gone")
)
_REACH: Final = 8
_FAR: Final = 18
"""Tokens from `took over` to those from whom at most."""


def is_rotation(document: Document, sentence: Sentence, force: Force, actors: tuple[Actor, ...]) -> bool:
    """Tell whether a force that comes does so in its turn: `a routine rotation`, `to relieve the 11th`."""
    if _follows_others(sentence, force, actors):
        return False
    behind = document.sentences[sentence.index + 1 : sentence.index + 2]
    if outnumbers(sentence) or any(outnumbers(other) for other in behind):
        return False
    return (
        comes_round(sentence)
        or _hands_over(sentence)
        or takes_over(sentence, force, actors)
        or _replaces(sentence.tokens, force.stop)
        or any(
            _tells_of_relief(other) or _is_next_in_turn((*sentence.tokens, *other.tokens))
            for other in behind
            if sentence.field == "text"
        )
    )


def is_rotation_by_title(document: Document, force: Force) -> bool:
    """`RDF peacekeepers begin Darfur rotation`: what the text tells of is that turn, unless more come."""
    if force.more:
        return False
    titles = (sentence for sentence in document.sentences[:1] if sentence.field == "title")
    return any(not title.words.isdisjoint(_NOUNS) for title in titles)


def outnumbers(sentence: Sentence) -> bool:
    """Tell whether those who come are more than those who go: `larger than the one that it replaces`."""
    tokens = sentence.tokens
    return not sentence.words.isdisjoint(_LARGER.openers) and any(
        token.low in _LARGER.openers and _LARGER.match(tokens, at) for at, token in enumerate(tokens)
    )


def _tells_of_relief(sentence: Sentence) -> bool:
    """`They relieve a contingent of their countrymen`, behind the sentence that tells of their coming."""
    tokens = sentence.tokens
    if not tokens or tokens[0].low not in _OPENERS:
        return False
    for at in range(1, min(len(tokens), _OPENING)):
        if tokens[at].kind == "mark":
            return False
        if any(form.group == "rotate" and form.tag != "ing" for form in FORMS.get(tokens[at].low, ())) or (
            tokens[at].low in _TAKE and tokens[at + 1 : at + 2] and tokens[at + 1].low in ("over", "the")
        ):
            return _replaces(tokens, at) or _takes_place(tokens, at)
    return False


def _takes_place(tokens: tuple[Token, ...], at: int) -> bool:
    """`take over from a company that`, `take the place of 150 men who`."""
    behind = [token.low for token in tokens[at : at + _REACH]]
    return bool({"from", "place", "places"} & set(behind))


def _follows_others(sentence: Sentence, force: Force, actors: tuple[Actor, ...]) -> bool:
    """`took the place of the French`, of a force of Chad: a force that was not there before."""
    if "place" not in sentence.words or not force.actors:
        return False
    tokens, codes = sentence.tokens, {actor.code for actor in force.actors}
    return any(
        actor.kind == "people"
        and actor.code not in codes
        and actor.first > force.stop + 2
        and [token.low for token in tokens[actor.first - 3 : actor.first]] == ["place", "of", "the"]
        for actor in actors
    )


def _hands_over(sentence: Sentence) -> bool:
    """`from the 8th to the 9th battalion`: one number behind the other."""
    tokens = sentence.tokens
    numbered = [at for at, token in enumerate(tokens) if token.low[:1].isdigit() and token.low.endswith(_ORDINALS)]
    if any(
        tokens[one - 1].low == "the" and other - one <= _REACH and tokens[one - 2].low == "from"
        for one, other in pairwise(numbered)
        if one > 1
    ):
        return True
    return any(
        _is_number_for_number(sentence, at) for at, token in enumerate(tokens) if token.low == "for"
    ) or _is_next_in_turn(tokens)


def _is_number_for_number(sentence: Sentence, at: int) -> bool:
    """`850 for 850`, `man for man`: as many come as go."""
    tokens = sentence.tokens
    if not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].low == tokens[at + 1].low and (tokens[at - 1].kind == "number" or tokens[at - 1].low in _EACH)


def _is_next_in_turn(tokens: tuple[Token, ...]) -> bool:
    """`Its seventh contingent flew in, and its sixth flew out`: one in the place of the one before it."""
    turns = [(at, _ORDINAL_WORDS.index(token.low)) for at, token in enumerate(tokens) if token.low in _ORDINAL_WORDS]
    for (one, first), (other, second) in pairwise(turns):
        if abs(first - second) == 1 and {token.low for token in tokens[other : other + 8]} & _OUT:
            return True
        if first - second == 1 and any(
            form.group == "rotate" for token in tokens[one:other] for form in FORMS.get(token.low, ())
        ):
            return True
    return False


def comes_round(sentence: Sentence) -> bool:
    """Tell whether a sentence names the turn itself: `rotation`, `as happens twice a year`, `taken their places`."""
    if not sentence.words.isdisjoint(_NOUNS) or _is_every_few_months(sentence):
        return True
    tokens = sentence.tokens
    return any(token.low in _HABITS.openers and _HABITS.match(tokens, at) for at, token in enumerate(tokens))


def has_successors(sentence: Sentence) -> bool:
    """`left for home as their successors arrived`."""
    return not sentence.words.isdisjoint(_SUCCESSORS)


def _is_every_few_months(sentence: Sentence) -> bool:
    if "every" not in sentence.words:
        return False
    tokens = sentence.tokens
    return any(
        tokens[at].low == "every" and "months" in (token.low for token in tokens[at + 1 : at + 3])
        for at in range(len(tokens))
    )


def takes_over(sentence: Sentence, force: Force, actors: tuple[Actor, ...]) -> bool:
    """`have taken over the watch from the Spaniards`: one force in place of another."""
    tokens = sentence.tokens
    for at in range(force.stop, len(tokens) - 2):
        if tokens[at].low in _TAKE and tokens[at + 1].low in _COMMAND:
            behind = [token.low for token in tokens[at + 2 : at + 18]]
            if "from" in behind and _BODIES & set(behind[behind.index("from") : behind.index("from") + 6]):
                return True
            if _is_unit_named(tokens, at):
                return True
            return any(
                actor.kind == "people"
                and "from" in (token.low for token in tokens[max(at, actor.first - 2) : actor.first])
                for actor in actors
                if actor.first > at
            )
    return False


def _is_unit_named(tokens: tuple[Token, ...], start: int) -> bool:
    """`took over the sector from the Brigada Guadarrama`: a body by its name."""
    for at in range(start, min(len(tokens) - 2, start + _FAR)):
        if tokens[at].low == "from" and tokens[at + 1].low == "the":
            return (
                tokens[at + 2].text[0].isupper() and tokens[at + 3].text[0].isupper() if at + 3 < len(tokens) else False
            )
    return False


def _replaces(tokens: tuple[Token, ...], start: int) -> bool:
    """`to replace a like number`, `relieving the 11th`: what is replaced is one of the same."""
    for at in range(start, len(tokens) - 1):
        if not any(form.group == "rotate" for form in FORMS.get(tokens[at].low, ())):
            continue
        for step in range(at + 1, min(len(tokens), at + _REACH)):
            low = tokens[step].low
            if low in (",", ";", "."):
                break
            if low in _BODIES or _LIKE.match(tokens, step) or _is_ordinal(tokens, step):
                return True
    return False


def _is_ordinal(tokens: tuple[Token, ...], at: int) -> bool:
    """`to relieve the 4th`, `to relieve the fourth`"""
    low = tokens[at].low
    if low[:1].isdigit():
        return low.endswith(_ORDINALS)
    return low in _ORDINAL_WORDS and tokens[at - 1].low == "the"
