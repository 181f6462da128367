"""Who suffers a verb: subjects to the left of it, objects to the right, across lists, asides and relative clauses."""

from typing import Final

from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.casualties.segments import SAYING, SHARES, Segment, explains_group, segment_kind
from services.ingest.reading.grammar import AUXILIARIES, FINITE, PARTICIPLES

FARTHEST: Final = 40
"""Chunks that a verb is followed back or on at most: the work per verb is bounded."""
_UNITS: Final = frozenset(
    ("age", "bracketed", "date", "time", "label", "distance", "money", "percent", "weight", "ballot", "result")
)
_DASHES: Final = frozenset(("—", "–", "-"))
_CROSSED: Final = 4
"""Asides and reduced clauses between a noun and its verb at most."""
_LONGEST_NAME: Final = 4
_LONGEST_ASIDE: Final = 20
"""Chunks between two dashes at most."""
ASIDES: Final = (Kind.ADVERB, Kind.TIME, Kind.PLACE)


def is_person(item: Item) -> bool:
    """True when a chunk may be people: a noun for them, a pronoun, or a bare count."""
    phrase = item.phrase
    return phrase is not None and not phrase.thing and not phrase.toll


def is_unit(item: Item) -> bool:
    """True for a number that counts no people and says nothing of the subject: an age, a date."""
    return item.phrase is not None and item.phrase.thing and item.phrase.noun in _UNITS


def is_joint(item: Item) -> bool:
    """True for words that add others behind a verb: along with, as well as, plus."""
    return item.kind is Kind.AND and (item.low == "plus" or item.stop - item.first > 1)


_REDUCED: Final = frozenset(
    ("accused", "suspected", "charged", "linked", "wanted", "dressed", "identified", "described", "affiliated", "armed")
)
"""Participles that only say who somebody is, where a preposition stands behind them."""


class Frames:
    """Finds the victims of the verbs of one sentence."""

    __slots__ = ("items",)

    def __init__(self, items: list[Item]) -> None:
        self.items = items

    def skip_back(self, at: int) -> int:
        """Step left over adverbs, times, places and brackets."""
        items = self.items
        while at >= 0:
            item = items[at]
            if item.kind in ASIDES or is_unit(item):
                at -= 1
            elif item.kind is Kind.CLOSE:
                while at >= 0 and items[at].kind is not Kind.OPEN:
                    at -= 1
                at -= 1
            elif item.low in _DASHES and (opened := self._opened(at)) is not None:
                at = opened - 1
            else:
                break
        return at

    def _opened(self, at: int) -> int | None:
        """The dash that opens the aside which a dash closes; None where it closes none."""
        items = self.items
        for step in range(at - 1, max(0, at - _LONGEST_ASIDE), -1):
            if items[step].low in _DASHES:
                aside = segment_kind(items, step + 1, at)
                return step if aside is not Segment.CLAUSE and aside is not Segment.CONTINUED else None
            if items[step].kind is Kind.STOP:
                return None
        return None

    def _closed(self, at: int) -> int | None:
        """The dash that closes the aside which a dash opens."""
        items = self.items
        for step in range(at + 1, min(len(items), at + _LONGEST_ASIDE)):
            if items[step].low in _DASHES:
                return step if self._opened(step) == at else None
            if items[step].kind is Kind.STOP:
                return None
        return None

    def skip_on(self, at: int) -> int:
        """Step right over adverbs, times, places, brackets and phrases with a preposition."""
        items, size = self.items, len(self.items)
        while at < size:
            item = items[at]
            if item.kind in ASIDES or is_unit(item):
                at += 1
            elif item.kind is Kind.OPEN:
                end = at
                while end < size and items[end].kind is not Kind.CLOSE:
                    end += 1
                at = end + 1
            elif item.low in _DASHES and (closed := self._closed(at)) is not None:
                at = closed + 1
            elif item.kind is Kind.PREPOSITION:
                at = self._after_phrase(at + 1)
            else:
                break
        return at

    def _after_phrase(self, at: int) -> int:
        items, size = self.items, len(self.items)
        seen = False
        while at < size:
            kind = items[at].kind
            if kind is Kind.NOUN:
                return at + 1 if not seen else at
            if kind is Kind.WORD or kind in ASIDES:
                seen = seen or kind is Kind.WORD
                at += 1
            else:
                return at
        return at

    def is_active(self, at: int) -> bool:
        """True when the victims of a verb stand to its right."""
        item = self.items[at]
        trigger = item.trigger
        if trigger is None or trigger.frame != "transitive":
            return False
        forms = trigger.forms
        if item.passive:
            return False
        if "gerund" in forms or "singular" in forms:
            return True
        if item.auxiliary:
            return True
        if "participle" not in forms:
            return True
        right = at + 1
        while right < len(self.items) and self.items[right].kind is Kind.ADVERB:
            right += 1
        if right < len(self.items) and self.items[right].form == "name":
            # "a gunman shot and killed Shinzo Abe"
            return any(item.phrase is not None and item.phrase.group is not None for item in self.items[:at])
        follows = right < len(self.items) and self._is_object(right)
        if self._shares(at):
            return self.is_active(at + 2)
        if not follows:
            return False
        left = self.items[at - 1] if at else None
        if left is not None and left.phrase is not None and left.phrase.counted:
            # "30 killed 12 wounded" is a list of states, "two gunmen killed 12 people" an act.
            return (left.phrase.group is not None or left.phrase.thing) and not self.has_predicate(right)
        # "a camp for displaced people": a participle before its noun is an adjective.
        bare = self.items[right].phrase
        attributive = left is None or left.kind in (Kind.PREPOSITION, Kind.VERB)
        return not (attributive and bare is not None and not bare.counted and bare.rule == "bare plural")

    def _shares(self, at: int) -> bool:
        """True for the first of two verbs with one object: kidnapped and killed two teachers."""
        items = self.items
        if at + 2 >= len(items) or items[at + 1].kind is not Kind.AND or items[at + 2].kind is not Kind.VICTIM:
            return False
        second = items[at + 2].trigger
        left = items[at - 1].phrase if at else None
        return second is not None and second.frame == "transitive" and (left is None or not left.counted)

    def _is_object(self, at: int) -> bool:
        item = self.items[at]
        return item.kind is Kind.NOUN and not is_unit(item)

    def has_predicate(self, at: int) -> bool:
        """True when a noun phrase has a verb of its own to the right: it is a subject."""
        right = self.skip_on(at + 1)
        if right < len(self.items) and self.items[right].kind is Kind.RELATIVE:
            right = self._after_relative(right)
        if right >= len(self.items):
            return False
        item = self.items[right]
        behind = self.items[right + 1] if right + 1 < len(self.items) else None
        if item.low in _REDUCED and behind is not None and behind.kind is Kind.PREPOSITION:
            # "arrested 74 others accused of belonging to a militia"
            return False
        if item.kind is Kind.VICTIM:
            return not (item.trigger is not None and "gerund" in item.trigger.forms and not item.auxiliary) and not (
                item.infinitive
            )
        if item.kind is not Kind.VERB or item.form == "gerund":
            return False
        return item.low in FINITE or item.low not in PARTICIPLES or right == at + 1

    def skip_aside_back(self, at: int) -> int:
        """Step left over a comma, and over the explanation that it closes: three nurses, most of them young, and ..."""
        items = self.items
        for first in range(at - 1, max(0, at - _LONGEST_ASIDE), -1):
            if items[first].kind is Kind.STOP:
                break
            if items[first].kind is Kind.COMMA:
                kind = segment_kind(items, first + 1, at)
                explains = kind in (Segment.ATTRIBUTION, Segment.RELATIVE)
                return first - 1 if explains or (kind is Segment.ASIDE and explains_group(items, first + 1)) else at - 1
        return at - 1

    def breaks_down(self, at: int) -> bool:
        """True behind a colon or dash whose clause told a count with its verb: 49 were killed: 41 in the mosque."""
        items = self.items
        step = at
        while step > max(0, at - FARTHEST):
            step -= 1
            low = items[step].low
            if low == ";":
                return False
            if low in _DASHES and (opened := self._opened(step)) is not None:
                step = opened
            elif low == ":" or low in _DASHES:
                before = items[max(0, step - FARTHEST) : step]
                counted = any(item.phrase is not None and item.phrase.counted for item in before)
                return counted and any(item.kind is Kind.VICTIM for item in before)
        return False

    def predicate(self, at: int) -> int:
        """Where the verb of a noun phrase may stand, across asides and reduced clauses; the end where it has none."""
        items, size = self.items, len(self.items)
        right = self.skip_on(at + 1)
        for _ in range(_CROSSED):
            if right >= size:
                break
            item = items[right]
            if item.kind is Kind.RELATIVE:
                right = self._after_relative(right)
            elif item.kind is Kind.COMMA and (behind := self.skip_aside(right)) > right:
                right = behind
            elif item.kind is Kind.VERB and item.form == "gerund":
                right = self.skip_on(right + 1)
                if right < size and items[right].kind in (Kind.NOUN, Kind.WORD):
                    right = self.skip_on(right + 1)
            else:
                break
        return right

    def is_speaker(self, at: int) -> bool:
        """True for a noun phrase that only says what is told: officials in the capital said."""
        right = self.skip_on(at + 1)
        if right < len(self.items) and self.items[right].kind is Kind.RELATIVE:
            right = self._after_relative(right)
        return right < len(self.items) and self.items[right].low in SAYING

    def skip_aside(self, at: int) -> int:
        """Step right over an aside that a comma opens; stay where the comma opens none."""
        items = self.items
        for stop in range(at + 1, min(len(items), at + _LONGEST_ASIDE)):
            if items[stop].kind is Kind.STOP:
                return at
            if items[stop].kind is Kind.COMMA:
                kind = segment_kind(items, at + 1, stop)
                return stop + 1 if kind in (Segment.ATTRIBUTION, Segment.RELATIVE) else at
        return at

    def _after_relative(self, at: int) -> int:
        """Where the main verb may stand behind a relative clause: a doctor who treated survivors said."""
        items, size = self.items, len(self.items)
        step = at + 1
        while step < size and (items[step].kind is Kind.ADVERB or items[step].low in AUXILIARIES):
            step += 1
        for behind in range(step + 1, size):
            item = items[behind]
            if item.kind in (Kind.STOP, Kind.AND, Kind.SUBORDINATE, Kind.RELATIVE):
                return size
            if item.kind is Kind.VICTIM or (item.kind is Kind.VERB and item.form in ("finite", "either")):
                before = items[behind - 1]
                return size if before.kind is Kind.VERB or before.low in AUXILIARIES else behind
        return size

    def _after_name(self, at: int) -> int:
        """Step over a name behind one person that the capitals of a wire text hide: JUDGE ROSSI AND FIVE GUARDS."""
        items, size = self.items, len(self.items)
        phrase, step = items[at].phrase, at + 1
        if phrase is None or phrase.quantity is None or phrase.quantity.max != 1 or phrase.counted:
            return step
        while step < size and step - at < _LONGEST_NAME and items[step].kind is Kind.WORD:
            step += 1
        return step if step < size and items[step].kind in (Kind.AND, Kind.COMMA) else at + 1

    def objects(self, at: int, *, nominal: bool = False) -> list[int]:
        """The victims to the right of a verb, or of a noun of counting, as indices of chunks."""
        items, size = self.items, len(self.items)
        found: list[int] = []
        if self._shares(at):
            return self.objects(at + 2)
        step, limit = at + 1, at + FARTHEST
        while step < size and (items[step].kind is Kind.ADVERB or items[step].kind is Kind.TIME):
            step += 1
        if step < size and items[step].kind is Kind.PREPOSITION and items[step].low == "of":
            step += 1
        while step < min(size, limit):
            if items[step].kind is not Kind.NOUN or is_unit(items[step]):
                break
            phrase = items[step].phrase
            ruled = nominal and step > 0 and items[step - 1].kind is Kind.AND
            if found and (
                (self.has_predicate(step) and not ruled)
                or phrase is None
                or (phrase.partitive and phrase.parted in ("them", "whom"))
            ):
                break
            if found and phrase is not None and phrase.pronoun:
                break
            found.append(step)
            step = self.skip_on(self._after_name(step))
            joined = False
            while step < size and items[step].kind in (Kind.COMMA, Kind.AND):
                if items[step].low in ("but", "yet"):
                    return found
                behind = self.skip_aside(step) if items[step].kind is Kind.COMMA else step
                step = behind if behind > step else step + 1
                joined = True
            if joined and nominal and step < size and items[step].low == "of":
                # "the bodies of 32 children and of over 60 adults"
                step += 1
            while joined and step < size and items[step].kind is Kind.ADVERB:
                if items[step].low in SHARES:
                    return found
                step += 1
            if not joined:
                break
        return found

    def before_phrase(self, at: int) -> int:
        """Step left over a phrase with a preposition that belongs to the noun before it: two men from Osh and ..."""
        items = self.items
        step = self.skip_back(at)
        tail = step
        while tail >= 0 and items[tail].kind is Kind.WORD:
            tail -= 1
        reduced = tail
        while reduced > 1 and items[reduced].kind in (Kind.PREPOSITION, Kind.WORD, *ASIDES):
            reduced -= 1
        if (
            items[reduced].kind is Kind.VERB
            and items[reduced].form == "gerund"
            and items[reduced - 1].kind is Kind.NOUN
        ):
            # "two boys playing on the ice and a man who ..."
            return reduced - 1
        for end in (tail, step, step - 1):
            if end >= 1 and items[end].kind is Kind.PREPOSITION and items[end - 1].kind is Kind.NOUN:
                return end - 1
        return step
