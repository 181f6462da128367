"""Words that say what befell people, with the side on which the victim stands."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from schemas.events.casualties import Measure
from services.ingest.reading.document import Token
from services.ingest.reading.lexicon.files import load_table, load_tables, load_words
from services.ingest.reading.morphology import noun_forms, verb_forms
from services.ingest.reading.phrases import Phrases

Frame = Literal["transitive", "intransitive", "state", "care", "harm"]
Form = Literal["base", "singular", "past", "participle", "gerund", "state"]


class Trigger(NamedTuple):
    """A verb or state that befalls people."""

    measure: Measure
    frame: Frame
    forms: frozenset[Form]


class CountNoun(NamedTuple):
    """A noun that counts what befell people: deaths, arrests, the wounded."""

    measure: Measure
    many: bool


def _verb_entries(frame: Frame) -> Iterator[tuple[str, Trigger]]:
    for measure, entries in load_tables("casualties")[frame].items():
        for entry in entries:
            verb, _, rest = entry.partition("|")
            forms = verb_forms(verb)
            by_word: dict[str, set[Form]] = {}
            for word, form in zip(forms, ("base", "singular", "past", "participle", "gerund"), strict=True):
                by_word.setdefault(word.replace("_", " "), set()).add(form)  # type: ignore[arg-type]
            for word, kinds in by_word.items():
                yield f"{word} {rest}".strip(), Trigger(Measure(measure), frame, frozenset(kinds))


def _state_entries(frame: Frame) -> Iterator[tuple[str, Trigger]]:
    for measure, phrases in load_tables("casualties")[frame].items():
        for phrase in phrases:
            yield phrase, Trigger(Measure(measure), frame, frozenset(("state",)))


def _care_entries() -> Iterator[tuple[str, bool]]:
    alone = {word for entry in load_words("casualties", "care.alone") for word in verb_forms(entry)}
    for entry in sorted(load_words("casualties", "care.verbs")):
        for word in verb_forms(entry) if entry not in _BARE else (entry,):
            yield word, word in alone


def _noun_entries() -> Iterator[tuple[str, CountNoun]]:
    for measure, entries in load_tables("casualties")["noun"].items():
        for entry in entries:
            one, many = noun_forms(entry) if "/" in entry else (entry, entry)
            yield many, CountNoun(Measure(measure), True)
            if one != many:
                yield one, CountNoun(Measure(measure), False)


_BARE: Final = frozenset(("be", "is", "are", "was", "were", "been", "being", "warded"))
TRIGGERS: Final = Phrases((*_state_entries("state"), *_verb_entries("transitive"), *_verb_entries("intransitive")))
"""Verbs and states."""
HARMS: Final = Phrases(_state_entries("harm"))
"""What people have when they are hurt."""
COUNT_NOUNS: Final = Phrases(_noun_entries())
"""Nouns that count what befell people."""
CARE: Final = dict(_care_entries())
"""Verbs that give a patient to a hospital; True for those that need no hospital behind them."""
PARTS: Final = load_words("casualties", "subset.openers")
"""Words that open a list of parts: the victims include two women."""
UNDONE: Final = load_words("casualties", "undone.words")
"""Verbs before "to death" that kill nobody yet, or only in a manner of speaking."""
HOLDING: Final = load_words("casualties", "captivity.holding")
TAKING: Final = load_words("casualties", "captivity.taking")
PICKING: Final = frozenset(("pick", "picks", "picked", "take", "takes", "took", "taking", "led", "leads"))
"""Verbs that take somebody only with a particle: picked up, took away."""
PARTICLES: Final = frozenset(("up", "away", "off", "with"))
TOLL_HEADS: Final = load_words("casualties", "toll.heads")
CARE_PLACES: Final = load_words("casualties", "care.places")

_OTHERS: Final = (
    CARE_PLACES
    | frozenset(("shot", "stabbed", "struck", "hit"))
    | load_words("casualties", "toll.killed")
    | frozenset(("loss", "losses", "himself", "herself", "fell", "fallen", "mourns", "mourn", "mourned", "mourning"))
    | HOLDING
    | frozenset(load_table("casualties", "label_nouns"))
    | frozenset(
        (
            "moved",
            "fatal",
            "alive",
            "lived",
            "patients",
            "refugees",
            "refugee",
            "whereabouts",
            "searching",
            "searches",
            "seized",
        )
    )
    | frozenset(("held", "caught", "hostages", "captives", "victim"))
    | frozenset(("toll", "survivors", "survived", "admitted", "death", "lives", "homes"))
)
WORDS: Final = TRIGGERS.signs | COUNT_NOUNS.signs | HARMS.signs | TAKING | _OTHERS
"""One word at least of all that tells of a casualty."""
UNKNOWN: Final = frozenset(("unknown", "no", "nothing", "unclear", "not"))
"""Beside a word for a trace: there is none."""
PHRASES: Final = (
    TRIGGERS.phrases
    | COUNT_NOUNS.phrases
    | HARMS.phrases
    | _OTHERS
    | (TAKING - PICKING)
    | frozenset(f"{verb} {particle}" for verb in TAKING & PICKING for particle in PARTICLES)
    | frozenset(f"{word} {trace}" for word in UNKNOWN for trace in load_words("casualties", "searches.traces"))
)
"""A sentence without any of these tells of no casualty."""


def read_trigger(tokens: tuple[Token, ...], at: int) -> tuple[int, Trigger] | None:
    """Read the verb or state that begins at a token: where it stops, and what it says.

    A participle with "to death" behind it kills, whatever it is: trampled to death.
    """
    found = TRIGGERS.match(tokens, at)
    low = tokens[at].low
    if (
        at + 2 < len(tokens)
        and tokens[at + 1].low == "to"
        and tokens[at + 2].low == "death"
        and low.endswith(_PARTICIPLE)
        and low not in UNDONE
    ):
        return at + 3, Trigger(Measure.KILLED, "transitive", frozenset(("past", "participle")))
    return found


_PARTICIPLE: Final = ("ed", "en", "ung", "un", "t", "oze")
