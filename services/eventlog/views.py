"""Views: what the API shows, written in the same commit as the decisions that it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class View:
    """One row of a view table; absolute, so that writing it twice is harmless.

    Attributes:
        table: Name of the table: alerts, situations ...
        key: The row.
        value: JSON, or None to remove the row.
        score: Where it stands in the table's order; None for a table without order.
    """

    table: str
    key: str
    value: str | None
    score: float | None = None


def arguments(views: Iterable[View]) -> list[str]:
    """Flatten views for the commit scripts: table, key, value, score, and what is absent as empty text."""
    return list(
        chain.from_iterable(
            (view.table, view.key, view.value or "", "" if view.score is None else repr(view.score)) for view in views
        )
    )
