"""People under arms, as one noun phrase tells of them; and the nouns that may be the head of such a phrase."""

from typing import Final, NamedTuple

from services.ingest.reading.deployments.actors import Actor
from services.ingest.reading.deployments.force_signs import Head
from services.ingest.reading.document import Amount
from services.ingest.reading.lexicon.files import load_words
from services.ingest.reading.phrases import Phrases

_KINDS: Final[tuple[Head, ...]] = ("people", "units", "loose_units", "loose_people", "craft")
HEADS: Final[Phrases[Head]] = Phrases(
    (word, kind) for kind in _KINDS for word in sorted(load_words("deployments", f"heads.{kind}"))
)
"""Nouns for a force, each with how sure a sign it is."""


class Force(NamedTuple):
    """People under arms, as one noun phrase tells of them."""

    first: int
    stop: int
    """behind the head and what belongs to it: `soldiers from Togo and Benin`"""
    head: int
    kind: Head
    actors: tuple[Actor, ...]
    """whose force it is, where the phrase says it"""
    amount: Amount | None = None
    more: bool = False
    none: bool = False
    definite: bool = False
    """`the troops`, `its soldiers`: told of before, or belonging to somebody in the sentence"""
    police: bool = False
    last: bool = False
    """`the last soldiers`: with them the force is gone"""
    possessed: bool = False
    """`its soldiers`, `300 of its men`: they belong to somebody in the sentence"""
    place: Actor | None = None
    """where it goes, as the phrase says it: `the Haiti force`"""
