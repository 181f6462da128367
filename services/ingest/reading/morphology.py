"""Forms of English words by rule, so that the lexicon lists each word once."""

from typing import Final, NamedTuple

_VOWELS: Final = frozenset("aeiou")
_SIBILANTS: Final = ("s", "x", "z", "ch", "sh")


class VerbForms(NamedTuple):
    """The five forms of a verb."""

    base: str
    singular: str
    past: str
    participle: str
    gerund: str


def verb_forms(entry: str) -> VerbForms:
    """Inflect a verb.

    Args:
        entry: The base form of a regular verb, or all five forms with spaces between them.

    Raises:
        ValueError: The entry has neither one form nor five.
    """
    words = entry.split()
    if len(words) == 5:
        return VerbForms(*words)
    if len(words) != 1:
        raise ValueError(f"{entry!r}: give the base form of a verb alone, or all five forms")
    base = words[0]
    if base.endswith("e"):
        stem = base[:-1]
        return VerbForms(base, base + "s", base + "d", base + "d", (base if base.endswith("ee") else stem) + "ing")
    if base.endswith("y") and base[-2] not in _VOWELS:
        stem = base[:-1] + "i"
        return VerbForms(base, stem + "es", stem + "ed", stem + "ed", base + "ing")
    return VerbForms(base, base + ("es" if base.endswith(_SIBILANTS) else "s"), base + "ed", base + "ed", base + "ing")


def plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def noun_forms(entry: str) -> tuple[str, str]:
    """Return singular and plural of a lexicon entry: `man/men`, `troops=` (the same in both), `officer`."""
    if entry.endswith("="):
        return entry[:-1], entry[:-1]
    singular, slash, many = entry.partition("/")
    return singular, many if slash else plural(singular)
