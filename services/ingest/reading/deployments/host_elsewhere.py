"""Where a force is to be, as the sentences beside its own, the title and the dateline tell."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from services.ingest.reading.deployments.host_scores import (
    AT,
    DIRECTION,
    INTO,
    NOUNS,
    TOWARDS,
    is_lone_town,
    is_scene_of_speech,
    is_territory,
)
from services.ingest.reading.document import Document, Mention, Sentence, Token

_PLACING: Final = INTO | AT
_LOOK_BACK: Final = 40
"""Sentences looked at beside the one at hand at most: the work for each stays bounded."""


def carried_place(
    document: Document, sentence: Sentence, codes: frozenset[str], *, ahead: bool
) -> tuple[Mention, str] | None:
    """Return the nearest place that the sentences beside tell of, and whether it is carried, the title's or the next's.

    `ahead` puts the next sentence first: of who has just left home, it tells where they go.
    """
    for other, rule in _around(document, sentence, ahead=ahead):
        found = _told_in(document, other, codes)
        if found is not None:
            return found, rule
    return None


def mentioned_place(document: Document, codes: frozenset[str]) -> Mention | None:
    """Return the first place that the report mentions at all and that is nobody's who acts or speaks."""
    for other in document.sentences[:_LOOK_BACK]:
        for mention in other.mentions:
            if mention.country is not None and mention.country not in codes and not _speaks(other.tokens, mention):
                return mention
    return None


def is_scene(document: Document, country: str) -> bool:
    """Tell whether a report tells of what happens in a country, not only of its people and its government."""
    return any(
        mention.country == country
        and mention.kind in ("country", "region")
        and mention.first
        and sentence.tokens[mention.first - 1].low in _PLACING
        for sentence in document.sentences[:_LOOK_BACK]
        for mention in sentence.mentions
    )


def _speaks(tokens: tuple[Token, ...], mention: Mention) -> bool:
    return mention.kind in ("demonym", "metonym") or is_scene_of_speech(tokens, mention)


def _around(document: Document, sentence: Sentence, *, ahead: bool) -> Iterator[tuple[Sentence, str]]:
    """The sentences beside: the earlier ones from the nearest, the title last, then the next."""
    following = document.sentences[sentence.index + 1 : sentence.index + 2]
    if sentence.field == "text":
        if ahead:
            yield from ((other, "next") for other in following)
        for other in islice(document.before(sentence), _LOOK_BACK):
            yield other, "title" if other.field == "title" else "carried"
        if sentence.index > _LOOK_BACK:
            yield document.sentences[0], "title" if document.sentences[0].field == "title" else "carried"
        if not ahead:
            yield from ((other, "next") for other in following)
    else:
        for other in document.sentences[sentence.index + 1 : sentence.index + 4]:
            yield other, "next"


def _told_in(document: Document, sentence: Sentence, codes: frozenset[str]) -> Mention | None:
    tokens = sentence.tokens
    weak: Mention | None = None
    for mention in sentence.mentions:
        if mention.country is None or mention.country in codes:
            continue
        before = tokens[mention.first - 1].low if mention.first else ""
        after = tokens[mention.stop].low if mention.stop < len(tokens) else ""
        if before == "the" and mention.first > 1:
            before = tokens[mention.first - 2].low
        if before in DIRECTION and mention.first > 1:
            before = tokens[mention.first - 2].low
        if mention.kind == "demonym":
            if is_territory(tokens, mention.stop) and weak is None:
                weak = mention
            continue
        if is_scene_of_speech(tokens, mention):
            continue
        if mention.kind == "city" and is_lone_town(document, mention, codes):
            continue
        if before in INTO or before in AT or before in TOWARDS or after in NOUNS:
            return mention
        if (
            weak is None
            and mention.kind not in ("metonym", "capital")
            and (after in ("'s", "'", ":") or sentence.field == "title")
        ):
            weak = mention
    return weak
