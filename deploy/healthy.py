#!/usr/bin/env python3
"""Health check of a container: `healthy PORT PATH` exits with 0 when this container answers 200 there."""

import http.client
import sys

SECONDS = 4.0


def healthy(port: int, path: str) -> bool:
    """Return whether a process of this container answers 200; a proxy in the environment is never asked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("use: healthy PORT PATH")
    sys.exit(0 if healthy(int(sys.argv[1]), sys.argv[2]) else 1)
