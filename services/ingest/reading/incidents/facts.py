"""What the detectors of incidents share: is it told as fact, and the fields that every event has."""

from collections.abc import Iterable
from typing import Any, Final

from schemas.place import Place
from services.ingest.reading.attribution import speaker_of
from services.ingest.reading.confidence import confidence_of
from services.ingest.reading.document import Document, Scope, Sentence
from services.ingest.reading.evidence import evidence_of
from services.ingest.reading.grammar import ADVERBS, BASES, BE, MODALS
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.morphology import verb_forms
from services.ingest.reading.phrases import Phrases, T
from services.ingest.reading.placing import period_of, place_of

_HABITUAL: Final = load_words("incidents", "reality.habitual")
_SPANS: Final = frozenset(("year", "month", "week", "day"))
_LASTING: Final = load_words("incidents", "reality.lasting")
"""Before `a week`: how long, not how often."""
_PLAYED: Final = load_words("incidents", "reality.played")
"""Words that make of a sentence a play."""
_GAMES: Final = load_words("incidents", "reality.games")
_DONE: Final = load_words("incidents", "reality.done")
_AROUND: Final = 5
"""Tokens around a range that tell whose president, whose clash it is."""
_WILLED: Final = 8
"""Tokens between `will` or a governing word and the deed at most."""
_PLANS: Final = BASES - {"be", "remain", "stay", "keep"}
_UNSURE: Final = MODALS - {"will", "shall", "'ll"}
_RULED: Final = 4
"""Tokens that a modal verb or an infinitive's `to` may stand before the word that it rules."""
_NEGATIONS: Final = load_words("incidents", "reality.negations")


def is_fact(
    document: Document, sentence: Sentence, at: int, *, announced: bool = False, negative: bool = False
) -> bool:
    """Tell whether the words at a token are told as a fact of the present story.

    Args:
        document: The report.
        sentence: Its sentence.
        at: Index of a token.
        announced: True where what is announced for tomorrow counts (a closure, a curfew).
        negative: True where the deed itself is told by a negation (`without phones`, `is not working`).
    """
    if document.language is not None or document.topic.drill or document.topic.fiction or document.topic.sport:
        return False
    if document.topic.anniversary and any(cue.startswith("anniversary") for cue in document.topic.cues):
        return False
    scope = _scope_at(sentence, at)
    if scope.drill or scope.fiction or scope.sport or scope.question or scope.history or scope.denied:
        return False
    if scope.idiom and not document.topic.idiom:
        return False
    if scope.habitual and (not sentence.words.isdisjoint(_HABITUAL) or _is_rate(sentence)):
        # "extended by a week" is no habit.
        return False
    if scope.conditional or scope.rumoured or (scope.negated and not negative) or _is_yearly(sentence):
        return False
    if not sentence.words.isdisjoint(_PLAYED):
        return False
    if sentence.field == "title" and any(
        other.words & _PLAYED or _is_yearly(other) for other in document.sentences if other.field == "text"
    ):
        # The text tells that what the headline says is a play.
        return False
    if not announced and (_is_wanted(sentence, at) or (scope.future and _is_willed(sentence, at))):
        return False
    if not announced and at and sentence.tokens[at - 1].low in _UNSURE:
        # "may announce": a modal before a verb of telling rules what is told.
        return False
    return announced or not (scope.modal and (_is_ruled(sentence, at) or _is_expected(sentence, at)))


def _scope_at(sentence: Sentence, at: int) -> Scope:
    """The scope of the clause at a token; a clause that the deed itself opens belongs to the one before it.

    "Thirty years ago the king | dismissed the government": to deny and to dismiss open a clause.
    """
    clause = sentence.clause_at(at)
    if clause.first == at and at and clause.opener == sentence.tokens[at].low:
        return sentence.clause_at(at - 1).scope
    return clause.scope


def is_unreached(sentence: Sentence, at: int) -> bool:
    """`called for a curfew`, `braced for riots`: a thing that is wished, feared or refused, not one that is there."""
    tokens = sentence.tokens
    if sentence.words.isdisjoint(_UNREACHED.signs):
        return False
    for begin in range(at - 1, max(-1, at - _WILLED), -1):
        if tokens[begin].low in _UNREACHED.openers and (found := _UNREACHED.match(tokens, begin)) is not None:
            return found[0] <= at
        if tokens[begin].kind == "mark" or tokens[begin].low in ("and", "but", "after", "as", "who", "which", "when"):
            return False
    return False


def is_passive(sentence: Sentence, at: int) -> bool:
    """Tell whether a participle stands behind a form of be: `is now held`, `was stormed and occupied`."""
    for token in reversed(sentence.tokens[max(0, at - 4) : at]):
        if token.low in BE:
            return True
        if token.low not in ADVERBS and token.low != "and" and not token.low.endswith(("ly", "ed")):
            return False
    return False


def inflected(entries: Iterable[str]) -> list[str]:
    """Return all forms of verbs of the lexicon, in order: `shut shuts shut shut shutting`, `turn|off`, `block`."""
    found: set[str] = set()
    for entry in entries:
        verb, _, particle = entry.partition("|")
        found.update(f"{form} {particle}".strip() for form in verb_forms(verb))
    return sorted(found)


def is_of_games(sentence: Sentence, first: int, stop: int) -> bool:
    """Tell whether a club, a firm or a match stands around a range: its presidents and clashes are no states'."""
    if sentence.words.isdisjoint(_GAMES):
        return False
    return any(token.low in _GAMES for token in sentence.tokens[max(0, first - _AROUND) : stop + _AROUND])


def _is_rate(sentence: Sentence) -> bool:
    tokens = sentence.tokens
    for at in range(1, len(tokens) - 1):
        if tokens[at].low in ("a", "an") and tokens[at + 1].low in _SPANS and tokens[at - 1].low not in _LASTING:
            return at + 2 >= len(tokens) or tokens[at + 2].low not in ("ago", "after", "earlier", "later", "before")
    return False


def _is_wanted(sentence: Sentence, at: int) -> bool:
    """`threatened on Wednesday to cut`: an infinitive is no deed, unless somebody was `forced to`, `began to`."""
    tokens = sentence.tokens
    if at > 2 and tokens[at - 1].low in ("and", "or"):
        # "to storm and occupy": the infinitive's `to` rules both.
        at -= 2
    last = at - 2 if at > 1 and tokens[at - 1].low == "be" else at - 1
    if last < 0 or tokens[last].low != "to":
        return False
    return not any(token.low in _DONE for token in tokens[max(0, at - _WILLED) : last])


def is_planned(sentence: Sentence, at: int) -> bool:
    """`tried to order the closure of schools`: the noun's own verb is a wanted infinitive."""
    first = max(sentence.clause_at(at).first, at - _RULED)
    return any(
        sentence.tokens[near].low == "to" and sentence.tokens[near + 1].low in _PLANS and _is_wanted(sentence, near + 1)
        for near in range(first, at - 1)
    )


def _is_expected(sentence: Sentence, at: int) -> bool:
    """`Protests could break out`: the modal verb stands behind the noun."""
    return any(token.low in MODALS for token in sentence.tokens[at + 1 : at + 3])


def _is_willed(sentence: Sentence, at: int) -> bool:
    first = max(sentence.clause_at(at).first, at - 2 * _WILLED)
    return any(token.low in ("will", "shall", "'ll") for token in sentence.tokens[first:at])


def _is_yearly(sentence: Sentence) -> bool:
    if sentence.words.isdisjoint(("every", "each")):
        return False
    tokens = sentence.tokens
    return any(
        tokens[at].low in ("every", "each") and tokens[at + 1].low in ("year", "summer", "winter", "spring")
        for at in range(len(tokens) - 1)
    )


def _is_ruled(sentence: Sentence, at: int) -> bool:
    """`who tried to overthrow the government bombed parliament`: the attempt does not rule the second verb."""
    if sentence.tokens[at - 1].low == "to" and not _is_wanted(sentence, at):
        # "had been directed to shut down the internet": an order that was carried out.
        return False
    tokens = sentence.tokens
    for near in range(max(0, at - _RULED), at):
        # "from 8 pm to 6 am under curfew": `to` before a number rules no verb.
        if tokens[near].low in MODALS or (tokens[near].low == "to" and tokens[near + 1].kind != "number"):
            return True
    return tokens[at].low.endswith("ing")


def is_negated(sentence: Sentence, at: int, reach: int = 3) -> bool:
    """Tell whether a negation stands within a few tokens before a token."""
    return any(
        token.low in _NEGATIONS or token.low.endswith("n't") for token in sentence.tokens[max(0, at - reach) : at]
    )


def matches(phrases: Phrases[T], sentence: Sentence) -> list[tuple[int, int, T]]:
    """Return first, stop and value of every phrase in a sentence, from left to right, without overlap."""
    return phrases.find(sentence.forms, sentence.words)


def fields(document: Document, sentence: Sentence, first: int, stop: int, rules: Iterable[str] = ()) -> dict[str, Any]:
    """Return place, date, attribution, evidence, confidence and trace of an event at a range of tokens."""
    placed = place_of(document, sentence, first, stop)
    place = placed.place
    if place.country is None:
        # "Germany reopened its borders with France and Austria": over several, it is the first that acts.
        acting = next(
            (m.country for m in sentence.mentions if m.country and m.stop <= first and m.kind != "demonym"), None
        )
        place = Place(country=acting) if acting is not None else place
    start, end = sentence.span(first, stop)
    reading = (*rules, f"place: {placed.rule}")
    return {
        "place": place,
        "date": period_of(sentence, first, stop, document),
        "attribution": speaker_of(document, sentence, first),
        "evidence": evidence_of(document, sentence, start, end),
        "confidence": confidence_of(reading),
        "reading": reading,
    }


def phrases_of(tables: Iterable[tuple[str, T]]) -> Phrases[T]:
    """Make phrases of a turned table, in a fixed order."""
    return Phrases(sorted(((words.replace("'s", " 's"), value) for words, value in tables), key=lambda entry: entry[0]))


_UNREACHED: Final = phrases_of((words, True) for words in sorted(load_words("incidents", "reality.unreached")))
