"""What the fold is fed with: a report with everything that was read out of it, or one act of the desk."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from schemas.events.desk import LogSealed
from schemas.events.envelope import Event
from schemas.events.registry import DECISIONS, kind_of
from services.alerts.situations.claim import CASUALTIES, Claim, claim_of, is_dateline
from services.alerts.situations.copies import sketch
from services.alerts.situations.vocabulary import EVERYDAY, causes_of, words_of

RECEIVED: Final = "report.received"
NOWHERE: Final[frozenset[int]] = frozenset()
DESK_INPUTS: Final = frozenset(
    {
        "rules.activated",
        "alert.acknowledged",
        "situation.renamed",
        "situation.combined",
        "situation.divided",
        "silence.created",
        "silence.ended",
        "report.retracted",
        "clock.ticked",
    }
)
"""Kinds of entries that are an input by themselves. Every other kind that is no report leaves the fold as it is:
`report.superseded` too, for the newer revision behind it says what it replaces."""


class _AllBut(frozenset[str]):
    """Every kind but these."""

    def __contains__(self, kind: object) -> bool:
        return not super().__contains__(kind)


GATHERED: Final[Container[str]] = _AllBut({*(model.kind for model in DECISIONS), LogSealed.kind})
"""Kinds of entries that inputs are made of, and any that is not known here; what the service itself decided and sealed
is most of the rest, and whoever reads the log to gather need not decode it."""


class Told(NamedTuple):
    """One event that was read out of a report: facts only."""

    id: str
    kind: str
    report: str
    confidence: float
    data: dict[str, Any]
    claim: Claim | None = None
    """the count, where it is one"""
    where: frozenset[int] = NOWHERE
    """words of the name of its place, hashed as the words of reports are; short ones left out"""


class Source(NamedTuple):
    """A report, as far as the fold needs to know it."""

    id: str
    source: str
    story: datetime
    """when it was published, clamped to when it was recorded"""
    clamped: bool
    """true when it was dated later than it came: such a date says nothing"""
    history: bool
    countries: tuple[str, ...]
    terms: tuple[int, ...]
    """its informative words, hashed; everyday ones are left out"""
    causes: tuple[tuple[str, int], ...]
    """causes that it names, each with a weight"""
    shingles: tuple[int, ...]
    """the sketch that copies are known by"""
    supersedes: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """One unit of the log to be decided upon.

    Attributes:
        first: Sequence of its first entry.
        last: Sequence of its last entry; its decisions name it as their cause.
        desk: Recorded time of its last entry.
        kind: Kind of its first entry.
        head: The first entry.
        source: The report, where the input is one.
        told: What was read out of the report, in order.
    """

    first: int
    last: int
    desk: datetime
    kind: str
    head: Event
    source: Source | None = None
    told: tuple[Told, ...] = ()


def report_input(entries: Sequence[Event]) -> Input:
    """Make an input of a `report.received` entry and the readings behind it."""
    head, last = entries[0], entries[-1]
    data = head.data
    terms = data.get("terms") or ()
    published = datetime.fromisoformat(data["published_at"])
    source = Source(
        id=data["report"],
        source=data["source"],
        story=min(published, head.recordedtime),
        clamped=published > head.recordedtime,
        history=bool(data.get("history")),
        countries=tuple(data.get("countries") or ()),
        terms=tuple([term for term in terms if term not in EVERYDAY]),
        causes=causes_of(terms),
        shingles=sketch(data.get("shingles") or ()),
        supersedes=data.get("supersedes"),
    )
    told = tuple([_told(entry, source) for entry in entries[1:]])
    return Input(head.sequence, last.sequence, last.recordedtime, RECEIVED, head, source, told)


def _told(entry: Event, source: Source) -> Told:
    kind, data = kind_of(entry.type), entry.data
    claim = claim_of(entry.id, data, source.source) if kind == CASUALTIES else None
    place = data.get("place")
    where = place_words(place.get("name")) if place else NOWHERE
    return Told(entry.id, kind, source.id, data.get("confidence", 1.0), data, claim, where)


@lru_cache(maxsize=4096)
def place_words(name: str | None) -> frozenset[int]:
    """Return the words of a place's name, hashed; none for a name in capitals: that is where the report was filed."""
    return words_of(name) if name and not is_dateline(name) else NOWHERE


class Gathering:
    """Groups entries of the log, in their order, into inputs; what is no input is left out.

    A report whose readings are not all there yet is not yielded: read on from its first entry once they are.

    Attributes:
        whole: Entries so far, without those of a report that is still being gathered.
        last: Sequence of the last of them; 0 when there is none.
    """

    def __init__(self, entries: Iterable[Event]) -> None:
        self._entries = entries
        self.whole = 0
        self.last = 0

    def __iter__(self) -> Iterator[Input]:
        held: list[Event] = []
        wanted = 0
        for entry in self._entries:
            kind = kind_of(entry.type)
            if held:
                held.append(entry)
            elif kind == RECEIVED:
                held, wanted = [entry], 1 + int(entry.data.get("readings") or 0)
            else:
                self._take(1, entry)
                if kind in DESK_INPUTS:
                    yield Input(entry.sequence, entry.sequence, entry.recordedtime, kind, entry)
            if held and len(held) == wanted:
                self._take(wanted, entry)
                yield report_input(held)
                held = []

    def _take(self, count: int, last: Event) -> None:
        self.whole += count
        self.last = last.sequence


def gather(entries: Iterable[Event]) -> Iterator[Input]:
    """Group entries of the log into inputs; see `Gathering`."""
    return iter(Gathering(entries))
