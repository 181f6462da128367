"""Puts each recorded decision to the input that it was made on."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from schemas.events.envelope import Draft
from services.alerts.situations.inputs import Input

Decision = TypeVar("Decision", bound=Draft)


def paired(inputs: Iterable[Input], decisions: Iterable[Decision]) -> Iterator[tuple[Input, list[Decision]]]:
    """Yield each input with the decisions on it; a decision on none of the inputs is left out.

    Args:
        inputs: In the order of the log.
        decisions: In the order of the log, which is that of their causes.
    """
    waiting = iter(decisions)
    held = next(waiting, None)
    for given in inputs:
        mine: list[Decision] = []
        while held is not None and held.data["decided"]["cause"] <= given.last:
            if held.data["decided"]["cause"] == given.last:
                mine.append(held)
            held = next(waiting, None)
        yield given, mine
