"""A situation from which some reports are taken out, to be a story of their own."""

from collections.abc import Sequence
from datetime import datetime

from services.alerts.situations import copies, ledger
from services.alerts.situations.ledger import EMPTY_LEDGER
from services.alerts.situations.situation import NOTHING, Situation, without
from services.alerts.situations.wordindex import naming


def parted(
    situation: Situation, reports: Sequence[str], new: str, terms: tuple[int, ...], desk: datetime
) -> tuple[Situation, Situation]:
    """Return what is left of a situation, and the new one.

    Counts and events go with their reports. Words and causes are kept for a story, not for each of its reports: they
    stay, and the new story is known by the words that are given.

    Args:
        situation: As it was.
        reports: Reports of it that make the new story, in order.
        new: Id of the new one.
        terms: Informative words of the first of these reports.
        desk: Recorded time.
    """
    moved = frozenset(reports)
    left = situation
    for report in reports:
        left = without(left, report)
    ledgers = NOTHING
    moments: list[datetime] = []
    for measure in sorted(situation.ledgers):
        own = EMPTY_LEDGER
        for statement in situation.ledgers[measure].statements:
            if statement.report in moved:
                own = ledger.record(own, statement)
                moments.append(statement.story)
        if own.statements:
            ledgers = ledgers.set(measure, own)
    seen = NOTHING
    for kind in sorted(situation.seen):
        told = tuple(one for one in situation.seen[kind] if one.report in moved)
        if told:
            seen = seen.set(kind, told)
    families, texts = NOTHING, NOTHING
    for report in sorted(situation.texts):
        if report in moved:
            families = copies.with_family(families, report, situation.texts[report])
            texts = texts.set(report, situation.texts[report])
    events = [one for kind in sorted(seen) for one in seen[kind]]
    return left._replace(apart=left.apart | {new}), Situation(
        new,
        situation.countries,
        opened=min(moments, default=situation.opened),
        newest=max(moments, default=situation.newest),
        touched=desk,
        reports=tuple(report for report in situation.reports if report in moved),
        origins=NOTHING.update(
            {report: situation.origins[report] for report in reports if report in situation.origins}
        ),
        ledgers=ledgers,
        seen=seen,
        families=families,
        texts=texts,
        terms=dict.fromkeys(terms, 1),
        places=frozenset().union(*(one.where for one in events)),
        names=naming(terms),
        apart=situation.apart | {situation.id},
    )
