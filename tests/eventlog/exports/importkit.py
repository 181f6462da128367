"""Takes exports in, and tells all that a workspace keeps then."""

from pathlib import Path

from services.eventlog.blinding import Blinding
from services.eventlog.exports.importing import Importer, Plan
from services.eventlog.log import Log
from services.eventlog.seals.verify import Checker
from services.runtime.server import Server


def importer(server: Server, log: Log) -> Importer:
    return Importer(server, log, decider="alerts", followers=("webhooks",), blind=Blinding("tests"))


def take_in(server: Server, log: Log, path: Path) -> Plan:
    one = importer(server, log)
    plan = one.plan(path)
    if not plan.done:
        list(one.run(plan))
        one.finish()
    return plan


def kept(server: Server, log: Log) -> dict[str, object]:
    """Everything of a workspace that an import gives."""
    prefix = log.keys.prefix
    found: dict[str, object] = {}
    for key in server.do("KEYS", f"{prefix.replace('[', '?')}*"):
        name = key.removeprefix(prefix)
        if name.startswith(("report:", "address:")):
            found[name] = server.do("HGETALL", key)
        elif name.startswith(("log:kind", "log:subject", "log:correlation")):
            found[name] = server.bytes("GET", key)
        elif name == "sources":
            found[name] = server.do("ZRANGE", key, 0, -1, "WITHSCORES")
        elif name.startswith("cursor:"):
            found[name] = server.do("HGET", key, "sequence")
    return {**found, "log": list(log.iterate_stored())}


def clean(log: Log) -> bool:
    checker = Checker()
    for page in log.stored_pages():
        checker.take_all(page)
    return checker.finish().clean
