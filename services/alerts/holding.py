"""What is held back: which findings are recorded and not sent, why, and until when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from schemas.alert import Withheld
from schemas.rules import RuleParameters
from services.alerts.rules.finding import Finding
from services.alerts.silences import silenced
from services.alerts.situations.inputs import Input
from services.alerts.situations.situation import Situation, Slot
from services.alerts.situations.state import Silence

WAITING: Final = frozenset({Withheld.MUTED.value, Withheld.COOLING_DOWN.value})
"""Reasons that end by themselves: what they hold back is sent then."""


class Verdict(NamedTuple):
    """Whether a finding is sent.

    Attributes:
        withheld: Why not; None when it is.
        next_at: When its alert is to be looked at again, in desk time; None for never.
    """

    withheld: Withheld | None = None
    next_at: datetime | None = None


def judge(
    rule: RuleParameters,
    finding: Finding,
    *,
    situation: Situation,
    slot: Slot | None,
    given: Input,
    story: datetime,
    silences: Iterable[Silence],
) -> Verdict:
    """Say whether a finding is sent now.

    Args:
        rule: The rule that found it.
        finding: The finding.
        situation: Its situation.
        slot: Its alert, where it is open.
        given: The input that is being decided on.
        story: Story time.
        silences: Silences that are not over.
    """
    desk = given.desk
    if given.source is not None and given.source.history:
        return Verdict(Withheld.HISTORY)
    if silenced(silences, desk, situation, rule, finding):
        return Verdict(Withheld.SILENCED)
    if finding.change != "due":
        # Who was told must hear that it changed, at any hour; what nobody was told of is not taken back either.
        held = slot is not None and slot.sent is None and slot.data["withheld"] in WAITING
        return Verdict(Withheld(slot.data["withheld"])) if slot is not None and held else Verdict()
    if slot is not None and slot.sent is not None and rule.cooldown_hours:
        left = timedelta(hours=rule.cooldown_hours) - (story - slot.sent)
        if left > timedelta():
            return Verdict(Withheld.COOLING_DOWN, desk + left)
    until = rule.muted(desk, finding.severity)
    if until is not None:
        return Verdict(Withheld.MUTED, until)
    return Verdict(None, step_at(rule, desk, 0))


def judge_step(
    rule: RuleParameters,
    finding: Finding,
    *,
    situation: Situation,
    slot: Slot,
    desk: datetime,
    silences: Iterable[Silence],
) -> Verdict:
    """Say whether a step of an escalation is sent: a silence and muted hours hold for it as for any message.

    Args:
        rule: The rule.
        finding: What the alert says, with the severity of the step.
        situation: Its situation.
        slot: The alert.
        desk: Recorded time.
        silences: Silences that are not over.
    """
    following = step_at(rule, slot.due_desk, slot.escalations + 1)
    if silenced(silences, desk, situation, rule, finding):
        return Verdict(Withheld.SILENCED, following)
    until = rule.muted(desk, finding.severity)
    return Verdict(None, following) if until is None else Verdict(Withheld.MUTED, until)


def step_at(rule: RuleParameters, due: datetime, taken: int) -> datetime | None:
    """Return when the next step of an escalation is due, in desk time; None when there is none.

    Args:
        rule: The rule.
        due: Desk time of the last due message.
        taken: Steps that were taken since.
    """
    if taken >= len(rule.escalate):
        return None
    return due + timedelta(minutes=rule.escalate[taken].after_minutes)


def corroborated(situation: Situation, finding: Finding, least: int) -> bool:
    """True when so many sources tell of a finding. Reports of one source, or of one wire text, are one witness."""
    if least < 2:
        return True
    reports = dict.fromkeys((*finding.support, *(ground.report for ground in finding.grounds)))
    witnesses: list[set[str]] = []
    for report in reports:
        origin = situation.origins.get(report)
        if origin is None:
            continue
        marks = {f"source {origin.source}", f"text {origin.family}"}
        for other in [other for other in witnesses if not other.isdisjoint(marks)]:
            witnesses.remove(other)
            marks |= other
        witnesses.append(marks)
    return len(witnesses) >= least
