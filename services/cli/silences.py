"""`tocsin silences`: keep alerts that match from being sent for a time."""

import argparse
import json
from typing import TYPE_CHECKING

from services.cli.desks import ACTOR, open_desk
from services.cli.marks import plain
from services.cli.moments import moment
from services.cli.table import table
from services.runtime.errors import UsageError

if TYPE_CHECKING:
    from schemas.desk import NewSilence


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="silence alerts that match; they are recorded and not sent")
    preview = actions.add_parser("preview", help="show what it would have silenced in the last days")
    for one in (create, preview):
        one.add_argument(
            "matchers",
            nargs="+",
            metavar="NAME=VALUE",
            help="rule, kind, severity, situation, country or a label; all must fit",
        )
        one.add_argument("--json", action="store_true", help="for machines")
    create.add_argument("--comment", required=True, metavar="TEXT", help="why, for the colleague of the next shift")
    create.add_argument("--hours", type=float, help="how long")
    create.add_argument("--until", type=moment, metavar="TIME", help="or until when")
    create.add_argument("--start", type=moment, metavar="TIME", help="from when on; now without it")
    preview.add_argument("--days", type=float, default=7, help="of so many days (7)")
    listing = actions.add_parser("list", help="show silences, the newest first")
    listing.add_argument("--json", action="store_true", help="for machines")
    end = actions.add_parser("end", help="end one before its time")
    end.add_argument("id")


def run(arguments: argparse.Namespace) -> int:
    """Create, preview, list or end silences."""
    wanted = _wanted(arguments) if arguments.action in ("create", "preview") else None
    with open_desk() as (desk, _):
        if arguments.action == "end":
            desk.unsilence(arguments.id, ACTOR)
            print(f"silence {arguments.id} is over")
            return 0
        if arguments.action == "list":
            found = desk.silences()
            if arguments.json:
                print(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False))
                return 0
            rows = [
                (one.state, f"{one.ends_at:%Y-%m-%d %H:%M}", _told(one.matchers), one.author, one.comment, one.id)
                for one in found
            ]
            print(table(("state", "until", "alerts", "by", "why", "id"), rows))
            return 0
        assert wanted is not None
        if arguments.action == "create":
            try:
                made = desk.silence(wanted, ACTOR)
            except ValueError as error:
                raise UsageError(str(error)) from None
            if arguments.json:
                print(made.model_dump_json())
            else:
                print(f"silence {made.id}: {_told(made.matchers)}, until {made.ends_at:%Y-%m-%d %H:%M} UTC")
            return 0
        seen = desk.preview(wanted, arguments.days)
    if arguments.json:
        print(seen.model_dump_json())
        return 0
    print(f"{seen.silenced} of {seen.sent} messages since {seen.since:%Y-%m-%d %H:%M} UTC would have been silenced")
    for title in seen.titles:
        print(f"  {plain(title)}")
    return 0


def _wanted(arguments: argparse.Namespace) -> "NewSilence":
    from pydantic import ValidationError

    from schemas.desk import NewSilence

    pairs = [text.partition("=") for text in arguments.matchers]
    for name, sign, value in pairs:
        if not (name and sign and value):
            raise UsageError(f"{name}{sign}{value}: write NAME=VALUE, such as country=KZ")
    creating = arguments.action == "create"
    try:
        return NewSilence(
            matchers={name: value for name, _, value in pairs},
            comment=arguments.comment if creating else "preview",
            hours=arguments.hours if creating else 1,
            ends_at=arguments.until if creating else None,
            starts_at=arguments.start if creating else None,
        )
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UsageError(said.replace("either `hours` or `ends_at`", "either --hours or --until")) from None


def _told(matchers: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in matchers.items())
