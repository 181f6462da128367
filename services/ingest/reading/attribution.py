"""On whose word something is told: who speaks, and how well placed."""

from itertools import islice, pairwise
from typing import Final, NamedTuple

from schemas.evidence import Attribution, Standing
from services.ingest.reading.document import Document, Sentence
from services.ingest.reading.lexicon.files import load_tables, load_words
from services.ingest.reading.phrases import Phrases

SPEAKERS: Final = Phrases(
    (phrase, (Standing(standing), role))
    for standing, roles in load_tables("speakers").items()
    if standing in set(Standing)
    for role, phrases in roles.items()
    for phrase in phrases
)
"""Who may vouch for a count, with standing and role."""
_VERBS: Final = load_words("speakers", "verbs.words") | load_words("speakers", "verbs.stances")
_ACCORDING: Final = frozenset(("according", "per"))
_TELLING: Final = _VERBS | _ACCORDING
_BREAKS: Final = frozenset((";", "while", "whereas", "but", "though"))
_BREAK_COST: Final = 30
_FINDING: Final = "found"
_MAY_TELL: Final = _TELLING | {_FINDING}
_CITING: Final = frozenset(("quoting", "citing", "quoted", "cited"))
_CITED_GAIN: Final = 20
_PRONOUNS: Final = frozenset(("he", "she", "they", "it"))
_PRONOUN_COST: Final = 4
"""A speaker farther from its verb than this gives way to a pronoun right before one."""
_VICTIMS: Final = load_words("speakers", "beside.words")
_BESIDE: Final = 2
"""Tokens between a verb of speaking and those who are victims as often as speakers."""
_INITIALS: Final = frozenset(("who", "un", "pm"))
"""Short names that are other words unless in capitals."""
_BACK: Final = 2
"""Sentences back in which a pronoun's speaker is named."""
_HEARSAY: Final = load_words("scope", "hearsay")
_HEADS: Final = {
    noun: Standing(standing) for standing, nouns in load_tables("speakers")["heads"].items() for noun in nouns
}
_NEARBY: Final = load_words("speakers", "nearby.words")
_NO_BODY: Final = load_words("speakers", "no_body.words")
_DETERMINERS: Final = frozenset(("the", "a", "an", "its", "their", "his", "her"))
_NAMED: Final = 3
"""Words before a noun that say whose body it is."""
_OPENING: Final = 4
"""Tokens of a sentence in which who opens it is named."""
_BEHIND: Final = 8
"""Tokens behind who opens a sentence in which a clause on it begins."""
_RELATIVE: Final = frozenset(("that", "who", "which"))
_REACH: Final = 14
"""Tokens between a speaker and the verb of speaking at most."""


def speaker_of(document: Document, sentence: Sentence, first: int) -> Attribution | None:
    """Find who vouches for the words at a token.

    The speaker nearest to a verb of speaking counts, in the same sentence; in quoted speech the one of the sentence
    before or behind.
    """
    tokens = sentence.tokens
    if sentence.words.isdisjoint(_TELLING) and _FINDING not in sentence.words:
        return None
    verbs = [at for at, form in enumerate(sentence.forms) if form in _MAY_TELL]
    if _FINDING in sentence.words:
        verbs = [at for at in verbs if tokens[at].low in _TELLING or _finds(sentence, at)]
    if not verbs:
        return None
    best: tuple[int, _Speaker] | None = None
    speakers = _speakers(sentence)
    for speaker in speakers:
        gap = min(min(abs(verb - speaker.first), abs(verb - speaker.stop)) for verb in verbs)
        if _is_subject(sentence, speaker, verbs):
            gap = 0
        if gap > _BESIDE and tokens[speaker.first].low in _VICTIMS:
            # "Six protesters were killed, reports said": they say nothing.
            continue
        distance = gap * 2 + abs(first - speaker.first) // 4 + _parted(sentence, speaker.first, first)
        before = tokens[speaker.first - 1].low if speaker.first else ""
        if before in _CITING or (before == "the" and speaker.first > 1 and tokens[speaker.first - 2].low in _CITING):
            # "quoting the governor, the agency said"
            distance -= _CITED_GAIN
        elif _is_agent(sentence, speaker.first):
            distance += _BREAK_COST
        if gap <= _REACH and (best is None or distance < best[0]):
            best = (distance, speaker)
    pronoun = next((verb - 1 for verb in verbs if verb and tokens[verb - 1].low in _PRONOUNS), None)
    if pronoun is not None and (best is None or best[0] > _PRONOUN_COST):
        return _spoken_before(document, sentence, pronoun)
    if best is None:
        return None
    return _attribution(document, sentence, _owner(sentence, best[1], speakers))


def _finds(sentence: Sentence, at: int) -> bool:
    """A commission found that 47 had died; not for who found bodies."""
    tokens = sentence.tokens
    return tokens[at].low == _FINDING and at + 1 < len(tokens) and tokens[at + 1].low == "that"


def _is_subject(sentence: Sentence, speaker: "_Speaker", verbs: list[int]) -> bool:
    """Who opens a sentence with a clause behind it speaks: the commission that visited the islands found."""
    if speaker.first > _OPENING or speaker.stop + _NAMED > verbs[-1]:
        return False
    between = sentence.tokens[speaker.stop : min(speaker.stop + _BEHIND, verbs[-1])]
    clause = next((at for at, token in enumerate(between) if token.low in _RELATIVE), None)
    return clause is not None and all(verb - speaker.stop > clause + 1 for verb in verbs if verb >= speaker.stop)


class _Speaker(NamedTuple):
    first: int
    stop: int
    standing: Standing
    role: str


def _speakers(sentence: Sentence) -> list[_Speaker]:
    """Everybody in a sentence who may speak."""
    tokens = sentence.tokens
    openers = SPEAKERS.openers
    found: list[_Speaker] = []
    free = 0
    for at in [at for at, token in enumerate(tokens) if token.low in openers or token.low in _HEADS]:
        match = SPEAKERS.match(tokens, at) if at >= free else None
        if match is None or (tokens[at].low in _INITIALS and not tokens[at].text.isupper()):
            body = _body(sentence, at) if at >= free and tokens[at].low in _HEADS else None
            if body is not None:
                found.append(body)
            continue
        free, (standing, role) = match
        found.append(_Speaker(at, free, standing, role))
    return found


def _body(sentence: Sentence, at: int) -> _Speaker | None:
    """A body or post that is known by its last noun alone: the emergencies committee, the prison secretariat."""
    tokens = sentence.tokens
    before = tokens[at - 1].low if at else ""
    if not at or before in _NO_BODY or not tokens[at].text.isalpha():
        return None
    names = [token.low for token in tokens[max(0, at - _NAMED) : at]]
    standing = Standing.LOCAL if not _NEARBY.isdisjoint(names) else _HEADS[tokens[at].low]
    role = tokens[at].low if before in _DETERMINERS else f"{before} {tokens[at].low}"
    return _Speaker(at, at + 1, standing, role)


def _attribution(document: Document, sentence: Sentence, speaker: _Speaker) -> Attribution:
    start, end = sentence.span(speaker.first, speaker.stop)
    words = document.source_of(sentence.field)[start:end]
    return Attribution(standing=speaker.standing, speaker=speaker.role, text=words)


def _owner(sentence: Sentence, speaker: _Speaker, speakers: list[_Speaker]) -> _Speaker:
    """The hospital has taken in 30, its director said: the hospital's."""
    before = sentence.tokens[speaker.first - 1].low if speaker.first else ""
    if before in ("its", "their") and speakers[0].first < speaker.first:
        return speakers[0]
    return speaker


def _spoken_before(document: Document, sentence: Sentence, pronoun: int) -> Attribution | None:
    """Whom "he said" and "they said" mean: who was named last, in this sentence or the one before."""
    here = [speaker for speaker in _speakers(sentence) if speaker.first < pronoun]
    if here:
        return _attribution(document, sentence, here[0])
    for earlier in islice(document.before(sentence), _BACK):
        if earlier.field != sentence.field:
            break
        told = _speakers(earlier)
        if told:
            spoke = speaker_of(document, earlier, 0)
            return spoke if spoke is not None else _attribution(document, earlier, told[0])
    return None


def _is_agent(sentence: Sentence, first: int) -> bool:
    """True for whose count it is: the count of 38 by a UN team; not for "a statement by the army"."""
    tokens = sentence.tokens
    for at in range(first - 1, max(0, first - 3), -1):
        if tokens[at].low == "by":
            return tokens[at - 1].low not in _HEARSAY
    return False


def _parted(sentence: Sentence, speaker: int, first: int) -> int:
    """What it costs a speaker to stand beyond a break: police say ten died; the hospital counts twelve."""
    begin, stop = min(speaker, first), max(speaker, first)
    between = sentence.tokens[begin:stop]
    if any(token.low in _BREAKS for token in between):
        return _BREAK_COST
    # "It found that 47 died, and both the minister and the groups declared themselves satisfied."
    anew = speaker > first and any(a.low == "," and b.low == "and" for a, b in pairwise(between))
    return _BREAK_COST // 2 if anew else 0
