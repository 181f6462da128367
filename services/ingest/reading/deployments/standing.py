"""Forces that have stood where they are for years: the background of a report, not its news."""

from datetime import timedelta
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.lexicon.files import load_words

_SPANS: Final = load_words("deployments", "background.spans")
_POSTED: Final = load_words("deployments", "background.posted")
_BEING: Final = frozenset(("stay", "rest", "hold", "copula", "keep", "exercise"))
_ARRIVING: Final = frozenset(
    ("arrive", "land", "enter", "come", "go", "deploy", "join", "move", "cross", "invade", "fly", "sail")
)
"""Verbs behind which a span tells how long they will stay, or how long they had been away."""
_FIRST: Final = frozenset(("first", "time", "not", "never"))
_AGES: Final = frozenset(("times", "era", "independence", "childhood"))
_BREAKS: Final = frozenset((";", ":", "—"))
_RECENT: Final = timedelta(days=30)
_SPAN: Final = 6
"""Tokens from `for` to the years at most."""
_FAR: Final = 24
"""Tokens from what a force does to how long it has done so at most."""


def has_long_stood(document: Document, sentence: Sentence, force: Force, predicate: Predicate) -> bool:
    """Tell whether a force is told to be where it has been for years: `have patrolled it since 1964`."""
    if predicate.status is not Status.DEPLOYED or force.more:
        return False
    posted = sentence.tokens[predicate.at].low in _POSTED
    moving = predicate.group == "come" and not predicate.object
    if not (posted or moving or predicate.group in _BEING):
        return False
    tokens = sentence.tokens
    for at in range(min(force.stop, predicate.at), min(len(tokens) - 1, predicate.at + _FAR)):
        low = tokens[at].low
        if low in _BREAKS:
            return False
        if low in ("for", "these", "over") and _is_span(tokens, at):
            # "drove over it for six years"; but "landed for two years" tells how long they will stay
            return not moving or not _arrives(tokens, predicate.at)
        if moving:
            continue
        if low == "since" and _is_long_ago(document, sentence, at):
            return True
    return False


def _arrives(tokens: tuple[Token, ...], verb: int) -> bool:
    return any(form.lemma in _ARRIVING for form in FORMS.get(tokens[verb].low, ()))


def _is_span(tokens: tuple[Token, ...], at: int) -> bool:
    """`for more than a decade`, `these twenty years`; not `for the first time in years`."""
    for step in range(at + 1, min(len(tokens), at + 1 + _SPAN)):
        if tokens[step].low in _FIRST or tokens[step].kind == "mark":
            return False
        if tokens[step].low in _SPANS:
            return True
    return False


def _is_long_ago(document: Document, sentence: Sentence, at: int) -> bool:
    """`since 1964`, `since March` of a report in May; not `for the first time since 1945`."""
    if not _FIRST.isdisjoint(token.low for token in sentence.tokens[max(0, at - 12) : at]):
        return False
    behind = [token.low for token in sentence.tokens[at + 1 : at + 4]]
    if not _AGES.isdisjoint(behind) or behind[:2] == ["soviet", "days"] or behind[:2] == ["colonial", "days"]:
        # "since Soviet days"
        return True
    for when in sentence.whens:
        if at < when.first <= at + 3 and when.end is not None and when.end < document.published - _RECENT:
            return True
    return False
