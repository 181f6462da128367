"""Reads the claims of a document, sentence by sentence, with what was told before in mind."""

from dataclasses import replace
from typing import Final

from schemas.events.casualties import Certainty, Group, Measure, Scope
from schemas.quantity import Quantity
from services.ingest.reading.casualties.apposition import regroup
from services.ingest.reading.casualties.brackets import from_brackets
from services.ingest.reading.casualties.breakdowns import from_breakdowns
from services.ingest.reading.casualties.candidates import Candidate, Reading
from services.ingest.reading.casualties.captivity import from_captivity
from services.ingest.reading.casualties.chunker import chunk
from services.ingest.reading.casualties.counts import also_injured, from_nouns
from services.ingest.reading.casualties.drafts import Draft
from services.ingest.reading.casualties.elisions import from_ellipsis
from services.ingest.reading.casualties.fallen import from_fallen
from services.ingest.reading.casualties.fates import from_fates
from services.ingest.reading.casualties.found_dead import from_found_dead
from services.ingest.reading.casualties.frames import Frames
from services.ingest.reading.casualties.identities import from_identities, from_their_bodies
from services.ingest.reading.casualties.inheritance import inherited_group
from services.ingest.reading.casualties.items import Kind, NounPhrase
from services.ingest.reading.casualties.labels import from_labels
from services.ingest.reading.casualties.losses import from_loss, from_losses
from services.ingest.reading.casualties.names import from_names
from services.ingest.reading.casualties.parts import is_among_them, subject_group, told_behind, whole_of
from services.ingest.reading.casualties.patients import from_patients, of_patients
from services.ingest.reading.casualties.phrase_words import NONE, ONE, STAFF
from services.ingest.reading.casualties.ranks import from_ranks
from services.ingest.reading.casualties.recounts import from_corrections
from services.ingest.reading.casualties.references import is_assailant, owned_group, survivors, whom
from services.ingest.reading.casualties.reflexives import from_reflexives
from services.ingest.reading.casualties.refugees import from_refugees
from services.ingest.reading.casualties.rolls import from_rolls
from services.ingest.reading.casualties.rows import from_rows
from services.ingest.reading.casualties.scopes import RECALLED, had_been_told, scope_of, was_told_before
from services.ingest.reading.casualties.searches import from_searches
from services.ingest.reading.casualties.senses import (
    counted_group,
    give_to_owned,
    is_of_dead,
    is_owner,
    is_state_of_them,
    is_treated,
    is_where_dead,
    is_without,
    last_word,
    rest_of,
    stands_alone,
    tells_of_subject,
)
from services.ingest.reading.casualties.tolls import from_tolls
from services.ingest.reading.casualties.verbs import from_verbs
from services.ingest.reading.document import Document, Sentence

_DEATH: Final = frozenset(("dead", "bodies", "deaths", "killed", "died", "corpses", "fatalities"))
_OBJECTS: Final = frozenset(("him", "them"))
_VICTIMS: Final = frozenset(("victims", "hostages", "captives", "casualties"))
_AT: Final = frozenset(("in", "at", "near", "on", "off"))
_AMONG: Final = frozenset(("among", "amongst"))
_RISING: Final = frozenset(
    ("rose", "risen", "rises", "climbed", "climbs", "grew", "grown", "increased", "jumped", "went")
)
_UPON: Final = frozenset(("when", "after", "as", "with"))
_LATEST: Final = 6
"""Claims of a sentence that "on top of" is looked for among at most."""


class ClaimReader:
    """Collects drafts of claims over the sentences of one document."""

    def __init__(self, document: Document) -> None:
        self.drafts: list[Draft] = []
        self._document = document

    def read(self, sentence: Sentence) -> None:
        """Add the claims of one sentence, in the order in which they stand."""
        items = chunk(sentence)
        reading = Reading(self._document, sentence, items, Frames(items))
        labels = from_labels(reading)
        tolls = from_tolls(reading)
        taken = tolls.taken | labels.taken
        candidates: dict[int, list[Candidate]] = {}
        for source in (
            labels.candidates,
            tolls.candidates,
            from_found_dead(reading),
            (candidate for candidate in from_nouns(reading) if candidate.index not in labels.taken),
            from_verbs(reading, taken),
            from_captivity(reading),
            from_reflexives(reading),
            from_losses(reading),
            from_loss(reading),
            from_rows(reading),
            from_identities(reading, self.drafts),
            from_their_bodies(reading),
            from_searches(reading),
            from_refugees(reading),
            from_patients(reading),
            from_ranks(reading),
            from_fates(reading),
            from_fallen(reading),
            from_rolls(reading),
        ):
            for candidate in source:
                same = candidates.setdefault(candidate.index, [])
                if same and same[0].measure is None:
                    # "the previous count was 400 dead": the toll's scope, the verb's measure
                    toll = same.pop()
                    candidate = replace(toll, measure=candidate.measure, group=toll.group or candidate.group)
                if not same or (not same[0].toll and all(other.measure is not candidate.measure for other in same)):
                    same.append(candidate)
        give_to_owned(reading, candidates)
        for candidate in (*from_brackets(reading, candidates), *from_corrections(reading, candidates)):
            candidates[candidate.index] = [candidate]
        for candidate in list(from_breakdowns(reading, candidates)):
            candidates[candidate.index] = [candidate]
        among = not sentence.words.isdisjoint(_AMONG)
        for index, item in enumerate(items):
            if item.phrase is None:
                continue
            found = candidates.get(index)
            if found is None or (among and index > 1 and is_among_them(reading, index)):
                elided = from_ellipsis(reading, index, self.drafts)
                found = [self._parted_by_place(reading, elided)] if elided is not None else []
            if not found:
                continue
            if any(is_state_of_them(item.phrase, candidate) for candidate in found):
                part = from_ellipsis(reading, index, self.drafts) or of_patients(reading, index, self.drafts)
                found = [part] if part is not None else found
            if any(is_where_dead(reading, index, candidate) for candidate in found):
                part = from_ellipsis(reading, index, self.drafts)
                found = [part] if part is not None else found
            if any(is_of_dead(item.phrase, candidate) for candidate in found):
                part = from_ellipsis(reading, index, self.drafts)
                found = [part] if part is not None else found
            if is_owner(reading, index):
                continue
            for candidate in last_word(found, item.first):
                self._draft(reading, candidate, item.phrase)
        self._named(reading)
        self._all_dead(reading)
        self._put_on_top(reading)
        self._raise(reading)
        regroup(reading, self.drafts)

    def _put_on_top(self, reading: Reading) -> None:
        """Nine died on top of the 44 of January: what is told first comes on top of the second."""
        if "top" not in reading.sentence.words:
            return
        tokens = reading.sentence.tokens
        for at in range(1, len(tokens) - 2):
            if tokens[at].low == "of" and tokens[at - 1].low == "top" and tokens[at + 1].low in ("the", "those"):
                for draft in self.drafts[-_LATEST:]:
                    if draft.sentence is reading.sentence and draft.first < at and draft.scope is Scope.TOTAL:
                        draft.scope = Scope.INCREMENT

    def _raise(self, reading: Reading) -> None:
        """The toll rose to eight when a nurse died: she comes on top of the seven."""
        words = reading.sentence.words
        if words.isdisjoint(_RISING) or words.isdisjoint(_UPON):
            return
        here = [draft for draft in self.drafts[-_LATEST:] if draft.sentence is reading.sentence]
        tokens = reading.sentence.tokens
        for at, toll in enumerate(here):
            if not toll.toll or toll.scope is not Scope.TOTAL:
                continue
            for draft in here[at + 1 :]:
                between = {token.low for token in tokens[toll.stop - 1 : draft.first + 1]}
                risen = not _RISING.isdisjoint([token.low for token in tokens[toll.first : toll.stop + 3]])
                if risen and draft.measure is toll.measure and draft.scope is Scope.TOTAL and between & _UPON:
                    draft.scope = Scope.INCREMENT

    def _named(self, reading: Reading) -> None:
        named = from_names(reading, self.drafts)
        if named is not None:
            self._draft(reading, *named)

    def _all_dead(self, reading: Reading) -> None:
        dead = survivors(reading)
        if dead is not None and not any(
            draft.measure is Measure.KILLED and not draft.titled for draft in self.drafts[-RECALLED:]
        ):
            quantity, group, candidate = dead
            phrase = NounPhrase(quantity=quantity, counted=True, group=group, rule="none survived")
            self._draft(reading, candidate, phrase)

    def _draft(self, reading: Reading, candidate: Candidate, phrase: NounPhrase) -> None:
        item, noun = candidate.cause, reading.items[candidate.index]
        rules = [f"{candidate.measure}: {item.trigger.frame if item.trigger else 'noun'} {item.low}"]
        measure, group = candidate.measure, candidate.group or phrase.group
        if phrase.pronoun:
            if phrase.pronoun in ("anyone", "anybody") and is_without(reading, noun.first):
                phrase.quantity, phrase.counted, phrase.rule = NONE, True, "without anyone"
            else:
                found = whom(reading, phrase, candidate.index)
                if found is None or not (tells_of_subject(item) or phrase.pronoun in _OBJECTS):
                    return
                rules.append(f"reference {phrase.pronoun}")
                phrase, group = found, candidate.group or found.group
        rest_of(reading, candidate.index, phrase)
        quantity = phrase.quantity
        if quantity is None or self._is_of_things(reading, candidate, phrase):
            return
        if phrase.definite and quantity == ONE and self._is_known(reading, candidate):
            return
        if not phrase.counted and not stands_alone(reading, candidate, phrase):
            return
        if item.negated and quantity.max != 0:
            return
        if measure is None:
            known = self._known(quantity)
            if known is None and not self._is_deadly(reading):
                return
            measure = known.measure if known is not None else Measure.KILLED
            group = group or (known.group if known is not None else None)
        refers = phrase.definite or reading.sentence.tokens[noun.first].low == "all"
        if group is Group.PEOPLE and refers and is_assailant(reading, candidate.index, phrase):
            group = Group.MILITANTS
        rules.append(f"number: {phrase.rule}")
        if candidate.rule:
            rules.append(candidate.rule)
        if measure is Measure.INJURED and is_treated(reading, item):
            measure = Measure.HOSPITALIZED
        scope = candidate.scope or scope_of(reading, candidate, phrase, measure, self.drafts)
        earlier = scope is Scope.TOTAL and was_told_before(reading, candidate)
        if candidate.toll and earlier and self.drafts:
            scope = Scope.PREVIOUS
        parted = whole_of(reading, candidate.index, item, phrase)
        if parted and candidate.scope is None:
            group = group or told_behind(reading, candidate.index)
            if (
                group is None
                and candidate.index
                and reading.items[candidate.index - 1].low in ("was", "were", "is", "are")
            ):
                # "the ambassador was one of those killed"
                group = subject_group(reading, candidate.index)
        if phrase.partitive and phrase.noun in _VICTIMS and group is Group.PEOPLE:
            # "one of the victims was found dead": those who were told of before
            group = self.drafts[-1].group if self.drafts else group
        owner = owned_group(reading, phrase, candidate.index)
        if owner is not None and group in (Group.OTHER, Group.PEOPLE):
            group = owner
        if group is None and (candidate.toll or phrase.measure is not None):
            group = counted_group(reading, item)
        generic = scope is Scope.SUBSET and not phrase.noun and not STAFF.isdisjoint(reading.sentence.words)
        whole = self.drafts[-1] if generic and self.drafts else None
        if whole is not None and group is Group.OTHER and whole.group is Group.AID_WORKERS:
            # "four of them were staff of one agency"
            group = whole.group
        if group is None and phrase.partitive and phrase.quantity == ONE and phrase.parted == "them":
            # "one of them, a woman of 70, is in hospital"
            group = told_behind(reading, candidate.index)
        if group is None and not candidate.toll and (phrase.measure is None or phrase.harmed):
            group = inherited_group(reading, candidate, phrase, self.drafts)
            rules.append("elided noun")
        clause = reading.sentence.clause_at(item.stop - 1 if item.trigger else noun.first)
        certainty = Certainty.ASSERTED
        if clause.scope.denied:
            certainty = Certainty.DENIED
        elif clause.scope.retracted and not (candidate.toll and self._is_paired(reading, candidate)):
            certainty = Certainty.RETRACTED
        words = self._document.source_of(reading.sentence.field)
        start, end = reading.sentence.span(noun.first, noun.stop)
        draft = Draft(
            measure=measure,
            quantity=Quantity(min=quantity.min, max=quantity.max, approx=quantity.approx, text=words[start:end]),
            group=group,
            sentence=reading.sentence,
            first=min(noun.first, item.first),
            stop=max(noun.stop, item.stop),
            anchor=item.stop - 1,
            scope=scope,
            certainty=certainty,
            counted=phrase.counted or quantity.max == 1,
            definite=phrase.definite,
            toll=candidate.toll,
            more=phrase.more,
            summed=candidate.summed,
            past=candidate.past or earlier or had_been_told(reading, candidate),
            rules=rules,
        )
        self.drafts.append(draft)
        if phrase.whole is not None and (parted or phrase.parted == str(measure)):
            # "three of the 17 dead were firefighters": 17 are dead
            self._again(draft, measure, phrase.whole, phrase.group or Group.PEOPLE)
        if also_injured(phrase):
            self._again(draft, Measure.INJURED, draft.quantity, group)

    def _again(self, draft: Draft, measure: Measure, quantity: Quantity, group: Group | None) -> None:
        """Add what the words of a draft say besides."""
        self.drafts.append(
            Draft(
                measure,
                quantity,
                group,
                draft.sentence,
                draft.first,
                draft.stop,
                draft.anchor,
                certainty=draft.certainty,
                definite=measure is draft.measure,
                rules=draft.rules,
            )
        )

    def _is_known(self, reading: Reading, candidate: Candidate) -> bool:
        """The child who died was three years old: the one death that was told before."""
        behind = reading.items[candidate.index + 1 : candidate.index + 2]
        if not behind or behind[0].kind is not Kind.RELATIVE:
            return False
        return any(draft.measure is candidate.measure and draft.quantity.max == 1 for draft in self.drafts[-8:])

    def _parted_by_place(self, reading: Reading, elided: Candidate) -> Candidate:
        """Eighteen died, eight in Accra: where the first count has no place of its own, the second is part of it."""
        last, items = (self.drafts[-1] if self.drafts else None), reading.items
        phrase = items[elided.index].phrase
        if last is None or elided.rule != "elided verb" or elided.scope is not Scope.TOTAL or phrase is None:
            return elided
        near = last.sentence is reading.sentence and items[elided.index - 1].low == ","
        smaller = phrase.quantity is not None and not phrase.noun and phrase.quantity.min < last.quantity.min
        placed = any(
            item.kind is Kind.PLACE or item.low in _AT for item in items[: elided.index] if item.first >= last.first
        )
        return replace(elided, scope=Scope.SUBSET) if near and smaller and not placed else elided

    def _is_of_things(self, reading: Reading, candidate: Candidate, phrase: NounPhrase) -> bool:
        """Five banks were hit, two of them crippled: a part of things."""
        them = phrase.partitive and phrase.parted in ("them", "these", "those", "which")
        another = phrase.more and not phrase.noun
        if not (them or another) or phrase.group is not None:
            return False
        if any(draft.sentence.index >= reading.sentence.index - 1 for draft in self.drafts[-2:]):
            return False
        earlier = reading.items[: candidate.index]
        counted = next((item.phrase for item in reversed(earlier) if item.phrase and item.phrase.rule), None)
        return counted is not None and counted.thing

    def _is_paired(self, reading: Reading, candidate: Candidate) -> bool:
        """True where a sentence that takes a count back tells the old one beside the new."""
        return candidate.scope is not Scope.PREVIOUS and any(
            draft.scope is Scope.PREVIOUS and draft.sentence is reading.sentence for draft in self.drafts[-RECALLED:]
        )

    def _is_deadly(self, reading: Reading) -> bool:
        """True where a toll that nothing defines is one of the dead: its sentence or the title speaks of death."""
        if not _DEATH.isdisjoint(reading.sentence.words):
            return True
        return any(not _DEATH.isdisjoint(sentence.words) for sentence in self._document.sentences[:2])

    def _known(self, quantity: Quantity) -> Draft | None:
        """The claim that a bare figure goes back to: the one with the same number, else the last one."""
        for draft in reversed(self.drafts[-RECALLED:]):
            if (draft.quantity.min, draft.quantity.max) == (quantity.min, quantity.max):
                return draft
        last = next((draft for draft in reversed(self.drafts[-RECALLED:]) if draft.scope is not Scope.SUBSET), None)
        return last if last is not None and quantity.min > 0 else None
