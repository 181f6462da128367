"""`tocsin demo`: a real story in, signed alerts out, the log replayed."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--once", action="store_true", help="end by itself after the replay")
    parser.add_argument("--pace", type=float, default=0.8, metavar="SECONDS", help="time between reports (default 0.8)")
    parser.add_argument("--data-dir", metavar="DIR", default="data/demo", help="emptied first (default data/demo)")
    parser.epilog = "exit code 1 when a delivery is missing, a signature is wrong, or the replay differs"


def run(arguments: argparse.Namespace) -> int:
    """Play the seeds through a service of its own."""
    from services.cli.demonstration import Demonstration

    return Demonstration(arguments.data_dir, arguments.pace, arguments.once).run()
