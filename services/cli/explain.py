"""`tocsin explain`: why was somebody woken?"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from services.cli.marks import Paint, plain, underline
from services.cli.moments import moment
from services.runtime.errors import NotFound

if TYPE_CHECKING:
    from services.audit.explanation import Explanation, Ground, Told


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("alert", help="the alert's id, as a webhook or `tocsin alerts list` gives it")
    parser.add_argument(
        "--not",
        dest="absent",
        metavar="KIND",
        help="why did no alert of this kind (or rule) come: give a situation's id instead of an alert's",
    )
    parser.add_argument("--on", metavar="DATE", type=moment, help="with --not: only what was published on this day")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.epilog = "examples:\n  tocsin explain ALERT\n  tocsin explain --not toll_jump SITUATION --on 2022-01-07"


def run(arguments: argparse.Namespace) -> int:
    """Explain an alert."""
    from services.audit.explain import explain
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.reports import ReportStore
    from services.eventlog.viewreader import ViewReader

    if arguments.absent:
        return _absent(arguments)
    with settings_and_server() as (settings, server):
        row = ViewReader(server, settings.workspace).row("alerts", arguments.alert)
        if row is None:
            raise NotFound(f"no alert {arguments.alert}; `tocsin alerts list --all` shows what there is")
        log = open_log(settings, server)
        found = explain(log, ReportStore(server, settings.workspace, log), arguments.alert, row["situation"])
    if arguments.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return 0
    width = min(120, shutil.get_terminal_size((100, 24)).columns)
    for line in shown(found, Paint(sys.stdout.isatty()), width):
        print(line)
    return 0


def _absent(arguments: argparse.Namespace) -> int:
    from services.audit.absence import why_not
    from services.cli import absent
    from services.cli.assembly import settings_and_server
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        found = why_not(open_log(settings, server), arguments.absent, arguments.alert)
    if arguments.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return 0
    day = arguments.on.date() if arguments.on else None
    for line in absent.shown(found, Paint(sys.stdout.isatty()), day):
        print(line)
    return 0


def shown(found: "Explanation", paint: Paint, width: int) -> Iterator[str]:
    """Yield an explanation for a reader, line by line."""
    last = found.told[-1].entry.data
    yield paint("1", plain(last["title"]))
    yield f"  alert {found.alert}, {last['severity']}"
    if found.situation:
        copies = f"; copies, which wake nobody again: {len(found.copies)}" if found.copies else ""
        yield f"  situation {found.situation}: {len(found.reports)} reports{copies}"
    yield ""
    for told in found.told:
        yield from _message(told, paint, width)
        yield ""
    yield from _steps(found, paint)
    yield from _rule(found, paint)
    if found.held:
        yield ""
        yield paint("1", "not sent, of the same rule in this situation")
        for one in found.held:
            yield f"  {one.recordedtime:%Y-%m-%d %H:%M:%S}  {one.data['withheld']:<14} {plain(one.data['title'])}"
    for one in found.acknowledged:
        yield f"acknowledged {one.recordedtime:%Y-%m-%d %H:%M:%S} by {one.actor} {plain(one.data['comment'])}".rstrip()


def _message(told: "Told", paint: Paint, width: int) -> Iterator[str]:
    entry, data = told.entry, told.entry.data
    stage = entry.type.split(".")[2]
    sent = f", not sent: {data['withheld']}" if data["withheld"] else ""
    yield paint("1", f"message {data['number']}, {stage} {entry.recordedtime:%Y-%m-%d %H:%M:%S} UTC{sent}")
    yield f"  {plain(data['title'])}"
    yield paint("2", f"  entry {entry.sequence} of the log, decided on entry {data['decided']['cause']}")
    for measure in dict.fromkeys((*told.before, *told.after)):
        was, now = _interval(told.before.get(measure)), _interval(told.after.get(measure))
        if was != now:
            yield f"  {measure}: {was} before, {now} after"
    for ground in told.grounds:
        yield from _ground(ground, paint, width)
    for one in told.deliveries:
        outcome = one.type.split(".")[2]
        reason = f" ({one.data['reason']})" if one.data.get("reason") else ""
        attempts = f"{one.data['attempts']} attempt{'s' if one.data['attempts'] != 1 else ''}"
        yield f"  {outcome} {one.recordedtime:%Y-%m-%d %H:%M:%S} at {one.data['subscription']}, {attempts}{reason}"


def _steps(found: "Explanation", paint: Paint) -> Iterator[str]:
    """Yield what was known after each report: why it came when it came, and not earlier."""
    from services.cli.table import table

    if not found.steps:
        return
    measure = found.told[-1].entry.data["after"].get("measure", "killed")
    sent = {told.entry.data["decided"]["cause"]: told.entry for told in found.told}
    rows = []
    for step in found.steps:
        message = sent.get(step.sequence)
        rows.append(
            (
                f"{step.recorded:%Y-%m-%d %H:%M:%S}",
                f"{step.published:%Y-%m-%d %H:%M}" if step.published else "",
                plain(step.source or ""),
                _interval(step.tolls.get(measure)),
                f"message {message.data['number']}, {message.type.split('.')[2]}" if message else "",
            )
        )
    yield paint("1", "what was known when, in this situation")
    for line in table(("recorded", "published", "source", measure, "this alert"), rows).splitlines():
        yield f"  {line}"
    yield ""


def _ground(ground: "Ground", paint: Paint, width: int) -> Iterator[str]:
    yield ""
    published = f", published {ground.published_at:%Y-%m-%d %H:%M}" if ground.published_at else ""
    recorded = f"recorded {ground.event.recordedtime:%Y-%m-%d %H:%M:%S}"
    yield paint("2", f"    {plain(ground.source or 'a report that is gone')}{published}, {recorded}")
    if ground.sentence is None:
        yield "    (the text was removed)"
    else:
        for line in underline(ground.sentence, [(1, *ground.span)], paint, width - 4):
            yield f"    {line}"
    yield f"    {_read(ground)}"
    if ground.url:
        yield paint("2", f"    {plain(ground.url)}")


def _read(ground: "Ground") -> str:
    from schemas.events.registry import KINDS, kind_of
    from services.cli.explained import in_words

    event = KINDS[kind_of(ground.event.type)].model_validate(ground.data)
    said = (ground.data.get("attribution") or {}).get("speaker") or (ground.data.get("attribution") or {}).get("text")
    by = f", on the word of {plain(said)}" if said else ""
    return f"read as {in_words(event)}{by}; confidence {ground.data.get('confidence', 1):.2f}"  # type: ignore[arg-type]


def _interval(toll: dict[str, Any] | None) -> str:
    if toll is None:
        return "unknown"
    if toll["max"] is None:
        return f"at least {toll['min']:,}"
    span = f"{toll['min']:,}" if toll["min"] == toll["max"] else f"{toll['min']:,} to {toll['max']:,}"
    return f"{span} (sources disagree)" if toll["contested"] else span


def _rule(found: "Explanation", paint: Paint) -> Iterator[str]:
    activation = found.activation
    if activation is None or found.rule is None:
        yield "the rule is not in the rules that were in force"
        return
    origin = plain(activation.data.get("origin") or "unknown")
    since = f"{activation.recordedtime:%Y-%m-%d %H:%M:%S}"
    yield paint("1", f"the rule, from {origin}, in force since {since} by {activation.actor}")
    for line in found.rule.splitlines():
        yield f"  {plain(line)}"
