"""Figures: what stands for one set of victims, on whose word, and how a newer word changes it.

The rules of precedence are those of a careful desk: a newer total from the same or a better-placed source takes the
place of the older one, also downwards; two sources that disagree side by side hold the figure open between them,
until one gives way or a third settles it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from services.alerts.situations.claim import UNNAMED, Claim
from services.alerts.situations.statements import Ground

GROUNDS_KEPT: Final = 16
"""Events named as the ground of a figure at most; the newest are kept."""


VAGUE: Final = 2
"""An estimate whose upper bound is so many times the lower one names no number."""


class Voice(NamedTuple):
    """One source's count."""

    min: int
    max: int | None
    rank: int
    speaker: str | None
    grounds: tuple[Ground, ...]
    disputed: bool = False
    """true when a source that is as well placed denied it"""
    vague: bool = False
    """true for no number: several, dozens, hundreds"""

    @property
    def named(self) -> bool:
        """True when somebody stands by it; false for what is told as fact."""
        return self.speaker is not None

    def overlaps(self, other: "Voice") -> bool:
        """True when one count can satisfy both."""
        return allowed(self.min, other.max) and allowed(other.min, self.max)

    def restates(self, other: "Voice") -> bool:
        """True when this is a vaguer telling of `other`: it allows all that the other allows, and less besides."""
        return self.min < other.min and allowed(other.min, self.max) and _within(other.max, self.max)


class Figure(NamedTuple):
    """What stands: one voice, or several that disagree."""

    voices: tuple[Voice, ...]
    at: datetime
    """story time of the last word on it"""

    @property
    def min(self) -> int:
        """The least that any voice allows that nobody as well placed denies; 0 where every one is denied."""
        if len(self.voices) == 1:
            return 0 if self.voices[0].disputed else self.voices[0].min
        return min((voice.min for voice in self.voices if not voice.disputed), default=0)

    @property
    def max(self) -> int | None:
        """The most that any voice allows; None when one sets no ceiling."""
        return self.voices[0].max if len(self.voices) == 1 else ceiling(voice.max for voice in self.voices)

    @property
    def contested(self) -> bool:
        """True while voices disagree."""
        return len(self.voices) > 1 or self.voices[0].disputed

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The events that it stands on."""
        return tuple(ground for voice in self.voices for ground in voice.grounds)


def ceiling(bounds: Iterable[int | None]) -> int | None:
    """Return the highest upper bound; None, which is open, is the highest of all."""
    highest = 0
    for bound in bounds:
        if bound is None:
            return None
        highest = max(highest, bound)
    return highest


def added(one: int | None, other: int | None) -> int | None:
    """Add two upper bounds; None, which is open, stays open."""
    return None if one is None or other is None else one + other


def allowed(low: int, high: int | None) -> bool:
    """True when a count is no more than an upper bound; None bounds nothing."""
    return high is None or low <= high


def _within(inner: int | None, outer: int | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def voice_of(claim: Claim, report: str) -> Voice:
    """Turn a claim into a voice."""
    return Voice(
        claim.min, claim.max, claim.rank, claim.speaker, (Ground(report, claim.event),), vague=_is_vague(claim)
    )


def _is_vague(claim: Claim) -> bool:
    return claim.approx and claim.min > 1 and (claim.max is None or claim.max >= VAGUE * claim.min)


def voices_of(claims: Sequence[Claim], report: str) -> tuple[Voice, ...]:
    """Turn one report's totals for one set of victims into voices: one for each speaker who disagrees with the rest.

    A named speaker who gives two totals gives a part and the whole: the larger is the total. Where one of two counts is
    on nobody's word, the one that the report leads with is its total; the other counts something else.
    """
    if len(claims) == 1:
        return (voice_of(claims[0], report),)
    voices: list[Voice] = []
    for claim in claims:
        voice = voice_of(claim, report)
        for at, other in enumerate(voices):
            if voice.overlaps(other):
                voices[at] = _narrowed(other, voice)
                break
            if voice.named and voice.speaker == other.speaker:
                voices[at] = max(voice, other, key=lambda one: one.min)
                break
            if not (voice.named and other.named):
                break
        else:
            voices.append(voice)
    return tuple(voices)


def _narrowed(first: Voice, second: Voice) -> Voice:
    tops = [top for top in (first.max, second.max) if top is not None]
    # "At least 16" in the title and "16" in the text: the open word is the careful one.
    top = None if first.min == second.min and len(tops) < 2 else min(tops, default=None)
    better = min(first, second, key=lambda voice: (voice.speaker is None, voice.rank))
    return better._replace(min=max(first.min, second.min), max=top, grounds=first.grounds + second.grounds)


def heard(
    old: Figure | None,
    new: tuple[Voice, ...],
    at: datetime,
    *,
    corrects: frozenset[tuple[int, int | None]] = frozenset(),
) -> Figure:
    """Return what stands after newer words.

    Args:
        old: What stood.
        new: What one newer report says; more than one voice when it sets sources side by side.
        at: When that report was published.
        corrects: Intervals of the earlier counts that the report itself names as earlier.
    """
    if old is None:
        return Figure(new, at)
    if len(new) > 1:
        if all(voice.disputed for voice in new):
            return Figure((*old.voices, *new), at)
        return Figure(new, at)
    voice = new[0]
    if voice.max == 0 and old.min > 0:
        # "No casualties" told of the next shock or another street takes nobody off the board.
        return old
    if old.max == 0 and voice.min > 0:
        # Who said that nobody had died did not contradict what came later.
        return Figure((voice,), at)
    if voice.disputed:
        return Figure((*(other for other in old.voices if other.speaker != voice.speaker), voice), at)
    if len(old.voices) > 1:
        return _settled(old, voice, at, corrects)
    return _succeeded(old, voice, at, corrects)


def _settled(old: Figure, voice: Voice, at: datetime, corrects: frozenset[tuple[int, int | None]]) -> Figure:
    """A single voice is heard while several disagree."""
    same = [
        n for n, other in enumerate(old.voices) if other.speaker == voice.speaker or (other.min, other.max) in corrects
    ]
    if same and voice.named:
        voices = tuple(voice if n == same[0] else other for n, other in enumerate(old.voices) if n not in same[1:])
        lowest = voices[0]
        if all((other.min, other.max) == (lowest.min, lowest.max) for other in voices):
            return Figure((min(voices, key=lambda other: other.rank),), at)
        return Figure(voices, at)
    if voice.named and voice.rank <= max(other.rank for other in old.voices):
        return Figure((voice,), at)
    if any(voice.min == other.min for other in old.voices) or voice.min <= old.min:
        # What a side had said is that side told again, and what is lower than both an older word.
        return old
    # A new number, told as fact or by a third: between the two it settles them, beyond them it is one word more.
    if voice.named and old.max is not None and voice.min > old.max:
        return Figure((*old.voices, voice), at)
    return Figure((voice,), at)


def _succeeded(old: Figure, voice: Voice, at: datetime, corrects: frozenset[tuple[int, int | None]]) -> Figure:
    """A single voice is heard after a single voice."""
    stood = old.voices[0]
    if (stood.min, stood.max) in corrects:
        return Figure((voice,), at)
    lower = voice.max is not None and voice.max < stood.min
    if voice.restates(stood) or (lower and not voice.named):
        # A vaguer telling; or a lower count on nobody's word, which is an old one told again: who corrects says so.
        return old
    if (
        (voice.named and voice.speaker == stood.speaker)
        or voice.rank < stood.rank
        or (voice.rank == stood.rank and (voice.named or not stood.named))
    ):
        return Figure((voice,), at)
    if voice.overlaps(stood):
        raised = stood._replace(min=max(stood.min, voice.min), grounds=(stood.grounds + voice.grounds)[-GROUNDS_KEPT:])
        if stood.max is None and voice.min > stood.min:
            # "At least 16" has run its course once 22 are counted.
            raised = raised._replace(max=voice.max)
        return Figure((raised,), old.at if raised.min == stood.min else at)
    if voice.min > stood.min and (not voice.named or (stood.vague and not voice.vague)):
        # Who counts is heard before who, however well placed, spoke of several.
        return Figure((voice,), at)
    if voice.min > stood.min or voice.rank < UNNAMED:
        return Figure((stood, voice), at)
    # A worse-placed lower count is an old one told again.
    return old


def grown(old: Figure | None, claim: Claim, report: str, at: datetime) -> Figure:
    """Return what stands after an increment; with nothing known before, it is all that is known, and no ceiling."""
    ground = (Ground(report, claim.event),)
    if old is None:
        return Figure((Voice(claim.min, None, claim.rank, claim.speaker, ground),), at)
    return Figure(
        tuple(
            voice._replace(
                min=voice.min + claim.min,
                max=added(voice.max, claim.max),
                grounds=(voice.grounds + ground)[-GROUNDS_KEPT:],
            )
            for voice in old.voices
        ),
        at,
    )
