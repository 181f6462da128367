"""The victims to the left of a verb, across phrases, asides, relative clauses and other verbs."""

from typing import Final

from services.ingest.reading.casualties.frames import ASIDES, FARTHEST, Frames, is_person, is_unit
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.grammar import AUXILIARIES, GERUNDS, PARTICIPLES
from services.ingest.reading.lexicon.files import load_words

_ASIDE_OPENERS: Final = load_words("casualties", "asides.words") | load_words("casualties", "subset.openers")
_DEEPEST: Final = 4
"""Verbs that share one subject at most: shot, stabbed, burned and killed."""
_LONGEST_LIST: Final = 12


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


class _Search:
    """One walk from a verb to its subject."""

    __slots__ = (
        "_adjacent",
        "_at",
        "_depth",
        "_frames",
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
        self._step = frames.skip_back(at - 1)
        self._adjacent = self._step
        self._limit = max(-1, self._step - FARTHEST)
        self._joined = False
        """the verb follows "and": it shares the subject of the verb before"""
        self._pending = False
        """a full verb was crossed: only its own subject, or a relative clause, explains that"""
        self._related = False
        """a relative pronoun was crossed: the noun before it is the victim, whatever governs it"""

    def run(self) -> list[int]:
        if self._step < 0:
            return []
        shared = self._shared()
        if shared is not None:
            return shared
        while self._step > self._limit:
            found = self._look(self._items[self._step])
            if found is not None:
                return found
        return []

    def _shared(self) -> list[int] | None:
        """Shot and killed; shot, beaten: the subject of the verb before."""
        verb, items, frames = self._items[self._at], self._items, self._frames
        kind = items[self._step].kind
        if kind is Kind.COMMA:
            before = frames.skip_back(self._step - 1)
            if before >= 0 and items[before].kind is Kind.VICTIM and not frames.is_active(before):
                return subjects(frames, before, self._depth + 1) if not verb.auxiliary else None
            outside = self._outside(self._step)
            if outside is not None:
                self._step = outside
                return None
            return None if verb.auxiliary or self._is_full(verb) else []
        if kind is not Kind.AND:
            return None
        self._joined = True
        before = frames.skip_back(self._step - 1)
        if before >= 0 and items[before].kind is Kind.COMMA:
            before = frames.skip_back(before - 1)
        if before >= 0 and items[before].kind is Kind.VICTIM:
            if not frames.is_active(before):
                return subjects(frames, before, self._depth + 1)
            return self._listed(before - 1) if before and items[before - 1].kind is Kind.NOUN else []
        self._step = before
        return None

    @staticmethod
    def _is_full(verb: Item) -> bool:
        return verb.trigger is not None and verb.trigger.frame == "intransitive"

    def _outside(self, comma: int) -> int | None:
        """The chunk before an aside that ends at a comma: 28 people, 22 of them children, died."""
        items = self._items
        for step in range(comma - 1, max(0, comma - FARTHEST), -1):
            item = items[step]
            if item.kind is Kind.STOP or (
                item.kind is Kind.VICTIM and item.auxiliary and items[step - 1].kind is not Kind.RELATIVE
            ):
                return None
            if item.kind is not Kind.COMMA or step + 1 >= comma:
                continue
            before = self._frames.before_phrase(step - 1)
            if before < 0 or not (self._opens_aside(step + 1) or self._breaks_down(items[before], items[step + 1])):
                continue
            if items[before].kind is Kind.NOUN and is_person(items[before]):
                return before
        return None

    def _breaks_down(self, before: Item, aside: Item) -> bool:
        """Four people, three men and a woman: what is counted in the aside is less than what it explains."""
        whole, part = before.phrase, aside.phrase
        if whole is None or part is None or whole.quantity is None or part.quantity is None:
            return False
        return whole.counted and part.counted and whole.quantity.min > part.quantity.min

    def _opens_aside(self, at: int) -> bool:
        item = self._items[at]
        if item.kind is Kind.RELATIVE or item.low in _ASIDE_OPENERS:
            return True
        phrase = item.phrase
        if phrase is None:
            return False
        return (
            (phrase.partitive and phrase.parted in ("them", "whom"))
            or (not phrase.counted and phrase.group is not None)
            or is_unit(item)
        )

    def _look(self, item: Item) -> list[int] | None:
        """Look at one chunk: the answer, or None to go on to the left."""
        kind = item.kind
        if kind is Kind.CLOSE:
            self._step = self._frames.skip_back(self._step)
            return None
        if kind is Kind.COMMA and self._items[self._step + 1].kind in (Kind.VERB, Kind.VICTIM):
            outside = self._outside(self._step)
            if outside is not None:
                self._step = outside
                return None
        if is_unit(item) or kind in ASIDES or kind in (Kind.COMMA, Kind.PREPOSITION, Kind.AND):
            self._step -= 1
            return None
        if kind is Kind.NOUN:
            return self._noun()
        if kind is Kind.RELATIVE:
            return self._relative()
        if kind is Kind.VERB:
            reduced = item.low in GERUNDS or (
                (item.low in PARTICIPLES or item.low.endswith("ed")) and not self._has_auxiliary()
            )
            self._pending = self._pending or not reduced
            self._step -= 1
            return None
        if kind is Kind.WORD:
            return self._words()
        if kind is Kind.VICTIM:
            return self._verb()
        return []

    def _noun(self) -> list[int] | None:
        items, step = self._items, self._step
        before = items[step - 1] if step else None
        verb = items[self._at]
        if before is not None and before.kind is Kind.VICTIM and self._frames.is_active(step - 1) and not self._joined:
            if before.trigger is not None and "gerund" in before.trigger.forms:
                # "the man accused of killing two was arrested": the two are the victims of the other verb.
                self._step -= 2
                return None
            return []
        reduced = before is not None and before.kind is Kind.VERB and before.low in GERUNDS
        if self._joined and before is not None and self._rules(step - 1):
            # "a gunman killed six people and was shot": the six are the object of the verb before.
            self._step -= 2
            return None
        full = verb.auxiliary or self._is_full(verb)
        if full and reduced and not self._joined and (step < 2 or items[step - 2].kind is not Kind.VERB):
            # "an aircraft carrying two people vanished"
            self._step -= 2
            return None
        governed = before is not None and before.kind is Kind.PREPOSITION and before.low != "without"
        phrase = items[step].phrase
        beside = step == self._adjacent and not verb.auxiliary and phrase is not None and phrase.counted
        if governed and not self._related and step == self._adjacent and not verb.auxiliary and not beside:
            # "visited the homes of clerks martyred": the participle belongs to the noun beside it, which is no count.
            if not self._is_full(verb):
                return []
            self._step -= 2
            return None
        if governed and not self._related and not beside:
            self._step -= 2
            return None
        if self._pending and not self._joined:
            return []
        outside = self._outside_part(step)
        return self._listed(step if outside is None else outside)

    def _rules(self, at: int) -> bool:
        """True for a verb that the noun behind it is the object of."""
        item = self._items[at]
        if item.kind is Kind.VICTIM:
            return self._frames.is_active(at)
        return item.kind is Kind.VERB and item.low not in AUXILIARIES

    def _relative(self) -> list[int] | None:
        self._pending, self._related = False, True
        self._step -= 1
        before = self._items[self._step] if self._step >= 0 else None
        return [] if before is not None and before.kind in (Kind.PREPOSITION, Kind.WORD) else None

    def _words(self) -> list[int] | None:
        """A row of unknown words: an adverbial, an aside, or a subject of its own that is no person."""
        items = self._items
        begin = self._step
        while begin - 1 > self._limit and items[begin - 1].kind is Kind.WORD:
            begin -= 1
        before = items[begin - 1] if begin else None
        behind = items[self._step + 1] if self._step + 1 < len(items) else None
        aside = before is not None and before.kind is Kind.COMMA and behind is not None and behind.kind is Kind.COMMA
        ruled = before is not None and before.kind in (Kind.PREPOSITION, Kind.VERB)
        owned = (
            before is not None
            and before.phrase is not None
            and not before.phrase.counted
            and before.phrase.group is not None
        )
        if ruled or self._joined or aside or owned:
            self._step = begin - 1
            return None
        return []

    def _verb(self) -> list[int] | None:
        if self._joined and not self._frames.is_active(self._step):
            return subjects(self._frames, self._step, self._depth + 1)
        item = self._items[self._step]
        reduced = not item.auxiliary and not self._frames.is_active(self._step) and not self._joined
        related = self._step > 0 and self._items[self._step - 1].kind is Kind.RELATIVE
        if reduced or related or self._joined or self._pending:
            # "five people wounded in the blast died", "a man who was hurt on Monday died"
            self._pending = not self._joined and not reduced
            self._step -= 1
            return None
        return []

    def _has_auxiliary(self) -> bool:
        before = self._frames.skip_back(self._step - 1)
        return before >= 0 and self._items[before].kind is Kind.VERB

    def _outside_part(self, at: int) -> int | None:
        """The noun before a list that begins with "including", when a phrase stands in one."""
        items = self._items
        step = at - 1
        while step > 0 and at - step < FARTHEST and items[step].kind in (Kind.NOUN, Kind.COMMA, Kind.AND, Kind.ADVERB):
            step -= 1
        if step > 1 and items[step].low in load_words("casualties", "subset.openers"):
            step -= 1
            if items[step].kind in (Kind.COMMA, Kind.OPEN):
                step -= 1
            step = self._frames.before_phrase(step)
            if step >= 0 and items[step].kind is Kind.NOUN:
                return step
        return None

    def _listed(self, at: int) -> list[int]:
        """A noun phrase and those that are listed before it."""
        items, frames = self._items, self._frames
        found = [at]
        whole = items[at].phrase
        if whole is not None and whole.partitive and whole.parted in ("them", "whom"):
            return found
        step, linked = at, False
        while step > 0 and len(found) < _LONGEST_LIST:
            before, joined = step - 1, False
            if items[before].kind is Kind.AND and items[before].low not in ("or", "but", "nor", "yet"):
                before, joined, linked = before - 1, True, True
            if before >= 0 and items[before].kind is Kind.COMMA:
                before, joined = before - 1, True
            phrase = items[step].phrase
            if not joined or not (linked or (phrase is not None and phrase.counted)):
                break
            before = frames.before_phrase(before)
            if before < 0 or items[before].kind is not Kind.NOUN or not is_person(items[before]):
                break
            ahead = items[before - 1] if before else None
            if linked and ahead is not None and ahead.kind is Kind.VERB and ahead.low in GERUNDS and not self._joined:
                # "an aircraft carrying a singer and her pilot vanished": what is carried is no subject.
                return []
            if ahead is not None and (
                ahead.kind is Kind.PREPOSITION
                or (ahead.kind is Kind.VERB and ahead.low not in AUXILIARIES)
                or (ahead.kind is Kind.VICTIM and frames.is_active(before - 1))
            ):
                break
            other = items[before].phrase
            if other is None or other.pronoun:
                break
            found.append(before)
            step = before
        return found[::-1]
