"""The board: what stands for one measure of one story, after every statement in the order of publication."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from services.alerts.situations.claim import Claim
from services.alerts.situations.figures import Figure, Voice, grown, heard, voices_of
from services.alerts.situations.parts import PEOPLE, REST, Known, Part, add_up, parts_of
from services.alerts.situations.statements import Ground, Statement

WHOLE: Final = Part("", PEOPLE)
SAME_INCREMENT: Final = timedelta(hours=36)
"""Two outlets that tell of as many more dead within this time tell of the same ones."""
LEAD: Final = 5
OUTSIZE: Final = 15
"""In one report, a total so many times what is told before it (of so many people at least) counts something else."""


class Increment(NamedTuple):
    """An increment that was counted, kept so that another outlet's telling of it is not."""

    min: int
    max: int | None
    day: str | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """What stands.

    Attributes:
        figures: What stands for each part, the whole among them, in the order of their first mention.
        together: Pairs of groups that one report told side by side.
        increments: What was added since the last total.
    """

    figures: tuple[tuple[Part, Figure], ...] = ()
    together: frozenset[frozenset[str]] = frozenset()
    increments: tuple[Increment, ...] = ()

    def figure(self, part: Part) -> Figure | None:
        """What stands for a part."""
        return next((figure for known, figure in self.figures if known == part), None)

    @property
    def places(self) -> frozenset[str]:
        """Places that were told apart."""
        return frozenset(part.place for part, _ in self.figures if part.place)


EMPTY: Final = Board()


def after(board: Board, statement: Statement) -> Board:
    """Return the board after one more statement, published after all that the board knows."""
    totals = _in_size([c for c in statement.claims if c.scope == "total" and c.certainty == "asserted"])
    board = _totals(board, statement, totals)
    board = _denials(board, statement)
    if not totals:
        for claim in statement.claims:
            if claim.scope == "increment" and claim.certainty == "asserted":
                board = _increment(board, statement, claim)
    return board


def _in_size(totals: list[Claim]) -> list[Claim]:
    """Leave out totals that dwarf what the report leads with: statistics, a drill, an old disaster, people saved."""
    kept: list[Claim] = []
    lead = 0
    for claim in totals:
        if lead < LEAD or claim.min < OUTSIZE * lead:
            kept.append(claim)
            lead += claim.min
    return kept


def _totals(board: Board, statement: Statement, totals: list[Claim]) -> Board:
    if not totals:
        return board
    parts = parts_of(totals, board.places)
    told: dict[Part, list[Claim]] = {}
    for part, claim in zip(parts, totals, strict=True):
        told.setdefault(part, []).append(claim)
    told = _others(told)
    corrects = frozenset(c.span for c in statement.claims if c.scope == "previous")
    denied = {(c.min, c.max) for c in statement.claims if c.certainty == "denied"}
    together = board.together
    if len(told) > 1:
        groups = sorted({part.group for part in told} - {PEOPLE})
        together |= frozenset(frozenset((a, b)) for a in groups for b in groups if a < b)
    figures = dict(board.figures)
    if WHOLE in told and _settles(board, told[WHOLE]):
        figures = {part: figure for part, figure in figures.items() if part != WHOLE and not figure.contested}
    for part, claims in told.items():
        voices = voices_of(_known_by(claims, figures.get(part)), statement.report)
        if denied:
            voices = tuple(v._replace(disputed=True) if (v.min, v.max) in denied else v for v in voices)
        figures[part] = heard(figures.get(part), voices, statement.story, corrects=corrects)
    return Board(tuple(figures.items()), together)


def _others(told: dict[Part, list[Claim]]) -> dict[Part, list[Claim]]:
    """A "total" that is smaller than one of the groups beside it counts the others."""
    groups = [claims for part, claims in told.items() if part.group != PEOPLE]
    if not groups:
        return told
    largest = max((claim.min for claims in groups for claim in claims), default=0)
    return {
        (
            part._replace(group=REST) if part.group == PEOPLE and all(_under(c, largest) for c in claims) else part
        ): claims
        for part, claims in told.items()
    }


def _known_by(claims: list[Claim], figure: Figure | None) -> list[Claim]:
    """Give a count on nobody's word that is the same as one that stands to whoever said that."""
    if figure is None or len(claims) < 2:
        return claims
    named = {(voice.min, voice.max): voice for voice in figure.voices if voice.named}
    return [
        claim
        if claim.speaker is not None or claim.span not in named
        else claim._replace(speaker=named[claim.span].speaker, rank=named[claim.span].rank)
        for claim in claims
    ]


def _settles(board: Board, claims: list[Claim]) -> bool:
    """A total for all by one who took no side settles what others disagree on, in the whole or in a part of it."""
    contested = [figure for _, figure in board.figures if figure.contested]
    sides = [voice for figure in contested for voice in figure.voices]
    speakers = {claim.speaker for claim in claims}
    if not contested or len(speakers) > 1 or None in speakers or speakers & {voice.speaker for voice in sides}:
        return False
    return claims[0].rank <= max(voice.rank for voice in sides)


def _under(claim: Claim, count: int) -> bool:
    return claim.max is not None and claim.max < count


def _denials(board: Board, statement: Statement) -> Board:
    """A count that a source as well placed denies is no longer established; it stays a ceiling."""
    denied = {c.span: c for c in statement.claims if c.certainty == "denied" and c.speaker is not None}
    if not denied:
        return board
    return replace(
        board,
        figures=tuple(
            (part, figure._replace(voices=tuple(_disputed(voice, denied) for voice in figure.voices)))
            for part, figure in board.figures
        ),
    )


def _disputed(voice: Voice, denied: dict[tuple[int, int | None], Claim]) -> Voice:
    claim = denied.get((voice.min, voice.max))
    return voice._replace(disputed=True) if claim is not None and claim.rank <= voice.rank else voice


def _increment(board: Board, statement: Statement, claim: Claim) -> Board:
    new = Increment(claim.min, claim.max, claim.day, statement.source, statement.story)
    if any(_same(new, old) for old in board.increments):
        return board
    figures = dict(board.figures)
    # Whoever dies in a part dies in the whole too.
    touched = [part for part in _homes(board, claim) if part in figures] or [WHOLE]
    for part in touched:
        figures[part] = grown(figures.get(part), claim, statement.report, statement.story)
    return replace(board, figures=tuple(figures.items()), increments=(*board.increments, new))


def _homes(board: Board, claim: Claim) -> list[Part]:
    place = claim.place if claim.place in board.places else ""
    group = PEOPLE if claim.group in (PEOPLE, "other") else claim.group
    homes = list(dict.fromkeys((Part(place or "", group), Part(place or "", PEOPLE), WHOLE)))
    if not any(part in dict(board.figures) for part in homes) and len(board.figures) == 1:
        return [board.figures[0][0]]
    own = next((part for part in homes if part in dict(board.figures)), None)
    return [part for part in dict.fromkeys((own, WHOLE)) if part is not None]


def _same(new: Increment, old: Increment) -> bool:
    if (new.min, new.max) != (old.min, old.max):
        return False
    if new.day is not None and old.day is not None:
        return new.day == old.day
    # An outlet that says "two more" again tells of two others; another outlet tells of the same two.
    return new.source != old.source and abs(new.at - old.at) <= SAME_INCREMENT


def known(board: Board) -> Known | None:
    """Return what is known: the whole where it stands, else the sum of the parts; None when nothing is.

    A total for all stands as long as it is newer, and not smaller, than what the parts add up to.
    """
    whole = board.figure(WHOLE)
    parts = [(part, figure) for part, figure in board.figures if part != WHOLE]
    if not parts:
        return None if whole is None else Known(whole.min, whole.max, whole.contested)
    total, counted = add_up(parts, board.together)
    if whole is None:
        return total
    newest = max(figure.at for _, figure in parts)
    if whole.min > total.min or (whole.min == total.min and (whole.at >= newest or len(counted) < 2)):
        return Known(whole.min, whole.max, whole.contested)
    if len(counted) < 2:
        # The only ceiling is on a part of the story.
        top = whole.max if whole.max is None or whole.max >= total.min else total.max
        return total._replace(max=top)
    return total


def grounds(board: Board) -> tuple[Ground, ...]:
    """Return the events that the board stands on, oldest figure first."""
    return tuple(dict.fromkeys(ground for _, figure in board.figures for ground in figure.grounds))
