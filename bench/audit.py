"""How fast, and in how much memory, is a log checked, written to a file, taken in, replayed and looked at as it was?

    python -m bench.audit [--entries 10000 100000] [--million] [--out bench/results/audit.json]

Each measurement runs in a process of its own against an embedded server (`appendfsync always`). Rates are by the
processor time of that process, so that other work on the machine does not count; the server's own processor time and
the time on the clock stand beside them.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bench.audit_log import write_log
from services.audit.board import board_at
from services.audit.replay import replay
from services.cli.rebuild import make_anew
from services.eventlog.beside.verifying import verify_all
from services.eventlog.blinding import Blinding
from services.eventlog.exports.check import check_export
from services.eventlog.exports.importing import Importer
from services.eventlog.exports.writer import Wanted, export
from services.eventlog.log import Log
from services.eventlog.seals.verify import Checker
from services.runtime.embedded import EmbeddedServer
from services.runtime.garbage import collect_seldom
from services.runtime.server import Server, connect

MILLION: Final = 1_000_000
BARS: Final = {
    "import": 30_000,
    "rebuild": None,
    "verify": 100_000,
    "verify all": None,
    "export": 30_000,
    "verify file": 100_000,
    "replay": 20_000,
    "state at the middle": None,
}
"""Entries for each second that are wanted; the state at the middle of a million is wanted within a minute."""


def take_in(server: Server, log: Log, path: Path) -> int:
    """Take an export in; what is shown is made by `rebuild`."""
    importer = Importer(server, log, decider="alerts", followers=("webhooks",), blind=Blinding("bench"))
    plan = importer.plan(path)
    for _ in importer.run(plan):
        pass
    importer.finish()
    return plan.last


def rebuild(server: Server, log: Log, path: Path) -> int:
    """Make anew what is shown."""
    return make_anew(server, log, write=True).entries


def verify(server: Server, log: Log, path: Path) -> int:
    """Check the entries in the server against their seals."""
    checker = Checker()
    for page in log.stored_pages():
        checker.take_all(page)
    found = checker.finish()
    assert found.clean, found.findings
    return found.entries


def verify_beside(server: Server, log: Log, path: Path) -> int:
    """Check the log, its indexes, and the kept texts."""
    found, faults = verify_all(server, log)
    assert found.clean, found.findings
    assert not faults, faults
    return found.entries


def write(server: Server, log: Log, path: Path) -> int:
    """Write the log to a file, which must be the one that was taken in but for its header."""
    wanted, out = Wanted(), path.with_suffix(".copy")
    with out.open("wb") as file:
        for piece in export(server, log, wanted, version="bench", now=log.read(0, 1)[0].time):
            file.write(piece)
    out.unlink()
    return log.head()


def verify_file(server: Server, log: Log, path: Path) -> int:
    """Check the file."""
    found = check_export(path).found
    assert found.clean, found.findings
    return found.entries


def decide_again(server: Server, log: Log, path: Path) -> int:
    """Replay the whole log; it must be identical."""
    comparison = replay(log, cursor=log.cursor("alerts"))
    assert comparison.same, "\n".join(comparison.lines())
    return log.head()


def look_back(server: Server, log: Log, path: Path) -> int:
    """Make the state as it was at the middle of the log."""
    middle = log.head() // 2
    for _ in board_at(log, middle):
        pass
    return middle


ACTS: Final[dict[str, Callable[[Server, Log, Path], int]]] = {
    "import": take_in,
    "rebuild": rebuild,
    "verify": verify,
    "verify all": verify_beside,
    "export": write,
    "verify file": verify_file,
    "replay": decide_again,
    "state at the middle": look_back,
}


def measure(act: str, url: str, path: Path) -> dict[str, Any]:
    """Do one thing in this process, and return what it cost."""
    collect_seldom()
    server = connect(url, timeout=600)
    log = Log(server, "bench")
    before, began, cpu = _server_seconds(server), time.monotonic(), time.process_time()
    entries = ACTS[act](server, log, path)
    seconds, clock = time.process_time() - cpu, time.monotonic() - began
    return {
        "act": act,
        "entries": entries,
        "seconds": seconds,
        "per_second": entries / seconds,
        "clock_seconds": clock,
        "server_seconds": _server_seconds(server) - before,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _server_seconds(server: Server) -> float:
    used = server.info("cpu")
    return float(used["used_cpu_sys"]) + float(used["used_cpu_user"])


def measured(entries: int) -> list[dict[str, Any]]:
    """Make a log of so many entries, and return what each act on it costs."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        path = Path(folder) / "log.ndjson"
        write_log(path, entries)
        embedded = EmbeddedServer(Path(folder) / "data")
        embedded.start().close()
        try:
            for act in ACTS:
                command = [sys.executable, "-m", "bench.audit", "--act", act, embedded.url, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    raise SystemExit(f"{act} of {entries:,} entries failed:\n{done.stderr}")
                row = {"log": entries, **json.loads(done.stdout)}
                rows.append(row)
                print(_shown(row), flush=True)
        finally:
            embedded.stop()
    return rows


def _shown(row: dict[str, Any]) -> str:
    bar = BARS[row["act"]]
    verdict = "" if bar is None else f"  bar {bar:,}: {'met' if row['per_second'] >= bar else 'MISSED'}"
    return (
        f"{row['log']:>9,}  {row['act']:<20} {row['per_second']:>11,.0f} {row['seconds']:>9.1f} "
        f"{row['server_seconds']:>9.1f} {row['clock_seconds']:>9.1f} {row['peak_mib']:>9.0f}{verdict}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--million", action="store_true", help="also a log of a million entries")
    parser.add_argument("--out", type=Path, default=Path("bench/results/audit.json"))
    parser.add_argument("--act", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.act:
        act, url, path = arguments.act
        print(json.dumps(measure(act, url, Path(path))))
        return
    print("      log  act                   entries/s  seconds   server     clock  peak MiB")
    rows = [
        row for entries in [*arguments.entries, *([MILLION] if arguments.million else [])] for row in measured(entries)
    ]
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
