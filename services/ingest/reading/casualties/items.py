"""Chunks of a sentence: noun phrases, verbs and what joins them."""

from dataclasses import dataclass
from typing import ClassVar

from schemas.events.casualties import Group, Measure
from schemas.quantity import Quantity
from services.ingest.reading.casualties.triggers import Trigger


class Kind(str):
    """What a chunk is.

    No enumeration: CPython 3.11 takes thirty times as long to find a member of one, and this is asked for every word.
    """

    __slots__ = ()

    NOUN: ClassVar["Kind"]
    """a phrase for people or things, or a bare count"""
    VICTIM: ClassVar["Kind"]
    """a verb or state that befalls people"""
    VERB: ClassVar["Kind"]
    """any other verb, or an auxiliary that stands alone"""
    PREPOSITION: ClassVar["Kind"]
    AND: ClassVar["Kind"]
    COMMA: ClassVar["Kind"]
    STOP: ClassVar["Kind"]
    """colon, semicolon, dash, full stop, quotation mark"""
    OPEN: ClassVar["Kind"]
    CLOSE: ClassVar["Kind"]
    RELATIVE: ClassVar["Kind"]
    SUBORDINATE: ClassVar["Kind"]
    TIME: ClassVar["Kind"]
    PLACE: ClassVar["Kind"]
    ADVERB: ClassVar["Kind"]
    WORD: ClassVar["Kind"]


Kind.NOUN = Kind("noun")
Kind.VICTIM = Kind("victim")
Kind.VERB = Kind("verb")
Kind.PREPOSITION = Kind("preposition")
Kind.AND = Kind("and")
Kind.COMMA = Kind("comma")
Kind.STOP = Kind("stop")
Kind.OPEN = Kind("open")
Kind.CLOSE = Kind("close")
Kind.RELATIVE = Kind("relative")
Kind.SUBORDINATE = Kind("subordinate")
Kind.TIME = Kind("time")
Kind.PLACE = Kind("place")
Kind.ADVERB = Kind("adverb")
Kind.WORD = Kind("word")


@dataclass(slots=True)
class NounPhrase:
    """People or things, with their count where one is told."""

    quantity: Quantity | None = None
    counted: bool = False
    """true when a number is told, not only a singular or a bare plural"""
    group: Group | None = None
    """None where no noun tells it"""
    thing: bool = False
    measure: Measure | None = None
    """what the noun itself counts: deaths, the wounded, three injured people"""
    toll: bool = False
    """a noun that holds a count: the death toll, the number of dead"""
    more: bool = False
    """another, more, further"""
    other: bool = False
    definite: bool = False
    partitive: bool = False
    """of them, of the attackers"""
    parted: str = ""
    """what a partitive takes its part of: them, whom, dead, victims; the noun for a phrase of its own"""
    whole: Quantity | None = None
    """the count that a partitive takes its part of: two of the nine"""
    pronoun: str = ""
    noun: str = ""
    collective: bool = False
    """a family, a group: no count of its own"""
    harmed: bool = False
    """the measure is an adjective of the phrase: three injured people"""
    name: bool = False
    rule: str = ""


@dataclass(slots=True)
class Item:
    """One chunk, as a range of tokens."""

    kind: Kind
    first: int
    stop: int
    low: str = ""
    phrase: NounPhrase | None = None
    trigger: Trigger | None = None
    passive: bool = False
    """with a form of be, or a participle that stands for it"""
    auxiliary: bool = False
    """with any auxiliary"""
    negated: bool = False
    infinitive: bool = False
    reflexive: bool = False
    """who does it suffers it: killed himself"""
    hedges: tuple[str, ...] = ()
    form: str = ""
    """of a verb: finite, gerund (any form without a subject), or either (a past form that may be a participle);
    of a word behind a verb that befalls people: name, where a person's name begins"""
