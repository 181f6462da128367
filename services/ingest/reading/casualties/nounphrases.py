"""Noun phrases: a count or an article, words between, a noun for people or things."""

from collections.abc import Mapping
from typing import Final

from schemas.events.casualties import Group
from schemas.quantity import Quantity
from services.ingest.reading.casualties.items import NounPhrase
from services.ingest.reading.casualties.triggers import COUNT_NOUNS, TRIGGERS
from services.ingest.reading.document import Amount, Sentence, Token
from services.ingest.reading.grammar import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BASES,
    CONJUNCTIONS,
    FINITE,
    FUNCTION,
    GERUNDS,
    POSSESSIVES,
)
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.persons import MODIFIERS, Person, may_be_person, read_person
from services.ingest.reading.phrases import Phrases

ONE: Final = Quantity(min=1, max=1)
BARE: Final = Quantity(min=2, max=None, approx=True)
"""A plural without a count."""
_INCREMENT: Final = load_words("casualties", "more.increment")
_OTHER: Final = load_words("casualties", "more.other")
_EARLIER: Final = load_words("casualties", "toll.earlier")
_DEADLY: Final = load_words("casualties", "toll.killed")
_TOLL_HEADS: Final = load_words("casualties", "toll.heads")
_SINGULAR_DETERMINERS: Final = frozenset(("a", "an", "one", "another"))
_DEFINITE: Final = frozenset(("the", "these", "those", "this", "that", *POSSESSIVES))
_PREFIX: Final = (
    ARTICLES | POSSESSIVES | frozenset(("all", "another", "these", "those", "other", "both", "some", "many", "most"))
)
_PARTED_PRONOUNS: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
_ORDINALS: Final = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
_COLLECTIVES: Final = frozenset(
    (
        "family",
        "group",
        "band",
        "gang",
        "crowd",
        "party",
        "team",
        "crew",
        "household",
        "couple",
        "squad",
        "column",
        "busload",
        "squadron",
        "platoon",
    )
)
_OWNED: Final = load_words("casualties", "owned.words")
_STAFF: Final = frozenset(
    (
        "member",
        "members",
        "staff",
        "employee",
        "employees",
        "workers",
        "worker",
        "volunteers",
        "volunteer",
        "colleagues",
    )
)
_AID_BODIES: Final = Phrases((body, True) for body in load_words("persons", "bodies.aid_workers"))
_SUBJECTS: Final = frozenset(
    ("he", "she", "they", "them", "him", "everyone", "everybody", "anyone", "anybody", "all", "both", "others")
)
_AGED: Final = ("-year-old", "-month-old", "-week-old", "-day-old")
_OPENERS: Final = (
    _PREFIX
    | _INCREMENT
    | _OTHER
    | _TOLL_HEADS
    | _SUBJECTS
    | COUNT_NOUNS.openers
    | {"death", "body", "additional", "further"}
)
_WIDEST: Final = 8
"""Words between a count and its noun at most."""


class PhraseReader:
    """Reads the noun phrases of one sentence."""

    __slots__ = ("_amounts", "_demonyms", "_titled", "_tokens")

    def __init__(self, sentence: Sentence) -> None:
        self._tokens = sentence.tokens
        self._titled = sentence.field == "title"
        self._amounts: Mapping[int, Amount] = {amount.first: amount for amount in sentence.amounts}
        self._demonyms = {mention.first: mention.stop for mention in sentence.mentions if mention.kind == "demonym"}

    def may_open(self, at: int) -> bool:
        """True when a phrase may begin at a token: most words need no closer look."""
        low = self._tokens[at].low
        return low in _OPENERS or at in self._amounts or (at == 0 and self._titled) or may_be_person(low)

    def read(self, at: int) -> tuple[int, NounPhrase] | None:
        """Read the longest phrase that begins at a token: where it stops, and what it says."""
        tokens, size = self._tokens, len(self._tokens)
        step, more, other, definite, single = at, False, False, False, False
        while step < size and step - at < 4 and step not in self._amounts:
            low = tokens[step].low
            if low in _INCREMENT and step > at:
                more = True
            elif low in _OTHER and step > at:
                other = True
            elif low in _PREFIX or (step == at and low in ("additional", "further")):
                more = more or low in ("another", "additional", "further")
                definite = definite or low in _DEFINITE or low == "all"
                single = single or low in _SINGULAR_DETERMINERS
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
                found[1].more = found[1].more or more
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
            return amount.stop, NounPhrase(thing=True, noun=amount.unit, rule=amount.rule)
        phrase = NounPhrase(quantity=amount.quantity, counted=True, rule=amount.rule)
        step = amount.stop
        if step < size and tokens[step].low == "x":
            step += 1
        if step + 1 < size and tokens[step].low == "of":
            return self._parted(step, phrase)
        lead = MODIFIERS.get(tokens[at - 1].low) if at else None
        if at > 1 and tokens[at - 1].low == ":":
            # "Civ: 2 killed, 9 wounded"
            labelled = read_person(tokens, at - 2)
            lead = labelled[1].group if labelled is not None else lead
            phrase.group = lead
        return self._noun(step, phrase, many=_is_many(amount.quantity), lead=lead)

    def _parted(self, at: int, phrase: NounPhrase) -> tuple[int, NounPhrase]:
        """What follows "of": them, the attackers, the 402 injured, its pilots, people."""
        tokens = self._tokens
        following = tokens[at + 1].low
        if following in _PARTED_PRONOUNS:
            phrase.partitive, phrase.parted = True, following
            return at + 2, phrase
        inner = self.read(at + 1)
        if inner is None:
            found = self._noun(at + 1, phrase, many=True)
            return found if found is not None and phrase.group is not None else (at, phrase)
        stop, whole = inner
        if whole.counted and not whole.definite and whole.quantity is not None and phrase.quantity == ONE:
            # "the police (gave) one of 142 arrested": a balance, not a part.
            return stop, whole
        definite = following in _DEFINITE or following == "all"
        phrase.partitive = definite
        phrase.parted = whole.noun or ("whom" if whole.counted else "")
        phrase.group, phrase.thing = whole.group, whole.thing
        phrase.noun = whole.noun
        if whole.measure is not None and not whole.harmed and definite:
            phrase.parted = str(whole.measure)
        elif whole.measure is not None and not definite:
            phrase.measure, phrase.harmed = whole.measure, whole.harmed
        return stop, phrase

    def _noun(
        self, at: int, phrase: NounPhrase, *, many: bool, lead: Group | None = None
    ) -> tuple[int, NounPhrase] | None:
        """Read on to the noun: words between may say more of the group."""
        tokens, size = self._tokens, len(self._tokens)
        step, stop, unknown, group, age = at, at, "", lead, None
        while step < size and step - at < _WIDEST:
            token = tokens[step]
            low = token.low
            if token.kind != "word":
                if token.kind == "mark" and low == "," and step > at and self._adjective_follows(step):
                    step += 1
                    continue
                break
            if low in _INCREMENT or low in _OTHER:
                phrase.more = phrase.more or low in _INCREMENT
                phrase.other = phrase.other or low in _OTHER
                step += 1
                stop = step
                if low == "others":
                    phrase.noun, phrase.group = low, Group.PEOPLE
                    return stop, phrase
                continue
            person = read_person(tokens, step)
            if person is not None and not self._goes_on(person, many=many):
                phrase.group = self._group(person[1], group, age)
                phrase.noun = tokens[person[0] - 1].low
                if group is Group.SECURITY_FORCES and phrase.group is Group.OTHER and phrase.noun in _OWNED:
                    phrase.group = group
                return self._of_members(person[0], phrase)
            count = COUNT_NOUNS.match(tokens, step)
            if count is not None and not _is_participle(tokens, step):
                phrase.measure, phrase.noun = count[1].measure, tokens[count[0] - 1].low
                return count[0], phrase
            if count is not None or TRIGGERS.match(tokens, step) is not None:
                harmed = self._harmed(step)
                if harmed is None or unknown:
                    break
                inner = self._noun(harmed, phrase, many=many, lead=group)
                if inner is not None and not phrase.thing and phrase.noun:
                    trigger = TRIGGERS.match(tokens, step)
                    phrase.measure = trigger[1].measure if trigger else count[1].measure if count else None
                    phrase.harmed = True
                    return inner
                break
            if (low in FUNCTION or low in AUXILIARIES) and token.text != "US" and low != "own":
                break
            adjective = step == at and self._person_within(step + 1)
            if (low in FINITE or low in GERUNDS) and person is None and not adjective:
                break
            if step > at and step in self._amounts:
                break
            if low.endswith("ed") and token.text.islower() and self._predicates(step + 1):
                break
            if low.endswith(_AGED):
                age = low
            if low in BASES and step == at and token.text.islower() and not self._person_within(step + 1):
                break
            group = MODIFIERS.get(low, group)
            if person is not None and person[1].group is not Group.PEOPLE and group is None:
                group = person[1].group
            step += 1
            stop = step
            if person is None or person[1].number != "one":
                unknown = low
            if step - 1 in self._demonyms and self._ends_phrase(step):
                phrase.group, phrase.noun = Group.PEOPLE, low
                return step, phrase
        if age is not None and not unknown.isalpha():
            phrase.group = self._group(Person(Group.PEOPLE, "one"), None, age)
            phrase.noun = age
            return stop, phrase
        if unknown:
            named = tokens[stop - 1].text[0].isupper() and not tokens[stop - 1].text.isupper() and stop - 1 > 0
            if named and many and self._ends_phrase(stop) and not tokens[at - 1].text[0].isupper():
                # A people that no list holds: 300 Rohingya.
                phrase.group, phrase.noun = Group.PEOPLE, unknown
            else:
                phrase.thing, phrase.noun = True, unknown
        return stop, phrase

    def _goes_on(self, person: tuple[int, Person], *, many: bool) -> bool:
        """True when a noun for people is only the first half of another noun: police officers, army trucks."""
        stop, (_, number) = person
        tokens = self._tokens
        if stop >= len(tokens) or tokens[stop].kind != "word":
            return many and number == "one"
        if number == "many":
            return False
        low = tokens[stop].low
        if low in FUNCTION or TRIGGERS.match(tokens, stop) is not None or low in FINITE:
            return many and number == "one" and low not in ("'s",)
        following = read_person(tokens, stop)
        if following is not None:
            return number == "either" or following[1].number != "one" or not many
        if number == "either" and stop + 1 < len(tokens) and low not in BASES and read_person(tokens, stop + 1):
            return True
        if number == "either":
            return low.endswith("s") and tokens[stop].text.islower() and low not in BASES
        if low.endswith(("ed", "ing", "ly")) and not self._person_within(stop + 1):
            # "a man armed with", "a boy sleeping"
            return many
        return many or (tokens[stop].text.islower() and low not in BASES and low not in ADVERBS)

    def _of_members(self, stop: int, phrase: NounPhrase) -> tuple[int, NounPhrase]:
        """Members, bodies and staff belong to the group that follows "of": eight members of the security forces."""
        tokens = self._tokens
        if phrase.noun in _STAFF and stop + 1 < len(tokens) and tokens[stop].low == "of":
            begin = stop + 2 if tokens[stop + 1].low == "the" else stop + 1
            body = _AID_BODIES.match(tokens, begin) if begin < len(tokens) else None
            if body is not None:
                phrase.group = Group.AID_WORKERS
                return body[0], phrase
        if (
            phrase.noun in ("member", "members", "staff", "employees", "supporters")
            and stop + 1 < len(tokens)
            and tokens[stop].low == "of"
        ):
            inner = self.read(stop + 1)
            if inner is not None and inner[1].group is not None and not inner[1].counted:
                if phrase.noun.startswith("member"):
                    phrase.group = inner[1].group
                return inner[0], phrase
        return stop, phrase

    def _harmed(self, at: int) -> int | None:
        """Where the noun may begin behind a participle that is an adjective: three wounded soldiers."""
        tokens = self._tokens
        step = at + 1
        if (
            step < len(tokens)
            and tokens[step].low in ("and", "or")
            and step + 2 < len(tokens)
            and TRIGGERS.match(tokens, step + 1)
        ):
            return None
        if step >= len(tokens) or tokens[step].kind != "word" or tokens[step].low in FUNCTION:
            return None
        for ahead in range(step, min(len(tokens), step + 3)):
            if tokens[ahead].kind != "word" or tokens[ahead].low in FUNCTION or TRIGGERS.match(tokens, ahead):
                return None
            if read_person(tokens, ahead) is not None:
                return step
        return None

    def _adjective_follows(self, at: int) -> bool:
        # "five unarmed, hungry men": a comma inside a phrase stands before one word and then a noun for people.
        tokens = self._tokens
        return (
            at + 2 < len(tokens)
            and tokens[at + 1].kind == "word"
            and tokens[at + 1].low not in FUNCTION
            and at + 1 not in self._amounts
            and read_person(tokens, at + 2) is not None
            and tokens[at + 1].text.islower()
            and TRIGGERS.match(tokens, at + 1) is None
            and read_person(tokens, at + 1) is None
        )

    def _predicates(self, at: int) -> bool:
        """True when a participle before a token says what happened: 515 transported to hospitals."""
        tokens = self._tokens
        return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in FUNCTION

    def _person_within(self, at: int) -> bool:
        tokens = self._tokens
        return any(read_person(tokens, step) is not None for step in range(at, min(len(tokens), at + 2)))

    def _ends_phrase(self, at: int) -> bool:
        tokens = self._tokens
        return (
            at >= len(tokens)
            or tokens[at].kind == "mark"
            or tokens[at].low in FUNCTION
            or TRIGGERS.match(tokens, at) is not None
            or tokens[at].low in FINITE
        )

    @staticmethod
    def _group(person: Person, lead: Group | None, age: str | None) -> Group:
        group = person.group
        if age is not None and group in (Group.PEOPLE, Group.OTHER, Group.WOMEN):
            years = _years(age)
            if years is not None and years < 18:
                return Group.CHILDREN
        if lead is not None and (group is Group.PEOPLE or (lead is Group.CIVILIANS and group is Group.OTHER)):
            return lead
        if lead is Group.AID_WORKERS and group in (Group.OTHER, Group.PEOPLE):
            return lead
        return group

    def _determined(self, at: int, step: int, *, single: bool, definite: bool) -> tuple[int, NounPhrase] | None:
        """A phrase with an article and no count: a man, the gunman, their driver, the dead, the death toll."""
        tokens, size = self._tokens, len(self._tokens)
        if step >= size:
            return None
        low = tokens[step].low
        if low in _ORDINALS and single:
            after = self._noun(step + 1, NounPhrase(), many=False)
            phrase = after[1] if after is not None and after[1].group is not None else NounPhrase()
            phrase.quantity, phrase.counted, phrase.more, phrase.rule = ONE, True, True, "a " + low
            return (after[0] if after is not None and phrase.group is not None else step + 1), phrase
        toll = self._toll(step)
        if toll is not None:
            toll[1].definite = definite
            return toll
        count = COUNT_NOUNS.match(tokens, step)
        if count is not None and self._harmed(step) is None:
            phrase = NounPhrase(measure=count[1].measure, noun=tokens[count[0] - 1].low, definite=definite)
            if not count[1].many and single:
                phrase.quantity, phrase.rule = ONE, "a " + phrase.noun
            return count[0], phrase
        if low in _COLLECTIVES:
            return self._collective(step, low)
        found = self._noun(step, NounPhrase(definite=definite), many=False)
        if found is None or found[1].group is None:
            return None
        stop, phrase = found
        person = read_person(tokens, stop - 1)
        number = person[1].number if person is not None else "one"
        if phrase.quantity is None:
            if number == "many" or (number == "either" and not single):
                phrase.quantity, phrase.rule = BARE, "plural"
            else:
                phrase.quantity, phrase.rule = ONE, "singular"
        return stop, phrase

    def _toll(self, at: int) -> tuple[int, NounPhrase] | None:
        """A noun that holds a count: the toll, the death toll, the number of dead, the count of arrests."""
        tokens, size = self._tokens, len(self._tokens)
        if not any(token.low in _TOLL_HEADS for token in tokens[at : at + 5]):
            return None
        step, measure, group = at, None, None
        while step < size and step - at < 4 and tokens[step].kind == "word" and tokens[step].low not in _TOLL_HEADS:
            count = COUNT_NOUNS.match(tokens, step)
            if count is not None:
                measure = count[1].measure
            elif (tokens[step].low in FUNCTION or tokens[step].low in FINITE) and tokens[step].low not in _EARLIER:
                return None
            person = read_person(tokens, step)
            if person is not None and person[1].group is not Group.PEOPLE:
                group = person[1].group
            step += 1
        if step >= size or tokens[step].low not in _TOLL_HEADS:
            return None
        head = tokens[step].low
        phrase = NounPhrase(toll=True, noun=head, measure=measure, group=group, rule=head)
        step += 1
        if step + 1 < size and tokens[step].low in ("of", "for") and tokens[step + 1].kind != "mark":
            inner = self.read(step + 1)
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
            if inner is None and measure is None and head not in _DEADLY:
                # the number of cases
                return None
        return step, phrase

    def _collective(self, at: int, low: str) -> tuple[int, NounPhrase] | None:
        """A family of five, a group of 12 tourists; a couple."""
        tokens = self._tokens
        phrase = NounPhrase(group=Group.PEOPLE, noun=low, collective=True)
        if at + 2 < len(tokens) and tokens[at + 1].low == "of" and at + 2 in self._amounts:
            inner = self._counted(at + 2, self._amounts[at + 2])
            if inner is not None and not inner[1].thing:
                inner[1].rule = f"{low} of {inner[1].rule}"
                inner[1].group = inner[1].group or Group.PEOPLE
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
        if low in _SUBJECTS:
            return self._pronoun(at, low)
        if low in _TOLL_HEADS or low in ("death", "body"):
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
            last = read_person(tokens, stop - 1)
            number = last[1].number if last is not None else person[1].number
            if number == "one":
                if tokens[at].text[:1].isupper() or phrase.noun in _COLLECTIVES or self._is_headline(at, stop):
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
        if count is not None and count[1].many and TRIGGERS.match(tokens, at) is None:
            return count[0], NounPhrase(measure=count[1].measure, quantity=BARE, noun=low, rule="bare plural")
        return None

    def _is_headline(self, at: int, stop: int) -> bool:
        """A headline leaves out the article: "Eight killed; gunman shot dead"."""
        tokens = self._tokens
        opens = at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].low in ("and", "as")
        return self._titled and opens and stop < len(tokens) and TRIGGERS.match(tokens, stop) is not None

    def _pronoun(self, at: int, low: str) -> tuple[int, NounPhrase]:
        stop = at + 1
        tokens = self._tokens
        if (
            low in ("all", "both")
            and stop + 1 < len(tokens)
            and tokens[stop].low == "of"
            and tokens[stop + 1].low in _PARTED_PRONOUNS
        ):
            stop += 2
        return stop, NounPhrase(pronoun=low, noun=low, rule=low)


def _is_many(quantity: Quantity) -> bool:
    return quantity.min != 1 or (quantity.max is not None and quantity.max > 1)


def _is_participle(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a word that may be a verb form said of the victim: injured, dead, missing; not: arrests."""
    found = TRIGGERS.match(tokens, at)
    return found is not None and not found[1].forms <= {"singular", "base"}


def _years(age: str) -> int | None:
    """Whole years in a word such as `nine-year-old` or `11-month-old`."""
    number, _, rest = age.partition("-")
    if not rest.startswith("year"):
        return 0
    if number.isdecimal():
        return int(number[:3])
    small = (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
    )
    return small.index(number) + 1 if number in small else None


__all__ = ["BARE", "CONJUNCTIONS", "ONE", "PhraseReader", "Token"]
