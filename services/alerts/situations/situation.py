"""A situation: one unfolding story, what is known of it, and the alerts that it raised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from immutables import Map

from services.alerts.situations import copies, ledger
from services.alerts.situations.inputs import Source, Told
from services.alerts.situations.ledger import EMPTY_LEDGER, Ledger
from services.alerts.situations.parts import Known
from services.alerts.situations.statements import statements

NOTHING: Final[Map[Any, Any]] = Map()
NO_COUNTS: Final[Mapping[Any, int]] = MappingProxyType({})
TERMS_KEPT: Final = 1024
"""Words that a story remembers; with more, those that only one report held are forgotten."""
HOUR: Final = 3600
TEMPO_HOURS: Final = 14 * 24
"""Hours for which a story remembers how many reports came: the most that an `event_surge` can look at."""
SEEN_KEPT: Final = 64
"""Events of a kind that a situation remembers, the first ones, so that an alert knows what else it could stand on."""


class Slot(NamedTuple):
    """An alert that is open in a situation."""

    alert: str
    rule: str
    type: str
    """type of the rule"""
    fingerprint: str
    severity: str
    number: int
    """number of its last message"""
    message: str
    """id of its last message"""
    raised: datetime
    """story time of its first message"""
    due: datetime
    """story time of the last message that was due"""
    due_cause: int
    """sequence of the input that the last due message was decided on"""
    due_after: dict[str, Any]
    """the facts after, in the last due message"""
    data: dict[str, Any]
    """data of its last message"""
    due_desk: datetime
    """desk time of the last due message"""
    sent: datetime | None = None
    """story time of the last due message that was sent"""
    sent_after: dict[str, Any] | None = None
    """the facts after, in the last due message that was sent"""
    escalations: int = 0
    """steps that were taken since the last due message"""
    acknowledged: bool = False


SlotKey = tuple[str, str]
"""Rule and fingerprint."""
Tempo = tuple[tuple[int, int], ...]
"""Hour since 1970 and reports in it, the oldest first."""


class Origin(NamedTuple):
    """Where a report is from: reports of one source, or of one wire text, are one witness."""

    source: str
    family: str


class Situation(NamedTuple):
    """One open story.

    Attributes:
        id: Its id.
        countries: ISO codes, the leading one first.
        opened: Story time of the report that opened it.
        newest: Newest story time of its reports.
        touched: Desk time of the last report that joined it.
        reports: Reports that joined it and still stand, in order.
        origins: Source and wire text of each of them.
        waiting: Findings that too few sources tell of.
        tempo: Reports by kind of event and hour of story time (since 1970), copies left out; the last two weeks.
        ledgers: Toll ledger by measure.
        seen: The first events of each kind that is no toll.
        alerts: Open alerts.
        families: Index of its wire texts.
        texts: Sketch of each wire text.
        terms: How many of its reports hold a hashed word.
        causes: Causes that its reports name, each with a weight.
        places: Words of the names of its events' places.
        seat: Words of the name of the first of them.
        names: Words of its first report by which it is found.
        title: The name that a person gave it.
        apart: Situations that a person parted it from: no report makes them one again.
    """

    id: str
    countries: tuple[str, ...]
    opened: datetime
    newest: datetime
    touched: datetime
    reports: tuple[str, ...] = ()
    origins: Map[str, Origin] = NOTHING
    waiting: frozenset[SlotKey] = frozenset()
    tempo: Map[str, Tempo] = NOTHING
    ledgers: Map[str, Ledger] = NOTHING
    seen: Map[str, tuple[Told, ...]] = NOTHING
    alerts: Map[SlotKey, Slot] = NOTHING
    families: copies.Families = NOTHING
    texts: Map[str, tuple[int, ...]] = NOTHING
    terms: Mapping[int, int] = NO_COUNTS
    causes: Mapping[str, int] = NO_COUNTS
    places: frozenset[int] = frozenset()
    seat: frozenset[int] = frozenset()
    names: tuple[int, ...] = ()
    title: str = ""
    apart: frozenset[str] = frozenset()

    def known(self, measure: str) -> Known | None:
        """What is known of a measure; None when nothing is."""
        held = self.ledgers.get(measure)
        return None if held is None else held.known

    def slots(self) -> list[Slot]:
        """Open alerts in a fixed order."""
        return [self.alerts[key] for key in sorted(self.alerts)]


def joined(
    situation: Situation, source: Source, told: Sequence[Told], countries: tuple[str, ...], desk: datetime
) -> Situation:
    """Return the situation after a report joined it.

    Args:
        situation: As it was.
        source: The report.
        told: Those of its events that belong here.
        countries: The situation's countries from now on.
        desk: Recorded time.
    """
    shingles = source.shingles
    family = copies.family_of(source.id, shingles, situation.families, situation.texts)
    families, texts = situation.families, situation.texts
    if family == source.id and shingles:
        families, texts = copies.with_family(families, family, shingles), texts.set(family, shingles)
    ledgers, seen = situation.ledgers, situation.seen
    for measure, statement in statements(source, family, told).items():
        ledgers = ledgers.set(measure, ledger.record(ledgers.get(measure, EMPTY_LEDGER), statement))
    for one in told:
        if one.claim is None:
            before = seen.get(one.kind, ())
            if len(before) < SEEN_KEPT:
                seen = seen.set(one.kind, (*before, one))
    places = [one.where for one in told if one.where]
    return situation._replace(
        countries=countries,
        # A date that lies in the future says nothing about how far the story has come.
        newest=situation.newest if source.clamped else max(situation.newest, source.story),
        touched=desk,
        reports=(*situation.reports, source.id) if source.id not in situation.reports else situation.reports,
        origins=situation.origins.set(source.id, Origin(source.source.casefold(), family)),
        tempo=situation.tempo if family != source.id else _beaten(situation.tempo, source, told),
        ledgers=ledgers,
        seen=seen,
        families=families,
        texts=texts,
        terms=_worded(situation.terms, source.terms),
        causes=_added(situation.causes, source.causes),
        places=situation.places.union(*places),
        seat=situation.seat or (places[0] if places else situation.seat),
    )


def _beaten(tempo: Map[str, Tempo], source: Source, told: Sequence[Told]) -> Map[str, Tempo]:
    hour = int(source.story.timestamp()) // HOUR
    for kind in dict.fromkeys(one.kind for one in told):
        tempo = tempo.set(kind, _beat(tempo.get(kind, ()), hour))
    return tempo


def _beat(tempo: Tempo, hour: int) -> Tempo:
    newest = tempo[-1][0] if tempo else hour
    if newest > hour:
        counts = dict(tempo)
        counts[hour] = counts.get(hour, 0) + 1
        return tuple(sorted((at, n) for at, n in counts.items() if newest - at < TEMPO_HOURS))
    if tempo and newest == hour:
        return (*tempo[:-1], (hour, tempo[-1][1] + 1))
    kept = (
        tempo if not tempo or hour - tempo[0][0] < TEMPO_HOURS else tuple(b for b in tempo if hour - b[0] < TEMPO_HOURS)
    )
    return (*kept, (hour, 1))


def _worded(held: Mapping[int, int], terms: tuple[int, ...]) -> Mapping[int, int]:
    # A plain dictionary that is copied, never changed: for so few words that is far quicker than a persistent map.
    counts = dict(held)
    if len(counts) > TERMS_KEPT:
        counts = {term: count for term, count in counts.items() if count > 1}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts


def _added(held: Mapping[str, int], more: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    counts = dict(held)
    for key, count in more:
        counts[key] = counts.get(key, 0) + count
    return counts


def without(situation: Situation, report: str) -> Situation:
    """Return the situation as if a report had never come; its alerts stay until they are decided anew."""
    if report not in situation.reports:
        return situation
    ledgers, seen = situation.ledgers, situation.seen
    for measure in sorted(ledgers):
        ledgers = ledgers.set(measure, ledger.withdraw(ledgers[measure], report))
    for kind in sorted(seen):
        seen = seen.set(kind, tuple(one for one in seen[kind] if one.report != report))
    return situation._replace(
        reports=tuple(other for other in situation.reports if other != report),
        origins=situation.origins.delete(report) if report in situation.origins else situation.origins,
        ledgers=ledgers,
        seen=seen,
    )


def is_copy(situation: Situation, source: Source) -> bool:
    """True when the situation already holds a near-copy of the report."""
    return copies.is_near(source.shingles, situation.families, situation.texts)
