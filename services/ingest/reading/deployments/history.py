"""What a report tells of days long gone: by a date in the clause, a time before the news, an army that is no more."""

from datetime import timedelta
from itertools import pairwise
from typing import Final

from schemas.events.deployment import Status
from services.ingest.reading.deployments.force import Force
from services.ingest.reading.deployments.predicate import Predicate
from services.ingest.reading.deployments.verbs import FORMS
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_words

_BYGONE: Final = load_words("deployments", "background.bygone")
_ENDED: Final = 1992
"""The year from which a force of the last of them is history."""
_WITNESSING: Final = load_words("deployments", "background.witnessing")
_OF_LATE: Final = load_words("deployments", "background.of_late")
_HEARSAY: Final = load_words("deployments", "background.hearsay")
_SAYING: Final = load_words("deployments", "hosts.saying")
_AHEAD: Final = frozenset((Status.CONSIDERED, Status.REQUESTED, Status.APPROVED, Status.WITHDRAWING))
_TO_COME: Final = frozenset(("will", "shall", "due", "'ll"))
_PAPERS: Final = frozenset(
    ("treaty", "accord", "accords", "agreement", "pact", "law", "resolution", "act", "constitution")
)
_LONG: Final = frozenset(("years", "months", "decades", "century", "centuries", "decade"))
_NEAR: Final = 14
"""Tokens from a deed to a time that is its own at most."""
_WITH_YEAR: Final = 3
"""Tokens of a date that tells its year at least: 3 August 2018."""
_RECENT: Final = timedelta(days=30)


def is_history(document: Document, sentence: Sentence, predicate: Predicate) -> bool:
    """A time over 30 days back in the same clause; `since March` tells how long, not when."""
    if predicate.status in _AHEAD:
        return False
    clause = sentence.clause_at(predicate.at)
    if clause.scope.future:
        return False
    news = any(
        predicate.at < when.first < clause.stop
        for when in sentence.whens
        if when.end is not None and when.end >= document.published - _RECENT
    )
    recent = any(when.end is not None and when.end >= document.published - _RECENT for when in sentence.whens)
    for when in sentence.whens:
        if when.end is None or when.end >= document.published - _RECENT:
            continue
        before = sentence.tokens[when.first - 1].low if when.first else ""
        if before == "of" and when.first > 1 and sentence.tokens[when.first - 2].low in _PAPERS:
            # "under a treaty of 1971"
            continue
        if before in ("since", "until") or _is_to_come(sentence, when.first):
            continue
        if _is_scheduled(sentence, predicate) and when.stop - when.first < _WITH_YEAR:
            # "goes to Lebanon on 3 August"
            continue
        near = clause.first <= when.first < clause.stop or abs(when.first - predicate.at) < _NEAR
        near = near or _dates_clause_behind(sentence, when.stop, predicate.at) or (when.first <= 1 and not recent)
        if near and not (news and when.first < predicate.at):
            # "who left Gao in 2016 returned on Wednesday": the time behind is that of the deed.
            return True
    return False


def _dates_clause_behind(sentence: Sentence, stop: int, verb: int) -> bool:
    """`the night in 1968 when a quarter of a million soldiers ... rolled into`: however far the verb."""
    behind = [token.low for token in sentence.tokens[stop : stop + 2]]
    return stop < verb and ("when" in behind or behind[:2] == ["in", "which"] or behind[:2] == ["on", "which"])


def _is_scheduled(sentence: Sentence, predicate: Predicate) -> bool:
    """`goes`, `fly`: the present of a verb of going, which with a day and no year tells of one to come."""
    forms = FORMS.get(sentence.tokens[predicate.at].low, ())
    going = any(form.tag in ("s", "base") and form.group in ("come", "leave") for form in forms)
    return going and not any(form.tag in ("past", "pp") for form in forms)


def _is_to_come(sentence: Sentence, at: int) -> bool:
    """`will go in June`: not the June that is past."""
    return any(token.low in _TO_COME for token in sentence.tokens[max(0, at - 6) : at])


def is_years_back(sentence: Sentence, force: Force) -> bool:
    """`Seventy years after 156,000 soldiers landed`; not `After eleven years the soldiers`."""
    before = [token.low for token in sentence.tokens[max(0, force.first - 4) : force.first]]
    return any(one in _LONG and other in ("after", "since") for one, other in pairwise(before))


def is_told_after(document: Document, sentence: Sentence, predicate: Predicate) -> bool:
    """`They had been posted there with 900 others`: what went before the news, where nobody reports it as news."""
    if sentence.field == "title" or not sentence.words.isdisjoint(_OF_LATE):
        return False
    before = sentence.tokens[: predicate.first]
    if any(token.low in _SAYING or token.low in _HEARSAY or token.low in _WITNESSING for token in before):
        return False
    return not any(when.end is not None and when.end >= document.published - _RECENT for when in sentence.whens)


def is_bygone(document: Document, sentence: Sentence, force: Force) -> bool:
    """`Soviet tanks rolled into Prague`, `the Red Army marched into Poland`: told in a later age."""
    if document.published.year < _ENDED:
        return False
    words = [token.low for token in sentence.tokens[max(0, force.first - 1) : force.stop]]
    return not _BYGONE.isdisjoint(words) or "red army" in " ".join(words)
