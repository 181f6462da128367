"""Reads the claims of a document, sentence by sentence, with what was told before in mind."""

from dataclasses import replace
from typing import Final

from schemas.events.casualties import Certainty, Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.casualties.chunker import chunk
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.frames import Frames
from services.ingest.reading.casualties.items import Item, Kind, NounPhrase
from services.ingest.reading.casualties.nounphrases import ONE
from services.ingest.reading.casualties.tolls import TollReader
from services.ingest.reading.casualties.triggers import CARE, CARE_PLACES
from services.ingest.reading.document import Document, Sentence, Token
from services.ingest.reading.lexicon.files import load_words

_SUBSET: Final = load_words("casualties", "subset.openers")
_MODAL: Final = load_words("scope", "modal") | load_words("scope", "future")
_NO_COUNT: Final = load_words("scope", "no_count")
_THEM: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_LIVES_VERBS: Final = frozenset(
    (
        "lost",
        "lose",
        "claimed",
        "claim",
        "claims",
        "cost",
        "costs",
        "costing",
        "took",
        "taken",
        "claiming",
        "wiped",
        "loss",
        "taking",
        "takes",
        "losing",
    )
)


class ClaimReader:
    """Collects drafts of claims over the sentences of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.drafts: list[Draft] = []
        self._used: set[int] = set()
        self._sentence: Sentence
        self._items: list[Item] = []
        self._frames: Frames
        self._parts = False
        """True in a sentence that opens with what it takes part of: of the 402 injured, ..."""

    def read(self, sentence: Sentence) -> None:
        """Add the claims of one sentence."""
        self._sentence = sentence
        self._items = chunk(sentence)
        self._frames = Frames(self._items)
        self._used = set()
        self._parts = False
        before = len(self.drafts)
        tolls = TollReader(self)
        tolls.read()
        for index, item in enumerate(self._items):
            if item.kind is Kind.VICTIM and index not in tolls.taken:
                self._victim(index, item)
            elif item.kind is Kind.VERB:
                self._care(index, item)
        for index, item in enumerate(self._items):
            if item.phrase is not None and index not in self._used:
                self._noun(index, item, item.phrase)
        for index, item in enumerate(self._items):
            if item.phrase is not None and index not in self._used and item.phrase.counted:
                self._elided(index, item.phrase, before)

    # What a verb says.

    def _victim(self, index: int, item: Item) -> None:
        trigger = item.trigger
        if trigger is None or self._is_unreal(item):
            return
        if trigger.measure is Measure.HOSPITALIZED and trigger.frame == "state" and not self._is_patient(index, item):
            return
        active = self._frames.is_active(index)
        victims = self._frames.objects(index) if active else self._frames.subjects(index)
        if not victims and not active and not item.auxiliary:
            victims = self._telegraphic(index)
        thing = False
        for victim in victims:
            phrase = self._items[victim].phrase
            if phrase is None or victim in self._used:
                continue
            if phrase.thing or (thing and phrase.group is None):
                thing = True
                self._used.add(victim)
                continue
            self._claim(victim, phrase, trigger.measure, index, item)

    def _is_unreal(self, item: Item) -> bool:
        tokens = self._sentence.tokens
        clause = self._sentence.clause_at(item.stop - 1)
        scope = clause.scope
        if scope.unreal or scope.history or scope.habitual or scope.question or scope.conditional:
            return True
        if item.infinitive or any(word in _NO_COUNT for word in item.hedges):
            return True
        if any(tokens[at].low in _MODAL for at in range(item.first, item.stop)):
            return True
        if scope.modal and not item.auxiliary and self._after_modal(item.first, clause.first):
            return True
        return scope.rumoured and not item.auxiliary and self._after_rumour(item.first, clause.first)

    def _after_modal(self, at: int, first: int) -> bool:
        tokens = self._sentence.tokens
        return any(tokens[step].low in _MODAL for step in range(first, at)) or (at > 0 and tokens[at - 1].low == "to")

    def _after_rumour(self, at: int, first: int) -> bool:
        tokens = self._sentence.tokens
        return any(tokens[step].low in _NO_COUNT for step in range(max(0, first - 1), min(len(tokens), at + 2)))

    def _is_patient(self, index: int, item: Item) -> bool:
        """In hospital: said of the subject, not of where somebody died or works."""
        if item.auxiliary or item.hedges:
            return True
        before = self._frames.skip_back(index - 1)
        if before < 0:
            return False
        kind = self._items[before].kind
        if kind is Kind.VERB:
            return self._items[before].low in CARE
        after = self._items[index + 1] if index + 1 < len(self._items) else None
        return kind is Kind.NOUN and (after is None or after.kind in (Kind.COMMA, Kind.STOP, Kind.AND))

    def _care(self, index: int, item: Item) -> None:
        """Hospitals treat 68; 31 were admitted."""
        if item.low not in CARE or self._is_unreal(item):
            return
        items = self._items
        before = self._frames.skip_back(index - 1)
        passive = before >= 0 and items[before].kind is Kind.VERB
        if passive:
            if CARE[item.low]:
                for victim in self._frames.subjects(index):
                    phrase = items[victim].phrase
                    if phrase is not None and victim not in self._used and not phrase.thing:
                        self._claim(victim, phrase, Measure.HOSPITALIZED, index, item)
            return
        near = range(max(0, index - 5), index)
        if not any(
            self._sentence.tokens[at].low in CARE_PLACES
            for step in near
            for at in range(items[step].first, items[step].stop)
        ):
            return
        step = index + 1
        while (
            step < len(items)
            and (items[step].kind is Kind.PREPOSITION or items[step].kind is Kind.ADVERB)
            and items[step].low in ("in", "on", "to")
        ):
            step += 1
        if step < len(items):
            for victim in self._frames.objects(step - 1):
                phrase = items[victim].phrase
                if (
                    phrase is not None
                    and victim not in self._used
                    and not phrase.thing
                    and phrase.counted
                    and phrase.measure is None
                ):
                    self._claim(victim, phrase, Measure.HOSPITALIZED, index, item)

    def _telegraphic(self, index: int) -> list[int]:
        """Killed: 12. WIA 3."""
        items = self._items
        step = index + 1
        if step < len(items) and items[step].low in (":", "—", "-"):
            step += 1
        if step < len(items) and items[step].phrase is not None:
            phrase = items[step].phrase
            if (
                phrase is not None
                and phrase.counted
                and phrase.group is None
                and not phrase.thing
                and not self._frames.has_predicate(step)
            ):
                return [step]
        return []

    # What a noun says.

    def _noun(self, index: int, item: Item, phrase: NounPhrase) -> None:
        """12 deaths, no arrests, three injured people, the deaths of 12 people."""
        if phrase.measure is None or phrase.toll:
            return
        if phrase.quantity is None or not phrase.counted:
            of = self._items[index + 1] if index + 1 < len(self._items) else None
            if of is not None and of.low == "of" and index + 2 < len(self._items):
                inner = self._items[index + 2]
                if (
                    inner.phrase is not None
                    and inner.phrase.quantity is not None
                    and not inner.phrase.thing
                    and index + 2 not in self._used
                ):
                    if inner.phrase.counted or inner.phrase.rule == "singular":
                        self._claim(index + 2, inner.phrase, phrase.measure, index, item)
                    return
            if phrase.quantity is None or phrase.harmed or not self._is_told(index):
                return
        if phrase.noun in ("lives", "life") and not any(token.low in _LIVES_VERBS for token in self._near(item)):
            return
        if self._is_unreal(item):
            return
        if phrase.quantity.max == 0 and phrase.noun in ("casualties", "casualty"):
            self._claim(index, phrase, Measure.INJURED, index, item)
        self._claim(index, phrase, phrase.measure, index, item)

    def _near(self, item: Item) -> tuple[Token, ...]:
        return self._sentence.tokens[max(0, item.first - 6) : item.stop + 6]

    def _is_told(self, index: int) -> bool:
        """Deaths were reported: a bare noun of counting needs a verb of telling."""
        step = self._frames.skip_on(index + 1)
        words = {item.low for item in self._items[step : step + 3]}
        return bool(words & {"reported", "confirmed", "recorded"})

    # What is left out.

    def _elided(self, index: int, phrase: NounPhrase, before: int) -> None:
        """A count without a verb: part of the claim before it, or one more in its list."""
        if phrase.thing or phrase.toll or phrase.quantity is None:
            return
        opener = self._subset_opener(index)
        last = self._last()
        if last is None:
            return
        same = last.sentence is self._sentence
        item = self._items[index]
        if self._is_unreal(item):
            return
        if opener:
            self._part(index, phrase, last)
        elif phrase.parted in (str(measure) for measure in Measure):
            self._part(
                index,
                phrase,
                next((d for d in reversed(self.drafts) if d.measure == phrase.parted), last),
                Measure(phrase.parted),
            )
        elif phrase.parted in ("victims", "casualties"):
            self._part(index, phrase, last)
        elif phrase.partitive and phrase.parted in _THEM:
            if same or not self._frames.has_predicate(index):
                self._part(index, phrase, last)
        elif phrase.partitive and phrase.group is None and self._is_copula(index):
            self._part(index, phrase, last)
        elif same and self._is_gapped(index, phrase):
            breakdown = self._follows_colon(index)
            scope = Scope.SUBSET if breakdown else last.scope
            self._claim(index, phrase, last.measure, index, item, scope=scope, inherit=last, rule="elided verb")

    def _last(self) -> Draft | None:
        for draft in reversed(self.drafts):
            if draft.sentence.index >= self._sentence.index - 3 and draft.scope is not Scope.PREVIOUS:
                return draft
        return None

    def _is_copula(self, index: int) -> bool:
        after = self._frames.skip_on(index + 1)
        return after < len(self._items) and self._items[after].low in ("were", "was", "are", "is")

    def _part(self, index: int, phrase: NounPhrase, last: Draft, measure: Measure | None = None) -> None:
        group = phrase.group or self._told_after(index)
        told = replace(phrase, group=group) if group is not None else phrase
        self._claim(
            index,
            told,
            measure or last.measure,
            index,
            self._items[index],
            scope=Scope.SUBSET,
            inherit=last,
            rule="part",
        )

    def _told_after(self, index: int) -> Group | None:
        """One of them a girl; four of the five were children: the group is told behind."""
        items = self._items
        step = index + 1
        while step < len(items) and (
            items[step].kind in (Kind.VERB, Kind.ADVERB, Kind.COMMA)
            and items[step].low in ("were", "was", "are", "is", ",")
        ):
            step += 1
        if step < len(items):
            phrase = items[step].phrase
            if phrase is not None and not phrase.counted and phrase.group is not None and not phrase.definite:
                self._used.add(step)
                return phrase.group
        return None

    def _subset_opener(self, index: int) -> bool:
        """True when a list that begins with "including" or "among them" leads to this phrase."""
        items = self._items
        step = index - 1
        for _ in range(16):
            if step < 0:
                return False
            item = items[step]
            if item.low in _SUBSET:
                return True
            if (
                item.kind in (Kind.COMMA, Kind.AND, Kind.ADVERB, Kind.PLACE)
                or item.low in (":", "(", ".")
                or item.low in _THEM
            ) or item.kind in (Kind.NOUN, Kind.OPEN, Kind.CLOSE):
                step -= 1
            elif (
                item.kind is Kind.PREPOSITION
                and item.low == "of"
                and step + 1 < len(items)
                and items[step + 1].low in _THEM
            ):
                return step > 0
            else:
                return False
        return False

    def _is_gapped(self, index: int, phrase: NounPhrase) -> bool:
        """True for a count in a row with one that has a verb: 53 in Jableh and 48 in Tartus."""
        items = self._items
        if index == 0 or self._frames.has_predicate(index):
            return False
        before = items[index - 1]
        if before.kind not in (Kind.COMMA, Kind.AND) and before.low not in (":", "—", "(", ";"):
            return False
        if phrase.group is None and phrase.noun:
            return False
        after = items[index + 1] if index + 1 < len(items) else None
        if after is None:
            return phrase.group is not None
        placed = after.kind is Kind.PREPOSITION and after.low in ("in", "at", "near", "on", "around", "from")
        return (
            placed
            or after.kind is Kind.PLACE
            or (
                phrase.group is not None
                and after.kind in (Kind.COMMA, Kind.AND, Kind.STOP, Kind.CLOSE)
                and before.low in (":", "—", "(")
            )
        )

    def _follows_colon(self, index: int) -> bool:
        for step in range(index - 1, -1, -1):
            item = self._items[step]
            if item.low in (":", "—", "("):
                return True
            if item.kind is Kind.VICTIM or item.low == ";":
                return False
        return False

    # One claim.

    def _claim(
        self,
        index: int,
        phrase: NounPhrase,
        measure: Measure,
        cause: int,
        item: Item,
        *,
        scope: Scope | None = None,
        inherit: Draft | None = None,
        rule: str = "",
    ) -> None:
        self._used.add(index)
        noun = self._items[index]
        quantity = phrase.quantity
        rules = [f"{measure}: {item.trigger.frame if item.trigger else 'noun'} {item.low}"]
        group = phrase.group
        if phrase.pronoun or quantity is None:
            referred = self._referred(phrase)
            if referred is None:
                return
            quantity, group = referred
            rules.append(f"reference {phrase.pronoun}")
        elif not phrase.counted and not self._stands_alone(phrase, item):
            return
        if item.negated and quantity.max != 0:
            return
        if quantity.max == 0 and item.negated:
            return
        rules.append(f"number: {phrase.rule}")
        if rule:
            rules.append(rule)
        if group is None:
            group = self._inherited(index, phrase, item, inherit)
            rules.append("elided noun")
        first, stop = min(noun.first, item.first), max(noun.stop, item.stop)
        clause = self._sentence.clause_at(item.stop - 1 if item.trigger else noun.first)
        certainty = Certainty.ASSERTED
        if clause.scope.denied:
            certainty = Certainty.DENIED
        elif clause.scope.retracted:
            certainty = Certainty.RETRACTED
        words = self.document.source_of(self._sentence.field)
        tokens = self._sentence.tokens
        text = words[tokens[noun.first].start : tokens[noun.stop - 1].end]
        self.drafts.append(
            Draft(
                measure=measure,
                quantity=Quantity(min=quantity.min, max=quantity.max, approx=quantity.approx, text=text),
                group=group,
                sentence=self._sentence,
                first=first,
                stop=stop,
                anchor=item.stop - 1,
                scope=scope or self._scope(phrase, measure),
                certainty=certainty,
                counted=phrase.counted or bool(phrase.pronoun) or quantity.max == 1,
                definite=phrase.definite,
                rules=rules,
            )
        )

    def _stands_alone(self, phrase: NounPhrase, item: Item) -> bool:
        """A plural without a count is a claim only where it is news: with a full verb, or in the title."""
        if phrase.quantity == ONE:
            return True
        if phrase.definite:
            return False
        if (
            phrase.noun in ("troops", "police", "military", "army", "forces")
            and item.trigger is not None
            and not item.auxiliary
        ):
            return False
        return (
            item.auxiliary
            or self._sentence.field == "title"
            or item.trigger is None
            or "participle" not in item.trigger.forms
            or self._frames.is_active(self._items.index(item))
        )

    def _referred(self, phrase: NounPhrase) -> tuple[Quantity, Group | None] | None:
        """He, they, all of them: whoever was counted last."""
        single = phrase.pronoun in ("he", "she", "him")
        if phrase.pronoun not in ("he", "she", "they", "them", "all", "both"):
            return None
        for sentence in (self._sentence, *self.document.before(self._sentence)):
            if sentence.index < self._sentence.index - 2:
                break
            for item in reversed(chunk(sentence) if sentence is not self._sentence else []):
                found = item.phrase
                if found is None or found.group is None or found.quantity is None or found.thing:
                    continue
                if single and found.quantity == ONE:
                    return found.quantity, found.group
                if not single and found.counted and found.quantity.min > 1:
                    return found.quantity, found.group
        return None

    def _inherited(self, index: int, phrase: NounPhrase, item: Item, inherit: Draft | None) -> Group | None:
        """The group of a count without a noun: that of the count before it in the same sentence."""
        if inherit is not None:
            return inherit.group
        last = self._last()
        if last is None:
            return None
        same = last.sentence is self._sentence
        if phrase.partitive and phrase.parted in _THEM:
            return last.group
        if phrase.more and phrase.rule.startswith("a "):
            return last.group
        if same and last.first < self._items[index].first:
            before = self._items[index - 1] if index else None
            joined = before is not None and before.kind in (Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.VICTIM)
            return last.group if joined and not self._semicolon_between(last, index) else None
        if phrase.more:
            return last.group
        return None

    def _semicolon_between(self, last: Draft, index: int) -> bool:
        tokens = self._sentence.tokens
        return any(tokens[at].low == ";" for at in range(last.first, self._items[index].first))

    def _scope(self, phrase: NounPhrase, measure: Measure) -> Scope:
        if phrase.partitive and phrase.parted in _THEM and phrase.quantity is not None and phrase.quantity.max != 0:
            return (
                Scope.SUBSET
                if any(d.measure is measure or d.sentence is self._sentence for d in self.drafts[-6:])
                else Scope.TOTAL
            )
        if phrase.partitive and phrase.parted in (str(each) for each in Measure):
            return Scope.SUBSET
        if self._parts_of_whole(phrase):
            return Scope.SUBSET
        if phrase.more:
            earlier = [d for d in self.drafts if d.sentence is self._sentence]
            if any(d.measure is measure for d in self.drafts if not d.titled):
                return Scope.INCREMENT
            if earlier or phrase.rule.startswith("a "):
                return Scope.TOTAL
            return Scope.INCREMENT
        return Scope.TOTAL

    def _parts_of_whole(self, phrase: NounPhrase) -> bool:
        first = self._items[0]
        return (
            first.low == "of"
            and len(self._items) > 1
            and self._items[1].phrase is not phrase
            and bool(self.drafts and self.drafts[-1].sentence is self._sentence)
        )
