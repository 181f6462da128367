"""`tocsin seal`: seals, receipts and the public key of the log."""

import argparse
import sys

from services.runtime.errors import NotFound


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("act", choices=("now", "receipt", "key"), help="what to do")
    parser.epilog = (
        "now      seal what is not sealed yet, and print a receipt\n"
        "receipt  print a receipt of the last seal: keep it elsewhere, and `tocsin verify --receipt` can show later\n"
        "         that the log still contains what it contained then\n"
        "key      print the public key that seals are signed for, for `tocsin verify --public-key`\n\n"
        "examples:\n  tocsin seal receipt > receipt.json\n  tocsin seal key > tocsin.pem"
    )


def run(arguments: argparse.Namespace) -> int:
    """Seal, or print what proves the log."""
    from services.cli.assembly import make_sealer, settings_and_server
    from services.eventlog.opening import open_log
    from services.eventlog.seals.sealer import last_seal
    from services.eventlog.seals.signing import open_signer
    from services.runtime.settings import load

    if arguments.act == "key":
        sys.stdout.write(open_signer(load().data_dir).public_key())
        return 0
    with settings_and_server() as (settings, server):
        log = open_log(settings, server)
        if arguments.act == "now":
            sealer = make_sealer(log, settings)
            while sealer.seal():
                pass
        receipt = last_seal(log)
    if receipt is None:
        raise NotFound("nothing in this log is sealed yet; `tocsin seal now` seals what is there")
    print(receipt.model_dump_json())
    return 0
