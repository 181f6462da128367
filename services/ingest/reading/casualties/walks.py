"""From a verb to the left, chunk by chunk, until a noun is its subject: over phrases, clauses and other verbs."""

from abc import ABC, abstractmethod
from typing import Final

from services.ingest.reading.casualties.frames import ASIDES, FARTHEST, Frames, is_person, is_unit
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.lists import listed
from services.ingest.reading.casualties.segments import SAYING, Segment, is_finite, segment_kind
from services.ingest.reading.grammar import ARTICLES, POSSESSIVES

_STAYING: Final = frozenset(("remain", "remains", "remained", "lie", "lay", "lies", "went", "stay", "stayed", "ended"))
_ONES: Final = frozenset(("those", "ones"))
_OBJECTS: Final = frozenset(("him", "them"))
_HAVING: Final = frozenset(("suffered", "suffer", "suffers", "sustained", "sustain", "received", "had", "have", "has"))
_DETERMINED: Final = ARTICLES | POSSESSIVES | {"this", "that", "these", "those"}


def _is_full(verb: Item) -> bool:
    """True for a verb without auxiliary that is none the less no adjective of its noun: died, remain missing."""
    if verb.trigger is None:
        return False
    return verb.trigger.frame == "intransitive" or verb.low in _HAVING or any(word in _STAYING for word in verb.hedges)


class Walk(ABC):
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

    @abstractmethod
    def _across_asides(self, comma: int) -> list[int]:
        """The subject before one or more stretches between commas, the last of which ends at `comma`."""

    @abstractmethod
    def _comma_before(self, stop: int) -> int:
        """Where the stretch that stops at a chunk begins: the comma or mark before it."""

    @abstractmethod
    def _shared(self, verb: int) -> list[int]:
        """The subject of another verb, which this one shares."""

    def _walk(self) -> list[int]:
        while self._step > self._limit:
            found = self._look(self._items[self._step])
            if found is not None:
                return found
        return []

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
        return self._beside(begin) or [begin]

    def _beside(self, begin: int) -> list[int]:
        """The people listed before a thing or an unknown noun: two men and a dog, the envoy and all those with him."""
        items = self._items
        before = self._frames.skip_back(begin - 1)
        if before <= self._limit or items[before].kind is not Kind.AND:
            return []
        noun = self._frames.before_phrase(before - 1)
        if noun <= self._limit or items[noun].kind is not Kind.NOUN or not is_person(items[noun]):
            return []
        phrase, ahead = items[noun].phrase, items[noun - 1] if noun else None
        if phrase is None or phrase.quantity is None or phrase.pronoun:
            return []
        ruling = (Kind.PREPOSITION, Kind.VERB, Kind.VICTIM)
        return (
            [] if ahead is not None and ahead.kind in ruling and ahead.low not in SAYING else listed(self._frames, noun)
        )

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
            return self._shared(step)
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
