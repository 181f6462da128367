"""`tocsin listen`: a local webhook receiver that checks signatures."""

import argparse
import json
import signal
import sys
import threading
from typing import Any

from services.alerts.webhooks import signing
from services.alerts.webhooks.receiver import Behaviour, Received, Receiver, public_verifier
from services.cli.marks import Paint, plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--secret", required=True, help="the subscription's secret (whsec_...)")
    parser.add_argument("--port", type=int, default=8700, help="default 8700; 0 takes a free one")
    parser.add_argument("--fail", type=_share, default=0.0, metavar="SHARE", help="answer 500 so often, such as 50%%")
    parser.add_argument("--slow", type=_seconds, default=0.0, metavar="TIME", help="wait before each answer: 20s, 0.5s")
    parser.add_argument("--status", type=int, default=200, help="answer this to what is taken (default 200)")
    parser.add_argument(
        "--retry-after", metavar="TEXT", help="sent with every answer that is not 2xx: seconds, or a date"
    )
    parser.add_argument("--whole", action="store_true", help="print bodies whole, indented")
    parser.add_argument("--json", action="store_true", help="print each payload as one line of JSON")
    parser.epilog = (
        "Private receivers must be allowed, for the service and for the command that subscribes them:\n"
        "  TOCSIN_EGRESS_ALLOW=127.0.0.0/8 tocsin up\n"
        "  TOCSIN_EGRESS_ALLOW=127.0.0.0/8 tocsin subscriptions create http://127.0.0.1:8700/"
    )


def run(arguments: argparse.Namespace) -> int:
    """Listen until SIGTERM or SIGINT."""
    paint = Paint(sys.stdout.isatty())
    signing.key_of(arguments.secret)

    def told(received: Received) -> None:
        if arguments.json:
            print(json.dumps(received.payload), flush=True)
        else:
            print(line(received, paint), flush=True)
            if arguments.whole:
                print(whole(received), flush=True)

    receiver = Receiver(
        public_verifier(arguments.secret),
        port=arguments.port,
        behaviour=Behaviour(arguments.status, arguments.fail, arguments.slow, arguments.retry_after),
        told=told,
    )
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    receiver.start()
    print(f"listening at {receiver.url}", file=sys.stderr, flush=True)
    stopping.wait()
    receiver.stop()
    return 0


def line(received: Received, paint: Paint) -> str:
    """Return what came, in one line."""
    mark = paint("32", "✔ signature right") if received.verified else paint("31", "✘ signature WRONG")
    again = " (again)" if received.again else ""
    return f"{mark}  {_told(received.payload)}  → {received.status}{again}"


def whole(received: Received) -> str:
    """Return a body as it is read best, JSON indented; nothing in it steers the terminal."""
    text = received.body.decode(errors="replace")
    if received.payload is not None:
        text = json.dumps(received.payload, indent=2, ensure_ascii=False)
    return "\n".join(map(plain, text.splitlines()))


def _told(payload: Any) -> str:
    if not isinstance(payload, dict):
        return "no JSON object"
    data = payload.get("data")
    data = data if isinstance(data, dict) else {}
    alert = data.get("alert")
    alert = alert if isinstance(alert, dict) else {}
    title = alert.get("title") or data.get("title") or payload.get("text") or ""
    return plain(f"{payload.get('type', '?')!s:17} {alert.get('severity', '')!s:8} {title}")


def _seconds(text: str) -> float:
    try:
        number = float(text.removesuffix("s"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is no time: write 20s or 0.5s, an hour at most")
    return number


def _share(text: str) -> float:
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share: write 50% or 0.5")
    return number
