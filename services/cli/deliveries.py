"""`tocsin deliveries`: which message went to which receiver, what came of it, and what to do about it."""

import argparse
import json
from typing import TYPE_CHECKING

from schemas.delivery import Delivery, DeliveryState
from services.cli.marks import plain
from services.cli.moments import moment
from services.cli.table import table

if TYPE_CHECKING:
    from services.alerts.webhooks.byhand import ByHand
    from services.alerts.webhooks.deliveries import Deliveries
    from services.runtime.server import Server


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the newest first")
    listing.add_argument("--receiver", metavar="ID", help="only those of this subscription")
    listing.add_argument("--alert", metavar="ID", help="only those of this alert")
    listing.add_argument("--state", choices=[one.value for one in DeliveryState])
    listing.add_argument("--limit", type=_count, default=50, metavar="N", help="how many at most (default 50)")
    listing.add_argument("--json", action="store_true", help="for machines")
    show = actions.add_parser("show", help="one, with every attempt")
    show.add_argument("id")
    show.add_argument("--json", action="store_true", help="for machines")
    actions.add_parser("resend", help="send one again, now").add_argument("id")
    recover = actions.add_parser("recover", help="send a receiver what it did not take since a time or a sequence")
    recover.add_argument("receiver", help="id of the subscription")
    since = recover.add_mutually_exclusive_group(required=True)
    since.add_argument("--since", type=moment, metavar="TIME", help="such as 2026-03-01T10:30Z")
    since.add_argument("--sequence", type=_count, metavar="N", help="from this entry of the log on")
    recover.add_argument("--all", action="store_true", help="also what it has taken")
    actions.add_parser("drop", help="put away, unsent, all that waits for a receiver").add_argument(
        "receiver", help="id of the subscription"
    )


def run(arguments: argparse.Namespace) -> int:
    """List, show, send again, recover or drop."""
    from services.alerts.webhooks.byhand import ByHand
    from services.alerts.webhooks.deliveries import Deliveries
    from services.cli.assembly import clock, settings_and_server
    from services.cli.receivers import receivers
    from services.eventlog.opening import open_log

    with settings_and_server() as (settings, server):
        deliveries = Deliveries(server, settings.workspace)
        match arguments.action:
            case "list":
                print(_listed(server, settings.workspace, deliveries, arguments))
            case "show":
                print(_shown(deliveries, arguments.id, as_json=arguments.json))
            case _:
                subscriptions = receivers(settings, server)
                log = open_log(settings, server)
                by_hand = ByHand(server, log, deliveries=deliveries, subscriptions=subscriptions, clock=clock)
                print(_done(by_hand, arguments))
    return 0


def _done(by_hand: "ByHand", arguments: argparse.Namespace) -> str:
    from services.cli.assembly import nonce

    match arguments.action:
        case "resend":
            again = by_hand.resend(arguments.id, "cli", nonce())
            return f"{again.id} is due now" + (f"; it repeats {again.repeats}" if again.repeats else "")
        case "recover":
            done = by_hand.recover(
                arguments.receiver,
                "cli",
                nonce(),
                since=arguments.since,
                sequence=arguments.sequence,
                everything=arguments.all,
            )
            left = f"; {done.skipped} it has taken, or will get anyway" if done.skipped else ""
            return f"{done.deliveries} messages of the entries {done.first} to {done.last} are sent{left}"
        case _:
            return f"{by_hand.drop(arguments.receiver, 'cli')} deliveries are put away unsent"


def _listed(server: "Server", workspace: str, deliveries: "Deliveries", arguments: argparse.Namespace) -> str:
    from services.alerts.webhooks.keys import WebhookKeys
    from services.eventlog.ordered import walk

    def fits(one: Delivery) -> bool:
        return arguments.alert in (None, one.alert) and arguments.state in (None, one.state.value)

    order = WebhookKeys(workspace).listing(arguments.receiver)
    rows = walk(server, order, deliveries.find, limit=arguments.limit, fits=fits).rows
    if arguments.json:
        return json.dumps([one.model_dump(mode="json") for one in rows])
    return table(
        ("id", "made", "receiver", "message", "state", "attempts", "next"),
        [
            (
                one.id,
                f"{one.created_at:%Y-%m-%d %H:%M:%S}",
                one.subscription,
                f"{one.action or one.notice} {one.alert}",
                _state(one),
                one.attempts,
                f"{one.next_at:%Y-%m-%d %H:%M:%S}" if one.next_at else "",
            )
            for one in rows
        ],
    )


def _shown(deliveries: "Deliveries", name: str, *, as_json: bool) -> str:
    found, tries = deliveries.get(name), deliveries.attempts(name)
    if as_json:
        shown = {**found.model_dump(mode="json"), "tries": [one.model_dump(mode="json") for one in tries]}
        return json.dumps(shown)
    fields = found.model_dump(mode="json", exclude_none=True, exclude={"state", "reason", "status", "attempts"})
    lines = [f"{key:14} {value}" for key, value in fields.items()]
    lines.append(f"{'state':14} {_state(found)}")
    for one in tries:
        came = f"HTTP {one.status}" if one.status else one.error
        lines.append(f"\n{one.number}. {one.at:%Y-%m-%d %H:%M:%S} UTC  {one.reason}  {came}  {one.seconds:.3f} s")
        lines += [f"   > {header}: {value}" for header, value in one.headers.items()]
        lines += [f"   < {plain(line)}" for line in one.answer.splitlines()[:20]]
        if one.truncated:
            lines.append("   < ... (cut)")
    return "\n".join(lines)


def _state(delivery: Delivery) -> str:
    told = delivery.reason is not None and delivery.state is not DeliveryState.DELIVERED
    return f"{delivery.state}: {delivery.reason}" if told else delivery.state


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number < 2**53:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return number
