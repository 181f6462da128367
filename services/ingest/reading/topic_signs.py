"""The signs of what a report is about, sentence by sentence: words of a field, harm, its time, who vouches for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from services.ingest.reading.document import Sentence, When
from services.ingest.reading.grammar import ARTICLES, FUNCTION, POSSESSIVES, RELATIVES
from services.ingest.reading.lexicon.files import load_table, load_tables, load_words
from services.ingest.reading.morphology import plural, verb_forms
from services.ingest.reading.phrases import Phrases
from services.ingest.reading.superlatives import is_compared
from services.ingest.reading.traits import NUMBERS, count_of

WEAK, LIKELY, STRONG, CERTAIN = 1, 2, 3, 9
_WEIGHTS: Final = {"weak": WEAK, "likely": LIKELY, "strong": STRONG, "certain": CERTAIN}
MEMORIAL: Final = "memorial"
BACK: Final = (MEMORIAL, "trial")
"""Fields that look back on what is over."""
REAL: Final = "real"
_TERMS: Final = frozenset(("got", "gets", "given", "serve", "serving", "served", "jailed"))
_NUMBERS: Final = frozenset(load_table("dates", "numbers"))
_RECENT: Final = timedelta(days=30)
_LONG_AGO: Final = timedelta(days=366)
_EARLIEST: Final = 1000
"""A four-digit number below is no year of a report."""
_DYING: Final = frozenset(("dies", "dead", "died"))
_OLD: Final = 60
"""Years from which a death that a title tells with the age is one of old age."""
_RELATING: Final = RELATIVES | {"that"}
_QUOTES: Final = frozenset(("'", '"'))
_HARM: Final = load_words("topic_signs", "harm") | {
    form
    for frame in ("transitive", "intransitive")
    for entries in load_tables("casualties")[frame].values()
    for entry in entries
    if "|" not in entry
    for form in verb_forms(entry)
}
_PRESENT: Final = load_words("topic_signs", "present")
_QUOTABLE: Final = load_words("topic_signs", "quoted")
_WORKS: Final = load_words("topic_signs", "works")
_VENUES: Final = load_words("topic_signs", "venues")
_WHERE: Final = load_words("topic_signs", "where")
_ATTESTING: Final = load_words("topic_signs", "attesting")
_SAYING: Final = load_words("topic_signs", "saying")
_OWNING: Final = ARTICLES | POSSESSIVES
_COMPLEMENTED: Final = _SAYING | FUNCTION
"""Before "that": what it opens is no relative clause."""


class _Sign(NamedTuple):
    field: str
    word: str
    weight: int


def _signs() -> Iterator[tuple[str, _Sign]]:
    for field, classes in load_tables("topics").items():
        for strength, phrases in classes.items():
            if strength.startswith("_"):
                continue
            for phrase in phrases:
                sign = _Sign(field, phrase.removesuffix("s"), _WEIGHTS[strength])
                # "A minute's silence" is cut into four tokens.
                phrase = phrase.replace("'s ", " 's ").replace("s' ", "s ' ")
                yield phrase, sign
                head, _, last = phrase.rpartition(" ")
                if last.isalpha() and not last.endswith("s"):
                    yield f"{head} {plural(last)}".strip(), sign


def _by_phrase() -> dict[str, tuple[_Sign, ...]]:
    found: dict[str, list[_Sign]] = {}
    for phrase, sign in _signs():
        if all(known.field != sign.field for known in found.setdefault(phrase, [])):
            found[phrase].append(sign)
    return {phrase: tuple(signs) for phrase, signs in found.items()}


_TOPICS: Final = Phrases(_by_phrase().items())
_OPENERS: Final = _TOPICS.openers


class Weighed(NamedTuple):
    """What one sentence says of harm and its time."""

    old: bool
    fresh: bool
    """it tells of harm of these days, before it looks back on anything"""
    witnessed: bool
    """it tells of what does harm, and of a day of these"""
    harmed: bool
    bygone: bool
    """the harm that it tells of lies over 30 days back"""
    attested: bool
    """an authority vouches for it"""
    timeless: bool
    pretended: bool


_NOTHING: Final = Weighed(*(False,) * 8)


def weigh(sentence: Sentence, published: date, fields: dict[str, dict[str, int]], *, after_past: bool) -> Weighed:
    """Collect the signs of a sentence.

    Args:
        sentence: One sentence of a report.
        fields: The words of each field in the sentences before, and what they weigh; those of this one are added.
        published: The day on which the report was published: what lies over 30 days before it is past.
        after_past: True when a sentence before has looked back: what follows undated goes on with it.
    """
    words, whens = sentence.words, sentence.whens
    if not whens and words.isdisjoint(_OPENERS):
        return _NOTHING
    forms = sentence.forms
    size = len(forms)
    back_at = real_at = size
    for when in whens:
        if _is_past(sentence, when, published):
            back_at = min(back_at, when.first)
    year = _old_year(sentence, published) if count_of(sentence.traits, NUMBERS) else None
    if year is not None:
        back_at = min(back_at, year)
    old = back_at < size
    venues = not words.isdisjoint(_VENUES)
    for at, stop, found in _TOPICS.find(forms, words):
        scenery = venues and _is_scenery(sentence, at, stop)
        for field, word, weight in found:
            if field == REAL:
                if at < real_at and weight >= LIKELY:
                    real_at = at
            elif scenery:
                weight = WEAK
            elif weight >= STRONG and field in BACK:
                old = old or field == MEMORIAL
                back_at = min(back_at, at)
            known = fields.get(field)
            if known is None:
                fields[field] = {word: weight}
            elif known.get(word, 0) < weight:
                known[word] = weight
    if not words.isdisjoint(_TERMS) and _is_term(sentence):
        fields.setdefault("trial", {})["a term"] = STRONG
    if sentence.field == "title" and not words.isdisjoint(_DYING) and _is_dead_of_age(sentence):
        fields.setdefault("obituary", {}).update({"dies at an age": STRONG, "an age in the title": STRONG})
    harmed = not words.isdisjoint(_HARM)
    if not words.isdisjoint(_WORKS) and (story := _story_in(sentence)) is not None:
        fields.setdefault("fiction", {})[story] = STRONG
        harmed = False
    harm_at = next(at for at, form in enumerate(forms) if form in _HARM) if harmed else size
    day = _day_of(sentence, harm_at) if harmed and whens else None
    recent = day is not None and _is_recent(day, published)
    bygone = harmed and (year is not None if day is None else _is_past(sentence, day, published))
    attested = harmed and sentence.field == "text" and _is_attested(sentence)
    timeless = sentence.field == "text" and not words.isdisjoint(_PRESENT)
    pretended = not words.isdisjoint(_QUOTES) and _pretends(sentence)
    if bygone:
        fresh = False
    elif day is not None and recent and (day.first < back_at or _is_owned(sentence, day.stop)):
        fresh = True
    else:
        told = harm_at < back_at and not after_past and (attested or real_at < back_at)
        fresh = told and not _is_presupposed(sentence, harm_at)
    witnessed = bool(whens) and real_at < size and any(_is_recent(when, published) for when in whens)
    return Weighed(old, fresh, witnessed, harmed, bygone, attested, timeless, pretended)


def _is_term(sentence: Sentence) -> bool:
    """True for what a court gives: got 23 years, was given ten years."""
    tokens = sentence.tokens
    return any(
        tokens[at].low in _TERMS
        and (tokens[at + 1].kind == "number" or tokens[at + 1].low in _NUMBERS)
        and tokens[at + 2].low in ("years", "months")
        for at in range(len(tokens) - 2)
    )


def _story_in(sentence: Sentence) -> str | None:
    """The work in which something happens: in the new film, in her third novel."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.low in _WORKS:
            begin = at - 1
            while begin > max(-1, at - 4) and tokens[begin].kind == "word" and tokens[begin].low not in FUNCTION:
                begin -= 1
            if begin > 0 and tokens[begin].low in _OWNING and tokens[begin - 1].low == "in":
                return f"in the {token.low}"
    return None


def _is_recent(when: When, published: date) -> bool:
    return when.end is not None and published - _RECENT <= when.end <= published


def _is_past(sentence: Sentence, when: When, published: date) -> bool:
    """True for a time over 30 days back; what has gone on since then is of these days."""
    if when.end is None or when.end >= published - _RECENT:
        return False
    tokens = sentence.tokens
    since = tokens[when.first].low == "since" or (when.first > 0 and tokens[when.first - 1].low == "since")
    return not since or (when.end < published - _LONG_AGO and not is_compared(tokens, when.first))


def _is_presupposed(sentence: Sentence, harm_at: int) -> bool:
    """True for harm that only tells who somebody is: the soldiers who killed 13, an owner whose ferry sank."""
    for at in range(harm_at - 1, 0, -1):
        token = sentence.tokens[at]
        if token.low in RELATIVES or (token.low == "that" and sentence.tokens[at - 1].low not in _COMPLEMENTED):
            return True
        if token.kind == "mark" or token.low in _SAYING:
            return False
    return False


def _day_of(sentence: Sentence, harm_at: int) -> When | None:
    """The time of what is told at a word of harm: the next one behind it, else the last before it."""
    tokens = sentence.tokens
    last = None
    for when in sentence.whens:
        if when.end is None:
            continue
        if when.first > harm_at:
            return when
        if not any(tokens[at].low in _RELATING for at in range(when.stop, harm_at)):
            last = when
    return last


def _is_scenery(sentence: Sentence, first: int, stop: int) -> bool:
    """True for where something happens: at a football match, outside the tribunal, in a museum."""
    tokens = sentence.tokens
    last = stop - 1
    for at in range(stop - 1, min(len(tokens), stop + 2)):
        if tokens[at].low in _VENUES:
            last = at
        elif at >= stop:
            break
    if tokens[last].low not in _VENUES:
        return False
    for at in range(first - 1, max(-1, first - 4), -1):
        low = tokens[at].low
        if low in _WHERE:
            return True
        if any(when.first <= at < when.stop for when in sentence.whens):
            return False
        if tokens[at].kind != "word" or (low in FUNCTION and low not in _OWNING):
            return False
    return False


def _is_owned(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].low == "'s"


def _is_dead_of_age(sentence: Sentence) -> bool:
    """Dies at 91, dead aged 88: how the title of an obituary ends."""
    low = [token.low for token in sentence.tokens[-4:]]
    for at, word in enumerate(low[:-1]):
        if word in _DYING and low[at + 1] in ("at", "aged") and at + 2 < len(low) and low[at + 2].isdecimal():
            return _OLD <= int(low[at + 2]) < _EARLIEST
    return False


def _is_attested(sentence: Sentence) -> bool:
    """True for words that an authority vouches for: police said, said the mayor, according to the ministry."""
    if sentence.words.isdisjoint(_SAYING) or sentence.words.isdisjoint(_ATTESTING):
        return False
    forms = sentence.forms
    ats = [at for at, form in enumerate(forms) if form in _ATTESTING]
    return any(not _SAYING.isdisjoint(forms[max(0, at - 4) : at + 3]) for at in ats)


def _old_year(sentence: Sentence, published: date) -> int | None:
    """Where the plague of 1630 stands: a year behind a noun that no list of disasters holds."""
    tokens = sentence.tokens
    for at in [at for at, token in enumerate(tokens) if token.kind == "number"]:
        token = tokens[at]
        if (
            len(token.low) == 4
            and token.low.isdecimal()
            and _EARLIEST <= int(token.low) < published.year - 1
            and (
                (at and tokens[at - 1].low in ("of", "in", "around"))
                or (at and tokens[at - 1].low == "since" and not is_compared(tokens, at))
                or (not at and at + 1 < len(tokens) and tokens[at + 1].low == ":")
            )
        ):
            return at
    return None


def _pretends(sentence: Sentence) -> bool:
    """True for a word of harm alone in quotation marks."""
    if sentence.words.isdisjoint(_QUOTABLE):
        return False
    tokens = sentence.tokens
    return any(
        tokens[at].low in _QUOTABLE and tokens[at - 1].low in _QUOTES and tokens[at + 1].low in _QUOTES
        for at in range(1, len(tokens) - 1)
    )
