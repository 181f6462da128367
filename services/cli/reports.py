"""The arguments and the input that `read`, `simulate` and `ingest` share."""

import argparse
import sys
from collections.abc import Iterator

from schemas.report import Intake
from services.cli.moments import moment
from services.ingest.sources.files import read_files


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add FILE... and --published-at."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="reports as .ndjson (one a line), .json, .txt, or a folder of these;\nstandard input (NDJSON) without any",
    )
    parser.add_argument("--published-at", type=moment, metavar="TIME", help="when a .txt was published")


class Reports:
    """The reports of a command line; what is no report is told on standard error and passed over."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        #: How many lines were no reports.
        self.bad = 0

    def __iter__(self) -> Iterator[Intake]:
        for line in read_files(self._arguments.files, self._arguments.published_at):
            if line.report is None:
                self.bad += 1
                print(f"tocsin: {line.origin}: {line.problem}", file=sys.stderr)
            else:
                yield line.report

    @property
    def exit_code(self) -> int:
        """2 when something was passed over."""
        return 2 if self.bad else 0
