"""A service of a benchmark's own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from servicekit import Client, service

__all__ = ["Client", "service"]
