"""Finds entries by what they say: pages in either direction, each with a bounded amount of work."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from schemas.events.envelope import Event
from schemas.events.registry import kind_of

LOOKED: Final = 20_000
"""Entries that are looked at for one page, at most: a page may be short, and its cursor leads on."""
WINDOW: Final = 512
"""Sequences that are taken at once, newest first; twice as many where there was nothing."""
WIDEST: Final = 65_536
MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must be; all that is given must fit.

    Attributes:
        kind: Such as `casualties.reported`.
        type: Such as `tocsin.casualties.reported.v1`.
        subject: What it is about.
        correlation: Id of its report.
        actor: Who caused it.
        country: ISO alpha-2, where it happened or where a force goes.
        situation: The situation, and all of its reports.
        source: Who published its report.
        text: Words that its report holds, in whatever case.
    """

    kind: str | None = None
    type: str | None = None
    subject: str | None = None
    correlation: str | None = None
    actor: str | None = None
    country: str | None = None
    situation: str | None = None
    source: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries.

    Attributes:
        events: In the order asked for.
        next: Sequence of the last entry that was looked at, to go on from; None when there is nothing beyond it.
    """

    events: tuple[Event, ...]
    next: int | None


class FindableLog(Protocol):
    """What a search asks of a log."""

    def find(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        correlation: str | None = None,
        after: int = 0,
        until: int | None = None,
        limit: int = 100,
    ) -> list[Event]:
        """Return entries that fit all that is given, oldest first."""

    def head(self) -> int:
        """Return the newest sequence."""


class Said(Protocol):
    """A report as far as it is kept."""

    @property
    def source(self) -> str:
        """Who published it."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def text(self) -> str:
        """Its text."""


class Reports(Protocol):
    """Finds reports."""

    def get(self, report: str) -> Said | None:
        """Return a report, or None."""


def search(
    log: FindableLog,
    reports: Reports,
    wanted: Wanted,
    *,
    after: int = 0,
    until: int | None = None,
    limit: int = 100,
    newest: bool = False,
) -> Page:
    """Return a page of entries.

    Args:
        log: The log.
        reports: The texts beside it.
        wanted: What they must be.
        after: Only entries behind this sequence.
        until: And up to and with this one.
        limit: How many at most.
        newest: True for the newest first.
    """
    fits = _Fits(log, reports, wanted)
    last = log.head() if until is None else min(until, log.head())
    candidates = _backwards(log, wanted, after, last) if newest else _forwards(log, wanted, after, last)
    found: list[Event] = []
    for looked, event in enumerate(candidates, start=1):
        if fits(event):
            found.append(event)
        if len(found) == limit or looked == LOOKED:
            return Page(tuple(found), event.sequence)
    return Page(tuple(found), None)


def _forwards(log: FindableLog, wanted: Wanted, after: int, until: int) -> Iterator[Event]:
    while after < until:
        page = _find(log, wanted, after, until, WINDOW)
        yield from page
        if len(page) < WINDOW:
            return
        after = page[-1].sequence


def _backwards(log: FindableLog, wanted: Wanted, after: int, until: int) -> Iterator[Event]:
    width = WINDOW
    while until > after:
        low = max(after, until - width)
        page = _find(log, wanted, low, until, MOST)
        yield from reversed(page)
        width = WINDOW if page else min(width * 2, WIDEST)
        until = low


def _find(log: FindableLog, wanted: Wanted, after: int, until: int, limit: int) -> list[Event]:
    kind = wanted.kind or (kind_of(wanted.type) if wanted.type else None)
    return log.find(
        kind=kind, subject=wanted.subject, correlation=wanted.correlation, after=after, until=until, limit=limit
    )


class _Fits:
    """Tells whether an entry fits what no index knows."""

    def __init__(self, log: FindableLog, reports: Reports, wanted: Wanted) -> None:
        self._wanted = wanted
        self._reports = reports
        self._held: dict[str, Said | None] = {}
        self._joined = _reports_of(log.find(subject=wanted.situation, limit=MOST)) if wanted.situation else frozenset()
        self._text = wanted.text.casefold() if wanted.text else None

    def __call__(self, event: Event) -> bool:
        wanted, data = self._wanted, event.data
        if wanted.type is not None and event.type != wanted.type:
            return False
        if wanted.actor is not None and event.actor != wanted.actor:
            return False
        if wanted.country is not None and wanted.country not in _countries(event):
            return False
        if wanted.situation is not None and not (
            wanted.situation in (event.subject, data.get("situation"), data.get("into"))
            or event.correlationid in self._joined
            or event.subject in self._joined
        ):
            return False
        if wanted.source is None and self._text is None:
            return True
        said = self._said(event)
        if said is None:
            return False
        if wanted.source is not None and said.source != wanted.source:
            return False
        return self._text is None or self._text in f"{said.title}\n{said.text}".casefold()

    def _said(self, event: Event) -> Said | None:
        report = event.correlationid
        if report is None:
            return None
        if report not in self._held:
            if len(self._held) > 64:
                self._held.clear()
            self._held[report] = self._reports.get(report)
        return self._held[report]


def _reports_of(entries: Iterable[Event]) -> frozenset[str]:
    found: set[str] = set()
    for entry in entries:
        if entry.data.get("report"):
            found.add(entry.data["report"])
        if kind_of(entry.type) in ("situation.split", "situation.divided"):
            found.update(entry.data.get("reports", ()))
    return frozenset(found)


def _countries(event: Event) -> set[str]:
    data = event.data
    found = set(data.get("countries") or ())
    found.add((data.get("place") or {}).get("country"))
    found.add(data.get("host"))
    return found
