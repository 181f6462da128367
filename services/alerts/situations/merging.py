"""Two situations that turn out to be one story: what both know, in one."""

from collections.abc import Mapping
from typing import TypeVar

from immutables import Map

from services.alerts.situations import copies, ledger
from services.alerts.situations.ledger import EMPTY_LEDGER, Ledger
from services.alerts.situations.situation import SEEN_KEPT, TEMPO_HOURS, Origin, Situation, Tempo

Key = TypeVar("Key")


def united(into: Situation, other: Situation) -> Situation:
    """Return a situation that has taken in another one: its reports, counts, events and words.

    The counts are weighed as if all of them had been told in one story from the start; a text that is a near-copy of
    one that is there already is the same witness. Alerts stay those of `into`: whoever unites two situations closes
    those of the other.

    Args:
        into: The situation that stays, with its id, title and alerts.
        other: The one that it takes in.
    """
    families, texts, same = _texts(into, other)
    origins = into.origins.mutate()
    for report in other.reports:
        origin = other.origins.get(report)
        if origin is not None and report not in into.origins:
            origins[report] = Origin(origin.source, same.get(origin.family, origin.family))
    ledgers = into.ledgers
    for measure in sorted(other.ledgers):
        ledgers = ledgers.set(measure, _ledger(ledgers.get(measure, EMPTY_LEDGER), other.ledgers[measure], same))
    seen = into.seen
    for kind in sorted(other.seen):
        seen = seen.set(kind, (*seen.get(kind, ()), *other.seen[kind])[:SEEN_KEPT])
    tempo = into.tempo
    for kind in sorted(other.tempo):
        tempo = tempo.set(kind, _tempo(tempo.get(kind, ()), other.tempo[kind]))
    return into._replace(
        countries=tuple(dict.fromkeys((*into.countries, *other.countries))),
        opened=min(into.opened, other.opened),
        newest=max(into.newest, other.newest),
        touched=max(into.touched, other.touched),
        reports=(*into.reports, *(report for report in other.reports if report not in into.reports)),
        origins=origins.finish(),
        waiting=into.waiting | other.waiting,
        tempo=tempo,
        ledgers=ledgers,
        seen=seen,
        families=families,
        texts=texts,
        terms=_sum(into.terms, other.terms),
        causes=_sum(into.causes, other.causes),
        places=into.places | other.places,
        seat=into.seat or other.seat,
        apart=(into.apart | other.apart) - {into.id, other.id},
    )


def _texts(into: Situation, other: Situation) -> tuple[copies.Families, Map[str, tuple[int, ...]], dict[str, str]]:
    """Return index and sketches of the texts of both, and the texts of the other that are copies here."""
    families, texts = into.families, into.texts
    same: dict[str, str] = {}
    for report in sorted(other.texts):
        family = copies.family_of(report, other.texts[report], into.families, into.texts)
        if family == report:
            families = copies.with_family(families, report, other.texts[report])
            texts = texts.set(report, other.texts[report])
        else:
            same[report] = family
    return families, texts, same


def _ledger(into: Ledger, other: Ledger, same: Mapping[str, str]) -> Ledger:
    for statement in other.statements:
        into = ledger.record(into, statement._replace(family=same.get(statement.family, statement.family)))
    return into


def _tempo(one: Tempo, other: Tempo) -> Tempo:
    counts = _sum(dict(one), dict(other))
    newest = max(counts)
    return tuple(sorted((hour, count) for hour, count in counts.items() if newest - hour < TEMPO_HOURS))


def _sum(one: Mapping[Key, int], other: Mapping[Key, int]) -> dict[Key, int]:
    counts = dict(one)
    for key, count in other.items():
        counts[key] = counts.get(key, 0) + count
    return counts
