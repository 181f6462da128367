"""`tocsin subscriptions`: who gets alerts by webhook."""

import argparse
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.alert import Severity
from schemas.subscription import DELIVERABLE, Filters, NewSubscription, Subscription, SubscriptionChange, Topic
from services.cli.marks import plain
from services.cli.table import table

if TYPE_CHECKING:
    from services.alerts.webhooks.subscriptions import Issued, Subscriptions
    from services.runtime.server import Server
    from services.runtime.settings import Settings

OFF = "off"
"""Written in place of a number, it lifts a bound or ends the signs of life."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="subscribe a receiver; its secret is shown once")
    create.add_argument("url", help="http or https; private networks must be in TOCSIN_EGRESS_ALLOW")
    _settings(create)
    create.add_argument("--json", action="store_true", help="for machines")
    change = actions.add_parser("change", help="change some settings; what is left out stays")
    change.add_argument("id")
    change.add_argument("--url")
    _settings(change)
    change.add_argument("--everything", action="store_true", help="take all filters away")
    listing = actions.add_parser("list", help="show the receivers, never their secrets")
    listing.add_argument("--json", action="store_true", help="for machines")
    show = actions.add_parser("show", help="one receiver, and how it fares")
    show.add_argument("id")
    show.add_argument("--json", action="store_true", help="for machines")
    for name, text in (
        ("test", "send it a ping now: not counted, not repeated"),
        ("pause", "send nothing for now"),
        ("resume", "send again"),
        ("delete", "remove a receiver"),
    ):
        actions.add_parser(name, help=text).add_argument("id")
    rotate = actions.add_parser("rotate", help="make a new secret; the old one signs along for 24 h")
    rotate.add_argument("id")
    rotate.add_argument("--hours", type=float, default=24.0, help="how long the old one signs along (default 24)")
    actions.add_parser("reissue", help="the key of the secrets is lost: make new secrets for all, shown once")


def run(arguments: argparse.Namespace) -> int:
    """Create, list, change, try out or delete subscriptions."""
    from services.cli.assembly import settings_and_server
    from services.cli.receivers import receivers

    with settings_and_server() as (settings, server):
        subscriptions = receivers(settings, server)
        match arguments.action:
            case "create":
                wanted = _given(NewSubscription, {"url": arguments.url, **_fields(arguments, Filters())})
                print(_issued([subscriptions.create(wanted, "cli")], as_json=arguments.json))
            case "list":
                found = subscriptions.list()
                rows = [(one.id, one.place, _filters(one.filters), one.format, _state(one)) for one in found]
                whole = json.dumps([one.model_dump(mode="json") for one in found])
                print(whole if arguments.json else table(("id", "receiver", "gets", "format", "state"), rows))
            case "show":
                print(_shown(subscriptions, settings, server, arguments))
            case "test":
                return _test(subscriptions, settings, arguments.id)
            case "change":
                before = subscriptions.get(arguments.id).filters
                fields = _fields(arguments, Filters() if arguments.everything else before)
                if arguments.everything:
                    fields.setdefault("filters", Filters())
                if arguments.url:
                    fields["url"] = arguments.url
                subscriptions.change(arguments.id, _given(SubscriptionChange, fields), "cli")
                print(f"{arguments.id} is changed")
            case "pause" | "resume":
                change = SubscriptionChange(active=arguments.action == "resume")
                subscriptions.change(arguments.id, change, "cli")
                print(f"{arguments.id} is {'active' if change.active else 'paused'}")
            case "rotate":
                along = timedelta(hours=min(max(arguments.hours, 0.0), 24.0 * 365))
                print(subscriptions.rotate(arguments.id, "cli", along).secret)
            case "reissue":
                print(_issued(subscriptions.reissue("cli"), as_json=False))
            case _:
                subscriptions.delete(arguments.id, "cli")
                print(f"{arguments.id} is removed")
    return 0


def _settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--description", metavar="TEXT")
    parser.add_argument("--owner", metavar="TEXT", help="whom to tell when it fails")
    parser.add_argument("--format", metavar="NAME", help="standard, cloudevents, slack, teams, alertmanager or cap")
    parser.add_argument("--kind", action="append", help="only alerts of this kind; several times for more")
    parser.add_argument("--rule", action="append", help="only alerts of the rule of this name")
    parser.add_argument("--country", action="append", type=_country, metavar="CC", help="only this country, such as KZ")
    parser.add_argument("--severity", choices=[one.value for one in Severity], help="this severity or worse")
    parser.add_argument(
        "--label", action="append", type=_pair, metavar="NAME=VALUE", help="only alerts with this label"
    )
    parser.add_argument(
        "--on",
        action="append",
        choices=[one.value for one in DELIVERABLE],
        help="only this stage of an alert's life; several times for more",
    )
    parser.add_argument(
        "--topic",
        action="append",
        choices=[one.value for one in Topic],
        help="alerts (the default); operations: word of receivers that fail",
    )
    parser.add_argument(
        "--header",
        action="append",
        type=_pair,
        metavar="NAME=VALUE",
        help="sent along with every message, in place of all before; NAME=@FILE reads the value from a file",
    )
    parser.add_argument("--rate", type=_number, metavar="N", help="messages a minute at most; off for no bound")
    parser.add_argument("--concurrency", type=int, metavar="N", help="messages under way at once (default 1)")
    parser.add_argument("--heartbeat", type=_number, metavar="SECONDS", help="a sign of life so often; off for none")


def _fields(arguments: argparse.Namespace, before: Filters) -> dict[str, Any]:
    names = ("description", "owner", "format", "rate", "concurrency", "heartbeat")
    fields = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    fields = {name: None if value == OFF else value for name, value in fields.items()}
    if arguments.header is not None:
        fields["headers"] = {name: _read(value) for name, value in arguments.header}
    wanted = {
        "topics": arguments.topic,
        "rules": arguments.rule,
        "kinds": arguments.kind,
        "severity": arguments.severity,
        "countries": arguments.country,
        "actions": arguments.on,
        "labels": dict(arguments.label) if arguments.label else None,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    if given:
        fields["filters"] = {**before.model_dump(mode="json"), **given}
    return fields


def _given(model: type[Any], fields: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from services.ingest.sources.files import describe
    from services.runtime.errors import UsageError

    try:
        return model(**fields)
    except ValidationError as error:
        raise UsageError(describe(error)) from None


def _read(value: str) -> str:
    from services.runtime.errors import UsageError

    if not value.startswith("@"):
        return value
    try:
        return Path(value[1:]).read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"the file {value[1:]} cannot be read") from None


def _issued(found: "list[Issued]", *, as_json: bool) -> str:
    if as_json:
        (one,) = found
        return json.dumps({**one.subscription.model_dump(mode="json"), "secret": one.secret})
    return "\n".join(f"{one.subscription.id}\nsecret {one.secret}  (shown this once)" for one in found) or "(none)"


def _shown(
    subscriptions: "Subscriptions", settings: "Settings", server: "Server", arguments: argparse.Namespace
) -> str:
    from services.alerts.webhooks.deliveries import Deliveries
    from services.cli.assembly import clock

    one = subscriptions.get(arguments.id)
    health = Deliveries(server, settings.workspace).health(one.id, clock())
    whole = {**one.model_dump(mode="json"), "health": health.model_dump(mode="json")}
    if arguments.json:
        return json.dumps(whole)
    told = one.model_dump(mode="json", exclude={"filters", "url", "active", "inactive_reason", "headers"})
    lines = {
        **told,
        "receiver": one.place,
        "gets": _filters(one.filters),
        "headers": ", ".join(one.headers),
        "state": _state(one),
        **health.model_dump(mode="json"),
    }
    return "\n".join(f"{name.replace('_', ' '):14} {value}" for name, value in lines.items() if value not in (None, ""))


def _test(subscriptions: "Subscriptions", settings: "Settings", name: str) -> int:
    from services.alerts.webhooks.ping import try_out
    from services.cli.assembly import clock, nonce
    from services.runtime.egress import Egress

    attempt = try_out(
        subscriptions,
        name,
        egress=Egress(allow=settings.egress_allow),
        clock=clock,
        nonce=nonce(),
        link=f"{settings.link_base}/v1/subscriptions/{name}",
    )
    came = f"HTTP {attempt.status}" if attempt.status else attempt.error
    print(f"{attempt.reason}: {came} in {attempt.seconds:.3f} s")
    if attempt.reason != "delivered" and attempt.answer:
        print("\n".join(map(plain, attempt.answer[:2_000].splitlines())))
    return 0 if attempt.reason == "delivered" else 1


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError("write NAME=VALUE")
    return name, value


def _number(text: str) -> int | str:
    if text == OFF:
        return OFF
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor {OFF}")
    return int(text)


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 3166-1 alpha-2 code such as KZ")
    return text.upper()


def _filters(filters: Filters) -> str:
    if Topic.ALERTS not in filters.topics:
        return " ".join(filters.topics)
    labels = [f"{name}={value}" for name, value in filters.labels.items()]
    parts = [*filters.kinds, *filters.rules, *filters.countries, *filters.actions, *labels]
    if filters.severity:
        parts.append(f"from {filters.severity} on")
    more = " and operations" if Topic.OPERATIONS in filters.topics else ""
    return (" ".join(parts) or "everything") + more


def _state(subscription: Subscription) -> str:
    return "active" if subscription.active else str(subscription.inactive_reason or "paused")
