"""What a desk does by hand: every act is an entry of the log, with who did it, and the fold repeats it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from schemas.alert import OVER
from schemas.desk import Matchers, NewSilence, SilencePreview, SilenceView
from schemas.events.alerts import AlertAcknowledged, AlertDecision
from schemas.events.data import EventData
from schemas.events.desk import SilenceCreated, SilenceEnded
from schemas.events.envelope import Draft, Event
from schemas.events.registry import KINDS
from schemas.events.reports import ReportRetracted
from schemas.events.situations import SituationCombined, SituationDivided, SituationRenamed
from services.alerts.membership import reports_of
from services.alerts.silences import fits
from services.eventlog.log import Log
from services.eventlog.reports import ReportStore
from services.eventlog.viewreader import ViewReader
from services.runtime.errors import Conflict, NotFound

NAMESPACE: Final = UUID("5b0f5a0e-6f0c-5b0e-9a55-70c51a7e0004")
SOURCE: Final = "tocsin/desk"
SENT: Final = ("alert.raised", "alert.updated", "alert.revised", "alert.retracted", "alert.escalated")
MOST_SILENCES: Final = 1_000
"""Silences that are listed, at most: the newest."""
TITLES: Final = 20


class Desk:
    """Acts of people on alerts, reports, situations and silences of one workspace."""

    def __init__(
        self,
        log: Log,
        views: ViewReader,
        reports: ReportStore,
        *,
        clock: Callable[[], datetime],
        nonce: Callable[[], str],
    ) -> None:
        self._log = log
        self._views = views
        self._reports = reports
        self._clock = clock
        self._nonce = nonce

    def acknowledge(self, alert: str, comment: str, actor: str) -> Event:
        """Record that somebody takes care of an alert: it is not escalated until it is due again.

        Raises:
            NotFound: There is no such alert.
            Conflict: It is over.
        """
        row = self._views.row("alerts", alert)
        if row is None:
            raise NotFound(f"no alert {alert}")
        if row["action"] in OVER:
            raise Conflict(f"alert {alert} is {row['action']}: there is nothing to acknowledge")
        return self._append(AlertAcknowledged(alert=alert, comment=comment), row["situation"] or None, actor)

    def retract(self, report: str, reason: str, actor: str) -> Event:
        """Take a report back: what it told counts no more, and alerts that stood on it are told so.

        Raises:
            NotFound: There is no such report.
            Conflict: It was taken back before.
        """
        if self._reports.get(report) is None:
            raise NotFound(f"no report {report}")
        if self._is_retracted(report):
            raise Conflict(f"report {report} was retracted before")
        return self._append(ReportRetracted(report=report, reason=reason), report, actor)

    def rename(self, situation: str, title: str, actor: str) -> Event:
        """Give a situation a name of the desk's own.

        Raises:
            NotFound: There is no such situation.
            Conflict: It is closed.
        """
        self._open(situation)
        return self._append(SituationRenamed(situation=situation, title=title), situation, actor)

    def combine(self, situation: str, into: str, reason: str, actor: str) -> Event:
        """Say that a situation and another one are the same story: its reports go into the other.

        Raises:
            NotFound: One of them is not there.
            Conflict: One of them is closed, or they are the same.
        """
        if situation == into:
            raise Conflict("a situation cannot go into itself")
        for name in (situation, into):
            self._open(name)
        return self._append(SituationCombined(situation=situation, into=into, reason=reason), into, actor)

    def divide(self, situation: str, reports: tuple[str, ...], reason: str, actor: str) -> Event:
        """Say that some reports of a situation are a story of their own.

        Raises:
            NotFound: The situation is not there, or a report is none of it.
            Conflict: The situation is closed, a report was retracted, or nothing would be left of it.
        """
        self._open(situation)
        joined = reports_of(self._log, situation)
        for report in reports:
            if report not in joined:
                raise NotFound(f"no report {report} in situation {situation}")
            if self._is_retracted(report):
                raise Conflict(f"report {report} was retracted: it counts nowhere any more; leave it out")
        if all(self._is_retracted(other) for other in joined.difference(reports)):
            raise Conflict("these are all of its reports: nothing would be left of it; leave some out")
        received = self._log.find(kind="report.received", correlation=reports[0], limit=1)
        terms = tuple(received[0].data.get("terms") or ()) if received else ()
        data = SituationDivided(situation=situation, reports=reports, terms=terms, reason=reason)
        return self._append(data, situation, actor)

    def _is_retracted(self, report: str) -> bool:
        return bool(self._log.find(kind=ReportRetracted.kind, subject=report, limit=1))

    def _open(self, situation: str) -> None:
        row = self._views.row("situations", situation)
        if row is None:
            raise NotFound(f"no situation {situation}")
        if not row["open"]:
            raise Conflict(f"situation {situation} is closed")

    def silence(self, new: NewSilence, actor: str) -> SilenceView:
        """Keep alerts that match from being sent for a time.

        Raises:
            ValueError: The time is none.
        """
        starts, ends = new.span(self._clock())
        name = f"sil_{uuid5(NAMESPACE, self._nonce()).hex}"
        data = SilenceCreated(silence=name, matchers=new.matchers, starts_at=starts, ends_at=ends, comment=new.comment)
        return self._view(self._append(data, name, actor), None)

    def unsilence(self, silence: str, actor: str) -> None:
        """End a silence before its time.

        Raises:
            NotFound: There is no such silence.
            Conflict: It is over.
        """
        found = next((one for one in self.silences() if one.id == silence), None)
        if found is None:
            raise NotFound(f"no silence {silence}")
        if found.state in ("expired", "ended"):
            raise Conflict(f"silence {silence} is over")
        self._append(SilenceEnded(silence=silence), silence, actor)

    def silences(self) -> list[SilenceView]:
        """Return silences, the newest first."""
        made = self._log.find(kind=SilenceCreated.kind, limit=100_000)[-MOST_SILENCES:]
        ended = {entry.data["silence"]: entry for entry in self._log.find(kind=SilenceEnded.kind, limit=100_000)}
        return [self._view(entry, ended.get(entry.data["silence"])) for entry in reversed(made)]

    def preview(self, wanted: Matchers, days: float) -> SilencePreview:
        """Tell which messages of the last days a silence would have kept from being sent."""
        since = self._clock() - timedelta(days=days)
        after = self._log.at(since)
        sent = sorted(
            (one for kind in SENT for one in self._messages(kind, after)), key=lambda one: one[0].sequence, reverse=True
        )
        matchers = tuple(wanted.matchers.items())
        hit = [alert.title for _, alert in sent if _matches(matchers, alert)]
        return SilencePreview(since=since, sent=len(sent), silenced=len(hit), titles=tuple(hit[:TITLES]))

    def _messages(self, kind: str, after: int) -> Iterator[tuple[Event, AlertDecision]]:
        for entry in self._log.find(kind=kind, after=after, limit=1_000_000):
            decision = KINDS[kind].model_validate(entry.data)
            if isinstance(decision, AlertDecision) and decision.withheld is None:
                yield entry, decision

    def _view(self, made: Event, ended: Event | None) -> SilenceView:
        data: dict[str, Any] = made.data
        starts, ends = (datetime.fromisoformat(data[name]) for name in ("starts_at", "ends_at"))
        now = self._clock()
        state = "ended" if ended else "expired" if ends <= now else "active" if starts <= now else "pending"
        return SilenceView(
            id=data["silence"],
            matchers=data["matchers"],
            starts_at=starts,
            ends_at=ends,
            comment=data["comment"],
            author=made.actor or "",
            state=state,
        )

    def _append(self, data: EventData, subject: str | None, actor: str) -> Event:
        now, nonce = self._clock(), self._nonce()
        draft = Draft(
            id=str(uuid5(NAMESPACE, nonce)),
            source=SOURCE,
            type=data.type_name(),
            subject=subject,
            time=now,
            actor=actor,
            dataschema=data.schema_path(),
            data=data.model_dump(mode="json"),
        )
        sequence = self._log.append([draft], now=now, nonce=nonce).first
        return Event(**dict(draft), sequence=sequence, recordedtime=now)


def _matches(matchers: tuple[tuple[str, str], ...], alert: AlertDecision) -> bool:
    facts = {
        **alert.labels,
        "rule": alert.rule,
        "kind": alert.alert_kind,
        "severity": alert.severity.value,
        "situation": alert.situation,
    }
    return fits(matchers, facts, alert.countries)
