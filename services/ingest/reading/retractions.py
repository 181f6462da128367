"""What is denied or taken back: denied that, withdrew its statement that, a report that was dismissed."""

from typing import Final

from services.ingest.reading.clause_spans import RESUMED
from services.ingest.reading.document import Sentence, Token
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BASES, BE, FINITE, GERUNDS, POSSESSIVES, RELATIVES
from services.ingest.reading.lexicon.files import load_words

DENY: Final = load_words("scope", "deny")
RETRACT: Final = load_words("scope", "retract")
HEARSAY: Final = load_words("scope", "hearsay")
GIVING_UP: Final = load_words("scope", "giving_up")
_GIVEN: Final = frozenset(("given", "gave", "gives", "give", "giving"))
_OWNED: Final = POSSESSIVES | {"the"}
_CALLED: Final = BE | {
    "as",
    "call",
    "called",
    "calls",
    "calling",
    "branded",
    "termed",
    "labelled",
    "labeled",
    "it",
    "them",
    "that",
    "were",
    "wholly",
    "completely",
    "entirely",
    "totally",
    "utterly",
    "simply",
}


def is_wrong(tokens: tuple[Token, ...], spans: list[tuple[int, int, str]], number: int, cue: int) -> bool:
    """True for the clause that holds a word of error, the relative clause that it looks back on, and its content."""
    first, stop, opener = spans[number]
    if first <= cue < stop:
        return True
    if opener == "that" and first - 6 <= cue < first:
        return True
    after = spans[number + 1] if number + 1 < len(spans) else None
    if after is None or not after[0] <= cue < after[1]:
        return False
    if after[2] in RELATIVES or after[2] == "that":
        # "the figure of 44 that he gave was wrong": the relative clause stands before the verb of the main one
        return not any(token.low in FINITE or token.low in AUXILIARIES for token in tokens[first:stop])
    return after[2] == RESUMED


def denies(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a verb of denying what follows: denied that, rejected reports; not: rejected the bill."""
    low = tokens[at].low
    if low in ("untrue", "false"):
        # "the report is false", "a false claim that"; not: gave a false name
        before, after = tokens[at - 1].low if at else "", tokens[at + 1].low if at + 1 < len(tokens) else ""
        return before in _CALLED or after in HEARSAY
    if at and tokens[at - 1].low in ("was", "were", "been", "be", "being"):
        return False
    for ahead in range(at + 1, min(len(tokens), at + 6)):
        word = tokens[ahead].low
        if word == "that" or word in HEARSAY:
            return True
        if (
            ahead == at + 1
            and low.startswith("den")
            and (word in GERUNDS or word.endswith("ing") or word in ("any", "having", "there"))
        ):
            return True
        if word in BASES or word in FINITE:
            break
    return low in ("denied", "denies", "deny", "denying") and at + 1 < len(tokens) and tokens[at + 1].low != "the"


def denied_behind(sentence: Sentence) -> int | None:
    """Where a claim is denied in the passive: the report of 12 dead was dismissed by the army."""
    if sentence.words.isdisjoint(DENY) or sentence.words.isdisjoint(HEARSAY):
        return None
    tokens = sentence.tokens
    for at in range(2, len(tokens)):
        before = tokens[at - 1].low
        if tokens[at].low in DENY and (before in BE or (before in ADVERBS and tokens[at - 2].low in BE)):
            return at if any(tokens[step].low in HEARSAY for step in range(at)) else None
    return None


def takes_back(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a verb of taking back beside what can be taken back: withdrew its statement, not: withdrew its men."""
    near = range(max(0, at - 8), min(len(tokens), at + 8))
    return any(tokens[ahead].low in HEARSAY or tokens[ahead].low == "tally" for ahead in near)


def gives_up(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a verb of giving up whose object is what was told: dropped its earlier claim, gave up their count."""
    if tokens[at].low == "up" and (not at or tokens[at - 1].low not in _GIVEN):
        return False
    behind = [token.low for token in tokens[at + 1 : at + 4]]
    return len(behind) > 1 and behind[0] in _OWNED and not HEARSAY.isdisjoint(behind[1:])
