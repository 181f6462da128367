"""The cycle collector of a worker process: what lives long and what dies young is none of its business."""

import gc
from typing import Final

_YOUNG: Final = 50_000
"""Objects made, less those freed, before the collector looks: a long report is taken apart into as many at once."""


def collect_seldom() -> None:
    """Spare what is alive now from the cycle collector, and let it look seldom at what comes.

    The reader's lexicons and the alert worker's state are large, live long and hold no cycles; what a report is taken
    apart into is freed without the collector. Looked at on every 700 objects made, it takes a fifth of a worker's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 50, 100)
