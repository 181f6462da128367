"""`tocsin token`: access tokens of the HTTP service."""

import argparse
import json

from schemas.token import Scope, TokenRequest
from services.cli.table import table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a token; it is shown once")
    create.add_argument("name", help="what it is for, so that it is known again")
    create.add_argument(
        "--scope",
        action="append",
        choices=[scope.value for scope in Scope],
        required=True,
        help="what it allows; may be given several times (admin allows everything)",
    )
    listing = actions.add_parser("list", help="show the tokens that work")
    listing.add_argument("--json", action="store_true", help="for machines")
    revoke = actions.add_parser("revoke", help="make a token useless")
    revoke.add_argument("id")


def run(arguments: argparse.Namespace) -> int:
    """Make, list or revoke tokens."""
    from services.cli.assembly import clock
    from services.gateway.tokens import Tokens
    from services.runtime.broker import open_server
    from services.runtime.settings import load

    wanted = _wanted(arguments) if arguments.action == "create" else None
    settings = load()
    with open_server(settings) as server:
        tokens = Tokens(server, settings.workspace, clock=clock)
        if wanted is not None:
            print(tokens.create(wanted.name, wanted.scopes, "cli").token)
        elif arguments.action == "revoke":
            tokens.revoke(arguments.id, "cli")
            print(f"token {arguments.id} is revoked")
        elif arguments.json:
            print(json.dumps([token.model_dump(mode="json") for token in tokens.list()]))
        else:
            rows = [
                (token.id, token.name, " ".join(token.scopes), f"{token.created_at:%Y-%m-%d %H:%M}", f"…{token.last4}")
                for token in tokens.list()
            ]
            print(table(("id", "name", "scopes", "made", "ends with"), rows))
    return 0


def _wanted(arguments: argparse.Namespace) -> TokenRequest:
    from pydantic import ValidationError

    from services.ingest.sources.files import describe
    from services.runtime.errors import UsageError

    try:
        return TokenRequest(name=arguments.name, scopes=tuple(dict.fromkeys(map(Scope, arguments.scope))))
    except ValidationError as error:
        raise UsageError(describe(error)) from None
