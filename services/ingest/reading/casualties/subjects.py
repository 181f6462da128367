"""The victims to the left of a verb, across phrases, asides, relative clauses and other verbs."""

from typing import Final

from services.ingest.reading.casualties.breakdowns import may_break_down
from services.ingest.reading.casualties.frames import ASIDES, FARTHEST, Frames, is_person, is_unit
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.lists import listed
from services.ingest.reading.casualties.segments import SAYING, Segment, is_finite, segment_kind
from services.ingest.reading.grammar import ARTICLES, POSSESSIVES

_DEEPEST: Final = 4
"""Verbs that share one subject at most: shot, stabbed, burned and killed."""
_STAYING: Final = frozenset(("remain", "remains", "remained", "lie", "lay", "lies", "went", "stay", "stayed", "ended"))
_ALL: Final = frozenset(("everyone", "everybody", "all"))
_ONES: Final = frozenset(("those", "ones"))
_OBJECTS: Final = frozenset(("him", "them"))
_HAVING: Final = frozenset(("suffered", "suffer", "suffers", "sustained", "sustain", "received", "had", "have", "has"))
_DETERMINED: Final = ARTICLES | POSSESSIVES | {"this", "that", "these", "those"}


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


def _is_full(verb: Item) -> bool:
    """True for a verb without auxiliary that is none the less no adjective of its noun: died, remain missing."""
    if verb.trigger is None:
        return False
    return verb.trigger.frame == "intransitive" or verb.low in _HAVING or any(word in _STAYING for word in verb.hedges)


def _opens_content(item: Item) -> bool:
    """True for a word behind which something is told: said that, reported."""
    return (item.kind is Kind.SUBORDINATE and item.low == "that") or (item.kind is Kind.VERB and item.low in SAYING)


class _Search:
    """One walk from a verb to its subject."""

    __slots__ = (
        "_adjacent",
        "_at",
        "_crossed",
        "_depth",
        "_frames",
        "_full",
        "_items",
        "_joined",
        "_limit",
        "_pending",
        "_related",
        "_step",
    )

    def __init__(self, frames: Frames, at: int, depth: int) -> None:
        self._frames = frames
        self._items = frames.items
        self._at = at
        self._depth = depth
        verb = frames.items[at]
        self._full = verb.auxiliary or _is_full(verb)
        self._begin(frames.skip_back(at - 1), max(-1, at - FARTHEST))

    def _begin(self, step: int, limit: int) -> None:
        self._step = self._adjacent = step
        self._limit = limit
        self._joined = False
        """the verb follows "and": it shares the subject of the verb before"""
        self._pending = False
        """a full verb was crossed: only its own subject, or a relative clause, explains that"""
        self._crossed = False
        """any other verb was crossed"""
        self._related = False
        """a relative pronoun was crossed: the noun before it is the victim, whatever governs it"""

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

    def _walk(self) -> list[int]:
        while self._step > self._limit:
            found = self._look(self._items[self._step])
            if found is not None:
                return found
        return []

    # -- what stands right before the verb

    def _behind_comma(self) -> list[int]:
        """Shot, beaten: the subject of the verb before; most of them women, died: what the aside explains."""
        verb, items, frames = self._items[self._at], self._items, self._frames
        before = frames.skip_back(self._step - 1)
        if before >= 0 and items[before].kind is Kind.VICTIM and not frames.is_active(before) and not verb.auxiliary:
            return subjects(frames, before, self._depth + 1)
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
                return subjects(frames, before, self._depth + 1)
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

    # -- the walk

    def _look(self, item: Item) -> list[int] | None:
        """Look at one chunk: the answer, or None to go on to the left."""
        kind = item.kind
        if is_unit(item) or kind in ASIDES or kind in (Kind.PREPOSITION, Kind.AND):
            self._step -= 1
        elif kind is Kind.NOUN:
            return self._noun()
        elif kind is Kind.WORD:
            return self._words()
        elif kind is Kind.COMMA:
            return self._comma()
        elif kind is Kind.RELATIVE:
            return self._relative()
        elif kind is Kind.VERB:
            full = is_finite(item) or (item.form != "gerund" and self._has_subject(self._step))
            self._pending = self._pending or full
            self._crossed = self._crossed or item.form != "gerund"
            self._step -= 1
        elif kind is Kind.VICTIM:
            return self._verb()
        elif kind is Kind.SUBORDINATE and self._pending and self._is_embedded(self._step):
            self._pending = False
            self._step -= 1
        else:
            before = self._frames.skip_back(self._step)
            if before == self._step:
                return []
            self._step = before
        return None

    def _comma(self) -> list[int] | None:
        if self._joined and not self._crossed:
            self._step -= 1
            return None
        if not (self._pending or self._related):
            return self._across_asides(self._step)
        # Within a relative clause: "who, according to the mayor, had been warned".
        first = self._comma_before(self._step)
        aside = segment_kind(self._items, first + 1, self._step) in (Segment.ATTRIBUTION, Segment.ASIDE)
        opened = first > self._limit and self._items[first].kind is Kind.COMMA
        self._step = first - 1 if aside and opened else self._step - 1
        return None

    def _noun(self) -> list[int] | None:
        step, items = self._step, self._items
        phrase = items[step].phrase
        if phrase is not None and phrase.pronoun in _OBJECTS and not self._related:
            # "a man who went in after them drowned"
            ruled = step > 0 and items[step - 1].kind in (Kind.PREPOSITION, Kind.SUBORDINATE)
            self._step -= 2 if ruled else 1
            return None
        before = items[step - 1] if step - 1 > self._limit else None
        beside = step == self._adjacent and not items[self._at].auxiliary and phrase is not None and phrase.counted
        if self._related:
            return listed(self._frames, step)
        if before is not None and before.kind is Kind.PREPOSITION and before.low != "without":
            if beside:
                # "with 12 dead"
                return listed(self._frames, step)
            if step == self._adjacent and not self._full:
                # "visited the homes of clerks martyred": said of the noun beside it, which is no count
                return []
            self._step -= 2
            return None
        if (self._full or step != self._adjacent) and self._is_ruled(step):
            return None
        if self._pending and not self._joined:
            return []
        return listed(self._frames, step)

    def _words(self) -> list[int] | None:
        """A row of unknown words: part of an adverbial, or a subject that is no person."""
        items = self._items
        begin = self._step
        while begin - 1 > self._limit and items[begin - 1].kind is Kind.WORD:
            begin -= 1
        before = items[begin - 1] if begin - 1 > self._limit else None
        if items[self._step].low in _ONES and self._step == self._adjacent and not self._full:
            # "the burials of those killed"
            return []
        if before is not None and before.kind is Kind.PREPOSITION:
            self._step = begin - 2
            return None
        if self._is_ruled(begin):
            return None
        determined = items[begin].low in _DETERMINED
        if before is not None and before.phrase is not None and (self._pending or not determined):
            # "31 people the storm had driven out", "31 people asleep in the hall", "the police chief"
            self._pending = self._pending and not determined
            self._step = begin - 1
            return None
        if self._joined and not self._crossed:
            self._step = begin - 1
            return None
        return [begin]

    def _is_ruled(self, begin: int) -> bool:
        """Step over a phrase that is the object of another verb, or the subject of an embedded clause."""
        items, limit = self._items, self._limit
        at = begin - 1
        while at > limit and items[at].kind is Kind.ADVERB:
            at -= 1
        if at <= limit:
            return False
        item = items[at]
        if item.kind is Kind.RELATIVE or (item.kind is Kind.SUBORDINATE and self._is_embedded(at)):
            # "people whom the army had taken in", "people inside when the roof gave way"
            if not self._pending:
                return False
            self._pending, self._step = False, at - 1
            return True
        if item.kind is Kind.VICTIM:
            return self._is_ruled_by_harm(at)
        if item.kind is not Kind.VERB:
            return False
        group = at
        while group - 1 > limit and items[group - 1].kind in (Kind.VERB, Kind.ADVERB):
            group -= 1
        opener = items[group - 1] if group - 1 > limit else None
        if opener is not None and opener.kind is Kind.RELATIVE:
            self._pending, self._step = False, group - 2
            return True
        if item.form == "gerund" and group == at:
            self._step = at - 1
            return True
        if self._pending and item.low in SAYING and items[begin].kind is Kind.NOUN:
            # "a plane that rebels said they had shot down"
            self._step = group - 1
            return True
        if items[begin].kind is Kind.WORD:
            self._pending = self._pending or any(is_finite(each) for each in items[group : at + 1])
            self._crossed, self._step = True, group - 1
            return True
        if self._joined and not self._crossed:
            # "a ferry hit a rock and was lost": the rock is the object of the verb before
            self._crossed, self._step = True, group - 1
            return True
        return False

    def _is_embedded(self, at: int) -> bool:
        """True for a word that opens a clause inside the subject: when the roof fell, a bus that never came."""
        return self._items[at].low != "that" or (at > 0 and self._items[at - 1].kind is Kind.WORD)

    def _is_ruled_by_harm(self, at: int) -> bool:
        items = self._items
        trigger = items[at].trigger
        if trigger is None or not self._frames.is_active(at):
            return False
        if at - 1 > self._limit and items[at - 1].kind is Kind.RELATIVE:
            self._step = at - 2
            return True
        if "gerund" not in trigger.forms:
            # "a gunman killed six people and was shot": the six are the object of the verb before.
            self._pending, self._crossed = True, True
        self._step = at - 1
        return True

    def _relative(self) -> list[int] | None:
        items = self._items
        low = items[self._step].low
        self._related = self._related or not self._pending
        self._pending = False
        self._step -= 1
        while self._step > self._limit and items[self._step].kind in (Kind.PREPOSITION, Kind.COMMA):
            self._step -= 1
        if self._step <= self._limit or not self._related or low == "who":
            return None
        return [] if items[self._step].kind is Kind.WORD else None

    def _verb(self) -> list[int] | None:
        frames, step = self._frames, self._step
        if self._joined and not frames.is_active(step):
            return subjects(frames, step, self._depth + 1)
        item = self._items[step]
        # "five people wounded in the blast died", "a man who was hurt on Monday died"
        reduced = not item.auxiliary and not frames.is_active(step) and not self._joined
        gerund = item.trigger is not None and "gerund" in item.trigger.forms and not item.auxiliary
        self._pending = self._pending or not (reduced or gerund)
        self._crossed = True
        self._step -= 1
        return None

    def _has_subject(self, at: int) -> bool:
        """True for a past form that is no participle: behind an auxiliary or a relative pronoun."""
        before = self._frames.skip_back(at - 1)
        return before >= 0 and self._items[before].kind in (Kind.VERB, Kind.RELATIVE)
