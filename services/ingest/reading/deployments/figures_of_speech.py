"""Armies that carry shovels: a report that calls its people an army in a figure of speech tells of no force."""

from itertools import islice, takewhile
from typing import Final

from services.ingest.reading.deployments.goals import INVADING, is_figurative
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.lexicon.files import load_words

_CROWDS: Final = load_words("deployments", "signs.crowds") | {"soldiers", "troops", "reinforcements", "infantry"}
_TOOLS: Final = load_words("deployments", "background.tools")
_WITH: Final = frozenset(("with", "armed", "wielding", "carrying", "brandishing", "of"))
_QUOTES: Final = frozenset(("'", '"'))
_ARMS: Final = frozenset(("rifles", "guns", "weapons", "bullets", "rockets", "bombs", "kalashnikovs", "bayonets"))
_INSTEAD: Final = frozenset(("instead", "not", "without", "rather"))
_LOOK: Final = 40
"""Sentences looked at at most."""
_NEAR: Final = 5
"""Tokens from the army to what it carries at most."""


def is_figure_of_speech(document: Document) -> bool:
    """Tell whether a report's army is none: `an army with shovels instead of rifles`, 'army' in a title."""
    if any(_is_quoted(title) for title in takewhile(lambda one: one.field == "title", document.sentences)):
        return True
    return any(_carries_tools(sentence) or _goes_to_play(sentence) for sentence in islice(document.sentences, _LOOK))


def _is_quoted(title: Sentence) -> bool:
    if title.words.isdisjoint(_CROWDS):
        return False
    tokens = title.tokens
    return any(
        tokens[at].low in _CROWDS and tokens[at - 1].low in _QUOTES and tokens[at + 1].low in _QUOTES
        for at in range(1, len(tokens) - 1)
    )


def _carries_tools(sentence: Sentence) -> bool:
    if sentence.words.isdisjoint(_TOOLS) or sentence.words.isdisjoint(_CROWDS):
        return False
    tokens = sentence.tokens
    for at in range(len(tokens) - 2):
        if tokens[at].low not in _CROWDS or tokens[at + 1].low not in _WITH:
            continue
        behind = [token.low for token in tokens[at + 2 : at + 2 + _NEAR]]
        if not _TOOLS.isdisjoint(behind) and (
            tokens[max(0, at - 1)].low in ("an", "a") or _is_instead_of_arms(tokens[at:])
        ):
            return True
    return False


def _is_instead_of_arms(tokens: tuple[Token, ...]) -> bool:
    """`soldiers with brooms instead of rifles`."""
    words = {token.low for token in tokens}
    return not _ARMS.isdisjoint(words) and not _INSTEAD.isdisjoint(words)


def _goes_to_play(sentence: Sentence) -> bool:
    """`A regiment of Fijians has landed on the rugby clubs`, `an army of slugs invades the gardens`."""
    if sentence.words.isdisjoint(_CROWDS) or sentence.words.isdisjoint(INVADING):
        return False
    tokens = sentence.tokens
    return any(token.low in INVADING and is_figurative(tokens, at) for at, token in enumerate(tokens))
