"""Acronyms that are written like a common word: IS is the Islamic State where the words around it are in lower case."""

from dataclasses import replace

from services.ingest.reading.document import Token

SIGN = "IS"
"""A text without it needs no look."""
_MEANT = "isis"
"""The word that the lexicon has for it."""


def spell_out(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Give the acronym the lower form of a name, where it is no verb in a text all in capitals."""
    found = [at for at, token in enumerate(tokens) if token.text == SIGN]
    if not found:
        return tokens
    spelt = list(tokens)
    for at in found:
        beside = tokens[max(0, at - 2) : at] + tokens[at + 1 : at + 3]
        if any(token.text.islower() for token in beside):
            spelt[at] = replace(tokens[at], low=_MEANT)
    return tuple(spelt)
