"""Two open stories that a report shows to be one.

Stories that were opened apart are seldom one: a report that was not like the first story opened the second. What is
asked for here is that a report belongs to both, that they broke at the same time in the same country, and that no
place and no cause speaks against it. In doubt they stay two, for a person can join them.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.alerts.situations.likeness import COPY, ENOUGH, Likeness, kin
from services.alerts.situations.situation import Situation

BELONGS: Final = 2.5
"""A report belongs to the second story too from this likeness on; to join one, `ENOUGH` does."""
WORDS: Final = 1.0
"""Of it, so much by words in common."""
BROKE: Final = timedelta(hours=48)
"""Stories that broke further apart are two."""


def bridged(own: Situation, near: Sequence[Situation], likes: Sequence[Likeness]) -> Situation | None:
    """Return the other open story that the report of `own` shows to be the same one; None when there is none.

    Args:
        own: The story that the report joins.
        near: The stories that it was compared with, `own` among them.
        likes: How like it is to each of them.
    """
    found: Situation | None = None
    most = BELONGS
    for story, like in zip(near, likes, strict=True):
        if story.id == own.id:
            if not ENOUGH <= like.total < COPY:
                # A copy shows nothing that its original did not.
                return None
        elif like.total >= most and like.total < COPY and _speaks_for(like) and _may_be_one(own, story):
            found, most = story, like.total
    return found


def _speaks_for(like: Likeness) -> bool:
    return like.words >= WORDS and like.cause >= 0 and like.place >= 0 and like.country > 0


def _may_be_one(one: Situation, other: Situation) -> bool:
    return (
        other.id not in one.apart
        and one.id not in other.apart
        and one.countries[:1] == other.countries[:1]
        and abs(one.opened - other.opened) <= BROKE
        and _agree(one, other)
    )


def _agree(one: Situation, other: Situation) -> bool:
    """True when place or cause is the same, and the other of them is no other one."""
    place = None if not one.seat or not other.seat else not one.seat.isdisjoint(other.seat)
    cause = None if not one.causes or not other.causes else kin(one.causes) == kin(other.causes)
    return place is not False and cause is not False and (place or cause) is True


def staying(one: Situation, other: Situation) -> tuple[Situation, Situation]:
    """Return which of two stories stays and which goes: the one that woke somebody stays, else the older one."""
    ordered = sorted((one, other), key=lambda story: (-len(story.alerts), story.opened, story.id))
    return ordered[0], ordered[1]
