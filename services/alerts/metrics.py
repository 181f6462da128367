"""What the alert worker counts."""

from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from schemas.alert import Action, Severity, Withheld
from schemas.events.envelope import Draft
from schemas.events.registry import kind_of
from schemas.rules import RuleSet

COMMITS: Final = ("committed", "already", "stale")


class AlertMetrics:
    """Counters and histograms of the alert worker; labels that are known are there from the start, at 0."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.inputs = Counter("tocsin_alerts_inputs", "Inputs that were decided on.", registry=registry)
        self.faults = Counter(
            "tocsin_alerts_faults", "Inputs on which the code failed, so that nothing was decided.", registry=registry
        )
        self.entries = Counter("tocsin_alerts_entries", "Entries of the log that were taken in.", registry=registry)
        self.alerts = Counter(
            "tocsin_alerts_messages",
            "Messages of alerts that were decided, by rule, severity and action; withheld ones included.",
            ["rule", "severity", "action"],
            registry=registry,
        )
        self.withheld = Counter(
            "tocsin_alerts_withheld",
            "Messages that were recorded and not sent, by reason.",
            ["reason"],
            registry=registry,
        )
        self.commits = Counter(
            "tocsin_alerts_commits", "Commits of decisions, by how they ended.", ["outcome"], registry=registry
        )
        self.deciding = Histogram(
            "tocsin_alerts_latency_seconds",
            "Time from recording an input to committing the decisions on it.",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600),
            registry=registry,
        )
        self.situations = Gauge("tocsin_situations_open", "Open situations.", registry=registry)
        self.rebuilding = Histogram(
            "tocsin_alerts_rebuild_seconds",
            "Time to rebuild the state from snapshot and log.",
            buckets=(0.01, 0.1, 1, 10, 60, 600),
            registry=registry,
        )
        for outcome in COMMITS:
            self.commits.labels(outcome)
        for reason in Withheld:
            self.withheld.labels(reason.value)

    def know(self, rules: RuleSet) -> None:
        """Show every alert that the rules in force can raise, at 0."""
        for rule in rules.rules:
            actions = [Action.RAISED, Action.UPDATED, Action.REVISED, Action.RETRACTED, Action.CLOSED]
            actions += [Action.ESCALATED] if rule.escalate else []
            actions += [Action.SUPPRESSED] if rule.min_sources > 1 else []
            for severity in Severity:
                for action in actions:
                    self.alerts.labels(rule.name, severity.value, action.value)

    def count(self, decisions: Iterable[Draft]) -> None:
        """Count messages of alerts."""
        for decision in decisions:
            kind = kind_of(decision.type)
            if kind.startswith("alert."):
                data = decision.data
                self.alerts.labels(data["rule"], data["severity"], kind.removeprefix("alert.")).inc()
                if data["withheld"]:
                    self.withheld.labels(data["withheld"]).inc()
