"""The victims to the left of a verb, across phrases, asides, relative clauses and other verbs."""

from typing import Final

from services.ingest.reading.casualties.breakdowns import may_break_down
from services.ingest.reading.casualties.frames import ASIDES, Frames, is_person
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.lists import listed
from services.ingest.reading.casualties.segments import SAYING, Segment, is_finite, segment_kind
from services.ingest.reading.casualties.walks import Walk

_DEEPEST: Final = 4
"""Verbs that share one subject at most: shot, stabbed, burned and killed."""
_ALL: Final = frozenset(("everyone", "everybody", "all"))


def subjects(frames: Frames, at: int, depth: int = 0) -> list[int]:
    """Find the victims to the left of a verb.

    Args:
        frames: The sentence.
        at: The verb, as index of a chunk.
        depth: Verbs that already handed the question on.

    Returns:
        Indices of noun phrases in order; empty when the subject is a thing, left out or not told.
    """
    if depth > _DEEPEST:
        return []
    return _Search(frames, at, depth).run()


def _opens_content(item: Item) -> bool:
    """True for a word behind which something is told: said that, reported."""
    return (item.kind is Kind.SUBORDINATE and item.low == "that") or (item.kind is Kind.VERB and item.low in SAYING)


class _Search(Walk):
    """A walk that knows what stands between commas, and which verbs share a subject."""

    __slots__ = ()

    def run(self) -> list[int]:
        if self._step < 0:
            return []
        kind = self._items[self._step].kind
        if kind is Kind.COMMA:
            found = self._behind_comma()
        elif kind is Kind.AND:
            shared = self._behind_and()
            found = self._walk() if shared is None else shared
        else:
            found = self._walk()
        return [at for at in found if self._items[at].phrase is not None]

    def _shared(self, verb: int) -> list[int]:
        return subjects(self._frames, verb, self._depth + 1)

    # -- what stands right before the verb

    def _behind_comma(self) -> list[int]:
        """Shot, beaten: the subject of the verb before; most of them women, died: what the aside explains."""
        verb, items, frames = self._items[self._at], self._items, self._frames
        before = frames.skip_back(self._step - 1)
        if before >= 0 and items[before].kind is Kind.VICTIM and not frames.is_active(before) and not verb.auxiliary:
            return self._shared(before)
        return self._across_asides(self._step)

    def _behind_and(self) -> list[int] | None:
        """Shot and killed: the subject of the verb before."""
        items, frames = self._items, self._frames
        self._joined = True
        before = frames.skip_back(self._step - 1)
        if before >= 0 and items[before].kind is Kind.COMMA:
            before = frames.skip_back(before - 1)
        if before >= 0 and items[before].kind is Kind.VICTIM:
            if not frames.is_active(before):
                return self._shared(before)
            return listed(frames, before - 1) if before and items[before - 1].kind is Kind.NOUN else []
        self._step = before
        return None

    # -- commas

    def _across_asides(self, comma: int) -> list[int]:
        """The subject before one or more stretches between commas, the last of which ends at `comma`."""
        items = self._items
        open_nouns: list[list[int]] = []
        list_end = -1
        stop = comma
        while stop > self._limit + 1:
            first = self._comma_before(stop)
            opened = first > self._limit and items[first].kind is Kind.COMMA
            kind = segment_kind(items, first + 1, stop)
            if kind is Segment.ATTRIBUTION and not opened:
                # "Police said teachers, most of them women, were killed"
                kind = Segment.CLAUSE
            if kind is Segment.RELATIVE and (subject := self._relative_subject(first + 1, stop)) is not None:
                # "the fire, in which 87 people, most of them students, died"
                open_nouns.append([subject])
                break
            if kind in (Segment.CONTINUED, Segment.CLAUSE) and (begun := self._begun(first, stop)):
                # "ten people, two of them nurses, were killed and 15 others, including a guard, were hurt"
                open_nouns.append(begun)
                break
            if kind in (Segment.ASIDE, Segment.CLAUSE):
                found = self._open_subject(first, stop)
                if kind is Segment.CLAUSE and not found and list_end >= 0:
                    # "Four died, three of them guards, and eight others, two of them nurses, were hurt"
                    return open_nouns[list_end]
                if found and list_end < 0 and (items[first + 1].kind is Kind.AND or len(found) > 1):
                    list_end = len(open_nouns)
                if found:
                    open_nouns.append(found)
                    if any(_opens_content(item) for item in items[first + 1 : found[0]]):
                        # "A spokesman, who ..., said that 31 women, most of them nurses, were killed"
                        break
            if kind is Segment.CLAUSE or not opened:
                break
            stop = first
        # "KIA 4, WIA 12": a list of states, each with its own count.
        chosen = self._chosen(open_nouns, list_end)
        if chosen and not self._full:
            labelled = chosen[0] > 0 and items[chosen[0] - 1].kind is Kind.VICTIM
            if labelled or any(item.kind is Kind.VICTIM for item in items[chosen[0] : comma]):
                return []
        return chosen

    def _relative_subject(self, first: int, stop: int) -> int | None:
        """The noun behind "in which" that waits for its verb."""
        items = self._items
        at = first
        while at < stop and items[at].kind is Kind.PREPOSITION:
            at += 1
        if at == first or at + 1 >= stop or items[at].kind is not Kind.RELATIVE or items[at + 1].kind is not Kind.NOUN:
            return None
        return None if any(is_finite(item) for item in items[at + 1 : stop]) else at + 1

    def _begun(self, first: int, stop: int) -> list[int]:
        """The subject of a new clause that begins behind the verb of the one before: were killed and 15 others."""
        items = self._items
        if items[stop - 1].kind is Kind.NOUN and items[stop - 2].kind is Kind.RELATIVE:
            # "was hurt in an attack in which her husband, a teacher, was killed"
            return [stop - 1]
        for at in range(stop - 2, first + 1, -1):
            if items[at].kind is Kind.VICTIM or is_finite(items[at]):
                return []
            phrase = items[at + 1].phrase
            if items[at].kind is Kind.AND and phrase is not None and phrase.quantity is not None:
                said = at - 1
                while said > first and items[said].kind in (Kind.PREPOSITION, Kind.WORD, Kind.PLACE, *ASIDES):
                    said -= 1
                verb = items[said].kind is Kind.VICTIM and not self._frames.is_active(said)
                return self._open_subject(at, stop) if verb else []
        return []

    def _chosen(self, open_nouns: list[list[int]], list_end: int) -> list[int]:
        """The leftmost noun that waits for its verb, with those that are listed behind it.

        Args:
            open_nouns: The nouns of each stretch, the nearest to the verb first.
            list_end: Where in them the stretch with the last member of a list is; -1 where there is none.
        """
        items = self._items
        people = [at for at, found in enumerate(open_nouns) if is_person(items[found[-1]])]
        if not people:
            return open_nouns[-1] if open_nouns else []
        head = people[-1]
        if head and (phrase := items[open_nouns[head][-1]].phrase) is not None and phrase.pronoun in _ALL:
            # "everyone on board, 14 passengers and a crew of three, died"
            head -= 1
        if list_end < 0 or list_end >= head:
            return open_nouns[head]
        members = [at for found in open_nouns[list_end:head][::-1] for at in found if self._may_be_listed(at)]
        whole = items[open_nouns[head][-1]].phrase
        counts = [part.quantity.min for at in members if (part := items[at].phrase) is not None and part.quantity]
        if whole is None or whole.quantity is None:
            return open_nouns[head]
        added = any(items[found[0] - 1].kind is Kind.AND for found in open_nouns[list_end:head] if found[0])
        if not added and sum(counts) <= whole.quantity.min and may_break_down(items, open_nouns[head][-1], members):
            # "four people, three men and a woman"
            return open_nouns[head]
        return open_nouns[head] + members

    def _may_be_listed(self, at: int) -> bool:
        phrase = self._items[at].phrase
        return phrase is not None and phrase.quantity is not None and not phrase.partitive and not phrase.thing

    def _comma_before(self, stop: int) -> int:
        items = self._items
        step = stop - 1
        while step > self._limit:
            kind = items[step].kind
            if kind is Kind.CLOSE:
                step = self._frames.skip_back(step)
                continue
            if kind in (Kind.COMMA, Kind.STOP, Kind.OPEN):
                return step
            step -= 1
        return step

    def _open_subject(self, first: int, stop: int) -> list[int]:
        """The noun of a stretch that waits for its verb."""
        inner = _Search(self._frames, self._at, self._depth)
        inner._begin(self._frames.skip_back(stop - 1), first)
        inner._adjacent = -1
        inner._joined = self._joined
        if inner._step <= first:
            return []
        return [at for at in inner._walk() if at > first]
