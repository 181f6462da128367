"""Alliances, armies, units and private companies by their names, indexed by the first token."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from services.ingest.reading.lexicon.files import load_rows
from services.ingest.reading.lexicon.gazetteer import key_of

BodyKind = Literal["alliance", "company", "force", "mission", "leader"]


class Body(NamedTuple):
    """An organisation that can send people under arms."""

    rest: tuple[str, ...]
    """all tokens of its name but the first, folded"""
    kind: BodyKind
    code: str
    """an actor's code: ISO alpha-2, NATO, PMC:Wagner"""
    name: str
    doubtful: bool
    """the name needs a military word beside it"""
    shout: bool
    """written in capitals only"""
    host: str | None
    """ISO alpha-2 of the country that the name itself tells of: MINUSMA is in Mali"""


class Epithet(NamedTuple):
    """Words that stand for an alliance without its name: `Russia-led ... alliance`."""

    code: str
    firsts: frozenset[str]
    seconds: frozenset[str]


@cache
def bodies() -> Mapping[str, tuple[Body, ...]]:
    """Return every body by the first token of its name, the longest first."""
    hosts = {name: iso for iso, names, _ in load_rows("missions") for name in names.split("|")}
    table: dict[str, dict[tuple[str, ...], Body]] = {}

    def add(name: str, kind: BodyKind, code: str) -> None:
        doubtful, plain = name.endswith("?"), name.rstrip("?")
        key = key_of(plain)
        body = Body(key[1:], kind, code, plain, doubtful, plain.isupper() and len(plain) <= 5, hosts.get(plain))
        named = table.setdefault(key[0], {})
        known = named.get(key[1:])
        if known is None or (plain.islower() and not known.name.islower() and known.code == code):
            # What is written in small letters too is read in either.
            named[key[1:]] = body

    for row in load_rows("alliances"):
        for name in row[1].split("|"):
            add(name, "alliance", row[0])
    for shown, names in load_rows("companies"):
        for name in names.split("|"):
            add(name, "company", f"PMC:{shown}")
    for iso, names in load_rows("forces"):
        for name in filter(None, names.split("|")):
            add(name, "force", iso)
    for iso, names in load_rows("leaders"):
        for name in names.split("|"):
            add(name, "leader", iso)
    for _, names, code in load_rows("missions"):
        for name in names.split("|"):
            add(name, "mission", code)
    return MappingProxyType(
        {first: tuple(sorted(found.values(), key=lambda body: -len(body.rest))) for first, found in table.items()}
    )


@cache
def epithets() -> tuple[Epithet, ...]:
    """Return the phrases that stand for an alliance."""
    return tuple(
        Epithet(code, frozenset(firsts.split("|")), frozenset(seconds.split("|")))
        for code, firsts, seconds in load_rows("epithets")
    )
