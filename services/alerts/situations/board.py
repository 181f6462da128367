"""The board: what stands for one measure of one story, after every statement in the order of publication."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from services.alerts.situations.beside import (
    Spans,
    claimed,
    gainsaid,
    in_size,
    known_by,
    not_lower,
    not_sums,
    not_vague,
    on_top,
    others,
    rivals,
    summed_up,
    taken_in,
)
from services.alerts.situations.claim import Claim
from services.alerts.situations.figures import Figure, Voice, added, allowed, ceiling, grown, heard, voices_of
from services.alerts.situations.parts import PEOPLE, Known, Part, add_up, parts_of
from services.alerts.situations.statements import Ground, Statement

WHOLE: Final = Part("", PEOPLE)
SAME_INCREMENT: Final = timedelta(hours=36)
"""Two outlets that tell of as many more dead within this time tell of the same ones."""


class Increment(NamedTuple):
    """An increment that was counted, kept so that another outlet's telling of it is not."""

    min: int
    max: int | None
    day: str | None
    source: str
    at: datetime


class Board(NamedTuple):
    """What stands.

    Attributes:
        figures: What stands for each part, the whole among them, in the order of their first mention.
        together: Pairs of groups that one report told side by side.
        increments: What was added since the last total.
        main: The place that the whole was told of before it was parted by place; "" for none.
        named: Places that counts of the story were told of.
        begun: The first day that a count or a report of the story names.
    """

    figures: tuple[tuple[Part, Figure], ...] = ()
    together: frozenset[frozenset[str]] = frozenset()
    increments: tuple[Increment, ...] = ()
    main: str = ""
    named: frozenset[str] = frozenset()
    begun: str = ""

    def figure(self, part: Part) -> Figure | None:
        """What stands for a part."""
        for known, figure in self.figures:
            if known == part:
                return figure
        return None

    @property
    def places(self) -> frozenset[str]:
        """Places that were told apart."""
        return frozenset([part.place for part, _ in self.figures if part.place])


EMPTY: Final = Board()


def after(board: Board, statement: Statement, stands: Known | None) -> Board:
    """Return the board after one more statement, published after all that the board knows.

    Args:
        board: What stood before.
        statement: The statement.
        stands: What was known because of that board.
    """
    totals: list[Claim] = []
    more: list[Claim] = []
    strange: list[Claim] = []
    denied: list[Claim] = []
    for claim in statement.claims:
        if claim.certainty != "asserted":
            if claim.certainty == "denied":
                denied.append(claim)
        elif not _of_story(board, claim):
            strange.append(claim)
        elif _is_more(claim, stands):
            # "Three more were found. They had died before the truce": the same three.
            if claim.speaker is not None or claim.span not in [other.span for other in more]:
                more.append(claim)
        elif claim.scope == "total":
            totals.append(claim)
    if more and totals and any(claim.scope == "previous" for claim in statement.claims):
        # The title's eight are the seven and the one who died in addition to the earlier count.
        anew = sum(claim.min for claim in more)
        totals = [claim for claim in totals if claim.min != anew]
    fresh = on_top(totals, more, stands, _as_of(board), statement.story) if more or len(totals) > 1 else []
    if fresh:
        totals, more = [], fresh
    if totals:
        totals += rivals([c for c in statement.claims if c.scope == "previous"], totals, board.figure(WHOLE))
    against: Spans = frozenset()
    if denied and totals:
        totals += claimed(denied, totals)
    if len(totals) > 1:
        totals, against = gainsaid(not_sums(in_size(totals), more, strange, stands))
    if totals:
        board = _totals(board, statement, summed_up(totals), against)
    if denied:
        board = _denials(board, statement)
    if not totals:
        for claim in more:
            board = _increment(board, statement, claim)
    return _placed(board, statement, (*totals, *more)) if totals or more else board


def _as_of(board: Board) -> date | None:
    """Return the day of the last word on what stands; None where nothing does."""
    return max([figure.at for _, figure in board.figures]).date() if board.figures else None


def _is_more(claim: Claim, stands: Known | None) -> bool:
    """True for a count on top of what stands; also the missing who were found dead, where fewer are told of."""
    if claim.scope == "total":
        return claim.were_missing and stands is not None and claim.max is not None and claim.max < stands.min
    return claim.scope == "increment"


def _of_story(board: Board, claim: Claim) -> bool:
    """A count of another place, on a day well before the story began, is that of another story."""
    if not (claim.day and board.begun and claim.place) or claim.place in board.named:
        return True
    return date.fromisoformat(claim.day) >= date.fromisoformat(board.begun) - timedelta(days=1)


def _placed(board: Board, statement: Statement, claims: tuple[Claim, ...]) -> Board:
    """Return the board that knows where and when its counts were told to have happened."""
    begun = min([board.begun or statement.story.date().isoformat(), *[claim.day for claim in claims if claim.day]])
    places = {claim.place for claim in claims if claim.place}
    if begun == board.begun and places <= board.named:
        return board
    return board._replace(begun=begun, named=board.named | places)


def _totals(board: Board, statement: Statement, totals: list[Claim], against: Spans) -> Board:
    places = board.places
    parts = parts_of(totals, places)
    if len(totals) == 1 and _is_of_all(board, parts[0], totals[0]):
        parts = [WHOLE]
    told: dict[Part, list[Claim]] = {}
    for part, claim in zip(parts, totals, strict=True):
        told.setdefault(part, []).append(claim)
    corrects = frozenset([c.span for c in statement.claims if c.scope == "previous"])
    denied = against.union([c.span for c in statement.claims if c.certainty == "denied"])
    together = board.together
    if len(told) > 1:
        told = others(told, denied)
        groups = sorted({part.group for part in told} - {PEOPLE})
        together |= frozenset(frozenset((a, b)) for a in groups for b in groups if a < b)
    figures = dict(board.figures)
    if WHOLE in told and _settles(board, told[WHOLE]):
        figures = {part: figure for part, figure in figures.items() if part != WHOLE and not figure.contested}
    for part, claims in told.items():
        stood = figures.get(part)
        # These weigh counts against each other.
        weighed = claims if len(claims) == 1 else not_lower(known_by(not_vague(taken_in(claims, totals)), stood), stood)
        voices = voices_of(weighed, statement.report)
        sides: tuple[Voice, ...] = ()
        if denied:
            voices = _denied(voices, denied)
            sides = () if stood is None else tuple(v for v in _denied(stood.voices, denied) if v.disputed)
        if sides and not all(voice.disputed for voice in voices):
            # Who denies the count that stands and names another holds the figure open.
            figures[part] = Figure((*sides, *(v for v in voices if not v.disputed)), statement.story)
        else:
            figures[part] = heard(stood, voices, statement.story, corrects=corrects)
    main = board.main
    if not main and not places:
        main = next((claim.place for claim in told.get(WHOLE, ()) if claim.place), "")
    return Board(tuple(figures.items()), together, (), main, board.named, board.begun)


def _denied(voices: Iterable[Voice], denied: Spans) -> tuple[Voice, ...]:
    return tuple(voice._replace(disputed=True) if (voice.min, voice.max) in denied else voice for voice in voices)


def _is_of_all(board: Board, part: Part, claim: Claim) -> bool:
    """True when a lone total that is told of one place can only be, or may as well be, the one for all places.

    It is the total for all told again, or lies between two that disagree; or it is told of the place that stood for
    the whole story before other places were told apart, or by whoever told the total for all, and is not smaller than
    all places together: when in doubt, nobody is counted twice. So is a national authority's, which had told no part.
    """
    if not part.place or part.group != PEOPLE:
        return False
    whole = board.figure(WHOLE)
    if whole is not None and (
        (whole.min, whole.max) == claim.span
        or (whole.contested and whole.min <= claim.min and allowed(claim.min, whole.max))
    ):
        return True
    parts = [(known, figure) for known, figure in board.figures if known != WHOLE]
    own = board.figure(part)
    if (
        own is not None
        and claim.speaker is not None
        and claim.rank == 0
        and claim.speaker not in {voice.speaker for voice in own.voices}
        and claim.min >= add_up(parts, board.together)[0].min
        and len(parts) > 1
    ):
        return True
    told_before = whole is not None and claim.speaker is not None and claim.speaker in {v.speaker for v in whole.voices}
    return (part.place == board.main or told_before) and claim.min >= add_up(parts, board.together)[0].min


def _settles(board: Board, claims: list[Claim]) -> bool:
    """A total for all by one who took no side settles what others disagree on, in the whole or in a part of it."""
    contested = [figure for _, figure in board.figures if len(figure.voices) > 1 or figure.contested]
    if not contested:
        return False
    sides = [voice for figure in contested for voice in figure.voices]
    speakers = {claim.speaker for claim in claims}
    if len(speakers) > 1 or None in speakers or speakers & {voice.speaker for voice in sides}:
        return False
    return claims[0].rank <= max(voice.rank for voice in sides)


def _denials(board: Board, statement: Statement) -> Board:
    """A count that a source as well placed denies is no longer established; it stays a ceiling."""
    denied = {c.span: c for c in statement.claims if c.certainty == "denied" and c.speaker is not None}
    if not denied:
        return board
    return board._replace(
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
    return board._replace(figures=tuple(figures.items()), increments=(*board.increments, new))


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
    if whole is not None and len(board.figures) == 1:
        return Known(whole.min, whole.max, whole.contested)
    parts = [(part, figure) for part, figure in board.figures if part != WHOLE]
    if not parts:
        return None
    total, counted = add_up(parts, board.together)
    if whole is None:
        return total
    newest = max(figure.at for _, figure in parts)
    if whole.contested and whole.at > newest and whole.min <= total.min and allowed(total.min, whole.max):
        # Two newer words on all of them, one below what the parts add up to and one above: it is open between them.
        return Known(whole.min, whole.max, True)
    if whole.min > total.min or (whole.min == total.min and (whole.at >= newest or len(counted) < 2)):
        room = [voice.max for _, part in parts if part.at >= whole.at for voice in part.voices if voice.disputed]
        # What one side claims and another denies may come on top of the dead that nobody doubts.
        top = whole.max if not room else added(whole.max, ceiling(room))
        return Known(whole.min, top, whole.contested or bool(room))
    if len(counted) < 2:
        # The only ceiling is on a part of the story.
        top = whole.max if whole.max is None or whole.max >= total.min else total.max
        return total._replace(max=top)
    return total


def grounds(board: Board) -> tuple[Ground, ...]:
    """Return the events that the board stands on, oldest figure first."""
    return tuple(dict.fromkeys(ground for _, figure in board.figures for ground in figure.grounds))
