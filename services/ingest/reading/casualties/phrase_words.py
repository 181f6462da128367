"""Words that noun phrases are made of, and what they mean by themselves."""

from typing import Final

from schemas.quantity import Quantity
from services.ingest.reading.casualties.triggers import COUNT_NOUNS, TRIGGERS
from services.ingest.reading.document import Token
from services.ingest.reading.grammar import ARTICLES, POSSESSIVES
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

ONE: Final = Quantity(min=1, max=1)
NONE: Final = Quantity(min=0, max=0)
BARE: Final = Quantity(min=2, max=None, approx=True)
"""A plural without a count."""
ANIMALS: Final = load_words("persons", "animals.words")
BODY_THINGS: Final = frozenset(("bags", "bag", "armour", "armor", "parts", "part", "cameras", "camera", "scanners"))
"""What stands behind "body" and is none."""
INCREMENT: Final = load_words("casualties", "more.increment")
RANKED: Final = frozenset(("victim", "fatality", "death", "body", "casualty"))
"""Nouns whose ordinal tells the count to date."""
OTHER: Final = load_words("casualties", "more.other")
GIVEN: Final = load_words("casualties", "recounts.given")
"""Participles behind a figure that somebody told: the 433 given out at six."""
EARLIER: Final = load_words("casualties", "toll.earlier")
DEADLY: Final = load_words("casualties", "toll.killed")
TOLL_HEADS: Final = load_words("casualties", "toll.heads")
SINGULAR_DETERMINERS: Final = frozenset(("a", "an", "one", "another"))
DEFINITE: Final = frozenset(("the", "these", "those", "this", "that", *POSSESSIVES))
PREFIX: Final = (
    ARTICLES | POSSESSIVES | frozenset(("all", "another", "these", "those", "other", "both", "some", "many", "most"))
)
PARTED_PRONOUNS: Final = frozenset(("them", "whom", "these", "those", "us", "which"))
ORDINALS: Final = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
COLLECTIVES: Final = frozenset(
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
        "boatload",
        "class",
        "delegation",
        "choir",
        "troupe",
        "congregation",
        "expedition",
        "patrol",
        "contingent",
        "squadron",
        "platoon",
    )
)
OWNED: Final = load_words("casualties", "owned.words")
STAFF: Final = frozenset(
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
        "staffer",
        "staffers",
        "personnel",
        "colleague",
        "colleagues",
    )
)
LEADERS: Final = load_words("persons", "parties.leaders")
"""Who belongs to an armed group where the word before names one."""
OUTWARD: Final = load_words("persons", "parties.outward")
"""Words of arms and suspicion: they name no armed group."""
AID_BODIES: Final = Phrases((body, True) for body in load_words("persons", "bodies.aid_workers"))
SUBJECTS: Final = frozenset(
    ("he", "she", "they", "them", "him", "everyone", "everybody", "anyone", "anybody", "all", "both", "others")
)
AGED: Final = ("-year-old", "-month-old", "-week-old", "-day-old")
OPENERS: Final = (
    PREFIX
    | INCREMENT
    | OTHER
    | TOLL_HEADS
    | SUBJECTS
    | COUNT_NOUNS.openers
    | {"death", "body", "additional", "further", "every", "each"}
)
KNOWN: Final = frozenset(("known", "confirmed", "reported", "registered", "recorded", "counted"))
"""Words before a noun of counting that change nothing."""
PARTED_THINGS: Final = frozenset(
    ("fires", "shots", "blasts", "strikes", "attacks", "raids", "crashes", "shells", "bombs", "floods")
)
FEWER: Final = frozenset(("fewer", "less"))
BEARINGS: Final = frozenset(
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "early", "late", "en")
)
"""Words of place and time right behind a noun: a farmer north of the camp."""
QUOTES: Final = frozenset(("'", '"'))
_LONGEST_ACRONYM: Final = 3
"""Letters of a word in capitals that is taken for an acronym at most."""
WIDEST: Final = 8
"""Words between a count and its noun at most."""


def is_many(quantity: Quantity) -> bool:
    """True when a count may be more than one."""
    return quantity.min != 1 or (quantity.max is not None and quantity.max > 1)


def is_plain(token: Token) -> bool:
    """True for a word that is no name: in lower case, or in the capitals of a wire text."""
    return token.text.islower() or (len(token.text) > _LONGEST_ACRONYM and token.text.isupper())


def is_participle(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a word that may be a verb form said of the victim: injured, dead, missing; not: arrests."""
    found = TRIGGERS.match(tokens, at)
    return found is not None and not found[1].forms <= {"singular", "base"}


def years_of(age: str) -> int | None:
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
