"""Noun phrases: counts, articles, parts of wholes, tolls, collectives and pronouns."""

from typing import Final

from schemas.events.casualties import Group, Measure
from schemas.quantity import Quantity
from services.ingest.reading.casualties.items import NounPhrase
from services.ingest.reading.casualties.nouns import NounReader
from services.ingest.reading.casualties.phrase_words import (
    ANIMALS,
    BARE,
    BODY_THINGS,
    COLLECTIVES,
    DEADLY,
    DEFINITE,
    EARLIER,
    FEWER,
    GIVEN,
    INCREMENT,
    KNOWN,
    NONE,
    ONE,
    OPENERS,
    ORDINALS,
    OTHER,
    PARTED_PRONOUNS,
    PARTED_THINGS,
    PREFIX,
    QUOTES,
    RANKED,
    SINGULAR_DETERMINERS,
    SUBJECTS,
    TOLL_HEADS,
    is_many,
)
from services.ingest.reading.casualties.triggers import COUNT_NOUNS, TRIGGERS
from services.ingest.reading.casualties.vague_numbers import of_number
from services.ingest.reading.document import Amount, Sentence
from services.ingest.reading.grammar import FINITE, FUNCTION
from services.ingest.reading.persons import MODIFIERS, may_be_person, read_person
from services.ingest.reading.remembered import Remembered

_ADJECTIVES = 3
"""Words between a count and its animals at most."""
_LONGEST_RANK = 7
"""Characters of an ordinal at most: a longer one counts no victims."""
_FIGURES: Final = frozenset(("figure", "figures", "count", "tally", "total"))


_MAY_OPEN: Final[Remembered[str, bool]] = Remembered(lambda low: low in OPENERS or may_be_person(low), 8192)
"""Whether a phrase may begin with a word, wherever it stands."""


class PhraseReader(NounReader):
    """Reads the noun phrases of one sentence."""

    __slots__ = ("opens",)

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.opens: frozenset[int] = frozenset(self._amounts).union(
            [at for at, token in enumerate(self._tokens) if _MAY_OPEN[token.low]], (0,) if self._titled else ()
        )
        """the tokens at which a phrase may begin: most words need no closer look"""

    def read(self, at: int) -> tuple[int, NounPhrase] | None:
        """Read the longest phrase that begins at a token: where it stops, and what it says."""
        tokens, size = self._tokens, len(self._tokens)
        step, more, other, definite, single = at, False, False, False, False
        while step < size and step - at < 4 and step not in self._amounts:
            low = tokens[step].low
            if low in INCREMENT and step > at:
                more = True
            elif low in OTHER and step > at:
                other = True
            elif low in PREFIX or (step == at and low in ("additional", "further")):
                more = more or low in ("another", "additional", "further")
                definite = definite or low in DEFINITE or low == "all"
                single = single or low in SINGULAR_DETERMINERS
            else:
                break
            step += 1
        amount = self._amounts.get(step)
        if amount is not None:
            phrase = self._counted(step, amount)
            if phrase is None:
                return None
            stop, noun = phrase
            noun.more = noun.more or more
            noun.other = noun.other or other
            noun.definite = definite
            return stop, noun
        if step > at:
            found = self._determined(at, step, single=single, definite=definite)
            if found is not None:
                # "one was shot and another hurt" adds nothing to the one who was shot.
                beside = found[1].rule == "another" and at > 0 and tokens[at - 1].low in ("and", ",", "while")
                found[1].more = found[1].more or (more and not beside)
                found[1].other = found[1].other or other
                return found
            low = tokens[at].low
            if low in ("all", "both", "others") and step == at + 1:
                return self._pronoun(at, low)
            return None
        return self._bare(at)

    def _counted(self, at: int, amount: Amount) -> tuple[int, NounPhrase] | None:
        tokens, size = self._tokens, len(self._tokens)
        if amount.unit is not None:
            if amount.unit == "rate" and amount.stop < size and (whole := read_person(tokens, amount.stop)) is not None:
                # "one in five cyclists": a share of the people behind it.
                return whole[0], NounPhrase(thing=True, noun=amount.unit, rule=amount.rule)
            return amount.stop, NounPhrase(thing=True, noun=amount.unit, rule=amount.rule)
        phrase = NounPhrase(quantity=amount.quantity, counted=True, rule=amount.rule)
        step = amount.stop
        if step < size and at and tokens[step].low in QUOTES and tokens[at - 1].low in QUOTES:
            step += 1
        if step < size and tokens[step].low == "x":
            step += 1
        if step + 1 < size and tokens[step].low == "of":
            return self._parted(step, phrase)
        if (
            step + 2 < size
            and tokens[step].low == "out"
            and tokens[step + 1].low == "of"
            and self._is_definite(step + 2)
        ):
            # "seven out of the nine crew"
            return self._parted(step + 1, phrase)
        if step + 1 < size and tokens[step].low in FEWER and tokens[step + 1].low == "than":
            # "four fewer than the police had said"
            return step, phrase
        if step < size and tokens[step].low in GIVEN and not self._person_within(step + 1):
            # "the 433 given out at six"
            return step, phrase
        for near in range(step, min(size, step + _ADJECTIVES)):
            if tokens[near].low in ANIMALS and not self._names_people(step, near):
                return near + 1, NounPhrase(thing=True, noun=tokens[near].low, rule=amount.rule)
            if tokens[near].kind != "word" or tokens[near].low in FUNCTION:
                break
        if step + 1 < size and tokens[step].low == "body" and tokens[step + 1].low in BODY_THINGS:
            return step + 2, NounPhrase(thing=True, noun=tokens[step + 1].low, rule=amount.rule)
        lead = MODIFIERS.get(tokens[at - 1].low) if at else None
        if at > 1 and tokens[at - 1].low == ":":
            # "Civ: 2 killed, 9 wounded"
            labelled = read_person(tokens, at - 2)
            # "Mayor: 7 killed" tells who speaks.
            if labelled is not None and labelled[1].group is not Group.OFFICIALS:
                lead = labelled[1].group
            elif labelled is None:
                # "ISIS: est. 20 KIA"
                lead = MODIFIERS.get(tokens[at - 2].low, lead)
            phrase.group = lead
        many = is_many(amount.quantity) and amount.quantity.max != 0
        if (
            step + 2 < size
            and tokens[step].low in QUOTES
            and (quoted := self._quoted(step, phrase, many=many)) is not None
        ):
            return quoted
        return self._noun(step, phrase, many=many, lead=lead)

    def _parted(self, at: int, phrase: NounPhrase) -> tuple[int, NounPhrase]:
        """What follows "of": them, the attackers, the 402 injured, its pilots, people."""
        tokens = self._tokens
        following = tokens[at + 1].low
        deaths = at + 2 < len(tokens) and following in DEFINITE and COUNT_NOUNS.match(tokens, at + 2) is not None
        if following in PARTED_PRONOUNS and not deaths:
            phrase.partitive, phrase.parted = True, following
            return at + 2, phrase
        inner = self.read(at + 1)
        if inner is None and following in DEFINITE:
            # "40 of his bees": a part of something that is no person.
            owned = self._noun(at + 2, phrase, many=True)
            if owned is not None and phrase.thing:
                return owned
            if at + 2 < len(tokens) and tokens[at + 2].low in PARTED_THINGS:
                # "22 of the fires are burning"
                return at + 3, NounPhrase(thing=True, noun=tokens[at + 2].low, rule=phrase.rule)
            return at, phrase
        if inner is not None and inner[1].noun in COLLECTIVES and inner[1].quantity == ONE:
            # "eight of one family"
            return inner[0], phrase
        if inner is None:
            found = self._noun(at + 1, phrase, many=True)
            return found if found is not None and phrase.group is not None else (at, phrase)
        stop, whole = inner
        if whole.counted and not whole.definite and not whole.noun and whole.quantity and phrase.quantity == ONE:
            # "the police (gave) one of 142 arrested": a balance, not a part.
            return stop, whole
        definite = following in DEFINITE or following == "all"
        phrase.partitive = definite
        phrase.whole = whole.quantity if definite and whole.counted else None
        phrase.parted = whole.noun or ("whom" if whole.counted else "")
        phrase.group, phrase.thing = whole.group, whole.thing
        phrase.noun = whole.noun
        if whole.measure is not None and not whole.harmed and definite:
            phrase.parted = str(whole.measure)
        elif whole.measure is not None and not definite:
            phrase.measure, phrase.harmed = whole.measure, whole.harmed
        return stop, phrase

    def _determined(self, at: int, step: int, *, single: bool, definite: bool) -> tuple[int, NounPhrase] | None:
        """A phrase with an article and no count: a man, the gunman, their driver, the dead, the death toll."""
        tokens, size = self._tokens, len(self._tokens)
        if step >= size:
            return None
        low = tokens[step].low
        rank = self._ranked(step)
        if rank is not None:
            return rank
        if tokens[at].low == "another" and step == at + 1 and self._stands_for_noun(step):
            return step, NounPhrase(quantity=ONE, counted=True, other=True, rule="another")
        if low in ORDINALS and single:
            after = self._noun(step + 1, NounPhrase(), many=False)
            phrase = after[1] if after is not None and after[1].group is not None else NounPhrase()
            phrase.quantity, phrase.counted, phrase.more, phrase.rule = ONE, True, True, "a " + low
            return (after[0] if after is not None and phrase.group is not None else step + 1), phrase
        if low in ("single", "lone", "sole") and single and step + 1 < size:
            return self._determined(at, step + 1, single=True, definite=definite)
        toll = self._toll(step)
        if toll is not None:
            toll[1].definite = definite
            return of_number(toll) if single else toll
        count = COUNT_NOUNS.match(tokens, step)
        if count is not None and self._harmed(step) is None:
            phrase = NounPhrase(measure=count[1].measure, noun=tokens[count[0] - 1].low, definite=definite)
            if not count[1].many and single:
                phrase.quantity, phrase.rule = ONE, "a " + phrase.noun
            return count[0], phrase
        if low in COLLECTIVES:
            return self._collective(step, low)
        found = self._noun(step, NounPhrase(definite=definite), many=False)
        if found is None or found[1].group is None:
            return None
        stop, phrase = found
        body = self._body_of(stop)
        if body is not None:
            phrase.quantity, phrase.measure, phrase.noun, phrase.rule = ONE, Measure.KILLED, "body", "the body of one"
            return body, phrase
        person = read_person(tokens, self._head(step, stop, phrase.noun))
        number = person[1].number if person is not None else "one"
        if phrase.quantity is None:
            if number == "many" or (number == "either" and not single):
                phrase.quantity, phrase.rule = BARE, "plural"
            else:
                phrase.quantity, phrase.rule = ONE, "singular"
        return stop, phrase

    def _ranked(self, at: int) -> tuple[int, NounPhrase] | None:
        """The 35th victim, a 12th death: so many are dead by now."""
        low = self._tokens[at].low
        if not low.endswith(("st", "nd", "rd", "th")) or not low[:-2].isdecimal() or len(low) > _LONGEST_RANK:
            return None
        if at + 1 >= len(self._tokens) or self._tokens[at + 1].low not in RANKED:
            return None
        count = Quantity(min=int(low[:-2]), max=int(low[:-2]))
        return at + 2, NounPhrase(quantity=count, counted=True, measure=Measure.KILLED, noun="victim", rule=low)

    def _toll(self, at: int) -> tuple[int, NounPhrase] | None:
        """A noun that holds a count: the toll, the death toll, the number of dead, the count of arrests."""
        tokens, size = self._tokens, len(self._tokens)
        if not any(token.low in TOLL_HEADS for token in tokens[at : at + 5]):
            return None
        step, measure, group = at, None, None
        while step < size and step - at < 4 and tokens[step].kind == "word" and tokens[step].low not in TOLL_HEADS:
            count = COUNT_NOUNS.match(tokens, step)
            if count is not None:
                measure = count[1].measure
            elif (tokens[step].low in FUNCTION or tokens[step].low in FINITE) and tokens[step].low not in EARLIER:
                return None
            person = read_person(tokens, step)
            if person is not None and person[1].group not in (Group.PEOPLE, Group.OFFICIALS):
                group = person[1].group
            step += 1
        if step >= size or tokens[step].low not in TOLL_HEADS:
            return None
        head = tokens[step].low
        group = None if group is Group.SECURITY_FORCES and measure is None and head in _FIGURES else group
        phrase = NounPhrase(toll=True, noun=head, measure=measure, group=group, rule=head)
        step += 1
        if step + 1 < size and tokens[step].low in ("of", "for") and tokens[step + 1].kind != "mark":
            if tokens[step + 1].low in KNOWN and step + 2 < size:
                # "the number of known dead"
                step += 1
            inner = self.read(step + 1) or self._noun_of(step + 1)
            if inner is not None and inner[1].counted and head == "total":
                return inner
            if inner is not None and not inner[1].counted:
                phrase.measure = inner[1].measure or phrase.measure
                phrase.group = inner[1].group or phrase.group
                return inner[0], phrase
            count = COUNT_NOUNS.match(tokens, step + 1)
            if count is not None:
                phrase.measure = count[1].measure
                return count[0], phrase
            if tokens[step + 1].low == "those" and head != "number":
                return step, phrase
            if inner is None and measure is None and head not in DEADLY and not self._is_of_time(step + 1):
                return None
        return step, phrase

    def _is_definite(self, at: int) -> bool:
        return self._tokens[at].low in DEFINITE and at + 1 in self._amounts

    def _collective(self, at: int, low: str) -> tuple[int, NounPhrase] | None:
        """A family of five, a group of 12 tourists; a couple."""
        tokens = self._tokens
        phrase = NounPhrase(group=Group.PEOPLE, noun=low, collective=True)
        if at + 2 < len(tokens) and tokens[at + 1].low == "of" and at + 2 in self._amounts:
            inner = self._counted(at + 2, self._amounts[at + 2])
            if inner is not None and not inner[1].thing:
                inner[1].rule = f"{low} of {inner[1].rule}"
                inner[1].group = inner[1].group or (Group.OTHER if low == "crew" else Group.PEOPLE)
                return inner
        if at + 1 < len(tokens) and tokens[at + 1].low == "of":
            inner = self.read(at + 2)
            if inner is not None and inner[1].group is not None:
                phrase.group = inner[1].group
                return inner[0], phrase
        return at + 1, phrase

    def _bare(self, at: int) -> tuple[int, NounPhrase] | None:
        """A phrase without article or count: protesters, police, they, death toll."""
        tokens = self._tokens
        low = tokens[at].low
        if low in ("every", "each"):
            return self._every(at)
        if low in SUBJECTS:
            return self._pronoun(at, low)
        if low in TOLL_HEADS or low in ("death", "body"):
            toll = self._toll(at)
            if toll is not None:
                return toll
        if at in self._demonyms and low.endswith(("s", "ese", "sh", "ch")) and self._ends_phrase(self._demonyms[at]):
            return None
        person = read_person(tokens, at)
        if person is not None:
            phrase = NounPhrase()
            lead = MODIFIERS.get(tokens[at - 1].low) if at else None
            found = self._noun(at, phrase, many=False, lead=lead)
            if found is None or found[1].group is None:
                return None
            stop = found[0]
            last = read_person(tokens, self._head(at, stop, phrase.noun))
            number = last[1].number if last is not None else person[1].number
            if number == "one":
                named = stop < len(tokens) and tokens[stop].text.istitle() and tokens[stop].low not in FUNCTION
                if (
                    tokens[at].text[:1].isupper()
                    or phrase.noun in COLLECTIVES
                    or (named and phrase.noun not in ("police", "army"))
                    or self._is_headline(at, stop)
                ):
                    phrase.quantity, phrase.rule, phrase.name = ONE, "singular", True
                    if tokens[at].low == "family":
                        return self._collective(at, "family")
                return found if phrase.quantity is not None else None
            phrase.quantity, phrase.rule = BARE, "bare plural"
            return found
        if (
            at == 0
            and self._titled
            and tokens[at].text[0].isupper()
            and tokens[at].kind == "word"
            and low not in FUNCTION
        ):
            # A headline leaves out the article: "Teenage boy drowns".
            found = self._noun(at, NounPhrase(), many=False)
            if found is not None and found[1].group is not None and self._ends_phrase(found[0]):
                last = read_person(tokens, found[0] - 1)
                if last is not None and last[1].number == "one":
                    found[1].quantity, found[1].rule = ONE, "singular"
                    return found
        count = COUNT_NOUNS.match(tokens, at)
        if count is not None and at and tokens[at - 1].low == "without":
            none = NounPhrase(measure=count[1].measure, quantity=NONE, counted=True, noun=low, rule="without")
            return count[0], none
        if count is not None and count[1].many and TRIGGERS.match(tokens, at) is None:
            return count[0], NounPhrase(measure=count[1].measure, quantity=BARE, noun=low, rule="bare plural")
        return None

    def _every(self, at: int) -> tuple[int, NounPhrase] | None:
        """Every one of them, each of them: all."""
        tokens = self._tokens
        step = at + 2 if at + 1 < len(tokens) and tokens[at + 1].low in ("one", "single") else at + 1
        if step + 1 < len(tokens) and tokens[step].low == "of" and tokens[step + 1].low in PARTED_PRONOUNS:
            return step + 2, NounPhrase(pronoun="all", noun="all", rule="every one")
        return None

    def _pronoun(self, at: int, low: str) -> tuple[int, NounPhrase]:
        stop, tokens = at + 1, self._tokens
        of = low in ("all", "both") and stop + 1 < len(tokens) and tokens[stop].low == "of"
        if of and tokens[stop + 1].low in PARTED_PRONOUNS:
            stop += 2
        return stop, NounPhrase(pronoun=low, noun=low, rule=low)
