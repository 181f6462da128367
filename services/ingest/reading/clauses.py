"""Sentences to clauses, each with its scope: what is denied, feared, told of long ago or under a condition."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from services.ingest.reading.clause_spans import CLAUSE_OPENERS, cut
from services.ingest.reading.document import FACT, Clause, Scope, Sentence, Token, When
from services.ingest.reading.grammar import (
    FINITE,
    GERUNDS,
    RELATIVES,
)
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.retractions import (
    DENY,
    GIVING_UP,
    HEARSAY,
    RETRACT,
    denied_behind,
    denies,
    gives_up,
    is_wrong,
    takes_back,
)
from services.ingest.reading.superlatives import is_compared

_MODAL: Final = load_words("scope", "modal")
_FUTURE: Final = load_words("scope", "future")
_INTENT: Final = load_words("scope", "intent")
_CONDITIONAL: Final = load_words("scope", "conditional")
_NO_COUNT: Final = load_words("scope", "no_count")
_ERROR: Final = Phrases((phrase, True) for phrase in load_words("scope", "error"))
_HOAX: Final = Phrases((phrase, True) for phrase in load_words("scope", "hoax"))
_COUNTING: Final = load_words("scope", "hearsay") | load_words("scope", "counting")
_HABITUAL: Final = Phrases((phrase, True) for phrase in load_words("scope", "habitual"))
_NEGATIONS: Final = frozenset(("not", "never", "n't", "without", "neither", "nor"))
_LONG_SPANS: Final = frozenset(("years", "decades", "centuries", "decade", "century"))
_WARS: Final = Phrases((phrase, True) for phrase in load_words("scope", "past"))
_THEN: Final = Phrases((phrase, True) for phrase in load_words("scope", "then"))
_IMAGINED: Final = load_words("scope", "imagined")
_CUES: Final = (
    _MODAL
    | _FUTURE
    | _INTENT
    | _CONDITIONAL
    | _NO_COUNT
    | DENY
    | RETRACT
    | GIVING_UP
    | _IMAGINED
    | _NEGATIONS
    | _LONG_SPANS
)
"""Words that may decide the scope of a clause."""
_CONFIRMING: Final = load_words("scope", "confirming")
_RELATING: Final = RELATIVES | {"when", "where", "that"}
_SPAN_WORDS: Final = frozenset(
    ("in", "within", "for", "of", "over", "than", "half", "about", ",", "just", "almost", "nearly")
)
_ADMITTING: Final = frozenset(("confirm", "admit", "say", "acknowledge", "vouch"))
_KNOWING: Final = load_words("scope", "knowing")
_WHEN_WORDS: Final = frozenset(
    ("after", "before", "earlier", "later", "ago", "of", "when", "since", "into", "on", "from")
)
_NO_RATE: Final = _WHEN_WORDS | load_words("scope", "compounds")
_RECENT: Final = timedelta(days=30)
_LONG_AGO: Final = timedelta(days=366)
"""What began longer ago is the background of a report, not its news."""


def backdate(sentences: Iterable[Sentence], published: date) -> None:
    """Settle the clauses of sentences that count from one that tells of the past: "Four years later, ..."."""
    earlier: Sentence | None = None
    for sentence in sentences:
        if earlier is not None and _goes_back(sentence, published) and _is_of_past(earlier):
            clauses = sentence.clauses
            sentence.settle(tuple([replace(clause, scope=replace(clause.scope, history=True)) for clause in clauses]))
        earlier = sentence


def _is_of_past(sentence: Sentence) -> bool:
    """True for a sentence that begins or ends with what happened long ago."""
    return sentence.clauses[0].scope.history or sentence.clauses[-1].scope.history


def _goes_back(sentence: Sentence, published: date) -> bool:
    if sentence.words.isdisjoint(_THEN.signs) or any(_is_news(when, published) for when in sentence.whens):
        return False
    return _first(_THEN, sentence) is not None


def find_clauses(sentence: Sentence, published: date, topic: Scope) -> tuple[Clause, ...]:
    """Cut a sentence into clauses and decide the scope of each.

    Args:
        sentence: A sentence without its clauses.
        published: The day on which the report was published: what lies over 30 days before it is history.
        topic: What the report as a whole is; it holds for every clause.
    """
    spans = cut(sentence.tokens)
    whole = _whole(sentence)
    if not sentence.whens and sentence.words.isdisjoint(_CUES) and whole == _NOTHING:
        return tuple([Clause(first, stop, topic, None, opener) for first, stop, opener in spans])
    return _scoped(sentence, spans, whole, published, topic)


class _Whole(NamedTuple):
    """What is looked for once in a sentence."""

    question: bool
    usual: bool
    """it tells a rate"""
    error: int | None
    """where it says that a count was wrong"""
    hoax: int | None
    wars: tuple[int, ...]
    """where it names a time long gone"""


_NOTHING: Final = _Whole(False, False, None, None, ())


def _whole(sentence: Sentence) -> _Whole:
    tokens, words = sentence.tokens, sentence.words
    openers = _HABITUAL.openers
    return _Whole(
        "?" in words and (tokens[-1].low == "?" or (len(tokens) > 1 and tokens[-2].low == "?")),
        not words.isdisjoint(_HABITUAL.signs)
        and any(_is_habitual(tokens, at) for at in [at for at, token in enumerate(tokens) if token.low in openers]),
        None if words.isdisjoint(_ERROR.signs) or words.isdisjoint(_COUNTING) else _first(_ERROR, sentence),
        denied_behind(sentence) if words.isdisjoint(_HOAX.signs) else _first(_HOAX, sentence),
        () if words.isdisjoint(_WARS.signs) else tuple(at for at in range(len(tokens)) if _WARS.match(tokens, at)),
    )


def _scoped(
    sentence: Sentence, spans: list[tuple[int, int, str]], whole: _Whole, published: date, topic: Scope
) -> tuple[Clause, ...]:
    tokens = sentence.tokens
    clauses: list[Clause] = []
    before: Scope = FACT
    cues = () if sentence.words.isdisjoint(_CUES) else [at for at, form in enumerate(sentence.forms) if form in _CUES]
    for number, (first, stop, opener) in enumerate(spans):
        scope = _own(sentence, first, stop, cues, whole.wars, published)
        if number:
            span = (spans[number - 1][0], first, stop)
            scope = _inherit(scope, before, tokens, span, opener, sentence.whens, published)
        before = scope
        more: dict[str, Any] = {}
        if whole.usual:
            # "1.3 million die each year and more are injured": a rate holds for the whole sentence.
            more["habitual"] = True
        if number + 1 < len(spans) and _is_dated_behind(sentence, spans[number], spans[number + 1], published):
            more["history"] = True
        if whole.question:
            more["question"] = True
        if whole.error is not None and is_wrong(tokens, spans, number, whole.error):
            more["retracted"] = True
        if whole.hoax is not None and is_wrong(tokens, spans, number, whole.hoax):
            more["denied"] = True
        clauses.append(Clause(first, stop, _join(_changed(scope, more), topic), None, opener))
    return tuple(clauses)


def _changed(scope: Scope, more: dict[str, Any]) -> Scope:
    return replace(scope, **more) if more else scope


def _is_dated_behind(
    sentence: Sentence, span: tuple[int, int, str], after: tuple[int, int, str], published: date
) -> bool:
    """True when the clause behind dates this one to the past.

    "9,500 have been killed since the war began in 2014" is the background of today's news; "those who drowned when a
    ferry sank in 1994" are long dead. But "died when a bridge of 1967 fell" is news.
    """
    if after[2] == "since":
        if is_compared(sentence.tokens, after[0]):
            # "died in the worst flood since 1954": what it is compared with is long ago
            return False
        age = _LONG_AGO
    elif after[2] in ("when", "after") and span[2] in RELATIVES:
        age = _RECENT
    else:
        return False
    whens = [when for when in sentence.whens if when.end is not None]
    if any(span[0] <= when.first < span[1] and _is_news(when, published) for when in whens):
        return False
    return any(after[0] <= when.first < after[1] and when.end < published - age for when in whens if when.end)


def _first(phrases: Phrases[bool], sentence: Sentence) -> int | None:
    tokens = sentence.tokens
    openers = phrases.openers
    if sentence.words.isdisjoint(openers):
        return None
    return next((at for at, token in enumerate(tokens) if token.low in openers and phrases.match(tokens, at)), None)


def _own(
    sentence: Sentence, first: int, stop: int, signs: Iterable[int], wars: tuple[int, ...], published: date
) -> Scope:
    tokens = sentence.tokens
    flags: dict[str, bool] = {}
    cues: list[str] = []
    for at in signs:
        if not first <= at < stop:
            continue
        low = tokens[at].low
        flag = ""
        if low in _NEGATIONS:
            flag = "negated"
        elif low in _MODAL and not (low == "may" and tokens[at].text[0].isupper() and at > 0):
            flag = "" if _tells(tokens, at) else "modal"
        elif low in _FUTURE:
            flag = "" if _admits(tokens, at) else "future"
        elif low in _CONDITIONAL:
            flag = "conditional"
        elif low in _NO_COUNT:
            flag = "rumoured"
        elif low in DENY:
            flag = "denied" if denies(tokens, at) else ""
        elif low in RETRACT:
            flag = "retracted" if takes_back(tokens, at) else ""
        elif low in GIVING_UP:
            flag = "retracted" if gives_up(tokens, at) else ""
        elif low in _IMAGINED:
            flag = "fiction"
        elif low in _INTENT and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            flag = "modal"
        if flag:
            flags[flag] = True
            cues.append(low)
    if wars and any(first <= at < stop for at in wars):
        flags["history"] = True
    whens = [when for when in sentence.whens if first <= when.first < stop]
    if (
        whens
        and any(_is_history(tokens, when, published) for when in whens)
        and not any(_is_news(when, published) for when in whens)
    ):
        flags["history"] = True
        cues.append("history")
    return Scope(cues=tuple(cues), **flags) if flags else FACT


def _tells(tokens: tuple[Token, ...], at: int) -> bool:
    """True when a modal stands before a verb of knowing: could confirm nine deaths."""
    return any(token.low in _KNOWING for token in tokens[at + 1 : at + 3])


def _admits(tokens: tuple[Token, ...], at: int) -> bool:
    """True where somebody will confirm no more than a count: he does confirm it."""
    near = [token.low for token in tokens[at + 1 : at + 4]]
    return not _ADMITTING.isdisjoint(near) and "only" in near


def _is_habitual(tokens: tuple[Token, ...], at: int) -> bool:
    found = _HABITUAL.match(tokens, at)
    if found is None or (at and tokens[at].low in ("a", "an") and tokens[at - 1].low in _SPAN_WORDS):
        return False
    # "a day after", "a year ago" tell when, not how often.
    return found[0] >= len(tokens) or tokens[found[0]].low not in _NO_RATE


def _is_history(tokens: tuple[Token, ...], when: When, published: date) -> bool:
    if when.end is None or when.end >= published - _RECENT:
        return False
    before = tokens[when.first - 1].low if when.first else ""
    since = before == "since" or tokens[when.first].low == "since"
    return when.end < published - _LONG_AGO if since else True


def _is_news(when: When, published: date) -> bool:
    return when.end is not None and published - _RECENT <= when.end <= published


def _inherit(
    scope: Scope,
    before: Scope,
    tokens: tuple[Token, ...],
    span: tuple[int, int, int],
    opener: str,
    whens: tuple[When, ...],
    published: date,
) -> Scope:
    """Hand scope on to a clause that depends on the one before it."""
    start, first, stop = span
    if before is FACT and not whens and opener not in ("after", "since", "before"):
        return scope
    dependent = opener in CLAUSE_OPENERS or opener in GERUNDS
    complement = opener == "that" and (
        tokens[first - 1].low in DENY
        or tokens[first - 1].low in RETRACT
        or tokens[first - 1].low in HEARSAY
        or tokens[first - 1].low in _NO_COUNT
        or tokens[first - 1].kind == "mark"
        or not _after_noun(tokens, first)
        or any(tokens[at].low in HEARSAY for at in range(start, first))
    )
    before_years = opener in ("after", "since", "before") and any(
        token.low in _LONG_SPANS for token in tokens[max(start, first - 5) : first]
    )
    old = before_years or any(
        when.end is not None and when.end < published - _RECENT and start <= when.first < first for when in whens
    )
    own_time = any(first <= when.first < stop for when in whens)
    more: dict[str, Any] = {}
    if not scope.history and (
        (before.history and not own_time and (dependent or opener in ("and", "(", "—")))
        or (old and not own_time and dependent and (before_years or opener in _RELATING))
    ):
        more["history"] = True
    if before.fiction and dependent:
        more["fiction"] = True
    if before.negated and opener == "that" and any(token.low in _CONFIRMING for token in tokens[first - 3 : first]):
        # "could not confirm that 12 had died": nobody says so.
        more["conditional"] = True
    if not complement:
        return _changed(scope, more)
    for flag in ("denied", "retracted", "rumoured"):
        if getattr(before, flag):
            more[flag] = True
    cues = scope.cues + tuple(cue for cue in before.cues if cue not in scope.cues)
    return replace(scope, **more, cues=cues) if more or cues != scope.cues else scope


def _after_noun(tokens: tuple[Token, ...], first: int) -> bool:
    low = tokens[first - 1].low
    return (
        low not in FINITE
        and not low.endswith("ed")
        and low not in ("says", "said", "on", "yesterday", "today")
        and not tokens[first - 1].text.istitle()
    )


def _join(scope: Scope, topic: Scope) -> Scope:
    if topic is FACT:
        return scope
    return replace(
        scope,
        drill=scope.drill or topic.drill,
        fiction=scope.fiction or topic.fiction,
        sport=scope.sport or topic.sport,
        idiom=scope.idiom or topic.idiom,
        anniversary=scope.anniversary or topic.anniversary,
        habitual=scope.habitual or topic.habitual,
        harmless=topic.harmless,
        cues=scope.cues + topic.cues,
    )
