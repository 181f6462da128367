"""From a count or an article to the noun: suspected militants, members of the security forces, a boy of nine."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace

from schemas.events.casualties import Group
from schemas.quantity import Quantity
from services.ingest.reading.casualties.items import NounPhrase
from services.ingest.reading.casualties.phrase_words import (
    AGED,
    AID_BODIES,
    BEARINGS,
    INCREMENT,
    LEADERS,
    OTHER,
    OUTWARD,
    OWNED,
    QUOTES,
    STAFF,
    WIDEST,
    is_participle,
    is_plain,
    years_of,
)
from services.ingest.reading.casualties.triggers import COUNT_NOUNS, PARTS, TRIGGERS
from services.ingest.reading.document import Amount, Sentence
from services.ingest.reading.grammar import ADVERBS, AUXILIARIES, BASES, FINITE, FUNCTION, GERUNDS
from services.ingest.reading.persons import MODIFIERS, Person, read_person

_DAYTIMES = frozenset(("night", "day", "morning", "evening", "afternoon", "noon", "hour", "week", "eve"))
_BANDS = frozenset(("group", "groups", "gang", "gangs", "band", "bands", "faction", "formation", "formations", "wing"))
_CORPS = frozenset(
    (
        *("corps", "rifles", "regiment", "battalion", "brigade", "constabulary", "gendarmerie", "guard", "police"),
        *("army", "navy", "marines", "rangers", "levies", "carabinieri", "legion", "squadron", "platoon", "infantry"),
    )
)
_OF = frozenset(("of", "for", "with", "from"))


class NounReader(ABC):
    """Reads from a count or an article on to the noun: words between may say more of the group."""

    __slots__ = ("_amounts", "_demonyms", "_times", "_titled", "_tokens")

    def __init__(self, sentence: Sentence) -> None:
        self._tokens = sentence.tokens
        self._titled = sentence.field == "title"
        self._amounts: Mapping[int, Amount] = {amount.first: amount for amount in sentence.amounts}
        self._times = frozenset([when.first for when in sentence.whens])
        self._demonyms = {mention.first: mention.stop for mention in sentence.mentions if mention.kind == "demonym"}

    @abstractmethod
    def read(self, at: int) -> tuple[int, NounPhrase] | None:
        """Read the longest phrase that begins at a token: where it stops, and what it says."""

    def _noun(
        self, at: int, phrase: NounPhrase, *, many: bool, lead: Group | None = None
    ) -> tuple[int, NounPhrase] | None:
        """Read on to the noun: words between may say more of the group."""
        tokens, size = self._tokens, len(self._tokens)
        step, stop, unknown, group, age = at, at, "", lead, None
        party = False
        while step < size and step - at < WIDEST:
            token = tokens[step]
            low = token.low
            if token.kind != "word":
                if token.kind == "mark" and low == "," and step > at and self._adjective_follows(step):
                    step += 1
                    continue
                break
            if step in self._times:
                # "58 dead (41 last night)"
                break
            if low in INCREMENT or low in OTHER:
                phrase.more = phrase.more or low in INCREMENT
                phrase.other = phrase.other or low in OTHER
                step += 1
                stop = step
                if low == "others":
                    phrase.noun = low
                    return stop, phrase
                continue
            person = read_person(tokens, step)
            if person is not None and phrase.counted and self._is_least(person[0]):
                quantity = phrase.quantity
                if quantity is not None and quantity.max == quantity.min:
                    phrase.quantity = Quantity(min=quantity.min, max=None, approx=quantity.approx)
            if person is not None and not self._goes_on(person, many=many):
                phrase.group = self._group(person[1], group, age)
                phrase.noun = tokens[person[0] - 1].low
                if group is Group.SECURITY_FORCES and phrase.group is Group.OTHER and phrase.noun in OWNED:
                    phrase.group = group
                if group is Group.MILITANTS and party and phrase.noun in LEADERS:
                    # "a Hamas commander", "a militia leader"
                    phrase.group = group
                return self._of_members(person[0], phrase)
            body = AID_BODIES.match(tokens, step) if low in AID_BODIES.openers else None
            if body is not None and self._person_within(body[0]):
                # "a Red Cross nurse"
                group, step, stop = Group.AID_WORKERS, body[0], body[0]
                continue
            count = COUNT_NOUNS.match(tokens, step) if low in COUNT_NOUNS.openers else None
            if count is not None and not is_participle(tokens, step):
                phrase.measure, phrase.noun = count[1].measure, tokens[count[0] - 1].low
                return count[0], phrase
            if count is not None or (low in TRIGGERS.openers and TRIGGERS.match(tokens, step) is not None):
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
            adjective = step == at and (self._person_within(step + 1) or self._counts_at(step + 1))
            if (low in FINITE or low in GERUNDS) and person is None and not adjective:
                break
            if step > at and step in self._amounts:
                break
            if low.endswith("ed") and is_plain(token) and self._predicates(step + 1):
                break
            if low.endswith(AGED):
                age = low
            verbal = low in BASES and step == at and is_plain(token) and not self._person_within(step + 1)
            if verbal and not self._is_compound(step + 1):
                break
            group = MODIFIERS.get(low, group)
            party = party or (group is Group.MILITANTS and low not in OUTWARD)
            if person is not None and person[1].group is not Group.PEOPLE and group is None:
                group = person[1].group
            step += 1
            stop = step
            if person is None or person[1].number != "one":
                unknown = low
            many_of_them = low.endswith("s") and not low.endswith("ss") and tokens[step - 1].text[0].isupper()
            ends = step - 1 in self._demonyms and (self._ends_phrase(step) or (many and many_of_them))
            if ends and not self._person_at(step):
                phrase.group, phrase.noun = Group.PEOPLE, low
                return step, phrase
        if age is not None and not unknown.isalpha():
            phrase.group = self._group(Person(Group.PEOPLE, "one"), None, age)
            phrase.noun = age
            return stop, phrase
        if unknown and many and MODIFIERS.get(unknown) is Group.MILITANTS and unknown not in OUTWARD:
            # "two al Shabaab dead": the name of an armed group alone
            phrase.group, phrase.noun = Group.MILITANTS, unknown
        elif unknown:
            named = tokens[stop - 1].text[0].isupper() and not tokens[stop - 1].text.isupper() and stop - 1 > 0
            if named and many and self._ends_phrase(stop) and not tokens[at - 1].text[0].isupper():
                # A people that no list holds: 300 Rohingya.
                phrase.group, phrase.noun = Group.PEOPLE, unknown
            else:
                phrase.thing, phrase.noun = True, unknown
        return stop, phrase

    def _quoted(self, at: int, phrase: NounPhrase, *, many: bool) -> tuple[int, NounPhrase] | None:
        """109 "terrorists": a noun in quotation marks behind its count."""
        inner = replace(phrase)
        found = self._noun(at + 1, inner, many=many)
        if found is None or inner.group is None or found[0] >= len(self._tokens):
            return None
        return (found[0] + 1, inner) if self._tokens[found[0]].low in QUOTES else None

    def _goes_on(self, person: tuple[int, Person], *, many: bool) -> bool:
        """True when a noun for people is only the first half of another noun: police officers, army trucks."""
        stop, (_, number) = person
        tokens = self._tokens
        if stop >= len(tokens) or tokens[stop].kind != "word":
            return many and number == "one"
        if number == "many":
            return False
        low = tokens[stop].low
        if low in FUNCTION or TRIGGERS.match(tokens, stop) is not None or low in FINITE or low in BEARINGS:
            return many and number == "one" and low not in ("'s",)
        following = read_person(tokens, stop)
        if following is not None:
            return number == "either" or following[1].number != "one" or not many
        if number == "either" and stop + 1 < len(tokens) and low not in BASES and read_person(tokens, stop + 1):
            return True
        if number == "either":
            return low.endswith("s") and is_plain(tokens[stop]) and low not in BASES
        if low.endswith(("ed", "ing", "ly")) and not self._person_within(stop + 1):
            # "a man armed with", "a boy sleeping"
            return many
        return many or (tokens[stop].text.islower() and low not in BASES and low not in ADVERBS)

    def _of_members(self, stop: int, phrase: NounPhrase) -> tuple[int, NounPhrase]:
        """Members, bodies and staff belong to the group that follows "of": eight members of the security forces."""
        tokens = self._tokens
        link = tokens[stop].low if stop + 1 < len(tokens) else ""
        if link in _OF and (phrase.noun in STAFF or phrase.group is Group.OTHER):
            begin = stop + 2 if tokens[stop + 1].low in ("the", "one", "our", "two", "local") else stop + 1
            body = AID_BODIES.match(tokens, begin) if begin < len(tokens) else None
            if body is not None and (phrase.noun in STAFF or link == "for"):
                # "a driver for Oxfam", "one staff of an NGO"
                phrase.group = Group.AID_WORKERS
                return body[0], phrase
        if (
            phrase.noun in ("member", "members", "staff", "employees", "supporters")
            and stop + 1 < len(tokens)
            and tokens[stop].low == "of"
        ):
            inner = self.read(stop + 1)
            if inner is None or inner[1].group is None or inner[1].collective:
                named = self._armed_body(stop + 1)
                if named is not None and phrase.noun.startswith("member"):
                    phrase.group = Group.MILITANTS
                    return named, phrase
                corps = self._corps(stop + 1)
                if corps is not None and phrase.noun.startswith("member"):
                    phrase.group = Group.SECURITY_FORCES
                    return corps, phrase
            if inner is not None and inner[1].group is not None and not inner[1].counted:
                if phrase.noun.startswith("member"):
                    phrase.group = inner[1].group
                return inner[0], phrase
        return stop, phrase

    def _armed_body(self, at: int) -> int | None:
        """A rebel group, the banned militant outfit: where the name stops that says whose members they are."""
        tokens = self._tokens
        rebel = False
        for step in range(at, min(len(tokens), at + 6)):
            low = tokens[step].low
            if step > at and low in FUNCTION:
                return step if rebel else None
            if tokens[step].kind == "mark":
                return step if rebel else None
            following = tokens[step + 1].low if step + 1 < len(tokens) else ""
            rebel = rebel or (MODIFIERS.get(low) is Group.MILITANTS and low not in OUTWARD)
            rebel = rebel or (low == "armed" and following in _BANDS)
            if rebel and TRIGGERS.match(tokens, step) is not None:
                return step
        return None

    def _corps(self, at: int) -> int | None:
        """The Frontier Corps, the 3rd Rifles: where the name stops of a body of the state under arms."""
        tokens = self._tokens
        for step in range(at, min(len(tokens), at + 6)):
            if tokens[step].low in _CORPS:
                return step + 1
            if tokens[step].kind == "mark" or (step > at and tokens[step].low in FUNCTION):
                return None
        return None

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
            if ahead in self._amounts or tokens[ahead].low in PARTS:
                # "the dead include four nurses"
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
            and is_plain(tokens[at + 1])
            and TRIGGERS.match(tokens, at + 1) is None
            and read_person(tokens, at + 1) is None
        )

    def _is_compound(self, at: int) -> bool:
        """True for a plural behind a word that may be a verb: 19 search warrants, 12 attack helicopters."""
        tokens = self._tokens
        if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in FUNCTION:
            return False
        return tokens[at].low.endswith("s") and is_plain(tokens[at])

    def _predicates(self, at: int) -> bool:
        """True when a participle before a token says what happened: 515 transported to hospitals."""
        tokens = self._tokens
        return at >= len(tokens) or tokens[at].kind != "word" or tokens[at].low in FUNCTION

    def _person_within(self, at: int) -> bool:
        tokens, size = self._tokens, len(self._tokens)
        # "five suspected Boko Haram fighters": a name before the noun
        while at < size and tokens[at].kind == "word" and tokens[at].text[0].isupper() and self._is_name(at):
            at += 1
        if at < size and read_person(tokens, at) is not None:
            return True
        return at + 1 < size and read_person(tokens, at + 1) is not None

    def _counts_at(self, at: int) -> bool:
        """No reported casualties: a noun of counting right behind an adjective."""
        tokens = self._tokens
        return at < len(tokens) and COUNT_NOUNS.match(tokens, at) is not None and not is_participle(tokens, at)

    def _names_people(self, first: int, at: int) -> bool:
        """Tamil Tigers are people."""
        return any(
            found is not None and found[0] > at
            for found in (read_person(self._tokens, step) for step in range(first, at))
        )

    def _body_of(self, at: int) -> int | None:
        """The driver's body, the attacker's own body: where it stops."""
        words = [token.low for token in self._tokens[at : at + 3]]
        if words[:1] != ["'s"]:
            return None
        if words[1:2] == ["body"]:
            return at + 2
        return at + 3 if words[2:] == ["body"] and words[1] in ("own", "dead", "lifeless", "charred") else None

    def _is_least(self, at: int) -> bool:
        """Eight people at least, eight people at the least; not: eight people, at least three of them women."""
        low = [token.low for token in self._tokens[at : at + 4]]
        stop = 3 if low[:3] == ["at", "the", "least"] else 2 if low[:2] == ["at", "least"] else 0
        return bool(stop) and at + stop not in self._amounts and at not in self._amounts

    def _head(self, first: int, stop: int, noun: str) -> int:
        """Where the head of a phrase stands: an aid worker with Save the Children is one worker."""
        return next((at for at in range(stop - 1, first - 1, -1) if self._tokens[at].low == noun), stop - 1)

    def _is_headline(self, at: int, stop: int) -> bool:
        """A headline leaves out the article: "Eight killed; gunman shot dead"."""
        tokens = self._tokens
        opens = at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].low in ("and", "as")
        return self._titled and opens and stop < len(tokens) and TRIGGERS.match(tokens, stop) is not None

    def _noun_of(self, at: int) -> tuple[int, NounPhrase] | None:
        """Tea garden workers: a plural for people that words of no list stand before."""
        if self._tokens[at].kind != "word" or self._tokens[at].low in FUNCTION:
            return None
        found = self._noun(at, NounPhrase(rule="bare plural"), many=True)
        return found if found is not None and found[1].group is not None and not found[1].thing else None

    def _stands_for_noun(self, at: int) -> bool:
        """True where a verb follows at once: one man was shot and another badly hurt, another was found."""
        tokens, size = self._tokens, len(self._tokens)
        while at < size and (tokens[at].low in ADVERBS or tokens[at].low.endswith("ly")):
            at += 1
        if at >= size:
            return False
        if tokens[at].low in AUXILIARIES:
            return True
        found = TRIGGERS.match(tokens, at)
        if found is None or "gerund" in found[1].forms:
            return False
        return found[0] >= size or read_person(tokens, found[0]) is None

    def _is_of_time(self, at: int) -> bool:
        """The figure of the night before, the count of Monday: when it was told."""
        return at in self._times or any(token.low in _DAYTIMES for token in self._tokens[at : at + 3])

    def _person_at(self, at: int) -> bool:
        return at < len(self._tokens) and read_person(self._tokens, at) is not None

    def _is_name(self, at: int) -> bool:
        token = self._tokens[at]
        return not token.text.isupper() and token.low not in FUNCTION and read_person(self._tokens, at) is None

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
            years = years_of(age)
            if years is not None and years < 18:
                return Group.CHILDREN
        if lead is not None and (group is Group.PEOPLE or (lead is Group.CIVILIANS and group is Group.OTHER)):
            return lead
        if lead is Group.AID_WORKERS and group in (Group.OTHER, Group.PEOPLE):
            return lead
        return group
