"""Tests of rules: example reports, and the alerts that they must give."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from schemas.alert import Severity
from schemas.base import Frozen, Instant
from schemas.report import Intake, Report
from schemas.rules import RuleSet
from services.audit.simulate import simulate
from services.ingest.entries import ReadReport
from services.runtime.errors import RulesError

NOISE: Final = frozenset({"revised", "closed"})
"""Stages that wake nobody: they need not be expected."""


class Wanted(Frozen):
    """An alert that a report must give; what is left out may be anything."""

    rule: str | None = Field(default=None, description="name of the rule")
    kind: str | None = Field(default=None, description="what the rules file calls the alert")
    action: str = Field(default="raised", description="raised, updated, revised, retracted, escalated or suppressed")
    severity: Severity | None = None
    title: str | None = Field(default=None, description="words that its title holds")

    def fits(self, alert: dict[str, Any]) -> bool:
        """True when an alert is one that is wanted."""
        return (
            alert["action"] == self.action
            and self.rule in (None, alert["rule"])
            and self.kind in (None, alert["kind"])
            and self.severity in (None, alert["severity"])
            and (self.title is None or self.title.casefold() in alert["title"].casefold())
        )

    def __str__(self) -> str:
        words = (self.rule or self.kind or "any rule", self.action, self.severity and self.severity.value)
        return " ".join(word for word in words if word) + (f" “{self.title}”" if self.title else "")


class Example(Frozen):
    """A report, and what it must give."""

    source: str = "an agency"
    url: str | None = None
    published_at: Instant
    received_at: Instant | None = None
    title: str = ""
    text: str = ""
    alerts: tuple[Wanted, ...] | None = Field(default=None, description="these and no others; unchecked when left out")


class Case(Frozen):
    """One test: a story and its alerts."""

    name: str
    report: tuple[Example, ...] = Field(min_length=1)


class Cases(Frozen):
    """A file of tests."""

    rules: str | None = Field(default=None, description="the rules file, from this file's folder; the standard rules")
    test: tuple[Case, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Result:
    """How a test went.

    Attributes:
        name: The test's name.
        failures: What was not as it should be, a line each; empty when it passed.
    """

    name: str
    failures: tuple[str, ...]


def read_cases(path: Path) -> Cases:
    """Read a file of tests.

    Raises:
        RulesError: It cannot be read, or something in it is wrong.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return Cases.model_validate(given)
    except OSError as error:
        raise RulesError(f"{path}: {error.strerror or error}") from None
    except ValidationError as error:
        raise RulesError(f"{path}: {_where(error)}") from None
    except (ValueError, RecursionError) as error:
        raise RulesError(f"{path}: this is not valid TOML: {str(error)[:200]}") from None


def _where(error: ValidationError) -> str:
    wrong = error.errors()
    first = next((one for one in wrong if one["type"] == "extra_forbidden"), wrong[0])
    steps = [f"{step + 1}." if isinstance(step, int) else step for step in first["loc"]]
    said = "unknown key" if first["type"] == "extra_forbidden" else f"{first['msg'][0].lower()}{first['msg'][1:]}"
    return f"{' '.join(steps)}: {said}"


def run(cases: Cases, rules: RuleSet, read: Callable[[Report], ReadReport], reader: str) -> Iterator[Result]:
    """Run tests, each on a log of its own.

    Args:
        cases: The tests.
        rules: The rules that are tested.
        read: The reader.
        reader: Its name and version.
    """
    for case in cases.test:
        lines = simulate((_intake(one) for one in case.report), rules, read, reader)
        failures = [
            f"report {number}, {_told(example)}: {failure}"
            for number, (example, line) in enumerate(zip(case.report, lines, strict=True), start=1)
            if example.alerts is not None
            for failure in _compare(example.alerts, line["alerts"])
        ]
        yield Result(case.name, tuple(failures))


def _intake(example: Example) -> Intake:
    received: datetime = example.received_at or example.published_at
    return Intake(
        source=example.source,
        url=example.url,
        published_at=example.published_at,
        received_at=received,
        title=example.title,
        text=example.text,
    )


def _told(example: Example) -> str:
    words = example.title or example.text
    return f"{example.published_at:%Y-%m-%d %H:%M} “{words[:50].strip()}{'…' if len(words) > 50 else ''}”"


def _compare(wanted: Sequence[Wanted], alerts: Sequence[dict[str, Any]]) -> Iterator[str]:
    left = list(alerts)
    for one in wanted:
        found = next((alert for alert in left if one.fits(alert)), None)
        if found is None:
            yield f"missing: {one}"
        else:
            left.remove(found)
    for alert in left:
        if alert["action"] not in NOISE:
            yield f"not expected: {alert['rule']} {alert['action']} {alert['severity']} “{alert['title']}”"
