"""Towns and regions that no list has, told by the words around them: `in Kumbala, Kenya`, `Ouham province`."""

from collections import Counter
from typing import Final

from services.ingest.reading.document import Mention, Token
from services.ingest.reading.grammar import FINITE, FUNCTION, PREPOSITIONS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.numerals import NUMBER_WORDS
from services.ingest.reading.place_senses import PARTICLES, is_capitalised

_LOCATIVE: Final = load_words("places", "locative") - {"for", "against", "over", "under", "between", "off"}
_DIRECTION: Final = load_words("places", "direction")
_TOWN_OF: Final = load_words("places", "town_of")
_REGION_OF: Final = load_words("places", "region_of")
_AFTER_REGION: Final = load_words("places", "after_region")
_AFTER_TOWN: Final = load_words("places", "after_town")
_NEVER: Final = load_words("places", "never_towns")
_WAY: Final = _REGION_OF | _TOWN_OF | {"the", "of", "a", "in", "'s"}
_WITHIN: Final = frozenset(("in", "at", "near", "around", "nearby", "neighbouring", "neighboring"))
_DEAD: Final = load_words("places", "dead")
_BETWEEN: Final = 3
"""Tokens between a people and the name of its town at most: the Greek island of."""
_LONGEST: Final = 4
"""Tokens of a name at most."""


def find_unlisted(
    tokens: tuple[Token, ...], capitals: list[int], known: list[Mention], context: Counter[str]
) -> list[Mention]:
    """Return the known mentions and the unlisted ones, in order.

    An unlisted name takes its country from the name behind it ("in Ade in eastern Chad"); "the village of Ade" and "Ade
    district" take the one that the report names most, where it names one.
    """
    if not context and not known and not _tells_of_dead(tokens):
        return known
    size = len(tokens)
    taken = {at for mention in known for at in range(mention.first, mention.stop)}
    starts = {mention.first: mention for mention in known if mention.country}
    found: list[Mention] = []
    free = 0
    for at in capitals:
        if at < free or at in taken or not _may_name(tokens[at]) or (not at and tokens[at].low in PREPOSITIONS):
            continue
        stop = at + 1
        while stop < size and stop - at < _LONGEST and stop not in taken:
            if _may_name(tokens[stop]):
                stop += 1
            elif tokens[stop].text in PARTICLES and stop + 1 < size and _may_name(tokens[stop + 1]):
                stop += 2
            else:
                break
        mention = _read(tokens, at, stop, starts, known, context)
        if mention is not None:
            found.append(mention)
        free = stop
    if not found:
        return known
    return sorted([*known, *found], key=lambda mention: mention.first)


def _may_name(token: Token) -> bool:
    return is_capitalised(token) and token.low not in _NEVER


def _read(
    tokens: tuple[Token, ...],
    first: int,
    stop: int,
    starts: dict[int, Mention],
    known: list[Mention],
    context: Counter[str],
) -> Mention | None:
    before = tokens[first - 1].low if first else ""
    after = tokens[stop].low if stop < len(tokens) else ""
    name = " ".join(token.text for token in tokens[first:stop])
    located = before in _LOCATIVE
    at_the = before == "the" and first > 1 and tokens[first - 2].low in _LOCATIVE
    if after == "," and (located or not first or before in ("—", "(")):
        behind = _behind(tokens, stop + 1, starts)
        if behind is not None and (behind.stop >= len(tokens) or tokens[behind.stop].low != "'s"):
            return Mention(first, stop, behind.country, name, "city")
    if after == "in" and located:
        behind = _behind(tokens, stop + 1, starts)
        if behind is not None:
            return Mention(first, stop, behind.country, name, "city")
    of = before == "of" and first > 1
    region = after in _AFTER_REGION or (of and tokens[first - 2].low in _REGION_OF)
    town = ((located or at_the) and after in _AFTER_TOWN) or (of and tokens[first - 2].low in _TOWN_OF)
    if not (region or town or (before in _WITHIN and _stands_alone(tokens, first, stop) and _tells_of_dead(tokens))):
        return None
    placed = _of_context(first, stop, name, "region" if region else "city", known, context)
    # Where the report names no country, the town is one all the same.
    return placed if placed is not None or context or not _tells_of_dead(tokens) else _nameless(first, stop, name)


def _nameless(first: int, stop: int, name: str) -> Mention:
    return Mention(first, stop, None, name, "city")


def _stands_alone(tokens: tuple[Token, ...], first: int, stop: int) -> bool:
    """True for a name with nothing behind it that it could belong to: "three in Tojikobod by", not "in Hamas raids"."""
    if any(token.text.isupper() for token in tokens[first:stop]):
        return False
    after = tokens[stop] if stop < len(tokens) else None
    if after is None:
        return True
    return (
        after.kind != "word"
        or after.low in FUNCTION
        or after.low in NUMBER_WORDS
        or (stop - first == 1 and after.low in FINITE)
    )


def _tells_of_dead(tokens: tuple[Token, ...]) -> bool:
    return any(token.low in _DEAD for token in tokens)


def _behind(tokens: tuple[Token, ...], at: int, starts: dict[int, Mention]) -> Mention | None:
    begins = at
    while at < len(tokens) and (tokens[at].low in _DIRECTION or tokens[at].low in _WAY):
        at += 1
    mention = starts.get(at)
    if mention is None or mention.kind == "demonym":
        return None
    # "in Sampara in the district of Koro": a town may lend its country to a village of its district.
    wide = mention.kind in ("country", "region") or any(token.low in _REGION_OF for token in tokens[begins:at])
    return mention if wide else None


def _of_context(
    first: int, stop: int, name: str, kind: str, known: list[Mention], context: Counter[str]
) -> Mention | None:
    """Give an unlisted name the country nearest before it in the sentence, else the one that the report names most."""
    nearest = [m for m in known if m.stop <= first and m.country]
    # "The Greek island of Samos": a people right before the word of place tells whose it is.
    whose = nearest and nearest[-1].kind == "demonym" and first - nearest[-1].stop <= _BETWEEN
    nearest = [m for m in nearest if m.kind != "demonym" or (whose and m is nearest[-1])]
    if nearest:
        country = nearest[-1].country
    else:
        ranked = context.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        country = ranked[0][0]
    return Mention(first, stop, country, name, "region" if kind == "region" else "city")


def recall(
    tokens: tuple[Token, ...],
    mentions: tuple[Mention, ...],
    learned: dict[tuple[str, ...], Mention],
    firsts: frozenset[str],
) -> tuple[Mention, ...]:
    """Give names that the report has placed once the same place wherever they stand alone.

    Args:
        tokens: The tokens of a sentence.
        mentions: Its mentions so far.
        learned: The places by the words of their names.
        firsts: The first words of these names.
    """
    begins = [at for at, token in enumerate(tokens) if token.low in firsts]
    if not begins:
        return mentions
    taken = {at: mention for mention in mentions for at in range(mention.first, mention.stop)}
    found = list(mentions)
    for at in begins:
        if not is_capitalised(tokens[at]):
            continue
        for words, place in learned.items():
            stop = at + len(words)
            if tuple(t.low for t in tokens[at:stop]) != words:
                continue
            there = taken.get(at)
            again = place._replace(first=at, stop=stop)
            if there is None:
                before = tokens[at - 1] if at else None
                if before is None or not is_capitalised(before) or before.low in _LOCATIVE:
                    found.append(again)
            elif there.first == at and there.stop == stop and there.country != place.country:
                found[found.index(there)] = again
    return tuple(sorted(found, key=lambda mention: mention.first))
