"""`tocsin rules`: check, test, compare, show and activate rules."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from services.cli.spans import add_span, span
from services.cli.table import table
from services.runtime.errors import UsageError

if TYPE_CHECKING:
    from services.audit.rulesdiff import Change


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="check a rules file without a server")
    check.add_argument("file", metavar="FILE")
    test = actions.add_parser("test", help="run example reports and hold the alerts to what they must be")
    test.add_argument("file", metavar="FILE", help="tests as TOML: see docs/rules.md")
    test.add_argument("--rules", metavar="RULES", help="test these rules, not those that the file names")
    test.add_argument("--json", action="store_true", help="for machines")
    diff = actions.add_parser("diff", help="which alerts other rules would have sent over the log")
    diff.add_argument("file", metavar="FILE", help="rules")
    diff.add_argument("other", metavar="OTHER", nargs="?", help="rules to compare with; those in force without it")
    add_span(diff)
    diff.add_argument("--json", action="store_true", help="for machines")
    show = actions.add_parser("show", help="show the rules in force")
    show.add_argument("--text", action="store_true", help="the file as it was activated, not a table")
    activate = actions.add_parser("activate", help="put a rules file into force, as an entry of the log")
    activate.add_argument("file", metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """Check, show or activate rules."""
    if arguments.action == "check":
        from services.alerts.activation import read_rules

        rules = read_rules(Path(arguments.file))
        print(f"{arguments.file}: {len(rules.rules)} rules, {rules.version[:19]}")
        return 0
    if arguments.action == "test":
        return _test(Path(arguments.file), arguments.rules, as_json=arguments.json)
    if arguments.action == "diff":
        return _diff(arguments)
    if arguments.action == "show":
        return _show(arguments.text)
    return _activate(arguments.file)


def _test(path: Path, rules: str | None, *, as_json: bool) -> int:
    from services.alerts.activation import read_rules
    from services.audit.rulestest import read_cases, run
    from services.ingest.reading import READER, read

    cases = read_cases(path)
    named = path.parent / cases.rules if cases.rules else None
    results = list(run(cases, read_rules(Path(rules) if rules else named), read, READER))
    failed = sum(bool(result.failures) for result in results)
    if as_json:
        listed = [{"name": one.name, "passed": not one.failures, "failures": one.failures} for one in results]
        print(json.dumps({"passed": len(results) - failed, "failed": failed, "tests": listed}, ensure_ascii=False))
        return 1 if failed else 0
    for result in results:
        print(f"{'FAILED' if result.failures else 'passed'}  {result.name}")
        for failure in result.failures:
            print(f"        {failure}")
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _diff(arguments: argparse.Namespace) -> int:
    from services.alerts.activation import read_rules
    from services.alerts.rulesfile import load_rules
    from services.audit.rulesdiff import compare
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log

    first = read_rules(Path(arguments.file))
    other = read_rules(Path(arguments.other)) if arguments.other else None
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        if other is None:
            activated = log.find(kind="rules.activated", limit=1_000_000)
            if not activated:
                raise UsageError("no rules are in force yet; name two files")
            data = activated[-1].data
            before, after = load_rules(data["text"], data.get("origin") or "the rules in force"), first
        else:
            before, after = first, other
        start, until = span(log, arguments)
        found = compare(log, before, after, first=start, until=until)
    if arguments.json:
        document = {
            "inputs": found.inputs,
            "before": found.before,
            "after": found.after,
            "changes": [change.as_json() for change in found.changes],
        }
        print(json.dumps(document, ensure_ascii=False))
        return 0
    print(
        f"{found.before} messages under {before.origin}, {found.after} under {after.origin}, of {found.inputs} inputs"
    )
    rows = [_row(change) for change in found.changes]
    print(table(("", "recorded", "rule", "severity", "title"), rows) if rows else "No message would differ.")
    return 0


def _row(change: "Change") -> tuple[str, ...]:
    before, shown = change.before, change.shown
    at, severity = f"{shown.at:%Y-%m-%d %H:%M}", shown.severity
    if before is not None and change.what in ("earlier", "later"):
        at = f"{before.at:%Y-%m-%d %H:%M} > {at}"
    if before is not None and before.severity != severity:
        severity = f"{before.severity} > {severity}"
    return change.what, at, shown.rule, severity, shown.title


def _show(whole: bool) -> int:
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        activated = log.find(kind="rules.activated", limit=1_000_000)
    if not activated:
        print("no rules are in force yet; the alert worker activates the standard ones when it first starts")
        return 1
    newest = activated[-1]
    if whole:
        print(newest.data["text"], end="")
        return 0
    from services.alerts.rulesfile import load_rules

    rules = load_rules(newest.data["text"], newest.data.get("origin") or "the rules in force")
    since = f"{newest.recordedtime:%Y-%m-%d %H:%M:%S} UTC"
    print(f"{rules.version[:19]}  from {rules.origin}, in force since {since} (sequence {newest.sequence})\n")
    rows = [(rule.name, rule.type, rule.kind, rule.severity, " ".join(rule.countries) or "all") for rule in rules.rules]
    print(table(("name", "type", "kind", "severity", "countries"), rows))
    return 0


def _activate(name: str) -> int:
    from services.alerts.activation import activate, read_rules
    from services.cli.assembly import clock, nonce, settings_and_server
    from services.eventlog.opening import open_log

    rules = read_rules(Path(name))
    with settings_and_server() as (settings, server):
        sequence = activate(open_log(settings, server), rules, actor="cli", now=clock(), nonce=nonce())
    print(f"{len(rules.rules)} rules of {name} are in force from sequence {sequence} on ({rules.version[:19]})")
    return 0
