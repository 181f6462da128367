"""Tables of text."""

from collections.abc import Iterable, Sequence

from services.cli.marks import plain


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows under a head, in columns as wide as they need; says so when there are none.

    A cell may hold words of a report, so none of them steers the terminal.
    """
    cells = [[plain(str(cell)) for cell in row] for row in rows]
    if not cells:
        return "(none)"
    widths = [max(len(row[column]) for row in [list(head), *cells]) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    top = "  ".join(cell.ljust(width) for cell, width in zip(head, widths, strict=True)).rstrip()
    return "\n".join([top, *lines])
