"""`tocsin up`: everything in one command."""

import argparse
import os
import signal
import threading


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    from services.runtime.settings import variables

    width = max(map(len, variables()))
    known = "\n".join(f"  {name:{width}}  {text}" for name, text in variables().items())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"settings (environment variables):\n{known}\n\nStop it with Ctrl-C or SIGTERM."


def run(arguments: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT."""
    from schemas.extensions import DETECTORS
    from schemas.extensions import load as load_extensions
    from services.cli.assembly import clock
    from services.cli.running import running
    from services.gateway.tokens import ensure_first_token
    from services.runtime import logs
    from services.runtime.server import durability
    from services.runtime.settings import load

    settings = load()
    # A worker would meet it at each start, and be started again for ever.
    load_extensions(DETECTORS, object)
    logs.set_up(settings.log_level, settings.log_format, "up")
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with running(settings, os.environ) as service:
        token = ensure_first_token(service.server, settings.workspace, clock)
        while not service.ready():
            if stopping.wait(0.1):
                return 0
        print(f"Tocsin is up.  HTTP {service.url}   API page {service.url}/docs")
        print(f"  server      {service.server.name} (appendfsync {durability(service.server)})")
        print("  metrics     " + "  ".join(service.metrics.values()))
        if token is not None:
            print(f"  token       {token}\n              (scope admin; shown this once: keep it; more: tocsin token)")
        print("  stop        Ctrl-C", flush=True)
        stopping.wait()
        print("stopping ...", flush=True)
    return 0
