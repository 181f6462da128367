"""Who suffers a verb: subjects to the left of it, objects to the right, across lists, asides and relative clauses."""

from typing import Final

from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.grammar import GERUNDS, PARTICIPLES

_FARTHEST: Final = 40
"""Chunks that a verb is followed back or on at most: the work per verb is bounded."""
_UNITS: Final = frozenset(
    ("age", "bracketed", "date", "time", "label", "distance", "money", "percent", "weight", "ballot", "result")
)
_ASIDES: Final = (Kind.ADVERB, Kind.TIME, Kind.PLACE)


def is_person(item: Item) -> bool:
    """True when a chunk may be people: a noun for them, a pronoun, or a bare count."""
    phrase = item.phrase
    return phrase is not None and not phrase.thing and not phrase.toll


def is_unit(item: Item) -> bool:
    """True for a number that counts no people and says nothing of the subject: an age, a date."""
    return item.phrase is not None and item.phrase.thing and item.phrase.noun in _UNITS


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
            if item.kind in _ASIDES or is_unit(item):
                at -= 1
            elif item.kind is Kind.CLOSE:
                while at >= 0 and items[at].kind is not Kind.OPEN:
                    at -= 1
                at -= 1
            else:
                break
        return at

    def skip_on(self, at: int) -> int:
        """Step right over adverbs, times, places, brackets and phrases with a preposition."""
        items, size = self.items, len(self.items)
        while at < size:
            item = items[at]
            if item.kind in _ASIDES or is_unit(item):
                at += 1
            elif item.kind is Kind.OPEN:
                end = at
                while end < size and items[end].kind is not Kind.CLOSE:
                    end += 1
                at = end + 1
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
            if kind is Kind.WORD or kind in _ASIDES:
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
        follows = right < len(self.items) and self._is_object(right)
        if not follows:
            return False
        left = self.items[at - 1] if at else None
        if left is not None and left.phrase is not None and left.phrase.counted:
            # "30 killed 12 wounded" is a list of states, "two gunmen killed 12 people" an act.
            return left.phrase.group is not None and not self.has_predicate(right)
        return True

    def _is_object(self, at: int) -> bool:
        item = self.items[at]
        return item.kind is Kind.NOUN and not is_unit(item)

    def has_predicate(self, at: int) -> bool:
        """True when a noun phrase has a verb of its own to the right: it is a subject."""
        right = self.skip_on(at + 1)
        if right >= len(self.items):
            return False
        item = self.items[right]
        if item.kind is Kind.VICTIM:
            return not (item.trigger is not None and "gerund" in item.trigger.forms and not item.auxiliary) and not (
                item.infinitive
            )
        return item.kind is Kind.VERB and item.low not in GERUNDS and (item.low not in PARTICIPLES or right == at + 1)

    def objects(self, at: int) -> list[int]:
        """The victims to the right of a verb, as indices of chunks."""
        items, size = self.items, len(self.items)
        found: list[int] = []
        step, limit = at + 1, at + _FARTHEST
        while step < size and (items[step].kind is Kind.ADVERB or items[step].kind is Kind.TIME):
            step += 1
        if step < size and items[step].kind is Kind.PREPOSITION and items[step].low == "of":
            step += 1
        while step < min(size, limit):
            if items[step].kind is not Kind.NOUN or is_unit(items[step]):
                break
            phrase = items[step].phrase
            if found and (
                self.has_predicate(step) or phrase is None or (phrase.partitive and phrase.parted in ("them", "whom"))
            ):
                break
            if found and phrase is not None and phrase.pronoun:
                break
            found.append(step)
            step = self.skip_on(step + 1)
            joined = False
            while step < size and items[step].kind in (Kind.COMMA, Kind.AND):
                if items[step].low in ("but", "yet"):
                    return found
                step += 1
                joined = True
            while joined and step < size and items[step].kind is Kind.ADVERB:
                step += 1
            if not joined:
                break
        return found

    def subjects(self, at: int, depth: int = 0) -> list[int]:
        """The victims to the left of a verb, as indices of chunks, in order."""
        items = self.items
        step = self.skip_back(at - 1)
        if step < 0 or depth > 4:
            return []
        verb = items[at]
        joined = pending = related = False
        if items[step].kind is Kind.COMMA and not verb.auxiliary and verb.trigger is not None:
            before = self.skip_back(step - 1)
            if before >= 0 and items[before].kind is Kind.VICTIM and not self.is_active(before):
                return self.subjects(before, depth + 1)
        if items[step].kind is Kind.AND:
            joined = True
            before = self.skip_back(step - 1)
            if before >= 0 and items[before].kind is Kind.COMMA:
                before = self.skip_back(before - 1)
            if before >= 0 and items[before].kind is Kind.VICTIM:
                if not self.is_active(before):
                    return self.subjects(before, depth + 1)
                return self._listed(before - 1) if before and items[before - 1].kind is Kind.NOUN else []
            step = before
        limit = max(-1, step - _FARTHEST)
        while step > limit:
            item = items[step]
            kind = item.kind
            if is_unit(item) or kind in _ASIDES or kind is Kind.COMMA or kind is Kind.CLOSE:
                if kind is Kind.CLOSE:
                    step = self.skip_back(step)
                    continue
                step -= 1
            elif kind is Kind.NOUN:
                prior = items[step - 1] if step else None
                adjacent = self.skip_back(at - 1) == step
                if prior is not None and prior.kind is Kind.VICTIM and self.is_active(step - 1) and not joined:
                    if prior.trigger is not None and "gerund" in prior.trigger.forms:
                        step -= 2
                        continue
                    return []
                governed = prior is not None and prior.kind is Kind.PREPOSITION
                if governed and not related and not (adjacent and not verb.auxiliary):
                    step -= 2
                    continue
                if pending and not joined:
                    return []
                return self._listed(step)
            elif kind is Kind.RELATIVE:
                pending, related = False, True
                step -= 1
                if step >= 0 and items[step].kind is Kind.PREPOSITION:
                    return []
                if step >= 0 and items[step].kind is Kind.WORD:
                    return []
            elif kind is Kind.VERB:
                reduced = item.low in GERUNDS or (item.low in PARTICIPLES and not self._has_auxiliary(step))
                pending = pending or not reduced
                step -= 1
            elif kind is Kind.WORD:
                begin = step
                while begin - 1 > limit and items[begin - 1].kind is Kind.WORD:
                    begin -= 1
                prior = items[begin - 1] if begin else None
                if (
                    (prior is not None and prior.kind in (Kind.PREPOSITION, Kind.VERB))
                    or joined
                    or (
                        prior is not None
                        and prior.kind is Kind.COMMA
                        and step + 1 < len(items)
                        and items[step + 1].kind is Kind.COMMA
                    )
                ) or (
                    prior is not None
                    and prior.kind is Kind.NOUN
                    and prior.phrase is not None
                    and not prior.phrase.counted
                    and prior.phrase.group is not None
                ):
                    step = begin - 1
                else:
                    return []
            elif kind is Kind.PREPOSITION or kind is Kind.AND:
                step -= 1
            elif kind is Kind.VICTIM and joined and not self.is_active(step):
                return self.subjects(step, depth + 1)
            elif kind is Kind.VICTIM and (joined or pending):
                step -= 1
                pending = not joined
            else:
                return []
        return []

    def _has_auxiliary(self, at: int) -> bool:
        before = self.skip_back(at - 1)
        return before >= 0 and self.items[before].kind is Kind.VERB

    def _listed(self, at: int) -> list[int]:
        """A noun phrase and those that are listed before it; an aside between commas gives way to what it explains."""
        items = self.items
        if self._is_aside(at):
            return [self._explained(at)]
        found = [at]
        step, linked = at, False
        while step > 0 and len(found) < 12:
            before = step - 1
            joined = False
            if items[before].kind is Kind.AND and items[before].low in ("and", "&", "plus"):
                before, joined, linked = before - 1, True, True
            if before >= 0 and items[before].kind is Kind.COMMA:
                before, joined = before - 1, True
            if not joined or not (linked or self._counted(step)):
                break
            before = self._before_phrase(before)
            if before < 0 or items[before].kind is not Kind.NOUN or not is_person(items[before]):
                break
            ahead = items[before - 1] if before else None
            if ahead is not None and (
                ahead.kind is Kind.PREPOSITION or (ahead.kind is Kind.VICTIM and self.is_active(before - 1))
            ):
                break
            if items[before].phrase is None or items[before].phrase.pronoun:  # type: ignore[union-attr]
                break
            found.append(before)
            step = before
        return found[::-1]

    def _counted(self, at: int) -> bool:
        phrase = self.items[at].phrase
        return phrase is not None and phrase.counted

    def _before_phrase(self, at: int) -> int:
        """Step left over a phrase with a preposition that belongs to the noun before it: two men from Osh and ..."""
        items = self.items
        step = self.skip_back(at)
        tail = step
        while tail >= 0 and items[tail].kind is Kind.WORD:
            tail -= 1
        if tail >= 1 and items[tail].kind is Kind.PREPOSITION and items[tail - 1].kind is Kind.NOUN:
            return tail - 1
        if step >= 0 and items[step].kind is Kind.PREPOSITION and step >= 1 and items[step - 1].kind is Kind.NOUN:
            return step - 1
        return step

    def _is_aside(self, at: int) -> bool:
        items = self.items
        behind = self.skip_on(at + 1)
        return (
            behind < len(items)
            and items[behind].kind is Kind.COMMA
            and at > 1
            and items[at - 1].kind is Kind.COMMA
            and items[self.skip_back(at - 2)].kind is Kind.NOUN
            and is_person(items[self.skip_back(at - 2)])
        )

    def _explained(self, at: int) -> int:
        return self.skip_back(at - 2)
