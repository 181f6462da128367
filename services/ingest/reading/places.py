"""Finds places and peoples in the sentences of a report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from services.ingest.reading.document import Mention, Token
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.lexicon.fold import fold
from services.ingest.reading.lexicon.gazetteer import Sense, gazetteer
from services.ingest.reading.place_senses import Found, choose, count_countries, is_capitalised
from services.ingest.reading.unlisted_places import find_unlisted, recall

_LOCATIVE: Final = load_words("places", "locative") | {"of"}
_AGENT_VERBS: Final = load_words("places", "agent_verbs")
_GAZETTEER: Final = gazetteer()


def find_in(tokens: tuple[Token, ...]) -> tuple[Mention, ...]:
    """Return the mentions in one stretch of tokens, with no other context than itself."""
    return find_places((tokens,))[0]


def find_places(sentences: Sequence[tuple[Token, ...]]) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions in each sentence of a document, in order.

    A name with several meanings (Georgia, Tripoli, Victoria) takes the one that stands beside it ("Tripoli, Lebanon"),
    else one in a country that the rest of the document names, else the likeliest. Rivers and seas have no `country`.
    """
    capitals = [[at for at, token in enumerate(tokens) if token.text != token.low] for tokens in sentences]
    founds = [_look_up(tokens, begins) for tokens, begins in zip(sentences, capitals, strict=True)]
    context = count_countries(sentences, founds)
    mentions: list[tuple[Mention, ...]] = []
    learned: dict[tuple[str, ...], Mention] = {}
    for tokens, begins, in_sentence in zip(sentences, capitals, founds, strict=True):
        settled = _settle(tokens, in_sentence, context) if in_sentence else []
        found = find_unlisted(tokens, begins, settled, context)
        if not found:
            mentions.append(())
            continue
        known = frozenset(settled) - _namesakes(settled, in_sentence)
        for mention in found:
            if mention not in known and mention.country is not None:
                learned.setdefault(_lows(tokens, mention), mention)
        mentions.append(tuple(found))
    if learned:
        firsts = frozenset([words[0] for words in learned])
        mentions = [recall(tokens, found, learned, firsts) for tokens, found in zip(sentences, mentions, strict=True)]
    return tuple(mentions)


def _namesakes(settled: list[Mention], founds: list[Found]) -> frozenset[Mention]:
    """Mentions of towns that the lists have in other countries only."""
    senses = {found.first: found.name.senses for found in founds}
    return frozenset(
        mention
        for mention in settled
        if mention.country is not None and all(sense.country != mention.country for sense in senses[mention.first])
    )


def _lows(tokens: tuple[Token, ...], mention: Mention) -> tuple[str, ...]:
    return tuple(token.low for token in tokens[mention.first : mention.stop])


def _look_up(tokens: tuple[Token, ...], capitals: list[int]) -> list[Found]:
    """Return the longest names of the gazetteer, from left to right, without overlap."""
    found: list[Found] = []
    size = len(tokens)
    free = 0
    for at in capitals:
        token = tokens[at]
        if at < free or token.kind != "word":
            continue
        names = _GAZETTEER.get(token.low if token.low.isascii() else fold(token.low))
        step = 1
        if names is not None:
            following = tokens[at + 1].low if at + 1 < size else ""
            if not following.isascii():
                following = fold(following)
            for name in names:
                rest = name.rest
                if rest and (rest[0] != following or not _matches(tokens, at, rest)):
                    continue
                if not (name.shout and not token.text.isupper()):
                    step += len(rest)
                    found.append(Found(at, at + step, name))
                    break
        elif "-" in token.low:
            names = _GAZETTEER.get(fold(token.low.split("-", 1)[0]))
            if (
                names is not None
                and not names[-1].rest
                and names[-1].senses[0].kind in ("country", "demonym", "capital")
            ):
                country = names[-1].senses[0].country
                sense = Sense("demonym", country, 1, False)
                found.append(Found(at, at + 1, names[-1]._replace(senses=(sense,))))
        free = at + step
    return found


def _matches(tokens: tuple[Token, ...], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) >= len(tokens):
        return False
    for offset, word in enumerate(rest, at + 1):
        low = tokens[offset].low
        if low != word and (low.isascii() or fold(low) != word):
            return False
    return True


def _settle(tokens: tuple[Token, ...], founds: list[Found], context: Counter[str]) -> list[Mention]:
    neighbours: Mapping[int, Found] = {found.first: found for found in founds}
    shouting = all(token.text.isupper() for token in tokens if token.kind == "word")
    mentions: list[Mention] = []
    for found in founds:
        sense = choose(tokens, found, neighbours, context, shouting)
        if sense is None or (shouting and found.name.shout and tokens[found.first].low == "car"):
            continue
        stop = found.stop
        # "U.S.-led" is cut into three tokens.
        joined = stop + 1 < len(tokens) and tokens[stop].text == "-" and tokens[stop].joined
        mentions.append(_mention(tokens, found.first, stop, sense, joined))
    return mentions


def _mention(tokens: tuple[Token, ...], first: int, stop: int, sense: Sense, joined: bool) -> Mention:
    kind = sense.kind
    if kind == "water":
        return Mention(first, stop, None, _words(tokens, first, stop), "region")
    if joined and kind == "country":
        return Mention(first, stop, sense.country, None, "demonym")
    if kind == "capital" and _speaks(tokens, first, stop):
        kind = "metonym"
    name = None if kind in ("country", "demonym") else _words(tokens, first, stop)
    return Mention(first, stop, sense.country, name, kind)


def _words(tokens: tuple[Token, ...], first: int, stop: int) -> str:
    """The name as written; pieces stand as far apart as in the report, white space made plain."""
    parts = [tokens[first].text]
    for at in range(first + 1, stop):
        parts.append("" if tokens[at].joined else " ")
        parts.append(tokens[at].text)
    return "".join(parts)


def _speaks(tokens: tuple[Token, ...], first: int, stop: int) -> bool:
    """Tell whether a capital stands for its government: the subject of a verb, with no word of place before it."""
    before = tokens[first - 1].low if first else ""
    if before in _LOCATIVE or (first and is_capitalised(tokens[first - 1]) and first > 1):
        return False
    return stop < len(tokens) and tokens[stop].low in _AGENT_VERBS
