"""Who was counted among the dead by mistake: listed as dead and alive, entered twice on the list."""

from collections.abc import Sequence
from typing import Final

from schemas.events.casualties import Certainty, Measure, Scope
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_words

_LISTED: Final = load_words("casualties", "mistaken.listed")
_AMISS: Final = load_words("casualties", "mistaken.amiss")
_DEAD: Final = load_words("casualties", "mistaken.dead")
_ALIVE: Final = load_words("casualties", "mistaken.alive")
_HURT: Final = load_words("casualties", "mistaken.hurt")
_ONLY: Final = frozenset(("only", "merely", "just", "actually"))
_NEAR: Final = 6
"""Tokens behind "listed" within which it is told as what, or that it was done twice."""
_SUBJECT: Final = 12
"""Tokens between a count and what is told of it at most."""


def set_right(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out who is told to have been counted among the dead by mistake.

    "One of the 14 dead had been entered twice" and "who had been listed among the 22 dead" tell an earlier count.
    """
    wrong: list[Draft] = []
    for draft in drafts:
        if draft.measure is not Measure.KILLED or draft.certainty is not Certainty.ASSERTED:
            continue
        words = draft.sentence.words
        if words.isdisjoint(_LISTED) or (words.isdisjoint(_AMISS) and words.isdisjoint(_ALIVE | _ONLY)):
            continue
        listed = _mistake(draft)
        if listed is None:
            continue
        if _is_whole(draft):
            draft.scope = Scope.PREVIOUS
            draft.rules.append("scope: previous (listed by mistake)")
        elif draft.first < listed and not draft.toll and not _others_between(draft, listed, drafts):
            wrong.append(draft)
    return [draft for draft in drafts if all(draft is not other for other in wrong)]


def _others_between(draft: Draft, listed: int, drafts: Sequence[Draft]) -> bool:
    return any(
        other is not draft and other.sentence is draft.sentence and draft.first < other.first < listed
        for other in drafts
    )


def _mistake(draft: Draft) -> int | None:
    """Return where a sentence says that a count, or some of it, were listed by mistake; None where it does not."""
    tokens = draft.sentence.tokens
    for at, token in enumerate(tokens):
        if token.low not in _LISTED or not -_NEAR <= at - draft.first <= _SUBJECT:
            continue
        behind = [other.low for other in tokens[at + 1 : at + 1 + _NEAR]]
        before = tokens[at - 1].low if at else ""
        if before in _AMISS or not _AMISS.isdisjoint(behind):
            return at
        dead = next((step for step, low in enumerate(behind) if low in _DEAD), None)
        if dead is not None and _is_alive(tokens[at + dead + 2 :]):
            return at
    return None


def _is_alive(behind: Sequence[Token]) -> bool:
    """Has turned up alive, walked home, had only been hurt."""
    lows = [token.low for token in behind]
    if not _ALIVE.isdisjoint(lows):
        return True
    return not _ONLY.isdisjoint(lows) and not _HURT.isdisjoint(lows)


def _is_whole(draft: Draft) -> bool:
    """The 22 dead, its 14 victims."""
    tokens = draft.sentence.tokens
    text = draft.quantity.text or ""
    at = next((n for n in range(draft.first, draft.stop) if tokens[n].text and tokens[n].text in text), draft.first)
    before = tokens[at - 1].low if at else ""
    return draft.quantity.min > 1 and (before in ("the", "its", "those") or draft.definite)
