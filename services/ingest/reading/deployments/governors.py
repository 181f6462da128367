"""The word that rules a deed: `agreed to`, `ruled out`, `no plans to`, `a motion to`."""

from typing import Final

from services.ingest.reading.deployments.verbs import Governor, read_around
from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_table, load_words

_GOVERNORS: Final = load_table("deployments", "governors")
_NAMING: Final = frozenset(("called", "calls", "call"))
_VOTING: Final = frozenset(("vote", "decide"))
_MOTIONS: Final = load_words("deployments", "suppositions.motions")
_DECISIONS: Final = frozenset(("decision", "decisions", "order", "announcement", "vote", "approval", "mandate"))
_PENDING: Final = load_words("deployments", "suppositions.pending")
_STOPS: Final = frozenset((";", ":", "—", "(", ")", "which", "who", "when", "while", "where", "after", "because"))
_CALLED_FOR: Final = frozenset(("for", "on", "upon", "to", "by", "from", "of", "in", "as", "again", "that"))
_ASIDES: Final = frozenset(("if", "should", "when", "once", "provided", "after", "before", "as", "in", "despite"))
_ASIDE: Final = 10
"""Tokens of an aside at most."""
_REACH: Final = 16
"""Tokens between a governing word and what it governs at most."""


def find_governor(tokens: tuple[Token, ...], before: int, floor: int = 0) -> Governor | None:
    """Return the nearest governing word to the left, or None where the clause ends first."""
    at = before - 1
    while at >= max(floor, before - _REACH):
        low = tokens[at].low
        if low in _STOPS:
            return None
        if low == "," and (opening := _opens_aside(tokens, at)) is not None:
            # "is ready, if Doha asks, to send"
            at = opening
            continue
        pair = f"{low} {tokens[at + 1].low}" if at + 1 < len(tokens) else low
        group = _GOVERNORS.get(pair) or _GOVERNORS.get(low)
        if group == "ask" and low in ("called", "calls", "call") and not _CALLED_FOR.issuperset((tokens[at + 1].low,)):
            # "condemned what they called the arrival of"
            group = None
        if group is not None and not (tokens[at].text[0].isupper() and at > floor and low in ("may", "march")):
            around = read_around(tokens, at, floor)
            if low in _NAMING and any(token.low == "what" for token in tokens[max(floor, at - 3) : at]):
                # "what they called the arrival of mercenaries"
                at -= 1
                continue
            if group == "approve" and low in _DECISIONS and _is_pending(tokens, at, floor):
                # "pledging not to rush a decision to send"
                return Governor(at, "offer", False, False)
            if (group == "ask" or low in _MOTIONS) and _is_refused(tokens, at, floor):
                return Governor(at, "refuse", False, False)
            if group == "permit":
                # "voted to allow", "is pushing it to let": a permission is worth what rules it.
                over = find_governor(tokens, around.first, floor) if around.to else None
                if over is not None:
                    return over
                group = "offer" if around.to or around.modal else "approve"
            if group == "rumour" and (around.modal or around.to):
                # "will talk of raising the mission": no rumour, a thought.
                group = "offer"
            if group == "approve" and low in _VOTING and (around.modal or (around.to and around.be)):
                # "will vote on sending": the vote is still to come.
                group = "offer"
            negated = around.negated or any(
                tokens[step].low in ("no", "not", "without", "never", "neither", "any")
                for step in range(max(floor, at - 2), at)
            )
            return Governor(at, group, negated, around.modal in ("will", "would", "may", "might", "could"))
        at -= 1
    return None


def _opens_aside(tokens: tuple[Token, ...], stop: int) -> int | None:
    """Return the token before an aside of time or condition that ends at a comma, None where none ends there."""
    for at in range(stop - 1, max(0, stop - _ASIDE), -1):
        if tokens[at].low == ",":
            return at - 1 if tokens[at + 1].low in _ASIDES else None
    return None


def _is_pending(tokens: tuple[Token, ...], at: int, floor: int) -> bool:
    """`not to rush a decision`, `before any decision`, `is nearing a decision`."""
    return not _PENDING.isdisjoint(token.low for token in tokens[max(floor, at - 4) : at])


def _is_refused(tokens: tuple[Token, ...], at: int, floor: int) -> bool:
    """`refused a request to send`: the request came to nothing."""
    return any(
        "refuse" in (_GOVERNORS.get(tokens[step].low), _GOVERNORS.get(f"{tokens[step].low} {tokens[step + 1].low}"))
        for step in range(max(floor, at - 4), at)
    )
