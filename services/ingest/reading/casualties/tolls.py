"""Tolls: the death toll rose from 50 to 64, the number of dead stood at 205, put the dead at 15."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from schemas.events.casualties import Certainty, Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.items import Item, Kind
from services.ingest.reading.lexicon.files import load_words

if TYPE_CHECKING:
    from services.ingest.reading.casualties.reader import ClaimReader

_LINKS: Final = load_words("casualties", "toll.links")
_EARLIER: Final = frozenset(
    ("earlier", "previous", "initial", "first", "original", "preliminary", "former", "prior", "old")
)
_FARTHEST: Final = 25


class TollReader:
    """Reads the counts that a toll in one sentence leads to."""

    def __init__(self, claims: ClaimReader) -> None:
        self._claims = claims
        self._items = claims._items
        self._sentence = claims._sentence
        self.taken: set[int] = set()
        """Verbs that only say what the toll counts."""

    def read(self) -> None:
        """Add the claims of every toll in the sentence, then earlier figures told for comparison."""
        for index, item in enumerate(self._items):
            phrase = item.phrase
            if phrase is None:
                continue
            if phrase.toll or (phrase.measure is not None and phrase.quantity is None and self._is_put(index)):
                self._toll(index, item)

    def _is_put(self, index: int) -> bool:
        """Put the dead at 15; the dead now number 40."""
        items = self._items
        after = items[index + 1].low if index + 1 < len(items) else ""
        return after in ("at", "number", "numbered", "as", "stood", "stands", "rose", "now", ":")

    def _toll(self, index: int, item: Item) -> None:
        phrase = item.phrase
        if phrase is None:
            return
        measure, group, stop = phrase.measure, phrase.group, index + 1
        items = self._items
        if phrase.noun in ("toll", "tolls", "bodycount") and measure is None:
            measure = Measure.KILLED
        verb = stop
        while verb < len(items) and items[verb].kind is Kind.RELATIVE:
            verb += 1
        if verb < len(items) and items[verb].kind is Kind.VICTIM and (measure is None or verb > stop):
            trigger = items[verb].trigger
            if trigger is not None:
                measure = trigger.measure
                self.taken.add(verb)
                stop = verb + 1
        self._before(index, item, measure, group)
        self._after(index, stop, item, measure, group)

    def _before(self, index: int, item: Item, measure: Measure | None, group: Group | None) -> None:
        """Put at 52 the number of dead."""
        items = self._items
        if index < 2 or measure is None:
            return
        number = items[index - 1]
        if (
            number.phrase is not None
            and number.phrase.counted
            and not number.phrase.thing
            and items[index - 2].low in ("at", "as", "to")
        ):
            self._add(index - 1, measure, group, Scope.TOTAL, item)

    def _after(self, index: int, stop: int, item: Item, measure: Measure | None, group: Group | None) -> None:
        items = self._items
        scope = Scope.PREVIOUS if self._is_earlier(item) else Scope.TOTAL
        found: list[Draft] = []
        linked = ""
        for step in range(stop, min(len(items), stop + _FARTHEST)):
            at = items[step]
            if at.kind is Kind.STOP and at.low not in (":", "—"):
                break
            if at.kind is Kind.VICTIM and at.auxiliary and found:
                break
            if at.phrase is not None and at.phrase.toll and step > stop:
                break
            before = items[step - 1]
            if at.phrase is None or not at.phrase.counted or at.phrase.thing or at.phrase.quantity is None:
                continue
            link = before.low
            if before.kind is Kind.ADVERB and step > 1:
                link = items[step - 2].low if before.low in ("now", "already") else link
            if at.phrase.group is not None and at.phrase.group is not Group.PEOPLE and group is None and step > stop:
                if link not in ("of", ":") and link not in _LINKS:
                    continue
                group_here: Group | None = at.phrase.group
            else:
                group_here = group
            kind = self._kind(step, link, found, scope)
            if kind is None:
                continue
            known = measure
            if known is None:
                known, group_here = self._known(at.phrase.quantity, group_here)
                if known is None:
                    return
                measure = known
            draft = self._add(step, known, group_here, kind, item)
            if draft is not None:
                found.append(draft)
                linked = link if link in ("at", "as") else linked
        self._demote(found)

    def _kind(self, step: int, link: str, found: list[Draft], scope: Scope) -> Scope | None:
        items = self._items
        two_back = items[step - 2].low if step > 1 else ""
        if link == "from" or (link in ("against", "with", "to") and two_back in ("compared", "as")):
            return Scope.PREVIOUS
        if link == "by":
            return Scope.INCREMENT
        if link in _LINKS or (items[step - 1].kind is Kind.STOP and not found):
            return scope
        holder = items[step - 1].phrase
        if not found and holder is not None and holder.toll:
            return scope
        return None

    def _demote(self, found: list[Draft]) -> None:
        """The figure of 69 was down to 51: what is named first is the earlier one."""
        if len(found) >= 2 and found[0].scope is Scope.TOTAL and found[1].scope is Scope.TOTAL:
            between = {token.low for token in self._sentence.tokens[found[0].stop : found[1].stop]}
            if between & {
                "down",
                "up",
                "rose",
                "fell",
                "revised",
                "raised",
                "lowered",
                "risen",
                "climbed",
                "jumped",
                "corrected",
                "cut",
                "became",
            }:
                found[0].scope = Scope.PREVIOUS

    def _is_earlier(self, item: Item) -> bool:
        tokens = self._sentence.tokens
        return any(tokens[at].low in _EARLIER for at in range(item.first, item.stop))

    def _known(self, quantity: Quantity, group: Group | None) -> tuple[Measure | None, Group | None]:
        """What a bare figure counts: the claim with the same number, or the last one."""
        drafts = self._claims.drafts
        for draft in reversed(drafts):
            if (draft.quantity.min, draft.quantity.max) == (quantity.min, quantity.max):
                return draft.measure, draft.group
        return (drafts[-1].measure, group) if drafts else (None, None)

    def _add(self, index: int, measure: Measure, group: Group | None, scope: Scope, item: Item) -> Draft | None:
        claims, number = self._claims, self._items[index]
        phrase = number.phrase
        if phrase is None or phrase.quantity is None or index in claims._used or claims._is_unreal(number):
            return None
        before = len(claims.drafts)
        claims._claim(index, phrase, measure, index, item, scope=scope, rule="toll")
        if len(claims.drafts) == before:
            return None
        draft = claims.drafts[-1]
        draft.toll = True
        draft.group = group or phrase.group or Group.PEOPLE
        if claims._sentence.clause_at(number.first).scope.denied:
            draft.certainty = Certainty.DENIED
        return draft
