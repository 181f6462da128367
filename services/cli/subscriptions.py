"""`tocsin subscriptions`: who gets alerts by webhook."""

import argparse
import json

from schemas.alert import Severity
from schemas.subscription import SENT, Filters, NewSubscription, Subscription, SubscriptionChange
from services.cli.table import table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="subscribe a receiver; its secret is shown once")
    create.add_argument("url", help="http or https; private networks must be in TOCSIN_EGRESS_ALLOW")
    create.add_argument("--description", default="", metavar="TEXT")
    create.add_argument("--kind", action="append", default=[], help="only alerts of this kind; several times for more")
    create.add_argument("--rule", action="append", default=[], help="only alerts of the rule of this name")
    create.add_argument(
        "--country", action="append", default=[], type=_country, metavar="CC", help="only this country, such as KZ"
    )
    create.add_argument("--severity", choices=[one.value for one in Severity], help="this severity or worse")
    create.add_argument(
        "--on",
        action="append",
        default=[],
        choices=[one.value for one in SENT],
        help="only this stage of an alert's life; several times for more",
    )
    create.add_argument("--json", action="store_true", help="for machines")
    listing = actions.add_parser("list", help="show the receivers, never their secrets")
    listing.add_argument("--json", action="store_true", help="for machines")
    for name, text in (
        ("pause", "send nothing for now"),
        ("resume", "send again"),
        ("delete", "remove a receiver"),
        ("rotate", "make a new secret; the old one signs along for 24 h"),
    ):
        actions.add_parser(name, help=text).add_argument("id")


def run(arguments: argparse.Namespace) -> int:
    """Create, list, change or delete subscriptions."""
    from services.alerts.webhooks.subscriptions import Subscriptions
    from services.alerts.webhooks.vault import open_vault
    from services.cli.assembly import clock, settings_and_server
    from services.runtime.egress import Egress

    with settings_and_server() as (settings, server):
        subscriptions = Subscriptions(
            server,
            settings.workspace,
            vault=open_vault(settings),
            egress=Egress(allow=settings.egress_allow),
            clock=clock,
        )
        match arguments.action:
            case "create":
                issued = subscriptions.create(_wanted(arguments), "cli")
                shown = {**issued.subscription.model_dump(mode="json"), "secret": issued.secret}
                text = f"{issued.subscription.id}\nsecret {issued.secret}  (shown this once)"
                print(json.dumps(shown) if arguments.json else text)
            case "list":
                found = subscriptions.list()
                rows = [(one.id, one.place, _filters(one.filters), _state(one)) for one in found]
                whole = json.dumps([one.model_dump(mode="json") for one in found])
                print(whole if arguments.json else table(("id", "receiver", "gets", "state"), rows))
            case "pause" | "resume":
                change = SubscriptionChange(active=arguments.action == "resume")
                subscriptions.change(arguments.id, change, "cli")
                print(f"{arguments.id} is {'active' if change.active else 'paused'}")
            case "rotate":
                print(subscriptions.rotate(arguments.id, "cli").secret)
            case _:
                subscriptions.delete(arguments.id, "cli")
                print(f"{arguments.id} is removed")
    return 0


def _wanted(arguments: argparse.Namespace) -> NewSubscription:
    from pydantic import ValidationError

    from services.ingest.sources.files import describe
    from services.runtime.errors import UsageError

    try:
        filters = Filters(
            rules=tuple(arguments.rule),
            kinds=tuple(arguments.kind),
            severity=arguments.severity,
            countries=tuple(arguments.country),
            actions=tuple(arguments.on),
        )
        return NewSubscription(url=arguments.url, description=arguments.description, filters=filters)
    except ValidationError as error:
        raise UsageError(describe(error)) from None


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 3166-1 alpha-2 code such as KZ")
    return text.upper()


def _filters(filters: Filters) -> str:
    parts = [*filters.kinds, *filters.rules, *filters.countries, *filters.actions]
    if filters.severity:
        parts.append(f"from {filters.severity} on")
    return " ".join(parts) or "everything"


def _state(subscription: Subscription) -> str:
    return "active" if subscription.active else str(subscription.inactive_reason or "paused")
