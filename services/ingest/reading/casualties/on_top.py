"""Dead who come on top of those told before, by words that say so: in addition to the 60, in no count so far.

Run once all counts of a report are known: what says so stands before another count, or in the sentence behind.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from schemas.events.casualties import Certainty, Measure, Scope
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.document import Document, Sentence

_BESIDE: Final = (("in", "addition", "to"), ("on", "top", "of"), ("over", "and", "above"))
_NOT: Final = frozenset(("not", "n't", "never", "no", "nor"))
_PART: Final = frozenset(("part", "included", "counted", "listed", "contained", "among"))
_COUNTS: Final = frozenset(
    ("count", "counts", "figure", "figures", "toll", "tally", "total", "list", "number", "numbers")
)
_THEY: Final = frozenset(("they", "these", "those", "none", "the"))
_DEAD: Final = frozenset(("dead", "lifeless", "bodies", "drowned"))
_ORDINAL: Final = re.compile(r"(?:\w+(?:th|first|second|third)|\d+(?:st|nd|rd|th))$")
_VICTIM: Final = frozenset(("victim", "fatality", "casualty", "death"))
_LOWERING: Final = frozenset(("lowered", "reduced", "cut", "corrected", "revised", "trimmed", "halved"))
_OWN: Final = frozenset(("its", "his", "her", "their", "earlier", "previous", "former", "first"))
_LEAD: Final = 4
"""Tokens before a count within which "in addition to" stands."""
_REACH: Final = 10
"""Tokens from "not" to the count that they are not part of."""


def set_on_top(document: Document, drafts: Sequence[Draft]) -> None:
    """Mark the dead who come on top of an earlier count, and that count as the earlier one."""
    dead = [draft for draft in drafts if draft.measure is Measure.KILLED and draft.certainty is Certainty.ASSERTED]
    for draft in dead:
        if draft.scope is Scope.INCREMENT and draft.quantity.min > 1 and _is_ordinal(draft):
            _set(draft, Scope.TOTAL, "an ordinal")
        elif draft.scope is Scope.TOTAL and _is_lowered(draft, dead):
            _set(draft, Scope.PREVIOUS, "lowered")
        elif draft.scope is Scope.TOTAL and _told_beside(draft):
            others = [other for other in dead if _stands_before(other, draft)]
            if others:
                _set(draft, Scope.PREVIOUS, "told beside")
                for other in others:
                    _set(other, Scope.INCREMENT, "on top of it")
    for draft in dead:
        if draft.scope is Scope.TOTAL and (_in_no_count(document, draft) or _were_missing(draft)):
            _set(draft, Scope.INCREMENT, "in no count so far")


def _set(draft: Draft, scope: Scope, why: str) -> None:
    draft.scope = scope
    draft.rules.append(f"scope: {scope} ({why})")


def _is_lowered(draft: Draft, dead: Sequence[Draft]) -> bool:
    """Lowered the dead to 17, saying that its figure of 29 had included the missing: 29 is the earlier one."""
    tokens = draft.sentence.tokens
    words = {token.low for token in tokens[max(0, draft.first - _LEAD) : draft.first + 2]}
    if _OWN.isdisjoint(words) or _COUNTS.isdisjoint(words):
        return False
    return any(
        other.sentence is draft.sentence
        and other.first < draft.first
        and other.scope is Scope.TOTAL
        and other.quantity.min < draft.quantity.min
        and not _LOWERING.isdisjoint(token.low for token in tokens[: other.first])
        for other in dead
    )


def _told_beside(draft: Draft) -> bool:
    words = [token.low for token in draft.sentence.tokens[max(0, draft.first - _LEAD) : draft.first + 1]]
    return any(tuple(words[at : at + 3]) in _BESIDE for at in range(len(words)))


def _stands_before(other: Draft, draft: Draft) -> bool:
    """True for a count in the same sentence, or in the one before where that sentence says no more than "they"."""
    if other is draft or other.scope is not Scope.TOTAL or other.titled != draft.titled:
        return False
    if other.sentence is draft.sentence:
        return other.first < draft.first
    follows = draft.sentence.index - other.sentence.index == 1
    return follows and draft.sentence.tokens[0].low in _THEY


def _in_no_count(document: Document, draft: Draft) -> bool:
    """Nine civilians who had not been part of any count; eight bodies. They had not been part of the earlier count."""
    tokens = draft.sentence.tokens
    if _says_in_no_count(draft.sentence, draft.stop):
        return True
    behind = draft.sentence.index + 1
    if behind >= len(document.sentences):
        return False
    after = document.sentences[behind]
    told = after.tokens[0].low in ("they", "these", "none") if after.tokens else False
    return bool(tokens) and told and after.field == draft.sentence.field and _says_in_no_count(after, 0)


def _says_in_no_count(sentence: Sentence, begin: int) -> bool:
    tokens = sentence.tokens
    for at in range(begin, len(tokens)):
        if tokens[at].low in _NOT or (at == 0 and tokens[at].low == "none"):
            behind = [token.low for token in tokens[at + 1 : at + 1 + _REACH]]
            part = next((n for n, word in enumerate(behind) if word in _PART), None)
            if part is not None and not _COUNTS.isdisjoint(behind[part:]):
                return True
    return False


def _were_missing(draft: Draft) -> bool:
    """Divers found 11 of the missing passengers dead inside the hull."""
    words = [token.low for token in draft.sentence.tokens[draft.first : draft.stop + 4]]
    missing = any(words[at : at + 3] == ["of", "the", "missing"] for at in range(len(words)))
    return missing and not _DEAD.isdisjoint(draft.sentence.words)


def _is_ordinal(draft: Draft) -> bool:
    """He is the eighth victim: so many in all."""
    words = [token.low for token in draft.sentence.tokens[draft.first : draft.stop + 1]]
    return any(_ORDINAL.match(one) and two in _VICTIM for one, two in pairwise(words))
